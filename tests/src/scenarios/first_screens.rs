//! The start and the first question, which stand before the widget is there: what can be done on them
//! before, while and after it comes.

use fantoccini::key::Key;
use serde_json::{Value, json};

use super::loading::{core_folder, fallback_shows, inject_loader, trap, until_told};
use crate::browsers::Browser;
use crate::cases::{CHEST_PAIN, routine};
use crate::site::{HostPage, Visit};
use crate::widget::Widget;

super::scenarios! {
    in every engine: [
        the_first_question_is_ticked_before_the_widget_is_there,
        what_stands_is_taken_over_at_the_next_press,
        continue_before_the_widget_waits_for_it,
        back_before_the_widget_loses_no_answer,
        continue_without_an_answer_is_told_before_the_widget,
        a_widget_that_never_comes_leaves_the_emergency_line,
        the_widget_without_webassembly_takes_over,
        the_browsers_back_leads_away_from_what_stands,
    ]
    in one engine: [
        a_restart_before_the_widget_forgets_what_was_ticked,
        a_restart_of_what_stands_is_the_widgets,
        the_second_half_of_a_double_click_ticks_nothing,
        the_keyboard_works_before_the_widget,
        about_this_tool_waits_for_the_widget,
        a_stop_of_the_widget_behind_what_stands_is_told,
    ]
}

/// Keeps every event of the widget, in its order.
pub(super) const EARS: &str = "
    window.heard = [];
    for (const name of ['ready', 'start', 'step', 'complete', 'cta', 'error'])
        document.addEventListener(`wts-${name}`, ({ detail }) =>
            heard.push([name, detail.step ?? detail.code ?? null]));
";

pub(super) fn wasm(path: &str) -> bool {
    path.ends_with("_bg.wasm")
}

pub(super) fn heard(visit: &Visit<'_>) -> Value {
    visit.browser.run("return heard", vec![])
}

/// A page whose widget does not come before it is let go.
pub(super) fn held() -> HostPage {
    HostPage::plain().script(EARS).holding(wasm)
}

/// Opens a page, and waits until its first screen stands without the widget.
#[track_caller]
pub(super) fn opened(page: HostPage, browser: &Browser) -> (Visit<'_>, Widget<'_>) {
    let visit = page.open(browser);
    let widget = visit.silent_widget(0);
    widget.until_shown();
    assert!(widget.stands_before(), "the widget has not come");
    (visit, widget)
}

/// Lets the widget come, behind what stands.
#[track_caller]
pub(super) fn come(visit: &Visit<'_>, widget: Widget<'_>) {
    visit.let_go();
    widget.until_ready();
}

pub(super) fn text(widget: Widget<'_>) -> String {
    let text = widget.ask("return inside.innerText", &[]);
    text.as_str().unwrap_or_default().to_owned()
}

fn the_first_question_is_ticked_before_the_widget_is_there(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    assert_eq!(widget.screen().kind, "start");
    assert!(!fallback_shows(&visit), "the clinic's own text makes room");
    assert!(text(widget).contains("999"), "{}", text(widget));
    widget.start();
    widget.until_focus_is_on(".wts-title");
    assert_eq!(widget.question(), CHEST_PAIN[0].0);
    widget.choose(CHEST_PAIN[0].1);
    assert_eq!(
        heard(&visit),
        json!([]),
        "nothing of a widget that is not there"
    );
    // Not a node is replaced while it is used, and the focus stays.
    let note = "window.used = one('input:checked'); window.lit = focused(); return true";
    widget.ask(note, &[]);
    come(&visit, widget);
    let same = "return used.isConnected && used.checked && focused() === lit";
    assert_eq!(widget.ask(same, &[]), json!(true));
    assert!(widget.stands_before());
    let told = json!([["ready", null], ["start", null], ["step", 1]]);
    assert_eq!(heard(&visit), told);
    widget.carry_on();
    widget.until_words_came();
    assert_eq!(widget.question(), CHEST_PAIN[1].0);
    widget.until_focus_is_on(".wts-title");
    assert!(!widget.stands_before(), "the widget is seen");
    let told = json!([["ready", null], ["start", null], ["step", 1], ["step", 2]]);
    assert_eq!(heard(&visit), told);
    widget.back();
    assert_eq!(widget.chosen(), [CHEST_PAIN[0].1], "the tick went along");
}

fn what_stands_is_taken_over_at_the_next_press(browser: &Browser) {
    let visit = HostPage::plain().script(EARS).open(browser);
    let widget = visit.widget();
    assert_eq!(heard(&visit), json!([["ready", null]]));
    if widget.stands_before() {
        let hidden = "return [...root.children].filter((child) => child.hidden).length";
        assert_eq!(widget.ask(hidden, &[]), json!(1), "the widget is behind");
    }
    widget.play(routine());
    assert_eq!(widget.screen().outcome.as_ref(), Some(&routine().outcome));
    let frames = widget.ask("return root.querySelectorAll('.wts').length", &[]);
    assert_eq!(frames, json!(1), "nothing is left of what stood");
    let all = heard(&visit);
    let all = all.as_array().expect("a list");
    assert_eq!(all.len(), routine().answers.len() + 3, "{all:?}");

    // Ticked while it is there, and behind: nothing is lost either.
    let (visit, widget) = opened(held(), browser);
    widget.start();
    come(&visit, widget);
    widget.choose("chest");
    widget.choose("none");
    assert_eq!(widget.chosen(), ["none"]);
    widget.carry_on();
    widget.until_words_came();
    assert_eq!(widget.question(), "now_2");
}

fn continue_before_the_widget_waits_for_it(browser: &Browser) {
    for (option, next) in [("none", "now_2"), CHEST_PAIN_FIRST] {
        let (visit, widget) = opened(held(), browser);
        widget.start();
        widget.choose(option);
        widget.carry_on();
        assert_eq!(widget.screen().kind, "waiting");
        widget.until_focus_is_on(".wts-title");
        let told = text(widget);
        let (number, doctor) = (told.find("999"), told.contains("a GP"));
        assert!(number.is_some(), "{told}");
        assert_eq!(doctor, option == "none", "{told}");
        come(&visit, widget);
        widget.until_words_came();
        assert_eq!(widget.question(), next);
        widget.until_focus_is_on(".wts-title");
        let told = json!([["ready", null], ["start", null], ["step", 1], ["step", 2]]);
        assert_eq!(heard(&visit), told);
        widget.back();
        assert_eq!(widget.chosen(), [option]);
    }
}

/// A sign, and the question that it leads to.
const CHEST_PAIN_FIRST: (&str, &str) = (CHEST_PAIN[0].1, CHEST_PAIN[1].0);

fn back_before_the_widget_loses_no_answer(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.start();
    widget.choose(CHEST_PAIN[0].1);
    widget.carry_on();
    widget.back();
    assert_eq!(widget.chosen(), [CHEST_PAIN[0].1]);
    widget.back();
    assert_eq!(widget.screen().kind, "start");
    come(&visit, widget);
    assert_eq!(widget.screen().kind, "start", "it stays");
    widget.start();
    assert_eq!(widget.chosen(), [CHEST_PAIN[0].1], "the widget knows it");
    let told = json!([
        ["ready", null],
        ["start", null],
        ["step", 1],
        ["start", null],
        ["step", 1]
    ]);
    assert_eq!(heard(&visit), told);
}

fn continue_without_an_answer_is_told_before_the_widget(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.start();
    widget.carry_on();
    assert!(widget.screen().error);
    widget.until_focus_is_on(".wts-error-summary");
    let described = "const ids = one('fieldset').getAttribute('aria-describedby').split(' ');
        return ids.every((id) => root.getElementById(id)) && ids.length";
    let with_error = widget.ask(described, &[]).as_u64();
    widget.click_on(".wts-error-link");
    widget.until_focus_is_on("input");
    widget.choose("none");
    assert!(!widget.screen().error, "an answer takes the box away");
    let without = widget.ask(described, &[]).as_u64();
    assert_eq!(without.map(|count| count + 1), with_error);
    widget.unchoose("none");
    come(&visit, widget);
    widget.carry_on();
    assert!(widget.screen().error, "the widget says the same");
    widget.until_focus_is_on(".wts-error-summary");
    assert_eq!(widget.question(), CHEST_PAIN[0].0);
}

fn a_widget_that_never_comes_leaves_the_emergency_line(browser: &Browser) {
    let core = |path: &str| wasm(path) || path.ends_with("-fallback.js");
    for (code, page) in [
        ("network", held().losing(core)),
        ("bad-file", held().without(core)),
        ("integrity", held().altering(core)),
    ] {
        let (visit, widget) = opened(page, browser);
        widget.start();
        widget.choose(CHEST_PAIN[0].1);
        widget.carry_on();
        assert!(text(widget).contains("999"), "{code}: while it waits");
        visit.let_go();
        let told = until_told(&visit);
        assert!(told.contains(&format!("({code})")), "{code}: {told}");
        assert!(fallback_shows(&visit), "{code}: the clinic's own text");
        let seen = "const help = one('.wts-help');
            return !!help && help.getClientRects().length > 0 && help.innerText";
        let help = widget.ask(seen, &[]);
        let help = help.as_str().unwrap_or_default();
        assert!(help.contains("999"), "{code}: the emergency line: {help}");
        assert!(!widget.has("button"), "{code}: no dead button is left");
        assert_eq!(heard(&visit), json!([["error", code]]));
    }
}

fn the_widget_without_webassembly_takes_over(browser: &Browser) {
    let page = HostPage::plain()
        .script(EARS)
        .script("delete window.WebAssembly;")
        .loader("")
        .holding(|path| path.ends_with("-fallback.js"));
    let visit = page.open(browser);
    inject_loader(browser);
    let widget = visit.silent_widget(0);
    widget.until_shown();
    widget.start();
    widget.choose("none");
    come(&visit, widget);
    assert!(widget.stands_before());
    widget.carry_on();
    widget.until_words_came();
    assert_eq!(widget.question(), "now_2");
}

fn the_browsers_back_leads_away_from_what_stands(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.start();
    widget.choose("chest");
    come(&visit, widget);
    widget.until_whole();
    assert_eq!(widget.question(), CHEST_PAIN[0].0);
    assert!(widget.stands_before());
    widget.changing(|| drop(browser.run("history.back()", vec![])));
    assert_eq!(widget.screen().kind, "start");
    widget.until_focus_is_on(".wts-title");
    widget.changing(|| drop(browser.run("history.forward()", vec![])));
    assert_eq!(widget.chosen(), ["chest"]);
}

fn a_restart_before_the_widget_forgets_what_was_ticked(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.start();
    widget.choose("chest");
    widget.run_restart();
    widget.until_focus_is_on(".wts-title");
    come(&visit, widget);
    assert_eq!(widget.screen().kind, "start");
    widget.start();
    assert_eq!(widget.chosen(), [""; 0]);
}

fn a_restart_of_what_stands_is_the_widgets(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.start();
    widget.choose("chest");
    come(&visit, widget);
    widget.run_restart();
    assert!(!widget.stands_before(), "the widget is seen");
    widget.start();
    assert_eq!(widget.chosen(), [""; 0]);
}

fn the_second_half_of_a_double_click_ticks_nothing(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.double_click_on(".wts-start");
    assert_eq!(widget.question(), CHEST_PAIN[0].0);
    assert_eq!(widget.chosen(), [""; 0]);
    come(&visit, widget);

    // And one that ends on the widget.
    let (visit, widget) = opened(held(), browser);
    come(&visit, widget);
    widget.double_click_on(".wts-start");
    assert_eq!(widget.question(), CHEST_PAIN[0].0);
    assert_eq!(widget.chosen(), [""; 0]);
}

fn the_keyboard_works_before_the_widget(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.start_by_keyboard();
    widget.until_focus_is_on(".wts-title");
    widget.choose_by_keyboard("chest");
    // Enter in a field presses Continue, and the answers go nowhere.
    let address = browser.run("return location.href", vec![]);
    widget.changing(|| widget.press(Key::Enter));
    assert_eq!(widget.screen().kind, "waiting");
    come(&visit, widget);
    widget.until_words_came();
    assert_eq!(widget.question(), CHEST_PAIN[1].0);
    assert_eq!(browser.run("return location.href", vec![]), address);
}

fn about_this_tool_waits_for_the_widget(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.changing(|| widget.click_on(".wts-about"));
    assert_eq!(widget.screen().kind, "waiting");
    widget.back();
    assert_eq!(widget.screen().kind, "start");
    widget.changing(|| widget.click_on(".wts-about"));
    come(&visit, widget);
    widget.until_words_came();
    assert_eq!(widget.screen().kind, "about");
    assert_eq!(heard(&visit), json!([["ready", null]]));
}

fn a_stop_of_the_widget_behind_what_stands_is_told(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.start();
    come(&visit, widget);
    trap(browser, &core_folder(&visit));
    let told = until_told(&visit);
    assert!(told.contains("(crash)"), "{told}");
    assert!(fallback_shows(&visit));
    assert!(text(widget).contains("999") && !widget.has("button"));
}
