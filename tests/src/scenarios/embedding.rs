//! Strange pages: several widgets, hostile styles, page builders, narrow columns.

use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::browsers::{Browser, Engine, PATIENCE};
use crate::cases::{first_question, one_for_each_outcome, routine};
use crate::site::HostPage;
use crate::widget::Widget;

super::scenarios! {
    in every engine: [
        the_first_lines_of_the_documents_work_where_they_say,
        two_widgets_are_independent,
        hostile_styles_do_not_reach_the_widget,
        a_small_root_font_does_not_shrink_the_text,
        moving_the_element_keeps_its_state,
        two_hundred_moves_leave_nothing_behind,
        polluted_prototypes_do_no_harm,
        a_narrow_column_needs_no_sideways_scrolling,
        every_target_is_large_enough,
        the_hosts_history_state_survives,
    ]
}

fn two_widgets_are_independent(browser: &Browser) {
    let element = HostPage::element("");
    let visit = HostPage::with_body(&format!("<main>{element}{element}</main>")).open(browser);
    let (one, other) = (visit.nth_widget(0), visit.nth_widget(1));

    let question = first_question(routine(), pathway::Choice::One);
    one.go_to(routine(), question);
    other.go_to(routine(), question);
    let options = one.options();
    one.choose(&options[0]);
    other.choose(&options[1]);
    assert_eq!(one.chosen(), options[..1], "the other's answer stays there");
    assert_eq!(other.chosen(), options[1..2]);

    one.carry_on();
    assert_eq!(other.question(), question, "a step here is no step there");
    let ids = "return [...root.querySelectorAll('[id]')].map((element) => element.id)";
    let ids = json!([one.ask(ids, &[]), other.ask(ids, &[])]);
    let unique = "const ids = arguments[0].flat(); return new Set(ids).size === ids.length";
    assert_eq!(browser.run(unique, vec![ids.clone()]), json!(true), "{ids}");
}

fn hostile_styles_do_not_reach_the_widget(browser: &Browser) {
    let look = "const style = (selector) => getComputedStyle(one(selector));
        const [text, button] = [style('h2'), style('.wts-start')];
        return [text.fontSize, text.textTransform, text.textAlign, text.textIndent, text.color,
                text.textShadow, text.fontStyle, text.direction, text.display,
                button.fontSize, button.color, button.backgroundColor, button.minHeight]";
    let plain = HostPage::plain().open(browser).widget().ask(look, &[]);
    let visit = HostPage::plain()
        .style(
            "* { font-size: 40px !important; text-transform: uppercase !important;
                 text-align: center !important; color: lime !important; direction: rtl;
                 text-indent: 30px !important; text-shadow: 2px 2px red !important;
                 font-style: italic !important; line-height: 3 !important }
             button, h2, section, div, input, label { display: none !important }
             who-to-see { display: block !important }",
        )
        .open(browser);
    let widget = visit.widget();
    assert_eq!(
        widget.ask(look, &[]),
        plain,
        "the widget looks as on a plain page"
    );
    widget.start();
}

fn a_small_root_font_does_not_shrink_the_text(browser: &Browser) {
    let visit = HostPage::plain()
        .style("html { font-size: 62.5% } body { font-size: 1rem }")
        .open(browser);
    let widget = visit.widget();
    widget.start();
    let size = widget.ask(
        "return parseFloat(getComputedStyle(one('label')).fontSize)",
        &[],
    );
    let size = size.as_f64().unwrap_or_default();
    assert!(size >= 18.0, "the answers are written {size} pixels high");
}

fn moving_the_element_keeps_its_state(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.start();
    let option = widget.options()[0].clone();
    widget.choose(&option);
    let before = widget.screen();
    browser.run(
        "const place = document.createElement('aside');
         document.body.prepend(place);
         place.append(document.querySelector('who-to-see'))",
        vec![],
    );
    assert_eq!(widget.screen(), before);
    assert_eq!(widget.chosen(), [option], "after the move");
    widget.carry_on();
}

fn two_hundred_moves_leave_nothing_behind(browser: &Browser) {
    let visit = HostPage::plain()
        .script(
            "document.addEventListener('wts-ready', () => { window.ups = (window.ups || 0) + 1 })",
        )
        .open(browser);
    let widget = visit.widget();
    widget.start();
    let before = held(browser);
    browser.run_async(
        "const places = [document.createElement('aside'), document.createElement('section')];
         document.body.append(...places);
         for (let i = 0; i < 200; i++) {
             places[i % 2].append(document.querySelector('who-to-see'));
             if (i % 20 === 0) await new Promise((next) => setTimeout(next));
         }",
        vec![],
    );
    assert_eq!(
        browser.run("return window.ups", vec![]),
        json!(1),
        "it starts once"
    );
    for ((name, before), (_, after)) in before.into_iter().zip(held(browser)) {
        assert!(after <= before + 5.0, "{before} {name} became {after}");
    }
    let option = widget.options()[0].clone();
    widget.choose(&option);
}

/// How many event listeners and nodes the page holds, where the browser tells.
fn held(browser: &Browser) -> Vec<(&'static str, f64)> {
    if browser.engine != Engine::Chromium {
        return Vec::new();
    }
    browser.devtools("HeapProfiler.collectGarbage", json!({}));
    browser.devtools("Performance.enable", json!({}));
    let metrics = browser.devtools("Performance.getMetrics", json!({}));
    let metrics = metrics["metrics"].as_array().cloned().unwrap_or_default();
    let count = |name| {
        let mut metrics = metrics.iter();
        let found = metrics.find(|metric| metric["name"] == name);
        let count = found.and_then(|metric| metric["value"].as_f64());
        (name, count.expect("Chromium counts them"))
    };
    ["JSEventListeners", "Nodes"].map(count).to_vec()
}

fn polluted_prototypes_do_no_harm(browser: &Browser) {
    // What old libraries of the kind of Prototype.js and MooTools did to every page. The page lifts
    // its hand once the widget is up, and says so in its title: no script of WebDriver itself works
    // before that.
    let visit = HostPage::plain()
        .script(
            "Array.prototype.extra = function () {};
             Object.prototype.extra = function () {};
             Array.prototype.toJSON = function () { return 'x'; };
             Array.from = function () { return []; };
             window.$ = function () { throw new Error('not yours'); };
             document.addEventListener('wts-ready', () => {
                 delete Array.prototype.extra;
                 delete Object.prototype.extra;
                 delete Array.prototype.toJSON;
                 document.title = 'hand lifted';
             });",
        )
        .open(browser);
    let patience = Instant::now() + PATIENCE;
    while browser.title() != "hand lifted" && Instant::now() < patience {
        sleep(Duration::from_millis(50));
    }
    let widget = visit.widget();
    widget.start();
    assert!(!widget.options().is_empty(), "the first question shows");
}

fn a_narrow_column_needs_no_sideways_scrolling(browser: &Browser) {
    let visit = HostPage::with_body(&format!(
        "<main class=\"column\">{}</main>",
        HostPage::element("")
    ))
    .style("body { margin: 0 } .column { inline-size: 320px; overflow: auto }")
    .open(browser);
    let widget = visit.widget();
    let narrow = |widget: Widget<'_>| {
        let wide = widget.ask(
            "return [inside, ...all('*')].filter((element) =>
                 element.getBoundingClientRect().right > 320.5
                 && getComputedStyle(element).position !== 'absolute')
                 .map((element) => `${element.localName}.${element.className}`).slice(0, 5)",
            &[],
        );
        let screen = widget.screen();
        assert_eq!(wide, json!([]), "wider than 320 pixels on {screen}");
    };
    narrow(widget);
    for (question, _) in &routine().answers {
        let unanswered = routine().before(question);
        widget.play_by_script(&unanswered).expect("it plays");
        narrow(widget);
    }
    for patient in one_for_each_outcome() {
        widget.play_by_script(patient).expect("it plays");
        widget.ask(
            "all('details').forEach((fold) => { fold.open = true })",
            &[],
        );
        narrow(widget);
    }
    widget.play_by_script(routine()).expect("it plays");
    widget.changing(|| widget.click_on(".wts-about"));
    narrow(widget);
}

fn every_target_is_large_enough(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    assert_eq!(small_targets(widget), json!([]), "on the first screen");
    widget.start();
    for (question, options) in &routine().answers {
        assert_eq!(small_targets(widget), json!([]), "on `{question}`");
        widget.answer(question, options);
    }
    assert_eq!(small_targets(widget), json!([]), "on the advice");
}

/// Targets below 44 by 44 pixels, and answers below 52 in height. Links inside a sentence are
/// exempt, as in WCAG 2.5.8.
fn small_targets(widget: Widget<'_>) -> Value {
    widget.ask(
        "const name = (element) => `${element.localName} ${element.className} ${element.innerText}`;
         const box = (element) => element.getBoundingClientRect();
         const small = all('button, summary, a[href], select').filter((element) => {
             const inline = getComputedStyle(element).display === 'inline';
             return !inline && box(element).width > 0
                 && (box(element).width < 43.5 || box(element).height < 43.5);
         });
         const low = all('input').map((input) => input.labels[0] || input)
             .filter((label) => box(label).height < 51.5);
         return small.concat(low).map(name)",
        &[],
    )
}

fn the_hosts_history_state_survives(browser: &Browser) {
    let visit = HostPage::plain()
        .script("history.replaceState({ router: 'mine' }, '');")
        .open(browser);
    let widget = visit.widget();
    let address = browser.run("return location.href", vec![]);
    widget.start();
    let (question, options) = &routine().answers[0];
    widget.answer(question, options);
    let state = browser.run("return [history.state.router, location.href]", vec![]);
    assert_eq!(state, json!(["mine", address]));
    let told = browser.run("return JSON.stringify(history.state)", vec![]);
    let told = told.as_str().unwrap_or_default();
    for option in options.iter().chain([question]) {
        assert!(
            !told.contains(&**option),
            "no answer in the history: {told}"
        );
    }
}

/// `docs/start.md`, read as an owner reads it: the release lies where its first step puts it, and the
/// lines of the second stand on the page as they are.
fn the_first_lines_of_the_documents_work_where_they_say(browser: &Browser) {
    let text = include_str!("../../../docs/start.md");
    let (_, after) = text.split_once("```html\n").expect("it shows them");
    let (lines, _) = after.split_once("```").expect("they end");
    let (_, address) = lines.split_once("src=\"").expect("they bring the loader");
    let (address, _) = address.split_once('"').expect("in quotes");
    // The first step names the same address.
    let (first_step, _) = text.split_once("\n2. ").expect("there are steps");
    assert!(first_step.contains(&format!("`{address}`")), "{address}");
    let visit = HostPage::with_body(&format!("<main>{lines}</main>"))
        .loader("")
        .open(browser);
    let widget = visit.widget();
    widget.play(&crate::cases::chest_pain());
    let call = widget.ask("return one('.wts-call').getAttribute('href')", &[]);
    assert_eq!(call, json!("tel:999"));
    let own = visit.requests();
    let own: Vec<_> = own
        .iter()
        .filter(|path| path.contains("who-to-see"))
        .collect();
    assert!(
        own.iter().all(|path| path.starts_with("/who-to-see/v1/")),
        "{own:?}"
    );
}
