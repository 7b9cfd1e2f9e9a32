//! The advice: whom to see, how soon, why, and what comes after. A calm document.
//!
//! It never shows a condition, a probability or a score, and never alters the advice.

use yew::prelude::*;

use super::{Frame, Told};
use crate::components::back::back;
use crate::components::clinic::clinic;
use crate::components::heading::{screen_heading, sub_heading};
use crate::components::list::{body, folded, list};
use crate::components::path::path;
use crate::components::reasons::reasons;
use crate::components::small_print::small_print;
use crate::components::text::{bullets, line, paragraphs};
use crate::components::urgency::{tone_class, urgency};
use crate::markup::html;
use crate::state::Action;
use crate::view::{AdviceView, ChangeView};

/// The advice that is not an emergency.
#[inline(never)]
pub fn advice(view: AdviceView, frame: &Frame<'_>) -> Html {
    let level = frame.level;
    html! {
        <section
            key="advice"
            onclick={frame.fresh_presses()}
            class={[frame.class(), tone_class(view.tone)]}
            data-screen="advice"
            data-outcome={view.outcome}
            data-urgency={view.urgency}
            data-days={view.days.map(|days| days.to_string())}
        >
            <div class="wts-top">{ back(&view.back, frame) }</div>
            <div class="wts-verdict">
                { urgency(view.tone, &view.label) }
                { screen_heading(level, &frame.nodes.title, &view.title) }
                <p class="wts-lead">{ line(&view.lead) }</p>
                if !view.action.is_empty() {
                    <div class="wts-action">{ paragraphs(&view.action) }</div>
                }
            </div>
            if let Some(view) = &view.clinic {
                { clinic(view, frame) }
            }
            <div class="wts-reasoned">
                <div class="wts-part">
                    { sub_heading(level, &view.why_title) }
                    { reasons(&view.reasons, &view.told) }
                    if !view.notes.is_empty() {
                        <div class="wts-notes">{ bullets(&view.notes) }</div>
                    }
                    if let Some(change) = &view.change {
                        { folded(level, &change.title, false, changes(change)) }
                    }
                </div>
                <div class="wts-part wts-sooner">{ list(level, &view.sooner) }</div>
            </div>
            if !view.cards.is_empty() {
                <div class="wts-cards">
                    for card in &view.cards {
                        <div class="wts-card">{ list(level, card) }</div>
                    }
                </div>
            }
            if !view.path.is_empty() {
                <div class="wts-part">
                    { sub_heading(level, &view.path_title) }
                    { path(&view.path, &view.here) }
                </div>
            }
            <div class="wts-lists">
                for (place, view) in view.lists.iter().enumerate() {
                    { folded(level, &view.title, place == 0, body(view)) }
                }
                if !view.answers.is_empty() {
                    { folded(level, &view.answers_title, false, answers(&view.answers)) }
                }
            </div>
            <div class="wts-tools">
                <button
                    type="button"
                    class="wts-quiet wts-restart"
                    onclick={frame.press(Told::Did(Action::Restart))}
                >
                    { view.restart }
                </button>
            </div>
            { small_print(&view.small_print, &view.about, frame) }
        </section>
    }
}

/// What would change the advice: other advice, each with the answer that leads to it.
fn changes(view: &ChangeView) -> Html {
    html! {
        <>
            { paragraphs(&view.lead) }
            if !view.ways.is_empty() {
                { reasons(&view.ways, &view.if_true) }
            }
        </>
    }
}

/// Question and answers, in the order asked.
fn answers(given: &[(AttrValue, Vec<AttrValue>)]) -> Html {
    html! {
        <dl class="wts-answers">
            for (question, answers) in given {
                <div>
                    <dt>{ question.clone() }</dt>
                    for answer in answers {
                        <dd>{ answer.clone() }</dd>
                    }
                </div>
            }
        </dl>
    }
}
