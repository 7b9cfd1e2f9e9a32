//! The words of one language as the widget carries them: one text, looked up by place.
//!
//! Nothing is taken apart but where entries begin, so that what a visitor never reads costs no
//! time. The text may come in two parts that have the same places: an entry that one part leaves
//! empty stands in the other. What is in neither has not arrived yet, or has no words.

use alloc::vec::Vec;
use core::cell::OnceCell;

use pathway::{OptionId, OutcomeId, Pathway, QuestionId};

use crate::UNKNOWN_REGION;
use crate::count::form;
use crate::keys::{Key, Part, Place};

/// Ends a section.
pub(crate) const SECTION: u8 = 12;
/// Ends an entry.
pub(crate) const ENTRY: u8 = b'\n';
/// Stands between the sentences of an entry.
pub(crate) const LINE: u8 = b'\t';

/// What the entries of a section belong to, in the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Language tag, own name, `rtl` where it is written from right to left, and by number the form
    /// that goes with it.
    Language,
    /// By [`Key`].
    Interface,
    /// By question: the question itself.
    Titles,
    /// By question.
    Hints,
    /// By question.
    Whys,
    /// By option.
    Options,
    /// By sign kind.
    Kinds,
    /// By combination.
    Combinations,
    /// By rule.
    Rules,
    /// By note.
    Notes,
    /// By line.
    Sooner,
    /// By step.
    StepTitles,
    /// By step.
    StepTexts,
    /// By outcome, then by [`Part`].
    Outcomes,
    /// By country: its code.
    Regions,
    /// By country: when its numbers must be checked again.
    Expiry,
    /// By country: how its telephone numbers are dialled.
    Dialling,
    /// By country, then by slot: what is shown, and where it leads.
    Slots,
    /// By country, then by [`Place`].
    Places,
    /// The drawing of a person: what it is on and its lines, then its spots.
    Figure,
}

/// How many sections there are.
const SECTIONS: usize = Section::ALL.len();

impl Section {
    /// Every section, in the order of the text.
    pub const ALL: [Self; 20] = [
        Self::Language,
        Self::Interface,
        Self::Titles,
        Self::Hints,
        Self::Whys,
        Self::Options,
        Self::Kinds,
        Self::Combinations,
        Self::Rules,
        Self::Notes,
        Self::Sooner,
        Self::StepTitles,
        Self::StepTexts,
        Self::Outcomes,
        Self::Regions,
        Self::Expiry,
        Self::Dialling,
        Self::Slots,
        Self::Places,
        Self::Figure,
    ];
}

/// One text and where its entries begin.
#[derive(Debug)]
struct Text {
    text: &'static str,
    /// By entry: where it begins and where it ends.
    entries: Vec<(u32, u32)>,
    /// By section: its first entry.
    sections: [usize; SECTIONS + 1],
}

impl Text {
    /// `None` when the text has not the sections that it must have.
    fn read(text: &'static str) -> Option<Self> {
        let mut entries = Vec::new();
        let mut sections = [0; SECTIONS + 1];
        let mut section = 0;
        let mut from = 0;
        for (at, &byte) in text.as_bytes().iter().enumerate() {
            if byte == ENTRY {
                entries.push((from, at as u32));
                from = at as u32 + 1;
            }
            if byte == SECTION {
                section += 1;
                *sections.get_mut(section)? = entries.len();
                from = at as u32 + 1;
            }
        }
        (section == SECTIONS).then_some(Text {
            text,
            entries,
            sections,
        })
    }

    /// How many entries a section has.
    fn len(&self, section: Section) -> usize {
        let [first, after] = [section as usize, section as usize + 1].map(|at| self.sections[at]);
        after - first
    }

    fn entry(&self, section: Section, index: usize) -> &'static str {
        if index >= self.len(section) {
            return "";
        }
        let entry = self.sections[section as usize] + index;
        let (from, to) = self.entries.get(entry).copied().unwrap_or((0, 0));
        self.text.get(from as usize..to as usize).unwrap_or("")
    }
}

/// The words of one language.
#[derive(Debug)]
pub struct Book {
    first: Text,
    later: OnceCell<Text>,
}

impl Book {
    /// The book of a text that `pack` has made, or of the first of its two parts. `None` when the
    /// text is not one.
    pub fn open(text: &'static str) -> Option<Self> {
        Some(Book {
            first: Text::read(text)?,
            later: OnceCell::new(),
        })
    }

    /// Adds the second part; a text that is none, or not of this book, is left out. Tells whether
    /// the book is whole now. Both must be of one language.
    pub fn add(&self, text: &'static str) -> bool {
        let language = |text: &Text| text.entry(Section::Language, 0);
        let fits = |later: &Text| {
            later.sections == self.first.sections && language(later) == language(&self.first)
        };
        if let Some(later) = Text::read(text).filter(fits) {
            // A second copy of the same part changes nothing.
            let _ = self.later.set(later);
        }
        self.later.get().is_some()
    }

    fn entry(&self, section: Section, index: usize) -> &'static str {
        let first = self.first.entry(section, index);
        match self.later.get() {
            Some(later) if first.is_empty() => later.entry(section, index),
            _ => first,
        }
    }

    /// Language tag, for the `lang` attribute.
    pub fn code(&self) -> &'static str {
        self.entry(Section::Language, 0)
    }

    /// The language's own name.
    pub fn name(&self) -> &'static str {
        self.entry(Section::Language, 1)
    }

    /// Whether it is written from right to left.
    pub fn right_to_left(&self) -> bool {
        !self.entry(Section::Language, 2).is_empty()
    }

    /// The first sentence of a key.
    pub fn key(&self, key: Key) -> &'static str {
        self.lines(key).next().unwrap_or("")
    }

    /// The sentence of a key in [`Key::COUNTED`], in the form that goes with a number.
    pub fn counted(&self, key: Key, number: u8) -> &'static str {
        let form = form(self.entry(Section::Language, 3), number);
        self.lines(key).nth(form).unwrap_or("")
    }

    /// All sentences of a key.
    pub fn lines(&self, key: Key) -> Sentences {
        Sentences(self.entry(Section::Interface, key as usize))
    }

    /// One part of an outcome's words.
    pub fn part(&self, outcome: OutcomeId, part: Part) -> Sentences {
        let index = outcome.index() * Part::ALL.len() + part as usize;
        Sentences(self.entry(Section::Outcomes, index))
    }

    /// A question, as a heading. Empty on a "which one?" screen, which has words of its own.
    pub fn title(&self, question: QuestionId) -> &'static str {
        self.entry(Section::Titles, question.index())
    }

    /// The sentence below a question; empty where there is none.
    pub fn hint(&self, question: QuestionId) -> &'static str {
        self.entry(Section::Hints, question.index())
    }

    /// Why a question is asked.
    pub fn why(&self, question: QuestionId) -> &'static str {
        self.entry(Section::Whys, question.index())
    }

    /// The label of an option; on a "which one?" screen, the label of the line that it is about.
    pub fn label(&self, pathway: &Pathway, option: OptionId) -> &'static str {
        let own = self.entry(Section::Options, option.index());
        if !own.is_empty() {
            return own;
        }
        let question = &pathway.questions[pathway.question_of(option).index()];
        question
            .which_of
            .and_then(|parent| pathway.option_named(parent, &pathway.options[option.index()]))
            .map_or("", |line| self.entry(Section::Options, line.index()))
    }

    /// The reason of a sign that counts alone, by its kind.
    pub fn kind(&self, index: usize) -> &'static str {
        self.entry(Section::Kinds, index)
    }

    /// The reason of a combination, by its place among them.
    pub fn combination(&self, index: usize) -> &'static str {
        self.entry(Section::Combinations, index)
    }

    /// The reason of a navigation rule.
    pub fn rule(&self, index: usize) -> &'static str {
        self.entry(Section::Rules, index)
    }

    /// A note.
    pub fn note(&self, index: usize) -> &'static str {
        self.entry(Section::Notes, index)
    }

    /// A line of "get help sooner if".
    pub fn sooner(&self, index: usize) -> &'static str {
        self.entry(Section::Sooner, index)
    }

    /// The steps of the care path: name, and what happens there.
    pub fn steps(&self) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
        (0..self.first.len(Section::StepTitles)).map(|step| {
            (
                self.entry(Section::StepTitles, step),
                self.entry(Section::StepTexts, step),
            )
        })
    }

    /// The codes of the countries, the unknown region among them.
    pub fn regions(&self) -> impl Iterator<Item = &'static str> + '_ {
        (0..self.first.len(Section::Regions)).map(|region| self.entry(Section::Regions, region))
    }

    /// The country with this code, or the unknown region.
    pub fn region(&self, code: &str) -> RegionId {
        let named = |code: &str| self.regions().position(|known| known == code);
        RegionId(named(code).or_else(|| named(UNKNOWN_REGION)).unwrap_or(0))
    }

    /// When a country's numbers must be checked again, `YYYY-MM-DD`.
    pub fn expires(&self, region: RegionId) -> &'static str {
        self.entry(Section::Expiry, region.0)
    }

    /// How the telephone numbers of the country with this code are dialled: see
    /// `content/regions/GB.toml`. Empty where nobody has said.
    pub fn dialling(&self, code: &str) -> &'static str {
        self.entry(Section::Dialling, self.region(code).0)
    }

    /// What fills a slot of a country: the words or number, and where it leads: `tel:` and digits,
    /// an `https` address, or nothing for plain words.
    pub fn slot(&self, region: RegionId, slot: usize) -> (&'static str, &'static str) {
        let slots = self.first.len(Section::Slots);
        let each = slots / self.first.len(Section::Regions).max(1);
        let mut parts = Sentences(self.entry(Section::Slots, region.0 * each + slot));
        (parts.next().unwrap_or(""), parts.next().unwrap_or(""))
    }

    /// Sentences that hold in one country only.
    pub fn place(&self, region: RegionId, place: Place) -> Sentences {
        let index = region.0 * Place::ALL.len() + place as usize;
        Sentences(self.entry(Section::Places, index))
    }

    /// The drawing of a person: the name of the question that has it, the line around the body, and
    /// the fine lines of the front and of the back. Nothing where it has not come, or there is none.
    pub fn figure(&self) -> Sentences {
        Sentences(self.entry(Section::Figure, 0))
    }

    /// The spots of the drawing, in order: from where it is seen (`front`, `back` or `both`), the
    /// option it stands for, what can be tapped, which may be empty, and what is lit.
    pub fn spots(&self) -> impl Iterator<Item = Sentences> + '_ {
        (1..self.first.len(Section::Figure))
            .map(|spot| Sentences(self.entry(Section::Figure, spot)))
    }
}

/// A country of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegionId(usize);

/// The sentences of an entry.
#[derive(Clone, Debug)]
pub struct Sentences(&'static str);

impl Iterator for Sentences {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        if self.0.is_empty() {
            return None;
        }
        let end = self.0.bytes().position(|byte| byte == LINE);
        let (line, rest) = match end {
            Some(end) => (self.0.get(..end)?, self.0.get(end + 1..)?),
            None => (self.0, ""),
        };
        self.0 = rest;
        Some(line)
    }
}
