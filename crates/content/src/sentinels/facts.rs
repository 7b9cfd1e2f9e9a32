//! Reads `facts.toml`: a table a section, with its facts and what holds where nothing is stated.

use std::path::Path;

use ::sentinels::{CHILD, Facts, PlainFact, Section, Sex};

use super::{fact, route};
use crate::problem::nearest;
use crate::reader::{Findings, Table, Text, parse, read};

const FILE: &str = "sentinels/facts.toml";

/// Reads every section.
pub fn read_facts(root: &Path, findings: &mut Findings) -> Facts {
    let file = read(root, FILE, findings);
    let parsed = parse(&file, findings);
    let root = Table::root(&file, &parsed);
    let mut facts = Facts::default();
    let mut rests = Vec::new();
    let mut parts = Vec::new();
    for (name, mut table) in root.named_tables(findings) {
        let section = read_section(name, &mut table, &mut facts, &mut parts, findings);
        facts.sections.push(section);
        rests.push(table);
    }
    // What speaks of facts by name comes when all of them are known.
    for (at, mut table) in rests.into_iter().enumerate() {
        let places = read_places(&mut table, &facts, findings);
        let by_route = read_by_route(&mut table, &facts, findings);
        let otherwise = table.texts("otherwise", findings).into_iter();
        let otherwise = otherwise.filter_map(|text| fact(&facts, text, findings));
        let otherwise = otherwise.collect();
        table.finish(findings);
        let section = &mut facts.sections[at];
        (section.places, section.by_route, section.otherwise) = (places, by_route, otherwise);
    }
    check_parts(&facts, &parts, findings);
    facts
}

/// A part of the body that a section is about must be somebody's.
fn check_parts(facts: &Facts, parts: &[Text<'_>], findings: &mut Findings) {
    let places = facts.sections.iter().flat_map(|section| &section.places);
    let mut owned: Vec<_> = places
        .flat_map(|(_, parts)| parts)
        .map(|part| &**part)
        .collect();
    owned.push(CHILD);
    for part in parts.iter().filter(|part| !owned.contains(&part.text)) {
        let message = format!("no place is the part `{}`", part.text);
        let near = nearest(part.text, owned.iter().copied());
        findings.at(part.place, message, near);
    }
}

fn read_section<'a>(
    name: Text<'a>,
    table: &mut Table<'a>,
    facts: &mut Facts,
    all_parts: &mut Vec<Text<'a>>,
    findings: &mut Findings,
) -> Section {
    let first = facts.names.len();
    match table.table_if("facts", findings) {
        Some(inner) => {
            for (id, sentences) in inner.named_texts(findings) {
                if facts.named(id.text).is_some() {
                    let message = format!("the fact `{}` is there twice", id.text);
                    findings.at(id.place, message, None);
                }
                facts.names.push(id.text.into());
                let sentence = sentences.iter().map(|text| text.text);
                facts.sentences.push(sentence.collect::<Vec<_>>().join(" "));
            }
        }
        None => {
            let message = format!("`{}` has no `facts`", name.text);
            findings.at(name.place, message, None);
        }
    }
    let parts = table.texts("parts", findings);
    all_parts.extend(&parts);
    Section {
        name: name.text.into(),
        facts: first..facts.names.len(),
        one_of: table.flag("one_of", findings),
        parts: parts.iter().map(|part| part.text.into()).collect(),
        sex: (table.text_if("sex", findings)).and_then(|text| read_sex(text, findings)),
        age_max: table.number_within("age_max", 0..=130, findings),
        ..Section::default()
    }
}

/// A sex, if there is one with that name.
pub fn read_sex(text: Text<'_>, findings: &mut Findings) -> Option<Sex> {
    let found = Sex::ALL.iter().find(|(id, _)| *id == text.text);
    if found.is_none() {
        let names = Sex::ALL.iter().map(|(id, _)| *id);
        let message = format!("there is no sex `{}`", text.text);
        findings.at(text.place, message, nearest(text.text, names));
    }
    found.map(|(_, sex)| *sex)
}

fn read_places(
    table: &mut Table<'_>,
    facts: &Facts,
    findings: &mut Findings,
) -> Vec<(PlainFact, Vec<String>)> {
    let Some(inner) = table.table_if("places", findings) else {
        return Vec::new();
    };
    let places = inner.named_texts(findings).into_iter();
    let places = places.filter_map(|(name, parts)| {
        let parts = parts.iter().map(|part| part.text.into()).collect();
        Some((fact(facts, name, findings)?, parts))
    });
    places.collect()
}

fn read_by_route(
    table: &mut Table<'_>,
    facts: &Facts,
    findings: &mut Findings,
) -> Vec<(String, Vec<PlainFact>)> {
    let Some(inner) = table.table_if("by_route", findings) else {
        return Vec::new();
    };
    let routes = inner.named_texts(findings).into_iter();
    let routes = routes.filter_map(|(name, possible)| {
        let possible = possible.into_iter();
        let possible = possible.filter_map(|text| fact(facts, text, findings));
        let possible = possible.collect();
        Some((route(name, findings)?, possible))
    });
    routes.collect()
}
