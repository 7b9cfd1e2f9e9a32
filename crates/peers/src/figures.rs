//! What was measured, and what is made of it: medians with their spread, ratios within a run.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::measure::{Figure, Profile};
use crate::site::Peer;

/// Where a figure belongs: the network and processor, the peer, and the name of the measure.
type Key = (&'static str, Peer, String);

/// Every figure, run by run.
#[derive(Debug, Default)]
pub struct Figures {
    /// By run: a visit that was not made leaves nothing.
    all: BTreeMap<Key, Vec<(usize, f64)>>,
}

/// The middle of several values, and between which half of them lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The median.
    pub median: f64,
    /// The lower quartile.
    pub low: f64,
    /// The upper quartile.
    pub high: f64,
}

impl Spread {
    /// Of some values; nothing of none.
    pub fn of(values: &[f64]) -> Option<Self> {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().checked_sub(1)?;
        let at = |share: f64| {
            let place = share * last as f64;
            let (below, above) = (
                sorted[place.floor() as usize],
                sorted[place.ceil() as usize],
            );
            below + (above - below) * place.fract()
        };
        Some(Spread {
            median: at(0.5),
            low: at(0.25),
            high: at(0.75),
        })
    }
}

impl Figures {
    /// Keeps what a visit gave in a run.
    pub fn add(&mut self, run: usize, profile: Profile, peer: Peer, figures: Vec<Figure>) {
        for (name, value) in figures {
            let values = self.all.entry((profile.id, peer, name)).or_default();
            values.push((run, value));
        }
    }

    fn values(&self, profile: &'static str, peer: Peer, name: &str) -> &[(usize, f64)] {
        let key = (profile, peer, name.to_owned());
        self.all.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The median and spread of a measure.
    pub fn spread(&self, profile: &'static str, peer: Peer, name: &str) -> Option<Spread> {
        let values = self.values(profile, peer, name);
        Spread::of(&values.iter().map(|(_, value)| *value).collect::<Vec<_>>())
    }

    /// How a peer stands to another: worked out in each run, then the middle of those.
    pub fn ratio(
        &self,
        profile: &'static str,
        (peer, other): (Peer, Peer),
        name: &str,
    ) -> Option<Spread> {
        let others = self.values(profile, other, name);
        let of_run = |run: usize| others.iter().find(|(other, _)| *other == run);
        let ratios = self
            .values(profile, peer, name)
            .iter()
            .filter_map(|(run, value)| {
                let (_, other) = of_run(*run)?;
                (*other > 0.0).then(|| value / other)
            });
        Spread::of(&ratios.collect::<Vec<_>>())
    }

    /// Everything, for machines.
    pub fn to_json(&self) -> Value {
        let rows = self.all.iter().map(|((profile, peer, name), values)| {
            let spread = self.spread(profile, *peer, name);
            let ratio = |other| self.ratio(profile, (*peer, other), name).map(|r| r.median);
            json!({
                "profile": profile,
                "peer": peer.id(),
                "measure": name,
                "median": spread.map(|s| s.median),
                "low": spread.map(|s| s.low),
                "high": spread.map(|s| s.high),
                "to_twin": ratio(Peer::Twin),
                "to_surveyjs": ratio(Peer::SurveyJs),
                "runs": values.iter().map(|(_, value)| value).collect::<Vec<_>>(),
            })
        });
        rows.collect::<Vec<_>>().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_values_lie_within_the_spread() {
        let spread = Spread::of(&[5.0, 1.0, 4.0, 2.0, 3.0]).expect("there are some");
        assert_eq!((spread.low, spread.median, spread.high), (2.0, 3.0, 4.0));
        assert_eq!(Spread::of(&[]), None);
    }

    #[test]
    fn a_ratio_is_made_within_a_run_and_not_between_medians() {
        let mut figures = Figures::default();
        let profile = Profile::ALL[0];
        for (run, ours, theirs) in [(0, 10.0, 20.0), (1, 100.0, 50.0), (2, 30.0, 60.0)] {
            figures.add(run, profile, Peer::Widget, vec![("x".into(), ours)]);
            figures.add(run, profile, Peer::Twin, vec![("x".into(), theirs)]);
        }
        // Lost with its visit: no ratio of this run.
        figures.add(3, profile, Peer::Widget, vec![("x".into(), 1.0)]);
        let ratio = figures.ratio(profile.id, (Peer::Widget, Peer::Twin), "x");
        assert_eq!(ratio.map(|ratio| ratio.median), Some(0.5));
    }
}
