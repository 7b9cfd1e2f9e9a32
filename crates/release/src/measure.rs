//! Compresses, writes and measures the files of the release, and checks what was written against its
//! manifest.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use brotli::BrotliCompress;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use tooling::{Context, Failure, paths};

use crate::files::{Core, EXACT, LASTING, LOADER};
use crate::integrity::pinned;
use crate::wordpress::files_below;

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

/// A page or file for owners, in the root of the release. No visitor loads it.
pub struct Page {
    /// Its path below the root.
    pub name: String,
    raw: usize,
    /// Brotli and gzip bytes; a picture is compressed already.
    packed: Option<(usize, usize)>,
    integrity: String,
}

/// Compresses every file for owners that lies in the root of a release, each beside itself, and
/// measures it. `names` are those of the files, and of folders with everything in them.
pub fn pack_and_measure(folder: &Path, names: &[&str]) -> Result<Vec<Page>, Failure> {
    let mut pages = Vec::new();
    for name in names {
        let path = folder.join(name);
        let files = if path.is_dir() {
            files_below(&path)?
        } else if path.exists() {
            vec![path]
        } else {
            Vec::new()
        };
        for file in files {
            pages.push(page(folder, &file)?);
        }
    }
    pages.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(pages)
}

/// Compresses one file for owners beside itself.
fn page(folder: &Path, file: &Path) -> Result<Page, Failure> {
    let bytes = fs::read(file).context("read", file)?;
    let parts = file.strip_prefix(folder).unwrap_or(file).components();
    let parts: Vec<_> = parts
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    let name = parts.join("/");
    let packed = if is_picture(&name) {
        None
    } else {
        let (brotli, gzip) = (compressed(&bytes)?, zipped(&bytes)?);
        write_packed(file, &brotli, &gzip)?;
        Some((brotli.len(), gzip.len()))
    };
    Ok(Page {
        name,
        raw: bytes.len(),
        packed,
        integrity: pinned(&bytes),
    })
}

/// Whether a file is compressed by its own kind.
fn is_picture(name: &str) -> bool {
    name.ends_with(".png")
}

/// Writes what a file is compressed to, beside it.
fn write_packed(path: &Path, brotli: &[u8], gzip: &[u8]) -> Result<(), Failure> {
    let beside = |end: &str| path.with_file_name(format!("{}{end}", file_name(path)));
    paths::write(&beside(".br"), brotli)?;
    paths::write(&beside(".gz"), gzip)
}

/// Writes a file into both folders, and the same compressed beside it.
pub fn write_and_measure(folder: &Path, file: &File) -> Result<Measured, Failure> {
    let brotli = compressed(&file.bytes)?;
    let gzip = zipped(&file.bytes)?;
    for version in [LASTING, EXACT] {
        let path = folder.join(version).join(&file.name);
        paths::write(&path, &file.bytes)?;
        write_packed(&path, &brotli, &gzip)?;
    }
    Ok(Measured {
        name: file.name.clone(),
        raw: file.bytes.len(),
        brotli: brotli.len(),
        gzip: gzip.len(),
        integrity: pinned(&file.bytes),
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
        if file["integrity"] != pinned(&bytes) || file["raw_bytes"] != bytes.len() {
            return Err(broken(format!("{name} is not what the manifest says")));
        }
        if is_picture(name) {
            continue;
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

/// The measurements for machines: of the widget's files in both folders, then of the pages for owners.
pub fn manifest(files: &[Measured], pages: &[Page]) -> String {
    let (raw, brotli) = awaited(files);
    let (first_raw, first_brotli) = before_first_tick(files);
    let in_both = |version: &'static str| files.iter().map(move |file| (version, file));
    let mut listed: Vec<_> = in_both(LASTING)
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
    listed.extend(pages.iter().map(|page| {
        let mut listed = json!({
            "path": page.name,
            "raw_bytes": page.raw,
            "integrity": page.integrity,
            "until_live": false,
        });
        if let Some((brotli, gzip)) = page.packed {
            listed["brotli_bytes"] = json!(brotli);
            listed["gzip_bytes"] = json!(gzip);
        }
        listed
    }));
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
        for (name, bytes) in [
            ("index.html", &b"<h1>The front door</h1>"[..]),
            ("docs/start.html", b"<h1>Start</h1>"),
            ("docs/pictures/a.png", b"a picture of a page"),
            ("other.html", b"no page of ours"),
        ] {
            paths::write(&folder.join(name), bytes).expect("there is room");
        }
        let pages = pack_and_measure(&folder, &["index.html", "docs", "missing.html"]);
        let pages = pages.expect("there is room");
        let named: Vec<_> = pages.iter().map(|page| &*page.name).collect();
        let expected = ["docs/pictures/a.png", "docs/start.html", "index.html"];
        assert_eq!(named, expected);
        assert!(!folder.join("docs/pictures/a.png.br").exists());
        let text = manifest(&[measured], &pages);
        paths::write(&folder.join(MANIFEST), text.as_bytes()).expect("there is room");
        check(&folder).expect("nothing was touched");

        let touched = [
            format!("{LASTING}/core/x.js"),
            format!("{EXACT}/core/x.js.br"),
            format!("{EXACT}/core/x.js.gz"),
            "index.html".to_owned(),
            "docs/start.html.br".to_owned(),
            "docs/pictures/a.png".to_owned(),
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
