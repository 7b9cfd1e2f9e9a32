//! One entry in full: what is true and open on each question that it may be shown, and what is wrong.

use content::{Content, nearest};
use pathway::{OptionId, Pathway, QuestionId};
use proof::compiled::Compiled;
use proof::sentinels::answers::{Allowed, Known};
use proof::sentinels::{Checked, Proofs, Verdict, check_entry, slips};
use sentinels::Sentinels;

use super::slips::told;
use super::{Row, dangerous_row, everyday_row};
use crate::prove::table::{counterexample, example, grouped, wrapped};
use crate::prove::{compile, too_large};
use tooling::Failure;

/// Prints the entry with this id.
pub fn one(content: &Content, id: &str) -> Result<(), Failure> {
    let sentinels = content.sentinels.as_ref().ok_or_else(super::none)?;
    // A catalogue of this entry alone.
    let mut only = sentinels.clone();
    only.dangerous.retain(|entry| entry.id == id);
    only.everyday.retain(|entry| entry.id == id);
    let mut compiled = compile(content)?;
    if let Some(entry) = only.dangerous.first() {
        let checked = check_entry(&mut compiled, &only, entry);
        let row = dangerous_row(entry, &checked);
        print(&mut compiled, &only, &entry.says, &row)
    } else if let Some(entry) = only.everyday.first() {
        let checked = check_entry(&mut compiled, &only, entry);
        let row = everyday_row(entry, &checked);
        print(&mut compiled, &only, &entry.says, &row)
    } else {
        let dangerous = sentinels.dangerous.iter().map(|entry| &*entry.id);
        let ids = dangerous.chain(sentinels.everyday.iter().map(|entry| &*entry.id));
        Err(Failure::new(
            format!("there is no entry `{id}`"),
            nearest(id, ids).unwrap_or_default(),
        ))
    }
}

fn print(
    compiled: &mut Compiled<'_>,
    only: &Sentinels,
    says: &[String],
    row: &Row<'_>,
) -> Result<(), Failure> {
    let pathway = compiled.pathway;
    let person = row.entry.person();
    wrapped(&format!("\"{}\"", says.join("\" \"")), "");
    println!(
        "age {} to {}, sex {:?}, routes {}",
        person.ages.start(),
        person.ages.end(),
        person.sex,
        person.routes.join(", ")
    );
    for id in pathway.ids().filter(|id| row.checked.shown[id.index()]) {
        question(pathway, id, row.checked);
    }
    println!("{} truthful sheets", grouped(row.checked.sheets));
    row.print(pathway);
    if let Verdict::Declared(broken) = &row.checked.verdict {
        broken
            .iter()
            .for_each(|broken| counterexample(pathway, broken));
    }
    print_slips(compiled, only, row.checked)
}

/// What each slip leads to, with its sheet.
fn print_slips(
    compiled: &mut Compiled<'_>,
    only: &Sentinels,
    checked: &Checked,
) -> Result<(), Failure> {
    let mut proofs = Proofs::default();
    let mine = if only.dangerous.is_empty() {
        &mut proofs.everyday
    } else {
        &mut proofs.dangerous
    };
    mine.push(checked.clone());
    let slips = slips(compiled, only, &proofs).map_err(too_large)?;
    for harm in slips
        .dangerous
        .iter()
        .chain(&slips.everyday)
        .flatten()
        .flatten()
    {
        wrapped(&format!("slip: {}", told(compiled.pathway, harm)), "    ");
        if let Ok(sheet) = &harm.example {
            example(compiled.pathway, sheet);
        }
    }
    Ok(())
}

/// `knee: true hot + swollen; open stuck`.
fn question(pathway: &Pathway, id: QuestionId, checked: &Checked) {
    let names = |options: &[OptionId]| {
        let names = options
            .iter()
            .map(|option| &*pathway.options[option.index()]);
        names.collect::<Vec<_>>().join(" + ")
    };
    let known = Known::of(pathway, id, &checked.lines);
    let mut said = Vec::new();
    for (what, options) in [
        ("true", &known.truths),
        ("open", &known.open),
        ("alone true", &known.fitting),
        ("alone", &known.alone),
    ] {
        if !options.is_empty() {
            said.push(format!("{what} {}", names(options)));
        }
    }
    let Allowed { alone, must, may } = &checked.answers.allowed[id.index()];
    if pathway.questions[id.index()].which_of.is_some() {
        said = vec![format!("which of {}", names(may))];
    } else if checked.answers.no_line.contains(&id) {
        said.push("no line fits".into());
    } else if said.is_empty() && must.is_empty() && may.is_empty() {
        said.push(names(alone));
    }
    if checked.answers.two_lines.contains(&id) {
        said.push("two lines are true".into());
    }
    let name = &pathway.questions[id.index()].name;
    wrapped(&format!("{name}: {}", said.join("; ")), "  ");
}
