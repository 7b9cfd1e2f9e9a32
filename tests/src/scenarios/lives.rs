//! The life of an element: taken away, made again, moved, copied, many times over.

use serde_json::{Value, json};

use super::return_ways::{kept, reload, travel, until_question};
use crate::browsers::{Browser, Engine};
use crate::cases::routine;
use crate::site::{HostPage, Visit};
use crate::widget::Widget;

super::scenarios! {
    in every engine: [
        what_is_made_again_is_the_same_visit,
        what_was_taken_away_is_no_part_of_the_page_any_more,
    ]
    in one engine: [
        // Names and places: no engine has a part in them.
        clearing_clears_the_visit_that_was_made_again,
        the_same_element_brought_back_is_the_same_visit,
        a_copy_is_a_visit_of_its_own,
        two_of_one_name_never_share_a_visit,
        the_place_in_the_page_names_a_visit_and_not_the_order_of_coming,
        // Only Chromium tells what it holds.
        two_hundred_lives_leave_nothing_behind,
    ]
}

/// A site of one page that takes the check away and makes it again.
fn open<'b>(browser: &'b Browser, id: &str) -> Visit<'b> {
    let script = "
        window.make = (id) => {
            const place = document.querySelector('section');
            place.innerHTML = `<who-to-see region='GB' ${id ? `id='${id}'` : ''}><p>Phone us.</p></who-to-see>`;
            place.firstChild.dispatchEvent(new PointerEvent('pointerover'));
        };
        window.leave = () => { document.querySelector('section').textContent = 'Prices' };
        addEventListener('DOMContentLoaded', () => customElements.whenDefined('who-to-see').then(() => make(ID)));
    ";
    HostPage::with_body("<main><h1>The clinic</h1><section></section></main>")
        .script(&script.replace("ID", &json!(id).to_string()))
        .open(browser)
}

/// Taken away for long enough to have ended, and made again.
#[track_caller]
fn again<'b>(visit: &Visit<'b>, id: &str) -> Widget<'b> {
    visit.browser.run_async(
        "leave();
         await new Promise((next) => setTimeout(next));
         make(arguments[0])",
        vec![json!(id)],
    );
    let widget = visit.widget();
    widget.until_whole();
    widget
}

#[track_caller]
fn answer(widget: Widget<'_>, from: usize, to: usize) {
    for (question, options) in &routine().answers[from..to] {
        widget.answer(question, options);
    }
}

fn what_is_made_again_is_the_same_visit(browser: &Browser) {
    for id in ["", "check"] {
        let visit = open(browser, id);
        let widget = visit.widget();
        widget.until_whole();
        widget.start();
        answer(widget, 0, 2);
        let widget = again(&visit, id);
        let answers = &routine().answers;
        until_question(widget, &answers[2].0);
        answer(widget, 2, 4);
        widget.back();
        assert_eq!(widget.question(), answers[3].0);
        travel(browser, -1);
        until_question(widget, &answers[2].0);
        assert_eq!(&widget.chosen(), &answers[2].1);
        assert_eq!(kept(browser).as_array().map(Vec::len), Some(1), "one visit");
        let widget = reload(&visit);
        until_question(widget, &answers[2].0);
        answer(widget, 2, 4);
        assert_eq!(widget.question(), answers[4].0, "every answer is there");
    }
}

fn clearing_clears_the_visit_that_was_made_again(browser: &Browser) {
    for id in ["", "check"] {
        for restart in [false, true] {
            let visit = open(browser, id);
            let widget = visit.widget();
            widget.until_whole();
            widget.have_chest_pain();
            let widget = again(&visit, id);
            assert_eq!(widget.screen().kind, "emergency");
            if restart {
                widget.run_restart();
            } else {
                widget.changing(|| widget.click_on(".wts-clear"));
            }
            assert_eq!(widget.screen().kind, "start");
            assert_eq!(kept(browser), json!([]));
            assert_eq!(reload(&visit).screen().kind, "start", "no older result");
        }
    }
}

fn what_was_taken_away_is_no_part_of_the_page_any_more(browser: &Browser) {
    let visit = open(browser, "");
    let widget = visit.widget();
    widget.until_whole();
    widget.start();
    answer(widget, 0, 2);
    browser.run_async(
        "window.gone = document.querySelector('who-to-see');
         window.told = 0;
         addEventListener('popstate', () => window.told++);
         leave();
         await new Promise((next) => setTimeout(next));
         history.pushState({}, '')",
        vec![],
    );
    let before = kept(browser);
    let shown = browser.run("return gone.shadowRoot.textContent", vec![]);
    assert_eq!(shown, json!(""), "its drawing is gone");
    travel(browser, -2);
    browser.until("the page hears of it", "return told === 1", &[]);
    assert_eq!(kept(browser), before, "it writes nothing any more");
}

fn the_same_element_brought_back_is_the_same_visit(browser: &Browser) {
    let visit = open(browser, "");
    let widget = visit.widget();
    widget.until_whole();
    widget.start();
    answer(widget, 0, 2);
    browser.run_async(
        "const host = document.querySelector('who-to-see');
         host.remove();
         await new Promise((next) => setTimeout(next));
         document.querySelector('section').append(host);
         host.dispatchEvent(new PointerEvent('pointerover'))",
        vec![],
    );
    let widget = visit.widget();
    widget.until_whole();
    until_question(widget, &routine().answers[2].0);
    answer(widget, 2, 3);
}

fn a_copy_is_a_visit_of_its_own(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.until_whole();
    widget.start();
    answer(widget, 0, 2);
    browser.run(
        "const host = document.querySelector('who-to-see');
         const copy = host.cloneNode(true);
         host.before(copy);
         copy.dispatchEvent(new PointerEvent('pointerover'))",
        vec![],
    );
    let copy = visit.nth_widget(0);
    copy.until_whole();
    assert_eq!(copy.screen().kind, "start");
    copy.start();
    assert_eq!(copy.chosen(), Vec::<String>::new());
    let first = visit.nth_widget(1);
    assert_eq!(first.question(), routine().answers[2].0);
}

fn two_of_one_name_never_share_a_visit(browser: &Browser) {
    let element = HostPage::element("id=\"check\"");
    let body = format!("<main>{element}{element}</main>");
    let visit = HostPage::with_body(&body).open(browser);
    let (one, other) = (visit.nth_widget(0), visit.nth_widget(1));
    one.until_whole();
    other.until_whole();
    one.start();
    answer(one, 0, 2);
    other.start();
    answer(other, 0, 1);
    reload(&visit);
    let (one, other) = (visit.nth_widget(0), visit.nth_widget(1));
    let mut places = [one, other].map(|widget| widget.question());
    places.sort();
    let mut expected = [2, 1].map(|place| routine().answers[place].0.clone());
    expected.sort();
    assert_eq!(places, expected);
}

fn the_place_in_the_page_names_a_visit_and_not_the_order_of_coming(browser: &Browser) {
    let element = HostPage::element("");
    let body = format!(
        "<main>{element}<div class=\"tall\"></div>{element}</main><button id=\"end\">End</button>"
    );
    let page = HostPage::with_body(&body).style(".tall { block-size: 5000px }");
    let visit = page.open(browser);
    let first = visit.nth_widget(0);
    first.until_whole();
    first.start();
    answer(first, 0, 2);
    // The other comes first after the reload, and is not the visit of this one.
    browser.run(
        "history.scrollRestoration = 'manual';
         window.before = true; location.hash = 'end'; location.reload()",
        vec![],
    );
    let end = "return !window.before && document.readyState === 'complete'";
    browser.until("the page comes again", end, &[]);
    browser.run(
        "document.querySelectorAll('who-to-see')[1].dispatchEvent(new PointerEvent('pointerover'))",
        vec![],
    );
    let other = visit.nth_widget(1);
    other.until_whole();
    assert_eq!(other.screen().kind, "start");
    browser.run("scrollTo(0, 0)", vec![]);
    let first = visit.nth_widget(0);
    first.until_whole();
    until_question(first, &routine().answers[2].0);
}

/// What the page holds: listeners and nodes, and the memory of the widget in bytes.
fn held(browser: &Browser) -> Vec<(&'static str, f64)> {
    assert_eq!(browser.engine, Engine::Chromium, "only it tells");
    for _ in 0..3 {
        browser.devtools("HeapProfiler.collectGarbage", json!({}));
        // What is freed after the collection is freed in a task of its own.
        browser.run_async("await new Promise((next) => setTimeout(next, 20))", vec![]);
    }
    browser.devtools("Performance.enable", json!({}));
    let metrics = browser.devtools("Performance.getMetrics", json!({}));
    let metrics = metrics["metrics"].as_array().cloned().unwrap_or_default();
    let count = |name| {
        let mut metrics = metrics.iter();
        let found = metrics.find(|metric| metric["name"] == name);
        let count = found.and_then(|metric| metric["value"].as_f64());
        (name, count.expect("Chromium counts them"))
    };
    let mut held = ["JSEventListeners", "Nodes"].map(count).to_vec();
    let memory: Value = browser.run(
        "return instances.flatMap((one) => Object.values(one.exports))
             .filter((one) => one instanceof WebAssembly.Memory)
             .reduce((sum, one) => sum + one.buffer.byteLength, 0)",
        vec![],
    );
    held.push(("memory", memory.as_f64().unwrap_or_default()));
    held
}

fn two_hundred_lives_leave_nothing_behind(browser: &Browser) {
    let visit = HostPage::plain()
        .script(
            "window.instances = [];
             const { Instance } = WebAssembly;
             WebAssembly.Instance = new Proxy(Instance, { construct(own, given) {
                 const made = new own(...given);
                 instances.push(made);
                 return made;
             } });",
        )
        .open(browser);
    let widget = visit.widget();
    widget.until_whole();
    let lives = "
        const main = document.querySelector('main');
        for (let life = 0; life < arguments[0]; life++) {
            document.querySelector('who-to-see').remove();
            await new Promise((next) => setTimeout(next));
            const host = document.createElement('who-to-see');
            host.setAttribute('region', 'GB');
            const ready = new Promise((done) => host.addEventListener('wts-ready', done));
            main.append(host);
            host.dispatchEvent(new PointerEvent('pointerover'));
            await ready;
            host.shadowRoot.querySelector('.wts-start')?.click();
        }";
    // The first few fill what is used again afterwards.
    browser.run_async(lives, vec![json!(50)]);
    let before = held(browser);
    browser.run_async(lives, vec![json!(200)]);
    let after = held(browser);
    assert!(before[2].1 > 0.0, "the memory is measured");
    for ((name, before), (_, after)) in before.into_iter().zip(after) {
        let most = before * 1.05 + 20.0;
        assert!(after <= most, "{before} {name} became {after}");
    }
}
