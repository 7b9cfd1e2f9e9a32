//! Headings, at the level that the host page's outline asks for. Never decides that level.

use yew::prelude::*;

/// The heading of a screen. It can take focus, so that a step is announced, but is no tab stop.
pub fn screen_heading(level: u8, node: &NodeRef, words: &AttrValue) -> Html {
    html! {
        <@{tag(level)} class="wts-title" tabindex="-1" ref={node.clone()}>{ words.clone() }</@>
    }
}

/// A heading inside a screen, one level below the screen's own.
pub fn sub_heading(level: u8, words: &AttrValue) -> Html {
    html! { <@{tag(level.saturating_add(1))} class="wts-sub">{ words.clone() }</@> }
}

/// The element's name. Levels that HTML does not have become the nearest that it has.
pub fn tag(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}
