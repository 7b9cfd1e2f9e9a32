//! The plugin for WordPress: `package --wordpress` makes its zip from a release, `test --wordpress`
//! installs that in a real WordPress and walks through it in a browser.

mod checks;
#[cfg(test)]
#[allow(clippy::panic, reason = "a test fails by panicking")]
mod contract;
mod database;
mod install;
mod pack;
mod regions;
mod server;
mod strings;
mod try_it;

use std::path::{Path, PathBuf};

use crate::arguments::Arguments;
use crate::dist;
use crate::failure::Failure;
use crate::places;
use crate::site::LOADER;

/// The plugin's name: of its folder, its texts and its place in WordPress.
const SLUG: &str = "who-to-see";

/// Where its source is, from the root of the project.
const SOURCE: &str = "wordpress/who-to-see";

/// `cargo xtask package --wordpress`: the zip that WordPress installs.
pub fn package(mut words: Arguments) -> Result<(), Failure> {
    let release = release(&mut words)?;
    words.done()?;
    println!("{}", pack::pack(&release)?.display());
    Ok(())
}

/// `cargo xtask test --wordpress`: everything about the plugin, in a real WordPress; in the one that
/// `--core` names, or in Debian's.
pub fn test(mut words: Arguments) -> Result<(), Failure> {
    let release = release(&mut words)?;
    let core = words.value("--core")?;
    let core = core.map(|named| places::root().join(named));
    let filter = words.word();
    words.done()?;
    try_it::run(&release, core, filter)
}

/// The folder of the release that goes into the plugin: the one that `dist` has made, or another one
/// that `--from` names.
fn release(words: &mut Arguments) -> Result<PathBuf, Failure> {
    let folder = match words.value("--from")? {
        Some(named) => places::root().join(named),
        None => places::dist(),
    };
    if folder.join(dist::LASTING).join(LOADER).exists() {
        return Ok(folder);
    }
    Err(Failure::new(
        format!("there is no release in {}", folder.display()),
        "make it first: cargo xtask dist; or name the folder of one: --from <folder>",
    ))
}

/// The plugin's folder and its zip, and the sites that it is tried on.
fn made() -> PathBuf {
    places::root().join("target/wordpress")
}

/// A file of the plugin's source.
fn source(file: &str) -> PathBuf {
    places::root().join(SOURCE).join(file)
}

/// Every file below a folder, in the order of their names.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    use crate::failure::About as _;
    let mut files = Vec::new();
    let entries = std::fs::read_dir(folder).about("read", folder)?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
