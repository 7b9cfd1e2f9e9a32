//! `cargo xtask`: says at once what will happen and how long it may take, then compiles the commands
//! and runs the one that was typed.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};

/// Told where the commands have never been compiled.
const FIRST: &str = "\
The first `cargo xtask` compiles the commands of this project: two or three minutes on two cores, once.
What cargo does is shown below.";

/// Told before the first `serve`.
const FIRST_SERVE: &str = "\
Then the page opens, about four minutes from now. The widget is compiled meanwhile.";

fn main() -> ExitCode {
    let words: Vec<OsString> = env::args_os().skip(1).collect();
    let first = !commands().exists();
    let serves = words.first().is_some_and(|word| word == "serve");
    let quick = words.iter().skip(1).all(|word| word != "--release");
    let mut meanwhile = None;
    if first {
        eprintln!("{FIRST}");
    }
    if first && serves && quick {
        eprintln!("{FIRST_SERVE}");
        meanwhile = begin_widget();
    }
    let run = run(&words, first);
    if let Some(mut widget) = meanwhile {
        // Whoever serves waits for the same build, and is told what is wrong with it.
        let _ = widget.kill();
        let _ = widget.wait();
    }
    run
}

/// The program with all commands, where it has been compiled.
fn commands() -> PathBuf {
    let file = format!("xtask{}", env::consts::EXE_SUFFIX);
    launch::target().join("debug").join(file)
}

/// Compiles the commands and runs one.
fn run(words: &[OsString], shown: bool) -> ExitCode {
    let mut cargo = launch::cargo();
    cargo.arg("run");
    if !shown {
        cargo.arg("--quiet");
    }
    cargo.args(["--package", "xtask", "--"]).args(words);
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

/// Begins to compile the widget beside the commands, which lie in another folder and wait for
/// nothing of it. Its messages are for whoever waits for it: `serve` runs the same build.
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
