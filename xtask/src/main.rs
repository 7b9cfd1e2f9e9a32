//! The project's commands: `cargo xtask <command>`. Type it without a command to see them all.
//!
//! One module does one job. A command sets up what it needs, says what it runs, and ends with a
//! sentence on what to do if it cannot go on.

mod arguments;
mod ask;
mod bench;
mod bundled;
mod cases;
#[cfg(test)]
mod contract;
mod dist;
mod draft;
mod failure;
mod fallback;
mod frameworks;
mod hosts;
mod judges;
mod mutants;
mod neighbours;
mod package;
mod places;
mod play;
mod programs;
mod prove;
mod review;
mod seal;
mod serve;
mod setup;
mod short_names;
mod site;
mod split;
mod test;
mod widget;
mod wordpress;

use std::env;
use std::process::ExitCode;

use crate::arguments::{Arguments, unknown};
use crate::failure::Failure;

/// One command.
struct Command {
    name: &'static str,
    /// What can follow the name.
    takes: &'static str,
    does: &'static str,
    run: fn(Arguments) -> Result<(), Failure>,
}

const COMMANDS: [Command; 12] = [
    Command {
        name: "serve",
        takes: "[--port <number>] [--debug]",
        does: "builds the widget and serves it on a page at a printed address",
        run: serve::run,
    },
    Command {
        name: "test",
        takes: "[--native] [--browser chromium|firefox|webkit] [--dist] [--wordpress [--from <release>] [--core <folder>]] [<filter>]",
        does: "runs every test: native ones, then those in real browsers; or those of the plugin in a real WordPress",
        run: test::run,
    },
    Command {
        name: "prove",
        takes: "[--json] [--record] [--against <revision>] [--catalogues] [--pairs] [--entry <id>] [--second] [--invariants]",
        does: "proves the guarantees over every answer sheet; says what changed for people",
        run: prove::run,
    },
    Command {
        name: "mutants",
        takes: "[--quick]",
        does: "makes every small mistake in the rules and counts which ones would be noticed",
        run: mutants::run,
    },
    Command {
        name: "cases",
        takes: "[--against <revision>]",
        does: "scores the written patients by group, and counts the screens they see and the words they read",
        run: cases::run,
    },
    Command {
        name: "ask",
        takes: "< sheet.json",
        does: "reads an answer sheet and prints the advice, the path walked and the rules that fired",
        run: ask::run,
    },
    Command {
        name: "play",
        takes: "[--from <sheet.json>] [--save [<file>]] [--region <code>] [--language <code>]",
        does: "asks the questions in the terminal, in the widget's words, and prints the whole advice",
        run: play::run,
    },
    Command {
        name: "review",
        takes: "",
        does: "writes the clinician's booklet into target/review/booklet.html",
        run: review::run,
    },
    Command {
        name: "bench",
        takes: "[--json]",
        does: "times the proof and a decision, each beside another way to the same answer",
        run: bench::run,
    },
    Command {
        name: "gallery",
        takes: "",
        does: "writes a picture of every kind of screen into target/gallery",
        run: test::gallery,
    },
    Command {
        name: "dist",
        takes: "[--sizes]",
        does: "makes the release in target/dist and measures it against its limits",
        run: dist::run,
    },
    Command {
        name: "package",
        takes: "[--wordpress [--from <release>]]",
        does: "makes the package for npm from the release, in target/package; or the plugin for WordPress, in target/wordpress",
        run: package::run,
    },
];

fn main() -> ExitCode {
    let mut words = env::args().skip(1);
    let name = words.next().unwrap_or_default();
    if matches!(name.as_str(), "" | "help" | "-h" | "--help") {
        help();
        return ExitCode::SUCCESS;
    }
    let found = COMMANDS.iter().find(|command| command.name == name);
    let result = match found {
        Some(command) => (command.run)(Arguments::new(words)),
        None => {
            let names = COMMANDS.iter().map(|command| command.name).collect();
            Err(unknown("command", &name, names))
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// Says what there is.
fn help() {
    println!("cargo xtask <command>\n");
    for command in &COMMANDS {
        println!("  {} {}", command.name, command.takes);
        println!("      {}", command.does);
    }
}
