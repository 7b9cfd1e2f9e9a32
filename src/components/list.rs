//! A titled list of the advice, open or folded. Knows nothing of what is in it.

use yew::prelude::*;

use super::heading::sub_heading;
use super::icon::{Icon, icon};
use super::text::{bullets, line};
use crate::view::ListView;

/// A heading one below `level`, a sentence if there is one, and the items.
pub fn list(level: u8, view: &ListView) -> Html {
    html! { <>{ sub_heading(level, &view.title) }{ body(view) }</> }
}

/// The same, folded under its heading: what can wait until it is asked for. Paper unfolds it, or
/// leaves it out.
pub fn folded(level: u8, title: &AttrValue, on_paper: bool, body: Html) -> Html {
    html! {
        <details class={classes!("wts-fold", (!on_paper).then_some("wts-screen-only"))}>
            <summary>{ sub_heading(level, title) }{ icon(Icon::Unfold) }</summary>
            { body }
        </details>
    }
}

/// The sentence and the items.
pub fn body(view: &ListView) -> Html {
    html! {
        <>
            if let Some(lead) = &view.lead {
                <p>{ line(lead) }</p>
            }
            if !view.items.is_empty() {
                { bullets(&view.items) }
            }
        </>
    }
}
