//! The project's commands: `cargo xtask <command>`. `cargo xtask --help` names them all.
//!
//! Set-up, serve and test are here; every other command belongs to a crate, and is one line here. A
//! command sets up what it needs, says what it runs, and ends with a sentence on what to do if it
//! cannot go on.

mod frameworks;
mod hosts;
mod peers;
mod serve;
mod servers;
mod setup;
mod test;
mod validators;
mod wordpress;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

/// Builds, tests, proves and publishes the widget.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Builds the widget and serves it on a page at a printed address
    Serve(serve::Args),
    /// Runs every test: native ones, then those in real browsers; or those of the plugin for WordPress
    Test(test::Args),
    /// Writes a picture of every kind of screen into target/gallery
    Gallery(test::GalleryArgs),
    #[command(flatten)]
    Cli(cli::Command),
    #[command(flatten)]
    Review(review::Command),
    #[command(flatten)]
    Release(release::Command),
}

fn main() -> ExitCode {
    let Some(command) = Arguments::parse().command else {
        // Writing to a terminal that is gone is no reason to fail.
        let _ = Arguments::command().print_help();
        return ExitCode::SUCCESS;
    };
    tooling::exit_code(match command {
        Command::Serve(args) => serve::run(&args),
        Command::Test(args) => test::run(args),
        Command::Gallery(args) => test::gallery(args),
        Command::Cli(cli::Command::Bench(args)) if args.beside.peers => peers::run(&args),
        Command::Cli(command) => command.run(),
        Command::Review(command) => command.run(),
        Command::Release(command) => command.run(),
    })
}

#[cfg(test)]
mod tests {
    use clap::error::ErrorKind;

    use super::*;

    fn typed(line: &str) -> Result<Arguments, clap::Error> {
        Arguments::try_parse_from(["cargo xtask"].into_iter().chain(line.split_whitespace()))
    }

    #[test]
    fn the_arguments_fit_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_of_the_readme_is_there_and_every_command_is_in_the_readme() {
        let readme = tooling::paths::read("README.md").expect("it is there");
        let named = |name: &str| {
            let command = format!("cargo xtask {name}");
            let after = readme.split(&command).skip(1);
            after
                .map(|rest| rest.chars().next())
                .any(|next| !next.is_some_and(char::is_alphanumeric))
        };
        for command in Arguments::command().get_subcommands() {
            assert!(named(command.get_name()), "{}", command.get_name());
        }
        for rest in readme.split("`cargo xtask ").skip(1) {
            let line = rest.split(['`', '<']).next().unwrap_or_default().trim();
            if let Err(error) = typed(line) {
                assert_eq!(error.kind(), ErrorKind::DisplayHelp, "{line}: {error}");
            }
        }
    }

    #[test]
    fn what_belongs_to_the_plugin_is_not_taken_without_it() {
        for (line, kind) in [
            (
                "package --from target/other",
                ErrorKind::MissingRequiredArgument,
            ),
            (
                "test --core target/core",
                ErrorKind::MissingRequiredArgument,
            ),
            (
                "test --wordpress --browser firefox",
                ErrorKind::ArgumentConflict,
            ),
        ] {
            let error = typed(line).expect_err("it is of no use");
            assert_eq!(error.kind(), kind, "{line}: {error}");
        }
        for line in [
            "package --wordpress --from target/other",
            "test --wordpress --from target/other --core target/core a_name",
        ] {
            assert!(typed(line).is_ok(), "{line}");
        }
    }

    #[test]
    fn an_unknown_word_names_the_nearest() {
        for (line, nearest) in [
            ("tset", "test"),
            ("test --natve", "--native"),
            ("test --browser chromum", "chromium"),
            ("prove --catalogue", "--catalogues"),
        ] {
            let error = typed(line).expect_err("it is unknown").to_string();
            assert!(error.contains(nearest), "{line}: {error}");
        }
    }
}
