//! What a command says when it cannot go on: what happened, where, and what to do about it.
//!
//! Knows no command and prints nothing itself.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::Path;

/// Why a command stops.
#[derive(Debug)]
pub struct Failure {
    what: String,
    help: String,
}

impl Failure {
    /// What happened and where, and what the person at the keyboard can do.
    pub fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            help: help.into(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.what)?;
        for line in self.help.lines() {
            write!(f, "\n  {line}")?;
        }
        Ok(())
    }
}

impl Error for Failure {}

/// Says which file an input or output error is about.
pub trait Context<T> {
    /// `doing` completes "cannot …": `read`, `write`, `make the folder`.
    fn context(self, doing: &str, file: &Path) -> Result<T, Failure>;
}

impl<T> Context<T> for io::Result<T> {
    fn context(self, doing: &str, file: &Path) -> Result<T, Failure> {
        self.map_err(|error| {
            let help = match error.kind() {
                io::ErrorKind::PermissionDenied => "check who owns it and who may write there",
                io::ErrorKind::NotFound => "check that the path exists",
                io::ErrorKind::StorageFull => "make room on the disk",
                _ => "look at the path, then run the command again",
            };
            Failure::new(format!("cannot {doing} {}: {error}", file.display()), help)
        })
    }
}
