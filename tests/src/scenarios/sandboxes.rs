//! What a page forbids the iframe with the widget: each thing works all the same, works in another
//! way, or the visitor is told.

use std::fs;

use serde_json::json;

use crate::browsers::Browser;
use crate::cases::{CHEST_PAIN, patient, routine};
use crate::site::{HostPage, Visit, elsewhere, root};
use crate::widget::Widget;

super::scenarios! {
    in every engine: [
        answers_are_given_where_forms_are_forbidden,
        enter_in_an_answer_carries_on_where_forms_are_forbidden,
        copying_works_in_an_iframe_that_is_allowed_nothing,
        printing_that_a_sandbox_forbids_is_told,
        a_file_that_a_sandbox_may_forbid_is_told,
        sharing_that_is_refused_is_told_and_giving_up_is_not,
    ]
    in one engine: [
        // Less is forbidden there than above.
        answers_are_given_in_the_sandbox_of_the_documents,
        // The functions that it asks are those of the test.
        sharing_that_the_page_forbids_is_not_offered,
        a_link_that_a_sandbox_forbids_shows_its_address,
        an_iframe_in_a_sandbox_without_an_origin_is_as_high_as_its_content,
    ]
}

/// The least with which the widget runs.
const LEAST: &str = "allow-scripts allow-same-origin";

/// The page of a clinic with the iframe from another origin, whose tag has more attributes.
fn framed<'browser>(
    browser: &'browser Browser,
    attributes: &str,
    script: &'static str,
) -> Visit<'browser> {
    let (origin, _) = elsewhere(script);
    HostPage::with_body(&format!(
        "<h1>The clinic</h1><iframe src=\"{origin}/embed.html#region=GB\" title=\"Who to see first\" \
         style=\"width:100%;height:700px;border:0\" {attributes}></iframe>"
    ))
    .loader("")
    .open(browser)
}

/// The value of an attribute of the iframe that a document shows.
fn documented(document: &str, attribute: &str) -> String {
    let file = root().join("docs").join(document);
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{error}"));
    let (_, after) = text
        .split_once(&format!("{attribute}=\""))
        .unwrap_or_else(|| panic!("docs/{document} shows no `{attribute}`"));
    after.split('"').next().unwrap_or_default().to_owned()
}

/// Ticks the sign of an emergency and carries on, as a script does: a press and what follows from it.
#[track_caller]
fn have_chest_pain(widget: Widget<'_>) {
    widget.ask("one('.wts-start').click()", &[]);
    for (question, option) in CHEST_PAIN {
        let stands = "return screen()?.question === arguments[1]";
        widget.until("the question stands", stands, &[json!(question)]);
        widget.ask(
            "one(`input[value=${arguments[1]}]`).click()",
            &[json!(option)],
        );
        let ticked = "return !!one('input:checked')";
        widget.until("it is ticked", ticked, &[]);
        widget.ask("one('.wts-continue').click()", &[]);
    }
    let call = widget.until(
        "the emergency number stands",
        "return one('.wts-call')?.getAttribute('href')",
        &[],
    );
    assert_eq!(call, json!("tel:999"));
}

fn answers_are_given_in_the_sandbox_of_the_documents(browser: &Browser) {
    for document in ["security-policy.md", "troubleshooting.md"] {
        let sandbox = documented(document, "sandbox");
        for needed in [
            "forms",
            "modals",
            "downloads",
            "popups",
            "popups-to-escape-sandbox",
        ] {
            let needed = format!("allow-{needed}");
            assert!(
                sandbox.split(' ').any(|one| one == needed),
                "{document}: {needed}"
            );
        }
        let allow = documented(document, "allow");
        for needed in ["clipboard-write", "web-share"] {
            assert!(allow.contains(needed), "{document}: {needed}");
        }
        let attributes = format!("sandbox=\"{sandbox}\" allow=\"{allow}\"");
        let visit = framed(browser, &attributes, "");
        browser.enter_frame(0);
        have_chest_pain(visit.widget());
        browser.leave_frame();
    }
}

fn answers_are_given_where_forms_are_forbidden(browser: &Browser) {
    for sandbox in [
        LEAST,
        "allow-scripts allow-same-origin allow-popups allow-top-navigation-by-user-activation \
         allow-top-navigation-to-custom-protocols",
    ] {
        let visit = framed(browser, &format!("sandbox=\"{sandbox}\""), "");
        browser.enter_frame(0);
        have_chest_pain(visit.widget());
        browser.leave_frame();
    }
}

fn enter_in_an_answer_carries_on_where_forms_are_forbidden(browser: &Browser) {
    let visit = framed(browser, &format!("sandbox=\"{LEAST}\""), "");
    browser.enter_frame(0);
    let widget = visit.widget();
    widget.start_by_keyboard();
    widget.choose_by_keyboard("chest");
    widget.changing(|| widget.press(fantoccini::key::Key::Enter));
    assert_eq!(widget.question(), "chest");
    // Without an answer the error box comes.
    widget.carry_on_by_keyboard();
    assert!(widget.has(".wts-error-summary"));
    browser.leave_frame();
}

/// Plays to an advice inside the iframe.
#[track_caller]
fn advised(visit: &Visit<'_>) {
    let patient = if visit.browser.engine == crate::browsers::Engine::Chromium {
        routine()
    } else {
        patient("physio")
    };
    visit.browser.enter_frame(0);
    visit.widget().play_by_script(patient).expect("it plays");
}

/// Takes the advice away.
#[track_caller]
fn take(widget: Widget<'_>, way: &str) {
    widget.ask(
        "one(`[data-export=${arguments[1]}]`).click()",
        &[json!(way)],
    );
}

/// What the line below the ways to take the advice away comes to say.
#[track_caller]
fn until_told(widget: Widget<'_>) -> String {
    let told = "return one('.wts-copied').textContent";
    let told = widget.until("it says so", &format!("{told}.trim() || null"), &[]);
    told.as_str().unwrap_or_default().to_owned()
}

fn copying_works_in_an_iframe_that_is_allowed_nothing(browser: &Browser) {
    let keep = "document.addEventListener('copy', (event) => {
        const field = event.composedPath()[0];
        window.copied = field.value; });";
    let visit = framed(browser, "", keep);
    advised(&visit);
    let widget = visit.widget();
    // A press that a browser knows for a person's own.
    widget.tab_to("[data-export=copy]");
    widget.press(fantoccini::key::Key::Enter);
    let told = until_told(widget);
    assert_eq!(told, "Copied.", "in {browser}");
    assert!(widget.focus_is_on("[data-export=copy]"), "the focus stays");
    assert_eq!(widget.ask("return all('textarea').length", &[]), json!(0));
    browser.leave_frame();
}

fn printing_that_a_sandbox_forbids_is_told(browser: &Browser) {
    let visit = framed(browser, &format!("sandbox=\"{LEAST} allow-forms\""), "");
    advised(&visit);
    let widget = visit.widget();
    take(widget, "print");
    let told = until_told(widget);
    assert!(told.contains("does not allow"), "{told}");
    browser.leave_frame();
}

fn a_file_that_a_sandbox_may_forbid_is_told(browser: &Browser) {
    let visit = framed(browser, &format!("sandbox=\"{LEAST} allow-modals\""), "");
    advised(&visit);
    let widget = visit.widget();
    take(widget, "clinic");
    let told = until_told(widget);
    assert!(told.contains("does not allow"), "{told}");
    browser.leave_frame();
}

fn sharing_that_is_refused_is_told_and_giving_up_is_not(browser: &Browser) {
    let script = "window.name = 'NotAllowedError';
        for (const [name, value] of [['canShare', () => true], ['share', () =>
            Promise.reject(new DOMException('no', window.name))]])
            Object.defineProperty(navigator, name, { configurable: true, value });";
    let visit = framed(browser, "", script);
    advised(&visit);
    let widget = visit.widget();
    take(widget, "share");
    let told = until_told(widget);
    assert!(told.contains("does not allow"), "{told}");

    browser.run("window.name = 'AbortError'", vec![]);
    advised_again(widget);
    widget.ask("one('[data-export=share]').click()", &[]);
    browser.run_async("await new Promise((done) => setTimeout(done))", vec![]);
    let told = widget.ask("return one('.wts-copied').textContent", &[]);
    assert_eq!(told, json!(""), "who gives up is told nothing");
    browser.leave_frame();
}

#[track_caller]
fn advised_again(widget: Widget<'_>) {
    widget.play_by_script(patient("physio")).expect("it plays");
}

fn sharing_that_the_page_forbids_is_not_offered(browser: &Browser) {
    let script = "for (const [name, value] of [['canShare', () => false], ['share', () => {}]])
            Object.defineProperty(navigator, name, { configurable: true, value });";
    let visit = framed(browser, "", script);
    advised(&visit);
    let widget = visit.widget();
    assert!(!widget.has("[data-export=share]"));
    assert!(widget.has("[data-export=copy]"), "the other ways are there");
    browser.leave_frame();
}

fn a_link_that_a_sandbox_forbids_shows_its_address(browser: &Browser) {
    let visit = framed(browser, &format!("sandbox=\"{LEAST}\""), "");
    advised(&visit);
    let widget = visit.widget();
    let href = widget.ask(
        "const link = all('a.wts-link').find((link) => link.checkVisibility());
         link.click();
         link.click();
         return link.href",
        &[],
    );
    let href = href.as_str().unwrap_or_default();
    let shown = widget.ask(
        "return all('a.wts-link').find((link) => link.href === arguments[1]).textContent",
        &[json!(href)],
    );
    let shown = shown.as_str().unwrap_or_default();
    assert_eq!(shown.matches(href).count(), 1, "{shown}");
    browser.leave_frame();
}

fn an_iframe_in_a_sandbox_without_an_origin_is_as_high_as_its_content(browser: &Browser) {
    // Another page stands in for ours: without an origin ours needs a host that lets others in.
    let page = "data:text/html,<script>parent.postMessage(\
        {type:'wts-height',v:1,height:777,top:false},'*')</script>#/embed.html";
    let visit = HostPage::with_body(&format!(
        "<iframe sandbox=\"allow-scripts\" title=\"Check\"></iframe>\
         <iframe title=\"Other\" style=\"height:300px\"></iframe><i data-page=\"{}\"></i>",
        page.replace('"', "&quot;")
    ))
    .loader("<script src=\"/frame.js\"></script>")
    .open(browser);
    let _ = &visit;
    browser.run(
        "const page = document.querySelector('i').dataset.page;
         for (const frame of document.querySelectorAll('iframe')) frame.src = page;",
        vec![],
    );
    browser.until(
        "the one in the sandbox grows",
        "return document.querySelector('iframe').style.height === '777px'",
        &[],
    );
}
