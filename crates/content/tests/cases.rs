//! The written patients, run through the compiled pathway.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::path::Path;

use content::{Case, Expected, load};
use pathway::Pathway;

fn advice(pathway: &Pathway, case: &Case) -> Result<Expected, String> {
    let walk = pathway.walk(&case.sheet);
    if let Some(next) = walk.next {
        let name = &pathway.questions[next.index()].name;
        return Err(format!("`{name}` is shown and not answered"));
    }
    let decision = pathway.decide(&walk).ok_or("no decision")?;
    Ok(Expected {
        outcome: decision.outcome,
        urgency: decision.urgency,
    })
}

fn said(pathway: &Pathway, expected: Expected) -> String {
    format!(
        "{} {:?}",
        pathway.outcomes[expected.outcome.index()].name,
        expected.urgency
    )
}

#[test]
fn every_written_patient_gets_the_advice_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let content = load(&root).unwrap_or_else(|problems| panic!("{problems}"));
    let pathway = &content.pathway;
    let mut wrong = Vec::new();
    for case in &content.cases {
        match advice(pathway, case) {
            Ok(got) if got == case.expect || case.accept.contains(&got) => {}
            Ok(got) => wrong.push(format!(
                "{}: expected {}, got {}",
                case.id,
                said(pathway, case.expect),
                said(pathway, got)
            )),
            Err(error) => wrong.push(format!("{}: {error}", case.id)),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} cases:\n{}",
        wrong.len(),
        content.cases.len(),
        wrong.join("\n")
    );
}
