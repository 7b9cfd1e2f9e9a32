//! Facts and conditions: names become ids, and a condition never reads what comes after it.

use pathway::{Atom, Condition, Fact, FactId, Need, OptionId, QuestionId};

use super::{Builder, WHICH};
use crate::reader::{Findings, Table, Text};

impl<'a> Builder<'a> {
    pub(super) fn facts(&mut self, mut root: Table<'a>, findings: &mut Findings) {
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
    pub(super) fn condition(
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

    pub(super) fn atom(
        &mut self,
        line: Text<'_>,
        need: Need,
        atoms: &mut Vec<Atom>,
        findings: &mut Findings,
    ) {
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

    /// The `when` of a sign, rule or note.
    pub(super) fn when(&mut self, table: &mut Table<'a>, findings: &mut Findings) -> Condition {
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

    pub(super) fn when_or_always(
        &mut self,
        table: &mut Table<'a>,
        findings: &mut Findings,
    ) -> Condition {
        if table.has("when") {
            self.when(table, findings)
        } else {
            Condition::always()
        }
    }
}
