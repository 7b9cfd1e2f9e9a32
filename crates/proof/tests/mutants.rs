//! What becomes of a pathway with one mistake, against trying every pair of sheets.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use common::{every_sheet, small};
use pathway::{Parts, Pathway, Sheet, Urgency};
use proof::compiled::Compiled;
use proof::groups::Groups;
use proof::guarantee::Verdict;
use proof::guarantees;
use proof::layout::Layout;
use proof::mutants::{Campaign, Edit, Fate, advice, every};
use proptest::prelude::*;

const LIMIT: usize = 1_000_000;

/// No names; every kind of sign may have any urgency that a sign can have.
fn groups(pathway: &Pathway) -> Groups {
    Groups {
        kind_floors: vec![Urgency::Days(14); pathway.kinds.len()],
        ..Groups::default()
    }
}

/// What the smallest difference is smallest in: the answers, and the lines ticked together.
fn cost(pathway: &Pathway, sheet: &Sheet) -> usize {
    let layout = Layout::new(pathway);
    let row = layout.values(pathway, sheet, &pathway.walk(sheet).path);
    row.iter().filter(|&&value| value > 0).count()
}

/// Whether one person could have filled in both: the same answer wherever both were asked.
fn one_person(one: &Sheet, other: &Sheet) -> bool {
    one.answered().all(|answer| {
        let again = other.get(answer.question());
        again.is_none_or(|again| again == answer)
    })
}

/// The least that two sheets of one person cost which a mutant advises otherwise.
fn least_difference(pathway: &Pathway, mutant: &Pathway) -> Option<usize> {
    let sheets = every_sheet(pathway);
    let mutated = every_sheet(mutant);
    let pairs = sheets.iter().flat_map(|one| {
        mutated.iter().filter_map(move |other| {
            let differs = advice(pathway, one) != advice(mutant, other);
            (differs && one_person(one, other)).then_some((one, other))
        })
    });
    pairs
        .map(|(one, other)| cost(pathway, one) + cost(mutant, other))
        .min()
}

fn with(pathway: &Pathway, edit: &Edit) -> Option<Pathway> {
    let mut parts: Parts = (**pathway).clone();
    edit.apply(&mut parts);
    Pathway::new(parts).ok()
}

/// The first guarantee that the pathway keeps and the mutant does not.
fn broken(pathway: &Pathway, mutant: &Pathway) -> Option<&'static str> {
    let groups = groups(pathway);
    let mut before = Compiled::new(pathway, LIMIT).unwrap();
    let mut after = Compiled::new(mutant, LIMIT).unwrap();
    let first = guarantees::ALL.iter().find(|guarantee| {
        guarantee.check(&mut before, &groups).verdict == Verdict::Proved
            && guarantee.check(&mut after, &groups).verdict != Verdict::Proved
    });
    first.map(|guarantee| guarantee.id)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_fate_of_a_mutant_is_what_trying_every_pair_says(seed in any::<u64>(), skip in 0_usize..5) {
        let pathway = small::pathway(seed);
        prop_assume!(every_sheet(&pathway).len() <= 120);
        let groups = groups(&pathway);
        // One campaign has room for all mutants, the other begins anew for each.
        let mut campaign = Campaign::new(&pathway, &groups, LIMIT).unwrap();
        let mut cramped = Campaign::new(&pathway, &groups, 20_000).unwrap();
        let mut quick = Campaign::new(&pathway, &groups, LIMIT).unwrap().quick();
        for edit in every(&pathway).iter().skip(skip).step_by(5) {
            let found = campaign.judge(edit, &groups, &|_| None).unwrap();
            if let Ok(again) = cramped.judge(edit, &groups, &|_| None) {
                prop_assert_eq!(&again, &found);
            }
            let Some(mutant) = with(&pathway, edit) else {
                prop_assert_eq!(found, Fate::Refused);
                continue;
            };
            let least = least_difference(&pathway, &mutant);
            let case = Some("a case".to_owned());
            let noticed = |tried: &Pathway| {
                assert_eq!(**tried, *mutant, "the case is tried on another pathway");
                case.clone()
            };
            let by_case = campaign.judge(edit, &groups, &noticed).unwrap();
            let quickly = quick.judge(edit, &groups, &noticed).unwrap();
            if least.is_none() {
                for fate in [found, by_case, quickly] {
                    prop_assert_eq!(fate, Fate::Equivalent);
                }
                continue;
            }
            let guarantee = broken(&pathway, &mutant);
            prop_assert_eq!(by_case, Fate::Killed { guarantee, case: case.clone() });
            prop_assert_eq!(quickly, Fate::Killed { guarantee: None, case: case.clone() });
            if guarantee.is_some() {
                prop_assert_eq!(found, Fate::Killed { guarantee, case: None });
                continue;
            }
            let Fate::Survived(difference) = found else {
                panic!("{found:?}, and nothing notices it");
            };
            prop_assert!(one_person(&difference.sheet, &difference.mutated));
            prop_assert_eq!(advice(&pathway, &difference.sheet), Some(difference.advice));
            prop_assert_eq!(advice(&mutant, &difference.mutated), Some(difference.instead));
            prop_assert_ne!(difference.advice, difference.instead);
            let cost = cost(&pathway, &difference.sheet) + cost(&mutant, &difference.mutated);
            prop_assert_eq!(Some(cost), least);
        }
    }
}

/// Two questions, a fact, signs of two kinds, a combination, three rules and a fallback.
fn written() -> Pathway {
    use pathway::*;
    let any = |atoms: Vec<Atom>| Condition {
        need: Need::AtLeast(1),
        atoms,
    };
    let all = |atoms: Vec<Atom>| Condition {
        need: Need::All,
        atoms,
    };
    let option = |at: u16| Atom::Option(OptionId(at));
    let question = |name: &str, first: u16, ask: Condition| Question {
        name: name.into(),
        choice: Choice::Many,
        ask,
        first: OptionId(first),
        len: 3,
        exclusive: 0b100,
        which_of: None,
    };
    let outcome = |name: &str| Outcome {
        name: name.into(),
        step: None,
        exercise_provider: false,
    };
    let kind = |name: &str, outcome: u8| Kind {
        name: name.into(),
        policy: "P".into(),
        outcome: OutcomeId(outcome),
    };
    let rule = |name: &str, urgency: Urgency, outcome: u8, when: Condition| Rule {
        name: name.into(),
        policy: "P".into(),
        urgency,
        outcome: OutcomeId(outcome),
        when,
    };
    let parts = Parts {
        questions: vec![
            question("where", 0, Condition::always()),
            question("how", 3, any(vec![option(0), Atom::Not(OptionId(1))])),
        ],
        options: ["back", "knee", "none", "bad", "worse", "none"]
            .map(Into::into)
            .to_vec(),
        facts: vec![
            Fact {
                name: "hurts".into(),
                when: any(vec![option(0), option(1)]),
            },
            Fact {
                name: "twice".into(),
                when: Condition {
                    need: Need::AtLeast(2),
                    atoms: vec![option(0), option(1)],
                },
            },
        ],
        outcomes: ["doctor", "physio", "trainer"].map(outcome).to_vec(),
        kinds: vec![kind("now", 0), kind("soon", 1)],
        signs: vec![
            Sign {
                kind: KindId(0),
                urgency: Urgency::Today,
                cause: Cause::Option(OptionId(3)),
            },
            Sign {
                kind: KindId(1),
                urgency: Urgency::Days(3),
                cause: Cause::Option(OptionId(4)),
            },
            Sign {
                kind: KindId(1),
                urgency: Urgency::Days(14),
                cause: Cause::Together {
                    name: "both".into(),
                    when: all(vec![option(0), option(1)]),
                },
            },
            Sign {
                kind: KindId(0),
                urgency: Urgency::Go,
                cause: Cause::Option(OptionId(2)),
            },
            Sign {
                kind: KindId(0),
                urgency: Urgency::Call,
                cause: Cause::Option(OptionId(5)),
            },
        ],
        rules: vec![
            rule(
                "first",
                Urgency::Weeks,
                1,
                Condition {
                    need: Need::AtLeast(2),
                    atoms: vec![Atom::Fact(FactId(0)), option(0), option(1)],
                },
            ),
            rule("second", Urgency::Ready, 2, all(vec![option(2)])),
            rule("third", Urgency::Days(7), 0, all(vec![option(5)])),
            rule("last", Urgency::Weeks, 1, Condition::always()),
        ],
        fallbacks: 1,
        longest: u8::MAX,
        ..Parts::default()
    };
    Pathway::new(parts).unwrap()
}

#[test]
fn every_mistake_is_tried_once_and_named() {
    let pathway = written();
    let said: Vec<String> = every(&pathway)
        .iter()
        .map(|edit| edit.says(&pathway))
        .collect();
    let expected = [
        "fact `hurts`: `where.back` left out",
        "fact `hurts`: `where.knee` left out",
        "fact `hurts`: all of",
        "fact `twice`: `where.back` left out",
        "fact `twice`: `where.knee` left out",
        "fact `twice`: any of",
        "asking `how`: `where.back` left out",
        "asking `how`: `not where.knee` left out",
        "asking `how`: all of",
        "sign `how.bad`: left out",
        "sign `how.bad`: Days(3) instead",
        "sign `how.worse`: left out",
        "sign `how.worse`: Days(7) instead",
        "combination `both`: left out",
        "combination `both`: `where.back` left out",
        "combination `both`: `where.knee` left out",
        "combination `both`: any of",
        "sign `where.none`: left out",
        "sign `where.none`: Today instead",
        "sign `how.none`: left out",
        "sign `how.none`: Go instead",
        "rule `first`: `hurts` left out",
        "rule `first`: `where.back` left out",
        "rule `first`: `where.knee` left out",
        "rule `first`: any of",
        "rule `first`: at least 3 of",
        "rule `first`: after the next rule",
        "rule `first`: `doctor` instead",
        "rule `first`: `trainer` instead",
        "rule `first`: Days(7) instead",
        "rule `first`: Ready instead",
        "rule `second`: `where.none` left out",
        "rule `second`: after the next rule",
        "rule `second`: `physio` instead",
        "rule `second`: Weeks instead",
        "rule `third`: `how.none` left out",
        "rule `third`: `physio` instead",
        "rule `third`: Today instead",
        "rule `third`: Weeks instead",
        "sign kind `now`: `physio` instead",
        "sign kind `soon`: `doctor` instead",
        "sign kind `soon`: `trainer` instead",
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_weaker_sign_takes_the_first_kind_that_has_its_urgency() {
    let pathway = written();
    let edits = every(&pathway);
    let says = |words: &str| {
        let mut found = edits.iter().filter(|edit| edit.says(&pathway) == words);
        with(&pathway, found.next().unwrap()).unwrap()
    };
    let weaker = says("sign `how.bad`: Days(3) instead");
    assert_eq!(weaker.signs[0].urgency, Urgency::Days(3));
    assert_eq!(weaker.signs[0].kind, pathway::KindId(1));
    let swapped = says("rule `first`: after the next rule");
    assert_eq!(&*swapped.rules[0].name, "second");
    assert_eq!(&*swapped.rules[1].name, "first");
    let gone = says("sign `how.worse`: left out");
    assert_eq!(gone.signs.len(), pathway.signs.len() - 1);
}

/// Days go down by the steps that the content has: 3, 7, 14.
#[test]
fn a_weaker_sign_is_the_next_one_down() {
    let steps = [
        (1, Some(3)),
        (2, Some(3)),
        (3, Some(7)),
        (6, Some(7)),
        (7, Some(14)),
        (13, Some(14)),
        (14, None),
        (30, None),
    ];
    for (days, less) in steps {
        let mut parts: Parts = (*written()).clone();
        parts.signs[1].urgency = Urgency::Days(days);
        let pathway = Pathway::new(parts).unwrap();
        let said: Vec<_> = (every(&pathway).iter())
            .map(|edit| edit.says(&pathway))
            .filter(|said| said.starts_with("sign `how.worse`: Days"))
            .collect();
        let expected = less.map(|less| format!("sign `how.worse`: Days({less}) instead"));
        assert_eq!(said, Vec::from_iter(expected), "{days} days");
    }
}

/// A mistake that is named but not made would count as one that changes nobody's advice.
#[test]
fn every_mistake_is_made_and_no_two_are_the_same() {
    let pathway = written();
    let mut seen: Vec<(Parts, String)> = vec![((*pathway).clone(), "none".into())];
    for edit in every(&pathway) {
        let mut parts: Parts = (*pathway).clone();
        edit.apply(&mut parts);
        let says = edit.says(&pathway);
        let same = seen.iter().find(|(other, _)| *other == parts);
        assert_eq!(same.map(|(_, other)| other), None, "the same as {says}");
        seen.push((parts, says));
    }
}
