//! Questions, their options, and the "which one?" screens that follow them.

use pathway::{
    Atom, Cause, Choice, Condition, KindId, Need, OptionId, Question, QuestionId, Sign, Urgency,
};

use super::{Builder, CANNOT_SAY, NONE, UNSURE, WHICH, strings};
use crate::reader::{Findings, Table};

struct Maybe {
    name: String,
    /// The content says what it demands when it cannot be ruled out.
    declared: bool,
    sign: Option<(KindId, Urgency)>,
    /// A tick is a sign, so "not sure" must say what it demands.
    needed: bool,
    source: Vec<String>,
}

impl<'a> Builder<'a> {
    /// Reads a question and the "which one?" screen that may follow it. Gives the table of its
    /// `ask` for later, when every fact is known.
    pub(super) fn question(
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
