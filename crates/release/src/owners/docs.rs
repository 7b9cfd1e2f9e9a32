//! The documents for owners, as pages: `docs/` rendered to HTML.
//!
//! What is written once serves both: who reads the repository and who reads the release. Links from
//! one document to another lead from page to page, and to the same heading.

use std::fs;
use std::path::Path;

use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use tooling::{Context, Failure, paths};

use super::frame;

/// Their folder, beside the front door.
pub const FOLDER: &str = "docs";

/// The first of them.
pub const START: &str = "docs/start.html";

/// In the order in which an owner needs them. The others follow.
const ORDER: [&str; 9] = [
    "start",
    "npm",
    "wordpress",
    "configuration",
    "theming",
    "events",
    "security-policy",
    "troubleshooting",
    "versions",
];

/// Every page and picture, by its path below [`FOLDER`].
///
/// # Errors
/// When something cannot be read.
pub fn files() -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let folder = paths::root().join(FOLDER);
    let mut documents = Vec::new();
    for name in names(&folder, "md")? {
        let text = paths::read(&format!("{FOLDER}/{name}.md"))?;
        documents.push((name, text));
    }
    let place = |name: &str| ORDER.iter().position(|known| *known == name);
    documents.sort_by_key(|(name, _)| (place(name).unwrap_or(ORDER.len()), name.clone()));
    let titles: Vec<_> = documents
        .iter()
        .map(|(name, text)| (&**name, title(text)))
        .collect();
    let mut files: Vec<_> = documents
        .iter()
        .map(|(name, text)| (format!("{name}.html"), page(name, text, &titles)))
        .map(|(name, page)| (name, page.into_bytes()))
        .collect();
    let pictures = folder.join("pictures");
    for end in ["png", "svg"] {
        for name in names(&pictures, end)? {
            let file = pictures.join(format!("{name}.{end}"));
            let bytes = fs::read(&file).context("read", &file)?;
            files.push((format!("pictures/{name}.{end}"), bytes));
        }
    }
    Ok(files)
}

/// The names of the files in a folder that end so, without their end, in order.
fn names(folder: &Path, end: &str) -> Result<Vec<String>, Failure> {
    let entries = fs::read_dir(folder).context("read", folder)?.flatten();
    let names = entries.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        Some(name.strip_suffix(end)?.strip_suffix('.')?.to_owned())
    });
    let mut names: Vec<_> = names.collect();
    names.sort();
    Ok(names)
}

/// The first heading of a document.
fn title(text: &str) -> &str {
    let mut lines = text.lines();
    let heading = lines.find_map(|line| line.strip_prefix("# "));
    heading.unwrap_or("Who to see first")
}

/// One document as a page, beside the way to the others.
fn page(name: &str, text: &str, titles: &[(&str, &str)]) -> String {
    let main: Markup = html! {
        div class="book" {
            nav aria-label="How to" {
                ul {
                    @for (other, title) in titles {
                        li {
                            a href={ (other) ".html" } aria-current=[(*other == name).then_some("page")] { (title) }
                        }
                    }
                    li { a href="../configure.html" { "Set it up for your clinic" } }
                }
            }
            article { (PreEscaped(rendered(text))) }
        }
    };
    let title = format!("{} – Who to see first", title(text));
    frame::page(&title, "../", &main)
}

/// The HTML of a document. Its own HTML is shown as text: no document of ours has any.
fn rendered(text: &str) -> String {
    let mut events: Vec<Event<'_>> = Parser::new_ext(text, Options::ENABLE_TABLES)
        .map(|event| match event {
            Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
            other => other,
        })
        .collect();
    name_headings(&mut events);
    lead(&mut events);
    // A table may be wider than the page, and then it can be reached and scrolled with the keyboard.
    let around = |event: Event<'static>, html: &'static str, before: bool| {
        let html = Event::Html(CowStr::Borrowed(html));
        if before { [html, event] } else { [event, html] }
    };
    let events = events.into_iter().flat_map(|event| {
        let event = event.into_static();
        match event {
            Event::Start(Tag::Table(_)) => around(event, TABLE, true).to_vec(),
            Event::End(TagEnd::Table) => around(event, "</div>\n", false).to_vec(),
            event => vec![event],
        }
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    html.replace("<pre>", "<pre tabindex=\"0\">")
}

/// What a table stands in.
const TABLE: &str = "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">\n";

/// Gives each heading the anchor that readers of the repository know it by.
fn name_headings(events: &mut [Event<'_>]) {
    for at in 0..events.len() {
        if !matches!(events[at], Event::Start(Tag::Heading { .. })) {
            continue;
        }
        let words = events[at..].iter();
        let words = words.take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
        let words: String = words
            .filter_map(|event| match event {
                Event::Text(text) | Event::Code(text) => Some(&**text),
                _ => None,
            })
            .collect();
        let anchor = anchor(&words);
        if let Event::Start(Tag::Heading { id, .. }) = &mut events[at] {
            *id = Some(anchor.into());
        }
    }
}

/// The anchor of a heading, as GitHub makes it.
fn anchor(words: &str) -> String {
    let kept = words
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    let small = kept.flat_map(char::to_lowercase);
    small.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Leads every link to a page. One that leads into the repository alone becomes its words.
fn lead(events: &mut Vec<Event<'_>>) {
    let mut dropped = false;
    events.retain_mut(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => {
            let page = led(dest_url);
            dropped = page.is_none();
            if let Some(page) = page {
                *dest_url = page.into();
            }
            !dropped
        }
        // No link stands inside another.
        Event::End(TagEnd::Link) => !dropped,
        _ => true,
    });
}

/// Where a link leads from a page; `None` where no page is.
fn led(address: &str) -> Option<String> {
    let (file, anchor) = address.split_at(address.find('#').unwrap_or(address.len()));
    let stays = file.is_empty() || address.contains(':') || address.starts_with("pictures/");
    if stays {
        return Some(address.to_owned());
    }
    let name = file.strip_suffix(".md")?;
    (!name.contains('/')).then(|| format!("{name}.html{anchor}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Every value of an attribute in a page. What code shows is no tag: its brackets are entities.
    fn values<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
        let mark = format!(" {name}=\"");
        let tags = page.split('<').skip(1);
        let inside = tags.filter_map(|tag| tag.split('>').next());
        let values = inside.filter_map(|tag| tag.split_once(&mark)?.1.split('"').next());
        values.collect()
    }

    #[test]
    fn every_link_between_the_pages_leads_to_a_page_and_its_heading() {
        let files: BTreeMap<_, _> = files().expect("they are rendered").into_iter().collect();
        let text = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
        let mut followed = 0;
        for name in files.keys().filter(|name| name.ends_with(".html")) {
            let page = text(name);
            for address in [values(&page, "href"), values(&page, "src")].concat() {
                if address.contains(':') || address.starts_with("../") {
                    continue;
                }
                let (file, anchor) = address.split_once('#').unwrap_or((address, ""));
                let file = if file.is_empty() { name } else { file };
                assert!(files.contains_key(file), "{name} leads to {address}");
                if !anchor.is_empty() {
                    let target = text(file);
                    assert!(
                        values(&target, "id").contains(&anchor),
                        "{name} leads to {address}, and {file} has no such heading"
                    );
                }
                followed += 1;
            }
        }
        assert!(followed > 100, "only {followed} links were found");
    }

    #[test]
    fn every_document_is_a_page_and_names_itself() {
        let files = files().expect("they are rendered");
        for name in ORDER {
            let file = format!("{name}.html");
            let page = files.iter().find(|(known, _)| *known == file);
            let (_, bytes) = page.unwrap_or_else(|| panic!("{file} is missing"));
            let page = String::from_utf8_lossy(bytes);
            assert!(
                page.contains(&format!("href=\"{file}\" aria-current=\"page\"")),
                "{file}"
            );
            assert_eq!(page.matches("<h1").count(), 1, "{file}");
        }
    }

    #[test]
    fn tags_in_a_document_are_shown_and_do_nothing() {
        let html = rendered("Write <who-to-see>, `<b>` and\n\n<script>alert(1)</script>\n");
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;who-to-see&gt;"), "{html}");
    }

    #[test]
    fn an_anchor_is_the_one_that_the_repository_has() {
        assert_eq!(
            anchor("What Back does on your site"),
            "what-back-does-on-your-site"
        );
        assert_eq!(anchor("React, Vue, `Angular`"), "react-vue-angular");
    }

    #[test]
    fn a_link_into_the_repository_alone_becomes_its_words() {
        let html = rendered(
            "[One](theming.md#parts), [two](../.cargo/mutants.toml), [three](https://rustup.rs).",
        );
        let expected = "<p><a href=\"theming.html#parts\">One</a>, two, \
                        <a href=\"https://rustup.rs\">three</a>.</p>\n";
        assert_eq!(html, expected);
    }
}
