//! What a person sees, as plain data: where they are, what each action does, and the words of the
//! screen that stands.
//!
//! Turns the [`state`] into what a screen shows: chooses words, fills slots, ties reasons to answers.
//!
//! *Architecture invariant.* Decides nothing: who and how soon come from the pathway. Knows no
//! browser and no clock, so that whatever shows a [`Screen`], on a page or in a terminal, shows the
//! same words.

mod about;
mod change;
mod clinic;
pub mod config;
mod guide;
mod question;
mod result;
pub mod state;
#[cfg(test)]
#[allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]
mod tests;
pub mod text;
#[cfg(test)]
#[allow(clippy::panic, reason = "a test fails by panicking")]
mod trial;
pub mod view;
mod visit;
mod writer;

use pathway::Urgency;
use writer::Writer;

pub use guide::Guide;
pub use visit::Visit;

use crate::state::{Place, State};
use crate::view::{
    AboutView, AdviceView, EmergencyView, NoticeView, QuestionView, StartView, WaitingView,
};

/// One of the screens.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// The first.
    Start(StartView),
    /// A question.
    Question(QuestionView),
    /// Advice.
    Advice(Box<AdviceView>),
    /// An emergency.
    Emergency(EmergencyView),
    /// Words that have not come yet.
    Waiting(WaitingView),
    /// About this tool.
    About(AboutView),
}

/// Whether the words of the screen for a state have not come yet. Those of the first question and of
/// the emergencies that it leads to at once are always there: see `crates/deferral`.
pub fn must_wait(guide: &Guide, state: &State) -> bool {
    match state.place {
        _ if state.about => !guide.is_loaded(),
        Place::Start => false,
        Place::Question(id) => !guide.has(id),
        Place::Result(_) => {
            let decision = state.decision(guide.pathway());
            let urgency = decision.map(|decision| decision.urgency);
            !guide.is_loaded() && urgency != Some(Urgency::Call)
        }
    }
}

/// What became of the answers, where a screen says so. Nothing before its words have come.
pub fn notice(guide: &Guide, visit: &Visit, state: &State) -> Option<NoticeView> {
    Writer::new(guide, visit).notice(state)
}

/// The screen for a state, or the one that stands while its words are `waiting` to come.
pub fn screen(guide: &Guide, visit: &Visit, state: &State, waiting: bool) -> Screen {
    let writer = Writer::new(guide, visit);
    let walk = state.walk(guide.pathway());
    if waiting {
        return Screen::Waiting(writer.waiting(&walk));
    }
    if state.about {
        return Screen::About(writer.about());
    }
    match (state.place, state.decision(guide.pathway())) {
        (Place::Question(id), _) => Screen::Question(writer.question(id, state, &walk)),
        (Place::Result(_), Some(decision)) => match decision.urgency {
            Urgency::Call | Urgency::Go => Screen::Emergency(writer.emergency(&decision, &walk)),
            _ => {
                let view = writer.advice(&decision, &walk, state);
                Screen::Advice(Box::new(view))
            }
        },
        _ => Screen::Start(writer.start()),
    }
}
