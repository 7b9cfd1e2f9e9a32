//! Prints the widget, and nothing else of the page. The page is as before when the printer is done.
//!
//! Everything beside the way from the page to the widget is marked, and the widget's own sheet, lent
//! to the page meanwhile, leaves it out (`styles/paper.css`): that needs no `style-src`. Where the
//! browser constructs no sheets, the marked elements are hidden by their own style, which no policy
//! forbids.

use std::cell::RefCell;

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::edge::{reach, styles};

/// On everything that stays off the paper, and on what is around the widget.
const MARK: &str = "data-wts-paper";

thread_local! {
    /// What must be undone when the printer is done.
    static CHANGED: RefCell<Vec<Change>> = const { RefCell::new(Vec::new()) };
}

/// What was done to the page.
enum Change {
    /// A document or a shadow tree has the sheet.
    Lent(JsValue),
    /// An element has an attribute.
    Marked(JsValue, &'static str),
    /// An element is hidden by its own style; its own `display` was this.
    Hidden(JsValue, JsValue),
}

/// Prints the widget that holds this element.
pub fn print(inside: &JsValue) {
    // Some browsers never say that they are done.
    restore();
    let window = js_sys::global();
    #[allow(
        clippy::redundant_closure,
        reason = "`restore` can only move to the second part where it is called by name"
    )]
    let after = Closure::once_into_js(|| restore());
    let _ = reach::call(&window, "addEventListener", &[&"afterprint".into(), &after]);
    // Half of a page is no worse on paper than all of it.
    let _ = leave_the_widget(inside);
    let _ = reach::call(&window, "print", &[]);
}

/// Leaves nothing but the widget on the paper.
fn leave_the_widget(inside: &JsValue) -> Result<(), JsValue> {
    let mut root = reach::call(inside, "getRootNode", &[])?;
    // Not every browser lets a style open what is folded.
    let folded = reach::call(&root, "querySelectorAll", &[&"details:not([open])".into()])?;
    each(&folded, |fold| mark(fold, "open", ""));
    // Every tree around the widget's own, from the inside out.
    loop {
        let host = reach::get(&root, "host");
        if !host.is_object() {
            return Ok(());
        }
        root = reach::call(&host, "getRootNode", &[])?;
        let lent = styles::lend(&root, true);
        if lent {
            changed(Change::Lent(root.clone()));
        }
        around(host, !lent);
    }
}

/// Marks what is beside an element and what is around it, as far as the tree goes that it is in.
fn around(element: JsValue, hides: bool) {
    let mut node = element;
    loop {
        let parent = reach::get(&node, "parentNode");
        if !parent.is_object() {
            return;
        }
        each(&reach::get(&parent, "children"), |beside| {
            // The head shows nothing.
            let head = reach::get(beside, "localName") == "head";
            if *beside != node && !head {
                mark(beside, MARK, "away");
                if hides {
                    hide(beside);
                }
            }
        });
        if reach::get(&parent, "localName").is_string() {
            mark(&parent, MARK, "around");
        }
        node = parent;
    }
}

/// What is in a list of the page.
fn each(list: &JsValue, does: impl Fn(&JsValue)) {
    for item in Array::from(list).iter() {
        does(&item);
    }
}

fn mark(element: &JsValue, attribute: &'static str, value: &str) {
    let set = reach::call(element, "setAttribute", &[&attribute.into(), &value.into()]);
    if set.is_ok() {
        changed(Change::Marked(element.clone(), attribute));
    }
}

fn hide(element: &JsValue) {
    let style = reach::get(element, "style");
    let display = JsValue::from("display");
    if let Ok(before) = reach::call(&style, "getPropertyValue", &[&display]) {
        let _ = reach::call(
            &style,
            "setProperty",
            &[&display, &"none".into(), &"important".into()],
        );
        changed(Change::Hidden(style, before));
    }
}

fn changed(change: Change) {
    CHANGED.with_borrow_mut(|changes| changes.push(change));
}

/// The page as it was. The browser calls it through a closure: behind a gate.
#[inline(never)]
fn restore() {
    for change in CHANGED.take() {
        let _ = match change {
            Change::Lent(root) => {
                styles::lend(&root, false);
                continue;
            }
            Change::Marked(element, attribute) => {
                reach::call(&element, "removeAttribute", &[&attribute.into()])
            }
            // An empty value takes it away.
            Change::Hidden(style, before) => {
                reach::call(&style, "setProperty", &[&"display".into(), &before])
            }
        };
    }
}
