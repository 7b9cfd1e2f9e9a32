//! Conditions and their truth.
//!
//! A condition is "all of", "any of" or "at least n of" over options and facts, and nothing nests:
//! small on purpose, so that it can be proved and read aloud. A [`Truth`] says which options are
//! ticked and which facts hold. The walk keeps two of them: what *is* so, and what *may still be*
//! so; a negated option is possible while it is not ticked for certain, and certain only once it
//! can no longer be ticked.

use alloc::vec;
use alloc::vec::Vec;

use crate::model::{FactId, OptionId, Pathway};

/// One line of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Atom {
    /// The option is ticked on a question that is shown.
    Option(OptionId),
    /// It is not.
    Not(OptionId),
    /// The fact holds.
    Fact(FactId),
}

/// How many lines must be true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Need {
    /// Every line; with no line at all, always.
    All,
    /// At least this many lines; `AtLeast(1)` is "any of".
    AtLeast(u8),
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Condition {
    /// How many lines must be true.
    pub need: Need,
    /// The lines.
    pub atoms: Vec<Atom>,
}

impl Condition {
    /// A condition that is always true.
    pub fn always() -> Self {
        Condition {
            need: Need::All,
            atoms: Vec::new(),
        }
    }

    /// A condition that is never true.
    pub fn never() -> Self {
        Condition {
            need: Need::AtLeast(1),
            atoms: Vec::new(),
        }
    }

    /// Whether it is true. `here` answers for what is asserted, `there` for what is negated; with
    /// one truth for both, this is plain truth.
    pub fn holds(&self, here: &Truth, there: &Truth) -> bool {
        let mut lines = self.atoms.iter().filter(|atom| match **atom {
            Atom::Option(option) => here.option(option),
            Atom::Not(option) => !there.option(option),
            Atom::Fact(fact) => here.fact(fact),
        });
        match self.need {
            Need::All => lines.count() == self.atoms.len(),
            Need::AtLeast(n) => n == 0 || lines.nth(usize::from(n) - 1).is_some(),
        }
    }
}

/// Which options are ticked and which facts hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Truth {
    options: Vec<u64>,
    facts: Vec<u64>,
}

fn get(bits: &[u64], index: usize) -> bool {
    bits.get(index / 64)
        .is_some_and(|word| word >> (index % 64) & 1 == 1)
}

fn set(bits: &mut [u64], index: usize, value: bool) {
    if let Some(word) = bits.get_mut(index / 64) {
        *word = *word & !(1 << (index % 64)) | u64::from(value) << (index % 64);
    }
}

impl Truth {
    /// Nothing ticked, nothing true.
    pub fn nothing(pathway: &Pathway) -> Self {
        Truth {
            options: vec![0; pathway.options.len().div_ceil(64)],
            facts: vec![0; pathway.facts.len().div_ceil(64)],
        }
    }

    /// Whether an option is ticked.
    pub fn option(&self, option: OptionId) -> bool {
        get(&self.options, option.index())
    }

    /// Whether a fact holds.
    pub fn fact(&self, fact: FactId) -> bool {
        get(&self.facts, fact.index())
    }

    /// Ticks or clears an option. Facts follow when they are settled.
    pub fn tick(&mut self, option: OptionId, value: bool) {
        set(&mut self.options, option.index(), value);
    }

    /// Works out every fact from the options ticked.
    pub fn settle(&mut self, pathway: &Pathway) {
        for (index, fact) in pathway.facts.iter().enumerate() {
            let value = fact.when.holds(self, self);
            set(&mut self.facts, index, value);
        }
    }

    /// Works out every fact that may still become true, where `certain` holds what is so already.
    pub fn settle_possible(&mut self, pathway: &Pathway, certain: &Truth) {
        for (index, fact) in pathway.facts.iter().enumerate() {
            let value = fact.when.holds(self, certain);
            set(&mut self.facts, index, value);
        }
    }
}
