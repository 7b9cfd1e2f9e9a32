//! Sheets by how soon: what guarantees about two people compare.

use pathway::{Sign, Urgency};

use crate::compiled::Compiled;
use crate::diagram::{Built, Sheets};
use crate::pairs::Pairs;
use crate::relations::NoDifference;

/// Every sheet, labelled with the place of its urgency in the list, plus 1; the most urgent first.
pub(super) fn by_urgency(compiled: &mut Compiled<'_>) -> Built<(Sheets, Vec<Urgency>)> {
    let advices = compiled.advices.iter();
    let mut urgencies: Vec<_> = advices.map(|advice| advice.urgency).collect();
    urgencies.dedup();
    let place = |urgency| urgencies.iter().position(|&other| other == urgency);
    let labels: Vec<_> = (compiled.advices.iter())
        .map(|advice| place(advice.urgency).map_or(0, |place| place + 1))
        .collect();
    let labelled = compiled
        .diagrams
        .relabel(compiled.advised, &|label| labels[label - 1])?;
    Ok((labelled, urgencies))
}

/// The sheets on which one of some signs is found, labelled in the same way with what the most
/// urgent of these calls for.
pub(super) fn by_signs(
    compiled: &mut Compiled<'_>,
    urgencies: &[Urgency],
    counts: impl Fn(&Sign) -> bool,
) -> Built<Sheets> {
    let signs = compiled.pathway.signs.iter();
    let signs: Vec<_> = (signs.zip(compiled.walk.signs.clone()))
        .filter(|(sign, _)| counts(sign))
        .collect();
    let mut rest = compiled.valid();
    let mut labelled = Vec::new();
    for (at, &urgency) in urgencies.iter().enumerate() {
        let own = signs.iter().filter(|(sign, _)| sign.urgency == urgency);
        let found = compiled.diagrams.any(own.map(|&(_, when)| when))?;
        let own = compiled.diagrams.keep(rest, found)?;
        rest = compiled.diagrams.drop(rest, found)?;
        labelled.push(compiled.diagrams.relabel(own, &|_| at + 1)?);
    }
    compiled.diagrams.join_all(labelled)
}

/// A search for two people of whom the second is helped later than the first's label says.
pub(super) fn later<'a>(compiled: &'a Compiled<'_>, urgencies: &[Urgency]) -> Pairs<'a> {
    Pairs::new(
        &compiled.diagrams,
        compiled.layout.kinds(),
        &NoDifference,
        urgencies.len(),
        |before, after| before < after,
    )
}
