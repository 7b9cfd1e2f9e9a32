//! The guide that every visit shares: the pathway, and the words of a language.
//!
//! Knows no person, and not where its bytes come from.

use std::cell::OnceCell;

use pathway::{Pathway, QuestionId};
use words::Book;

/// The pathway and its words.
#[derive(Debug)]
pub struct Guide {
    pathway: Pathway,
    /// What is read.
    pub words: Book,
    /// The first question that has not come with the rest; none where all is there.
    deferred_from: Option<QuestionId>,
    /// The whole pathway, in the place of its beginning.
    whole: OnceCell<Pathway>,
}

impl Guide {
    /// The guide of a pathway with words that were compiled for it.
    pub fn new(pathway: Pathway, words: Book) -> Self {
        Guide {
            pathway,
            words,
            deferred_from: None,
            whole: OnceCell::new(),
        }
    }

    /// The guide of the beginning of a pathway, with the initial words. From the question on that is
    /// named, all is deferred.
    pub fn initial(pathway: Pathway, words: Book, deferred_from: QuestionId) -> Self {
        Guide {
            deferred_from: Some(deferred_from),
            ..Self::new(pathway, words)
        }
    }

    /// What decides. Until the whole pathway has come, its beginning, which leads every first answer
    /// to the same screen: every id means the same in both.
    pub fn pathway(&self) -> &Pathway {
        self.whole.get().unwrap_or(&self.pathway)
    }

    /// Adds the whole pathway and the words that were deferred: the pathway's bytes, two letters for
    /// each, then a line, then the words. Tells whether it is loaded now; of what does not fit,
    /// nothing is taken.
    pub fn add(&self, deferred: &'static str) -> bool {
        let Some((code, words)) = deferred.split_once('\n') else {
            return false;
        };
        let half = |letter: u8| letter.wrapping_sub(b'a');
        let pairs = code.as_bytes().chunks_exact(2);
        let bytes: Vec<u8> = pairs
            .map(|pair| half(pair[0]) << 4 | half(pair[1]))
            .collect();
        let Ok(pathway) = pathway::decode_own(&bytes) else {
            return false;
        };
        if !self.words.add(words) {
            return false;
        }
        // A second copy changes nothing.
        let _ = self.whole.set(pathway);
        true
    }

    /// Whether everything has come, also what nobody needs before the first answer.
    pub fn is_loaded(&self) -> bool {
        self.deferred_from.is_none() || self.whole.get().is_some()
    }

    /// Whether the words of a question are there.
    pub fn has(&self, question: QuestionId) -> bool {
        self.is_loaded() || self.deferred_from.is_some_and(|from| question < from)
    }
}
