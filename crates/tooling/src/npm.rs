//! The programs that npm brings: two sets, each with a lock file that names the hash of every file,
//! installed below `target/tools` and nowhere else.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::process::run;
use crate::{Context, Failure, paths};

/// On Windows npm is a script, which must be called by its full name.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Packages that are installed together. The versions stand in the `package.json` of each set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// What the release is made with: Binaryen and esbuild.
    Build,
    /// What the tests need: the accessibility checker, and validators of FHIR.
    Tests,
}

impl Set {
    /// The folder with its `package.json` and its lock file.
    fn source(self) -> PathBuf {
        let name = match self {
            Self::Build => "build",
            Self::Tests => "tests",
        };
        paths::root().join("crates/tooling/npm").join(name)
    }

    /// Where npm puts it.
    fn folder(self) -> PathBuf {
        match self {
            Self::Build => paths::tools().join("npm-build"),
            Self::Tests => paths::npm_tools(),
        }
    }

    /// The folder of one of its packages, installed or not.
    pub fn package(self, name: &str) -> PathBuf {
        self.folder().join("node_modules").join(name)
    }

    /// Makes sure that exactly the locked packages are installed; gives the folder `node_modules`.
    ///
    /// # Errors
    /// When a file cannot be read or written, or npm does not succeed.
    pub fn install(self) -> Result<PathBuf, Failure> {
        let folder = self.folder();
        clean_install(&self.source(), &folder)?;
        Ok(folder.join("node_modules"))
    }

    /// A program that one of its packages brings, ready to be given arguments.
    ///
    /// # Errors
    /// As [`Set::install`].
    pub fn program(self, name: &str) -> Result<Command, Failure> {
        let links = self.install()?.join(".bin");
        Ok(Command::new(if cfg!(windows) {
            links.join(format!("{name}.cmd"))
        } else {
            links.join(name)
        }))
    }
}

/// Installs what the lock file in `source` names into `folder`, unless that has been done.
///
/// # Errors
/// When a file cannot be read or written, or npm does not succeed.
pub fn clean_install(source: &std::path::Path, folder: &std::path::Path) -> Result<(), Failure> {
    let read = |name: &str| {
        let file = source.join(name);
        fs::read_to_string(&file).context("read", &file)
    };
    let (manifest, lock) = (read("package.json")?, read("package-lock.json")?);
    // Written last: an installation that was broken off is done again.
    let done = folder.join("installed.json");
    if fs::read_to_string(&done).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    paths::write(&folder.join("package.json"), manifest.as_bytes())?;
    paths::write(&folder.join("package-lock.json"), lock.as_bytes())?;
    run(Command::new(NPM)
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .arg("--prefix")
        .arg(folder))?;
    paths::write(&done, lock.as_bytes())
}
