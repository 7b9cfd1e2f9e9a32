//! Whether somebody would notice a mistake in the rules.
//!
//! A mutant is the pathway with one small mistake. It is equivalent when nobody gets other advice:
//! the diagrams decide that exactly, so an equivalent mutant never counts as missed. Any other is
//! killed by a guarantee that it breaks or by a written case that it fails, or it survives; then the
//! smallest sheet on which it makes a difference is what a new case should be about.
//!
//! *Architecture invariant.* Reads no cases: whoever runs the campaign says which pathways their
//! cases would let pass.

mod edits;

use pathway::{Parts, Pathway, Sheet};

use crate::compiled::{Advice, Compiled};
use crate::diagram::{Built, Diagrams, Sheets};
use crate::groups::Groups;
use crate::guarantee::{Guarantee, Verdict};
use crate::guarantees;
use crate::layout::Layout;
use crate::pairs::{Mode, Pairs};
use crate::relations::NoDifference;

pub use edits::{Edit, every};

/// What became of a mutant.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// Nobody gets other advice.
    Equivalent,
    /// It does not even fit together.
    Refused,
    /// Somebody would notice: the first guarantee that it breaks, the first case that it fails.
    Killed {
        /// The guarantee's id.
        guarantee: Option<&'static str>,
        /// The case's id.
        case: Option<String>,
    },
    /// Nobody would notice.
    Survived(Box<Difference>),
    /// The interpreter does not see the difference that the diagrams found: a mistake of the prover.
    Unknown,
}

/// The smallest difference that a mutant makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The sheet, as the pathway asks for it.
    pub sheet: Sheet,
    /// The same person's sheet, as the mutant asks for it.
    pub mutated: Sheet,
    /// What the pathway advises.
    pub advice: Advice,
    /// What the mutant advises.
    pub instead: Advice,
}

/// One of the two that compare: the pathway itself, and the guarantees that it keeps.
pub struct Campaign<'a> {
    pathway: &'a Pathway,
    layout: Layout,
    /// The pathway alone, to begin again from when mutants have filled the memory.
    fresh: Diagrams,
    /// The pathway and the mutants so far.
    diagrams: Diagrams,
    advised: Sheets,
    valid: Sheets,
    advices: Vec<Advice>,
    kept: Vec<&'static Guarantee>,
    limit: usize,
    quick: bool,
}

impl<'a> Campaign<'a> {
    /// Prepares a campaign. A guarantee that the pathway itself does not keep kills no mutant.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn new(pathway: &'a Pathway, groups: &Groups, limit: usize) -> Built<Self> {
        let compiled = Compiled::new(pathway, limit)?;
        let mut tried = compiled.clone();
        let kept = guarantees::ALL
            .iter()
            .filter(|guarantee| guarantee.check(&mut tried, groups).verdict == Verdict::Proved);
        Ok(Campaign {
            pathway,
            kept: kept.collect(),
            layout: compiled.layout,
            advised: compiled.advised,
            valid: compiled.walk.valid,
            advices: compiled.advices,
            fresh: compiled.diagrams.clone(),
            diagrams: compiled.diagrams,
            limit,
            quick: false,
        })
    }

    /// The same, but a mutant that a case kills is not shown to the guarantees any more: the score is
    /// the same, and who else would have noticed stays unknown.
    pub fn quick(self) -> Self {
        Campaign {
            quick: true,
            ..self
        }
    }

    /// What becomes of the pathway with one mistake. `fails` names the first case that a pathway
    /// fails.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn judge(
        &mut self,
        edit: &Edit,
        groups: &Groups,
        fails: &dyn Fn(&Pathway) -> Option<String>,
    ) -> Built<Fate> {
        let mut parts: Parts = (**self.pathway).clone();
        edit.apply(&mut parts);
        let Ok(mutant) = Pathway::new(parts) else {
            return Ok(Fate::Refused);
        };
        if self.diagrams.nodes() > self.limit / 4 {
            self.diagrams = self.fresh.clone();
        }
        let blank = Diagrams::new(Vec::new(), 0);
        let diagrams = std::mem::replace(&mut self.diagrams, blank);
        let mut compiled = match Compiled::with(&mutant, self.layout.clone(), diagrams) {
            Ok(compiled) => compiled,
            Err(error) => {
                self.diagrams = self.fresh.clone();
                return Err(error);
            }
        };
        let fate = self.compare(&mut compiled, groups, fails);
        self.diagrams = compiled.diagrams;
        fate
    }

    fn compare(
        &self,
        compiled: &mut Compiled<'_>,
        groups: &Groups,
        fails: &dyn Fn(&Pathway) -> Option<String>,
    ) -> Built<Fate> {
        let mut all = self.advices.clone();
        all.extend(
            compiled
                .advices
                .iter()
                .filter(|advice| !self.advices.contains(advice)),
        );
        let label = |advice: &Advice| all.iter().position(|other| other == advice);
        let labels: Vec<_> = (compiled.advices.iter())
            .map(|advice| label(advice).map_or(0, |place| place + 1))
            .collect();
        let now = compiled
            .diagrams
            .relabel(compiled.advised, &|label| labels[label - 1])?;
        let same_questions = compiled.walk.valid == self.valid;
        let differs = now != self.advised
            && (same_questions || {
                let mut pairs = self.search(&compiled.diagrams, all.len());
                pairs.any(self.advised, now, Mode::Free)
            });
        if !differs {
            return Ok(Fate::Equivalent);
        }
        let case = fails(compiled.pathway);
        if self.quick && case.is_some() {
            let guarantee = None;
            return Ok(Fate::Killed { guarantee, case });
        }
        let mut kept = self.kept.iter();
        let broken = kept.find(|guarantee| {
            let verdict = guarantee.check(compiled, groups).verdict;
            verdict != Verdict::Proved
        });
        let guarantee = broken.map(|guarantee| guarantee.id);
        if guarantee.is_some() || case.is_some() {
            return Ok(Fate::Killed { guarantee, case });
        }
        let mut pairs = self.search(&compiled.diagrams, all.len());
        let rows = pairs.smallest(&compiled.cheapest, self.advised, now, Mode::Free);
        let difference = rows.and_then(|(was, now)| self.difference(compiled.pathway, &was, &now));
        Ok(difference.map_or(Fate::Unknown, |difference| {
            Fate::Survived(Box::new(difference))
        }))
    }

    /// The same person before the pathway and before a mutant, with different advice.
    fn search<'d>(&self, diagrams: &'d Diagrams, labels: usize) -> Pairs<'d> {
        let kinds = self.layout.kinds();
        Pairs::new(diagrams, kinds, &NoDifference, labels, |was, now| {
            was != now
        })
    }

    /// The two rows as sheets, replayed.
    fn difference(&self, mutant: &Pathway, was: &[u8], now: &[u8]) -> Option<Difference> {
        let sheet = self.layout.sheet(self.pathway, was).ok()?;
        let mutated = self.layout.sheet(mutant, now).ok()?;
        let advice = advice(self.pathway, &sheet)?;
        let instead = self::advice(mutant, &mutated)?;
        (advice != instead).then_some(Difference {
            sheet,
            mutated,
            advice,
            instead,
        })
    }
}

/// What the interpreter advises.
pub fn advice(pathway: &Pathway, sheet: &Sheet) -> Option<Advice> {
    let decision = pathway.decide(&pathway.walk(sheet))?;
    Some(Advice {
        outcome: decision.outcome,
        urgency: decision.urgency,
    })
}
