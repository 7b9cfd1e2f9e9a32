//! Small random pathways, enumerated sheet by sheet with the interpreter. Whatever the diagrams say of
//! them must be what counting says.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::{HashMap, HashSet};

use common::people::{Person, alone, first_difference, is_sign, one_more, otherwise_alike, people};
use common::{every_sheet, small};
use pathway::{Answer, Atom, Cause, Condition, OptionId, Pathway, QuestionId, Urgency};
use proof::compiled::Compiled;
use proof::diagram::{Count, Counts, NodeLimit, Sheets};
use proof::groups::Groups;
use proof::guarantee::{Verdict, replay};
use proof::guarantees::{ALL, longest, named};
use proptest::prelude::*;

/// The person's sheet as a row of values.
fn row(compiled: &Compiled<'_>, person: &Person) -> Vec<u8> {
    let (pathway, path) = (compiled.pathway, &person.walk.path);
    compiled.layout.values(pathway, &person.sheet, path)
}

fn ticked(pathway: &Pathway, answer: Answer) -> HashSet<OptionId> {
    answer.options(pathway).collect()
}

fn cheapest_lowering(
    pathway: &Pathway,
    people: &[Person],
    differ: &dyn Fn(&Person, &Person) -> Option<Vec<QuestionId>>,
) -> Option<usize> {
    let mut least = None;
    for a in people {
        for b in people.iter().filter(|b| b.urgency() < a.urgency()) {
            let Some(but) = differ(a, b) else { continue };
            if otherwise_alike(a, b, &but) {
                let cost = a.cost(pathway) + b.cost(pathway);
                least = Some(least.map_or(cost, |least: usize| least.min(cost)));
            }
        }
    }
    least
}

/// The lines that are a sign, or help to make one, or are "not sure" about one; but for options that
/// stand alone.
fn warning_lines(pathway: &Pathway) -> Vec<OptionId> {
    fn names(pathway: &Pathway, when: &Condition, option: OptionId) -> bool {
        when.atoms.iter().any(|atom| match *atom {
            Atom::Option(named) => named == option,
            Atom::Not(_) => false,
            Atom::Fact(fact) => names(pathway, &pathway.facts[fact.index()].when, option),
        })
    }
    let warns = |option: &OptionId| {
        let together = pathway.signs.iter().any(|sign| match &sign.cause {
            Cause::Together { when, .. } => names(pathway, when, *option),
            Cause::Option(_) => false,
        });
        let screens = pathway.questions.iter();
        let mut screens = screens.filter(|question| question.which_of.is_some());
        let opens = screens.any(|screen| names(pathway, &screen.ask, *option));
        (is_sign(pathway, *option) || together || opens) && !alone(pathway, *option)
    };
    let options = (0..pathway.options.len() as u16).map(OptionId);
    options.filter(warns).collect()
}

/// The question on which the second ticked one warning line more, when everything before is the same.
fn differ_by_one_more(pathway: &Pathway, a: &Person, b: &Person) -> Option<Vec<QuestionId>> {
    let id = first_difference(a, b)?;
    let (of_a, of_b) = (a.answer(id)?, b.answer(id)?);
    let nothing = |option| !is_sign(pathway, option);
    one_more(pathway, &warning_lines(pathway), nothing, (of_a, of_b)).then(|| vec![id])
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

/// The sheets on which a question is asked for nothing, by question; and whether the advice is
/// settled before it on all of them.
fn idle(people: &[Person]) -> HashMap<QuestionId, (usize, bool)> {
    let mut counts = HashMap::new();
    for person in people {
        for &(id, _) in &person.path {
            let before = person.before(id);
            let asked: Vec<_> = (people.iter())
                .filter(|other| other.answer(id).is_some() && other.before(id) == before)
                .collect();
            let matters = asked.iter().any(|a| {
                asked.iter().any(|b| {
                    a.advice() != b.advice()
                        && a.answer(id) != b.answer(id)
                        && otherwise_alike(a, b, &[id])
                })
            });
            if !matters {
                let (sheets, settled) = counts.entry(id).or_insert((0, true));
                *sheets += 1;
                *settled &= asked.iter().all(|other| other.advice() == person.advice());
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
        let people = people(&pathway);
        for at in 0..compiled.findings.len() {
            let decides = compiled.findings[at].decides;
            let expected = (people.iter())
                .filter(|person| compiled.diagrams.find(decides, &row(&compiled, person)) != 0)
                .map(|person| person.cost(&pathway) as u32)
                .min();
            let least = compiled.cheapest.least(&compiled.diagrams, decides);
            prop_assert_eq!(least, expected);
            if let Some(smallest) = compiled.smallest(decides) {
                let mut people = people.iter();
                let person = people.find(|person| row(&compiled, person) == smallest).unwrap();
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
            let labelled = by_label.get(&(at + 1)).copied();
            prop_assert_eq!(labelled.unwrap_or(Count::ZERO), count);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn one_more_sign_is_what_comparing_all_pairs_says(seed in any::<u64>()) {
        let pathway = small::pathway(seed);
        let mut compiled = Compiled::new(&pathway, 1_000_000).unwrap();
        let people = people(&pathway);
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
        let people = people(&pathway);
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
        let people = people(&pathway);
        prop_assume!(small_enough(&people));
        let expected = idle(&people);
        let found = check("no_idle_question", &mut compiled);
        let mut counts = HashMap::new();
        for broken in &found {
            let name = broken.about.split('`').nth(1).unwrap();
            let id = pathway.question_named(name).unwrap();
            let settled = broken.about.ends_with("the advice is settled before it");
            counts.insert(id, (broken.sheets.unwrap().as_usize(), settled));
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
    let about = |broken: &&proof::guarantee::Counterexample| {
        broken.examples.len() != 2 && broken.about != "it is about nobody, so it says nothing"
    };
    prop_assert_eq!(found.iter().find(about), None);
    Ok(())
}

/// What was worked out with too few nodes is not claimed: it is unknown.
#[test]
fn with_too_few_nodes_nothing_is_claimed() {
    let pathway = small::pathway(1);
    let enough = Compiled::new(&pathway, 1_000_000).unwrap();
    let nodes = enough.diagrams.nodes();
    assert_eq!(Compiled::new(&pathway, nodes - 1).err(), Some(NodeLimit));
    let mut just = Compiled::new(&pathway, nodes).unwrap();
    assert_eq!(just.diagrams.nodes(), nodes);
    let groups = Groups::default();
    let unknown = (ALL.iter())
        .map(|guarantee| guarantee.check(&mut just, &groups))
        .find(|result| result.verdict.word() == "UNKNOWN")
        .unwrap();
    assert_eq!(unknown.covers, 0);
    let why = "the diagrams grew past their limit";
    assert_eq!(unknown.verdict, Verdict::Unknown(why.into()));
}

/// The figure that reports compare between machines.
#[test]
fn the_same_work_takes_the_same_steps() {
    let pathway = small::pathway(1);
    let mut compiled = Compiled::new(&pathway, 1_000_000).unwrap();
    let steps = compiled.diagrams.steps();
    let again = Compiled::new(&pathway, 1_000_000).unwrap();
    assert_eq!(again.diagrams.steps(), steps);
    named("true_reasons")
        .unwrap()
        .check(&mut compiled, &Groups::default());
    assert!(compiled.diagrams.steps() > steps);
}

/// A prover that names another reason, or gives other advice, is not believed.
#[test]
fn a_prover_that_decides_otherwise_is_noticed() {
    let pathway = small::pathway(1);
    let compiled = Compiled::new(&pathway, 1_000_000).unwrap();
    let person = &people(&pathway)[0];
    let row = row(&compiled, person);
    assert!(replay(&compiled, &row).is_ok());
    let at = (compiled.findings.iter())
        .position(|finding| compiled.diagrams.find(finding.decides, &row) != 0)
        .unwrap();
    let other = compiled.findings[(at + 1) % compiled.findings.len()].because;
    let mut another_reason = compiled.clone();
    another_reason.findings[at].because = other;
    let disagreement = replay(&another_reason, &row).unwrap_err();
    let said = disagreement.to_string();
    assert!(
        said.starts_with("the interpreter does not agree: it decides by `"),
        "{said}"
    );
    let mut other_advice = compiled.clone();
    let advice = &mut other_advice.findings[at].advice;
    advice.urgency = match advice.urgency {
        Urgency::Today => Urgency::Go,
        _ => Urgency::Today,
    };
    assert!(replay(&other_advice, &row).is_err());
}

/// "Which one?" belongs right after its question; nothing is proved of a screen elsewhere.
#[test]
fn a_screen_that_does_not_come_right_after_its_question_is_told() {
    let screens = |pathway: &Pathway| {
        let mut questions = pathway.questions.iter();
        questions.position(|question| question.which_of == Some(QuestionId(0)))
    };
    let pathway = (0..)
        .map(small::pathway)
        .find(|pathway| screens(pathway) == Some(1) && pathway.questions.len() > 2)
        .unwrap();
    let mut parts = (*pathway).clone();
    // Another question gets the place of the screen.
    parts.questions[1].which_of = None;
    parts.questions[2].which_of = Some(QuestionId(0));
    parts.questions[2].ask = parts.questions[1].ask.clone();
    let own: Vec<_> = parts.questions[2].options().collect();
    parts.options[own[0].index()] = "x".into();
    let pathway = Pathway::new(parts).unwrap();
    let mut compiled = Compiled::new(&pathway, 1_000_000).unwrap();
    let found = check("unsure_to_yes", &mut compiled);
    let told = "a \"which one?\" screen does not come right after its question";
    assert!(found.iter().any(|broken| broken.about == told), "{found:?}");
}
