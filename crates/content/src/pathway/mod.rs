//! Compiles `content/pathway` into a [`Pathway`].
//!
//! Knows what the content means and nothing of what it is about: no question, sign or outcome is
//! named here.

mod conditions;
mod questions;
mod rules;

use std::collections::HashMap;
use std::path::Path;

use pathway::{FactId, KindId, Outcome, OutcomeId, Parts, Pathway, QuestionId, StepId, Urgency};

use crate::problem::nearest;
use crate::reader::{Findings, Table, Text, parse, read, read_folder};

/// The option that says "none of these", on every question that offers it.
pub const NONE: &str = "none";
/// The option that says "not sure", on every question that offers it.
pub const UNSURE: &str = "unsure";
/// The option of a "which one?" screen that says "I cannot say".
pub const CANNOT_SAY: &str = "cannot_say";
/// What the id of a "which one?" screen ends with.
pub const WHICH: &str = "_which";

/// Where each statement of the pathway comes from: the source rows of options, signs and rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// By option, in the order of the pathway.
    pub options: Vec<Vec<String>>,
    /// By sign.
    pub signs: Vec<Vec<String>>,
    /// By rule, fallbacks last.
    pub rules: Vec<Vec<String>>,
    /// When a clinician signed, `YYYY-MM-DD`; empty: nobody has.
    pub reviewed_on: String,
}

/// Compiles the folder. The result is `None` when a mistake leaves nothing to build on.
pub fn compile(root: &Path, findings: &mut Findings) -> Option<(Pathway, Sources)> {
    let before = findings.0.len();
    let main = read(root, "pathway/pathway.toml", findings);
    let questions = read_folder(root, "pathway/questions", findings);
    let facts = read(root, "pathway/facts.toml", findings);
    let signs = read(root, "pathway/signs.toml", findings);
    let rules = read(root, "pathway/rules.toml", findings);
    let notes = read(root, "pathway/notes.toml", findings);

    let mut builder = Builder::default();
    let parsed = parse(&main, findings);
    builder.main(Table::root(&main, &parsed), findings);
    let parsed_rules = parse(&rules, findings);
    let mut rule_table = Table::root(&rules, &parsed_rules);
    builder.safety(&mut rule_table, findings);

    let parsed: Vec<_> = questions.iter().map(|file| parse(file, findings)).collect();
    let mut asks = Vec::new();
    for (file, parsed) in questions.iter().zip(&parsed) {
        let mut table = Table::root(file, parsed);
        for question in table.tables("question", findings) {
            asks.extend(builder.question(question, findings));
        }
        table.finish(findings);
    }
    let parsed = parse(&facts, findings);
    builder.facts(Table::root(&facts, &parsed), findings);
    for (question, mut ask) in asks {
        let condition = builder.condition(&mut ask, Some(question), findings);
        ask.finish(findings);
        builder.parts.questions[question.index()].ask = condition;
    }
    let parsed = parse(&signs, findings);
    builder.combinations(Table::root(&signs, &parsed), findings);
    builder.rules(rule_table, findings);
    let parsed = parse(&notes, findings);
    builder.notes(Table::root(&notes, &parsed), findings);
    builder.unused(findings);
    if findings.0.len() > before {
        return None;
    }
    match Pathway::new(builder.parts) {
        Ok(pathway) => Some((pathway, builder.sources)),
        Err(error) => {
            findings.whole("pathway", error.to_string(), None);
            None
        }
    }
}

/// Urgency as the content writes it: the day count comes separately.
#[derive(Clone, Copy, PartialEq)]
enum Level {
    Ready,
    Weeks,
    Days,
    Today,
    Go,
    Call,
}

const LEVELS: [(&str, Level); 6] = [
    ("call", Level::Call),
    ("go", Level::Go),
    ("today", Level::Today),
    ("days", Level::Days),
    ("weeks", Level::Weeks),
    ("ready", Level::Ready),
];

#[derive(Default)]
struct Builder<'a> {
    parts: Parts,
    sources: Sources,
    /// Where each sign kind was declared, with its level.
    levels: Vec<(String, Level)>,
    /// Kinds by name, once their safety rules are read.
    kinds: HashMap<String, KindId>,
    outcomes: Vec<String>,
    /// Facts by name, for conditions; those written are also kept with their place.
    facts: HashMap<String, FactId>,
    written_facts: Vec<(FactId, Text<'a>)>,
    /// By fact, the last question it reads.
    latest: Vec<Option<QuestionId>>,
    /// Which written facts some condition reads.
    used: Vec<FactId>,
}
impl<'a> Builder<'a> {
    fn main(&mut self, mut table: Table<'a>, findings: &mut Findings) {
        let name = table.text("id", findings);
        let version = table.text("version", findings);
        let reviewed_by = table.text("reviewed_by", findings);
        let reviewed_on = table.text("reviewed_on", findings);
        self.sources.reviewed_on = reviewed_on.map_or("", |date| date.text).into();
        let expires_on = table.text("expires_on", findings);
        if let Some(longest) = table.number("longest", 1..=254, findings) {
            self.parts.longest = longest;
        }
        let boxed = |text: Option<Text<'_>>| text.map_or("", |text| text.text).into();
        self.parts.name = boxed(name);
        self.parts.version = boxed(version);
        self.parts.reviewed_by = boxed(reviewed_by);
        self.parts.expires_on = boxed(expires_on);
        if let Some(date) = expires_on.filter(|date| !is_date(date.text)) {
            let message = format!("`{}` is not a date", date.text);
            findings.at(date.place, message, Some("write it 2027-01-31".into()));
        }
        for mut kind in table.tables("sign_kind", findings) {
            let id = kind.text("id", findings);
            let level = kind.text("urgency", findings);
            if let (Some(id), Some(level)) = (id, level) {
                let level = self.level(level, findings).unwrap_or(Level::Call);
                self.unique(
                    id,
                    self.levels.iter().any(|(name, _)| name == id.text),
                    findings,
                );
                self.levels.push((id.text.into(), level));
            }
            kind.finish(findings);
        }
        for mut step in table.tables("step", findings) {
            if let Some(id) = step.text("id", findings) {
                self.parts.steps.push(id.text.into());
            }
            step.finish(findings);
        }
        for mut outcome in table.tables("outcome", findings) {
            let id = outcome.text("id", findings);
            let step = outcome.text_if("step", findings).and_then(|step| {
                let place = self
                    .parts
                    .steps
                    .iter()
                    .position(|name| **name == *step.text);
                let known = self.parts.steps.iter().map(|name| &**name);
                self.known("step", step, place, known, findings)
            });
            let exercise_provider = outcome.flag("exercise_provider", findings);
            if let Some(id) = id {
                self.unique(
                    id,
                    self.outcomes.iter().any(|name| name == id.text),
                    findings,
                );
                self.outcomes.push(id.text.into());
                self.parts.outcomes.push(Outcome {
                    name: id.text.into(),
                    step: step.map(|step| StepId(step as u8)),
                    exercise_provider,
                });
            }
            outcome.finish(findings);
        }
        table.finish(findings);
    }

    fn level(&self, text: Text<'_>, findings: &mut Findings) -> Option<Level> {
        let place = LEVELS.iter().position(|(name, _)| *name == text.text);
        let names = LEVELS.iter().map(|(name, _)| *name);
        self.known("urgency", text, place, names, findings)
            .map(|place| LEVELS[place].1)
    }

    /// The index, or a mistake with the nearest name.
    fn known<'n>(
        &self,
        what: &str,
        written: Text<'_>,
        found: Option<usize>,
        valid: impl IntoIterator<Item = &'n str>,
        findings: &mut Findings,
    ) -> Option<usize> {
        if found.is_none() {
            findings.at(
                written.place,
                format!("there is no {what} `{}`", written.text),
                nearest(written.text, valid),
            );
        }
        found
    }

    fn unique(&self, id: Text<'_>, taken: bool, findings: &mut Findings) {
        if taken {
            findings.at(id.place, format!("`{}` is named twice", id.text), None);
        }
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if id.text.is_empty() || !id.text.chars().all(good) {
            let help = "lower-case letters, digits and `_`";
            findings.at(
                id.place,
                format!("`{}` is not an id", id.text),
                Some(help.into()),
            );
        }
    }

    fn outcome(&self, table: &mut Table<'a>, findings: &mut Findings) -> OutcomeId {
        let found = table.text("outcome", findings).and_then(|outcome| {
            let place = self.outcomes.iter().position(|name| name == outcome.text);
            let valid = self.outcomes.iter().map(String::as_str);
            self.known("outcome", outcome, place, valid, findings)
        });
        OutcomeId(found.unwrap_or(0) as u8)
    }

    fn policy(&self, table: &mut Table<'a>, findings: &mut Findings) -> Box<str> {
        table
            .text("policy", findings)
            .map_or("", |text| text.text)
            .into()
    }
}

fn urgency(level: Level, days: u8) -> Urgency {
    match level {
        Level::Ready => Urgency::Ready,
        Level::Weeks => Urgency::Weeks,
        Level::Days => Urgency::Days(days),
        Level::Today => Urgency::Today,
        Level::Go => Urgency::Go,
        Level::Call => Urgency::Call,
    }
}

fn strings(texts: &[Text<'_>]) -> Vec<String> {
    texts.iter().map(|text| text.text.into()).collect()
}

fn is_date(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    let digits = |part: &str, len| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    matches!(parts[..], [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2))
}
