//! `cargo xtask mutants`: makes every small mistake in the rules, one at a time, and counts which of
//! them the guarantees or the written cases would notice.
//!
//! For the survivors it writes cases to `target/prove/drafts.toml`: the smallest sheet of each, with
//! the advice of today. Whether that advice is right is for a clinician to say.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use content::Content;
use pathway::{Parts, Pathway};
use proof::NODE_LIMIT;
use proof::diagram::NodeLimit;
use proof::groups::Groups;
use proof::mutants::{Campaign, Difference, Edit, Fate, advice, every};

use crate::ask::load;
use crate::draft::Draft;
use crate::prove::{answers, said, wrapped};
use tooling::Failure;
use tooling::paths;

/// A mistake and what became of it.
struct Judged {
    edit: Edit,
    fate: Fate,
}

/// What can be typed after `mutants`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Stop at the first guarantee or case that notices a mistake
    #[arg(long)]
    quick: bool,
}

/// Judges every mutant and prints the score.
pub fn run(args: &Args) -> Result<(), Failure> {
    let content = load(&paths::root().join("content"))?;
    let began = Instant::now();
    let judged = campaign(&content, args.quick)?;
    let survivors = print(&content.pathway, &judged);
    println!("{:.0} s", began.elapsed().as_secs_f64());
    if survivors > 0 {
        return Err(Failure::new(
            format!("{survivors} mistakes would not be noticed"),
            format!(
                "write a case about each smallest sheet; {} begins them",
                write_drafts(&content, &judged)?.display()
            ),
        ));
    }
    Ok(())
}

fn campaign(content: &Content, quick: bool) -> Result<Vec<Judged>, Failure> {
    let pathway = &content.pathway;
    let groups = Groups::find(pathway).map_err(|missing| {
        let missing: Vec<_> = missing.iter().map(ToString::to_string).collect();
        Failure::new(
            "the guarantees and the content do not fit",
            missing.join("\n"),
        )
    })?;
    let too_large = |error: NodeLimit| Failure::new(format!("nothing can be decided: {error}"), "");
    let edits = every(pathway);
    let next = AtomicUsize::new(0);
    let found: Mutex<Vec<(usize, Fate)>> = Mutex::new(Vec::new());
    let fails = |mutant: &Pathway| failed_case(content, mutant);
    let work = || {
        let mut campaign = Campaign::new(pathway, &groups, NODE_LIMIT)?;
        if quick {
            campaign = campaign.quick();
        }
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(edit) = edits.get(at) else {
                return Ok(());
            };
            if at.is_multiple_of(100) {
                eprintln!("{at} of {}", edits.len());
            }
            let fate = campaign.judge(edit, &groups, &fails)?;
            if let Ok(mut found) = found.lock() {
                found.push((at, fate));
            }
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let results: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .map(thread::ScopedJoinHandle::join)
            .collect()
    });
    for result in results {
        match result {
            Ok(result) => result.map_err(too_large)?,
            Err(_) => return Err(Failure::new("a worker stopped", "its message is above")),
        }
    }
    let mut found = found.into_inner().unwrap_or_default();
    found.sort_by_key(|(at, _)| *at);
    let judged = found.into_iter().zip(edits);
    Ok(judged
        .map(|((_, fate), edit)| Judged { edit, fate })
        .collect())
}

/// The first written case that a pathway fails.
fn failed_case(content: &Content, mutant: &Pathway) -> Option<String> {
    let failed = content.cases.iter().find(|case| {
        let expected = |outcome, urgency| {
            let mut good = std::iter::once(&case.expect).chain(&case.accept);
            good.any(|good| good.outcome == outcome && good.urgency == urgency)
        };
        !advice(mutant, &case.sheet).is_some_and(|got| expected(got.outcome, got.urgency))
    });
    failed.map(|case| case.id.clone())
}

/// Prints the score and the survivors; how many there are.
fn print(pathway: &Pathway, judged: &[Judged]) -> usize {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_guarantee: BTreeMap<&str, usize> = BTreeMap::new();
    let mut count = |what| *counts.entry(what).or_default() += 1;
    for Judged { fate, .. } in judged {
        match fate {
            Fate::Equivalent => count("equivalent"),
            Fate::Refused => count("refused"),
            Fate::Unknown => count("unknown"),
            Fate::Survived(_) => count("survived"),
            Fate::Killed { guarantee, case } => {
                count("killed");
                if let Some(id) = guarantee {
                    count("by a guarantee");
                    *by_guarantee.entry(id).or_default() += 1;
                }
                if case.is_some() {
                    count("by a case");
                }
                if guarantee.is_some() && case.is_some() {
                    count("by both");
                }
            }
        }
    }
    let of = |what: &str| counts.get(what).copied().unwrap_or(0);
    for Judged { edit, fate } in judged {
        match fate {
            Fate::Survived(difference) => survivor(pathway, edit, difference),
            Fate::Unknown => println!("? {}", edit.says(pathway)),
            _ => {}
        }
    }
    let real = judged.len() - of("equivalent") - of("refused");
    println!(
        "\n{} mistakes; {} change nobody's advice, by proof",
        judged.len(),
        of("equivalent")
    );
    println!(
        "{} of {real} others noticed: {} by a guarantee, {} by a case, {} by both",
        of("killed"),
        of("by a guarantee"),
        of("by a case"),
        of("by both")
    );
    let by: Vec<_> = by_guarantee
        .iter()
        .map(|(id, count)| format!("{id} {count}"))
        .collect();
    wrapped(&format!("first broken: {}", by.join(", ")), "  ");
    println!(
        "score {:.1} %",
        100.0 * of("killed") as f64 / real.max(1) as f64
    );
    of("survived") + of("unknown")
}

fn survivor(pathway: &Pathway, edit: &Edit, difference: &Difference) {
    println!("! {}", edit.says(pathway));
    wrapped(&answers(pathway, &difference.sheet), "    ");
    println!(
        "    {} and would be {}",
        said(pathway, difference.advice),
        said(pathway, difference.instead)
    );
}

/// Writes a case for each survivor that the cases before it do not notice.
fn write_drafts(content: &Content, judged: &[Judged]) -> Result<PathBuf, Failure> {
    let pathway = &content.pathway;
    let mut drafted: Vec<&Difference> = Vec::new();
    let mut text = String::new();
    for Judged { edit, fate } in judged {
        let Fate::Survived(difference) = fate else {
            continue;
        };
        let mut parts: Parts = (**pathway).clone();
        edit.apply(&mut parts);
        let Ok(mutant) = Pathway::new(parts) else {
            continue;
        };
        let noticed =
            (drafted.iter()).any(|case| advice(&mutant, &case.sheet) != Some(case.advice));
        if !noticed {
            drafted.push(difference);
            text.push_str(&draft(pathway, edit, difference));
        }
    }
    let file = paths::root().join("target/prove/drafts.toml");
    paths::write(&file, text.as_bytes())?;
    Ok(file)
}

fn draft(pathway: &Pathway, edit: &Edit, difference: &Difference) -> String {
    let says = edit.says(pathway);
    let name: String = (says.chars())
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    let name: Vec<_> = name.split('_').filter(|part| !part.is_empty()).collect();
    Draft {
        id: &format!("draft_{}", name.join("_").to_lowercase()),
        about: "A person made up to tell one mistake apart; the answers are the whole story.",
        why: &format!("It notices this mistake: {says}."),
        sheet: &difference.sheet,
        outcome: difference.advice.outcome,
        urgency: difference.advice.urgency,
    }
    .text(pathway)
}
