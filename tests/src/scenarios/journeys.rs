//! From the first screen to the advice and back, by mouse and by keyboard.

use fantoccini::key::Key;
use pathway::Choice;
use serde_json::json;

use crate::browsers::Browser;
use crate::cases::{CHEST_PAIN, CRISIS, first_question, routine};
use crate::site::HostPage;
use crate::widget::Widget;

super::scenarios! {
    in every engine: [
        routine_path,
        routine_path_by_keyboard,
        emergency_comes_at_once,
        a_crisis_comes_after_the_first_answer,
        back_restores_the_answer,
        continue_without_an_answer_explains,
        none_stands_alone_both_ways,
        arrow_keys_never_change_the_screen,
        a_double_click_advances_one_step,
        clearing_forgets_the_answers,
        the_emergency_screen_can_be_left_by_back,
    ]
    // Only Chromium lets a page see where it is about to go.
    in one engine: [leaving_a_crisis_leaves_nothing]
}

fn routine_path(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.play(routine());
    let screen = widget.screen();
    assert_eq!(screen.kind, "advice");
    assert_eq!(screen.outcome.as_ref(), Some(&routine().outcome));
    assert_eq!(screen.urgency.as_deref(), Some("weeks"));
    assert!(!widget.has("form"), "no question follows the advice");
}

fn routine_path_by_keyboard(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.start_by_keyboard();
    for (question, options) in &routine().answers {
        assert_eq!(&widget.question(), question);
        for option in options {
            widget.choose_by_keyboard(option);
        }
        widget.carry_on_by_keyboard();
    }
    assert_eq!(widget.screen().outcome.as_ref(), Some(&routine().outcome));
}

fn emergency_comes_at_once(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.have_chest_pain();
    assert_eq!(widget.screen().urgency.as_deref(), Some("call"));
    calls_for_help(widget);
    // What led here stands between the number and what to do.
    let told = widget.ask(
        "const [call, told, first] = ['.wts-call', '.wts-told', '.wts-bullets li']
             .map((part) => one(part).getBoundingClientRect());
         return [call.bottom <= told.top, told.bottom <= first.top,
                 one('.wts-told q').innerText]",
        &[],
    );
    let tight = "A tight, heavy or squeezing chest in the last 12 hours";
    assert_eq!(told, json!([true, true, tight]));
}

fn a_crisis_comes_after_the_first_answer(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    let (question, option) = CRISIS;
    widget.start();
    widget.answer(question, &[option.to_owned()]);
    let screen = widget.screen();
    assert_eq!(screen.kind, "emergency", "the very next screen");
    assert_eq!(screen.outcome.as_deref(), Some("crisis_support"));
    assert_eq!(screen.urgency.as_deref(), Some("call"));
    // Somebody who listens, to hear or to write to, and the ambulance: each of them large.
    let buttons = widget.ask(
        "const buttons = all('.wts-call');
         const heights = buttons.map((one) => Math.round(one.getBoundingClientRect().height));
         return [buttons.map((one) => one.href), Math.min(...heights) >= 56]",
        &[],
    );
    let numbers = ["tel:116123", "sms:85258", "tel:111", "tel:999"];
    assert_eq!(buttons, json!([numbers, true]));
}

fn leaving_a_crisis_leaves_nothing(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.start();
    widget.answer("now_1", &["unsafe".to_owned()]);
    assert_eq!(widget.screen().outcome.as_deref(), Some("abuse_support"));
    browser.run(
        "navigation.addEventListener('navigate', (event) => {
             event.preventDefault();
             window.left = [event.destination.url, event.navigationType];
         })",
        vec![],
    );
    widget.ask("one('.wts-leave').click()", &[]);
    let left = browser.run("return window.left", vec![]);
    assert_eq!(left, json!(["https://www.bbc.co.uk/weather", "replace"]));
    let kept = browser.run("return Object.keys(sessionStorage)", vec![]);
    assert_eq!(kept, json!([]), "no answer stays in the tab");
}

/// The first link of an emergency is a large button that calls.
#[track_caller]
fn calls_for_help(widget: Widget<'_>) {
    let links = widget.ask("return all('a[href]').map((link) => link.href)", &[]);
    let first = links[0].as_str();
    assert_eq!(first, Some("tel:999"), "the first link calls for help");
    assert!(widget.has(".wts-call"), "and is the call button");
    let height = widget.ask(
        "return one('.wts-call').getBoundingClientRect().height",
        &[],
    );
    let height = height.as_f64().unwrap_or_default();
    assert!(
        height >= 56.0,
        "the call button is only {height} pixels high"
    );
}

fn back_restores_the_answer(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    let (question, options) = answer_first(widget);
    widget.back();
    assert_eq!(widget.question(), question);
    assert_eq!(widget.chosen(), options, "what was chosen before");
    widget.back();
    assert_eq!(
        widget.screen().kind,
        "start",
        "Back from the first question"
    );
    widget.start();
    assert_eq!(widget.chosen(), options, "after the start screen as well");
}

fn continue_without_an_answer_explains(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.start();
    let question = widget.question();
    widget.carry_on();
    assert_eq!(widget.question(), question, "the question stays");
    assert!(widget.screen().error, "an error box says so");
    widget.until_focus_is_on(".wts-error-summary");
    widget.click_on(".wts-error-link");
    widget.until_focus_is_on("input");
    let first = widget.ask("return focused() === one('input')", &[]);
    assert_eq!(first, json!(true), "the link leads to the first answer");
    let (top, bottom) = legend_on_screen(widget);
    assert!(
        top >= 0.0 && bottom > 0.0,
        "with the question still in sight"
    );

    // The way out: an answer.
    let option = widget.options()[0].clone();
    widget.choose(&option);
    assert_eq!(widget.chosen(), [option], "choosing works as before");
}

fn none_stands_alone_both_ways(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.start();
    assert_eq!(widget.question(), CRISIS.0, "people may have several signs");
    let signs: Vec<_> = widget
        .options()
        .into_iter()
        .filter(|option| option != "none" && option != "unsure")
        .take(2)
        .collect();
    for sign in &signs {
        widget.choose(sign);
    }
    assert_eq!(widget.chosen(), signs, "two signs stand beside each other");
    widget.choose("none");
    assert_eq!(widget.chosen(), ["none"], "none clears the signs");
    widget.choose(&signs[0]);
    assert_eq!(widget.chosen(), signs[..1], "a sign clears none");
    widget.unchoose(&signs[0]);
    assert!(widget.chosen().is_empty(), "and can be cleared itself");
}

fn arrow_keys_never_change_the_screen(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    let question = first_question(routine(), Choice::One);
    widget.go_to(routine(), question);
    let options = widget.options();
    widget.tab_to("input");
    let before = widget.screen();
    for key in [Key::Down, Key::Right, Key::Up, Key::Left] {
        for _ in 0..options.len() {
            widget.press(key);
            assert_eq!(widget.screen(), before, "after an arrow key");
        }
    }
    assert_eq!(widget.chosen().len(), 1, "arrows choose, and only choose");
    widget.press(Key::Down);
    let moved = widget.chosen();
    widget.press(Key::Down);
    assert_ne!(widget.chosen(), moved, "arrows move the choice");
}

fn a_double_click_advances_one_step(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.start();
    let (question, options) = &routine().answers[0];
    for option in options {
        widget.choose(option);
    }
    // Two quick presses at the same place: the second meets whatever has come there.
    widget.double_click_on(".wts-continue");
    let after = widget.screen();
    assert_ne!(
        after.question.as_ref(),
        Some(question),
        "the first press counts"
    );
    assert_eq!(after.question.as_ref(), Some(&routine().answers[1].0));
    assert!(!after.error, "the second does not");
}

fn clearing_forgets_the_answers(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.play(routine());
    widget.changing(|| widget.click_on(".wts-clear"));
    let screen = widget.screen();
    if screen.kind == "start" {
        widget.start();
    }
    assert_eq!(widget.question(), routine().answers[0].0);
    assert!(widget.chosen().is_empty(), "nothing is chosen");
}

fn the_emergency_screen_can_be_left_by_back(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.have_chest_pain();
    for (question, option) in CHEST_PAIN.into_iter().rev() {
        widget.back();
        assert_eq!(widget.question(), question);
        assert_eq!(widget.chosen(), [option], "people press the wrong line");
    }
}

/// Answers the first question as the routine patient does, and gives it.
#[track_caller]
fn answer_first(widget: Widget<'_>) -> (&'static str, &'static [String]) {
    widget.start();
    let (question, options) = &routine().answers[0];
    widget.answer(question, options);
    assert_ne!(&widget.question(), question, "the next question follows");
    (question, options)
}

/// Where the question stands in the window.
fn legend_on_screen(widget: Widget<'_>) -> (f64, f64) {
    let place = widget.ask(
        "const { top, bottom } = one('legend').getBoundingClientRect();
         return [top, bottom]",
        &[],
    );
    (
        place[0].as_f64().unwrap_or(-1.0),
        place[1].as_f64().unwrap_or(-1.0),
    )
}
