//! The colour that was wished beside the one that is shown.

use yew::prelude::*;

use crate::colours::{Repaired, hex};

/// What becomes of one wish.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// On each look.
    pub repaired: Vec<Repaired>,
}

/// The two colours and their contrast, a line for each look.
#[component]
pub fn Swatches(props: &Props) -> Html {
    html! {
        if !props.repaired.is_empty() {
            <ul class="swatches">
                for one in &props.repaired {
                    <li>{ line(one) }</li>
                }
            </ul>
        }
    }
}

fn line(one: &Repaired) -> Html {
    let page = if one.dark { "Dark" } else { "Light" };
    let (wished, before) = one.wished;
    let (shown, after) = one.shown;
    let swatch = |colour| {
        let style = format!("background:{}", hex(colour));
        html! { <span class="swatch" {style} aria-hidden="true"></span> }
    };
    if wished == shown {
        return html! {
            <>
                { swatch(shown) }
                <span>{ format!("{page}: shown as it is, contrast {after:.1} to 1.") }</span>
            </>
        };
    }
    let words = format!(
        "{page}: {} has a contrast of {before:.1} to 1. It is shown as {}, {after:.1} to 1.",
        hex(wished),
        hex(shown)
    );
    html! {
        <>
            { swatch(wished) }
            { swatch(shown) }
            <span>{ words }</span>
        </>
    }
}
