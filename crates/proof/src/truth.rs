//! Conditions and their truth, over all sheets at once: the mirror of `pathway`'s `condition`.
//!
//! One arm for each arm there, in the same order, and never a call to it. Where the interpreter asks
//! "is it ticked?", this builds the diagram of all sheets on which it is.

use pathway::{Atom, Condition, FactId, Need, OptionId, Pathway};

use crate::diagram::{Built, Diagrams, When};

/// By option, the sheets on which it is ticked; by fact, those on which it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Truth {
    /// By option.
    pub options: Vec<When>,
    /// By fact.
    pub facts: Vec<When>,
}

impl Truth {
    /// Nothing ticked, nothing true; facts follow when they are settled.
    pub fn nothing(pathway: &Pathway) -> Self {
        Truth {
            options: vec![When::NEVER; pathway.options.len()],
            facts: vec![When::NEVER; pathway.facts.len()],
        }
    }

    /// Where an option is ticked.
    pub fn option(&self, option: OptionId) -> When {
        self.options[option.index()]
    }

    /// Where a fact holds.
    pub fn fact(&self, fact: FactId) -> When {
        self.facts[fact.index()]
    }

    /// Works out every fact.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn settle_all(&mut self, diagrams: &mut Diagrams, pathway: &Pathway) -> Built<()> {
        for (index, fact) in pathway.facts.iter().enumerate() {
            self.facts[index] = holds(diagrams, &fact.when, self, self)?;
        }
        Ok(())
    }

    /// Works out the facts that read one of these questions (one bit each); the others stay.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn settle(
        &mut self,
        diagrams: &mut Diagrams,
        pathway: &Pathway,
        changed: u128,
    ) -> Built<()> {
        for (index, fact) in pathway.facts.iter().enumerate() {
            if pathway.reads(&fact.when) & changed != 0 {
                self.facts[index] = holds(diagrams, &fact.when, self, self)?;
            }
        }
        Ok(())
    }

    /// The same for what may still become true, where `certain` is what is so already.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn settle_possible(
        &mut self,
        diagrams: &mut Diagrams,
        pathway: &Pathway,
        certain: &Truth,
        changed: u128,
    ) -> Built<()> {
        for (index, fact) in pathway.facts.iter().enumerate() {
            if changed == u128::MAX || pathway.reads(&fact.when) & changed != 0 {
                self.facts[index] = holds(diagrams, &fact.when, self, certain)?;
            }
        }
        Ok(())
    }
}

/// Where a condition is true. `here` answers for what is asserted, `there` for what is negated.
///
/// # Errors
/// When there are too many nodes.
pub fn holds(
    diagrams: &mut Diagrams,
    when: &Condition,
    here: &Truth,
    there: &Truth,
) -> Built<When> {
    let mut lines = Vec::with_capacity(when.atoms.len());
    for atom in &when.atoms {
        lines.push(match *atom {
            Atom::Option(option) => here.option(option),
            Atom::Not(option) => diagrams.not(there.option(option))?,
            Atom::Fact(fact) => here.fact(fact),
        });
    }
    match when.need {
        Need::All => diagrams.all(lines),
        Need::AtLeast(n) => at_least(diagrams, n.into(), &lines),
    }
}

/// Where at least so many lines are true.
fn at_least(diagrams: &mut Diagrams, needed: usize, lines: &[When]) -> Built<When> {
    // By how many lines are true so far, the last for "enough".
    let mut reached = vec![When::NEVER; needed + 1];
    reached[0] = When::ALWAYS;
    for &line in lines {
        for count in (1..=needed).rev() {
            reached[count] = diagrams.either(line, reached[count - 1], reached[count])?;
        }
    }
    Ok(reached[needed])
}
