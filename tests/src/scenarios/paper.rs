//! What a page's own sheet for paper says does not keep the widget off the paper, nor anything else on
//! it.

use serde_json::{Value, json};

use crate::browsers::{Browser, Engine};
use crate::cases::routine;
use crate::site::HostPage;

super::scenarios! {
    in every engine: [
        a_page_looks_the_same_on_the_screen_while_it_prints_and_afterwards,
    ]
    in one engine: [
        no_sheet_of_a_page_keeps_the_widget_off_the_paper,
        no_sheet_of_a_page_changes_the_size_of_the_paper,
    ]
}

/// Sheets for paper as pages have them, and some as only few have.
const SHEETS: [&str; 20] = [
    "#sidebar { display: none !important }",
    "#page #main #sidebar { display: none !important }",
    "#page.a.b #sidebar.c.d.e { display: none !important; visibility: hidden !important }",
    "body > * { display: none !important }",
    "html, body { display: none !important }",
    "who-to-see, who-to-see[region] { display: none !important }",
    "#page who-to-see#check { display: none !important }",
    "* { display: none !important }",
    "body * { visibility: hidden !important }",
    "#sidebar { visibility: collapse !important; opacity: 0 !important }",
    "#sidebar { position: absolute !important; left: -9999px !important }",
    "#sidebar { position: fixed !important; inset: 2000px auto auto 0 !important }",
    "#sidebar { block-size: 0 !important; overflow: hidden !important }",
    "#sidebar { max-height: 0 !important; min-height: 0 !important; overflow: clip !important }",
    "#sidebar { width: 0 !important; overflow: hidden !important; font-size: 0 !important }",
    "#sidebar { transform: scale(0) !important; clip-path: circle(0) !important }",
    "#sidebar { scale: 0; filter: opacity(0) !important; content-visibility: hidden !important }",
    "#sidebar { margin-left: -5000px !important; text-indent: -9999px !important }",
    "#sidebar { transition: opacity 1s !important; opacity: 0 !important }
     #beside, header, footer { display: block !important; visibility: visible !important }",
    "@layer print { #sidebar { display: none !important; height: 0 !important; overflow: hidden !important } \
       header { display: block !important } }",
];

/// A page of a clinic with the widget in its side column.
fn page(sheet: &str) -> HostPage {
    let element = HostPage::element("id=check");
    HostPage::with_body(&format!(
        "<div id=page class=\"a b\"><header>The clinic</header><div id=main><p id=beside>Hours</p>\
         <aside id=sidebar class=\"c d e\" style=\"margin-top: 7px; width: 600px\">{element}</aside></div>\
         <footer style=\"display: flex !important\">Cookies</footer></div>"
    ))
    .style(&format!(
        "header {{ display: flex; position: sticky }} #main {{ display: grid }} \
         #sidebar {{ padding: 9px; opacity: .99 }} @media print {{ {sheet} }}"
    ))
    .script("window.print = () => { dispatchEvent(new Event('beforeprint')) };")
}

/// What is seen: of the widget, and of what is beside it.
const SEEN: &str = "
    const urgency = one('.wts-urgency').getBoundingClientRect();
    const title = one('h2');
    const size = parseFloat(getComputedStyle(title).fontSize);
    const options = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true };
    const seen = title.checkVisibility(options) && urgency.width > 30 && urgency.height > 10
        && urgency.left >= 0 && urgency.right <= innerWidth && urgency.top < 1500 && size > 10;
    let clipped = false;
    for (let at = host; at; at = at.parentElement) {
        const { height, width } = at.getBoundingClientRect();
        clipped ||= height < 300 || width < 300;
    }
    const beside = [...document.querySelectorAll('header, #beside, footer')]
        .filter((element) => element.checkVisibility()).map((element) => element.localName);
    return { seen, clipped, beside };";

fn no_sheet_of_a_page_keeps_the_widget_off_the_paper(browser: &Browser) {
    let mut wrong = Vec::new();
    for sheet in SHEETS {
        let visit = page(sheet).open(browser);
        let widget = visit.widget();
        widget.play_by_script(routine()).expect("it plays");
        widget.ask("one('[data-export=print]').click()", &[]);
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        let shown = widget.ask(SEEN, &[]);
        browser.devtools("Emulation.setEmulatedMedia", json!({}));
        if shown != json!({ "seen": true, "clipped": false, "beside": [] }) {
            wrong.push(format!("{sheet}: {shown}"));
        }
    }
    assert_eq!(wrong, [""; 0], "on paper");
}

/// How large the first sheet of a printed file is, in points.
fn paper(browser: &Browser) -> String {
    use base64::Engine as _;
    let file = browser.devtools("Page.printToPDF", json!({ "preferCSSPageSize": true }));
    let text = file["data"].as_str().unwrap_or_default();
    let bytes = base64::engine::general_purpose::STANDARD.decode(text);
    let bytes = bytes.expect("Chromium sends files as Base64");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (_, after) = text.split_once("/MediaBox [").expect("a PDF has a size");
    after.split(']').next().unwrap_or_default().to_owned()
}

fn no_sheet_of_a_page_changes_the_size_of_the_paper(browser: &Browser) {
    let sizes = [
        "",
        "} @page { size: A6 landscape; margin: 5cm } @media print {",
        "} @page { size: A6 !important } @page :first { margin: 9cm !important } @media print {",
        "#sidebar { page: small } } @page small { size: A6 } @media print {",
    ];
    let mut papers = Vec::new();
    for sheet in sizes {
        let visit = page(sheet).open(browser);
        let widget = visit.widget();
        widget.play_by_script(routine()).expect("it plays");
        widget.ask("one('[data-export=print]').click()", &[]);
        papers.push(paper(browser));
    }
    assert!(papers.iter().all(|paper| *paper == papers[0]), "{papers:?}");
    assert!(
        papers[0].contains("841") || papers[0].contains("842"),
        "A4: {papers:?}"
    );
}

fn a_page_looks_the_same_on_the_screen_while_it_prints_and_afterwards(browser: &Browser) {
    let visit = page("").open(browser);
    let widget = visit.widget();
    widget.play_by_script(routine()).expect("it plays");
    if browser.engine == Engine::Chromium {
        browser.resize(900, 700);
    }
    let looks = "const all = document.querySelectorAll('html, body, body *:not(script)');
        return [...all].map((element) => {
            const style = getComputedStyle(element);
            const { x, y, width, height } = element.getBoundingClientRect();
            return [element.localName, style.display, style.position, style.opacity, style.fontSize,
                style.marginTop, x, y, width, height].join();
        });";
    // The widget itself grows: what was folded is open.
    let styles = "return [...document.querySelectorAll('*')].map((e) => e.getAttribute('style')?.replace(/;$/, ''))";
    let open = "all('details').forEach((fold) => { fold.open = true })";
    widget.ask(open, &[]);
    let before = browser.run(looks, vec![]);
    let styled = browser.run(styles, vec![]);
    widget.ask("one('[data-export=print]').click()", &[]);
    let during = browser.run(looks, vec![]);
    assert_eq!(differing(&before, &during), [""; 0], "while it prints");
    browser.run("dispatchEvent(new Event('afterprint'))", vec![]);
    widget.ask(open, &[]);
    let after = browser.run(looks, vec![]);
    assert_eq!(differing(&before, &after), [""; 0], "afterwards");
    assert_eq!(
        browser.run(styles, vec![]),
        styled,
        "no style is left behind"
    );
    // A second time nothing is left of the first.
    let wrong =
        "window.wrong = []; addEventListener('error', (event) => wrong.push(event.message))";
    browser.run(wrong, vec![]);
    widget.ask("one('[data-export=print]').click()", &[]);
    browser.run("dispatchEvent(new Event('afterprint'))", vec![]);
    assert_eq!(browser.run("return wrong", vec![]), json!([]));
}

/// The lines that differ between two lists.
fn differing(one: &Value, other: &Value) -> Vec<String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let pairs = list(one).into_iter().zip(list(other));
    pairs
        .filter(|(before, after)| before != after)
        .map(|(before, after)| format!("{before} -> {after}"))
        .collect()
}
