//! `cargo xtask dist`: the release, with the size and integrity of every file.
//!
//! The small build, minified and compressed, in `target/dist`: once in a folder that lasts, for pages
//! that want every repair, and once in a folder of this version, for pages that pin it. Fails when a
//! limit is passed.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use brotli::BrotliCompress;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use sha2::{Digest, Sha384};

use crate::arguments::Arguments;
use crate::bundled;
use crate::failure::{About, Failure};
use crate::hosts;
use crate::places;
use crate::programs::run as run_program;
use crate::seal;
use crate::setup::{self, Package};
use crate::site::{self, LOADER};
use crate::split;
use crate::widget::{self, Build, CORE, Core};

/// The folder whose address lasts as long as the contract with the page does: its attributes, events
/// and tokens. The events carry the same number.
pub const LASTING: &str = "v1";

/// The folder of this very version.
pub const EXACT: &str = env!("CARGO_PKG_VERSION");

/// The measurements of all files, in the root of the release.
const MANIFEST: &str = "manifest.json";

/// What the release may weigh, in bytes after Brotli at its highest quality.
mod limits {
    /// What a page loads before the visitor comes near the widget.
    pub const LOADER: usize = 3_400;
    /// All that is loaded before the first question can be answered; the target is 60,000.
    pub const FIRST_ANSWER: usize = 72_000;
    /// The widget without WebAssembly.
    pub const FALLBACK: usize = 90_000;
}

/// The names that the loader uses of the glue; the rest is left out.
const USED_OF_GLUE: &str = "initSync, start, restart, add, end, ours, stops";

/// How many functions of each part are named when someone asks what weighs most.
const HEAVIEST: usize = 150;

/// The least that must be left over by minifying, so that an empty file is noticed.
const PLAUSIBLE_SCRIPT: usize = 300;

/// One file of the release.
struct File {
    /// Its path below the folder of the version.
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
    gzip: usize,
    integrity: String,
    awaited: bool,
}

/// Makes the release.
pub fn run(mut words: Arguments) -> Result<(), Failure> {
    let sizes = words.flag("--sizes");
    words.done()?;
    let folder = places::dist();
    let core = seal::core(small_core()?);
    let core_folder = core_folder(&core);
    let files = release_files(core, &core_folder)?;
    places::emptied(&folder)?;
    let measured = files
        .iter()
        .map(|file| write_and_measure(&folder, file))
        .collect::<Result<Vec<_>, _>>()?;
    places::write(&folder.join(MANIFEST), manifest(&measured).as_bytes())?;
    for (name, text) in hosts::files(&core_folder) {
        places::write(&folder.join(name), text.as_bytes())?;
    }
    places::write(&folder.join("index.html"), &demonstration()?)?;
    check(&folder)?;
    print!("{}", table(&measured));
    if sizes {
        print!("{}", heaviest()?);
    }
    println!(
        "written to {}, in {LASTING}/ and in {EXACT}/",
        folder.display()
    );
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

/// The widget, as small as it can be.
fn small_core() -> Result<Core, Failure> {
    let core = widget::build(Build::Small)?;
    Ok(Core {
        glue: minified_glue(&core.glue)?,
        ..core
    })
}

/// Every file of a version's folder, as it is published.
fn release_files(core: Core, core_folder: &str) -> Result<Vec<File>, Failure> {
    let (licences, bill) = bundled::licences_and_bill()?;
    let beside = |name: &str, bytes: Vec<u8>| File {
        name: name.to_owned(),
        bytes,
        awaited: false,
    };
    let mut files = vec![
        beside("licences.txt", licences.into_bytes()),
        beside("sbom.cdx.json", bill.into_bytes()),
    ];
    for (name, bytes) in site::page_and_companions()? {
        if name == site::PAGE {
            continue;
        }
        let loader = name == LOADER;
        let bytes = if loader {
            let source = String::from_utf8_lossy(&bytes);
            let sealed = seal::loader(&source, core_folder, &core.glue, &core.wasm)?;
            minified(&name, sealed.as_bytes())?
        } else if name.ends_with(".js") {
            minified(&name, &bytes)?
        } else {
            bytes
        };
        files.push(File {
            bytes,
            name,
            awaited: loader,
        });
    }
    let fallback = core.fallback.unwrap_or_default();
    let of_core = [
        (Core::glue_name(), core.glue, true),
        (Core::wasm_name(), core.wasm, true),
        (Core::rest_name(), core.rest, false),
        (Core::words_name(), core.words, false),
        (Core::fallback_name(), fallback.first, false),
        (Core::fallback_rest_name(), fallback.rest, false),
    ];
    files.extend(of_core.map(|(name, bytes, awaited)| File {
        name: format!("{core_folder}/{name}"),
        bytes,
        awaited,
    }));
    files.sort_by(|one, other| {
        other
            .awaited
            .cmp(&one.awaited)
            .then(one.name.cmp(&other.name))
    });
    Ok(files)
}

/// The demonstration page, in the root of the release.
fn demonstration() -> Result<Vec<u8>, Failure> {
    let files = site::page_and_companions()?;
    let page = files.into_iter().find(|(name, _)| name == site::PAGE);
    let page = page.map(|(_, bytes)| bytes).unwrap_or_default();
    let page = String::from_utf8_lossy(&page);
    let tag = |folder: &str| format!("src=\"{folder}{LOADER}\"");
    if page.matches(&tag("")).count() != 1 {
        return Err(Failure::new(
            format!("index.html does not hold {} exactly once", tag("")),
            "the release puts the loader into a folder of its own",
        ));
    }
    let released = page.replace(&tag(""), &tag(&format!("{LASTING}/")));
    Ok(released.into_bytes())
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

/// A script of ours, minified.
fn minified(name: &str, source: &[u8]) -> Result<Vec<u8>, Failure> {
    let file = places::cargo_target().join("esbuild").join(name);
    places::write(&file, source)?;
    let minified = esbuild(&file, &["--minify"])?;
    if minified.len() < PLAUSIBLE_SCRIPT {
        return Err(Failure::new(
            format!("the minified {name} has only {} bytes", minified.len()),
            format!("see whether embed/{name} is whole"),
        ));
    }
    Ok(minified)
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

/// Writes a file into both folders, and the same compressed beside it.
fn write_and_measure(folder: &Path, file: &File) -> Result<Measured, Failure> {
    let brotli = compressed(&file.bytes)?;
    let gzip = zipped(&file.bytes)?;
    for version in [LASTING, EXACT] {
        let path = folder.join(version).join(&file.name);
        let beside = |end: &str| path.with_file_name(format!("{}{end}", file_name(&path)));
        places::write(&path, &file.bytes)?;
        places::write(&beside(".br"), &brotli)?;
        places::write(&beside(".gz"), &gzip)?;
    }
    Ok(Measured {
        name: file.name.clone(),
        raw: file.bytes.len(),
        brotli: brotli.len(),
        gzip: gzip.len(),
        integrity: integrity(&file.bytes),
        awaited: file.awaited,
    })
}

/// The last part of a path.
fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// What a page writes into its `integrity` attribute.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64.encode(Sha384::digest(bytes)))
}

/// gzip, for hosts that know nothing newer. Without a date, so that the same bytes come out.
fn zipped(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.map_err(no_room)
}

fn no_room(error: std::io::Error) -> Failure {
    Failure::new(
        format!("cannot compress a file of the release: {error}"),
        "see whether there is memory left",
    )
}

/// Every file that the manifest names is there, with its bytes and its hash, and so are its
/// compressed forms.
fn check(folder: &Path) -> Result<(), Failure> {
    let path = folder.join(MANIFEST);
    let text = fs::read_to_string(&path).about("read", &path)?;
    let broken = |what: String| Failure::new(what, "run `cargo xtask dist` again");
    let manifest: Value = serde_json::from_str(&text)
        .map_err(|error| broken(format!("{} is no JSON: {error}", path.display())))?;
    let listed = manifest["files"].as_array().cloned().unwrap_or_default();
    if listed.is_empty() {
        return Err(broken(format!("{} names no file", path.display())));
    }
    for file in listed {
        let name = file["path"].as_str().unwrap_or_default();
        let path = folder.join(name);
        let bytes = fs::read(&path).about("read", &path)?;
        if file["integrity"] != integrity(&bytes) || file["raw_bytes"] != bytes.len() {
            return Err(broken(format!("{name} is not what the manifest says")));
        }
        for (end, size) in [(".br", "brotli_bytes"), (".gz", "gzip_bytes")] {
            let path = folder.join(format!("{name}{end}"));
            let packed = fs::read(&path).about("read", &path)?;
            if file[size] != packed.len() || unpacked(end, &packed) != bytes {
                return Err(broken(format!("{name}{end} is not {name}, compressed")));
            }
        }
    }
    Ok(())
}

/// What a compressed file holds; nothing if it cannot be read.
fn unpacked(end: &str, mut packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read = if end == ".br" {
        brotli::BrotliDecompress(&mut packed, &mut bytes)
    } else {
        let mut decoder = flate2::write::GzDecoder::new(&mut bytes);
        decoder
            .write_all(packed)
            .and_then(|()| decoder.try_finish())
    };
    if read.is_err() {
        bytes.clear();
    }
    bytes
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
    BrotliCompress(&mut &*bytes, &mut out, &settings).map_err(no_room)?;
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
    let in_both = |version: &'static str| files.iter().map(move |file| (version, file));
    let listed: Vec<_> = in_both(LASTING)
        .chain(in_both(EXACT))
        .map(|(version, file)| {
            json!({
                "path": format!("{version}/{}", file.name),
                "raw_bytes": file.raw,
                "brotli_bytes": file.brotli,
                "gzip_bytes": file.gzip,
                "integrity": file.integrity,
                "before_the_first_answer": file.awaited,
            })
        })
        .collect();
    let manifest = json!({
        "version": EXACT,
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
            gzip: brotli,
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
        let loader = format!("the loader weighs {}", limits::LOADER + 1);
        assert!(failure.contains(&loader), "{failure}");
        assert!(failure.contains("without WebAssembly weighs"), "{failure}");
        let all = limits::FIRST_ANSWER + limits::LOADER + 1;
        let told = format!("first answer weighs {all}");
        assert!(failure.contains(&told), "{failure}");
    }

    #[test]
    fn a_release_is_what_its_manifest_says() {
        let folder = places::cargo_target().join("tests/release");
        places::emptied(&folder).expect("there is room");
        let file = File {
            name: "core/x.js".to_owned(),
            bytes: b"export {};".repeat(50),
            awaited: true,
        };
        let measured = write_and_measure(&folder, &file).expect("there is room");
        places::write(&folder.join(MANIFEST), manifest(&[measured]).as_bytes())
            .expect("there is room");
        check(&folder).expect("nothing was touched");

        let touched = [
            format!("{LASTING}/core/x.js"),
            format!("{EXACT}/core/x.js.br"),
            format!("{EXACT}/core/x.js.gz"),
        ];
        for name in touched {
            let path = folder.join(&name);
            let bytes = fs::read(&path).expect("it was written");
            let mut other = bytes.clone();
            other[12] ^= 1;
            places::write(&path, &other).expect("there is room");
            let failure = check(&folder).expect_err("it was touched").to_string();
            assert!(failure.contains(&name), "{failure}");
            fs::remove_file(&path).expect("it is there");
            check(&folder).expect_err("it is missing");
            places::write(&path, &bytes).expect("there is room");
        }
        check(&folder).expect("all is as it was");
    }

    #[test]
    fn the_page_of_the_iframe_allows_its_own_style() {
        let page = places::read("embed/embed.html").expect("it is there");
        let (_, style) = page.split_once("<style>").expect("it has one");
        let (style, _) = style.split_once("</style>").expect("it ends");
        let policy = format!("style-src '{}'", seal::integrity(style.as_bytes()));
        assert!(page.contains(&policy), "embed.html must say {policy}");
    }

    #[test]
    fn the_demonstration_page_finds_the_loader() {
        let page = String::from_utf8(demonstration().expect("it is made")).expect("it is text");
        assert!(page.contains("src=\"v1/who-to-see.js\""));
    }
}
