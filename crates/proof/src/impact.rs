//! What a change of the content does to people: exact counts, old advice to new.
//!
//! A person answers both pathways. They give the same answer to every question that both ask them,
//! and any answer to a question that only one of them asks. Questions and options are matched by
//! name. A question that has changed keeps the lines that both have: who ticks one of those in the
//! old pathway ticks it in the new one, and what only one of the two offers is free.
//!
//! *Architecture invariant.* Knows two compiled pathways and nothing of files or revisions.

use std::collections::BTreeMap;

use pathway::{OptionId, Pathway, QuestionId, Sheet, Urgency};

use crate::compiled::{Compiled, option_name};
use crate::diagram::{Built, Cheapest, Count, Counts, Diagrams, Map, NodeLimit, Sheets};
use crate::layout::{Kind, Layout};
use crate::pairs::{Mode, Pairs, Relation};

/// Who and how soon, by name: the two pathways may number their outcomes in different ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advised {
    /// Who.
    pub outcome: Box<str>,
    /// How soon.
    pub urgency: Urgency,
}

/// People who got one piece of advice and now get another.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What they were advised.
    pub old: Advised,
    /// What they are advised now.
    pub new: Advised,
    /// How many different ways there are to answer both.
    pub people: Count,
    /// The smallest example: the old sheet and the new one; `None` where nothing changed.
    pub example: Option<(Sheet, Sheet)>,
}

impl Cell {
    /// Whether the advice has changed.
    pub fn changed(&self) -> bool {
        self.old != self.new
    }

    /// Whether people are now told to wait longer.
    pub fn lowered(&self) -> bool {
        self.new.urgency < self.old.urgency
    }
}

/// What a change does.
#[derive(Clone, Debug, PartialEq)]
pub struct Impact {
    /// Old advice to new, the most urgent old advice first.
    pub cells: Vec<Cell>,
    /// Questions and options that only the old pathway has.
    pub removed: Vec<String>,
    /// Questions and options that only the new pathway has.
    pub added: Vec<String>,
}

/// Compares two pathways, with at most `limit` nodes.
///
/// # Errors
/// When there are too many nodes, or people to count.
pub fn impact(old: &Pathway, new: &Pathway, limit: usize) -> Built<Impact> {
    let joint = Joint::new(old, new);
    let diagrams = Diagrams::new(joint.arity.clone(), limit);
    let before = Compiled::with(old, joint.old.clone(), diagrams)?;
    let (advices, was, diagrams) = (before.advices, before.advised, before.diagrams);
    let mut after = Compiled::with(new, joint.new.clone(), diagrams)?;

    let mut names: Vec<Advised> = Vec::new();
    let mut label = |pathway: &Pathway, advice: &crate::compiled::Advice| {
        let advised = Advised {
            outcome: pathway.outcomes[advice.outcome.index()].name.clone(),
            urgency: advice.urgency,
        };
        let known = names.iter().position(|name| *name == advised);
        known.unwrap_or_else(|| {
            names.push(advised);
            names.len() - 1
        }) + 1
    };
    let old_labels: Vec<_> = advices.iter().map(|advice| label(old, advice)).collect();
    let new_labels: Vec<_> = after
        .advices
        .iter()
        .map(|advice| label(new, advice))
        .collect();
    let diagrams = &mut after.diagrams;
    let was = diagrams.relabel(was, &|label| old_labels[label - 1])?;
    let now = diagrams.relabel(after.advised, &|label| new_labels[label - 1])?;

    let matrix = count(diagrams, &joint, was, now)?;
    let cheapest = Cheapest::new(joint.new.costs());
    let mut cells = Vec::new();
    for ((from, to), people) in matrix {
        let mut cell = Cell {
            old: names[from - 1].clone(),
            new: names[to - 1].clone(),
            people,
            example: None,
        };
        if cell.changed() {
            let wanted = |a, b| (a, b) == (from, to);
            let mut pairs = Pairs::new(diagrams, joint.kinds.clone(), &joint, names.len(), wanted);
            let rows = pairs.smallest(&cheapest, was, now, Mode::Free);
            cell.example = rows.and_then(|(a, b)| {
                let old_sheet = joint.old.sheet(old, &a).ok()?;
                Some((old_sheet, joint.new.sheet(new, &b).ok()?))
            });
        }
        cells.push(cell);
    }
    cells.sort_by(|a, b| {
        let key = |cell: &Cell| (cell.old.urgency, cell.new.urgency);
        key(b).cmp(&key(a)).then(a.old.outcome.cmp(&b.old.outcome))
    });
    Ok(Impact {
        cells,
        removed: only_in(old, new),
        added: only_in(new, old),
    })
}

/// Two people are the same person: by pair of labels, in how many ways. Where the two pathways are
/// the same from some point on, the same person is the same sheet.
fn count(
    diagrams: &Diagrams,
    joint: &Joint,
    was: Sheets,
    now: Sheets,
) -> Built<BTreeMap<(usize, usize), Count>> {
    let mut matrix = BTreeMap::new();
    let mut alike: Map<Sheets, Count> = Map::default();
    let mut open: BTreeMap<usize, Map<(Sheets, Sheets, Mode), Count>> = BTreeMap::new();
    let pairs = Pairs::new(diagrams, joint.kinds.clone(), joint, 0, |_, _| false);
    let mut reach = |open: &mut BTreeMap<usize, Map<_, Count>>, (a, b, mode), ways: Count| {
        let sum = if a == b && mode == Mode::Free {
            alike.entry(a).or_default()
        } else {
            let level = diagrams.level(a).min(diagrams.level(b));
            open.entry(level)
                .or_default()
                .entry((a, b, mode))
                .or_default()
        };
        *sum = sum.checked_add(ways).ok_or(NodeLimit)?;
        Ok(())
    };
    reach(&mut open, (was, now, Mode::Free), Count::ONE)?;
    while let Some((_, people)) = open.pop_first() {
        for ((a, b, mode), ways) in people {
            if let (Some(from), Some(to)) = (a.label(), b.label()) {
                let sum: &mut Count = matrix.entry((from, to)).or_default();
                *sum = sum.checked_add(ways).ok_or(NodeLimit)?;
                continue;
            }
            for next in pairs.next(a, b, mode) {
                reach(&mut open, next, ways)?;
            }
        }
    }
    for (part, ways) in alike {
        for (label, count) in Counts::by_label(diagrams, part)? {
            let more = count.checked_mul(ways).ok_or(NodeLimit)?;
            let sum: &mut Count = matrix.entry((label, label)).or_default();
            *sum = sum.checked_add(more).ok_or(NodeLimit)?;
        }
    }
    Ok(matrix)
}

/// The questions and options of one pathway that another does not have.
fn only_in(pathway: &Pathway, other: &Pathway) -> Vec<String> {
    let mut only = Vec::new();
    for id in pathway.ids() {
        let question = &pathway.questions[id.index()];
        let Some(same) = other.question_named(&question.name) else {
            only.push(question.name.to_string());
            continue;
        };
        let missing = question.options().filter(|option| {
            let name = &pathway.options[option.index()];
            other.option_named(same, name).is_none()
        });
        only.extend(missing.map(|option| option_name(pathway, option)));
    }
    only
}

/// The levels of two pathways, side by side.
struct Joint {
    old: Layout,
    new: Layout,
    arity: Vec<u8>,
    kinds: Vec<Kind>,
    /// By level: a question that has changed, whose first level it is.
    changed: Vec<Option<usize>>,
    /// The questions that have changed.
    pairs: Vec<Changed>,
}

/// A question that both pathways have, not in the same way.
struct Changed {
    /// The first level of the old one, of the new one, and of the next question.
    levels: (usize, usize, usize),
    /// For each old value of the first level, the new value that means the same.
    same: Vec<Option<u8>>,
    /// By new value: whether any old value means the same.
    known: Vec<bool>,
    /// The values that mean "some of the lines", old and new.
    some: (Option<u8>, Option<u8>),
    /// The levels of the lines that both have.
    shared: Vec<usize>,
}

impl Joint {
    fn new(old: &Pathway, new: &Pathway) -> Self {
        let mut joint = Joint {
            old: Layout::empty(old),
            new: Layout::empty(new),
            arity: Vec::new(),
            kinds: Vec::new(),
            changed: Vec::new(),
            pairs: Vec::new(),
        };
        for both in in_order(old, new) {
            match both {
                (Some(id), None) => {
                    joint.old.place(old, id, &mut joint.arity);
                    joint.old.tick(old, id, &mut joint.arity, |_| None);
                }
                (None, Some(id)) => {
                    joint.new.place(new, id, &mut joint.arity);
                    joint.new.tick(new, id, &mut joint.arity, |_| None);
                }
                (Some(was), Some(now)) if unchanged(old, was, new, now) => {
                    joint.old.place(old, was, &mut joint.arity);
                    joint.old.tick(old, was, &mut joint.arity, |_| None);
                    let options = |pathway: &Pathway, id: QuestionId| -> Vec<_> {
                        pathway.questions[id.index()].options().collect()
                    };
                    let theirs = options(old, was);
                    let other = (&joint.old, was, &theirs[..]);
                    joint.new.share(now, &options(new, now), other);
                }
                (Some(was), Some(now)) => joint.change(old, was, new, now),
                (None, None) => {}
            }
        }
        joint.old.finish(&joint.arity);
        joint.new.finish(&joint.arity);
        let kinds = joint.old.kinds().into_iter().zip(joint.new.kinds());
        joint.kinds = kinds
            .map(|both| match both {
                (Kind::Ticked, kind) | (kind, _) => kind,
            })
            .collect();
        joint.changed = vec![None; joint.arity.len()];
        for (at, pair) in joint.pairs.iter().enumerate() {
            joint.changed[pair.levels.0] = Some(at);
            joint.changed[pair.levels.1] = Some(at);
        }
        joint
    }

    /// Lays a question that has changed: two first levels, then the lines, each once.
    fn change(&mut self, old: &Pathway, was: QuestionId, new: &Pathway, now: QuestionId) {
        self.old.place(old, was, &mut self.arity);
        self.new.place(new, now, &mut self.arity);
        self.old.tick(old, was, &mut self.arity, |_| None);
        let first = (self.old.first(was), self.new.first(now));
        let namesake = |option: OptionId| old.option_named(was, &new.options[option.index()]);
        let layout = &self.old;
        let level = |option: OptionId| {
            let place = layout.option(namesake(option)?);
            (place.level != first.0).then_some(place.level)
        };
        self.new.tick(new, now, &mut self.arity, level);
        let values = |level: usize, arity: &[u8]| usize::from(arity[level]);
        let mut pair = Changed {
            levels: (first.0, first.1, self.arity.len()),
            same: vec![None; values(first.0, &self.arity)],
            known: vec![false; values(first.1, &self.arity)],
            some: (self.old.some(was), self.new.some(now)),
            shared: Vec::new(),
        };
        for option in new.questions[now.index()].options() {
            let place = self.new.option(option);
            let Some(theirs) = namesake(option).map(|option| self.old.option(option)) else {
                continue;
            };
            if place.level != first.1 && theirs.level == place.level {
                pair.shared.push(place.level);
            }
            if place.level == first.1 && theirs.level == first.0 {
                pair.same[usize::from(theirs.value)] = Some(place.value);
                pair.known[usize::from(place.value)] = true;
            }
        }
        self.pairs.push(pair);
    }
}

/// The questions of both in one order: the new one's, and each old question that is gone right after
/// the one that stood before it.
fn in_order(old: &Pathway, new: &Pathway) -> Vec<(Option<QuestionId>, Option<QuestionId>)> {
    let named = |id: QuestionId| old.question_named(&new.questions[id.index()].name);
    let mut order: Vec<_> = new.ids().map(|id| (named(id), Some(id))).collect();
    let mut after = 0;
    for id in old.ids() {
        match order.iter().position(|(was, _)| *was == Some(id)) {
            Some(place) => after = place + 1,
            None => {
                order.insert(after, (Some(id), None));
                after += 1;
            }
        }
    }
    order
}

/// Whether a question can be answered in the same ways.
fn unchanged(old: &Pathway, was: QuestionId, new: &Pathway, now: QuestionId) -> bool {
    let (a, b) = (&old.questions[was.index()], &new.questions[now.index()]);
    let names = |pathway: &Pathway, id: QuestionId| -> Vec<Box<str>> {
        let options = pathway.questions[id.index()].options();
        options
            .map(|option| pathway.options[option.index()].clone())
            .collect()
    };
    a.choice == b.choice && a.exclusive == b.exclusive && names(old, was) == names(new, now)
}

/// The same person before both pathways: only questions that have changed need a word.
impl Relation for Joint {
    fn begin(&self, level: usize, (a, b): (u8, u8)) -> Option<Mode> {
        let at = self.changed[level]?;
        let pair = &self.pairs[at];
        if level == pair.levels.0 && b == 0 {
            // Until the new one is asked: a question's number and the old answer.
            return Some(Mode::Inside((at as u16) << 8 | u16::from(a)));
        }
        (level == pair.levels.1 && a == 0).then_some(Mode::Free)
    }

    fn step(&self, state: u16, level: usize, (a, b): (u8, u8)) -> Option<Mode> {
        let (at, was) = (usize::from(state >> 8 & 0x7F), state as u8);
        let pair = &self.pairs[at];
        if level == pair.levels.1 {
            let both = Mode::Inside(state | 1 << 15);
            // A level on which both are 0 is passed by, so here the new one is asked.
            return pair.agrees(was, b).then_some(both);
        }
        let shared = pair.shared.contains(&level);
        (!shared || a == b).then_some(Mode::Inside(state))
    }

    fn arrive(&self, state: u16, level: usize) -> Option<Mode> {
        let pair = &self.pairs[usize::from(state >> 8 & 0x7F)];
        let both = state >> 15 == 1;
        let still = if both {
            pair.levels.2
        } else {
            pair.levels.1 + 1
        };
        Some(if level < still {
            Mode::Inside(state)
        } else {
            Mode::Free
        })
    }

    fn speaks(&self, level: usize) -> bool {
        self.changed[level].is_some()
    }
}

impl Changed {
    /// Whether one person can have given both answers. What only one of the two offers is free.
    fn agrees(&self, was: u8, now: u8) -> bool {
        let lines = Some(was) == self.some.0 || Some(now) == self.some.1;
        if was == 0 || lines || !self.known[usize::from(now)] {
            return true;
        }
        self.same[usize::from(was)].is_none_or(|same| same == now)
    }
}
