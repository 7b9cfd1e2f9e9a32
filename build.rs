//! Compiles the content and the styles into what the widget carries. A mistake in the content ends
//! the build with every mistake, its file, its line and the nearest valid name.
// A build script reports by failing.
#![allow(clippy::panic)]

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use deferral::{Bundle, Bundles, LANGUAGE};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default());
    println!("cargo:rerun-if-changed=content");
    println!("cargo:rerun-if-changed=styles");
    // A build speaks one language.
    println!("cargo:rerun-if-env-changed={LANGUAGE}");
    let made = Bundles::compile(&root).unwrap_or_else(|problems| {
        eprintln!("{problems}");
        process::exit(1);
    });
    println!("cargo:rustc-env={LANGUAGE}={}", made.language);
    let whole = Bundle {
        words: made.words,
        ..made.deferred
    };
    for (name, bundle) in [("initial", &made.initial), ("whole", &whole)] {
        let file = |end: &str| out.join(name).with_extension(end);
        write(&file("bin"), &bundle.pathway);
        write(&file("txt"), bundle.words.as_bytes());
    }
    write(&out.join("whole.css"), whole.styles.as_bytes());
    write(&out.join("content.hash"), made.hash.as_bytes());
    let from = format!("pathway::QuestionId({})", made.deferred_from.0);
    write(&out.join("deferred_from.rs"), from.as_bytes());
}

fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes)
        .unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
}
