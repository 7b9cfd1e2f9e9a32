//! The ways back: the browser's own Back, a reload, and from the result to a single answer.

use std::thread::sleep;
use std::time::Duration;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browsers::Browser;
use crate::cases::routine;
use crate::site::{HostPage, Visit, later_words};
use crate::widget::Widget;

super::scenarios! {
    in every engine: [
        browser_back_restores_the_question_with_its_answer,
        the_back_button_and_the_browsers_back_go_the_same_way,
        the_back_button_leads_to_the_heading,
        browser_back_leaves_what_is_said_about_the_tool,
        steps_taken_before_everything_has_come_are_steps_all_the_same,
        back_never_leaves_a_page_that_was_opened_anew,
        history_can_be_switched_off_and_forced,
        a_link_within_the_page_moves_no_question,
        a_reload_resumes_at_the_same_question,
        a_reload_resumes_at_the_result,
        a_reload_does_not_wait_for_ever,
        a_shared_device_keeps_nothing,
        a_kiosk_keeps_nothing_and_takes_no_steps,
        clearing_empties_the_storage,
        other_content_asks_again,
        a_storage_that_fails_stops_nobody,
        an_answer_is_changed_from_the_result_by_keyboard,
        a_second_tap_is_no_answer,
    ]
}

/// Some steps of the routine patient.
pub(super) const STEPS: usize = 4;

/// Starts and answers the first few questions; gives the question that follows.
#[track_caller]
pub(super) fn walk(visit: &Visit<'_>) -> String {
    let widget = visit.widget();
    // Steps and answers are kept by what comes last.
    widget.until_whole();
    widget.start();
    for (question, options) in routine().answers.iter().take(STEPS) {
        widget.answer(question, options);
    }
    widget.question()
}

#[track_caller]
pub(super) fn until_question(widget: Widget<'_>, question: &str) {
    widget.until(
        &format!("`{question}` is asked"),
        "return (screen() || {}).question === arguments[1]",
        &[json!(question)],
    );
}

#[track_caller]
pub(super) fn until_kind(widget: Widget<'_>, kind: &str) {
    widget.until(
        &format!("the screen is `{kind}`"),
        "return (screen() || {}).screen === arguments[1]",
        &[json!(kind)],
    );
}

/// The heading has the focus, and is where people look.
#[track_caller]
fn until_the_heading_leads(widget: Widget<'_>) {
    widget.until_focus_is_on("h2");
    widget.until(
        "the heading is in the upper half of the window",
        "const { top } = one('h2').getBoundingClientRect();
         return top >= 0 && top < innerHeight / 2",
        &[],
    );
}

/// Another page of the clinic, and a link back: the entry is new, the answers are kept. Gives the
/// address.
fn leave_and_open_anew(browser: &Browser) -> String {
    let address = browser.run("return location.href", vec![]);
    let address = address.as_str().unwrap_or_default().to_owned();
    browser.go(&address.replace("/pages/clinic", "/clinic.css"));
    browser.go(&address);
    address
}

pub(super) fn travel(browser: &Browser, by: i32) {
    browser.run("history.go(arguments[0])", vec![json!(by)]);
}

pub(super) fn entries(browser: &Browser) -> Value {
    // A browser keeps so many and no more: the length alone would not tell.
    let script = "const own = Object.keys(history.state || {});
        return [history.length, own.filter((key) => key.startsWith('who-to-see'))]";
    browser.run(script, vec![])
}

/// Opens the same page again, as the visitor's reload does, in the same tab.
#[track_caller]
pub(super) fn reload<'b>(visit: &Visit<'b>) -> Widget<'b> {
    let browser = visit.browser;
    browser.run("window.before = true; location.reload()", vec![]);
    browser.until(
        "the page comes again",
        "return !window.before && document.readyState === 'complete'",
        &[],
    );
    let widget = visit.widget();
    widget.until_whole();
    widget
}

/// What the widget keeps for a reload.
pub(super) fn kept(browser: &Browser) -> Value {
    browser.run(
        "return Object.keys(sessionStorage).map((key) => sessionStorage[key])",
        vec![],
    )
}

fn browser_back_restores_the_question_with_its_answer(browser: &Browser) {
    let visit = HostPage::plain()
        .style("main { padding-block: 600px }")
        .open(browser);
    let widget = visit.widget();
    let address = browser.run("return location.href", vec![]);
    let last = walk(&visit);
    for (question, options) in routine().answers.iter().take(STEPS).rev() {
        travel(browser, -1);
        until_question(widget, question);
        assert_eq!(&widget.chosen(), options, "what was chosen before");
        until_the_heading_leads(widget);
    }
    travel(browser, STEPS as i32);
    until_question(widget, &last);
    let now = browser.run("return location.href", vec![]);
    assert_eq!(now, address, "no step is in the address");
    travel(browser, -(STEPS as i32) - 1);
    until_kind(widget, "start");
}

fn the_back_button_and_the_browsers_back_go_the_same_way(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    walk(&visit);
    widget.back();
    assert_eq!(widget.question(), routine().answers[STEPS - 1].0);
    until_depth(browser, STEPS);
    travel(browser, -1);
    until_question(widget, &routine().answers[STEPS - 2].0);
    // And onwards again.
    widget.carry_on();
    assert_eq!(widget.question(), routine().answers[STEPS - 1].0);
    travel(browser, -1);
    until_question(widget, &routine().answers[STEPS - 2].0);
}

fn the_back_button_leads_to_the_heading(browser: &Browser) {
    let visit = HostPage::plain()
        .style("main { padding-block: 900px }")
        .open(browser);
    let widget = visit.widget();
    walk(&visit);
    for opened_anew in [false, true] {
        if opened_anew {
            leave_and_open_anew(browser);
            widget.until_whole();
        }
        widget.back();
        // Where the browser scrolls to by itself comes late.
        sleep(Duration::from_secs(1));
        until_the_heading_leads(widget);
    }
}

fn browser_back_leaves_what_is_said_about_the_tool(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.until_whole();
    for result in [false, true] {
        if result {
            widget.play(routine());
        }
        let below = widget.screen();
        widget.changing(|| widget.click_on(".wts-about"));
        assert_eq!(widget.screen().kind, "about");
        travel(browser, -1);
        until_kind(widget, &below.kind);
        assert_eq!(widget.screen(), below);
        travel(browser, 1);
        until_kind(widget, "about");
        widget.back();
        assert_eq!(widget.screen(), below);
    }
    let depth = routine().answers.len() + 1;
    until_depth(browser, depth);
    assert_eq!(reload(&visit).screen().kind, "advice");
}

fn steps_taken_before_everything_has_come_are_steps_all_the_same(browser: &Browser) {
    // The first requests for the words fail, and the one after 4.5 seconds does not.
    let visit = HostPage::plain()
        .late(later_words, Duration::from_secs(3))
        .open(browser);
    let widget = visit.widget();
    let (first, options) = &routine().answers[0];
    widget.start();
    widget.answer(first, options);
    let before = entries(browser);
    assert!(!widget.has("[role=status]"), "the rest has not come yet");
    widget.until_whole();
    let question = widget.question();
    assert_ne!(
        entries(browser),
        before,
        "the steps are put into the history"
    );
    travel(browser, -1);
    until_question(widget, first);
    assert_eq!(&widget.chosen(), options);
    travel(browser, 1);
    until_question(widget, &question);
    travel(browser, -2);
    until_kind(widget, "start");
}

/// The browser goes back in its own time.
#[track_caller]
fn until_depth(browser: &Browser, depth: usize) {
    browser.until(
        "the browser's history follows",
        "const keys = Object.keys(history.state || {}).filter((key) => key.startsWith('who-to-see'));
         return keys.length === 1 && history.state[keys[0]][0] === arguments[0]",
        &[json!(depth)],
    );
}

fn back_never_leaves_a_page_that_was_opened_anew(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    walk(&visit);
    let address = leave_and_open_anew(browser);
    let before = browser.run("return history.length", vec![]);
    let widget = visit.widget();
    widget.until_whole();
    // Browsers drop entries that no person has made, and Back would lead past them.
    let after = browser.run("return history.length", vec![]);
    assert_eq!(after, before, "no entry is made up");
    for (question, _) in routine().answers.iter().take(STEPS).rev() {
        widget.back();
        assert_eq!(&widget.question(), question);
    }
    let here = browser.run("return location.href", vec![]);
    assert_eq!(here, json!(address));
}

const ROUTER: &str = "
    window.routed = 0;
    const push = history.pushState;
    history.pushState = function (...state) { routed++; return push.apply(this, state); };
";

fn history_can_be_switched_off_and_forced(browser: &Browser) {
    let page = |attributes: &str| HostPage::with_body(&HostPage::element(attributes));
    let visit = page("history=\"off\"").open(browser);
    let before = entries(browser);
    walk(&visit);
    assert_eq!(entries(browser), before, "history=off");
    let visit = page("history=\"on\"").script(ROUTER).open(browser);
    // Steps are kept by what comes last.
    visit.widget().until_whole();
    let before = entries(browser);
    visit.widget().start();
    assert_ne!(entries(browser), before, "history=on");
    assert_eq!(
        browser.run("return routed", vec![]),
        json!(0),
        "nobody hears"
    );
}

fn a_link_within_the_page_moves_no_question(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    let question = walk(&visit);
    browser.run("location.hash = 'hours'", vec![]);
    travel(browser, -1);
    browser.until(
        "the browser is back before the link",
        "return location.hash === ''",
        &[],
    );
    assert_eq!(widget.question(), question);
    browser.run("location.hash = 'contact'", vec![]);
    widget.back();
    assert_eq!(widget.question(), routine().answers[STEPS - 1].0);
    let hash = browser.run("return location.hash", vec![]);
    assert_eq!(hash, json!("#contact"), "Back is no step of the page");
}

fn a_reload_resumes_at_the_same_question(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    let question = walk(&visit);
    let option = widget.options()[0].clone();
    widget.choose(&option);
    let widget = reload(&visit);
    assert_eq!(widget.question(), question);
    assert_eq!(widget.chosen(), [option], "even what was only chosen");
    assert!(widget.has(".wts-notice"), "and the widget says so");
    widget.back();
    let (before, options) = &routine().answers[STEPS - 1];
    assert_eq!(&widget.question(), before);
    assert_eq!(&widget.chosen(), options);
    assert!(!widget.has(".wts-notice"), "it is said once");
    travel(browser, -1);
    until_question(widget, &routine().answers[STEPS - 2].0);

    let widget = reload(&visit);
    widget.changing(|| widget.click_on(".wts-restart"));
    until_kind(widget, "start");
    assert_eq!(kept(browser), json!([]), "nothing is kept");
}

fn a_reload_resumes_at_the_result(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.play(routine());
    let before = widget.screen();
    let outcome = &routine().outcome;
    let text = kept(browser).to_string();
    assert!(
        !text.contains(&format!("{outcome}\"")) && !text.contains(&format!(" {outcome} ")),
        "the advice is worked out again, not kept: {text}"
    );
    assert_eq!(reload(&visit).screen(), before);
}

fn a_reload_does_not_wait_for_ever(browser: &Browser) {
    // What resumes never comes: the first screen does, and the questions can be answered.
    let visit = HostPage::plain()
        .without(later_words)
        .script("sessionStorage['who-to-see:0'] = 'something'")
        .open(browser);
    let widget = visit.widget();
    assert_eq!(widget.screen().kind, "start");
    widget.start();
    assert_eq!(widget.question(), routine().answers[0].0);
}

fn a_shared_device_keeps_nothing(browser: &Browser) {
    let visit = HostPage::with_body(&HostPage::element("resume=\"off\"")).open(browser);
    walk(&visit);
    assert_eq!(kept(browser), json!([]));
    assert_eq!(reload(&visit).screen().kind, "start");
}

fn clearing_empties_the_storage(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.until_whole();
    widget.have_chest_pain();
    assert_ne!(kept(browser), json!([]), "there is something to clear");
    widget.changing(|| widget.click_on(".wts-clear"));
    assert_eq!(widget.screen().kind, "start");
    assert_eq!(kept(browser), json!([]));
    widget.until(
        "the widget says that the answers are cleared",
        "return !!one('[role=status]') && one('[role=status]').textContent.length > 0",
        &[],
    );
    // Not even Forward brings them back.
    browser.run("history.forward()", vec![]);
    let widget = reload(&visit);
    if widget.screen().kind == "start" {
        widget.start();
    }
    assert!(widget.chosen().is_empty());
}

fn other_content_asks_again(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    walk(&visit);
    browser.run(
        "for (const key of Object.keys(sessionStorage))
             sessionStorage[key] = sessionStorage[key].replace(/^\\w+/, 'older')",
        vec![],
    );
    let widget = reload(&visit);
    assert_eq!(widget.screen().kind, "start", "answers to other questions");
}

fn a_kiosk_keeps_nothing_and_takes_no_steps(browser: &Browser) {
    let visit = HostPage::with_body(&HostPage::element("kiosk history=\"on\"")).open(browser);
    let before = entries(browser);
    walk(&visit);
    assert_eq!(kept(browser), json!([]));
    assert_eq!(
        entries(browser),
        before,
        "the next visitor finds no way back"
    );
    assert_eq!(reload(&visit).screen().kind, "start");
}

fn a_storage_that_fails_stops_nobody(browser: &Browser) {
    let broken = [
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
        "Object.defineProperty(window, 'sessionStorage',
             { get() { throw new DOMException('no', 'SecurityError') } })",
        "Storage.prototype.getItem = () => { throw new DOMException('no', 'SecurityError') };
         Storage.prototype.setItem = Storage.prototype.getItem;
         Storage.prototype.removeItem = Storage.prototype.getItem",
        "History.prototype.pushState.call; history.length;
         Object.defineProperty(History.prototype, 'state',
             { get() { throw new DOMException('no', 'SecurityError') } })",
    ];
    for script in broken {
        let visit = HostPage::plain().script(script).open(browser);
        let widget = visit.widget();
        let last = walk(&visit);
        widget.back();
        widget.carry_on();
        assert_eq!(widget.question(), last, "with {script}");
    }
}

fn an_answer_is_changed_from_the_result_by_keyboard(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.play(routine());
    let result = widget.screen();
    widget.click_on(".wts-fold:has(.wts-answers) summary");
    let names = widget.ask(
        "return all('.wts-change').map((button) => button.textContent.trim())",
        &[],
    );
    let names = names.as_array().cloned().unwrap_or_default();
    assert_eq!(names.len(), routine().answers.len(), "one for each answer");
    let mut unique = names.clone();
    unique.sort_by_key(Value::to_string);
    unique.dedup();
    assert_eq!(unique.len(), names.len(), "each says what it changes");

    let age = routine()
        .answers
        .iter()
        .position(|(asked, _)| asked == "age");
    let age = age.expect("everyone is asked how old they are");
    let button = format!(".wts-answers > div:nth-child({}) .wts-change", age + 1);
    widget.tab_to(&button);
    widget.changing(|| widget.press(Key::Enter));
    assert_eq!(widget.question(), "age");
    widget.until_focus_is_on("h2");
    assert_eq!(widget.chosen(), routine().answers[age].1);
    widget.carry_on_by_keyboard();
    assert_eq!(widget.screen(), result, "straight back to the result");
    widget.until_focus_is_on("h2");
    // The browser's Back leads to what was changed, and the result is one step on.
    travel(browser, -1);
    until_question(widget, "age");
    travel(browser, 1);
    until_kind(widget, "advice");
}

fn a_second_tap_is_no_answer(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.start();
    let (question, options) = &routine().answers[0];
    for option in options {
        widget.choose(option);
    }
    // A finger's second tap, at the moment at which the next screen comes: some browsers do not
    // count taps, so both are a first press.
    let after = browser.run_async(
        "const root = document.querySelector('who-to-see').shadowRoot;
         const button = root.querySelector('.wts-continue');
         const box = button.getBoundingClientRect();
         const [clientX, clientY] = [box.x + box.width / 2, box.y + box.height / 2];
         const tap = (element) => element.dispatchEvent(new MouseEvent('click',
             { bubbles: true, composed: true, cancelable: true, detail: 1, clientX, clientY }));
         const old = root.querySelector('[data-question]').dataset.question;
         return await new Promise((done) => {
             const watch = new MutationObserver(() => {
                 const section = root.querySelector('[data-question]');
                 if (!section || section.dataset.question === old) return;
                 watch.disconnect();
                 tap(section.querySelector('input'));
                 tap(section.querySelector('.wts-back'));
                 setTimeout(() => done([root.querySelector('[data-screen]').dataset.question || 'none',
                     root.querySelectorAll('input:checked').length]), 50);
             });
             watch.observe(root, { childList: true, subtree: true, attributes: true });
             tap(button);
         })",
        vec![],
    );
    let next = &routine().answers[1].0;
    assert_eq!(
        after,
        json!([next, 0]),
        "the first tap leaves `{question}`, the second does nothing"
    );
    // A later press counts, wherever it is.
    sleep(Duration::from_millis(500));
    widget.choose(&routine().answers[1].1[0]);
}
