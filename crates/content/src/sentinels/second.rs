//! Reads `second.toml`: a table an entry, with what somebody stated of it who had not seen the first
//! statement.

use std::path::Path;

use ::sentinels::{Dangerous, Everyday, Facts, Person, Second};

use super::entries::{read_everyday_person, read_stated};
use crate::problem::nearest;
use crate::reader::{Findings, Table, parse, read};

const FILE: &str = "sentinels/second.toml";

/// Reads the second statements; none where the file is absent.
pub fn read_second(
    root: &Path,
    facts: &Facts,
    (dangerous, everyday): (&[Dangerous], &[Everyday]),
    findings: &mut Findings,
) -> Vec<Second> {
    if !root.join(FILE).exists() {
        return Vec::new();
    }
    let file = read(root, FILE, findings);
    let parsed = parse(&file, findings);
    let mut stated = Vec::new();
    for (id, mut table) in Table::root(&file, &parsed).named_tables(findings) {
        let person = if let Some(entry) = dangerous.iter().find(|entry| entry.id == id.text) {
            let mut person = Person {
                stated: Vec::new(),
                ..entry.person.clone()
            };
            read_stated(&mut table, facts, &mut person, findings);
            Some(person)
        } else if let Some(entry) = everyday.iter().find(|entry| entry.id == id.text) {
            read_everyday_person(&mut table, entry.person.routes.clone(), facts, findings)
        } else {
            let ids = dangerous.iter().map(|entry| &*entry.id);
            let ids = ids.chain(everyday.iter().map(|entry| &*entry.id));
            let message = format!("there is no entry `{}`", id.text);
            findings.at(id.place, message, nearest(id.text, ids));
            continue;
        };
        table.finish(findings);
        stated.extend(person.map(|person| Second {
            id: id.text.into(),
            person,
        }));
    }
    stated
}
