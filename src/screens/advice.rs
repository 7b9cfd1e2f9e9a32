//! The advice: whom to see, how soon, why, and what comes after. A calm document.
//!
//! It never shows a condition, a probability or a score, and never alters the advice.

use yew::prelude::*;

use super::export::export;
use super::{Frame, Msg};
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
use crate::export::Abilities;
use crate::state::Action;
use crate::view::{AdviceView, AnsweredView, ChangeView, FoldView, Line};

/// The advice that is not an emergency, and the ways to take it away that this browser has.
pub fn advice(view: AdviceView, can: Abilities, frame: &Frame<'_>) -> Html {
    let level = frame.level;
    let why = why(level, &view);
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
                if !view.led_by.is_empty() {
                    { quoted(&view.told, &view.led_by) }
                }
                <div class="wts-action">
                    { sub_heading(level, &view.do_title) }
                    { bullets(&view.action) }
                    if !view.buttons.is_empty() {
                        { buttons(&view.buttons) }
                    }
                </div>
                if !view.notes.is_empty() {
                    <div class="wts-notes">{ bullets(&view.notes) }</div>
                }
                if view.your_visit.is_none() {
                    <p class="wts-lead">{ line(&view.lead) }</p>
                }
            </div>
            <div class="wts-beside">
                <div class="wts-part wts-seen">
                    { sub_heading(level, &view.seen.title) }
                    if let Some(view) = &view.clinic {
                        { clinic(view, frame) }
                    }
                    { body(&view.seen) }
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
            <div class="wts-lists">
                if let Some(fold) = &view.your_visit {
                    { rows(level, fold, Some(&view.lead)) }
                }
                { folded(level, &view.why_title, false, why) }
                if !view.path.is_empty() {
                    { folded(level, &view.path_title, false, path(&view.path, &view.here)) }
                }
                for fold in &view.more {
                    { rows(level, fold, None) }
                }
                if !view.answers.is_empty() {
                    {
                        folded(
                            level,
                            &view.answers_title,
                            false,
                            answers(&view.answers, &view.change_answer, frame),
                        )
                    }
                }
            </div>
            { export(&view.take, can, frame) }
            <p class="wts-rest">{ view.take.rest }</p>
            { small_print(&view.small_print, &view.about, frame) }
        </section>
    }
}

/// A row of several lists, each with a heading one below that of the row; before them a sentence, if
/// there is one.
fn rows(level: u8, fold: &FoldView, lead: Option<&Line>) -> Html {
    let on_paper = fold.lists.iter().any(|list| list.on_paper);
    let alone = fold.lists.len() == 1;
    let lists = html! {
        <>
            if let Some(lead) = lead {
                <p>{ line(lead) }</p>
            }
            <div class="wts-columns">
                for view in &fold.lists {
                    <div
                        class={classes!("wts-within", (!view.on_paper).then_some("wts-screen-only"))}
                    >
                        if alone {
                            { body(view) }
                        } else {
                            { list(level + 1, view) }
                        }
                    </div>
                }
            </div>
        </>
    };
    folded(level, &fold.title, on_paper, lists)
}

/// Why, each reason with the answers behind it, and what would change the advice.
fn why(level: u8, view: &AdviceView) -> Html {
    html! {
        <>
            { reasons(&view.reasons, &view.told) }
            if let Some(change) = &view.change {
                <div class="wts-within wts-changes">
                    { sub_heading(level + 1, &change.title) }
                    { changes(change) }
                </div>
            }
        </>
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
                            onclick={frame.press(Msg::Act(Action::Change(place as u8)))}
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
