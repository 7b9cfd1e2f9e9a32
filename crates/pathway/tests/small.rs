//! The rules of the sheet, the walk and the decision, on pathways small enough to read.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use pathway::{
    Answer, AnswerError, Atom, Because, Cause, Choice, Condition, DecodeError, Fact, FactId, Kind,
    KindId, LinkError, Need, Note, NoteId, OptionId, Outcome, OutcomeId, Parts, Pathway, Question,
    QuestionId, Rule, Sheet, Sign, Sooner, SoonerId, Truth, Urgency, decode, encode,
};
use proptest::prelude::*;

const NONE: u16 = 2;

fn any(atoms: &[Atom]) -> Condition {
    Condition {
        need: Need::AtLeast(1),
        atoms: atoms.into(),
    }
}

fn all(atoms: &[Atom]) -> Condition {
    Condition {
        need: Need::All,
        atoms: atoms.into(),
    }
}

fn ticked(option: u16) -> Atom {
    Atom::Option(OptionId(option))
}

fn question(name: &str, choice: Choice, first: u16, len: u8, exclusive: u16) -> Question {
    Question {
        name: name.into(),
        choice,
        ask: Condition::always(),
        first: OptionId(first),
        len,
        exclusive,
        which_of: None,
    }
}

fn rule(name: &str, urgency: Urgency, outcome: u8, when: Condition) -> Rule {
    Rule {
        name: name.into(),
        policy: "P".into(),
        urgency,
        outcome: OutcomeId(outcome),
        when,
    }
}

fn option_sign(option: u16, kind: u8, urgency: Urgency) -> Sign {
    Sign {
        kind: KindId(kind),
        urgency,
        cause: Cause::Option(OptionId(option)),
    }
}

/// Three questions. `signs`: 0 call, 1 today, 2 none. `pain` (only when no sign): 3 yes, 4 no.
/// `more`: 5 fever, 6 none; fever with pain is for today.
fn parts() -> Parts {
    let mut pain = question("pain", Choice::One, 3, 2, 0);
    pain.ask = any(&[ticked(NONE), ticked(1)]);
    Parts {
        name: "small".into(),
        longest: 3,
        outcomes: ["call", "today", "physio", "self", "doctor"]
            .map(|name| Outcome {
                name: name.into(),
                step: None,
                exercise_provider: false,
            })
            .into(),
        kinds: [("call", 0), ("today", 1)]
            .map(|(name, outcome)| Kind {
                name: name.into(),
                policy: "P".into(),
                outcome: OutcomeId(outcome),
            })
            .into(),
        options: ["a", "b", "none", "yes", "no", "fever", "none"]
            .map(Into::into)
            .into(),
        questions: vec![
            question("signs", Choice::Many, 0, 3, 0b100),
            pain,
            question("more", Choice::Many, 5, 2, 0b10),
        ],
        signs: vec![
            option_sign(0, 0, Urgency::Call),
            option_sign(1, 1, Urgency::Today),
            Sign {
                kind: KindId(1),
                urgency: Urgency::Today,
                cause: Cause::Together {
                    name: "fever_with_pain".into(),
                    when: all(&[ticked(3), ticked(5)]),
                },
            },
        ],
        rules: vec![
            rule("later", Urgency::Ready, 3, any(&[ticked(NONE)])),
            rule("sooner", Urgency::Weeks, 2, any(&[ticked(3)])),
            rule("rest", Urgency::Weeks, 4, Condition::always()),
        ],
        fallbacks: 1,
        ..Parts::default()
    }
}

fn pathway() -> Pathway {
    Pathway::new(parts()).unwrap()
}

fn sheet(pathway: &Pathway, answers: &[(u8, &[u16])]) -> Sheet {
    let mut sheet = Sheet::empty(pathway);
    for (question, options) in answers {
        let options: Vec<_> = options.iter().copied().map(OptionId).collect();
        sheet.put(Answer::new(pathway, QuestionId(*question), &options).unwrap());
    }
    sheet
}

/// The outcome, and the names of the questions shown.
fn advice(answers: &[(u8, &[u16])]) -> (String, Vec<String>) {
    let pathway = pathway();
    let walk = pathway.walk(&sheet(&pathway, answers));
    let decision = pathway
        .decide(&walk)
        .expect("every question shown is answered");
    let path = walk
        .path
        .iter()
        .map(|id| pathway.questions[id.index()].name.to_string());
    let outcome = &pathway.outcomes[decision.outcome.index()].name;
    (outcome.to_string(), path.collect())
}

#[test]
fn the_most_urgent_sign_ends_the_questions() {
    assert_eq!(
        advice(&[(0, &[0, 1])]),
        ("call".into(), vec!["signs".into()])
    );
}

#[test]
fn a_question_that_cannot_raise_the_urgency_is_not_shown() {
    // After a sign for today, neither pain nor fever can make it more urgent.
    assert_eq!(advice(&[(0, &[1])]), ("today".into(), vec!["signs".into()]));
}

/// `signs`: 0 for today, 1 weak, 2 none. `which`: 3 weak, 4 none. `age`: 5 old, 6 new. `more`: 7 yes,
/// 8 no. Weak, here or there, and not old, with `more` is for a call.
fn weak_parts(weak: Fact) -> Parts {
    let call = Sign {
        kind: KindId(0),
        urgency: Urgency::Call,
        cause: Cause::Together {
            name: "weak_and_more".into(),
            when: all(&[Atom::Fact(FactId(0)), ticked(7)]),
        },
    };
    Parts {
        options: [
            "today", "weak", "none", "weak", "none", "old", "new", "yes", "no",
        ]
        .map(Into::into)
        .into(),
        questions: vec![
            question("signs", Choice::Many, 0, 3, 0b100),
            question("which", Choice::One, 3, 2, 0),
            question("age", Choice::One, 5, 2, 0),
            question("more", Choice::One, 7, 2, 0),
        ],
        facts: vec![weak],
        signs: vec![option_sign(0, 1, Urgency::Today), call],
        rules: vec![rule("rest", Urgency::Weeks, 4, Condition::always())],
        longest: 4,
        ..parts()
    }
}

/// `signs`: 0 for today, 1 something, 2 none. Then `first`, `second` and `third`: yes, no. One thing is
/// for a call.
fn chain(call: Cause, asks: [Condition; 3]) -> Parts {
    let mut questions = vec![question("signs", Choice::Many, 0, 3, 0b100)];
    for (at, ask) in asks.into_iter().enumerate() {
        let name = ["first", "second", "third"][at];
        let mut question = question(name, Choice::Many, 3 + 2 * at as u16, 2, 0);
        question.ask = ask;
        questions.push(question);
    }
    let call = Sign {
        kind: KindId(0),
        urgency: Urgency::Call,
        cause: call,
    };
    Parts {
        options: ["today", "else", "none", "a", "b", "c", "d", "e", "f"]
            .map(Into::into)
            .into(),
        questions,
        signs: vec![option_sign(0, 1, Urgency::Today), call],
        rules: vec![rule("rest", Urgency::Weeks, 4, Condition::always())],
        longest: 4,
        ..parts()
    }
}

#[test]
fn after_a_sign_only_what_could_raise_the_urgency_is_asked() {
    let always = Condition::always;
    let option = |option| Cause::Option(OptionId(option));
    let together = |atoms: &[Atom]| Cause::Together {
        name: "together".into(),
        when: all(atoms),
    };
    let after = |signs: &[u16], call, asks| asked_after(chain(call, asks), signs);
    let alone = || [always(), always(), always()];
    assert_eq!(after(&[0], option(3), alone()), ["signs", "first"]);
    assert_eq!(after(&[0], option(7), alone()), ["signs", "third"]);
    // Two lines of one question.
    let two = together(&[ticked(5), ticked(6)]);
    assert_eq!(after(&[0], two, alone()), ["signs", "second"]);
    // Needs what was not ticked.
    let late = || together(&[ticked(1), ticked(5)]);
    assert_eq!(after(&[0], late(), alone()), ["signs"]);
    assert_eq!(after(&[0, 1], late(), alone()), ["signs", "second"]);
    // `first` opens `second`, and `second` opens `third`.
    let opening = |first, second| [always(), any(&[ticked(first)]), any(&[ticked(second)])];
    let asked = after(&[0], option(7), opening(3, 5));
    assert_eq!(asked, ["signs", "first"], "the last option opens nothing");
    let asked = after(&[0], option(7), opening(4, 6));
    assert_eq!(asked, ["signs", "first", "second", "third"]);
    // It will be asked anyway, whatever `first` says.
    let anyway = [always(), always(), any(&[ticked(0), ticked(4)])];
    assert_eq!(after(&[0], option(7), anyway), ["signs", "third"]);
    // It cannot be asked any more, whatever `first` says.
    let closed = || [always(), always(), all(&[ticked(1), ticked(4)])];
    assert_eq!(after(&[0], option(7), closed()), ["signs"]);
    let asked = after(&[0, 1], option(7), closed());
    assert_eq!(asked, ["signs", "first", "third"]);
    // Only `second` opens it: `first` has nothing to do with it.
    let other = [always(), always(), any(&[ticked(6)])];
    let asked = after(&[0], option(7), other);
    assert_eq!(asked, ["signs", "second", "third"]);
    // Nor if `first` counts elsewhere, in what can no longer be.
    let mut parts = chain(option(7), [always(), always(), any(&[ticked(6)])]);
    parts.signs.push(Sign {
        kind: KindId(0),
        urgency: Urgency::Call,
        cause: together(&[ticked(3), ticked(1)]),
    });
    assert_eq!(asked_after(parts, &[0]), ["signs", "second", "third"]);
    // `first` alone cannot open it: `second` must be answered too.
    let both = [always(), always(), all(&[ticked(4), ticked(6)])];
    let asked = after(&[0], option(7), both);
    assert_eq!(asked, ["signs", "first", "second", "third"]);
}

/// `where`: left opens two questions, right one, elsewhere none. `then`: yes opens one, no two.
/// `more`: each of two lines opens one.
fn routes() -> Parts {
    let opened = |by: u16| any(&[ticked(by)]);
    let always = Condition::always;
    let asked = [
        ("where", Choice::One, 3, always()),
        ("left_1", Choice::Many, 2, opened(0)),
        ("left_2", Choice::Many, 2, opened(0)),
        ("right", Choice::Many, 2, opened(1)),
        ("then", Choice::One, 2, always()),
        ("yes", Choice::Many, 2, opened(9)),
        ("no_1", Choice::Many, 2, opened(10)),
        ("no_2", Choice::Many, 2, opened(10)),
        ("more", Choice::Many, 3, always()),
        ("more_1", Choice::Many, 2, opened(17)),
        ("more_2", Choice::Many, 2, opened(18)),
    ];
    let mut questions = Vec::new();
    let mut options = 0;
    for (name, choice, len, ask) in asked {
        let mut question = question(name, choice, options, len, 0);
        question.ask = ask;
        questions.push(question);
        options += u16::from(len);
    }
    Parts {
        options: (0..options).map(|at| at.to_string().into()).collect(),
        questions,
        signs: Vec::new(),
        rules: vec![rule("rest", Urgency::Weeks, 4, Condition::always())],
        longest: u8::MAX,
        ..parts()
    }
}

#[test]
fn the_number_of_questions_left_is_that_of_the_longest_way_on() {
    let left = |parts: Parts, answers: &[(u8, &[u16])]| {
        let pathway = Pathway::new(parts).unwrap();
        pathway.remaining(&pathway.walk(&sheet(&pathway, answers)))
    };
    // Left, both of its questions, then no, both of its questions, then all of `more`.
    assert_eq!(left(routes(), &[]), 8);
    assert_eq!(left(routes(), &[(0, &[0])]), 7);
    assert_eq!(left(routes(), &[(0, &[1])]), 6);
    assert_eq!(left(routes(), &[(0, &[2])]), 5);
    assert_eq!(left(routes(), &[(0, &[2]), (4, &[9])]), 3);
    assert_eq!(left(routes(), &[(0, &[2]), (4, &[10])]), 4);
    let then = (4, &[9][..]);
    let before_more = [(0, &[2][..]), then, (5, &[11])];
    assert_eq!(left(routes(), &before_more), 2);
    let after = |more| [&before_more[..], &[(8, more)]].concat();
    assert_eq!(left(routes(), &after(&[17, 18])), 1);
    assert_eq!(left(routes(), &after(&[18])), 0);
    assert_eq!(left(routes(), &after(&[19])), 0);
    // Never more than was promised.
    let mut promised = routes();
    promised.longest = 4;
    assert_eq!(left(promised.clone(), &[]), 3);
    assert_eq!(left(promised.clone(), &[(0, &[0])]), 2);
    let pathway = Pathway::new(promised).unwrap();
    let at_most = |answers| pathway.at_most(&pathway.walk(&sheet(&pathway, answers)));
    assert_eq!((at_most(&[]), at_most(&[(0, &[2])])), (3, 2));
    let finished = [(0, &[2][..]), (4, &[9]), (5, &[11]), (8, &[19])];
    assert_eq!(at_most(&finished), 0);
    // After a sign, only what could raise the urgency.
    let always = Condition::always;
    let call = Cause::Option(OptionId(7));
    let opening = [always(), any(&[ticked(4)]), any(&[ticked(6)])];
    let mut parts = chain(call.clone(), opening);
    parts.longest = u8::MAX;
    assert_eq!(left(parts.clone(), &[(0, &[0])]), 2);
    assert_eq!(left(parts.clone(), &[(0, &[0]), (1, &[4])]), 1);
    assert_eq!(left(parts, &[(0, &[0]), (1, &[3])]), 0);
    let mut parts = chain(call, [always(), always(), always()]);
    parts.longest = u8::MAX;
    assert_eq!(left(parts.clone(), &[(0, &[0])]), 0, "`third` and no other");
    assert_eq!(left(parts, &[(0, &[1])]), 2, "no sign: all of them");
}

#[test]
fn what_is_cleared_is_no_longer_ticked() {
    let mut parts = parts();
    parts.options.extend((0..130).map(|_| "more".into()));
    parts.questions.extend(
        (0..130)
            .map(|at| question("more", Choice::Many, 7 + at, 1, 0))
            .take(100),
    );
    parts.options.truncate(107);
    let pathway = Pathway::new(parts).unwrap();
    let mut truth = Truth::nothing(&pathway);
    let ticked =
        |truth: &Truth| -> Vec<u16> { (0..200).filter(|&id| truth.option(OptionId(id))).collect() };
    for option in [3, 70, 5, 64, 3] {
        truth.tick(OptionId(option), true);
    }
    assert_eq!(ticked(&truth), [3, 5, 64, 70]);
    truth.tick(OptionId(5), false);
    truth.tick(OptionId(70), false);
    truth.tick(OptionId(71), false);
    assert_eq!(ticked(&truth), [3, 64]);
}

/// The questions asked of somebody who ticks these signs, then the last option of each question.
fn asked_after(parts: Parts, signs: &[u16]) -> Vec<String> {
    let pathway = Pathway::new(parts).unwrap();
    let mut sheet = sheet(&pathway, &[(0, signs)]);
    while let Some(next) = pathway.walk(&sheet).next {
        let last = pathway.questions[next.index()].options().next_back();
        sheet.put(Answer::new(&pathway, next, &[last.unwrap()]).unwrap());
    }
    let path = pathway.walk(&sheet).path;
    path.iter()
        .map(|id| pathway.questions[id.index()].name.to_string())
        .collect()
}

#[test]
fn what_is_true_already_is_not_asked_about_again() {
    let weak = || Fact {
        name: "weak".into(),
        when: any(&[ticked(1), ticked(3)]),
    };
    assert_eq!(
        asked_after(weak_parts(weak()), &[0]),
        ["signs", "which"],
        "without any weakness, `more` is nothing"
    );
    assert_eq!(asked_after(weak_parts(weak()), &[0, 1]), ["signs", "more"]);
}

#[test]
fn what_could_undo_a_fact_is_still_asked() {
    let weak = Fact {
        name: "weak".into(),
        when: all(&[ticked(1), Atom::Not(OptionId(5))]),
    };
    assert_eq!(
        asked_after(weak_parts(weak), &[0, 1]),
        ["signs", "age", "more"]
    );
}

#[test]
fn signs_that_count_together_need_each_other() {
    let path = vec!["signs".to_owned(), "pain".into(), "more".into()];
    let with_pain = advice(&[(0, &[NONE]), (1, &[3]), (2, &[5])]);
    assert_eq!(with_pain, ("today".into(), path.clone()));
    let without = advice(&[(0, &[NONE]), (1, &[4]), (2, &[5])]);
    assert_eq!(without, ("self".into(), path));
}

#[test]
fn the_more_urgent_rule_wins_whatever_its_place() {
    let (outcome, _) = advice(&[(0, &[NONE]), (1, &[3]), (2, &[6])]);
    assert_eq!(outcome, "physio");
}

#[test]
fn the_fallback_speaks_only_where_nothing_else_does() {
    let mut parts = parts();
    parts.rules.remove(0);
    let pathway = Pathway::new(parts).unwrap();
    let walk = pathway.walk(&sheet(&pathway, &[(0, &[NONE]), (1, &[4]), (2, &[6])]));
    let decision = pathway.decide(&walk).unwrap();
    assert_eq!(&*pathway.outcomes[decision.outcome.index()].name, "doctor");
    assert!(matches!(decision.findings[0].because, Because::Rule(id) if pathway.is_fallback(id)));
}

#[test]
fn there_is_no_advice_while_a_question_waits() {
    let pathway = pathway();
    let walk = pathway.walk(&sheet(&pathway, &[(0, &[NONE])]));
    assert_eq!(walk.next, Some(QuestionId(1)));
    assert_eq!(pathway.decide(&walk), None);
    assert_eq!(pathway.remaining(&walk), 1);
}

#[test]
fn an_answer_to_a_question_that_is_not_shown_counts_for_nothing() {
    let pathway = pathway();
    let asked = pathway.walk(&sheet(&pathway, &[(0, &[0])]));
    let more = pathway.walk(&sheet(&pathway, &[(0, &[0]), (1, &[3]), (2, &[5])]));
    assert_eq!(asked, more);
}

#[test]
fn only_answers_that_a_person_can_give_can_be_built() {
    let pathway = pathway();
    let build = |question, options: &[u16]| {
        let options: Vec<_> = options.iter().copied().map(OptionId).collect();
        Answer::new(&pathway, QuestionId(question), &options).map(|_| ())
    };
    let id = OptionId;
    assert_eq!(build(0, &[]), Err(AnswerError::Empty));
    assert_eq!(build(9, &[0]), Err(AnswerError::NoSuchQuestion));
    assert_eq!(build(0, &[5]), Err(AnswerError::NoSuchOption(id(5))));
    assert_eq!(build(0, &[3]), Err(AnswerError::NoSuchOption(id(3))));
    assert_eq!(build(1, &[3, 4]), Err(AnswerError::TwoOfOne(id(3), id(4))));
    assert_eq!(
        build(0, &[0, NONE]),
        Err(AnswerError::NotBeside(id(NONE), id(0)))
    );
    assert_eq!(
        build(0, &[NONE, 0]),
        Err(AnswerError::NotBeside(id(NONE), id(0)))
    );
    assert_eq!(build(0, &[0, 1, 0]), Ok(()));
}

#[test]
fn ticking_none_clears_the_signs_and_ticking_a_sign_clears_none() {
    let pathway = pathway();
    let toggle = |before, option| {
        Answer::toggled(&pathway, QuestionId(0), before, OptionId(option), true).unwrap()
    };
    let signs = toggle(toggle(None, 0), 1);
    let none = toggle(signs, NONE);
    let options =
        |answer: Option<Answer>| -> Vec<_> { answer.unwrap().options(&pathway).collect() };
    assert_eq!(options(signs), [OptionId(0), OptionId(1)]);
    assert_eq!(options(none), [OptionId(NONE)]);
    assert_eq!(options(toggle(none, 1)), [OptionId(1)]);
}

#[test]
fn fewer_days_are_more_urgent() {
    let order = [
        Urgency::Ready,
        Urgency::Weeks,
        Urgency::Days(14),
        Urgency::Days(3),
        Urgency::Today,
        Urgency::Go,
        Urgency::Call,
    ];
    assert!(order.is_sorted());
    assert!(Urgency::Days(255) > Urgency::Weeks);
    assert!(Urgency::Days(0) < Urgency::Today);
}

#[test]
fn parts_that_do_not_fit_make_no_pathway() {
    let broken = |change: fn(&mut Parts)| {
        let mut parts = parts();
        change(&mut parts);
        Pathway::new(parts).map(|_| ())
    };
    let late = |parts: &mut Parts| parts.questions[1].ask = any(&[ticked(5)]);
    assert_eq!(broken(late), Err(LinkError::Forward));
    assert_eq!(
        broken(|p| p.rules[0].outcome = OutcomeId(9)),
        Err(LinkError::Dangling)
    );
    assert_eq!(
        broken(|p| p.signs[0].kind = KindId(9)),
        Err(LinkError::Dangling)
    );
    assert_eq!(
        broken(|p| p.rules[0].when = any(&[ticked(99)])),
        Err(LinkError::Dangling)
    );
    assert_eq!(
        broken(|p| p.questions[1].first = OptionId(4)),
        Err(LinkError::Dangling)
    );
    assert_eq!(broken(|p| p.questions[1].len = 17), Err(LinkError::TooMany));
    assert_eq!(broken(|p| p.fallbacks = 0), Err(LinkError::NoFallback));
    assert_eq!(broken(|_| {}), Ok(()));
}

#[test]
fn the_compiled_form_says_the_same() {
    let pathway = pathway();
    assert_eq!(decode(&encode(&pathway)).as_ref(), Ok(&pathway));
}

#[test]
fn other_bytes_are_refused_with_the_reason() {
    let mut bytes = encode(&pathway());
    assert_eq!(decode(b"<html>"), Err(DecodeError::NotAPathway));
    assert!(matches!(decode(&bytes[..40]), Err(DecodeError::At(_))));
    bytes.push(0);
    assert!(matches!(decode(&bytes), Err(DecodeError::At(_))));
    bytes[4] = 9;
    assert_eq!(decode(&bytes), Err(DecodeError::Format(9)));
}

proptest! {
    #[test]
    fn a_changed_byte_gives_a_pathway_or_an_error(at in 0usize..400, value: u8, cut in 0usize..400) {
        let mut bytes = encode(&pathway());
        let len = bytes.len();
        bytes[at % len] = value;
        if let Ok(changed) = decode(&bytes) {
            // What decodes also walks, whatever it says.
            let walk = changed.walk(&Sheet::empty(&changed));
            changed.remaining(&walk);
            changed.decide(&walk);
        }
        prop_assert!(decode(&bytes[..cut % len]).is_err());
    }

    #[test]
    fn any_bytes_give_a_pathway_or_an_error(tail in prop::collection::vec(proptest::arbitrary::any::<u8>(), 0..200)) {
        let mut bytes = b"wtsp\x01".to_vec();
        bytes.extend(tail);
        let _ = decode(&bytes);
    }

    #[test]
    fn whatever_is_toggled_the_answer_is_one_that_can_be_built(
        steps in prop::collection::vec((0u16..3, proptest::bool::ANY), 0..12),
    ) {
        let pathway = pathway();
        let mut answer = None;
        for (option, on) in steps {
            let question = QuestionId(0);
            answer = Answer::toggled(&pathway, question, answer, OptionId(option), on).unwrap();
            if let Some(answer) = answer {
                let options: Vec<_> = answer.options(&pathway).collect();
                prop_assert_eq!(Answer::new(&pathway, question, &options), Ok(answer));
            }
        }
    }
}

#[test]
fn an_urgency_has_a_name_and_perhaps_days() {
    let all = [
        (Urgency::Ready, "ready", None),
        (Urgency::Weeks, "weeks", None),
        (Urgency::Days(9), "days", Some(9)),
        (Urgency::Today, "today", None),
        (Urgency::Go, "go", None),
        (Urgency::Call, "call", None),
    ];
    for (urgency, id, days) in all {
        assert_eq!((urgency.id(), urgency.days()), (id, days));
    }
}

#[test]
fn each_error_of_an_answer_says_what_is_wrong() {
    let (a, b) = (OptionId(0), OptionId(1));
    let errors = [
        AnswerError::NoSuchQuestion,
        AnswerError::NoSuchOption(a),
        AnswerError::Empty,
        AnswerError::TwoOfOne(a, b),
        AnswerError::NotBeside(a, b),
    ];
    assert_eq!(
        errors.map(|error| error.to_string()),
        [
            "there is no such question",
            "the option belongs to another question",
            "nothing is ticked",
            "two answers to a question that takes one",
            "an answer that stands alone is ticked beside another",
        ]
    );
}

#[test]
fn an_option_knows_its_own_question() {
    let pathway = pathway();
    let answer = Answer::new(&pathway, QuestionId(2), &[OptionId(5)]).unwrap();
    assert_eq!(answer.question(), QuestionId(2));
    let ticked: Vec<_> = (0..9)
        .filter(|&option| answer.has(&pathway, OptionId(option)))
        .collect();
    assert_eq!(ticked, [5]);
    let questions: Vec<_> = (0..7)
        .map(|option| pathway.question_of(OptionId(option)).0)
        .collect();
    assert_eq!(questions, [0, 0, 0, 1, 1, 2, 2]);
    assert_eq!(
        pathway.option_named(QuestionId(2), "none"),
        Some(OptionId(6))
    );
    assert_eq!(pathway.option_named(QuestionId(2), "a"), None);
    assert_eq!(pathway.question_named("more"), Some(QuestionId(2)));
    assert_eq!(pathway.question_named("less"), None);
}

#[test]
fn a_click_replaces_one_answer_and_clears_another() {
    let pathway = pathway();
    let toggle = |question, before, option, on| {
        Answer::toggled(&pathway, QuestionId(question), before, OptionId(option), on).unwrap()
    };
    let ticked = |answer: Option<Answer>| -> Vec<u16> {
        let options = answer
            .into_iter()
            .flat_map(|answer| answer.options(&pathway));
        options.map(|option| option.0).collect()
    };
    let yes = toggle(1, None, 3, true);
    assert_eq!(ticked(toggle(1, yes, 4, true)), [4]);
    assert_eq!(ticked(toggle(1, yes, 4, false)), [3]);
    assert_eq!(toggle(1, yes, 3, false), None);
    let both = toggle(0, toggle(0, None, 0, true), 1, true);
    assert_eq!(ticked(toggle(0, both, 1, true)), [0, 1]);
    assert_eq!(ticked(toggle(0, both, 0, false)), [1]);
    // What was ticked elsewhere does not come along.
    assert_eq!(ticked(toggle(0, yes, 1, true)), [1]);
}

#[test]
fn a_sheet_keeps_what_comes_before_a_question() {
    let pathway = pathway();
    let whole = sheet(&pathway, &[(0, &[NONE]), (1, &[3]), (2, &[5])]);
    let answered =
        |sheet: &Sheet| -> Vec<u8> { sheet.answered().map(|answer| answer.question().0).collect() };
    assert_eq!(answered(&whole), [0, 1, 2]);
    assert_eq!(answered(&whole.before(QuestionId(2))), [0, 1]);
    assert_eq!(answered(&whole.before(QuestionId(0))), []);
    let mut less = whole.clone();
    less.clear(QuestionId(1));
    assert_eq!(answered(&less), [0, 2]);
    assert_eq!(less.get(QuestionId(1)), None);
    assert_eq!(less.get(QuestionId(2)), whole.get(QuestionId(2)));
    let mut cleared = Sheet::empty(&pathway);
    cleared.put(whole.get(QuestionId(0)).unwrap());
    cleared.clear(QuestionId(0));
    assert_eq!(cleared, Sheet::empty(&pathway));
    // A sheet that was begun when fewer questions were known grows, and keeps what it has.
    let mut begun = Sheet::default();
    begun.put(whole.get(QuestionId(1)).unwrap());
    begun.put(whole.get(QuestionId(0)).unwrap());
    assert_eq!(answered(&begun), [0, 1]);
    begun.put(whole.get(QuestionId(2)).unwrap());
    assert_eq!(begun, whole);
}

/// `pain` and `fever` are facts, one through the other.
#[test]
fn a_finding_names_the_answers_it_rests_on() {
    let mut parts = parts();
    parts.facts = vec![
        Fact {
            name: "pain".into(),
            when: any(&[ticked(4), ticked(3)]),
        },
        Fact {
            name: "no fever".into(),
            when: all(&[Atom::Fact(FactId(0)), Atom::Not(OptionId(5))]),
        },
        Fact {
            name: "never".into(),
            when: all(&[ticked(NONE), ticked(5)]),
        },
    ];
    let facts = [ticked(6), Atom::Fact(FactId(1)), Atom::Fact(FactId(2))];
    parts.rules[0].when = any(&facts);
    let pathway = Pathway::new(parts).unwrap();
    let walk = pathway.walk(&sheet(&pathway, &[(0, &[NONE]), (1, &[3]), (2, &[6])]));
    let decision = pathway.decide(&walk).unwrap();
    let behind = |at: usize| -> Vec<u16> {
        let answers = decision.findings[at].answers.iter();
        answers.map(|option| option.0).collect()
    };
    // The more urgent rule first, then the changed one.
    assert_eq!(decision.findings.len(), 2);
    assert_eq!((behind(0), behind(1)), (vec![3], vec![3, 6]));
    let sign = pathway.walk(&sheet(&pathway, &[(0, &[NONE]), (1, &[3]), (2, &[5])]));
    let found = pathway.decide(&sign).unwrap().findings;
    assert_eq!(found[0].answers, [OptionId(3), OptionId(5)]);
}

#[test]
fn notes_and_signs_to_watch_for_fit_the_person() {
    let mut parts = parts();
    let note = |name: &str, outcomes: &[u8], when| Note {
        name: name.into(),
        outcomes: outcomes.iter().copied().map(OutcomeId).collect(),
        when,
    };
    parts.notes = vec![
        note("for all", &[], Condition::always()),
        note("physio and pain", &[1, 2], any(&[ticked(3)])),
        note("another outcome", &[3], Condition::always()),
        note("no such pain", &[], any(&[ticked(4)])),
    ];
    let line = |name: &str, when, unless| Sooner {
        name: name.into(),
        when,
        unless,
    };
    parts.sooner = vec![
        line("said already", Condition::always(), any(&[ticked(3)])),
        line("fits", any(&[ticked(3)]), any(&[ticked(5)])),
        line("fits nobody", any(&[ticked(4)]), Condition::never()),
        line("neither", any(&[ticked(4)]), any(&[ticked(3)])),
    ];
    let pathway = Pathway::new(parts).unwrap();
    let walk = pathway.walk(&sheet(&pathway, &[(0, &[NONE]), (1, &[3]), (2, &[6])]));
    let decision = pathway.decide(&walk).unwrap();
    let notes = pathway.notes_for(&decision, &walk.truth);
    assert_eq!(notes, [NoteId(0), NoteId(1)]);
    assert_eq!(pathway.sooner_for(&walk.truth), [SoonerId(1)]);
}

#[test]
fn what_would_change_the_advice_is_told_once() {
    let pathway = pathway();
    let changes = |answers: &[(u8, &[u16])]| -> Vec<(u16, u8, Urgency)> {
        let sheet = sheet(&pathway, answers);
        let walk = pathway.walk(&sheet);
        let decision = pathway.decide(&walk).unwrap();
        let changes = pathway.changes(&sheet, &walk, &decision);
        let changes = changes.iter();
        changes
            .map(|change| (change.option.0, change.outcome.0, change.urgency))
            .collect()
    };
    // From self-care: pain leads to physiotherapy, a sign to the doctor today, another to a call.
    assert_eq!(
        changes(&[(0, &[NONE]), (1, &[4]), (2, &[6])]),
        [
            (3, 2, Urgency::Weeks),
            (1, 1, Urgency::Today),
            (0, 0, Urgency::Call)
        ]
    );
    // From physiotherapy: never back to self-care, and fever is said before the sign.
    assert_eq!(
        changes(&[(0, &[NONE]), (1, &[3]), (2, &[6])]),
        [(5, 1, Urgency::Today), (0, 0, Urgency::Call)]
    );
    // A sign for today: nothing but the call is more.
    assert_eq!(changes(&[(0, &[1])]), [(0, 0, Urgency::Call)]);
    assert_eq!(changes(&[(0, &[0])]), []);
}

#[test]
fn an_answer_that_opens_a_question_changes_nothing_yet() {
    let mut parts = parts();
    parts.questions[2].ask = any(&[ticked(3)]);
    let pathway = Pathway::new(parts).unwrap();
    let sheet = sheet(&pathway, &[(0, &[NONE]), (1, &[4])]);
    let walk = pathway.walk(&sheet);
    let decision = pathway.decide(&walk).unwrap();
    let changes = pathway.changes(&sheet, &walk, &decision);
    assert!(changes.iter().all(|change| change.option != OptionId(3)));
    assert_eq!(changes.len(), 2);
}

#[test]
fn a_line_that_stands_alone_is_no_change() {
    let mut parts = parts();
    // "None" of the last question is for a call, and takes the place of all its lines.
    parts.signs.push(option_sign(6, 0, Urgency::Call));
    parts.signs.remove(0);
    let pathway = Pathway::new(parts).unwrap();
    let sheet = sheet(&pathway, &[(0, &[NONE]), (1, &[4]), (2, &[5])]);
    let walk = pathway.walk(&sheet);
    let decision = pathway.decide(&walk).unwrap();
    let changes = pathway.changes(&sheet, &walk, &decision);
    let options: Vec<_> = changes.iter().map(|change| change.option.0).collect();
    assert_eq!(options, [0, 3]);
}
