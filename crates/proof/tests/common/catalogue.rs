//! Random catalogues of people, for small pathways that make no sense.

use pathway::{OutcomeId, Pathway, Urgency};
use sentinels::{
    Atom, Dangerous, Declared, Everyday, Facts, Line, Lines, Person, PlainFact, ROUTES, Section,
    Sentinels, Sex, Standing, Value,
};

use super::{Numbers, small};

const LIMITS: [Urgency; 5] = [
    Urgency::Go,
    Urgency::Today,
    Urgency::Days(3),
    Urgency::Weeks,
    Urgency::Ready,
];

/// A small pathway with two outcomes of an emergency, and now and then a line that stands alone.
pub fn pathway(seed: u64) -> Pathway {
    let mut numbers = Numbers(seed);
    let mut parts = (*small::pathway(seed)).clone();
    parts.outcomes[0].name = "emergency_call".into();
    parts.outcomes[1].name = "maternity_now".into();
    for name in parts.options.iter_mut().filter(|name| &***name == "none") {
        if numbers.once_in(3) {
            *name = "well".into();
        }
    }
    Pathway::new(parts).unwrap()
}

/// Catalogues of a few people for it.
pub fn sentinels(pathway: &Pathway, seed: u64) -> Sentinels {
    let mut numbers = Numbers(!seed);
    let facts = facts();
    let lines = (pathway.options.iter()).map(|name| line(&facts, name, &mut numbers));
    let lines = lines.collect();
    let ordered = pathway.questions.iter().filter(|_| numbers.once_in(3));
    let ordered = ordered.map(|question| {
        let first = question.first.index();
        first..first + usize::from(question.len)
    });
    let lines = Lines {
        lines,
        first_true: ordered.collect(),
    };
    let everyday = (0..8).map(|at| everyday(&facts, at, &mut numbers));
    let everyday: Vec<_> = everyday.collect();
    Sentinels {
        lines,
        dangerous: (0..4)
            .map(|at| dangerous(&facts, at, &mut numbers))
            .collect(),
        everyday,
        facts,
        gate: None,
        failing: Vec::new(),
        second: Vec::new(),
    }
}

/// A section of every kind.
fn facts() -> Facts {
    let fact = PlainFact;
    let names = [
        "a", "b", "c", "one", "two", "three", "here", "there", "early",
    ];
    let section = |name: &str, facts| Section {
        name: name.into(),
        facts,
        ..Section::default()
    };
    Facts {
        names: names.map(String::from).to_vec(),
        sentences: names.map(String::from).to_vec(),
        sections: vec![
            Section {
                parts: vec!["part".into()],
                ..section("plain", 0..3)
            },
            Section {
                one_of: true,
                by_route: vec![
                    (ROUTES[0].into(), vec![fact(3)]),
                    (ROUTES[1].into(), vec![fact(4), fact(5)]),
                ],
                otherwise: vec![fact(3)],
                ..section("choice", 3..6)
            },
            Section {
                places: vec![(fact(6), vec!["part".into()])],
                ..section("site", 6..8)
            },
            Section {
                sex: Some(Sex::Female),
                age_max: Some(55),
                ..section("early", 8..9)
            },
        ],
    }
}

fn line(facts: &Facts, name: &str, numbers: &mut Numbers) -> Line {
    if ["none", "unsure", "cannot_say"].contains(&name) {
        return Line::default();
    }
    let alternatives = (0..numbers.below(3)).map(|_| {
        let atoms = (0..1 + numbers.below(2)).map(|_| atom(facts, numbers));
        atoms.collect()
    });
    Line(alternatives.collect())
}

fn atom(facts: &Facts, numbers: &mut Numbers) -> Atom {
    let fact = PlainFact(numbers.below(facts.names.len()) as u16);
    match numbers.below(8) {
        0 => Atom::Not(fact),
        1 => Atom::Ages(18..=49),
        2 => Atom::Route(ROUTES[numbers.below(2)].into()),
        _ => Atom::Fact(fact),
    }
}

fn person(facts: &Facts, standing: Standing, numbers: &mut Numbers) -> Person {
    let youngest = [10, 20, 50, 60][numbers.below(4)];
    let oldest = match standing {
        Standing::Dangerous => youngest + [0, 10, 30][numbers.below(3)],
        Standing::Everyday => youngest,
    };
    let mut person = Person {
        standing,
        ages: youngest..=oldest,
        sex: Sex::ALL[numbers.below(3)].1,
        routes: (ROUTES.iter().take(3))
            .filter(|_| numbers.once_in(2))
            .map(ToString::to_string)
            .collect(),
        stated: Vec::new(),
        tempting: Vec::new(),
    };
    for at in 0..facts.names.len() {
        let fact = PlainFact(at as u16);
        // One of the choices is true, or several are open.
        let value = match numbers.below(6) {
            0 if at == 3 || !(3..6).contains(&at) => Value::True,
            1 if person.stated.first() != Some(&(PlainFact(3), Value::True)) => Value::Open,
            2 => Value::False,
            3..6 if standing == Standing::Everyday => {
                person.tempting.push(fact);
                continue;
            }
            _ => continue,
        };
        let choice = |&(fact, value): &(PlainFact, Value)| {
            (3..6).contains(&fact.index()) && value == Value::True
        };
        let taken = person.stated.iter().any(choice);
        if !(taken && (3..6).contains(&at) && value != Value::False) {
            person.stated.push((fact, value));
        }
    }
    person
}

fn some_outcomes(numbers: &mut Numbers) -> Vec<OutcomeId> {
    let outcomes = (0..4).map(OutcomeId);
    outcomes.filter(|_| numbers.once_in(8)).collect()
}

fn declared(numbers: &mut Numbers) -> Option<Declared> {
    numbers.once_in(5).then(|| Declared {
        beyond: false,
        reason: "because".into(),
        judged_again: "next year".into(),
    })
}

fn dangerous(facts: &Facts, at: usize, numbers: &mut Numbers) -> Dangerous {
    Dangerous {
        id: format!("dangerous {at}"),
        group: String::new(),
        name: String::new(),
        says: Vec::new(),
        person: person(facts, Standing::Dangerous, numbers),
        least: LIMITS[1 + numbers.below(4)],
        tier: String::new(),
        must_not: some_outcomes(numbers),
        no_doctor: some_outcomes(numbers),
        source: Vec::new(),
        contested: false,
        declared: declared(numbers),
    }
}

fn everyday(facts: &Facts, at: usize, numbers: &mut Numbers) -> Everyday {
    Everyday {
        id: format!("everyday {at}"),
        name: String::new(),
        about: String::new(),
        says: Vec::new(),
        person: person(facts, Standing::Everyday, numbers),
        most: LIMITS[numbers.below(4)],
        never: some_outcomes(numbers),
        best: (2..4).map(OutcomeId).collect(),
        source: Vec::new(),
        contested: false,
        declared: declared(numbers),
    }
}
