//! The tool that every widget on a page shares, as this build carries it.
//!
//! Knows no person and no browser.

use std::rc::Rc;

pub use show::Tool;
use words::Book;

/// The pathway; with the feature `apart`, what of it is needed before the rest has come.
static PATHWAY: &[u8] = if cfg!(feature = "apart") {
    include_bytes!(concat!(env!("OUT_DIR"), "/early.bin"))
} else {
    include_bytes!(concat!(env!("OUT_DIR"), "/pathway.bin"))
};

/// The words; with the feature `apart`, those that are needed before the others have come.
static WORDS: &str = if cfg!(feature = "apart") {
    include_str!(concat!(env!("OUT_DIR"), "/first.txt"))
} else {
    include_str!(concat!(env!("OUT_DIR"), "/whole.txt"))
};

/// Names the content that this build carries: changes with any rule and any sentence.
pub static CONTENT_HASH: &str = include_str!(concat!(env!("OUT_DIR"), "/content.hash"));

thread_local! {
    static TOOL: Option<Rc<Tool>> = load();
}

fn load() -> Option<Rc<Tool>> {
    let words = Book::open(WORDS)?;
    let pathway = pathway::decode_own(PATHWAY).ok()?;
    Some(Rc::new(Tool::new(pathway, words)))
}

/// The tool of this page; `None` when the build that carries it is broken.
pub fn shared() -> Option<Rc<Tool>> {
    TOOL.with(Clone::clone)
}
