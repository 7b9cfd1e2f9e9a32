//! The advice: whom to see, how soon, why, and what comes after. A calm document.
//!
//! It never shows a condition, a probability or a score, and never alters the advice.

use yew::prelude::*;

use super::take::take;
use super::{Frame, Told};
use crate::components::back::back;
use crate::components::buttons::buttons;
use crate::components::clinic::clinic;
use crate::components::heading::{screen_heading, sub_heading};
use crate::components::list::{body, folded, list};
use crate::components::path::path;
use crate::components::reasons::{quoted, reasons};
use crate::components::small_print::small_print;
use crate::components::text::{bullets, line, paragraphs};
use crate::components::urgency::{tone_class, urgency};
use crate::state::Action;
use crate::take::Abilities;
use crate::view::{AdviceView, AnsweredView, ChangeView};

/// The advice that is not an emergency, and the ways to take it away that this browser has.
pub fn advice(view: AdviceView, can: Abilities, frame: &Frame<'_>) -> Html {
    let level = frame.level;
    html! {
        <section
            key="advice"
            onclick={frame.fresh_presses()}
            class={classes!(frame.class(), tone_class(view.tone))}
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
                if !view.led_by.is_empty() {
                    { quoted(&view.told, &view.led_by) }
                }
                if !view.action.is_empty() {
                    <div class="wts-action">{ paragraphs(&view.action) }</div>
                }
                if !view.buttons.is_empty() {
                    { buttons(&view.buttons) }
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
                        { folded(level, &change.title, false, false, changes(change)) }
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
                <div class="wts-part wts-screen-only">
                    { sub_heading(level, &view.path_title) }
                    { path(&view.path, &view.here) }
                </div>
            }
            <div class="wts-lists">
                for (place, view) in view.lists.iter().enumerate() {
                    { folded(level, &view.title, place == 0, view.on_paper, body(view)) }
                }
                if !view.answers.is_empty() {
                    {
                        folded(
                            level,
                            &view.answers_title,
                            false,
                            false,
                            answers(&view.answers, &view.change_answer, frame),
                        )
                    }
                }
            </div>
            { take(&view.take, can, frame) }
            <p class="wts-rest">{ view.take.rest }</p>
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

/// Questions and answers, in the order asked, each with the way to change it.
fn answers(given: &[AnsweredView], change: &AttrValue, frame: &Frame<'_>) -> Html {
    html! {
        <dl class="wts-answers">
            for (place, given) in given.iter().enumerate() {
                <div>
                    <dt>{ given.question.clone() }</dt>
                    for answer in &given.answers {
                        <dd>{ answer.clone() }</dd>
                    }
                    <dd>
                        <button
                            type="button"
                            class="wts-word wts-change"
                            onclick={frame.press(Told::Did(Action::Change(place as u8)))}
                        >
                            { change.clone() }
                            <span class="wts-hidden">{ ": " }{ given.question.clone() }</span>
                        </button>
                    </dd>
                </div>
            }
        </dl>
    }
}
