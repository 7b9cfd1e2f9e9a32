//! Piped sessions over the content. What must be read comes from the catalogue and from a walk of
//! its own, never from a copied sentence or the id of a question. Who plays are the written patients
//! and some that are made up here, so that the tests hold while cases come and go.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use content::Content;
use pathway::{Because, Cause, Choice, Decision, OptionId, Pathway, QuestionId, Sheet, Urgency};
use words::{Catalogue, Key, Part, Piece, Place as CountryPlace, Slot};

use clap::Parser as _;

use super::save::Save;
use super::typed::letter;
use super::*;

const REGION: &str = "GB";

/// How many patients are made up.
const MADE_UP: u64 = 100;

/// Somebody who answers every question that is asked.
struct Patient {
    id: String,
    sheet: Sheet,
}

impl Patient {
    /// Everybody who plays.
    fn all(content: &Content) -> Vec<Self> {
        let written = content.cases.iter().map(|case| Patient {
            id: case.id.clone(),
            sheet: case.sheet.clone(),
        });
        let made_up = (1..=MADE_UP).map(|seed| Patient::made_up(&content.pathway, seed));
        written.chain(made_up).collect()
    }

    /// Mostly ticks a line that stands alone, such as "none of these": the other lines of a question
    /// that takes several often end the questions.
    fn made_up(pathway: &Pathway, seed: u64) -> Self {
        let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut below = |end: usize| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            (random >> 32) as usize % end
        };
        let mut sheet = Sheet::empty(pathway);
        while let Some(id) = pathway.walk(&sheet).next {
            let question = &pathway.questions[id.index()];
            let options: Vec<_> = question.options().collect();
            let alone = options
                .iter()
                .find(|&&option| stands_alone(question, option));
            match alone {
                Some(&alone) if below(8) > 0 => {
                    sheet.put(Answer::new(pathway, id, &[alone]).unwrap());
                }
                _ => {
                    for _ in 0..=below(3) {
                        let option = options[below(options.len())];
                        let before = sheet.get(id);
                        let answer = Answer::toggled(pathway, id, before, option, true);
                        sheet.put(answer.unwrap().unwrap());
                    }
                }
            }
        }
        let id = format!("made up {seed}");
        Patient { id, sheet }
    }
}

fn stands_alone(question: &pathway::Question, option: OptionId) -> bool {
    let place = option.index() - question.first.index();
    question.exclusive >> place & 1 == 1
}

/// The content, and the tool in the language in which it is written.
struct Project {
    patients: Vec<Patient>,
    content: Content,
    tool: Tool,
    visit: Visit,
}

/// A session that was played to its end.
struct Played {
    /// Everything that was written.
    text: String,
    end: Result<End, String>,
    state: State,
    /// What `--save` said.
    saved: Option<Result<String, String>>,
}

impl Project {
    fn new() -> Self {
        let content = load(&paths::root().join("content")).unwrap();
        let tool = options::tool(&content, &content.languages[0]).unwrap();
        let visit = Visit {
            region: REGION.into(),
            ..Visit::default()
        };
        Project {
            patients: Patient::all(&content),
            content,
            tool,
            visit,
        }
    }

    fn pathway(&self) -> &Pathway {
        &self.content.pathway
    }

    fn words(&self) -> &Catalogue {
        &self.content.languages[0]
    }

    fn key(&self, key: Key) -> &str {
        self.words().key(key)
    }

    /// Plays lines, from a sheet if there is one, and saves if it is asked to.
    fn plays(&self, lines: &[String], from: Option<&Sheet>, save: Option<&Save>) -> Played {
        let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let mut output = Vec::new();
        let mut talk = Talk::new(input.as_bytes(), &mut output, true);
        let mut session = Session::new(&self.tool, &self.visit, from.cloned());
        let end = session.play(&mut talk).map_err(|error| error.to_string());
        let saved = save.map(|save| {
            let saved = save.write(&self.content, &session.state, &mut talk);
            saved.map_err(|error| error.to_string())
        });
        let state = session.state;
        drop(talk);
        Played {
            text: String::from_utf8(output).unwrap(),
            end,
            state,
            saved,
        }
    }

    /// The letters that answer a question as a sheet does.
    fn letters(&self, id: QuestionId, sheet: &Sheet) -> String {
        let answer = sheet.get(id).unwrap();
        let options = self.pathway().questions[id.index()].options();
        let ticked = options.enumerate();
        ticked
            .filter(|&(_, option)| answer.has(self.pathway(), option))
            .map(|(place, _)| letter(place))
            .collect()
    }

    /// One line for each question that a sheet is asked.
    fn lines(&self, sheet: &Sheet) -> Vec<String> {
        let path = self.pathway().walk(sheet).path;
        path.iter().map(|&id| self.letters(id, sheet)).collect()
    }

    /// The first patient, and the place on the path, where a question is of this kind.
    fn patient_with(&self, is: impl Fn(&pathway::Question) -> bool) -> (&Patient, usize) {
        let pathway = self.pathway();
        let mut found = self.patients.iter().filter_map(|patient| {
            let mut path = pathway.walk(&patient.sheet).path.into_iter();
            let place = path.position(|id| is(&pathway.questions[id.index()]))?;
            Some((patient, place))
        });
        found.next().unwrap()
    }

    /// A patient with many answers behind them.
    fn patient(&self) -> &Patient {
        let length = |patient: &&Patient| self.pathway().walk(&patient.sheet).path.len();
        self.patients.iter().max_by_key(length).unwrap()
    }

    /// How soon a patient must be seen.
    fn urgency(&self, patient: &Patient) -> Urgency {
        let walk = self.pathway().walk(&patient.sheet);
        self.pathway().decide(&walk).unwrap().urgency
    }

    /// The words of a question's title, wherever they come from.
    fn title(&self, id: QuestionId) -> &str {
        match self.pathway().questions[id.index()].which_of {
            Some(_) => self.key(Key::WhichTitle),
            None => &self.words().asked(id).unwrap().title,
        }
    }

    fn label(&self, option: OptionId) -> &str {
        self.words().label(self.pathway(), option)
    }
}

/// Reads what was written from the top to the bottom.
struct Reader<'a> {
    lines: Vec<&'a str>,
    at: usize,
    /// Who is being read about, for the message.
    about: &'a str,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, about: &'a str) -> Self {
        Reader {
            lines: text.lines().collect(),
            at: 0,
            about,
        }
    }

    /// The next line that holds a sentence of the catalogue, whatever fills its slots.
    #[track_caller]
    fn reads(&mut self, sentence: &str) -> &'a str {
        self.finds(sentence, |line| holds(line, sentence))
    }

    /// The next line that is a sentence with nothing beside it but what stands before it.
    #[track_caller]
    fn reads_exactly(&mut self, before: &str, sentence: &str) {
        self.finds(sentence, |line| {
            let words = line.strip_prefix(before);
            words.is_some_and(|words| {
                words == sentence || !whole(sentence) && holds(words, sentence)
            })
        });
    }

    #[track_caller]
    fn finds(&mut self, what: &str, is: impl Fn(&str) -> bool) -> &'a str {
        let rest = &self.lines[self.at..];
        let Some(found) = rest.iter().position(|line| is(line)) else {
            let left = rest.join("\n");
            panic!("{}: {what:?} does not stand in\n{left}", self.about);
        };
        self.at += found;
        self.lines[self.at]
    }
}

/// Whether a sentence has no slot.
fn whole(sentence: &str) -> bool {
    words::pieces(sentence)
        .iter()
        .all(|piece| matches!(piece, Piece::Words(_)))
}

/// Whether a line holds the words of a sentence in order.
fn holds(line: &str, sentence: &str) -> bool {
    let mut rest = line;
    for piece in words::pieces(sentence) {
        let Piece::Words(words) = piece else { continue };
        let Some((_, after)) = rest.split_once(words) else {
            return false;
        };
        rest = after;
    }
    true
}

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
fn advice(project: &Project, reader: &mut Reader<'_>, state: &State) {
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
    if decision.urgency == Urgency::Today {
        reader.reads(project.key(Key::Told));
    }
    for line in part(Part::Action) {
        reader.reads_exactly("", line);
    }
    if decision.urgency == Urgency::Today {
        for line in &country(project).places[CountryPlace::Urgent as usize] {
            reader.reads(line);
        }
    }
    reasoned(project, reader, state, &decision);
    for card in [Part::CardOne, Part::CardTwo] {
        for line in part(card) {
            reader.reads(line);
        }
    }
    // What stands folded, where a heading says so and none of it is left out.
    for (title, folded) in [
        (Key::VisitTitle, Part::Visit),
        (Key::BringTitle, Part::Bring),
        (Key::AskTitle, Part::Ask),
        (Key::NextTitle, Part::Next),
        (Key::OptionsTitle, Part::Options),
    ] {
        if !part(folded).is_empty() {
            reader.reads_exactly("", project.key(title));
        }
        for line in part(folded) {
            reader.reads_exactly("- ", line);
        }
    }
    for line in part(Part::Otherwise) {
        reader.reads_exactly("- ", line);
    }
    answered(project, reader, state);
    reader.reads_exactly("", project.key(Key::TakeTitle));
    reader.reads(project.key(Key::SmallEmergency));
    reader.reads(project.key(Key::SmallVersion));
}

/// Why, the notes, and when to get help sooner.
#[track_caller]
fn reasoned(project: &Project, reader: &mut Reader<'_>, state: &State, decision: &Decision) {
    let (pathway, words) = (project.pathway(), project.words());
    let truth = state.walk(pathway).truth;
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
    for id in pathway.notes_for(decision, &truth) {
        if !words.notes[id.index()].is_empty() {
            reader.reads_exactly("- ", &words.notes[id.index()]);
        }
    }
    reader.reads_exactly("", project.key(Key::SoonerTitle));
    reader.reads_exactly("", project.key(Key::SoonerLead));
    let sooner = pathway.sooner_for(&truth).into_iter();
    let sooner = sooner.map(|id| &words.sooner[id.index()]);
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

fn country(project: &Project) -> &words::Region {
    project.words().region(REGION).unwrap()
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

/// A folder of this test's own, taken away when it is done.
struct Folder(PathBuf);

impl Folder {
    /// With a copy of the content.
    fn with_content(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("play-{name}-{}", process::id()));
        copy(&paths::root().join("content"), &folder.join("content"));
        Folder(folder)
    }

    fn content(&self) -> PathBuf {
        self.0.join("content")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}

/// The case with this id, as the content's own compiler reads it: with the answers that were asked
/// for, and the advice that was given.
#[track_caller]
fn is_saved(folder: &Folder, id: &str, played: &Played) {
    let content = load(&folder.content()).unwrap();
    let pathway = &content.pathway;
    let case = content.cases.iter().find(|case| case.id == id);
    let case = case.unwrap_or_else(|| panic!("no case `{id}`: {:?}", played.saved));
    assert!(case.is_draft() && !case.about.is_empty() && !case.why.is_empty());
    let path = played.state.walk(pathway).path;
    let answers = path.iter().filter_map(|&id| played.state.sheet.get(id));
    assert!(case.sheet.answered().eq(answers));
    let decision = played.state.decision(pathway).unwrap();
    assert_eq!(
        (case.expect.outcome, case.expect.urgency),
        (decision.outcome, decision.urgency)
    );
    assert_eq!(content::score(pathway, case), content::Score::Exact);
}

#[test]
fn what_is_saved_into_a_file_is_a_case_and_the_next_one_has_another_id() {
    let project = Project::new();
    let folder = Folder::with_content("file");
    let file = folder.content().join("cases/Played here.toml");
    let save = Save::Into(file);
    let mut patients = project.patients.iter();
    let in_days = |patient: &&Patient| project.urgency(patient).days().is_some();
    let patients = [project.patient(), patients.find(in_days).unwrap()];
    for (patient, id) in patients.into_iter().zip(["played_here", "played_here_2"]) {
        let played = project.plays(&project.lines(&patient.sheet), None, Some(&save));
        assert!(played.saved.clone().unwrap().unwrap().contains(id));
        is_saved(&folder, id, &played);
    }
    is_saved(
        &folder,
        "played_here",
        &project.plays(&project.lines(&project.patient().sheet), None, None),
    );
}

#[test]
fn without_a_file_an_id_is_asked_for_until_it_is_one() {
    let project = Project::new();
    let folder = Folder::with_content("id");
    let save = Save::Asked(folder.content().join("cases"));
    let patient = project.patient();
    let mut lines = project.lines(&patient.sheet);
    // Enter leaves the advice.
    lines.push(String::new());
    let nothing = project.plays(&lines, None, Some(&save));
    assert!(
        nothing
            .saved
            .unwrap()
            .unwrap_err()
            .contains("nothing was saved")
    );
    let taken = project.content.cases.first().map(|case| &*case.id);
    let asked = ["", "../up", "Capital"].into_iter().chain(taken);
    lines.extend(asked.chain(["asked_for"]).map(str::to_owned));
    let played = project.plays(&lines, None, Some(&save));
    let refused = played.text.matches("digits and `_` only").count();
    assert_eq!(refused, 3);
    assert_eq!(
        played.text.contains("Another case has that id."),
        taken.is_some()
    );
    is_saved(&folder, "asked_for", &played);
}

#[test]
fn answers_that_were_left_behind_are_not_saved() {
    let project = Project::new();
    let folder = Folder::with_content("left");
    let save = Save::Into(folder.content().join("cases/left_behind.toml"));
    // Whoever is asked least leaves the other one's later answers where they are.
    let length = |patient: &&Patient| project.pathway().walk(&patient.sheet).path.len();
    let least = project.patients.iter().min_by_key(length).unwrap();
    let patient = project.patient();
    let mut lines = project.lines(&patient.sheet);
    lines.extend(vec!["b".into(); lines.len()]);
    lines.extend(project.lines(&least.sheet));
    let played = project.plays(&lines, None, Some(&save));
    assert!(played.state.sheet.answered().count() > length(&least));
    is_saved(&folder, "left_behind", &played);
}

/// The arguments as the command line has them.
#[derive(clap::Parser)]
struct Line {
    #[command(flatten)]
    args: Args,
}

#[test]
fn an_option_to_save_may_stand_alone() {
    for (line, expected) in [
        ("--save --region GB", Some(None)),
        ("--region GB --save", Some(None)),
        ("--save a.toml --region GB", Some(Some("a.toml"))),
        ("--save=a.toml --region GB", Some(Some("a.toml"))),
        ("--region GB", None),
    ] {
        let words = std::iter::once("play").chain(line.split_whitespace());
        let typed = Line::try_parse_from(words).unwrap();
        let expected = expected.map(|file: Option<&str>| file.map(PathBuf::from));
        assert_eq!(typed.args.save(), expected, "{line}");
    }
}

#[test]
fn what_there_is_not_is_told_with_what_there_is() {
    let project = Project::new();
    let ready = |line: &str| {
        let words = std::iter::once("play").chain(line.split_whitespace());
        let typed = Line::try_parse_from(words).unwrap();
        typed
            .args
            .ready(&project.content)
            .map_err(|error| error.to_string())
    };
    let code = &*project.words().code;
    for (line, expected) in [
        ("--region XX", "there is no region `XX`\n  there are: "),
        ("--language zz", "there is no language `zz`\n  there are: "),
        (
            "--from no/such/sheet.json",
            "cannot read no/such/sheet.json",
        ),
    ] {
        let message = ready(line).unwrap_err();
        assert!(message.contains(expected), "{message}");
    }
    let found = ready(&format!("--region gb --language {code}")).unwrap();
    assert_eq!(found.visit.region, REGION);
    assert!(found.opening.contains(&*project.pathway().version));
    // Without a region, one that has numbers.
    assert_ne!(ready("").unwrap().visit.region, words::UNKNOWN_REGION);
}
