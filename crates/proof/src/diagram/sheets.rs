//! Sets of answer sheets, each sheet perhaps with a label: a level that is left out has value 0.

use super::measure::Map;
use super::store::{Built, Diagrams, Id, LEAVES, NO, NodeLimit, YES};
use super::when::When;

/// A set of rows of values. A row that is in it carries a label, 1 unless another was given.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Sheets(pub(super) Id);

/// Which operation a remembered result is of: leaves that no condition can be, so that conditions
/// and sets share one memory.
const KEEP: Id = LEAVES - 1;
const DROP: Id = LEAVES - 2;
const JOIN: Id = LEAVES - 3;
const MINUS: Id = LEAVES - 4;
const BOTH: Id = LEAVES - 5;
const _: () = assert!(BOTH < MINUS && MINUS < JOIN && JOIN < DROP && DROP < KEEP && KEEP < LEAVES);

impl Sheets {
    /// No sheet.
    pub const NONE: Sheets = Sheets(NO);
    /// The one sheet on which every level is 0.
    pub const BLANK: Sheets = Sheets(YES);

    /// The blank sheet, with a label.
    ///
    /// # Errors
    /// When the label is 0, which means "not in the set", or too large.
    pub fn labelled(label: usize) -> Built<Sheets> {
        match Id::try_from(label) {
            Ok(label) if (1..BOTH).contains(&label) => Ok(Sheets(label)),
            _ => Err(NodeLimit),
        }
    }

    /// The label, where the rest of the sheet is blank; 0 where there is no sheet.
    pub fn label(self) -> Option<usize> {
        (self.0 < LEAVES).then_some(self.0 as usize)
    }

    /// Whether there is no sheet.
    pub fn is_empty(self) -> bool {
        self == Sheets::NONE
    }
}

impl Diagrams {
    /// The first level that is not 0 on every sheet; below all levels when there is none.
    pub fn level(&self, sheets: Sheets) -> usize {
        self.level_of(sheets.0)
    }

    /// The sheets that have this value at a level, without the levels above; the level must not lie
    /// below the set's own.
    pub fn with(&self, sheets: Sheets, level: usize, value: usize) -> Sheets {
        Sheets(self.value(sheets.0, level, value))
    }

    /// By value of the set's own level: the sheets that have it.
    pub fn branches(&self, sheets: Sheets) -> impl ExactSizeIterator<Item = Sheets> + '_ {
        self.children_of(sheets.0).iter().map(|&id| Sheets(id))
    }

    fn value(&self, sheets: Id, level: usize, value: usize) -> Id {
        if self.level_of(sheets) == level {
            self.child_of(sheets, value)
        } else if value == 0 {
            sheets
        } else {
            NO
        }
    }

    /// Makes the set whose children are pending from a place on.
    fn close_sheets(&mut self, level: usize, from: usize) -> Built<Id> {
        if self.pending[from + 1..].iter().all(|&child| child == NO) {
            let first = self.pending[from];
            self.pending.truncate(from);
            return Ok(first);
        }
        self.intern(level, from)
    }

    /// The set that is given by its parts, one for each value of a level.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn gather(&mut self, level: usize, parts: &[Sheets]) -> Built<Sheets> {
        let from = self.pending.len();
        self.pending.extend(parts.iter().map(|part| part.0));
        self.close_sheets(level, from).map(Sheets)
    }

    /// The sheets on which a condition holds, with their labels.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn keep(&mut self, sheets: Sheets, when: When) -> Built<Sheets> {
        self.filter(sheets.0, when.0, KEEP).map(Sheets)
    }

    /// The sheets on which a condition does not hold, with their labels.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn drop(&mut self, sheets: Sheets, when: When) -> Built<Sheets> {
        self.filter(sheets.0, when.0, DROP).map(Sheets)
    }

    fn filter(&mut self, sheets: Id, when: Id, how: Id) -> Built<Id> {
        if sheets == NO {
            return Ok(NO);
        }
        // Levels that the set leaves out are 0.
        let own = self.level_of(sheets);
        let mut when = when;
        while self.level_of(when) < own {
            when = self.child_of(when, 0);
        }
        if when == YES || when == NO {
            return Ok(if (when == YES) == (how == KEEP) {
                sheets
            } else {
                NO
            });
        }
        let key = [how, sheets, when];
        if let Some(known) = self.remembered(key) {
            return Ok(known);
        }
        let from = self.pending.len();
        for value in 0..usize::from(self.arity()[own]) {
            let child = self.child_of(sheets, value);
            let child = self.filter(child, self.given(when, own, value), how)?;
            self.pending.push(child);
        }
        let result = self.close_sheets(own, from)?;
        self.remember(key, result);
        Ok(result)
    }

    /// The sheets of both sets; one that is in both keeps its label from the first.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn join(&mut self, a: Sheets, b: Sheets) -> Built<Sheets> {
        self.merge(a.0, b.0, JOIN).map(Sheets)
    }

    /// The sheets of the first set that are not in the second.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn minus(&mut self, a: Sheets, b: Sheets) -> Built<Sheets> {
        self.merge(a.0, b.0, MINUS).map(Sheets)
    }

    fn merge(&mut self, a: Id, b: Id, how: Id) -> Built<Id> {
        if b == NO || a == b {
            return Ok(if a == b && how == MINUS { NO } else { a });
        }
        if a == NO {
            return Ok(if how == MINUS { NO } else { b });
        }
        let level = self.level_of(a).min(self.level_of(b));
        if a < LEAVES && b < LEAVES {
            return Ok(if how == MINUS { NO } else { a });
        }
        let key = [how, a, b];
        if let Some(known) = self.remembered(key) {
            return Ok(known);
        }
        let from = self.pending.len();
        for value in 0..usize::from(self.arity()[level]) {
            let [a, b] = [a, b].map(|id| self.value(id, level, value));
            let child = self.merge(a, b, how)?;
            self.pending.push(child);
        }
        let result = self.close_sheets(level, from)?;
        self.remember(key, result);
        Ok(result)
    }

    /// The sheets that are in both sets, with their labels from the first.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn both(&mut self, a: Sheets, b: Sheets) -> Built<Sheets> {
        self.meet(a.0, b.0).map(Sheets)
    }

    fn meet(&mut self, a: Id, b: Id) -> Built<Id> {
        if a == NO || b == NO || a == b {
            return Ok(if a == b { a } else { NO });
        }
        if a < LEAVES && b < LEAVES {
            return Ok(a);
        }
        let key = [BOTH, a, b];
        if let Some(known) = self.remembered(key) {
            return Ok(known);
        }
        // A level that one of them leaves out is 0 on all sheets of both.
        let (of_a, of_b) = (self.level_of(a), self.level_of(b));
        let result = if of_a < of_b {
            self.meet(self.child_of(a, 0), b)?
        } else if of_b < of_a {
            self.meet(a, self.child_of(b, 0))?
        } else {
            let from = self.pending.len();
            for value in 0..usize::from(self.arity()[of_a]) {
                let child = self.meet(self.child_of(a, value), self.child_of(b, value))?;
                self.pending.push(child);
            }
            self.close_sheets(of_a, from)?
        };
        self.remember(key, result);
        Ok(result)
    }

    /// All the sheets of several sets that have none in common.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn join_all(&mut self, mut sets: Vec<Sheets>) -> Built<Sheets> {
        while sets.len() > 1 {
            let mut halved = Vec::with_capacity(sets.len().div_ceil(2));
            for pair in sets.chunks(2) {
                halved.push(match *pair {
                    [a, b] => self.join(a, b)?,
                    _ => pair[0],
                });
            }
            sets = halved;
        }
        Ok(sets.first().copied().unwrap_or(Sheets::NONE))
    }

    /// The same sheets with the end of each replaced: by the set that is given for its label, whose
    /// levels must lie below all levels used so far.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn replace_ends(
        &mut self,
        sheets: Sheets,
        end: &mut dyn FnMut(usize) -> Built<Sheets>,
    ) -> Built<Sheets> {
        let mut done: Map<Id, Id> = Map::default();
        done.insert(NO, NO);
        self.replaced(sheets.0, end, &mut done).map(Sheets)
    }

    fn replaced(
        &mut self,
        id: Id,
        end: &mut dyn FnMut(usize) -> Built<Sheets>,
        done: &mut Map<Id, Id>,
    ) -> Built<Id> {
        if let Some(&known) = done.get(&id) {
            return Ok(known);
        }
        let result = if id < LEAVES {
            end(id as usize)?.0
        } else {
            let level = self.level_of(id);
            let from = self.pending.len();
            for value in 0..usize::from(self.arity()[level]) {
                let child = self.replaced(self.child_of(id, value), end, done)?;
                self.pending.push(child);
            }
            self.close_sheets(level, from)?
        };
        done.insert(id, result);
        Ok(result)
    }

    /// The same sheets with the label that is given for each label; 0 takes the sheet away.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn relabel(&mut self, sheets: Sheets, label: &dyn Fn(usize) -> usize) -> Built<Sheets> {
        self.replace_ends(sheets, &mut |old| match label(old) {
            0 => Ok(Sheets::NONE),
            new => Sheets::labelled(new),
        })
    }

    /// The sheets that are not 0 at a level and whose part from there on is wanted.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn through(
        &mut self,
        sheets: Sheets,
        level: usize,
        wanted: &dyn Fn(Sheets) -> bool,
    ) -> Built<Sheets> {
        let mut done: Map<Id, Id> = Map::default();
        self.passed(sheets.0, level, wanted, &mut done).map(Sheets)
    }

    fn passed(
        &mut self,
        id: Id,
        to: usize,
        wanted: &dyn Fn(Sheets) -> bool,
        done: &mut Map<Id, Id>,
    ) -> Built<Id> {
        let level = self.level_of(id);
        if level >= to {
            return Ok(if level == to && wanted(Sheets(id)) {
                id
            } else {
                NO
            });
        }
        if let Some(&known) = done.get(&id) {
            return Ok(known);
        }
        let from = self.pending.len();
        for value in 0..usize::from(self.arity()[level]) {
            let child = self.passed(self.child_of(id, value), to, wanted, done)?;
            self.pending.push(child);
        }
        let result = self.close_sheets(level, from)?;
        done.insert(id, result);
        Ok(result)
    }

    /// The set and all its parts, a level after the other.
    pub fn parts(&self, sheets: Sheets) -> Vec<Sheets> {
        let mut seen: Map<Id, ()> = Map::default();
        let mut found = Vec::new();
        let mut open = vec![sheets.0];
        while let Some(id) = open.pop() {
            if id != NO && seen.insert(id, ()).is_none() {
                found.push(Sheets(id));
                open.extend_from_slice(self.children_of(id));
            }
        }
        found.sort_by_key(|&part| (self.level(part), part));
        found
    }

    /// By level and value above 0: whether any sheet has it.
    pub fn values(&self, sheets: Sheets) -> Vec<Vec<bool>> {
        let levels = self.arity().iter();
        let mut reached: Vec<_> = levels.map(|&arity| vec![false; arity.into()]).collect();
        for part in self.parts(sheets) {
            for (value, branch) in self.branches(part).enumerate() {
                reached[self.level(part)][value] |= value > 0 && !branch.is_empty();
            }
        }
        reached
    }

    /// Where a row of values leads: its label, 0 when it is not in the set.
    pub fn find(&self, sheets: Sheets, values: &[u8]) -> usize {
        let mut id = sheets.0;
        for (level, &value) in values.iter().enumerate() {
            id = self.value(id, level, value.into());
        }
        id as usize
    }
}
