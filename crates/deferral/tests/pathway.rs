//! The beginning of the pathway, which the widget carries, against the whole, which comes after it:
//! every way to answer the first questions, not a sample.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../../proof/tests/common/mod.rs"]
mod common;

use common::{CONTENT, answers};
use content::bare;
use deferral::beginning;
use pathway::{Because, Decision, Pathway, QuestionId, Sheet, Urgency, decode, encode};

/// The first deferred question, and the pathway as the widget reads it.
fn carried() -> (QuestionId, Pathway) {
    let (from, early) = beginning(&CONTENT.pathway).unwrap();
    (from, decode(&encode(&early)).unwrap())
}

/// Every sheet that a person can have when the whole pathway must be there, or an emergency has
/// ended the questions.
fn first_sheets(whole: &Pathway) -> Vec<Sheet> {
    let (from, _) = beginning(whole).unwrap();
    let mut open = vec![Sheet::empty(whole)];
    let mut sheets = Vec::new();
    while let Some(sheet) = open.pop() {
        match whole.walk(&sheet).next {
            Some(next) if next < from => {
                for answer in answers(whole, next) {
                    let mut longer = sheet.clone();
                    longer.put(answer);
                    open.push(longer);
                }
            }
            _ => {}
        }
        sheets.push(sheet);
    }
    sheets
}

/// The same answers on a sheet that knows the first questions only.
fn on_early(early: &Pathway, sheet: &Sheet) -> Sheet {
    let mut same = Sheet::empty(early);
    sheet.answered().for_each(|answer| same.put(answer));
    same
}

#[test]
fn the_beginning_leads_every_first_answer_to_the_same_screen() {
    let whole = decode(&bare(&CONTENT.pathway).unwrap()).unwrap();
    let (from, early) = carried();
    let (mut asked, mut ended, mut left) = (0, 0, 0);
    for sheet in first_sheets(&whole) {
        let same = on_early(&early, &sheet);
        let (walk, begun) = (whole.walk(&sheet), early.walk(&same));
        assert_eq!(begun.path, walk.path, "{sheet:?}");
        assert_eq!(begun.next, walk.next, "{sheet:?}");
        assert_eq!(begun.floor, walk.floor, "{sheet:?}");
        match walk.next {
            Some(next) if next < from => {
                asked += 1;
                assert_eq!(early.questions[next.index()], whole.questions[next.index()]);
            }
            Some(_) => left += 1,
            None => ended += 1,
        }
        let decisions = (whole.decide(&walk), early.decide(&begun));
        let (Some(decision), Some(first)) = &decisions else {
            assert_eq!(decisions, (None, None), "{sheet:?}");
            continue;
        };
        assert_same_emergency((&whole, decision), (&early, first));
        assert_eq!(
            early.notes_for(first, &begun.truth),
            whole.notes_for(decision, &walk.truth),
            "{sheet:?}"
        );
    }
    assert!(
        asked > 0 && ended > 100 && left > 10,
        "{asked} {ended} {left}"
    );
}

fn assert_same_emergency(
    (whole, decision): (&Pathway, &Decision),
    (early, first): (&Pathway, &Decision),
) {
    assert_eq!(first, decision);
    assert!(decision.urgency >= Urgency::Go, "{decision:?}");
    let signs = |finding: &pathway::Finding| matches!(finding.because, Because::Sign(_));
    assert!(decision.findings.iter().all(signs), "{decision:?}");
    let name = |pathway: &Pathway| pathway.outcomes[decision.outcome.index()].name.clone();
    assert_eq!(name(early), name(whole));
    for finding in &decision.findings {
        for answer in &finding.answers {
            assert_eq!(early.options[answer.index()], whole.options[answer.index()]);
        }
    }
}

#[test]
fn a_sheet_begun_on_the_beginning_goes_on_with_the_whole() {
    let whole = decode(&bare(&CONTENT.pathway).unwrap()).unwrap();
    let (_, early) = carried();
    for case in &CONTENT.cases {
        let mut sheet = Sheet::empty(&early);
        case.sheet.answered().for_each(|answer| sheet.put(answer));
        let (walk, grown) = (whole.walk(&case.sheet), whole.walk(&sheet));
        assert_eq!(grown, walk, "{}", case.id);
        assert_eq!(whole.decide(&grown), whole.decide(&walk), "{}", case.id);
    }
}

#[test]
fn the_beginning_never_promises_fewer_questions_than_the_whole() {
    let whole = decode(&bare(&CONTENT.pathway).unwrap()).unwrap();
    let (_, early) = carried();
    for sheet in first_sheets(&whole) {
        let walk = whole.walk(&sheet);
        let begun = early.walk(&on_early(&early, &sheet));
        assert!(early.at_most(&begun) >= whole.remaining(&walk), "{sheet:?}");
    }
}
