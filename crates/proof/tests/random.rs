//! Random sheets, one by one, through the interpreter and through the diagrams.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use common::{CONTENT, Numbers, random_sheet};
use proof::NODE_LIMIT;
use proof::compiled::{Compiled, finding_name};

const SHEETS: usize = 100_000;

#[test]
fn a_hundred_thousand_sheets_are_decided_alike() {
    let pathway = &CONTENT.pathway;
    let mut compiled = Compiled::new(pathway, NODE_LIMIT).unwrap();
    let mut labelled = Vec::new();
    for (at, finding) in compiled.findings.iter().enumerate() {
        let decides = compiled
            .diagrams
            .relabel(finding.decides, &|_| at + 1)
            .unwrap();
        labelled.push(decides);
    }
    let deciding = compiled.diagrams.join_all(labelled).unwrap();
    let mut numbers = Numbers(2026);
    let mut seen = vec![0; compiled.findings.len()];
    for _ in 0..SHEETS {
        let sheet = random_sheet(pathway, &mut numbers);
        let walk = pathway.walk(&sheet);
        let decision = pathway.decide(&walk).unwrap();
        let row = compiled.layout.values(pathway, &sheet, &walk.path);
        let label = compiled.diagrams.find(deciding, &row);
        assert_ne!(label, 0, "the diagrams do not know this sheet: {sheet:?}");
        let finding = &compiled.findings[label - 1];
        seen[label - 1] += 1;
        let said = |because| finding_name(pathway, because);
        assert_eq!(
            finding.because,
            decision.findings[0].because,
            "`{}` against `{}` on {sheet:?}",
            said(finding.because),
            said(decision.findings[0].because)
        );
        assert_eq!(compiled.layout.sheet(pathway, &row).unwrap(), sheet);
    }
    let never = seen.iter().filter(|&&count| count == 0).count();
    println!(
        "{} findings, {never} of them met by no random sheet",
        seen.len()
    );
}

#[test]
fn the_questions_shown_are_the_same() {
    let pathway = &CONTENT.pathway;
    let compiled = Compiled::new(pathway, NODE_LIMIT).unwrap();
    let mut numbers = Numbers(7);
    for _ in 0..2_000 {
        let sheet = random_sheet(pathway, &mut numbers);
        let walk = pathway.walk(&sheet);
        for id in pathway.ids() {
            let before: Vec<_> = (walk.path.iter().copied())
                .filter(|&asked| asked < id)
                .collect();
            let begun = compiled.layout.values(pathway, &sheet, &before);
            let shown = (compiled.walk.shown[id.index()].iter())
                .any(|part| compiled.diagrams.find(part.sheets, &begun) != 0);
            let name = &pathway.questions[id.index()].name;
            assert_eq!(shown, walk.path.contains(&id), "`{name}` on {sheet:?}");
        }
    }
}

#[test]
fn every_written_patient_is_decided_alike() {
    let pathway = &CONTENT.pathway;
    let compiled = Compiled::new(pathway, NODE_LIMIT).unwrap();
    for case in &CONTENT.cases {
        let walk = pathway.walk(&case.sheet);
        let row = compiled.layout.values(pathway, &case.sheet, &walk.path);
        if let Err(disagreement) = proof::guarantee::replay(&compiled, &row) {
            panic!("{}: {disagreement}", case.id);
        }
    }
}
