//! What a visitor takes away: on paper, as text, as a date, as a file for a clinic.

use std::path::Path;
use std::{env, fs};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browsers::{Browser, Engine};
use crate::cases::{CHEST_PAIN, Patient, one_for_each_outcome, patients, routine};
use crate::site::{HostPage, Visit};
use crate::widget::Widget;

super::scenarios! {
    in every engine: [
        a_refused_clipboard_says_so,
        without_a_clipboard_the_older_way_copies_the_same,
        sharing_is_offered_where_it_works_and_holds_no_address,
        only_the_widget_is_printed_under_a_strict_policy,
        an_old_browser_prints_only_the_widget_too,
        what_is_folded_is_folded_again_after_printing,
        a_kiosk_offers_paper_only,
        keyboard_alone_takes_a_routine_advice_away,
        keyboard_alone_reaches_the_number_in_an_emergency,
    ]
    in one engine: [
        the_advice_is_copied_as_text,
        a_file_for_a_clinic_holds_the_answers_and_no_person,
        a_reminder_falls_on_the_day_and_names_no_advice,
        an_emergency_offers_nothing_to_take_away,
        every_advice_fits_on_one_sheet_in_a_size_that_can_be_read,
    ]
}

/// Keeps what the widget hands to the browser.
const HANDS: &str = "
    window.prints = 0;
    window.print = () => { prints++ };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
        writeText: (text) => { window.copied = text; return Promise.resolve() } } });
    Object.defineProperty(navigator, 'share', { configurable: true, value: (data) => {
        window.shared = data; return Promise.reject(new DOMException('no', 'AbortError')) } });
    window.rejected = 0;
    addEventListener('unhandledrejection', () => { rejected++ });
    const create = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
        window.saved = blob.text().then((text) => [blob.type, text]);
        return create.call(URL, blob);
    };
    addEventListener('click', (event) => {
        const link = event.composedPath()[0];
        if (link.download) event.preventDefault();
    }, true);
";

#[track_caller]
fn advised<'b>(browser: &'b Browser, patient: &Patient, script: &str) -> Visit<'b> {
    let visit = HostPage::plain().script(script).open(browser);
    let widget = visit.widget();
    widget.play_by_script(patient).expect("it plays");
    visit
}

#[track_caller]
fn take(widget: Widget<'_>, way: &str) {
    widget.click_on(&format!("[data-export={way}]"));
}

fn the_advice_is_copied_as_text(browser: &Browser) {
    let visit = advised(browser, routine(), HANDS);
    let widget = visit.widget();
    let heading = widget.heading();
    take(widget, "copy");
    let text = browser.until("the text is copied", "return window.copied", &[]);
    let text = text.as_str().unwrap_or_default();
    assert!(text.contains(&heading), "{text}");
    assert!(text.contains("not a diagnosis"), "{text}");
    let told = "return one('.wts-copied').textContent";
    widget.until("it says so", &format!("{told}.length > 0"), &[]);
    assert!(
        !text.contains('<') && !text.contains("undefined"),
        "plain text: {text}"
    );
    // Every heading of the screen is there, also of what is folded and of what would change it.
    let titles = widget.ask(
        "return all(':is(.wts-part, .wts-card, .wts-fold):not(.wts-take) .wts-sub')
            .filter((title) => !title.closest('.wts-fold:has(.wts-path)'))
            .map((title) => title.textContent)",
        &[],
    );
    let titles = titles.as_array().cloned().unwrap_or_default();
    assert!(titles.len() > 6, "{titles:?}");
    for title in titles {
        let title = title.as_str().unwrap_or_default();
        assert!(text.contains(title), "no `{title}` in: {text}");
    }
    let answers = widget.ask("return all('.wts-answers dt').length", &[]);
    assert_eq!(answers, json!(routine().answers.len()));
}

fn a_refused_clipboard_says_so(browser: &Browser) {
    let refuses = "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
        writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) } });
        document.execCommand = () => false;
        window.rejected = 0;
        addEventListener('unhandledrejection', () => { rejected++ });";
    let visit = advised(browser, routine(), refuses);
    let widget = visit.widget();
    take(widget, "copy");
    let told = "return one('.wts-copied').textContent";
    let told = widget.until("it says so", told, &[]);
    assert!(told.as_str().is_some_and(|told| told.contains("did not")));
    assert_eq!(browser.run("return rejected", vec![]), json!(0));
}

/// A page without encryption has no clipboard of the newer kind.
fn without_a_clipboard_the_older_way_copies_the_same(browser: &Browser) {
    for clipboard in [
        "undefined",
        "{ writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }",
        "{ writeText() { throw new TypeError('no') } }",
    ] {
        let script = format!(
            "Object.defineProperty(navigator, 'clipboard', {{ configurable: true, value: {clipboard} }});
             addEventListener('copy', (event) => {{
                 const field = event.composedPath()[0];
                 window.copied = field.value.slice(field.selectionStart, field.selectionEnd); }});"
        );
        let visit = advised(browser, routine(), &script);
        let widget = visit.widget();
        take(widget, "copy");
        let told = "return one('.wts-copied').textContent || null";
        let told = widget.until("it says so", told, &[]);
        assert_eq!(told, json!("Copied."), "{clipboard}");
        let copied = browser.run("return window.copied || ''", vec![]);
        let copied = copied.as_str().unwrap_or_default();
        assert!(copied.contains("not a diagnosis"), "{clipboard}: {copied}");
        assert!(widget.focus_is_on("[data-export=copy]"), "the focus stays");
    }
}

fn sharing_is_offered_where_it_works_and_holds_no_address(browser: &Browser) {
    let visit = advised(browser, routine(), HANDS);
    take(visit.widget(), "share");
    let shared = browser.until("it is shared", "return window.shared", &[]);
    let mut names: Vec<_> = shared.as_object().expect("data").keys().collect();
    names.sort();
    assert_eq!(names, ["text", "title"]);
    assert_eq!(browser.run("return rejected", vec![]), json!(0));
    let cannot = "Object.defineProperty(navigator, 'share', { value: undefined });
        Object.defineProperty(navigator, 'clipboard', { value: undefined });
        Object.defineProperty(document, 'execCommand', { value: undefined })";
    let visit = advised(browser, routine(), cannot);
    let widget = visit.widget();
    assert!(!widget.has("[data-export=share]") && !widget.has("[data-export=copy]"));
    assert!(widget.has("[data-export=print]"), "paper is always there");
}

#[track_caller]
fn saved(visit: &Visit<'_>, way: &str) -> (String, String) {
    take(visit.widget(), way);
    let file = visit.browser.run_async("return await window.saved", vec![]);
    let part = |place: usize| file[place].as_str().unwrap_or_default().to_owned();
    (part(0), part(1))
}

fn a_file_for_a_clinic_holds_the_answers_and_no_person(browser: &Browser) {
    let visit = advised(browser, routine(), HANDS);
    let (kind, text) = saved(&visit, "clinic");
    assert_eq!(kind, "application/fhir+json");
    let file: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(file["resourceType"], "QuestionnaireResponse");
    assert_eq!(file.get("subject"), None);
    let items = file["item"].as_array().cloned().unwrap_or_default();
    let ids: Vec<_> = items
        .iter()
        .filter_map(|item| item["linkId"].as_str())
        .collect();
    let asked = routine().answers.iter().map(|(question, _)| &**question);
    assert_eq!(ids, asked.chain(["outcome"]).collect::<Vec<_>>());
    for (item, (_, options)) in items.iter().zip(&routine().answers) {
        let answers = item["answer"].as_array().cloned().unwrap_or_default();
        let codes: Vec<_> = answers
            .iter()
            .filter_map(|answer| answer["valueCoding"]["code"].as_str())
            .collect();
        assert_eq!(&codes, options);
    }
}

fn a_reminder_falls_on_the_day_and_names_no_advice(browser: &Browser) {
    let patient = patients()
        .iter()
        .find(|patient| patient.outcome == "self_care")
        .expect("some written patient cares for themselves");
    let visit = advised(browser, patient, HANDS);
    let heading = visit.widget().heading();
    let (kind, text) = saved(&visit, "remind");
    assert_eq!(kind, "text/calendar");
    let day = browser.run(
        "const day = new Date(); day.setDate(day.getDate() + 14);
         const two = (number) => String(number).padStart(2, '0');
         return `${day.getFullYear()}${two(day.getMonth() + 1)}${two(day.getDate())}`",
        vec![],
    );
    let day = day.as_str().unwrap_or_default();
    assert!(
        text.contains(&format!("DTSTART;VALUE=DATE:{day}\r\n")),
        "{text}"
    );
    assert!(!text.contains(&heading), "others see a calendar: {text}");
    let visit = advised(browser, routine(), HANDS);
    assert!(
        !visit.widget().has("[data-export=remind]"),
        "no date, no date"
    );
}

fn an_emergency_offers_nothing_to_take_away(browser: &Browser) {
    for patient in one_for_each_outcome() {
        let visit = advised(browser, patient, HANDS);
        let offers = visit.widget().has("[data-export]");
        assert_eq!(offers, !patient.is_emergency(), "`{}`", patient.outcome);
    }
}

/// A page with much else on it, and a policy that allows no style but files.
fn busy_page() -> HostPage {
    let body = format!(
        "<header>The clinic</header><main><h1>Welcome</h1><section><p>Beside</p>{}</section>\
         <aside>News</aside></main><footer>Cookies</footer>",
        HostPage::element("")
    );
    HostPage::with_body(&body)
        .style("header { position: fixed } main { display: flex; padding: 90px }")
        .script("window.print = () => { window.prints = (window.prints || 0) + 1 };")
        .policy(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
             style-src 'self'",
        )
}

fn only_the_widget_is_printed_under_a_strict_policy(browser: &Browser) {
    let visit = busy_page().open(browser);
    let widget = visit.widget();
    widget.play_by_script(routine()).expect("it plays");
    let sheets = "return document.adoptedStyleSheets.length";
    let before = browser.run(sheets, vec![]);
    take(widget, "print");
    assert_eq!(browser.run("return window.prints", vec![]), json!(1));
    let away =
        "return [...document.querySelectorAll('[data-wts-paper=away]')].map((e) => e.localName)";
    assert_eq!(
        browser.run(away, vec![]),
        json!(["header", "h1", "p", "aside", "footer"]),
        "all that is beside the way to the widget"
    );
    let shown = "return [...document.querySelectorAll('header, h1, footer, aside')]
        .filter((element) => element.checkVisibility ? element.checkVisibility()
            : element.offsetHeight > 0).length";
    assert_eq!(
        browser.run(shown, vec![]),
        json!(4),
        "the screen is as before"
    );
    if browser.engine == Engine::Chromium {
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        assert_eq!(browser.run(shown, vec![]), json!(0), "and gone on paper");
        let urgency = widget.ask("return one('.wts-urgency').offsetHeight > 0", &[]);
        assert_eq!(urgency, json!(true), "the urgency is there in words");
        browser.devtools("Emulation.setEmulatedMedia", json!({}));
    }
    browser.run("dispatchEvent(new Event('afterprint'))", vec![]);
    assert_eq!(
        browser.run(away, vec![]),
        json!([]),
        "the page is as it was"
    );
    assert_eq!(browser.run(sheets, vec![]), before);
}

/// Text smaller than 9.5 pt, while the page is as on paper.
const SMALL_ON_PAPER: &str = "
    const small = new Set();
    const texts = document.createTreeWalker(inside, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement;
        const hidden = !element.getClientRects().length || element.closest('.wts-hidden, style');
        if (hidden || !texts.currentNode.data.trim()) continue;
        const size = parseFloat(getComputedStyle(element).fontSize) * 0.75;
        if (size < 9.5) small.add(`${element.className || element.localName}: ${size} pt`);
    }
    return [...small]";

/// Of each outcome that is no emergency, the patient who has ticked the most: the longest advice.
fn longest_advices() -> Vec<&'static Patient> {
    let ticked = |patient: &Patient| {
        let answers = patient.answers.iter();
        answers.map(|(_, options)| options.len()).sum::<usize>()
    };
    let advised = patients().iter().filter(|patient| !patient.is_emergency());
    let mut longest: Vec<&Patient> = Vec::new();
    for patient in advised {
        match longest
            .iter_mut()
            .find(|known| known.outcome == patient.outcome)
        {
            Some(known) if ticked(known) < ticked(patient) => *known = patient,
            Some(_) => {}
            None => longest.push(patient),
        }
    }
    longest
}

fn every_advice_fits_on_one_sheet_in_a_size_that_can_be_read(browser: &Browser) {
    let visit = busy_page().open(browser);
    let widget = visit.widget();
    let mut wrong = Vec::new();
    for patient in longest_advices().into_iter().chain([routine()]) {
        widget.play_by_script(patient).expect("it plays");
        widget.ask("one('[data-export=print]').click()", &[]);
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        let small = widget.ask(SMALL_ON_PAPER, &[]);
        let text = widget.ask("return inside.innerText", &[]);
        let moving = "return inside.getAnimations({ subtree: true }).length";
        if widget.ask(moving, &[]) != json!(0) {
            wrong.push(format!("{}: something moves on paper", patient.outcome));
        }
        browser.devtools("Emulation.setEmulatedMedia", json!({}));
        if small != json!([]) {
            wrong.push(format!("{}: {small}", patient.outcome));
        }
        for part in [
            widget.heading(),
            "not a diagnosis".into(),
            "When it cannot wait".into(),
            "The screen has more".into(),
        ] {
            if !text.as_str().unwrap_or_default().contains(&part) {
                wrong.push(format!("{}: no `{part}` on paper", patient.outcome));
            }
        }
        widget.ask("one('[data-export=print]').click()", &[]);
        let file = browser.devtools("Page.printToPDF", json!({ "preferCSSPageSize": true }));
        let file = BASE64
            .decode(file["data"].as_str().unwrap_or_default())
            .expect("Chromium sends files as Base64");
        if let Some(folder) = env::var_os("PAPERS") {
            let name = format!("{}.pdf", patient.outcome);
            fs::write(Path::new(&folder).join(name), &file).expect("the folder is there");
        }
        let pages = String::from_utf8_lossy(&file)
            .split("/Type /Page")
            .skip(1)
            .filter(|rest| !rest.starts_with('s'))
            .count();
        if pages != 1 {
            wrong.push(format!("{}: {pages} pages", patient.outcome));
        }
    }
    assert_eq!(wrong, [""; 0], "on paper");
}

/// Without constructed sheets (Safari before 16.4) nothing can be said about the page in a style
/// sheet that every policy allows.
fn an_old_browser_prints_only_the_widget_too(browser: &Browser) {
    let old = "delete Document.prototype.adoptedStyleSheets;
        delete ShadowRoot.prototype.adoptedStyleSheets;
        window.print = () => { window.hidden = [...document.querySelectorAll('body *')]
            .filter((element) => !element.offsetHeight).map((element) => element.localName) };";
    let body = format!(
        "<header style='display: flex'>The clinic</header>{}<footer>Cookies</footer>",
        HostPage::element("")
    );
    let visit = HostPage::with_body(&body).script(old).open(browser);
    let widget = visit.widget();
    widget.play_by_script(routine()).expect("it plays");
    take(widget, "print");
    let hidden = browser.until("it prints", "return window.hidden", &[]);
    let hidden = hidden.to_string();
    assert!(
        hidden.contains("header") && hidden.contains("footer"),
        "{hidden}"
    );
    browser.run("dispatchEvent(new Event('afterprint'))", vec![]);
    let styles = "return ['header', 'footer'].map((name) =>
        document.querySelector(name).style.display)";
    assert_eq!(
        browser.run(styles, vec![]),
        json!(["flex", ""]),
        "the page is as it was"
    );
}

fn what_is_folded_is_folded_again_after_printing(browser: &Browser) {
    let visit = advised(browser, routine(), HANDS);
    let widget = visit.widget();
    let open = "return all('details[open]').length";
    let before = widget.ask(open, &[]);
    take(widget, "print");
    assert_eq!(
        widget.ask("return all('details:not([open])').length", &[]),
        json!(0)
    );
    browser.run("dispatchEvent(new Event('afterprint'))", vec![]);
    assert_eq!(widget.ask(open, &[]), before);
}

fn a_kiosk_offers_paper_only(browser: &Browser) {
    let visit = HostPage::with_body(&HostPage::element("kiosk"))
        .script(HANDS)
        .open(browser);
    let widget = visit.widget();
    widget.play_by_script(routine()).expect("it plays");
    let ways = widget.ask(
        "return all('[data-export]').map((way) => way.dataset.export)",
        &[],
    );
    assert_eq!(
        ways,
        json!(["print"]),
        "the next visitor finds no file and no copy"
    );
}

fn keyboard_alone_takes_a_routine_advice_away(browser: &Browser) {
    let visit = HostPage::plain().script(HANDS).open(browser);
    let widget = visit.widget();
    widget.start_by_keyboard();
    for (question, options) in &routine().answers {
        widget.until_words_came();
        assert_eq!(&widget.question(), question);
        for option in options {
            widget.choose_by_keyboard(option);
        }
        widget.carry_on_by_keyboard();
    }
    widget.until_focus_is_on("h2");
    assert_eq!(widget.screen().outcome.as_ref(), Some(&routine().outcome));
    widget.tab_to("[data-export=print]");
    widget.press(Key::Enter);
    assert_eq!(browser.run("return prints", vec![]), json!(1));
    browser.run("dispatchEvent(new Event('afterprint'))", vec![]);
    widget.tab_to("[data-export=copy]");
    widget.press(Key::Space);
    let text = browser.until("the text is copied", "return window.copied", &[]);
    assert!(
        text.as_str()
            .is_some_and(|text| text.contains("not a diagnosis"))
    );
    assert!(widget.focus_is_on("[data-export=copy]"), "the focus stays");
    widget.tab_to(".wts-clear");
    widget.changing(|| widget.press(Key::Enter));
    assert_eq!(widget.screen().kind, "start");
    widget.until_focus_is_on("h2");
}

fn keyboard_alone_reaches_the_number_in_an_emergency(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.start_by_keyboard();
    for (question, option) in CHEST_PAIN {
        widget.until_words_came();
        assert_eq!(widget.question(), question);
        widget.choose_by_keyboard(option);
        widget.carry_on_by_keyboard();
    }
    assert_eq!(widget.screen().kind, "emergency");
    widget.until_focus_is_on("h2");
    widget.press(Key::Tab);
    widget.until_focus_is_on("a.wts-call[href=\"tel:999\"]");
    widget.tab_to(".wts-back");
    widget.changing(|| widget.press(Key::Enter));
    let [_, (question, option)] = CHEST_PAIN;
    assert_eq!(widget.question(), question);
    assert_eq!(widget.chosen(), [option]);
}
