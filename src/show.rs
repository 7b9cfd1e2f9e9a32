//! Turns the state into what a screen shows: chooses words, fills slots, ties reasons to answers.
//!
//! Decides nothing: who and how soon come from the pathway. Knows no browser.

use pathway::{Because, Cause, Choice, Decision, Finding, OptionId, QuestionId, Urgency, Walk};
use words::{Asked, Key, Part, Place as CountryPlace, Region, Slot};
use yew::AttrValue;

use crate::settings::Settings;
use crate::state::{Place, State};
use crate::tool::Tool;
use crate::view::{
    AdviceView, ChoiceView, EmergencyView, ErrorView, Line, ListView, Piece, QuestionView,
    ReasonView, StartView, StepView, Tone,
};

/// The options that stand after the word "or".
const APART: [&str; 3] = ["none", "unsure", "cannot_say"];
/// At most this many reasons, and lines of "get help sooner if".
const REASONS: usize = 4;
const SOONER: usize = 6;

/// One of the screens.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// The first.
    Start(StartView),
    /// A question.
    Question(QuestionView),
    /// Advice.
    Advice(Box<AdviceView>),
    /// An emergency.
    Emergency(EmergencyView),
}

/// The screen for a state.
pub fn screen(tool: &Tool, settings: &Settings, state: &State) -> Screen {
    let writer = Writer::new(tool, settings);
    let walk = state.walk(&tool.pathway);
    match (state.place, state.decision(&tool.pathway)) {
        (Place::Question(id), _) => Screen::Question(writer.question(id, state, &walk)),
        (Place::Result(_), Some(decision)) => match decision.urgency {
            Urgency::Call | Urgency::Go => Screen::Emergency(writer.emergency(&decision, &walk)),
            _ => Screen::Advice(Box::new(writer.advice(&decision, &walk, state))),
        },
        _ => Screen::Start(writer.start()),
    }
}

/// What fills the slots that are worked out.
#[derive(Clone, Copy, Default)]
struct Fill<'a> {
    urgency: Option<Urgency>,
    number: &'a str,
    more: u8,
}

struct Writer<'a> {
    tool: &'a Tool,
    settings: &'a Settings,
    region: Option<&'a Region>,
    /// On an emergency screen only telephone numbers are links.
    phones_only: bool,
}

impl<'a> Writer<'a> {
    fn new(tool: &'a Tool, settings: &'a Settings) -> Self {
        Writer {
            tool,
            settings,
            region: tool.words.region(&settings.region),
            phones_only: false,
        }
    }

    // Sentences

    fn line(&self, text: &str, fill: Fill<'_>) -> Line {
        let words = |text: &str| Piece::Words(AttrValue::from(text.to_owned()));
        words::pieces(text)
            .into_iter()
            .flat_map(|piece| match piece {
                words::Piece::Words(text) => vec![words(text)],
                words::Piece::Slot(Slot::Region(index)) => vec![self.filled(index)],
                words::Piece::Slot(Slot::When) => self.when(fill.urgency),
                words::Piece::Slot(Slot::Days) => {
                    let days = fill.urgency.and_then(Urgency::days).unwrap_or_default();
                    vec![words(&days.to_string())]
                }
                words::Piece::Slot(Slot::Number) => vec![words(fill.number)],
                words::Piece::Slot(Slot::More) => vec![words(&fill.more.to_string())],
                words::Piece::Slot(Slot::Version) => vec![words(&self.tool.pathway.version)],
            })
            .collect()
    }

    /// A region's slot: words, a number to dial, or a link.
    fn filled(&self, index: usize) -> Piece {
        let value = self.region.and_then(|region| region.slots.get(index));
        let (shown, href) = value.map_or(("", ""), |value| (&*value.shown, &*value.href));
        let owned = |text: &str| AttrValue::from(text.to_owned());
        match href.strip_prefix("tel:") {
            Some(dial) => Piece::Phone {
                shown: owned(shown),
                dial: owned(dial),
            },
            None if href.is_empty() => Piece::Words(owned(shown)),
            None if self.phones_only => {
                let address = href.trim_start_matches("https://").trim_end_matches('/');
                Piece::Words(format!("{shown} ({address})").into())
            }
            None => Piece::Link {
                shown: owned(shown),
                href: owned(href),
            },
        }
    }

    fn when(&self, urgency: Option<Urgency>) -> Line {
        let key = match urgency {
            Some(Urgency::Call) => Key::WhenCall,
            Some(Urgency::Go) => Key::WhenGo,
            Some(Urgency::Today) => Key::WhenToday,
            Some(Urgency::Days(1)) => Key::WhenDays1,
            Some(Urgency::Days(_)) => Key::WhenDays,
            Some(Urgency::Weeks) => Key::WhenWeeks,
            Some(Urgency::Ready) | None => Key::WhenReady,
        };
        let fill = Fill {
            urgency,
            ..Fill::default()
        };
        self.line(self.tool.words.key(key), fill)
    }

    fn key(&self, key: Key) -> AttrValue {
        self.flat(self.tool.words.key(key), Fill::default())
    }

    fn key_line(&self, key: Key) -> Line {
        self.line(self.tool.words.key(key), Fill::default())
    }

    /// A sentence as plain text: numbers and links as people write them.
    fn flat(&self, text: &str, fill: Fill<'_>) -> AttrValue {
        let text: String = self
            .line(text, fill)
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.as_str(),
                Piece::Phone { shown, .. } | Piece::Link { shown, .. } => shown.as_str(),
            })
            .collect();
        text.into()
    }

    fn part(&self, decision: &Decision, part: Part) -> Vec<Line> {
        let fill = Fill {
            urgency: Some(decision.urgency),
            ..Fill::default()
        };
        let lines = self.tool.words.part(decision.outcome, part);
        lines.iter().map(|text| self.line(text, fill)).collect()
    }

    fn part_list(&self, decision: &Decision, part: Part, title: Key) -> Option<ListView> {
        self.list(title, self.part(decision, part))
    }

    fn list(&self, title: Key, items: Vec<Line>) -> Option<ListView> {
        (!items.is_empty()).then(|| ListView {
            title: self.key(title),
            lead: None,
            items,
        })
    }

    fn place(&self, place: CountryPlace) -> Vec<Line> {
        let lines = self
            .region
            .and_then(|region| region.places.get(place as usize));
        lines
            .into_iter()
            .flatten()
            .map(|text| self.line(text, Fill::default()))
            .collect()
    }

    // Answers

    fn label(&self, option: OptionId) -> AttrValue {
        let label = self.tool.words.label(&self.tool.pathway, option);
        self.flat(label, Fill::default())
    }

    fn name(&self, option: OptionId) -> &str {
        &self.tool.pathway.options[option.index()]
    }

    /// An answer as a reason quotes it; `None` where it says nothing by itself.
    fn quote(&self, option: OptionId) -> Option<AttrValue> {
        let question = self.tool.pathway.question_of(option);
        let which = self.tool.pathway.questions[question.index()].which_of;
        let unsure_about = match (self.name(option), which) {
            ("none", _) => return None,
            ("unsure", _) => self.title(question),
            ("cannot_say", Some(parent)) => self.title(parent),
            (_, Some(_)) => self.label(option),
            (_, None) => return Some(self.label(option)),
        };
        Some(format!("{} {unsure_about}", self.key(Key::ToldUnsure)).into())
    }

    fn asked(&self, id: QuestionId) -> Option<&Asked> {
        self.tool.words.asked(id)
    }

    fn title(&self, id: QuestionId) -> AttrValue {
        match self.tool.pathway.questions[id.index()].which_of {
            Some(_) => self.key(Key::WhichTitle),
            None => {
                let asked = self.asked(id).map_or("", |asked| &asked.title);
                self.flat(asked, Fill::default())
            }
        }
    }

    // Screens

    fn small_print(&self) -> Vec<Line> {
        let pathway = &self.tool.pathway;
        let unsigned = pathway.reviewed_by.is_empty();
        [
            Key::SmallNotDiagnosis,
            Key::SmallAnswers,
            Key::SmallFeel,
            Key::SmallAdults,
            Key::SmallPrivacy,
            Key::SmallUnsigned,
            Key::SmallVersion,
        ]
        .into_iter()
        .filter(|key| *key != Key::SmallUnsigned || unsigned)
        .map(|key| self.key_line(key))
        .collect()
    }

    fn expired(&self) -> bool {
        let today = self.settings.today.as_str();
        let past = |date: &str| !date.is_empty() && !today.is_empty() && date < today;
        past(&self.tool.pathway.expires_on)
            || self.region.is_some_and(|region| past(&region.expires))
    }

    fn start(&self) -> StartView {
        let points = self.tool.words.lines(Key::StartPoints);
        StartView {
            title: self.key(Key::StartTitle),
            lead: self.key_line(Key::StartLead),
            points: points
                .iter()
                .map(|text| self.line(text, Fill::default()))
                .collect(),
            emergency: self.key_line(Key::EmergencyLine),
            start: self.key(Key::StartButton),
            small_print: self.small_print(),
        }
    }

    fn question(&self, id: QuestionId, state: &State, walk: &Walk) -> QuestionView {
        let pathway = &self.tool.pathway;
        let question = &pathway.questions[id.index()];
        let many = question.choice == Choice::Many;
        let answer = state.sheet.get(id);
        let (hint, why) = match question.which_of {
            Some(_) => (self.key(Key::WhichHint), self.key(Key::WhichWhy)),
            None => {
                let asked = self.asked(id);
                let text =
                    |part: fn(&Asked) -> &str| self.flat(asked.map_or("", part), Fill::default());
                (text(|asked| &asked.hint), text(|asked| &asked.why))
            }
        };
        let more = pathway.remaining(walk);
        let number = (walk.path.len() + 1).to_string();
        let progress = match more {
            0 => Key::ProgressLast,
            1 => Key::ProgressOneMore,
            _ => Key::ProgressMore,
        };
        let fill = Fill {
            number: &number,
            more,
            ..Fill::default()
        };
        QuestionView {
            id: question.name.to_string().into(),
            progress: self.flat(self.tool.words.key(progress), fill),
            title: self.title(id),
            hint: Some(hint).filter(|hint| !hint.is_empty()),
            how: Some(self.key(if many { Key::HowMany } else { Key::HowOne })),
            why_label: self.key(Key::WhyLabel),
            why,
            many,
            choices: question
                .options()
                .map(|option| ChoiceView {
                    id: self.name(option).to_owned().into(),
                    label: self.label(option),
                    chosen: answer.is_some_and(|answer| answer.has(pathway, option)),
                    apart: APART.contains(&self.name(option)),
                })
                .collect(),
            or: self.key(Key::Or),
            error: state.empty.then(|| ErrorView {
                title: self.key(Key::ErrorTitle),
                message: self.key(if many { Key::ErrorMany } else { Key::ErrorOne }),
                prefix: self.key(Key::ErrorPrefix),
            }),
            back: self.key(Key::Back),
            carry_on: self.key(Key::Continue),
            emergency: self.key_line(Key::EmergencyLine),
        }
    }

    fn outcome(&self, decision: &Decision) -> AttrValue {
        let outcome = &self.tool.pathway.outcomes[decision.outcome.index()];
        outcome.name.to_string().into()
    }

    fn heading(&self, decision: &Decision) -> AttrValue {
        let fill = Fill {
            urgency: Some(decision.urgency),
            ..Fill::default()
        };
        let title = self.tool.words.part(decision.outcome, Part::Title);
        self.flat(title.first().map_or("", |title| title), fill)
    }

    fn urgency_label(&self, urgency: Urgency) -> AttrValue {
        self.key(match urgency {
            Urgency::Call => Key::LabelCall,
            Urgency::Go => Key::LabelGo,
            Urgency::Today => Key::LabelToday,
            Urgency::Days(_) => Key::LabelDays,
            Urgency::Weeks => Key::LabelWeeks,
            Urgency::Ready => Key::LabelReady,
        })
    }

    fn notes(&self, decision: &Decision, walk: &Walk) -> Vec<Line> {
        let notes = self.tool.pathway.notes_for(decision, &walk.truth);
        let text = |id: pathway::NoteId| self.tool.words.notes.get(id.index());
        let mut lines: Vec<Line> = notes
            .into_iter()
            .filter_map(text)
            .map(|text| self.line(text, Fill::default()))
            .collect();
        if self.expired() {
            lines.insert(0, self.key_line(Key::Expired));
        }
        lines
    }

    fn emergency(mut self, decision: &Decision, walk: &Walk) -> EmergencyView {
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

    fn advice(&self, decision: &Decision, walk: &Walk, state: &State) -> AdviceView {
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
    fn reasons(&self, decision: &Decision) -> Vec<ReasonView> {
        let words = &self.tool.words;
        let pathway = &self.tool.pathway;
        let mut reasons: Vec<ReasonView> = Vec::new();
        for finding in &decision.findings {
            let text = match finding.because {
                Because::Rule(rule) => words.rules.get(rule.index()),
                Because::Sign(sign) => {
                    let signs = &pathway.signs;
                    match &signs[sign.index()].cause {
                        Cause::Option(_) => words.kinds.get(signs[sign.index()].kind.index()),
                        Cause::Together { .. } => {
                            let before = signs[..sign.index()].iter();
                            let place = before
                                .filter(|sign| matches!(sign.cause, Cause::Together { .. }))
                                .count();
                            words.combinations.get(place)
                        }
                    }
                }
            };
            let text = text.map_or_else(Line::new, |text| self.line(text, Fill::default()));
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

    fn quotes(&self, finding: &Finding) -> Vec<AttrValue> {
        let quotes = finding.answers.iter();
        quotes.filter_map(|&option| self.quote(option)).collect()
    }

    fn sooner(&self, walk: &Walk) -> ListView {
        let lines = self.tool.pathway.sooner_for(&walk.truth);
        ListView {
            title: self.key(Key::SoonerTitle),
            lead: Some(self.key_line(Key::SoonerLead)),
            items: lines
                .into_iter()
                .filter_map(|id| self.tool.words.sooner.get(id.index()))
                .take(SOONER)
                .map(|text| self.line(text, Fill::default()))
                .collect(),
        }
    }

    fn path(&self, decision: &Decision) -> Vec<StepView> {
        let outcomes = &self.tool.pathway.outcomes;
        let Some(here) = outcomes[decision.outcome.index()].step else {
            return Vec::new();
        };
        let steps = self.tool.words.steps.iter().enumerate();
        steps
            .map(|(index, step)| StepView {
                title: self.flat(&step.title, Fill::default()),
                text: self.line(&step.text, Fill::default()),
                here: index == here.index(),
            })
            .collect()
    }

    fn lists(&self, decision: &Decision) -> Vec<ListView> {
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

    fn answers(&self, walk: &Walk, state: &State) -> Vec<(AttrValue, Vec<AttrValue>)> {
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
