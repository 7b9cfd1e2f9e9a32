//! Who signed it off, what it is not, which version. Always last, never hidden.

use yew::prelude::*;

use super::text::paragraphs;
use crate::markup::html;
use crate::view::Line;

/// The quiet lines at the end of a screen.
pub fn small_print(lines: &[Line]) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    html! { <footer class="wts-small">{ paragraphs(lines) }</footer> }
}
