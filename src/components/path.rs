//! The care path, drawn as a path. It shows where the advice stands in it. It promises no dates,
//! and says of no step that it is done: nobody told us.

use yew::prelude::*;

use super::text::line;
use crate::view::StepView;

/// The steps in order; `here` are the words at the step that the advice is.
pub fn path(steps: &[StepView], here: &AttrValue) -> Html {
    html! {
        <ol class="wts-path" role="list">
            for step in steps {
                <li class="wts-way" aria-current={step.here.then_some("step")}>
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
