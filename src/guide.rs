//! The guide that every widget on a page shares, as this build carries it.
//!
//! Knows no person and no browser.

use std::rc::Rc;

use pathway::QuestionId;
pub use show::Guide;
use words::Book;

/// What `build.rs` has written: with the feature `deferred`, what is needed before the rest has come;
/// else everything.
macro_rules! carried {
    ($end:literal, $include:ident) => {
        if cfg!(feature = "deferred") {
            $include!(concat!(env!("OUT_DIR"), "/initial.", $end))
        } else {
            $include!(concat!(env!("OUT_DIR"), "/whole.", $end))
        }
    };
}

/// The pathway.
static PATHWAY: &[u8] = carried!("bin", include_bytes);

/// The words.
static WORDS: &str = carried!("txt", include_str);

/// The styles, where this build carries everything. Else they come with the first screens, which wear
/// the same before the widget is there.
pub const STYLES: Option<&str> = if cfg!(feature = "deferred") {
    None
} else {
    Some(include_str!(concat!(env!("OUT_DIR"), "/whole.css")))
};

/// The first question that is deferred.
const DEFERRED_FROM: QuestionId = include!(concat!(env!("OUT_DIR"), "/deferred_from.rs"));

/// Names the content that this build carries: changes with any rule and any sentence.
pub static CONTENT_HASH: &str = include_str!(concat!(env!("OUT_DIR"), "/content.hash"));

thread_local! {
    static GUIDE: Option<Rc<Guide>> = load();
}

fn load() -> Option<Rc<Guide>> {
    let words = Book::open(WORDS)?;
    let pathway = pathway::decode_own(PATHWAY).ok()?;
    Some(Rc::new(if cfg!(feature = "deferred") {
        Guide::initial(pathway, words, DEFERRED_FROM)
    } else {
        Guide::new(pathway, words)
    }))
}

/// The guide of this page; `None` when the build that carries it is broken.
pub fn shared() -> Option<Rc<Guide>> {
    GUIDE.with(Clone::clone)
}

/// Adds what was deferred: the hash of its content, a line, then what [`Guide::add`] reads. Tells
/// whether the guide is loaded now; what is of other content is left out.
#[cfg(feature = "deferred")]
pub fn add(deferred: &'static str) -> bool {
    let ours = deferred.split_once('\n');
    let ours = ours.filter(|(hash, _)| *hash == CONTENT_HASH);
    let guide = shared();
    ours.zip(guide)
        .is_some_and(|((_, deferred), guide)| guide.add(deferred))
}
