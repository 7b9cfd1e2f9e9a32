//! Compiles `content/pathway` into a [`Pathway`].
//!
//! Knows what the content means and nothing of what it is about: no question, sign or outcome is
//! named here.

use std::collections::HashMap;
use std::path::Path;

use pathway::{
    Atom, Cause, Choice, Condition, Fact, FactId, Kind, KindId, Need, Note, OptionId, Outcome,
    OutcomeId, Parts, Pathway, Question, QuestionId, Rule, Sign, Sooner, StepId, Urgency,
};

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
        table.text("reviewed_on", findings);
        let expires_on = table.text("expires_on", findings);
        match table.number_if("longest", findings) {
            Some(longest) => self.parts.longest = longest,
            None => findings.at(table.place, "`longest` is missing".into(), None),
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

    fn safety(&mut self, table: &mut Table<'a>, findings: &mut Findings) {
        let whole = table.place;
        for mut rule in table.tables("safety", findings) {
            let id = rule.text("id", findings);
            let policy = self.policy(&mut rule, findings);
            let outcome = self.outcome(&mut rule, findings);
            if let (Some(id), Some(sign)) = (id, rule.text("sign", findings)) {
                let place = self.levels.iter().position(|(name, _)| name == sign.text);
                let valid = self.levels.iter().map(|(name, _)| name.as_str());
                self.known("sign kind", sign, place, valid, findings);
                self.unique(id, self.kinds.contains_key(sign.text), findings);
                let kind = KindId(self.parts.kinds.len() as u8);
                self.kinds.insert(sign.text.into(), kind);
                self.parts.kinds.push(Kind {
                    name: sign.text.into(),
                    policy,
                    outcome,
                });
            }
            rule.finish(findings);
        }
        for (name, _) in &self.levels {
            if !self.kinds.contains_key(name) {
                findings.at(
                    whole,
                    format!("no safety rule says where `{name}` leads"),
                    None,
                );
            }
        }
    }

    /// A sign's kind and urgency, from its name and the day count beside it.
    fn sign(
        &self,
        written: Text<'_>,
        days: Option<u8>,
        findings: &mut Findings,
    ) -> Option<(KindId, Urgency)> {
        let place = self
            .levels
            .iter()
            .position(|(name, _)| name == written.text);
        let valid = self.levels.iter().map(|(name, _)| name.as_str());
        let level = self.levels[self.known("sign kind", written, place, valid, findings)?].1;
        let kind = self.kinds.get(written.text).copied()?;
        let urgency = match (level, days) {
            (Level::Days, None) => {
                let message = format!("`{}` needs `days`: within how many", written.text);
                findings.at(written.place, message, None);
                return None;
            }
            (level, days) => urgency(level, days.unwrap_or(1)),
        };
        Some((kind, urgency))
    }

    /// Reads a question and the "which one?" screen that may follow it. Gives the table of its
    /// `ask` for later, when every fact is known.
    fn question(
        &mut self,
        mut table: Table<'a>,
        findings: &mut Findings,
    ) -> Option<(QuestionId, Table<'a>)> {
        let id = table.text("id", findings);
        let ask = table.table_if("ask", findings);
        let choice = match table.text("answers", findings) {
            Some(text) if text.text == "one" => Choice::One,
            Some(text) => {
                if text.text != "many" {
                    let message =
                        format!("`answers` is \"one\" or \"many\", not \"{}\"", text.text);
                    findings.at(text.place, message, None);
                }
                Choice::Many
            }
            None => Choice::Many,
        };
        let none = table.flag("none", findings);
        let id = id?;
        let taken = self.parts.questions.iter().any(|q| *q.name == *id.text);
        self.unique(id, taken, findings);
        let question = self.open(id.text, choice, None);
        let mut maybe = Vec::new();
        for option in table.tables("option", findings) {
            maybe.extend(self.option(question, option, findings));
        }
        if none {
            self.add(question, NONE, true, Vec::new());
        }
        let unsure = table.table_if("unsure", findings);
        let which = unsure.and_then(|unsure| self.unsure(question, unsure, findings));
        if self.parts.questions[question.index()].len == 0 {
            findings.at(table.place, format!("`{}` has no options", id.text), None);
        }
        for option in &maybe {
            let name = &option.name;
            if which.is_some() && option.needed {
                let message = format!("`{name}` needs `maybe`: what not being sure of it demands");
                findings.at(table.place, message, None);
            } else if which.is_none() && option.declared {
                let help = "it is asked only where `unsure` has `which = true`";
                findings.at(
                    table.place,
                    format!("`{name}` has a `maybe`"),
                    Some(help.into()),
                );
            }
        }
        if let Some(cannot_say) = which {
            self.which(question, &maybe, cannot_say);
        }
        table.finish(findings);
        Some(question).zip(ask)
    }

    fn open(&mut self, name: &str, choice: Choice, which_of: Option<QuestionId>) -> QuestionId {
        let id = QuestionId(self.parts.questions.len() as u8);
        self.parts.questions.push(Question {
            name: name.into(),
            choice,
            ask: Condition::always(),
            first: OptionId(self.parts.options.len() as u16),
            len: 0,
            exclusive: 0,
            which_of,
        });
        id
    }

    fn add(
        &mut self,
        question: QuestionId,
        name: &str,
        exclusive: bool,
        source: Vec<String>,
    ) -> OptionId {
        let option = OptionId(self.parts.options.len() as u16);
        self.parts.options.push(name.into());
        self.sources.options.push(source);
        let question = &mut self.parts.questions[question.index()];
        if exclusive {
            question.exclusive |= 1u16.checked_shl(question.len.into()).unwrap_or(0);
        }
        question.len += 1;
        option
    }

    fn floor(&mut self, option: OptionId, sign: Option<(KindId, Urgency)>, source: &[String]) {
        if let Some((kind, urgency)) = sign {
            self.sources.signs.push(source.to_vec());
            self.parts.signs.push(Sign {
                kind,
                urgency,
                cause: Cause::Option(option),
            });
        }
    }

    fn option(
        &mut self,
        question: QuestionId,
        mut table: Table<'a>,
        findings: &mut Findings,
    ) -> Option<Maybe> {
        let id = table.text("id", findings);
        let days = table.number_if("days", findings);
        let sign = table.text_if("sign", findings);
        let maybe = table.text_if("maybe", findings);
        let exclusive = table.flag("exclusive", findings);
        let never_unsure = table.flag("never_unsure", findings);
        let source = strings(&table.texts("source", findings));
        let place = table.place;
        table.finish(findings);
        let id = id?;
        let question_now = &self.parts.questions[question.index()];
        let taken = question_now
            .options()
            .any(|option| *self.parts.options[option.index()] == *id.text);
        self.unique(
            id,
            taken || [NONE, UNSURE, CANNOT_SAY].contains(&id.text),
            findings,
        );
        if question_now.len >= 14 {
            findings.at(
                place,
                "a question has at most 14 options of its own".into(),
                None,
            );
            return None;
        }
        let tick = sign.and_then(|sign| self.sign(sign, days, findings));
        let named = maybe.and_then(|maybe| self.sign(maybe, days, findings));
        if days.is_some()
            && ![tick, named]
                .iter()
                .flatten()
                .any(|(_, u)| u.days().is_some())
        {
            findings.at(place, "`days` goes with a sign of days".into(), None);
        }
        let option = self.add(question, id.text, exclusive, source.clone());
        self.floor(option, tick, &source);
        (!exclusive && !never_unsure).then(|| Maybe {
            name: id.text.into(),
            declared: maybe.is_some(),
            sign: named,
            needed: tick.is_some() && maybe.is_none(),
            source,
        })
    }

    /// Adds "not sure"; where it asks which, gives the kind of "cannot say".
    fn unsure(
        &mut self,
        question: QuestionId,
        mut table: Table<'a>,
        findings: &mut Findings,
    ) -> Option<Option<(KindId, Urgency)>> {
        let days = table.number_if("days", findings);
        let sign = table
            .text_if("sign", findings)
            .and_then(|sign| self.sign(sign, days, findings));
        let which = table.flag("which", findings);
        let cannot_say = table
            .text_if("cannot_say", findings)
            .and_then(|sign| self.sign(sign, days, findings));
        let source = strings(&table.texts("source", findings));
        if which && cannot_say.is_none() {
            let message = "`which = true` needs `cannot_say`: what not knowing which demands";
            findings.at(table.place, message.into(), None);
        }
        table.finish(findings);
        let option = self.add(question, UNSURE, false, source.clone());
        self.floor(option, sign, &source);
        which.then_some(cannot_say)
    }

    /// The screen that asks which line a person is not sure about.
    fn which(
        &mut self,
        parent: QuestionId,
        lines: &[Maybe],
        cannot_say: Option<(KindId, Urgency)>,
    ) {
        let name = format!("{}{WHICH}", self.parts.questions[parent.index()].name);
        let question = self.open(&name, Choice::Many, Some(parent));
        for line in lines {
            let option = self.add(question, &line.name, false, line.source.clone());
            self.floor(option, line.sign, &line.source);
        }
        let option = self.add(question, CANNOT_SAY, true, Vec::new());
        self.floor(option, cannot_say, &[]);
        let unsure = self.find(parent, UNSURE);
        self.parts.questions[question.index()].ask = Condition {
            need: Need::AtLeast(1),
            atoms: unsure.map(Atom::Option).into_iter().collect(),
        };
    }

    fn find(&self, question: QuestionId, name: &str) -> Option<OptionId> {
        self.parts.questions[question.index()]
            .options()
            .find(|option| *self.parts.options[option.index()] == *name)
    }
}

impl<'a> Builder<'a> {
    fn facts(&mut self, mut root: Table<'a>, findings: &mut Findings) {
        for mut table in root.tables("fact", findings) {
            let id = table.text("id", findings);
            let when = self.condition(&mut table, None, findings);
            if let Some(id) = id {
                self.unique(id, self.facts.contains_key(id.text), findings);
                let fact = self.fact(id.text, when);
                self.written_facts.push((fact, id));
            }
            table.finish(findings);
        }
        root.finish(findings);
    }

    fn fact(&mut self, name: &str, when: Condition) -> FactId {
        let fact = FactId(self.parts.facts.len() as u16);
        self.facts.insert(name.into(), fact);
        self.latest.push(self.latest_read(&when));
        self.parts.facts.push(Fact {
            name: name.into(),
            when,
        });
        fact
    }

    /// The last question that a condition reads.
    fn latest_read(&self, when: &Condition) -> Option<QuestionId> {
        let question = |option: OptionId| {
            let after = self.parts.questions.partition_point(|q| q.first <= option);
            QuestionId(after.saturating_sub(1) as u8)
        };
        let reads = |atom: &Atom| match *atom {
            Atom::Option(option) | Atom::Not(option) => Some(question(option)),
            Atom::Fact(fact) => self.latest[fact.index()],
        };
        when.atoms.iter().filter_map(reads).max()
    }

    /// Reads `all`, `any`, or `at_least` with `of`. A question's `ask` may read earlier ones only.
    fn condition(
        &mut self,
        table: &mut Table<'a>,
        asks: Option<QuestionId>,
        findings: &mut Findings,
    ) -> Condition {
        let place = table.place;
        let at_least = table.number_if("at_least", findings);
        let forms = [
            (Need::All, table.texts("all", findings)),
            (Need::AtLeast(1), table.texts("any", findings)),
            (
                Need::AtLeast(at_least.unwrap_or(1)),
                table.texts("of", findings),
            ),
        ];
        let mut given = forms.into_iter().filter(|(_, lines)| !lines.is_empty());
        let (Some((need, lines)), None) = (given.next(), given.next()) else {
            let help = "one of `all = [...]`, `any = [...]`, `at_least = 2` with `of = [...]`";
            findings.at(
                place,
                "a condition is needed here".into(),
                Some(help.into()),
            );
            return Condition::never();
        };
        if let Need::AtLeast(n) = need
            && usize::from(n) > lines.len()
        {
            findings.at(
                place,
                format!("at least {n} of {} can never be", lines.len()),
                None,
            );
        }
        let mut atoms = Vec::new();
        for line in lines {
            self.atom(line, need, &mut atoms, findings);
            let read = Condition {
                need,
                atoms: atoms.clone(),
            };
            if let (Some(question), Some(latest)) = (asks, self.latest_read(&read))
                && latest >= question
            {
                let message = format!("`ask` reads `{}`, which is answered later", line.text);
                findings.at(line.place, message, None);
            }
        }
        Condition { need, atoms }
    }

    fn atom(&mut self, line: Text<'_>, need: Need, atoms: &mut Vec<Atom>, findings: &mut Findings) {
        if let Some(name) = line.text.strip_prefix("not ") {
            let option = self.option_named(Text { text: name, ..line }, findings);
            atoms.extend(option.map(Atom::Not));
            return;
        }
        let Some(name) = line.text.strip_suffix('?') else {
            if line.text.contains('.') {
                atoms.extend(self.option_named(line, findings).map(Atom::Option));
            } else if let Some(&fact) = self.facts.get(line.text) {
                self.used.push(fact);
                atoms.push(Atom::Fact(fact));
            } else {
                let names = self.facts.keys().map(String::as_str);
                self.known("fact", line, None, names, findings);
            }
            return;
        };
        let Some((question, option)) = name.split_once('.') else {
            findings.at(line.place, format!("`{name}` is not an option"), None);
            return;
        };
        let ticked = self.option_named(Text { text: name, ..line }, findings);
        let which = format!("{question}{WHICH}.{option}");
        let asked = self
            .parts
            .questions
            .iter()
            .any(|q| *q.name == format!("{question}{WHICH}"));
        if !asked {
            let help = "leave out the `?`, or give it `unsure = { which = true, ... }`";
            let message = format!("`{question}` never asks which line a person is not sure about");
            findings.at(line.place, message, Some(help.into()));
            return;
        }
        let maybe = self.option_named(
            Text {
                text: &which,
                ..line
            },
            findings,
        );
        let (Some(ticked), Some(maybe)) = (ticked, maybe) else {
            return;
        };
        let either = [Atom::Option(ticked), Atom::Option(maybe)];
        if need == Need::AtLeast(1) {
            atoms.extend(either);
            return;
        }
        let fact = self.facts.get(line.text).copied().unwrap_or_else(|| {
            let when = Condition {
                need: Need::AtLeast(1),
                atoms: either.into(),
            };
            self.fact(line.text, when)
        });
        atoms.push(Atom::Fact(fact));
    }

    fn option_named(&self, written: Text<'_>, findings: &mut Findings) -> Option<OptionId> {
        let Some((question, option)) = written.text.split_once('.') else {
            let help = "write it `question.option`";
            findings.at(
                written.place,
                format!("`{}` is not an option", written.text),
                Some(help.into()),
            );
            return None;
        };
        let questions = &self.parts.questions;
        let found = questions.iter().position(|q| *q.name == *question);
        let names = questions.iter().map(|q| &*q.name);
        let name = Text {
            text: question,
            ..written
        };
        let found = self.known("question", name, found, names, findings)?;
        let options = || questions[found].options();
        let name = |id: OptionId| &*self.parts.options[id.index()];
        let place = options().position(|id| name(id) == option);
        let full: Vec<_> = options()
            .map(|id| format!("{question}.{}", name(id)))
            .collect();
        let place = self.known(
            "option",
            written,
            place,
            full.iter().map(String::as_str),
            findings,
        );
        place.and_then(|place| options().nth(place))
    }

    fn combinations(&mut self, mut root: Table<'a>, findings: &mut Findings) {
        let mut names = Vec::new();
        for mut table in root.tables("combination", findings) {
            let id = table.text("id", findings);
            let days = table.number_if("days", findings);
            let sign = table
                .text("sign", findings)
                .and_then(|sign| self.sign(sign, days, findings));
            let source = strings(&table.texts("source", findings));
            let when = self.when(&mut table, findings);
            if let Some(id) = id {
                self.unique(id, names.contains(&id.text), findings);
                names.push(id.text);
                if let Some((kind, urgency)) = sign {
                    self.sources.signs.push(source);
                    self.parts.signs.push(Sign {
                        kind,
                        urgency,
                        cause: Cause::Together {
                            name: id.text.into(),
                            when,
                        },
                    });
                }
            }
            table.finish(findings);
        }
        root.finish(findings);
    }

    /// The `when` of a sign, rule or note.
    fn when(&mut self, table: &mut Table<'a>, findings: &mut Findings) -> Condition {
        match table.table_if("when", findings) {
            Some(mut when) => {
                let condition = self.condition(&mut when, None, findings);
                when.finish(findings);
                condition
            }
            None => {
                findings.at(table.place, "`when` is missing".into(), None);
                Condition::never()
            }
        }
    }

    fn when_or_always(&mut self, table: &mut Table<'a>, findings: &mut Findings) -> Condition {
        if table.has("when") {
            self.when(table, findings)
        } else {
            Condition::always()
        }
    }

    fn rules(&mut self, mut root: Table<'a>, findings: &mut Findings) {
        let mut names: Vec<&str> = Vec::new();
        for (list, fallback) in [("rule", false), ("fallback", true)] {
            for mut table in root.tables(list, findings) {
                let id = table.text("id", findings);
                let policy = self.policy(&mut table, findings);
                let outcome = self.outcome(&mut table, findings);
                let days = table.number_if("days", findings);
                let level = table
                    .text("urgency", findings)
                    .and_then(|level| self.level(level, findings));
                if days.is_some() != (level == Some(Level::Days)) {
                    let message = "`days` and the urgency `days` go together";
                    findings.at(table.place, message.into(), None);
                }
                let source = strings(&table.texts("source", findings));
                let when = if fallback {
                    self.when_or_always(&mut table, findings)
                } else {
                    self.when(&mut table, findings)
                };
                if let (Some(id), Some(level)) = (id, level) {
                    self.unique(id, names.contains(&id.text), findings);
                    names.push(id.text);
                    self.parts.fallbacks += u16::from(fallback);
                    self.sources.rules.push(source);
                    self.parts.rules.push(Rule {
                        name: id.text.into(),
                        policy,
                        urgency: urgency(level, days.unwrap_or(1)),
                        outcome,
                        when,
                    });
                }
                table.finish(findings);
            }
        }
        root.finish(findings);
    }

    fn notes(&mut self, mut root: Table<'a>, findings: &mut Findings) {
        let mut names: Vec<&str> = Vec::new();
        for mut table in root.tables("note", findings) {
            let id = table.text("id", findings);
            let mut outcomes = Vec::new();
            for outcome in table.texts("outcomes", findings) {
                let place = self.outcomes.iter().position(|name| name == outcome.text);
                let valid = self.outcomes.iter().map(String::as_str);
                let place = self.known("outcome", outcome, place, valid, findings);
                outcomes.extend(place.map(|place| OutcomeId(place as u8)));
            }
            let when = self.when(&mut table, findings);
            if let Some(id) = id {
                self.unique(id, names.contains(&id.text), findings);
                names.push(id.text);
                self.parts.notes.push(Note {
                    name: id.text.into(),
                    outcomes,
                    when,
                });
            }
            table.finish(findings);
        }
        names.clear();
        for mut table in root.tables("sooner", findings) {
            let id = table.text("id", findings);
            let when = self.when_or_always(&mut table, findings);
            let mut unless = Vec::new();
            for line in table.texts("unless", findings) {
                self.atom(line, Need::AtLeast(1), &mut unless, findings);
            }
            if let Some(id) = id {
                self.unique(id, names.contains(&id.text), findings);
                names.push(id.text);
                self.parts.sooner.push(Sooner {
                    name: id.text.into(),
                    when,
                    unless: Condition {
                        need: Need::AtLeast(1),
                        atoms: unless,
                    },
                });
            }
            table.finish(findings);
        }
        root.finish(findings);
    }

    /// A fact that nothing reads is a mistake: somebody thinks that it matters.
    fn unused(&self, findings: &mut Findings) {
        for (fact, id) in &self.written_facts {
            if !self.used.contains(fact) {
                findings.at(
                    id.place,
                    format!("nothing reads the fact `{}`", id.text),
                    None,
                );
            }
        }
    }
}

struct Maybe {
    name: String,
    /// The content says what it demands when it cannot be ruled out.
    declared: bool,
    sign: Option<(KindId, Urgency)>,
    /// A tick is a sign, so "not sure" must say what it demands.
    needed: bool,
    source: Vec<String>,
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
