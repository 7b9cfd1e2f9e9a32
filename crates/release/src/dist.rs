//! `cargo xtask dist`: the release, with the size and integrity of every file.
//!
//! The small build, minified and compressed, in `target/dist`: once in a folder that lasts, for pages
//! that want every repair, and once in a folder of this version, for pages that pin it. Fails when a
//! limit is passed.

use std::fs;
use std::path::PathBuf;

use preview::page;
use sha2::{Digest, Sha384};
use tooling::{Context, Failure, paths};

use crate::compile::Build;
use crate::files::{CORE, Core, EXACT, LASTING, LOADER, PAGE};
use crate::heaviest::heaviest;
use crate::integrity::Sealed;
use crate::keep::Kept;
use crate::limits::keep_limits;
use crate::measure::{File, MANIFEST, check, manifest, pack_and_measure, table, write_and_measure};
use crate::minify::{minified, minified_glue};
use crate::{integrity, owners, sbom, shrink, static_hosts, widget};

/// What can be typed after `dist`.
#[derive(Debug, Default, clap::Args)]
pub struct Args {
    /// Name the heaviest crates and functions
    #[arg(long)]
    sizes: bool,
    /// Keep what open pages and caches still ask of a release before this one: its folder
    #[arg(long, value_name = "RELEASE")]
    keep: Vec<PathBuf>,
}

/// The folder of the release that was made last.
///
/// # Errors
/// When there is none.
pub fn released() -> Result<PathBuf, Failure> {
    let folder = paths::dist().join(LASTING);
    if folder.join(LOADER).exists() {
        return Ok(folder);
    }
    Err(Failure::new(
        format!("there is no release in {}", folder.display()),
        "make it first: cargo xtask dist",
    ))
}

/// Makes the release.
pub fn run(args: &Args) -> Result<(), Failure> {
    let folder = paths::dist();
    // Read before anything is written: it may be the one that lies there.
    let kept = Kept::read(&args.keep)?;
    let core = integrity::core(small_core()?);
    let core_folder = core_folder(&core);
    let files = release_files(core, &core_folder)?;
    paths::emptied(&folder)?;
    let measured = files
        .iter()
        .map(|file| write_and_measure(&folder, file))
        .collect::<Result<Vec<_>, _>>()?;
    let lasting = format!("{LASTING}/");
    owners::write(&folder, &lasting)?;
    let sealed = files.iter().find(|file| file.name == LOADER);
    let sealed = sealed.map(|file| &*file.bytes).unwrap_or_default();
    owners::write_configurator(&folder, &lasting, sealed)?;
    let pages = pack_and_measure(&folder, &owners::NAMES)?;
    let text = manifest(&measured, &pages);
    paths::write(&folder.join(MANIFEST), text.as_bytes())?;
    let names: Vec<_> = measured.iter().map(|file| &*file.name).collect();
    let for_owners: Vec<_> = pages.iter().map(|page| &*page.name).collect();
    for (name, text) in static_hosts::files(&core_folder, &names, &for_owners) {
        paths::write(&folder.join(name), text.as_bytes())?;
    }
    check(&folder)?;
    if !args.keep.is_empty() {
        println!("{} older folders are kept", kept.add_to(&folder)?);
    }
    print!("{}", table(&measured));
    if args.sizes {
        let file = shrink::named(&shrink::folder());
        print!("{}", heaviest(&fs::read(&file).context("read", &file)?)?);
    }
    println!(
        "written to {}, in {LASTING}/ and in {EXACT}/",
        folder.display()
    );
    keep_limits(&measured)
}

/// The widget, as small as it can be.
fn small_core() -> Result<Core, Failure> {
    let core = widget::build(Build::Small)?;
    Ok(Core {
        glue: minified_glue(&core.glue)?,
        first: minified(&Core::first_name(), &core.first)?,
        ..core
    })
}

/// Every file of a version's folder, as it is published.
fn release_files(core: Core, core_folder: &str) -> Result<Vec<File>, Failure> {
    let (licences, bill) = sbom::licences_and_bill()?;
    let beside = |name: &str, bytes: Vec<u8>| File {
        name: name.to_owned(),
        bytes,
        awaited: false,
    };
    let mut files = vec![
        beside("licences.txt", licences.into_bytes()),
        beside("sbom.cdx.json", bill.into_bytes()),
    ];
    for (name, bytes) in page::with_companions()? {
        if name == PAGE {
            continue;
        }
        let loader = name == LOADER;
        let bytes = if loader {
            let source = String::from_utf8_lossy(&bytes);
            let sealed = integrity::loader(&source, core_folder, &Sealed::of(&core))?;
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
        (Core::words_name(), core.words, false),
        (Core::first_name(), core.first, true),
        (Core::fallback_name(), fallback, false),
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

/// The folder of the glue, the Wasm and the words, named by what is in them: a page can then never load a glue
/// from one version and a Wasm from another, and both can be cached for ever.
fn core_folder(core: &Core) -> String {
    let fallback = core.fallback.as_deref().unwrap_or_default();
    let digest = Sha384::new()
        .chain_update(&core.glue)
        .chain_update(&core.wasm)
        .chain_update(&core.words)
        .chain_update(&core.first)
        .chain_update(fallback)
        .finalize();
    let hash: String = digest
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{CORE}-{hash}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_the_iframe_allows_its_own_style() {
        let page = paths::read("embed/embed.html").expect("it is there");
        let (_, style) = page.split_once("<style>").expect("it has one");
        let (style, _) = style.split_once("</style>").expect("it ends");
        let policy = format!("style-src '{}'", integrity::integrity(style.as_bytes()));
        assert!(page.contains(&policy), "embed.html must say {policy}");
    }
}
