//! Entries that were stated twice, by readers who did not see each other's statement, and where the
//! two cannot both be right.

use crate::Sentinels;
use crate::entries::Person;
use crate::facts::PlainFact;
use crate::value::Value;

/// A second statement of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Second {
    /// The id of the entry.
    pub id: String,
    /// The person as stated the second time.
    pub person: Person,
}

/// How two statements of one entry compare. A fact that is open by one is only half a disagreement: both
/// readers allow for a person of whom it is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared<'s> {
    /// The id of the entry.
    pub id: &'s str,
    /// True by both.
    pub agreed: Vec<PlainFact>,
    /// True by one and open by the other.
    pub half: Vec<PlainFact>,
    /// True by the first and false by the second.
    pub first: Vec<PlainFact>,
    /// False by the first and true by the second.
    pub second: Vec<PlainFact>,
}

impl Sentinels {
    /// The entries that were stated twice, compared.
    pub fn compared(&self) -> impl Iterator<Item = Compared<'_>> {
        self.second.iter().filter_map(|second| self.compare(second))
    }

    fn compare<'s>(&self, second: &'s Second) -> Option<Compared<'s>> {
        let first = self.facts.values(self.person(&second.id)?);
        let again = self.facts.values(&second.person);
        let where_they_are = |wanted: &[(Value, Value)]| {
            let values = first.iter().copied().zip(again.iter().copied());
            let found = values
                .zip(0..)
                .filter(|(values, _)| wanted.contains(values));
            found.map(|(_, at)| PlainFact(at)).collect()
        };
        Some(Compared {
            id: &second.id,
            agreed: where_they_are(&[(Value::True, Value::True)]),
            half: where_they_are(&[(Value::True, Value::Open), (Value::Open, Value::True)]),
            first: where_they_are(&[(Value::True, Value::False)]),
            second: where_they_are(&[(Value::False, Value::True)]),
        })
    }

    /// Whom the entry with this id is about.
    fn person(&self, id: &str) -> Option<&Person> {
        let dangerous = self
            .dangerous
            .iter()
            .map(|entry| (&entry.id, &entry.person));
        let everyday = self.everyday.iter().map(|entry| (&entry.id, &entry.person));
        let mut all = dangerous.chain(everyday);
        all.find(|(known, _)| *known == id)
            .map(|(_, person)| person)
    }
}
