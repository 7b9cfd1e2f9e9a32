//! `cargo xtask prove --against <revision>`: what the content's changes since a revision do to people.
//!
//! Lowering an urgency needs an entry in `content/accepted_changes.toml` that names the version that
//! brings it, both pieces of advice and the exact count, and says why:
//!
//! ```toml
//! [[accepted]]
//! version = "0.2.0"
//! from = "urgent_same_day, today"
//! to = "doctor_days, days 3"
//! people = "1,234"
//! reason = "…"
//! ```

use std::fs;
use std::path::Path;
use std::process::Command;

use content::Content;
use pathway::Pathway;
use proof::NODE_LIMIT;
use proof::diagram::Count;
use proof::impact::{Advised, Cell, Impact, impact};
use serde::Deserialize;
use serde_json::{Value, json};

use super::table::{answers, grouped, wrapped};
use super::{how_soon, workshop};
use tooling::paths;
use tooling::process;
use tooling::{Context, Failure};

/// Where lowered urgencies are accepted.
const ACCEPTED: &str = "content/accepted_changes.toml";

/// What changed since a revision.
pub struct Changes<'a> {
    revision: String,
    old: Pathway,
    new: &'a Pathway,
    impact: Impact,
    accepted: Vec<Accepted>,
}

/// The file of lowered urgencies.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AcceptedFile {
    #[serde(default)]
    accepted: Vec<Accepted>,
}

/// A lowered urgency that somebody stands for.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Accepted {
    version: String,
    from: String,
    to: String,
    people: String,
    reason: String,
}

/// Compiles the content of the revision and compares.
pub fn compare<'a>(revision: &str, content: &'a Content) -> Result<Changes<'a>, Failure> {
    let old = content_of(revision)?.pathway;
    let new = &content.pathway;
    let impact = impact(&old, new, NODE_LIMIT)
        .map_err(|error| Failure::new(format!("cannot compare: {error}"), ""))?;
    Ok(Changes {
        revision: revision.to_owned(),
        old,
        new,
        impact,
        accepted: read_accepted(&paths::root().join(ACCEPTED))?,
    })
}

/// The content of a revision, compiled by today's compiler.
pub fn content_of(revision: &str) -> Result<Content, Failure> {
    let folder = check_out(revision)?;
    content::load(&folder.join("content")).map_err(|problems| {
        Failure::new(
            format!("the content of `{revision}` does not compile with today's compiler"),
            problems.to_string(),
        )
    })
}

/// Writes the content of a revision into a folder of its own.
fn check_out(revision: &str) -> Result<std::path::PathBuf, Failure> {
    let folder = workshop();
    paths::emptied(&folder)?;
    let archive = folder.join("content.tar");
    let mut git = Command::new("git");
    git.args(["archive", "--format=tar", "--output"])
        .arg(&archive);
    // A revision is never an option.
    git.args(["--end-of-options", revision, "content"]);
    process::output(&mut git)?;
    let mut tar = Command::new("tar");
    tar.arg("-xf").arg(&archive).arg("-C").arg(&folder);
    process::output(&mut tar)?;
    Ok(folder)
}

impl Changes<'_> {
    fn lowered(&self) -> impl Iterator<Item = &Cell> {
        self.impact.cells.iter().filter(|cell| cell.lowered())
    }

    /// The reason why a lowered urgency is right, where somebody gave one.
    fn reason(&self, cell: &Cell) -> Option<&str> {
        let accepted = self.accepted.iter().find(|accepted| {
            accepted.version == *self.new.version
                && accepted.from == said(&cell.old)
                && accepted.to == said(&cell.new)
                && accepted.people.replace(',', "") == cell.people.to_string()
        });
        accepted.map(|accepted| accepted.reason.as_str())
    }

    /// Prints the matrix: only what changed, with the smallest example of each.
    pub fn print(&self) {
        println!("\nWhat changed for people since `{}`", self.revision);
        for (what, names) in [
            ("no longer there", &self.impact.removed),
            ("new", &self.impact.added),
        ] {
            if !names.is_empty() {
                wrapped(&format!("{what}: {}", names.join(", ")), "  ");
            }
        }
        let same = self.impact.cells.iter().filter(|cell| !cell.changed());
        let same = same.fold(Count::ZERO, |sum, cell| sum + cell.people);
        println!("  {:>26}  same advice", grouped(same));
        for cell in self.impact.cells.iter().filter(|cell| cell.changed()) {
            let mark = match (cell.lowered(), self.reason(cell)) {
                (true, None) => "  LOWERED, not accepted",
                (true, Some(_)) => "  lowered, accepted",
                (false, _) => "",
            };
            println!(
                "  {:>26}  {} -> {}{mark}",
                grouped(cell.people),
                said(&cell.old),
                said(&cell.new)
            );
            if let Some(reason) = self.reason(cell) {
                wrapped(reason, "      ");
            }
            if let Some((was, now)) = &cell.example {
                let (was, now) = (answers(&self.old, was), answers(self.new, now));
                if was == now {
                    wrapped(&now, "      ");
                } else {
                    wrapped(&format!("before: {was}"), "      ");
                    wrapped(&format!("now:    {now}"), "      ");
                }
            }
        }
    }

    /// The same for machines.
    pub fn to_json(&self) -> Value {
        let advised = |advised: &Advised| {
            json!({
                "outcome": &*advised.outcome,
                "urgency": advised.urgency.id(),
                "within_days": advised.urgency.days(),
            })
        };
        let cells = self.impact.cells.iter().map(|cell| {
            let example = cell.example.as_ref().map(|(was, now)| {
                json!({ "old": answers(&self.old, was), "new": answers(self.new, now) })
            });
            json!({
                "old": advised(&cell.old),
                "new": advised(&cell.new),
                "people": cell.people.to_string(),
                "changed": cell.changed(),
                "lowered": cell.lowered(),
                "accepted": self.reason(cell),
                "example": example,
            })
        });
        json!({
            "against": self.revision,
            "removed": self.impact.removed,
            "added": self.impact.added,
            "cells": cells.collect::<Vec<_>>(),
        })
    }

    /// Whether every lowered urgency is accepted.
    pub fn accepted(&self) -> Result<(), Failure> {
        let open: Vec<_> = self
            .lowered()
            .filter(|cell| self.reason(cell).is_none())
            .collect();
        if open.is_empty() {
            return Ok(());
        }
        let entries = open.iter().map(|cell| {
            format!(
                "[[accepted]]\nversion = \"{}\"\nfrom = \"{}\"\nto = \"{}\"\npeople = \"{}\"\n\
                 reason = \"\"\n",
                self.new.version,
                said(&cell.old),
                said(&cell.new),
                grouped(cell.people)
            )
        });
        let entries: Vec<_> = entries.collect();
        Err(Failure::new(
            format!("{} lowered urgencies are not accepted", open.len()),
            format!(
                "change them back, or say in {ACCEPTED} why each is right:\n{}",
                entries.join("\n")
            ),
        ))
    }
}

/// `physio, days 7`.
fn said(advised: &Advised) -> String {
    format!("{}, {}", advised.outcome, how_soon(advised.urgency))
}

fn read_accepted(file: &Path) -> Result<Vec<Accepted>, Failure> {
    if !file.exists() {
        return Ok(Vec::new());
    }
    let text = fs::read_to_string(file).context("read", file)?;
    parse_accepted(&text).map_err(|wrong| {
        Failure::new(
            format!("{ACCEPTED} cannot be read: {wrong}"),
            "an entry has `version`, `from`, `to`, `people` and `reason`, each a text",
        )
    })
}

fn parse_accepted(text: &str) -> Result<Vec<Accepted>, String> {
    let file: AcceptedFile = toml::from_str(text).map_err(|error| error.to_string())?;
    for entry in &file.accepted {
        for (key, text) in [
            ("version", &entry.version),
            ("from", &entry.from),
            ("to", &entry.to),
            ("people", &entry.people),
            ("reason", &entry.reason),
        ] {
            if text.trim().is_empty() {
                return Err(format!("an entry has no `{key}`"));
            }
        }
    }
    Ok(file.accepted)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All that an entry has, but for its reason.
    const ENTRY: &str = "[[accepted]]\nversion = \"1\"\nfrom = \"a\"\nto = \"b\"\npeople = \"1\"\n";

    #[test]
    fn an_entry_without_a_reason_is_refused() {
        let entry = ENTRY;
        let missing = parse_accepted(entry).unwrap_err();
        assert!(missing.contains("missing field `reason`"), "{missing}");
        let empty = format!("{entry}reason = \" \"\n");
        assert_eq!(
            parse_accepted(&empty),
            Err("an entry has no `reason`".into())
        );
        let good = format!("{entry}reason = \"agreed\"\n");
        assert_eq!(parse_accepted(&good).map(|entries| entries.len()), Ok(1));
    }

    #[test]
    fn a_key_that_means_nothing_is_refused() {
        for wrong in ["acepted = []", &format!("{ENTRY}reson = \"\"\n")] {
            let refused = parse_accepted(wrong).unwrap_err();
            assert!(refused.contains("unknown field"), "{refused}");
        }
        assert_eq!(parse_accepted(""), Ok(Vec::new()));
    }
}
