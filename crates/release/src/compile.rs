//! Runs cargo for the widget, with as much care for the size as is asked for.

use std::path::PathBuf;

use tooling::process::{cargo, run};
use tooling::{Failure, paths, toolchain};

use crate::files::NAME;

/// How much care is taken over the size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// Compiled quickly, with every check of a debug build.
    Debug,
    /// Compiled as stable Rust compiles it.
    Release,
    /// Compiled together with its standard library, without panic messages: what is published.
    Small,
    /// As small, with nothing that the first WebAssembly did not have: what becomes JavaScript.
    Plain,
}

/// What the compiler is told for the small build, beyond what `[profile.release]` says already.
///
/// Panics become a bare `unreachable`, which the loader catches; no text about them is carried.
const SMALL: &str = "-Csymbol-mangling-version=v0 -Zunstable-options -Cpanic=immediate-abort \
                     -Zlocation-detail=none -Zfmt-debug=none";

/// Runs cargo; gives the file it made.
pub fn compile(build: Build) -> Result<PathBuf, Failure> {
    let profile = if build == Build::Debug {
        "dev"
    } else {
        "release"
    };
    let mut target = paths::cargo_target();
    let mut command = cargo();
    command
        .args(["rustc", "--lib", "--package", NAME])
        // The package is a Rust library as well, for its tests, and for two kinds at once cargo
        // leaves out the link-time optimisation that `[profile.release]` asks for.
        .args(["--crate-type", "cdylib", "--features", "deferred"])
        .args(["--target", toolchain::WASM])
        .args(["--profile", profile]);
    if matches!(build, Build::Small | Build::Plain) {
        toolchain::rust_source()?;
        // A folder of its own: build scripts look at RUSTC_BOOTSTRAP, and sharing one would compile
        // everything anew each time one build follows the other.
        target.push(if build == Build::Small {
            "small"
        } else {
            "plain"
        });
        let flags = match build {
            Build::Plain => format!("{SMALL} -Ctarget-cpu=mvp"),
            _ => SMALL.to_owned(),
        };
        command
            .args(["-Zbuild-std=std,panic_abort"])
            .args(["-Zbuild-std-features=optimize_for_size"])
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", flags);
    }
    run(command.arg("--target-dir").arg(&target))?;
    let folder = if build == Build::Debug {
        "debug"
    } else {
        "release"
    };
    let file = NAME.replace('-', "_");
    Ok(target
        .join(toolchain::WASM)
        .join(folder)
        .join(file)
        .with_extension("wasm"))
}
