//! What is saved, and what can be set on the command line.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use clap::Parser as _;

use super::*;

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
