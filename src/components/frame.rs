//! What every screen and every piece of one is given besides its view.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use crate::msg::Msg;

/// A second tap comes within so many milliseconds of the first.
const SOON: f64 = 400.0;
/// And within so many CSS pixels of it, to every side.
const NEAR: i32 = 40;

/// A press, on the clock of the page's events and in the window.
#[derive(Clone, Copy, Debug)]
struct Press {
    at: f64,
    x: i32,
    y: i32,
}

/// Presses that count. The second half of a double click or of a double tap belongs to the screen
/// that the first half left, and would answer or leave a question that nobody has read.
///
/// A mouse counts its presses: `detail` is 0 for a keyboard and for assistive technology. A finger
/// does not everywhere, so the first press on a screen, soon after the one that led here and at the
/// same place, is taken for its second half.
#[derive(Clone, Debug, Default)]
struct Presses {
    /// Whether a press began on the screen that stands.
    began_here: Rc<Cell<bool>>,
    /// The last press that counted, on this screen or on the one before.
    last: Rc<Cell<Option<Press>>>,
}

impl Press {
    fn of(event: &MouseEvent) -> Self {
        Press {
            at: event.time_stamp(),
            x: event.client_x(),
            y: event.client_y(),
        }
    }
}

impl Presses {
    fn count(&self, event: &MouseEvent) -> bool {
        let press = Press::of(event);
        let counts = event.detail() == 0
            || self.began_here.get()
            || event.detail() == 1 && !self.last.get().is_some_and(|last| echoes(last, press));
        if counts && event.detail() > 0 {
            self.began_here.set(true);
            self.last.set(Some(press));
        }
        counts
    }
}

fn echoes(first: Press, second: Press) -> bool {
    second.at - first.at < SOON
        && (second.x - first.x).abs() < NEAR
        && (second.y - first.y).abs() < NEAR
}

/// The parts of the screen that stands which can take the focus. Another screen has others.
#[derive(Clone, Debug, Default)]
pub struct Nodes {
    /// Its heading.
    pub title: NodeRef,
    /// Its first answer.
    pub first: NodeRef,
    /// Its error box.
    pub summary: NodeRef,
    presses: Presses,
}

impl Nodes {
    /// Remembers a press that counted elsewhere: its second half is none on the next screen.
    pub fn remember(&self, event: &MouseEvent) {
        self.presses.last.set(Some(Press::of(event)));
    }

    /// Those of the screen after this one.
    pub fn next(&self) -> Self {
        let last = self.presses.last.clone();
        Nodes {
            presses: Presses {
                last,
                ..Presses::default()
            },
            ..Nodes::default()
        }
    }
}

/// What every screen is given.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The instance's prefix for ids.
    pub uid: &'a AttrValue,
    /// The level of the screen's heading; headings inside are one below.
    pub level: u8,
    /// Whether a step led here. False on first load: focus and scroll are then the page's own.
    pub arrived: bool,
    /// What can take the focus.
    pub nodes: &'a Nodes,
    /// Hears what the person does.
    pub on_msg: &'a Callback<Msg>,
}

impl Frame<'_> {
    /// The class of the screen: one that a step led to comes in gently.
    pub fn class(&self) -> &'static str {
        if self.arrived {
            "wts-screen wts-arrived"
        } else {
            "wts-screen"
        }
    }

    /// What a button hears: a press that counts, and not the second half of a double one.
    pub fn press(&self, msg: Msg) -> Callback<MouseEvent> {
        let on_msg = self.on_msg.clone();
        let presses = self.nodes.presses.clone();
        Callback::from(move |event: MouseEvent| {
            if event.detail() < 2 && presses.count(&event) {
                on_msg.emit(msg.clone());
            }
        })
    }

    /// What the button hears that ends a form: a press, or Enter in one of the form's fields, which
    /// presses it. The form itself is never submitted: a sandbox may forbid that, and then tells
    /// nobody.
    pub fn submit(&self, msg: Msg) -> Callback<MouseEvent> {
        let on_msg = self.on_msg.clone();
        let presses = self.nodes.presses.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            if presses.count(&event) {
                on_msg.emit(msg.clone());
            }
        })
    }

    /// What the whole screen hears: stops what a press that does not count would do here.
    pub fn fresh_presses(&self) -> Callback<MouseEvent> {
        let presses = self.nodes.presses.clone();
        Callback::from(move |event: MouseEvent| {
            if !presses.count(&event) {
                event.prevent_default();
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(at: f64, x: i32, y: i32) -> Press {
        Press { at, x, y }
    }

    #[test]
    fn a_second_tap_at_the_same_place_is_an_echo() {
        let first = at(1000.0, 200, 600);
        assert!(echoes(first, at(1180.0, 205, 590)));
        assert!(echoes(first, at(1399.0, 200, 639)));
    }

    #[test]
    fn a_later_press_and_one_elsewhere_count() {
        let first = at(1000.0, 200, 600);
        assert!(!echoes(first, at(1400.0, 200, 600)));
        assert!(!echoes(first, at(1100.0, 200, 500)));
        assert!(!echoes(first, at(1100.0, 250, 600)));
    }
}
