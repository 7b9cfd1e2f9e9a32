//! The folder that `serve` shows and the browser tests load: the demonstration page, the loader,
//! the widget.
//!
//! Which files the page needs is written once, in its `data-trunk` links, which Trunk reads as well.

use std::fs;
use std::path::PathBuf;

use tooling::{Context, Failure, paths};

use crate::compile::Build;
use crate::files::{CORE, Core, LOADER, PAGE};
use crate::integrity::Sealed;
use crate::{integrity, owners, quick, widget};

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
    for (name, mut bytes) in page_and_companions()? {
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

/// The widget to look at, compiled quickly, with the pages for owners that need nothing compiled.
/// Gives their folder.
///
/// # Errors
/// When something cannot be compiled, read or written.
pub fn quick() -> Result<PathBuf, Failure> {
    let folder = paths::quick_site();
    quick::widget(&folder)?;
    for (name, bytes) in page_and_companions()? {
        paths::write(&folder.join(name), &bytes)?;
    }
    owners::write(&folder, "")?;
    Ok(folder)
}

/// Adds the configurator to the widget that was compiled quickly.
///
/// # Errors
/// When something cannot be compiled, read or written.
pub fn quick_configurator() -> Result<(), Failure> {
    let folder = paths::quick_site();
    let loader = folder.join(LOADER);
    let sealed = fs::read(&loader).context("read", &loader)?;
    owners::write_configurator(&folder, "", &sealed)
}

/// The demonstration page, as it stands beside the loader.
///
/// # Errors
/// When it cannot be read.
pub fn demonstration() -> Result<String, Failure> {
    let files = page_and_companions()?;
    let page = files.into_iter().find(|(name, _)| name == PAGE);
    let (_, bytes) = page.unwrap_or_default();
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The demonstration page and the files that it asks to be copied beside it, the loader among them.
pub fn page_and_companions() -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let source = paths::read("index.html")?;
    let (for_trunk, page): (Vec<&str>, Vec<&str>) = source
        .split_inclusive('\n')
        .partition(|line| line.contains("data-trunk"));
    let mut files = vec![(PAGE.to_owned(), page.concat().into_bytes())];
    for link in for_trunk {
        if attribute(link, "rel") != Some("copy-file") {
            continue;
        }
        let Some(href) = attribute(link, "href") else {
            continue;
        };
        let from = paths::root().join(href);
        let name = href.rsplit('/').next().unwrap_or(href);
        let to = match attribute(link, "data-target-path") {
            Some(folder) => format!("{folder}/{name}"),
            None => name.to_owned(),
        };
        files.push((to, fs::read(&from).context("read", &from)?));
    }
    if !files.iter().any(|(name, _)| name == LOADER) {
        return Err(Failure::new(
            "index.html does not bring the loader",
            format!(
                "give it the line: <link data-trunk rel=\"copy-file\" href=\"embed/{LOADER}\">"
            ),
        ));
    }
    Ok(files)
}

/// The value of an attribute in one line of HTML, written with double quotes.
fn attribute<'line>(line: &'line str, name: &str) -> Option<&'line str> {
    let (_, after) = line.split_once(&format!(" {name}=\""))?;
    after.split_once('"').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_is_found_by_its_whole_name() {
        let line = r#"<link data-trunk data-target-path="pages" rel="copy-file" href="a/b.css">"#;
        assert_eq!(attribute(line, "href"), Some("a/b.css"));
        assert_eq!(attribute(line, "data-target-path"), Some("pages"));
        assert_eq!(attribute(line, "path"), None);
    }
}
