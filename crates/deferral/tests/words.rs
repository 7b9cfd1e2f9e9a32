//! The words that the widget carries, against all of them: what the first answers can lead to is
//! there, and what only later answers lead to is not, because it costs everybody who visits.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::path::Path;

use content::Content;
use deferral::Bundles;
use pathway::OutcomeId;
use words::{Book, Catalogue, Part, Place, Section, Slot};

fn content() -> Content {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    content::load(&root).unwrap_or_else(|problems| panic!("{problems}"))
}

fn bundles(content: &Content, language: &str) -> Bundles {
    let styles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../styles");
    Bundles::of(content, language, &styles).unwrap()
}

/// The book as it is before the second part has come, and the part.
fn first(content: &Content) -> (Book, &'static str) {
    let bundles = bundles(content, "en");
    let initial = Book::open(bundles.initial.words.leak()).unwrap();
    (initial, bundles.deferred.words.leak())
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
    let from = bundles(&content, "en").deferred_from;
    assert_eq!(carried.title(from), "");
    let links = content.languages[0].region("GB").unwrap().slots.iter();
    let links = links
        .enumerate()
        .filter(|(_, slot)| slot.href.contains("register"));
    for (slot, _) in links {
        assert_eq!(carried.slot(carried.region("GB"), slot).0, "");
    }
}

/// A language in which every sentence says that it is not English.
fn foreign(content: &Content) -> Catalogue {
    let foreign = |text: &mut Box<str>| {
        if !text.is_empty() {
            *text = format!("«{text}").into();
        }
    };
    let mut words = content.languages[0].clone();
    words.code = "xx".into();
    words.reviewed_by = "Nobody".into();
    let lines = (words.interface.iter_mut())
        .chain(words.outcomes.iter_mut().flatten())
        .flatten()
        .chain(&mut words.options)
        .chain(&mut words.kinds)
        .chain(&mut words.combinations)
        .chain(&mut words.rules)
        .chain(&mut words.notes)
        .chain(&mut words.sooner);
    lines.for_each(foreign);
    for asked in &mut words.questions {
        let texts = [&mut asked.title, &mut asked.hint, &mut asked.why];
        texts.into_iter().for_each(foreign);
    }
    for step in &mut words.steps {
        [&mut step.title, &mut step.text]
            .into_iter()
            .for_each(foreign);
    }
    words
}

/// A build of another language says nothing in the original, whatever comes when.
#[test]
fn both_parts_are_of_the_language_of_the_build() {
    let mut content = content();
    let words = foreign(&content);
    content.languages.push(words.clone());
    let english = bundles(&content, "en");
    let made = bundles(&content, "xx");
    assert_ne!(made.hash, english.hash);
    let book = Book::open(made.initial.words.clone().leak()).unwrap();
    assert!(!book.add(english.deferred.words.leak()), "half English");
    assert!(book.add(made.deferred.words.clone().leak()));
    assert_eq!(book.code(), "xx");
    let said = |section: Section, sentence: &str| {
        let [mine, both] = [&made.initial.words, &made.deferred.words].map(|text| {
            let mut found = text.split(['\n', '\t', '\u{c}']);
            found.any(|found| found == sentence)
        });
        assert!(mine || both, "{section:?}: {sentence}");
    };
    let mut sentences = 0;
    for section in Section::ALL {
        for sentence in words.entries(section).into_iter().flatten() {
            if sentence.starts_with('«') {
                said(section, sentence);
                sentences += 1;
            }
        }
    }
    assert!(sentences > 500, "{sentences}");
    // Nothing of the original is left in either part.
    for text in [&made.initial.words, &made.deferred.words] {
        for sentence in text.split(['\n', '\t', '\u{c}']) {
            let english = words.entries(Section::Interface);
            let english = english.iter().flatten();
            let of = |one: &&&str| one.strip_prefix('«') == Some(sentence);
            assert_eq!(english.clone().find(of), None, "{sentence}");
        }
    }
}

#[test]
fn a_language_that_is_missing_or_unsigned_makes_no_build() {
    let mut content = content();
    let styles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../styles");
    let refused = |content: &Content, code: &str| {
        let refused = Bundles::of(content, code, &styles);
        refused.expect_err("it must not be built")
    };
    assert!(refused(&content, "cy").contains("WTS_LANGUAGE=cy"));
    let mut unsigned = foreign(&content);
    unsigned.reviewed_by = Box::default();
    content.languages.push(unsigned);
    assert!(refused(&content, "xx").contains("reviewed_by"));
}
