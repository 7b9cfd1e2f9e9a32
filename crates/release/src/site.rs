//! The folder that `serve` shows and the browser tests load: the demonstration page, the loader,
//! the widget.
//!
//! `serve` alone shows the widget before: that is `crates/preview`, and here is what follows it.

use std::fs;
use std::path::{Path, PathBuf};

use preview::page;
use tooling::{Context, Failure, paths};

use crate::compile::Build;
use crate::files::{CORE, Core, LOADER};
use crate::integrity::Sealed;
use crate::{integrity, owners, widget};

/// Builds the site and gives its folder.
pub fn build(build: Build) -> Result<PathBuf, Failure> {
    let core = integrity::core(widget::build(build)?);
    let site = paths::site();
    paths::emptied(&site)?;
    paths::write(&site.join(CORE).join(Core::glue_name()), &core.glue)?;
    paths::write(&site.join(CORE).join(Core::wasm_name()), &core.wasm)?;
    paths::write(&site.join(CORE).join(Core::words_name()), &core.words)?;
    paths::write(&site.join(CORE).join(Core::first_name()), &core.first)?;
    if let Some(fallback) = &core.fallback {
        paths::write(&site.join(CORE).join(Core::fallback_name()), fallback)?;
    }
    let mut sealed = Vec::new();
    for (name, mut bytes) in page::with_companions()? {
        if name == LOADER {
            let source = String::from_utf8_lossy(&bytes);
            bytes = integrity::loader(&source, CORE, &Sealed::of(&core))?.into_bytes();
            sealed.clone_from(&bytes);
        }
        paths::write(&site.join(name), &bytes)?;
    }
    owners::write(&site, "")?;
    owners::write_configurator(&site, "", &sealed)?;
    Ok(site)
}

/// Adds the pages for owners to the folder of a widget that was compiled quickly.
///
/// # Errors
/// When something cannot be compiled, read or written.
pub fn quick_rest(folder: &Path) -> Result<(), Failure> {
    let loader = folder.join(LOADER);
    let sealed = fs::read(&loader).context("read", &loader)?;
    owners::write(folder, "")?;
    owners::write_configurator(folder, "", &sealed)
}
