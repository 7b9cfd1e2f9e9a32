//! wasm-bindgen: the JavaScript glue of the compiled widget.

use std::path::Path;

use tooling::Failure;
use wasm_bindgen_cli_support::{Bindgen, Output};

use crate::compile::Build;
use crate::files::NAME;
use crate::guarded::guarded;
use crate::minify::mangled;

/// Makes the glue and the module that fits it. In a small build both call each other by the short
/// names that esbuild gives: those of wasm-bindgen hold hashes, which do not compress.
///
/// # Errors
/// When wasm-bindgen refuses what was compiled, or writes its glue in another way than it did.
pub fn bind(compiled: &Path, build: Build) -> Result<(Vec<u8>, Vec<u8>), Failure> {
    let mut made = bound(compiled, build)?;
    let mut glue = guarded(made.js())?.into_bytes();
    let module = made.wasm_mut();
    if build == Build::Small {
        let (short, names) = mangled(&glue)?;
        let imports = module.imports.iter_mut().map(|import| &mut import.name);
        let exports = module.exports.iter_mut().map(|export| &mut export.name);
        for name in imports.chain(exports) {
            if let Some(short) = names.get(&**name) {
                name.clone_from(short);
            }
        }
        glue = short;
    }
    Ok((glue, module.emit_wasm()))
}

/// Makes a page's own program of a compiled crate, as `wasm-bindgen --target web` does: `NAME.js` and
/// `NAME_bg.wasm` in a folder. For pages of other people that the tests open.
///
/// # Errors
/// When wasm-bindgen refuses it, or a file cannot be written.
pub fn page_program(compiled: &Path, name: &str, folder: &Path) -> Result<(), Failure> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .out_name(name)
        .typescript(false)
        .omit_default_module_path(false);
    let made = bindgen.web(true).and_then(|web| web.generate(folder));
    made.map_err(|error| {
        Failure::new(
            format!("wasm-bindgen refuses {}: {error:#}", compiled.display()),
            "its wasm-bindgen must have the version that Cargo.toml here names",
        )
    })
}

/// What wasm-bindgen makes of the compiled widget. The library is pinned to the version that the
/// widget is compiled against, so the two can never disagree.
///
/// # Errors
/// When wasm-bindgen refuses it, or a dependency brings scripts that nobody would fetch.
pub fn bound(compiled: &Path, build: Build) -> Result<Output, Failure> {
    let failed = |error| {
        Failure::new(
            format!("wasm-bindgen refuses {}: {error:#}", compiled.display()),
            "wasm-bindgen and wasm-bindgen-cli-support must have the same version in Cargo.lock",
        )
    };
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .out_name(NAME)
        .typescript(false)
        .demangle(false)
        // `dist --sizes` reads the names; wasm-opt leaves them out of what is published.
        .remove_name_section(false)
        .remove_producers_section(true)
        // The loader names the file; a second name for it could only be wrong.
        .omit_default_module_path(true);
    let made = match build {
        // Its functions are imported by name, as those of any module.
        Build::Plain => bindgen.bundler(true),
        _ => bindgen.web(true),
    };
    let made = made.and_then(Bindgen::generate_output).map_err(failed)?;
    let brings_files = made.snippets().values().any(|files| !files.is_empty());
    if brings_files || !made.local_modules().is_empty() {
        return Err(Failure::new(
            format!(
                "a dependency of the widget brings JavaScript files of its own: {:?} {:?}",
                made.snippets().keys(),
                made.local_modules().keys()
            ),
            "the loader fetches the glue and the Wasm only: use web-sys or js-sys instead",
        ));
    }
    Ok(made)
}
