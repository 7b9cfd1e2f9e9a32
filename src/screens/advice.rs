//! The advice: whom to see, how soon, why, and what comes after. A calm document.
//!
//! It never shows a condition, a probability or a score, and never alters the advice.

use yew::prelude::*;

use super::{screen_class, use_arrival};
use crate::components::back::back;
use crate::components::heading::{screen_heading, sub_heading};
use crate::components::list::{body, folded, list};
use crate::components::path::path;
use crate::components::press::{press, use_fresh_presses};
use crate::components::reasons::reasons;
use crate::components::small_print::small_print;
use crate::components::text::{bullets, line, paragraphs};
use crate::components::urgency::{tone_class, urgency};
use crate::view::AdviceView;

/// What an advice is given.
#[derive(Clone, PartialEq, Properties)]
pub struct AdviceScreenProps {
    /// What it shows.
    pub view: AdviceView,
    /// The instance's prefix for ids.
    pub uid: AttrValue,
    /// The level of its heading; headings inside are one below.
    #[prop_or(2)]
    pub heading: u8,
    /// Whether a step led here. False on first load: focus and scroll are then the page's own.
    pub arrived: bool,
    /// The person goes back to the last question.
    pub on_back: Callback<()>,
    /// The person starts again.
    pub on_restart: Callback<()>,
    /// What stands beside the control that starts again: print, copy, share.
    #[prop_or_default]
    pub children: Html,
}

/// The advice that is not an emergency.
#[component]
pub fn AdviceScreen(props: &AdviceScreenProps) -> Html {
    let AdviceScreenProps {
        view,
        uid,
        heading,
        arrived,
        on_back,
        on_restart,
        children,
    } = props;
    let title = use_arrival(uid.clone(), *arrived);
    let onclick = use_fresh_presses();
    html! {
        <section
            {onclick}
            class={classes!(screen_class(*arrived), tone_class(view.tone))}
            data-screen="advice"
            data-outcome={view.outcome.clone()}
            data-urgency={view.urgency.clone()}
            data-days={view.days.map(|days| days.to_string())}
        >
            <div class="wts-top">{ back(&view.back, on_back) }</div>
            <div class="wts-verdict">
                { urgency(view.tone, &view.label) }
                { screen_heading(*heading, &title, &view.title) }
                <p class="wts-lead">{ line(&view.lead) }</p>
                if !view.action.is_empty() {
                    <div class="wts-action">{ paragraphs(&view.action) }</div>
                }
            </div>
            <div class="wts-reasoned">
                <div class="wts-part">
                    { sub_heading(*heading, &view.why_title) }
                    { reasons(&view.reasons, &view.told) }
                    if !view.notes.is_empty() {
                        <div class="wts-notes">{ bullets(&view.notes) }</div>
                    }
                </div>
                <div class="wts-part wts-sooner">{ list(*heading, &view.sooner) }</div>
            </div>
            if !view.path.is_empty() {
                <div class="wts-part">
                    { sub_heading(*heading, &view.path_title) }
                    { path(&view.path, &view.here) }
                </div>
            }
            <div class="wts-lists">
                for (place, view) in view.lists.iter().enumerate() {
                    { folded(*heading, &view.title, place == 0, body(view)) }
                }
                if !view.answers.is_empty() {
                    { folded(*heading, &view.answers_title, false, answers(&view.answers)) }
                }
            </div>
            <div class="wts-tools">
                { children.clone() }
                <button type="button" class="wts-quiet wts-restart" onclick={press(on_restart)}>
                    { view.restart.clone() }
                </button>
            </div>
            { small_print(&view.small_print) }
        </section>
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
