//! Pairs of entries that no pathway can both do right by: they may give the same answers to every
//! question, and the one must be sent sooner than the other may be.

use sentinels::Sentinels;

use super::verdicts::Proofs;
use crate::compiled::Compiled;
use crate::diagram::Built;
use crate::guarantee::{Disagreement, Example, replay};

/// Two entries that want what cannot both be.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// Which dangerous entry, by place.
    pub dangerous: usize,
    /// Which everyday entry, by place.
    pub everyday: usize,
    /// The smallest sheet that is truthful for both, with its advice.
    pub example: Result<Example, Disagreement>,
}

/// Every such pair.
///
/// # Errors
/// When there are too many nodes.
pub fn clashes(
    compiled: &mut Compiled<'_>,
    sentinels: &Sentinels,
    proofs: &Proofs,
) -> Built<Vec<Clash>> {
    let mut found = Vec::new();
    for (dangerous, sooner) in sentinels.dangerous.iter().enumerate() {
        for (everyday, later) in sentinels.everyday.iter().enumerate() {
            if sooner.least <= later.most {
                continue;
            }
            let a = proofs.dangerous[dangerous].truthful;
            let b = proofs.everyday[everyday].truthful;
            let common = compiled.diagrams.both(a, b)?;
            if let Some(row) = compiled.smallest(common) {
                found.push(Clash {
                    dangerous,
                    everyday,
                    example: replay(compiled, &row),
                });
            }
        }
    }
    Ok(found)
}
