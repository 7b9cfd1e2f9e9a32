//! Compiles the content and the styles into what the widget carries. A mistake in the content ends
//! the build with every mistake, its file, its line and the nearest valid name.
// A build script reports by failing.
#![allow(clippy::panic)]

use std::path::{Path, PathBuf};
use std::{env, fs, io, process};

use sha2::{Digest, Sha256};

/// The language of the build: the tag of a folder in `content/languages`, the original when it is not set.
const LANGUAGE: &str = "WTS_LANGUAGE";

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default());
    println!("cargo:rerun-if-changed=content");
    println!("cargo:rerun-if-changed=styles");
    let content = content::load(&root.join("content")).unwrap_or_else(|problems| {
        eprintln!("{problems}");
        process::exit(1);
    });
    let pathway = content::bare(&content.pathway).unwrap_or_else(|error| panic!("{error}"));
    write(&out.join("pathway.bin"), &pathway);
    let early = content::early(&content.pathway)
        .unwrap_or_else(|| panic!("content/pathway has no question `{}`", content::LATER_FROM));
    write(&out.join("early.bin"), &early);
    // A build speaks one language.
    println!("cargo:rerun-if-env-changed={LANGUAGE}");
    let code = env::var(LANGUAGE).unwrap_or_else(|_| content::ORIGINAL.into());
    let language = content::spoken(&content, &code).unwrap_or_else(|problem| {
        eprintln!("{LANGUAGE}={code}: {problem}");
        process::exit(1);
    });
    println!("cargo:rustc-env={LANGUAGE}={code}");
    let (first, _) = content::parts(&content.pathway, language)
        .unwrap_or_else(|| panic!("content/pathway has no question `{}`", content::LATER_FROM));
    write(&out.join("first.txt"), first.as_bytes());
    let whole = language.pack();
    write(&out.join("whole.txt"), whole.as_bytes());
    // What "About this tool" shows, and then what tells sentences apart.
    let rules = content::fingerprint(&content.pathway);
    let words: String = Sha256::digest(&whole)[..3]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let hash = format!("{}-{words}", &rules[..12]);
    write(&out.join("content.hash"), hash.as_bytes());
    let styles = |read: fn(&Path) -> io::Result<String>| {
        read(&root.join("styles")).unwrap_or_else(|error| panic!("cannot read the styles: {error}"))
    };
    write(
        &out.join("first.css"),
        styles(stylesheets::first).as_bytes(),
    );
    write(
        &out.join("whole.css"),
        styles(stylesheets::whole).as_bytes(),
    );
}

fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes)
        .unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
}
