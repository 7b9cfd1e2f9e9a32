//! One forward pass over the questions, over all sheets at once: the mirror of `pathway`'s `walk`.
//!
//! Where the interpreter decides whether a question is shown to one person, this builds the diagram
//! of all answers before it with which it is shown: its condition holds, **and** some answer to it
//! could still raise the urgency that the signs have reached so far. The pass carries the set of all
//! beginnings of answer sheets, split by the urgency reached, so every diagram stays as small as
//! what people can really answer.

use pathway::{Atom, Cause, Condition, Pathway, QuestionId, Sign, Urgency};

use crate::diagram::{Built, Diagrams, Sheets, When};
use crate::layout::Layout;
use crate::truth::{Truth, holds};

/// A part of all sheets, and the greatest urgency that any sign reaches there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The greatest urgency; `None`: no sign yet.
    pub floor: Option<Urgency>,
    /// Where.
    pub sheets: Sheets,
}

/// What the pass over all sheets found.
#[derive(Clone, Debug)]
pub struct Walk {
    /// By question: where its condition holds when its turn comes, split by the urgency reached.
    pub asked: Vec<Vec<Reached>>,
    /// By question: where it is shown, split by the urgency reached.
    pub shown: Vec<Vec<Reached>>,
    /// Every finished answer sheet that a person could give, split by the urgency reached; the most
    /// urgent first.
    pub reached: Vec<Reached>,
    /// The same, together.
    pub valid: Sheets,
    /// The effective answers, and the facts that follow from them.
    pub truth: Truth,
    /// By sign: the sheets on which it holds.
    pub signs: Vec<When>,
}

/// Walks all sheets.
///
/// # Errors
/// When there are too many nodes.
pub fn walk(diagrams: &mut Diagrams, pathway: &Pathway, layout: &Layout) -> Built<Walk> {
    let mut pass = Pass::new(diagrams, pathway)?;
    for id in pathway.ids() {
        let (asked, shown) = pass.shows(id)?;
        pass.answer(layout, id, &shown)?;
        pass.asked.push(asked);
        pass.shown.push(shown);
    }
    let valid: Vec<_> = pass.reached.iter().map(|part| part.sheets).collect();
    Ok(Walk {
        valid: pass.diagrams.join_all(valid)?,
        reached: pass.reached,
        asked: pass.asked,
        shown: pass.shown,
        truth: pass.truth,
        signs: pass.signs,
    })
}

struct Pass<'a> {
    diagrams: &'a mut Diagrams,
    pathway: &'a Pathway,
    asked: Vec<Vec<Reached>>,
    shown: Vec<Vec<Reached>>,
    truth: Truth,
    signs: Vec<When>,
    /// Whether any sign holds before anything is answered.
    signs_unanswered: bool,
    /// By sign: the questions it reads, one bit each.
    sign_reads: Vec<u128>,
    /// By question: itself and the later ones whose being asked depends on it, one bit each.
    opens: Vec<u128>,
    /// The beginnings of all sheets, split by the urgency reached; the most urgent first.
    reached: Vec<Reached>,
}

impl<'a> Pass<'a> {
    fn new(diagrams: &'a mut Diagrams, pathway: &'a Pathway) -> Built<Self> {
        let urgencies = pathway.signs.iter().map(|sign| Some(sign.urgency));
        let mut floors: Vec<_> = urgencies.chain([None]).collect();
        floors.sort();
        floors.dedup();
        let reached = floors.into_iter().rev().map(|floor| Reached {
            floor,
            sheets: match floor {
                None => Sheets::BLANK,
                Some(_) => Sheets::NONE,
            },
        });
        let mut pass = Pass {
            diagrams,
            pathway,
            asked: Vec::new(),
            shown: Vec::new(),
            truth: Truth::nothing(pathway),
            signs: vec![When::NEVER; pathway.signs.len()],
            signs_unanswered: false,
            sign_reads: sign_reads_all(pathway),
            opens: pathway.ids().map(|id| opens(pathway, id)).collect(),
            reached: reached.collect(),
        };
        pass.truth.settle_all(pass.diagrams, pathway)?;
        for (index, sign) in pathway.signs.iter().enumerate() {
            pass.signs[index] = sign_holds(pass.diagrams, sign, &pass.truth)?;
        }
        // Before the first answer no sign is looked at, not even one that nothing has to make true.
        pass.signs_unanswered = pass.signs.iter().any(|&sign| sign != When::NEVER);
        Ok(pass)
    }

    /// Where a question's condition holds, and where it is shown.
    fn shows(&mut self, id: QuestionId) -> Built<(Vec<Reached>, Vec<Reached>)> {
        let ask = &self.pathway.questions[id.index()].ask;
        let asks = holds(self.diagrams, ask, &self.truth, &self.truth)?;
        let mut asked = Vec::new();
        let mut shown = Vec::new();
        let mut ahead = None;
        for Reached { floor, sheets } in self.reached.clone() {
            let sheets = self.diagrams.keep(sheets, asks)?;
            asked.push(Reached { floor, sheets });
            let sheets = match floor {
                None => sheets,
                Some(_) if sheets.is_empty() => sheets,
                // Most questions cannot, whatever the answers.
                Some(floor) if !self.any_above(id, floor) => Sheets::NONE,
                Some(floor) => {
                    if ahead.is_none() {
                        ahead = Some(self.look_ahead(id)?);
                    }
                    match &ahead {
                        Some(ahead) => self.could_raise(sheets, floor, ahead)?,
                        None => Sheets::NONE,
                    }
                }
            };
            shown.push(Reached { floor, sheets });
        }
        Ok((asked, shown))
    }

    /// Adds every answer to a question where it is shown, and what follows from it.
    fn answer(&mut self, layout: &Layout, id: QuestionId, shown: &[Reached]) -> Built<()> {
        let answers = layout.answers(self.diagrams, id)?;
        let mut skipped = Vec::new();
        for (reached, shown) in self.reached.iter_mut().zip(shown) {
            skipped.push(self.diagrams.minus(reached.sheets, shown.sheets)?);
            let end = &mut |_| Ok(answers);
            reached.sheets = self.diagrams.replace_ends(shown.sheets, end)?;
        }
        for option in self.pathway.questions[id.index()].options() {
            // Only sheets are looked at, and there an option is ticked only where it is shown.
            self.truth.options[option.index()] = layout.ticked(self.diagrams, option)?;
        }
        let reads = 1 << id.0;
        self.truth.settle(self.diagrams, self.pathway, reads)?;
        for (index, sign) in self.pathway.signs.iter().enumerate() {
            if self.sign_reads[index] & reads != 0 {
                self.signs[index] = sign_holds(self.diagrams, sign, &self.truth)?;
            }
        }
        self.raise_floors(id)?;
        for (reached, skipped) in self.reached.iter_mut().zip(skipped) {
            reached.sheets = self.diagrams.join(reached.sheets, skipped)?;
        }
        Ok(())
    }

    /// Moves the sheets on which a sign holds up to its urgency, now that a question is answered.
    fn raise_floors(&mut self, id: QuestionId) -> Built<()> {
        let pathway = self.pathway;
        let mut signs = pathway.signs.iter();
        let again = self.signs_unanswered
            || signs.any(|sign| match &sign.cause {
                Cause::Option(_) => false,
                Cause::Together { when, .. } => negates(pathway, when, id),
            });
        if again {
            // A sign may no longer hold, or hold from the start: look at all of them.
            let parts: Vec<_> = self.reached.iter().map(|part| part.sheets).collect();
            let all = self.diagrams.join_all(parts)?;
            for part in &mut self.reached {
                part.sheets = if part.floor.is_none() {
                    all
                } else {
                    Sheets::NONE
                };
            }
        }
        for above in 0..self.reached.len() {
            let signs = pathway.signs.iter().enumerate().filter(|&(index, sign)| {
                let changed = again || self.sign_reads[index] >> id.0 & 1 == 1;
                changed && Some(sign.urgency) == self.reached[above].floor
            });
            let found: Vec<_> = signs.map(|(index, _)| self.signs[index]).collect();
            let found = self.diagrams.any(found)?;
            for below in above + 1..self.reached.len() {
                let sheets = self.reached[below].sheets;
                let moved = self.diagrams.keep(sheets, found)?;
                let up = self.diagrams.join(self.reached[above].sheets, moved)?;
                self.reached[above].sheets = up;
                self.reached[below].sheets = self.diagrams.drop(sheets, found)?;
            }
        }
        Ok(())
    }

    /// Whether any sign above the floor depends on the question, whatever the answers.
    fn any_above(&self, id: QuestionId, floor: Urgency) -> bool {
        let mut signs = self.pathway.signs.iter().zip(&self.sign_reads);
        signs.any(|(sign, reads)| sign.urgency > floor && reads & self.opens[id.index()] != 0)
    }

    /// Where, among these sheets, some answer to the question, or to one that it opens, could take
    /// the urgency above the floor.
    fn could_raise(&mut self, sheets: Sheets, floor: Urgency, ahead: &Ahead) -> Built<Sheets> {
        let mut raising = Vec::new();
        let above = self
            .pathway
            .signs
            .iter()
            .filter(|sign| sign.urgency > floor);
        for sign in above {
            let (waits, possible) = match &sign.cause {
                Cause::Option(option) => (
                    ahead.opened[self.pathway.question_of(*option).index()],
                    ahead.possible.option(*option),
                ),
                Cause::Together { when, .. } => {
                    let waits = self.waits_for(when, ahead, When::NEVER)?;
                    if waits == When::NEVER {
                        continue;
                    }
                    let possible = holds(self.diagrams, when, &ahead.possible, &self.truth)?;
                    (waits, possible)
                }
            };
            let raises = self.diagrams.and(waits, possible)?;
            raising.push(raises);
        }
        raising.sort();
        raising.dedup();
        let mut cannot = sheets;
        for raises in raising {
            cannot = self.diagrams.drop(cannot, raises)?;
        }
        self.diagrams.minus(sheets, cannot)
    }

    /// Where a condition still waits for one of the opened questions: their answers may make true
    /// what is not, or undo what is. `held`: where it counts as true already.
    fn waits_for(&mut self, when: &Condition, ahead: &Ahead, held: When) -> Built<When> {
        let pathway = self.pathway;
        let opened = |option| ahead.opened[pathway.question_of(option).index()];
        let mut waits = Vec::new();
        for atom in &when.atoms {
            waits.push(match *atom {
                Atom::Option(option) => {
                    let known = self.diagrams.or(held, self.truth.option(option))?;
                    self.diagrams.and_not(opened(option), known)?
                }
                Atom::Not(option) => opened(option),
                Atom::Fact(fact) => {
                    let known = self.diagrams.or(held, self.truth.fact(fact))?;
                    self.waits_for(&pathway.facts[fact.index()].when, ahead, known)?
                }
            });
        }
        self.diagrams.any(waits)
    }

    fn look_ahead(&mut self, id: QuestionId) -> Built<Ahead> {
        let possible = self.possible_from(id)?;
        let mut ahead = Ahead {
            possible,
            opened: vec![When::NEVER; self.pathway.questions.len()],
        };
        self.open_from(id, &mut ahead)?;
        Ok(ahead)
    }

    /// Works out where a question is this one, or a later one that its answer can still open: one
    /// that may be asked, and will not be asked anyway.
    fn open_from(&mut self, id: QuestionId, ahead: &mut Ahead) -> Built<()> {
        ahead.opened[id.index()] = When::ALWAYS;
        for later in self.pathway.ids().skip(id.index() + 1) {
            let ask = &self.pathway.questions[later.index()].ask;
            let by = self.waits_for(ask, ahead, When::NEVER)?;
            if by == When::NEVER {
                continue;
            }
            let may = holds(self.diagrams, ask, &ahead.possible, &self.truth)?;
            let anyway = holds(self.diagrams, ask, &self.truth, &ahead.possible)?;
            let only = self.diagrams.and_not(may, anyway)?;
            ahead.opened[later.index()] = self.diagrams.and(by, only)?;
        }
        Ok(())
    }

    /// What may still become true when `id` and the questions after it are answered.
    fn possible_from(&mut self, id: QuestionId) -> Built<Truth> {
        let mut possible = self.truth.clone();
        for later in self.pathway.ids().skip(id.index()) {
            let asked = &self.pathway.questions[later.index()];
            let may = holds(self.diagrams, &asked.ask, &possible, &self.truth)?;
            for option in asked.options() {
                let before = possible.option(option);
                possible.options[option.index()] = self.diagrams.or(before, may)?;
            }
            possible.settle_possible(self.diagrams, self.pathway, &self.truth, 1 << later.0)?;
        }
        Ok(possible)
    }
}

/// What the answers from a question on may still bring.
struct Ahead {
    possible: Truth,
    /// By question: where it is the question, or one that its answer can open.
    opened: Vec<When>,
}

/// Where a sign is present.
fn sign_holds(diagrams: &mut Diagrams, sign: &Sign, truth: &Truth) -> Built<When> {
    match &sign.cause {
        Cause::Option(option) => Ok(truth.option(*option)),
        Cause::Together { when, .. } => holds(diagrams, when, truth, truth),
    }
}

/// By sign: the questions it reads, one bit each.
fn sign_reads_all(pathway: &Pathway) -> Vec<u128> {
    let reads = |sign: &Sign| match &sign.cause {
        Cause::Option(option) => 1 << pathway.question_of(*option).0,
        Cause::Together { when, .. } => pathway.reads(when),
    };
    pathway.signs.iter().map(reads).collect()
}

/// A question and every later one whose being asked depends on it, one bit each.
fn opens(pathway: &Pathway, id: QuestionId) -> u128 {
    let mut opens: u128 = 1 << id.0;
    for later in pathway.ids().skip(id.index() + 1) {
        if pathway.reads(&pathway.questions[later.index()].ask) & opens != 0 {
            opens |= 1 << later.0;
        }
    }
    opens
}

/// Whether answering this question can make a condition false that was true.
fn negates(pathway: &Pathway, when: &Condition, id: QuestionId) -> bool {
    when.atoms.iter().any(|atom| match *atom {
        Atom::Option(_) => false,
        Atom::Not(option) => pathway.question_of(option) == id,
        Atom::Fact(fact) => negates(pathway, &pathway.facts[fact.index()].when, id),
    })
}
