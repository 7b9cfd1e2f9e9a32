//! The quick build: the widget to look at, and the pages for owners, whose bytes do not count.
//!
//! Stable Rust as it comes, one file of Wasm that is not shrunk, no fallback, nothing from npm: the
//! same as `trunk serve` makes. How it is compiled says the crate `launch`, which begins earlier.

use std::path::Path;

use tooling::process::run;
use tooling::{Failure, paths, toolchain};
use wasm_bindgen_cli_support::Bindgen;

/// Compiles a package quickly, and writes its Wasm and its glue into a folder.
///
/// # Errors
/// When something cannot be compiled or written.
pub fn module(package: &str, folder: &Path) -> Result<(), Failure> {
    toolchain::wasm_target()?;
    run(&mut launch::compile(package))?;
    paths::emptied(folder)?;
    let made = Bindgen::new()
        .input_path(launch::compiled(package))
        .out_name(package)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder));
    made.map_err(|error| {
        Failure::new(
            format!("wasm-bindgen refuses {package}: {error:#}"),
            "wasm-bindgen and wasm-bindgen-cli-support must have the same version in Cargo.lock",
        )
    })
}
