//! Pages of Yew, Leptos and Next, each built as its own people build it: `cargo xtask test --hosts`.

use serde_json::json;

use super::hosts::{lives_there, press};
use super::return_ways::travel;
use crate::browsers::Browser;
use crate::site::HostPage;

super::scenarios! {
    in one engine: [
        the_widget_lives_on_a_page_of_yew,
        the_widget_lives_on_a_page_of_leptos,
        the_widget_lives_on_a_page_of_next,
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

/// The widget lives on the page; another page of its router is visited in between. Nothing of the page
/// is pressed meanwhile, and its own buttons go on working.
#[track_caller]
fn lives_on(browser: &Browser, page: HostPage) {
    let visit = page.open(browser);
    let drawn = "return !!document.querySelector('#prices a') || (window.wrong || []).join(' ')";
    let drawn = browser.until("the page is drawn", drawn, &[]);
    assert_eq!(drawn, json!(true), "it is drawn");
    lives_there(&visit, || {
        press(browser, "#prices a");
        let there = "return !!document.querySelector('#on-prices') && !document.querySelector('who-to-see')";
        browser.until("the other page", there, &[]);
        travel(browser, -1);
        let again = "return !document.querySelector('#on-prices')";
        browser.until("and back", again, &[]);
    });
    let pressed = "return document.querySelector('#pressed').textContent";
    assert_eq!(
        browser.run(pressed, vec![]),
        json!(""),
        "nobody has pressed it"
    );
    let button = "return [...document.querySelectorAll('button')].find((button) => button.textContent === 'Delete account')";
    browser.click(&browser.element("button of the page", button, &[]));
    browser.until(
        "the page hears it",
        &format!("{pressed} === 'Delete account'"),
        &[],
    );
    let wrong = browser.run("return window.wrong || []", vec![]);
    assert_eq!(wrong, json!([]));
}

/// A page that a program of this name draws.
fn drawn_by(name: &str) -> HostPage {
    HostPage::with_body("").script(WATCH).loader(&format!(
        "<script async src=\"/who-to-see.js\"></script>\
         <script type=\"module\">import init from \"/by-hand/{name}/{name}.js\"; init();</script>"
    ))
}

fn the_widget_lives_on_a_page_of_yew(browser: &Browser) {
    lives_on(browser, drawn_by("yew"));
}

fn the_widget_lives_on_a_page_of_leptos(browser: &Browser) {
    lives_on(browser, drawn_by("leptos"));
}

fn the_widget_lives_on_a_page_of_next(browser: &Browser) {
    lives_on(browser, HostPage::plain().at("/by-hand/next/"));
}
