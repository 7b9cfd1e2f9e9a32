//! Exercise is offered only to those whom it suits, and self-care only within its limits.

use pathway::NoteId;

use crate::compiled::Compiled;
use crate::diagram::{Built, Sheets, When};
use crate::groups::Groups;
use crate::guarantee::{Checked, Guarantee};
use crate::truth::holds;

/// None of the people of whom something is true gets bad advice.
fn never_advised(
    compiled: &mut Compiled<'_>,
    of_whom: When,
    bad: Sheets,
    about: &str,
) -> Built<Checked> {
    let valid = compiled.valid();
    let people = compiled.diagrams.keep(valid, of_whom)?;
    let mut checked = Checked::about(compiled, people)?;
    let wrong = compiled.diagrams.keep(bad, of_whom)?;
    checked.never(compiled, wrong, about)?;
    Ok(checked)
}

/// The sheets on which the advice leads into exercise without a clinician in charge.
fn exercise_providers(compiled: &mut Compiled<'_>) -> Built<Sheets> {
    let outcomes = &compiled.pathway.outcomes;
    compiled.advised_where(|advice| outcomes[advice.outcome.index()].exercise_provider)
}

/// No exercise provider before clearance.
pub const CLEARANCE: Guarantee = Guarantee {
    id: "clearance",
    sentence: "Nobody who needs a doctor's or midwife's word first is sent to an exercise \
               professional.",
    invariants: &[7],
    check: |compiled, groups| {
        let needed = clearance_needed(compiled, groups)?;
        let bad = exercise_providers(compiled)?;
        never_advised(
            compiled,
            needed,
            bad,
            "an exercise professional before clearance",
        )
    },
};

/// Who needs a word first (clinical brief 3.4).
fn clearance_needed(compiled: &mut Compiled<'_>, groups: &Groups) -> Built<When> {
    let always = compiled.any_ticked(groups.clearance.iter().copied())?;
    let limits = compiled.any_ticked(groups.pregnancy_limits.iter().copied())?;
    let disease = compiled.any_ticked(groups.disease.iter().copied())?;
    let pressure = compiled.any_ticked(groups.pressure.iter().copied())?;
    let pregnant = compiled.any_ticked(groups.pregnant.iter().copied())?;
    let cleared = compiled.any_ticked(groups.active_or_cleared.iter().copied())?;
    let diagrams = &mut compiled.diagrams;
    let not_cleared = diagrams.and_not(disease, cleared)?;
    let either = diagrams.or(disease, pressure)?;
    let in_pregnancy = diagrams.and(either, pregnant)?;
    diagrams.any([always, limits, not_cleared, in_pregnancy])
}

/// Heart and lung symptoms see a doctor.
pub const EXERTIONAL: Guarantee = Guarantee {
    id: "exertional",
    sentence: "Nobody with symptoms of heart or lungs, named or not ruled out, is sent to an \
               exercise professional, to a physiotherapist first, or to self-care.",
    invariants: &[8],
    check: |compiled, groups| {
        let symptoms = compiled.any_ticked(groups.exertional.iter().copied())?;
        let exercise = exercise_providers(compiled)?;
        let physio = compiled.advised_where(|advice| {
            groups.physiotherapists.contains(&advice.outcome)
                || groups.self_care == Some(advice.outcome)
        })?;
        let bad = compiled.diagrams.join(exercise, physio)?;
        never_advised(compiled, symptoms, bad, "no doctor first")
    },
};

/// No exercise provider after an operation that is not cleared.
pub const SURGERY: Guarantee = Guarantee {
    id: "surgery",
    sentence: "Nobody whose operation has not been cleared for exercise is sent to an exercise \
               professional.",
    invariants: &[11],
    check: |compiled, groups| {
        let uncleared = uncleared_operation(compiled, groups)?;
        let bad = exercise_providers(compiled)?;
        never_advised(
            compiled,
            uncleared,
            bad,
            "an exercise professional too early",
        )
    },
};

fn uncleared_operation(compiled: &mut Compiled<'_>, groups: &Groups) -> Built<When> {
    let operated = compiled.any_ticked(groups.operated.iter().copied())?;
    let cleared = compiled.any_ticked(groups.operation_cleared.iter().copied())?;
    compiled.diagrams.and_not(operated, cleared)
}

/// No exercise provider under 18.
pub const UNDER_18: Guarantee = Guarantee {
    id: "under_18",
    sentence: "Nobody under 18 is sent to an exercise professional.",
    invariants: &[9],
    check: |compiled, groups| {
        let young = compiled.any_ticked(groups.under_18.iter().copied())?;
        let bad = exercise_providers(compiled)?;
        never_advised(compiled, young, bad, "an exercise professional for a child")
    },
};

/// No exercise provider within the limits of pregnancy.
pub const PREGNANCY: Guarantee = Guarantee {
    id: "pregnancy",
    sentence: "Nobody with a warning sign or a limit in pregnancy, named or not ruled out, is sent \
               to an exercise professional.",
    invariants: &[10],
    check: |compiled, groups| {
        let limits = compiled.any_ticked(groups.pregnancy_limits.iter().copied())?;
        let bad = exercise_providers(compiled)?;
        never_advised(compiled, limits, bad, "an exercise professional too early")
    },
};

/// A personal trainer only for people without a problem.
pub const PERSONAL_TRAINER: Guarantee = Guarantee {
    id: "personal_trainer",
    sentence: "A personal trainer is advised only to adults with no problem now, no warning sign, \
               no disease or condition but blood pressure under control, no need for clearance and \
               no operation that is not cleared.",
    invariants: &[13],
    check: personal_trainer,
};

fn personal_trainer(compiled: &mut Compiled<'_>, groups: &Groups) -> Built<Checked> {
    let given = compiled.advised_where(|advice| groups.personal_trainer == Some(advice.outcome))?;
    let mut checked = Checked::about(compiled, given)?;
    let adult = compiled.any_ticked(groups.adult_ages.iter().copied())?;
    let signs = compiled.walk.signs.clone();
    let excluded = [
        (
            "a problem now",
            compiled.any_ticked(groups.problem.iter().copied())?,
        ),
        (
            "a condition",
            compiled.any_ticked(groups.condition.iter().copied())?,
        ),
        (
            "a disease",
            compiled.any_ticked(groups.disease.iter().copied())?,
        ),
        ("a need for clearance", clearance_needed(compiled, groups)?),
        (
            "an operation that is not cleared",
            uncleared_operation(compiled, groups)?,
        ),
        ("a warning sign", compiled.diagrams.any(signs)?),
        ("no adult", compiled.diagrams.not(adult)?),
    ];
    for (what, when) in excluded {
        let bad = compiled.diagrams.keep(given, when)?;
        checked.never(compiled, bad, format!("a personal trainer, and {what}"))?;
    }
    Ok(checked)
}

/// Self-care only within its limits.
pub const SELF_CARE: Guarantee = Guarantee {
    id: "self_care",
    sentence: "Self-care is advised only for a problem that is mild or easing and that nobody \
               needs to look at: no warning sign, no weak nerve; or for a child in whom nothing \
               hurts.",
    invariants: &[14],
    check: self_care,
};

fn self_care(compiled: &mut Compiled<'_>, groups: &Groups) -> Built<Checked> {
    let given = compiled.advised_where(|advice| groups.self_care == Some(advice.outcome))?;
    let mut checked = Checked::about(compiled, given)?;
    let child = compiled.any_ticked(groups.child_fine.iter().copied())?;
    let adults = compiled.diagrams.drop(given, child)?;
    let adult = compiled.any_ticked(groups.adult_ages.iter().copied())?;
    let well = compiled.any_ticked(groups.well.iter().copied())?;
    let untreated = compiled.any_ticked(groups.new_or_stopped.iter().copied())?;
    for (what, when) in [
        ("an adult", adult),
        ("mild or easing", well),
        ("new, or never treated to the end", untreated),
    ] {
        let bad = compiled.diagrams.drop(adults, when)?;
        checked.never(compiled, bad, format!("self-care, and not {what}"))?;
    }
    let signs = compiled.walk.signs.clone();
    for (what, when) in [
        (
            "a weak nerve",
            compiled.any_ticked(groups.nerve.iter().copied())?,
        ),
        (
            "a sign of cauda equina",
            compiled.any_ticked(groups.cauda_equina.iter().copied())?,
        ),
        ("a warning sign", compiled.diagrams.any(signs)?),
    ] {
        let bad = compiled.diagrams.keep(given, when)?;
        checked.never(compiled, bad, format!("self-care, and {what}"))?;
    }
    Ok(checked)
}

/// The notes that make some advice safe are always there.
pub const NOTES: Guarantee = Guarantee {
    id: "notes",
    sentence: "Advice for somebody under 18 always speaks to the parent, and a trainer in pregnancy \
               always comes with the note on a prenatal qualification.",
    invariants: &[9, 10],
    check: notes,
};

fn notes(compiled: &mut Compiled<'_>, groups: &Groups) -> Built<Checked> {
    let young = compiled.any_ticked(groups.under_18.iter().copied())?;
    let pregnant = compiled.any_ticked(groups.pregnant.iter().copied())?;
    let valid = compiled.valid();
    let children = compiled.diagrams.keep(valid, young)?;
    let trainers = exercise_providers(compiled)?;
    let mothers = compiled.diagrams.keep(trainers, pregnant)?;
    let both = compiled.diagrams.join(children, mothers)?;
    let mut checked = Checked::about(compiled, both)?;
    if mothers.is_empty() {
        checked.wrong("no exercise professional is ever advised in pregnancy");
    }
    for (note, people, about) in [
        (
            groups.parent_note,
            children,
            "the line for the parent is missing",
        ),
        (
            groups.prenatal_note,
            mothers,
            "the prenatal note is missing",
        ),
    ] {
        let told = match note {
            Some(note) => noted(compiled, note)?,
            None => Sheets::NONE,
        };
        let bad = compiled.diagrams.minus(people, told)?;
        checked.never(compiled, bad, about)?;
    }
    Ok(checked)
}

/// The sheets whose result carries a note: the mirror of `notes_for`.
fn noted(compiled: &mut Compiled<'_>, note: NoteId) -> Built<Sheets> {
    let note = &compiled.pathway.notes[note.index()];
    let goes_with = compiled.advised_where(|advice| {
        note.outcomes.is_empty() || note.outcomes.contains(&advice.outcome)
    })?;
    let truth = &compiled.walk.truth;
    let when = holds(&mut compiled.diagrams, &note.when, truth, truth)?;
    compiled.diagrams.keep(goes_with, when)
}
