//! The Back control. Never a browser feature: the screen's owner decides what Back means.

use yew::prelude::*;

use super::frame::Frame;
use super::icon::{Icon, icon};
use crate::msg::Msg;
use crate::state::Action;

/// A button that looks like a link, with a chevron that points to the line's start.
pub fn back(words: &AttrValue, frame: &Frame<'_>) -> Html {
    html! {
        <button
            type="button"
            class="wts-back"
            onclick={frame.press(Msg::Act(Action::Back))}
        >
            { icon(Icon::Back) }
            { words.clone() }
        </button>
    }
}
