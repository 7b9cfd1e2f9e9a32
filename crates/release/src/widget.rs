//! Makes the widget's own files: cargo compiles it, wasm-bindgen makes the glue, wasm-opt shrinks it.
//!
//! The size of the release is decided here. Knows nothing of pages, servers or the loader.

use tooling::{Failure, paths, toolchain};

use crate::bind::bind;
use crate::compile::{Build, compile};
use crate::files::Core;
use crate::shrink::{self, FEATURES};
use crate::split::{self, Form, Parts};
use crate::{fallback, first, later};

/// Makes the files.
pub fn build(build: Build) -> Result<Core, Failure> {
    toolchain::wasm_target()?;
    let (glue, wasm) = bind(&compile(build)?, build)?;
    let parts = match build {
        Build::Debug => split::split(&wasm, &split::GATES, Form::Wasm)?,
        _ => shrink::parts(
            &paths::cargo_target().join("wasm-opt"),
            &wasm,
            &FEATURES,
            Form::Wasm,
        )?,
    };
    let Parts {
        first: wasm, rest, ..
    } = parts;
    Ok(Core {
        glue,
        wasm,
        rest,
        first: first::module()?,
        words: later::words()?,
        fallback: match build {
            Build::Debug => None,
            _ => Some(fallback::build()?),
        },
    })
}
