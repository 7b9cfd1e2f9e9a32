//! `cargo xtask prove`: every guarantee, its verdict, how many answer sheets it is about, how long it
//! took, and the smallest answer sheet that breaks it. Succeeds only when all are proved.
//!
//! Then the two catalogues; `--catalogues` leaves the guarantees out, `--entry <id>` shows one entry,
//! `--second` how far two readers agree on its facts, `--pairs` adds the entries that want what cannot
//! both be. `--against <revision>` adds what the content's changes since then do to people; see the module `against`.

mod against;
mod catalogues;
mod table;

use std::time::{Duration, Instant};

use content::{Content, PROVED, Proved, fingerprint};
use pathway::Pathway;
use proof::NODE_LIMIT;
use proof::compiled::{Advice, Compiled, finding_name};
use proof::diagram::{Count, NodeLimit};
use proof::groups::Groups;
use proof::guarantee::{Counterexample, Example, Guarantee, Result as Checked, Verdict};
use proof::guarantees;
use serde_json::{Value, json};

use crate::ask::load;
use tooling::Failure;
use tooling::paths;

pub use against::content_of;
pub use catalogues::{Catalogues, verdict_word, word_of_slip};
pub use table::{answers, grouped, wrapped};

/// One guarantee, checked.
pub struct Row {
    guarantee: &'static Guarantee,
    checked: Checked,
    took: Duration,
}

/// All of them, and what it took.
pub struct Proof<'a> {
    pathway: &'a Pathway,
    rows: Vec<Row>,
    sheets: Count,
    nodes: usize,
    steps: u64,
    took: Duration,
}

/// What can be typed after `prove`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print JSON, for machines
    #[arg(long)]
    json: bool,
    /// Keep the figures for "About this tool", when everything is proved
    #[arg(long)]
    record: bool,
    /// Add what the content's changes since this revision of git do to people
    #[arg(long, value_name = "REVISION")]
    against: Option<String>,
    /// Prove the two catalogues of people alone
    #[arg(long)]
    catalogues: bool,
    /// Add the entries that want what cannot both be; `--json` always does
    #[arg(long)]
    pairs: bool,
    /// Show one entry of the catalogues, question by question
    #[arg(long, value_name = "ID")]
    entry: Option<String>,
    /// Show how far two readers agree on the facts of the catalogues
    #[arg(long)]
    second: bool,
    /// List the clinical invariants, and what keeps each
    #[arg(long)]
    invariants: bool,
}

/// Proves what was asked for, and prints it.
pub fn run(args: &Args) -> Result<(), Failure> {
    if args.invariants {
        table::invariants();
        return Ok(());
    }
    let content = load(&paths::root().join("content"))?;
    if let Some(id) = &args.entry {
        return catalogues::one(&content, id);
    }
    if args.second {
        return catalogues::second(&content);
    }
    if args.catalogues {
        return prove_catalogues(&content, args);
    }
    prove_everything(&content, args)
}

/// Proves the two catalogues alone.
fn prove_catalogues(content: &Content, args: &Args) -> Result<(), Failure> {
    let mut compiled = compile(content)?;
    let catalogues = catalogues::prove(&mut compiled, content)?;
    let mut catalogues = catalogues.ok_or_else(catalogues::none)?;
    if args.pairs || args.json {
        catalogues.find_pairs(&mut compiled)?;
    }
    if args.json {
        println!("{:#}", catalogues.to_json());
    } else {
        catalogues.print();
    }
    catalogues.kept()
}

/// Proves the guarantees and the catalogues; compares with a revision where that was asked for.
fn prove_everything(content: &Content, args: &Args) -> Result<(), Failure> {
    let mut compiled = compile(content)?;
    let proof = check(&mut compiled, content)?;
    let mut catalogues = catalogues::prove(&mut compiled, content)?;
    if let Some(catalogues) = catalogues.as_mut().filter(|_| args.pairs || args.json) {
        catalogues.find_pairs(&mut compiled)?;
    }
    let revision = args.against.as_deref();
    let changes = revision.map(|revision| against::compare(revision, content));
    let changes = changes.transpose()?;
    if args.json {
        let mut all = proof.to_json();
        if let Some(catalogues) = &catalogues {
            all["catalogues"] = catalogues.to_json();
        }
        if let Some(changes) = &changes {
            all["impact"] = changes.to_json();
        }
        println!("{all:#}");
    } else {
        table::guarantees(&proof);
        if let Some(catalogues) = &catalogues {
            catalogues.print();
        }
        if let Some(changes) = &changes {
            changes.print();
        }
    }
    proof.kept()?;
    if let Some(catalogues) = &catalogues {
        catalogues.kept()?;
    }
    if args.record {
        let file = paths::root().join("content").join(PROVED);
        paths::write(&file, proof.found().to_toml().as_bytes())?;
    }
    changes.map_or(Ok(()), |changes| changes.accepted())
}

/// Checks every guarantee over the content.
pub fn prove(content: &Content) -> Result<Proof<'_>, Failure> {
    let began = Instant::now();
    let mut proof = check(&mut compile(content)?, content)?;
    proof.took = began.elapsed();
    Ok(proof)
}

/// Checks every guarantee over the content, and both catalogues where it has them.
pub fn prove_all(content: &Content) -> Result<(Proof<'_>, Option<Catalogues<'_>>), Failure> {
    let mut compiled = compile(content)?;
    let proof = check(&mut compiled, content)?;
    let catalogues = catalogues::prove(&mut compiled, content)?;
    Ok((proof, catalogues))
}

/// The content's pathway as diagrams.
fn compile(content: &Content) -> Result<Compiled<'_>, Failure> {
    Compiled::new(&content.pathway, NODE_LIMIT).map_err(too_large)
}

fn too_large(error: NodeLimit) -> Failure {
    Failure::new(format!("nothing can be proved: {error}"), "")
}

/// Checks every guarantee over the compiled content.
fn check<'a>(compiled: &mut Compiled<'_>, content: &'a Content) -> Result<Proof<'a>, Failure> {
    let began = Instant::now();
    let pathway = &content.pathway;
    let groups = Groups::find(pathway).map_err(|missing| {
        let missing: Vec<_> = missing.iter().map(ToString::to_string).collect();
        Failure::new(
            "the guarantees and the content do not fit together",
            missing.join("\n") + "\nput the name right in crates/proof/src/groups.rs",
        )
    })?;
    let mut rows = Vec::new();
    for guarantee in guarantees::ALL {
        let began = Instant::now();
        let checked = guarantee.check(compiled, &groups);
        let took = began.elapsed();
        rows.push(Row {
            guarantee,
            checked,
            took,
        });
    }
    let valid = compiled.valid();
    Ok(Proof {
        pathway,
        rows,
        sheets: compiled.count(valid).map_err(too_large)?,
        nodes: compiled.diagrams.nodes(),
        steps: compiled.diagrams.steps(),
        took: began.elapsed(),
    })
}

impl Proof<'_> {
    /// What all of it took.
    pub fn took(&self) -> Duration {
        self.took
    }

    /// How many guarantees were checked.
    pub fn guarantees(&self) -> usize {
        self.rows.len()
    }

    /// The guarantee that took longest.
    pub fn slowest(&self) -> (&'static str, Duration) {
        let slowest = self.rows.iter().max_by_key(|row| row.took);
        slowest.map_or(("", Duration::ZERO), |row| (row.guarantee.id, row.took))
    }

    /// Whether every guarantee is proved.
    fn kept(&self) -> Result<(), Failure> {
        let open = self.rows.iter();
        let open = open.filter(|row| row.checked.verdict != Verdict::Proved);
        let open = open.count();
        if open == 0 {
            return Ok(());
        }
        Err(Failure::new(
            format!("{open} of {} guarantees are not proved", self.rows.len()),
            "each names an answer sheet: give it to `cargo xtask ask`, then change the content",
        ))
    }

    /// What "About this tool" says of it, once every guarantee is proved.
    fn found(&self) -> Proved {
        Proved {
            rules: fingerprint(self.pathway),
            guarantees: self.rows.len() as u128,
            sheets: self.sheets.to_string(),
        }
    }

    /// How many nodes the diagrams have.
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// How many answer sheets a person could give.
    pub fn sheets(&self) -> Count {
        self.sheets
    }

    /// Each guarantee with what checking it found.
    pub fn rows(&self) -> impl Iterator<Item = (&'static Guarantee, &Checked)> {
        self.rows.iter().map(|row| (row.guarantee, &row.checked))
    }

    fn to_json(&self) -> Value {
        let rows: Vec<_> = self
            .rows
            .iter()
            .map(|row| row.to_json(self.pathway))
            .collect();
        json!({
            "pathway": { "id": &*self.pathway.name, "version": &*self.pathway.version },
            "proved": self.rows.iter().all(|row| row.checked.verdict == Verdict::Proved),
            "sheets": self.sheets.to_string(),
            "nodes": self.nodes,
            "steps": self.steps,
            "milliseconds": milliseconds(self.took),
            "guarantees": rows,
        })
    }
}

impl Row {
    fn to_json(&self, pathway: &Pathway) -> Value {
        let (broken, unknown) = match &self.checked.verdict {
            Verdict::Proved => (Vec::new(), None),
            Verdict::Failed(broken) => (broken.clone(), None),
            Verdict::Unknown(why) => (Vec::new(), Some(why)),
        };
        let broken = broken.iter().map(|broken| broken_to_json(pathway, broken));
        json!({
            "id": self.guarantee.id,
            "sentence": self.guarantee.sentence,
            "invariants": self.guarantee.invariants,
            "verdict": self.checked.verdict.word(),
            // Text: more sheets than a number in JSON can hold.
            "covers": self.checked.covers.to_string(),
            "milliseconds": milliseconds(self.took),
            "broken": broken.collect::<Vec<_>>(),
            "unknown": unknown,
        })
    }
}

fn broken_to_json(pathway: &Pathway, broken: &Counterexample) -> Value {
    let examples = broken.examples.iter();
    let examples = examples.map(|example| example_to_json(pathway, example));
    json!({
        "about": broken.about,
        "sheets": broken.sheets.map(|sheets| sheets.to_string()),
        "examples": examples.collect::<Vec<_>>(),
    })
}

fn example_to_json(pathway: &Pathway, example: &Example) -> Value {
    json!({
        "answers": answers_to_json(pathway, example).into_iter().collect::<serde_json::Map<_, _>>(),
        "outcome": &*pathway.outcomes[example.advice.outcome.index()].name,
        "urgency": example.advice.urgency.id(),
        "within_days": example.advice.urgency.days(),
        "because": finding_name(pathway, example.because),
    })
}

/// The answers of a sheet, in the form that `cargo xtask ask` reads.
fn answers_to_json(pathway: &Pathway, example: &Example) -> Vec<(String, Value)> {
    let sheet = &example.sheet;
    let answered = sheet.answered().map(|answer| {
        let (question, options) = content::names(pathway, answer.question(), sheet);
        (question, json!(options))
    });
    answered.collect()
}

fn milliseconds(took: Duration) -> f64 {
    (took.as_secs_f64() * 10_000.0).round() / 10.0
}

/// `physio, within 7 days`.
pub fn said(pathway: &Pathway, advice: Advice) -> String {
    let outcome = &pathway.outcomes[advice.outcome.index()].name;
    format!("{outcome}, {}", how_soon(advice.urgency))
}

fn how_soon(urgency: pathway::Urgency) -> String {
    match urgency.days() {
        Some(days) => format!("days {days}"),
        None => urgency.id().to_owned(),
    }
}

/// A folder of the project's own for what a command takes apart.
fn workshop() -> std::path::PathBuf {
    paths::root().join("target/prove")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_this_tool_says_what_the_proof_says() {
        let content = load(&paths::root().join("content")).unwrap();
        let proof = prove(&content).unwrap();
        let all = proof.rows.iter();
        let proved = all.filter(|row| row.checked.verdict == Verdict::Proved);
        assert_eq!(proved.count(), proof.guarantees());
        let kept = paths::read("content/proved.toml").unwrap();
        let remedy = "run `cargo xtask prove --record`";
        assert_eq!(kept, proof.found().to_toml(), "{remedy}");

        let english = content.languages.iter().find(|words| &*words.code == "en");
        let told = english.unwrap().lines(words::Key::AboutProved).join(" ");
        let digits = proof.sheets.to_string().len();
        for figure in [digits.to_string(), proof.guarantees().to_string()] {
            assert!(told.contains(&figure), "`{figure}` is not in: {told}");
        }
    }
}
