//! `cargo xtask review`: writes the booklet that a clinician reads and signs.
//!
//! One HTML file with everything in it, good on screen and on A4 paper. It is written from the
//! compiled pathway, the same that the widget and the prover read: a rule is described here, never
//! repeated, and nothing in the booklet is decided by it.

mod book;
mod cases;
mod decisions;
mod front;
mod guarantees;
mod html;
mod log;
mod outcomes;
mod people;
mod picture;
mod questions;
mod sentences;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use content::Content;
use content::review::{UNKNOWN_REGION, load_review};
use sha2::{Digest, Sha256};

use crate::book::Book;
use crate::front::Hashes;
use crate::html::{Markup, html};
use clap::Subcommand;
use cli::ask::load;
use cli::prove::prove_all;
use maud::{DOCTYPE, PreEscaped};
use tooling::paths;
use tooling::{Context, Failure};

const STYLE: &str = include_str!("booklet.css");

/// A section of the booklet: its anchor, its heading, what it holds.
type Section = (&'static str, &'static str, Markup);

/// The command of the booklet.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Writes the clinician's booklet into target/review/booklet.html
    Review,
}

impl Command {
    /// Runs it.
    ///
    /// # Errors
    /// When the content does not compile, its review files do not fit it, or nothing can be written.
    pub fn run(self) -> Result<(), Failure> {
        match self {
            Self::Review => write_booklet(),
        }
    }
}

/// The booklet of this project's content, one HTML file.
///
/// # Errors
/// When the content does not compile, or its review files do not fit it.
pub fn page_of_project() -> Result<String, Failure> {
    let root = paths::root().join("content");
    booklet(&root, &load(&root)?)
}

fn write_booklet() -> Result<(), Failure> {
    let page = page_of_project()?;
    let file = paths::root().join("target/review/booklet.html");
    paths::write(&file, page.as_bytes())?;
    println!("wrote {}", file.display());
    Ok(())
}

/// The booklet of a compiled content folder.
fn booklet(root: &Path, content: &Content) -> Result<String, Failure> {
    let review = load_review(root, content).map_err(|problems| {
        Failure::new(
            "the review files do not fit the content",
            problems.to_string(),
        )
    })?;
    let words = content.languages.iter().find(|words| &*words.code == "en");
    let region = words.and_then(|words| words.region(UNKNOWN_REGION));
    let (Some(words), Some(region)) = (words, region) else {
        return Err(Failure::new(
            "the booklet quotes English, and there is none",
            "put back content/languages/en",
        ));
    };
    let (proof, catalogues) = prove_all(content)?;
    let book = Book {
        content,
        proof: &proof,
        catalogues: catalogues.as_ref(),
        review: &review,
        words,
        region,
    };
    let hashes = Hashes {
        pathway: content::fingerprint(&content.pathway),
        words: sha256(words.pack().as_bytes()),
        catalogues: hash_of_catalogues(root, content)?,
    };
    Ok(page(&book, &hashes))
}

/// What names exactly these two catalogues, where there are some.
fn hash_of_catalogues(root: &Path, content: &Content) -> Result<Option<String>, Failure> {
    if content.sentinels.is_none() {
        return Ok(None);
    }
    let mut both = Vec::new();
    for name in ["dangerous.toml", "everyday.toml"] {
        let file = root.join("sentinels").join(name);
        both.extend(fs::read(&file).context("read", &file)?);
    }
    Ok(Some(sha256(&both)))
}

fn sha256(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn page(book: &Book<'_>, hashes: &Hashes) -> String {
    let sections = sections(book, hashes);
    let contents = sections
        .iter()
        .map(|(anchor, heading, _)| html! { li { a href={ "#" (anchor) } { (heading) } } });
    let contents = html! {
        nav aria-labelledby="contents" {
            h2 id="contents" { "Contents" }
            ol { @for piece in contents { (piece) } }
        }
    };
    let body = sections
        .iter()
        .zip(1usize..)
        .map(|((anchor, heading, body), number)| {
            html! {
                section.part id=(anchor) { h2 { span.number { (number) } " " (heading) } (body) }
            }
        });
    let version = &book.pathway().version;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { "Who to see first: clinical review booklet, version " (version) }
                style { (PreEscaped(STYLE)) (PreEscaped(foot(book, hashes))) }
            }
            body {
                main { (book.title_page(hashes)) (contents) @for piece in body { (piece) } }
            }
        }
    };
    page.into_string()
}

/// The foot of every printed page: what is signed, so that no page can be taken for another version.
fn foot(book: &Book<'_>, hashes: &Hashes) -> String {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_ascii_alphanumeric() || ".-".contains(*c))
            .collect()
    };
    let signed = if book.pathway().reviewed_by.is_empty() {
        "not signed off"
    } else {
        "signed off"
    };
    let hash: String = hashes.pathway.chars().take(12).collect();
    let version = plain(&book.pathway().version);
    format!(
        "@page {{ @bottom-left {{ content: 'Who to see first · version {version} · {hash} · {signed}'; \
         font: 8pt 'Liberation Sans', Arial, sans-serif; color: #4a5b66 }} }}\n"
    )
}

/// A part of a section: its heading, what it is about, what it holds.
fn part(heading: &str, about: &str, body: Markup) -> Markup {
    html! { h3 { (heading) } p { (about) } (body) }
}

/// The sections in order.
fn sections(book: &Book<'_>, hashes: &Hashes) -> Vec<Section> {
    let people = book.catalogues.map(|catalogues| book.people(catalogues));
    let people = people.map(|people| ("people", "Two catalogues of people", people));
    let before = [
        ("purpose", "Purpose and limits", book.purpose()),
        (
            "decides",
            "How answers become advice",
            book.how_it_decides(),
        ),
        ("reviewer", "For the reviewer", book.for_the_reviewer()),
        (
            "questions",
            "The questions, in the order asked",
            html! { (book.how_to_read()) (book.picture()) (book.questions()) },
        ),
        ("signs", "Decision tables: signs", signs(book)),
        (
            "navigation",
            "Decision tables: navigation",
            navigation(book),
        ),
        (
            "added",
            "Decision tables: facts, notes and safety net",
            added(book),
        ),
        ("outcomes", "Outcomes, and what each says", book.outcomes()),
        (
            "guarantees",
            "Guarantees: what is proved",
            book.guarantees(),
        ),
        ("cases", "Written cases", book.cases()),
    ];
    let after = [
        (
            "coverage",
            "Coverage of the clinical brief",
            book.coverage(),
        ),
        ("hazards", "Hazard log", book.hazards()),
        ("evidence", "Evidence", book.sources_list()),
        ("sign-off", "Sign-off", book.sign_off(hashes)),
    ];
    before.into_iter().chain(people).chain(after).collect()
}

fn signs(book: &Book<'_>) -> Markup {
    let kinds = part(
        "Safety rules",
        "A sign of each kind leads to one outcome. Signs decide before any rule of navigation.",
        book.kinds(),
    );
    let combinations = part(
        "Combinations",
        "Signs that no single answer makes. A fact that has a name is opened here in full.",
        book.combinations(),
    );
    html! { (kinds) (combinations) }
}

fn navigation(book: &Book<'_>) -> Markup {
    part(
        "Navigation rules",
        "Only where no sign was found. The most urgent rule decides; between equals, the first.",
        book.rules(),
    )
}

fn added(book: &Book<'_>) -> Markup {
    let facts = "What the rules call by a name.";
    html! {
        (part("Named facts", facts, book.facts()))
        (part("Notes", "They never change who or how soon.", book.notes()))
        (part("Get help sooner if", "The safety net of every result.", book.sooner()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::OnceLock;

    use content::{Group, Score, WHICH, score};

    use super::*;

    fn content() -> &'static Content {
        static CONTENT: OnceLock<Content> = OnceLock::new();
        CONTENT.get_or_init(|| load(&paths::root().join("content")).unwrap())
    }

    fn written() -> &'static str {
        static PAGE: OnceLock<String> = OnceLock::new();
        PAGE.get_or_init(|| booklet(&paths::root().join("content"), content()).unwrap())
    }

    fn all<'a>(page: &'a str, before: &str) -> Vec<&'a str> {
        page.split(before)
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect()
    }

    #[test]
    fn every_link_inside_leads_somewhere_and_nothing_has_two_places() {
        let ids = all(written(), " id=\"");
        let places: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), places.len());
        for link in all(written(), "href=\"#") {
            assert!(places.contains(link), "nothing is at #{link}");
        }
    }

    #[test]
    fn it_is_one_file_without_a_program() {
        for wrong in ["<script", " src=", "<link", "@import", "url(", "onclick"] {
            assert!(!written().contains(wrong), "{wrong}");
        }
    }

    #[test]
    fn headings_stand_in_order() {
        let mut last = 0;
        for (at, _) in written().match_indices("<h") {
            let level = written()[at + 2..]
                .chars()
                .next()
                .and_then(|c| c.to_digit(10));
            if let Some(level) = level {
                assert!(
                    level <= last + 1,
                    "h{level} after h{last}: {}",
                    &written()[at..at + 80]
                );
                last = level;
            }
        }
    }

    #[test]
    fn everything_in_the_pathway_has_its_place() {
        let pathway = &content().pathway;
        let places: HashSet<&str> = all(written(), " id=\"").into_iter().collect();
        let mut wanted: Vec<String> = Vec::new();
        for question in pathway
            .questions
            .iter()
            .filter(|question| question.which_of.is_none())
        {
            wanted.push(format!("question-{}", question.name));
            let options = question
                .options()
                .map(|option| &pathway.options[option.index()]);
            wanted.extend(options.map(|option| format!("option-{}.{option}", question.name)));
        }
        wanted.extend(
            pathway
                .rules
                .iter()
                .map(|rule| format!("rule-{}", rule.name)),
        );
        wanted.extend(
            pathway
                .outcomes
                .iter()
                .map(|outcome| format!("outcome-{}", outcome.name)),
        );
        let sentinels = content().sentinels.as_ref().unwrap();
        let dangerous = sentinels.dangerous.iter().map(|entry| &entry.id);
        let entries = dangerous.chain(sentinels.everyday.iter().map(|entry| &entry.id));
        wanted.extend(entries.map(|id| format!("entry-{id}")));
        wanted.extend(
            content()
                .cases
                .iter()
                .map(|case| format!("case-{}", case.id)),
        );
        let guarantees = proof::guarantees::ALL.iter();
        wanted.extend(guarantees.map(|guarantee| format!("guarantee-{}", guarantee.id)));
        for place in wanted {
            assert!(places.contains(&*place), "{place} is not in the booklet");
        }
    }

    #[test]
    fn a_broken_guarantee_is_shown_with_its_example() {
        let mut parts: pathway::Parts = (*content().pathway).clone();
        parts.longest += 1;
        let mut broken = content().clone();
        broken.pathway = pathway::Pathway::new(parts).unwrap();
        let page = booklet(&paths::root().join("content"), &broken).unwrap();
        assert!(!part(written(), "guarantees").contains("FAILED"));
        assert!(part(&page, "guarantees").contains("FAILED"));
        assert!(page.contains("the longest path asks"));
    }

    /// A section of the booklet.
    fn part<'a>(page: &'a str, anchor: &str) -> &'a str {
        let from = page
            .find(&format!("<section class=\"part\" id=\"{anchor}\""))
            .unwrap();
        let to = page[from..].find("</section>").unwrap();
        &page[from..from + to]
    }

    #[test]
    fn every_entry_stands_with_its_limit_its_verdict_and_its_source() {
        let sentinels = content().sentinels.as_ref().unwrap();
        let people = part(written(), "people");
        let failed = people.matches(">FAILED</span>").count();
        assert_eq!(failed, sentinels.failing.len());
        let all = sentinels.dangerous.len() + sentinels.everyday.len();
        assert_eq!(people.matches("<td class=\"blank\">").count(), all);
        for entry in &sentinels.dangerous {
            let from = people.find(&format!("id=\"entry-{}\"", entry.id)).unwrap();
            let to = people[from..].find("</tr>").unwrap();
            let row = &people[from..from + to];
            let id = &entry.id;
            let known = sentinels.failing.contains(id);
            assert_eq!(row.contains(">FAILED</span>"), known, "{id}");
            assert_eq!(row.contains("it fails without a slip"), known, "{id}");
            let source = html! { (entry.source[0]) }.into_string();
            assert!(row.contains(&source), "{id}: {source}");
        }
    }

    #[test]
    fn no_id_is_shown_where_a_clinician_reads_words() {
        assert!(!written().contains(&format!("{WHICH}.")));
        assert!(!written().contains("{when}"));
        let private = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c);
        assert!(!written().contains(private), "a slot is not filled");
    }

    #[test]
    fn no_urgent_patient_is_under_called() {
        let urgent = content()
            .cases
            .iter()
            .filter(|case| case.group == Group::Urgent);
        let under: Vec<&str> = urgent
            .filter(|case| score(&content().pathway, case) == Score::Under)
            .map(|case| case.id.as_str())
            .collect();
        assert!(under.is_empty(), "{under:?}");
    }
}
