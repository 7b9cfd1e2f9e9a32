//! What a result says it rests on is what it rests on.

use pathway::{Because, Cause};

use crate::compiled::Compiled;
use crate::diagram::Built;
use crate::groups::Groups;
use crate::guarantee::{Checked, Guarantee};
use crate::truth::{Truth, holds};

/// Reasons are true.
pub const TRUE_REASONS: Guarantee = Guarantee {
    id: "true_reasons",
    sentence: "Every reason given quotes answers that the person ticked, and without the answers \
               quoted it would not be given.",
    invariants: &[19],
    check: true_reasons,
};

fn true_reasons(compiled: &mut Compiled<'_>, _: &Groups) -> Built<Checked> {
    let valid = compiled.valid();
    let mut checked = Checked::about(compiled, valid)?;
    let pathway = compiled.pathway;
    // A reason quotes every ticked line that its condition names, through facts that hold. Take all
    // of those away, and leave what the condition denies as it is.
    let actual = compiled.walk.truth.clone();
    let mut unquoted = Truth::nothing(pathway);
    unquoted.settle_possible(&mut compiled.diagrams, pathway, &actual, u128::MAX)?;
    for at in 0..compiled.findings.len() {
        let because = compiled.findings[at].because;
        let condition = match because {
            Because::Rule(id) if pathway.is_fallback(id) => continue,
            Because::Rule(id) => &pathway.rules[id.index()].when,
            Because::Sign(id) => match &pathway.signs[id.index()].cause {
                Cause::Option(_) => continue,
                Cause::Together { when, .. } => when,
            },
        };
        let found = compiled.findings[at].when;
        let diagrams = &mut compiled.diagrams;
        let anyway = holds(diagrams, condition, &unquoted, &actual)?;
        let both = diagrams.and(found, anyway)?;
        let bad = diagrams.keep(valid, both)?;
        let name = compiled.finding_name(because);
        checked.never(
            compiled,
            bad,
            format!("`{name}` is given whatever was ticked of the lines it quotes"),
        )?;
    }
    Ok(checked)
}
