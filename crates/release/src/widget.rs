//! Makes the widget's own files: cargo compiles it, wasm-bindgen makes the glue, wasm-opt shrinks it.
//!
//! The size of the release is decided here. Knows nothing of pages, servers or the loader.

use tooling::{Failure, toolchain};

use crate::bind::bind;
use crate::compile::{Build, compile};
use crate::files::Core;
use crate::shrink::{self, FEATURES, shrunk};
use crate::{deferred, fallback, first};

/// Makes the files.
///
/// # Errors
/// When something cannot be compiled, or a tool cannot be had.
pub fn build(build: Build) -> Result<Core, Failure> {
    toolchain::wasm_target()?;
    let (glue, compiled) = bind(&compile(build)?, build)?;
    // Nobody waits for wasm-opt, or for the fallback, while the widget is developed.
    let (wasm, fallback) = match build {
        Build::Debug => (compiled, None),
        _ => (
            shrunk(&shrink::folder(), &compiled, &FEATURES)?,
            Some(fallback::build()?),
        ),
    };
    Ok(Core {
        glue,
        wasm,
        words: deferred::module()?,
        first: first::module()?,
        fallback,
    })
}
