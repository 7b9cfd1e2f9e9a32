//! One question. Choosing changes nothing but the choice: only Continue moves on.

use yew::prelude::*;

use super::{Frame, Msg};
use crate::components::back::back;
use crate::components::choice::choice;
use crate::components::error_summary::{error_message, error_summary};
use crate::components::figure::figure;
use crate::components::heading::screen_heading;
use crate::components::help::help;
use crate::components::icon::{Icon, icon};
use crate::components::id;
use crate::state::Action;
use crate::view::QuestionView;

/// One question.
pub fn question(view: QuestionView, frame: &Frame<'_>) -> Html {
    let Frame {
        uid, level, nodes, ..
    } = *frame;
    let hint = view.hint.as_ref().map(|words| (id(uid, "hint"), words));
    let how = view.how.as_ref().map(|words| (id(uid, "how"), words));
    let mut described = Vec::new();
    described.extend(hint.iter().map(|(id, _)| id.as_str()));
    described.extend(how.iter().map(|(id, _)| id.as_str()));
    let error = id(uid, "error");
    if view.error.is_some() {
        described.push(&error);
    }
    let described = (!described.is_empty()).then(|| described.join(" "));

    // The drawing is high, and what was tapped is far above the end of the list.
    let go_on = if view.figure.is_some() && view.choices.iter().any(|choice| choice.chosen) {
        "wts-button wts-continue wts-sticky"
    } else {
        "wts-button wts-continue"
    };
    let parted = view.choices.iter().position(|choice| choice.separate);
    html! {
        <section
            key={view.id.as_str()}
            onclick={frame.fresh_presses()}
            class={frame.class()}
            data-screen="question"
            data-question={view.id.clone()}
        >
            <div class="wts-top">
                { back(&view.back, frame) }
                <p class="wts-progress">{ view.progress.clone() }</p>
            </div>
            if let Some(error) = &view.error {
                { error_summary(error, frame) }
            }
            // `dialog`: should this module stop, a browser's own submit must not put the answers
            // in the address.
            <form method="dialog" autocomplete="off" novalidate=true>
                <fieldset aria-describedby={described}>
                    <legend>{ screen_heading(level, &nodes.title, &view.title) }</legend>
                    if let Some((id, words)) = hint {
                        <p {id} class="wts-hint">{ words.clone() }</p>
                    }
                    <details class="wts-why">
                        <summary>{ icon(Icon::Why) }{ view.why_label.clone() }</summary>
                        <p>{ view.why.clone() }</p>
                    </details>
                    if let Some(drawn) = &view.figure {
                        { figure(drawn, &view.choices, frame) }
                    }
                    if let Some((id, words)) = how {
                        <p {id} class="wts-how">{ words.clone() }</p>
                    }
                    if let Some(error) = &view.error {
                        { error_message(uid, error) }
                    }
                    <div class="wts-choices">
                        for (place, answer) in view.choices.iter().enumerate() {
                            if place > 0 && Some(place) == parted {
                                <p key="or" class="wts-or">{ view.or.clone() }</p>
                            }
                            {
                                choice(&view, place, answer, frame)
                            }
                        }
                    </div>
                </fieldset>
                <button
                    type="submit"
                    class={go_on}
                    part="button"
                    onclick={frame.submit(Msg::Act(Action::Continue))}
                >
                    { view.carry_on.clone() }
                </button>
            </form>
            { help(&view.emergency) }
        </section>
    }
}
