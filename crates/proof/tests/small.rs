//! Small random pathways, enumerated sheet by sheet with the interpreter. Whatever the diagrams say of
//! them must be what counting says.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::{HashMap, HashSet};

use common::{every_sheet, small};
use pathway::{Answer, Choice, OptionId, Pathway, QuestionId, Sheet, Urgency};
use proof::compiled::Compiled;
use proof::diagram::{Counts, Sheets};
use proof::groups::Groups;
use proof::guarantee::Verdict;
use proof::guarantees::{longest, named};
use proof::relations::warning_lines;
use proptest::prelude::*;

/// A finished sheet and what follows from it.
struct Person {
    path: Vec<(QuestionId, Answer)>,
    urgency: Urgency,
    advice: (u8, Urgency),
    row: Vec<u8>,
}

impl Person {
    fn answer(&self, id: QuestionId) -> Option<Answer> {
        let found = self.path.iter().find(|(asked, _)| *asked == id);
        found.map(|&(_, answer)| answer)
    }

    /// What the two were asked before this question.
    fn before(&self, id: QuestionId) -> Vec<(QuestionId, Answer)> {
        let before = self.path.iter().copied();
        before.take_while(|&(asked, _)| asked < id).collect()
    }

    fn cost(&self, pathway: &Pathway) -> usize {
        let cost = |&(id, answer): &(QuestionId, Answer)| {
            let question = &pathway.questions[id.index()];
            let together = answer.options(pathway).filter(|option| {
                let at = option.0 - question.first.0;
                question.choice == Choice::Many && question.exclusive >> at & 1 == 0
            });
            1 + together.count()
        };
        self.path.iter().map(cost).sum()
    }
}

fn people(pathway: &Pathway, compiled: &Compiled<'_>) -> Vec<Person> {
    let person = |sheet: &Sheet| {
        let walk = pathway.walk(sheet);
        let decision = pathway.decide(&walk).unwrap();
        Person {
            path: (walk.path.iter())
                .filter_map(|&id| Some((id, sheet.get(id)?)))
                .collect(),
            urgency: decision.urgency,
            advice: (decision.outcome.0, decision.urgency),
            row: compiled.layout.values(pathway, sheet, &walk.path),
        }
    };
    every_sheet(pathway).iter().map(person).collect()
}

/// Whether two people give the same answer to every question that both are asked, but to these.
fn otherwise_alike(a: &Person, b: &Person, but: &[QuestionId]) -> bool {
    a.path
        .iter()
        .all(|&(id, answer)| but.contains(&id) || b.answer(id).is_none_or(|other| other == answer))
}

fn ticked(pathway: &Pathway, answer: Answer) -> HashSet<OptionId> {
    answer.options(pathway).collect()
}

/// Whether the second ticked one warning line more than the first on this question.
fn one_more(pathway: &Pathway, a: Answer, b: Answer) -> bool {
    let lines = warning_lines(pathway);
    let (a, b) = (ticked(pathway, a), ticked(pathway, b));
    let more: Vec<_> = b.difference(&a).collect();
    let less: Vec<_> = a.difference(&b).copied().collect();
    let alone = |option: &OptionId| {
        let question = &pathway.questions[pathway.question_of(*option).index()];
        question.choice == Choice::Many
            && question.exclusive >> (option.0 - question.first.0) & 1 == 1
    };
    let sign = |option: OptionId| {
        (pathway.signs.iter()).any(|sign| sign.cause == pathway::Cause::Option(option))
    };
    let from_none =
        less.iter().all(|option| alone(option) && !sign(*option)) && less.len() == a.len();
    more.len() == 1 && lines.contains(more[0]) && (less.is_empty() || from_none)
}

fn cheapest_lowering(
    pathway: &Pathway,
    people: &[Person],
    differ: &dyn Fn(&Person, &Person) -> Option<Vec<QuestionId>>,
) -> Option<usize> {
    let mut least = None;
    for a in people {
        for b in people.iter().filter(|b| b.urgency < a.urgency) {
            let Some(but) = differ(a, b) else { continue };
            if otherwise_alike(a, b, &but) {
                let cost = a.cost(pathway) + b.cost(pathway);
                least = Some(least.map_or(cost, |least: usize| least.min(cost)));
            }
        }
    }
    least
}

/// The question on which the second ticked one warning line more, when everything before is the same.
fn differ_by_one_more(pathway: &Pathway, a: &Person, b: &Person) -> Option<Vec<QuestionId>> {
    let id = first_difference(a, b)?;
    let (of_a, of_b) = (a.answer(id)?, b.answer(id)?);
    one_more(pathway, of_a, of_b).then(|| vec![id])
}

fn first_difference(a: &Person, b: &Person) -> Option<QuestionId> {
    let mut both = a.path.iter().zip(&b.path);
    both.find(|(a, b)| a != b).map(|(a, b)| a.0.min(b.0))
}

/// The question on which the second ticks a line that the first named as not sure, and its screen.
fn differ_by_yes(pathway: &Pathway, a: &Person, b: &Person) -> Option<Vec<QuestionId>> {
    let id = first_difference(a, b)?;
    let which =
        (pathway.ids()).find(|which| pathway.questions[which.index()].which_of == Some(id))?;
    let unsure = pathway.option_named(id, "unsure")?;
    let named = ticked(pathway, a.answer(which)?);
    let (of_a, of_b) = (
        ticked(pathway, a.answer(id)?),
        ticked(pathway, b.answer(id)?),
    );
    let yes: Vec<_> = of_b.difference(&of_a).copied().collect();
    let [yes] = yes[..] else { return None };
    let namesake = pathway.option_named(which, &pathway.options[yes.index()])?;
    let others: HashSet<_> = named
        .iter()
        .copied()
        .filter(|&other| other != namesake)
        .collect();
    let mut expected = of_a.clone();
    expected.insert(yes);
    if others.is_empty() {
        expected.remove(&unsure);
    }
    let rest = b.answer(which).map(|answer| ticked(pathway, answer));
    let good = of_a.contains(&unsure)
        && named.contains(&namesake)
        && expected == of_b
        && rest.is_none_or(|rest| rest == others);
    good.then(|| vec![id, which])
}

/// The sheets on which a question is asked for nothing, by question.
fn idle(people: &[Person]) -> HashMap<QuestionId, usize> {
    let mut counts = HashMap::new();
    for person in people {
        for &(id, _) in &person.path {
            let before = person.before(id);
            let asked: Vec<_> = (people.iter())
                .filter(|other| other.answer(id).is_some() && other.before(id) == before)
                .collect();
            let matters = asked.iter().any(|a| {
                asked.iter().any(|b| {
                    a.advice != b.advice
                        && a.answer(id) != b.answer(id)
                        && otherwise_alike(a, b, &[id])
                })
            });
            if !matters {
                *counts.entry(id).or_default() += 1;
            }
        }
    }
    counts
}

fn check(id: &str, compiled: &mut Compiled<'_>) -> Vec<proof::guarantee::Counterexample> {
    let guarantee = named(id).unwrap();
    match guarantee.check(compiled, &Groups::default()).verdict {
        Verdict::Proved => Vec::new(),
        Verdict::Failed(broken) => broken,
        Verdict::Unknown(why) => panic!("{id}: {why}"),
    }
}

fn small_enough(people: &[Person]) -> bool {
    people.len() <= 700
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_sheet_is_there_once_and_decided_alike(seed in any::<u64>()) {
        let pathway = small::pathway(seed);
        let mut compiled = Compiled::new(&pathway, 1_000_000).unwrap();
        let sheets = every_sheet(&pathway);
        let valid = compiled.valid();
        prop_assert_eq!(compiled.count(valid).unwrap(), sheets.len() as u128);
        let mut counts: HashMap<_, u128> = HashMap::new();
        for sheet in &sheets {
            let walk = pathway.walk(sheet);
            let row = compiled.layout.values(&pathway, sheet, &walk.path);
            let replayed = proof::guarantee::replay(&compiled, &row);
            prop_assert!(replayed.is_ok(), "{}", replayed.unwrap_err());
            *counts.entry(replayed.unwrap().because).or_default() += 1;
        }
        for at in 0..compiled.findings.len() {
            let finding = compiled.findings[at].clone();
            let expected = counts.get(&finding.because).copied().unwrap_or(0);
            prop_assert_eq!(compiled.count(finding.decides).unwrap(), expected);
        }
    }

    #[test]
    fn the_longest_path_is_the_longest(seed in any::<u64>()) {
        let pathway = small::pathway(seed);
        let compiled = Compiled::new(&pathway, 1_000_000).unwrap();
        let lengths = every_sheet(&pathway);
        let lengths = lengths.iter().map(|sheet| pathway.walk(sheet).path.len());
        let (found, row) = longest(&compiled);
        prop_assert_eq!(found, lengths.max().unwrap());
        let sheet = compiled.layout.sheet(&pathway, &row).unwrap();
        prop_assert_eq!(pathway.walk(&sheet).path.len(), found);
    }

    #[test]
    fn the_smallest_sheet_is_the_smallest(seed in any::<u64>()) {
        let pathway = small::pathway(seed);
        let mut compiled = Compiled::new(&pathway, 1_000_000).unwrap();
        let people = people(&pathway, &compiled);
        for at in 0..compiled.findings.len() {
            let decides = compiled.findings[at].decides;
            let expected = (people.iter())
                .filter(|person| compiled.diagrams.find(decides, &person.row) != 0)
                .map(|person| person.cost(&pathway) as u32)
                .min();
            let least = compiled.cheapest.least(&compiled.diagrams, decides);
            prop_assert_eq!(least, expected);
            if let Some(row) = compiled.smallest(decides) {
                let person = people.iter().find(|person| person.row == row).unwrap();
                prop_assert_eq!(Some(person.cost(&pathway) as u32), expected);
            }
        }
    }

    #[test]
    fn counts_by_label_are_counts(seed in any::<u64>()) {
        let pathway = small::pathway(seed);
        let mut compiled = Compiled::new(&pathway, 1_000_000).unwrap();
        let by_label = Counts::by_label(&compiled.diagrams, compiled.advised).unwrap();
        for at in 0..compiled.advices.len() {
            let advice = compiled.advices[at];
            let given: Sheets = compiled.advised_where(|other| other == advice).unwrap();
            let count = compiled.count(given).unwrap();
            prop_assert_eq!(by_label.get(&(at + 1)).copied().unwrap_or(0), count);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn one_more_sign_is_what_comparing_all_pairs_says(seed in any::<u64>()) {
        let pathway = small::pathway(seed);
        let mut compiled = Compiled::new(&pathway, 1_000_000).unwrap();
        let people = people(&pathway, &compiled);
        prop_assume!(small_enough(&people));
        let differ = |a: &Person, b: &Person| differ_by_one_more(&pathway, a, b);
        let expected = cheapest_lowering(&pathway, &people, &differ);
        let found = check("one_more_sign", &mut compiled);
        compare(&pathway, &found, expected)?;
    }

    #[test]
    fn from_unsure_to_yes_is_what_comparing_all_pairs_says(seed in any::<u64>()) {
        let pathway = small::pathway(seed);
        let mut compiled = Compiled::new(&pathway, 1_000_000).unwrap();
        let people = people(&pathway, &compiled);
        prop_assume!(small_enough(&people));
        let differ = |a: &Person, b: &Person| differ_by_yes(&pathway, a, b);
        let expected = cheapest_lowering(&pathway, &people, &differ);
        let found = check("unsure_to_yes", &mut compiled);
        compare(&pathway, &found, expected)?;
    }

    #[test]
    fn an_idle_question_is_what_comparing_all_pairs_says(seed in any::<u64>()) {
        let pathway = small::pathway(seed);
        let mut compiled = Compiled::new(&pathway, 1_000_000).unwrap();
        let people = people(&pathway, &compiled);
        prop_assume!(small_enough(&people));
        let expected = idle(&people);
        let found = check("no_idle_question", &mut compiled);
        let mut counts = HashMap::new();
        for broken in &found {
            let name = broken.about.split('`').nth(1).unwrap();
            let id = pathway.question_named(name).unwrap();
            counts.insert(id, broken.sheets.unwrap() as usize);
        }
        prop_assert_eq!(counts, expected);
    }
}

fn compare(
    pathway: &Pathway,
    found: &[proof::guarantee::Counterexample],
    expected: Option<usize>,
) -> Result<(), TestCaseError> {
    let cost = |broken: &proof::guarantee::Counterexample| -> Option<usize> {
        let [a, b] = &broken.examples[..] else {
            return None;
        };
        let cost = |example: &proof::guarantee::Example| {
            let walk = pathway.walk(&example.sheet);
            let row =
                proof::layout::Layout::new(pathway).values(pathway, &example.sheet, &walk.path);
            row.iter().filter(|&&value| value > 0).count()
        };
        Some(cost(a) + cost(b))
    };
    prop_assert_eq!(found.iter().filter_map(cost).min(), expected);
    Ok(())
}
