//! A page that does everything to the element, in any order. Whatever it does, there is either a
//! question that can be answered or the clinic's own text with a code: never an empty box, never an
//! answer that was not given, never the answers of another visit.

use std::env;

use serde_json::json;

use crate::browsers::Browser;
use crate::site::{HostPage, Visit};

super::scenarios! {
    in one engine: [
        fuzz_of_hostile_hosts,
    ]
}

/// Of how many runs the suite consists. `cargo xtask test --browser chromium fuzz --runs 2000` asks for
/// others.
const RUNS: u64 = 12;

/// The first run's seed; `--seed` asks for another. A run that fails prints its own.
const SEED: u64 = 1;

/// How many things happen in a run.
const STEPS: u64 = 14;

/// What the page does, and how it is compared with what each visit was answered.
const PAGE: &str = include_str!("fuzz.js");

fn number(name: &str, usual: u64) -> u64 {
    let asked = env::var(name).ok().and_then(|text| text.parse().ok());
    asked.unwrap_or(usual)
}

/// A page whose files are sometimes lost: by the seed.
fn page(seed: u64) -> HostPage {
    let page = HostPage::plain().script(PAGE);
    match seed % 10 {
        7 => page.without(|path| path.ends_with("-rest.wasm")),
        8 => page.losing(crate::site::later_words),
        9 => {
            page.script("sessionStorage.setItem = () => { throw new Error('the page does this') }")
        }
        _ => page,
    }
}

fn fuzz_of_hostile_hosts(browser: &Browser) {
    let (runs, first) = (number("FUZZ_RUNS", RUNS), number("FUZZ_SEED", SEED));
    let mut resumed = 0;
    for seed in first..first + runs {
        let visit: Visit<'_> = page(seed).open(browser);
        visit.silent_widget(0).until_ready();
        let run = "return await fuzz.run(...arguments)";
        let ran = browser.run_async(run, vec![json!(seed), json!(STEPS)]);
        let wrong = &ran["wrong"];
        assert_eq!(wrong, &json!([]), "--seed {seed}: {}", ran["steps"]);
        browser.run("window.before = true; location.reload()", vec![]);
        let came = "return !window.before && document.readyState === 'complete'";
        browser.until("the page comes again", came, &[]);
        let again = "return await fuzz.again(arguments[0])";
        let again = browser.run_async(again, vec![ran["given"].clone()]);
        let wrong = &again["wrong"];
        assert_eq!(wrong, &json!([]), "--seed {seed}: {}", ran["steps"]);
        resumed += again["answered"].as_u64().unwrap_or_default();
    }
    println!("{runs} runs from seed {first}: {resumed} visits went on after a reload");
}
