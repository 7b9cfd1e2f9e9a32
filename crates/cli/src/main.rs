//! The commands on the pathway alone, without the machinery of the release: `cargo run --package
//! cli -- prove`.

use std::process::ExitCode;

use clap::Parser;

/// What can be asked of the pathway.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: cli::Command,
}

fn main() -> ExitCode {
    tooling::exit_code(Arguments::parse().command.run())
}
