//! The lines in `docs/` for an owner's page, each on a page as an owner would put it there: HTML, styles,
//! scripts. Those of frameworks are held to the pages in `tests/hosts`, which are opened elsewhere.

use std::fs;

use serde_json::json;

use crate::browsers::Browser;
use crate::cases::patient;
use crate::site::{HostPage, root};

super::scenarios! {
    in one engine: [
        every_line_of_html_in_the_documents_works,
        every_style_in_the_documents_reaches_the_widget,
        every_script_in_the_documents_hears_the_widget,
    ]
}

/// How a frame is written where the document shows its `sandbox` alone.
const FRAME: &str = "<iframe src=\"/v1/embed.html#region=GB\" title=\"Who to see first\"";

/// What Angular compiles: tried in a page of Angular, in `frameworks`.
const COMPILED: &str = "[config]=";

fn every_line_of_html_in_the_documents_works(browser: &Browser) {
    let mut kinds = [0; 3];
    let all = lines("html");
    assert!(all.len() > 8, "only {} were found", all.len());
    for (document, lines) in all {
        let lines = lines.replace("https://your-site.example/", "/");
        if lines.contains(COMPILED) || lines.contains(crate::scenarios::cdn::DOCUMENTED) {
            continue;
        }
        let kind = if lines.contains("<iframe")
            || lines.starts_with("sandbox=")
            || lines.contains("frame.js")
        {
            in_a_frame(browser, &lines);
            0
        } else if lines.contains("<a href=\"/v1/embed.html") {
            by_a_link(browser, &lines);
            1
        } else {
            assert!(
                lines.contains("<who-to-see") || lines.contains("who-to-see.js\""),
                "nobody knows how to try this of {document}: {lines}"
            );
            on_a_page(browser, &lines);
            2
        };
        kinds[kind] += 1;
    }
    assert!(kinds.iter().all(|count| *count > 0), "{kinds:?}");
}

/// What the styles of the documents set: in the widget's own look, and on its button.
fn every_style_in_the_documents_reaches_the_widget(browser: &Browser) {
    let styles = lines("css");
    assert_eq!(
        styles.len(),
        2,
        "another one needs an expectation here: {styles:?}"
    );
    let all: Vec<_> = styles.into_iter().map(|(_, style)| style).collect();
    let visit = HostPage::plain().style(&all.concat()).open(browser);
    let widget = visit.widget();
    let shown = "const style = getComputedStyle(inside);
        const button = getComputedStyle(one('[part~=button]'));
        return style.getPropertyValue('--accent').trim() === '#7a2e5d'
            && style.getPropertyValue('--radius').trim() === '4px'
            && style.fontFamily.includes('Source Sans 3')
            && parseFloat(button.letterSpacing) > 0
            && getComputedStyle(document.querySelector('who-to-see')).minBlockSize === '704px'";
    widget.until("every declaration has reached its place", shown, &[]);
}

/// What the scripts of the documents call is called once the check is finished.
fn every_script_in_the_documents_hears_the_widget(browser: &Browser) {
    let scripts = lines("js");
    // The import of the package is tried by a bundle: `frameworks`.
    let scripts: Vec<_> = scripts
        .into_iter()
        .filter(|(_, script)| script != "import \"who-to-see\";\n")
        .collect();
    assert_eq!(
        scripts.len(),
        1,
        "another one needs an expectation here: {scripts:?}"
    );
    let (_, script) = &scripts[0];
    let counted = "window.counted = []; const count = (what) => counted.push(what);";
    let visit = HostPage::plain()
        .script(&format!("{counted}{script}"))
        .open(browser);
    let widget = visit.widget();
    visit.until_words_came();
    widget.play_by_script(patient("physio")).expect("it plays");
    browser.until("it is counted", "return window.counted.length", &[]);
    let counted = browser.run("return window.counted", vec![]);
    assert_eq!(counted, json!(["check finished"]), "and nothing else is");
}

/// Every block of this kind in the documents, with the name of its document.
fn lines(kind: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(root().join("docs"))
        .expect("it is there")
        .flatten()
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".md") {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("it can be read");
        for block in text.split(&format!("```{kind}\n")).skip(1) {
            let (lines, _) = block.split_once("```").expect("it ends");
            all.push((name.clone(), lines.to_owned()));
        }
    }
    all
}

/// The lines stand on a page; what they leave out, the loader or the element, is added.
fn on_a_page(browser: &Browser, lines: &str) {
    // A hash is that of one release: the document shows where it stands.
    let lines = lines.replace("integrity=\"sha384-…\" ", "");
    let lines = lines.replace(&format!("/{}/", env!("CARGO_PKG_VERSION")), "/v1/");
    let element = if lines.contains("<who-to-see") {
        String::new()
    } else {
        HostPage::element("")
    };
    let page = HostPage::with_body(&format!("<main>{lines}{element}</main>"));
    let page = if lines.contains("who-to-see.js\"") {
        page.loader("")
    } else {
        page
    };
    let visit = page.open(browser);
    let widget = visit.widget();
    widget.until(
        "the number of the country",
        "return inside.textContent.includes('999')",
        &[],
    );
}

fn in_a_frame(browser: &Browser, lines: &str) {
    let frame = if lines.starts_with("sandbox=") {
        format!("{FRAME} {lines}></iframe>")
    } else if lines.contains("<iframe") {
        lines.to_owned()
    } else {
        format!("{FRAME}></iframe>{lines}")
    };
    let visit = HostPage::with_body(&format!("<main>{frame}</main>"))
        .loader("")
        .open(browser);
    browser.enter_frame(0);
    let widget = visit.widget();
    widget.until(
        "the number of the country",
        "return inside.textContent.includes('999')",
        &[],
    );
    browser.leave_frame();
    if lines.contains("frame.js") {
        let high = "return document.querySelector('iframe').offsetHeight > 200";
        browser.until("the frame is as high as it needs to be", high, &[]);
    }
}

fn by_a_link(browser: &Browser, lines: &str) {
    let visit = HostPage::with_body(&format!("<main>{lines}</main>"))
        .loader("")
        .open(browser);
    let link = "return document.querySelector('main a')";
    browser.click(&browser.element("the link", link, &[]));
    let widget = visit.widget();
    let words = widget.ask("return inside.textContent.includes('999')", &[]);
    assert_eq!(words, json!(true));
}
