//! What would change the advice: the answers not given that alone would lead elsewhere.
//!
//! Worked out by giving the answer and deciding again, never by reading rules: so it is as true as
//! the advice itself. An answer that would open questions which the person has not seen leads
//! nowhere yet, and is left out.

use alloc::vec::Vec;

use crate::answer::{Answer, Sheet};
use crate::decision::{Decision, sort_few};
use crate::model::{Choice, OptionId, OutcomeId, Pathway, Urgency};
use crate::walk::Walk;

/// An answer that the person did not give, and the advice that it would lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The answer.
    pub option: OptionId,
    /// Who.
    pub outcome: OutcomeId,
    /// How soon; never later than the advice given.
    pub urgency: Urgency,
}

impl Pathway {
    /// The answers that alone would change a decision: one for each other advice, the least urgent
    /// advice first, and of equals the answer to the latest question. Never one that would make the
    /// advice less urgent: nobody is shown a way around a warning. What is named on a "which one?"
    /// screen is a doubt and not an answer, so it is left out.
    ///
    /// `walk` is the finished walk of `sheet` that `decision` rests on. Decides once for each option
    /// not chosen of each question shown: a few dozen times.
    pub fn changes(&self, sheet: &Sheet, walk: &Walk, decision: &Decision) -> Vec<Change> {
        let mut given = Sheet::empty(self);
        for &id in &walk.path {
            if let Some(answer) = sheet.get(id) {
                given.put(answer);
            }
        }
        let mut changes: Vec<Change> = Vec::new();
        for &id in walk.path.iter().rev() {
            let asked = &self.questions[id.index()];
            if asked.which_of.is_some() {
                continue;
            }
            let before = given.get(id);
            let alone = |option| asked.choice == Choice::Many && asked.stands_alone(option);
            for option in asked.options() {
                if walk.truth.option(option) || alone(option) {
                    continue;
                }
                let Ok(Some(answer)) = Answer::toggled(self, id, before, option, true) else {
                    continue;
                };
                given.put(answer);
                if let Some(other) = self.decide(&self.walk(&given)) {
                    let change = Change {
                        option,
                        outcome: other.outcome,
                        urgency: other.urgency,
                    };
                    let advice = (change.outcome, change.urgency);
                    let known = |known: &Change| (known.outcome, known.urgency) == advice;
                    if change.urgency >= decision.urgency
                        && advice != (decision.outcome, decision.urgency)
                        && !changes.iter().any(known)
                    {
                        changes.push(change);
                    }
                }
            }
            if let Some(answer) = before {
                given.put(answer);
            }
        }
        sort_few(&mut changes, |change| change.urgency);
        changes
    }
}
