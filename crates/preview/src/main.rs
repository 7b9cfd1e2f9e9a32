//! `cargo xtask serve`, as far as the widget: small, so that it is compiled long before the commands.

use std::env;
use std::process::ExitCode;

use tooling::process::{cargo, run};

/// Serves the widget; the commands make the rest.
fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let Some(port) = launch::looks(&words) else {
        eprintln!("error: `cargo xtask serve --help` says what can be typed");
        return ExitCode::FAILURE;
    };
    tooling::exit_code(preview::serve(port, |_| {
        run(cargo().args([
            "run",
            "--quiet",
            "--package",
            "xtask",
            "--",
            "serve",
            "--rest",
        ]))
    }))
}
