//! Conditions: a level that is left out does not matter.

use super::store::{Built, Diagrams, Id, NO, YES};

/// A condition on the values of the levels.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct When(pub(super) Id);

impl When {
    /// Never.
    pub const NEVER: When = When(NO);
    /// Always.
    pub const ALWAYS: When = When(YES);
}

impl Diagrams {
    /// The condition once a level has this value; the level must not lie below the node's own.
    pub(super) fn given(&self, when: Id, level: usize, value: usize) -> Id {
        if self.level_of(when) == level {
            self.child_of(when, value)
        } else {
            when
        }
    }

    /// Makes the condition whose children are pending from a place on.
    fn close_when(&mut self, level: usize, from: usize) -> Built<Id> {
        let first = self.pending[from];
        if self.pending[from..].iter().all(|&child| child == first) {
            self.pending.truncate(from);
            return Ok(first);
        }
        self.intern(level, from)
    }

    /// That a level has this value.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn is(&mut self, level: usize, value: u8) -> Built<When> {
        let from = self.pending.len();
        let arity = self.arity()[level];
        self.pending
            .extend((0..arity).map(|other| if other == value { YES } else { NO }));
        self.close_when(level, from).map(When)
    }

    fn choose(&mut self, when: Id, yes: Id, no: Id) -> Built<Id> {
        if when == YES || yes == no {
            return Ok(yes);
        }
        if when == NO {
            return Ok(no);
        }
        let yes = if yes == when { YES } else { yes };
        let no = if no == when { NO } else { no };
        if yes == YES && no == NO {
            return Ok(when);
        }
        let key = [when, yes, no];
        if let Some(known) = self.remembered(key) {
            return Ok(known);
        }
        let levels = [when, yes, no].map(|id| self.level_of(id));
        let level = levels[0].min(levels[1]).min(levels[2]);
        let from = self.pending.len();
        for value in 0..usize::from(self.arity()[level]) {
            let [when, yes, no] = [when, yes, no].map(|id| self.given(id, level, value));
            let child = self.choose(when, yes, no)?;
            self.pending.push(child);
        }
        let result = self.close_when(level, from)?;
        self.remember(key, result);
        Ok(result)
    }

    /// `yes` where the condition holds, `no` elsewhere.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn either(&mut self, when: When, yes: When, no: When) -> Built<When> {
        self.choose(when.0, yes.0, no.0).map(When)
    }

    /// Both.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn and(&mut self, a: When, b: When) -> Built<When> {
        self.choose(a.0.max(b.0), a.0.min(b.0), NO).map(When)
    }

    /// At least one.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn or(&mut self, a: When, b: When) -> Built<When> {
        self.choose(a.0.max(b.0), YES, a.0.min(b.0)).map(When)
    }

    /// The first without the second.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn and_not(&mut self, a: When, b: When) -> Built<When> {
        self.choose(b.0, NO, a.0).map(When)
    }

    /// The opposite.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn not(&mut self, a: When) -> Built<When> {
        self.choose(a.0, NO, YES).map(When)
    }

    /// Any of several.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn any(&mut self, all: impl IntoIterator<Item = When>) -> Built<When> {
        let mut all = all.into_iter();
        all.try_fold(When::NEVER, |sum, one| self.or(sum, one))
    }

    /// All of several.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn all(&mut self, all: impl IntoIterator<Item = When>) -> Built<When> {
        let mut all = all.into_iter();
        all.try_fold(When::ALWAYS, |sum, one| self.and(sum, one))
    }
}
