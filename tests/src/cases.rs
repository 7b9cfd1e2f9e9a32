//! The written patients, and what the pathway says about them without any browser.

use std::sync::LazyLock;

use content::Content;
use pathway::{Choice, Pathway};

use crate::site::root;

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

/// Walks a case natively.
fn played(pathway: &Pathway, case: &content::Case) -> Patient {
    let walk = pathway.walk(&case.sheet);
    let decision = pathway
        .decide(&walk)
        .unwrap_or_else(|| panic!("the case `{}` does not come to an end", case.id));
    let outcome = &pathway.outcomes[decision.outcome.index()];
    Patient {
        id: case.id.clone(),
        group: case.group.id(),
        answers: walk
            .path
            .iter()
            .map(|question| content::names(pathway, *question, &case.sheet))
            .collect(),
        outcome: outcome.name.to_string(),
        urgency: decision.urgency.id(),
        days: decision.urgency.days(),
    }
}
