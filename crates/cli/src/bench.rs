//! `cargo xtask bench`: how long the proof and a decision take, in one run on this machine.
//!
//! Machines differ and are shared, so what counts is the ratio: the proof of all answer sheets
//! beside trying them one after another with the interpreter that the widget runs.

mod growth;

use std::hint::black_box;
use std::time::{Duration, Instant};

use content::Content;
use serde_json::json;

use crate::ask::load;
use crate::prove::{Proof, grouped, prove};
use proof::diagram::Count;
use tooling::Failure;
use tooling::paths;

/// How often each is run; the median counts.
const RUNS: usize = 5;
/// How many decisions are timed together: one alone is too quick for the clock.
const DECISIONS: usize = 200_000;
/// What the proof may take at most: the target of the design, and the limit.
const TARGET: Duration = Duration::from_secs(2);
const LIMIT: Duration = Duration::from_secs(10);

/// Everything that was measured.
struct Figures {
    /// The diagrams and every guarantee.
    proof: Duration,
    guarantees: usize,
    /// The guarantee that takes longest.
    slowest: (&'static str, Duration),
    nodes: usize,
    sheets: Count,
    /// One walk and one decision, on a written case.
    decision: Duration,
    /// An eighth of the content, then what is 2, 4 and 8 times as large.
    growth: Vec<growth::Size>,
}

/// What can be typed after `bench`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print JSON, for machines
    #[arg(long)]
    pub json: bool,
    /// What is measured in a browser instead.
    #[command(flatten)]
    pub beside: Beside,
}

/// The widget beside what people use today. It needs the release and a browser, which this crate does
/// not know: `xtask` hands it to the crate that does.
#[derive(Debug, clap::Args)]
pub struct Beside {
    /// Measure the widget beside SurveyJS, Formbricks and a Preact twin, in Chromium, with `cargo xtask`
    #[arg(long)]
    pub peers: bool,
    /// Take the release in target/dist instead of building it
    #[arg(long, requires = "peers")]
    pub dist: bool,
    /// How often each of them is measured
    #[arg(long, value_name = "N", default_value_t = 9, requires = "peers")]
    pub runs: usize,
    /// With these only: none, slow-4g, slow-3g
    #[arg(long, value_name = "NAME", requires = "peers")]
    pub profile: Vec<String>,
    /// Keep the tables and the chart in docs/measured.md
    #[arg(long, requires = "peers")]
    pub record: bool,
}

/// Measures and prints. Fails where the proof takes longer than it may.
pub fn run(args: &Args) -> Result<(), Failure> {
    if args.beside.peers {
        return Err(Failure::new(
            "this program knows no browser",
            "run `cargo xtask bench --peers`",
        ));
    }
    let content = load(&paths::root().join("content"))?;
    let figures = measure(&content)?;
    if args.json {
        println!("{:#}", figures.to_json());
    } else {
        figures.print();
    }
    if figures.proof > LIMIT {
        return Err(Failure::new(
            format!("the proof took {:.1} s", figures.proof.as_secs_f64()),
            format!("it may take {} s at most", LIMIT.as_secs()),
        ));
    }
    Ok(())
}

fn measure(content: &Content) -> Result<Figures, Failure> {
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        runs.push(prove(content)?);
    }
    runs.sort_by_key(Proof::took);
    let proof = &runs[RUNS / 2];
    let slowest = proof.slowest();
    Ok(Figures {
        proof: proof.took(),
        guarantees: proof.guarantees(),
        slowest,
        nodes: proof.nodes(),
        sheets: proof.sheets(),
        decision: decision(content),
        growth: growth::sizes(&content.pathway)?,
    })
}

/// One walk and one decision on each written case in turn: the median of several runs.
fn decision(content: &Content) -> Duration {
    let pathway = &content.pathway;
    let mut runs: Vec<_> = (0..RUNS)
        .map(|_| {
            let began = Instant::now();
            for case in content.cases.iter().cycle().take(DECISIONS) {
                let walk = pathway.walk(black_box(&case.sheet));
                black_box(pathway.decide(&walk));
            }
            began.elapsed()
        })
        .collect();
    runs.sort();
    runs[RUNS / 2] / DECISIONS as u32
}

impl Figures {
    /// How long the interpreter would take to try every sheet, in years.
    fn years(&self) -> f64 {
        self.sheets.as_f64() * self.decision.as_secs_f64() / (365.25 * 86_400.0)
    }

    fn print(&self) {
        let (name, slowest) = self.slowest;
        let met = if self.proof <= TARGET {
            "met"
        } else {
            "missed"
        };
        println!(
            "proof        {:>10.2} s   {} guarantees, {} answer sheets, {} nodes (target {} s: {met})",
            self.proof.as_secs_f64(),
            self.guarantees,
            grouped(self.sheets),
            grouped(self.nodes),
            TARGET.as_secs()
        );
        println!(
            "  slowest    {:>10.1} ms  {name}",
            slowest.as_secs_f64() * 1e3
        );
        println!(
            "decision     {:>10.1} µs  one walk through the questions and one decision",
            self.decision.as_secs_f64() * 1e6
        );
        println!(
            "one by one   {:>10.0} years to try every sheet: {:.0e} times as long as the proof",
            self.years(),
            self.sheets.as_f64() * self.decision.as_secs_f64() / self.proof.as_secs_f64()
        );
        for size in &self.growth {
            println!(
                "{:>4} questions, {:>4} options, {:>4} signs and rules {:>8.1} ms as diagrams {:>8.1} µs a decision",
                size.questions,
                size.options,
                size.rules,
                size.diagrams.as_secs_f64() * 1e3,
                size.decision.as_secs_f64() * 1e6
            );
        }
    }

    fn to_json(&self) -> serde_json::Value {
        let (name, slowest) = self.slowest;
        json!({
            "proof_milliseconds": self.proof.as_secs_f64() * 1e3,
            "guarantees": self.guarantees,
            // Text: more than a number in JSON can hold.
            "sheets": self.sheets.to_string(),
            "nodes": self.nodes,
            "slowest_guarantee": { "id": name, "milliseconds": slowest.as_secs_f64() * 1e3 },
            "decision_microseconds": self.decision.as_secs_f64() * 1e6,
            "one_by_one_years": self.years(),
            "growth": self.growth.iter().map(growth::Size::to_json).collect::<Vec<_>>(),
        })
    }
}
