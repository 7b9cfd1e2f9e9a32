//! The differences between two people that guarantees speak of.
//!
//! Each says how two answers to one question may differ; [`crate::pairs`] takes care of all other
//! questions.

use pathway::{Atom, Cause, Condition, OptionId, Pathway, QuestionId};

use crate::layout::{Layout, Place, alone};
use crate::pairs::{Mode, Relation};

/// No question makes a difference: the two people are the same person, or meet two pathways.
pub struct NoDifference;

impl Relation for NoDifference {
    fn begin(&self, _: usize, _: (u8, u8)) -> Option<Mode> {
        None
    }

    fn step(&self, _: u16, _: usize, _: (u8, u8)) -> Option<Mode> {
        None
    }

    fn arrive(&self, _: u16, _: usize) -> Option<Mode> {
        None
    }
}

/// The two give different answers to one question that both are asked.
pub struct OtherAnswer {
    first: usize,
    end: usize,
    some: Option<u8>,
}

impl OtherAnswer {
    /// At the question's first level.
    pub const START: Mode = Mode::Inside(0);
    const SAME_SO_FAR: u16 = 1;
    const DIFFERENT: u16 = 2;

    /// To this question.
    pub fn new(layout: &Layout, id: QuestionId) -> Self {
        OtherAnswer {
            first: layout.first(id),
            end: layout.end(id),
            some: layout.some(id),
        }
    }
}

impl Relation for OtherAnswer {
    fn begin(&self, _: usize, _: (u8, u8)) -> Option<Mode> {
        None
    }

    fn step(&self, inside: u16, level: usize, (a, b): (u8, u8)) -> Option<Mode> {
        if level == self.first {
            return match (a, b) {
                // One of the two orders is enough.
                (a, b) if a < b => Some(Mode::Inside(Self::DIFFERENT)),
                (a, b) if a == b && Some(a) == self.some => Some(Mode::Inside(Self::SAME_SO_FAR)),
                _ => None,
            };
        }
        let different = inside == Self::DIFFERENT || a != b;
        Some(Mode::Inside(if different {
            Self::DIFFERENT
        } else {
            Self::SAME_SO_FAR
        }))
    }

    fn arrive(&self, inside: u16, level: usize) -> Option<Mode> {
        match inside {
            inside if level < self.end => Some(Mode::Inside(inside)),
            Self::DIFFERENT => Some(Mode::Free),
            _ => None,
        }
    }
}

/// The two chose two options out of these, on a question that takes one.
pub struct OtherOption {
    first: usize,
    values: Vec<u8>,
    same_questions: bool,
}

impl OtherOption {
    /// Out of these options of one question.
    pub fn new(layout: &Layout, options: &[OptionId]) -> Self {
        let places: Vec<_> = options
            .iter()
            .map(|&option| layout.option(option))
            .collect();
        OtherOption {
            first: places.first().map_or(usize::MAX, |place| place.level),
            values: places.iter().map(|place| place.value).collect(),
            same_questions: false,
        }
    }

    /// The same, and the two are asked the same questions.
    pub fn asked_the_same(mut self) -> Self {
        self.same_questions = true;
        self
    }
}

impl Relation for OtherOption {
    fn begin(&self, level: usize, (a, b): (u8, u8)) -> Option<Mode> {
        let two = a != b && self.values.contains(&a) && self.values.contains(&b);
        (level == self.first && two).then_some(Mode::Free)
    }

    fn step(&self, _: u16, _: usize, _: (u8, u8)) -> Option<Mode> {
        None
    }

    fn arrive(&self, _: u16, _: usize) -> Option<Mode> {
        None
    }

    fn same_questions(&self) -> bool {
        self.same_questions
    }
}

/// The second person ticked one line more: beside what the first ticked, or in place of "none".
pub struct OneMoreLine {
    /// By level: it is the tick of such a line.
    line: Vec<bool>,
    /// By level: the values that mean "none of these", and the one that means "some".
    none: Vec<(Vec<u8>, Option<u8>)>,
    /// By level: the first level of the next question.
    end: Vec<usize>,
    same_questions: bool,
}

impl OneMoreLine {
    const OPEN: u16 = 0;
    const OPEN_FROM_NONE: u16 = 1;
    const MADE: u16 = 2;
    const MADE_FROM_NONE: u16 = 3;

    /// One of these lines; options that stand alone are never such a line. `none` says which options
    /// that stand alone mean that nothing is the matter.
    pub fn new(
        pathway: &Pathway,
        layout: &Layout,
        lines: &[OptionId],
        none: impl Fn(OptionId) -> bool,
    ) -> Self {
        let levels = layout.arity().len();
        let mut relation = OneMoreLine {
            line: vec![false; levels],
            none: vec![(Vec::new(), None); levels],
            end: vec![0; levels],
            same_questions: false,
        };
        for id in pathway.ids() {
            let first = layout.first(id);
            for option in pathway.questions[id.index()].options() {
                let place = layout.option(option);
                if place.level != first {
                    relation.line[place.level] = lines.contains(&option);
                } else if none(option) {
                    relation.none[first].0.push(place.value);
                }
            }
            relation.none[first].1 = layout.some(id);
            relation.end[first..layout.end(id)].fill(layout.end(id));
        }
        relation
    }

    /// The same, and the two are asked the same questions.
    pub fn asked_the_same(mut self) -> Self {
        self.same_questions = true;
        self
    }
}

impl Relation for OneMoreLine {
    fn begin(&self, level: usize, (a, b): (u8, u8)) -> Option<Mode> {
        let (none, some) = &self.none[level];
        if b == 0 || Some(b) != *some {
            return None;
        }
        if a == b {
            return Some(Mode::Inside(inside(Self::OPEN, level)));
        }
        none.contains(&a)
            .then_some(Mode::Inside(inside(Self::OPEN_FROM_NONE, level)))
    }

    fn step(&self, state: u16, level: usize, values: (u8, u8)) -> Option<Mode> {
        let (stage, first) = outside(state);
        let next = match (stage, values) {
            (Self::OPEN | Self::OPEN_FROM_NONE, (0, 1)) if self.line[level] => stage + 2,
            (Self::OPEN | Self::MADE, (a, b)) if a == b => stage,
            (_, (0, 0)) => stage,
            _ => return None,
        };
        Some(Mode::Inside(inside(next, first)))
    }

    fn arrive(&self, state: u16, level: usize) -> Option<Mode> {
        let (stage, first) = outside(state);
        match stage {
            _ if level < self.end[first] => Some(Mode::Inside(state)),
            Self::MADE | Self::MADE_FROM_NONE => Some(Mode::Free),
            _ => None,
        }
    }

    fn same_questions(&self) -> bool {
        self.same_questions
    }
}

/// A stage and the first level of the question it is in, as one number.
fn inside(stage: u16, first: usize) -> u16 {
    stage << 12 | first as u16
}

fn outside(state: u16) -> (u16, usize) {
    (state >> 12, usize::from(state & 0xFFF))
}

/// The first person is not sure about a line and names it on the next screen; the second ticks it.
/// Whatever else the first is not sure about, the second is not sure about too.
pub struct UnsureToYes {
    unsure: usize,
    yes: usize,
    asks: (usize, usize),
    which: (usize, usize),
    some: (Option<u8>, Option<u8>),
    named: usize,
}

impl UnsureToYes {
    /// At the question's first level.
    pub const START: Mode = Mode::Inside(Self::OPEN);
    const OPEN: u16 = 0;
    /// The line differs; "not sure" is still to come.
    const LINE: u16 = 1;
    /// The second is not sure about anything else.
    const ONLY: u16 = 2;
    /// The second is not sure about other lines too.
    const ALSO: u16 = 3;
    /// On the next screen, with what was named so far: 1 the line itself, 2 another, 3 both. The
    /// second is not asked.
    const NAMING: u16 = 4;
    /// The same, and the second is asked too.
    const BOTH_NAMING: u16 = 8;

    /// For a line of a question and its namesake on the "which one?" screen; `None` when the screen
    /// does not come right after "not sure".
    pub fn new(
        pathway: &Pathway,
        layout: &Layout,
        unsure: OptionId,
        yes: OptionId,
        named: OptionId,
    ) -> Option<Self> {
        let id = pathway.question_of(yes);
        let which = pathway.question_of(named);
        let place = |option| layout.option(option).level;
        (place(yes) < place(unsure) && layout.end(id) == layout.first(which)).then(|| UnsureToYes {
            unsure: place(unsure),
            yes: place(yes),
            asks: (layout.first(id), layout.end(id)),
            which: (layout.first(which), layout.end(which)),
            some: (layout.some(id), layout.some(which)),
            named: place(named),
        })
    }

    /// The first level of the question.
    pub fn first(&self) -> usize {
        self.asks.0
    }

    /// What was named so far, with one more line.
    fn name(&self, state: u16, level: usize, values: (u8, u8)) -> Option<u16> {
        let so_far = state & 3;
        let both = state & Self::BOTH_NAMING != 0;
        let named = if level == self.named {
            (values == (1, 0)).then_some(so_far | 1)?
        } else {
            match values {
                (0, 0) => so_far,
                (1, 1) if both => so_far | 2,
                (1, 0) if !both => so_far | 2,
                _ => return None,
            }
        };
        Some(state & !3 | named)
    }
}

impl Relation for UnsureToYes {
    fn begin(&self, level: usize, (a, b): (u8, u8)) -> Option<Mode> {
        let open = level == self.asks.0 && a == b && Some(a) == self.some.0;
        open.then_some(Self::START)
    }

    fn step(&self, state: u16, level: usize, (a, b): (u8, u8)) -> Option<Mode> {
        let next = match state {
            Self::OPEN if level == self.asks.0 => {
                return (a == b && Some(a) == self.some.0).then_some(Self::START);
            }
            Self::OPEN if level == self.yes => (a, b) == (0, 1),
            Self::OPEN => return (a == b).then_some(Mode::Inside(state)),
            Self::LINE if level == self.unsure => {
                return match (a, b) {
                    (1, 0) => Some(Mode::Inside(Self::ONLY)),
                    (1, 1) => Some(Mode::Inside(Self::ALSO)),
                    _ => None,
                };
            }
            Self::LINE => return (a == b).then_some(Mode::Inside(state)),
            Self::ONLY | Self::ALSO if level < self.asks.1 => {
                return (a == b).then_some(Mode::Inside(state));
            }
            // "Which one?" comes next: `arrive` lets nothing else through.
            Self::ONLY | Self::ALSO => {
                let also = u16::from(state == Self::ALSO) << 4;
                let asked = match b {
                    0 => Self::NAMING,
                    b if state == Self::ALSO && Some(b) == self.some.1 => Self::BOTH_NAMING,
                    _ => return None,
                };
                return (Some(a) == self.some.1).then_some(Mode::Inside(asked | also));
            }
            _ => return self.name(state, level, (a, b)).map(Mode::Inside),
        };
        next.then_some(Mode::Inside(Self::LINE))
    }

    fn arrive(&self, state: u16, level: usize) -> Option<Mode> {
        if level < self.which.1 {
            // A line, or "not sure", or the screen itself must not be passed by.
            let missed = match state {
                Self::OPEN => level > self.yes,
                Self::LINE => level > self.unsure,
                Self::ONLY | Self::ALSO => level > self.which.0,
                _ => false,
            };
            return (!missed).then_some(Mode::Inside(state));
        }
        let also = state >> 4 & 1 == 1;
        let named = state & 3;
        (state >= Self::NAMING && named == if also { 3 } else { 1 }).then_some(Mode::Free)
    }
}

/// The second person ticked one option in place of another; whatever else the two ticked on that
/// question is the same.
pub struct InPlaceOf {
    first: usize,
    end: usize,
    some: Option<u8>,
    /// What the first ticked, then what the second did.
    swapped: [Place; 2],
}

impl InPlaceOf {
    /// At the question's first level.
    pub const START: Mode = Mode::Inside(Self::OPEN);
    const OPEN: u16 = 0;
    /// The first ticked what the second did not; one bit more for what the second ticked.
    const LEFT: u16 = 1;
    const TAKEN: u16 = 2;
    /// The answer to the question is known to differ as it should.
    const BOTH: u16 = Self::LEFT | Self::TAKEN;

    /// `second` in place of `first`, two options of one question.
    pub fn new(pathway: &Pathway, layout: &Layout, first: OptionId, second: OptionId) -> Self {
        let id = pathway.question_of(first);
        InPlaceOf {
            first: layout.first(id),
            end: layout.end(id),
            some: layout.some(id),
            swapped: [first, second].map(|option| layout.option(option)),
        }
    }

    /// The first level of the question.
    pub fn first(&self) -> usize {
        self.first
    }

    /// Whether an option stands alone, so that the first level says that it is ticked.
    fn alone(&self, place: Place) -> bool {
        place.level == self.first
    }

    /// How the two answer on the first level.
    fn answered(&self, (a, b): (u8, u8)) -> Option<Mode> {
        let mut state = Self::OPEN;
        let parts = [(a, Self::LEFT), (b, Self::TAKEN)];
        for (place, (value, seen)) in self.swapped.into_iter().zip(parts) {
            if self.alone(place) {
                state |= seen;
                if value != place.value {
                    return None;
                }
            } else if Some(value) != self.some {
                return None;
            }
        }
        Some(Mode::Inside(state))
    }
}

impl Relation for InPlaceOf {
    fn begin(&self, level: usize, values: (u8, u8)) -> Option<Mode> {
        (level == self.first)
            .then(|| self.answered(values))
            .flatten()
    }

    fn step(&self, state: u16, level: usize, (a, b): (u8, u8)) -> Option<Mode> {
        if level == self.first {
            return self.answered((a, b));
        }
        let [left, taken] = self.swapped;
        let next = match (a, b) {
            (1, 0) if level == left.level => state | Self::LEFT,
            (0, 1) if level == taken.level => state | Self::TAKEN,
            (a, b) if a == b && ![left.level, taken.level].contains(&level) => state,
            _ => return None,
        };
        Some(Mode::Inside(next))
    }

    fn arrive(&self, state: u16, level: usize) -> Option<Mode> {
        if level < self.end {
            return Some(Mode::Inside(state));
        }
        (state == Self::BOTH).then_some(Mode::Free)
    }
}

/// The lines of questions that take several answers which are warning signs: by themselves, in a
/// combination, or as "not sure" about one.
pub fn warning_lines(pathway: &Pathway) -> Vec<OptionId> {
    let mut warns = vec![false; pathway.options.len()];
    for sign in &pathway.signs {
        match &sign.cause {
            Cause::Option(option) => warns[option.index()] = true,
            Cause::Together { when, .. } => mark(pathway, when, &mut warns),
        }
    }
    // "Not sure" opens the screen that asks which line.
    for id in pathway.ids() {
        if pathway.questions[id.index()].which_of.is_some() {
            mark(pathway, &pathway.questions[id.index()].ask, &mut warns);
        }
    }
    let options = (0..).map(OptionId).zip(warns);
    options
        .filter(|&(option, warns)| warns && !alone(pathway, option))
        .map(|(option, _)| option)
        .collect()
}

/// Marks the options that help to make a condition true.
fn mark(pathway: &Pathway, when: &Condition, options: &mut [bool]) {
    for atom in &when.atoms {
        match *atom {
            Atom::Option(option) => options[option.index()] = true,
            Atom::Not(_) => {}
            Atom::Fact(fact) => mark(pathway, &pathway.facts[fact.index()].when, options),
        }
    }
}
