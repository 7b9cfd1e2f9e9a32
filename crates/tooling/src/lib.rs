//! What every command of the project shares: where things are, how other programs are run, the tools
//! that npm and rustup bring, and how a command says that it cannot go on.
//!
//! Knows no command and nothing of the pathway or the widget.

mod failure;
pub mod npm;
pub mod paths;
pub mod process;
pub mod toolchain;

pub use failure::{Context, Failure};

use std::process::ExitCode;

/// How a command ends: what went wrong is printed on standard error.
pub fn exit_code(result: Result<(), Failure>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
