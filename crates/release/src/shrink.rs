//! wasm-opt: makes the compiled widget small, and cuts it in two on the way.

use std::fs;
use std::path::{Path, PathBuf};

use tooling::npm::Set;
use tooling::process::run;
use tooling::{Context, Failure, paths};

use crate::function_order::reordered;
use crate::split::{self, Form, Parts};

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

/// The two parts of the widget, as the files are called that `wasm-opt` reads.
pub const PARTS: [&str; 2] = ["first", "rest"];

/// A part of the widget that still has the names of its functions.
pub fn named(part: &str) -> PathBuf {
    paths::cargo_target()
        .join("wasm-opt")
        .join(part)
        .with_extension("wasm")
}

/// Shrinks the compiled widget, and cuts it in two.
pub fn parts(folder: &Path, wasm: &[u8], features: &[&str], form: Form) -> Result<Parts, Failure> {
    let gates = split::gate_names(wasm, &split::GATES)?;
    let whole: Vec<String> = gates
        .iter()
        .map(|gate| format!("--no-inline={gate}"))
        .collect();
    let whole = whole.iter().map(String::as_str);
    let whole: Vec<&str> = whole.chain(["-g", "-Oz", "--converge"]).collect();
    let whole = wasm_opt(folder, "whole", wasm, &[features, &whole].concat())?;
    let Parts { first, rest, doors } = split::split(&whole, &split::GATES, form)?;
    let last = [features, &["-Oz", "--strip-debug", "--strip-producers"]].concat();
    let finished = |name: &str, part: &[u8]| reordered(&wasm_opt(folder, name, part, &last)?);
    Ok(Parts {
        first: finished("first", &first)?,
        rest: finished("rest", &rest)?,
        doors,
    })
}

/// Runs wasm-opt.
fn wasm_opt(folder: &Path, name: &str, wasm: &[u8], options: &[&str]) -> Result<Vec<u8>, Failure> {
    let before = folder.join(name).with_extension("wasm");
    let after = folder.join(name).with_extension("small.wasm");
    paths::write(&before, wasm)?;
    run(Set::Build
        .program("wasm-opt")?
        .args(options)
        // Left as they are, both make the file smaller and its compressed form larger.
        .args([
            "--one-caller-inline-max-function-size=100",
            "--skip-pass=local-cse",
        ])
        .arg("--strip-target-features")
        .arg(&before)
        .arg("-o")
        .arg(&after))?;
    fs::read(&after).context("read", &after)
}
