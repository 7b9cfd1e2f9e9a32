//! What follows from answers: signs, safety rules, navigation rules, notes.

use pathway::{Cause, Condition, Kind, KindId, Need, Note, OutcomeId, Rule, Sign, Sooner, Urgency};

use super::{Builder, Level, strings, urgency};
use crate::reader::{Findings, Table, Text};

impl<'a> Builder<'a> {
    pub(super) fn safety(&mut self, table: &mut Table<'a>, findings: &mut Findings) {
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
    pub(super) fn sign(
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

    pub(super) fn combinations(&mut self, mut root: Table<'a>, findings: &mut Findings) {
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

    pub(super) fn rules(&mut self, mut root: Table<'a>, findings: &mut Findings) {
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

    pub(super) fn notes(&mut self, mut root: Table<'a>, findings: &mut Findings) {
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
    pub(super) fn unused(&self, findings: &mut Findings) {
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
