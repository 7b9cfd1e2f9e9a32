//! Prints the widget, and nothing else of the page. The page is as before when the printer is done.
//!
//! Everything beside the way from the page to the widget is marked, and so is the way itself. The
//! widget's own sheet, lent to the page meanwhile, says what that means on paper
//! (`styles/paper.css`): that needs no `style-src`. A page's own sheet for paper may say otherwise,
//! with any weight. So each property that matters stands in the element's own style, which outweighs
//! every sheet, as a variable that has a value on paper only; on the screen it falls back to what it
//! was. Where the browser constructs no sheets, the marked elements are hidden by their own style,
//! which no policy forbids.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::CssStyleDeclaration;

use super::{styles, untyped};

/// On everything that stays off the paper, and on what is around the widget.
const MARK: &str = "data-wts-paper";

/// What the variables of the sheet begin with. What follows is the property.
const VARIABLE: &str = "--wts-paper-";

// The elements around the widget are the page's, and it may have given them properties of other kinds
// by the same names: a form has those of its fields. So they are reached by name.

/// An element's whole style as text. A policy that forbids the attribute allows this.
const TEXT: &str = "cssText";

/// After so many milliseconds a browser that would print has said so.
const PATIENCE: u32 = 1000;

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
    /// An element's own style has more in it; its text was this.
    Styled(JsValue, JsValue),
}

/// Prints the widget that holds this element. Tells whoever asked if the browser does not seem to:
/// a page around this one can forbid it, and an app with a browser inside may have no printer.
pub fn print(inside: &JsValue, refused: impl Fn() + 'static) {
    // Some browsers never say that they are done.
    restore();
    let window = gloo_utils::window();
    EventListener::once(&window, "afterprint", |_| restore()).forget();
    let heard = Rc::new(Cell::new(false));
    let hears = Rc::clone(&heard);
    EventListener::once(&window, "beforeprint", move |_| hears.set(true)).forget();
    // Half of a page is no worse on paper than all of it.
    let _ = leave_the_widget(inside);
    if window.print().is_err() {
        return refused();
    }
    // Not every browser tells before it shows its dialog: only later is its silence an answer.
    Timeout::new(PATIENCE, move || {
        if !heard.get() {
            refused();
        }
    })
    .forget();
}

/// Leaves nothing but the widget on the paper.
fn leave_the_widget(inside: &JsValue) -> Result<(), JsValue> {
    let root = untyped::call(inside, "getRootNode", &[])?;
    // Not every browser lets a style open what is folded.
    let folded = untyped::call(&root, "querySelectorAll", &[&"details:not([open])".into()])?;
    each(&folded, |fold| mark(fold, "open", ""));
    // Every element around the widget, as it is drawn: through the slots of the trees between.
    let mut node = untyped::get(&root, "host");
    let mut tree = JsValue::UNDEFINED;
    let mut lent = None;
    while node.is_object() {
        let parent = untyped::get(&node, "parentNode");
        let root = untyped::call(&node, "getRootNode", &[])?;
        if root != tree {
            lent = styles::add_print_sheet(&root);
            if lent.is_some() {
                changed(Change::Lent(root.clone()));
            }
            tree = root;
        }
        aside(&node, &parent, lent.as_ref());
        mark(&node, MARK, "around");
        if let Some(variables) = &lent {
            let style = own_style(&node);
            for place in 0..variables.length() {
                vary(&style, &variables.item(place));
            }
        }
        let slot = untyped::get(&node, "assignedSlot");
        node = match () {
            () if slot.is_object() => slot,
            () if untyped::get(&parent, "localName").is_string() => parent,
            // Out of a shadow tree; of the document itself there is no host.
            () => untyped::get(&parent, "host"),
        };
    }
    Ok(())
}

/// Leaves out what is beside an element.
fn aside(node: &JsValue, parent: &JsValue, lent: Option<&CssStyleDeclaration>) {
    each(&untyped::get(parent, "children"), |beside| {
        // The head shows nothing.
        if beside == node || untyped::get(beside, "localName") == "head" {
            return;
        }
        mark(beside, MARK, "away");
        let style = own_style(beside);
        match lent {
            Some(_) => vary(&style, &[VARIABLE, "display"].concat()),
            None => set(&style, "display", "none"),
        }
    });
}

/// An element's own style, which is put back as it is now.
fn own_style(element: &JsValue) -> JsValue {
    let style = untyped::get(element, "style");
    changed(Change::Styled(element.clone(), untyped::get(&style, TEXT)));
    style
}

/// Lets a property follow a variable of the sheet on paper, and be on the screen what it was.
fn vary(style: &JsValue, variable: &str) {
    let Some(property) = variable.strip_prefix(VARIABLE) else {
        return;
    };
    let own = untyped::call(style, "getPropertyValue", &[&property.into()]);
    let own = own.ok().and_then(|own| own.as_string());
    let own = own.filter(|own| !own.is_empty());
    let on_screen = own.as_deref().unwrap_or("revert-layer");
    set(
        style,
        property,
        &["var(", variable, ",", on_screen, ")"].concat(),
    );
}

/// Sets a property of an element's own style above whatever the page's sheets say.
fn set(style: &JsValue, property: &str, value: &str) {
    let with = [&property.into(), &value.into(), &"important".into()];
    let _ = untyped::call(style, "setProperty", &with);
}

/// What is in a list of the page.
fn each(list: &JsValue, does: impl Fn(&JsValue)) {
    for item in Array::from(list).iter() {
        does(&item);
    }
}

fn mark(element: &JsValue, attribute: &'static str, value: &str) {
    let set = untyped::call(element, "setAttribute", &[&attribute.into(), &value.into()]);
    if set.is_ok() {
        changed(Change::Marked(element.clone(), attribute));
    }
}

fn changed(change: Change) {
    CHANGED.with_borrow_mut(|changes| changes.push(change));
}

/// The page as it was.
fn restore() {
    for change in CHANGED.take() {
        match change {
            Change::Lent(root) => {
                styles::remove_print_sheet(&root);
            }
            Change::Marked(element, attribute) => {
                let _ = untyped::call(&element, "removeAttribute", &[&attribute.into()]);
            }
            Change::Styled(element, text) => {
                untyped::set(&untyped::get(&element, "style"), TEXT, &text);
                if text == "" {
                    // Chromium removes only what has been read since it changed.
                    let _ = untyped::call(&element, "getAttribute", &[&"style".into()]);
                    let _ = untyped::call(&element, "removeAttribute", &[&"style".into()]);
                }
            }
        }
    }
}
