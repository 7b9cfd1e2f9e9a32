//! What a guarantee is, and what checking one gives.
//!
//! Every counterexample is replayed through the interpreter before anybody sees it: the diagrams find
//! it, the interpreter confirms it.

use std::fmt;

use pathway::{Because, Sheet};

use crate::compiled::{Advice, Compiled, finding_name};
use crate::diagram::{Built, Count, NodeLimit, Sheets};
use crate::groups::Groups;

/// A promise about every answer sheet.
pub struct Guarantee {
    /// Its id.
    pub id: &'static str,
    /// What it promises, for a clinician.
    pub sentence: &'static str,
    /// The invariants of the clinical brief that it proves.
    pub invariants: &'static [u8],
    pub(crate) check: fn(&mut Compiled<'_>, &Groups) -> Built<Checked>,
}

/// What checking found, before replay.
#[derive(Clone, Debug, Default)]
pub(crate) struct Checked {
    /// How many sheets the promise is about.
    pub covers: Count,
    /// Where it is broken.
    pub failures: Vec<Failure>,
}

/// One way in which a guarantee is broken.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// What is wrong.
    pub about: String,
    /// How many sheets break it; `None` where sheets are not what is counted.
    pub sheets: Option<Count>,
    /// The smallest sheets that show it, as rows of values: one, two to compare, or none.
    pub rows: Vec<Vec<u8>>,
}

impl Checked {
    /// A promise about these sheets.
    pub fn about(compiled: &mut Compiled<'_>, premise: Sheets) -> Built<Self> {
        Ok(Checked {
            covers: compiled.count(premise)?,
            failures: Vec::new(),
        })
    }

    /// None of these sheets may exist.
    pub fn never(
        &mut self,
        compiled: &mut Compiled<'_>,
        bad: Sheets,
        about: impl Into<String>,
    ) -> Built<()> {
        if let Some(row) = compiled.smallest(bad) {
            self.failures.push(Failure {
                about: about.into(),
                sheets: Some(compiled.count(bad)?),
                rows: vec![row],
            });
        }
        Ok(())
    }

    /// Something is wrong that no sheet shows.
    pub fn wrong(&mut self, about: impl Into<String>) {
        self.failures.push(Failure {
            about: about.into(),
            sheets: None,
            rows: Vec::new(),
        });
    }

    /// Two sheets show what is wrong.
    pub fn pair(&mut self, about: impl Into<String>, (a, b): (Vec<u8>, Vec<u8>)) {
        self.failures.push(Failure {
            about: about.into(),
            sheets: None,
            rows: vec![a, b],
        });
    }
}

/// Whether a guarantee holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// On every sheet, and there are such sheets.
    Proved,
    /// It is broken; the smallest counterexamples first. Never empty.
    Failed(Vec<Counterexample>),
    /// Nothing is known, and why. Treat it as broken.
    Unknown(String),
}

impl Verdict {
    /// PROVED, FAILED or UNKNOWN.
    pub fn word(&self) -> &'static str {
        match self {
            Verdict::Proved => "PROVED",
            Verdict::Failed(_) => "FAILED",
            Verdict::Unknown(_) => "UNKNOWN",
        }
    }
}

/// How a guarantee is broken, replayed.
#[derive(Clone, Debug, PartialEq)]
pub struct Counterexample {
    /// What is wrong.
    pub about: String,
    /// How many sheets break it, where they were counted.
    pub sheets: Option<Count>,
    /// The sheets that show it and what is advised on each.
    pub examples: Vec<Example>,
}

/// An answer sheet and what the interpreter says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The answers.
    pub sheet: Sheet,
    /// Who and how soon.
    pub advice: Advice,
    /// The finding that decides.
    pub because: Because,
}

/// A verdict, and how many sheets it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Result {
    /// Whether the guarantee holds.
    pub verdict: Verdict,
    /// How many sheets it is about.
    pub covers: Count,
}

/// Why the interpreter and the diagrams do not say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement(pub String);

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the interpreter does not agree: {}", self.0)
    }
}

impl std::error::Error for Disagreement {}

impl Guarantee {
    /// Checks it, and replays what breaks it.
    pub fn check(&self, compiled: &mut Compiled<'_>, groups: &Groups) -> Result {
        let unknown = |reason: String| Result {
            verdict: Verdict::Unknown(reason),
            covers: Count::ZERO,
        };
        let checked = match (self.check)(compiled, groups) {
            Ok(checked) => checked,
            Err(NodeLimit) => return unknown(NodeLimit.to_string()),
        };
        let mut broken = Vec::new();
        if checked.covers == 0 {
            broken.push(Counterexample {
                about: "it is about nobody, so it says nothing".into(),
                sheets: None,
                examples: Vec::new(),
            });
        }
        for failure in checked.failures {
            let examples = failure.rows.iter().map(|row| replay(compiled, row));
            match examples.collect() {
                Ok(examples) => broken.push(Counterexample {
                    about: failure.about,
                    sheets: failure.sheets,
                    examples,
                }),
                Err(disagreement) => return unknown(disagreement.to_string()),
            }
        }
        Result {
            verdict: if broken.is_empty() {
                Verdict::Proved
            } else {
                Verdict::Failed(broken)
            },
            covers: checked.covers,
        }
    }
}

/// Gives a row of values to the interpreter. It must be asked the same questions and give the same
/// advice for the same reason.
///
/// # Errors
/// Where the two differ.
pub fn replay(compiled: &Compiled<'_>, row: &[u8]) -> std::result::Result<Example, Disagreement> {
    let pathway = compiled.pathway;
    let layout = &compiled.layout;
    let wrong = |what: String| Err(Disagreement(what));
    let sheet = match layout.sheet(pathway, row) {
        Ok(sheet) => sheet,
        Err(error) => return wrong(error.to_string()),
    };
    let walk = pathway.walk(&sheet);
    if let Some(next) = walk.next {
        let name = &pathway.questions[next.index()].name;
        return wrong(format!("`{name}` is still to be answered"));
    }
    let extra = (sheet.answered()).find(|answer| !walk.path.contains(&answer.question()));
    if let Some(extra) = extra {
        let name = &pathway.questions[extra.question().index()].name;
        return wrong(format!("`{name}` is not shown"));
    }
    let Some(decision) = pathway.decide(&walk) else {
        return wrong("there is no advice".into());
    };
    let advice = Advice {
        outcome: decision.outcome,
        urgency: decision.urgency,
    };
    let deciding = (compiled.findings.iter())
        .find(|finding| compiled.diagrams.find(finding.decides, row) != 0);
    let because = decision.findings[0].because;
    match deciding {
        Some(finding) if finding.because == because && finding.advice == advice => Ok(Example {
            sheet,
            advice,
            because,
        }),
        Some(finding) => wrong(format!(
            "it decides by `{}`, the diagrams by `{}`",
            finding_name(pathway, because),
            finding_name(pathway, finding.because)
        )),
        None => wrong("the diagrams decide nothing".into()),
    }
}
