//! Chooses the words and fills the slots: a sentence of the catalogue becomes a line of pieces.

use pathway::{Decision, OptionId, OutcomeId, QuestionId, Urgency};
use words::{Key, Part, Place as CountryPlace, RegionId, Sentences, Slot};

use crate::guide::Guide;
use crate::view::{AttrValue, ButtonView, Line, ListView, Piece};
use crate::visit::Visit;

/// What fills the slots that are worked out.
#[derive(Clone, Copy, Default)]
pub(super) struct Fill<'a> {
    pub(super) urgency: Option<Urgency>,
    pub(super) number: &'a str,
    pub(super) clinic: &'a str,
    pub(super) more: u8,
}

pub(super) struct Writer<'a> {
    pub(super) guide: &'a Guide,
    pub(super) visit: &'a Visit,
    pub(super) region: RegionId,
}

impl<'a> Writer<'a> {
    pub(super) fn new(guide: &'a Guide, visit: &'a Visit) -> Self {
        Writer {
            guide,
            visit,
            region: guide.words.region(&visit.region),
        }
    }

    pub(super) fn line(&self, text: &'static str, fill: Fill<'_>) -> Line {
        let mut line = Line::new();
        let owned = |text: &str| Piece::Words(AttrValue::from(text.to_owned()));
        for piece in words::pieces(text) {
            line.push(match piece {
                words::Piece::Words(text) => Piece::Words(AttrValue::Static(text)),
                words::Piece::Slot(Slot::Region(index)) => self.filled(index),
                words::Piece::Slot(Slot::When) => {
                    line.extend(self.when(fill.urgency));
                    continue;
                }
                words::Piece::Slot(Slot::Days) => {
                    let days = fill.urgency.and_then(Urgency::days).unwrap_or_default();
                    Piece::Words(number(days))
                }
                words::Piece::Slot(Slot::Number) => owned(fill.number),
                words::Piece::Slot(Slot::Clinic) => owned(fill.clinic),
                words::Piece::Slot(Slot::More) => Piece::Words(number(fill.more)),
                words::Piece::Slot(Slot::Version) => owned(&self.guide.pathway().version),
            });
        }
        line
    }

    /// Sentences as lines.
    pub(super) fn each(&self, sentences: Sentences, fill: Fill<'_>) -> Vec<Line> {
        sentences.map(|text| self.line(text, fill)).collect()
    }

    /// A region's slot: words, a number to dial, or a link.
    pub(super) fn filled(&self, index: usize) -> Piece {
        let (shown, href) = self.guide.words.slot(self.region, index);
        let (shown, href) = (AttrValue::Static(shown), AttrValue::Static(href));
        if href.is_empty() {
            Piece::Words(shown)
        } else if href.starts_with("https:") {
            Piece::Link { shown, href }
        } else {
            Piece::Phone { shown, href }
        }
    }

    /// Lines as buttons, each with the address in it; a line without one is no button.
    pub(super) fn buttons(&self, outcome: OutcomeId, part: Part) -> Vec<ButtonView> {
        let lines = self.guide.words.part(outcome, part);
        let mut buttons = Vec::new();
        for line in self.each(lines, Fill::default()) {
            let href = line.iter().find_map(|piece| match piece {
                Piece::Phone { href, .. } | Piece::Link { href, .. } => Some(href.clone()),
                Piece::Words(_) => None,
            });
            buttons.extend(href.map(|href| ButtonView {
                words: self.plain(&line),
                href,
            }));
        }
        buttons
    }

    pub(super) fn when(&self, urgency: Option<Urgency>) -> Line {
        let key = match urgency {
            Some(Urgency::Call) => Key::WhenCall,
            Some(Urgency::Go) => Key::WhenGo,
            Some(Urgency::Today) => Key::WhenToday,
            Some(Urgency::Days(days)) => {
                let fill = Fill {
                    urgency,
                    ..Fill::default()
                };
                return self.line(self.guide.words.counted(Key::WhenDays, days), fill);
            }
            Some(Urgency::Weeks) => Key::WhenWeeks,
            Some(Urgency::Ready) | None => Key::WhenReady,
        };
        self.key_line(key)
    }

    pub(super) fn key(&self, key: Key) -> AttrValue {
        self.flat(self.guide.words.key(key), Fill::default())
    }

    pub(super) fn key_line(&self, key: Key) -> Line {
        self.line(self.guide.words.key(key), Fill::default())
    }

    /// A sentence as plain text: numbers and links as people write them.
    pub(super) fn flat(&self, text: &'static str, fill: Fill<'_>) -> AttrValue {
        self.plain(&self.line(text, fill))
    }

    /// A line as plain text.
    pub(super) fn plain(&self, line: &Line) -> AttrValue {
        if let [Piece::Words(words)] = &line[..] {
            return words.clone();
        }
        let mut text = String::new();
        for piece in line {
            text.push_str(match piece {
                Piece::Words(words) => words,
                Piece::Phone { shown, .. } | Piece::Link { shown, .. } => shown,
            });
        }
        text.into()
    }

    pub(super) fn part(&self, decision: &Decision, part: Part) -> Vec<Line> {
        let fill = Fill {
            urgency: Some(decision.urgency),
            ..Fill::default()
        };
        self.each(self.guide.words.part(decision.outcome, part), fill)
    }

    pub(super) fn list(&self, title: Key, items: Vec<Line>) -> Option<ListView> {
        (!items.is_empty()).then(|| ListView {
            title: self.key(title),
            lead: None,
            items,
            on_paper: false,
        })
    }

    pub(super) fn place(&self, place: CountryPlace) -> Vec<Line> {
        let lines = self.guide.words.place(self.region, place);
        self.each(lines, Fill::default())
    }

    pub(super) fn label(&self, option: OptionId) -> AttrValue {
        let label = self.guide.words.label(self.guide.pathway(), option);
        self.flat(label, Fill::default())
    }

    pub(super) fn name(&self, option: OptionId) -> &str {
        &self.guide.pathway().options[option.index()]
    }

    /// An answer as a reason quotes it; `None` where it says nothing by itself. Of a line that a
    /// person was not sure about it says so.
    pub(super) fn quote(&self, option: OptionId) -> Option<AttrValue> {
        let pathway = self.guide.pathway();
        let question = pathway.question_of(option);
        match (
            self.name(option),
            pathway.questions[question.index()].which_of,
        ) {
            ("none", _) => None,
            ("cannot_say", Some(parent)) => {
                let unsure = pathway.option_named(parent, "unsure");
                unsure.map(|unsure| self.label(unsure))
            }
            (_, Some(_)) => {
                let unsure = self.key(Key::ToldUnsure);
                Some([&*unsure, " ", &*self.label(option)].concat().into())
            }
            (_, None) => Some(self.label(option)),
        }
    }

    pub(super) fn title(&self, id: QuestionId) -> AttrValue {
        match self.guide.pathway().questions[id.index()].which_of {
            Some(_) => self.key(Key::WhichTitle),
            None => self.flat(self.guide.words.title(id), Fill::default()),
        }
    }
}

/// A small number in digits. The library's own way costs a kilobyte.
pub(super) fn number(number: u8) -> AttrValue {
    let digit = |digit: u8| char::from(b'0' + digit % 10);
    let mut text = String::new();
    if number >= 100 {
        text.push(digit(number / 100));
    }
    if number >= 10 {
        text.push(digit(number / 10));
    }
    text.push(digit(number));
    text.into()
}
