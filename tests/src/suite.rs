//! The widget in real browsers. Run by `cargo xtask test`; each test is named after the engine and
//! the promise it tries, for example `firefox::routine_path`.
//!
//! Knows the widget as a visitor does: what it shows and what it can be told. Never calls into it.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails by panicking, with a sentence"
)]

mod axe;
mod browsers;
mod cases;
mod gallery;
mod scenarios;
mod second;
mod site;
mod states;
mod times;
mod widget;

use std::cell::RefCell;
use std::env;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};

use crate::browsers::{Engine, Pool};
use crate::second::SecondTries;
use crate::times::Times;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    if let Some((first, words)) = words.split_first()
        && first == "--gallery"
    {
        site::must_be_built();
        match words {
            [only] if only == "--readme" => gallery::renew_readme(),
            words => gallery::make(words),
        }
        return ExitCode::SUCCESS;
    }
    let arguments = Arguments::from_args();
    let engines = engines();
    let of_wordpress = scenarios::wordpress::is_there();
    if !arguments.list && !engines.is_empty() && !of_wordpress {
        site::must_be_built();
    }
    let times = Arc::new(Times::default());
    let second = Arc::new(SecondTries::default());
    let mut pools = Vec::new();
    let mut trials = Vec::new();
    for engine in engines {
        let pool = Arc::new(Pool::new(engine));
        let scenarios = if of_wordpress {
            scenarios::wordpress::all()
        } else if env::var_os("HOSTS").is_some() {
            scenarios::built_by_hand()
        } else {
            scenarios::all()
        };
        let scenarios = scenarios.into_iter();
        for scenario in scenarios.filter(|scenario| scenario.is_for(engine)) {
            let lender = Arc::clone(&pool);
            let name = format!("{}::{}", engine.name(), scenario.name);
            let (clock, timed) = (Arc::clone(&times), name.clone());
            let again = Arc::clone(&second);
            trials.push(Trial::test(name, move || {
                let test = || told(|| lender.lend(|browser| (scenario.run)(browser)));
                clock.of(&timed, || again.after(&timed, test))
            }));
        }
        pools.push(pool);
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    // Browsers do not end by themselves.
    for pool in pools {
        pool.close();
    }
    println!("{times}{second}");
    if second.are_too_many() {
        return ExitCode::FAILURE;
    }
    conclusion.exit_code()
}

/// Runs a test; a panic becomes a sentence with its place, without the way through the harness.
fn told(test: impl FnOnce()) -> Result<(), Failed> {
    thread_local! {
        static SENTENCE: RefCell<String> = const { RefCell::new(String::new()) };
    }
    panic::set_hook(Box::new(|panic| {
        SENTENCE.with_borrow_mut(|sentence| *sentence = panic.to_string());
    }));
    panic::catch_unwind(AssertUnwindSafe(test)).map_err(|_| SENTENCE.take().into())
}

/// The engines asked for: all, unless `BROWSERS` names some, or none.
fn engines() -> Vec<Engine> {
    let Ok(asked) = env::var("BROWSERS") else {
        return Engine::ALL.to_vec();
    };
    let named = |name: &&str| {
        let found = Engine::ALL
            .into_iter()
            .find(|engine| engine.name() == *name);
        found.unwrap_or_else(|| panic!("BROWSERS names `{name}`, which is no engine"))
    };
    let names = asked.split(',').filter(|name| !name.is_empty());
    names.map(|name| named(&name)).collect()
}
