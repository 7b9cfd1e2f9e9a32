//! Which level of the diagrams stands for which choice of a person.
//!
//! A question that takes one answer is one level: 0 for "not shown", then its options. A question
//! that takes several is a level for how it is answered (0 not shown, one value for each line that
//! stands alone, and "some of the others") and one yes-or-no level for each other line. So "none of
//! these" beside a sign cannot even be written down, and one row of values is one answer sheet.

use pathway::{Answer, AnswerError, Choice, OptionId, Pathway, QuestionId, Sheet};

use crate::diagram::{Built, Diagrams, Sheets, When};

/// What a level asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// How a question is answered.
    Answered(QuestionId),
    /// Whether this line is ticked.
    Ticked(OptionId),
}

/// Where one option stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The level.
    pub level: usize,
    /// The value that stands for the option being ticked.
    pub value: u8,
}

/// What a level is to two people who are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// How a question is answered; with the value that means "some of its lines".
    Answered(Option<u8>),
    /// A line of the question answered above it.
    Ticked,
}

/// The levels of one pathway.
#[derive(Clone, Debug)]
pub struct Layout {
    /// By question.
    questions: Vec<Levels>,
    /// By option.
    options: Vec<Place>,
    /// By level; a level that belongs to another pathway asks nothing of this one.
    levels: Vec<Option<Level>>,
    arity: Vec<u8>,
}

/// The levels of one question.
#[derive(Clone, Debug, Default)]
struct Levels {
    /// How it is answered.
    first: usize,
    /// Its lines that can stand together.
    ticks: Vec<usize>,
    /// The value of the first level that means "some of those lines".
    some: Option<u8>,
    /// The first level that belongs to a later question.
    end: usize,
}

impl Layout {
    /// The levels of a pathway in the order in which it asks.
    pub fn new(pathway: &Pathway) -> Self {
        let mut layout = Layout::empty(pathway);
        let mut arity = Vec::new();
        for id in pathway.ids() {
            layout.place(pathway, id, &mut arity);
            layout.tick(pathway, id, &mut arity, |_| None);
            layout.questions[id.index()].end = arity.len();
        }
        layout.finish(&arity);
        layout
    }

    /// No levels yet.
    pub(crate) fn empty(pathway: &Pathway) -> Self {
        let nowhere = Place { level: 0, value: 0 };
        Layout {
            questions: vec![Levels::default(); pathway.questions.len()],
            options: vec![nowhere; pathway.options.len()],
            levels: Vec::new(),
            arity: Vec::new(),
        }
    }

    /// Adds a question's first level below all others.
    pub(crate) fn place(&mut self, pathway: &Pathway, id: QuestionId, arity: &mut Vec<u8>) {
        let question = &pathway.questions[id.index()];
        let levels = &mut self.questions[id.index()];
        levels.first = arity.len();
        let mut values = 1;
        for option in question.options().filter(|&option| alone(pathway, option)) {
            self.options[option.index()] = Place {
                level: levels.first,
                value: values,
            };
            values += 1;
        }
        let some = question.options().any(|option| !alone(pathway, option));
        levels.some = some.then_some(values);
        arity.push(values + u8::from(some));
    }

    /// Adds the levels of its lines, where another pathway has none for them.
    pub(crate) fn tick(
        &mut self,
        pathway: &Pathway,
        id: QuestionId,
        arity: &mut Vec<u8>,
        shared: impl Fn(OptionId) -> Option<usize>,
    ) {
        let lines = pathway.questions[id.index()].options();
        for option in lines.filter(|&option| !alone(pathway, option)) {
            let level = shared(option).unwrap_or_else(|| {
                arity.push(2);
                arity.len() - 1
            });
            self.options[option.index()] = Place { level, value: 1 };
            self.questions[id.index()].ticks.push(level);
        }
        self.questions[id.index()].ticks.sort_unstable();
    }

    /// Uses the levels of another pathway's question that is the same.
    pub(crate) fn share(
        &mut self,
        id: QuestionId,
        options: &[OptionId],
        other: (&Layout, QuestionId, &[OptionId]),
    ) {
        let (layout, same, theirs) = other;
        self.questions[id.index()] = layout.questions[same.index()].clone();
        for (option, other) in options.iter().zip(theirs) {
            self.options[option.index()] = layout.options[other.index()];
        }
    }

    /// Says what each level asks.
    pub(crate) fn finish(&mut self, arity: &[u8]) {
        self.arity = arity.to_vec();
        self.levels = vec![None; arity.len()];
        for (id, levels) in (0..).map(QuestionId).zip(&self.questions) {
            self.levels[levels.first] = Some(Level::Answered(id));
        }
        for (option, place) in (0..).map(OptionId).zip(&self.options) {
            let level = &mut self.levels[place.level];
            if level.is_none() {
                *level = Some(Level::Ticked(option));
            }
        }
    }

    /// By level: how many values.
    pub fn arity(&self) -> &[u8] {
        &self.arity
    }

    /// What a level asks; `None` when it belongs to another pathway.
    pub fn level(&self, level: usize) -> Option<Level> {
        self.levels.get(level).copied().flatten()
    }

    /// By level: what it is to two people who are compared. A level of another pathway counts as a
    /// line.
    pub fn kinds(&self) -> Vec<Kind> {
        let kind = |level: &Option<Level>| match level {
            Some(Level::Answered(id)) => Kind::Answered(self.some(*id)),
            _ => Kind::Ticked,
        };
        self.levels.iter().map(kind).collect()
    }

    /// The level that says how a question is answered.
    pub fn first(&self, id: QuestionId) -> usize {
        self.questions[id.index()].first
    }

    /// The levels of a question's lines that can stand together.
    pub fn ticks(&self, id: QuestionId) -> &[usize] {
        &self.questions[id.index()].ticks
    }

    /// The first level below all of a question's.
    pub fn end(&self, id: QuestionId) -> usize {
        self.questions[id.index()].end
    }

    /// The value of a question's first level that means "some of its lines".
    pub fn some(&self, id: QuestionId) -> Option<u8> {
        self.questions[id.index()].some
    }

    /// Where an option stands.
    pub fn option(&self, option: OptionId) -> Place {
        self.options[option.index()]
    }

    /// By level and value: 1 for a question that is answered, and 1 more for each line ticked on a
    /// question that takes several. The smallest sheet is the one with the least sum.
    pub fn costs(&self) -> Vec<Vec<u32>> {
        (self.arity.iter())
            .map(|&arity| (0..arity).map(|value| u32::from(value > 0)).collect())
            .collect()
    }

    /// Where a person ticked this option.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn ticked(&self, diagrams: &mut Diagrams, option: OptionId) -> Built<When> {
        let place = self.option(option);
        diagrams.is(place.level, place.value)
    }

    /// Where a question is answered.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn answered(&self, diagrams: &mut Diagrams, id: QuestionId) -> Built<When> {
        let absent = diagrams.is(self.first(id), 0)?;
        diagrams.not(absent)
    }

    /// Every answer that a person could give to a question, as sheets with nothing else on them.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn answers(&self, diagrams: &mut Diagrams, id: QuestionId) -> Built<Sheets> {
        let mut any = Sheets::BLANK;
        let mut some = Sheets::NONE;
        for &level in self.ticks(id).iter().rev() {
            some = diagrams.gather(level, &[some, any])?;
            any = diagrams.gather(level, &[any, any])?;
        }
        let arity = diagrams.arity()[self.first(id)];
        let parts: Vec<_> = (0..arity)
            .map(|value| match value {
                0 => Sheets::NONE,
                value if Some(value) == self.some(id) => some,
                _ => Sheets::BLANK,
            })
            .collect();
        diagrams.gather(self.first(id), &parts)
    }

    /// The sheet that a row of values stands for.
    ///
    /// # Errors
    /// When nobody could have given one of the answers.
    pub fn sheet(&self, pathway: &Pathway, values: &[u8]) -> Result<Sheet, AnswerError> {
        let mut sheet = Sheet::empty(pathway);
        for id in pathway.ids() {
            if values[self.first(id)] == 0 {
                continue;
            }
            let ticked: Vec<_> = pathway.questions[id.index()]
                .options()
                .filter(|&option| {
                    let place = self.option(option);
                    values[place.level] == place.value
                })
                .collect();
            sheet.put(Answer::new(pathway, id, &ticked)?);
        }
        Ok(sheet)
    }

    /// The row of values of a sheet, taking the answers to these questions only.
    pub fn values(&self, pathway: &Pathway, sheet: &Sheet, path: &[QuestionId]) -> Vec<u8> {
        let mut values = vec![0; self.arity.len()];
        for answer in path.iter().filter_map(|&id| sheet.get(id)) {
            for option in answer.options(pathway) {
                let place = self.option(option);
                values[place.level] = place.value;
                let first = self.first(answer.question());
                if place.level != first {
                    values[first] = self.some(answer.question()).unwrap_or(0);
                }
            }
        }
        values
    }
}

/// Whether an option never stands beside another.
pub(crate) fn alone(pathway: &Pathway, option: OptionId) -> bool {
    let question = &pathway.questions[pathway.question_of(option).index()];
    let at = option.0 - question.first.0;
    question.choice == Choice::One || question.exclusive >> at & 1 == 1
}
