//! A titled list of the advice. Knows nothing of what is in it.

use yew::prelude::*;

use super::heading::sub_heading;
use super::text::{bullets, line};
use crate::view::ListView;

/// A heading one below `level`, a sentence if there is one, and the items.
pub fn list(level: u8, view: &ListView) -> Html {
    html! {
        <>
            { sub_heading(level, &view.title) }
            if let Some(lead) = &view.lead {
                <p>{ line(lead) }</p>
            }
            if !view.items.is_empty() {
                { bullets(&view.items) }
            }
        </>
    }
}
