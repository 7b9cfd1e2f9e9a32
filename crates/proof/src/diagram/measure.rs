//! Questions to finished sets: how many sheets, and which is the smallest.
//!
//! Counts are exact; one that does not fit into 128 bits is an error, never a rounded number.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::sheets::Sheets;
use super::store::{Built, Diagrams, NodeLimit};

/// A map whose keys nobody chooses to do harm, hashed quickly.
pub(crate) type Map<K, V> = HashMap<K, V, BuildHasherDefault<Mixed>>;

/// See [`Map`].
#[derive(Default)]
pub(crate) struct Mixed(u64);

impl Hasher for Mixed {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(byte.into());
        }
    }

    fn write_u8(&mut self, key: u8) {
        self.write_u64(key.into());
    }

    fn write_u16(&mut self, key: u16) {
        self.write_u64(key.into());
    }

    fn write_u32(&mut self, key: u32) {
        self.write_u64(key.into());
    }

    fn write_usize(&mut self, key: usize) {
        self.write_u64(key as u64);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = (self.0.rotate_left(5) ^ key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

/// A number of sheets: there are more of them than 128 bits can count.
pub type Count = ethnum::U256;

/// Counts sheets, and remembers the counts.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    known: Map<Sheets, Count>,
}

impl Counts {
    /// How many sheets there are in a set.
    ///
    /// # Errors
    /// When the count does not fit.
    pub fn of(&mut self, diagrams: &Diagrams, sheets: Sheets) -> Built<Count> {
        if let Some(label) = sheets.label() {
            return Ok(Count::from(u8::from(label != 0)));
        }
        if let Some(&known) = self.known.get(&sheets) {
            return Ok(known);
        }
        let mut sum = Count::ZERO;
        for part in diagrams.branches(sheets) {
            sum = sum.checked_add(self.of(diagrams, part)?).ok_or(NodeLimit)?;
        }
        self.known.insert(sheets, sum);
        Ok(sum)
    }

    /// By part of a set: in how many ways it is reached, over the levels above it.
    ///
    /// # Errors
    /// When a count does not fit.
    pub(crate) fn ways(diagrams: &Diagrams, sheets: Sheets) -> Built<Map<Sheets, Count>> {
        let mut ways: Map<Sheets, Count> = Map::default();
        ways.insert(sheets, Count::ONE);
        for above in diagrams.parts(sheets) {
            let own = ways.get(&above).copied().unwrap_or(Count::ZERO);
            for part in diagrams.branches(above).filter(|part| !part.is_empty()) {
                let sum = ways.entry(part).or_insert(Count::ZERO);
                *sum = sum.checked_add(own).ok_or(NodeLimit)?;
            }
        }
        Ok(ways)
    }

    /// By label: how many sheets carry it.
    ///
    /// # Errors
    /// When a count does not fit.
    pub fn by_label(diagrams: &Diagrams, sheets: Sheets) -> Built<HashMap<usize, Count>> {
        let ways = Counts::ways(diagrams, sheets)?.into_iter();
        let ends = ways.filter_map(|(part, ways)| Some((part.label()?, ways)));
        Ok(ends.filter(|&(label, _)| label != 0).collect())
    }
}

/// Finds smallest sheets: the least sum of what their values cost.
#[derive(Clone, Debug)]
pub struct Cheapest {
    /// By level and value; value 0 costs nothing.
    costs: Vec<Vec<u32>>,
    known: Map<Sheets, u32>,
}

const NO_WAY: u32 = u32::MAX;

impl Cheapest {
    /// With these costs by level and value.
    pub fn new(costs: Vec<Vec<u32>>) -> Self {
        Cheapest {
            costs,
            known: Map::default(),
        }
    }

    /// What one value of a level costs.
    pub fn cost(&self, level: usize, value: usize) -> u32 {
        self.costs[level][value]
    }

    /// The cost of the smallest sheet; `None` when there is no sheet.
    pub fn least(&mut self, diagrams: &Diagrams, sheets: Sheets) -> Option<u32> {
        let least = self.least_or(diagrams, sheets);
        (least != NO_WAY).then_some(least)
    }

    fn least_or(&mut self, diagrams: &Diagrams, sheets: Sheets) -> u32 {
        if let Some(label) = sheets.label() {
            return if label == 0 { NO_WAY } else { 0 };
        }
        if let Some(&known) = self.known.get(&sheets) {
            return known;
        }
        let level = diagrams.level(sheets);
        let mut least = NO_WAY;
        for (value, part) in diagrams.branches(sheets).enumerate() {
            let on = self.least_or(diagrams, part);
            least = least.min(on.saturating_add(self.costs[level][value]));
        }
        self.known.insert(sheets, least);
        least
    }

    /// The smallest sheet; among equals, the one with the first option at the first difference.
    pub fn sheet(&mut self, diagrams: &Diagrams, sheets: Sheets) -> Option<Vec<u8>> {
        let mut values = vec![0; diagrams.arity().len()];
        self.fill(diagrams, sheets, &mut values).then_some(values)
    }

    /// Writes the smallest sheet of a part into the values below its level; whether there is one.
    pub fn fill(&mut self, diagrams: &Diagrams, part: Sheets, values: &mut [u8]) -> bool {
        let mut part = part;
        if self.least(diagrams, part).is_none() {
            return false;
        }
        while part.label().is_none() {
            let level = diagrams.level(part);
            let costs = diagrams.branches(part).enumerate().map(|(value, on)| {
                let cost = self.least_or(diagrams, on);
                (cost.saturating_add(self.costs[level][value]), value, on)
            });
            let Some((_, value, on)) = costs.min_by_key(|&(cost, value, _)| (cost, value)) else {
                return false;
            };
            values[level] = value as u8;
            part = on;
        }
        true
    }
}
