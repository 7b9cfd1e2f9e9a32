//! wasm-opt: makes the compiled widget small.

use std::fs;
use std::path::{Path, PathBuf};

use tooling::npm::Set;
use tooling::process::run;
use tooling::{Context, Failure, paths};

/// What the engines under test accept, each by its name: asking for all features also brings some
/// that no browser has yet, and the module is then refused.
pub const FEATURES: [&str; 8] = [
    "--mvp-features",
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The folder that wasm-opt works in.
pub fn folder() -> PathBuf {
    paths::cargo_target().join("wasm-opt")
}

/// The shrunken widget in a folder that wasm-opt has worked in, with the names of its functions.
pub fn named(folder: &Path) -> PathBuf {
    folder.join("named.wasm")
}

/// Shrinks the compiled widget.
///
/// # Errors
/// When wasm-opt cannot be had, or refuses the module.
pub fn shrunk(folder: &Path, wasm: &[u8], features: &[&str]) -> Result<Vec<u8>, Failure> {
    let [before, named, after] = [
        folder.join("compiled.wasm"),
        named(folder),
        folder.join("shrunk.wasm"),
    ];
    paths::write(&before, wasm)?;
    wasm_opt(&before, &named, features, &["-g", "-Oz", "--converge"])?;
    let last = ["-Oz", "--strip-debug", "--strip-producers"];
    wasm_opt(&named, &after, features, &last)?;
    fs::read(&after).context("read", &after)
}

/// Runs wasm-opt.
fn wasm_opt(before: &Path, after: &Path, features: &[&str], how: &[&str]) -> Result<(), Failure> {
    run(Set::Build
        .program("wasm-opt")?
        .args(features)
        .args(how)
        // Left as they are, both make the file smaller and its compressed form larger.
        .args([
            "--one-caller-inline-max-function-size=100",
            "--skip-pass=local-cse",
        ])
        .arg("--strip-target-features")
        .arg(before)
        .arg("-o")
        .arg(after))
}
