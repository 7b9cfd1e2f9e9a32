//! What a clinician or a developer runs on the pathway: `prove`, `mutants`, `cases`, `ask`, `play`,
//! `bench`.
//!
//! One module a command; each prints for people, and for machines where it says `--json`. The
//! booklet reads the proof through this crate. Knows nothing of the widget, the release or a browser.

pub mod ask;
pub mod bench;
mod cases;
mod draft;
mod mutants;
mod play;
pub mod prove;

use clap::Subcommand;
use tooling::Failure;

/// The commands on the pathway.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Proves the guarantees over every answer sheet; says what changed for people
    Prove(prove::Args),
    /// Makes every small mistake in the rules and counts which ones would be noticed
    Mutants(mutants::Args),
    /// Scores the written patients by group, and counts the screens they see and the words they read
    Cases(cases::Args),
    /// Reads an answer sheet (JSON) on standard input; prints the advice, the path and the rules that fired
    Ask,
    /// Asks the questions in the terminal, in the widget's words, and prints the whole advice
    Play(play::Args),
    /// Times the proof and a decision, each beside another way to the same answer
    Bench(bench::Args),
}

impl Command {
    /// Runs it.
    ///
    /// # Errors
    /// When the content does not compile, the arguments name what is not there, or what the command
    /// checks does not hold.
    pub fn run(self) -> Result<(), Failure> {
        match self {
            Self::Prove(args) => prove::run(&args),
            Self::Mutants(args) => mutants::run(&args),
            Self::Cases(args) => cases::run(&args),
            Self::Ask => ask::run(),
            Self::Play(args) => play::run(args),
            Self::Bench(args) => bench::run(&args),
        }
    }
}
