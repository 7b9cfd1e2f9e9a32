//! The pages for owners of sites: a front door, the demonstration clinic, the configurator, every
//! kind of screen, the documents.
//!
//! They stand beside the widget, under `serve`, in the site that the tests load, and in the root of
//! the release. Written once for all three: only where the loader lies differs. Nothing of them goes
//! into the packages for npm and WordPress.

pub mod docs;
mod frame;
pub mod front;

use std::path::Path;

use preview::{page, quick};
use tooling::{Failure, paths};

use crate::files::{EXACT, LOADER, PAGE};
use crate::integrity;

/// The demonstration clinic, where the front door is `index.html`.
pub const DEMONSTRATION: &str = "demo.html";

/// The configurator's page.
pub const CONFIGURE: &str = "configure.html";

/// The page with every kind of screen.
pub const SCREENS: &str = "screens.html";

/// The folder of the configurator's own files, and its package.
pub const CONFIGURATOR: &str = "configurator";

/// The names of everything here that stands beside a loader, for whoever packs the loader alone.
pub const NAMES: [&str; 8] = [
    PAGE,
    DEMONSTRATION,
    CONFIGURE,
    SCREENS,
    CONFIGURATOR,
    frame::SHEET,
    docs::FOLDER,
    front::BOOKLET,
];

/// Writes the pages that need nothing compiled. `loader` is the folder of the loader, seen from
/// `folder`: empty, or `v1/`.
///
/// # Errors
/// When something cannot be read or written.
pub fn write(folder: &Path, loader: &str) -> Result<(), Failure> {
    let page = page::demonstration()?;
    let page = with_loader(&page, loader, "index.html")?;
    paths::write(&folder.join(DEMONSTRATION), page.as_bytes())?;
    paths::write(&folder.join(frame::SHEET), frame::sheet()?.as_bytes())?;
    for (name, bytes) in docs::files()? {
        paths::write(&folder.join(docs::FOLDER).join(name), &bytes)?;
    }
    paths::write(&folder.join(PAGE), front::page(folder).as_bytes())
}

/// Compiles the configurator and writes it, and the page with every kind of screen, which is the same
/// program. Then the front door leads to both. `sealed` are the bytes of the loader that pages can
/// pin.
///
/// # Errors
/// When something cannot be compiled, read or written.
pub fn write_configurator(folder: &Path, loader: &str, sealed: &[u8]) -> Result<(), Failure> {
    let own = folder.join(CONFIGURATOR);
    quick::module(CONFIGURATOR, &own)?;
    let starter = paths::read("embed/configure.js")?;
    paths::write(&own.join("start.js"), starter.as_bytes())?;
    for name in [CONFIGURE, SCREENS] {
        let source = paths::read(&format!("embed/{name}"))?;
        let page = with_loader(&source, loader, name)?
            .replace("data-version=\"\"", &format!("data-version=\"{EXACT}\""))
            .replace(
                "data-integrity=\"\"",
                &format!("data-integrity=\"{}\"", integrity::pinned(sealed)),
            );
        paths::write(&folder.join(name), page.as_bytes())?;
    }
    paths::write(&folder.join(PAGE), front::page(folder).as_bytes())
}

/// A page whose loader lies in a folder.
fn with_loader(page: &str, folder: &str, name: &str) -> Result<String, Failure> {
    let tag = |folder: &str| format!("src=\"{folder}{LOADER}\"");
    if page.matches(&tag("")).count() != 1 {
        return Err(Failure::new(
            format!("{name} does not hold {} exactly once", tag("")),
            "the release puts the loader into a folder of its own",
        ));
    }
    Ok(page.replace(&tag(""), &tag(folder)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_with_the_widget_finds_the_loader() {
        for name in ["index.html", "embed/configure.html"] {
            let page = paths::read(name).expect("it is there");
            let page = with_loader(&page, "v1/", name).expect("it brings the loader");
            assert!(page.contains("src=\"v1/who-to-see.js\""), "{name}");
        }
        assert!(with_loader("<p>nothing</p>", "v1/", "a.html").is_err());
    }
}
