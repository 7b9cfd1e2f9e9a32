//! A new release that the owner uploads while visitors are on the page: with the folders of the one
//! before, as `docs/versions.md` asks, and without them.

use serde_json::json;

use super::loading::{EARS, fallback_shows, heard, until_fallback_shows, until_told};
use super::return_ways::{reload, until_question};
use crate::browsers::Browser;
use crate::cases::routine;
use crate::site::{HostPage, Upgrade, Visit};

super::scenarios! {
    // Files come and go in the same way in every engine.
    in one engine: [
        a_new_release_under_an_open_page_loses_nobody,
        a_new_release_without_the_old_folder_tells_those_who_come_with_the_old_loader,
        a_visit_that_has_begun_needs_no_folder_any_more,
    ]
}

/// The check lies far below: its loader has come, and nothing else.
fn far_below(upgrade: &Upgrade) -> HostPage {
    HostPage::with_body(&format!(
        "<main><h1>The clinic</h1><div class=\"tall\"></div>{}</main>",
        HostPage::element("telephone=\"020 7946 0123\"")
    ))
    .style(".tall { block-size: 5000px }")
    .script(EARS)
    .upgraded(upgrade)
}

/// The visitor scrolls down to it.
fn come_near(visit: &Visit<'_>) {
    let there = "return !!customElements.get('who-to-see')";
    visit.browser.until("the loader has come", there, &[]);
    visit.browser.run(
        "document.querySelector('who-to-see').scrollIntoView()",
        vec![],
    );
}

/// Starts and answers so many questions.
#[track_caller]
fn answer(visit: &Visit<'_>, count: usize) {
    let widget = visit.widget();
    widget.until_whole();
    widget.start();
    for (question, options) in &routine().answers[..count] {
        widget.answer(question, options);
    }
}

fn a_new_release_under_an_open_page_loses_nobody(browser: &Browser) {
    // Before anything but the loader has come.
    let upgrade = Upgrade::keeping(true);
    let visit = far_below(&upgrade).open(browser);
    upgrade.now();
    come_near(&visit);
    answer(&visit, 2);
    let old = |path: &String| path.starts_with("/core") && !path.contains("-next/");
    assert!(visit.requests().iter().any(old), "the old folder is there");
    assert_eq!(heard(&visit), json!([["wts-ready", null, true]]));

    // In the middle of a visit: after a reload it is the new release that goes on.
    let upgrade = Upgrade::keeping(true);
    let visit = HostPage::plain().upgraded(&upgrade).open(browser);
    answer(&visit, 3);
    upgrade.now();
    let widget = visit.widget();
    let answers = &routine().answers;
    widget.answer(&answers[3].0, &answers[3].1);
    let widget = reload(&visit);
    widget.until_whole();
    until_question(widget, &answers[4].0);
    let new = |path: &String| path.contains("-next/");
    assert!(visit.requests().iter().any(new), "the new release runs");
    for (question, options) in &answers[4..] {
        widget.answer(question, options);
    }
    assert_eq!(widget.screen().outcome.as_ref(), Some(&routine().outcome));
}

fn a_new_release_without_the_old_folder_tells_those_who_come_with_the_old_loader(
    browser: &Browser,
) {
    let upgrade = Upgrade::keeping(false);
    let visit = far_below(&upgrade).open(browser);
    upgrade.now();
    come_near(&visit);
    browser.until("the page hears of it", "return heard.length > 0", &[]);
    assert_eq!(heard(&visit), json!([["wts-error", "bad-file", true]]));
    assert!(fallback_shows(&visit), "the clinic's own text");

    // Where the clinic wrote nothing there is a sentence, never an empty box.
    let upgrade = Upgrade::keeping(false);
    let body = "<main><div class=\"tall\"></div>\
        <who-to-see region=\"GB\" telephone=\"020 7946 0123\"></who-to-see></main>";
    let visit = HostPage::with_body(body)
        .style(".tall { block-size: 5000px }")
        .upgraded(&upgrade)
        .open(browser);
    upgrade.now();
    come_near(&visit);
    let told = until_told(&visit);
    for part in [
        "(bad-file)",
        "call your local emergency number",
        "020 7946 0123",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }

    // A reload brings the new loader, and all is well.
    reload(&visit);
    come_near(&visit);
    answer(&visit, 1);
}

fn a_visit_that_has_begun_needs_no_folder_any_more(browser: &Browser) {
    let upgrade = Upgrade::keeping(false);
    let visit = HostPage::plain()
        .script(EARS)
        .upgraded(&upgrade)
        .open(browser);
    answer(&visit, 2);
    upgrade.now();
    let widget = visit.widget();
    for (question, options) in &routine().answers[2..] {
        widget.answer(question, options);
    }
    assert_eq!(widget.screen().outcome.as_ref(), Some(&routine().outcome));
    widget.changing(|| widget.click_on(".wts-clear"));
    // An element that comes later is of the same release.
    browser.run(
        "const copy = document.querySelector('who-to-see').cloneNode(true);
         document.querySelector('main').append(copy);
         copy.scrollIntoView();",
        vec![],
    );
    visit.nth_widget(1).start();
    until_fallback_shows(&visit, false);
    let ready = json!(["wts-ready", null, true]);
    assert_eq!(heard(&visit), json!([ready, ready]));
}
