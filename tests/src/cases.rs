//! The written patients, and what the pathway says about them without any browser.

use std::fs;
use std::sync::LazyLock;

use content::Content;
use pathway::{Answer, Choice, Pathway, Sheet};

use crate::site::root;

/// The first sign of a heart attack, question by question: an emergency.
pub const CHEST_PAIN: [(&str, &str); 2] = [("now_1", "chest"), ("chest", "tight")];

/// Who thinks of ending life: an emergency that the very first answer tells.
pub const CRISIS: (&str, &str) = ("now_1", "end_life");

/// A written patient, as names: what is asked, what is answered, what must come of it.
#[derive(Clone, Debug)]
pub struct Patient {
    /// The case's id.
    pub id: String,
    /// The group it belongs to.
    pub group: &'static str,
    /// The questions shown, in order, and the options chosen.
    pub answers: Vec<(String, Vec<String>)>,
    /// Who to see.
    pub outcome: String,
    /// How soon.
    pub urgency: &'static str,
    /// Within how many days, where the urgency is in days.
    pub days: Option<u8>,
}

impl Patient {
    /// The same patient, who has come to a question and not answered it.
    pub fn before(&self, question: &str) -> Self {
        let mut patient = self.clone();
        let reached = self.answers.iter().position(|(asked, _)| asked == question);
        patient.answers.truncate(reached.unwrap_or_default());
        patient
    }

    /// Whether the questions end with an emergency screen.
    pub fn is_emergency(&self) -> bool {
        matches!(self.urgency, "call" | "go")
    }
}

static CONTENT: LazyLock<Content> = LazyLock::new(|| {
    content::load(&root().join("content")).unwrap_or_else(|problems| panic!("{problems}"))
});

static PATIENTS: LazyLock<Vec<Patient>> = LazyLock::new(|| {
    let pathway = &CONTENT.pathway;
    let cases = CONTENT.cases.iter();
    cases.map(|case| played(pathway, case)).collect()
});

/// Every written patient.
pub fn patients() -> &'static [Patient] {
    &PATIENTS
}

/// The groups that the patients belong to.
pub fn groups() -> Vec<&'static str> {
    let mut groups: Vec<_> = PATIENTS.iter().map(|patient| patient.group).collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// The patient with the shortest way to an outcome.
pub fn patient(outcome: &str) -> &'static Patient {
    let ends = patients()
        .iter()
        .filter(|patient| patient.outcome == outcome);
    let shortest = ends.min_by_key(|patient| patient.answers.len());
    shortest.unwrap_or_else(|| panic!("no written patient comes to `{outcome}`"))
}

/// One patient for every outcome that the written cases reach: the one with the fewest questions.
pub fn one_for_each_outcome() -> Vec<&'static Patient> {
    let outcomes = CONTENT.pathway.outcomes.iter();
    outcomes
        .filter(|outcome| {
            let ends = |found: &Patient| *found.outcome == *outcome.name;
            PATIENTS.iter().any(ends)
        })
        .map(|outcome| patient(&outcome.name))
        .collect()
}

/// The outcomes that no written case reaches.
pub fn outcomes_without_a_patient() -> Vec<String> {
    let outcomes = CONTENT.pathway.outcomes.iter();
    outcomes
        .map(|outcome| outcome.name.to_string())
        .filter(|outcome| PATIENTS.iter().all(|patient| patient.outcome != *outcome))
        .collect()
}

/// A patient who walks a long way to advice that is not urgent.
pub fn routine() -> &'static Patient {
    PATIENTS
        .iter()
        .filter(|patient| patient.urgency == "weeks")
        .max_by_key(|patient| patient.answers.len())
        .expect("some written patient is told to see somebody within weeks")
}

/// A patient who is to have a physiotherapist and a trainer together.
pub fn together() -> &'static Patient {
    let mut patients = PATIENTS.iter();
    patients
        .find(|patient| patient.outcome == "physio_plus_trainer")
        .expect("some written patient is to have both")
}

/// The first question of one answer, or of many, that a patient meets.
pub fn first_question(patient: &Patient, wanted: Choice) -> &str {
    let pathway = &CONTENT.pathway;
    let choice = |name: &str| {
        let question = pathway.question_named(name);
        question.map(|question| pathway.questions[question.index()].choice)
    };
    let mut questions = patient.answers.iter().map(|(question, _)| question);
    questions
        .find(|question| choice(question) == Some(wanted))
        .expect("a long path has questions of both kinds")
}

/// Everybody whose questions end in an emergency with one or two lines of this question, the first.
pub fn emergencies_of(question: &str) -> Vec<Patient> {
    let pathway = &CONTENT.pathway;
    let id = pathway.question_named(question).expect("it is asked");
    let options: Vec<_> = pathway.questions[id.index()].options().collect();
    let pairs = options.iter().flat_map(|one| {
        let others = options.iter().filter(move |other| one <= *other);
        others.map(move |other| [*one, *other])
    });
    pairs
        .filter_map(|lines| {
            let answer = Answer::new(pathway, id, &lines).ok()?;
            let mut sheet = Sheet::empty(pathway);
            sheet.put(answer);
            let names = lines.map(|line| &*pathway.options[line.index()]);
            ended(pathway, &sheet, &names.join(" and "), "")
        })
        .filter(Patient::is_emergency)
        .collect()
}

/// What "About this tool" must say of the proof: how many ways it counted, or that the rules have
/// changed since.
pub fn proof_told() -> String {
    let proved = root().join("content").join(content::PROVED);
    let proved = fs::read_to_string(proved).unwrap_or_default();
    let sheets = proved
        .lines()
        .find_map(|line| line.strip_prefix("sheets = "));
    match sheets {
        Some(sheets) if proved.contains(&content::fingerprint(&CONTENT.pathway)) => {
            format!("has {} digits", sheets.trim_matches('"').len())
        }
        _ => "nothing is proved for this version".to_owned(),
    }
}

/// Somebody whose chest is tight.
pub fn chest_pain() -> Patient {
    let pathway = &CONTENT.pathway;
    let mut sheet = Sheet::empty(pathway);
    for (question, option) in CHEST_PAIN {
        let id = pathway.question_named(question).expect("it is asked");
        let option = pathway.option_named(id, option).expect("it is a line");
        sheet.put(Answer::new(pathway, id, &[option]).expect("a person can give it"));
    }
    ended(pathway, &sheet, "chest pain", "").expect("it is an emergency")
}

/// Walks a case natively.
fn played(pathway: &Pathway, case: &content::Case) -> Patient {
    ended(pathway, &case.sheet, &case.id, case.group.id())
        .unwrap_or_else(|| panic!("the case `{}` does not come to an end", case.id))
}

/// Who has answered so, if the questions are at an end.
fn ended(pathway: &Pathway, sheet: &Sheet, id: &str, group: &'static str) -> Option<Patient> {
    let walk = pathway.walk(sheet);
    let decision = pathway.decide(&walk)?;
    let outcome = &pathway.outcomes[decision.outcome.index()];
    Some(Patient {
        id: id.to_owned(),
        group,
        answers: walk
            .path
            .iter()
            .map(|question| content::names(pathway, *question, sheet))
            .collect(),
        outcome: outcome.name.to_string(),
        urgency: decision.urgency.id(),
        days: decision.urgency.days(),
    })
}
