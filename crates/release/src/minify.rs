//! esbuild: makes our scripts small, and leaves out what the loader does not use of the glue.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use tooling::npm::Set;
use tooling::process::run;
use tooling::{Context, Failure, paths};

use crate::files::Core;

/// The names that the loader uses of the glue; the rest is left out.
const USED_OF_GLUE: &str = "initSync, start, press, tick, restart, add, end, ours, stops";

/// The least that must be left over by minifying, so that an empty file is noticed.
const PLAUSIBLE_SCRIPT: usize = 300;

/// A script of ours, minified.
pub fn minified(name: &str, source: &[u8]) -> Result<Vec<u8>, Failure> {
    let file = paths::cargo_target().join("esbuild").join(name);
    paths::write(&file, source)?;
    let minified = esbuild(&file, &["--minify"])?;
    if minified.len() < PLAUSIBLE_SCRIPT {
        return Err(Failure::new(
            format!("the minified {name} has only {} bytes", minified.len()),
            format!("see whether embed/{name} is whole"),
        ));
    }
    Ok(minified)
}

/// The glue without what the loader does not use.
pub fn minified_glue(glue: &[u8]) -> Result<Vec<u8>, Failure> {
    let folder = paths::cargo_target().join("esbuild");
    let name = Core::glue_name();
    paths::write(&folder.join("core").join(&name), glue)?;
    let entry = folder.join("core/entry.js");
    let text = format!("export {{ {USED_OF_GLUE} }} from './{name}';\n");
    paths::write(&entry, text.as_bytes())?;
    esbuild(&entry, &["--bundle", "--format=esm", "--minify"])
}

/// The names of the glue that nobody but the Wasm calls it by, and it the Wasm.
const SHARED_NAMES: &str = "^(__wb|__externref|_R)";

/// The glue with short names in the place of those that only the Wasm shares, and which they are, by
/// the long ones.
///
/// # Errors
/// When esbuild cannot be had, or gives none.
pub fn mangled(glue: &[u8]) -> Result<(Vec<u8>, BTreeMap<String, String>), Failure> {
    let folder = paths::cargo_target().join("esbuild/mangled");
    paths::emptied(&folder)?;
    let [file, cache] = [Core::glue_name(), "names.json".into()].map(|name| folder.join(name));
    paths::write(&file, glue)?;
    let names = format!("--mangle-props={SHARED_NAMES}");
    let written = format!("--mangle-cache={}", cache.display());
    let short = esbuild(&file, &[&names, &written])?;
    let cache = fs::read(&cache).context("read", &cache)?;
    let names: BTreeMap<String, String> = serde_json::from_slice(&cache).unwrap_or_default();
    if names.is_empty() {
        return Err(Failure::new(
            format!("esbuild has found no name that begins as {SHARED_NAMES} says"),
            "wasm-bindgen names what it shares in another way now: see how, and change \
             SHARED_NAMES in crates/release/src/minify.rs",
        ));
    }
    Ok((short, names))
}

/// Runs the minifier. Its output is plain ASCII: some hosts serve scripts in another encoding.
fn esbuild(file: &Path, options: &[&str]) -> Result<Vec<u8>, Failure> {
    let out = file.with_extension("min.js");
    run(Set::Build
        .program("esbuild")?
        .arg(file)
        .args(options)
        .args(["--charset=ascii", "--target=es2022", "--log-level=warning"])
        .arg(format!("--outfile={}", out.display()))
        .stdout(Stdio::null()))?;
    fs::read(&out).context("read", &out)
}
