//! Reads `content/cases`: written patients, with the advice expected and why.

use std::path::Path;

use pathway::{Answer, AnswerError, OutcomeId, Pathway, QuestionId, Sheet, Urgency};

use crate::problem::nearest;
use crate::reader::{Findings, Table, parse, read_folder};

/// What a case is there to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// An urgent sign must not be missed.
    Urgent,
    /// A doctor comes first.
    Doctor,
    /// The right professional among those that are not urgent.
    Navigation,
    /// A person whom a careless tool would send too high.
    OverCaution,
}

impl Group {
    /// Every group, with its id in the content.
    pub const ALL: [(&str, Group); 4] = [
        ("urgent", Group::Urgent),
        ("doctor", Group::Doctor),
        ("navigation", Group::Navigation),
        ("over_caution", Group::OverCaution),
    ];

    /// The group's id in the content.
    pub fn id(self) -> &'static str {
        let found = Group::ALL.iter().find(|(_, group)| *group == self);
        found.map_or("", |(id, _)| id)
    }
}

/// Who and how soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Who.
    pub outcome: OutcomeId,
    /// How soon.
    pub urgency: Urgency,
}

/// A written patient.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// The file it stands in, and its line.
    pub written_in: (String, usize),
    /// What it is there to show.
    pub group: Group,
    /// The person, in a sentence or two.
    pub about: String,
    /// Why the advice is right.
    pub why: String,
    /// Who stands behind it: empty, or why it still needs a clinician.
    pub draft: String,
    /// The raw answers.
    pub sheet: Sheet,
    /// The advice expected.
    pub expect: Expected,
    /// Other advice that would be acceptable.
    pub accept: Vec<Expected>,
}

impl Case {
    /// Whether a program wrote it and nobody has judged it yet.
    pub fn is_draft(&self) -> bool {
        !self.draft.is_empty()
    }
}

/// Reads every case.
pub fn read_cases(root: &Path, pathway: &Pathway, findings: &mut Findings) -> Vec<Case> {
    let files = read_folder(root, "cases", findings);
    let parsed: Vec<_> = files.iter().map(|file| parse(file, findings)).collect();
    let mut cases: Vec<Case> = Vec::new();
    for (file, parsed) in files.iter().zip(&parsed) {
        let mut root = Table::root(file, parsed);
        for table in root.tables("case", findings) {
            let place = table.place;
            if let Some(case) = read_case(&file.name, table, pathway, findings) {
                if cases.iter().any(|other| other.id == case.id) {
                    findings.at(place, format!("case `{}` is there twice", case.id), None);
                }
                cases.push(case);
            }
        }
        root.finish(findings);
    }
    cases
}

fn read_case(
    file: &str,
    mut table: Table<'_>,
    pathway: &Pathway,
    findings: &mut Findings,
) -> Option<Case> {
    let line = table.place.line();
    let id = table.text("id", findings);
    let group = table.text("group", findings).and_then(|text| {
        let found = Group::ALL.iter().find(|(id, _)| *id == text.text);
        if found.is_none() {
            let names = Group::ALL.iter().map(|(id, _)| *id);
            let message = format!("there is no group `{}`", text.text);
            findings.at(text.place, message, nearest(text.text, names));
        }
        found.map(|(_, group)| *group)
    });
    let about = table.text("about", findings);
    let why = table.text("why", findings);
    let draft = table.text_if("draft", findings);
    let answers = table.table("answers", findings);
    let sheet = answers.map(|answers| read_sheet(&answers, pathway, findings));
    let expect = table.table("expect", findings);
    let expect = expect.and_then(|expect| read_expected(expect, pathway, findings));
    let accept = table
        .tables("accept", findings)
        .into_iter()
        .filter_map(|accept| read_expected(accept, pathway, findings))
        .collect();
    table.finish(findings);
    Some(Case {
        id: id?.text.into(),
        written_in: (file.into(), line),
        group: group?,
        about: about?.text.into(),
        why: why?.text.into(),
        draft: draft.map_or("", |draft| draft.text).into(),
        sheet: sheet?,
        expect: expect?,
        accept,
    })
}

fn read_expected(
    mut table: Table<'_>,
    pathway: &Pathway,
    findings: &mut Findings,
) -> Option<Expected> {
    let days = table.number_if("within_days", findings);
    let place = table.place;
    let outcome = table.text("outcome", findings).and_then(|text| {
        let names = pathway.outcomes.iter().map(|outcome| &*outcome.name);
        let found = names.clone().position(|name| name == text.text);
        if found.is_none() {
            let message = format!("there is no outcome `{}`", text.text);
            findings.at(text.place, message, nearest(text.text, names));
        }
        found
    });
    let urgency = table.text("urgency", findings).and_then(|text| {
        let all = [
            Urgency::Call,
            Urgency::Go,
            Urgency::Today,
            Urgency::Days(days.unwrap_or(1)),
            Urgency::Weeks,
            Urgency::Ready,
        ];
        let found = all.into_iter().find(|urgency| urgency.id() == text.text);
        if found.is_none() {
            let message = format!("there is no urgency `{}`", text.text);
            findings.at(
                text.place,
                message,
                nearest(text.text, all.map(Urgency::id)),
            );
        }
        found
    });
    let in_days = urgency.is_some_and(|urgency| urgency.days().is_some());
    if urgency.is_some() && in_days != days.is_some() {
        let message = "`within_days` and the urgency `days` go together";
        findings.at(place, message.into(), None);
    }
    table.finish(findings);
    Some(Expected {
        outcome: OutcomeId(outcome? as u8),
        urgency: urgency?,
    })
}

fn read_sheet(answers: &Table<'_>, pathway: &Pathway, findings: &mut Findings) -> Sheet {
    let mut sheet = Sheet::empty(pathway);
    for (question, ticked) in answers.named_texts(findings) {
        match answer(pathway, question.text, ticked.iter().map(|text| text.text)) {
            Ok(answer) => sheet.put(answer),
            Err(wrong) => {
                let place = wrong.option.map_or(question.place, |at| ticked[at].place);
                findings.at(place, wrong.message, wrong.help);
            }
        }
    }
    sheet
}

/// Why a named answer cannot be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongAnswer {
    /// Which of the options is meant; `None`: the question.
    pub option: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// The nearest valid name.
    pub help: Option<String>,
}

/// An answer from names, as a case or a sheet from outside gives it.
///
/// # Errors
/// When a name does not exist, or nobody could have given the answer on screen.
pub fn answer<'a>(
    pathway: &Pathway,
    question: &str,
    options: impl Iterator<Item = &'a str>,
) -> Result<Answer, WrongAnswer> {
    let names = || pathway.questions.iter().map(|q| &*q.name);
    let id = pathway
        .question_named(question)
        .ok_or_else(|| WrongAnswer {
            option: None,
            message: format!("there is no question `{question}`"),
            help: nearest(question, names()),
        })?;
    let mut ticked = Vec::new();
    for (at, name) in options.enumerate() {
        let asked = &pathway.questions[id.index()];
        let names = asked
            .options()
            .map(|option| &*pathway.options[option.index()]);
        ticked.push(pathway.option_named(id, name).ok_or_else(|| WrongAnswer {
            option: Some(at),
            message: format!("`{question}` has no option `{name}`"),
            help: nearest(name, names),
        })?);
    }
    Answer::new(pathway, id, &ticked).map_err(|error| {
        let name = |option: pathway::OptionId| pathway.options[option.index()].to_string();
        let message = match error {
            AnswerError::TwoOfOne(a, b) => format!(
                "`{question}` takes one answer, not both `{}` and `{}`",
                name(a),
                name(b)
            ),
            AnswerError::NotBeside(alone, other) => format!(
                "`{}` of `{question}` stands alone, never beside `{}`",
                name(alone),
                name(other)
            ),
            AnswerError::Empty => format!("`{question}` has no answer"),
            other => format!("`{question}`: {other}"),
        };
        WrongAnswer {
            option: None,
            message,
            help: None,
        }
    })
}

/// An answer as names: the question, and the options ticked.
pub fn names(pathway: &Pathway, question: QuestionId, sheet: &Sheet) -> (String, Vec<String>) {
    let ticked = sheet.get(question).into_iter();
    let ticked = ticked.flat_map(|answer| answer.options(pathway).collect::<Vec<_>>());
    (
        pathway.questions[question.index()].name.to_string(),
        ticked
            .map(|option| pathway.options[option.index()].to_string())
            .collect(),
    )
}
