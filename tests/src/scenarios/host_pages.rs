//! Pages of other people, each of a kind that the widget meets: the other direction, dialogs,
//! panels, routers, WordPress.

use std::fs;

use serde_json::{Value, json};

use crate::browsers::Browser;
use crate::cases::{patient, routine};
use crate::site::{HostPage, Visit, root};
use crate::widget::Widget;

super::scenarios! {
    in every engine: [
        a_page_of_the_other_direction_turns_nothing_round,
        a_widget_of_the_other_direction_keeps_it,
        the_widget_is_as_dark_as_the_page_around_it,
        a_dialog_holds_the_widget,
        a_hidden_panel_loads_it_when_it_is_opened,
        three_widgets_share_one_download,
        a_snippet_pasted_twice_is_two_widgets,
        a_router_brings_it_and_takes_it_away,
        a_wordpress_page_holds_it_in_its_column_and_in_a_narrower_one,
    ]
}

/// How wide the widget is, and whether anything in it reaches beyond its edges.
#[track_caller]
fn fits(widget: Widget<'_>) -> f64 {
    let shown = widget.ask(
        "const edge = inside.getBoundingClientRect();
         const out = all('*').filter((element) => {
             const box = element.getBoundingClientRect();
             return getComputedStyle(element).position !== 'absolute'
                 && box.width > 0 && (box.left < edge.left - .5 || box.right > edge.right + .5);
         });
         return [edge.width, out.map((element) => element.outerHTML.slice(0, 200))]",
        &[],
    );
    assert_eq!(
        shown[1],
        json!([]),
        "on {}, {} wide",
        widget.screen(),
        shown[0]
    );
    shown[0].as_f64().unwrap_or_default()
}

/// Where a heading begins, and where the mark of an answer stands: left or right.
fn begins(widget: Widget<'_>) -> Value {
    widget.ask(
        "const range = document.createRange();
         range.selectNodeContents(one('h2'));
         const [words, box] = [range, inside].map((it) => it.getBoundingClientRect());
         const { paddingLeft, paddingRight } = getComputedStyle(one('label'));
         const side = (left) => (left ? 'left' : 'right');
         return [side(words.left - box.left < box.right - words.right),
                 side(parseFloat(paddingLeft) > parseFloat(paddingRight))]",
        &[],
    )
}

fn a_page_of_the_other_direction_turns_nothing_round(browser: &Browser) {
    let visit = HostPage::plain()
        .script("document.documentElement.dir = 'rtl'; document.documentElement.lang = 'ar';")
        .open(browser);
    let widget = visit.widget();
    widget.start();
    assert_eq!(begins(widget), json!(["left", "left"]));
    fits(widget);
    visit.until_words_came();
    widget.play_by_script(routine()).expect("it plays");
    fits(widget);
}

fn a_widget_of_the_other_direction_keeps_it(browser: &Browser) {
    let visit = HostPage::plain()
        .style("body { direction: ltr; text-align: left }")
        .open(browser);
    let widget = visit.widget();
    widget.start();
    // There is no language yet that is written so: its direction is.
    widget.ask("inside.dir = 'rtl'", &[]);
    assert_eq!(begins(widget), json!(["right", "right"]));
    fits(widget);
    widget.carry_on();
    assert!(widget.screen().error, "the error box is there");
    fits(widget);
}

fn the_widget_is_as_dark_as_the_page_around_it(browser: &Browser) {
    let grounds = [
        ("body { background: #fff }", "light"),
        ("body { background: #111 }", "dark"),
        (
            "body { background: #fff } main { background: rgb(20 30 40) }",
            "dark",
        ),
        (
            "body { background: #111 } main { background: rgb(255 255 255 / .95) }",
            "light",
        ),
        (
            "body { background: #111 } main { background: rgb(255 255 255 / .1) }",
            "dark",
        ),
        ("body { background: oklch(0.21 0.03 265) }", "dark"),
        ("body { background: oklch(0.98 0.01 265) }", "light"),
        ("body { background: lab(15 2 -9) }", "dark"),
        (
            "body { background: #111 } main { background: oklch(0.98 0 0 / 0) }",
            "dark",
        ),
        (
            "body { background: color-mix(in srgb, black, white 10%) }",
            "dark",
        ),
        ("html { color-scheme: dark }", "dark"),
        ("html { color-scheme: light }", "light"),
    ];
    for (style, expected) in grounds {
        let visit = HostPage::plain().style(style).open(browser);
        let theme = visit.widget().ask("return inside.dataset.theme", &[]);
        assert_eq!(theme, json!(expected), "{style}");
    }
}

fn a_dialog_holds_the_widget(browser: &Browser) {
    let visit = HostPage::with_body(&format!(
        "<button id=\"open\">Open</button>
         <dialog>{}<form method=\"dialog\"><button id=\"close\">Close</button></form></dialog>",
        HostPage::element("")
    ))
    .script(
        "addEventListener('DOMContentLoaded', () => {
             document.getElementById('open').onclick = () =>
                 document.querySelector('dialog').showModal();
         });",
    )
    .open(browser);
    press(browser, "open");
    let widget = visit.widget();
    // A dialog stands in the middle, so it moves as long as it grows.
    visit.until_words_came();
    let still = "const top = () => inside.getBoundingClientRect().top;
        const before = top();
        return new Promise((done) => setTimeout(() => done(top() === before), 200))";
    widget.until("the dialog stands still", still, &[]);
    let wide = fits(widget);
    // Less a scroll bar.
    assert!(wide >= 260.0, "as wide as what it holds: {wide}");
    widget.start();
    let option = widget.options()[0].clone();
    widget.choose(&option);
    let question = widget.question();
    // Closed and opened again: nothing is lost, and the ways to press still work.
    press(browser, "close");
    press(browser, "open");
    assert_eq!(widget.question(), question);
    assert_eq!(widget.chosen(), [option]);
    widget.carry_on();
    widget.until_focus_is_on(".wts-title");
    widget.tab_to(".wts-back");
}

/// Presses a button of the page.
#[track_caller]
fn press(browser: &Browser, id: &str) {
    let find = "return document.getElementById(arguments[0])";
    browser.click(&browser.element(id, find, &[json!(id)]));
}

/// The files of the widget that were asked for, each as often as it was.
fn files_of_the_widget(visit: &Visit<'_>) -> Vec<String> {
    let requests = visit.requests().into_iter();
    requests
        .filter(|path| path.contains("who-to-see") && !path.ends_with("/who-to-see.js"))
        .collect()
}

fn a_hidden_panel_loads_it_when_it_is_opened(browser: &Browser) {
    let visit = HostPage::with_body(&format!(
        "<button id=\"tab\">Who to see</button><section hidden>{}</section>",
        HostPage::element("")
    ))
    .script(
        "addEventListener('DOMContentLoaded', () => {
             document.getElementById('tab').onclick = () => {
                 const panel = document.querySelector('section');
                 panel.hidden = !panel.hidden;
             };
         });",
    )
    .open(browser);
    // Long enough for an observer to have seen it, if it saw what is hidden.
    let soon = "await new Promise((done) => setTimeout(done, 400))";
    browser.run_async(soon, vec![]);
    assert_eq!(files_of_the_widget(&visit), [""; 0], "nobody sees it yet");
    press(browser, "tab");
    let widget = visit.widget();
    widget.start();
    let option = widget.options()[0].clone();
    widget.choose(&option);
    press(browser, "tab");
    press(browser, "tab");
    assert_eq!(widget.chosen(), [option], "hiding a panel forgets nothing");
    widget.carry_on();
}

fn three_widgets_share_one_download(browser: &Browser) {
    let element = HostPage::element("");
    let visit = HostPage::with_body(&format!(
        "<main>{element}<p>Or here</p>{element}<p>Or here</p>{element}</main>"
    ))
    .open(browser);
    browser.run(
        "for (const host of document.querySelectorAll('who-to-see'))
             host.dispatchEvent(new PointerEvent('pointerover'))",
        vec![],
    );
    let widgets = [0, 1, 2].map(|place| visit.nth_widget(place));
    visit.until_words_came();
    for (widget, outcome) in widgets
        .iter()
        .zip(["physio", "emergency_call", "doctor_days"])
    {
        widget.play(patient(outcome));
    }
    for (widget, outcome) in widgets
        .iter()
        .zip(["physio", "emergency_call", "doctor_days"])
    {
        assert_eq!(widget.screen().outcome.as_deref(), Some(outcome));
    }
    let mut files = files_of_the_widget(&visit);
    let all = files.len();
    files.sort();
    files.dedup();
    assert_eq!(files.len(), all, "each file is fetched once: {files:?}");
}

fn a_snippet_pasted_twice_is_two_widgets(browser: &Browser) {
    let snippet = format!(
        "<script async src=\"/who-to-see.js\"></script>{}",
        HostPage::element("")
    );
    let visit = HostPage::with_body(&format!("<main>{snippet}<p>Or here</p>{snippet}</main>"))
        .loader("")
        .script(
            "window.told = [];
             for (const way of ['warn', 'error']) console[way] = (...words) => told.push(words.join(' '));
             addEventListener('error', ({ message }) => told.push(message));",
        )
        .open(browser);
    let (one, other) = (visit.nth_widget(0), visit.nth_widget(1));
    visit.until_words_came();
    one.play(patient("physio"));
    other.play(patient("emergency_call"));
    assert_eq!(one.screen().outcome.as_deref(), Some("physio"));
    assert_eq!(browser.run("return window.told", vec![]), json!([]));
}

fn a_router_brings_it_and_takes_it_away(browser: &Browser) {
    let element = HostPage::element("");
    let visit = HostPage::with_body("<nav></nav><main id=\"app\"></main>")
        .script(&format!(
            "window.wrong = [];
             addEventListener('error', (event) => wrong.push(event.message));
             const pages = {{ '/pages/clinic': '<h1>Home</h1>', '/pages/check': `<h1>Check</h1>{element}` }};
             const draw = () => {{ document.getElementById('app').innerHTML = pages[location.pathname]; }};
             window.go = (path) => {{ history.pushState({{ mine: path }}, '', path); draw(); }};
             addEventListener('popstate', draw);
             addEventListener('DOMContentLoaded', draw);"
        ))
        .open(browser);
    let go = |path: &str| browser.run("go(arguments[0])", vec![json!(path)]);
    for round in 0..3 {
        go("/pages/check");
        let widget = visit.widget();
        visit.until_words_came();
        let question = &routine().answers[2].0;
        if round == 0 {
            widget.go_to(routine(), question);
        }
        // What was made again is the same visit.
        widget.until_whole();
        assert_eq!(&widget.question(), question, "round {round}");
        let state = browser.run("return [history.state.mine, location.pathname]", vec![]);
        assert_eq!(state, json!(["/pages/check", "/pages/check"]));
        go("/pages/clinic");
        let gone = "return !document.querySelector('who-to-see')
            && document.querySelector('h1').textContent === 'Home'";
        browser.until("the page is left", gone, &[]);
    }
    browser.run("history.back()", vec![]);
    let widget = visit.widget();
    widget.until_whole();
    widget.run_restart();
    widget.play(patient("emergency_call"));
    assert_eq!(browser.run("return window.wrong", vec![]), json!([]));
    let mut files = files_of_the_widget(&visit);
    let all = files.len();
    files.sort();
    files.dedup();
    assert_eq!(files.len(), all, "each file is fetched once: {files:?}");
}

fn a_wordpress_page_holds_it_in_its_column_and_in_a_narrower_one(browser: &Browser) {
    let body = fs::read_to_string(root().join("tests/hosts/wordpress.html"))
        .expect("the page is there")
        .replace("WIDGET", &HostPage::element(""));
    let look = "const style = (selector) => getComputedStyle(one(selector));
        const [text, button] = [style('h2'), style('.wts-start')];
        return [text.fontFamily, text.fontSize, text.fontWeight, text.letterSpacing,
                text.lineHeight, button.color, button.backgroundColor, button.borderRadius]";
    let plain = HostPage::plain().open(browser).widget().ask(look, &[]);
    let visit = HostPage::with_body(
        "<link rel=\"stylesheet\" href=\"/package/wordpress.css\"><div id=\"page\"></div>",
    )
    .script(&format!(
        "addEventListener('DOMContentLoaded', () => {{
             document.body.className = 'page wp-embed-responsive';
             document.getElementById('page').outerHTML = {};
         }});",
        json!(body)
    ))
    .open(browser);
    let styled = "return getComputedStyle(document.querySelector('.wp-block-columns')).display";
    assert_eq!(
        browser.run(styled, vec![]),
        json!("flex"),
        "its sheet is there"
    );
    let (wide, narrow) = (visit.nth_widget(0), visit.nth_widget(1));
    visit.until_words_came();
    for widget in [wide, narrow] {
        assert_eq!(widget.ask(look, &[]), plain, "it looks as on a plain page");
        widget.play(routine());
    }
    let text = "return document.querySelector('.has-drop-cap').getBoundingClientRect().width";
    let text = browser.run(text, vec![]).as_f64().unwrap_or_default();
    let (column, part) = (fits(wide), fits(narrow));
    assert!((column - text).abs() < 1.0, "{column}, and the text {text}");
    assert!(
        (270.0..text / 2.0).contains(&part),
        "as wide as its column: {part}"
    );
    let sideways = "return document.documentElement.scrollWidth > innerWidth";
    assert_eq!(browser.run(sideways, vec![]), json!(false));
}
