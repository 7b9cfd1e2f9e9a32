//! Real libraries that change pages, move the focus or hold scripts back, as npm brings them, each on
//! a page with the widget: `tests/hosts`.

use std::thread::sleep;
use std::time::{Duration, Instant};

use fantoccini::key::Key;
use serde_json::json;

use super::return_ways::{reload, travel, until_kind, until_question};
use crate::browsers::{Browser, PATIENCE};
use crate::cases::routine;
use crate::site::{HostPage, Visit};
use crate::widget::Widget;

super::scenarios! {
    // Where the focus may go, and what comes of the keys, is each engine's own.
    in every engine: [
        a_popup_that_keeps_the_focus_lets_it_into_the_widget,
        a_popup_beside_the_widget_and_the_widget_do_not_fight_for_the_focus,
    ]
    in one engine: [
        the_widget_lives_on_a_slide_of_reveal,
        the_widget_comes_once_klaro_lets_it,
        the_widget_lives_on_a_page_of_astro,
    ]
}

/// How many questions are answered before the page is left.
const ANSWERS: usize = 2;

/// What must hold on every page: the widget comes up, the browser's Back is one question back, who
/// leaves and comes again goes on where they were, and a sign leads to the emergency number. `away`
/// leaves the page by its own means, and comes again.
#[track_caller]
pub(super) fn lives_there(visit: &Visit<'_>, away: impl FnOnce()) {
    let widget = visit.widget();
    widget.until_whole();
    widget.start();
    let answers = &routine().answers;
    for (question, options) in &answers[..ANSWERS] {
        widget.answer(question, options);
    }
    let (before, options) = &answers[ANSWERS - 1];
    travel(visit.browser, -1);
    until_question(widget, before);
    assert_eq!(&widget.chosen(), options);
    travel(visit.browser, 1);
    let next = &answers[ANSWERS].0;
    until_question(widget, next);
    away();
    let widget = visit.widget();
    widget.until_whole();
    until_question(widget, next);
    widget.back();
    assert_eq!(&widget.question(), before);
    assert_eq!(&widget.chosen(), options, "nothing is lost");
    widget.run_restart();
    widget.have_chest_pain();
    let call = widget.ask("return one('.wts-call').getAttribute('href')", &[]);
    assert_eq!(call, json!("tel:999"));
}

/// The loader, and a bundle of the project.
fn with_bundle(name: &str) -> String {
    format!(
        "<script async src=\"/who-to-see.js\"></script>\
         <script type=\"module\" src=\"/package/{name}.js\"></script>"
    )
}

/// Presses something of the page.
#[track_caller]
pub(super) fn press(browser: &Browser, selector: &str) {
    let find = "return document.querySelector(arguments[0])";
    browser.click(&browser.element(selector, find, &[json!(selector)]));
}

fn the_widget_lives_on_a_slide_of_reveal(browser: &Browser) {
    let element = HostPage::element("");
    let body = format!(
        "<div class=\"reveal\"><div class=\"slides\"><section id=\"hello\"><h2>The clinic</h2></section>\
         <section id=\"check\"><div class=\"scrolls\">{element}</div></section></div></div>"
    );
    // A slide hides what is too high for it, so the widget scrolls.
    let visit = HostPage::with_body(&body)
        .loader(&format!(
            "<link rel=\"stylesheet\" href=\"/package/reveal-deck.css\">{}",
            with_bundle("reveal-deck")
        ))
        .style(".scrolls { block-size: 560px; overflow: auto }")
        .open(browser);
    browser.until("the deck is there", "return deck.isReady()", &[]);
    browser.press(Key::Right, &[]);
    let slide = |id: &str| {
        let script = "return deck.getCurrentSlide().id === arguments[0]";
        browser.until(&format!("the slide `{id}`"), script, &[json!(id)]);
    };
    slide("check");
    // The keys of the deck answer no question, and turn no slide meanwhile.
    let widget = visit.widget();
    widget.until_whole();
    widget.start_by_keyboard();
    let (question, options) = &routine().answers[0];
    assert_eq!(&widget.question(), question);
    widget.choose_by_keyboard(&options[0]);
    for key in [Key::Right, Key::Left] {
        browser.press(key, &[]);
    }
    slide("check");
    widget.run_restart();
    until_kind(widget, "start");
    lives_there(&visit, || {
        browser.run("document.activeElement.blur()", vec![]);
        browser.press(Key::Left, &[]);
        slide("hello");
        browser.press(Key::Right, &[]);
        slide("check");
    });
}

/// A page whose owner has put the loader under Klaro's consent.
const KLARO: &str = "window.klaroConfig = { version: 1, elementID: 'klaro', mustConsent: true, noAutoLoad: false,
    translations: { en: { purposes: { functional: 'Functional' } } }, lang: 'en',
    services: [{ name: 'check', title: 'Who to see first', purposes: ['functional'], default: true }] };";

fn the_widget_comes_once_klaro_lets_it(browser: &Browser) {
    let visit = HostPage::plain()
        .script(KLARO)
        .loader(
            "<script defer src=\"/package/klaro.js\"></script>\
             <script type=\"text/plain\" data-type=\"application/javascript\" data-name=\"check\" \
             data-src=\"/who-to-see.js\"></script>",
        )
        .open(browser);
    let button = "#klaro .cm-btn-success";
    let asks = "return !!document.querySelector(arguments[0])";
    browser.until("Klaro asks", asks, &[json!(button)]);
    let waits = "return !customElements.get('who-to-see') && !!document.querySelector('.fallback').getClientRects().length";
    let waits = browser.run(waits, vec![]);
    assert_eq!(
        waits,
        json!(true),
        "the clinic's own text stands until then"
    );
    press(browser, button);
    lives_there(&visit, || {
        reload(&visit);
    });
}

fn the_widget_lives_on_a_page_of_astro(browser: &Browser) {
    let element = HostPage::element("");
    let body = format!(
        "<main><h1>The clinic</h1>{element}<a id=\"prices\" href=\"?prices\">Prices</a></main>"
    );
    let visit = HostPage::with_body(&body)
        .loader(&format!(
            "<meta name=\"astro-view-transitions-enabled\" content=\"true\">{}",
            with_bundle("astro")
        ))
        .open(browser);
    let arrives = |search: &str| {
        let script =
            "return location.search === arguments[0] && window.gone && !window.gone.isConnected";
        browser.until(
            &format!("the router has changed the page {search}"),
            script,
            &[json!(search)],
        );
    };
    let remember = "window.gone = document.querySelector('main')";
    lives_there(&visit, || {
        browser.run(remember, vec![]);
        press(browser, "#prices");
        arrives("?prices");
        browser.run(remember, vec![]);
        travel(browser, -1);
        arrives("");
    });
}

/// A page with a popup around the widget.
fn popup(browser: &Browser) -> Visit<'_> {
    let element = HostPage::element("");
    let body = format!(
        "<button id=\"open\">Open</button><div id=\"popup\" role=\"dialog\" aria-modal=\"true\" aria-label=\"Check\">\
         {element}<button id=\"close\">Close</button></div><a href=\"#\">Beside</a>"
    );
    let visit = HostPage::with_body(&body)
        .loader(&with_bundle("popup"))
        .script(
            "window.wrong = []; addEventListener('error', ({ message }) => wrong.push(message));",
        )
        .open(browser);
    browser.until("the library is there", "return !!window.trap", &[]);
    visit
}

fn a_popup_that_keeps_the_focus_lets_it_into_the_widget(browser: &Browser) {
    let visit = popup(browser);
    let widget = visit.widget();
    widget.until_whole();
    // As docs/troubleshooting.md says.
    browser.run(
        "window.popup = trap('#popup', {
             initialFocus: '#close', escapeDeactivates: true, tabbableOptions: { getShadowRoot: true } });
         popup.activate()",
        vec![],
    );
    let (question, options) = &routine().answers[0];
    widget.start_by_keyboard();
    assert_eq!(&widget.question(), question);
    for option in options {
        widget.choose_by_keyboard(option);
    }
    widget.carry_on_by_keyboard();
    widget.until_focus_is_on("h2");
    assert_eq!(widget.question(), routine().answers[1].0);
    // Round and round, in both directions, and never out of the popup.
    let inside = "return document.querySelector('#popup').contains(document.activeElement)";
    for held in [&[][..], &[Key::Shift]] {
        let mut closes = false;
        for _ in 0..30 {
            browser.press(Key::Tab, held);
            assert_eq!(browser.run(inside, vec![]), json!(true));
            let close = "return document.activeElement.id === 'close'";
            closes |= browser.run(close, vec![]) == json!(true);
        }
        assert!(closes, "Close is reached");
        widget.tab_to("input");
    }
    // Escape is the popup's, wherever the focus is.
    browser.press(Key::Escape, &[]);
    browser.until("the popup lets go", "return !popup.active", &[]);
    assert_eq!(browser.run("return wrong", vec![]), json!([]));
}

fn a_popup_beside_the_widget_and_the_widget_do_not_fight_for_the_focus(browser: &Browser) {
    let element = HostPage::element("");
    let body = format!(
        "<div id=\"consent\" role=\"dialog\" aria-label=\"Cookies\"><button id=\"yes\">Yes</button></div>\
         <main><h1>The clinic</h1>{element}</main>"
    );
    let visit = HostPage::with_body(&body)
        .loader(&with_bundle("popup"))
        .script(
            "window.wrong = []; addEventListener('error', ({ message }) => wrong.push(message));
             window.focused = 0; addEventListener('focusin', () => focused++, true);",
        )
        .style("#consent { position: fixed; inset: 0 0 auto auto }")
        .open(browser);
    browser.until("the library is there", "return !!window.trap", &[]);
    let widget = visit.widget();
    widget.until_whole();
    browser.run(
        "window.consent = trap('#consent', { allowOutsideClick: true, preventScroll: true }); consent.activate()",
        vec![],
    );
    let holds = "return document.activeElement.id === 'yes'";
    browser.until("the popup has the focus", holds, &[]);
    answers_by_mouse(widget);
    browser.until("and keeps it", holds, &[]);
    let rests = "const before = focused;
        await new Promise((done) => setTimeout(done, 300));
        return focused - before";
    // A fight has no end; what is still on its way has one.
    let begun = Instant::now();
    while browser.run_async(rests, vec![]) != json!(0) {
        assert!(begun.elapsed() < PATIENCE, "the focus never rests");
    }
    assert_eq!(browser.run(holds, vec![]), json!(true), "it rests there");
    browser.run("consent.deactivate()", vec![]);
    widget.tab_to("input");
    widget.changing(|| widget.click_on(".wts-back"));
    widget.until_focus_is_on("h2");
    assert_eq!(browser.run("return wrong", vec![]), json!([]));
}

/// Starts and answers one question.
#[track_caller]
fn answers_by_mouse(widget: Widget<'_>) {
    widget.start();
    // Some drivers count presses wherever they are: these are not halves of a double click.
    sleep(Duration::from_millis(1100));
    let (question, options) = &routine().answers[0];
    widget.answer(question, options);
    assert_eq!(widget.question(), routine().answers[1].0);
}
