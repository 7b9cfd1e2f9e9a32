//! What must hold in every engine: each scenario is a function of a browser, named by its promise.

mod accessibility;
mod advice;
mod configuration;
mod embedding;
mod figure;
mod focus;
mod frames;
mod frameworks;
mod host_pages;
mod journeys;
mod loading;
mod looks;
mod measures;
mod patients;
mod policies;
mod privacy;
mod return_ways;
mod screen_reader;
mod take_away;

use std::sync::Arc;

use crate::browsers::Browser;

/// A promise, and how it is tried.
pub struct Scenario {
    /// The promise, as part of a test's name.
    pub name: String,
    /// Tries it; panics with a sentence if it does not hold.
    pub run: Arc<dyn Fn(&Browser) + Send + Sync>,
}

/// Every scenario.
pub fn all() -> Vec<Scenario> {
    let mut all = Vec::new();
    all.extend(journeys::scenarios());
    all.extend(advice::scenarios());
    all.extend(focus::scenarios());
    all.extend(loading::scenarios());
    all.extend(embedding::scenarios());
    all.extend(frames::scenarios());
    all.extend(policies::scenarios());
    all.extend(figure::scenarios());
    all.extend(looks::scenarios());
    all.extend(measures::scenarios());
    all.extend(privacy::scenarios());
    all.extend(configuration::scenarios());
    all.extend(return_ways::scenarios());
    all.extend(take_away::scenarios());
    all.extend(frameworks::scenarios());
    all.extend(host_pages::scenarios());
    all.extend(accessibility::scenarios());
    all.extend(screen_reader::scenarios());
    all.extend(patients::scenarios());
    all
}

/// A scenario from its name and function.
fn scenario(name: &str, run: impl Fn(&Browser) + Send + Sync + 'static) -> Scenario {
    Scenario {
        name: name.to_owned(),
        run: Arc::new(run),
    }
}

/// The scenarios of a module, each named after its function.
macro_rules! scenarios {
    ($($run:ident),* $(,)?) => {
        /// The scenarios of this module.
        pub fn scenarios() -> Vec<super::Scenario> {
            vec![$(super::scenario(stringify!($run), $run)),*]
        }
    };
}
use scenarios;
