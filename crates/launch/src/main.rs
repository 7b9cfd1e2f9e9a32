//! `cargo xtask`: says at once what will happen and how long it may take, then compiles the commands
//! and runs the one that was typed. Who only wants to look at the widget does not wait for the
//! commands: `serve` begins with a small program that shows it.

use std::env;
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};

/// Told where the commands have never been compiled.
const FIRST: &str = "\
The first `cargo xtask` compiles the commands of this project: two or three minutes on two cores, once.
What cargo does is shown below.";

/// Told before the first `serve`.
const FIRST_SERVE: &str = "\
The first `cargo xtask serve` compiles the widget and a small program that shows it: the page opens
about two minutes from now, on two cores. The other pages are made while you look at it.
What cargo does is shown below.";

/// What is run with what was typed.
struct Program {
    /// Its package, which has the same name as the program.
    package: &'static str,
    /// Whether it shows the widget and begins to compile it meanwhile.
    looks: bool,
}

fn main() -> ExitCode {
    let words: Vec<String> = env::args_os()
        .skip(1)
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let typed: Vec<&str> = words.iter().map(String::as_str).collect();
    let (program, typed) = chosen(&typed);
    let first = !program.compiled().exists();
    let mut meanwhile = None;
    if first {
        eprintln!("{}", if program.looks { FIRST_SERVE } else { FIRST });
    }
    if first && program.looks {
        meanwhile = begin_widget();
    }
    let run = program.run(typed, first);
    if let Some(mut widget) = meanwhile {
        // Whoever serves waits for the same build, and is told what is wrong with it.
        let _ = widget.kill();
        let _ = widget.wait();
    }
    run
}

/// The program that does what was typed, and what it is told.
fn chosen<'t>(typed: &'t [&'t str]) -> (Program, &'t [&'t str]) {
    if let ["serve", rest @ ..] = typed
        && launch::looks(rest).is_some()
    {
        let program = Program {
            package: "preview",
            looks: true,
        };
        return (program, rest);
    }
    let program = Program {
        package: "xtask",
        looks: false,
    };
    (program, typed)
}

impl Program {
    /// Where cargo puts it.
    fn compiled(&self) -> PathBuf {
        let file = format!("{}{}", self.package, env::consts::EXE_SUFFIX);
        launch::target().join("debug").join(file)
    }

    /// Compiles it and runs it.
    fn run(&self, words: &[&str], shown: bool) -> ExitCode {
        let mut cargo = launch::cargo();
        cargo.arg("run");
        if !shown {
            cargo.arg("--quiet");
        }
        cargo.args(["--package", self.package, "--"]).args(words);
        match cargo.status() {
            Ok(status) => {
                let code = status.code().and_then(|code| u8::try_from(code).ok());
                ExitCode::from(code.unwrap_or(1))
            }
            Err(error) => {
                eprintln!(
                    "error: cannot start cargo: {error}\n  install Rust with rustup: https://rustup.rs"
                );
                ExitCode::FAILURE
            }
        }
    }
}

/// Begins to compile the widget beside the program that shows it, which lies in another folder and
/// waits for nothing of it. Its messages are for whoever waits for it: `serve` runs the same build.
fn begin_widget() -> Option<Child> {
    let silent = |command: &mut Command| {
        command.stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::null());
    };
    let mut target = Command::new("rustup");
    target
        .args(["target", "add", launch::WASM])
        .current_dir(launch::root());
    silent(&mut target);
    // Where there is no rustup the target may be there all the same.
    let _ = target.status();
    let mut widget = launch::compile(launch::WIDGET);
    silent(&mut widget);
    widget.spawn().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_only_looks_does_not_wait_for_the_commands() {
        for (typed, package, told) in [
            (&["serve"][..], "preview", &[][..]),
            (&["serve", "--port", "9000"], "preview", &["--port", "9000"]),
            (&["serve", "--release"], "xtask", &["serve", "--release"]),
            (
                &["serve", "--prot", "9"],
                "xtask",
                &["serve", "--prot", "9"],
            ),
            (&["serve", "--help"], "xtask", &["serve", "--help"]),
            (&["test", "serve"], "xtask", &["test", "serve"]),
            (&[], "xtask", &[]),
        ] {
            let (program, rest) = chosen(typed);
            assert_eq!((program.package, rest), (package, told), "{typed:?}");
        }
    }
}
