//! Who is compared with whom: on small random pathways every two people, one pair after another.
//!
//! Each sheet gets a label of its own, so a search for two labels is a question about two people.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use common::people::{
    Person, alone, first_difference, in_place_of, one_more, otherwise_alike, people,
};
use common::{Numbers, small};
use pathway::{Answer, Atom, Choice, OptionId, Pathway, QuestionId};
use proof::compiled::Compiled;
use proof::diagram::Sheets;
use proof::pairs::{Mode, Pairs, Relation};
use proof::relations::{InPlaceOf, OneMoreLine, OtherAnswer, OtherOption, UnsureToYes};
use proptest::prelude::*;

/// Everybody, and a set of their sheets in which each has a label: the place in the list, plus 1.
struct Crowd<'a> {
    compiled: Compiled<'a>,
    people: Vec<Person>,
    sheets: Sheets,
}

impl<'a> Crowd<'a> {
    /// `None` when there are more than `most`, too many to compare each with each.
    fn new(pathway: &'a Pathway, most: usize) -> Option<Self> {
        let people = people(pathway);
        if people.len() > most {
            return None;
        }
        let mut compiled = Compiled::new(pathway, 1_000_000).unwrap();
        let mut all = Vec::new();
        for (at, person) in people.iter().enumerate() {
            let row = compiled
                .layout
                .values(pathway, &person.sheet, &person.walk.path);
            let mut own = Sheets::labelled(at + 1).unwrap();
            for (level, &value) in row.iter().enumerate().rev() {
                let arity = compiled.diagrams.arity()[level];
                let parts: Vec<_> = (0..arity)
                    .map(|other| if other == value { own } else { Sheets::NONE })
                    .collect();
                own = compiled.diagrams.gather(level, &parts).unwrap();
            }
            all.push(own);
        }
        let sheets = compiled.diagrams.join_all(all).unwrap();
        Some(Crowd {
            compiled,
            people,
            sheets,
        })
    }

    fn pairs<'b>(&'b self, relation: &'b dyn Relation, a: usize, b: usize) -> Pairs<'b> {
        let labels = self.people.len();
        let kinds = self.compiled.layout.kinds();
        let diagrams = &self.compiled.diagrams;
        Pairs::new(diagrams, kinds, relation, labels, |one, other| {
            (one, other) == (a + 1, b + 1)
        })
    }

    /// The relation must find two people exactly where they differ as they should, and give what
    /// their two sheets cost.
    fn compare(
        &self,
        relation: &dyn Relation,
        differ: impl Fn(&Person, &Person) -> bool,
    ) -> Result<(), TestCaseError> {
        let pathway = self.compiled.pathway;
        for (at, a) in self.people.iter().enumerate() {
            for (place, b) in self.people.iter().enumerate() {
                let (cheapest, sheets) = (&self.compiled.cheapest, self.sheets);
                let mut pairs = self.pairs(relation, at, place);
                let found = pairs.least(cheapest, sheets, sheets, Mode::Before);
                let cost = (a.cost(pathway) + b.cost(pathway)) as u32;
                let expected = differ(a, b).then_some(cost);
                prop_assert_eq!(found, expected, "{:?}\n{:?}", a.path, b.path);
                if expected.is_none() {
                    continue;
                }
                let rows = [a, b].map(|one| {
                    let layout = &self.compiled.layout;
                    layout.values(pathway, &one.sheet, &one.walk.path)
                });
                let two = pairs.smallest(cheapest, sheets, sheets, Mode::Before);
                prop_assert_eq!(two, Some(rows.into()));
            }
        }
        // Of many such pairs, the two that cost least together.
        for third in 0..3 {
            let wanted = |a: usize, b: usize| (a + 2 * b) % 3 == third;
            let costs = self.people.iter().enumerate().flat_map(|(at, a)| {
                let all = self.people.iter().enumerate();
                let some = all.filter(move |(place, _)| wanted(at + 1, place + 1));
                let some = some.filter(|(_, b)| differ(a, b));
                some.map(|(_, b)| a.cost(pathway) + b.cost(pathway))
            });
            let expected = costs.min();
            let (kinds, diagrams) = (self.compiled.layout.kinds(), &self.compiled.diagrams);
            let mut pairs = Pairs::new(diagrams, kinds, relation, self.people.len(), wanted);
            let (cheapest, sheets) = (&self.compiled.cheapest, self.sheets);
            let two = pairs.smallest(cheapest, sheets, sheets, Mode::Before);
            let ticked = |row: Vec<u8>| row.into_iter().filter(|&value| value > 0).count();
            let found = two.map(|(a, b)| ticked(a) + ticked(b));
            prop_assert_eq!(found, expected);
        }
        Ok(())
    }
}

fn some_of(numbers: &mut Numbers, pathway: &Pathway) -> Vec<OptionId> {
    let options = (0..pathway.options.len() as u16).map(OptionId);
    options.filter(|_| numbers.once_in(2)).collect()
}

fn asked_alike(a: &Person, b: &Person) -> bool {
    a.walk.path == b.walk.path
}

/// Whether two people answer one question so, and all others that both are asked alike.
fn differ_on(a: &Person, b: &Person, differ: impl Fn(QuestionId, Answer, Answer) -> bool) -> bool {
    first_difference(a, b).is_some_and(|id| {
        let answers = a.answer(id).zip(b.answer(id));
        answers.is_some_and(|(a, b)| differ(id, a, b)) && otherwise_alike(a, b, &[id])
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(50))]

    #[test]
    fn one_more_line_is_one_more_line(seed in any::<u64>()) {
        let pathway = small::pathway(seed);
        let crowd = Crowd::new(&pathway, 40);
        prop_assume!(crowd.is_some());
        let crowd = crowd.unwrap();
        let mut numbers = Numbers(seed);
        let (lines, nothing) = (some_of(&mut numbers, &pathway), some_of(&mut numbers, &pathway));
        let means_nothing = |option| nothing.contains(&option);
        let layout = &crowd.compiled.layout;
        let relation = || OneMoreLine::new(&pathway, layout, &lines, means_nothing);
        let differ = |a: &Person, b: &Person| {
            differ_on(a, b, |_, a, b| one_more(&pathway, &lines, means_nothing, (a, b)))
        };
        crowd.compare(&relation(), differ)?;
        let asked = relation().asked_the_same();
        crowd.compare(&asked, |a, b| differ(a, b) && asked_alike(a, b))?;
        // One search after the other, in the same memory.
        let open = relation();
        let (cheapest, sheets) = (&crowd.compiled.cheapest, crowd.sheets);
        for (at, a) in crowd.people.iter().enumerate() {
            for (place, b) in crowd.people.iter().enumerate() {
                let mut pairs = crowd.pairs(&open, at, place);
                pairs.least(cheapest, sheets, sheets, Mode::Before);
                pairs.relate(&asked);
                let found = pairs.least(cheapest, sheets, sheets, Mode::Before);
                prop_assert_eq!(found.is_some(), differ(a, b) && asked_alike(a, b));
            }
        }
    }

    #[test]
    fn another_option_is_another_option(seed in any::<u64>()) {
        let pathway = small::pathway(seed);
        let crowd = Crowd::new(&pathway, 40);
        prop_assume!(crowd.is_some());
        let crowd = crowd.unwrap();
        let some = some_of(&mut Numbers(seed), &pathway);
        for question in pathway.ids() {
            if pathway.questions[question.index()].choice == Choice::Many {
                continue;
            }
            let own = pathway.questions[question.index()].options();
            let own: Vec<_> = own.filter(|option| some.contains(option)).collect();
            let layout = &crowd.compiled.layout;
            let differ = |a: &Person, b: &Person| {
                differ_on(a, b, |id, a, b| {
                    let mut both = a.options(&pathway).chain(b.options(&pathway));
                    id == question && both.all(|option| own.contains(&option))
                })
            };
            crowd.compare(&OtherOption::new(layout, &own), differ)?;
            let asked = OtherOption::new(layout, &own).asked_the_same();
            crowd.compare(&asked, |a, b| differ(a, b) && asked_alike(a, b))?;
        }
    }

    #[test]
    fn one_in_place_of_another_is_one_in_place_of_another(seed in any::<u64>()) {
        let pathway = small::pathway(seed);
        let crowd = Crowd::new(&pathway, 30);
        prop_assume!(crowd.is_some());
        let crowd = crowd.unwrap();
        let diagrams = &crowd.compiled.diagrams;
        let parts = diagrams.parts(crowd.sheets);
        for question in &pathway.questions {
            for left in question.options() {
                for taken in question.options().filter(|&taken| taken != left) {
                    let layout = &crowd.compiled.layout;
                    let relation = InPlaceOf::new(&pathway, layout, left, taken);
                    let differ = |a: &Person, b: &Person| {
                        differ_on(a, b, |_, a, b| in_place_of(&pathway, (left, taken), (a, b)))
                    };
                    crowd.compare(&relation, differ)?;
                    let (level, start) = (relation.first(), InPlaceOf::START);
                    for (at, a) in crowd.people.iter().enumerate() {
                        for (place, b) in crowd.people.iter().enumerate() {
                            let found = crowd.pairs(&relation, at, place).any_at(&parts, level, start);
                            prop_assert_eq!(found, differ(a, b));
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn another_answer_is_another_answer(seed in any::<u64>()) {
        let pathway = small::pathway(seed);
        let crowd = Crowd::new(&pathway, 40);
        prop_assume!(crowd.is_some());
        let crowd = crowd.unwrap();
        let diagrams = &crowd.compiled.diagrams;
        for question in pathway.ids() {
            let layout = &crowd.compiled.layout;
            let relation = OtherAnswer::new(layout, question);
            let asked = diagrams.parts(crowd.sheets).into_iter();
            let asked: Vec<_> = asked
                .filter(|&part| diagrams.level(part) == layout.first(question))
                .collect();
            let found = |a, b| {
                let mut pairs = crowd.pairs(&relation, a, b);
                asked.iter().any(|&part| pairs.any(part, part, OtherAnswer::START))
            };
            for (at, a) in crowd.people.iter().enumerate() {
                for (place, b) in crowd.people.iter().enumerate().skip(at) {
                    // One of the two orders is enough.
                    let expected = differ_on(a, b, |id, _, _| id == question);
                    let orders = [found(at, place), found(place, at)];
                    prop_assert_eq!(orders.contains(&true), expected);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn from_unsure_to_yes_is_from_unsure_to_yes(seed in any::<u64>()) {
        let pathway = small::pathway(seed);
        prop_assume!(pathway.questions.iter().any(|question| question.which_of.is_some()));
        let crowd = Crowd::new(&pathway, 80);
        prop_assume!(crowd.is_some());
        let crowd = crowd.unwrap();
        for which in pathway.ids() {
            let Some(id) = pathway.questions[which.index()].which_of else {
                continue;
            };
            let unsure = pathway.option_named(id, "unsure").unwrap();
            prop_assert_eq!(
                &pathway.questions[which.index()].ask.atoms[..],
                [Atom::Option(unsure)]
            );
            for named in pathway.questions[which.index()].options() {
                let line = pathway.option_named(id, &pathway.options[named.index()]);
                let Some(line) = line else { continue };
                let layout = &crowd.compiled.layout;
                let relation = UnsureToYes::new(&pathway, layout, unsure, line, named);
                crowd.compare(&relation.unwrap(), |a, b| {
                    says_yes(&pathway, a, b, (unsure, line, named))
                })?;
            }
        }
    }
}

/// The first is not sure about a line and names it; the second ticks the line, and is not sure about
/// whatever else the first named.
fn says_yes(
    pathway: &Pathway,
    a: &Person,
    b: &Person,
    (unsure, line, named): (OptionId, OptionId, OptionId),
) -> bool {
    let (id, which) = (pathway.question_of(line), pathway.question_of(named));
    let ticked = |one: &Person, id| -> Vec<OptionId> {
        let answer = one.answer(id).into_iter();
        answer.flat_map(|answer| answer.options(pathway)).collect()
    };
    let named_by_a = ticked(a, which);
    let mut others = named_by_a.clone();
    others.retain(|&other| other != named);
    let mut expected = ticked(a, id);
    if !expected.contains(&unsure) || expected.contains(&line) || !named_by_a.contains(&named) {
        return false;
    }
    expected.push(line);
    expected.retain(|&option| option != unsure || !others.is_empty());
    expected.sort();
    let asked_b = b.answer(which).is_some();
    a.before(id) == b.before(id)
        && ticked(b, id) == expected
        && (!asked_b || ticked(b, which) == others)
        && otherwise_alike(a, b, &[id, which])
        && !alone(pathway, line)
}
