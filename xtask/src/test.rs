//! `cargo xtask test`: every test there is, native ones first because they are the quickest to fail.

use std::path::Path;

use crate::arguments::{Arguments, unknown};
use crate::dist;
use crate::failure::Failure;
use crate::frameworks;
use crate::judges;
use crate::package;
use crate::places;
use crate::programs::{cargo, run as run_program};
use crate::setup::{self, Engine, Package};
use crate::site;
use crate::widget::Build;
use crate::wordpress;

/// What drives real browsers; see `tests/`.
const BROWSER_TESTS: &str = "browsers";

/// Names the engines to it, with commas between them.
const BROWSERS: &str = "BROWSERS";

/// Runs the tests: all of them, or those asked for.
pub fn run(mut words: Arguments) -> Result<(), Failure> {
    if words.flag("--wordpress") {
        return wordpress::test(words);
    }
    let native_only = words.flag("--native");
    let files_only = words.flag("--files");
    let of_release = words.flag("--dist");
    let engines = match words.value("--browser")? {
        Some(name) => vec![engine(&name)?],
        None => Engine::ALL.to_vec(),
    };
    let browsers_only = engines.len() < Engine::ALL.len() || of_release;
    let filter = words.word();
    words.done()?;

    if files_only {
        return judges::judge();
    }
    if native_only || !browsers_only {
        native(filter.as_deref())?;
        if filter.is_none() {
            judges::judge()?;
        }
    }
    if native_only {
        return Ok(());
    }
    setup::package(Package::Axe)?;
    for engine in &engines {
        setup::browser(*engine)?;
    }
    let site = if of_release {
        released()?
    } else {
        site::build(Build::Release)?
    };
    frameworks::bundle(&package::pack(&site)?)?;
    browsers(&engines, &site, filter.into_iter().collect())
}

/// `cargo xtask gallery`: a picture of every kind of screen, in Chromium; or of those whose names
/// hold the words given; or, with `--readme`, those that the README shows.
pub fn gallery(mut words: Arguments) -> Result<(), Failure> {
    let mut arguments = vec!["--gallery".to_owned()];
    if words.flag("--readme") {
        arguments.push("--readme".to_owned());
    } else {
        arguments.extend(std::iter::from_fn(|| words.word()));
    }
    words.done()?;
    setup::browser(Engine::Chromium)?;
    let site = site::build(Build::Release)?;
    browsers(&[Engine::Chromium], &site, arguments)
}

/// The tests that need no browser. Those that do are compiled too, and have none to run in: left out,
/// the others would be compiled with other features of the same libraries.
fn native(filter: Option<&str>) -> Result<(), Failure> {
    run_program(
        cargo()
            .args(["test", "--workspace"])
            .args(filter)
            .env(BROWSERS, ""),
    )
}

/// The tests in real browsers, of what lies in a folder.
fn browsers(engines: &[Engine], site: &Path, arguments: Vec<String>) -> Result<(), Failure> {
    let names: Vec<_> = engines.iter().map(|engine| engine.name()).collect();
    run_program(
        cargo()
            .args(["test", "--workspace", "--test", BROWSER_TESTS, "--"])
            .args(arguments)
            .env(BROWSERS, names.join(","))
            .env("SITE", site),
    )
}

/// The release that `dist` has made, instead of a site built for testing.
fn released() -> Result<std::path::PathBuf, Failure> {
    let folder = places::dist().join(dist::LASTING);
    if folder.join(site::LOADER).exists() {
        return Ok(folder);
    }
    Err(Failure::new(
        format!("there is no release in {}", folder.display()),
        "make it first: cargo xtask dist",
    ))
}

fn engine(name: &str) -> Result<Engine, Failure> {
    Engine::ALL
        .into_iter()
        .find(|engine| engine.name() == name)
        .ok_or_else(|| unknown("browser", name, Engine::ALL.map(Engine::name).to_vec()))
}
