//! What would change the advice is true: giving that one answer, and no other, leads to it.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::path::Path;

use content::load;
use pathway::{Answer, Choice, OptionId, Pathway, Sheet};

/// The options of a question that stand when one more is chosen, worked out without the engine's own
/// way of choosing.
fn chosen(pathway: &Pathway, sheet: &Sheet, more: OptionId) -> Answer {
    let id = pathway.question_of(more);
    let asked = &pathway.questions[id.index()];
    let stands_alone = |option: OptionId| asked.exclusive >> (option.0 - asked.first.0) & 1 == 1;
    let mut options = vec![more];
    if asked.choice == Choice::Many {
        let before = sheet.get(id).unwrap();
        options.extend(
            before
                .options(pathway)
                .filter(|&option| !stands_alone(option)),
        );
    }
    Answer::new(pathway, id, &options).unwrap()
}

#[test]
fn each_answer_alone_leads_to_the_advice_named() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let content = load(&root).unwrap_or_else(|problems| panic!("{problems}"));
    let pathway = &content.pathway;
    let (mut people, mut changes) = (0, 0);
    for case in &content.cases {
        let walk = pathway.walk(&case.sheet);
        let decision = pathway.decide(&walk).unwrap();
        let found = pathway.changes(&case.sheet, &walk, &decision);
        let mut seen = BTreeSet::new();
        let mut last = decision.urgency;
        for change in &found {
            let mut sheet = Sheet::empty(pathway);
            for &id in &walk.path {
                sheet.put(case.sheet.get(id).unwrap());
            }
            assert!(!walk.truth.option(change.option), "{}", case.id);
            sheet.put(chosen(pathway, &case.sheet, change.option));
            let other = pathway.decide(&pathway.walk(&sheet)).unwrap();
            assert_eq!(
                (other.outcome, other.urgency),
                (change.outcome, change.urgency),
                "{}",
                case.id
            );
            // Nearest first, never less urgent, each advice once, and never the advice given.
            assert!(change.urgency >= last, "{}", case.id);
            last = change.urgency;
            let advice = (change.outcome, change.urgency.id(), change.urgency.days());
            assert!(seen.insert(advice), "{}: {advice:?} twice", case.id);
            assert_ne!(
                (change.outcome, change.urgency),
                (decision.outcome, decision.urgency)
            );
        }
        people += usize::from(!found.is_empty());
        changes += found.len();
    }
    assert!(
        people > 200 && changes > 600,
        "{changes} for {people} people"
    );
}

#[test]
fn nothing_that_was_not_asked_and_no_mere_doubt_is_named() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let content = load(&root).unwrap_or_else(|problems| panic!("{problems}"));
    let pathway = &content.pathway;
    for case in &content.cases {
        let walk = pathway.walk(&case.sheet);
        let decision = pathway.decide(&walk).unwrap();
        for change in pathway.changes(&case.sheet, &walk, &decision) {
            let id = pathway.question_of(change.option);
            assert!(walk.path.contains(&id), "{}", case.id);
            assert_eq!(pathway.questions[id.index()].which_of, None, "{}", case.id);
        }
    }
}
