//! Why the advice is what it is: each reason with the answers it rests on.

use yew::prelude::*;

use super::text::line;
use crate::view::ReasonView;

/// The reasons, each with the person's own answers as quotations.
pub fn reasons(views: &[ReasonView], told: &AttrValue) -> Html {
    html! {
        <ul class="wts-bullets" role="list">
            for view in views {
                <li>
                    <p>{ line(&view.text) }</p>
                    if !view.answers.is_empty() {
                        { quoted(told, &view.answers) }
                    }
                </li>
            }
        </ul>
    }
}

/// "You told us:" and the answers. The language's own quotation marks come from `q`.
pub fn quoted(told: &AttrValue, answers: &[AttrValue]) -> Html {
    html! {
        <p class="wts-told">
            { told.clone() }
            for answer in answers {
                { " " }
                <q>{ answer.clone() }</q>
            }
        </p>
    }
}
