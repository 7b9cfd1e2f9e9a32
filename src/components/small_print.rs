//! Who signed it off, what it is not, which version. Always last, never hidden.

use yew::prelude::*;

use super::frame::Frame;
use super::text::paragraphs;
use crate::msg::Msg;
use crate::state::Action;
use crate::view::Line;

/// The quiet lines at the end of a screen, and the way to more about this tool.
pub fn small_print(lines: &[Line], about: &AttrValue, frame: &Frame<'_>) -> Html {
    html! {
        <footer class="wts-small">
            { paragraphs(lines) }
            <button
                type="button"
                class="wts-about"
                onclick={frame.press(Msg::Act(Action::About))}
            >
                { about.clone() }
            </button>
        </footer>
    }
}
