//! The browser's Back and Forward: one entry of the tab's history for each screen.
//!
//! An entry says how deep the person was, and nothing else: no question, no answer, no address. What
//! the page keeps in `history.state` stays there. Where a page has put a router in the way, there
//! are no entries, and Back works by the widget's own button only.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use yew::Callback;

use super::reach;
use crate::settings::History as Mode;
use crate::state::Step;

thread_local! {
    /// The widgets of this page that have steps.
    static TRAILS: Cell<u32> = const { Cell::new(0) };
}

/// The steps of one widget in the tab's history.
#[derive(Debug)]
pub struct Trail {
    key: JsValue,
    mode: Mode,
    /// The step of the screen shown; `None` before the first.
    at: Cell<Option<Step>>,
    /// The browser was sent back by us, and has not arrived yet.
    travelling: Cell<bool>,
}

/// An entry: its step, and the least depth that lies below it without a gap.
#[derive(Clone, Copy)]
struct Entry {
    step: Step,
    base: u32,
}

impl Trail {
    /// The trail that is kept under this key. Tells `go` of which step the entry is that the browser
    /// has gone to: for the visitor, or for us who are there already.
    pub fn new(key: JsValue, mode: Mode, go: Callback<Step>) -> Rc<Self> {
        TRAILS.set(TRAILS.get() + 1);
        let trail = Rc::new(Trail {
            key,
            mode,
            at: Cell::new(None),
            travelling: Cell::new(false),
        });
        // As long as the page stands, as the widget itself.
        let heard = trail.clone();
        let heard = Closure::<dyn FnMut()>::new(move || heard.arrived(&go)).into_js_value();
        let window = js_sys::global();
        let _ = reach::call(&window, "addEventListener", &[&"popstate".into(), &heard]);
        trail
    }

    /// The widget shows the screen of this step: so does the history. Whether the person has taken
    /// the first step that is followed: here, and not before they left and came again.
    pub fn follow(&self, step: Step, taken: bool) {
        match self.at.replace(Some(step)) {
            Some(before) if before != step && !self.travelling.get() => self.align(before, step),
            Some(_) => {}
            None => self.begin(step, taken),
        }
    }

    /// The first screen that is followed. The person may have come a few steps already.
    fn begin(&self, step: Step, taken: bool) {
        match self.entry() {
            Some(entry) if entry.step == step => {}
            None if taken => {
                let mut before = Step {
                    depth: 0,
                    about: false,
                };
                for depth in 1..=step.depth {
                    let about = step.about && depth == step.depth;
                    let next = Step { depth, about };
                    self.align(before, next);
                    before = next;
                }
            }
            // A page that was left and opened anew. What lies below its entry is not ours, and no
            // entries are made up: browsers skip those on which nobody has done anything, and drop
            // them first when there are too many. Back would leave the page.
            _ => self.write(step, step.depth, false),
        }
    }

    /// The visitor has gone to another entry, or we have. The browser calls it through a closure, which
    /// stays with the first part: behind a gate.
    #[inline(never)]
    fn arrived(&self, go: &Callback<Step>) {
        let Some(shown) = self.at.get() else {
            return;
        };
        if self.travelling.replace(false) {
            // Another step may have been taken meanwhile.
            self.align(shown, shown);
            // The browser has scrolled to where the person was when they left that entry.
            go.emit(shown);
        } else if let Some(entry) = self.entry()
            && entry.step != shown
        {
            self.at.set(Some(entry.step));
            go.emit(entry.step);
        }
    }

    /// Brings the history from the step before to the one shown.
    fn align(&self, before: Step, step: Step) {
        if self.history().is_none() {
            return;
        }
        let entry = self.entry().unwrap_or_else(|| {
            self.write(before, before.depth, false);
            Entry {
                step: before,
                base: before.depth,
            }
        });
        let from = entry.step.depth;
        if step.depth > from {
            return self.write(step, entry.base, true);
        }
        if step == entry.step {
            return;
        }
        // Other widgets of the page would go back too, and below the base lies another page.
        if (entry.base..from).contains(&step.depth) && TRAILS.get() == 1 {
            let back = f64::from(step.depth) - f64::from(from);
            self.travelling.set(true);
            let gone = self
                .history()
                .map(|history| reach::call(&history, "go", &[&back.into()]));
            if matches!(gone, Some(Ok(_))) {
                return;
            }
            self.travelling.set(false);
        }
        self.write(step, step.depth, false);
    }

    /// The entry that the tab stands at, if it is one of ours.
    fn entry(&self) -> Option<Entry> {
        let state = reach::get(&self.history()?, "state");
        let entry: Array = Reflect::get(&state, &self.key).ok()?.dyn_into().ok()?;
        let number = |place| entry.get(place).as_f64();
        Some(Entry {
            step: Step {
                depth: number(0)? as u32,
                about: number(2)? > 0.0,
            },
            base: number(1)? as u32,
        })
    }

    /// Writes an entry beside what the page keeps there, in a new place or over the one before.
    fn write(&self, step: Step, base: u32, push: bool) {
        let Some(history) = self.history() else {
            return;
        };
        let Some(state) = merged(&reach::get(&history, "state")) else {
            return;
        };
        let own = Array::new();
        for number in [step.depth, base, step.about.into()] {
            own.push(&number.into());
        }
        let _ = Reflect::set(&state, &self.key, &own);
        let method = if push { "pushState" } else { "replaceState" };
        // A browser may refuse, after too many steps in too short a time: Back is then our button.
        let _ = reach::call(&history, method, &[&state, &"".into()]);
    }

    /// The tab's history, where steps may be put.
    fn history(&self) -> Option<JsValue> {
        let history = reach::global("history");
        match self.mode {
            Mode::Off => None,
            Mode::Auto if !is_native(&history) => None,
            _ => Some(history),
        }
    }
}

/// A copy of what the page keeps; `None` when it keeps something that nothing can be added to.
fn merged(state: &JsValue) -> Option<JsValue> {
    let object = reach::global("Object");
    let copy = JsValue::from(js_sys::Object::new());
    let prototype = |of: &JsValue| reach::call(&object, "getPrototypeOf", &[of]).ok();
    (state.is_falsy() || state.is_object() && prototype(state) == prototype(&copy))
        .then(|| reach::call(&object, "assign", &[&copy, state]).ok())
        .flatten()
}

/// Whether `pushState` is the browser's own: a router that wraps it takes every step for a page.
fn is_native(history: &JsValue) -> bool {
    const NATIVE: &[u8] = b"[native code]";
    let push = reach::get(history, "pushState");
    let text = reach::call(&push, "toString", &[]).ok();
    let text = text.and_then(|text| text.as_string()).unwrap_or_default();
    // A bound copy is native too, and has lost its name.
    text.starts_with("function pushState(")
        && text.as_bytes().windows(NATIVE.len()).any(|at| at == NATIVE)
}
