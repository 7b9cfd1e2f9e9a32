//! The package inside pages of React, Vue, Svelte and Angular, and of none: `tests/hosts`.

use serde_json::{Value, json};

use crate::browsers::Browser;
use crate::cases::{first_question, patient, routine};
use crate::scenarios::return_ways::{until_kind, until_question};
use crate::site::{HostPage, Visit, file_of_package};

super::scenarios! {
    in every engine: [
        a_bundle_of_the_package_runs,
        a_react_page_holds_the_widget,
        a_page_that_react_has_drawn_on_a_server_holds_the_widget,
    ]
    in one engine: [
        a_vue_page_holds_the_widget,
        a_svelte_page_holds_the_widget,
        an_angular_page_holds_the_widget,
    ]
}

/// Keeps what goes wrong on the page.
const WATCH: &str = "
    window.wrong = [];
    addEventListener('error', ({ message }) => wrong.push(message));
    addEventListener('unhandledrejection', ({ reason }) => wrong.push(String(reason)));
    const { error } = console;
    console.error = (...told) => { wrong.push(told.map(String).join(' ')); error(...told); };
";

fn open<'browser>(browser: &'browser Browser, page: &str) -> Visit<'browser> {
    HostPage::with_body("<h1>The clinic</h1><div id=\"app\"></div>")
        .loader(&format!(
            "<script type=\"module\" src=\"/package/{page}.js\"></script>"
        ))
        .script(WATCH)
        .open(browser)
}

/// Presses a button of the page.
#[track_caller]
fn press(browser: &Browser, id: &str) {
    let find = "return document.getElementById(arguments[0])";
    browser.click(&browser.element(id, find, &[json!(id)]));
}

/// Waits until the page says something of its own.
#[track_caller]
fn until_page_says(browser: &Browser, id: &str, words: &str) {
    let script = "return document.getElementById(arguments[0]).textContent.trim() === arguments[1]";
    browser.until(
        &format!("`{id}` says `{words}`"),
        script,
        &[json!(id), json!(words)],
    );
}

#[track_caller]
fn holds_the_widget(browser: &Browser, page: &str) {
    let visit = open(browser, page);
    let widget = visit.widget();
    visit.until_words_came();

    // The page draws itself again, as it does at any moment: no answer is lost.
    let question = first_question(routine(), pathway::Choice::One);
    widget.go_to(routine(), question);
    let options = widget.options();
    widget.choose(&options[0]);
    press(browser, "draw");
    until_page_says(browser, "drawn", "1");
    assert_eq!(widget.question(), question);
    assert_eq!(widget.chosen(), options[..1]);

    // It takes the widget away and brings a new one.
    press(browser, "toggle");
    let gone = "return !document.querySelector('who-to-see')";
    browser.until("the widget is gone", gone, &[]);
    press(browser, "toggle");
    let widget = visit.widget();
    // It is the same visit, at the same place: nothing is lost, and it can begin anew.
    until_question(widget, question);
    assert_eq!(widget.chosen(), options[..1]);
    browser.run("document.querySelector('who-to-see').restart()", vec![]);
    until_kind(widget, "start");
    widget.play(patient("physio"));
    until_page_says(browser, "heard", "complete");
    let link = widget.ask("return one('[part=booking]').href", &[]);
    assert_eq!(link, json!("https://bundled.example/book"));

    let wrong = browser.run("return window.wrong", vec![]);
    assert_eq!(wrong, json!([]), "{page}");
    only_files_of_the_package(&visit, page);
}

fn only_files_of_the_package(visit: &Visit<'_>, page: &str) {
    let requests = visit.requests();
    let own = requests.iter().filter(|path| path.contains("who-to-see"));
    let mut count = 0;
    for path in own {
        assert!(path.starts_with("/package/files/"), "{page}: {path}");
        count += 1;
    }
    assert!(count > 2, "{page}: {requests:?}");
}

fn a_bundle_of_the_package_runs(browser: &Browser) {
    holds_the_widget(browser, "plain");
    // The element says which release it is, as the package does.
    let version = "return customElements.get('who-to-see').version";
    let version: Value = browser.run(version, vec![]);
    assert_eq!(version, json!(env!("CARGO_PKG_VERSION")));
}

fn a_react_page_holds_the_widget(browser: &Browser) {
    holds_the_widget(browser, "react");
}

fn a_page_that_react_has_drawn_on_a_server_holds_the_widget(browser: &Browser) {
    let drawn = String::from_utf8(file_of_package("react-server.html")).expect("it is text");
    assert!(
        drawn.contains("<who-to-see") && !drawn.contains("[object"),
        "{drawn}"
    );
    let visit = HostPage::with_body(&format!("<div id=\"app\">{drawn}</div>"))
        .loader("<script type=\"module\" src=\"/package/react-browser.js\"></script>")
        .script(WATCH)
        .script("window.warned = []; console.warn = (...told) => warned.push(String(told[0]));")
        .open(browser);
    // React has taken over.
    visit.nth_widget(0);
    visit.until_words_came();
    press(browser, "draw");
    until_page_says(browser, "drawn", "1");
    // Text arrives; an object is lost on the way, and the owner is told what to write.
    let told = browser.until("the owner is told", "return warned.join('|') || null", &[]);
    let told = told.as_str().unwrap_or_default();
    assert!(told.contains("config={JSON.stringify(clinic)}"), "{told}");
    assert_eq!(told.matches("not come from React").count(), 1, "{told}");
    let widget = visit.nth_widget(0);
    widget.play(patient("physio"));
    let link = widget.ask("return one('[part=booking]').href", &[]);
    assert_eq!(link, json!("https://bundled.example/book"));
    let wrong = browser.run("return window.wrong", vec![]);
    assert_eq!(
        wrong,
        json!([]),
        "nothing differs from what the server drew"
    );
}

fn a_vue_page_holds_the_widget(browser: &Browser) {
    holds_the_widget(browser, "vue");
}

fn a_svelte_page_holds_the_widget(browser: &Browser) {
    holds_the_widget(browser, "svelte");
}

fn an_angular_page_holds_the_widget(browser: &Browser) {
    holds_the_widget(browser, "angular");
}
