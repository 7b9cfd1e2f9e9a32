//! How far two readers agree on the facts of the same entries.

use content::Content;
use sentinels::{Compared, Facts, PlainFact};

use crate::prove::table::wrapped;
use tooling::Failure;

/// Prints what is true of each entry by one statement and not even open by the other.
pub fn second(content: &Content) -> Result<(), Failure> {
    let sentinels = content.sentinels.as_ref().ok_or_else(super::none)?;
    let compared: Vec<_> = sentinels.compared().collect();
    for entry in &compared {
        let (both, half) = (entry.agreed.len(), entry.half.len());
        let id = entry.id;
        println!("{id}: {both} true by both, {half} true by one and open by the other");
        for line in apart(entry, &sentinels.facts) {
            wrapped(&line, "  ");
        }
    }
    println!();
    wrapped(&totals(&compared), "");
    Ok(())
}

/// `only the first: fever, joint_hot`, and the same of the second.
fn apart(entry: &Compared<'_>, facts: &Facts) -> Vec<String> {
    let told = |who: &str, found: &[PlainFact]| {
        let names = found.iter().map(|fact| &*facts.names[fact.index()]);
        let names = names.collect::<Vec<_>>().join(", ");
        (!found.is_empty()).then(|| format!("only {who}: {names}"))
    };
    let first = told("the first", &entry.first);
    let second = told("the second", &entry.second);
    first.into_iter().chain(second).collect()
}

fn totals(compared: &[Compared<'_>]) -> String {
    let sum = |of: fn(&Compared<'_>) -> usize| -> usize { compared.iter().map(of).sum() };
    let alike = compared
        .iter()
        .filter(|entry| entry.first.is_empty() && entry.second.is_empty());
    format!(
        "{} entries were stated twice, {} of them without a fact that is true by one and false by the other: \
         {} facts are true by both, {} by one and open by the other, {} by the first alone, {} by the second alone",
        compared.len(),
        alike.count(),
        sum(|entry| entry.agreed.len()),
        sum(|entry| entry.half.len()),
        sum(|entry| entry.first.len()),
        sum(|entry| entry.second.len())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_true_by_one_statement_alone_is_told_and_counted() {
        let facts = Facts {
            names: ["fever", "joint_hot", "wound"].map(Into::into).into(),
            ..Facts::default()
        };
        let gout = Compared {
            id: "gout",
            agreed: vec![PlainFact(1)],
            half: vec![PlainFact(3)],
            first: Vec::new(),
            second: vec![PlainFact(0), PlainFact(2)],
        };
        let heart = Compared {
            id: "heart",
            agreed: vec![PlainFact(0), PlainFact(1)],
            half: Vec::new(),
            first: Vec::new(),
            second: Vec::new(),
        };
        assert_eq!(apart(&gout, &facts), ["only the second: fever, wound"]);
        assert!(apart(&heart, &facts).is_empty());
        assert_eq!(
            totals(&[gout, heart]),
            "2 entries were stated twice, 1 of them without a fact that is true by one and false by the other: \
             3 facts are true by both, 1 by one and open by the other, 0 by the first alone, 2 by the second alone"
        );
    }
}
