//! The line that says what to do in danger. The same words in the same place on every step.

use yew::prelude::*;

use super::icon::{Icon, icon};
use super::text::line;
use crate::view::Line;

/// The emergency line of a screen that is not an emergency.
pub fn help(words: &Line) -> Html {
    html! {
        <p class="wts-help">
            { icon(Icon::Phone) }
            <span>{ line(words) }</span>
        </p>
    }
}
