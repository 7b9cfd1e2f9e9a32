//! What is asked about an injury counts only where there was one.

use crate::compiled::Compiled;
use crate::diagram::Built;
use crate::groups::Groups;
use crate::guarantee::{Checked, Guarantee};

/// Lines about an injury are for an injury of now.
pub const INJURY_OF_NOW: Guarantee = Guarantee {
    id: "injury_of_now",
    sentence: "The lines about an injury count only for an injury of now: nobody is asked them who \
               has not said that there was one or, under 18, that something is wrong.",
    invariants: &[],
    check: injury_of_now,
};

fn injury_of_now(compiled: &mut Compiled<'_>, groups: &Groups) -> Built<Checked> {
    let injured = compiled.any_ticked(groups.injury_now.iter().copied())?;
    let child = compiled.any_ticked(groups.under_18.iter().copied())?;
    let fine = compiled.any_ticked(groups.child_fine.iter().copied())?;
    let unwell = compiled.diagrams.and_not(child, fine)?;
    let reason = compiled.diagrams.or(injured, unwell)?;
    let mut asked = Vec::new();
    for &id in &groups.injury_screens {
        asked.push(compiled.layout.answered(&mut compiled.diagrams, id)?);
    }
    let any = compiled.diagrams.any(asked.iter().copied())?;
    let valid = compiled.valid();
    let about = compiled.diagrams.keep(valid, any)?;
    let mut checked = Checked::about(compiled, about)?;
    let without_reason = compiled.diagrams.drop(about, reason)?;
    for (&id, asked) in groups.injury_screens.iter().zip(asked) {
        let name = &compiled.pathway.questions[id.index()].name;
        let bad = compiled.diagrams.keep(without_reason, asked)?;
        checked.never(
            compiled,
            bad,
            format!("`{name}` is asked without an injury of now"),
        )?;
    }
    Ok(checked)
}
