//! What can be typed, and what is refused.

use super::reading::advice;
use super::*;

#[test]
fn the_numbers_are_those_of_the_region() {
    let project = Project::new();
    let patient = project.patient();
    let lines = project.lines(&patient.sheet);
    let number = |sentence: &str| {
        let slots = words::pieces(sentence).into_iter();
        let mut slots = slots.filter_map(|piece| match piece {
            Piece::Slot(Slot::Region(index)) => Some(index),
            _ => None,
        });
        slots
            .next()
            .map(|index| &*country(&project).slots[index].shown)
    };
    let shown = number(project.key(Key::EmergencyLine)).unwrap();
    let here = project.plays(&lines, None, None).text;
    assert!(
        Reader::new(&here, REGION)
            .reads(project.key(Key::EmergencyLine))
            .contains(shown)
    );
    let visit = Visit {
        region: words::UNKNOWN_REGION.into(),
        ..Visit::default()
    };
    let elsewhere = Project {
        visit,
        ..Project::new()
    };
    assert!(!elsewhere.plays(&lines, None, None).text.contains(shown));
}

#[test]
fn enter_on_nothing_is_told_in_the_words_of_the_widget() {
    let project = Project::new();
    for (choice, message) in [(Choice::Many, Key::ErrorMany), (Choice::One, Key::ErrorOne)] {
        let (patient, place) = project.patient_with(|question| question.choice == choice);
        let mut lines = project.lines(&patient.sheet);
        lines.insert(place, String::new());
        let played = project.plays(&lines, None, None);
        assert_eq!(played.end, Ok(End::Read), "the answer after it counts");
        let before = format!("{}: ", project.key(Key::ErrorTitle));
        Reader::new(&played.text, &patient.id).reads_exactly(&before, project.key(message));
    }
}

#[test]
fn back_shows_what_was_chosen_and_enter_keeps_it() {
    let project = Project::new();
    let patient = project.patient();
    let straight = project.lines(&patient.sheet);
    let path = project.pathway().walk(&patient.sheet).path;
    for back in 1..=3 {
        let mut lines = straight[..3].to_vec();
        lines.extend(vec!["b".into(); back]);
        // The first screen leads to the first question by itself.
        lines.extend(vec![String::new(); back]);
        lines.extend_from_slice(&straight[3..]);
        let played = project.plays(&lines, None, None);
        assert_eq!(played.end, Ok(End::Read), "{back}");
        assert_eq!(played.state, project.plays(&straight, None, None).state);
        let asked = project.plays(&lines[..3 + back], None, None);
        let (_, last) = asked
            .text
            .rsplit_once(project.title(path[3 - back]))
            .unwrap();
        for option in project.pathway().questions[path[3 - back].index()].options() {
            let line = last
                .lines()
                .find(|line| line.ends_with(project.label(option)));
            let answer = patient.sheet.get(path[3 - back]).unwrap();
            let chosen = line.unwrap().contains("[x]") || line.unwrap().contains("(x)");
            assert_eq!(chosen, answer.has(project.pathway(), option), "{line:?}");
        }
    }
}

#[test]
fn back_from_the_first_question_begins_again_and_from_the_advice_opens_the_last() {
    let project = Project::new();
    let patient = project.patient();
    let straight = project.lines(&patient.sheet);
    let expected = project.plays(&straight, None, None).state;
    let mut lines = straight.clone();
    lines.insert(0, "b".into());
    let played = project.plays(&lines, None, None);
    let title = project.key(Key::StartTitle);
    assert_eq!(played.text.lines().filter(|line| *line == title).count(), 2);
    assert_eq!(played.state, expected);
    let mut lines = straight.clone();
    lines.extend(["b".into(), String::new()]);
    let played = project.plays(&lines, None, None);
    assert_eq!(played.state, expected);
    let last = *project.pathway().walk(&patient.sheet).path.last().unwrap();
    // It is asked once more, and the advice names it once more.
    let named = |text: &str| {
        let lines = text.lines();
        lines.filter(|line| *line == project.title(last)).count()
    };
    let once = project.plays(&straight, None, None);
    assert_eq!(named(&played.text), named(&once.text) + 2);
}

#[test]
fn a_line_that_stands_alone_is_refused_beside_another() {
    let project = Project::new();
    let pathway = project.pathway();
    let (patient, place) = project.patient_with(|question| {
        question.choice == Choice::Many
            && question
                .options()
                .any(|option| stands_alone(question, option))
    });
    let id = pathway.walk(&patient.sheet).path[place];
    let question = &pathway.questions[id.index()];
    let (alone, others): (Vec<_>, Vec<_>) = question
        .options()
        .enumerate()
        .partition(|&(_, option)| stands_alone(question, option));
    for (at, option) in alone {
        let both = format!("{} {}", letter(others[0].0), letter(at));
        let mut lines = project.lines(&patient.sheet);
        lines.insert(place, both);
        let played = project.plays(&lines, None, None);
        assert_eq!(played.end, Ok(End::Read), "the answer after it counts");
        let before = played.text.split(" stands alone").next().unwrap();
        let quoted = format!("\u{201c}{}\u{201d}", project.label(option));
        assert!(before.ends_with(&quoted), "{quoted}");
        assert_eq!(played.state.sheet.get(id), patient.sheet.get(id));
    }
}

#[test]
fn several_letters_are_taken_together_where_several_fit_and_refused_where_one_does() {
    let project = Project::new();
    let pathway = project.pathway();
    let mut patients = project.patients.iter();
    let several = patients.find_map(|patient| {
        let path = pathway.walk(&patient.sheet).path.into_iter();
        let mut ticked = path.map(|id| (id, project.letters(id, &patient.sheet)));
        let (id, letters) = ticked.find(|(_, letters)| letters.len() > 1)?;
        Some((patient, id, letters))
    });
    let (patient, id, letters) = several.unwrap();
    let mut lines = project.lines(&patient.sheet);
    let at = lines.iter().position(|line| *line == letters).unwrap();
    let apart: Vec<_> = letters
        .to_uppercase()
        .chars()
        .rev()
        .map(String::from)
        .collect();
    lines[at] = apart.join(", ");
    let played = project.plays(&lines, None, None);
    assert_eq!(played.state.sheet.get(id), patient.sheet.get(id));

    let (patient, place) = project.patient_with(|question| question.choice == Choice::One);
    let mut lines = project.lines(&patient.sheet);
    lines.insert(place, [letter(0), letter(1)].iter().collect());
    let played = project.plays(&lines, None, None);
    assert_eq!(played.end, Ok(End::Read));
    assert!(played.text.contains("takes one letter only"));
}

#[test]
fn a_letter_without_a_line_is_told_and_changes_nothing() {
    let project = Project::new();
    let patient = project.patient();
    let straight = project.lines(&patient.sheet);
    for wrong in ["z", "5", "\u{1f643}", "qq", "\u{0}"] {
        let mut lines = straight.clone();
        lines.insert(1, wrong.into());
        let played = project.plays(&lines, None, None);
        assert!(played.text.contains("There is no line"), "{wrong}");
        assert_eq!(played.state, project.plays(&straight, None, None).state);
    }
}

#[test]
fn where_the_input_ends_the_open_question_is_named_and_its_sheet_goes_on_there() {
    let project = Project::new();
    let patient = project.patient();
    let lines = project.lines(&patient.sheet);
    let path = project.pathway().walk(&patient.sheet).path;
    let whole = project.plays(&lines, None, None);
    for (given, &open) in path.iter().enumerate() {
        let message = project.plays(&lines[..given], None, None).end.unwrap_err();
        let name = &project.pathway().questions[open.index()].name;
        assert!(
            message.contains(&format!("`{name}`, {}", project.title(open))),
            "{message}"
        );
        let (_, sheet) = message.split_once("`--from`: ").unwrap();
        let sheet = crate::ask::read_sheet(project.pathway(), sheet).unwrap();
        let rest = project.plays(&lines[given..], Some(&sheet), None);
        assert_eq!(rest.state, whole.state);
        assert!(
            whole.text.ends_with(rest.text.trim_start()),
            "{}",
            rest.text
        );
    }
}

#[test]
fn who_leaves_is_told_where_and_no_advice() {
    let project = Project::new();
    let patient = project.patient();
    let mut lines = project.lines(&patient.sheet)[..2].to_vec();
    lines.push("q".into());
    let played = project.plays(&lines, None, None);
    assert_eq!(played.end, Ok(End::Left));
    let open = project.pathway().walk(&patient.sheet).path[2];
    let name = &project.pathway().questions[open.index()].name;
    assert!(
        played
            .text
            .contains(&format!("`{name}`, {}", project.title(open)))
    );
    assert!(!played.text.contains(project.key(Key::AdviceLead)));
}

#[test]
fn a_whole_sheet_leads_to_its_advice_and_the_advice_to_this_tool() {
    let project = Project::new();
    let not_urgent = |patient: &&Patient| project.urgency(patient) < Urgency::Go;
    let patient = project.patients.iter().find(not_urgent).unwrap();
    let played = project.plays(&["?".into()], Some(&patient.sheet), None);
    assert_eq!(played.end, Ok(End::Read));
    let mut reader = Reader::new(&played.text, &patient.id);
    advice(&project, &mut reader, &played.state);
    for key in [Key::About, Key::AboutWhatTitle, Key::AboutGapsTitle] {
        reader.reads_exactly("", project.key(key));
    }
}
