//! The catalogue of one language: every sentence that a person can read, and the slots in them.
//!
//! *Architecture invariant.* Holds sentences and says where they belong; decides nothing, and
//! knows no DOM. A rule never holds a sentence and a sentence never holds a rule: words are found
//! by the ids of a [`pathway::Pathway`], and the catalogue was checked against it when it was
//! compiled. Countries come in as [`Region`]s: numbers and services that fill slots.
#![no_std]

extern crate alloc;

mod book;
mod count;
mod figure;
mod keys;
mod pack;
mod text;

use alloc::boxed::Box;
use alloc::vec::Vec;

use pathway::{OptionId, Pathway, QuestionId};

pub use book::{Book, RegionId, Section, Sentences};
pub use figure::{Figure, Spot};
pub use keys::{Key, Part, Place};
pub use text::{Piece, Slot, Value, pieces, slot_char};

/// Sentences that stand together: usually one.
pub type Lines = Vec<Box<str>>;

/// The words of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The question, as a heading.
    pub title: Box<str>,
    /// A short sentence below it; may be empty.
    pub hint: Box<str>,
    /// Why it is asked.
    pub why: Box<str>,
}

/// The words of a step of the care path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub title: Box<str>,
    /// What happens there.
    pub text: Box<str>,
}

/// What fills the slots of one country, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The country's code, `ZZ` for the unknown region.
    pub id: Box<str>,
    /// When its numbers must be checked again, `YYYY-MM-DD`.
    pub expires: Box<str>,
    /// How its own telephone numbers are written and dialled; empty where nobody has said. See
    /// `content/regions/GB.toml`.
    pub dialling: Box<str>,
    /// The values of the region's slots, in the order of the catalogue.
    pub slots: Vec<Value>,
    /// Sentences that hold in this country only, by [`Place`].
    pub places: Vec<Lines>,
}

/// The words of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// Language tag, for the `lang` attribute.
    pub code: Box<str>,
    /// The language's own name.
    pub name: Box<str>,
    /// Who has signed these words; empty while nobody has.
    pub reviewed_by: Box<str>,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// By number, from 0: the place of the form that goes with it, as a digit. The last digit holds
    /// for all numbers after it.
    pub forms: Box<str>,
    /// By [`Key`].
    pub interface: Vec<Lines>,
    /// By question. A "which one?" screen has its own words, shared by all of them.
    pub questions: Vec<Asked>,
    /// By option; empty for the lines of a "which one?" screen, which are those of its question.
    pub options: Vec<Box<str>>,
    /// By sign kind: the reason of a sign that counts alone.
    pub kinds: Vec<Box<str>>,
    /// By combination, in their order among the signs.
    pub combinations: Vec<Box<str>>,
    /// By navigation rule, fallbacks last.
    pub rules: Vec<Box<str>>,
    /// By note.
    pub notes: Vec<Box<str>>,
    /// By "get help sooner if" line.
    pub sooner: Vec<Box<str>>,
    /// By step of the care path.
    pub steps: Vec<Step>,
    /// By outcome, then by [`Part`].
    pub outcomes: Vec<Vec<Lines>>,
    /// The countries; the unknown region is always there.
    pub regions: Vec<Region>,
    /// The drawing of a person, the same in every language.
    pub figure: Figure,
}

/// The code of the unknown region.
pub const UNKNOWN_REGION: &str = "ZZ";

impl Catalogue {
    /// The first sentence of a key.
    pub fn key(&self, key: Key) -> &str {
        self.lines(key).first().map_or("", |line| line)
    }

    /// All sentences of a key.
    pub fn lines(&self, key: Key) -> &[Box<str>] {
        self.interface.get(key as usize).map_or(&[], Vec::as_slice)
    }

    /// The sentence of a key in [`Key::COUNTED`], in the form that goes with a number.
    pub fn counted(&self, key: Key, number: u8) -> &str {
        let form = self.lines(key).get(count::form(&self.forms, number));
        form.map_or("", |line| line)
    }

    /// One part of an outcome's words.
    pub fn part(&self, outcome: pathway::OutcomeId, part: Part) -> &[Box<str>] {
        self.outcomes
            .get(outcome.index())
            .and_then(|parts| parts.get(part as usize))
            .map_or(&[], Vec::as_slice)
    }

    /// The words of a question.
    pub fn asked(&self, question: QuestionId) -> Option<&Asked> {
        self.questions.get(question.index())
    }

    /// The label of an option; on a "which one?" screen, the label of the line that it is about.
    pub fn label(&self, pathway: &Pathway, option: OptionId) -> &str {
        let own = self.options.get(option.index()).map_or("", |label| label);
        if !own.is_empty() {
            return own;
        }
        let question = &pathway.questions[pathway.question_of(option).index()];
        question
            .which_of
            .and_then(|parent| pathway.option_named(parent, &pathway.options[option.index()]))
            .and_then(|line| self.options.get(line.index()))
            .map_or("", |label| label)
    }

    /// The country with this code, or the unknown region.
    pub fn region(&self, code: &str) -> Option<&Region> {
        let named = |code: &str| self.regions.iter().find(|region| &*region.id == code);
        named(code).or_else(|| named(UNKNOWN_REGION))
    }
}
