//! The package as a CDN serves it, on another origin than the page: each way that `docs/npm.md` shows.

use serde_json::json;

use crate::browsers::Browser;
use crate::site::{FALLBACK, HostPage, cdn, file_of_site, packed, pinned};

super::scenarios! {
    in every engine: [
        the_package_works_from_a_cdn_in_every_documented_way,
        a_changed_file_of_a_cdn_never_runs,
    ]
}

/// Where the documents have the package.
pub const DOCUMENTED: &str = "https://cdn.example/npm/who-to-see@";

/// The lines of `docs/npm.md` that name a CDN.
fn ways() -> Vec<&'static str> {
    let text = include_str!("../../../docs/npm.md");
    let blocks = text.split("```html\n").skip(1);
    let blocks = blocks.filter_map(|block| block.split("```").next());
    blocks.filter(|lines| lines.contains(DOCUMENTED)).collect()
}

/// The lines with the address of a CDN that is there, and the hash of the file that they name.
fn filled(lines: &str, address: &str) -> String {
    let documented = format!("{DOCUMENTED}{}", env!("CARGO_PKG_VERSION"));
    assert!(
        lines.contains(&documented),
        "it names this version: {lines}"
    );
    let file = if lines.contains("/index.js") {
        "index.js"
    } else {
        "files/who-to-see.js"
    };
    lines
        .replace(&documented, address)
        .replace("sha384-…", &pinned(&packed(file)))
}

fn the_package_works_from_a_cdn_in_every_documented_way(browser: &Browser) {
    let ways = ways();
    assert_eq!(ways.len(), 3, "a script, a module, an import");
    for lines in ways {
        let address = cdn();
        let lines = filled(lines, &address);
        let visit = HostPage::with_body(&format!("<main>{lines}</main>"))
            .loader("")
            .open(browser);
        let widget = visit.widget();
        widget.until(
            "the number of the country",
            "return inside.textContent.includes('999')",
            &[],
        );
        // To the end: what comes later comes from there too.
        widget.until_whole();
        widget
            .play_by_script(crate::cases::patient("physio"))
            .expect("it plays");
        let elsewhere = "return performance.getEntriesByType('resource').map((entry) => entry.name)
            .filter((name) => name.includes('who-to-see') && !name.startsWith(arguments[0]))";
        let elsewhere = browser.run(elsewhere, vec![json!(address)]);
        assert_eq!(elsewhere, json!([]), "{lines}");
    }
}

fn a_changed_file_of_a_cdn_never_runs(browser: &Browser) {
    let wrong = pinned(&file_of_site("frame.js"));
    for file in ["files/who-to-see.js", "index.js"] {
        let kind = if file == "index.js" {
            "type=\"module\""
        } else {
            "async"
        };
        let body = format!(
            "<script {kind} src=\"{}/{file}\" integrity=\"{wrong}\" crossorigin=\"anonymous\" \
             onerror=\"window.refused = true\"></script><who-to-see region=\"GB\">{FALLBACK}</who-to-see>",
            cdn()
        );
        let visit = HostPage::with_body(&body).loader("").open(browser);
        browser.until("the browser refuses it", "return window.refused", &[]);
        let own = "return [!!customElements.get('who-to-see'), document.querySelector('.fallback').offsetHeight > 0]";
        assert_eq!(browser.run(own, vec![]), json!([false, true]), "{file}");
        drop(visit);
    }
}
