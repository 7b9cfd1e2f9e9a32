//! Every way through the questions: not a sample, all of them.
//!
//! There are too many to walk. The diagrams hold them all; what they say of the longest, and of who
//! is asked or sent where, the interpreter confirms on a sheet. Whether both agree on every kind of
//! sheet is for the tests of the proof.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../../proof/tests/common/mod.rs"]
mod common;

use common::{CONTENT, Numbers, random_sheet};
use pathway::{Because, Pathway, Sheet};
use proof::NODE_LIMIT;
use proof::compiled::{Compiled, finding_name};
use proof::diagram::Sheets;
use proof::guarantees::longest;

/// The smallest sheet of a set; the interpreter walks it to its end.
#[track_caller]
fn walked(compiled: &mut Compiled<'_>, sheets: Sheets) -> Option<Sheet> {
    let row = compiled.smallest(sheets)?;
    let replayed = proof::guarantee::replay(compiled, &row);
    let example = replayed.unwrap_or_else(|disagreement| panic!("{disagreement}"));
    Some(example.sheet)
}

/// The answers, one question after another.
fn told(pathway: &Pathway, sheet: &Sheet) -> Vec<String> {
    let answered = sheet.answered().map(|answer| {
        let (question, options) = content::names(pathway, answer.question(), sheet);
        format!("{question} = {}", options.join(", "))
    });
    answered.collect()
}

#[test]
fn every_path_ends_and_none_is_longer_than_promised() {
    let pathway = &CONTENT.pathway;
    let mut compiled = Compiled::new(pathway, NODE_LIMIT).unwrap();

    // Every sheet is one that a finding decides: none is lost, and none is decided twice.
    let valid = compiled.valid();
    let all = compiled.count(valid).unwrap();
    let mut decided = proof::diagram::Count::ZERO;
    let mut fallbacks = Vec::new();
    for finding in compiled.findings.clone() {
        let own = compiled.count(finding.decides).unwrap();
        decided += own;
        if let Because::Rule(rule) = finding.because
            && pathway.is_fallback(rule)
            && let Some(sheet) = walked(&mut compiled, finding.decides)
        {
            let name = finding_name(pathway, finding.because);
            fallbacks.push((name, own, told(pathway, &sheet)));
        }
    }
    assert_eq!(decided, all);

    let (asked, row) = longest(&compiled);
    let sheet = compiled.layout.sheet(pathway, &row).unwrap();
    let walk = pathway.walk(&sheet);
    let witness = told(pathway, &sheet).join("\n  ");
    println!("{all} sheets; the longest path asks {asked} questions:\n  {witness}");
    assert_eq!(walk.next, None, "the longest path does not end");
    assert_eq!(walk.path.len(), asked, "{witness}");

    let mut unreached = Vec::new();
    for id in pathway.ids() {
        let shown = compiled.shown(id).unwrap();
        match walked(&mut compiled, shown) {
            Some(sheet) => assert!(pathway.walk(&sheet).path.contains(&id)),
            None => unreached.push(&pathway.questions[id.index()].name),
        }
    }
    assert!(
        unreached.is_empty(),
        "questions that nobody is asked: {unreached:?}"
    );
    let mut missing = Vec::new();
    for (place, outcome) in pathway.outcomes.iter().enumerate() {
        let sent = compiled.advised_where(|advice| advice.outcome.index() == place);
        match walked(&mut compiled, sent.unwrap()) {
            Some(sheet) => {
                let decision = pathway.decide(&pathway.walk(&sheet)).unwrap();
                assert_eq!(decision.outcome.index(), place);
            }
            None => missing.push(&outcome.name),
        }
    }
    assert!(missing.is_empty(), "outcomes that nobody gets: {missing:?}");
    assert!(
        fallbacks.is_empty(),
        "answer sheets are left to the fallback, for example {fallbacks:?}"
    );
    assert_eq!(asked, usize::from(pathway.longest), "{witness}");
}

/// The same promise by the interpreter alone, on as many sheets as there is time for.
#[test]
fn no_random_path_is_longer_than_promised_or_ends_without_advice() {
    let pathway = &CONTENT.pathway;
    let mut numbers = Numbers(2027);
    for _ in 0..20_000 {
        let sheet = random_sheet(pathway, &mut numbers);
        let walk = pathway.walk(&sheet);
        assert!(walk.path.len() <= usize::from(pathway.longest), "{sheet:?}");
        let decision = pathway.decide(&walk).unwrap();
        let decides = decision.findings[0].because;
        let fallback = matches!(decides, Because::Rule(rule) if pathway.is_fallback(rule));
        assert!(!fallback, "{:?}", told(pathway, &sheet));
    }
}
