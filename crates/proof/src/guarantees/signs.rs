//! Warning signs are never played down.

use pathway::{Cause, Choice, OptionId, QuestionId, Urgency};

use crate::compiled::Compiled;
use crate::diagram::{Built, Sheets, When};
use crate::groups::Groups;
use crate::guarantee::{Checked, Guarantee};

/// The least urgency that a days sign may have.
const SOME_DAYS: Urgency = Urgency::Days(14);

/// Every sign forces at least its floor.
pub const SIGN_FLOOR: Guarantee = Guarantee {
    id: "sign_floor",
    sentence: "Every warning sign, named or not ruled out, alone or in a combination, leads to help \
               at least as soon as it demands, and its kind never demands less than it says.",
    invariants: &[4, 5],
    check: sign_floor,
};

fn sign_floor(compiled: &mut Compiled<'_>, groups: &Groups) -> Built<Checked> {
    let signs = compiled.walk.signs.clone();
    let any = compiled.diagrams.any(signs.iter().copied())?;
    let valid = compiled.valid();
    let about = compiled.diagrams.keep(valid, any)?;
    let mut checked = Checked::about(compiled, about)?;
    let pathway = compiled.pathway;
    for (sign, when) in pathway.signs.iter().zip(signs) {
        let kind = &pathway.kinds[sign.kind.index()].name;
        let floor = sign.urgency.max(groups.kind_floors[sign.kind.index()]);
        let name = match &sign.cause {
            Cause::Option(option) => compiled.option_name(*option),
            Cause::Together { name, .. } => name.to_string(),
        };
        let later = compiled.later_than(floor)?;
        let bad = compiled.diagrams.keep(later, when)?;
        checked.never(
            compiled,
            bad,
            format!("`{name}`, a sign of kind `{kind}`, leads to help later than it demands"),
        )?;
    }
    Ok(checked)
}

/// A CALL sign leads to an emergency call.
pub const CALL: Guarantee = Guarantee {
    id: "call",
    sentence: "Every emergency-call or crisis sign leads to the emergency number or crisis support, \
               at once, whatever else is answered.",
    invariants: &[1],
    check: |compiled, groups| {
        let emergency = groups.emergency.clone();
        at_least(compiled, &groups.call, Urgency::Call, |compiled| {
            compiled.advised_where(|advice| {
                advice.urgency == Urgency::Call && emergency.contains(&advice.outcome)
            })
        })
    },
};

/// An ED sign leads to the emergency department or higher.
pub const GO: Guarantee = Guarantee {
    id: "go",
    sentence: "Every emergency-department or maternity sign leads to help now, whatever else is \
               answered.",
    invariants: &[2],
    check: |compiled, groups| {
        at_least(compiled, &groups.go, Urgency::Go, |compiled| {
            compiled.advised_where(|advice| advice.urgency >= Urgency::Go)
        })
    },
};

/// Each of these lines, and every sign that is as urgent, leads to good advice.
fn at_least(
    compiled: &mut Compiled<'_>,
    lines: &[OptionId],
    urgency: Urgency,
    good: impl FnOnce(&mut Compiled<'_>) -> Built<Sheets>,
) -> Built<Checked> {
    let pathway = compiled.pathway;
    let mut demands: Vec<(String, When)> = Vec::new();
    for &line in lines {
        demands.push((compiled.option_name(line), compiled.walk.truth.option(line)));
    }
    for (sign, &when) in pathway.signs.iter().zip(&compiled.walk.signs) {
        let name = match &sign.cause {
            Cause::Option(option) if lines.contains(option) => continue,
            Cause::Option(option) => compiled.option_name(*option),
            Cause::Together { name, .. } => name.to_string(),
        };
        if sign.urgency >= urgency {
            demands.push((name, when));
        }
    }
    let any = compiled
        .diagrams
        .any(demands.iter().map(|&(_, when)| when))?;
    let valid = compiled.valid();
    let about = compiled.diagrams.keep(valid, any)?;
    let mut checked = Checked::about(compiled, about)?;
    let good = good(compiled)?;
    let less = compiled.diagrams.minus(valid, good)?;
    for (name, when) in demands {
        let bad = compiled.diagrams.keep(less, when)?;
        checked.never(compiled, bad, format!("`{name}` does not lead there"))?;
    }
    Ok(checked)
}

/// Not sure never reassures.
pub const UNSURE: Guarantee = Guarantee {
    id: "unsure_never_reassures",
    sentence: "\"Not sure\" about a warning sign is never taken as \"no\": a sign for today or \
               sooner that cannot be ruled out is seen today, a sign for days within days.",
    invariants: &[5],
    check: unsure,
};

fn unsure(compiled: &mut Compiled<'_>, groups: &Groups) -> Built<Checked> {
    let mut checks = Vec::new();
    for id in compiled.pathway.ids() {
        if groups.unsure_may_pass.contains(&id) {
            continue;
        }
        match which_of(compiled, id) {
            Some(which) => unsure_of_one(compiled, id, which, &mut checks)?,
            None => unsure_of_all(compiled, id, &mut checks),
        }
    }
    except(compiled, groups, &mut checks)?;
    let any = compiled
        .diagrams
        .any(checks.iter().map(|check| check.when))?;
    let valid = compiled.valid();
    let about = compiled.diagrams.keep(valid, any)?;
    let mut checked = Checked::about(compiled, about)?;
    for Check { line, when, floor } in checks {
        let name = compiled.option_name(line);
        let later = compiled.later_than(floor)?;
        let bad = compiled.diagrams.keep(later, when)?;
        let soon = if floor == Urgency::Today {
            "today"
        } else {
            "within days"
        };
        checked.never(compiled, bad, format!("`{name}` is not seen {soon}"))?;
    }
    Ok(checked)
}

/// What not being sure about a sign demands (invariant 5).
fn unsure_floor(sign: Urgency) -> Urgency {
    if sign >= Urgency::Today {
        Urgency::Today
    } else {
        SOME_DAYS
    }
}

/// The "which one?" screen of a question.
fn which_of(compiled: &Compiled<'_>, id: QuestionId) -> Option<QuestionId> {
    let pathway = compiled.pathway;
    (pathway.ids()).find(|which| pathway.questions[which.index()].which_of == Some(id))
}

/// What the most urgent of a question's own signs demands of somebody who is not sure.
fn question_floor(compiled: &Compiled<'_>, id: QuestionId) -> Option<Urgency> {
    let lines = compiled.pathway.questions[id.index()].options();
    lines.filter_map(|line| line_floor(compiled, line)).max()
}

fn line_floor(compiled: &Compiled<'_>, line: OptionId) -> Option<Urgency> {
    let signs = compiled.pathway.signs.iter();
    let own = signs.filter(|sign| sign.cause == Cause::Option(line));
    own.map(|sign| unsure_floor(sign.urgency)).max()
}

/// That not being sure about a line leads to help soon enough.
struct Check {
    line: OptionId,
    when: When,
    floor: Urgency,
}

/// Takes out what is declared to be no sign.
fn except(compiled: &mut Compiled<'_>, groups: &Groups, checks: &mut [Check]) -> Built<()> {
    for check in checks {
        if groups.unsure_may_wait.contains(&check.line) {
            check.floor = SOME_DAYS;
        }
        for (line, old) in &groups.unsure_but_old {
            if *line == check.line {
                let old = compiled.walk.truth.option(*old);
                check.when = compiled.diagrams.and_not(check.when, old)?;
            }
        }
        for (line, concerns) in &groups.unsure_if {
            if *line == check.line {
                let concerned = compiled.any_ticked(concerns.iter().copied())?;
                check.when = compiled.diagrams.and(check.when, concerned)?;
            }
        }
    }
    Ok(())
}

/// "Not sure" where it is not asked which: about any of the lines.
fn unsure_of_all(compiled: &Compiled<'_>, id: QuestionId, checks: &mut Vec<Check>) {
    let pathway = compiled.pathway;
    let question = &pathway.questions[id.index()];
    if question.choice == Choice::One || question.which_of.is_some() {
        return;
    }
    let unsure = pathway.option_named(id, "unsure");
    // Its own floor must not stand in for that of the lines.
    let lines = question.options().filter(|&line| Some(line) != unsure);
    let floor = lines.filter_map(|line| line_floor(compiled, line)).max();
    if let (Some(unsure), Some(floor)) = (unsure, floor) {
        let when = compiled.walk.truth.option(unsure);
        checks.push(Check {
            line: unsure,
            when,
            floor,
        });
    }
}

/// "Not sure" where the next screen asks which: about the line that is named; about any of them when
/// nothing is named, or the screen is not shown.
fn unsure_of_one(
    compiled: &mut Compiled<'_>,
    id: QuestionId,
    which: QuestionId,
    checks: &mut Vec<Check>,
) -> Built<()> {
    let pathway = compiled.pathway;
    let Some(of_all) = question_floor(compiled, id) else {
        return Ok(());
    };
    for named in pathway.questions[which.index()].options() {
        let name = &pathway.options[named.index()];
        let floor = match pathway.option_named(id, name) {
            Some(line) => line_floor(compiled, line),
            None => Some(of_all),
        };
        if let Some(floor) = floor {
            let when = compiled.walk.truth.option(named);
            checks.push(Check {
                line: named,
                when,
                floor,
            });
        }
    }
    if let Some(unsure) = pathway.option_named(id, "unsure") {
        let asked = compiled.layout.answered(&mut compiled.diagrams, which)?;
        let ticked = compiled.walk.truth.option(unsure);
        let when = compiled.diagrams.and_not(ticked, asked)?;
        checks.push(Check {
            line: unsure,
            when,
            floor: of_all,
        });
    }
    Ok(())
}

/// Cauda equina never waits for a physiotherapist.
pub const CAUDA_EQUINA: Guarantee = Guarantee {
    id: "cauda_equina",
    sentence: "Signs of a trapped nerve bundle in the low back, named or not ruled out, are seen \
               today at the latest, never by a physiotherapist first, unless they are old and \
               unchanged.",
    invariants: &[12],
    check: cauda_equina,
};

fn cauda_equina(compiled: &mut Compiled<'_>, groups: &Groups) -> Built<Checked> {
    let named = compiled.any_ticked(groups.cauda_equina.iter().copied())?;
    let old = compiled.any_ticked(groups.long_standing.iter().copied())?;
    let new = compiled.diagrams.and_not(named, old)?;
    let valid = compiled.valid();
    let about = compiled.diagrams.keep(valid, new)?;
    let mut checked = Checked::about(compiled, about)?;
    let later = compiled.later_than(Urgency::Today)?;
    let bad = compiled.diagrams.keep(later, new)?;
    checked.never(compiled, bad, "it is not seen today")?;
    Ok(checked)
}
