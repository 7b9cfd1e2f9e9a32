//! Checks parts and links them into a pathway.
//!
//! After this every id points at something, every condition reads what comes before it, and a rule
//! is left for what fits nowhere. Nothing else in the crate has to doubt it.

use alloc::vec::Vec;

use crate::condition::{Atom, Condition};
use crate::model::{Cause, OutcomeId, Parts, Pathway};

/// Why parts do not make a pathway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// An id points outside its list.
    Dangling,
    /// Too many of something: 128 questions, 16 options a question.
    TooMany,
    /// A question is asked depending on itself or on a later question, or a fact on a later fact.
    Forward,
    /// No rule is left for what fits nowhere: the last fallback must always hold.
    NoFallback,
}

impl core::fmt::Display for LinkError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            LinkError::Dangling => "an id points outside its list",
            LinkError::TooMany => "more than 128 questions or 16 options in one of them",
            LinkError::Forward => "a condition reads what comes after it",
            LinkError::NoFallback => "the last fallback has a condition",
        })
    }
}

impl core::error::Error for LinkError {}

impl Pathway {
    /// Checks the parts and links them.
    ///
    /// # Errors
    /// See [`LinkError`].
    pub fn new(parts: Parts) -> Result<Self, LinkError> {
        let unlinked = Pathway {
            parts,
            fact_reads: Vec::new(),
            opens: Vec::new(),
        };
        unlinked.check_lists()?;
        for (index, fact) in unlinked.facts.iter().enumerate() {
            unlinked.check_atoms(&fact.when, index)?;
        }
        let pathway = Pathway::linked(unlinked.parts);
        pathway.check_conditions()?;
        Ok(pathway)
    }

    /// Links parts that fit together.
    pub(crate) fn linked(parts: Parts) -> Self {
        let mut pathway = Pathway {
            parts,
            fact_reads: Vec::new(),
            opens: Vec::new(),
        };
        for fact in &pathway.parts.facts {
            let reads = pathway.reads(&fact.when);
            pathway.fact_reads.push(reads);
        }
        for id in pathway.ids() {
            let mut opens: u128 = 1 << id.0;
            for later in pathway.ids().skip(id.index() + 1) {
                if pathway.reads(&pathway.questions[later.index()].ask) & opens != 0 {
                    opens |= 1 << later.0;
                }
            }
            pathway.opens.push(opens);
        }
        pathway
    }

    fn check_lists(&self) -> Result<(), LinkError> {
        if self.questions.len() > 128 || self.options.len() > usize::from(u16::MAX) {
            return Err(LinkError::TooMany);
        }
        let mut next = 0;
        for question in &self.questions {
            if question.len > 16 || question.len == 0 {
                return Err(LinkError::TooMany);
            }
            if question.first.index() != next {
                return Err(LinkError::Dangling);
            }
            next += usize::from(question.len);
        }
        let outcome = |id: &OutcomeId| id.index() < self.outcomes.len();
        let good = next == self.options.len()
            && usize::from(self.fallbacks) <= self.rules.len()
            && (self.outcomes.iter()).all(|o| o.step.is_none_or(|s| s.index() < self.steps.len()))
            && self.kinds.iter().all(|kind| outcome(&kind.outcome))
            && self.rules.iter().all(|rule| outcome(&rule.outcome))
            && self
                .notes
                .iter()
                .all(|note| note.outcomes.iter().all(outcome))
            && (self.signs.iter()).all(|sign| sign.kind.index() < self.kinds.len())
            && (self.questions.iter().enumerate())
                .all(|(index, q)| q.which_of.is_none_or(|parent| parent.index() < index));
        if !good {
            return Err(LinkError::Dangling);
        }
        let last = self.rules.last().filter(|_| self.fallbacks > 0);
        if last.is_none_or(|rule| rule.when != Condition::always()) {
            return Err(LinkError::NoFallback);
        }
        Ok(())
    }

    fn check_conditions(&self) -> Result<(), LinkError> {
        let facts = self.facts.len();
        for (index, question) in self.questions.iter().enumerate() {
            self.check_atoms(&question.ask, facts)?;
            if self.reads(&question.ask) >> index != 0 {
                return Err(LinkError::Forward);
            }
        }
        for sign in &self.signs {
            match &sign.cause {
                Cause::Option(option) if option.index() >= self.options.len() => {
                    return Err(LinkError::Dangling);
                }
                Cause::Option(_) => {}
                Cause::Together { when, .. } => self.check_atoms(when, facts)?,
            }
        }
        let rules = self.rules.iter().map(|rule| &rule.when);
        let notes = self.notes.iter().map(|note| &note.when);
        let sooner = self
            .sooner
            .iter()
            .flat_map(|line| [&line.when, &line.unless]);
        rules
            .chain(notes)
            .chain(sooner)
            .try_for_each(|when| self.check_atoms(when, facts))
    }

    /// Every atom exists; facts only below `facts`.
    fn check_atoms(&self, condition: &Condition, facts: usize) -> Result<(), LinkError> {
        for atom in &condition.atoms {
            match *atom {
                Atom::Option(option) | Atom::Not(option)
                    if option.index() >= self.options.len() =>
                {
                    return Err(LinkError::Dangling);
                }
                Atom::Fact(fact) if fact.index() >= self.facts.len() => {
                    return Err(LinkError::Dangling);
                }
                Atom::Fact(fact) if fact.index() >= facts => return Err(LinkError::Forward),
                _ => {}
            }
        }
        Ok(())
    }
}
