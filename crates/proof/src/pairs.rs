//! Two sheets side by side: what happens to the advice when one answer is different.
//!
//! The two sheets go down the levels together, a question at a time, so that "the same answers" costs
//! nothing to say; comparing them one after the other would. A [`Relation`] says which pairs of
//! values belong together. Wherever it does not say otherwise, the two people give the same answer to
//! every question that both are asked, and any answer to a question that only one of them is asked.
//!
//! *Architecture invariant.* Knows nothing of signs and urgency: only labels, and which pairs of
//! labels are wanted.

use crate::diagram::{Cheapest, Diagrams, Map, Sheets};
use crate::layout::Kind;

/// How far two sheets have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// The same so far.
    Before,
    /// Inside the question that makes the difference; the number is the relation's own.
    Inside(u16),
    /// The difference is made. Within this question the answers are the same.
    Same,
    /// The difference is made. The question is shown to one of the two only.
    Free,
}

/// Which pairs of values belong together while the difference is made.
pub trait Relation {
    /// Whether the difference may begin at a question with these two values of its first level.
    fn begin(&self, level: usize, values: (u8, u8)) -> Option<Mode>;

    /// How to go on from a level with these two values. A level on which both are 0 may be passed
    /// without a call.
    fn step(&self, inside: u16, level: usize, values: (u8, u8)) -> Option<Mode>;

    /// How a difference that is still being made comes to a level: inside, made, or too late.
    fn arrive(&self, inside: u16, level: usize) -> Option<Mode>;

    /// Whether it speaks about this question's first level even after the difference is made.
    fn speaks(&self, _: usize) -> bool {
        false
    }

    /// Whether the two must be asked the same questions.
    fn same_questions(&self) -> bool {
        false
    }
}

/// How two people answer a question once the difference is made.
fn alike((a, b): (u8, u8), some: Option<u8>, same_questions: bool) -> Option<Mode> {
    if a == b {
        let mode = if Some(a) == some {
            Mode::Same
        } else {
            Mode::Free
        };
        return Some(mode);
    }
    let one_only = a == 0 || b == 0;
    (one_only && !same_questions).then_some(Mode::Free)
}

/// A search for two sheets whose labels are wanted together.
pub struct Pairs<'a> {
    diagrams: &'a Diagrams,
    kinds: Vec<Kind>,
    relation: &'a dyn Relation,
    /// By label of the first: the labels of the second that are wanted with it, one bit each.
    wanted: Vec<u128>,
    /// By part: the labels that it holds, one bit each.
    labels: Map<Sheets, u128>,
    /// What the two smallest sheets cost, while the difference is being made and after.
    making: Map<(Sheets, Sheets, Mode), u32>,
    made: Map<(Sheets, Sheets, Mode), u32>,
}

const NO_WAY: u32 = u32::MAX;

/// Two rows of values.
pub type Two = (Vec<u8>, Vec<u8>);

impl<'a> Pairs<'a> {
    /// A search; `wanted` says of two labels, each at most `labels`, whether they are looked for.
    pub fn new(
        diagrams: &'a Diagrams,
        kinds: Vec<Kind>,
        relation: &'a dyn Relation,
        labels: usize,
        wanted: impl Fn(usize, usize) -> bool,
    ) -> Self {
        let row = |a: usize| {
            let bits = (1..=labels).filter(|&b| a > 0 && wanted(a, b));
            bits.fold(0, |row, b| row | 1 << b)
        };
        Pairs {
            diagrams,
            kinds,
            relation,
            wanted: (0..=labels).map(row).collect(),
            labels: Map::default(),
            making: Map::default(),
            made: Map::default(),
        }
    }

    /// Looks for the same labels in another relation. What is known of people whose difference is
    /// made stays known.
    pub fn relate(&mut self, relation: &'a dyn Relation) {
        if relation.same_questions() != self.relation.same_questions() {
            self.made.clear();
        }
        self.relation = relation;
        self.making.clear();
    }

    fn known(&mut self, mode: Mode) -> &mut Map<(Sheets, Sheets, Mode), u32> {
        match mode {
            Mode::Before | Mode::Inside(_) => &mut self.making,
            Mode::Same | Mode::Free => &mut self.made,
        }
    }

    /// The labels that a set holds, one bit each.
    fn labels(&mut self, part: Sheets) -> u128 {
        if let Some(label) = part.label() {
            return if label == 0 { 0 } else { 1 << label };
        }
        if let Some(&known) = self.labels.get(&part) {
            return known;
        }
        let diagrams = self.diagrams;
        let all = diagrams
            .branches(part)
            .fold(0, |all, branch| all | self.labels(branch));
        self.labels.insert(part, all);
        all
    }

    /// Whether all sheets of a set carry the same label.
    pub fn agrees(&mut self, part: Sheets) -> bool {
        self.labels(part).count_ones() == 1
    }

    /// Whether the labels below two parts leave no pair that is wanted; an empty part has none.
    fn hopeless(&mut self, a: Sheets, b: Sheets) -> bool {
        let (of_a, of_b) = (self.labels(a), self.labels(b));
        let mut rows = self.wanted.iter().enumerate();
        !rows.any(|(label, row)| of_a >> label & 1 == 1 && row & of_b != 0)
    }

    /// The least cost of two such sheets together.
    pub fn least(&mut self, cheapest: &Cheapest, a: Sheets, b: Sheets, mode: Mode) -> Option<u32> {
        let least = self.least_or(cheapest, a, b, mode);
        (least != NO_WAY).then_some(least)
    }

    fn least_or(&mut self, cheapest: &Cheapest, a: Sheets, b: Sheets, mode: Mode) -> u32 {
        let Some(mode) = self.entering(a, b, mode) else {
            return NO_WAY;
        };
        if self.hopeless(a, b) {
            return NO_WAY;
        }
        if let (Some(_), Some(_)) = (a.label(), b.label()) {
            return 0;
        }
        if let Some(&known) = self.known(mode).get(&(a, b, mode)) {
            return known;
        }
        let mut least = NO_WAY;
        for (values, next, on_a, on_b) in self.ways(a, b, mode) {
            let level = self.diagrams.level(a).min(self.diagrams.level(b));
            let own = cheapest.cost(level, values.0.into()) + cheapest.cost(level, values.1.into());
            let on = self.least_or(cheapest, on_a, on_b, next);
            least = least.min(on.saturating_add(own));
        }
        self.known(mode).insert((a, b, mode), least);
        least
    }

    /// The mode at the level that comes next; `None` when the difference should have been made.
    fn entering(&self, a: Sheets, b: Sheets, mode: Mode) -> Option<Mode> {
        let level = self.diagrams.level(a).min(self.diagrams.level(b));
        match mode {
            Mode::Inside(inside) => self.relation.arrive(inside, level),
            Mode::Before if a.label().is_some() && b.label().is_some() => None,
            // What one question asked is forgotten at the next.
            Mode::Same if self.kinds.get(level) != Some(&Kind::Ticked) => Some(Mode::Free),
            mode => Some(mode),
        }
    }

    /// Every way to go on, with the two values.
    fn ways(&self, a: Sheets, b: Sheets, mode: Mode) -> Vec<((u8, u8), Mode, Sheets, Sheets)> {
        let level = self.diagrams.level(a).min(self.diagrams.level(b));
        let arity = self.diagrams.arity()[level];
        let mut ways = Vec::new();
        for of_a in 0..arity {
            let on_a = self.diagrams.with(a, level, of_a.into());
            if on_a.is_empty() {
                continue;
            }
            for of_b in 0..arity {
                let on_b = self.diagrams.with(b, level, of_b.into());
                if on_b.is_empty() {
                    continue;
                }
                let values = (of_a, of_b);
                let next = self.steps(mode, level, values).into_iter().flatten();
                ways.extend(next.map(|next| (values, next, on_a, on_b)));
            }
        }
        ways
    }

    /// Every way to go on: the two parts that come next, and how.
    pub fn next(&self, a: Sheets, b: Sheets, mode: Mode) -> Vec<(Sheets, Sheets, Mode)> {
        let ways = self.ways(a, b, mode).into_iter();
        ways.filter_map(|(_, next, on_a, on_b)| {
            Some((on_a, on_b, self.entering(on_a, on_b, next)?))
        })
        .collect()
    }

    /// At most two ways: stay the same, or begin to differ.
    fn steps(&self, mode: Mode, level: usize, values: (u8, u8)) -> [Option<Mode>; 2] {
        let same = values.0 == values.1;
        let begin = || self.relation.begin(level, values);
        match (mode, self.kinds[level]) {
            (Mode::Inside(inside), _) => [self.relation.step(inside, level, values), None],
            (Mode::Before, Kind::Answered(_)) => [same.then_some(Mode::Before), begin()],
            (Mode::Before, Kind::Ticked) => [same.then_some(Mode::Before), None],
            (Mode::Same | Mode::Free, Kind::Answered(_)) if self.relation.speaks(level) => {
                [begin(), None]
            }
            (Mode::Same | Mode::Free, Kind::Answered(some)) => {
                [alike(values, some, self.relation.same_questions()), None]
            }
            (Mode::Same, Kind::Ticked) => [same.then_some(Mode::Same), None],
            (Mode::Free, Kind::Ticked) => [Some(Mode::Free), None],
        }
    }

    /// Whether there are two such sheets; stops at the first. A search asks either this or for the
    /// least, never both: they remember different things.
    pub fn any(&mut self, a: Sheets, b: Sheets, mode: Mode) -> bool {
        let Some(mode) = self.entering(a, b, mode) else {
            return false;
        };
        if self.hopeless(a, b) {
            return false;
        }
        if let (Some(_), Some(_)) = (a.label(), b.label()) {
            return true;
        }
        if let Some(&known) = self.known(mode).get(&(a, b, mode)) {
            return known != NO_WAY;
        }
        let found = (self.ways(a, b, mode).into_iter())
            .any(|(_, next, on_a, on_b)| self.any(on_a, on_b, next));
        let worth = if found { 0 } else { NO_WAY };
        self.known(mode).insert((a, b, mode), worth);
        found
    }

    /// Whether there are two such sheets of one set that are the same above a level; `parts` are all
    /// parts of the set.
    pub fn any_at(&mut self, parts: &[Sheets], level: usize, mode: Mode) -> bool {
        let diagrams = self.diagrams;
        let mut asked = parts.iter().filter(|&&part| diagrams.level(part) == level);
        asked.any(|&part| self.any(part, part, mode))
    }

    /// The two smallest such sheets.
    pub fn smallest(
        &mut self,
        cheapest: &Cheapest,
        a: Sheets,
        b: Sheets,
        mode: Mode,
    ) -> Option<Two> {
        let levels = self.diagrams.arity().len();
        let mut two = (vec![0; levels], vec![0; levels]);
        let (mut a, mut b, mut mode) = (a, b, mode);
        self.least(cheapest, a, b, mode)?;
        while a.label().is_none() || b.label().is_none() {
            let level = self.diagrams.level(a).min(self.diagrams.level(b));
            mode = self.entering(a, b, mode)?;
            let mut best = None;
            for (values, next, on_a, on_b) in self.ways(a, b, mode) {
                let own =
                    cheapest.cost(level, values.0.into()) + cheapest.cost(level, values.1.into());
                let cost = self
                    .least_or(cheapest, on_a, on_b, next)
                    .saturating_add(own);
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, (values, next, on_a, on_b)));
                }
            }
            let (_, (values, next, on_a, on_b)) = best?;
            two.0[level] = values.0;
            two.1[level] = values.1;
            (a, b, mode) = (on_a, on_b, next);
        }
        Some(two)
    }
}
