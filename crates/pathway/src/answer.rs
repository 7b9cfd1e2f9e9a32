//! The answer sheet: what was ticked, kept so that Back restores it.
//!
//! An [`Answer`] that a person could not give cannot be built.

use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use crate::model::{Choice, OptionId, Pathway, QuestionId};

/// What was ticked on one question: at least one option, within the question's own rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Answer {
    question: QuestionId,
    /// One bit an option, from the question's first; never 0.
    ticked: u16,
}

/// Why an answer cannot be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerError {
    /// The pathway has no such question.
    NoSuchQuestion,
    /// The option belongs to another question.
    NoSuchOption(OptionId),
    /// Nothing is ticked.
    Empty,
    /// Two options of a question that takes one.
    TwoOfOne(OptionId, OptionId),
    /// An option that never stands beside another, and the other.
    NotBeside(OptionId, OptionId),
}

impl fmt::Display for AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            AnswerError::NoSuchQuestion => "there is no such question",
            AnswerError::NoSuchOption(_) => "the option belongs to another question",
            AnswerError::Empty => "nothing is ticked",
            AnswerError::TwoOfOne(..) => "two answers to a question that takes one",
            AnswerError::NotBeside(..) => "an answer that stands alone is ticked beside another",
        })
    }
}

impl core::error::Error for AnswerError {}

impl Answer {
    /// An answer from the options ticked; an option named twice counts once.
    ///
    /// # Errors
    /// When nobody could have given it on screen: see [`AnswerError`].
    pub fn new(
        pathway: &Pathway,
        question: QuestionId,
        options: &[OptionId],
    ) -> Result<Self, AnswerError> {
        let asked = pathway
            .questions
            .get(question.index())
            .ok_or(AnswerError::NoSuchQuestion)?;
        let mut ticked = 0;
        for &option in options {
            let bit = asked.bit(option).ok_or(AnswerError::NoSuchOption(option))?;
            let other = options
                .iter()
                .copied()
                .find(|&other| other != option && ticked & asked.bit(other).unwrap_or(0) != 0);
            if let Some(other) = other {
                if asked.choice == Choice::One {
                    return Err(AnswerError::TwoOfOne(other, option));
                }
                if asked.exclusive & bit != 0 {
                    return Err(AnswerError::NotBeside(option, other));
                }
                if asked.exclusive & ticked != 0 {
                    return Err(AnswerError::NotBeside(other, option));
                }
            }
            ticked |= bit;
        }
        if ticked == 0 {
            return Err(AnswerError::Empty);
        }
        Ok(Answer { question, ticked })
    }

    /// The question answered.
    pub fn question(self) -> QuestionId {
        self.question
    }

    /// Whether an option is ticked.
    pub fn has(self, pathway: &Pathway, option: OptionId) -> bool {
        pathway
            .questions
            .get(self.question.index())
            .and_then(|asked| asked.bit(option))
            .is_some_and(|bit| self.ticked & bit != 0)
    }

    /// The options ticked, in order.
    pub fn options(self, pathway: &Pathway) -> impl Iterator<Item = OptionId> {
        pathway
            .questions
            .get(self.question.index())
            .into_iter()
            .flat_map(|asked| asked.options())
            .filter(move |&option| self.has(pathway, option))
    }

    /// The answer after one option is ticked or cleared, as a person would expect it: a radio
    /// replaces, an exclusive line clears the others, any other line clears the exclusive ones.
    /// `None` when nothing is left.
    ///
    /// # Errors
    /// When the question or the option does not exist.
    pub fn toggled(
        pathway: &Pathway,
        question: QuestionId,
        before: Option<Answer>,
        option: OptionId,
        on: bool,
    ) -> Result<Option<Self>, AnswerError> {
        let asked = pathway
            .questions
            .get(question.index())
            .ok_or(AnswerError::NoSuchQuestion)?;
        let bit = asked.bit(option).ok_or(AnswerError::NoSuchOption(option))?;
        let was = before
            .filter(|answer| answer.question == question)
            .map_or(0, |answer| answer.ticked);
        let ticked = match (on, asked.choice) {
            (false, _) => was & !bit,
            (true, Choice::One) => bit,
            (true, Choice::Many) if asked.exclusive & bit != 0 => bit,
            (true, Choice::Many) => was & !asked.exclusive | bit,
        };
        Ok((ticked != 0).then_some(Answer { question, ticked }))
    }
}

/// The raw answers of one person, to any questions, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sheet {
    answers: Vec<Option<Answer>>,
}

impl Sheet {
    /// A sheet with no answer.
    pub fn empty(pathway: &Pathway) -> Self {
        Sheet {
            answers: vec![None; pathway.questions.len()],
        }
    }

    /// The answer to a question, if it has one.
    pub fn get(&self, question: QuestionId) -> Option<Answer> {
        self.answers.get(question.index()).copied().flatten()
    }

    /// Writes an answer over the one before.
    pub fn put(&mut self, answer: Answer) {
        let place = answer.question.index();
        if place >= self.answers.len() {
            // The sheet was begun when only the first questions were known.
            self.answers.resize(place + 1, None);
        }
        if let Some(place) = self.answers.get_mut(place) {
            *place = Some(answer);
        }
    }

    /// Takes an answer away.
    pub fn clear(&mut self, question: QuestionId) {
        if let Some(place) = self.answers.get_mut(question.index()) {
            *place = None;
        }
    }

    /// The answers to the questions before this one.
    pub fn before(&self, question: QuestionId) -> Self {
        let mut sheet = self.clone();
        for place in sheet.answers.iter_mut().skip(question.index()) {
            *place = None;
        }
        sheet
    }

    /// The questions that have an answer, in order.
    pub fn answered(&self) -> impl Iterator<Item = Answer> + '_ {
        self.answers.iter().filter_map(|answer| *answer)
    }
}
