//! Makes the text that a [`Book`](crate::Book) opens, whole or a part of it. Runs when the project
//! is built, never in a visitor's browser.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::book::{ENTRY, SECTION, Section};
use crate::{Asked, Catalogue, Lines};

impl Catalogue {
    /// The whole text.
    pub fn pack(&self) -> String {
        self.pack_where(|_, _| true)
    }

    /// The text with those entries that are wanted; the others stand in their places and are empty.
    pub fn pack_where(&self, wanted: impl Fn(Section, usize) -> bool) -> String {
        let mut text = String::new();
        for section in Section::ALL {
            for (index, sentences) in self.entries(section).iter().enumerate() {
                if wanted(section, index) {
                    text.push_str(&sentences.join("\t"));
                }
                text.push(char::from(ENTRY));
            }
            text.push(char::from(SECTION));
        }
        text
    }

    /// The sentences of each entry of a section, in order.
    pub fn entries(&self, section: Section) -> Vec<Vec<&str>> {
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
