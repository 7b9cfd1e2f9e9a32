//! `cargo xtask dist`: the release, with the size and integrity of every file.
//!
//! The small build, minified and compressed, in `target/dist`. Fails when a limit is passed.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use brotli::BrotliCompress;
use brotli::enc::BrotliEncoderParams;
use serde_json::json;
use sha2::{Digest, Sha384};

use crate::arguments::Arguments;
use crate::failure::{About, Failure};
use crate::places;
use crate::programs::run as run_program;
use crate::setup::{self, Package};
use crate::site::{self, LOADER};
use crate::split;
use crate::widget::{self, Build, CORE, Core};

/// What the release may weigh, in bytes after Brotli at its highest quality.
mod limits {
    /// What a page loads before the visitor comes near the widget.
    pub const LOADER: usize = 2_000;
    /// All that is loaded before the first question can be answered; the target is 60,000.
    pub const FIRST_ANSWER: usize = 70_000;
    /// The widget without WebAssembly.
    pub const FALLBACK: usize = 90_000;
}

/// The names that the loader uses of the glue; the rest is left out.
const USED_OF_GLUE: &str = "initSync, start, add";

/// How many functions of each part are named when someone asks what weighs most.
const HEAVIEST: usize = 150;

/// The least that must be left over by minifying, so that an empty file is noticed.
const PLAUSIBLE_LOADER: usize = 500;

/// One file of the release.
struct File {
    /// Its path below `target/dist`.
    name: String,
    bytes: Vec<u8>,
    /// Whether a visitor waits for it before the first question.
    awaited: bool,
}

/// A file and what was measured of it.
struct Measured {
    name: String,
    raw: usize,
    brotli: usize,
    integrity: String,
    awaited: bool,
}

/// Makes the release.
pub fn run(mut words: Arguments) -> Result<(), Failure> {
    let sizes = words.flag("--sizes");
    words.done()?;
    let folder = places::dist();
    let files = release_files()?;
    places::emptied(&folder)?;
    let measured = files
        .iter()
        .map(|file| write_and_measure(&folder, file))
        .collect::<Result<Vec<_>, _>>()?;
    places::write(
        &folder.join("manifest.json"),
        manifest(&measured).as_bytes(),
    )?;
    print!("{}", table(&measured));
    if sizes {
        print!("{}", heaviest()?);
    }
    println!("written to {}", folder.display());
    keep_limits(&measured)
}

/// The heaviest functions of both parts of the widget.
fn heaviest() -> Result<String, Failure> {
    let mut text = String::new();
    for part in widget::PARTS {
        let file = widget::named(part);
        let weights = split::weights(&fs::read(&file).about("read", &file)?)?;
        let all: u64 = weights.iter().map(|(weight, _)| weight).sum();
        text.push_str(&format!("{part}: {} functions, {all}\n", weights.len()));
        for (weight, name) in weights.iter().take(HEAVIEST) {
            text.push_str(&format!("  {weight:>7}  {name}\n"));
        }
    }
    Ok(text)
}

/// Every file of the release, as it is published.
fn release_files() -> Result<Vec<File>, Failure> {
    let core = widget::build(Build::Small)?;
    let core = Core {
        glue: minified_glue(&core.glue)?,
        ..core
    };
    let core_folder = core_folder(&core);
    let fallback = core.fallback.unwrap_or_default();
    let mut files = vec![
        File {
            name: format!("{core_folder}/{}", Core::glue_name()),
            bytes: core.glue,
            awaited: true,
        },
        File {
            name: format!("{core_folder}/{}", Core::wasm_name()),
            bytes: core.wasm,
            awaited: true,
        },
        File {
            name: format!("{core_folder}/{}", Core::rest_name()),
            bytes: core.rest,
            awaited: false,
        },
        File {
            name: format!("{core_folder}/{}", Core::words_name()),
            bytes: core.words,
            awaited: false,
        },
        File {
            name: format!("{core_folder}/{}", Core::fallback_name()),
            bytes: fallback.first,
            awaited: false,
        },
        File {
            name: format!("{core_folder}/{}", Core::fallback_rest_name()),
            bytes: fallback.rest,
            awaited: false,
        },
    ];
    for (name, bytes) in site::page_and_companions()? {
        let loader = name == LOADER;
        files.push(File {
            bytes: if loader {
                released_loader(&bytes, &core_folder)?
            } else {
                pointed_to(&core_folder, bytes)
            },
            name,
            awaited: loader,
        });
    }
    files.sort_by(|one, other| {
        other
            .awaited
            .cmp(&one.awaited)
            .then(one.name.cmp(&other.name))
    });
    Ok(files)
}

/// The folder of the glue, the Wasm and the words, named by what is in them: a page can then never load a glue
/// from one version and a Wasm from another, and both can be cached for ever.
fn core_folder(core: &Core) -> String {
    let fallback = core.fallback.as_ref();
    let digest = Sha384::new()
        .chain_update(&core.glue)
        .chain_update(&core.wasm)
        .chain_update(&core.rest)
        .chain_update(&core.words)
        .chain_update(fallback.map_or(&[][..], |fallback| &fallback.first))
        .chain_update(fallback.map_or(&[][..], |fallback| &fallback.rest))
        .finalize();
    let hash: String = digest
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{CORE}-{hash}")
}

/// The loader, told where the core lies, minified.
fn released_loader(source: &[u8], core_folder: &str) -> Result<Vec<u8>, Failure> {
    let source = String::from_utf8_lossy(source);
    let named = format!("\"{CORE}/\"");
    if source.matches(&named).count() != 1 {
        return Err(Failure::new(
            format!("embed/{LOADER} does not name the folder {named} exactly once"),
            "the release gives that folder a name of its own: keep it in one constant",
        ));
    }
    let released = source.replace(&named, &format!("\"{core_folder}/\""));
    let folder = places::cargo_target().join("esbuild");
    let file = folder.join(LOADER);
    places::write(&file, released.as_bytes())?;
    let minified = esbuild(&file, &["--minify"])?;
    if minified.len() < PLAUSIBLE_LOADER {
        return Err(Failure::new(
            format!("the minified loader has only {} bytes", minified.len()),
            format!("see whether embed/{LOADER} is whole"),
        ));
    }
    Ok(minified)
}

/// A page that names the core's files, for example to preload them, names them where they are.
fn pointed_to(core_folder: &str, bytes: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(bytes) {
        Ok(text) => text
            .replace(&format!("\"{CORE}/"), &format!("\"{core_folder}/"))
            .into_bytes(),
        Err(binary) => binary.into_bytes(),
    }
}

/// The glue without what the loader does not use.
fn minified_glue(glue: &[u8]) -> Result<Vec<u8>, Failure> {
    let folder = places::cargo_target().join("esbuild");
    let name = Core::glue_name();
    places::write(&folder.join("core").join(&name), glue)?;
    let entry = folder.join("core/entry.js");
    let text = format!("export {{ {USED_OF_GLUE} }} from './{name}';\n");
    places::write(&entry, text.as_bytes())?;
    esbuild(&entry, &["--bundle", "--format=esm", "--minify"])
}

/// Runs the minifier. Its output is plain ASCII: some hosts serve scripts in another encoding.
fn esbuild(file: &Path, options: &[&str]) -> Result<Vec<u8>, Failure> {
    let out = file.with_extension("min.js");
    run_program(
        setup::package_program(Package::Esbuild, "esbuild")?
            .arg(file)
            .args(options)
            .args(["--charset=ascii", "--target=es2022", "--log-level=warning"])
            .arg(format!("--outfile={}", out.display()))
            .stdout(Stdio::null()),
    )?;
    fs::read(&out).about("read", &out)
}

/// Writes a file, and the same compressed beside it.
fn write_and_measure(folder: &Path, file: &File) -> Result<Measured, Failure> {
    let path = folder.join(&file.name);
    let brotli = compressed(&file.bytes)?;
    places::write(&path, &file.bytes)?;
    places::write(&folder.join(format!("{}.br", file.name)), &brotli)?;
    Ok(Measured {
        name: file.name.clone(),
        raw: file.bytes.len(),
        brotli: brotli.len(),
        integrity: format!("sha384-{}", BASE64.encode(Sha384::digest(&file.bytes))),
        awaited: file.awaited,
    })
}

/// Brotli at its highest quality, as a static host serves it.
fn compressed(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::new();
    let settings = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    BrotliCompress(&mut &*bytes, &mut out, &settings).map_err(|error| {
        Failure::new(
            format!("cannot compress a file of the release: {error}"),
            "see whether there is memory left",
        )
    })?;
    Ok(out)
}

/// The whole of what a visitor waits for: raw and Brotli bytes.
fn awaited(files: &[Measured]) -> (usize, usize) {
    let awaited = files.iter().filter(|file| file.awaited);
    awaited.fold((0, 0), |(raw, brotli), file| {
        (raw + file.raw, brotli + file.brotli)
    })
}

/// The measurements for machines.
fn manifest(files: &[Measured]) -> String {
    let (raw, brotli) = awaited(files);
    let listed: Vec<_> = files
        .iter()
        .map(|file| {
            json!({
                "path": file.name,
                "raw_bytes": file.raw,
                "brotli_bytes": file.brotli,
                "integrity": file.integrity,
                "before_the_first_answer": file.awaited,
            })
        })
        .collect();
    let manifest = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "files": listed,
        "before_the_first_answer": { "raw_bytes": raw, "brotli_bytes": brotli },
    });
    format!("{manifest:#}\n")
}

/// The measurements for people.
fn table(files: &[Measured]) -> String {
    let width = files.iter().map(|file| file.name.len()).max().unwrap_or(0);
    let width = width.max("before the first answer".len());
    let line =
        |name: &str, raw: usize, brotli: usize| format!("  {name:width$}  {raw:>9}  {brotli:>9}\n");
    let mut text = format!("\n  {:width$}  {:>9}  {:>9}\n", "file", "bytes", "Brotli");
    for file in files {
        text.push_str(&line(&file.name, file.raw, file.brotli));
    }
    let (raw, brotli) = awaited(files);
    text.push_str(&line("before the first answer", raw, brotli));
    text.push('\n');
    text
}

/// Fails with every limit that is passed, not only the first.
fn keep_limits(files: &[Measured]) -> Result<(), Failure> {
    let loader = files.iter().filter(|file| file.name == LOADER);
    let weights = [
        (
            "the loader",
            loader.map(|file| file.brotli).sum(),
            limits::LOADER,
        ),
        (
            "the widget without WebAssembly",
            files
                .iter()
                .filter(|file| file.name.ends_with(&Core::fallback_name()))
                .map(|file| file.brotli)
                .sum(),
            limits::FALLBACK,
        ),
        (
            "all before the first answer",
            awaited(files).1,
            limits::FIRST_ANSWER,
        ),
    ];
    let passed: Vec<_> = weights
        .iter()
        .filter(|(_, weight, limit)| weight > limit)
        .map(|(what, weight, limit)| format!("{what} weighs {weight} bytes of {limit} allowed"))
        .collect();
    if passed.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        format!("the release is too heavy: {}", passed.join("; ")),
        "see what grew: `cargo tree --target wasm32-unknown-unknown --edges normal` shows what \
         the widget carries",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, brotli: usize, awaited: bool) -> Measured {
        Measured {
            name: name.to_owned(),
            raw: brotli * 3,
            brotli,
            integrity: String::new(),
            awaited,
        }
    }

    #[test]
    fn a_release_within_its_limits_passes() {
        let files = [
            file(LOADER, limits::LOADER, true),
            file("core/x.wasm", limits::FIRST_ANSWER - limits::LOADER, true),
            file("index.html", 1_000_000, false),
        ];
        keep_limits(&files).expect("it is within them");
    }

    #[test]
    fn each_limit_that_is_passed_is_named() {
        let fallback = format!("core/{}", Core::fallback_name());
        let files = [
            file(&fallback, limits::FALLBACK + 1, false),
            file(LOADER, limits::LOADER + 1, true),
            file("core/x.wasm", limits::FIRST_ANSWER, true),
        ];
        let failure = keep_limits(&files).expect_err("it is not").to_string();
        assert!(failure.contains("the loader weighs 2001"), "{failure}");
        assert!(failure.contains("without WebAssembly weighs"), "{failure}");
        let all = limits::FIRST_ANSWER + limits::LOADER + 1;
        let told = format!("first answer weighs {all}");
        assert!(failure.contains(&told), "{failure}");
    }

    #[test]
    fn the_loader_must_name_the_core_exactly_once() {
        let failure = released_loader(b"const CORE = 'core/';", "core-1").expect_err("no name");
        assert!(failure.to_string().contains("exactly once"), "{failure}");
    }

    #[test]
    fn a_page_is_pointed_to_the_released_core() {
        let page = pointed_to("core-1", br#"<link href="core/who-to-see.js">"#.to_vec());
        assert_eq!(page, br#"<link href="core-1/who-to-see.js">"#);
    }
}
