//! The tool that every widget on a page shares: the pathway, and the words of a language.
//!
//! Knows no person and no browser.

use std::cell::OnceCell;
use std::rc::Rc;

use pathway::Pathway;
use words::{Book, Key};

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

/// The pathway and its words.
#[derive(Debug)]
pub struct Tool {
    early: Pathway,
    whole: OnceCell<Pathway>,
    /// What is read.
    pub words: Book,
}

thread_local! {
    static TOOL: Option<Rc<Tool>> = load();
}

fn load() -> Option<Rc<Tool>> {
    Tool::with(Book::open(WORDS)?).map(Rc::new)
}

impl Tool {
    /// The tool of this page; `None` when the build that carries it is broken.
    pub fn shared() -> Option<Rc<Tool>> {
        TOOL.with(Clone::clone)
    }

    /// The pathway of this build with these words.
    pub(crate) fn with(words: Book) -> Option<Self> {
        Some(Tool {
            early: pathway::decode_own(PATHWAY).ok()?,
            whole: OnceCell::new(),
            words,
        })
    }

    /// What decides. Until the whole pathway has come, its beginning, which leads every first answer
    /// to the same screen: every id means the same in both.
    pub fn pathway(&self) -> &Pathway {
        self.whole.get().unwrap_or(&self.early)
    }

    /// Adds the whole pathway and the words that were not carried: the pathway's bytes, two letters
    /// for each, then a line, then the words. Tells whether the tool is whole now.
    #[cfg(feature = "apart")]
    pub fn add(&self, later: &'static str) -> bool {
        let Some((code, words)) = later.split_once('\n') else {
            return false;
        };
        let half = |letter: u8| letter.wrapping_sub(b'a');
        let pairs = code.as_bytes().chunks_exact(2);
        let bytes: Vec<u8> = pairs
            .map(|pair| half(pair[0]) << 4 | half(pair[1]))
            .collect();
        if let Ok(pathway) = pathway::decode_own(&bytes) {
            // A second copy changes nothing.
            let _ = self.whole.set(pathway);
        }
        self.whole.get().is_some() && self.words.add(words)
    }

    /// Whether everything has come, also what nobody needs before the first answer.
    pub fn is_whole(&self) -> bool {
        !self.words.key(Key::AboutWhat).is_empty()
    }
}
