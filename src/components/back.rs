//! The Back control. Never a browser feature: the screen's owner decides what Back means.

use yew::prelude::*;

use super::icon::{Icon, icon};
use super::press::press;

/// A button that looks like a link, with a chevron that points to the line's start.
pub fn back(words: &AttrValue, on_back: &Callback<()>) -> Html {
    html! {
        <button type="button" class="wts-back" onclick={press(on_back)}>
            { icon(Icon::Back) }
            { words.clone() }
        </button>
    }
}
