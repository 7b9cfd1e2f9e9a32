//! What a single slip does, and the gate that lets no more of them through.

use std::fmt::Write as _;

use pathway::{Pathway, Urgency};
use proof::compiled::option_name;
use proof::sentinels::{Harm, Mistake};
use sentinels::Gate;

use super::Catalogues;
use crate::prove::table::wrapped;
use crate::prove::{how_soon, said};
use tooling::Failure;

/// Where the greatest counts stand.
const GATE: &str = "content/sentinels/slips.toml";

/// An entry that a slip does harm to.
struct Hanging<'a> {
    id: &'a str,
    /// What is asked of its advice.
    tier: &'a str,
    limit: Urgency,
    harms: &'a [Harm],
}

impl Catalogues<'_> {
    /// The dangerous entries that hang on a single line, worst first.
    fn late(&self) -> Vec<Hanging<'_>> {
        let entries = self.sentinels.dangerous.iter();
        let entries = entries.zip(&self.slips.found.dangerous);
        let hanging = entries.filter_map(|(entry, harms)| {
            hangs(&entry.id, &entry.tier, entry.least, harms.as_deref())
        });
        let mut hanging: Vec<_> = hanging.collect();
        hanging.sort_by_key(|one| (std::cmp::Reverse(one.limit), one.furthest().min()));
        hanging
    }

    /// The everyday entries that a mistaken tick sends to an emergency, worst first.
    fn early(&self) -> Vec<Hanging<'_>> {
        let entries = self.sentinels.everyday.iter();
        let entries = entries.zip(&self.slips.found.everyday);
        let hanging =
            entries.filter_map(|(entry, harms)| hangs(&entry.id, "", entry.most, harms.as_deref()));
        let mut hanging: Vec<_> = hanging.collect();
        hanging.sort_by_key(|one| (std::cmp::Reverse(one.furthest().max()), one.limit));
        hanging
    }

    /// Counts, by tier, then each entry with its lines.
    pub(super) fn print_slips(&self) {
        let (late, early) = (self.late(), self.early());
        let looked = |slips: &[Option<Vec<Harm>>]| slips.iter().flatten().count();
        let slips = &self.slips.found;
        let mut line = format!(
            "slips: {} of {} dangerous entries hang on a single line",
            late.len(),
            looked(&slips.dangerous)
        );
        for (tier, hanging, all) in self.by_tier() {
            let _ = write!(line, ", {tier} {hanging} of {all}");
        }
        wrapped(&line, "");
        late.iter().for_each(|one| one.print(self.pathway));
        println!(
            "slips: {} of {} everyday entries are sent to an emergency by a single mistaken tick",
            early.len(),
            looked(&slips.everyday)
        );
        early.iter().for_each(|one| one.print(self.pathway));
        let gate = self.sentinels.gate.into_iter();
        for lower in gate.flat_map(|gate| could_be_lower(gate, self.hanging())) {
            println!("lower the gate in {GATE}: {lower}");
        }
    }

    /// By tier: how many hang on a line, of how many looked at.
    pub(super) fn by_tier(&self) -> Vec<(String, usize, usize)> {
        let looked = self.sentinels.dangerous.iter();
        let looked = looked.zip(&self.slips.found.dangerous);
        let mut tiers: Vec<_> = looked
            .filter_map(|(entry, harms)| harms.as_deref().map(|harms| (entry, harms)))
            .map(|(entry, harms)| (std::cmp::Reverse(entry.least), &*entry.tier, harms))
            .collect();
        tiers.sort_by_key(|(least, tier, _)| (*least, *tier));
        let chunks = tiers.chunk_by(|a, b| a.1 == b.1);
        let counted = chunks.map(|tier| {
            let hanging = tier.iter().filter(|(_, _, harms)| !harms.is_empty());
            (tier[0].1.to_owned(), hanging.count(), tier.len())
        });
        counted.collect()
    }

    /// How many dangerous and everyday entries slips do harm to.
    pub(super) fn hanging(&self) -> (usize, usize) {
        (self.late().len(), self.early().len())
    }

    /// Fails where slips do more harm than the gate lets through.
    pub(super) fn slips_kept(&self) -> Result<(), Failure> {
        match self.sentinels.gate {
            Some(gate) => kept(gate, self.hanging()),
            None => Ok(()),
        }
    }
}

fn kept(gate: Gate, (late, early): (usize, usize)) -> Result<(), Failure> {
    if late <= gate.dangerous && early <= gate.everyday {
        return Ok(());
    }
    Err(Failure::new(
        format!(
            "slips do harm to {late} dangerous and {early} everyday entries; {GATE} allows {} and {}",
            gate.dangerous, gate.everyday
        ),
        "let a second line catch what one line can miss; never raise the gate",
    ))
}

/// Which numbers of the gate can come down, and to what.
fn could_be_lower(gate: Gate, (late, early): (usize, usize)) -> Vec<String> {
    let counts = [
        ("dangerous", late, gate.dangerous),
        ("everyday", early, gate.everyday),
    ];
    let lower = counts.iter().filter(|(_, count, most)| count < most);
    let lower = lower.map(|(what, count, most)| format!("{what} = {count}, not {most}"));
    lower.collect()
}

fn hangs<'a>(
    id: &'a str,
    tier: &'a str,
    limit: Urgency,
    harms: Option<&'a [Harm]>,
) -> Option<Hanging<'a>> {
    let harms = harms.filter(|harms| !harms.is_empty())?;
    Some(Hanging {
        id,
        tier,
        limit,
        harms,
    })
}

impl Hanging<'_> {
    /// The urgency that each slip leads to.
    fn furthest(&self) -> impl Iterator<Item = Urgency> {
        let known = self.harms.iter().flat_map(|harm| &harm.example);
        known.map(|example| example.advice.urgency)
    }

    fn print(&self, pathway: &Pathway) {
        let asked = if self.tier.is_empty() {
            format!("at most {}", how_soon(self.limit))
        } else {
            format!("at least {}", self.tier)
        };
        let harms = self.harms.iter().map(|harm| told(pathway, harm));
        let harms: Vec<_> = harms.collect();
        wrapped(
            &format!("{} ({asked}): {}", self.id, harms.join("; ")),
            "  ",
        );
    }
}

/// `chest.tight overlooked -> physio, weeks`.
pub fn told(pathway: &Pathway, harm: &Harm) -> String {
    let line = option_name(pathway, harm.line);
    let leads = match &harm.example {
        Ok(example) => said(pathway, example.advice),
        Err(disagreement) => disagreement.to_string(),
    };
    format!("{line} {} -> {leads}", word(harm.mistake))
}

/// What was got wrong, in words.
pub fn word(mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::Overlooked => "overlooked",
        Mistake::NotSure => "not sure",
        Mistake::Mistaken => "by mistake",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GATE: Gate = Gate {
        dangerous: 12,
        everyday: 3,
    };

    #[test]
    fn the_gate_lets_no_more_slips_through_and_says_when_it_can_be_lower() {
        kept(GATE, (12, 3)).expect("they are allowed");
        assert!(could_be_lower(GATE, (12, 3)).is_empty());
        kept(GATE, (11, 3)).expect("they are allowed");
        assert_eq!(could_be_lower(GATE, (11, 3)), ["dangerous = 11, not 12"]);
        for more in [(13, 0), (0, 4)] {
            let failure = kept(GATE, more).expect_err("they are too many");
            assert!(failure.to_string().contains("allows 12 and 3"), "{failure}");
        }
    }
}
