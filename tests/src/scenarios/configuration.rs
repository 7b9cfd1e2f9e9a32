//! What the owner says of the clinic, what the page hears, and what it can ask.

use serde_json::{Value, json};

use crate::browsers::Browser;
use crate::cases::{patient, routine};
use crate::site::{FALLBACK, HostPage, Visit};

super::scenarios! {
    in every engine: [
        a_configuration_comes_from_a_property_or_an_address,
        hostile_configurations_run_nothing_and_block_nobody,
        the_page_can_begin_again_and_bring_the_focus,
    ]
    in one engine: [
        a_clinic_is_booked_after_the_advice,
        a_clinic_stands_on_paper_with_its_number_and_address,
        a_telephone_is_dialled_right_and_shown_as_written,
        an_object_that_became_text_is_named,
        a_clinic_without_the_profession_says_how_to_find_one,
        an_emergency_shows_nothing_of_the_clinic,
        a_configuration_that_does_not_come_blocks_nobody,
        problems_are_named_on_the_page_with_debug,
        the_page_hears_how_far_the_visitor_is,
        the_result_is_told_only_where_it_is_asked_for,
    ]
}

/// Keeps every event of the widget, and whether its detail can be changed.
const EARS: &str = "
    window.heard = [];
    for (const name of ['ready', 'start', 'step', 'complete', 'cta', 'error'])
        document.addEventListener(`wts-${name}`, (event) =>
            heard.push([name, event.detail, Object.isFrozen(event.detail), event.composed]));
    // Nobody leaves the page while it is tried.
    addEventListener('click', (event) => {
        if (event.composedPath().some((node) => node.href)) event.preventDefault();
    }, true);
";

fn clinic() -> Value {
    json!({
        "name": "Harbour Street Physiotherapy",
        "telephone": "+44 20 7946 0123",
        "services": ["physio", "pelvic_physio", "clinical_rehab", "personal_trainer"],
        "booking": "https://harbour.example/book",
        "texts": { "offered": "We also see people in the evening." },
    })
}

/// A page whose element holds a configuration.
fn page(attributes: &str, config: &Value) -> HostPage {
    HostPage::with_body(&format!(
        "<main><who-to-see region=\"GB\" {attributes}><script type=\"application/json\">{config}\
         </script>{FALLBACK}</who-to-see></main>"
    ))
    .script(EARS)
}

fn heard(visit: &Visit<'_>) -> Vec<Value> {
    let heard = visit.browser.run("return window.heard", vec![]);
    heard.as_array().cloned().unwrap_or_default()
}

fn names(visit: &Visit<'_>) -> Vec<String> {
    let heard = heard(visit);
    let names = heard.iter().filter_map(|event| event[0].as_str());
    names.map(str::to_owned).collect()
}

fn a_clinic_is_booked_after_the_advice(browser: &Browser) {
    let visit = page("", &clinic()).open(browser);
    let widget = visit.widget();
    visit.until_words_came();
    widget.play(patient("physio"));
    let shown = widget.ask(
        "const clinic = one('.wts-clinic');
         const after = one('.wts-verdict').compareDocumentPosition(clinic);
         return { after: !!(after & Node.DOCUMENT_POSITION_FOLLOWING), text: clinic.innerText,
             links: all('.wts-clinic a').map((link) => [link.href, link.target, link.rel]) }",
        &[],
    );
    assert_eq!(shown["after"], json!(true), "the advice stands first");
    let text = shown["text"].as_str().unwrap_or_default();
    for words in ["Harbour Street Physiotherapy", "in the evening"] {
        assert!(text.contains(words), "{text}");
    }
    let rel = "noopener noreferrer";
    let links = json!([
        ["https://harbour.example/book", "_blank", rel],
        ["tel:+442079460123", "", ""]
    ]);
    assert_eq!(shown["links"], links);
    widget.click_on(".wts-clinic .wts-button");
    let last = heard(&visit).pop();
    assert_eq!(last, Some(json!(["cta", { "v": 1 }, true, true])));
}

fn a_clinic_stands_on_paper_with_its_number_and_address(browser: &Browser) {
    let visit = page("", &clinic()).open(browser);
    let widget = visit.widget();
    visit.until_words_came();
    widget.play_by_script(patient("physio")).expect("it plays");
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    let shown = widget.ask(
        "return all('.wts-clinic a').map((link) =>
             [link.offsetHeight > 0, link.innerText, getComputedStyle(link, '::after').content])",
        &[],
    );
    browser.devtools("Emulation.setEmulatedMedia", json!({}));
    let book = "Book online at \u{2068}Harbour Street Physiotherapy\u{2069}";
    let address = "\" (https://harbour.example/book)\"";
    let expected = json!([
        [true, book, address],
        [true, "Call +44 20 7946 0123", "none"]
    ]);
    // Some releases tell the parts of `content` one by one.
    let told = shown.to_string().replace("\\\" \\\"", "");
    assert_eq!(told, expected.to_string());
}

fn a_clinic_without_the_profession_says_how_to_find_one(browser: &Browser) {
    let gym = json!({ "name": "The Gym", "services": ["personal_trainer"],
        "booking": "https://gym.example/join", "telephone": "020 7946 0123" });
    let bare = HostPage::plain().open(browser);
    bare.widget()
        .play_by_script(patient("physio"))
        .expect("it plays");
    let heading = bare.widget().heading();
    let visit = page("", &gym).open(browser);
    let widget = visit.widget();
    visit.until_words_came();
    widget.play_by_script(patient("physio")).expect("it plays");
    assert_eq!(widget.heading(), heading, "the advice stays the same");
    let shown = widget.ask("return one('.wts-clinic').innerText", &[]);
    let shown = shown.as_str().unwrap_or_default();
    assert!(shown.contains("Not offered at"), "{shown}");
    assert!(
        !widget.has("[part=booking]"),
        "nothing else is offered instead"
    );
    assert!(
        widget.has(".wts-clinic .wts-link"),
        "there is a register to look at"
    );
}

fn an_emergency_shows_nothing_of_the_clinic(browser: &Browser) {
    let visit = page("", &clinic()).open(browser);
    let widget = visit.widget();
    visit.until_words_came();
    for emergency in [
        "emergency_call",
        "emergency_dept",
        "maternity_now",
        "crisis_support",
        "abuse_support",
    ] {
        widget.play_by_script(patient(emergency)).expect("it plays");
        let told = widget.ask("return inside.innerText + inside.innerHTML", &[]);
        let told = told.as_str().unwrap_or_default();
        assert!(told.contains("999"), "{emergency}");
        assert!(!told.contains("Harbour"), "{emergency}");
        assert!(!told.contains("7946"), "{emergency}");
    }
}

fn a_configuration_comes_from_a_property_or_an_address(browser: &Browser) {
    let element = HostPage::element("");
    let before = format!("<main>{element}</main>");
    let ways = [
        // Set before the loader has come: the element is nothing yet.
        (
            before,
            "addEventListener('DOMContentLoaded', () => {
                 document.querySelector('who-to-see').config = CLINIC; bring(); });",
        ),
        (
            String::new(),
            "addEventListener('DOMContentLoaded', () => { bring(); customElements
                 .whenDefined('who-to-see').then(() => {
                     const made = document.createElement('who-to-see');
                     made.setAttribute('region', 'GB');
                     if (!('config' in made)) throw 'frameworks look for it';
                     made.config = CLINIC;
                     document.body.append(made); }); });",
        ),
        (
            HostPage::element("config=\"/clinic.css\""),
            "addEventListener('DOMContentLoaded', () => bring());",
        ),
    ];
    for (body, script) in ways {
        let bring = "const bring = () => {
            const loader = document.createElement('script');
            loader.src = '/who-to-see.js';
            document.head.append(loader);
        };";
        let script = script.replace("CLINIC", &clinic().to_string());
        let visit = HostPage::with_body(&body)
            // The only file of its own that such a page has besides its script.
            .style(&clinic().to_string())
            .loader("")
            .script(&format!("{bring}{script}"))
            .open(browser);
        let widget = visit.widget();
        visit.until_words_came();
        widget.play(patient("physio"));
        assert!(widget.has("[part=booking]"), "{script}");
    }
}

fn a_configuration_that_does_not_come_blocks_nobody(browser: &Browser) {
    let element = HostPage::element("debug config=\"/nowhere.json\"");
    let visit = HostPage::with_body(&element).script(EARS).open(browser);
    let widget = visit.widget();
    widget.play(routine());
    let told = widget.ask("return root.querySelector('.wts-debug').textContent", &[]);
    let told = told.as_str().unwrap_or_default();
    assert!(told.contains("could not be fetched"), "{told}");
    let error = json!(["error", { "v": 1, "code": "config" }, true, true]);
    assert!(heard(&visit).contains(&error), "{:?}", heard(&visit));
}

fn problems_are_named_on_the_page_with_debug(browser: &Browser) {
    let wrong = json!({ "nmae": "x", "booking": { "physio": "javascript:alert(1)" } });
    let visit = page("debug lang=\"tlh\" heading-level=\"9\"", &wrong).open(browser);
    let widget = visit.widget();
    let told = widget.until(
        "the owner is told",
        "const told = root.querySelector('.wts-debug'); return told && told.textContent",
        &[],
    );
    let told = told.as_str().unwrap_or_default();
    for part in [
        "lang=\"tlh\"",
        "heading-level=\"9\"",
        "did you mean name?",
        "config.booking.physio",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    widget.start();
    let visit = page("", &wrong).open(browser);
    visit.widget();
    visit.until_words_came();
    let shown = visit
        .widget()
        .ask("return !!root.querySelector('.wts-debug')", &[]);
    assert_eq!(shown, json!(false), "a visitor never sees it otherwise");
}

/// Values that want to do harm.
const HOSTILE: [&str; 30] = [
    "javascript:window.hit=1",
    "JaVaScRiPt:window.hit=1",
    "java\tscript:window.hit=1",
    "\u{1}javascript:window.hit=1",
    " javascript:window.hit=1",
    "javascript://clinic.example/%0awindow.hit=1",
    "data:text/html,<script>parent.hit=1</script>",
    "vbscript:hit",
    "blob:https://clinic.example/1",
    "//evil.example/",
    "\\\\evil.example\\",
    "/book",
    "https:book",
    "https://clinic.example@evil.example/",
    "https://u:p@evil.example/",
    "https://\u{430}pple.com/",
    "https://clinic\u{ff0e}example/",
    "https://clinic.exa\u{200b}mple/",
    "https://evil.example/\u{202e}moc.cinilc//:sptth",
    "tel:999",
    "tel:*21*123456#",
    "mailto:nobody",
    "sms:+442079460123",
    "<img src=x onerror=window.hit=1>",
    "<script>window.hit=1</script>",
    "\"><svg onload=window.hit=1>",
    "</script><script>window.hit=1</script>",
    "\u{202e}evil\u{2066}",
    "\u{0}",
    "",
];

/// Puts one widget after another on the page, each with its configuration, and gives those that
/// never came up or named nothing.
const TRY_EACH: &str = r#"
    const failed = [];
    for (const [shape, text] of arguments[0]) {
        const host = document.createElement('who-to-see');
        host.setAttribute('region', 'GB');
        host.setAttribute('debug', '');
        const child = document.createElement('script');
        child.type = 'application/json';
        child.textContent = text;
        if (shape === 'child') host.append(child);
        if (shape === 'attribute') host.setAttribute('config', text);
        if (shape === 'property') host.config = JSON.parse(text);
        const ready = new Promise((done) => host.addEventListener('wts-ready', done));
        document.body.append(host);
        host.dispatchEvent(new PointerEvent('pointerover'));
        const late = new Promise((done) => setTimeout(() => done('late'), 5000));
        if (await Promise.race([ready, late]) === 'late') failed.push(['never ready', text]);
        const told = host.shadowRoot.querySelector('.wts-debug');
        if (!told || !told.textContent.includes('config')) failed.push(['not named', text.slice(0, 200)]);
        if (!host.shadowRoot.querySelector('.wts-start')) failed.push(['no start', text.slice(0, 200)]);
        host.remove();
    }
    return [failed, window.hit === undefined, ({}).polluted === undefined];
"#;

fn hostile_configurations_run_nothing_and_block_nobody(browser: &Browser) {
    let mut tried: Vec<(&str, String)> = Vec::new();
    for value in HOSTILE {
        let shapes = [
            json!({ "booking": { "physio": value } }),
            json!({ "services": ["physio"], "booking": value }),
            json!({ "telephone": value }),
            json!({ "name": { "toString": value } }),
            json!({ "services": [value] }),
            json!({ "texts": { "offered": { "__html": value } } }),
            json!({ "__proto__": { "polluted": value } }),
            json!({ "constructor": { "prototype": { "polluted": value } } }),
            json!({ value: value }),
        ];
        for (place, shape) in shapes.iter().enumerate() {
            let way = ["child", "attribute", "property"][place % 3];
            tried.push((way, shape.to_string()));
        }
    }
    for broken in [
        "",
        "{",
        "[]",
        "null",
        "1",
        "\"x\"",
        "{\"name\":1,}",
        "{'name': 'x'}",
    ] {
        tried.push(("child", broken.to_owned()));
    }
    tried.push(("child", "[".repeat(19_000)));
    tried.push(("child", format!("{{\"name\": \"{}\"}}", "x".repeat(30_000))));
    tried.push((
        "child",
        format!("{{\"a\": {}1{}}}", "[".repeat(900), "]".repeat(900)),
    ));
    assert!(tried.len() > 250);
    let element = HostPage::element("debug");
    let visit = HostPage::with_body(&element).script(EARS).open(browser);
    // What reads a configuration has come when the first owner has been told.
    let told = "return !!root.querySelector('.wts-debug')";
    visit.widget().until("the owner is told", told, &[]);
    for some in tried.chunks(50) {
        let result = browser.run_async(TRY_EACH, vec![json!(some)]);
        assert_eq!(result, json!([[], true, true]));
    }
    // And on the screen where a link would stand.
    for value in HOSTILE.iter().take(23) {
        let config = json!({ "services": ["physio"], "booking": value });
        let config = config.to_string().replace('<', "\\u003c");
        let body = format!(
            "<who-to-see region=\"GB\"><script type=\"application/json\">{config}</script></who-to-see>"
        );
        let put = "document.body.innerHTML = arguments[0]";
        browser.run(put, vec![json!(body)]);
        let widget = visit.silent_widget(0);
        widget.play_by_script(patient("physio")).expect("it plays");
        let hrefs = "return all('a').map((link) => link.protocol)
            .filter((protocol) => !['https:', 'tel:'].includes(protocol))";
        assert_eq!(widget.ask(hrefs, &[]), json!([]), "{value:?}");
        assert!(!widget.has("[part=booking]"), "{value:?}");
    }
}

fn the_page_hears_how_far_the_visitor_is(browser: &Browser) {
    let visit = page("", &clinic()).open(browser);
    let widget = visit.widget();
    let patient = patient("emergency_call");
    widget.play(patient);
    widget.back();
    let steps = patient.answers.len();
    let mut expected = vec!["ready".to_owned(), "start".to_owned()];
    expected.extend(vec!["step".to_owned(); steps]);
    expected.extend(["complete", "step"].map(str::to_owned));
    assert_eq!(names(&visit), expected);
    for (place, event) in heard(&visit).iter().enumerate() {
        let detail = match event[0].as_str() {
            Some("step") if place + 1 == expected.len() => json!({ "v": 1, "step": steps }),
            Some("step") => json!({ "v": 1, "step": place - 1 }),
            _ => json!({ "v": 1 }),
        };
        assert_eq!(*event, json!([event[0], detail, true, true]));
    }
}

fn the_result_is_told_only_where_it_is_asked_for(browser: &Browser) {
    let visit = page("result-event", &clinic()).open(browser);
    visit.widget().play(patient("physio"));
    let last = heard(&visit).pop();
    let told = json!({ "v": 1, "outcome": "physio", "urgency": patient("physio").urgency });
    assert_eq!(last, Some(json!(["complete", told, true, true])));
}

fn the_page_can_begin_again_and_bring_the_focus(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.start();
    let option = widget.options()[0].clone();
    widget.choose(&option);
    browser.run("document.querySelector('who-to-see').focus()", vec![]);
    widget.until_focus_is_on(".wts-title");
    widget.changing(|| {
        browser.run("document.querySelector('who-to-see').restart()", vec![]);
    });
    assert_eq!(widget.screen().kind, "start");
    widget.start();
    assert!(widget.chosen().is_empty(), "the answers are forgotten");
    // Before it is up there is nothing to begin again, and nothing breaks.
    let made = "const made = document.createElement('who-to-see'); made.focus();
        return made.restart().then(() => 'fine')";
    assert_eq!(browser.run_async(made, vec![]), json!("fine"));
}

fn a_telephone_is_dialled_right_and_shown_as_written(browser: &Browser) {
    for (written, dialled) in [
        ("+44 (0)20 7946 0123", "tel:+442079460123"),
        ("+44 020\u{a0}7946\u{2013}0123", "tel:+442079460123"),
        ("020 7946 0123 ext 5", "tel:02079460123"),
        ("020 7946 0123 / 0124", ""),
        ("999999", ""),
    ] {
        let clinic = json!({ "services": ["physio"], "telephone": written,
            "booking": { "physio": "https://clinic.example/book" } });
        let visit = page("", &clinic).open(browser);
        let widget = visit.widget();
        visit.until_words_came();
        widget.play_by_script(patient("physio")).expect("it plays");
        let shown = widget.ask(
            "const link = one('.wts-clinic .wts-quiet');
             return link ? [link.getAttribute('href'), link.textContent] : ['', '']",
            &[],
        );
        let words = if dialled.is_empty() {
            String::new()
        } else {
            format!("Call {written}")
        };
        assert_eq!(shown, json!([dialled, words]), "{written}");
    }
}

fn an_object_that_became_text_is_named(browser: &Browser) {
    let warn = "window.warned = []; console.warn = (...told) => warned.push(String(told[0]));";
    for body in [
        "<who-to-see region=\"GB\" config=\"[object Object]\"></who-to-see>",
        "<who-to-see region=\"GB\" config=\"[object Promise]\"></who-to-see>",
        "<who-to-see region=\"GB\"></who-to-see>",
    ] {
        let script = format!(
            "{warn} addEventListener('DOMContentLoaded', () => {{
                 const host = document.querySelector('who-to-see');
                 if (!host.hasAttribute('config')) host.config = `${{{{}}}}`; }});"
        );
        let visit = HostPage::with_body(body).script(&script).open(browser);
        visit.widget();
        let told = browser.until("the owner is told", "return warned.join() || null", &[]);
        let told = told.as_str().unwrap_or_default();
        assert!(
            told.contains("JSON.stringify") && told.contains("[object"),
            "{told}"
        );
    }
}
