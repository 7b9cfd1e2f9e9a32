//! `bench --peers`: the release, made or taken as it lies there, then the crate that measures it.

use cli::bench::Args;
use peers::Options;
use release::dist;
use tooling::{Failure, paths};

/// Measures the widget beside what people use today.
pub fn run(args: &Args) -> Result<(), Failure> {
    if !args.beside.dist {
        dist::run(&dist::Args::default())?;
    }
    peers::run(&Options {
        runs: args.beside.runs,
        profiles: args.beside.profile.clone(),
        json: args.json,
        record: args.beside.record,
        release: paths::dist(),
    })
}
