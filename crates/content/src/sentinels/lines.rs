//! Reads `lines.toml`: a table a question, an entry an option, a text an alternative.
//!
//! An alternative is atoms joined by ` & `: `fact`, `!fact`, `@18-49` for an age, `@route name`.

use std::collections::HashSet;
use std::ops::RangeInclusive;
use std::path::Path;

use ::sentinels::{Alternative, Atom, Facts, Line, Lines};
use pathway::{OptionId, Pathway, QuestionId};

use super::{fact, route};
use crate::pathway::{CANNOT_SAY, NONE, UNSURE};
use crate::problem::nearest;
use crate::reader::{Findings, Place, Table, Text, parse, read};

const FILE: &str = "sentinels/lines.toml";

/// Reads the lines of every question.
pub fn read_lines(root: &Path, pathway: &Pathway, facts: &Facts, findings: &mut Findings) -> Lines {
    let file = read(root, FILE, findings);
    let parsed = parse(&file, findings);
    let mut root = Table::root(&file, &parsed);
    let mut lines = Lines {
        lines: vec![Line::default(); pathway.options.len()],
        first_true: Vec::new(),
    };
    for name in root.texts("first_true", findings) {
        if let Some(id) = question(pathway, name, findings) {
            let question = &pathway.questions[id.index()];
            let first = question.first.index();
            lines
                .first_true
                .push(first..first + usize::from(question.len));
        }
    }
    let mut known = HashSet::new();
    for (name, table) in root.named_tables(findings) {
        if let Some(question) = question(pathway, name, findings) {
            known.insert(question);
            read_question(pathway, (question, table), facts, &mut lines, findings);
        }
    }
    for id in pathway.ids() {
        if !known.contains(&id) && options(pathway, id).next().is_some() {
            let name = &pathway.questions[id.index()].name;
            let message = format!("the question `{name}` has no table here");
            findings.at(root.place, message, None);
        }
    }
    lines
}

/// The options of a question that have a line: those that say something of the person.
fn options(pathway: &Pathway, id: QuestionId) -> impl Iterator<Item = OptionId> {
    let question = &pathway.questions[id.index()];
    let options = question.options().filter(move |option| {
        let name = &*pathway.options[option.index()];
        question.which_of.is_none() && ![NONE, UNSURE, CANNOT_SAY].contains(&name)
    });
    options.into_iter()
}

fn question(pathway: &Pathway, name: Text<'_>, findings: &mut Findings) -> Option<QuestionId> {
    let has_lines = |id: &QuestionId| options(pathway, *id).next().is_some();
    let found = pathway.question_named(name.text).filter(has_lines);
    if found.is_none() {
        let names = pathway.ids().filter(has_lines);
        let names = names.map(|id| &*pathway.questions[id.index()].name);
        let message = format!("there is no question `{}` that has lines", name.text);
        findings.at(name.place, message, nearest(name.text, names));
    }
    found
}

fn read_question(
    pathway: &Pathway,
    (id, table): (QuestionId, Table<'_>),
    facts: &Facts,
    lines: &mut Lines,
    findings: &mut Findings,
) {
    let question = &pathway.questions[id.index()].name;
    let name = |option: &OptionId| &*pathway.options[option.index()];
    let mut missing: Vec<_> = options(pathway, id).collect();
    for (written, alternatives) in table.named_texts(findings) {
        let found = options(pathway, id).find(|option| name(option) == written.text);
        let Some(option) = found else {
            let names: Vec<_> = options(pathway, id).collect();
            let near = nearest(written.text, names.iter().map(name));
            let message = format!("`{question}` has no option `{}` with a line", written.text);
            findings.at(written.place, message, near);
            continue;
        };
        missing.retain(|&other| other != option);
        let alternatives = alternatives.into_iter();
        let alternatives = alternatives.filter_map(|text| alternative(text, facts, findings));
        lines.lines[option.index()] = Line(alternatives.collect());
    }
    for option in missing {
        let message = format!("the option `{}` of `{question}` has no line", name(&option));
        findings.at(table.place, message, None);
    }
}

fn alternative(text: Text<'_>, facts: &Facts, findings: &mut Findings) -> Option<Alternative> {
    let atoms = text.text.split('&').map(|written| {
        let written = Text {
            text: written.trim(),
            place: text.place,
        };
        atom(written, facts, findings)
    });
    atoms.collect::<Vec<_>>().into_iter().collect()
}

fn atom(written: Text<'_>, facts: &Facts, findings: &mut Findings) -> Option<Atom> {
    let Text { text, place } = written;
    if let Some(name) = text.strip_prefix("@route ") {
        let name = Text {
            text: name.trim(),
            place,
        };
        return route(name, findings).map(Atom::Route);
    }
    if let Some(ages) = text.strip_prefix('@') {
        return read_ages(ages, place, findings).map(Atom::Ages);
    }
    match text.strip_prefix('!') {
        Some(name) => {
            let name = Text {
                text: name.trim(),
                place,
            };
            fact(facts, name, findings).map(Atom::Not)
        }
        None => fact(facts, written, findings).map(Atom::Fact),
    }
}

fn read_ages(text: &str, place: Place<'_>, findings: &mut Findings) -> Option<RangeInclusive<u8>> {
    let ages = text.split_once('-').and_then(|(from, to)| {
        let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        (from <= to).then_some(from..=to)
    });
    if ages.is_none() {
        let message = format!("`@{text}` is not an age such as `@18-49`, nor `@route name`");
        findings.at(place, message, None);
    }
    ages
}
