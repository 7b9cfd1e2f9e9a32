//! Turns the state into what a screen shows: chooses words, fills slots, ties reasons to answers.
//!
//! Decides nothing: who and how soon come from the pathway. Knows no browser.

mod question;
mod result;
#[cfg(test)]
#[allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]
mod tests;
mod writer;

use pathway::Urgency;

use writer::Writer;

use crate::settings::Settings;
use crate::state::{Place, State};
use crate::tool::Tool;
use crate::view::{AdviceView, EmergencyView, QuestionView, StartView};

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
}

/// The screen for a state.
pub fn screen(tool: &Tool, settings: &Settings, state: &State) -> Screen {
    let writer = Writer::new(tool, settings);
    let walk = state.walk(&tool.pathway);
    match (state.place, state.decision(&tool.pathway)) {
        (Place::Question(id), _) => Screen::Question(writer.question(id, state, &walk)),
        (Place::Result(_), Some(decision)) => match decision.urgency {
            Urgency::Call | Urgency::Go => Screen::Emergency(writer.emergency(&decision, &walk)),
            _ => Screen::Advice(Box::new(writer.advice(&decision, &walk, state))),
        },
        _ => Screen::Start(writer.start()),
    }
}
