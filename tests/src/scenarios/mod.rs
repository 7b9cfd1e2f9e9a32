//! What must hold in browsers: each scenario is a function of a browser, named by its promise.
//!
//! What depends on the engine is tried in every one: focus, history, storage, policies, frames,
//! forms, layout, how the widget comes up. What is the same bytes and the same arithmetic wherever it
//! runs, such as words, advice, a written patient, is tried in one: the others would only take time.
//! So is what only one engine can be told.

mod accessibility;
mod advice;
mod by_hand;
mod cdn;
mod configuration;
mod configurator;
mod documents;
mod embedding;
mod figure;
mod first_places;
mod first_screens;
mod focus;
mod frames;
mod frameworks;
mod fuzz;
mod host_pages;
mod hosts;
mod journeys;
mod lives;
mod loading;
mod looks;
mod measures;
mod paper;
mod patients;
mod policies;
mod privacy;
mod return_ways;
mod routers;
mod sandboxes;
mod screen_reader;
mod stops;
mod take_away;
mod upgrades;
mod waits;
pub mod wordpress;

use std::sync::Arc;

use crate::browsers::{Browser, Engine};
use crate::states::Look;

/// The engine that tries what need not be tried in every one: the one that can be told most.
const ONE: Engine = Engine::Chromium;

/// A promise, and how it is tried.
pub struct Scenario {
    /// The promise, as part of a test's name.
    pub name: String,
    /// Tries it; panics with a sentence if it does not hold.
    pub run: Arc<dyn Fn(&Browser) + Send + Sync>,
    engines: &'static [Engine],
}

impl Scenario {
    /// Whether it is tried in this engine.
    pub fn is_for(&self, engine: Engine) -> bool {
        self.engines.contains(&engine)
    }
}

/// Every scenario.
pub fn all() -> Vec<Scenario> {
    // These take longest: begun last, they would run alone while the others have ended.
    let mut all = patients::scenarios();
    all.extend(journeys::scenarios());
    all.extend(advice::scenarios());
    all.extend(focus::scenarios());
    all.extend(loading::scenarios());
    all.extend(first_screens::scenarios());
    all.extend(first_places::scenarios());
    all.extend(embedding::scenarios());
    all.extend(frames::scenarios());
    all.extend(sandboxes::scenarios());
    all.extend(paper::scenarios());
    all.extend(policies::scenarios());
    all.extend(figure::scenarios());
    all.extend(looks::scenarios());
    all.extend(measures::scenarios());
    all.extend(privacy::scenarios());
    all.extend(configuration::scenarios());
    all.extend(configurator::scenarios());
    all.extend(documents::scenarios());
    all.extend(return_ways::scenarios());
    all.extend(routers::scenarios());
    all.extend(lives::scenarios());
    all.extend(stops::scenarios());
    all.extend(waits::scenarios());
    all.extend(upgrades::scenarios());
    all.extend(fuzz::scenarios());
    all.extend(take_away::scenarios());
    all.extend(frameworks::scenarios());
    all.extend(cdn::scenarios());
    all.extend(host_pages::scenarios());
    all.extend(hosts::scenarios());
    all.extend(accessibility::scenarios());
    all.extend(screen_reader::scenarios());
    all
}

/// The scenarios of pages that `cargo xtask test --hosts` builds.
pub fn built_by_hand() -> Vec<Scenario> {
    by_hand::scenarios()
}

/// A scenario that is tried in every engine.
fn in_every_engine(name: &str, run: impl Fn(&Browser) + Send + Sync + 'static) -> Scenario {
    Scenario {
        name: name.to_owned(),
        run: Arc::new(run),
        engines: &Engine::ALL,
    }
}

/// A scenario that no other engine could tell more of.
fn in_one_engine(name: &str, run: impl Fn(&Browser) + Send + Sync + 'static) -> Scenario {
    Scenario {
        engines: &[ONE],
        ..in_every_engine(name, run)
    }
}

/// A promise for some looks: those named last are tried in every engine, the others in one.
fn of_looks(
    promise: &str,
    looks: &[Look],
    in_every_engine: &[Look],
    run: fn(&Browser, Look),
) -> Vec<Scenario> {
    let of = |look: &Look| {
        let look = *look;
        let name = format!("{promise}_{}", look.name());
        let run = move |browser: &Browser| run(browser, look);
        if in_every_engine.contains(&look) {
            self::in_every_engine(&name, run)
        } else {
            in_one_engine(&name, run)
        }
    };
    looks.iter().map(of).collect()
}

/// The scenarios of a module, each named after its function.
macro_rules! scenarios {
    (
        $(in every engine: [$($every:ident),* $(,)?])?
        $(in one engine: [$($one:ident),* $(,)?])?
    ) => {
        /// The scenarios of this module.
        pub fn scenarios() -> Vec<super::Scenario> {
            vec![
                $($(super::in_every_engine(stringify!($every), $every),)*)?
                $($(super::in_one_engine(stringify!($one), $one),)*)?
            ]
        }
    };
}
use scenarios;
