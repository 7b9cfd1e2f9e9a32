//! The label of an urgency: a word and a shape. The colour only repeats them.

use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::view::Tone;

/// The label that stands above the heading of an advice.
pub fn urgency(tone: Tone, label: &AttrValue) -> Html {
    html! {
        <p class="wts-urgency">
            { icon(Icon::Shape(tone)) }
            { label.clone() }
        </p>
    }
}

/// The class that carries the colours of an urgency.
pub fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Emergency => "wts-tone-emergency",
        Tone::Today => "wts-tone-today",
        Tone::Soon => "wts-tone-soon",
        Tone::Routine => "wts-tone-routine",
        Tone::Ready => "wts-tone-ready",
    }
}
