//! The decision, with everything it rests on.
//!
//! Urgency decides first, order only between equals; no scores, no weights. Signs come before
//! navigation rules, whatever the rules would say.

use alloc::vec::Vec;
use core::cmp::Reverse;

use crate::condition::{Atom, Condition, Truth};
use crate::model::{
    Cause, NoteId, OptionId, OutcomeId, Pathway, RuleId, SignId, SoonerId, Urgency,
};
use crate::walk::Walk;

/// What a finding comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Because {
    /// A warning sign.
    Sign(SignId),
    /// A navigation rule, or a fallback.
    Rule(RuleId),
}

/// A sign or rule that holds, and the answers that make it hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The sign or rule.
    pub because: Because,
    /// How soon it asks for.
    pub urgency: Urgency,
    /// Where it leads.
    pub outcome: OutcomeId,
    /// The ticked options it rests on, in the order asked.
    pub answers: Vec<OptionId>,
}

/// The advice: who, how soon, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Who to see.
    pub outcome: OutcomeId,
    /// How soon.
    pub urgency: Urgency,
    /// Everything found: the finding that decided first, then the most urgent first.
    pub findings: Vec<Finding>,
}

impl Pathway {
    /// Decides on a finished walk; `None` while a question still needs an answer.
    pub fn decide(&self, walk: &Walk) -> Option<Decision> {
        if walk.next.is_some() {
            return None;
        }
        let truth = &walk.truth;
        let mut findings = self.signs_found(truth);
        if findings.is_empty() {
            findings = self.rules_found(truth, false);
        }
        if findings.is_empty() {
            findings = self.rules_found(truth, true);
        }
        let first = findings.first()?;
        Some(Decision {
            outcome: first.outcome,
            urgency: first.urgency,
            findings,
        })
    }

    /// Every sign that holds; the most urgent first, then in the order of their kinds.
    fn signs_found(&self, truth: &Truth) -> Vec<Finding> {
        let mut found: Vec<_> = (0..)
            .map(SignId)
            .zip(&self.signs)
            .filter(|(_, sign)| self.sign_holds(sign, truth))
            .collect();
        sort_few(&mut found, |(_, sign)| (Reverse(sign.urgency), sign.kind));
        found
            .into_iter()
            .map(|(id, sign)| Finding {
                because: Because::Sign(id),
                urgency: sign.urgency,
                outcome: self.kinds[sign.kind.index()].outcome,
                answers: match &sign.cause {
                    Cause::Option(option) => [*option].into(),
                    Cause::Together { when, .. } => self.answers_behind(when, truth),
                },
            })
            .collect()
    }

    /// Every navigation rule, or every fallback, that holds; the most urgent first, then in order.
    fn rules_found(&self, truth: &Truth, fallbacks: bool) -> Vec<Finding> {
        let mut found: Vec<_> = (0..)
            .map(RuleId)
            .zip(&self.rules)
            .filter(|&(id, rule)| {
                self.is_fallback(id) == fallbacks && rule.when.holds(truth, truth)
            })
            .map(|(id, rule)| Finding {
                because: Because::Rule(id),
                urgency: rule.urgency,
                outcome: rule.outcome,
                answers: self.answers_behind(&rule.when, truth),
            })
            .collect();
        sort_few(&mut found, |finding| Reverse(finding.urgency));
        found
    }

    /// The ticked options that make a condition true, in the order asked.
    pub fn answers_behind(&self, condition: &Condition, truth: &Truth) -> Vec<OptionId> {
        let mut answers = Vec::new();
        self.collect_answers(condition, truth, &mut answers);
        sort_few(&mut answers, |&option| option);
        answers.dedup();
        answers
    }

    fn collect_answers(&self, condition: &Condition, truth: &Truth, into: &mut Vec<OptionId>) {
        for atom in &condition.atoms {
            match *atom {
                Atom::Option(option) if truth.option(option) => into.push(option),
                Atom::Fact(fact) if truth.fact(fact) => {
                    if let Some(fact) = self.facts.get(fact.index()) {
                        self.collect_answers(&fact.when, truth, into);
                    }
                }
                _ => {}
            }
        }
    }

    /// The notes that go with a decision, in order.
    pub fn notes_for(&self, decision: &Decision, truth: &Truth) -> Vec<NoteId> {
        (0..)
            .map(NoteId)
            .zip(&self.notes)
            .filter(|(_, note)| {
                note.outcomes.is_empty() || note.outcomes.contains(&decision.outcome)
            })
            .filter(|(_, note)| note.when.holds(truth, truth))
            .map(|(id, _)| id)
            .collect()
    }

    /// The signs to watch for: those that fit the person and that they have not already named.
    pub fn sooner_for(&self, truth: &Truth) -> Vec<SoonerId> {
        (0..)
            .map(SoonerId)
            .zip(&self.sooner)
            .filter(|(_, line)| line.when.holds(truth, truth) && !line.unless.holds(truth, truth))
            .map(|(id, _)| id)
            .collect()
    }
}

/// A stable sort of a handful of things. The library's own costs kilobytes in the widget.
pub(crate) fn sort_few<T, K: Ord>(things: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..things.len() {
        let place = things[..end].partition_point(|thing| key(thing) <= key(&things[end]));
        things[place..=end].rotate_right(1);
    }
}
