//! What follows from a single slip: one line overlooked, not sure of one line, one line ticked that is
//! not so. All else on the sheet is truthful.
//!
//! An entry whose truthful sheets do harm already is left out: there it is not the slip.

use std::cmp::Reverse;
use std::collections::HashMap;

use pathway::{Choice, OptionId, OutcomeId, QuestionId, Urgency};
use sentinels::{Class, Sentinels, Value};

use super::answers::{Allowed, Known, which};
use super::verdicts::{Checked, Entry, Proofs};
use crate::compiled::{Advice, Compiled};
use crate::diagram::{Built, Sheets, When};
use crate::guarantee::{Disagreement, Example, replay};
use crate::layout::alone;

/// What a person got wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mistake {
    /// A line that is true was not ticked.
    Overlooked,
    /// In place of a line that is true, "not sure".
    NotSure,
    /// A line was ticked that is not so.
    Mistaken,
}

/// One slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The line.
    pub line: OptionId,
    /// What was got wrong about it.
    pub mistake: Mistake,
    /// The answers that are given instead, to the question and its "which one?" screen.
    pub answers: Vec<(QuestionId, Allowed)>,
}

/// A slip that does harm.
#[derive(Clone, Debug, PartialEq)]
pub struct Harm {
    /// The line.
    pub line: OptionId,
    /// What was got wrong about it.
    pub mistake: Mistake,
    /// The advice that is furthest from what is asked, on its smallest sheet.
    pub example: Result<Example, Disagreement>,
}

/// What slips do to each entry of both catalogues, in their order; `None`: a truthful sheet does harm
/// already.
#[derive(Clone, Debug)]
pub struct Slips {
    /// The lines that each dangerous entry hangs on.
    pub dangerous: Vec<Option<Vec<Harm>>>,
    /// The lines that send each everyday entry to an emergency.
    pub everyday: Vec<Option<Vec<Harm>>>,
}

/// Looks at every slip of every entry.
///
/// # Errors
/// When there are too many nodes.
pub fn slips(compiled: &mut Compiled<'_>, sentinels: &Sentinels, proofs: &Proofs) -> Built<Slips> {
    let mut harmful = Harmful::default();
    let mut dangerous = Vec::new();
    for (entry, checked) in sentinels.dangerous.iter().zip(&proofs.dangerous) {
        let slips = overlooked(compiled, checked);
        let harmful = harmful.sheets(compiled, &|advice| entry.forbids(advice))?;
        dangerous.push(harm(compiled, checked, &slips, harmful, Worst::Latest)?);
    }
    let emergency = emergencies(compiled);
    let mut everyday = Vec::new();
    for (entry, checked) in sentinels.everyday.iter().zip(&proofs.everyday) {
        let tempted = sentinels.tempted_lines_of(&entry.person);
        let slips = mistaken(compiled, checked, &tempted);
        let harms = |advice: Advice| emergency.contains(&advice.outcome);
        let harmful = harmful.sheets(compiled, &harms)?;
        everyday.push(harm(compiled, checked, &slips, harmful, Worst::Soonest)?);
    }
    Ok(Slips {
        dangerous,
        everyday,
    })
}

/// The outcomes of an emergency.
fn emergencies(compiled: &Compiled<'_>) -> Vec<OutcomeId> {
    let classes = Class::ALL.into_iter();
    let classes = classes.filter(|class| Class::EMERGENCY.contains(&class.name));
    let names: Vec<_> = classes.flat_map(|class| class.outcomes).collect();
    let outcomes = (0..).map(OutcomeId).zip(&compiled.pathway.outcomes);
    let found = outcomes.filter(|(_, outcome)| names.contains(&&&*outcome.name));
    found.map(|(id, _)| id).collect()
}

/// Every line that is true, overlooked or not sure of, on questions that take several.
pub fn overlooked(compiled: &Compiled<'_>, checked: &Checked) -> Vec<Slip> {
    let pathway = compiled.pathway;
    let mut slips = Vec::new();
    for id in pathway.ids().filter(|id| checked.shown[id.index()]) {
        let question = &pathway.questions[id.index()];
        if question.choice == Choice::One || question.which_of.is_some() {
            continue;
        }
        let known = Known::of(pathway, id, &checked.lines);
        for &line in &known.truths {
            let mut without = known.clone();
            without.truths.retain(|&other| other != line);
            slips.push(Slip {
                line,
                mistake: Mistake::Overlooked,
                answers: vec![(id, without.several(true))],
            });
            if let (Some(unsure), true) = (known.unsure, without.truths.is_empty()) {
                slips.push(Slip {
                    line,
                    mistake: Mistake::NotSure,
                    answers: not_sure(compiled, id, &known, (line, unsure)),
                });
            }
        }
    }
    slips
}

/// "Not sure" in place of a line, and that line named on the screen that follows, if there is one.
fn not_sure(
    compiled: &Compiled<'_>,
    id: QuestionId,
    known: &Known,
    (line, unsure): (OptionId, OptionId),
) -> Vec<(QuestionId, Allowed)> {
    let pathway = compiled.pathway;
    let mut answers = vec![(
        id,
        Allowed {
            alone: Vec::new(),
            must: vec![unsure],
            may: known.open.clone(),
        },
    )];
    let mut screens = pathway.ids();
    let screen = screens.find(|screen| pathway.questions[screen.index()].which_of == Some(id));
    if let Some(screen) = screen {
        let Allowed { alone, may, .. } = which(pathway, screen, &[line]);
        let named = if may.is_empty() {
            // The screen does not offer that line.
            Allowed {
                alone,
                ..Allowed::default()
            }
        } else {
            Allowed {
                alone,
                must: may,
                may: which(pathway, screen, &known.open).may,
            }
        };
        answers.push((screen, named));
    }
    answers
}

/// Every line that is not so and would be if what tempts were true, ticked as well; where a question
/// takes one answer, ticked instead.
pub fn mistaken(compiled: &Compiled<'_>, checked: &Checked, tempted: &[Value]) -> Vec<Slip> {
    let pathway = compiled.pathway;
    let mut slips = Vec::new();
    for id in pathway.ids().filter(|id| checked.shown[id.index()]) {
        let question = &pathway.questions[id.index()];
        let known = Known::of(pathway, id, &checked.lines);
        for line in question.options() {
            let (is, seems) = (checked.lines[line.index()], tempted[line.index()]);
            if (is, seems) != (Value::False, Value::True) {
                continue;
            }
            let answer = if question.choice == Choice::One {
                Allowed {
                    alone: vec![line],
                    ..Allowed::default()
                }
            } else if alone(pathway, line) {
                continue;
            } else {
                let mut more = known.clone();
                more.truths.push(line);
                more.several(false)
            };
            slips.push(Slip {
                line,
                mistake: Mistake::Mistaken,
                answers: vec![(id, answer)],
            });
        }
    }
    slips
}

/// Which advice is furthest from what is asked.
#[derive(Clone, Copy)]
enum Worst {
    /// The least urgent.
    Latest,
    /// The most urgent.
    Soonest,
}

/// The sheets whose advice does harm, remembered: many entries ask for the same.
#[derive(Default)]
struct Harmful {
    known: HashMap<Vec<bool>, Sheets>,
}

impl Harmful {
    /// The sheets on which advice does harm, labelled as [`Compiled::advised`] is.
    fn sheets(
        &mut self,
        compiled: &mut Compiled<'_>,
        harms: &dyn Fn(Advice) -> bool,
    ) -> Built<Sheets> {
        let mut wanted: Vec<_> = compiled
            .advices
            .iter()
            .map(|&advice| harms(advice))
            .collect();
        wanted.insert(0, false);
        if let Some(&known) = self.known.get(&wanted) {
            return Ok(known);
        }
        let keep = |label: usize| if wanted[label] { label } else { 0 };
        let sheets = compiled.diagrams.relabel(compiled.advised, &keep)?;
        self.known.insert(wanted, sheets);
        Ok(sheets)
    }
}

/// The slips of an entry, of those `harmful`, that do harm; `None` where truth does.
fn harm(
    compiled: &mut Compiled<'_>,
    checked: &Checked,
    slips: &[Slip],
    harmful: Sheets,
    worst: Worst,
) -> Built<Option<Vec<Harm>>> {
    let truth = checked.answers.when(compiled)?;
    let harmed = compiled.diagrams.keep(harmful, truth)?;
    if checked.truthful.is_empty() || !harmed.is_empty() {
        return Ok(None);
    }
    let room = Room::new(compiled, checked, slips)?;
    let loose = room.loose(compiled, checked)?;
    // What is left is small: only from here on the slips are told apart.
    let loose = compiled.diagrams.keep(harmful, loose)?;
    let mut found = Vec::new();
    for slip in slips.iter().filter(|_| !loose.is_empty()) {
        let only = room.only(compiled, slip)?;
        let sheets = compiled.diagrams.keep(loose, only)?;
        let Some(urgency) = worst.urgency(compiled, sheets) else {
            continue;
        };
        let furthest = compiled.labelled_where(sheets, |advice| advice.urgency == urgency)?;
        if let Some(row) = compiled.smallest(furthest) {
            found.push(Harm {
                line: slip.line,
                mistake: slip.mistake,
                example: replay(compiled, &row),
            });
        }
    }
    Ok(Some(found))
}

impl Worst {
    /// The urgency furthest from what is asked, among those advised on some sheets.
    fn urgency(self, compiled: &Compiled<'_>, sheets: Sheets) -> Option<Urgency> {
        let parts = compiled.diagrams.parts(sheets).into_iter();
        let labels = parts.filter_map(|part| part.label()?.checked_sub(1));
        let urgencies = labels.map(|place| compiled.advices[place].urgency);
        match self {
            Worst::Latest => urgencies.min(),
            Worst::Soonest => urgencies.max(),
        }
    }
}

/// The truthful answers of one entry, with room for its slips: built once, then narrowed to each.
struct Room<'s> {
    /// By question that some slip changes: when its answers are truthful.
    truthful: Vec<(QuestionId, When)>,
    /// When the answers to a question are as a slip has them.
    slipped: Vec<(QuestionId, &'s Allowed, When)>,
}

impl<'s> Room<'s> {
    fn new(compiled: &mut Compiled<'_>, checked: &Checked, slips: &'s [Slip]) -> Built<Self> {
        let mut room = Room {
            truthful: Vec::new(),
            slipped: Vec::new(),
        };
        for (id, allowed) in slips.iter().flat_map(|slip| &slip.answers) {
            if room.truthful.iter().all(|(known, _)| known != id) {
                let truth = checked.answers.allowed[id.index()].when(compiled, *id)?;
                room.truthful.push((*id, truth));
            }
            let when = allowed.when(compiled, *id)?;
            room.slipped.push((*id, allowed, when));
        }
        // From the last question up, so that what is added lies above what there is.
        room.truthful.sort_by_key(|(id, _)| Reverse(*id));
        Ok(room)
    }

    /// Where all is truthful but for slips, any number of them.
    fn loose(&self, compiled: &mut Compiled<'_>, checked: &Checked) -> Built<When> {
        let mut all = When::ALWAYS;
        for id in compiled.pathway.ids().rev() {
            let mut one = checked.answers.allowed[id.index()].when(compiled, id)?;
            for &(_, _, when) in self.slipped.iter().filter(|(other, _, _)| *other == id) {
                one = compiled.diagrams.or(one, when)?;
            }
            all = compiled.diagrams.and(one, all)?;
        }
        Ok(all)
    }

    /// Where, of the questions that slips change, all is truthful but for this slip.
    fn only(&self, compiled: &mut Compiled<'_>, slip: &Slip) -> Built<When> {
        let mut all = When::ALWAYS;
        for &(id, truth) in &self.truthful {
            let changed = slip.answers.iter().find(|(other, _)| *other == id);
            let one = match changed {
                Some((_, allowed)) => self.when(id, allowed).unwrap_or(When::NEVER),
                None => truth,
            };
            all = compiled.diagrams.and(one, all)?;
        }
        Ok(all)
    }

    fn when(&self, id: QuestionId, allowed: &Allowed) -> Option<When> {
        let mut slipped = self.slipped.iter();
        let found = slipped.find(|&&(other, known, _)| other == id && known == allowed);
        found.map(|&(_, _, when)| when)
    }
}
