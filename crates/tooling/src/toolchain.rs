//! What the compiler needs besides itself: the target of the widget, the source of its own library.

use std::path::PathBuf;
use std::process::Command;

use crate::Failure;
use crate::process::{output, run};

/// The target that the widget is compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that the widget can be compiled.
///
/// # Errors
/// When rustup cannot install the target.
pub fn wasm_target() -> Result<(), Failure> {
    if sysroot()?
        .join("lib/rustlib")
        .join(WASM)
        .join("lib")
        .exists()
    {
        return Ok(());
    }
    rustup(&["target", "add", WASM])
}

/// Makes sure that the standard library can be compiled along with the widget.
///
/// # Errors
/// When rustup cannot install the source.
pub fn rust_source() -> Result<(), Failure> {
    let lock = "lib/rustlib/src/rust/library/Cargo.lock";
    if sysroot()?.join(lock).exists() {
        return Ok(());
    }
    rustup(&["component", "add", "rust-src"])
}

/// Where the compiler in use keeps its libraries.
///
/// # Errors
/// When there is no compiler.
pub fn sysroot() -> Result<PathBuf, Failure> {
    output(Command::new("rustc").args(["--print", "sysroot"])).map(PathBuf::from)
}

/// Called by name: the proxies of rustup may be told not to install anything by themselves.
fn rustup(arguments: &[&str]) -> Result<(), Failure> {
    run(Command::new("rustup").args(arguments))
}
