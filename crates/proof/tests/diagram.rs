//! Sets and conditions on a few levels, against tables with an entry for every row of values.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use common::Numbers;
use proof::diagram::{Diagrams, NodeLimit, Sheets, When};
use proptest::prelude::*;

const ARITY: [u8; 5] = [2, 3, 2, 2, 4];

/// Every row of values, in order.
fn rows() -> Vec<[u8; 5]> {
    let mut rows = vec![[0; 5]];
    for (level, &arity) in ARITY.iter().enumerate() {
        let next = rows.into_iter().flat_map(|row| {
            (0..arity).map(move |value| {
                let mut row = row;
                row[level] = value;
                row
            })
        });
        rows = next.collect();
    }
    rows
}

/// A label for each row, 0 for those that are not in the set; most sets leave some levels out.
fn labels(numbers: &mut Numbers, most: usize) -> Vec<usize> {
    let blank: Vec<bool> = ARITY.iter().map(|_| numbers.once_in(4)).collect();
    let label = |row: [u8; 5]| {
        let left_out = row.iter().zip(&blank).any(|(&value, &no)| no && value > 0);
        let label = numbers.below(most + 1);
        if left_out { 0 } else { label }
    };
    rows().into_iter().map(label).collect()
}

fn sheets(diagrams: &mut Diagrams, labels: &[usize]) -> Sheets {
    let mut parts: Vec<_> = (labels.iter())
        .map(|&label| match label {
            0 => Sheets::NONE,
            label => Sheets::labelled(label).unwrap(),
        })
        .collect();
    for (level, &arity) in ARITY.iter().enumerate().rev() {
        let joined = parts.chunks(arity.into());
        let joined = joined.map(|parts| diagrams.gather(level, parts).unwrap());
        parts = joined.collect();
    }
    parts[0]
}

/// A condition that is true on exactly these rows.
fn when(diagrams: &mut Diagrams, holds: &[bool]) -> When {
    let mut all = Vec::new();
    for (row, _) in rows().iter().zip(holds).filter(|&(_, &holds)| holds) {
        let levels = row.iter().enumerate();
        let levels: Vec<_> = levels
            .map(|(level, &value)| diagrams.is(level, value).unwrap())
            .collect();
        all.push(diagrams.all(levels).unwrap());
    }
    diagrams.any(all).unwrap()
}

fn table(diagrams: &Diagrams, sheets: Sheets) -> Vec<usize> {
    let find = |row: &[u8; 5]| diagrams.find(sheets, row);
    rows().iter().map(find).collect()
}

fn zip<A: Copy, B: Copy, C>(a: &[A], b: &[B], both: impl Fn(A, B) -> C) -> Vec<C> {
    a.iter().zip(b).map(|(&a, &b)| both(a, b)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_done_to_sets_is_done_to_every_sheet(seed in any::<u64>()) {
        let mut numbers = Numbers(seed);
        let mut diagrams = Diagrams::new(ARITY.to_vec(), 100_000);
        let most = 1 + numbers.below(2);
        let (a, b) = (labels(&mut numbers, most), labels(&mut numbers, most));
        let holds: Vec<bool> = rows().iter().map(|_| numbers.once_in(2)).collect();
        let (one, other) = (sheets(&mut diagrams, &a), sheets(&mut diagrams, &b));
        let condition = when(&mut diagrams, &holds);

        let joined = diagrams.join(one, other).unwrap();
        let expected = zip(&a, &b, |a, b| if a == 0 { b } else { a });
        prop_assert_eq!(table(&diagrams, joined), &expected[..]);
        prop_assert_eq!(joined, sheets(&mut diagrams, &expected));

        let minus = diagrams.minus(one, other).unwrap();
        let expected = zip(&a, &b, |a, b| if b == 0 { a } else { 0 });
        prop_assert_eq!(table(&diagrams, minus), &expected[..]);
        prop_assert_eq!(minus, sheets(&mut diagrams, &expected));

        let kept = diagrams.keep(one, condition).unwrap();
        let expected = zip(&a, &holds, |a, holds| if holds { a } else { 0 });
        prop_assert_eq!(table(&diagrams, kept), &expected[..]);
        let dropped = diagrams.drop(one, condition).unwrap();
        let expected = zip(&a, &holds, |a, holds| if holds { 0 } else { a });
        prop_assert_eq!(table(&diagrams, dropped), &expected[..]);
        prop_assert_eq!(diagrams.join(kept, dropped).unwrap(), one);

        let swapped = diagrams.relabel(one, &|label| [1, 0, 1][label]).unwrap();
        let expected: Vec<_> = a.iter().map(|&label| usize::from(label == 2)).collect();
        prop_assert_eq!(table(&diagrams, swapped), expected);

        let met = |level: usize, value: u8| {
            let mut rows = rows().into_iter().zip(&a);
            value > 0 && rows.any(|(row, &label)| label > 0 && row[level] == value)
        };
        let values: Vec<Vec<_>> = ARITY.iter().enumerate()
            .map(|(level, &arity)| (0..arity).map(|value| met(level, value)).collect())
            .collect();
        prop_assert_eq!(diagrams.values(one), values);
    }

    #[test]
    fn equal_conditions_are_the_same_condition(seed in any::<u64>()) {
        let mut numbers = Numbers(seed);
        let mut diagrams = Diagrams::new(ARITY.to_vec(), 100_000);
        let mut random = || -> Vec<bool> { rows().iter().map(|_| numbers.once_in(3)).collect() };
        let (a, b, c) = (random(), random(), random());
        let [one, other, third] = [&a, &b, &c].map(|holds| when(&mut diagrams, holds));
        let either = diagrams.either(one, other, third).unwrap();
        let chosen = zip(&zip(&b, &c, |b, c| (b, c)), &a, |(b, c), a| if a { b } else { c });
        prop_assert_eq!(either, when(&mut diagrams, &chosen));
        let less = diagrams.and_not(one, other).unwrap();
        prop_assert_eq!(less, when(&mut diagrams, &zip(&a, &b, |a, b| a && !b)));
        let not = diagrams.not(one).unwrap();
        prop_assert_eq!(diagrams.or(one, not).unwrap(), When::ALWAYS);
        prop_assert_eq!(diagrams.and(one, not).unwrap(), When::NEVER);
        let everyone = sheets(&mut diagrams, &[1; 96]);
        let asked = diagrams.keep(everyone, one).unwrap();
        prop_assert_eq!(table(&diagrams, asked), a.iter().map(|&a| usize::from(a)).collect::<Vec<_>>());
    }
}

#[test]
fn a_level_that_makes_no_difference_is_left_out() {
    let mut diagrams = Diagrams::new(ARITY.to_vec(), 100);
    let zero = [Sheets::BLANK, Sheets::NONE];
    assert_eq!(diagrams.gather(0, &zero), Ok(Sheets::BLANK));
    let values: Vec<_> = (0..3).map(|value| diagrams.is(1, value).unwrap()).collect();
    assert_eq!(diagrams.any(values), Ok(When::ALWAYS));
}

#[test]
fn a_label_is_neither_nobody_nor_too_large() {
    assert_eq!(Sheets::labelled(0), Err(NodeLimit));
    assert_eq!(Sheets::labelled(1), Ok(Sheets::BLANK));
    assert_eq!(Sheets::labelled(10_000).unwrap().label(), Some(10_000));
    assert_eq!(Sheets::labelled(1 << 14), Err(NodeLimit));
}

/// Equal sets are one node, however many nodes there are by then.
#[test]
fn what_was_made_once_is_found_again() {
    let levels = vec![2; 16];
    let mut diagrams = Diagrams::new(levels, 100_000);
    let mut make = |numbers: &mut Numbers| -> Vec<Sheets> {
        let all = (0..400).map(|_| {
            (0..16).rev().fold(Sheets::BLANK, |below, level| {
                let parts = [[Sheets::BLANK, below], [below, below]][numbers.below(2)];
                diagrams.gather(level, &parts).unwrap()
            })
        });
        all.collect()
    };
    let (first, again) = (make(&mut Numbers(1)), make(&mut Numbers(1)));
    assert_eq!(first, again);
    assert!(diagrams.nodes() > 2_000, "{} nodes", diagrams.nodes());
}
