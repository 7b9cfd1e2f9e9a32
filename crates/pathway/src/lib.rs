//! The pathway as types, the answer sheet, the walk through the questions, and the decision.
//!
//! *Architecture invariant.* This crate is pure: no DOM, clock, randomness, input or output. It
//! knows ids, never sentences; sign kinds and outcomes, never a country or a telephone number. It
//! is the definition of what the tool says: the widget, the prover and the booklet all read the
//! same compiled [`Pathway`], and none of them decides anything by itself.
//!
//! A decision is made in three steps.
//!
//! 1. A [`Sheet`] holds the **raw** answers, as they were ticked. Only answers that a person could
//!    give can be built ([`Answer`]): one option of a "one" question, never "none" beside a sign.
//! 2. [`Pathway::walk`] passes once over the questions in order and keeps the **effective**
//!    answers: those of questions that are shown. A question that is not shown has no answer,
//!    whatever the sheet says. The walk ends at the first question that still needs an answer.
//! 3. [`Pathway::decide`] reads the effective answers of a finished walk. Signs decide first, the
//!    most urgent before all others; navigation rules speak only where there is no sign.
#![no_std]

extern crate alloc;

mod answer;
mod bytes;
mod change;
mod condition;
mod decision;
mod link;
mod model;
mod remaining;
mod walk;

pub use answer::{Answer, AnswerError, Sheet};
pub use bytes::{DecodeError, FORMAT, decode, decode_own, encode};
pub use change::Change;
pub use condition::{Atom, Condition, Need, Truth};
pub use decision::{Because, Decision, Finding};
pub use link::LinkError;
pub use model::{
    Cause, Choice, Fact, FactId, Kind, KindId, Note, NoteId, OptionId, Outcome, OutcomeId, Parts,
    Pathway, Question, QuestionId, Rule, RuleId, Sign, SignId, Sooner, SoonerId, StepId, Urgency,
};
pub use walk::Walk;
