//! Compiles `content/` into the tables that the widget, the prover and the booklet read.
//!
//! *Architecture invariant.* This is the only crate that reads the content files. It runs when the
//! project is built or checked, never in a visitor's browser. Reading never stops at the first
//! mistake: it gives every problem with its file, its line and, where there is one, the nearest
//! valid name.

mod cases;
mod figure;
mod figures;
mod pathway;
mod plurals;
mod problem;
mod reader;
pub mod review;
mod score;
mod sentinels;
mod words;

use std::path::Path;

use ::pathway::{Cause, LinkError, Parts, Pathway, encode};
use ::sentinels::Sentinels;
use ::words::Catalogue;

pub use cases::{Case, Expected, Group, WrongAnswer, answer, names, read_cases};
use figures::Figures;
pub use figures::{PROVED, Proved, fingerprint};
pub use pathway::{CANNOT_SAY, NONE, Sources, UNSURE, WHICH};
pub use problem::{Problem, Problems, nearest};
pub use score::{Score, advice, count, score};
pub use sentinels::read_sentinels;

/// The content, compiled.
#[derive(Clone, Debug)]
pub struct Content {
    /// The pathway.
    pub pathway: Pathway,
    /// Where its statements come from.
    pub sources: Sources,
    /// The words, one catalogue a language.
    pub languages: Vec<Catalogue>,
    /// The written patients.
    pub cases: Vec<Case>,
    /// The catalogues of sentinels, where the folder has them.
    pub sentinels: Option<Sentinels>,
}

/// The language in which the content is written and judged.
pub const ORIGINAL: &str = "en";

/// The words that a build speaks.
///
/// # Errors
/// When there is no such language, with those that there are; and when it is a translation that
/// nobody has signed: one wrong word in it can send a person the wrong way.
pub fn spoken<'c>(content: &'c Content, code: &str) -> Result<&'c Catalogue, String> {
    let Some(language) = content.languages.iter().find(|l| *l.code == *code) else {
        let codes: Vec<_> = content.languages.iter().map(|l| &*l.code).collect();
        let codes = codes.join(", ");
        return Err(format!("content/languages has no `{code}`; it has {codes}"));
    };
    if code != ORIGINAL && language.reviewed_by.is_empty() {
        let file = format!("content/languages/{code}/language.toml");
        return Err(format!(
            "{file}: a translation needs a name in `reviewed_by`"
        ));
    }
    Ok(language)
}

/// The compiled pathway as the widget has it: without the names that only people who work on
/// the content read. Questions, options, outcomes and rules keep theirs.
///
/// # Errors
/// Never, for a pathway that was compiled: nothing that links it is taken away.
pub fn bare(pathway: &Pathway) -> Result<Vec<u8>, LinkError> {
    let mut parts = Parts::clone(pathway);
    let named = (parts.facts.iter_mut().map(|fact| &mut fact.name))
        .chain(parts.kinds.iter_mut().map(|kind| &mut kind.name))
        .chain(parts.notes.iter_mut().map(|note| &mut note.name))
        .chain(parts.sooner.iter_mut().map(|line| &mut line.name))
        .chain(&mut parts.steps);
    named.for_each(|name| *name = Box::default());
    for kind in &mut parts.kinds {
        kind.policy = Box::default();
    }
    for rule in &mut parts.rules {
        rule.policy = Box::default();
    }
    for sign in &mut parts.signs {
        if let Cause::Together { name, .. } = &mut sign.cause {
            *name = Box::default();
        }
    }
    Pathway::new(parts).map(|bare| encode(&bare))
}

/// Compiles a content folder.
///
/// # Errors
/// Every mistake in it.
pub fn load(root: &Path) -> Result<Content, Problems> {
    let mut findings = reader::Findings::default();
    let compiled = pathway::compile(root, &mut findings);
    let cases = compiled.as_ref().map_or_else(Vec::new, |(pathway, _)| {
        read_cases(root, pathway, &mut findings)
    });
    let sentinels = (compiled.as_ref())
        .and_then(|(pathway, _)| sentinels::compile(root, pathway, &mut findings));
    let languages = compiled
        .as_ref()
        .map_or_else(Vec::new, |(pathway, sources)| {
            let signed_on = &sources.reviewed_on;
            let figures = Figures::new(root, pathway, &cases, signed_on, &mut findings);
            let mut languages = words::compile(root, pathway, &figures, &mut findings);
            if let Some(figure) = figure::compile(root, pathway, &mut findings) {
                (languages.iter_mut()).for_each(|language| language.figure = figure.clone());
            }
            languages
        });
    let mut problems = findings.0;
    problems.sort();
    match compiled {
        Some((pathway, sources)) if problems.is_empty() => Ok(Content {
            pathway,
            sources,
            languages,
            cases,
            sentinels,
        }),
        _ => Err(Problems(problems)),
    }
}
