//! The four screens. Each is a function of its view and of nothing else.
//!
//! A screen never reads the pathway, the page or a clock. It reports what the person did through
//! its callbacks, and asks the edge to move focus when a step led to it.

mod advice;
mod emergency;
mod question;
mod start;

pub use advice::{AdviceScreen, AdviceScreenProps};
pub use emergency::{EmergencyScreen, EmergencyScreenProps};
pub use question::{QuestionScreen, QuestionScreenProps};
pub use start::{StartScreen, StartScreenProps};

use yew::prelude::*;

use crate::edge::focus;

/// Moves focus to a screen's heading once it stands in the page, if a step led to it.
#[hook]
fn use_arrival(key: AttrValue, arrived: bool) -> NodeRef {
    let heading = use_node_ref();
    {
        let heading = heading.clone();
        use_effect_with(key, move |_| {
            if arrived {
                focus::arrive(&heading);
            }
        });
    }
    heading
}

/// The class of a screen: one that a step led to comes in gently.
fn screen_class(arrived: bool) -> &'static str {
    if arrived {
        "wts-screen wts-arrived"
    } else {
        "wts-screen"
    }
}
