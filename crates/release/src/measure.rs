//! Compresses, writes and measures the files of the release, and checks what was written against its
//! manifest.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use brotli::BrotliCompress;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use sha2::{Digest, Sha384};
use tooling::{Context, Failure, paths};

use crate::files::{Core, EXACT, LASTING, LOADER};

/// The measurements of all files, in the root of the release.
pub const MANIFEST: &str = "manifest.json";

/// One file of the release.
pub struct File {
    /// Its path below the folder of the version.
    pub name: String,
    pub bytes: Vec<u8>,
    /// Whether the widget is live only once it has come.
    pub awaited: bool,
}

/// A file and what was measured of it.
pub struct Measured {
    pub name: String,
    pub raw: usize,
    pub brotli: usize,
    pub gzip: usize,
    pub integrity: String,
    pub awaited: bool,
}

/// Writes a file into both folders, and the same compressed beside it.
pub fn write_and_measure(folder: &Path, file: &File) -> Result<Measured, Failure> {
    let brotli = compressed(&file.bytes)?;
    let gzip = zipped(&file.bytes)?;
    for version in [LASTING, EXACT] {
        let path = folder.join(version).join(&file.name);
        let beside = |end: &str| path.with_file_name(format!("{}{end}", file_name(&path)));
        paths::write(&path, &file.bytes)?;
        paths::write(&beside(".br"), &brotli)?;
        paths::write(&beside(".gz"), &gzip)?;
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
pub fn check(folder: &Path) -> Result<(), Failure> {
    let path = folder.join(MANIFEST);
    let text = fs::read_to_string(&path).context("read", &path)?;
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
        let bytes = fs::read(&path).context("read", &path)?;
        if file["integrity"] != integrity(&bytes) || file["raw_bytes"] != bytes.len() {
            return Err(broken(format!("{name} is not what the manifest says")));
        }
        for (end, size) in [(".br", "brotli_bytes"), (".gz", "gzip_bytes")] {
            let path = folder.join(format!("{name}{end}"));
            let packed = fs::read(&path).context("read", &path)?;
            if file[size] != packed.len() || unpacked(end, &packed) != bytes {
                return Err(broken(format!("{name}{end} is not {name}, compressed")));
            }
        }
    }
    Ok(())
}

/// What a compressed file holds; nothing if it cannot be read.
pub fn unpacked(end: &str, mut packed: &[u8]) -> Vec<u8> {
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

/// All that comes until the widget is live: raw and Brotli bytes.
pub fn awaited(files: &[Measured]) -> (usize, usize) {
    let awaited = files.iter().filter(|file| file.awaited);
    awaited.fold((0, 0), |(raw, brotli), file| {
        (raw + file.raw, brotli + file.brotli)
    })
}

/// What the first question needs to be seen and ticked: raw and Brotli bytes.
pub fn before_first_tick(files: &[Measured]) -> (usize, usize) {
    let first = Core::first_name();
    let shows = |file: &&Measured| file.name == LOADER || file.name.ends_with(&first);
    let shows = files.iter().filter(shows);
    shows.fold((0, 0), |(raw, brotli), file| {
        (raw + file.raw, brotli + file.brotli)
    })
}

/// The measurements for machines.
pub fn manifest(files: &[Measured]) -> String {
    let (raw, brotli) = awaited(files);
    let (first_raw, first_brotli) = before_first_tick(files);
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
                "until_live": file.awaited,
            })
        })
        .collect();
    let manifest = json!({
        "version": EXACT,
        "files": listed,
        "before_the_first_tick": { "raw_bytes": first_raw, "brotli_bytes": first_brotli },
        "until_live": { "raw_bytes": raw, "brotli_bytes": brotli },
    });
    format!("{manifest:#}\n")
}

/// The measurements for people.
pub fn table(files: &[Measured]) -> String {
    let width = files.iter().map(|file| file.name.len()).max().unwrap_or(0);
    let width = width.max("until live".len());
    let line =
        |name: &str, raw: usize, brotli: usize| format!("  {name:width$}  {raw:>9}  {brotli:>9}\n");
    let mut text = format!("\n  {:width$}  {:>9}  {:>9}\n", "file", "bytes", "Brotli");
    for file in files {
        text.push_str(&line(&file.name, file.raw, file.brotli));
    }
    let (raw, brotli) = before_first_tick(files);
    text.push_str(&line("before the first tick", raw, brotli));
    let (raw, brotli) = awaited(files);
    text.push_str(&line("until live", raw, brotli));
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_what_its_manifest_says() {
        let folder = paths::cargo_target().join("tests/release");
        paths::emptied(&folder).expect("there is room");
        let file = File {
            name: "core/x.js".to_owned(),
            bytes: b"export {};".repeat(50),
            awaited: true,
        };
        let measured = write_and_measure(&folder, &file).expect("there is room");
        paths::write(&folder.join(MANIFEST), manifest(&[measured]).as_bytes())
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
            paths::write(&path, &other).expect("there is room");
            let failure = check(&folder).expect_err("it was touched").to_string();
            assert!(failure.contains(&name), "{failure}");
            fs::remove_file(&path).expect("it is there");
            check(&folder).expect_err("it is missing");
            paths::write(&path, &bytes).expect("there is room");
        }
        check(&folder).expect("all is as it was");
    }
}
