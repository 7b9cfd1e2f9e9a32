//! What is asked: emergencies first, nothing after an emergency, nothing for nothing, and no more
//! questions than promised.

use pathway::{Cause, QuestionId, Urgency};

use crate::compiled::Compiled;
use crate::diagram::{Built, Diagrams, Map, Sheets};
use crate::groups::Groups;
use crate::guarantee::{Checked, Failure, Guarantee};
use crate::layout::Level;
use crate::pairs::Pairs;
use crate::relations::{NoDifference, OtherAnswer};

/// Emergency questions come first.
pub const EMERGENCIES_FIRST: Guarantee = Guarantee {
    id: "emergencies_first",
    sentence: "Every question about an emergency call comes before all other questions.",
    invariants: &[1],
    check: emergencies_first,
};

fn emergencies_first(compiled: &mut Compiled<'_>, groups: &Groups) -> Built<Checked> {
    let pathway = compiled.pathway;
    let least_urgent = |urgency: Urgency| {
        let mut asks = vec![false; pathway.questions.len()];
        for sign in &pathway.signs {
            if let Cause::Option(option) = sign.cause {
                asks[pathway.question_of(option).index()] |= sign.urgency >= urgency;
            }
        }
        asks
    };
    let calls = least_urgent(Urgency::Call);
    let goes = least_urgent(Urgency::Go);
    let last = calls.iter().rposition(|&asks| asks);
    let mut about = Sheets::NONE;
    let mut failures = Vec::new();
    for id in pathway.ids() {
        if calls[id.index()] {
            let shown = compiled.shown(id)?;
            about = compiled.diagrams.join(about, shown)?;
        } else if Some(id.index()) < last
            && !goes[id.index()]
            && !opens_next(compiled, id)
            && !groups.safety_screens.contains(&id)
        {
            let shown = compiled.shown(id)?;
            let later = last.map_or("", |at| &pathway.questions[at].name);
            let name = &pathway.questions[id.index()].name;
            failures.push((
                shown,
                format!("`{name}` is asked before the emergency `{later}`"),
            ));
        }
    }
    let mut checked = Checked::about(compiled, about)?;
    for (shown, about) in failures {
        checked.never(compiled, shown, about)?;
    }
    Ok(checked)
}

/// Whether a question is the "which one?" screen of the one before.
fn opens_next(compiled: &Compiled<'_>, id: QuestionId) -> bool {
    compiled.pathway.questions[id.index()].which_of.is_some()
}

/// An emergency ends the questions.
pub const EMERGENCY_ENDS: Guarantee = Guarantee {
    id: "emergency_ends",
    sentence: "After an emergency-call sign nothing more is asked; after an emergency-department \
               sign nothing but the rest of the first safety screens.",
    invariants: &[1, 2],
    check: emergency_ends,
};

fn emergency_ends(compiled: &mut Compiled<'_>, groups: &Groups) -> Built<Checked> {
    let about = compiled.advised_where(|advice| advice.urgency >= Urgency::Go)?;
    let mut checked = Checked::about(compiled, about)?;
    for id in compiled.pathway.ids() {
        let name = &compiled.pathway.questions[id.index()].name;
        for reached in compiled.walk.shown[id.index()].clone() {
            let too_late = match reached.floor {
                Some(Urgency::Call) => true,
                Some(Urgency::Go) => !groups.safety_screens.contains(&id),
                _ => false,
            };
            if too_late && let Some(row) = completed(compiled, id, reached.sheets) {
                checked.failures.push(Failure {
                    about: format!("`{name}` is still asked"),
                    sheets: None,
                    rows: vec![row],
                });
            }
        }
    }
    Ok(checked)
}

/// The smallest whole sheet that begins like one of these, with an answer to the question.
fn completed(compiled: &mut Compiled<'_>, id: QuestionId, begins: Sheets) -> Option<Vec<u8>> {
    let mut row = compiled.smallest(begins)?;
    let start = compiled.layout.first(id);
    let mut part = compiled.valid();
    while compiled.diagrams.level(part) < start {
        let level = compiled.diagrams.level(part);
        part = compiled.diagrams.with(part, level, row[level].into());
    }
    let filled = compiled.cheapest.fill(&compiled.diagrams, part, &mut row);
    filled.then_some(row)
}

/// No question is asked for nothing.
pub const NO_IDLE_QUESTION: Guarantee = Guarantee {
    id: "no_idle_question",
    sentence: "No question is asked for nothing: after the answers before it, some two answers to \
               it lead to different advice, everything else being answered the same.",
    invariants: &[],
    check: no_idle_question,
};

fn no_idle_question(compiled: &mut Compiled<'_>, _: &Groups) -> Built<Checked> {
    let valid = compiled.valid();
    let mut checked = Checked::about(compiled, valid)?;
    let mut idle: Map<Sheets, ()> = Map::default();
    let mut settled: Map<Sheets, ()> = Map::default();
    {
        let parts = compiled.diagrams.parts(compiled.advised);
        let ids: Vec<_> = compiled.pathway.ids().collect();
        let relations: Vec<_> = (ids.iter())
            .map(|&id| OtherAnswer::new(&compiled.layout, id))
            .collect();
        let mut pairs = Pairs::new(
            &compiled.diagrams,
            compiled.layout.kinds(),
            &NoDifference,
            compiled.advices.len(),
            |a, b| a != b,
        );
        for part in parts {
            let level = compiled.diagrams.level(part);
            let Some(Level::Answered(id)) = compiled.layout.level(level) else {
                continue;
            };
            pairs.relate(&relations[id.index()]);
            if !pairs.any(part, part, OtherAnswer::START) {
                idle.insert(part, ());
                if pairs.agrees(part) {
                    settled.insert(part, ());
                }
            }
        }
    }
    for id in compiled.pathway.ids() {
        let start = compiled.layout.first(id);
        let name = &compiled.pathway.questions[id.index()].name;
        let advised = compiled.advised;
        let diagrams = &mut compiled.diagrams;
        let asked = diagrams.through(advised, start, &|part| idle.contains_key(&part))?;
        if asked.is_empty() {
            continue;
        }
        let decided = diagrams.through(advised, start, &|part| settled.contains_key(&part))?;
        let about = if decided == asked {
            format!("`{name}` is asked for nothing: the advice is settled before it")
        } else {
            format!("`{name}` is asked for nothing: no answer to it changes the advice")
        };
        checked.never(compiled, asked, about)?;
    }
    Ok(checked)
}

/// The longest path is as promised.
pub const LONGEST_PATH: Guarantee = Guarantee {
    id: "longest_path",
    sentence: "Nobody is asked more questions than the pathway promises, and somebody is asked \
               that many.",
    invariants: &[],
    check: longest_path,
};

fn longest_path(compiled: &mut Compiled<'_>, _: &Groups) -> Built<Checked> {
    let valid = compiled.valid();
    let mut checked = Checked::about(compiled, valid)?;
    let promised = usize::from(compiled.pathway.longest);
    let (longest, row) = longest(compiled);
    if longest != promised {
        checked.failures.push(Failure {
            about: format!("the longest path asks {longest} questions, not {promised}"),
            sheets: None,
            rows: vec![row],
        });
    }
    Ok(checked)
}

/// The most questions that anybody is asked, and a sheet on which they are.
pub fn longest(compiled: &Compiled<'_>) -> (usize, Vec<u8>) {
    let diagrams = &compiled.diagrams;
    let asks = |level: usize| matches!(compiled.layout.level(level), Some(Level::Answered(_)));
    let mut below: Map<Sheets, usize> = Map::default();
    for part in diagrams.parts(compiled.valid()).into_iter().rev() {
        let best = ways_on(diagrams, part, &below, &asks).map(|(count, ..)| count);
        below.insert(part, best.max().unwrap_or(0));
    }
    let mut row = vec![0; diagrams.arity().len()];
    let mut part = compiled.valid();
    while part.label().is_none() {
        let level = diagrams.level(part);
        let best = ways_on(diagrams, part, &below, &asks)
            .max_by_key(|&(count, value, _)| (count, std::cmp::Reverse(value)));
        let Some((_, value, next)) = best else {
            break;
        };
        row[level] = value as u8;
        part = next;
    }
    (below[&compiled.valid()], row)
}

/// For each value of a part's level: the most questions from there on, the value, and what follows.
fn ways_on<'a>(
    diagrams: &'a Diagrams,
    part: Sheets,
    below: &'a Map<Sheets, usize>,
    asks: &'a dyn Fn(usize) -> bool,
) -> impl Iterator<Item = (usize, usize, Sheets)> + 'a {
    let level = diagrams.level(part);
    let branches = diagrams.branches(part).enumerate();
    branches
        .filter(|(_, next)| !next.is_empty())
        .map(move |(value, next)| {
            // What comes before decides whether a question is shown: its level is left out, or nobody
            // has 0 there.
            let own = usize::from(asks(level));
            (own + below[&next], value, next)
        })
}
