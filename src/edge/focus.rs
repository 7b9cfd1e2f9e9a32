//! Moving focus and scroll inside someone else's page.
//!
//! It knows elements and rectangles, and nothing of questions or advice. Every failure is quiet:
//! a step that could not move focus is still a step.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Document, Element, FocusOptions, HtmlElement, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition, ShadowRoot, Window,
};
use yew::NodeRef;

/// How often a header that covers the target is measured before giving up.
const TRIES: u8 = 8;
/// Between a covering header and the target, in CSS pixels.
const GAP: f64 = 8.0;
/// A target whose top is in this upper part of the window needs no scrolling.
const IN_VIEW: f64 = 0.4;
/// What covers more of the window than this is no header: a dialog, a page overlay.
const HEADER_AT_MOST: f64 = 0.6;

/// After a step: focus on the new heading, with the whole screen in view from its top. After a step in
/// their history some browsers bring back a place of their own, so it is brought into view `again`.
pub fn arrive(heading: &NodeRef, again: bool) {
    let Some(heading) = heading.cast::<HtmlElement>() else {
        return;
    };
    bring(&heading);
    // Some browsers refuse focus until the element has been laid out once.
    if again || !has_focus(&heading) {
        after_layout(move || bring(&heading));
    }
}

/// Whether the focus is still on a heading: the person has not moved it on.
pub fn rests(heading: &NodeRef) -> bool {
    heading.cast().is_some_and(|heading| has_focus(&heading))
}

fn bring(heading: &HtmlElement) {
    let screen = heading.closest("section").ok().flatten();
    if !has_focus(heading) {
        focus(heading);
    }
    reveal(screen.as_ref().unwrap_or(heading));
}

/// Focus on a message that has just appeared, in view.
pub fn show(message: &NodeRef) {
    if let Some(message) = message.cast::<HtmlElement>() {
        focus(&message);
        reveal(&message);
    }
}

/// From a message to what it is about: the question in view, and focus on its first answer.
pub fn lead(question: &NodeRef, answer: &NodeRef) {
    if let Some(question) = question.cast::<Element>() {
        reveal(&question);
    }
    if let Some(answer) = answer.cast::<HtmlElement>() {
        focus(&answer);
    }
}

fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Inside a shadow root the document only ever says that the host has focus.
fn has_focus(element: &Element) -> bool {
    let active = match element.get_root_node().dyn_into::<ShadowRoot>() {
        Ok(root) => root.active_element(),
        Err(_) => document().and_then(|document| document.active_element()),
    };
    active.as_ref() == Some(element)
}

/// Scrolls so that the element's top is in view and under no sticky header, only when needed.
fn reveal(element: &Element) {
    let (Some(window), Some(document)) = (web_sys::window(), document()) else {
        return;
    };
    let height = window_height(&window);
    let top = element.get_bounding_client_rect().top();
    let near = top >= 0.0 && top <= height * IN_VIEW;
    if near && cover(&document, element).is_none() {
        return;
    }
    scroll(element);
    let Some(style) = element.dyn_ref::<HtmlElement>().map(HtmlElement::style) else {
        return;
    };
    let mut margin = element.get_bounding_client_rect().top().max(0.0);
    for _ in 0..TRIES {
        let Some(covered) = cover(&document, element) else {
            return;
        };
        margin += covered;
        if margin > height * HEADER_AT_MOST {
            return;
        }
        // A scroll margin and not `scrollBy`: it holds in whatever box the host scrolls.
        let _ = style.set_property(
            "scroll-margin-block-start",
            &[&(margin.ceil() as i32).to_string(), "px"].concat(),
        );
        scroll(element);
    }
}

fn scroll(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Start);
    // A host may ask for smooth scrolling: focus and scroll must not race.
    options.set_behavior(ScrollBehavior::Instant);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// How far the element must come down to clear what lies over its top, if anything does.
fn cover(document: &Document, element: &Element) -> Option<f64> {
    let rect = element.get_bounding_client_rect();
    let middle = rect.left() + rect.width() / 2.0;
    let found = document.element_from_point(middle as f32, (rect.top() + 4.0) as f32)?;
    let ours = outermost(element);
    if found.contains(Some(&ours)) || ours.contains(Some(&found)) {
        return None;
    }
    Some(found.get_bounding_client_rect().bottom() + GAP - rect.top()).filter(|by| *by > 0.0)
}

/// The element as the document sees it: the host of the outermost shadow tree it is in.
fn outermost(element: &Element) -> Element {
    let mut seen = element.clone();
    while let Ok(root) = seen.get_root_node().dyn_into::<ShadowRoot>() {
        seen = root.host();
    }
    seen
}

fn after_layout(then: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let then = Closure::once_into_js(then);
        let _ = window.request_animation_frame(then.unchecked_ref());
    }
}

fn window_height(window: &Window) -> f64 {
    window
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64())
        .unwrap_or(0.0)
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
