//! What every result must hold, whatever the answers: shown for each written patient.

use std::path::Path;

use content::Content;
use pathway::{Pathway, Sheet, Urgency};
use words::Key;

use super::{Screen, screen};
use crate::settings::{Preset, Settings, Theme};
use crate::state::{Place, State};
use crate::tool::Tool;
use crate::view::{AdviceView, EmergencyView, Line, Piece};

fn content() -> Content {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    content::load(&root).unwrap_or_else(|problems| panic!("{problems}"))
}

fn settings(region: &str, today: &str) -> Settings {
    Settings {
        region: region.into(),
        heading: 2,
        preset: Preset::Calm,
        theme: Theme::Auto,
        today: today.into(),
    }
}

fn result_of(pathway: &Pathway, sheet: &Sheet) -> State {
    let last = pathway.walk(sheet).path.last().copied().unwrap();
    State {
        sheet: sheet.clone(),
        place: Place::Result(last),
        ..State::new(pathway)
    }
}

/// The results of all written patients.
fn results(region: &str, today: &str) -> (Vec<AdviceView>, Vec<EmergencyView>) {
    let tool = Tool::shared().unwrap();
    let settings = settings(region, today);
    let (mut advice, mut emergencies) = (Vec::new(), Vec::new());
    for case in content().cases {
        let state = result_of(&tool.pathway, &case.sheet);
        match screen(&tool, &settings, &state, false) {
            Screen::Advice(view) => advice.push(*view),
            Screen::Emergency(view) => emergencies.push(view),
            other => panic!("{}: {other:?}", case.id),
        }
    }
    assert!(advice.len() > 100 && emergencies.len() > 30);
    (advice, emergencies)
}

fn text(lines: &[Line]) -> String {
    let pieces = lines.iter().flatten().map(|piece| match piece {
        Piece::Words(words) => words.to_string(),
        Piece::Phone { shown, .. } | Piece::Link { shown, .. } => shown.to_string(),
    });
    pieces.collect()
}

fn holds_phone(lines: &[Line]) -> bool {
    let mut pieces = lines.iter().flatten();
    pieces.any(|piece| matches!(piece, Piece::Phone { .. }))
}

const BEFORE_REVIEW: &str = "2026-11-22";
const AFTER_REVIEW: &str = "2099-01-01";

#[test]
fn every_result_carries_the_emergency_line_and_the_safety_net() {
    let (advice, _) = results("GB", BEFORE_REVIEW);
    for view in advice {
        assert!(holds_phone(&view.small_print), "{}", view.outcome);
        assert!(!view.sooner.items.is_empty(), "{}", view.outcome);
        assert!(!view.reasons.is_empty(), "{}", view.outcome);
        for reason in &view.reasons {
            assert!(!reason.text.is_empty(), "{}", view.outcome);
        }
    }
}

#[test]
fn an_emergency_holds_telephone_numbers_and_nothing_to_book() {
    let (_, emergencies) = results("GB", BEFORE_REVIEW);
    for view in emergencies {
        let mut lines = view.actions.clone();
        lines.extend(view.other_ways.iter().flat_map(|list| list.items.clone()));
        let links = lines.iter().flatten();
        let links = links.filter(|piece| matches!(piece, Piece::Link { .. }));
        assert_eq!(links.count(), 0, "{}", view.outcome);
        let (_, dial) = view.call.as_ref().unwrap();
        assert_eq!(&**dial, "999", "{}", view.outcome);
        assert!(!view.answers.is_empty(), "{}", view.outcome);
    }
}

#[test]
fn a_country_without_data_never_shows_another_countrys_number() {
    let (advice, emergencies) = results(words::UNKNOWN_REGION, BEFORE_REVIEW);
    for view in emergencies {
        assert_eq!(view.call, None, "{}", view.outcome);
        assert!(!holds_phone(&view.actions), "{}", view.outcome);
        assert!(!view.actions.is_empty(), "{}", view.outcome);
    }
    for view in advice {
        assert!(!holds_phone(&view.small_print), "{}", view.outcome);
        assert!(
            text(&view.small_print).contains("local emergency number"),
            "{}",
            view.outcome
        );
    }
}

#[test]
fn a_result_shows_its_version_and_warns_past_its_date() {
    let version = content().pathway.version.clone();
    let (now, _) = results("GB", BEFORE_REVIEW);
    let (later, emergencies) = results("GB", AFTER_REVIEW);
    assert!(!emergencies.is_empty());
    for (now, later) in now.iter().zip(&later) {
        assert!(
            text(&now.small_print).contains(&*version),
            "{}",
            now.outcome
        );
        // Past the date there is one more note, and the advice itself is the same.
        assert_eq!(later.notes.len(), now.notes.len() + 1, "{}", now.outcome);
        assert_eq!(later.notes[1..], now.notes[..], "{}", now.outcome);
        assert_eq!(
            (&later.outcome, &later.urgency),
            (&now.outcome, &now.urgency)
        );
    }
}

#[test]
fn a_result_for_today_names_who_answers_today() {
    let (advice, _) = results("GB", BEFORE_REVIEW);
    let today = advice.iter();
    let today = today.filter(|view| &*view.urgency == Urgency::Today.id());
    for view in today {
        assert!(holds_phone(&view.action), "{}", text(&view.action));
    }
}

#[test]
fn what_would_change_the_advice_is_short_and_never_an_emergency() {
    let tool = Tool::shared().unwrap();
    let settings = settings("GB", BEFORE_REVIEW);
    let emergency = |text: &str| text.contains("999") || text.contains("A&E");
    let (mut told, mut all) = (0, 0);
    for case in content().cases {
        let state = result_of(&tool.pathway, &case.sheet);
        let Screen::Advice(view) = screen(&tool, &settings, &state, false) else {
            continue;
        };
        all += 1;
        let decision = state.decision(&tool.pathway).unwrap();
        let by_sign = matches!(decision.findings[0].because, pathway::Because::Sign(_));
        let Some(change) = view.change else {
            assert!(!by_sign, "{}", case.id);
            continue;
        };
        told += 1;
        assert!(change.ways.len() <= 3, "{}", case.id);
        let lines = usize::from(by_sign) + usize::from(!change.ways.is_empty());
        assert_eq!(change.lead.len(), lines, "{}", case.id);
        for way in &change.ways {
            let way = (text(std::slice::from_ref(&way.text)), &way.answers[0]);
            assert!(
                !emergency(&way.0) && !way.1.is_empty(),
                "{}: {way:?}",
                case.id
            );
        }
    }
    assert!(told * 20 > all * 19, "{told} of {all}");
}

#[test]
fn whoever_sees_two_people_gets_a_card_for_each_the_physiotherapist_first() {
    let (advice, _) = results("GB", BEFORE_REVIEW);
    let mut seen = 0;
    for view in advice {
        let together = &*view.outcome == "physio_plus_trainer";
        assert_eq!(
            view.cards.len(),
            if together { 2 } else { 0 },
            "{}",
            view.outcome
        );
        seen += usize::from(together);
        let names: Vec<_> = view.cards.iter().map(|card| card.title.as_str()).collect();
        assert!(names.is_empty() || names == ["Your physiotherapist", "Your trainer"]);
        for card in &view.cards {
            assert!(
                card.lead.is_some() && card.items.len() >= 3,
                "{}",
                card.title
            );
        }
    }
    assert!(seen > 0);
}

#[test]
fn every_visit_has_three_to_five_questions_to_ask() {
    let (advice, _) = results("GB", BEFORE_REVIEW);
    let words = &Tool::shared().unwrap().words;
    let titled = |view: &AdviceView, key| {
        let title = words.key(key);
        let mut lists = view.lists.iter();
        lists
            .find(|list| &*list.title == title)
            .map_or(0, |list| list.items.len())
    };
    for view in advice {
        if titled(&view, Key::VisitTitle) == 0 {
            assert_eq!(&*view.outcome, "self_care");
            continue;
        }
        let in_cards = view.cards.iter().flat_map(|card| &card.items);
        let in_cards = in_cards.filter(|line| text(&[(*line).clone()]).starts_with("Ask:"));
        let questions = titled(&view, Key::AskTitle) + in_cards.count();
        assert!(
            (3..=5).contains(&questions),
            "{}: {questions}",
            view.outcome
        );
    }
}

#[test]
fn what_to_do_instead_names_the_time_allowed() {
    let (advice, _) = results("GB", BEFORE_REVIEW);
    let mut seen = 0;
    for view in advice {
        if let Some(days) = view.days.filter(|days| *days > 1) {
            let title = format!("If you cannot be seen in the next {days} days");
            let found = view.lists.iter().any(|list| *list.title == *title);
            assert!(found, "{}: {title}", view.outcome);
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn about_this_tool_says_who_signed_what_was_proved_and_what_falls_short() {
    let tool = Tool::shared().unwrap();
    let content = content();
    let state = State {
        about: true,
        ..State::new(&tool.pathway)
    };
    let Screen::About(view) = screen(&tool, &settings("GB", BEFORE_REVIEW), &state, false) else {
        panic!("About this tool was expected");
    };
    assert_eq!(view.parts.len(), 7);
    for part in &view.parts {
        assert!(
            !part.title.is_empty() && !part.items.is_empty(),
            "{}",
            part.title
        );
    }
    let said: String = view.parts.iter().map(|part| text(&part.items)).collect();
    let version = format!("version {}", content.pathway.version);
    let fingerprint = &content::fingerprint(&content.pathway)[..12];
    for words in [
        &*version,
        fingerprint,
        "No clinician has signed",
        "screen reader",
    ] {
        assert!(said.contains(words), "`{words}` is not in: {said}");
    }
    assert!(holds_phone(std::slice::from_ref(&view.emergency)));
}
