//! Where a row of the brief can be found again: what names it as a source, and what the coverage file
//! names.
//!
//! Knows the names of everything in the content and nothing of what a row says.

use ::pathway::{Cause, KindId, NoteId, OptionId, OutcomeId, QuestionId, RuleId, SignId, SoonerId};
use ::words::{Catalogue, Key, Part, Place};

use crate::Content;
use crate::problem::nearest;

/// Something of the content that carries a row of the brief.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// A question.
    Question(QuestionId),
    /// An option.
    Option(OptionId),
    /// A combination among the signs.
    Combination(SignId),
    /// A kind of sign: a safety rule.
    Kind(KindId),
    /// A navigation rule or fallback.
    Rule(RuleId),
    /// A note.
    Note(NoteId),
    /// A "get help sooner if" line.
    Sooner(SoonerId),
    /// An outcome.
    Outcome(OutcomeId),
    /// One part of an outcome's words: the place in [`Part::ALL`].
    Words(OutcomeId, u8),
    /// A sentence of the interface: the place in [`Key::ALL`].
    Interface(u8),
    /// Sentences of a country: the place in [`Place::ALL`].
    Place(u8),
}

/// The row of a source: `S0.6b` is a part of `S0.6`.
pub(super) fn row_id(source: &str) -> &str {
    source.trim_end_matches(|c: char| c.is_ascii_lowercase())
}

pub(super) fn spots_of(sources: &[(String, Spot)], row: &str) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    for (source, spot) in sources {
        if (source == row || row_id(source) == row) && !spots.contains(spot) {
            spots.push(*spot);
        }
    }
    spots
}

/// What names a source, in the order of the pathway.
pub(super) fn spots_by_source(content: &Content) -> Vec<(String, Spot)> {
    let pathway = &content.pathway;
    let mut found = Vec::new();
    let mut add = |sources: &[String], spot: Spot| {
        found.extend(sources.iter().map(|source| (source.clone(), spot)));
    };
    for (kind, id) in pathway.kinds.iter().zip(0..) {
        add(&[kind.policy.to_string()], Spot::Kind(KindId(id)));
    }
    for (sources, id) in content.sources.options.iter().zip(0..) {
        let option = OptionId(id);
        let question = &pathway.questions[pathway.question_of(option).index()];
        if question.which_of.is_none() {
            add(sources, Spot::Option(option));
        }
    }
    for ((sign, sources), id) in pathway.signs.iter().zip(&content.sources.signs).zip(0..) {
        if matches!(sign.cause, Cause::Together { .. }) {
            add(sources, Spot::Combination(SignId(id)));
        }
    }
    for ((rule, sources), id) in pathway.rules.iter().zip(&content.sources.rules).zip(0..) {
        add(&[rule.policy.to_string()], Spot::Rule(RuleId(id)));
        add(sources, Spot::Rule(RuleId(id)));
    }
    found
}

/// Finds what a line such as `note trust` or `words physio.check` names.
pub(super) fn spot(content: &Content, written: &str) -> Result<Spot, (String, Option<String>)> {
    let pathway = &content.pathway;
    let kinds = [
        "question",
        "option",
        "combination",
        "kind",
        "rule",
        "note",
        "sooner",
        "outcome",
        "words",
        "interface",
        "place",
    ];
    let Some((kind, name)) = written.split_once(' ') else {
        let help = format!("write what it is first: {}", kinds.join(", "));
        return Err((format!("`{written}` names nothing"), Some(help)));
    };
    let names = |list: Vec<String>| {
        let found = list.iter().position(|known| known == name);
        let help = nearest(name, list.iter().map(String::as_str));
        found.ok_or((format!("there is no {kind} `{name}`"), help))
    };
    let strings = |list: Vec<&str>| names(list.into_iter().map(String::from).collect());
    let byte = |at: usize| u8::try_from(at).unwrap_or(u8::MAX);
    let word = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    match kind {
        "question" => strings(pathway.questions.iter().map(|q| &*q.name).collect())
            .map(|at| Spot::Question(QuestionId(byte(at)))),
        "option" => {
            let option = |id: OptionId| {
                let question = &pathway.questions[pathway.question_of(id).index()];
                format!("{}.{}", question.name, pathway.options[id.index()])
            };
            let all = pathway.questions.iter().flat_map(|q| q.options());
            names(all.map(option).collect()).map(|at| Spot::Option(OptionId(word(at))))
        }
        "combination" => {
            let name = |sign: &::pathway::Sign| match &sign.cause {
                Cause::Together { name, .. } => name.to_string(),
                Cause::Option(_) => String::new(),
            };
            names(pathway.signs.iter().map(name).collect())
                .map(|at| Spot::Combination(SignId(word(at))))
        }
        "kind" => strings(pathway.kinds.iter().map(|kind| &*kind.name).collect())
            .map(|at| Spot::Kind(KindId(byte(at)))),
        "rule" => strings(pathway.rules.iter().map(|rule| &*rule.name).collect())
            .map(|at| Spot::Rule(RuleId(word(at)))),
        "note" => strings(pathway.notes.iter().map(|note| &*note.name).collect())
            .map(|at| Spot::Note(NoteId(byte(at)))),
        "sooner" => strings(pathway.sooner.iter().map(|line| &*line.name).collect())
            .map(|at| Spot::Sooner(SoonerId(byte(at)))),
        "outcome" => strings(
            pathway
                .outcomes
                .iter()
                .map(|outcome| &*outcome.name)
                .collect(),
        )
        .map(|at| Spot::Outcome(OutcomeId(byte(at)))),
        "words" => {
            let parts = Part::ALL.len();
            let all = pathway.outcomes.iter().flat_map(|outcome| {
                Part::ALL
                    .iter()
                    .map(|(part, _)| format!("{}.{part}", outcome.name))
            });
            let at = names(all.collect())?;
            let outcome = OutcomeId(byte(at / parts));
            let has = |words: &Catalogue| {
                let part = Part::ALL.get(at % parts);
                part.is_some_and(|(_, part)| !words.part(outcome, *part).is_empty())
            };
            if content.languages.iter().any(has) {
                Ok(Spot::Words(outcome, byte(at % parts)))
            } else {
                Err((format!("`{name}` has no words"), None))
            }
        }
        "interface" => strings(Key::ALL.iter().map(|(key, _)| *key).collect())
            .map(|at| Spot::Interface(byte(at))),
        "place" => strings(Place::ALL.iter().map(|(place, _)| *place).collect())
            .map(|at| Spot::Place(byte(at))),
        _ => Err((
            format!("`{kind}` is nothing that carries a row"),
            nearest(kind, kinds),
        )),
    }
}
