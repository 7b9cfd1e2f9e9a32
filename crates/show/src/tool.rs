//! The tool that every visit shares: the pathway, and the words of a language.
//!
//! Knows no person, and not where its bytes come from.

use std::cell::OnceCell;

use pathway::Pathway;
use words::{Book, Key};

/// The pathway and its words.
#[derive(Debug)]
pub struct Tool {
    early: Pathway,
    whole: OnceCell<Pathway>,
    /// What is read.
    pub words: Book,
}

impl Tool {
    /// The tool of a pathway with words that were compiled for it. Either may be the part that is
    /// needed before the rest has come.
    pub fn new(pathway: Pathway, words: Book) -> Self {
        Tool {
            early: pathway,
            whole: OnceCell::new(),
            words,
        }
    }

    /// What decides. Until the whole pathway has come, its beginning, which leads every first answer
    /// to the same screen: every id means the same in both.
    pub fn pathway(&self) -> &Pathway {
        self.whole.get().unwrap_or(&self.early)
    }

    /// Adds the whole pathway and the words that were not carried: the pathway's bytes, two letters
    /// for each, then a line, then the words. Tells whether the tool is whole now.
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
