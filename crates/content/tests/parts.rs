//! The words that the widget carries, against all of them: what the first answers can lead to is
//! there, and what only later answers lead to is not, because it costs everybody who visits.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::path::Path;

use content::{Content, LATER_FROM, parts};
use pathway::OutcomeId;
use words::{Book, Part, Place, Slot};

fn content() -> Content {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    content::load(&root).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The book as it is before the second part has come, and the part.
fn first(content: &Content) -> (Book, &'static str) {
    let (first, later) = parts(&content.pathway, &content.languages[0]).unwrap();
    (Book::open(first.leak()).unwrap(), later.leak())
}

fn outcome(content: &Content, name: &str) -> OutcomeId {
    let mut outcomes = content.pathway.outcomes.iter();
    OutcomeId(outcomes.position(|outcome| *outcome.name == *name).unwrap() as u8)
}

#[test]
fn what_the_first_answers_lead_to_is_carried_whole() {
    let content = content();
    let words = &content.languages[0];
    let whole = Book::open(words.pack().leak()).unwrap();
    let (carried, later) = first(&content);
    let crisis = outcome(&content, "crisis_support");
    let mut said = Vec::new();
    for part in [Part::Title, Part::Action] {
        let sentences: Vec<_> = carried.part(crisis, part).collect();
        assert_eq!(sentences, whole.part(crisis, part).collect::<Vec<_>>());
        said.extend(sentences);
    }
    for code in ["GB", "ZZ"] {
        let region = carried.region(code);
        for place in [Place::CrisisWays, Place::AbuseWays] {
            let sentences: Vec<_> = carried.place(region, place).collect();
            assert_eq!(sentences, whole.place(region, place).collect::<Vec<_>>());
            said.extend(sentences);
        }
        // And whatever stands in those sentences.
        for piece in said.iter().flat_map(|text| words::pieces(text)) {
            if let words::Piece::Slot(Slot::Region(slot)) = piece {
                assert_eq!(carried.slot(region, slot), whole.slot(region, slot));
                assert!(!carried.slot(region, slot).0.is_empty());
            }
        }
    }
    assert!(carried.add(later));
    assert_eq!(carried.note(0), whole.note(0));
}

#[test]
fn what_only_later_answers_lead_to_is_not_carried() {
    let content = content();
    let (carried, _) = first(&content);
    for name in [
        "emergency_call",
        "emergency_dept",
        "maternity_now",
        "physio",
    ] {
        let mut title = carried.part(outcome(&content, name), Part::Title);
        assert_eq!(title.next(), None, "{name}");
    }
    let from = content.pathway.question_named(LATER_FROM).unwrap();
    assert_eq!(carried.title(from), "");
    let links = content.languages[0].region("GB").unwrap().slots.iter();
    let links = links
        .enumerate()
        .filter(|(_, slot)| slot.href.contains("register"));
    for (slot, _) in links {
        assert_eq!(carried.slot(carried.region("GB"), slot).0, "");
    }
}
