//! The Back control. Never a browser feature: the screen's owner decides what Back means.

use yew::prelude::*;

use super::icon::{Icon, icon};

/// A button that looks like a link, with a chevron that points to the line's start.
pub fn back(words: &AttrValue, on_back: &Callback<()>) -> Html {
    let onclick = on_back.reform(|_| ());
    html! {
        <button type="button" class="wts-back" {onclick}>
            { icon(Icon::Back) }
            { words.clone() }
        </button>
    }
}
