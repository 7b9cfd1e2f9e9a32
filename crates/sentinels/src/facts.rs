//! The plain facts, in sections, and what is true of a person where nothing is stated.

use std::ops::Range;

use crate::entries::{Person, Sex, Standing};
use crate::value::Value;

/// A plain fact about a person: its place in [`Facts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlainFact(pub u16);

impl PlainFact {
    /// The place in the list of facts.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// The part of the body, so to speak, that everybody has who may be under 18.
pub const CHILD: &str = "child";

/// Facts that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Its id.
    pub name: String,
    /// Its facts stand together in the list, here.
    pub facts: Range<usize>,
    /// Exactly one of its facts is true.
    pub one_of: bool,
    /// The parts of the body that it is about.
    pub parts: Vec<String>,
    /// The parts of the body that become a person's own where a fact of it is not false.
    pub places: Vec<(PlainFact, Vec<String>)>,
    /// Where nothing is stated: what is possible, by route.
    pub by_route: Vec<(String, Vec<PlainFact>)>,
    /// Where nothing is stated and no route says more: what is possible. Empty: all of it.
    pub otherwise: Vec<PlainFact>,
    /// Whom it can be about; `None`: everybody.
    pub sex: Option<Sex>,
    /// The oldest that it can be about; `None`: everybody.
    pub age_max: Option<u8>,
}

/// Every plain fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Their sections, in order.
    pub sections: Vec<Section>,
    /// Their ids.
    pub names: Vec<String>,
    /// What each says.
    pub sentences: Vec<String>,
}

impl Facts {
    /// The fact with this id.
    pub fn named(&self, name: &str) -> Option<PlainFact> {
        let at = self.names.iter().position(|known| known == name)?;
        u16::try_from(at).ok().map(PlainFact)
    }

    /// By fact: what is known of it for a person.
    pub fn values(&self, person: &Person) -> Vec<Value> {
        self.given(person, false)
    }

    /// The same, with what the person may take for true counted as true.
    pub fn tempted_values(&self, person: &Person) -> Vec<Value> {
        self.given(person, true)
    }

    fn given(&self, person: &Person, tempted: bool) -> Vec<Value> {
        let stated = self.stated(person, tempted);
        let parts = self.parts_of(person, &stated);
        let mut values = vec![Value::False; self.names.len()];
        for section in &self.sections {
            if !section.may_be_about(person) {
                continue;
            }
            let default = section.unstated(person, &stated, &parts);
            for at in section.facts.clone() {
                values[at] = stated[at].unwrap_or_else(|| default.of(at));
            }
        }
        values
    }

    fn stated(&self, person: &Person, tempted: bool) -> Vec<Option<Value>> {
        let mut stated = vec![None; self.names.len()];
        for &(fact, value) in &person.stated {
            stated[fact.index()] = Some(value);
        }
        let taken_as = if tempted { Value::True } else { Value::False };
        for fact in &person.tempting {
            stated[fact.index()] = Some(taken_as);
        }
        stated
    }

    /// The parts of the body that are the person's own.
    fn parts_of(&self, person: &Person, stated: &[Option<Value>]) -> Vec<&str> {
        let places = self.sections.iter().flat_map(|section| &section.places);
        let possible = places.filter(|(fact, _)| {
            let value = stated[fact.index()];
            value.is_some_and(|value| value != Value::False)
        });
        let mut parts: Vec<&str> = possible
            .flat_map(|(_, parts)| parts.iter().map(String::as_str))
            .collect();
        if *person.ages.start() < 18 {
            parts.push(CHILD);
        }
        parts
    }
}

/// What holds of the facts of a section that nobody stated.
enum Unstated {
    /// All the same.
    All(Value),
    /// Those that are possible have this value; the others are false.
    Possible(Vec<PlainFact>, Value),
}

impl Unstated {
    fn of(&self, at: usize) -> Value {
        match self {
            Unstated::All(value) => *value,
            Unstated::Possible(facts, value) if facts.iter().any(|fact| fact.index() == at) => {
                *value
            }
            Unstated::Possible(..) => Value::False,
        }
    }
}

impl Section {
    fn may_be_about(&self, person: &Person) -> bool {
        let sex = self.sex.is_none_or(|sex| person.sex.may_be(sex));
        sex && (self.age_max).is_none_or(|oldest| *person.ages.start() <= oldest)
    }

    fn unstated(&self, person: &Person, stated: &[Option<Value>], parts: &[&str]) -> Unstated {
        if !self.one_of {
            let own = self.parts.iter().any(|part| parts.contains(&&**part));
            let open = own && person.standing == Standing::Dangerous;
            return Unstated::All(if open { Value::Open } else { Value::False });
        }
        let mut known = self.facts.clone().filter_map(|at| stated[at]);
        if known.any(|value| value != Value::False) {
            return Unstated::All(Value::False);
        }
        let mut possible = self.possible(person);
        possible.retain(|fact| stated[fact.index()].is_none());
        let one = possible.len() == 1;
        Unstated::Possible(possible, if one { Value::True } else { Value::Open })
    }

    /// What may be so where nothing is stated.
    fn possible(&self, person: &Person) -> Vec<PlainFact> {
        let by_route = self.by_route.iter();
        let taken = by_route.filter(|(route, _)| person.routes.contains(route));
        let mut possible: Vec<_> = taken.flat_map(|(_, facts)| facts).copied().collect();
        if possible.is_empty() {
            possible.clone_from(&self.otherwise);
        }
        if possible.is_empty() {
            let all = self.facts.clone();
            possible.extend(all.filter_map(|at| u16::try_from(at).ok().map(PlainFact)));
        }
        possible.sort();
        possible.dedup();
        possible
    }
}
