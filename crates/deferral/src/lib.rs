//! What the widget carries, and what it fetches while the first question is read: decided here, and
//! nowhere else.
//!
//! Everything that the first question and the emergencies that its answers lead to at once need is
//! *initial*: compiled into the widget, but for its styles, which the first screens wear and hand
//! over. Everything else is *deferred*: one file that the loader fetches meanwhile. Both are made by
//! [`Bundles::compile`], of one language, and each knows which content it is of.
//!
//! *Architecture invariant.* Runs when the project is built, never in a visitor's browser. The widget
//! is told one thing: [`Bundles::deferred_from`].

mod pathway;
mod styles;
mod words;

use std::env;
use std::path::Path;

use ::pathway::{Pathway, QuestionId, encode};
use content::Content;
use sha2::{Digest, Sha256};

/// The first question that is deferred.
pub const QUESTION: &str = "chest";

/// The variable of the environment that names the language of a build: the tag of a folder in
/// `content/languages`, the original where it is not set.
pub const LANGUAGE: &str = "WTS_LANGUAGE";

/// When a part of the widget is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// From the start.
    Initial,
    /// Once it has been fetched: no screen needs it before the first answer, and no emergency ever.
    Deferred,
}

/// One part of what the widget needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The encoded pathway. The initial one is the beginning of the whole one: every id means the
    /// same in both.
    pub pathway: Vec<u8>,
    /// What a book of the words is opened with.
    pub words: String,
    /// The style sheet. That of the deferred part holds that of the initial one.
    pub styles: String,
}

/// What the widget needs, in one language.
#[derive(Clone, Debug)]
pub struct Bundles {
    /// The language's tag.
    pub language: String,
    /// Changes with any rule and any sentence: what "About this tool" shows, and then what tells
    /// sentences apart.
    pub hash: String,
    /// The place of the first deferred question.
    pub deferred_from: QuestionId,
    /// What the widget carries.
    pub initial: Bundle,
    /// What the loader fetches. Its words are those that the initial ones lack.
    pub deferred: Bundle,
    /// All the words, for a build that carries everything.
    pub words: String,
}

impl Bundles {
    /// Compiles the content and the styles of the project at `root`, in the language that
    /// [`LANGUAGE`] names.
    ///
    /// # Errors
    /// Every mistake in the content; and where a language is not there or not signed, or a style
    /// sheet cannot be read.
    pub fn compile(root: &Path) -> Result<Self, String> {
        let content = content::load(&root.join("content")).map_err(|found| found.to_string())?;
        let language = env::var(LANGUAGE).unwrap_or_else(|_| content::ORIGINAL.into());
        Self::of(&content, &language, &root.join("styles"))
    }

    /// The same, of content that was compiled.
    ///
    /// # Errors
    /// Where the language is not there or not signed, the pathway has no question [`QUESTION`], or a
    /// style sheet cannot be read.
    pub fn of(content: &Content, language: &str, sheets: &Path) -> Result<Self, String> {
        let words = content::spoken(content, language)
            .map_err(|problem| format!("{LANGUAGE}={language}: {problem}"))?;
        let (from, beginning) = beginning(&content.pathway)?;
        let whole = content::bare(&content.pathway).map_err(|error| error.to_string())?;
        let [initial_styles, all_styles] =
            [Stage::Initial, Stage::Deferred].map(|stage| styles::joined(sheets, stage));
        let unread = |error| format!("cannot read the styles: {error}");
        let (initial, deferred) = self::words::parts(words, &beginning, from);
        Ok(Bundles {
            language: language.to_owned(),
            hash: hash(&content.pathway, &words.pack()),
            deferred_from: from,
            initial: Bundle {
                pathway: encode(&beginning),
                words: initial,
                styles: initial_styles.map_err(unread)?,
            },
            deferred: Bundle {
                pathway: whole,
                words: deferred,
                styles: all_styles.map_err(unread)?,
            },
            words: words.pack(),
        })
    }
}

/// The first deferred question, and the pathway as the widget carries it: it leads every earlier
/// answer to the same screen as the whole.
///
/// # Errors
/// Where the pathway has no question [`QUESTION`], or its beginning does not fit together.
pub fn beginning(whole: &Pathway) -> Result<(QuestionId, Pathway), String> {
    let from = whole
        .question_named(QUESTION)
        .ok_or_else(|| format!("content/pathway has no question `{QUESTION}`"))?;
    let beginning = pathway::beginning(whole, from).map_err(|error| error.to_string())?;
    Ok((from, beginning))
}

fn hash(pathway: &Pathway, words: &str) -> String {
    let rules = content::fingerprint(pathway);
    let words: String = Sha256::digest(words)[..3]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{}-{words}", &rules[..12])
}
