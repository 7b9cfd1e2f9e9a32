//! Reads what only the printed review needs: the coverage of the clinical brief, the hazard log and
//! the evidence.
//!
//! Knows which rows the brief has and where a row can be found again. Never decides anything, and
//! the widget never sees a word of it. A row that is neither covered nor excused, a name that does
//! not exist and a source that nobody explains are mistakes.

mod spots;

use std::path::Path;

pub use ::words::{
    Catalogue, Key, Part, Piece, Place, Region, Slot, UNKNOWN_REGION, pieces, slot_char,
};

pub use self::spots::Spot;
use self::spots::{row_id, spot, spots_by_source, spots_of};
use crate::Content;
use crate::problem::{Problem, Problems, nearest};
use crate::reader::{Findings, Table, Text, parse, read};

const COVERAGE: &str = "coverage.toml";
const HAZARDS: &str = "hazards.toml";
const EVIDENCE: &str = "evidence.toml";

/// A row of the clinical brief, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id: `S1.20`, `RF15`.
    pub id: String,
    /// What it says, in our own words.
    pub about: String,
    /// What carries it: what names it as a source, then what the coverage file adds.
    pub spots: Vec<Spot>,
    /// How, where the spots alone do not say it.
    pub how: String,
    /// The tests that hold it, by name.
    pub tests: Vec<String>,
    /// Why nothing carries it; empty: something does.
    pub excused: String,
    /// The evidence behind it, by id.
    pub evidence: Vec<String>,
}

/// A line of the hazard log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hazard {
    /// Its id.
    pub id: String,
    /// What can go wrong.
    pub hazard: String,
    /// How it could come about.
    pub cause: String,
    /// What it would do to a person.
    pub harm: String,
    /// What stands against it.
    pub control: Vec<String>,
    /// The tests that show that the control works, by name.
    pub tests: Vec<String>,
    /// What is not controlled yet; may be empty.
    pub open: String,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its id.
    pub id: String,
    /// Who, when, where.
    pub cite: String,
    /// A web address, from the DOI where there is one.
    pub address: String,
    /// C confirmed, P seen in part, M from memory.
    pub mark: String,
    /// When a person checked it, `YYYY-MM-DD`; empty: nobody has.
    pub reviewed: String,
}

/// What the printed review adds to the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The rows of the brief, in the order of the file.
    pub rows: Vec<Row>,
    /// The hazard log.
    pub hazards: Vec<Hazard>,
    /// The evidence.
    pub evidence: Vec<Evidence>,
}

impl Review {
    /// The row that a source names; a letter after the number names a part of the row.
    pub fn row(&self, source: &str) -> Option<&Row> {
        let id = row_id(source);
        self.rows
            .iter()
            .find(|row| row.id == source || row.id == id)
    }
}

/// Every row that the clinical brief asks for.
pub fn rows_of_the_brief() -> Vec<String> {
    let articles = [("S0.", 20), ("S1.", 34), ("S2.", 30), ("A", 13)];
    let mut rows: Vec<String> = Vec::new();
    for (letter, last) in articles {
        rows.extend((1..=last).map(|number| format!("{letter}{number}")));
    }
    for (letter, last) in [("RF", 49), ("P", 20)] {
        rows.extend((1..=last).map(|number| format!("{letter}{number:02}")));
    }
    rows
}

/// Reads the coverage, the hazard log and the evidence, checked against the content.
///
/// # Errors
/// Every mistake in them.
pub fn load_review(root: &Path, content: &Content) -> Result<Review, Problems> {
    let mut findings = Findings::default();
    let evidence = read_evidence(root, &mut findings);
    let rows = read_rows(root, content, &evidence, &mut findings);
    let hazards = read_hazards(root, &mut findings);
    let mut problems: Vec<Problem> = findings.0;
    problems.sort();
    if problems.is_empty() {
        Ok(Review {
            rows,
            hazards,
            evidence,
        })
    } else {
        Err(Problems(problems))
    }
}

fn owned(text: Option<Text<'_>>) -> String {
    text.map_or("", |text| text.text).into()
}

fn read_evidence(root: &Path, findings: &mut Findings) -> Vec<Evidence> {
    let file = read(root, EVIDENCE, findings);
    let parsed = parse(&file, findings);
    let mut table = Table::root(&file, &parsed);
    let mut evidence: Vec<Evidence> = Vec::new();
    for mut source in table.tables("source", findings) {
        let place = source.place;
        let id = owned(source.text("id", findings));
        let cite = owned(source.text("cite", findings));
        let doi = source.text_if("doi", findings);
        let address = source.text_if("address", findings);
        let mark = source.text("mark", findings);
        let reviewed = owned(source.text("reviewed", findings));
        source.finish(findings);
        if let Some(mark) = mark.filter(|mark| !["C", "P", "M"].contains(&mark.text)) {
            let message = format!("there is no mark `{}`", mark.text);
            let help = "C confirmed, P seen in part, M from memory";
            findings.at(mark.place, message, Some(help.into()));
        }
        if evidence.iter().any(|other| other.id == id) {
            findings.at(place, format!("source `{id}` is there twice"), None);
        }
        let doi = doi.map(|doi| format!("https://doi.org/{}", doi.text));
        let address = doi.unwrap_or_else(|| owned(address));
        if address.is_empty() {
            findings.at(place, format!("`{id}` has no `doi` and no `address`"), None);
        }
        evidence.push(Evidence {
            id,
            cite,
            address,
            mark: owned(mark),
            reviewed,
        });
    }
    table.finish(findings);
    evidence
}

fn read_hazards(root: &Path, findings: &mut Findings) -> Vec<Hazard> {
    let file = read(root, HAZARDS, findings);
    let parsed = parse(&file, findings);
    let mut table = Table::root(&file, &parsed);
    let mut hazards: Vec<Hazard> = Vec::new();
    for mut row in table.tables("hazard", findings) {
        let place = row.place;
        let lines = |texts: Vec<Text<'_>>| texts.iter().map(|text| text.text.into()).collect();
        let hazard = Hazard {
            id: owned(row.text("id", findings)),
            hazard: owned(row.text("hazard", findings)),
            cause: owned(row.text("cause", findings)),
            harm: owned(row.text("harm", findings)),
            control: lines(row.texts("control", findings)),
            tests: lines(row.texts("tests", findings)),
            open: owned(row.text_if("open", findings)),
        };
        row.finish(findings);
        if hazard.control.is_empty() {
            findings.at(place, format!("`{}` has no control", hazard.id), None);
        }
        if hazard.tests.is_empty() && hazard.open.is_empty() {
            let message = format!("`{}` has no test, and does not say what is open", hazard.id);
            findings.at(place, message, None);
        }
        if hazards.iter().any(|other| other.id == hazard.id) {
            findings.at(place, format!("`{}` is there twice", hazard.id), None);
        }
        hazards.push(hazard);
    }
    table.finish(findings);
    hazards
}

fn read_rows(
    root: &Path,
    content: &Content,
    evidence: &[Evidence],
    findings: &mut Findings,
) -> Vec<Row> {
    let sources = spots_by_source(content);
    let file = read(root, COVERAGE, findings);
    let parsed = parse(&file, findings);
    let mut table = Table::root(&file, &parsed);
    let wanted = rows_of_the_brief();
    let mut rows: Vec<Row> = Vec::new();
    for (list, of_the_brief) in [("row", true), ("also", false)] {
        for mut row in table.tables(list, findings) {
            let place = row.place;
            let Some(id) = row.text("id", findings) else {
                continue;
            };
            let about = owned(row.text("about", findings));
            let how = owned(row.text_if("how", findings));
            let excused = owned(row.text_if("excused", findings));
            let tests = row.texts("tests", findings);
            let tests: Vec<String> = tests.iter().map(|text| text.text.into()).collect();
            let mut spots = spots_of(&sources, id.text);
            for written in row.texts("by", findings) {
                match spot(content, written.text) {
                    Ok(spot) if spots.contains(&spot) => {
                        let message = format!("`{}` names this row already", written.text);
                        findings.at(written.place, message, None);
                    }
                    Ok(spot) => spots.push(spot),
                    Err((message, help)) => findings.at(written.place, message, help),
                }
            }
            let known = evidence.iter().map(|source| source.id.as_str());
            let mut behind = Vec::new();
            for written in row.texts("evidence", findings) {
                if !known.clone().any(|id| id == written.text) {
                    let message = format!("there is no evidence `{}`", written.text);
                    findings.at(written.place, message, nearest(written.text, known.clone()));
                }
                behind.push(written.text.to_string());
            }
            row.finish(findings);
            if of_the_brief && !wanted.iter().any(|row| row == id.text) {
                let message = format!("the brief has no row `{}`", id.text);
                let help = nearest(id.text, wanted.iter().map(String::as_str));
                findings.at(id.place, message, help);
            }
            if rows.iter().any(|row| row.id == id.text) {
                findings.at(id.place, format!("row `{}` is there twice", id.text), None);
            }
            let covered = !spots.is_empty() || !tests.is_empty();
            if covered && !excused.is_empty() {
                let message = format!("`{}` is excused, and something carries it", id.text);
                findings.at(place, message, Some("write `how` instead".into()));
            }
            if of_the_brief && !covered && excused.is_empty() {
                let message = format!("nothing carries `{}`", id.text);
                let help = "name what does in `by`, or say in `excused` why nothing has to";
                findings.at(place, message, Some(help.into()));
            }
            rows.push(Row {
                id: id.text.into(),
                about,
                spots,
                how,
                tests,
                excused,
                evidence: behind,
            });
        }
    }
    table.finish(findings);
    for id in wanted {
        if !rows.iter().any(|row| row.id == id) {
            findings.whole(COVERAGE, format!("the row `{id}` is missing"), None);
        }
    }
    for (source, _) in &sources {
        let known = rows.iter().map(|row| row.id.as_str());
        if !known.clone().any(|id| id == source || id == row_id(source)) {
            let message = format!("the pathway names the source `{source}`, which has no row");
            findings.whole(COVERAGE, message, nearest(source, known));
        }
    }
    rows
}
