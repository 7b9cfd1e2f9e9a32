//! wasm-bindgen: the JavaScript glue of the compiled widget, and the names that both call each other by.

use std::path::Path;

use tooling::Failure;
use wasm_bindgen_cli_support::{Bindgen, Output};

use crate::compile::Build;
use crate::files::NAME;
use crate::guarded::guarded;
use crate::short_names::ShortNames;

/// Makes the glue. The library is pinned to the version that the widget is compiled against, so the
/// two can never disagree.
pub fn bind(compiled: &Path, build: Build) -> Result<(Vec<u8>, Vec<u8>), Failure> {
    let (mut made, names) = bound(compiled, build)?;
    let module = made.wasm_mut();
    // Every import names the glue, which finds itself under any name.
    let glue_module = format!("./{NAME}_bg.js");
    for import in module.imports.iter_mut() {
        if import.module == glue_module {
            import.module = "g".to_owned();
        }
    }
    let wasm = module.emit_wasm();
    let glue = names.replace_in(&guarded(made.js())?);
    let glue = glue.replace(&format!("\"{glue_module}\""), "\"g\"");
    Ok((glue.into_bytes(), wasm))
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

/// What wasm-bindgen makes of the compiled widget. What its module calls by short names, its glue
/// still calls by the long ones.
pub fn bound(compiled: &Path, build: Build) -> Result<(Output, ShortNames), Failure> {
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
        // The names say where the widget is cut in two; they are left out afterwards.
        .remove_name_section(false)
        .remove_producers_section(true)
        // The loader names the file; a second name for it could only be wrong.
        .omit_default_module_path(true);
    let made = match build {
        // Its functions are imported by name, as those of any module.
        Build::Plain => bindgen.bundler(true),
        _ => bindgen.web(true),
    };
    let mut made = made.and_then(Bindgen::generate_output).map_err(failed)?;
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
    let mut names = ShortNames::default();
    let module = made.wasm_mut();
    for import in module.imports.iter_mut() {
        import.name = names.of(&import.name);
    }
    for export in module.exports.iter_mut() {
        export.name = names.of(&export.name);
    }
    Ok((made, names))
}
