//! One forward pass over the questions.
//!
//! A question is shown when its condition holds over the effective answers before it, **and** some
//! answer to it could still raise the urgency that the signs have reached so far. The second half
//! is what ends the questions after an emergency sign, and what spares a person the screens that
//! can no longer change how soon they must be seen. "Could still" is worked out, not declared: a
//! sign above the floor must wait for something that the question, or one that it opens, may make
//! true, and must not be ruled out by the answers given.

use alloc::vec::Vec;

use crate::answer::Sheet;
use crate::condition::{Atom, Condition, Truth};
use crate::model::{Cause, Pathway, QuestionId, Sign, Urgency};

/// Where a sheet leads: the questions shown, and what follows from their answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    /// The questions shown and answered, in order.
    pub path: Vec<QuestionId>,
    /// The first question shown that has no answer; `None`: the questions are finished.
    pub next: Option<QuestionId>,
    /// The effective answers, and the facts that follow from them.
    pub truth: Truth,
    /// The greatest urgency of any sign found so far.
    pub floor: Option<Urgency>,
}

impl Pathway {
    /// Walks the sheet up to the first question that needs an answer, or to the end.
    pub fn walk(&self, sheet: &Sheet) -> Walk {
        let mut walk = Walk {
            path: Vec::new(),
            next: None,
            truth: Truth::nothing(self),
            floor: None,
        };
        walk.truth.settle(self);
        for id in self.ids() {
            if !self.shows(id, &walk) {
                continue;
            }
            let Some(answer) = sheet.get(id) else {
                walk.next = Some(id);
                return walk;
            };
            for option in answer.options(self) {
                walk.truth.tick(option, true);
            }
            walk.truth.settle(self);
            walk.floor = self.floor(&walk.truth);
            walk.path.push(id);
        }
        walk
    }

    /// Whether a question is shown after the walk so far.
    fn shows(&self, id: QuestionId, walk: &Walk) -> bool {
        let asked = &self.questions[id.index()];
        asked.ask.holds(&walk.truth, &walk.truth)
            && walk
                .floor
                .is_none_or(|floor| self.could_raise(id, floor, &walk.truth, &walk.truth))
    }

    /// The greatest urgency among the signs that hold.
    fn floor(&self, truth: &Truth) -> Option<Urgency> {
        self.signs
            .iter()
            .filter(|sign| self.sign_holds(sign, truth))
            .map(|sign| sign.urgency)
            .max()
    }

    /// Whether some answer to this question, or to one that it opens, could take the urgency above
    /// the floor. `certain` is what the answers before it say, `possible` what they may say: the
    /// same, unless some of them are still to be given.
    pub(crate) fn could_raise(
        &self,
        id: QuestionId,
        floor: Urgency,
        certain: &Truth,
        possible: &Truth,
    ) -> bool {
        let above = |sign: &&Sign| sign.urgency > floor;
        // Most questions cannot, whatever the answers: say so before anything is worked out.
        let mut signs = self.signs.iter().filter(above);
        if !signs.any(|sign| self.sign_reads(sign) & self.opens(id) != 0) {
            return false;
        }
        let possible = self.possible_from(id, certain, possible);
        let opened = self.opened_from(id, certain, &possible);
        self.signs
            .iter()
            .filter(above)
            .any(|sign| match &sign.cause {
                Cause::Option(option) => {
                    opened >> self.question_of(*option).0 & 1 == 1 && possible.option(*option)
                }
                Cause::Together { when, .. } => {
                    self.waits_for(when, certain, false) & opened != 0
                        && when.holds(&possible, certain)
                }
            })
    }

    /// The questions that a condition still waits for, one bit each: their answers may make true
    /// what is not, or undo what is. `held`: it counts as true already.
    fn waits_for(&self, condition: &Condition, certain: &Truth, held: bool) -> u128 {
        let waits = condition.atoms.iter().map(|atom| match *atom {
            Atom::Option(option) if held || certain.option(option) => 0,
            Atom::Option(option) | Atom::Not(option) => 1 << self.question_of(option).0,
            Atom::Fact(fact) => {
                let when = &self.facts[fact.index()].when;
                self.waits_for(when, certain, held || certain.fact(fact))
            }
        });
        waits.fold(0, |all, one: u128| all | one)
    }

    /// The questions that a sign reads, one bit each.
    fn sign_reads(&self, sign: &Sign) -> u128 {
        match &sign.cause {
            Cause::Option(option) => 1 << self.question_of(*option).0,
            Cause::Together { when, .. } => self.reads(when),
        }
    }

    /// The question itself and every later one that its answer can still open: those that may be
    /// asked, and will not be asked anyway.
    fn opened_from(&self, id: QuestionId, certain: &Truth, possible: &Truth) -> u128 {
        let mut opened = 1 << id.0;
        for later in self.ids().skip(id.index() + 1) {
            let ask = &self.questions[later.index()].ask;
            if self.waits_for(ask, certain, false) & opened != 0
                && ask.holds(possible, certain)
                && !ask.holds(certain, possible)
            {
                opened |= 1 << later.0;
            }
        }
        opened
    }

    /// What may still become true when `id` and the questions after it are answered.
    fn possible_from(&self, id: QuestionId, certain: &Truth, before: &Truth) -> Truth {
        let mut possible = before.clone();
        for later in self.ids().skip(id.index()) {
            let asked = &self.questions[later.index()];
            if asked.ask.holds(&possible, certain) {
                for option in asked.options() {
                    possible.tick(option, true);
                }
                possible.settle_possible(self, certain);
            }
        }
        possible
    }
}
