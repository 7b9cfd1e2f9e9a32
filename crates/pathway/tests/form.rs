//! What may be in a pathway: its compiled form byte for byte, and parts that do not fit together.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use pathway::{
    Atom, Cause, Choice, Condition, DecodeError, Fact, FactId, Kind, KindId, LinkError, Need, Note,
    OptionId, Outcome, OutcomeId, Parts, Pathway, Question, QuestionId, Rule, Sign, Sooner, StepId,
    Urgency, decode, decode_own, encode,
};

fn any(atoms: &[Atom]) -> Condition {
    Condition {
        need: Need::AtLeast(1),
        atoms: atoms.into(),
    }
}

fn option(option: u16) -> Atom {
    Atom::Option(OptionId(option))
}

fn question(name: &str, first: u16, len: u8) -> Question {
    Question {
        name: name.into(),
        choice: Choice::Many,
        ask: Condition::always(),
        first: OptionId(first),
        len,
        exclusive: 0,
        which_of: None,
    }
}

fn rule(urgency: Urgency, when: Condition) -> Rule {
    Rule {
        name: "rule".into(),
        policy: "P".into(),
        urgency,
        outcome: OutcomeId(1),
        when,
    }
}

fn sign(urgency: Urgency, cause: Cause) -> Sign {
    Sign {
        kind: KindId(1),
        urgency,
        cause,
    }
}

/// Something of everything, with numbers that take one byte, two and three.
fn parts() -> Parts {
    let mut last = question("last", 4, 16);
    last.choice = Choice::One;
    last.ask = any(&[option(3), Atom::Not(OptionId(0)), Atom::Fact(FactId(1))]);
    last.exclusive = 0b1000_0000_0000_0000;
    last.which_of = Some(QuestionId(0));
    let outcome = |name: &str, step, exercise_provider| Outcome {
        name: name.into(),
        step,
        exercise_provider,
    };
    let kind = |name: &str| Kind {
        name: name.into(),
        policy: "P01".into(),
        outcome: OutcomeId(1),
    };
    let together = Cause::Together {
        name: "together".into(),
        when: Condition {
            need: Need::All,
            atoms: vec![option(19), option(0), option(2)],
        },
    };
    Parts {
        name: "x".repeat(127).into(),
        version: "x".repeat(128).into(),
        reviewed_by: "x".repeat(20_000).into(),
        expires_on: "é".into(),
        longest: 200,
        steps: vec!["one".into(), "two".into()],
        outcomes: vec![
            outcome("self", None, false),
            outcome("trainer", Some(StepId(1)), true),
        ],
        kinds: vec![kind("call"), kind("today")],
        options: (0..20).map(|at| at.to_string().into()).collect(),
        questions: vec![question("first", 0, 4), last],
        facts: vec![
            Fact {
                name: "one".into(),
                when: any(&[option(1)]),
            },
            Fact {
                name: "two".into(),
                when: any(&[Atom::Fact(FactId(0)), option(2)]),
            },
        ],
        signs: vec![
            sign(Urgency::Call, Cause::Option(OptionId(19))),
            sign(Urgency::Go, together),
            sign(Urgency::Days(200), Cause::Option(OptionId(1))),
        ],
        rules: vec![
            rule(Urgency::Today, any(&[option(0)])),
            rule(Urgency::Weeks, Condition::never()),
            rule(Urgency::Ready, Condition::always()),
        ],
        fallbacks: 1,
        notes: vec![Note {
            name: "note".into(),
            outcomes: vec![OutcomeId(0), OutcomeId(1)],
            when: any(&[option(5)]),
        }],
        sooner: vec![Sooner {
            name: "sooner".into(),
            when: any(&[option(6)]),
            unless: any(&[option(7)]),
        }],
    }
}

#[test]
fn everything_comes_back_from_its_compiled_form() {
    let pathway = Pathway::new(parts()).unwrap();
    let bytes = encode(&pathway);
    assert_eq!(decode(&bytes).as_ref(), Ok(&pathway));
    assert_eq!(decode_own(&bytes).as_ref(), Ok(&pathway));
}

/// The bytes of a pathway with one rule and one question, up to the questions.
#[test]
fn the_compiled_form_is_as_described() {
    let least = Parts {
        name: "x".repeat(300).into(),
        longest: 1,
        outcomes: vec![Outcome {
            name: "o".into(),
            step: None,
            exercise_provider: true,
        }],
        options: vec!["a".into()],
        questions: vec![question("q", 0, 1)],
        rules: vec![Rule {
            outcome: OutcomeId(0),
            ..rule(Urgency::Days(9), Condition::always())
        }],
        fallbacks: 1,
        ..Parts::default()
    };
    let bytes = encode(&Pathway::new(least).unwrap());
    // 300 = 44 + 2 * 128.
    assert_eq!(&bytes[..7], b"wtsp\x02\xAC\x02");
    let outcomes = [1, 1, b'o', 0, 1];
    let options = [1, 1, b'a'];
    // The name; several answers; asked always; from option 0, one of them; none alone; no parent.
    let questions = [1, 1, b'q', 1, 255, 0, 0, 1, 0, 0];
    let rest = [
        &[0, 0, 0, 1, 0][..],
        &outcomes,
        &[0],
        &options,
        &questions,
        &[0, 0],
        // The rule: its name and policy, within 9 days, outcome 0, always; one fallback.
        &[1, 4, b'r', b'u', b'l', b'e', 1, b'P', 2, 9, 0, 255, 0, 1],
        &[0, 0],
    ];
    assert_eq!(bytes[307..], rest.concat());
}

#[test]
fn bytes_that_mean_nothing_are_refused_at_their_place() {
    let bytes = encode(&Pathway::new(parts()).unwrap());
    assert_eq!(decode(b"wtsp"), Err(DecodeError::NotAPathway));
    for cut in [5, 6, 200, bytes.len() - 1] {
        // The first value that is not all there breaks it, wherever it begins.
        let Err(DecodeError::At(at)) = decode(&bytes[..cut]) else {
            panic!("{cut} bytes of {}", bytes.len());
        };
        assert!(at <= cut, "broken at {at} of {cut}");
        assert_eq!(decode_own(&bytes[..cut]), Err(DecodeError::At(at)));
    }
    let more = [&bytes[..], &[0, 0, 0]].concat();
    assert_eq!(decode(&more), Err(DecodeError::At(bytes.len())));
    assert_eq!(decode(b"wtsp\x02\x05ab"), Err(DecodeError::At(6)));
}

/// The compiled form with one byte replaced by one that has no meaning there.
#[test]
fn a_value_without_a_meaning_is_refused() {
    let mut parts = parts();
    let name = "Q7".to_owned();
    parts.questions[1].name = name.clone().into();
    parts.outcomes[1].name = "O7".into();
    parts.rules[0].policy = "R7".into();
    parts.kinds[1].name = "K7".into();
    let pathway = Pathway::new(parts).unwrap();
    let bytes = encode(&pathway);
    let after = |text: &str| {
        let at = bytes.windows(2).position(|two| two == text.as_bytes());
        at.unwrap() + 2
    };
    let with = |at: usize, value: u8| {
        let mut changed = bytes.clone();
        changed[at] = value;
        decode(&changed)
    };
    let refused = |at, value| matches!(with(at, value), Err(DecodeError::At(_)));
    // Whether an outcome has a step; how many answers; an atom of the condition; an urgency.
    assert!(refused(after("O7"), 2));
    assert!(with(after("O7") + 2, 0).is_ok(), "no exercise provider");
    assert!(refused(after("O7") + 2, 2));
    assert!(refused(after("Q7"), 2));
    assert!(refused(after("Q7") + 3, 3));
    assert!(with(after("Q7") + 3, 0).is_ok(), "an option");
    assert!(with(after("Q7") + 3, 1).is_ok(), "not an option");
    assert!(refused(after("R7"), 6));
    assert!(with(after("R7"), 5).is_ok(), "call");
    // A text that is not UTF-8.
    assert!(refused(after("K7") - 1, 0xFF));
    // A number that takes more bytes than any number does.
    assert_eq!(
        decode(b"wtsp\x02\xFF\xFF\xFF"),
        Err(DecodeError::At(8)),
        "65,535 is the greatest"
    );
}

/// What makes a sign: an option, or several answers together, and nothing else.
#[test]
fn a_cause_is_one_of_two() {
    let mut parts = parts();
    parts.signs.truncate(1);
    parts.signs[0].urgency = Urgency::Days(77);
    let bytes = encode(&Pathway::new(parts).unwrap());
    // A kind, within 77 days, an option: number 19.
    let at = bytes
        .windows(5)
        .position(|bytes| bytes == [1, 2, 77, 0, 19]);
    let mut changed = bytes.clone();
    changed[at.unwrap() + 3] = 2;
    assert!(matches!(decode(&changed), Err(DecodeError::At(_))));
    // Several answers together, with a mark that nothing has.
    let bytes = encode(&Pathway::new(self::parts()).unwrap());
    let at = bytes
        .windows(4)
        .position(|bytes| bytes == [1, 8, b't', b'o']);
    let mut changed = bytes.clone();
    changed[at.unwrap()] = 2;
    assert!(matches!(decode(&changed), Err(DecodeError::At(_))));
    assert!(matches!(decode_own(&changed), Err(DecodeError::At(_))));
}

/// Bytes that decode are still checked for fitting together, unless they are the build's own.
#[test]
fn bytes_that_do_not_fit_together_are_refused() {
    let mut bytes = encode(&Pathway::new(parts()).unwrap());
    let outcome = bytes.windows(3).position(|three| three == b"P01").unwrap() + 3;
    bytes[outcome] = 9;
    assert_eq!(decode(&bytes), Err(DecodeError::Link(LinkError::Dangling)));
    assert!(decode_own(&bytes).is_ok());
}

#[test]
fn each_error_says_what_is_wrong() {
    let texts = [
        DecodeError::NotAPathway.to_string(),
        DecodeError::Format(9).to_string(),
        DecodeError::At(7).to_string(),
        DecodeError::Link(LinkError::Forward).to_string(),
    ];
    assert_eq!(
        texts,
        [
            "these bytes are not a compiled pathway",
            "compiled form 9 is not known; this build reads 2",
            "the compiled pathway is broken at byte 7",
            "the compiled pathway does not fit: a condition reads what comes after it",
        ]
    );
}

fn links(change: impl FnOnce(&mut Parts)) -> Result<(), LinkError> {
    let mut parts = parts();
    change(&mut parts);
    Pathway::new(parts).map(|_| ())
}

#[test]
fn there_is_room_for_128_questions_and_16_options() {
    let with = |questions: u16| {
        links(|parts| {
            for at in 0..questions - 2 {
                parts.questions.push(question("more", 20 + at, 1));
                parts.options.push("more".into());
            }
        })
    };
    assert_eq!(with(128), Ok(()));
    assert_eq!(with(129), Err(LinkError::TooMany));
    let options = |len: u8| {
        links(|parts| {
            parts.questions.push(question("more", 20, len));
            parts.options.extend((0..len).map(|_| "more".into()));
        })
    };
    assert_eq!(options(16), Ok(()));
    assert_eq!(options(17), Err(LinkError::TooMany));
    assert_eq!(options(0), Err(LinkError::TooMany));
}

/// The greatest number of options is one that an id of an option can still be read from.
#[test]
fn there_is_room_for_65_535_options() {
    let with = |options: usize| {
        let mut parts = parts();
        parts.options = vec!["more".into(); options];
        Pathway::new(parts).map(|_| ())
    };
    // Too few questions for so many options.
    assert_eq!(with(65_535), Err(LinkError::Dangling));
    assert_eq!(with(65_536), Err(LinkError::TooMany));
}

#[test]
fn every_id_points_at_something() {
    let bad = OutcomeId(2);
    let dangling = Err(LinkError::Dangling);
    assert_eq!(links(|_| {}), Ok(()));
    assert_eq!(links(|p| p.options.push("nobody's".into())), dangling);
    assert_eq!(links(|p| p.questions[1].first = OptionId(5)), dangling);
    assert_eq!(links(|p| p.fallbacks = 3), Ok(()));
    assert_eq!(links(|p| p.fallbacks = 4), dangling);
    assert_eq!(links(|p| p.outcomes[1].step = Some(StepId(2))), dangling);
    assert_eq!(links(|p| p.kinds[0].outcome = bad), dangling);
    assert_eq!(links(|p| p.rules[0].outcome = bad), dangling);
    assert_eq!(links(|p| p.notes[0].outcomes[1] = bad), dangling);
    assert_eq!(links(|p| p.signs[0].kind = KindId(2)), dangling);
    let parent = |id| move |p: &mut Parts| p.questions[1].which_of = Some(QuestionId(id));
    assert_eq!(links(parent(0)), Ok(()));
    assert_eq!(links(parent(1)), dangling);
    let of_sign = |id| move |p: &mut Parts| p.signs[0].cause = Cause::Option(OptionId(id));
    assert_eq!(links(of_sign(19)), Ok(()));
    assert_eq!(links(of_sign(20)), dangling);
}

#[test]
fn every_condition_reads_what_is_there() {
    let dangling = Err(LinkError::Dangling);
    for atom in [option(20), Atom::Not(OptionId(20)), Atom::Fact(FactId(2))] {
        let when = any(&[option(0), atom]);
        let together = |when| Cause::Together {
            name: "t".into(),
            when,
        };
        assert_eq!(links(|p| p.facts[1].when = when.clone()), dangling);
        assert_eq!(links(|p| p.questions[1].ask = when.clone()), dangling);
        assert_eq!(
            links(|p| p.signs[1].cause = together(when.clone())),
            dangling
        );
        assert_eq!(links(|p| p.rules[0].when = when.clone()), dangling);
        assert_eq!(links(|p| p.notes[0].when = when.clone()), dangling);
        assert_eq!(links(|p| p.sooner[0].when = when.clone()), dangling);
        assert_eq!(links(|p| p.sooner[0].unless = when.clone()), dangling);
    }
    for atom in [option(19), Atom::Not(OptionId(19)), Atom::Fact(FactId(1))] {
        assert_eq!(links(|p| p.rules[0].when = any(&[atom])), Ok(()));
    }
}

#[test]
fn no_condition_reads_what_comes_after_it() {
    let forward = Err(LinkError::Forward);
    let own = any(&[Atom::Fact(FactId(1))]);
    assert_eq!(links(|p| p.facts[1].when = own.clone()), forward);
    assert_eq!(links(|p| p.facts[0].when = own.clone()), forward);
    let ask = |atom| move |p: &mut Parts| p.questions[1].ask = any(&[atom]);
    assert_eq!(links(ask(option(3))), Ok(()));
    assert_eq!(links(ask(option(4))), forward);
    assert_eq!(links(ask(Atom::Not(OptionId(19)))), forward);
    let two = any(&[option(4), option(5)]);
    assert_eq!(links(|p| p.questions[1].ask = two), forward);
    // Through a fact.
    let late = |p: &mut Parts| p.facts[1].when = any(&[option(4)]);
    assert_eq!(links(late), forward);
}

#[test]
fn a_rule_is_left_for_what_fits_nowhere() {
    let none = Err(LinkError::NoFallback);
    assert_eq!(links(|p| p.fallbacks = 0), none);
    assert_eq!(links(|p| p.rules[2].when = any(&[option(0)])), none);
    let empty = |p: &mut Parts| {
        p.rules.clear();
        p.fallbacks = 0;
    };
    assert_eq!(links(empty), none);
}
