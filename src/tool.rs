//! The tool that every widget on a page shares: the pathway, and the words of a language.
//!
//! Knows no person and no browser.

use std::rc::Rc;

use pathway::Pathway;
use words::{Book, Key};

static PATHWAY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pathway.bin"));

/// The words; with the feature `apart`, those that are needed before the others have come.
static ENGLISH: &str = if cfg!(feature = "apart") {
    include_str!(concat!(env!("OUT_DIR"), "/first.txt"))
} else {
    include_str!(concat!(env!("OUT_DIR"), "/whole.txt"))
};

/// The pathway and its words.
#[derive(Debug)]
pub struct Tool {
    /// What decides.
    pub pathway: Pathway,
    /// What is read.
    pub words: Book,
}

thread_local! {
    static TOOL: Option<Rc<Tool>> = load();
}

fn load() -> Option<Rc<Tool>> {
    Some(Rc::new(Tool {
        pathway: pathway::decode_own(PATHWAY).ok()?,
        words: Book::open(ENGLISH)?,
    }))
}

impl Tool {
    /// The tool of this page; `None` when the build that carries it is broken.
    pub fn shared() -> Option<Rc<Tool>> {
        TOOL.with(Clone::clone)
    }

    /// Whether everything has come, also what nobody needs before the first answer.
    pub fn is_whole(&self) -> bool {
        !self.words.key(Key::AboutWhat).is_empty()
    }
}
