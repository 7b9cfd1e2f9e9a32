//! The browser's Back and Forward: one entry of the tab's history for each screen.
//!
//! An entry says how deep the person was, and nothing else: no question, no answer, no address. What
//! the page keeps in `history.state` is in each of our entries too, so that its router finds its way
//! when the visitor comes back from another page.
//!
//! Between two of our entries on one page nothing happens that is the page's business. So they are
//! written by the browser's own functions, whatever the page has put in their place, and what the
//! browser tells of them goes no further than the loader, which asks here whose it is: no router takes
//! a screen for a page, and no analytics count one.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::*;
use yew::Callback;

use super::untyped;
use crate::settings::History as Mode;
use crate::state::Step;

/// The functions of the browser that are used, as they are called in `History.prototype`.
const METHODS: [&str; 3] = ["pushState", "replaceState", "go"];
const PUSH: usize = 0;
const REPLACE: usize = 1;
const GO: usize = 2;

thread_local! {
    /// The widgets of this page that have steps, as long as they live.
    static TRAILS: RefCell<Vec<Weak<Trail>>> = const { RefCell::new(Vec::new()) };
    /// The browser's own [`METHODS`], if they can be had.
    static NATIVE: OnceCell<Option<[Function; 3]>> = const { OnceCell::new() };
    /// An entry is being written.
    static WRITES: Cell<bool> = const { Cell::new(false) };
    /// The keys of our entries, where the browser has the Navigation API.
    static KEYS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The steps of one widget in the tab's history.
#[derive(Debug)]
pub struct Trail {
    key: JsValue,
    mode: Mode,
    /// Told of which step the entry is that the visitor has gone to; `None` where we have gone there.
    go: Callback<Option<Step>>,
    /// The step of the screen shown; `None` before the first.
    at: Cell<Option<Step>>,
    /// The address at which the history was seen last.
    page: RefCell<String>,
    /// The entry from which we have sent the browser back, until it arrives. It takes its own time, and
    /// a second way beside the first would lead off the page.
    left: RefCell<Option<Entry>>,
    /// The entry that the browser has arrived at, until the screen is drawn.
    arrived_at: RefCell<Option<Entry>>,
}

/// An entry: its step, and the depths of our entries that lie directly below it, the lowest first.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    step: Step,
    below: Vec<u32>,
}

impl Trail {
    /// The trail that is kept under this key. Tells `go` of which step the entry is that the visitor
    /// has gone to; nothing, where the browser has only followed us. Ends with its last owner.
    pub fn new(key: JsValue, mode: Mode, go: Callback<Option<Step>>) -> Rc<Self> {
        let trail = Rc::new(Trail {
            key,
            mode,
            go,
            at: Cell::new(None),
            page: RefCell::default(),
            left: RefCell::default(),
            arrived_at: RefCell::default(),
        });
        TRAILS.with_borrow_mut(|trails| {
            trails.retain(|trail| trail.strong_count() > 0);
            trails.push(Rc::downgrade(&trail));
        });
        trail
    }

    /// The widget shows the screen of this step: so does the history. Whether the person has taken
    /// the first step that is followed: here, and not before they left and came again.
    pub fn follow(&self, step: Step, taken: bool) {
        // A router may have written over an entry that it does not know.
        if let Some(entry) = self.arrived_at.take()
            && self.entry().is_none()
        {
            self.write(entry.step, &entry.below, REPLACE);
        }
        match self.at.replace(Some(step)) {
            Some(before) if before != step && !self.travels() => self.align(before, step),
            Some(_) => {}
            None => self.begin(step, taken),
        }
    }

    /// The first screen that is followed. The person may have come a few steps already.
    fn begin(&self, step: Step, taken: bool) {
        *self.page.borrow_mut() = address();
        let entry = self.entry();
        if let Some(entry) = &entry {
            remember(entry.below.len() as u32);
        }
        match entry {
            Some(entry) if entry.step == step => {}
            // The browser has come back to another screen of the visit that was kept.
            Some(entry) if !taken => {
                self.at.set(Some(entry.step));
                self.go.emit(Some(entry.step));
            }
            None if taken => self.climb(
                Step {
                    depth: 0,
                    about: false,
                },
                step,
            ),
            // A page that was left and opened anew. What lies below its entry is not ours, and no
            // entries are made up: browsers skip those on which nobody has done anything, and drop
            // them first when there are too many. Back would leave the page.
            _ => self.write(step, &[], REPLACE),
        }
    }

    /// The visitor has gone to another entry, or we have. Tells whether this was a step between two
    /// of our entries on one page, which is nobody else's.
    fn arrived(&self, state: &JsValue) -> bool {
        let Some(shown) = self.at.get() else {
            return false;
        };
        let address = address();
        let same_page = self.page.replace(address.clone()) == address;
        let travelled = self.left.take().is_some();
        let Some(entry) = self.entry_of(state) else {
            return false;
        };
        if travelled {
            // Other steps may have been taken meanwhile.
            if shown.depth > entry.step.depth {
                self.climb(entry.step, shown);
            } else {
                self.align(shown, shown);
            }
            // The browser has scrolled to where the person was when they left that entry. They may
            // have gone on meanwhile, to a screen that is yet to be followed: nobody leads them back.
            self.go.emit(None);
            return same_page;
        }
        // Who comes back from another page that has left the widget standing has not moved in it.
        if entry.step == shown {
            return false;
        }
        self.at.set(Some(entry.step));
        self.go.emit(Some(entry.step));
        self.arrived_at.replace(Some(entry));
        same_page
    }

    /// Whether the browser was sent back by us, and stands where it stood. If the page has led it
    /// elsewhere meanwhile, it does not arrive any more.
    fn travels(&self) -> bool {
        let left = self.left.borrow();
        left.is_some() && *left == self.entry()
    }

    /// Brings the history from one step up to another, with an entry for each between them.
    fn climb(&self, from: Step, to: Step) {
        let mut before = from;
        for depth in from.depth + 1..=to.depth {
            let about = to.about && depth == to.depth;
            let next = Step { depth, about };
            self.align(before, next);
            before = next;
        }
    }

    /// Sends the browser so many entries back, where one of ours lies. Tells whether it goes.
    fn send_back(&self, by: usize, from: Entry) -> bool {
        if !lies_ours(by) {
            return false;
        }
        self.left.replace(Some(from));
        let goes = self.call(GO, &[&(-(by as f64)).into()]);
        if !goes {
            self.left.take();
        }
        goes
    }

    /// Brings the history from the step before to the one shown.
    fn align(&self, before: Step, step: Step) {
        if !self.writes() {
            return;
        }
        let entry = self.entry().unwrap_or_else(|| {
            self.write(before, &[], REPLACE);
            Entry {
                step: before,
                below: Vec::new(),
            }
        });
        let mut below = entry.below.clone();
        if step.depth > entry.step.depth {
            below.push(entry.step.depth);
            return self.write(step, &below, PUSH);
        }
        if step == entry.step {
            return;
        }
        // Other widgets of the page would go back too, and below the first lies another page.
        if let Some(place) = below.iter().rposition(|depth| *depth == step.depth)
            && lives() == 1
            && self.send_back(below.len() - place, entry)
        {
            return;
        }
        self.write(step, &below, REPLACE);
    }

    /// The entry that the tab stands at, if it is one of ours.
    fn entry(&self) -> Option<Entry> {
        self.entry_of(&untyped::get(&untyped::global("history"), "state"))
    }

    /// Our entry in what an entry of the tab's history keeps.
    fn entry_of(&self, state: &JsValue) -> Option<Entry> {
        if !self.writes() {
            return None;
        }
        let entry: Array = Reflect::get(state, &self.key).ok()?.dyn_into().ok()?;
        let number = |place| entry.get(place).as_f64().map(|number| number as u32);
        Some(Entry {
            step: Step {
                depth: number(0)?,
                about: number(1)? > 0,
            },
            below: (2..entry.length()).filter_map(number).collect(),
        })
    }

    /// Writes an entry beside what the page keeps there, in a new place or over the one before.
    fn write(&self, step: Step, below: &[u32], method: usize) {
        if !self.writes() {
            return;
        }
        let Some(state) = merged(&untyped::get(&untyped::global("history"), "state")) else {
            return;
        };
        let own = Array::new();
        for number in [step.depth, step.about.into()].iter().chain(below) {
            own.push(&(*number).into());
        }
        let _ = Reflect::set(&state, &self.key, &own);
        WRITES.set(true);
        // A browser may refuse, after too many steps in too short a time: Back is then our button.
        self.call(method, &[&state, &"".into()]);
        WRITES.set(false);
        *self.page.borrow_mut() = address();
        remember(0);
    }

    /// Whether steps may be put into the tab's history.
    fn writes(&self) -> bool {
        match self.mode {
            Mode::Off => false,
            Mode::Auto => NATIVE.with(|native| native.get_or_init(native_methods).is_some()),
            _ => true,
        }
    }

    /// Calls the browser's own method, or the page's where that one cannot be had. Tells whether it
    /// went well.
    fn call(&self, method: usize, with: &[&JsValue]) -> bool {
        let history = untyped::global("history");
        let native = NATIVE.with(|native| native.get_or_init(native_methods).clone());
        match native {
            Some(methods) => untyped::apply(&methods[method], &history, with).is_ok(),
            None => untyped::call(&history, METHODS[method], with).is_ok(),
        }
    }
}

/// How many widgets of this page have steps.
fn lives() -> usize {
    TRAILS.with_borrow(|trails| trails.iter().filter(|one| one.strong_count() > 0).count())
}

/// Whether an event of the window or of the Navigation API tells of a step between two of our entries
/// on one page, which is nobody else's. `state` is what a `popstate` brings. The loader asks once for
/// each event, and a widget that must follow is told.
#[wasm_bindgen]
pub fn ours(event: &JsValue, state: &JsValue) -> bool {
    if untyped::get(event, "type").as_string().as_deref() != Some("popstate") {
        return WRITES.get() || (lives() > 0 && between_ours(event));
    }
    let trails: Vec<_> =
        TRAILS.with_borrow(|trails| trails.iter().filter_map(Weak::upgrade).collect());
    let mut ours = false;
    for trail in trails {
        ours |= trail.arrived(state);
    }
    ours
}

/// Whether the browser goes from one of our entries to another of the same page.
fn between_ours(event: &JsValue) -> bool {
    if untyped::get(event, "navigationType").as_string().as_deref() != Some("traverse") {
        return false;
    }
    let here = untyped::get(&untyped::global("navigation"), "currentEntry");
    // Where it goes to, before; where it came from, after.
    let there = untyped::get(event, "destination");
    let there = if there.is_object() {
        there
    } else {
        untyped::get(event, "from")
    };
    let known = |entry: &JsValue| {
        let key = untyped::get(entry, "key").as_string();
        KEYS.with_borrow(|keys| key.is_some_and(|key| keys.contains(&key)))
    };
    known(&here) && known(&there) && untyped::get(&here, "url") == untyped::get(&there, "url")
}

/// Whether so many entries back lies one of ours, as far as the browser tells. It drops entries when a
/// tab has many, those on which nobody has done anything before all others: then another page may lie
/// there.
fn lies_ours(back: usize) -> bool {
    let navigation = untyped::global("navigation");
    let here = untyped::get(&untyped::get(&navigation, "currentEntry"), "index").as_f64();
    let (Some(here), Ok(entries)) = (here, untyped::call(&navigation, "entries", &[])) else {
        return true;
    };
    let place = (here as usize).checked_sub(back);
    let key = place.and_then(|place| {
        let entry = Array::from(&entries).get(place as u32);
        untyped::get(&entry, "key").as_string()
    });
    key.is_some_and(|key| KEYS.with_borrow(|keys| keys.contains(&key)))
}

/// Remembers the entry that the tab stands at, and so many before it, as ours.
fn remember(before: u32) {
    let navigation = untyped::global("navigation");
    let last = untyped::get(&untyped::get(&navigation, "currentEntry"), "index").as_f64();
    let (Some(last), Ok(entries)) = (last, untyped::call(&navigation, "entries", &[])) else {
        return;
    };
    let entries = Array::from(&entries);
    let last = last as u32;
    for place in last.saturating_sub(before)..=last {
        if let Some(key) = untyped::get(&entries.get(place), "key").as_string() {
            KEYS.with_borrow_mut(|keys| {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            });
        }
    }
}

/// The browser's own methods: those of the prototype, unless the page has changed them there; then
/// those of an empty frame, which nobody has had a hand on.
fn native_methods() -> Option<[Function; 3]> {
    natives_of(&js_sys::global()).or_else(|| {
        let document = untyped::global("document");
        let frame = untyped::call(&document, "createElement", &[&"iframe".into()]).ok()?;
        let place = untyped::get(&document, "documentElement");
        untyped::call(&place, "appendChild", &[&frame]).ok()?;
        let methods = natives_of(&untyped::get(&frame, "contentWindow"));
        let _ = untyped::call(&frame, "remove", &[]);
        methods
    })
}

/// The methods of the prototype in this window, if they are the browser's own.
fn natives_of(window: &JsValue) -> Option<[Function; 3]> {
    let prototype = untyped::get(&untyped::get(window, "History"), "prototype");
    let methods = METHODS.map(|name| {
        let method = untyped::get(&prototype, name);
        is_native(&method, name).then(|| method.unchecked_into())
    });
    let [Some(push), Some(replace), Some(go)] = methods else {
        return None;
    };
    Some([push, replace, go])
}

/// Whether a function is the browser's own.
fn is_native(function: &JsValue, name: &str) -> bool {
    const NATIVE_CODE: &[u8] = b"[native code]";
    // Not by the function's own `toString`, which may say anything.
    let prototype = untyped::get(&untyped::global("Function"), "prototype");
    let told = untyped::get(&prototype, "toString");
    let text = untyped::apply(told.unchecked_ref(), function, &[]).ok();
    let text = text.and_then(|text| text.as_string()).unwrap_or_default();
    // A bound copy is native too, and has lost its name.
    text.starts_with(&["function ", name, "("].concat())
        && text
            .as_bytes()
            .windows(NATIVE_CODE.len())
            .any(|at| at == NATIVE_CODE)
}

/// A copy of what the page keeps; `None` when it keeps something that nothing can be added to.
fn merged(state: &JsValue) -> Option<JsValue> {
    let object = untyped::global("Object");
    let copy = JsValue::from(js_sys::Object::new());
    let prototype = |of: &JsValue| untyped::call(&object, "getPrototypeOf", &[of]).ok();
    (state.is_falsy() || state.is_object() && prototype(state) == prototype(&copy))
        .then(|| untyped::call(&object, "assign", &[&copy, state]).ok())
        .flatten()
}

/// The address of the page.
fn address() -> String {
    let address = untyped::get(&untyped::global("location"), "href").as_string();
    address.unwrap_or_default()
}
