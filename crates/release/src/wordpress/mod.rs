//! `cargo xtask package --wordpress`: the plugin for WordPress, made from a release.
//!
//! `pack` puts together what WordPress installs, with the numbers to call from `regions` and the texts
//! for translators from `strings`. `contract` keeps the plugin's names those of the widget.

#[cfg(test)]
#[allow(clippy::panic, reason = "a test fails by panicking")]
mod contract;
mod pack;
mod regions;
mod strings;

use std::fs;
use std::path::{Path, PathBuf};

use tooling::{Context, Failure, paths};

use crate::files::{LASTING, LOADER};

pub use pack::{pack, plugin};

/// The plugin's name: of its folder, its texts and its place in WordPress.
pub const SLUG: &str = "who-to-see";

/// Where its source is, from the root of the project.
const SOURCE: &str = "wordpress/who-to-see";

/// Makes the zip of a release: the one that `dist` has made, or another one, named from the root of the
/// project.
pub(crate) fn run(from: Option<&Path>) -> Result<(), Failure> {
    println!("{}", pack(&release(from)?)?.display());
    Ok(())
}

/// The folder of a release: the one that `dist` has made, or another one, named from the root of the
/// project.
///
/// # Errors
/// When there is none in it.
pub fn release(named: Option<&Path>) -> Result<PathBuf, Failure> {
    let folder = named.map_or_else(paths::dist, |named| paths::root().join(named));
    if folder.join(LASTING).join(LOADER).exists() {
        return Ok(folder);
    }
    Err(Failure::new(
        format!("there is no release in {}", folder.display()),
        format!(
            "make it first: cargo xtask dist; or name the folder of one, that {LASTING}/ lies in: \
             --from <folder>"
        ),
    ))
}

/// A file of the plugin's source.
fn source(file: &str) -> PathBuf {
    paths::root().join(SOURCE).join(file)
}

/// Every file below a folder, in the order of their names.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).context("read", folder)?.flatten() {
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
