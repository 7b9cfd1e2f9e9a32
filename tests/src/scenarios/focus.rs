//! Where the focus is, and that the page does not move by itself.

use std::thread::sleep;
use std::time::Duration;

use fantoccini::key::Key;
use serde_json::json;

use crate::browsers::Browser;
use crate::cases::routine;
use crate::site::HostPage;
use crate::widget::Widget;

super::scenarios! {
    in every engine: [
        the_first_load_moves_neither_focus_nor_scroll,
        a_step_moves_the_focus_to_its_heading,
        the_heading_is_in_sight_below_a_sticky_header,
        tab_enters_and_leaves_the_widget_both_ways,
        a_focused_control_is_never_hidden_behind_bars,
        a_press_at_the_edge_of_the_window_counts,
    ]
}

/// Room above and below the widget, so that the page can scroll.
const TALL: &str = "<main><h1>The clinic</h1><p><a id=\"before\" href=\"#x\">Before</a></p>
    <div class=\"tall\"></div>";

/// A page with a sticky header and a cookie bar.
pub const BARS: &str = ".tall { block-size: 700px }
    .bar { position: fixed; inset-inline: 0; background: #ddd; z-index: 9 }
    header.bar { inset-block-start: 0; block-size: 72px }
    footer.bar { inset-block-end: 0; block-size: 140px }";

fn tall_page() -> HostPage {
    HostPage::with_body(&format!(
        "{TALL}{}<div class=\"tall\"></div><p><a id=\"after\" href=\"#y\">After</a></p></main>",
        HostPage::element("")
    ))
    .style(".tall { block-size: 500px }")
}

fn the_first_load_moves_neither_focus_nor_scroll(browser: &Browser) {
    let visit = tall_page()
        .script(
            "addEventListener('scroll', () => { window.scrolled = true });
             document.addEventListener('focusin', () => { window.focused = true });",
        )
        .open(browser);
    visit.widget();
    // Whatever the widget does after it is drawn, it does within a few frames.
    browser.run_async(
        "for (let i = 0; i < 20; i++) await new Promise((next) => setTimeout(next, 20))",
        vec![],
    );
    let state = browser.run(
        "return [!!window.scrolled, !!window.focused, scrollY, document.activeElement.localName]",
        vec![],
    );
    assert_eq!(state, json!([false, false, 0, "body"]));
}

fn a_step_moves_the_focus_to_its_heading(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.start();
    widget.until_focus_is_on("h2");
    for (question, options) in &routine().answers {
        let asked = widget.heading();
        widget.answer(question, options);
        widget.until_focus_is_on("h2");
        assert_ne!(
            widget.heading(),
            asked,
            "each step has a heading of its own"
        );
    }
    assert_eq!(widget.screen().kind, "advice");
    widget.back();
    widget.until_focus_is_on("h2");
}

fn the_heading_is_in_sight_below_a_sticky_header(browser: &Browser) {
    let visit = HostPage::with_body(&format!(
        "<header class=\"bar\">The clinic</header>{TALL}{}<div class=\"tall\"></div></main>",
        HostPage::element("")
    ))
    .style(
        ".tall { block-size: 700px }
         .bar { position: sticky; inset-block-start: 0; block-size: 72px; background: #ddd;
                z-index: 9 }",
    )
    .open(browser);
    scroll_near(browser);
    let widget = visit.widget();
    widget.start();
    for (question, options) in routine().answers.iter().take(4) {
        widget.answer(question, options);
        widget.until_focus_is_on("h2");
        // It may come a frame later, and must then stay.
        sleep(Duration::from_millis(100));
        widget.until(
            "the heading is below the page's header and in the upper half of the window",
            "const { top } = one('h2').getBoundingClientRect();
             return top >= 72 && top < innerHeight / 2",
            &[],
        );
    }
}

fn tab_enters_and_leaves_the_widget_both_ways(browser: &Browser) {
    let visit = tall_page().open(browser);
    let widget = visit.widget();
    widget.start();
    browser.run("document.querySelector('#before').focus()", vec![]);
    for (key, end) in [(&[][..], "after"), (&[Key::Shift][..], "before")] {
        let mut inside = Vec::new();
        loop {
            browser.press(Key::Tab, key);
            let id = browser.run("return document.activeElement.id", vec![]);
            if id == json!(end) {
                break;
            }
            inside.push(widget.focus());
            assert!(inside.len() < 60, "Tab never leaves: {}", inside.join(", "));
        }
        assert!(
            inside.iter().any(|stop| stop.starts_with("input"))
                && inside.iter().any(|stop| stop.contains("wts-continue")),
            "Tab passes through the widget: {}",
            inside.join(", ")
        );
    }
}

fn a_focused_control_is_never_hidden_behind_bars(browser: &Browser) {
    let visit = HostPage::with_body(&format!(
        "<header class=\"bar\">The clinic</header>{TALL}{}<div class=\"tall\"></div>\
         <p><a id=\"after\" href=\"#y\">After</a></p></main><footer class=\"bar\">Cookies</footer>",
        HostPage::element("")
    ))
    .style(BARS)
    .open(browser);
    browser.resize(600, 700);
    scroll_near(browser);
    let widget = visit.widget();
    widget.start_by_keyboard();
    for _ in 0..20 {
        widget.press(Key::Tab);
        let hidden = behind_a_bar(widget).flatten();
        assert_eq!(hidden, None, "is behind a bar");
    }
}

/// What of the widget has the focus and is behind a bar: `None` where the focus is elsewhere,
/// `Some(None)` where it can be seen.
pub fn behind_a_bar(widget: Widget<'_>) -> Option<Option<String>> {
    let found = widget.ask(
        "const element = focused();
         if (!inside.contains(element)) return null;
         const box = element.getBoundingClientRect();
         const seen = Math.min(box.bottom, innerHeight - 140) - Math.max(box.top, 72);
         return [seen > 0 ? null : `${element.localName} ${element.className} ${element.value || ''}`]",
        &[],
    );
    let hidden = found.get(0)?;
    Some(hidden.as_str().map(str::to_owned))
}

/// Scrolls as a visitor does, who leaves room for the bars of the page.
fn scroll_near(browser: &Browser) {
    browser.run(
        "const { top } = document.querySelector('who-to-see').getBoundingClientRect();
         window.scrollTo(0, scrollY + top - 150)",
        vec![],
    );
}

fn a_press_at_the_edge_of_the_window_counts(browser: &Browser) {
    let visit = HostPage::plain()
        .style("main { padding-block: 600px 1200px }")
        .open(browser);
    let widget = visit.widget();
    visit.until_words_came();
    // Whoever presses a button has it in sight: the page must not move under the mouse.
    let to_the_edge = "const box = one(arguments[1]).getBoundingClientRect();
        scrollBy({ top: box.bottom - innerHeight + 4, behavior: 'instant' });
        return scrollY";
    for selector in [".wts-start", ".wts-continue"] {
        let before = widget.ask(to_the_edge, &[json!(selector)]);
        widget.changing(|| widget.click_on(selector));
        assert!(before.as_f64() > Some(0.0), "there is something to scroll");
    }
    assert!(widget.screen().error, "Continue without an answer explains");
}
