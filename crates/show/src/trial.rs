//! The content of the project, for the tests.

use std::path::Path;

use content::Content;
use words::{Book, Catalogue};

use crate::guide::Guide;

/// Everything in `content/`, compiled.
pub(crate) fn content() -> Content {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    content::load(&root).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The guide in the language in which the content is written, as the widget carries it.
pub(crate) fn guide() -> Guide {
    let content = content();
    tool_of(&content, &content.languages[0])
}

/// The guide with these words.
pub(crate) fn tool_of(content: &Content, words: &Catalogue) -> Guide {
    let bare = content::bare(&content.pathway).expect("the pathway links");
    let pathway = pathway::decode_own(&bare).expect("what was encoded is decoded");
    let words = Book::open(words.pack().leak()).expect("what was packed is a book");
    Guide::new(pathway, words)
}
