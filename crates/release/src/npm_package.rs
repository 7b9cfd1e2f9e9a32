//! `cargo xtask package`: the package for npm, made from a release.
//!
//! A bundler takes the entry. What the entry fetches when a visitor comes near lies in `files/`:
//! those files belong together and load each other by address, so no bundler may touch them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use tooling::npm::NPM;
use tooling::process::run as run_program;
use tooling::{Context, Failure, paths};

use crate::files::{CORE, Core, LOADER, NAME};
use crate::integrity::Sealed;
use crate::{dist, integrity, owners};

/// How the loader begins, and how it finds its folder; both differ in a bundle.
const BEGINS: &str = "(() => {";
const HOME: &str = "home = document.baseURI";

/// The documents for owners. The first is the front page of the package, so that its links to the
/// others hold.
const DOCUMENTS: [(&str, &str); 8] = [
    ("npm", "README"),
    ("start", "start"),
    ("configuration", "configuration"),
    ("theming", "theming"),
    ("events", "events"),
    ("security-policy", "security-policy"),
    ("troubleshooting", "troubleshooting"),
    ("versions", "versions"),
];

/// Makes the package of the release.
pub fn run() -> Result<(), Failure> {
    let packed = pack(&dist::released()?)?;
    println!("{}", packed.display());
    Ok(())
}

/// Packs what lies in a folder; gives the file that npm installs.
pub fn pack(from: &Path) -> Result<PathBuf, Failure> {
    let folder = paths::package();
    let package = folder.join("package");
    paths::emptied(&folder)?;
    copy(from, &package.join("files"))?;
    let loader = paths::read(&format!("embed/{LOADER}"))?;
    paths::write(&package.join("index.js"), entry(&loader)?.as_bytes())?;
    for file in ["who-to-see.d.ts", "custom-elements.json"] {
        let text = paths::read(&format!("embed/{file}"))?;
        paths::write(&package.join(file), text.as_bytes())?;
    }
    for (from, to) in DOCUMENTS {
        let text = paths::read(&format!("docs/{from}.md"))?;
        paths::write(&package.join(format!("{to}.md")), text.as_bytes())?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        paths::write(&package.join(licence), paths::read(licence)?.as_bytes())?;
    }
    paths::write(&package.join("package.json"), manifest().as_bytes())?;
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
        let file = paths::package()
            .join("package/files")
            .join(&core)
            .join(name);
        fs::read(&file).context("read", &file)
    };
    let sealed = Sealed {
        glue: &file(Core::glue_name())?,
        wasm: &file(Core::wasm_name())?,
        first: &file(Core::first_name())?,
    };
    let mut entry = integrity::loader(loader, &core, &sealed)?;
    for (from, to) in [
        (
            BEGINS,
            "if (typeof customElements === \"object\") (() => {".to_owned(),
        ),
        (
            HOME,
            // Beside the entry, as in the package and on a CDN. Written so that no bundler takes the
            // folder for a file of its own.
            "home = (import.meta.url || document.baseURI).replace(/[^/]*([?#].*)?$/, \"files/\")"
                .to_owned(),
        ),
    ] {
        // The element's own functions begin as the whole does: the first one counts.
        if !entry.contains(from) {
            return Err(Failure::new(
                format!("embed/{LOADER} no longer has `{from}`"),
                "keep BEGINS and HOME in crates/release/src/npm_package.rs as the loader has them",
            ));
        }
        entry = entry.replacen(from, &to, 1);
    }
    Ok(entry)
}

/// The folder of the core in `files/` that its loader asks for. There may be older ones beside it.
fn core_folder() -> Result<String, Failure> {
    let files = paths::package().join("package/files");
    let file = files.join(LOADER);
    let loader = fs::read_to_string(&file).context("read", &file)?;
    let entries = fs::read_dir(&files).context("read", &files)?;
    let names = entries.flatten().map(|entry| entry.file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    let mut asked =
        names.filter(|name| name.starts_with(CORE) && loader.contains(&format!("{name}/")));
    asked.next().ok_or_else(|| {
        Failure::new(
            format!(
                "{} has no folder {CORE} that its loader asks for",
                files.display()
            ),
            "make the release again: cargo xtask dist",
        )
    })
}

/// What npm and bundlers read.
fn manifest() -> String {
    let manifest = json!({
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
    format!("{manifest:#}\n")
}

/// Copies a folder: all that a browser can ask for, the page of the iframe too. The pages for owners,
/// which a site built for testing has beside the loader, stay behind.
pub fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(from).context("read", from)?.flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if owners::NAMES.iter().any(|own| *name == **own) {
            continue;
        }
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else {
            let bytes = fs::read(&path).context("read", &path)?;
            paths::write(&to.join(name), &bytes)?;
        }
    }
    Ok(())
}
