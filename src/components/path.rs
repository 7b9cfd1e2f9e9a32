//! The care path, drawn as a path. It shows where the advice stands in it and promises no dates.

use yew::prelude::*;

use super::text::line;
use crate::view::StepView;

/// The steps in order; `here` are the words at the step that the advice is.
pub fn path(steps: &[StepView], here: &AttrValue) -> Html {
    let current = steps.iter().position(|step| step.here).unwrap_or(0);
    html! {
        <ol class="wts-path" role="list">
            for (place, step) in steps.iter().enumerate() {
                <li class={if place < current { "wts-way wts-behind" } else { "wts-way" }} aria-current={step.here.then_some("step")}>
                    <p class="wts-step">
                        <strong>{ step.title.clone() }</strong>
                        if step.here {
                            { " " }
                            <span class="wts-here">{ here.clone() }</span>
                        }
                    </p>
                    <p>{ line(&step.text) }</p>
                </li>
            }
        </ol>
    }
}
