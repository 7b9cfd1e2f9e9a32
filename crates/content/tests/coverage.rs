//! The printed review: no row of the brief is lost, and every name in it exists.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

use content::review::{Catalogue, Key, Part, Review, load_review, rows_of_the_brief};
use content::{Content, load};
use proof::invariants::Kept;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")
}

fn content() -> Content {
    load(&root()).unwrap_or_else(|problems| panic!("{problems}"))
}

fn review() -> Review {
    load_review(&root(), &content()).unwrap_or_else(|problems| panic!("{problems}"))
}

fn english(content: &Content) -> &Catalogue {
    let found = content.languages.iter().find(|words| &*words.code == "en");
    found.unwrap()
}

/// The mistakes after one file of the review is changed.
#[track_caller]
fn mistakes(file: &str, change: impl Fn(&str) -> String) -> String {
    let folder = tempfile::tempdir().unwrap();
    for name in ["coverage.toml", "hazards.toml", "evidence.toml"] {
        let text = fs::read_to_string(root().join(name)).unwrap();
        let changed = if name == file {
            let changed = change(&text);
            assert_ne!(changed, text, "nothing was changed");
            changed
        } else {
            text
        };
        fs::write(folder.path().join(name), changed).unwrap();
    }
    load_review(folder.path(), &content())
        .unwrap_err()
        .to_string()
}

#[test]
fn every_row_of_the_brief_is_covered_or_excused() {
    let review = review();
    for id in rows_of_the_brief() {
        let row = review.row(&id).unwrap_or_else(|| panic!("{id} is lost"));
        let covered = !row.spots.is_empty() || !row.tests.is_empty();
        assert_eq!(covered, row.excused.is_empty(), "{id}");
    }
    assert_eq!(rows_of_the_brief().len(), 84 + 13 + 49 + 20);
}

#[test]
fn a_row_that_is_lost_is_a_mistake() {
    let wrong = mistakes("coverage.toml", |text| {
        text.replace("id = \"S1.20\"", "id = \"S1.200\"")
    });
    assert!(
        wrong.contains("coverage.toml: the row `S1.20` is missing"),
        "{wrong}"
    );
    assert!(wrong.contains("the brief has no row `S1.200`"), "{wrong}");
}

#[test]
fn a_row_that_nothing_carries_is_a_mistake() {
    let wrong = mistakes("coverage.toml", |text| {
        text.replace(
            "excused = \"Not claimed: no comparative trial was found.\"",
            "",
        )
    });
    assert!(wrong.contains("nothing carries `S1.28`"), "{wrong}");
}

#[test]
fn a_name_that_does_not_exist_is_told_with_its_line_and_the_nearest() {
    let wrong = mistakes("coverage.toml", |text| {
        text.replace("note overwhelming", "note overwelming")
            .replace("words self_care.title", "words self_care.titel")
            .replacen("R16", "R161", 1)
    });
    for expected in [
        "there is no note `overwelming`\n    help: did you mean `overwhelming`?",
        "there is no words `self_care.titel`\n    help: did you mean `self_care.title`?",
        "there is no evidence `R161`",
    ] {
        assert!(wrong.contains(expected), "{expected}\nis not in\n{wrong}");
    }
    assert!(wrong.starts_with("coverage.toml:"), "{wrong}");
}

#[test]
fn a_hazard_without_a_control_is_a_mistake() {
    let wrong = mistakes("hazards.toml", |text| {
        text.replace("control = [", "controls = [")
    });
    assert!(wrong.contains("`H1` has no control"), "{wrong}");
    assert!(wrong.contains("did you mean `control`?"), "{wrong}");
}

/// Every test that the review or the table of invariants names is there, wherever in the project.
#[test]
fn every_test_named_exists() {
    let project = root().join("..");
    let mut programs = String::new();
    for folder in ["crates", "src", "tests", "xtask"] {
        collect(&project.join(folder), &mut programs);
    }
    let review = review();
    let rows = review.rows.iter().flat_map(|row| &row.tests);
    let hazards = review.hazards.iter().flat_map(|hazard| &hazard.tests);
    let invariants = proof::invariants::ALL.iter();
    let kept = invariants.flat_map(|invariant| invariant.kept);
    let invariants = kept.filter_map(|kept| match kept {
        Kept::Tested(tests) => Some(tests.iter().map(ToString::to_string)),
        Kept::Proved(_) | Kept::ByType(_) => None,
    });
    let lost: Vec<_> = rows
        .chain(hazards)
        .cloned()
        .chain(invariants.flatten())
        .filter(|name| {
            let as_function = format!("fn {name}(");
            !programs.contains(&as_function)
        })
        .collect();
    assert!(lost.is_empty(), "no such test: {lost:?}");
}

fn collect(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            into.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

/// The words of one part of an outcome, as one text.
fn said(content: &Content, outcome: &str, part: Part) -> String {
    let pathway = &content.pathway;
    let at = pathway
        .outcomes
        .iter()
        .position(|known| &*known.name == outcome);
    let id = pathway::OutcomeId(u8::try_from(at.unwrap()).unwrap());
    english(content).part(id, part).join(" ")
}

#[test]
fn every_exercise_outcome_says_what_is_not_allowed() {
    let content = content();
    for outcome in content
        .pathway
        .outcomes
        .iter()
        .filter(|outcome| outcome.exercise_provider)
    {
        let words = said(&content, &outcome.name, Part::MayNot);
        assert!(!words.is_empty(), "{}", outcome.name);
    }
}

#[test]
fn every_trainer_outcome_has_the_whole_checklist() {
    let content = content();
    for outcome in [
        "personal_trainer",
        "post_rehab_trainer",
        "physio_plus_trainer",
    ] {
        let words = [Part::Check, Part::Ask].map(|part| said(&content, outcome, part));
        let words = words.join(" ");
        for line in [
            "certificates",
            "extra",
            "insur",
            "talk with your",
            "note",
            "send you to a doctor",
            "send people to",
        ] {
            assert!(words.contains(line), "{outcome} does not say `{line}`");
        }
    }
}

#[test]
fn every_outcome_that_is_no_emergency_says_what_comes_next() {
    let content = content();
    for outcome in content
        .pathway
        .outcomes
        .iter()
        .filter(|outcome| outcome.step.is_some())
    {
        let words = said(&content, &outcome.name, Part::Next);
        assert!(!words.is_empty(), "{}", outcome.name);
    }
}

#[test]
fn no_advice_concludes_or_promises() {
    let content = content();
    for outcome in &content.pathway.outcomes {
        for (name, part) in Part::ALL {
            let words = said(&content, &outcome.name, *part).to_lowercase();
            for wrong in [
                "you have ",
                "you do not have",
                "you are safe",
                "is safe",
                "certainly",
                "%",
            ] {
                assert!(!words.contains(wrong), "{} {name}: {wrong}", outcome.name);
            }
        }
    }
}

#[test]
fn self_care_names_a_date_and_when_to_come_sooner() {
    let content = content();
    let title = said(&content, "self_care", Part::Title);
    assert!(title.contains("check again in 2 weeks"), "{title}");
    let action = said(&content, "self_care", Part::Action);
    assert!(action.contains("not clearly better in 2 weeks"), "{action}");
    // Whoever gets self-care can tick at least one line of the safety net.
    let always = content.pathway.sooner.iter();
    assert!(always.filter(|line| line.when.atoms.is_empty()).count() > 0);
}

#[test]
fn the_abbreviation_of_two_professions_is_never_used() {
    for folder in fs::read_dir(root().join("languages")).unwrap().flatten() {
        for file in fs::read_dir(folder.path()).unwrap().flatten() {
            let text = fs::read_to_string(file.path()).unwrap();
            let mut words = text.split(|c: char| !c.is_alphanumeric());
            assert!(!words.any(|word| word == "PT"), "{}", file.path().display());
        }
    }
}

#[test]
fn the_result_says_that_it_is_no_clearance() {
    let content = content();
    let words = english(&content).key(Key::SmallNotDiagnosis);
    for line in [
        "not a diagnosis",
        "not medical advice",
        "not a clearance to exercise",
    ] {
        assert!(words.contains(line), "{words}");
    }
}

#[test]
fn the_dates_are_dates_and_the_sources_have_addresses() {
    let date = |text: &str| text.len() == 10 && text.matches('-').count() == 2;
    let content = content();
    assert!(date(&content.pathway.expires_on));
    assert!(
        english(&content)
            .regions
            .iter()
            .all(|region| date(&region.expires))
    );
    for source in review().evidence {
        assert!(source.address.starts_with("https://"), "{}", source.id);
        assert!(
            source.reviewed.is_empty() || date(&source.reviewed),
            "{}",
            source.id
        );
    }
}
