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
        the_fuzz_notices_an_answer_of_another_visit,
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
        7 => page.without(crate::site::later_words),
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
    let mut wrong = Vec::new();
    for seed in first..first + runs {
        if runs > RUNS {
            println!("--seed {seed}");
        }
        let visit: Visit<'_> = page(seed).open(browser);
        visit.silent_widget(0).until_ready();
        let run = "return await fuzz.run(...arguments)";
        let ran = browser.run_async(run, vec![json!(seed), json!(STEPS)]);
        browser.run("window.before = true; location.reload()", vec![]);
        let came = "return !window.before && document.readyState === 'complete'";
        browser.until("the page comes again", came, &[]);
        let again = "return await fuzz.again(arguments[0])";
        let again = browser.run_async(again, vec![ran["given"].clone()]);
        for found in [&ran["wrong"], &again["wrong"]] {
            if found != &json!([]) {
                wrong.push(format!("--seed {seed}: {found} by {}", ran["steps"]));
            }
        }
        resumed += again["answered"].as_u64().unwrap_or_default();
    }
    println!("{runs} runs from seed {first}: {resumed} visits went on after a reload");
    assert!(
        wrong.is_empty(),
        "{} of {runs} runs:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn the_fuzz_notices_an_answer_of_another_visit(browser: &Browser) {
    let visit: Visit<'_> = page(SEED).open(browser);
    visit.silent_widget(0).until_whole();
    // One question is answered, and shows again; then it is said that another line was ticked.
    let script = "
        const { given } = await fuzz.run(1, 0);
        document.querySelector('who-to-see').shadowRoot.querySelector('.wts-back').click();
        await new Promise((done) => setTimeout(done, 50));
        const before = (await fuzz.again(given)).wrong.length;
        for (const visit of Object.values(given))
            for (const question of Object.keys(visit.lines)) visit.lines[question] = ['another line'];
        return [before, (await fuzz.again(given)).wrong.length];";
    let noticed = browser.run_async(script, vec![]);
    assert_eq!(noticed, json!([0, 1]));
}
