//! Moving focus and scroll inside someone else's page.
//!
//! It knows elements and rectangles, and nothing of questions or advice. Every failure is quiet: a
//! step that could not move focus is still a step. So everything here is reached in a way that hears
//! what is thrown: a page may have put functions of its own in the place of the browser's.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, ShadowRoot};
use yew::NodeRef;

use super::untyped;

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
    let options = JsValue::from(js_sys::Object::new());
    untyped::set(&options, "preventScroll", &true.into());
    let _ = untyped::call(element, "focus", &[&options]);
}

/// Inside a shadow root the document only ever says that the host has focus.
fn has_focus(element: &Element) -> bool {
    let root = untyped::call(element, "getRootNode", &[]);
    root.is_ok_and(|root| {
        untyped::get(&root, "activeElement") == *AsRef::<JsValue>::as_ref(element)
    })
}

/// Where an element is in the window, in CSS pixels.
struct Place {
    top: f64,
    bottom: f64,
    middle: f64,
}

/// The place of an element; `None` where the page does not let it be known.
fn place(element: &JsValue) -> Option<Place> {
    let rect = untyped::call(element, "getBoundingClientRect", &[]).ok()?;
    let number = |name| untyped::get(&rect, name).as_f64();
    Some(Place {
        top: number("top")?,
        bottom: number("bottom")?,
        middle: number("left")? + number("width")? / 2.0,
    })
}

/// Scrolls so that the element's top is in view and under no sticky header, only when needed.
fn reveal(element: &Element) {
    let height = untyped::global("innerHeight").as_f64().unwrap_or_default();
    let near = |place: Place| place.top >= 0.0 && place.top <= height * IN_VIEW;
    if place(element).is_some_and(near) && cover(element).is_none() {
        return;
    }
    scroll(element);
    let Some(found) = place(element) else {
        return;
    };
    let mut margin = found.top.max(0.0);
    for _ in 0..TRIES {
        let Some(covered) = cover(element) else {
            return;
        };
        margin += covered;
        if margin > height * HEADER_AT_MOST {
            return;
        }
        // A scroll margin and not `scrollBy`: it holds in whatever box the host scrolls.
        let margin = [&*(margin.ceil() as i32).to_string(), "px"].concat();
        let style = untyped::get(element, "style");
        untyped::set(&style, "scrollMarginBlockStart", &margin.into());
        scroll(element);
    }
}

fn scroll(element: &Element) {
    let options = JsValue::from(js_sys::Object::new());
    untyped::set(&options, "block", &"start".into());
    // A host may ask for smooth scrolling: focus and scroll must not race.
    untyped::set(&options, "behavior", &"instant".into());
    let _ = untyped::call(element, "scrollIntoView", &[&options]);
}

/// How far the element must come down to clear what lies over its top, if anything does.
fn cover(element: &Element) -> Option<f64> {
    let own = place(element)?;
    let point = [own.middle.into(), (own.top + 4.0).into()];
    let document = untyped::global("document");
    let found = untyped::call(&document, "elementFromPoint", &[&point[0], &point[1]]).ok()?;
    let ours = outermost(element);
    let holds = |one: &JsValue, other: &JsValue| {
        untyped::call(one, "contains", &[other]).is_ok_and(|holds| holds.is_truthy())
    };
    if holds(&found, &ours) || holds(&ours, &found) {
        return None;
    }
    Some(place(&found)?.bottom + GAP - own.top).filter(|by| *by > 0.0)
}

/// The element as the document sees it: the host of the outermost shadow tree it is in.
fn outermost(element: &Element) -> Element {
    let mut seen = element.clone();
    while let Ok(root) = untyped::call(&seen, "getRootNode", &[])
        && let Ok(root) = root.dyn_into::<ShadowRoot>()
    {
        seen = root.host();
    }
    seen
}

fn after_layout(then: impl FnOnce() + 'static) {
    let then = Closure::once_into_js(then);
    let _ = untyped::call(&js_sys::global(), "requestAnimationFrame", &[&then]);
}
