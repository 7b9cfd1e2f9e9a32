//! What one different answer may and may not change: two people, side by side.

use std::cmp::Ordering;

use pathway::{Because, Cause, Choice, OptionId, Urgency};

use crate::compiled::Compiled;
use crate::diagram::{Built, Sheets, When};
use crate::groups::Groups;
use crate::guarantee::{Checked, Guarantee};
use crate::guarantees::urgency::by_urgency;
use crate::pairs::{Mode, Pairs};
use crate::relations::{OneMoreLine, OtherOption, warning_lines};
use crate::truth::{Truth, holds};

/// Adding a sign never lowers urgency.
pub const ONE_MORE_SIGN: Guarantee = Guarantee {
    id: "one_more_sign",
    sentence: "One more warning line, or \"not sure\" in place of \"none\", never makes the advice \
               less urgent, whatever is answered on the screens that it opens.",
    invariants: &[3, 4],
    check: one_more_sign,
};

fn one_more_sign(compiled: &mut Compiled<'_>, _: &Groups) -> Built<Checked> {
    let pathway = compiled.pathway;
    let lines = warning_lines(pathway);
    let is_sign = |option| {
        pathway
            .signs
            .iter()
            .any(|sign| sign.cause == Cause::Option(option))
    };
    let about = could_add(compiled, &lines)?;
    let mut checked = Checked::about(compiled, about)?;
    let (sheets, urgencies) = by_urgency(compiled)?;
    let layout = &compiled.layout;
    let relation = OneMoreLine::new(pathway, layout, &lines, |option| !is_sign(option));
    let labels = urgencies.len();
    let mut pairs = Pairs::new(
        &compiled.diagrams,
        layout.kinds(),
        &relation,
        labels,
        |a, b| a < b,
    );
    if let Some(two) = pairs.smallest(&compiled.cheapest, sheets, sheets, Mode::Before) {
        checked.pair("one more line makes the advice less urgent", two);
    }
    Ok(checked)
}

/// The sheets to which one of these lines could be added.
fn could_add(compiled: &mut Compiled<'_>, lines: &[OptionId]) -> Built<Sheets> {
    let mut room = When::NEVER;
    for &line in lines {
        let id = compiled.pathway.question_of(line);
        let asked = compiled.layout.answered(&mut compiled.diagrams, id)?;
        let ticked = compiled.walk.truth.option(line);
        let free = compiled.diagrams.and_not(asked, ticked)?;
        room = compiled.diagrams.or(room, free)?;
    }
    let valid = compiled.valid();
    compiled.diagrams.keep(valid, room)
}

/// Goals, wishes and fears do not decide how soon.
pub const WISHES: Guarantee = Guarantee {
    id: "wishes",
    sentence: "Goals, wishes and fears never by themselves make the advice more urgent than \"within \
               weeks\" and never make it less urgent; nor do they for two people who are asked the \
               same questions and differ in nothing else.",
    invariants: &[22],
    check: wishes,
};

fn wishes(compiled: &mut Compiled<'_>, groups: &Groups) -> Built<Checked> {
    let named = compiled.any_ticked(groups.wishes.iter().copied())?;
    let valid = compiled.valid();
    let about = compiled.diagrams.keep(valid, named)?;
    let mut checked = Checked::about(compiled, about)?;
    wishes_on_one_sheet(compiled, groups, &mut checked)?;
    wishes_of_two(compiled, groups, &mut checked)?;
    Ok(checked)
}

/// If nobody had heard the wishes, the advice would be as urgent; or it is within weeks at most, and
/// would be less urgent.
fn wishes_on_one_sheet(
    compiled: &mut Compiled<'_>,
    groups: &Groups,
    checked: &mut Checked,
) -> Built<()> {
    let unheard = without(compiled, &groups.wishes)?;
    let mut urgencies: Vec<_> = (compiled.findings.iter())
        .map(|finding| (finding.is_sign(), finding.advice.urgency))
        .collect();
    urgencies.sort();
    urgencies.dedup();
    for (by_sign, urgency) in urgencies {
        let mut as_urgent = Vec::new();
        let mut sooner = Vec::new();
        let mut decided = Vec::new();
        for (finding, &when) in compiled.findings.iter().zip(&unheard) {
            if finding.is_sign() != by_sign || is_fallback(compiled, finding.because) {
                continue;
            }
            match finding.advice.urgency.cmp(&urgency) {
                Ordering::Less => {}
                Ordering::Equal => {
                    as_urgent.push(when);
                    decided.push(finding.decides);
                }
                Ordering::Greater => sooner.push(when),
            }
        }
        let diagrams = &mut compiled.diagrams;
        let decided = diagrams.join_all(decided)?;
        let as_urgent = diagrams.any(as_urgent)?;
        let sooner = diagrams.any(sooner)?;
        let lowered = diagrams.keep(decided, sooner)?;
        let raised = diagrams.drop(decided, as_urgent)?;
        checked.never(
            compiled,
            lowered,
            "a wish alone makes the advice less urgent",
        )?;
        if urgency > Urgency::Weeks {
            checked.never(
                compiled,
                raised,
                "a wish alone makes the advice this urgent",
            )?;
        }
    }
    Ok(())
}

fn is_fallback(compiled: &Compiled<'_>, because: Because) -> bool {
    matches!(because, Because::Rule(id) if compiled.pathway.is_fallback(id))
}

/// One more wish among several lines never lowers the urgency, and one wish for another, or one
/// more, never takes it past "within weeks".
fn wishes_of_two(compiled: &mut Compiled<'_>, groups: &Groups, checked: &mut Checked) -> Built<()> {
    let pathway = compiled.pathway;
    let (sheets, urgencies) = by_urgency(compiled)?;
    let urgent = |label: usize| urgencies[label - 1] > Urgency::Weeks;
    let (diagrams, layout) = (&compiled.diagrams, &compiled.layout);
    let none = |option| groups.none.contains(&option);
    let more = OneMoreLine::new(pathway, layout, &groups.wish_lines, none).asked_the_same();
    let mut pairs = Pairs::new(diagrams, layout.kinds(), &more, urgencies.len(), |a, b| {
        a < b || a > b && urgent(b)
    });
    if let Some(two) = pairs.smallest(&compiled.cheapest, sheets, sheets, Mode::Before) {
        checked.pair("one more wish changes how soon", two);
    }
    for question in &pathway.questions {
        let options = question
            .options()
            .filter(|option| groups.wishes.contains(option));
        let options: Vec<_> = options.collect();
        if question.choice != Choice::One || options.is_empty() {
            continue;
        }
        let other = OtherOption::new(layout, &options).asked_the_same();
        let mut pairs = Pairs::new(diagrams, layout.kinds(), &other, urgencies.len(), |a, b| {
            a < b && urgent(a)
        });
        if let Some(two) = pairs.smallest(&compiled.cheapest, sheets, sheets, Mode::Before) {
            checked.pair("another wish changes how soon", two);
        }
    }
    Ok(())
}

/// By finding: when it would be found if nobody had ticked any of these options.
pub(super) fn without(compiled: &mut Compiled<'_>, options: &[OptionId]) -> Built<Vec<When>> {
    let mut truth = compiled.walk.truth.clone();
    for option in options {
        truth.options[option.index()] = When::NEVER;
    }
    truth.settle_all(&mut compiled.diagrams, compiled.pathway)?;
    let conditions = compiled.findings.iter().map(|finding| finding.because);
    conditions
        .collect::<Vec<_>>()
        .into_iter()
        .map(|because| found(compiled, because, &truth))
        .collect()
}

fn found(compiled: &mut Compiled<'_>, because: Because, truth: &Truth) -> Built<When> {
    let when = match because {
        Because::Sign(id) => match &compiled.pathway.signs[id.index()].cause {
            Cause::Option(option) => return Ok(truth.option(*option)),
            Cause::Together { when, .. } => when,
        },
        Because::Rule(id) => &compiled.pathway.rules[id.index()].when,
    };
    holds(&mut compiled.diagrams, when, truth, truth)
}

/// Age alone changes nothing.
pub const AGE: Guarantee = Guarantee {
    id: "age_alone",
    sentence: "Among adults, age alone never changes how soon: only together with the signs that \
               are named for it.",
    invariants: &[23],
    check: age_alone,
};

fn age_alone(compiled: &mut Compiled<'_>, groups: &Groups) -> Built<Checked> {
    let adult = compiled.any_ticked(groups.adult_ages.iter().copied())?;
    let valid = compiled.valid();
    let about = compiled.diagrams.keep(valid, adult)?;
    let mut checked = Checked::about(compiled, about)?;
    let (sheets, urgencies) = by_urgency(compiled)?;
    // Even labels: an urgency that a combination with age also reaches.
    let mut labelled = Vec::new();
    for (at, &urgency) in urgencies.iter().enumerate() {
        let by_age: Vec<_> = (compiled.findings.iter())
            .filter(|finding| finding.advice.urgency == urgency)
            .filter(|finding| {
                let name = compiled.finding_name(finding.because);
                groups.age_combinations.contains(&name)
            })
            .map(|finding| finding.when)
            .collect();
        let diagrams = &mut compiled.diagrams;
        let by_age = diagrams.any(by_age)?;
        let own = diagrams.relabel(sheets, &|label| usize::from(label == at + 1))?;
        let with = diagrams.keep(own, by_age)?;
        let without = diagrams.drop(own, by_age)?;
        labelled.push(diagrams.relabel(with, &|_| 2 * at + 2)?);
        labelled.push(diagrams.relabel(without, &|_| 2 * at + 1)?);
    }
    let sheets = compiled.diagrams.join_all(labelled)?;
    let relation = OtherOption::new(&compiled.layout, &groups.adult_ages);
    let mut pairs = Pairs::new(
        &compiled.diagrams,
        compiled.layout.kinds(),
        &relation,
        2 * urgencies.len(),
        |a, b| a % 2 == 1 && a.div_ceil(2) < b.div_ceil(2),
    );
    if let Some(two) = pairs.smallest(&compiled.cheapest, sheets, sheets, Mode::Before) {
        checked.pair("another age alone makes the advice less urgent", two);
    }
    Ok(checked)
}
