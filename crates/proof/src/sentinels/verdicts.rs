//! Whether what is asked of an entry's advice holds on every truthful sheet.

use pathway::{OutcomeId, QuestionId};
use sentinels::{Dangerous, Declared, Everyday, Person, Sentinels, Value};

use super::answers::Truthful;
use crate::compiled::{Advice, Compiled};
use crate::diagram::{Built, Count, NodeLimit, Sheets};
use crate::guarantee::{Counterexample, replay};

/// Whether the pathway keeps what is asked of an entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// On every truthful sheet, and there are such sheets.
    Proved,
    /// It does not. Never empty.
    Failed(Vec<Counterexample>),
    /// It does not, and the catalogue says so and why. Never empty.
    Declared(Vec<Counterexample>),
    /// The catalogue says that it does not, and it does.
    Stale,
    /// Nothing is known, and why. Treat it as failed.
    Unknown(String),
}

/// An entry, checked.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Whether what is asked of it holds.
    pub verdict: Verdict,
    /// By option: whether its line is true of the person.
    pub lines: Vec<Value>,
    /// The truthful answers, by question.
    pub answers: Truthful,
    /// Every truthful sheet, labelled as [`Compiled::advised`] is.
    pub truthful: Sheets,
    /// How many truthful sheets there are.
    pub sheets: Count,
    /// By question: whether it is shown on some truthful sheet.
    pub shown: Vec<bool>,
}

impl Checked {
    /// Questions that may be shown to it and of which no line fits.
    pub fn no_line(&self) -> impl Iterator<Item = QuestionId> {
        self.only_shown(&self.answers.no_line)
    }

    /// Questions that may be shown to it, take one answer, and have more than one line that is true.
    pub fn two_lines(&self) -> impl Iterator<Item = QuestionId> {
        self.only_shown(&self.answers.two_lines)
    }

    fn only_shown(&self, ids: &[QuestionId]) -> impl Iterator<Item = QuestionId> {
        let ids = ids.iter().copied();
        ids.filter(|id| self.shown[id.index()])
    }
}

/// Both catalogues, checked; in their order.
#[derive(Clone, Debug, Default)]
pub struct Proofs {
    /// Those who must never be sent too late.
    pub dangerous: Vec<Checked>,
    /// Those who must never be sent too early.
    pub everyday: Vec<Checked>,
}

impl Proofs {
    /// Every entry, the dangerous ones first.
    pub fn both(&self) -> impl Iterator<Item = &Checked> {
        self.dangerous.iter().chain(&self.everyday)
    }
}

/// Checks every entry of both catalogues.
pub fn check(compiled: &mut Compiled<'_>, sentinels: &Sentinels) -> Proofs {
    let dangerous = sentinels.dangerous.iter();
    let everyday = sentinels.everyday.iter();
    Proofs {
        dangerous: dangerous
            .map(|entry| check_entry(compiled, sentinels, entry))
            .collect(),
        everyday: everyday
            .map(|entry| check_entry(compiled, sentinels, entry))
            .collect(),
    }
}

/// What a catalogue asks of the advice that an entry gets.
pub trait Entry {
    /// Whom it is about.
    fn person(&self) -> &Person;

    /// What was decided about it, if the pathway does not keep it.
    fn declared(&self) -> Option<&Declared>;

    /// What no truthful sheet may advise, and why.
    fn faults(&self) -> Vec<Fault<'_>>;

    /// Outcomes of which some truthful sheet must reach one; `None`: nothing is asked.
    fn reaches(&self) -> Option<&[OutcomeId]>;

    /// Whether it must not be given this advice.
    fn forbids(&self, advice: Advice) -> bool {
        self.faults().iter().any(|fault| (fault.is)(advice))
    }
}

/// A way in which advice is wrong for an entry.
pub struct Fault<'e> {
    /// What is wrong with it.
    pub about: &'static str,
    /// Whether advice is wrong in this way.
    pub is: Box<dyn Fn(Advice) -> bool + 'e>,
}

impl Entry for Dangerous {
    fn person(&self) -> &Person {
        &self.person
    }

    fn declared(&self) -> Option<&Declared> {
        self.declared.as_ref()
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        vec![
            Fault {
                about: "it is less urgent than is safe",
                is: Box::new(|advice| advice.urgency < self.least),
            },
            Fault {
                about: "this must not be the first contact",
                is: Box::new(|advice| self.must_not.contains(&advice.outcome)),
            },
            Fault {
                about: "it brings nobody to a doctor",
                is: Box::new(|advice| self.no_doctor.contains(&advice.outcome)),
            },
        ]
    }

    fn reaches(&self) -> Option<&[OutcomeId]> {
        None
    }
}

impl Entry for Everyday {
    fn person(&self) -> &Person {
        &self.person
    }

    fn declared(&self) -> Option<&Declared> {
        self.declared.as_ref()
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        vec![
            Fault {
                about: "it is more urgent than is reasonable",
                is: Box::new(|advice| advice.urgency > self.most),
            },
            Fault {
                about: "this person must never be sent there",
                is: Box::new(|advice| self.never.contains(&advice.outcome)),
            },
        ]
    }

    fn reaches(&self) -> Option<&[OutcomeId]> {
        Some(&self.best)
    }
}

/// Checks one entry.
pub fn check_entry(
    compiled: &mut Compiled<'_>,
    sentinels: &Sentinels,
    entry: &impl Entry,
) -> Checked {
    let person = entry.person();
    let lines = sentinels.lines_of(person);
    let answers = Truthful::of(compiled.pathway, &lines, person.standing);
    let mut checked = Checked {
        verdict: Verdict::Unknown(NodeLimit.to_string()),
        lines,
        answers,
        truthful: Sheets::NONE,
        sheets: Count::ZERO,
        shown: vec![false; compiled.pathway.questions.len()],
    };
    // Where the limit is reached, nothing stays known.
    if let Err(NodeLimit) = look(compiled, entry, &mut checked) {
        checked.verdict = Verdict::Unknown(NodeLimit.to_string());
    }
    checked
}

fn look(compiled: &mut Compiled<'_>, entry: &impl Entry, checked: &mut Checked) -> Built<()> {
    let when = checked.answers.when(compiled)?;
    let sheets = compiled.diagrams.keep(compiled.advised, when)?;
    checked.truthful = sheets;
    checked.sheets = compiled.count(sheets)?;
    let reached = compiled.diagrams.values(sheets);
    for id in compiled.pathway.ids() {
        checked.shown[id.index()] = reached[compiled.layout.first(id)].contains(&true);
    }
    checked.verdict = match broken(compiled, entry, sheets)? {
        Err(reason) => Verdict::Unknown(reason),
        Ok(broken) => match (broken.is_empty(), entry.declared()) {
            (true, None) => Verdict::Proved,
            (true, Some(_)) => Verdict::Stale,
            (false, None) => Verdict::Failed(broken),
            (false, Some(_)) => Verdict::Declared(broken),
        },
    };
    Ok(())
}

/// What is wrong on the truthful sheets, each with its smallest sheet, replayed; or why that is not
/// known.
fn broken(
    compiled: &mut Compiled<'_>,
    entry: &impl Entry,
    sheets: Sheets,
) -> Built<Result<Vec<Counterexample>, String>> {
    if sheets.is_empty() {
        return Ok(Ok(vec![Counterexample {
            about: "it is about nobody: no truthful sheet exists".into(),
            sheets: None,
            examples: Vec::new(),
        }]));
    }
    let mut found = Vec::new();
    for fault in entry.faults() {
        let wrong = compiled.labelled_where(sheets, &*fault.is)?;
        if !wrong.is_empty() {
            found.push((fault.about, wrong));
        }
    }
    if let Some(best) = entry.reaches() {
        let good = compiled.labelled_where(sheets, |advice| best.contains(&advice.outcome))?;
        if good.is_empty() {
            found.push(("no truthful sheet leads where it should", sheets));
        }
    }
    let mut broken = Vec::new();
    for (about, wrong) in found {
        let Some(row) = compiled.smallest(wrong) else {
            continue;
        };
        match replay(compiled, &row) {
            Ok(example) => broken.push(Counterexample {
                about: about.into(),
                sheets: Some(compiled.count(wrong)?),
                examples: vec![example],
            }),
            Err(disagreement) => return Ok(Err(disagreement.to_string())),
        }
    }
    Ok(Ok(broken))
}
