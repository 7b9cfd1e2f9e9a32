//! "Not sure" against yes: two people, side by side.

use std::cmp::Reverse;

use pathway::{Cause, Choice, OptionId, Pathway, Urgency};

use crate::compiled::Compiled;
use crate::diagram::{Built, Sheets};
use crate::groups::Groups;
use crate::guarantee::{Checked, Guarantee};
use crate::guarantees::urgency::{by_urgency, later};
use crate::layout::{Layout, alone};
use crate::pairs::{Mode, Pairs};
use crate::relations::{InPlaceOf, UnsureToYes};

/// From "not sure" to "yes" never lowers urgency.
pub const UNSURE_TO_YES: Guarantee = Guarantee {
    id: "unsure_to_yes",
    sentence: "Who ticks a line that they were not sure about never gets less urgent advice.",
    invariants: &[3],
    check: unsure_to_yes,
};

fn unsure_to_yes(compiled: &mut Compiled<'_>, _: &Groups) -> Built<Checked> {
    let pathway = compiled.pathway;
    let mut relations = Vec::new();
    let mut named_lines = Vec::new();
    for which in pathway.ids() {
        let Some(id) = pathway.questions[which.index()].which_of else {
            continue;
        };
        let asks = &pathway.questions[which.index()].ask;
        let unsure = asks.atoms.iter().find_map(|atom| match *atom {
            pathway::Atom::Option(option) => Some(option),
            _ => None,
        });
        for named in pathway.questions[which.index()].options() {
            let line = pathway.option_named(id, &pathway.options[named.index()]);
            if let (Some(unsure), Some(line)) = (unsure, line) {
                let layout = &compiled.layout;
                named_lines.push(named);
                relations.extend(UnsureToYes::new(pathway, layout, unsure, line, named));
            }
        }
    }
    let named = compiled.any_ticked(named_lines.iter().copied())?;
    let valid = compiled.valid();
    let about = compiled.diagrams.keep(valid, named)?;
    let mut checked = Checked::about(compiled, about)?;
    if relations.len() != named_lines.len() {
        checked.wrong("a \"which one?\" screen does not come right after its question");
    }
    let (sheets, urgencies) = by_urgency(compiled)?;
    let parts = compiled.diagrams.parts(sheets);
    let mut pairs = later(compiled, &urgencies);
    for relation in &relations {
        pairs.relate(relation);
        if pairs.any_at(&parts, relation.first(), UnsureToYes::START) {
            let mut pairs = later(compiled, &urgencies);
            pairs.relate(relation);
            let two = pairs.smallest(&compiled.cheapest, sheets, sheets, Mode::Before);
            if let Some(two) = two {
                checked.pair("saying yes makes the advice less urgent", two);
            }
        }
    }
    Ok(checked)
}

/// Yes counts for at least as much as "not sure".
pub const YES_AT_LEAST_UNSURE: Guarantee = Guarantee {
    id: "yes_at_least_unsure",
    sentence: "Wherever \"not sure\" or \"cannot say\" counts by itself, there is a line that counts \
               for as much: ticked in its place, it never makes the advice less urgent, whatever \
               else is answered. So does every line that by itself calls for help as soon. Left \
               out is \"cannot say\" about the low back: whoever can say is asked how long it has \
               been so.",
    invariants: &[3],
    check: yes_at_least_unsure,
};

fn yes_at_least_unsure(compiled: &mut Compiled<'_>, groups: &Groups) -> Built<Checked> {
    let pathway = compiled.pathway;
    let doubts = doubts(pathway).into_iter();
    let doubts: Vec<_> = doubts
        .filter(|doubt| !groups.yes_is_asked_more.contains(doubt))
        .collect();
    let unsure = compiled.any_ticked(doubts.iter().copied())?;
    let valid = compiled.valid();
    let about = compiled.diagrams.keep(valid, unsure)?;
    let mut checked = Checked::about(compiled, about)?;
    let (sheets, urgencies) = by_urgency(compiled)?;
    let parts = compiled.diagrams.parts(sheets);
    let doubts: Vec<_> = (doubts.into_iter())
        .map(|option| Doubt::new(pathway, &compiled.layout, option))
        .collect();
    let mut pairs = later(compiled, &urgencies);
    for doubt in &doubts {
        let name = compiled.option_name(doubt.option);
        if doubt.instead.is_empty() {
            checked.wrong(format!("there is no line beside `{name}`"));
        }
        for (line, relation) in doubt.broken_by(pathway, &mut pairs, &parts) {
            let line = compiled.option_name(*line);
            let mut pairs = later(compiled, &urgencies);
            pairs.relate(relation);
            let two = pairs.smallest(&compiled.cheapest, sheets, sheets, Mode::Before);
            if let Some(two) = two {
                checked.pair(format!("`{line}` counts for less than `{name}`"), two);
            }
        }
    }
    Ok(checked)
}

/// "Not sure", and the lines that may be ticked in its place; the most urgent first.
struct Doubt {
    option: OptionId,
    instead: Vec<(OptionId, InPlaceOf)>,
}

impl Doubt {
    fn new(pathway: &Pathway, layout: &Layout, option: OptionId) -> Self {
        let lines = instead_of(pathway, option).into_iter();
        let instead = lines.map(|line| (line, InPlaceOf::new(pathway, layout, option, line)));
        Doubt {
            option,
            instead: instead.collect(),
        }
    }

    /// The lines that count for less and may not: those that call for help as soon, and the most
    /// urgent one where no line counts for as much.
    fn broken_by<'a>(
        &'a self,
        pathway: &Pathway,
        pairs: &mut Pairs<'a>,
        parts: &[Sheets],
    ) -> Vec<&'a (OptionId, InPlaceOf)> {
        let own = calls_for(pathway, self.option);
        let mut broken = Vec::new();
        let mut some_counts = false;
        for instead in &self.instead {
            let (line, relation) = instead;
            let as_soon = own.is_some() && calls_for(pathway, *line) >= own;
            if some_counts && !as_soon {
                continue;
            }
            pairs.relate(relation);
            let less = pairs.any_at(parts, relation.first(), InPlaceOf::START);
            some_counts |= !less;
            if less && as_soon {
                broken.push(instead);
            }
        }
        if !some_counts && broken.is_empty() {
            broken.extend(self.instead.first());
        }
        broken
    }
}

/// Every "not sure" that is the last word on its question: where the next screen asks which line,
/// "cannot say" is.
fn doubts(pathway: &Pathway) -> Vec<OptionId> {
    let asked_which = |id| {
        let mut questions = pathway.questions.iter();
        questions.any(|question| question.which_of == Some(id))
    };
    let last = pathway.ids().filter(|&id| !asked_which(id));
    last.flat_map(|id| ["unsure", "cannot_say"].map(|name| pathway.option_named(id, name)))
        .flatten()
        .collect()
}

/// What may be ticked in place of "not sure", the most urgent first: a line that can stand beside
/// others, or another option of a question that takes one.
fn instead_of(pathway: &Pathway, doubt: OptionId) -> Vec<OptionId> {
    let question = &pathway.questions[pathway.question_of(doubt).index()];
    let one = question.choice == Choice::One;
    let mut lines: Vec<_> = question
        .options()
        .filter(|&line| line != doubt && (one || !alone(pathway, line)))
        .collect();
    lines.sort_by_key(|&line| Reverse(calls_for(pathway, line)));
    lines
}

/// How soon an option calls for help by itself.
fn calls_for(pathway: &Pathway, option: OptionId) -> Option<Urgency> {
    let own = (pathway.signs.iter()).filter(|sign| sign.cause == Cause::Option(option));
    own.map(|sign| sign.urgency).max()
}
