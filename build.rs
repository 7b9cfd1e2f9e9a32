//! Compiles the content and the styles into what the widget carries. A mistake in the content ends
//! the build with every mistake, its file, its line and the nearest valid name.
// A build script reports by failing.
#![allow(clippy::panic)]

use std::path::{Path, PathBuf};
use std::{env, fs, process};

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
    let english = content.languages.iter().find(|l| &*l.code == "en");
    let english = english.unwrap_or_else(|| panic!("content/languages has no `en`"));
    let (first, _) = content::parts(&content.pathway, english)
        .unwrap_or_else(|| panic!("content/pathway has no question `{}`", content::LATER_FROM));
    write(&out.join("first.txt"), first.as_bytes());
    write(&out.join("whole.txt"), english.pack().as_bytes());
    write(
        &out.join("styles.css"),
        styles(&root.join("styles")).as_bytes(),
    );
}

fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes)
        .unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
}

/// The sheets in the order that `styles/order.txt` gives, without comments and needless space.
fn styles(folder: &Path) -> String {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()))
    };
    read("order.txt")
        .lines()
        .map(|name| squeeze(&read(name.trim())))
        .collect()
}

/// Takes out comments and runs of space. Spaces that separate words stay.
fn squeeze(css: &str) -> String {
    let mut plain = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let mut out = String::new();
    for word in plain.split_whitespace() {
        let tight = |c: Option<char>| c.is_none_or(|c| "{};,>".contains(c));
        if !tight(out.chars().last()) && !tight(word.chars().next()) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
