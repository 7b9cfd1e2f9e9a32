//! The widget's own files: cargo compiles it, wasm-bindgen makes the glue, wasm-opt shrinks it.
//!
//! The size of the release is decided here. Knows nothing of pages, servers or the loader.

use std::fs;
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::{Bindgen, Output};

use crate::failure::{About, Failure};
use crate::fallback::{self, Fallback};
use crate::guarded::guarded;
use crate::neighbours::neighbours;
use crate::places;
use crate::programs::{cargo, run};
use crate::setup::{self, Package};
use crate::short_names::ShortNames;
use crate::split::{self, Form, Parts};

/// The package, and the stem of two of its files. Trunk gives them the same names.
pub const NAME: &str = "who-to-see";

/// The folder below the loader that they lie in. They only work together, so they share it.
pub const CORE: &str = "core";

/// How much care is taken over the size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// Compiled quickly, with every check of a debug build.
    Debug,
    /// Compiled as stable Rust compiles it.
    Release,
    /// Compiled together with its standard library, without panic messages: what is published.
    Small,
    /// As small, with nothing that the first WebAssembly did not have: what becomes JavaScript.
    Plain,
}

/// The files.
#[derive(Debug)]
pub struct Core {
    /// The JavaScript module that wasm-bindgen writes.
    pub glue: Vec<u8>,
    /// The compiled widget, as far as the first answer needs it.
    pub wasm: Vec<u8>,
    /// The rest of the compiled widget.
    pub rest: Vec<u8>,
    /// The words and styles that the compiled widget does not carry.
    pub words: Vec<u8>,
    /// The widget as a JavaScript module, for browsers and policies without WebAssembly. Not made
    /// while someone waits for a debug build.
    pub fallback: Option<Fallback>,
}

impl Core {
    /// The glue's file name.
    pub fn glue_name() -> String {
        format!("{NAME}.js")
    }

    /// The file name of the widget without WebAssembly.
    pub fn fallback_name() -> String {
        format!("{NAME}-fallback.js")
    }

    /// The file name of the rest of the widget without WebAssembly.
    pub fn fallback_rest_name() -> String {
        format!("{NAME}-fallback-rest.js")
    }

    /// The words' file name.
    pub fn words_name() -> String {
        format!("{NAME}-words.js")
    }

    /// The compiled widget's file name.
    pub fn wasm_name() -> String {
        format!("{NAME}_bg.wasm")
    }

    /// The file name of the rest of the compiled widget.
    pub fn rest_name() -> String {
        format!("{NAME}-rest.wasm")
    }
}

/// What the compiler is told for the small build, beyond what `[profile.release]` says already.
///
/// Panics become a bare `unreachable`, which the loader catches; no text about them is carried.
const SMALL: &str = "-Csymbol-mangling-version=v0 -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none \
                     -Zfmt-debug=none";

/// Functions keep the names by which the widget is cut in two.
const NAMES: &str = "-Csymbol-mangling-version=v0";

/// What the engines under test accept, each by its name: asking for all features also brings some
/// that no browser has yet, and the module is then refused.
const FEATURES: [&str; 8] = [
    "--mvp-features",
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Makes the files.
pub fn build(build: Build) -> Result<Core, Failure> {
    setup::wasm_target()?;
    let (glue, wasm) = bind(&compile(build)?, build)?;
    let Parts { first, rest, .. } = match build {
        Build::Debug => split::split(&wasm, &split::GATES, Form::Wasm)?,
        _ => parts(
            &places::cargo_target().join("wasm-opt"),
            &wasm,
            &FEATURES,
            Form::Wasm,
        )?,
    };
    Ok(Core {
        glue,
        wasm: first,
        rest,
        words: words()?,
        fallback: match build {
            Build::Debug => None,
            _ => Some(fallback::build()?),
        },
    })
}

/// Runs cargo; gives the file it made.
pub(crate) fn compile(build: Build) -> Result<PathBuf, Failure> {
    let profile = if build == Build::Debug {
        "dev"
    } else {
        "release"
    };
    let mut target = places::cargo_target();
    let mut command = cargo();
    command
        .args(["rustc", "--lib", "--package", NAME])
        // The package is a Rust library as well, for its tests, and for two kinds at once cargo
        // leaves out the link-time optimisation that `[profile.release]` asks for.
        .args(["--crate-type", "cdylib", "--features", "apart"])
        .args(["--target", setup::WASM])
        .args(["--profile", profile]);
    if matches!(build, Build::Small | Build::Plain) {
        setup::rust_source()?;
        // A folder of its own: build scripts look at RUSTC_BOOTSTRAP, and sharing one would compile
        // everything anew each time one build follows the other.
        target.push(if build == Build::Small {
            "small"
        } else {
            "plain"
        });
        let flags = match build {
            Build::Plain => format!("{SMALL} -Ctarget-cpu=mvp"),
            _ => SMALL.to_owned(),
        };
        command
            .args(["-Zbuild-std=std,panic_abort"])
            .args(["-Zbuild-std-features=optimize_for_size"])
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", flags);
    }
    if matches!(build, Build::Debug | Build::Release) {
        command.env("RUSTFLAGS", NAMES);
    }
    run(command.arg("--target-dir").arg(&target))?;
    let folder = if build == Build::Debug {
        "debug"
    } else {
        "release"
    };
    let file = NAME.replace('-', "_");
    Ok(target
        .join(setup::WASM)
        .join(folder)
        .join(file)
        .with_extension("wasm"))
}

/// Makes the glue. The library is pinned to the version that the widget is compiled against, so the
/// two can never disagree.
fn bind(compiled: &Path, build: Build) -> Result<(Vec<u8>, Vec<u8>), Failure> {
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

/// What wasm-bindgen makes of the compiled widget. What its module calls by short names, its glue
/// still calls by the long ones.
pub(crate) fn bound(compiled: &Path, build: Build) -> Result<(Output, ShortNames), Failure> {
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

/// What comes after the widget, as a JavaScript module: some pages allow scripts and no
/// other requests.
fn words() -> Result<Vec<u8>, Failure> {
    let broken = |message: String| Failure::new(message, "mend it, and run the command again");
    let content = content::load(&places::root().join("content"))
        .map_err(|problems| broken(problems.to_string()))?;
    let english = content.languages.iter().find(|words| &*words.code == "en");
    let parts = english.and_then(|words| content::parts(&content.pathway, words));
    let (_, later) = parts.ok_or_else(|| {
        broken("content/ has no language `en` or no question to begin the second part".to_owned())
    })?;
    let styles = stylesheets::whole(&places::root().join("styles"))
        .map_err(|error| broken(format!("cannot read the styles: {error}")))?;
    let whole = content::bare(&content.pathway).map_err(|error| broken(error.to_string()))?;
    let module = format!(
        "export const words = `{}\n{}`, styles = `{}`;\n",
        in_letters(&whole),
        in_template(&later),
        in_template(&styles)
    );
    Ok(module.into_bytes())
}

/// Bytes as text that every encoding writes alike: two letters for each.
fn in_letters(bytes: &[u8]) -> String {
    let letter = |half: u8| char::from(b'a' + half);
    let both = |byte: &u8| [letter(byte >> 4), letter(byte & 15)];
    bytes.iter().flat_map(both).collect()
}

/// Text as it stands between backticks.
fn in_template(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('`', "\\`")
        .replace("${", "\\${")
}

/// The two parts of the widget, as the files are called that `wasm-opt` reads.
pub const PARTS: [&str; 2] = ["first", "rest"];

/// A part of the widget that still has the names of its functions.
pub fn named(part: &str) -> PathBuf {
    places::cargo_target()
        .join("wasm-opt")
        .join(part)
        .with_extension("wasm")
}

/// Shrinks the compiled widget, and cuts it in two.
pub(crate) fn parts(
    folder: &Path,
    wasm: &[u8],
    features: &[&str],
    form: Form,
) -> Result<Parts, Failure> {
    let gates = split::gate_names(wasm, &split::GATES)?;
    let whole: Vec<String> = gates
        .iter()
        .map(|gate| format!("--no-inline={gate}"))
        .collect();
    let whole = whole.iter().map(String::as_str);
    let whole: Vec<&str> = whole.chain(["-g", "-Oz", "--converge"]).collect();
    let whole = wasm_opt(folder, "whole", wasm, &[features, &whole].concat())?;
    let Parts { first, rest, doors } = split::split(&whole, &split::GATES, form)?;
    let last = [features, &["-Oz", "--strip-debug", "--strip-producers"]].concat();
    let finished = |name: &str, part: &[u8]| neighbours(&wasm_opt(folder, name, part, &last)?);
    Ok(Parts {
        first: finished("first", &first)?,
        rest: finished("rest", &rest)?,
        doors,
    })
}

/// Runs wasm-opt.
fn wasm_opt(folder: &Path, name: &str, wasm: &[u8], options: &[&str]) -> Result<Vec<u8>, Failure> {
    let before = folder.join(name).with_extension("wasm");
    let after = folder.join(name).with_extension("small.wasm");
    places::write(&before, wasm)?;
    run(setup::package_program(Package::Binaryen, "wasm-opt")?
        .args(options)
        // Left as they are, both make the file smaller and its compressed form larger.
        .args([
            "--one-caller-inline-max-function-size=100",
            "--skip-pass=local-cse",
        ])
        .arg("--strip-target-features")
        .arg(&before)
        .arg("-o")
        .arg(&after))?;
    fs::read(&after).about("read", &after)
}
