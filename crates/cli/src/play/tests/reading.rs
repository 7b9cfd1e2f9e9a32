//! What is read, from the first question to the last line of the advice.

use super::*;

#[test]
fn everybody_reads_every_question_in_the_words_of_the_catalogue() {
    let project = Project::new();
    for patient in &project.patients {
        let path = project.pathway().walk(&patient.sheet).path;
        let lines = project.lines(&patient.sheet);
        // Everybody asks why before they answer.
        let lines: Vec<_> = lines
            .into_iter()
            .flat_map(|line| ["?".into(), line])
            .collect();
        let played = project.plays(&lines, None, None);
        assert_eq!(played.end, Ok(End::Read), "{}", patient.id);
        let mut reader = Reader::new(&played.text, &patient.id);
        reader.reads_exactly("", project.key(Key::StartTitle));
        reader.reads(project.key(Key::EmergencyLine));
        for &id in &path {
            question(&project, &mut reader, &patient.sheet, id);
        }
        advice(&project, &mut reader, &played.state);
    }
}

/// A question as it is asked before anything is chosen.
#[track_caller]
fn question(project: &Project, reader: &mut Reader<'_>, sheet: &Sheet, id: QuestionId) {
    let asked = &project.pathway().questions[id.index()];
    let words = project.words().asked(id).cloned().unwrap_or_default();
    let (hint, why) = match asked.which_of {
        Some(_) => (project.key(Key::WhichHint), project.key(Key::WhichWhy)),
        None => (&*words.hint, &*words.why),
    };
    reader.reads_exactly("", &progress(project, sheet, id));
    reader.reads_exactly("", project.title(id));
    if !hint.is_empty() {
        reader.reads_exactly("", hint);
    }
    let (how, mark) = match asked.choice {
        Choice::Many => (Key::HowMany, "[ ]"),
        Choice::One => (Key::HowOne, "( )"),
    };
    reader.reads_exactly("", project.key(how));
    for (place, option) in asked.options().enumerate() {
        let before = format!("  {} {mark} ", letter(place));
        reader.reads_exactly(&before, project.label(option));
    }
    reader.reads(project.key(Key::EmergencyLine));
    let keys = reader.reads(project.key(Key::Continue));
    for key in [Key::Back, Key::WhyLabel] {
        assert!(keys.contains(project.key(key)), "{keys:?}");
    }
    reader.reads_exactly(&format!("{}: ", project.key(Key::WhyLabel)), why);
}

/// Which question it is, and how many more there can be.
fn progress(project: &Project, sheet: &Sheet, id: QuestionId) -> String {
    let walk = project.pathway().walk(&sheet.before(id));
    let more = project.pathway().remaining(&walk);
    let sentence = match more {
        0 => project.key(Key::ProgressLast),
        _ => project.words().counted(Key::ProgressMore, more),
    };
    let pieces = words::pieces(sentence)
        .into_iter()
        .map(|piece| match piece {
            Piece::Slot(Slot::Number) => (walk.path.len() + 1).to_string(),
            Piece::Slot(Slot::More) => more.to_string(),
            Piece::Slot(other) => panic!("{other:?} in {sentence}"),
            Piece::Words(words) => words.to_owned(),
        });
    pieces.collect()
}

/// The result, in the order of the screen.
#[track_caller]
pub fn advice(project: &Project, reader: &mut Reader<'_>, state: &State) {
    let decision = state.decision(project.pathway()).unwrap();
    let emergency = decision.urgency >= Urgency::Go;
    reader.reads_exactly("", project.key(label_of(decision.urgency)));
    let part = |part| project.words().part(decision.outcome, part);
    reader.reads(&part(Part::Title)[0]);
    if emergency {
        // What led here stands above what to do.
        reader.reads(project.key(Key::Told));
        for line in part(Part::Action) {
            reader.reads_exactly("- ", line);
        }
        reader.reads_exactly("", project.key(Key::EmergencyMistake));
        return;
    }
    let lead = reader.reads(project.key(Key::AdviceLead));
    assert!(
        part(Part::Lead).iter().all(|line| holds(lead, line)),
        "{lead}"
    );
    reader.reads_exactly("", project.key(Key::DoTitle));
    for line in part(Part::Action) {
        reader.reads_exactly("", line);
    }
    noted(project, reader, state, &decision);
    reader.reads_exactly("", project.key(Key::SeenTitle));
    if decision.urgency == Urgency::Today {
        for line in &country(project).places[CountryPlace::Urgent as usize] {
            reader.reads_exactly("- ", line);
        }
    }
    for line in part(Part::Otherwise) {
        reader.reads_exactly("- ", line);
    }
    watched(project, reader, state);
    for card in [Part::CardOne, Part::CardTwo] {
        for line in part(card) {
            reader.reads(line);
        }
    }
    // What stands folded: none of it is left out.
    for folded in [Part::Visit, Part::Bring, Part::Ask] {
        for line in part(folded) {
            reader.reads_exactly("- ", line);
        }
    }
    reasoned(project, reader, &decision);
    reader.reads_exactly("", project.key(Key::OnwardTitle));
    for folded in [Part::Next, Part::Options] {
        for line in part(folded) {
            reader.reads_exactly("- ", line);
        }
    }
    answered(project, reader, state);
    reader.reads_exactly("", project.key(Key::TakeTitle));
    reader.reads(project.key(Key::SmallEmergency));
    reader.reads(project.key(Key::SmallVersion));
}

/// Why.
#[track_caller]
fn reasoned(project: &Project, reader: &mut Reader<'_>, decision: &Decision) {
    let (pathway, words) = (project.pathway(), project.words());
    reader.reads_exactly("", project.key(Key::WhyTitle));
    let reason = match decision.findings[0].because {
        Because::Rule(id) => Some(&words.rules[id.index()]),
        Because::Sign(id) => match &pathway.signs[id.index()].cause {
            Cause::Option(_) => Some(&words.kinds[pathway.signs[id.index()].kind.index()]),
            Cause::Together { .. } => None,
        },
    };
    if let Some(reason) = reason {
        reader.reads_exactly("- ", reason);
    }
}

/// What goes along with the advice.
#[track_caller]
fn noted(project: &Project, reader: &mut Reader<'_>, state: &State, decision: &Decision) {
    let (pathway, words) = (project.pathway(), project.words());
    for id in pathway.notes_for(decision, &state.walk(pathway).truth) {
        if !words.notes[id.index()].is_empty() {
            reader.reads_exactly("- ", &words.notes[id.index()]);
        }
    }
}

/// When it cannot wait.
#[track_caller]
fn watched(project: &Project, reader: &mut Reader<'_>, state: &State) {
    let (pathway, words) = (project.pathway(), project.words());
    reader.reads_exactly("", project.key(Key::SoonerTitle));
    reader.reads_exactly("", project.key(Key::SoonerLead));
    let sooner = pathway
        .sooner_for(&state.walk(pathway).truth)
        .into_iter()
        .map(|id| &words.sooner[id.index()]);
    for line in sooner.filter(|line| !line.is_empty()).take(6) {
        reader.reads_exactly("- ", line);
    }
}

/// Every question that was asked, and every line that was chosen.
#[track_caller]
fn answered(project: &Project, reader: &mut Reader<'_>, state: &State) {
    reader.reads_exactly("", project.key(Key::AnswersTitle));
    for id in state.walk(project.pathway()).path {
        reader.reads_exactly("", project.title(id));
        let answer = state.sheet.get(id).unwrap();
        for option in answer.options(project.pathway()) {
            reader.reads_exactly("- ", project.label(option));
        }
    }
}

fn label_of(urgency: Urgency) -> Key {
    match urgency {
        Urgency::Call => Key::LabelCall,
        Urgency::Go => Key::LabelGo,
        Urgency::Today => Key::LabelToday,
        Urgency::Days(_) => Key::LabelDays,
        Urgency::Weeks => Key::LabelWeeks,
        Urgency::Ready => Key::LabelReady,
    }
}
