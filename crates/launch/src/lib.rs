//! The quick build: how the widget is compiled when somebody only wants to look at it.
//!
//! Depends on nothing, so that it is compiled in a second: `cargo xtask serve` on a fresh machine
//! begins this build while the commands themselves are still being compiled.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The profile in `Cargo.toml` that compiles quickly and runs well enough to look at.
pub const PROFILE: &str = "quick";

/// The target of the widget.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The widget's package.
pub const WIDGET: &str = "who-to-see";

/// The folder of the project.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    let folder = env::var_os("CARGO_TARGET_DIR");
    root().join(folder.unwrap_or_else(|| "target".into()))
}

/// The cargo that runs this command.
pub fn cargo() -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Whether somebody who types this after `serve` only wants to look at the widget; then the port, where
/// one is named. Everything else, mistakes too, is for the commands themselves.
pub fn looks(words: &[&str]) -> Option<Option<u16>> {
    let port = match words {
        [] => return Some(None),
        ["--port", port] => port,
        [one] => one.strip_prefix("--port=")?,
        _ => return None,
    };
    port.parse().ok().map(Some)
}

/// The quick build of a package: the widget's library, or the one program of another package.
pub fn compile(package: &str) -> Command {
    let mut command = cargo();
    // The widget is a Rust library as well, for its tests: only the file for browsers is wanted.
    if package == WIDGET {
        command.args(["rustc", "--lib", "--crate-type", "cdylib"]);
    } else {
        command.arg("build");
    }
    command
        .args(["--package", package, "--profile", PROFILE, "--target", WASM])
        .arg("--target-dir")
        .arg(target());
    command
}

/// The file that [`compile`] makes.
pub fn compiled(package: &str) -> PathBuf {
    let name = if package == WIDGET {
        package.replace('-', "_")
    } else {
        package.to_owned()
    };
    let folder = target().join(WASM).join(PROFILE);
    folder.join(name).with_extension("wasm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_port_is_understood_here() {
        assert_eq!(looks(&[]), Some(None));
        assert_eq!(looks(&["--port", "80"]), Some(Some(80)));
        assert_eq!(looks(&["--port=80"]), Some(Some(80)));
        for other in [
            &["--port"][..],
            &["--port", "x"],
            &["--port", "80", "a"],
            &["-h"],
        ] {
            assert_eq!(looks(other), None, "{other:?}");
        }
    }
}
