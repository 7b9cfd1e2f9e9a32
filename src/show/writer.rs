//! Chooses the words and fills the slots: a sentence of the catalogue becomes a line of pieces.

use pathway::{Decision, OptionId, QuestionId, Urgency};
use words::{Asked, Key, Part, Place as CountryPlace, Region, Slot};
use yew::AttrValue;

use crate::settings::Settings;
use crate::tool::Tool;
use crate::view::{Line, ListView, Piece};

/// What fills the slots that are worked out.
#[derive(Clone, Copy, Default)]
pub(super) struct Fill<'a> {
    pub(super) urgency: Option<Urgency>,
    pub(super) number: &'a str,
    pub(super) more: u8,
}

pub(super) struct Writer<'a> {
    pub(super) tool: &'a Tool,
    pub(super) settings: &'a Settings,
    pub(super) region: Option<&'a Region>,
    /// On an emergency screen only telephone numbers are links.
    pub(super) phones_only: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(tool: &'a Tool, settings: &'a Settings) -> Self {
        Writer {
            tool,
            settings,
            region: tool.words.region(&settings.region),
            phones_only: false,
        }
    }

    pub(super) fn line(&self, text: &str, fill: Fill<'_>) -> Line {
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
    pub(super) fn filled(&self, index: usize) -> Piece {
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

    pub(super) fn when(&self, urgency: Option<Urgency>) -> Line {
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

    pub(super) fn key(&self, key: Key) -> AttrValue {
        self.flat(self.tool.words.key(key), Fill::default())
    }

    pub(super) fn key_line(&self, key: Key) -> Line {
        self.line(self.tool.words.key(key), Fill::default())
    }

    /// A sentence as plain text: numbers and links as people write them.
    pub(super) fn flat(&self, text: &str, fill: Fill<'_>) -> AttrValue {
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

    pub(super) fn part(&self, decision: &Decision, part: Part) -> Vec<Line> {
        let fill = Fill {
            urgency: Some(decision.urgency),
            ..Fill::default()
        };
        let lines = self.tool.words.part(decision.outcome, part);
        lines.iter().map(|text| self.line(text, fill)).collect()
    }

    pub(super) fn part_list(
        &self,
        decision: &Decision,
        part: Part,
        title: Key,
    ) -> Option<ListView> {
        self.list(title, self.part(decision, part))
    }

    pub(super) fn list(&self, title: Key, items: Vec<Line>) -> Option<ListView> {
        (!items.is_empty()).then(|| ListView {
            title: self.key(title),
            lead: None,
            items,
        })
    }

    pub(super) fn place(&self, place: CountryPlace) -> Vec<Line> {
        let lines = self
            .region
            .and_then(|region| region.places.get(place as usize));
        lines
            .into_iter()
            .flatten()
            .map(|text| self.line(text, Fill::default()))
            .collect()
    }

    pub(super) fn label(&self, option: OptionId) -> AttrValue {
        let label = self.tool.words.label(&self.tool.pathway, option);
        self.flat(label, Fill::default())
    }

    pub(super) fn name(&self, option: OptionId) -> &str {
        &self.tool.pathway.options[option.index()]
    }

    /// An answer as a reason quotes it; `None` where it says nothing by itself.
    pub(super) fn quote(&self, option: OptionId) -> Option<AttrValue> {
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

    pub(super) fn asked(&self, id: QuestionId) -> Option<&Asked> {
        self.tool.words.asked(id)
    }

    pub(super) fn title(&self, id: QuestionId) -> AttrValue {
        match self.tool.pathway.questions[id.index()].which_of {
            Some(_) => self.key(Key::WhichTitle),
            None => {
                let asked = self.asked(id).map_or("", |asked| &asked.title);
                self.flat(asked, Fill::default())
            }
        }
    }
}
