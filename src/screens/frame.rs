//! What every screen is given besides its view, and what it can tell.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use crate::state::Action;

/// What a screen tells the widget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The person did something.
    Did(Action),
    /// The person ticked or cleared the option at this place of the question shown.
    Chose(u8, bool),
    /// The person follows the error box to the answers.
    Followed,
    /// The person turns to the clinic: books there or phones it.
    Turned,
    /// The words that were on their way have come.
    WordsCame,
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
    /// Whether a press began on it.
    began_here: Rc<Cell<bool>>,
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
    pub tell: &'a Callback<Told>,
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

    /// What a button hears: a press, and not the second half of a double click. That belongs to
    /// the screen that the first half left, and would answer or leave a question that nobody has
    /// read. `detail` counts the presses; it is 0 for a keyboard and for assistive technology.
    pub fn press(&self, told: Told) -> Callback<MouseEvent> {
        let tell = self.tell.clone();
        Callback::from(move |event: MouseEvent| {
            if event.detail() < 2 {
                tell.emit(told);
            }
        })
    }

    /// What the whole screen hears: stops what a double click that began on another screen would
    /// do here.
    pub fn fresh_presses(&self) -> Callback<MouseEvent> {
        let began_here = self.nodes.began_here.clone();
        Callback::from(move |event: MouseEvent| {
            if event.detail() == 1 {
                began_here.set(true);
            }
            if event.detail() > 1 && !began_here.get() {
                event.prevent_default();
            }
        })
    }
}
