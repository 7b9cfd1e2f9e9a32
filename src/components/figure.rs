//! A person from the front and from the back, in one line: a shortcut over the list of answers.
//!
//! It is hidden from assistive technology and takes no focus, because the list is the control and
//! says the same. It shows what is chosen and tells the frame as the list would; it keeps nothing
//! itself. Never mirrored: a body has no reading direction.

use yew::prelude::*;

use super::frame::Frame;
use crate::msg::Msg;
use crate::view::{ChoiceView, FigureView};

/// The drawing.
pub fn figure(view: &FigureView, choices: &[ChoiceView], frame: &Frame<'_>) -> Html {
    let person = |front: bool, place: &'static str| {
        let shown = || {
            let spots = view.spots.iter();
            spots.filter(move |spot| if front { spot.front } else { spot.back })
        };
        let lit = |class| {
            html! {
                for spot in shown() {
                    if choices.get(spot.choice).is_some_and(|choice| choice.chosen) {
                        { both(class, spot.lit) }
                    }
                }
            }
        };
        html! {
            <g transform={place}>
                { both("wts-body", view.outline) }
                // Everything of one layer before the next: the halves overlap.
                { lit("wts-lit") }
                { lit("wts-brush") }
                { both("wts-line", view.outline) }
                { both("wts-fine", if front { view.front_lines } else { view.back_lines }) }
                for spot in shown() {
                    if !spot.tap.is_empty() {
                        <g
                            class="wts-zone"
                            data-zone={choices.get(spot.choice).map(|choice| choice.id.clone())}
                            onclick={frame.press(Msg::Tick(spot.choice as u8, true))}
                        >
                            { both("", spot.tap) }
                        </g>
                    }
                }
            </g>
        }
    };
    let named = choices.iter().find(|choice| choice.chosen);
    html! {
        <div class="wts-figure" aria-hidden="true">
            <p class="wts-hint wts-named">
                if let Some(choice) = named {
                    <span>{ choice.label.clone() }</span>
                } else {
                    { view.hint.clone() }
                }
            </p>
            <svg viewBox="0 -4 288 348" focusable="false">
                { person(true, "translate(72)") }
                { person(false, "translate(216)") }
            </svg>
            <p class="wts-sides">
                <span>{ view.front.clone() }</span>
                <span>{ view.back.clone() }</span>
            </p>
        </div>
    }
}

/// Half a person's line or shape, and its mirror image.
fn both(class: &'static str, path: &'static str) -> Html {
    html! {
        <>
            <path {class} d={path} />
            <path {class} d={path} transform="scale(-1 1)" />
        </>
    }
}
