//! What makes a line of a question plainly true: alternatives, each a few plain facts together.

use std::ops::{Range, RangeInclusive};

use crate::entries::Person;
use crate::facts::PlainFact;
use crate::value::Value;

/// One condition of an alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Atom {
    /// A fact is true.
    Fact(PlainFact),
    /// A fact is false.
    Not(PlainFact),
    /// The person is of this age, in years.
    Ages(RangeInclusive<u8>),
    /// The person came in by this door.
    Route(String),
}

/// Conditions that make a line true together.
pub type Alternative = Vec<Atom>;

/// What makes one line true: any of its alternatives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Alternative>);

/// What makes each line of a pathway true, by option; a line that has nothing is never true: "none",
/// "not sure", and the lines of a "which one?" screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// By option.
    pub lines: Vec<Line>,
    /// The options of each question on which a person is told to choose the first line that is true.
    pub first_true: Vec<Range<usize>>,
}

impl Atom {
    fn value(&self, facts: &[Value], person: &Person) -> Value {
        match self {
            Atom::Fact(fact) => facts[fact.index()],
            Atom::Not(fact) => facts[fact.index()].opposite(),
            Atom::Ages(ages) => {
                let inside = |age: &u8| ages.contains(age);
                let (youngest, oldest) = (person.ages.start(), person.ages.end());
                if inside(youngest) && inside(oldest) {
                    Value::True
                } else if ages.start() > oldest || ages.end() < youngest {
                    Value::False
                } else {
                    Value::Open
                }
            }
            Atom::Route(route) if person.routes.contains(route) => Value::Open,
            Atom::Route(_) => Value::False,
        }
    }
}

impl Line {
    fn value(&self, facts: &[Value], person: &Person) -> Value {
        Value::any(self.0.iter().map(|alternative| {
            let atoms = alternative.iter();
            Value::all(atoms.map(|atom| atom.value(facts, person)))
        }))
    }
}

impl Lines {
    /// By option: whether its line is true, when these facts are.
    pub(crate) fn values(&self, facts: &[Value], person: &Person) -> Vec<Value> {
        let lines = self.lines.iter();
        let mut values: Vec<_> = lines.map(|line| line.value(facts, person)).collect();
        for options in &self.first_true {
            let mut ordered = values[options.clone()].iter_mut();
            let _first = ordered.find(|value| **value == Value::True);
            ordered.for_each(|value| *value = Value::False);
        }
        values
    }
}
