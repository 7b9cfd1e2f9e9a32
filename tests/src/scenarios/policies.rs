//! The table of security policies in `docs/security-policy.md`, tried row by row.

use serde_json::json;

use crate::browsers::Browser;
use crate::site::{HostPage, NONCE, file_of_site, integrity};

super::scenarios! {
    in every engine: [
        each_policy_of_the_documentation_runs_as_it_says,
    ]
}

/// The page for owners; its table is what is tried.
const PAGE: &str = include_str!("../../../docs/security-policy.md");

/// A row: the policy, and what the widget runs as.
struct Row {
    policy: String,
    runs_as: &'static str,
}

fn rows() -> Vec<Row> {
    let lines = PAGE.lines().filter(|line| line.starts_with("| `"));
    let rows: Vec<_> = lines
        .map(|line| {
            let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [policy, runs_as, ..] = cells[..] else {
                panic!("a row of two cells or more was expected: {line}");
            };
            Row {
                policy: filled_in(policy.trim_matches('`')),
                runs_as,
            }
        })
        .collect();
    assert!(rows.len() >= 15, "only {} rows in the table", rows.len());
    rows
}

/// The policy with what the documentation leaves open.
fn filled_in(policy: &str) -> String {
    let core = core_folder();
    let hash = |name: &str| integrity(&file_of_site(name));
    let of_core = |end: &str| hash(&format!("{core}who-to-see{end}"));
    policy
        .replace("NONCE", NONCE)
        .replace("HASH-OF-LOADER", &hash("who-to-see.js"))
        .replace("HASH-OF-GLUE", &of_core(".js"))
        .replace("HASH-OF-FIRST", &of_core("-first.js"))
        .replace("HASH-OF-WORDS", &of_core("-words.js"))
        .replace("HASH-OF-FALLBACK", &of_core("-fallback.js"))
}

/// The folder of the core, as the loader under test names it.
fn core_folder() -> String {
    let loader = String::from_utf8(file_of_site("who-to-see.js")).expect("the loader is text");
    let (_, after) = loader.split_once("\"core").expect("the loader names it");
    let (rest, _) = after.split_once('"').expect("in quotes");
    format!("core{rest}")
}

fn each_policy_of_the_documentation_runs_as_it_says(browser: &Browser) {
    let loader = format!(
        "<script async nonce=\"{NONCE}\" src=\"/who-to-see.js\" integrity=\"{}\" \
         crossorigin=\"anonymous\"></script>",
        integrity(&file_of_site("who-to-see.js"))
    );
    let mut wrong = Vec::new();
    for Row { policy, runs_as } in rows() {
        let mut page = HostPage::plain().loader(&loader);
        if policy != "none" {
            page = page.policy(policy.clone());
        }
        let visit = page.open(browser);
        if runs_as == "your own text" {
            std::thread::sleep(std::time::Duration::from_millis(700));
            let shows = "return document.querySelector('.fallback').getClientRects().length > 0";
            if browser.run(shows, vec![]) != json!(true) {
                wrong.push(format!("{policy}: the text does not stay"));
            }
            continue;
        }
        let widget = visit.widget();
        let requests = visit.requests();
        let fallback = requests.iter().any(|path| path.ends_with("-fallback.js"));
        let ran_as = if fallback {
            "JavaScript"
        } else {
            "WebAssembly"
        };
        if ran_as != runs_as {
            wrong.push(format!("{policy}: runs as {ran_as}, not {runs_as}"));
        }
        // Its looks are there, and so are the words that come later.
        let look = "const style = getComputedStyle(one('.wts-start'));
            return parseFloat(style.minHeight) >= 44 && style.fontFamily !== ''";
        if widget.ask(look, &[]) != json!(true) {
            wrong.push(format!("{policy}: it is not styled"));
        }
        widget.start();
        widget.choose("none");
        widget.carry_on();
        widget.until_words_came();
    }
    assert!(
        wrong.is_empty(),
        "in {browser}:\n    {}",
        wrong.join("\n    ")
    );
}
