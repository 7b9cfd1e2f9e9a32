//! Everybody gets one piece of advice, and everything that is written is there for somebody.

use pathway::{Because, Condition, QuestionId};

use crate::compiled::{Compiled, Finding};
use crate::diagram::{Built, Count, Sheets, When};
use crate::groups::Groups;
use crate::guarantee::{Checked, Guarantee};

/// Totality and exactly one outcome.
pub const ONE_ADVICE: Guarantee = Guarantee {
    id: "one_advice",
    sentence: "Every person who answers gets exactly one piece of advice: who to see, and how soon.",
    invariants: &[19, 25],
    check: one_advice,
};

fn one_advice(compiled: &mut Compiled<'_>, _: &Groups) -> Built<Checked> {
    let valid = compiled.valid();
    let mut checked = Checked::about(compiled, valid)?;
    let mut sum = Count::ZERO;
    for at in 0..compiled.findings.len() {
        sum += compiled.count(compiled.findings[at].decides)?;
    }
    let advised = compiled.count(compiled.advised)?;
    if (sum, advised) == (checked.covers, checked.covers) {
        return Ok(checked);
    }
    let decided = compiled.findings.iter().map(|finding| finding.decides);
    let decided = compiled.diagrams.join_all(decided.collect())?;
    let nothing = compiled.diagrams.minus(valid, decided)?;
    checked.never(compiled, nothing, "nothing is advised")?;
    if nothing.is_empty() {
        checked.wrong("two different things are advised");
    }
    Ok(checked)
}

/// Nobody falls through.
pub const NO_FALLBACK: Guarantee = Guarantee {
    id: "no_fallback",
    sentence: "Nobody is left to the rule for people who fit nowhere.",
    invariants: &[25],
    check: no_fallback,
};

fn no_fallback(compiled: &mut Compiled<'_>, _: &Groups) -> Built<Checked> {
    let valid = compiled.valid();
    let mut checked = Checked::about(compiled, valid)?;
    for at in 0..compiled.findings.len() {
        let Finding {
            because, decides, ..
        } = compiled.findings[at];
        if is_fallback(compiled, because) {
            let name = compiled.finding_name(because);
            checked.never(
                compiled,
                decides,
                format!("only the fallback `{name}` fits"),
            )?;
        }
    }
    Ok(checked)
}

fn is_fallback(compiled: &Compiled<'_>, because: Because) -> bool {
    matches!(because, Because::Rule(id) if compiled.pathway.is_fallback(id))
}

/// No dead, shadowed or inert sign, combination or rule.
pub const EVERY_FINDING_DECIDES: Guarantee = Guarantee {
    id: "every_finding_decides",
    sentence: "Every warning sign, combination and rule changes somebody's advice, or the policy \
               that it rests on: none is impossible, hidden behind others, or without effect.",
    invariants: &[25],
    check: every_finding_decides,
};

fn every_finding_decides(compiled: &mut Compiled<'_>, _: &Groups) -> Built<Checked> {
    let valid = compiled.valid();
    let mut checked = Checked::about(compiled, valid)?;
    for at in 0..compiled.findings.len() {
        let Finding {
            because,
            when,
            decides,
            ..
        } = compiled.findings[at];
        if is_fallback(compiled, because) {
            continue;
        }
        let name = compiled.finding_name(because);
        if decides.is_empty() {
            let found = compiled.diagrams.keep(valid, when)?;
            if found.is_empty() {
                checked.wrong(format!(
                    "`{name}` is impossible: no answer sheet makes it true"
                ));
                continue;
            }
            let others = deciding_instead(compiled, found, at)?;
            checked.never(
                compiled,
                found,
                format!("`{name}` is hidden: {others} always decides before it"),
            )?;
        } else if !matters(compiled, at)? {
            checked.never(
                compiled,
                decides,
                format!(
                    "`{name}` has no effect: without it the same is advised under the same policy"
                ),
            )?;
        }
    }
    Ok(checked)
}

/// The first findings that decide these sheets before the one at a place.
fn deciding_instead(compiled: &mut Compiled<'_>, found: Sheets, at: usize) -> Built<String> {
    let mut names = Vec::new();
    let mut rest = found;
    for before in 0..at {
        let Finding { because, when, .. } = compiled.findings[before];
        if !compiled.diagrams.keep(rest, when)?.is_empty() {
            names.push(format!("`{}`", compiled.finding_name(because)));
        }
        rest = compiled.diagrams.drop(rest, when)?;
    }
    names.truncate(3);
    Ok(names.join(" or "))
}

/// Whether any sheet that a finding decides would get other advice, or the same under another
/// policy, or none but a fallback's, without it.
fn matters(compiled: &mut Compiled<'_>, at: usize) -> Built<bool> {
    let mut rest = compiled.findings[at].decides;
    let mut after = at + 1;
    while after < compiled.findings.len() && !rest.is_empty() {
        // Those that would say the same mostly stand together.
        let mut same = Vec::new();
        while after < compiled.findings.len() && says_the_same(compiled, at, after) {
            same.push(compiled.findings[after].when);
            after += 1;
        }
        let same = compiled.diagrams.any(same.into_iter().rev())?;
        rest = compiled.diagrams.drop(rest, same)?;
        let Some(other) = compiled.findings.get(after).map(|other| other.when) else {
            break;
        };
        if !compiled.diagrams.keep(rest, other)?.is_empty() {
            return Ok(true);
        }
        after += 1;
    }
    Ok(!rest.is_empty())
}

/// Whether one finding gives the advice of another under the same policy.
fn says_the_same(compiled: &Compiled<'_>, one: usize, other: usize) -> bool {
    let [one, other] = [one, other].map(|at| &compiled.findings[at]);
    one.advice == other.advice
        && policy(compiled, one.because) == policy(compiled, other.because)
        && !is_fallback(compiled, other.because)
}

fn policy<'a>(compiled: &Compiled<'a>, because: Because) -> &'a str {
    let pathway = compiled.pathway;
    match because {
        Because::Sign(id) => &pathway.kinds[pathway.signs[id.index()].kind.index()].policy,
        Because::Rule(id) => &pathway.rules[id.index()].policy,
    }
}

/// No unreachable question, option or outcome.
pub const EVERYTHING_REACHED: Guarantee = Guarantee {
    id: "everything_reached",
    sentence: "Every question is asked of somebody, every line can be ticked, and every outcome is \
               given to somebody.",
    invariants: &[25],
    check: everything_reached,
};

fn everything_reached(compiled: &mut Compiled<'_>, _: &Groups) -> Built<Checked> {
    let valid = compiled.valid();
    let mut checked = Checked::about(compiled, valid)?;
    let pathway = compiled.pathway;
    let reached = compiled.diagrams.values(valid);
    for id in pathway.ids() {
        let question = &pathway.questions[id.index()];
        if !reached[compiled.layout.first(id)].contains(&true) {
            checked.wrong(format!("nobody is asked `{}`", question.name));
            continue;
        }
        for option in question.options() {
            let place = compiled.layout.option(option);
            if !reached[place.level][usize::from(place.value)] {
                checked.wrong(format!(
                    "nobody can tick `{}`",
                    compiled.option_name(option)
                ));
            }
        }
    }
    for (at, outcome) in pathway.outcomes.iter().enumerate() {
        let given = compiled.advised_where(|advice| advice.outcome.index() == at)?;
        if given.is_empty() {
            checked.wrong(format!("nobody is sent to `{}`", outcome.name));
        }
    }
    Ok(checked)
}

/// No condition that always holds.
pub const NO_CONDITION_ALWAYS_TRUE: Guarantee = Guarantee {
    id: "no_condition_always_true",
    sentence: "Every condition is true of somebody and false of somebody else who has no warning \
               sign.",
    invariants: &[25],
    check: no_condition_always_true,
};

fn no_condition_always_true(compiled: &mut Compiled<'_>, _: &Groups) -> Built<Checked> {
    let calm = no_sign(compiled);
    let mut checked = Checked::about(compiled, calm)?;
    let pathway = compiled.pathway;
    for (at, fact) in pathway.facts.iter().enumerate() {
        let when = compiled.walk.truth.facts[at];
        let valid = compiled.valid();
        let never = compiled.diagrams.keep(calm, when)?.is_empty()
            && compiled.diagrams.keep(valid, when)?.is_empty();
        if never {
            checked.wrong(format!("the fact `{}` is never true", fact.name));
        }
        always(
            compiled,
            &mut checked,
            calm,
            when,
            &format!("the fact `{}`", fact.name),
        )?;
    }
    for at in 0..compiled.findings.len() {
        let Finding { because, when, .. } = compiled.findings[at];
        // A sign is false of everybody who has none.
        if matches!(because, Because::Rule(_)) && !is_fallback(compiled, because) {
            let name = compiled.finding_name(because);
            always(compiled, &mut checked, calm, when, &format!("`{name}`"))?;
        }
    }
    for id in pathway.ids() {
        if pathway.questions[id.index()].ask != Condition::always() {
            let when = compiled.layout.answered(&mut compiled.diagrams, id)?;
            always(compiled, &mut checked, calm, when, &asking(compiled, id))?;
        }
    }
    Ok(checked)
}

fn asking(compiled: &Compiled<'_>, id: QuestionId) -> String {
    let name = &compiled.pathway.questions[id.index()].name;
    format!("the condition for asking `{name}`")
}

fn always(
    compiled: &mut Compiled<'_>,
    checked: &mut Checked,
    among: Sheets,
    when: When,
    what: &str,
) -> Built<()> {
    if compiled.diagrams.drop(among, when)?.is_empty() {
        checked.wrong(format!("{what} is always true where there is no sign"));
    }
    Ok(())
}

/// The sheets on which no sign was found.
fn no_sign(compiled: &Compiled<'_>) -> Sheets {
    let parts = compiled.walk.reached.iter();
    let calm = parts.filter(|part| part.floor.is_none());
    calm.map(|part| part.sheets).next().unwrap_or(Sheets::NONE)
}
