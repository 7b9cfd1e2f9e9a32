//! Makes the text that a [`Book`](crate::Book) opens, whole or in two parts.
//!
//! Decides what a visitor needs before the second part has come: the start, the first questions,
//! and every word of the emergencies that their answers lead to at once. What later questions lead to
//! comes with those questions. Runs when the project is built, never in a visitor's browser.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use pathway::{Cause, Condition, OutcomeId, Pathway, QuestionId, Urgency};

use crate::book::{ENTRY, SECTION, Section};
use crate::keys::{Key, Part, Place};
use crate::text::{Piece, Slot, pieces};
use crate::{Asked, Catalogue, Lines};

/// What only later questions, advice and "About this tool" show, and what is said of answers that are
/// kept. Never what an emergency of the first questions needs.
const LATER: [Key; 92] = [
    Key::Progress,
    Key::ProgressLast,
    Key::HowOne,
    Key::ErrorOne,
    Key::FigureHint,
    Key::FigureFront,
    Key::FigureBack,
    Key::WhichTitle,
    Key::WhichHint,
    Key::WhichWhy,
    Key::CannotSay,
    Key::OtherWaysTitle,
    Key::LabelGo,
    Key::WhenCall,
    Key::WhenGo,
    Key::WhenToday,
    Key::NotesTitle,
    Key::AdviceLead,
    Key::DoTitle,
    Key::SeenTitle,
    Key::WhyTitle,
    Key::ToldUnsure,
    Key::SoonerTitle,
    Key::SoonerLead,
    Key::PathTitle,
    Key::Here,
    Key::YourVisit,
    Key::VisitTitle,
    Key::BringTitle,
    Key::AskTitle,
    Key::RulesTitle,
    Key::MayTitle,
    Key::MayNotTitle,
    Key::CheckTitle,
    Key::OnwardTitle,
    Key::NextTitle,
    Key::OptionsTitle,
    Key::AnswersTitle,
    Key::ClinicTitle,
    Key::ClinicBook,
    Key::ClinicOther,
    Key::ClinicElsewhere,
    Key::ClinicFind,
    Key::ClinicFindDoctor,
    Key::ClinicSays,
    Key::ClinicUnnamed,
    Key::TakeTitle,
    Key::Print,
    Key::PrintRest,
    Key::Copy,
    Key::Copied,
    Key::NotCopied,
    Key::Refused,
    Key::Share,
    Key::Remind,
    Key::RemindTitle,
    Key::RemindText,
    Key::ClinicFile,
    Key::Change,
    Key::Cleared,
    Key::Kept,
    Key::Restart,
    Key::SmallEmergency,
    Key::LabelToday,
    Key::LabelDays,
    Key::LabelWeeks,
    Key::LabelReady,
    Key::WhenDays,
    Key::WhenWeeks,
    Key::WhenReady,
    Key::ChangeTitle,
    Key::ChangeLead,
    Key::ChangeSign,
    Key::ChangeIf,
    Key::AboutWhatTitle,
    Key::AboutWhat,
    Key::AboutByTitle,
    Key::AboutBy,
    Key::AboutSigned,
    Key::AboutUnsigned,
    Key::AboutVersion,
    Key::AboutProofTitle,
    Key::AboutProved,
    Key::AboutUnproved,
    Key::AboutCasesTitle,
    Key::AboutCases,
    Key::AboutDataTitle,
    Key::AboutData,
    Key::AboutAccessTitle,
    Key::AboutAccess,
    Key::AboutGapsTitle,
    Key::AboutGaps,
];

impl Catalogue {
    /// The whole text.
    pub fn pack(&self) -> String {
        self.text(|_, _| true)
    }

    /// The text in two parts: what is needed before the question `from`, and everything else.
    /// `beginning` is what the pathway is as long as no later question is answered: its signs and
    /// notes are those that the first answers can lead to.
    pub fn parts(&self, beginning: &Pathway, from: QuestionId) -> (String, String) {
        let needed = Needed::of(self, beginning, from);
        let first = self.text(|section, index| needed.first(section, index));
        let later = self.text(|section, index| !needed.first(section, index));
        (first, later)
    }

    fn text(&self, holds: impl Fn(Section, usize) -> bool) -> String {
        let mut text = String::new();
        for section in Section::ALL {
            for (index, sentences) in self.entries(section).iter().enumerate() {
                if holds(section, index) {
                    text.push_str(&sentences.join("\t"));
                }
                text.push(char::from(ENTRY));
            }
            text.push(char::from(SECTION));
        }
        text
    }

    fn entries(&self, section: Section) -> Vec<Vec<&str>> {
        let asked = |part: fn(&Asked) -> &str| self.questions.iter().map(part).collect();
        match section {
            Section::Language => {
                let direction = if self.right_to_left { "rtl" } else { "" };
                one([&*self.code, &*self.name, direction, &*self.forms].to_vec())
            }
            Section::Interface => self.interface.iter().map(sentences).collect(),
            Section::Titles => one(asked(|asked| &asked.title)),
            Section::Hints => one(asked(|asked| &asked.hint)),
            Section::Whys => one(asked(|asked| &asked.why)),
            Section::Options => boxed(&self.options),
            Section::Kinds => boxed(&self.kinds),
            Section::Combinations => boxed(&self.combinations),
            Section::Rules => boxed(&self.rules),
            Section::Notes => boxed(&self.notes),
            Section::Sooner => boxed(&self.sooner),
            Section::StepTitles => one(self.steps.iter().map(|step| &*step.title).collect()),
            Section::StepTexts => one(self.steps.iter().map(|step| &*step.text).collect()),
            Section::Outcomes => self.outcomes.iter().flatten().map(sentences).collect(),
            Section::Regions => one(self.regions.iter().map(|region| &*region.id).collect()),
            Section::Expiry => one(self.regions.iter().map(|region| &*region.expires).collect()),
            Section::Dialling => one(self.regions.iter().map(|it| &*it.dialling).collect()),
            Section::Slots => (self.regions.iter())
                .flat_map(|region| &region.slots)
                .map(|value| [&*value.shown, &*value.href].to_vec())
                .collect(),
            Section::Places => (self.regions.iter())
                .flat_map(|region| &region.places)
                .map(sentences)
                .collect(),
            Section::Figure => self.drawing(),
        }
    }

    fn drawing(&self) -> Vec<Vec<&str>> {
        let figure = &self.figure;
        let head = [
            &figure.question,
            &figure.outline,
            &figure.front,
            &figure.back,
        ];
        let spots = figure.spots.iter().map(|spot| {
            let side = match (spot.front, spot.back) {
                (true, false) => "front",
                (false, true) => "back",
                _ => "both",
            };
            [side, &*spot.option, &*spot.tap, &*spot.lit].to_vec()
        });
        [head.map(|text| &**text).to_vec()]
            .into_iter()
            .chain(spots)
            .collect()
    }
}

/// What a visitor needs before the second part has come.
struct Needed<'a> {
    pathway: &'a Pathway,
    from: QuestionId,
    /// By outcome: whether an answer leads there at once.
    emergency: Vec<bool>,
    /// By slot of a country: whether a sentence that is needed has it.
    slots: Vec<bool>,
}

impl<'a> Needed<'a> {
    fn of(words: &Catalogue, pathway: &'a Pathway, from: QuestionId) -> Self {
        let mut needed = Needed {
            pathway,
            from,
            emergency: vec![false; pathway.outcomes.len()],
            slots: vec![false; words.regions.first().map_or(0, |it| it.slots.len())],
        };
        // Only what nothing can outrank ends the questions at once.
        let begin = pathway.questions[from.index()].first;
        for sign in &pathway.signs {
            let can_be = match &sign.cause {
                Cause::Option(option) => *option < begin,
                Cause::Together { when, .. } => *when != Condition::never(),
            };
            let outcome = pathway.kinds[sign.kind.index()].outcome;
            needed.emergency[outcome.index()] |= can_be && sign.urgency == Urgency::Call;
        }
        for section in Section::ALL {
            for (index, sentences) in words.entries(section).iter().enumerate() {
                if section != Section::Slots && needed.first(section, index) {
                    needed.see(sentences);
                }
            }
        }
        needed
    }

    /// Takes note of the slots in sentences.
    fn see(&mut self, sentences: &[&str]) {
        for piece in sentences.iter().flat_map(|text| pieces(text)) {
            if let Piece::Slot(Slot::Region(slot)) = piece
                && let Some(needed) = self.slots.get_mut(slot)
            {
                *needed = true;
            }
        }
    }

    fn first(&self, section: Section, index: usize) -> bool {
        match section {
            Section::Language | Section::Regions | Section::Expiry => true,
            Section::Slots => self.slots[index % self.slots.len()],
            Section::Interface => !LATER.iter().any(|key| *key as usize == index),
            Section::Titles | Section::Hints | Section::Whys => index < self.from.index(),
            Section::Options => {
                let first = &self.pathway.questions[self.from.index()].first;
                index < first.index()
            }
            Section::Kinds | Section::Combinations | Section::Rules | Section::Sooner => false,
            Section::StepTitles | Section::StepTexts => false,
            Section::Notes => self.pathway.notes.get(index).is_some_and(|note| {
                let emergency = |outcome: &OutcomeId| self.emergency[outcome.index()];
                note.when != Condition::never()
                    && (note.outcomes.is_empty() || note.outcomes.iter().any(emergency))
            }),
            Section::Outcomes => {
                let (outcome, part) = (index / Part::ALL.len(), index % Part::ALL.len());
                let shown = [Part::Title, Part::Action, Part::Buttons, Part::Leave]
                    .map(|part| part as usize);
                self.emergency[outcome] && shown.contains(&part)
            }
            Section::Places => {
                let of_a_crisis = [Place::CrisisWays, Place::AbuseWays].map(|place| place as usize);
                of_a_crisis.contains(&(index % Place::ALL.len()))
            }
            Section::Dialling | Section::Figure => false,
        }
    }
}

/// Entries of one sentence.
fn one(texts: Vec<&str>) -> Vec<Vec<&str>> {
    texts.into_iter().map(|text| [text].to_vec()).collect()
}

/// As [`one`], from boxes.
fn boxed(texts: &[Box<str>]) -> Vec<Vec<&str>> {
    one(texts.iter().map(|text| &**text).collect())
}

/// An entry of several sentences.
fn sentences(lines: &Lines) -> Vec<&str> {
    lines.iter().map(|line| &**line).collect()
}
