//! What every result must hold, whatever the answers: shown for each written patient.

use pathway::{Pathway, Sheet, Urgency};
use words::Key;

use super::{Screen, screen};
use crate::config;
use crate::state::{Action, Place, State};
use crate::text::plain;
use crate::trial::{content, guide, tool_of};
use crate::view::{AdviceView, EmergencyView, Line, Piece};
use crate::visit::Visit;

fn visit(region: &str, today: &str) -> Visit {
    Visit {
        region: region.into(),
        today: today.into(),
        ..Visit::default()
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
    let guide = guide();
    let visit = visit(region, today);
    let (mut advice, mut emergencies) = (Vec::new(), Vec::new());
    for case in content().cases {
        let state = result_of(guide.pathway(), &case.sheet);
        match screen(&guide, &visit, &state, false) {
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

/// A Polish speaker in London reads Polish words and the numbers of the United Kingdom.
#[test]
fn the_language_never_decides_the_number() {
    let mut words = content().languages.remove(0);
    words.code = "pl".into();
    words.forms = "2012".into();
    let numbers = words.interface[Key::EmergencyLine as usize][0].replace(char::is_alphabetic, "");
    let forms = ["1 pytanie", "kilka pytań", "wiele pytań"].map(Into::into);
    words.interface[Key::EmergencyLine as usize] = vec![format!("Zadzwoń:{numbers}").into()];
    words.interface[Key::ProgressMore as usize] = forms.into();
    let guide = tool_of(&content(), &words);
    assert_eq!(guide.words.code(), "pl");
    let pathway = guide.pathway();
    let state = State::new(pathway).step(pathway, Action::Start);
    let asked = |region: &str| match screen(&guide, &visit(region, "2026-11-27"), &state, false) {
        Screen::Question(view) => view,
        other => panic!("{other:?}"),
    };
    let (here, elsewhere) = (asked("GB"), asked("ZZ"));
    assert!(text(std::slice::from_ref(&here.emergency)).starts_with("Zadzwoń"));
    assert!(here.emergency.iter().any(|piece| {
        matches!(piece, Piece::Phone { shown, href } if *shown == "999" && *href == "tel:999")
    }));
    assert!(!holds_phone(std::slice::from_ref(&elsewhere.emergency)));
    // More than two questions are left: the last form.
    assert_eq!(here.progress, "wiele pytań");
}

/// What explains a sign away, and what says that there is none, never stands among the signs.
#[test]
fn what_stands_alone_is_set_apart_from_the_signs() {
    let guide = guide();
    let pathway = guide.pathway();
    let visit = visit("GB", BEFORE_REVIEW);
    let mut explained = 0;
    for id in pathway.ids() {
        let state = State {
            place: Place::Question(id),
            ..State::new(pathway)
        };
        let Screen::Question(view) = screen(&guide, &visit, &state, false) else {
            panic!("a question was expected");
        };
        let parted = view.choices.iter().position(|choice| choice.separate);
        let (signs, apart) = view.choices.split_at(parted.unwrap_or(view.choices.len()));
        assert!(!signs.is_empty(), "{}", view.id);
        let asked = &pathway.questions[id.index()];
        for (option, choice) in asked.options().zip(&view.choices) {
            let below = apart.contains(choice);
            assert!(
                below || !asked.stands_alone(option),
                "{}.{}",
                view.id,
                choice.id
            );
            assert_eq!(below, choice.separate, "{}.{}", view.id, choice.id);
        }
        explained += usize::from(apart.iter().any(|choice| choice.id == "checked"));
    }
    assert_eq!(explained, 2, "the chest, and breath and heartbeat");
}

/// The screen that these answers lead to: question and lines, in the order asked.
#[track_caller]
fn answered(given: &[(&str, &[&str])]) -> Screen {
    let guide = guide();
    let pathway = guide.pathway();
    let mut state = State::new(pathway).step(pathway, Action::Start);
    for (question, lines) in given {
        let Place::Question(id) = state.place else {
            panic!("`{question}` is not asked");
        };
        assert_eq!(&*pathway.questions[id.index()].name, *question);
        for line in *lines {
            let option = pathway.option_named(id, line).unwrap();
            state = state.step(pathway, Action::Toggle(option, true));
        }
        state = state.step(pathway, Action::Continue);
    }
    screen(&guide, &visit("GB", BEFORE_REVIEW), &state, false)
}

#[track_caller]
fn emergency(given: &[(&str, &[&str])]) -> EmergencyView {
    match answered(given) {
        Screen::Emergency(view) => view,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_emergency_says_first_which_answer_led_there() {
    let chest = |lines| emergency(&[("now_1", &["chest"]), ("chest", lines)]);
    let tight = "A tight, heavy or squeezing chest in the last 12 hours";
    let one = chest(&["tight"]);
    assert_eq!(
        (&*one.told, &one.led_by[..]),
        ("You told us:", &[tight.into()][..])
    );
    assert!(one.answers.is_empty(), "nothing is said twice");
    // What decided stands above; what asks for less, or would be a third, stands below.
    let many = chest(&["tight", "ill", "sudden", "lying"]);
    assert_eq!((many.led_by.len(), &*many.led_by[0]), (2, tight));
    let below: Vec<_> = many.answers.iter().map(|answer| &answer[..12]).collect();
    assert_eq!(below, ["Sudden, very", "Chest pain t"]);
    let unsure = ("chest", &["unsure"][..]);
    let unsure_of = [
        ("now_1", &["chest"][..]),
        unsure,
        ("chest_which", &["tight"]),
    ];
    let unsure_of = emergency(&unsure_of);
    assert_eq!(*unsure_of.led_by[0], format!("Not sure: {tight}"));
    let cannot_say = [
        ("now_1", &["chest"][..]),
        unsure,
        ("chest_which", &["cannot_say"]),
        ("now_2", &["none"]),
    ];
    let cannot_say = emergency(&cannot_say);
    assert_eq!(cannot_say.led_by[0], "Not sure about the chest");
    let together = emergency(&[("now_1", &["breath"]), ("breath", &["stairs", "catch"])]);
    assert_eq!(&*together.outcome, "emergency_call");
    assert_eq!(together.led_by.len(), 2, "{:?}", together.led_by);
}

/// Where each of these first stands in what an emergency says to do.
fn places_of(view: &EmergencyView, wanted: &[&str]) -> Vec<Option<usize>> {
    let mut lines = view.actions.clone();
    lines.extend(view.other_ways.iter().flat_map(|list| list.items.clone()));
    let said: Vec<_> = lines
        .iter()
        .map(|line| text(std::slice::from_ref(line)))
        .collect();
    let place = |wanted: &&str| said.iter().position(|line| line.contains(wanted));
    wanted.iter().map(place).collect()
}

fn addresses(view: &EmergencyView) -> Vec<&str> {
    view.buttons.iter().map(|button| &*button.href).collect()
}

const LISTENS: [&str; 4] = ["tel:116123", "sms:85258", "tel:111", "tel:999"];
const SHELTERS: [&str; 4] = [
    "tel:08082000247",
    "tel:08000271234",
    "tel:08088010800",
    "tel:08088021414",
];

#[test]
fn each_crisis_offers_the_helplines_that_fit_it_and_a_way_out() {
    let crisis = |lines| emergency(&[("now_1", lines)]);
    let unsafe_with = crisis(&["unsafe"]);
    assert_eq!(&*unsafe_with.outcome, "abuse_support");
    assert_eq!(addresses(&unsafe_with)[0], "tel:999");
    assert_eq!(addresses(&unsafe_with)[1..], SHELTERS);
    let end_life = crisis(&["end_life"]);
    assert_eq!(addresses(&end_life), LISTENS);
    let both = crisis(&["end_life", "unsafe"]);
    assert_eq!(addresses(&both), [LISTENS, SHELTERS].concat());
    for view in [&unsafe_with, &end_life, &both] {
        assert!(view.leave.is_some(), "{}", view.outcome);
        let child = view.other_ways.iter().flat_map(|list| &list.items);
        let child = child.filter(|line| plain(line).contains("0800 1111"));
        assert!(child.count() > 0, "{}: young people too", view.outcome);
    }
    // An ambulance before either.
    let view = crisis(&["chest", "unsafe"]);
    assert_eq!(places_of(&view, &["ambulance"]), [Some(1)]);
}

#[test]
fn the_first_button_of_an_emergency_is_its_advice() {
    let calm = ("now_1", &["none"][..]);
    let hurt = emergency(&[calm, ("now_2", &["injury"]), ("injury", &["shape"])]);
    assert_eq!(&*hurt.buttons[0].words, "Find your nearest A&E");
    assert!(hurt.buttons[0].href.starts_with("https://www.nhs.uk/"));
    assert_eq!(addresses(&hurt)[1], "tel:999");
    assert_eq!(hurt.leave, None, "there is nothing to hide");
    let baby = emergency(&[
        calm,
        ("now_2", &["pregnant"]),
        ("pregnancy_signs", &["movement"]),
    ]);
    assert_eq!(&*baby.buttons[0].words, "Find your maternity unit's number");
    assert_eq!(addresses(&baby)[1], "tel:999");
    let heart = emergency(&[("now_1", &["chest"]), ("chest", &["tight"])]);
    assert_eq!(addresses(&heart), ["tel:999"]);
}

#[test]
fn an_emergency_tells_nobody_what_fits_another_sign() {
    let said = |given: &[(&str, &[&str])], wanted| {
        let view = emergency(given);
        places_of(&view, &[wanted])[0]
    };
    let calm = ("now_1", &["none"][..]);
    let neck = "head and neck still";
    let hurt = |line: &'static [&str]| [calm, ("now_2", &["injury"][..]), ("injury", line)];
    assert_eq!(
        said(&[("now_1", &["chest"]), ("chest", &["tight"])], neck),
        None
    );
    assert_eq!(said(&hurt(&["tip"]), neck), None, "a blow to the ribs");
    assert_eq!(said(&hurt(&["tingle"]), neck), Some(1), "after the number");
    let stand = "cannot stand";
    assert_eq!(said(&hurt(&["shape"]), stand), Some(1));
    assert_eq!(said(&hurt(&["red_pee"]), stand), None);
}

#[test]
fn a_visitor_who_waits_reads_the_emergency_number_first() {
    let guide = guide();
    let pathway = guide.pathway();
    let waiting = |line| {
        let state = State::new(pathway).step(pathway, Action::Start);
        let Place::Question(id) = state.place else {
            panic!("nothing is asked");
        };
        let line = pathway.option_named(id, line).unwrap();
        let state = state.step(pathway, Action::Toggle(line, true));
        let state = state.step(pathway, Action::Continue);
        match screen(&guide, &visit("GB", BEFORE_REVIEW), &state, true) {
            Screen::Waiting(view) => text(&view.text),
            other => panic!("{other:?}"),
        }
    };
    let (sign, none) = (waiting("chest"), waiting("none"));
    assert!(sign.find("999") < sign.find("111"), "{sign}");
    assert!(sign.contains("999") && !sign.contains("GP"), "{sign}");
    assert!(
        none.contains("GP") && none.find("111") < none.find("GP"),
        "{none}"
    );
}

#[test]
fn help_for_today_says_first_which_answer_led_there() {
    let (advice, emergencies) = results("GB", BEFORE_REVIEW);
    for view in advice {
        let today = &*view.urgency == Urgency::Today.id();
        assert_eq!(!view.led_by.is_empty(), today, "{}", view.title);
        assert!(view.led_by.len() <= 2);
        let quoted = |quote| {
            view.reasons
                .iter()
                .any(|reason| reason.answers.contains(quote))
        };
        assert!(view.led_by.iter().all(quoted), "{:?}", view.led_by);
    }
    for view in emergencies {
        assert!((1..=2).contains(&view.led_by.len()), "{:?}", view.led_by);
    }
}

#[test]
fn every_emergency_has_the_number_and_says_what_led_there() {
    let (_, emergencies) = results("GB", BEFORE_REVIEW);
    for view in emergencies {
        assert!(addresses(&view).contains(&"tel:999"), "{}", view.outcome);
        assert!(!view.led_by.is_empty(), "{}", view.outcome);
    }
}

#[test]
fn a_country_without_data_never_shows_another_countrys_number() {
    let (advice, emergencies) = results(words::UNKNOWN_REGION, BEFORE_REVIEW);
    for view in emergencies {
        assert_eq!(view.buttons, [], "{}", view.outcome);
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

/// What an advice shows without what it shows of the clinic.
fn without_clinic(shown: Screen) -> Screen {
    match shown {
        Screen::Advice(mut view) => {
            view.clinic = None;
            Screen::Advice(view)
        }
        other => other,
    }
}

#[test]
fn no_configuration_changes_anything_but_what_is_shown_of_the_clinic() {
    let guide = guide();
    let plain = visit("GB", BEFORE_REVIEW);
    let mut states = vec![State::new(guide.pathway())];
    for id in guide.pathway().ids() {
        states.push(State {
            place: Place::Question(id),
            ..State::new(guide.pathway())
        });
    }
    let cases = content().cases;
    states.extend(
        cases
            .iter()
            .map(|case| result_of(guide.pathway(), &case.sheet)),
    );
    let shown = |visit: &Visit, state| screen(&guide, visit, state, false);
    let bare: Vec<Screen> = states.iter().map(|state| shown(&plain, state)).collect();
    let (mut booked, mut elsewhere) = (0, 0);
    for (round, value) in config::tests::hostile(600).enumerate() {
        let visit = visit("GB", BEFORE_REVIEW);
        let json = config::tests::taken(&value, 0);
        let (read, _) = config::read(&json, config::tests::address, config::tests::DIALLING);
        visit.clinic.set(read).unwrap();
        // Every state meets many configurations, and every configuration many states.
        for (state, bare) in states.iter().zip(&bare).skip(round % 13).step_by(13) {
            let dressed = shown(&visit, state);
            if let Screen::Advice(view) = &dressed {
                let clinic = view.clinic.as_ref();
                let today = &*view.urgency == Urgency::Today.id();
                let turns = clinic.is_some_and(|it| it.book.is_some() || it.phone.is_some());
                assert!(!(today && turns), "nothing is booked for today: {value}");
                booked += usize::from(turns);
                elsewhere += usize::from(clinic.is_some_and(|it| !it.elsewhere.is_empty()));
            }
            assert_eq!(without_clinic(dressed), *bare, "{value}");
        }
    }
    assert!(booked > 100 && elsewhere > 500, "{booked} {elsewhere}");
}

/// The advice of the first written patient with this outcome, beside a clinic.
fn beside(clinic: serde_json::Value, outcome: &str) -> AdviceView {
    let guide = guide();
    let visit = visit("GB", BEFORE_REVIEW);
    let json = config::tests::taken(&clinic, 0);
    let (read, problems) = config::read(&json, config::tests::address, config::tests::DIALLING);
    assert_eq!(problems, [""; 0]);
    visit.clinic.set(read).unwrap();
    let cases = content().cases;
    let mut screens = cases.iter().map(|case| {
        let state = result_of(guide.pathway(), &case.sheet);
        screen(&guide, &visit, &state, false)
    });
    let found = screens.find_map(|shown| match shown {
        Screen::Advice(view) if &*view.outcome == outcome => Some(*view),
        _ => None,
    });
    found.unwrap()
}

#[test]
fn a_clinic_that_offers_what_is_advised_can_be_booked_and_phoned() {
    let clinic = serde_json::json!({
        "name": "Harbour Street",
        "telephone": "020 7946 0123",
        "services": ["physio"],
        "booking": { "physio": "https://harbour.example/book" },
        "texts": { "offered": "Evening visits too.", "not_offered": "Ask us." },
    });
    let shown = beside(clinic, "physio").clinic.unwrap();
    let (words, href, leaves) = shown.book.unwrap();
    assert_eq!(words, "Book online at \u{2068}Harbour Street\u{2069}");
    assert_eq!((&*href, leaves), ("https://harbour.example/book", true));
    assert_eq!(shown.phone.unwrap().1, "02079460123");
    assert_eq!(shown.says.unwrap().1, "Evening visits too.");
    assert!(shown.elsewhere.is_empty());
}

#[test]
fn a_clinic_that_does_not_offer_it_says_so_and_how_to_find_it() {
    let gym = || {
        serde_json::json!({
            "telephone": "020 7946 0123",
            "services": ["personal_trainer"],
            "booking": "https://gym.example/join",
        })
    };
    for outcome in [
        "physio",
        "pelvic_physio",
        "clinical_rehab",
        "sports_physician",
    ] {
        let shown = beside(gym(), outcome).clinic.unwrap();
        assert_eq!((&shown.book, &shown.phone), (&None, &None), "{outcome}");
        assert!(
            text(&shown.elsewhere).contains("stays the same"),
            "{outcome}"
        );
        let links = shown.elsewhere.iter().flatten();
        let links = links.filter(|piece| matches!(piece, Piece::Link { .. }));
        assert!(links.count() > 0, "{outcome}: {}", text(&shown.elsewhere));
    }
    let doctor = beside(gym(), "doctor_days").clinic.unwrap();
    assert!(text(&doctor.elsewhere).contains("Contact"));
    // For today the advice itself says whom to phone.
    let today = beside(gym(), "urgent_same_day").clinic.unwrap();
    assert_eq!(today.elsewhere.len(), 1);
    assert!(
        beside(gym(), "personal_trainer")
            .clinic
            .unwrap()
            .book
            .is_some()
    );
}

#[test]
fn a_clinic_names_whom_it_trusts_in_place_of_saying_that_it_does_not_offer_it() {
    let gym = || {
        serde_json::json!({
            "name": "Harbour Gym",
            "telephone": "020 7946 0123",
            "services": ["personal_trainer"],
            "partners": {
                "physio": { "name": "Vale Physiotherapy", "link": "https://vale.example/" },
                "doctor": { "name": "Dr Vale", "link": "mailto:desk@vale.example" },
            },
            "texts": { "not_offered": "Say that we sent you." },
        })
    };
    let bare = beside(serde_json::json!({}), "physio");
    let shown = beside(gym(), "physio");
    assert_eq!(shown.title, bare.title);
    assert_eq!(shown.action, bare.action);
    let clinic = shown.clinic.unwrap();
    assert_eq!(
        clinic.title,
        "Who \u{2068}Harbour Gym\u{2069} trusts for this"
    );
    let why = text(&clinic.elsewhere);
    assert!(
        why.contains("advice stays the same") && why.contains("not offered"),
        "{why}"
    );
    let (words, href, leaves) = clinic.book.unwrap();
    assert_eq!(words, "Contact \u{2068}Vale Physiotherapy\u{2069}");
    assert_eq!((&*href, leaves), ("https://vale.example/", true));
    // The number is that of the clinic, which does not offer it.
    assert_eq!(clinic.phone, None);
    assert_eq!(clinic.says.unwrap().1, "Say that we sent you.");
    let days = beside(gym(), "doctor_days").clinic.unwrap();
    assert!(!days.book.unwrap().2, "an email leads to no other page");
    // For today the advice itself says whom to phone.
    let today = beside(gym(), "urgent_same_day").clinic.unwrap();
    assert_eq!((today.book, today.elsewhere.len()), (None, 1));
    let other = beside(gym(), "pelvic_physio").clinic.unwrap();
    assert!(other.book.is_none() && other.elsewhere.len() > 1);
}

#[test]
fn what_would_change_the_advice_is_short_and_never_an_emergency() {
    let guide = guide();
    let visit = visit("GB", BEFORE_REVIEW);
    let emergency = |text: &str| text.contains("999") || text.contains("A&E");
    let (mut told, mut all) = (0, 0);
    for case in content().cases {
        let state = result_of(guide.pathway(), &case.sheet);
        let Screen::Advice(view) = screen(&guide, &visit, &state, false) else {
            continue;
        };
        all += 1;
        let decision = state.decision(guide.pathway()).unwrap();
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
    let words = &guide().words;
    let titled = |view: &AdviceView, key| {
        let title = words.key(key);
        let lists = view.your_visit.iter().flat_map(|fold| &fold.lists);
        lists
            .into_iter()
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
            let words = format!("you cannot be seen in the next {days} days");
            let said = text(&view.seen.items);
            // A sports doctor has a name of their own in it.
            let found = said.contains(&words) || said.contains(&format!("in the next {days} days"));
            assert!(found, "{}: {words}", view.outcome);
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

/// The words of a line, counted.
fn count(lines: &[Line]) -> usize {
    text(lines).split_whitespace().count()
}

#[test]
fn every_advice_says_how_to_get_seen() {
    for region in ["GB", words::UNKNOWN_REGION] {
        let (advice, _) = results(region, BEFORE_REVIEW);
        for view in advice {
            let lines = view.seen.items.len();
            assert!((2..=5).contains(&lines), "{}: {lines}", view.outcome);
            // A person is found through a list or a desk, not by a name that one has to know.
            let leads = text(&view.seen.items);
            let somewhere = ["Use ", "See ", "sk ", "hone", "111", "A&E"];
            assert!(
                somewhere.iter().any(|word| leads.contains(word)),
                "{}: {leads}",
                view.outcome
            );
        }
    }
}

#[test]
fn what_stands_open_is_short_and_all_that_is_urgent_stands_open() {
    let (advice, _) = results("GB", BEFORE_REVIEW);
    let mut of_physios = Vec::new();
    for view in advice {
        let lines = [
            std::slice::from_ref(&view.lead),
            &view.action,
            &view.notes,
            &view.seen.items,
            &view.sooner.items,
        ];
        let open: usize = lines.into_iter().map(count).sum();
        if &*view.outcome == "physio" {
            of_physios.push(open);
        }
        assert!(open <= 320, "{}: {open} words", view.outcome);
        for fold in view.your_visit.iter().chain(&view.more) {
            for list in &fold.lists {
                assert!(
                    !holds_phone(&list.items),
                    "{}: a number is folded away under {}",
                    view.outcome,
                    fold.title
                );
            }
        }
    }
    of_physios.sort_unstable();
    let middle = of_physios[of_physios.len() / 2];
    assert!(middle <= 250, "{middle} words to a physiotherapist");
}

#[test]
fn about_this_tool_says_who_signed_what_was_proved_and_what_falls_short() {
    let guide = guide();
    let content = content();
    let state = State {
        about: true,
        ..State::new(guide.pathway())
    };
    let Screen::About(view) = screen(&guide, &visit("GB", BEFORE_REVIEW), &state, false) else {
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

#[test]
fn every_advice_can_be_taken_away_in_words() {
    let (advice, _) = results("GB", BEFORE_REVIEW);
    for view in advice {
        let take = &view.take;
        for words in [
            &take.title,
            &take.print,
            &take.rest,
            &take.copy,
            &take.share,
        ] {
            assert!(!words.is_empty(), "{}", view.outcome);
        }
        assert!(take.copied.is_empty(), "nothing is copied yet");
        let text = crate::text::text(&view);
        assert!(text.contains(&*view.title), "{text}");
        assert!(
            text.contains("999"),
            "the emergency line goes along: {text}"
        );
        let days = take.remind.as_ref().map(|remind| remind.days);
        match view.days {
            Some(_) => assert_eq!(days, view.days, "{}", view.outcome),
            None => assert!(days.is_none() || &*view.outcome == "self_care"),
        }
    }
}
