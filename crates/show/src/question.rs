//! The start and the questions.

use pathway::{Choice, QuestionId, Walk};
use words::{Key, Sentences};

use crate::state::{Notice, State};
use crate::view::{
    ChoiceView, ErrorView, FigureView, Line, NoticeView, QuestionView, SpotView, StartView,
    WaitingView,
};
use crate::writer::{Fill, Writer};

/// The options that stand after the word "or" whether or not others may stand beside them.
const APART: [&str; 3] = ["none", "unsure", "cannot_say"];

impl Writer<'_> {
    pub(super) fn small_print(&self) -> Vec<Line> {
        let pathway = self.guide.pathway();
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

    pub(super) fn expired(&self) -> bool {
        let today = self.visit.today.as_str();
        let past = |date: &str| !date.is_empty() && !today.is_empty() && date < today;
        past(&self.guide.pathway().expires_on) || past(self.guide.words.expires(self.region))
    }

    /// What became of the answers.
    pub(super) fn notice(&self, state: &State) -> Option<NoticeView> {
        let (text, restart) = match state.notice? {
            Notice::Kept => (Key::Kept, Some(self.key(Key::Restart))),
            Notice::Cleared => (Key::Cleared, None),
            Notice::Copied | Notice::NotCopied | Notice::Refused => return None,
        };
        let text = self.key(text);
        Some(NoticeView { text, restart })
    }

    pub(super) fn start(&self) -> StartView {
        let points = self.guide.words.lines(Key::StartPoints);
        StartView {
            title: self.key(Key::StartTitle),
            lead: self.key_line(Key::StartLead),
            points: self.each(points, Fill::default()),
            emergency: self.key_line(Key::EmergencyLine),
            start: self.key(Key::StartButton),
            about: self.key(Key::About),
            small_print: self.small_print(),
        }
    }

    /// Who has ticked a sign is never sent to a doctor first: nobody has looked at it yet.
    pub(super) fn waiting(&self, walk: &Walk) -> WaitingView {
        let pathway = self.guide.pathway();
        let none = walk.path.last().map(|&id| pathway.option_named(id, "none"));
        let text = match none {
            Some(Some(none)) if !walk.truth.option(none) => Key::WaitingSign,
            _ => Key::WaitingText,
        };
        WaitingView {
            title: self.key(Key::WaitingTitle),
            text: self.each(self.guide.words.lines(text), Fill::default()),
            emergency: self.key_line(Key::EmergencyLine),
            back: self.key(Key::Back),
        }
    }

    pub(super) fn question(&self, id: QuestionId, state: &State, walk: &Walk) -> QuestionView {
        let pathway = self.guide.pathway();
        let question = &pathway.questions[id.index()];
        let many = question.choice == Choice::Many;
        let answer = state.sheet.get(id);
        let (hint, why) = match question.which_of {
            Some(_) => (self.key(Key::WhichHint), self.key(Key::WhichWhy)),
            None => {
                let words = &self.guide.words;
                let text = |text| self.flat(text, Fill::default());
                (text(words.hint(id)), text(words.why(id)))
            }
        };
        let more = if self.guide.is_loaded() {
            self.remaining(walk)
        } else {
            pathway.at_most(walk)
        };
        let number = (walk.path.len() + 1).to_string();
        let progress = match more {
            0 => self.guide.words.key(Key::ProgressLast),
            _ => self.guide.words.counted(Key::ProgressMore, more),
        };
        let fill = Fill {
            number: &number,
            more,
            ..Fill::default()
        };
        let choices: Vec<_> = question
            .options()
            .map(|option| ChoiceView {
                id: self.name(option).to_owned().into(),
                label: self.label(option),
                chosen: answer.is_some_and(|answer| answer.has(pathway, option)),
                separate: question.stands_alone(option) || APART.contains(&self.name(option)),
            })
            .collect();
        QuestionView {
            id: question.name.to_string().into(),
            progress: self.flat(progress, fill),
            title: self.title(id),
            hint: Some(hint).filter(|hint| !hint.is_empty()),
            how: Some(self.key(if many { Key::HowMany } else { Key::HowOne })),
            why_label: self.key(Key::WhyLabel),
            why,
            many,
            figure: self.figure(&question.name, &choices),
            choices,
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

    /// How many questions there can be at most after this one, as near as can be said.
    fn remaining(&self, walk: &Walk) -> u8 {
        self.guide.pathway().remaining(walk)
    }

    /// The drawing, on the question that has it.
    fn figure(&self, question: &str, choices: &[ChoiceView]) -> Option<FigureView> {
        let mut lines = self.guide.words.figure();
        (lines.next() == Some(question)).then(|| self.drawn(lines, choices))
    }

    /// Reached on one question only, so kept out of the way of the others.
    fn drawn(&self, mut lines: Sentences, choices: &[ChoiceView]) -> FigureView {
        let mut line = || lines.next().unwrap_or("");
        let spots = self.guide.words.spots().filter_map(|mut spot| {
            let (side, option) = (spot.next()?, spot.next()?);
            Some(SpotView {
                choice: choices.iter().position(|choice| choice.id == option)?,
                front: side != "back",
                back: side != "front",
                tap: spot.next()?,
                lit: spot.next()?,
            })
        });
        FigureView {
            hint: self.key(Key::FigureHint),
            front: self.key(Key::FigureFront),
            back: self.key(Key::FigureBack),
            outline: line(),
            front_lines: line(),
            back_lines: line(),
            spots: spots.collect(),
        }
    }
}
