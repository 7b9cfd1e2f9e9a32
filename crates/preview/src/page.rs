//! The demonstration page and the files that stand beside it.
//!
//! Which files the page needs is written once, in its `data-trunk` links, which Trunk reads as well.

use std::fs;

use tooling::{Context, Failure, paths};

use crate::{LOADER, PAGE};

/// The demonstration page, as it stands beside the loader.
///
/// # Errors
/// When it cannot be read.
pub fn demonstration() -> Result<String, Failure> {
    let files = with_companions()?;
    let page = files.into_iter().find(|(name, _)| name == PAGE);
    let (_, bytes) = page.unwrap_or_default();
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The demonstration page, and then the files that it asks to be copied beside it, the loader among
/// them.
///
/// # Errors
/// When one cannot be read, or the page does not bring the loader.
pub fn with_companions() -> Result<Vec<(String, Vec<u8>)>, Failure> {
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
