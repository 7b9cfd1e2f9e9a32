//! Two catalogues of people: those who must never be sent too late, and those who must never be sent
//! too early. What is true, open or false of each, and what is asked of their advice.
//!
//! *Architecture invariant.* Plain data and three-valued logic: no file, no sentence that a visitor
//! reads, and no decision. A catalogue states plain facts about people; [`Lines`] says which of those
//! facts make which line of a question true. Whether the pathway keeps what is asked is the business
//! of `proof`.

mod entries;
mod facts;
mod lines;
mod second;
mod value;

pub use entries::{Class, Dangerous, Declared, Everyday, Person, Profession, Sex, Standing};
pub use facts::{CHILD, Facts, PlainFact, Section};
pub use lines::{Alternative, Atom, Line, Lines};
pub use second::{Compared, Second};
pub use value::Value;

/// The doors by which a person may come in, as the catalogues name them.
pub const ROUTES: [&str; 7] = [
    "untreated",
    "already_treated",
    "after_operation",
    "pelvic_or_pregnancy",
    "long_term_condition",
    "fit_no_pain",
    "under_18",
];

/// Both catalogues, and what reading them needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentinels {
    /// The plain facts.
    pub facts: Facts,
    /// What makes each line of the pathway true.
    pub lines: Lines,
    /// Who must never be sent too late.
    pub dangerous: Vec<Dangerous>,
    /// Who must never be sent too early.
    pub everyday: Vec<Everyday>,
    /// How many slips may do harm.
    pub gate: Option<Gate>,
    /// Entries that are known to fail. The list may only become shorter: an entry that fails and is
    /// not on it is a mistake, and so is one that is on it and does not fail.
    pub failing: Vec<String>,
    /// Second statements of some entries.
    pub second: Vec<Second>,
}

/// How many entries may hang on a single slip: a gate that only ever gets lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Dangerous entries that are sent too late when one line is overlooked or not sure.
    pub dangerous: usize,
    /// Everyday entries that are sent to an emergency when one line is ticked by mistake.
    pub everyday: usize,
}

impl Sentinels {
    /// By option of the pathway: whether its line is true, open or false of a person.
    pub fn lines_of(&self, person: &Person) -> Vec<Value> {
        let facts = self.facts.values(person);
        self.lines.values(&facts, person)
    }

    /// The same, if what the person may take for true were true.
    pub fn tempted_lines_of(&self, person: &Person) -> Vec<Value> {
        let facts = self.facts.tempted_values(person);
        self.lines.values(&facts, person)
    }
}
