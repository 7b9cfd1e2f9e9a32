//! The widget's own drawings. All are decoration: hidden from assistive technology, in the colour
//! of the words beside them, and never the only carrier of a meaning.

use yew::prelude::*;

use crate::view::Tone;

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Towards the start of the line; mirrored where text runs from right to left.
    Back,
    /// Towards the end of the line; mirrored too.
    Onward,
    /// A handset.
    Phone,
    /// A question mark in a circle.
    Why,
    /// Downwards: there is more.
    Unfold,
    /// A page outside the widget.
    Outside,
    /// The shape of an urgency, so that it is told by more than colour.
    Shape(Tone),
}

/// Draws one, 24 units wide and high.
pub fn icon(which: Icon) -> Html {
    let (class, path) = match which {
        Icon::Back => ("wts-icon wts-turn", "M15 5l-7 7 7 7"),
        Icon::Onward => ("wts-icon wts-turn", "M4 12h15M13 6l6 6-6 6"),
        Icon::Phone => (
            "wts-icon",
            "M7 3.5l2.5 5L7.5 10.5a13 13 0 0 0 6 6l2-2 5 2.5v2.5a2 2 0 0 1-2 2A16 16 0 0 1 2.5 5.5a2 2 0 0 1 2-2z",
        ),
        Icon::Why => (
            "wts-icon",
            "M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18M9.5 9.5a2.5 2.5 0 1 1 3.7 2.2c-.8.5-1.2 1-1.2 1.8M12 16.8v.2",
        ),
        Icon::Unfold => ("wts-icon", "M6 9l6 6 6-6"),
        Icon::Outside => ("wts-icon wts-turn", "M8 6h10v10M18 6L6 18"),
        Icon::Shape(tone) => ("wts-icon wts-shape", shape(tone)),
    };
    html! {
        <svg {class} viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={path} /></svg>
    }
}

/// The widget's own sign: you are here, and the way ahead with its way-marks. The care path at the
/// end is drawn with the same marks.
pub fn trail() -> Html {
    html! {
        <svg class="wts-trail wts-turn" viewBox="0 0 208 48" aria-hidden="true" focusable="false">
            <path d="M24 30c36 8 36-18 70-18s36 26 64 22 20-12 36-14" />
            <circle class="wts-halo" cx="14" cy="28" r="14" />
            <circle class="wts-you" cx="14" cy="28" r="7" />
            <circle cx="94" cy="12" r="5" />
            <circle cx="158" cy="34" r="5" />
            <circle cx="196" cy="19" r="7" />
        </svg>
    }
}

/// Octagon, triangle, diamond, circle, square: from the most urgent to the least.
fn shape(tone: Tone) -> &'static str {
    match tone {
        Tone::Emergency => "M8 2h8l6 6v8l-6 6H8l-6-6V8z",
        Tone::Today => "M12 3l10 18H2z",
        Tone::Soon => "M12 1.5L22.5 12 12 22.5 1.5 12z",
        Tone::Routine => "M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20",
        Tone::Ready => "M3 3h18v18H3z",
    }
}
