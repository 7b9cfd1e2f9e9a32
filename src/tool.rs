//! The tool that every widget on a page shares: the pathway, and the words of a language.
//!
//! Knows no person and no browser.

use std::rc::Rc;

use pathway::Pathway;
use words::Catalogue;

static PATHWAY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pathway.bin"));
static ENGLISH: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/en.bin"));

/// The pathway and its words.
#[derive(Debug, PartialEq)]
pub struct Tool {
    /// What decides.
    pub pathway: Pathway,
    /// What is read.
    pub words: Catalogue,
}

thread_local! {
    static TOOL: Option<Rc<Tool>> = load();
}

fn load() -> Option<Rc<Tool>> {
    Some(Rc::new(Tool {
        pathway: pathway::decode(PATHWAY).ok()?,
        words: Catalogue::decode(ENGLISH)?,
    }))
}

impl Tool {
    /// The tool of this page; `None` when the build that carries it is broken.
    pub fn shared() -> Option<Rc<Tool>> {
        TOOL.with(Clone::clone)
    }
}
