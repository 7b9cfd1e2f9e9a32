//! Reads `content/sentinels`: plain facts, what makes each line of the pathway true, and the two
//! catalogues of people.
//!
//! The folder may be absent: then there are none.

mod entries;
mod facts;
mod lines;
mod second;

use std::path::Path;

use ::sentinels::{Facts, Gate, PlainFact, ROUTES, Sentinels};
use pathway::Pathway;

use crate::problem::{Problems, nearest};
use crate::reader::{Findings, Table, Text, parse, read};

/// The folder.
const FOLDER: &str = "sentinels";
/// The entries that are known to fail.
const FAILING: &str = "sentinels/failing.toml";
/// How many slips may do harm.
const SLIPS: &str = "sentinels/slips.toml";

/// Compiles the folder; `None` when it is absent.
pub fn compile(root: &Path, pathway: &Pathway, findings: &mut Findings) -> Option<Sentinels> {
    if !root.join(FOLDER).is_dir() {
        return None;
    }
    let facts = facts::read_facts(root, findings);
    let lines = lines::read_lines(root, pathway, &facts, findings);
    let dangerous = entries::read_dangerous(root, pathway, &facts, findings);
    let everyday = entries::read_everyday(root, pathway, &facts, findings);
    let ids = dangerous.iter().map(|entry| &entry.id);
    let ids: Vec<_> = ids.chain(everyday.iter().map(|entry| &entry.id)).collect();
    let failing = read_failing(root, &ids, findings);
    let second = second::read_second(root, &facts, (&dangerous, &everyday), findings);
    Some(Sentinels {
        facts,
        lines,
        dangerous,
        everyday,
        gate: read_gate(root, findings),
        failing,
        second,
    })
}

/// Reads the catalogues of a content folder for a pathway that is compiled already; `None` when it has
/// none.
///
/// # Errors
/// Every mistake in them.
pub fn read_sentinels(root: &Path, pathway: &Pathway) -> Result<Option<Sentinels>, Problems> {
    let mut findings = Findings::default();
    let sentinels = compile(root, pathway, &mut findings);
    let mut problems = findings.0;
    problems.sort();
    if problems.is_empty() {
        Ok(sentinels)
    } else {
        Err(Problems(problems))
    }
}

fn read_failing(root: &Path, ids: &[&String], findings: &mut Findings) -> Vec<String> {
    if !root.join(FAILING).exists() {
        return Vec::new();
    }
    let file = read(root, FAILING, findings);
    let parsed = parse(&file, findings);
    let mut table = Table::root(&file, &parsed);
    let failing = table.texts("failing", findings);
    for id in &failing {
        if !ids.iter().any(|known| *known == id.text) {
            let near = nearest(id.text, ids.iter().map(|known| known.as_str()));
            findings.at(id.place, format!("there is no entry `{}`", id.text), near);
        }
    }
    table.finish(findings);
    failing.iter().map(|id| id.text.into()).collect()
}

fn read_gate(root: &Path, findings: &mut Findings) -> Option<Gate> {
    if !root.join(SLIPS).exists() {
        return None;
    }
    let file = read(root, SLIPS, findings);
    let parsed = parse(&file, findings);
    let mut table = Table::root(&file, &parsed);
    let [dangerous, everyday] =
        ["dangerous", "everyday"].map(|key| table.number(key, 0..=9999, findings));
    table.finish(findings);
    Some(Gate {
        dangerous: dangerous?,
        everyday: everyday?,
    })
}

/// The fact that a text names.
fn fact(facts: &Facts, text: Text<'_>, findings: &mut Findings) -> Option<PlainFact> {
    let found = facts.named(text.text);
    if found.is_none() {
        let names = facts.names.iter().map(String::as_str);
        let message = format!("there is no fact `{}`", text.text);
        findings.at(text.place, message, nearest(text.text, names));
    }
    found
}

/// A route, if there is one with that name.
fn route(text: Text<'_>, findings: &mut Findings) -> Option<String> {
    if ROUTES.contains(&text.text) {
        return Some(text.text.into());
    }
    let message = format!("there is no route `{}`", text.text);
    findings.at(text.place, message, nearest(text.text, ROUTES));
    None
}
