//! Running other programs: cargo, npm, apt-get.
//!
//! Every program that runs is shown, so that a person can type it again. Knows no command of ours.

use std::env;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Failure;
use crate::paths;

/// What takes longer is said, so that a person sees what the time goes into.
const LONG: Duration = Duration::from_secs(5);

/// Runs a program from the root of the project and waits for it to succeed.
pub fn run(program: &mut Command) -> Result<(), Failure> {
    let line = line(program);
    eprintln!("> {line}");
    let began = Instant::now();
    let status = program
        .current_dir(paths::root())
        .status()
        .map_err(|error| cannot_start(program, &error))?;
    let took = began.elapsed();
    if took >= LONG {
        eprintln!("  ({} s)", took.as_secs());
    }
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(
        format!("`{line}` did not succeed ({status})"),
        "its own messages are above; once they are dealt with, run the command again",
    ))
}

/// Runs a program quietly and gives what it writes.
pub fn output(program: &mut Command) -> Result<String, Failure> {
    let output = program
        .current_dir(paths::root())
        .stdin(Stdio::null())
        .output()
        .map_err(|error| cannot_start(program, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    Err(Failure::new(
        format!("`{}` did not succeed ({})", line(program), output.status),
        String::from_utf8_lossy(&output.stderr),
    ))
}

/// Whether a program runs and succeeds; what it writes is not shown.
pub fn succeeds(program: &mut Command) -> bool {
    output(program).is_ok()
}

/// The cargo that runs this command.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Where a program is: among the project's own tools, or on the `PATH`.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let own = paths::tools().join("bin");
    std::iter::once(own)
        .chain(env::split_paths(&path))
        .map(|folder| folder.join(name).with_extension(env::consts::EXE_EXTENSION))
        .find(|program| program.is_file())
}

/// The command as a person would type it.
fn line(program: &Command) -> String {
    let shown = |word: &OsStr| {
        let word = word.to_string_lossy();
        let short = Path::new(word.as_ref())
            .strip_prefix(paths::root())
            .map_or(word.to_string(), |inside| inside.display().to_string());
        if short.contains(' ') {
            format!("'{short}'")
        } else {
            short
        }
    };
    std::iter::once(program.get_program())
        .chain(program.get_args())
        .map(shown)
        .collect::<Vec<_>>()
        .join(" ")
}

fn cannot_start(program: &Command, error: &io::Error) -> Failure {
    let name = program.get_program().to_string_lossy().into_owned();
    let help = if error.kind() == io::ErrorKind::NotFound {
        match name.as_str() {
            "npm" | "node" => "install Node.js 20 or later, which brings npm",
            "rustup" => "install Rust with rustup: https://rustup.rs",
            _ => "install it, or put it on the PATH",
        }
    } else {
        "see whether it can be run by hand"
    };
    Failure::new(format!("cannot start `{name}`: {error}"), help)
}
