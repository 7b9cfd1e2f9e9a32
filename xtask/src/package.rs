//! `cargo xtask package`: the package for npm, made from a release.
//!
//! A bundler takes the entry. What the entry fetches when a visitor comes near lies in `files/`:
//! those files belong together and load each other by address, so no bundler may touch them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::arguments::Arguments;
use crate::dist;
use crate::failure::{About, Failure};
use crate::places;
use crate::programs::run as run_program;
use crate::seal;
use crate::setup::NPM;
use crate::site::LOADER;
use crate::widget::{CORE, Core, NAME};
use crate::wordpress;

/// How the loader begins, and how it finds its folder; both differ in a bundle.
const BEGINS: &str = "(() => {";
const HOME: &str = "home = document.baseURI";

/// The documents for owners. The first is the front page of the package, so that its links to the
/// others hold.
const DOCUMENTS: [(&str, &str); 7] = [
    ("start", "README"),
    ("configuration", "configuration"),
    ("theming", "theming"),
    ("events", "events"),
    ("security-policy", "security-policy"),
    ("troubleshooting", "troubleshooting"),
    ("versions", "versions"),
];

/// Makes the package of the release: for npm, or the plugin for WordPress.
pub fn run(mut words: Arguments) -> Result<(), Failure> {
    if words.flag("--wordpress") {
        return wordpress::package(words);
    }
    words.done()?;
    let release = places::dist().join(dist::LASTING);
    if !release.join(LOADER).exists() {
        return Err(Failure::new(
            format!("there is no release in {}", release.display()),
            "make it first: cargo xtask dist",
        ));
    }
    let packed = pack(&release)?;
    println!("{}", packed.display());
    Ok(())
}

/// Packs what lies in a folder; gives the file that npm installs.
pub fn pack(from: &Path) -> Result<PathBuf, Failure> {
    let folder = places::package();
    let package = folder.join("package");
    places::emptied(&folder)?;
    copy(from, &package.join("files"))?;
    let loader = places::read(&format!("embed/{LOADER}"))?;
    places::write(&package.join("index.js"), entry(&loader)?.as_bytes())?;
    for file in ["who-to-see.d.ts", "custom-elements.json"] {
        let text = places::read(&format!("embed/{file}"))?;
        places::write(&package.join(file), text.as_bytes())?;
    }
    for (from, to) in DOCUMENTS {
        let text = places::read(&format!("docs/{from}.md"))?;
        places::write(&package.join(format!("{to}.md")), text.as_bytes())?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        places::write(&package.join(licence), places::read(licence)?.as_bytes())?;
    }
    places::write(&package.join("package.json"), about().as_bytes())?;
    run_program(
        Command::new(NPM)
            .args(["pack", "--silent", "--pack-destination"])
            .arg(&folder)
            .arg(&package),
    )?;
    let packed = folder.join(format!("{NAME}-{}.tgz", env!("CARGO_PKG_VERSION")));
    if packed.exists() {
        return Ok(packed);
    }
    Err(Failure::new(
        format!("npm has not made {}", packed.display()),
        "see what it wrote above",
    ))
}

/// The entry: the loader as a module, which does nothing on a server.
fn entry(loader: &str) -> Result<String, Failure> {
    let core = core_folder()?;
    let file = |name: String| {
        let file = places::package()
            .join("package/files")
            .join(&core)
            .join(name);
        fs::read(&file).about("read", &file)
    };
    let (glue, wasm) = (file(Core::glue_name())?, file(Core::wasm_name())?);
    let mut entry = seal::loader(loader, &core, &glue, &wasm)?;
    for (from, to) in [
        (
            BEGINS,
            "if (typeof customElements === \"object\") (() => {".to_owned(),
        ),
        (
            HOME,
            "home = import.meta.url || document.baseURI".to_owned(),
        ),
    ] {
        // The element's own functions begin as the whole does: the first one counts.
        if !entry.contains(from) {
            return Err(Failure::new(
                format!("embed/{LOADER} no longer has `{from}`"),
                "keep BEGINS and HOME in xtask/src/package.rs as the loader has them",
            ));
        }
        entry = entry.replacen(from, &to, 1);
    }
    Ok(entry)
}

/// The folder of the core in `files/`: a release gives it a name of its own.
fn core_folder() -> Result<String, Failure> {
    let files = places::package().join("package/files");
    let entries = fs::read_dir(&files).about("read", &files)?;
    let names = entries.flatten().map(|entry| entry.file_name());
    let mut names = names.map(|name| name.to_string_lossy().into_owned());
    names.find(|name| name.starts_with(CORE)).ok_or_else(|| {
        Failure::new(
            format!("{} has no folder {CORE}", files.display()),
            "make the release again: cargo xtask dist",
        )
    })
}

/// What npm and bundlers read.
fn about() -> String {
    let about = json!({
        "name": NAME,
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Asks a person about pain, and says which professional to see first and how soon",
        "license": "MIT OR Apache-2.0",
        "type": "module",
        "sideEffects": true,
        "main": "./index.js",
        "types": "./who-to-see.d.ts",
        "customElements": "custom-elements.json",
        "exports": {
            ".": { "types": "./who-to-see.d.ts", "default": "./index.js" },
            "./files/*": "./files/*",
            "./custom-elements.json": "./custom-elements.json",
            "./package.json": "./package.json",
        },
        "files": ["index.js", "who-to-see.d.ts", "custom-elements.json", "files", "*.md"],
    });
    format!("{about:#}\n")
}

/// Copies a folder: all that a browser can ask for, and nothing that is a page.
pub fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(from).about("read", from)?.flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else if path.extension().is_none_or(|kind| kind != "html") {
            let bytes = fs::read(&path).about("read", &path)?;
            places::write(&to.join(name), &bytes)?;
        }
    }
    Ok(())
}
