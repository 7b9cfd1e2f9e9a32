//! Pages of other people's programs, each built as its own people build it: `tests/hosts/yew`, `leptos`
//! and `next`. They take minutes, so they are no part of every run: `cargo xtask test --hosts`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use release::bind::page_program;
use release::wordpress::files_below;
use tooling::npm::clean_install;
use tooling::process::{cargo, run};
use tooling::{Context, Failure, paths};

/// By the names of their folders; the last is a site of Next.
const HOSTS: [&str; 3] = ["yew", "leptos", NEXT];
const NEXT: &str = "next";

/// Builds those that the words name, else all of them; gives the folder that they lie in.
pub fn build(words: Option<&str>) -> Result<PathBuf, Failure> {
    let folder = paths::cargo_target().join("hosts/by-hand");
    let named = |name: &&str| words.is_some_and(|words| words.contains(*name));
    let any = HOSTS.iter().any(named);
    for name in HOSTS.iter().filter(|name| !any || named(name)) {
        if *name == NEXT {
            next(&folder)?;
        } else {
            in_rust(name, &folder)?;
        }
    }
    Ok(folder)
}

/// A program for the browser, with the libraries that its lock file names.
fn in_rust(name: &str, folder: &Path) -> Result<(), Failure> {
    let source = paths::root().join("tests/hosts").join(name);
    let target = paths::cargo_target().join("hosts").join(name);
    run(cargo()
        .args(["build", "--release", "--locked", "--target"])
        .arg("wasm32-unknown-unknown")
        .arg("--manifest-path")
        .arg(source.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target))?;
    let compiled = target.join(format!("wasm32-unknown-unknown/release/clinic_{name}.wasm"));
    page_program(&compiled, name, &folder.join(name))
}

/// A static site of Next, drawn while it is built and taken over in the browser.
fn next(folder: &Path) -> Result<(), Failure> {
    let source = paths::root().join("tests/hosts/next");
    let project = paths::tools().join("next");
    clean_install(&source, &project)?;
    copy(&source, &project)?;
    let program = project.join("node_modules/.bin/next");
    run(Command::new(program)
        .arg("build")
        .arg(&project)
        .env("NEXT_TELEMETRY_DISABLED", "1"))?;
    let to = folder.join("next");
    paths::emptied(&to)?;
    copy(&project.join("out"), &to)
}

/// Copies all that lies below a folder.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    for file in files_below(from)? {
        let bytes = fs::read(&file).context("read", &file)?;
        paths::write(&to.join(file.strip_prefix(from).unwrap_or(&file)), &bytes)?;
    }
    Ok(())
}
