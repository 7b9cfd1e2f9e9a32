//! Nothing that is said beside a warning sign hides it.

use pathway::{Cause, OptionId, Pathway, QuestionId, Sign, Urgency};

use crate::compiled::Compiled;
use crate::diagram::{Built, Sheets};
use crate::groups::Groups;
use crate::guarantee::{Checked, Guarantee};
use crate::guarantees::change::without;
use crate::guarantees::urgency::{by_signs, by_urgency, later};
use crate::pairs::{Mode, Relation, Two};
use crate::relations::{InPlaceOf, OneMoreLine};

/// Operations, conditions and wishes hide no sign.
pub const HEALTH_HIDES_NO_SIGN: Guarantee = Guarantee {
    id: "health_hides_no_sign",
    sentence: "An operation, a condition or a wish to get fit never hides a warning sign about \
               something else: with one more of them, or one in place of none, the advice is never \
               less urgent than the signs call for without it. Signs that are asked about only \
               before exercise are left out: they go where the exercise goes.",
    invariants: &[4],
    check: health_hides_no_sign,
};

fn health_hides_no_sign(compiled: &mut Compiled<'_>, groups: &Groups) -> Built<Checked> {
    let said = said_of_health(compiled.pathway, groups);
    let any = compiled.any_ticked(said.iter().copied())?;
    let valid = compiled.valid();
    let about = compiled.diagrams.keep(valid, any)?;
    let mut checked = Checked::about(compiled, about)?;
    unheard(compiled, &said, &mut checked)?;
    one_more(compiled, groups, &said, &mut checked)?;
    wish_instead(compiled, groups, &mut checked)?;
    Ok(checked)
}

/// Every option of the questions that ask for operations, conditions and wishes.
fn said_of_health(pathway: &Pathway, groups: &Groups) -> Vec<OptionId> {
    let named = [
        &groups.disease,
        &groups.pressure,
        &groups.condition,
        &groups.operated,
        &groups.operation_cleared,
        &groups.wishes,
    ];
    let mut questions: Vec<_> = (named.into_iter().flatten())
        .map(|&option| pathway.question_of(option))
        .collect();
    questions.sort();
    questions.dedup();
    let options = |id: QuestionId| pathway.questions[id.index()].options();
    questions.into_iter().flat_map(options).collect()
}

/// The signs that would be found if nobody had said any of this are not played down.
fn unheard(compiled: &mut Compiled<'_>, said: &[OptionId], checked: &mut Checked) -> Built<()> {
    let found = without(compiled, said)?;
    for (at, when) in found.into_iter().enumerate() {
        let finding = &compiled.findings[at];
        if finding.is_sign() {
            let (because, urgency) = (finding.because, finding.advice.urgency);
            let name = compiled.finding_name(because);
            let later = compiled.later_than(urgency)?;
            let bad = compiled.diagrams.keep(later, when)?;
            checked.never(compiled, bad, format!("`{name}` is hidden"))?;
        }
    }
    Ok(())
}

/// One more line about health or wishes, or one in place of "none".
fn one_more(
    compiled: &mut Compiled<'_>,
    groups: &Groups,
    said: &[OptionId],
    checked: &mut Checked,
) -> Built<()> {
    let pathway = compiled.pathway;
    let passing = mask(&groups.before_exercise);
    let signs = |sign: &Sign| reads(pathway, sign) & passing == 0;
    let compared = Compared::by(compiled, signs)?;
    let is_sign = |option| {
        let mut signs = pathway.signs.iter();
        signs.any(|sign| sign.cause == Cause::Option(option))
    };
    let relation = OneMoreLine::new(pathway, &compiled.layout, said, |option| !is_sign(option));
    if let Some(two) = compared.lowered(compiled, &[&relation]) {
        checked.pair("one more of them hides a sign", two);
    }
    Ok(())
}

/// Who wants to get fit, in place of anything else that somebody may come for, is asked about the
/// whole body all the same.
fn wish_instead(compiled: &mut Compiled<'_>, groups: &Groups, checked: &mut Checked) -> Built<()> {
    let pathway = compiled.pathway;
    let whole = mask(&groups.safety_screens) | mask(&groups.whole_body);
    let signs = |sign: &Sign| reads(pathway, sign) & !whole == 0;
    let compared = Compared::by(compiled, signs)?;
    let mut relations = Vec::new();
    for &fit in &groups.fit {
        let id = pathway.question_of(fit);
        for other in pathway.questions[id.index()].options() {
            if other != fit {
                relations.push(InPlaceOf::new(pathway, &compiled.layout, other, fit));
            }
        }
    }
    let relations: Vec<_> = relations.iter().map(|one| one as &dyn Relation).collect();
    if let Some(two) = compared.lowered(compiled, &relations) {
        checked.pair("the wish to get fit hides a sign", two);
    }
    Ok(())
}

/// A young age hides no sign.
pub const CHILD_AT_LEAST_ADULT: Guarantee = Guarantee {
    id: "child_at_least_adult",
    sentence: "Whoever is under 18 is helped at least as soon as the warning signs call for that an \
               adult has from the same answers to the questions before the age.",
    invariants: &[4],
    check: child_at_least_adult,
};

fn child_at_least_adult(compiled: &mut Compiled<'_>, groups: &Groups) -> Built<Checked> {
    let pathway = compiled.pathway;
    let child = compiled.any_ticked(groups.under_18.iter().copied())?;
    let valid = compiled.valid();
    let about = compiled.diagrams.keep(valid, child)?;
    let mut checked = Checked::about(compiled, about)?;
    let mut relations = Vec::new();
    let mut shared = 0;
    for &adult in &groups.adult_ages {
        let id = pathway.question_of(adult);
        shared = up_to(id);
        for &child in &groups.under_18 {
            if pathway.question_of(child) == id && child != adult {
                relations.push(InPlaceOf::new(pathway, &compiled.layout, adult, child));
            }
        }
    }
    let compared = Compared::by(compiled, |sign| reads(pathway, sign) & !shared == 0)?;
    let relations: Vec<_> = relations.iter().map(|one| one as &dyn Relation).collect();
    if let Some(two) = compared.lowered(compiled, &relations) {
        checked.pair("a sign counts for less under 18", two);
    }
    Ok(checked)
}

/// What some signs call for on one sheet, against the advice on another.
struct Compared {
    called_for: Sheets,
    advised: Sheets,
    urgencies: Vec<Urgency>,
}

impl Compared {
    fn by(compiled: &mut Compiled<'_>, counts: impl Fn(&Sign) -> bool) -> Built<Self> {
        let (advised, urgencies) = by_urgency(compiled)?;
        Ok(Compared {
            called_for: by_signs(compiled, &urgencies, counts)?,
            advised,
            urgencies,
        })
    }

    /// The smallest two people who differ so, and of whom the second is helped later than the signs
    /// of the first call for.
    fn lowered(&self, compiled: &Compiled<'_>, relations: &[&dyn Relation]) -> Option<Two> {
        let mut pairs = later(compiled, &self.urgencies);
        let (a, b) = (self.called_for, self.advised);
        let cheapest = &compiled.cheapest;
        let mut least = None;
        for &relation in relations {
            pairs.relate(relation);
            let cost = pairs.least(cheapest, a, b, Mode::Before);
            if cost.is_some() && least.is_none_or(|(known, _)| cost < Some(known)) {
                least = cost.zip(Some(relation));
            }
        }
        let (_, relation) = least?;
        pairs.relate(relation);
        pairs.smallest(cheapest, a, b, Mode::Before)
    }
}

/// The questions that a sign reads, one bit each.
fn reads(pathway: &Pathway, sign: &Sign) -> u128 {
    match &sign.cause {
        Cause::Option(option) => mask(&[pathway.question_of(*option)]),
        Cause::Together { when, .. } => pathway.reads(when),
    }
}

/// Questions, one bit each.
fn mask(questions: &[QuestionId]) -> u128 {
    questions.iter().fold(0, |mask, id| mask | 1 << id.0)
}

/// A question and all before it, one bit each.
fn up_to(id: QuestionId) -> u128 {
    (0..=id.0).fold(0, |mask, at| mask | 1 << at)
}
