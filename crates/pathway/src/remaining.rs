//! How many more questions there can be at most.
//!
//! The number a person reads may only fall, and must never be passed. It is an upper bound: the
//! longest way on over every way to answer the questions that route ("where is it?", "what brings
//! you here?"), taking every other question to be answered in the way that opens most. Signs still
//! to be ticked can only shorten the way, so they are left out.

use alloc::vec::Vec;
use core::cell::Cell;

use crate::condition::{Atom, Truth};
use crate::model::{Choice, OptionId, Pathway, QuestionId, Urgency};
use crate::walk::Walk;

/// How many ways the search may try before it gives up and leaves the answer to the longest path
/// of all. Early questions route in thousands of ways, and the person is waiting.
const PATIENCE: u32 = 400;

impl Pathway {
    /// At most this many questions follow the one being asked; 0 when the walk is finished.
    ///
    /// Never more than before the last answer, less one.
    pub fn remaining(&self, walk: &Walk) -> u8 {
        let Some(next) = walk.next else {
            return 0;
        };
        let by_route = Search::new(self, None, self.routes(next));
        let by_floor = Search::new(self, walk.floor, Vec::new());
        let found = [by_route, by_floor]
            .iter()
            .filter(|search| search.floor.is_some() || !search.routes.is_empty())
            .filter_map(|search| search.longest(next, &walk.truth, &walk.truth))
            .min();
        let most = self.at_most(walk);
        found.map_or(most, |found| found.saturating_sub(1).min(most))
    }

    /// The same by the longest path of all: never less than [`remaining`](Self::remaining), and known
    /// before the later questions are.
    pub fn at_most(&self, walk: &Walk) -> u8 {
        if walk.next.is_none() {
            return 0;
        }
        let asked = u8::try_from(walk.path.len()).unwrap_or(u8::MAX);
        self.longest.saturating_sub(asked).saturating_sub(1)
    }

    /// For each question from `from`, its options in groups that lead the same way: options read
    /// by exactly the same facts and later questions. A question that takes several answers, or
    /// that no later question depends on, has no groups.
    fn routes(&self, from: QuestionId) -> Vec<Vec<OptionId>> {
        self.ids()
            .map(|id| {
                let question = &self.questions[id.index()];
                if id < from || question.choice == Choice::Many || self.opens(id).count_ones() == 1
                {
                    return Vec::new();
                }
                let mut groups: Vec<(Vec<usize>, OptionId)> = Vec::new();
                for option in question.options() {
                    let readers = self.readers(option);
                    if groups.iter().all(|(known, _)| *known != readers) {
                        groups.push((readers, option));
                    }
                }
                groups.into_iter().map(|(_, option)| option).collect()
            })
            .collect()
    }

    /// The facts and questions that name an option directly.
    fn readers(&self, option: OptionId) -> Vec<usize> {
        let facts = self.facts.iter().map(|fact| &fact.when);
        let asks = self.questions.iter().map(|question| &question.ask);
        facts
            .chain(asks)
            .enumerate()
            .filter(|(_, condition)| {
                condition.atoms.iter().any(|atom| {
                    matches!(*atom, Atom::Option(named) | Atom::Not(named) if named == option)
                })
            })
            .map(|(index, _)| index)
            .collect()
    }
}

struct Search<'a> {
    pathway: &'a Pathway,
    /// The urgency that an answer must be able to raise; `None`: every question counts.
    floor: Option<Urgency>,
    /// By question: one option for each way it can route; none at all: do not branch.
    routes: Vec<Vec<OptionId>>,
    patience: Cell<u32>,
}

impl<'a> Search<'a> {
    fn new(pathway: &'a Pathway, floor: Option<Urgency>, routes: Vec<Vec<OptionId>>) -> Self {
        Search {
            pathway,
            floor,
            routes,
            patience: Cell::new(PATIENCE),
        }
    }

    /// The longest way from `from` on; `None` when the search takes too long. `certain` is what is
    /// so; `possible` what may be so.
    fn longest(&self, from: QuestionId, certain: &Truth, possible: &Truth) -> Option<u8> {
        self.patience.set(self.patience.get().checked_sub(1)?);
        let mut certain = certain.clone();
        let mut possible = possible.clone();
        let mut count: u8 = 0;
        for id in self.pathway.ids().skip(from.index()) {
            if !self.may_ask(id, &certain, &possible) {
                continue;
            }
            count = count.saturating_add(1);
            let question = &self.pathway.questions[id.index()];
            let ways = self.routes.get(id.index()).map_or(&[][..], Vec::as_slice);
            if ways.is_empty() {
                for option in question.options() {
                    possible.tick(option, true);
                }
                possible.settle_possible(self.pathway, &certain);
                continue;
            }
            let mut on = 0;
            for &option in ways {
                certain.tick(option, true);
                possible.tick(option, true);
                certain.settle(self.pathway);
                possible.settle_possible(self.pathway, &certain);
                on = on.max(self.longest(QuestionId(id.0 + 1), &certain, &possible)?);
                certain.tick(option, false);
                possible.tick(option, false);
            }
            return Some(count.saturating_add(on));
        }
        Some(count)
    }

    fn may_ask(&self, id: QuestionId, certain: &Truth, possible: &Truth) -> bool {
        let ask = &self.pathway.questions[id.index()].ask;
        ask.holds(possible, certain)
            && self
                .floor
                .is_none_or(|floor| self.pathway.could_raise(id, floor, certain, possible))
    }
}
