//! The results: advice and emergencies, with their reasons tied to the answers.

use pathway::{Because, Cause, Decision, Finding, Urgency, Walk};
use words::{Key, Part, Place as CountryPlace};
use yew::AttrValue;

use super::writer::{Fill, Writer};
use crate::state::State;
use crate::view::{AdviceView, EmergencyView, Line, ListView, Piece, ReasonView, StepView, Tone};

/// At most this many reasons, and lines of "get help sooner if".
const REASONS: usize = 4;
const SOONER: usize = 6;

impl Writer<'_> {
    pub(super) fn outcome(&self, decision: &Decision) -> AttrValue {
        let outcome = &self.tool.pathway.outcomes[decision.outcome.index()];
        outcome.name.to_string().into()
    }

    pub(super) fn heading(&self, decision: &Decision) -> AttrValue {
        let fill = Fill {
            urgency: Some(decision.urgency),
            ..Fill::default()
        };
        let mut title = self.tool.words.part(decision.outcome, Part::Title);
        self.flat(title.next().unwrap_or(""), fill)
    }

    pub(super) fn urgency_label(&self, urgency: Urgency) -> AttrValue {
        self.key(match urgency {
            Urgency::Call => Key::LabelCall,
            Urgency::Go => Key::LabelGo,
            Urgency::Today => Key::LabelToday,
            Urgency::Days(_) => Key::LabelDays,
            Urgency::Weeks => Key::LabelWeeks,
            Urgency::Ready => Key::LabelReady,
        })
    }

    pub(super) fn notes(&self, decision: &Decision, walk: &Walk) -> Vec<Line> {
        let notes = self.tool.pathway.notes_for(decision, &walk.truth);
        let mut lines: Vec<Line> = notes
            .into_iter()
            .map(|id| self.tool.words.note(id.index()))
            .filter(|text| !text.is_empty())
            .map(|text| self.line(text, Fill::default()))
            .collect();
        if self.expired() {
            lines.insert(0, self.key_line(Key::Expired));
        }
        lines
    }

    pub(super) fn emergency(mut self, decision: &Decision, walk: &Walk) -> EmergencyView {
        self.phones_only = true;
        let crisis = &*self.outcome(decision) == "crisis_support";
        let (ways_title, ways) = if crisis {
            (Key::CrisisWaysTitle, CountryPlace::CrisisWays)
        } else {
            (Key::OtherWaysTitle, CountryPlace::OtherWays)
        };
        let emergency =
            self.key_line(Key::EmergencyLine)
                .into_iter()
                .find_map(|piece| match piece {
                    Piece::Phone { shown, dial } => Some((shown, dial)),
                    _ => None,
                });
        let call = emergency.map(|(shown, dial)| {
            let fill = Fill {
                number: &shown,
                ..Fill::default()
            };
            (self.flat(self.tool.words.key(Key::CallButton), fill), dial)
        });
        let mut actions = self.notes(decision, walk);
        actions.extend(self.part(decision, Part::Action));
        let mut answers = Vec::new();
        for finding in &decision.findings {
            answers.extend(
                finding
                    .answers
                    .iter()
                    .filter_map(|&option| self.quote(option)),
            );
        }
        answers.dedup();
        EmergencyView {
            outcome: self.outcome(decision),
            urgency: decision.urgency.id().into(),
            label: self.urgency_label(decision.urgency),
            title: self.heading(decision),
            call,
            actions,
            other_ways: self.list(ways_title, self.place(ways)),
            told: self.key(Key::Told),
            answers,
            back: self.key(Key::Back),
        }
    }

    pub(super) fn advice(&self, decision: &Decision, walk: &Walk, state: &State) -> AdviceView {
        let mut lead = self.key_line(Key::AdviceLead);
        for line in self.part(decision, Part::Lead) {
            lead.push(Piece::Words(" ".into()));
            lead.extend(line);
        }
        let mut action = self.part(decision, Part::Action);
        if decision.urgency == Urgency::Today {
            action.extend(self.place(CountryPlace::Urgent));
        }
        AdviceView {
            outcome: self.outcome(decision),
            urgency: decision.urgency.id().into(),
            days: decision.urgency.days(),
            tone: tone(decision.urgency),
            label: self.urgency_label(decision.urgency),
            title: self.heading(decision),
            lead,
            action,
            why_title: self.key(Key::WhyTitle),
            told: self.key(Key::Told),
            reasons: self.reasons(decision),
            notes: self.notes(decision, walk),
            sooner: self.sooner(walk),
            path_title: self.key(Key::PathTitle),
            here: self.key(Key::Here),
            path: self.path(decision),
            lists: self.lists(decision),
            answers_title: self.key(Key::AnswersTitle),
            answers: self.answers(walk, state),
            back: self.key(Key::Back),
            restart: self.key(Key::Restart),
            small_print: self.small_print(),
        }
    }

    /// Why: signs of one kind share a reason, a combination has its own; of navigation rules, the
    /// one that decided.
    pub(super) fn reasons(&self, decision: &Decision) -> Vec<ReasonView> {
        let words = &self.tool.words;
        let pathway = &self.tool.pathway;
        let mut reasons: Vec<ReasonView> = Vec::new();
        for finding in &decision.findings {
            let text = match finding.because {
                Because::Rule(rule) => words.rule(rule.index()),
                Because::Sign(sign) => {
                    let signs = &pathway.signs;
                    match &signs[sign.index()].cause {
                        Cause::Option(_) => words.kind(signs[sign.index()].kind.index()),
                        Cause::Together { .. } => {
                            let before = signs[..sign.index()].iter();
                            let place = before
                                .filter(|sign| matches!(sign.cause, Cause::Together { .. }))
                                .count();
                            words.combination(place)
                        }
                    }
                }
            };
            let text = self.line(text, Fill::default());
            let answers = self.quotes(finding);
            match reasons.iter_mut().find(|reason| reason.text == text) {
                Some(reason) => reason.answers.extend(answers),
                None => reasons.push(ReasonView { text, answers }),
            }
            if matches!(finding.because, Because::Rule(_)) {
                break;
            }
        }
        reasons.truncate(REASONS);
        reasons
    }

    pub(super) fn quotes(&self, finding: &Finding) -> Vec<AttrValue> {
        let quotes = finding.answers.iter();
        quotes.filter_map(|&option| self.quote(option)).collect()
    }

    pub(super) fn sooner(&self, walk: &Walk) -> ListView {
        let lines = self.tool.pathway.sooner_for(&walk.truth);
        ListView {
            title: self.key(Key::SoonerTitle),
            lead: Some(self.key_line(Key::SoonerLead)),
            items: lines
                .into_iter()
                .map(|id| self.tool.words.sooner(id.index()))
                .filter(|text| !text.is_empty())
                .take(SOONER)
                .map(|text| self.line(text, Fill::default()))
                .collect(),
        }
    }

    pub(super) fn path(&self, decision: &Decision) -> Vec<StepView> {
        let outcomes = &self.tool.pathway.outcomes;
        let Some(here) = outcomes[decision.outcome.index()].step else {
            return Vec::new();
        };
        let steps = self.tool.words.steps().enumerate();
        steps
            .map(|(index, (title, text))| StepView {
                title: self.flat(title, Fill::default()),
                text: self.line(text, Fill::default()),
                here: index == here.index(),
            })
            .collect()
    }

    pub(super) fn lists(&self, decision: &Decision) -> Vec<ListView> {
        let pathway = &self.tool.pathway;
        let outcome = &pathway.outcomes[decision.outcome.index()];
        // What a profession may do, how to check it and what it costs matters where the person
        // chooses it: not for a doctor, who is the first step of the path, nor for self-care.
        let chosen = outcome.step.is_some_and(|step| step.index() > 0)
            && !self.part(decision, Part::Visit).is_empty();
        let where_chosen = |list: Option<ListView>| list.filter(|_| chosen);
        [
            self.part_list(decision, Part::Visit, Key::VisitTitle),
            self.part_list(decision, Part::Bring, Key::BringTitle),
            self.part_list(decision, Part::Ask, Key::AskTitle),
            where_chosen(self.part_list(decision, Part::May, Key::MayTitle)),
            where_chosen(self.part_list(decision, Part::MayNot, Key::MayNotTitle)),
            self.part_list(decision, Part::Check, Key::CheckTitle),
            self.part_list(decision, Part::Next, Key::NextTitle),
            self.part_list(decision, Part::Options, Key::OptionsTitle),
            self.part_list(decision, Part::Otherwise, Key::OtherwiseTitle),
            where_chosen(self.list(Key::AccessTitle, self.place(CountryPlace::DirectAccess))),
            where_chosen(self.list(Key::CostsTitle, self.place(CountryPlace::Costs))),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    pub(super) fn answers(&self, walk: &Walk, state: &State) -> Vec<(AttrValue, Vec<AttrValue>)> {
        let path = walk.path.iter();
        path.map(|&id| {
            let answer = state.sheet.get(id).into_iter();
            let ticked = answer.flat_map(|answer| {
                let options: Vec<_> = answer.options(&self.tool.pathway).collect();
                options
            });
            (
                self.title(id),
                ticked.map(|option| self.label(option)).collect(),
            )
        })
        .collect()
    }
}

fn tone(urgency: Urgency) -> Tone {
    match urgency {
        Urgency::Call | Urgency::Go => Tone::Emergency,
        Urgency::Today => Tone::Today,
        Urgency::Days(_) => Tone::Soon,
        Urgency::Weeks => Tone::Routine,
        Urgency::Ready => Tone::Ready,
    }
}
