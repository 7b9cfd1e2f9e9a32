//! What a change does to people, against counting all pairs of sheets of small random pathways; and
//! a few changes of the content whose effect is known.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::BTreeMap;

use common::{CONTENT, Numbers, every_sheet, small};
use pathway::{
    Answer, Atom, Choice, Condition, Need, OptionId, OutcomeId, Parts, Pathway, Question,
    QuestionId, Sheet, Urgency,
};
use proof::NODE_LIMIT;
use proof::diagram::Count;
use proof::impact::impact;
use proptest::prelude::*;

/// A change such as people make.
fn change(parts: &mut Parts, numbers: &mut Numbers) {
    match numbers.below(6) {
        0 => {
            let at = numbers.below(parts.rules.len());
            parts.rules[at].outcome = OutcomeId(numbers.below(4) as u8);
            parts.rules[at].urgency = Urgency::Days(7);
        }
        1 if !parts.signs.is_empty() => {
            let at = numbers.below(parts.signs.len());
            parts.signs.remove(at);
        }
        2 => {
            let at = numbers.below(parts.questions.len());
            parts.questions[at].ask = Condition::always();
        }
        3 => {
            let at = numbers.below(parts.options.len());
            parts.options[at] = "renamed".into();
        }
        4 => {
            parts.options.push("more".into());
            let last = parts.questions.last_mut().unwrap();
            last.len += 1;
        }
        _ => {
            let first = OptionId(parts.options.len() as u16);
            parts.options.extend(["yes".into(), "no".into()]);
            parts.questions.push(Question {
                name: "added".into(),
                choice: Choice::One,
                ask: Condition::always(),
                first,
                len: 2,
                exclusive: 0,
                which_of: None,
            });
            parts.rules[0].when = Condition {
                need: Need::AtLeast(1),
                atoms: vec![Atom::Option(first)],
            };
        }
    }
}

fn alone(pathway: &Pathway, option: OptionId) -> bool {
    let question = &pathway.questions[pathway.question_of(option).index()];
    question.choice == Choice::One || question.exclusive >> (option.0 - question.first.0) & 1 == 1
}

fn shape(pathway: &Pathway, id: QuestionId) -> (Choice, u16, Vec<&str>) {
    let question = &pathway.questions[id.index()];
    let names = question
        .options()
        .map(|option| &*pathway.options[option.index()]);
    (question.choice, question.exclusive, names.collect())
}

/// Whether one person can have given both answers to a question that both pathways have.
fn agree(old: &Pathway, was: Answer, new: &Pathway, now: Answer) -> bool {
    let (id, same) = (was.question(), now.question());
    let name = |pathway: &Pathway, option: OptionId| pathway.options[option.index()].clone();
    let of_old: Vec<_> = was.options(old).collect();
    let of_new: Vec<_> = now.options(new).collect();
    let names = |pathway: &Pathway, options: &[OptionId]| -> Vec<_> {
        options
            .iter()
            .map(|&option| name(pathway, option))
            .collect()
    };
    if shape(old, id) == shape(new, same) {
        return names(old, &of_old) == names(new, &of_new);
    }
    let lines = |pathway: &Pathway, other: &Pathway, at: QuestionId, options: &[OptionId]| {
        let mut lines: Vec<_> = (options.iter().copied())
            .filter(|&option| !alone(pathway, option))
            .map(|option| name(pathway, option))
            .filter(|name| {
                let theirs = other.option_named(at, name);
                theirs.is_some_and(|theirs| !alone(other, theirs))
            })
            .collect();
        lines.sort();
        lines
    };
    let single = |pathway: &Pathway, options: &[OptionId]| match options {
        &[option] if alone(pathway, option) => Some(option),
        _ => None,
    };
    if lines(old, new, same, &of_old) != lines(new, old, id, &of_new) {
        return false;
    }
    let (Some(a), Some(b)) = (single(old, &of_old), single(new, &of_new)) else {
        return true;
    };
    let namesake = |pathway: &Pathway, at: QuestionId, name: &str| {
        let found = pathway.option_named(at, name);
        found.filter(|&option| alone(pathway, option))
    };
    let known = namesake(old, id, &name(new, b)).is_some();
    !known || namesake(new, same, &name(old, a)).is_none_or(|same| same == b)
}

fn same_person(old: &Pathway, was: &Sheet, new: &Pathway, now: &Sheet) -> bool {
    was.answered().all(|answer| {
        let name = &old.questions[answer.question().index()].name;
        let other = new.question_named(name).and_then(|id| now.get(id));
        other.is_none_or(|other| agree(old, answer, new, other))
    })
}

fn advice(pathway: &Pathway, sheet: &Sheet) -> (String, Urgency) {
    let decision = pathway.decide(&pathway.walk(sheet)).unwrap();
    let name = pathway.outcomes[decision.outcome.index()].name.to_string();
    (name, decision.urgency)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn the_matrix_is_what_comparing_all_pairs_says(seed in any::<u64>(), turned in any::<bool>()) {
        let old = small::pathway(seed);
        let mut parts = (*old).clone();
        let mut numbers = Numbers(seed);
        for _ in 0..=numbers.below(2) {
            change(&mut parts, &mut numbers);
        }
        let new = Pathway::new(parts);
        prop_assume!(new.is_ok());
        let new = new.unwrap();
        let (old, new) = if turned { (new, old) } else { (old, new) };
        let (of_old, of_new) = (every_sheet(&old), every_sheet(&new));
        prop_assume!(of_old.len() * of_new.len() < 1_000_000);
        let mut expected: BTreeMap<_, Count> = BTreeMap::new();
        for was in &of_old {
            for now in &of_new {
                if same_person(&old, was, &new, now) {
                    let key = format!("{:?} {:?}", advice(&old, was), advice(&new, now));
                    *expected.entry(key).or_default() += Count::ONE;
                }
            }
        }
        let found = impact(&old, &new, 1_000_000).unwrap();
        let mut matrix = BTreeMap::new();
        for cell in &found.cells {
            let name = |advised: &proof::impact::Advised| (advised.outcome.to_string(), advised.urgency);
            let key = format!("{:?} {:?}", name(&cell.old), name(&cell.new));
            matrix.insert(key, cell.people);
            if let Some((was, now)) = &cell.example {
                prop_assert!(same_person(&old, was, &new, now));
                prop_assert_eq!(advice(&old, was), name(&cell.old));
                prop_assert_eq!(advice(&new, now), name(&cell.new));
            } else {
                prop_assert!(!cell.changed());
            }
        }
        prop_assert_eq!(matrix, expected);
    }
}

#[test]
fn no_change_changes_nobody() {
    let pathway = &CONTENT.pathway;
    let found = impact(pathway, pathway, NODE_LIMIT).unwrap();
    assert!(found.cells.iter().all(|cell| !cell.changed()));
    assert!(found.cells.iter().all(|cell| !cell.lowered()));
    assert!(found.added.is_empty() && found.removed.is_empty());
    let mut compiled = proof::compiled::Compiled::new(pathway, NODE_LIMIT).unwrap();
    let valid = compiled.valid();
    let people = found.cells.iter().map(|cell| cell.people);
    let people = people.fold(Count::ZERO, |sum, people| sum + people);
    assert_eq!(people, compiled.count(valid).unwrap());
}

#[test]
fn a_sign_played_down_is_one_cell_with_its_smallest_example() {
    let old = &CONTENT.pathway;
    let mut parts: Parts = (**old).clone();
    let chest = old.question_named("hip").unwrap();
    let hot = old.option_named(chest, "testicle").unwrap();
    let today = old
        .kinds
        .iter()
        .position(|kind| &*kind.name == "today")
        .unwrap();
    let sign = parts.signs.iter_mut();
    let mut sign = sign.filter(|sign| sign.cause == pathway::Cause::Option(hot));
    let sign = sign.next().unwrap();
    (sign.kind, sign.urgency) = (pathway::KindId(today as u8), Urgency::Today);
    let new = Pathway::new(parts).unwrap();
    let found = impact(old, &new, NODE_LIMIT).unwrap();
    let changed: Vec<_> = found.cells.iter().filter(|cell| cell.changed()).collect();
    assert!(
        changed
            .iter()
            .all(|cell| &*cell.old.outcome == "emergency_dept")
    );
    assert!(
        changed
            .iter()
            .any(|cell| cell.lowered() && &*cell.new.outcome == "urgent_same_day")
    );
    let (was, now) = changed.last().unwrap().example.as_ref().unwrap();
    assert!(was.get(chest).unwrap().has(old, hot) && now.get(chest).unwrap().has(&new, hot));
}

#[test]
fn a_sign_taken_more_seriously_lowers_nothing() {
    let new = &CONTENT.pathway;
    let mut parts: Parts = (**new).clone();
    let today = parts.kinds.iter().position(|kind| &*kind.name == "today");
    let today = pathway::KindId(today.unwrap() as u8);
    let hip = new.question_named("hip").unwrap();
    let hot = pathway::Cause::Option(new.option_named(hip, "testicle").unwrap());
    let sign = parts.signs.iter_mut().find(|sign| sign.cause == hot);
    let sign = sign.unwrap();
    (sign.kind, sign.urgency) = (today, Urgency::Today);
    let found = impact(&Pathway::new(parts).unwrap(), new, NODE_LIMIT).unwrap();
    assert!(found.cells.iter().any(|cell| cell.changed()));
    assert!(found.cells.iter().all(|cell| !cell.lowered()));
}

#[test]
fn other_names_are_told() {
    let old = &CONTENT.pathway;
    let hip = old.question_named("hip").unwrap();
    let option = old.option_named(hip, "testicle").unwrap();
    let mut parts: Parts = (**old).clone();
    parts.options[option.index()] = "another".into();
    parts.questions[0].name = "first_of_all".into();
    let new = Pathway::new(parts).unwrap();
    let found = impact(old, &new, NODE_LIMIT).unwrap();
    let first = old.questions[0].name.to_string();
    assert_eq!(found.removed, [first, "hip.testicle".to_owned()]);
    assert_eq!(found.added, ["first_of_all", "hip.another"]);
}
