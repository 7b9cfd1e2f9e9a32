//! `cargo xtask bench --peers`: the widget beside what people use today, with the same questionnaire,
//! in one run on one machine.
//!
//! The questionnaire is generated from `content/` (`questionnaire`); small adapters in `bench/peers`
//! make of it a survey of SurveyJS, one of Formbricks, and the twin in Preact. One local server (`site`)
//! gives each of them compressed; Chromium slows network and processor down (`chromium`); each visit
//! begins with nothing kept (`measure`). Visits are interleaved, so that what else the machine does
//! meets all of them, and ratios are made within a run (`figures`).
//!
//! Nothing here is in the release, and no test depends on a time.

mod chromium;
mod figures;
mod measure;
mod questionnaire;
mod report;
mod site;

use std::path::PathBuf;
use std::process::Command;
use std::thread::available_parallelism;

use content::Content;
use serde_json::{Value, json};
use tooling::process::output;
use tooling::{Failure, paths};

use chromium::Chromium;
use figures::Figures;
use measure::{Profile, Visitor};
use site::Peer;

pub use questionnaire::{Path, Questionnaire};

/// How many runs through the questions the memory is looked at after.
const MANY_RUNS: usize = 50;

/// How many widgets stand on one page.
const SEVERAL: [usize; 3] = [1, 10, 50];

/// In how many runs memory, and several on a page, are looked at: they hardly differ.
const MEMORY_RUNS: usize = 3;

/// Where the tables are kept.
const DOCUMENT: &str = "docs/measured.md";

/// What is measured, and how often.
#[derive(Clone, Debug)]
pub struct Options {
    /// How often each visit is made.
    pub runs: usize,
    /// The ids of the profiles; empty: all.
    pub profiles: Vec<String>,
    /// Print JSON instead of tables.
    pub json: bool,
    /// Keep the tables and the chart in the documents.
    pub record: bool,
    /// The folder of the release.
    pub release: PathBuf,
}

/// Measures, prints, and writes `figures.json` and `chart.svg` into `target/peers`.
///
/// # Errors
/// When something cannot be fetched, built or served, or a peer shows another screen than the widget.
pub fn run(options: &Options) -> Result<(), Failure> {
    let profiles = profiles(&options.profiles)?;
    let root = paths::root().join("content");
    let content = content::load(&root)
        .map_err(|problems| Failure::new("the content does not compile", problems.to_string()))?;
    let questionnaire = Questionnaire::of(&content)?;
    site::build(&questionnaire)?;
    let origin = site::serve(options.release.clone())?;
    let mut chromium = Chromium::start()?;
    let notes = notes(options, &mut chromium, &content)?;
    let mut visitor = Visitor::new(&mut chromium, &origin, &questionnaire.path)?;
    let figures = measured(&mut visitor, &profiles, options.runs)?;
    told(options, &profiles, &figures, &notes)
}

/// Writes the figures and the chart, and prints.
fn told(
    options: &Options,
    profiles: &[Profile],
    figures: &Figures,
    notes: &[String],
) -> Result<(), Failure> {
    let all = json!({ "notes": notes, "figures": figures.to_json() });
    let folder = paths::root().join("target/peers");
    let text = format!("{all:#}\n");
    paths::write(&folder.join("figures.json"), text.as_bytes())?;
    // What most telephones have, where it was measured.
    let shown = profiles.iter().find(|profile| profile.id == "slow-4g");
    let chart = shown.or(profiles.first());
    let chart = chart.map(|profile| report::chart(figures, *profile, notes));
    let chart = chart.unwrap_or_default();
    paths::write(&folder.join("chart.svg"), chart.as_bytes())?;
    let tables = report::tables(figures, profiles);
    if options.record {
        let pictures = paths::root().join("docs/pictures/peers.svg");
        paths::write(&pictures, chart.as_bytes())?;
        let document = report::recorded(&paths::read(DOCUMENT)?, notes, &tables)?;
        paths::write(&paths::root().join(DOCUMENT), document.as_bytes())?;
    }
    if options.json {
        println!("{all:#}");
    } else {
        println!("{}\n\n{tables}", notes.join("\n"));
    }
    Ok(())
}

/// The profiles with these ids.
fn profiles(ids: &[String]) -> Result<Vec<Profile>, Failure> {
    let named = |id: &String| {
        let found = Profile::ALL.into_iter().find(|profile| profile.id == id);
        found.ok_or_else(|| {
            let known = Profile::ALL.map(|profile| profile.id).join(", ");
            Failure::new(
                format!("there is no profile `{id}`"),
                format!("there are: {known}"),
            )
        })
    };
    match ids {
        [] => Ok(Profile::ALL.to_vec()),
        ids => ids.iter().map(named).collect(),
    }
}

/// Every visit, interleaved. A visit that fails is made once more: a busy machine loses some. If it
/// fails again, that is the end.
fn measured(
    visitor: &mut Visitor<'_>,
    profiles: &[Profile],
    runs: usize,
) -> Result<Figures, Failure> {
    let mut figures = Figures::default();
    for run in 0..runs {
        for &profile in profiles {
            eprintln!("> run {} of {runs}: {}", run + 1, profile.title);
            let page = visitor.whole_path(Peer::Page, profile)?;
            figures.add(run, profile, Peer::Page, page);
            for peer in Peer::ASKING {
                let first = visitor
                    .first_answer(peer, profile)
                    .or_else(|_| visitor.first_answer(peer, profile))?;
                figures.add(run, profile, peer, first);
                let path = visitor
                    .whole_path(peer, profile)
                    .or_else(|_| visitor.whole_path(peer, profile))?;
                figures.add(run, profile, peer, path);
            }
        }
        if run < MEMORY_RUNS {
            eprintln!("> run {} of {runs}: memory, and several on a page", run + 1);
            once(visitor, run, &mut figures)?;
        }
    }
    Ok(figures)
}

/// What is looked at without throttling only.
fn once(visitor: &mut Visitor<'_>, run: usize, figures: &mut Figures) -> Result<(), Failure> {
    let profile = Profile::ALL[0];
    for peer in Peer::ASKING {
        figures.add(run, profile, peer, visitor.memory(peer, MANY_RUNS)?);
        for many in SEVERAL {
            figures.add(run, profile, peer, visitor.several(peer, many)?);
        }
    }
    Ok(())
}

/// With what it was measured: the command, the versions, the machine.
fn notes(
    options: &Options,
    chromium: &mut Chromium,
    content: &Content,
) -> Result<Vec<String>, Failure> {
    let manifest = paths::read("bench/peers/package.json")?;
    let manifest: Value = serde_json::from_str(&manifest).unwrap_or_default();
    let packages = manifest["dependencies"].as_object().into_iter().flatten();
    let packages: Vec<_> = packages
        .map(|(name, version)| format!("{name} {}", version.as_str().unwrap_or_default()))
        .collect();
    let processor = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = processor
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("a processor that does not say its name", |(_, name)| name);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown").to_owned();
    let cores = available_parallelism().map_or(1, usize::from);
    let profiles: String = options
        .profiles
        .iter()
        .map(|id| format!(" --profile {id}"))
        .collect();
    let day = output(Command::new("date").args(["-u", "+%Y-%m-%d"])).unwrap_or_default();
    Ok(vec![
        format!(
            "cargo xtask bench --peers --runs {}{profiles}, {day}",
            options.runs
        ),
        format!(
            "{}; who-to-see {}, content {}; {}",
            chromium.version()?,
            env!("CARGO_PKG_VERSION"),
            content.pathway.version,
            packages.join(", ")
        ),
        format!("{cores} cores, {processor}; load {load} when it began"),
    ])
}
