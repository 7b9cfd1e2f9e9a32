//! How the loader is brought to a page, when it fetches, and what shows when it cannot.

use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

use crate::browsers::Browser;
use crate::cases::{CHEST_PAIN, CRISIS, Patient, emergencies_of, routine};
use crate::site::{HostPage, Visit, later_words as words};

super::scenarios! {
    in every engine: [
        the_fallback_gives_way_to_the_widget,
        a_fallback_that_has_the_focus_hands_it_on,
        the_loader_can_be_brought_in_many_ways,
        nothing_is_fetched_until_the_visitor_comes_near,
        reaching_for_the_element_fetches,
        a_request_that_is_lost_is_tried_again,
        without_a_second_file_the_visitor_is_told_what_to_do,
        a_second_file_is_tried_again_until_it_comes,
        without_webassembly_it_runs_as_javascript,
        without_the_wasm_file_it_runs_as_javascript,
        each_failure_has_its_code,
        a_file_that_was_changed_never_runs,
        under_a_policy_against_wasm_it_runs_as_javascript,
        under_a_policy_against_fetching_it_runs_as_javascript,
        a_strict_policy_that_allows_wasm_is_enough,
        an_empty_element_never_stays_an_empty_box,
        the_sentence_names_the_clinics_telephone,
        a_telephone_that_the_loader_shows_is_dialled_right_wherever_it_stands,
        two_versions_on_one_page_are_told_to_the_owner,
        a_trap_brings_the_fallback_back,
        a_trap_of_another_program_is_none_of_ours,
        a_stop_of_the_javascript_brings_the_fallback_back,
    ]
    in one engine: [
        an_emergency_needs_no_second_file,
    ]
}

/// Keeps what the page hears: the widget's events and anything thrown at the window.
pub(super) const EARS: &str = "
    window.heard = [];
    for (const name of ['wts-ready', 'wts-error'])
        document.addEventListener(name, (event) => heard.push(
            [name, event.detail && event.detail.code, Object.isFrozen(event.detail)]));
    addEventListener('error', (event) => heard.push(['thrown', event.message]));
    addEventListener('unhandledrejection', (event) => heard.push(['rejected', `${event.reason}`]));
";

fn the_fallback_gives_way_to_the_widget(browser: &Browser) {
    let visit = HostPage::plain().script(EARS).open(browser);
    visit.widget();
    until_fallback_shows(&visit, false);
    assert_eq!(heard(&visit), json!([["wts-ready", null, true]]));
}

fn a_fallback_that_has_the_focus_hands_it_on(browser: &Browser) {
    // The loader comes late, when the visitor has already tabbed to the telephone number.
    let visit = HostPage::plain().loader("").open(browser);
    browser.run("document.querySelector('.fallback').focus()", vec![]);
    inject_loader(browser);
    let widget = visit.widget();
    until_fallback_shows(&visit, false);
    widget.until_focus_is_on(".wts-title");
    // And on from there, as if nothing had happened.
    widget.tab_to(".wts-start");
}

fn the_loader_can_be_brought_in_many_ways(browser: &Browser) {
    let element = HostPage::element("");
    let elsewhere = HostPage::element("base-url=\"/\"");
    let clobbered = format!("<img name=\"currentScript\" alt=\"\">{element}");
    let ways = [
        (
            "deferred",
            "<script defer src=\"/who-to-see.js\"></script>",
            &element,
        ),
        (
            "as a module",
            "<script type=\"module\" src=\"/who-to-see.js\"></script>",
            &element,
        ),
        (
            "before everything",
            "<script src=\"/who-to-see.js\"></script>",
            &element,
        ),
        (
            "with a query",
            "<script async src=\"/who-to-see.js?ver=6.5\"></script>",
            &element,
        ),
        (
            "twice",
            "<script src=\"/who-to-see.js\"></script><script src=\"/who-to-see.js\"></script>",
            &element,
        ),
        (
            "with a base of its own",
            "<script async src=\"/who-to-see.js\"></script>",
            &elsewhere,
        ),
        ("where currentScript is an image", "", &clobbered),
        ("by a script", "", &element),
    ];
    for (way, loader, body) in ways {
        let visit = HostPage::with_body(body)
            .loader(loader)
            .script(EARS)
            .open(browser);
        if loader.is_empty() {
            inject_loader(browser);
        }
        visit.widget();
        let expected = json!([["wts-ready", null, true]]);
        assert_eq!(heard(&visit), expected, "brought {way}");
    }
}

fn nothing_is_fetched_until_the_visitor_comes_near(browser: &Browser) {
    let visit = HostPage::with_body(&format!(
        "<div class=\"tall\"></div>{}<div class=\"tall\"></div>",
        HostPage::element("")
    ))
    .style(".tall { block-size: 5000px }")
    .open(browser);
    sleep(Duration::from_millis(300));
    let fetched = core_requests(&visit);
    assert!(fetched.is_empty(), "far away: {fetched:?}");
    assert!(fallback_shows(&visit), "what the clinic wrote is there");
    browser.run("window.scrollTo(0, 4200)", vec![]);
    visit.widget();
}

fn reaching_for_the_element_fetches(browser: &Browser) {
    let visit = HostPage::with_body(&format!(
        "<div class=\"tall\"></div>{}",
        HostPage::element("")
    ))
    .style(".tall { block-size: 5000px }")
    .open(browser);
    browser.run(
        "document.querySelector('.fallback').focus({ preventScroll: true })",
        vec![],
    );
    visit.widget();
}

fn a_request_that_is_lost_is_tried_again(browser: &Browser) {
    let core = HostPage::plain().open(browser);
    core.widget();
    let glue = core_requests(&core)
        .into_iter()
        .find(|path| path.ends_with(".js"))
        .expect("the glue was fetched");
    let visit = HostPage::plain().stumbling(&glue).open(browser);
    visit.widget();
}

fn an_emergency_needs_no_second_file(browser: &Browser) {
    // Emergencies that the first answer tells, with the words of later screens and without them.
    let patients = emergencies_of(CRISIS.0);
    assert!(patients.len() > 10, "only {} patients", patients.len());
    let whole = HostPage::plain().open(browser);
    let look = "return inside.innerText";
    let played = |visit: &Visit<'_>, patient: &Patient| {
        let widget = visit.widget();
        let (_, screen) = widget.play_by_script(patient).expect("it plays");
        assert_eq!(screen.kind, "emergency", "{}", patient.id);
        widget.ask(look, &[])
    };
    let expected: Vec<_> = (patients.iter())
        .map(|patient| played(&whole, patient))
        .collect();
    let part = HostPage::plain().without(words).open(browser);
    for (patient, expected) in patients.iter().zip(expected) {
        assert_eq!(played(&part, patient), expected, "{}", patient.id);
    }
}

fn without_a_second_file_the_visitor_is_told_what_to_do(browser: &Browser) {
    let visit = HostPage::plain().without(words).open(browser);
    let widget = visit.widget();
    widget.start();
    let (first, sign) = CHEST_PAIN[0];
    for option in ["none", sign] {
        let asked = widget.question();
        assert_eq!(asked, first, "the question that is there from the start");
        widget.choose(option);
        widget.carry_on();
        assert_eq!(widget.screen().kind, "waiting");
        widget.until_focus_is_on("h2");
        let told = widget.ask("return inside.innerText", &[]);
        let told = told.as_str().unwrap_or_default();
        // In this order; who has ticked a sign is not sent to a doctor at all.
        let places = ["999", "111", "a GP"].map(|words| told.find(words));
        assert!(places[0].is_some() && places[0] < places[1], "{told}");
        let doctor = (option == "none").then_some(true);
        assert_eq!(
            places[2].map(|place| Some(place) > places[1]),
            doctor,
            "{told}"
        );
        widget.back();
        assert_eq!(widget.question(), first, "the answers can be changed");
    }
}

fn a_second_file_is_tried_again_until_it_comes(browser: &Browser) {
    let whole = HostPage::plain().open(browser);
    whole.widget();
    whole.until_words_came();
    let path = core_requests(&whole).into_iter().find(|path| words(path));
    let path = path.expect("it was fetched");
    let visit = HostPage::plain().stumbling(&path).open(browser);
    visit.widget().play(routine());
}

fn without_webassembly_it_runs_as_javascript(browser: &Browser) {
    let page = HostPage::plain().script("delete window.WebAssembly;");
    runs_as_javascript(browser, page);
}

fn without_the_wasm_file_it_runs_as_javascript(browser: &Browser) {
    // Some hosts refuse to serve files whose names end in .wasm.
    let page = HostPage::plain().without(|path| path.ends_with(".wasm"));
    runs_as_javascript(browser, page);
}

/// For each code of wts-error, a page on which nothing helps. `element` writes the element with
/// further attributes.
fn failures(element: impl Fn(&str) -> String) -> Vec<(&'static str, HostPage)> {
    let core = |path: &str| path.starts_with("/core");
    let fallback = |path: &str| path.ends_with("-fallback.js");
    let page = |attributes: &str| HostPage::with_body(&element(attributes)).script(EARS);
    vec![
        (
            "no-wasm",
            page("")
                .script("delete window.WebAssembly;")
                .losing(fallback),
        ),
        ("csp", page("").policy("script-src 'self'").losing(fallback)),
        ("network", page("").losing(core)),
        ("bad-file", page("").without(core)),
        ("integrity", page("").altering(core)),
        ("config", page("base-url=\"http://[\"")),
    ]
}

fn each_failure_has_its_code(browser: &Browser) {
    for (code, page) in failures(HostPage::element) {
        stays_with_fallback(browser, page, code);
    }
}

fn a_file_that_was_changed_never_runs(browser: &Browser) {
    let never = |visit: &Visit<'_>| {
        let altered = visit.browser.run("return !!window.altered", vec![]);
        assert_eq!(altered, json!(false), "what was changed has run");
    };
    let glue = |path: &str| path.starts_with("/core") && path.ends_with("who-to-see.js");
    let page = HostPage::plain().script(EARS).altering(glue);
    never(&stays_with_fallback(browser, page, "integrity"));

    let page = HostPage::plain().altering(|path| path.ends_with(".wasm"));
    never(&runs_as_javascript(browser, page));

    let page = HostPage::plain().altering(words);
    let visit = page.open(browser);
    let widget = visit.widget();
    widget.start();
    widget.choose("none");
    widget.carry_on();
    assert_eq!(widget.screen().kind, "waiting", "for words as they were");
    never(&visit);
}

fn under_a_policy_against_wasm_it_runs_as_javascript(browser: &Browser) {
    let page = HostPage::plain().policy("script-src 'self'");
    runs_as_javascript(browser, page);
}

fn under_a_policy_against_fetching_it_runs_as_javascript(browser: &Browser) {
    let page = HostPage::plain().policy("script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'");
    runs_as_javascript(browser, page);
    let page = HostPage::plain().policy("default-src 'none'; script-src 'self'; style-src 'self'");
    runs_as_javascript(browser, page);
}

fn a_strict_policy_that_allows_wasm_is_enough(browser: &Browser) {
    let visit = HostPage::plain()
        .policy(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             connect-src 'self'",
        )
        .script(
            "window.refused = [];
             document.addEventListener('securitypolicyviolation', (event) =>
                 refused.push(`${event.effectiveDirective} ${event.blockedURI}`));",
        )
        .open(browser);
    let widget = visit.widget();
    widget.start();
    assert!(!widget.options().is_empty(), "the first question shows");
    let styled = widget.ask(
        "return getComputedStyle(one('.wts-continue')).minHeight !== 'auto'
             && getComputedStyle(one('.wts-continue')).fontFamily !== ''",
        &[],
    );
    assert_eq!(styled, json!(true));
    // What WebDriver runs and the icon that browsers ask for are not of the widget.
    let refused = browser.run(
        "return refused.filter((entry) => !/eval$|favicon/.test(entry))",
        vec![],
    );
    assert_eq!(refused, json!([]));
}

fn an_empty_element_never_stays_an_empty_box(browser: &Browser) {
    let empty =
        |attributes: &str| format!("<who-to-see region=\"GB\" {attributes}>\n</who-to-see>");
    let mut sentences = Vec::new();
    for (code, page) in failures(empty) {
        let visit = page.open(browser);
        let told = until_told(&visit);
        assert_eq!(heard(&visit), json!([["wts-error", code, true]]));
        assert!(told.contains(&format!("({code})")), "{code}: {told}");
        assert!(
            told.contains("call your local emergency number"),
            "{code}: {told}"
        );
        sentences.push(told.split('.').next().unwrap_or_default().to_owned());
    }
    let count = sentences.len();
    sentences.sort_unstable();
    sentences.dedup();
    assert_eq!(sentences.len(), count, "each has its own: {sentences:?}");
}

fn the_sentence_names_the_clinics_telephone(browser: &Browser) {
    let places = [
        "<who-to-see region=\"GB\" telephone=\"01632 960-000\"></who-to-see>",
        "<who-to-see region=\"GB\"><script type=\"application/json\">
             { \"name\": \"The clinic\", \"telephone\" : \"01632 960-000\" }
         </script></who-to-see>",
    ];
    for body in places {
        let visit = HostPage::with_body(body)
            .without(|path| path.starts_with("/core"))
            .open(browser);
        until_told(&visit);
        let link = "const link = root.querySelector('a'); return [link.textContent, link.href]";
        let link = visit.silent_widget(0).ask(link, &[]);
        assert_eq!(link, json!(["01632 960-000", "tel:01632960000"]), "{body}");
    }
}

/// How clinics write their number, and what is dialled; nothing where it is no number for certain.
const WRITTEN: [(&str, &str); 11] = [
    ("+44 (0)20 7946 0123", "tel:+442079460123"),
    ("+44 ( 0 ) 20 7946 0123", "tel:+442079460123"),
    ("+44 020 7946 0123", "tel:+442079460123"),
    ("0044 (0)20 7946 0123", "tel:00442079460123"),
    ("(020)\u{a0}7946\u{2011}0123", "tel:02079460123"),
    ("020 7946 0123 / 0124", "tel:02079460123"),
    ("020 7946 0123 or 020 7946 0124", "tel:02079460123"),
    ("020 7946 0123 ext 5", "tel:02079460123"),
    ("Tel: ０２０ ７９４６ ０１２３", "tel:02079460123"),
    ("999999", ""),
    ("ask at the desk", ""),
];

fn a_telephone_that_the_loader_shows_is_dialled_right_wherever_it_stands(browser: &Browser) {
    for (number, dialled) in WRITTEN {
        let ways = [
            "host.setAttribute('telephone', number)",
            "host.config = { telephone: number }",
            "host.config = JSON.stringify({ telephone: number })",
            "host.setAttribute('config', JSON.stringify({ telephone: number }))",
        ];
        let script = format!(
            "addEventListener('DOMContentLoaded', () => {{
                 const number = {};
                 for (const way of {}) {{
                     const host = document.createElement('who-to-see');
                     new Function('host', 'number', way)(host, number);
                     document.body.append(host);
                 }}
                 const host = document.createElement('who-to-see');
                 host.innerHTML = `<script type=\"application/json\">{{ \"telephone\": \"${{number}}\" }}</` + 'script>';
                 document.body.append(host);
             }});",
            json!(number),
            json!(ways)
        );
        let visit = HostPage::with_body("")
            .script(&script)
            .without(|path| path.starts_with("/core"))
            .open(browser);
        let links = "const hosts = [...document.querySelectorAll('who-to-see')];
            hosts.forEach((host) => host.dispatchEvent(new PointerEvent('pointerover')));
            const told = hosts.map((host) => host.shadowRoot?.textContent || '');
            if (told.length < 5 || told.some((told) => !told.includes('emergency'))) return null;
            return hosts.map((host, place) => {
                const link = host.shadowRoot.querySelector('a');
                return [link?.getAttribute('href') || '', told[place].includes(arguments[0])];
            });";
        let shown = visit
            .browser
            .until("all have told", links, &[json!(number)]);
        let expected = vec![json!([dialled, true]); 5];
        assert_eq!(shown, json!(expected), "{number}");
    }
}

fn two_versions_on_one_page_are_told_to_the_owner(browser: &Browser) {
    // The loader of another release has been here before.
    let visit = HostPage::plain()
        .loader("")
        .script(
            "window.warned = [];
             console.warn = (...words) => warned.push(words.join(' '));
             customElements.define('who-to-see', class extends HTMLElement {
                 static version = '0.0.1';
             });",
        )
        .open(browser);
    inject_loader(browser);
    browser.until("the owner is told", "return warned.length > 0", &[]);
    let warned = browser.run("return warned.join()", vec![]);
    let warned = warned.as_str().unwrap_or_default();
    assert!(warned.contains("two versions 0.0.1"), "{warned}");
    assert!(fallback_shows(&visit), "what the clinic wrote stays");
}

fn a_trap_brings_the_fallback_back(browser: &Browser) {
    let visit = HostPage::plain().script(EARS).open(browser);
    visit.widget().start();
    trap(browser, &core_folder(&visit));
    until_fallback_shows(&visit, true);
    let heard = heard(&visit);
    let told = heard.as_array().into_iter().flatten();
    let codes: Vec<_> = told.filter(|entry| entry[0] == "wts-error").collect();
    assert_eq!(codes, [&json!(["wts-error", "crash", true])]);
    let gone = visit.silent_widget(0).ask("return !inside", &[]);
    assert_eq!(gone, json!(true), "no dead button is left");
}

fn a_trap_of_another_program_is_none_of_ours(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    trap(browser, "/other/");
    widget.start();
}

fn a_stop_of_the_javascript_brings_the_fallback_back(browser: &Browser) {
    // The fallback without WebAssembly stops with an error of its own kind.
    let visit = HostPage::plain()
        .script(EARS)
        .script("delete window.WebAssembly;")
        .open(browser);
    visit.widget().start();
    let stop = "const script = document.createElement('script');
         script.type = 'module';
         script.src = `${arguments[0]}stop.js`;
         document.head.append(script)";
    browser.run(stop, vec![json!(core_folder(&visit))]);
    browser.until("it stops", "return window.trapped", &[]);
    until_fallback_shows(&visit, true);
}

/// Waits for the words that show where the clinic wrote nothing, and gives them.
#[track_caller]
pub(super) fn until_told(visit: &Visit<'_>) -> String {
    let told = visit.silent_widget(0).until(
        "a sentence says what to do instead",
        "const told = root.querySelector('p[lang=en]'); return told && told.textContent",
        &[],
    );
    told.as_str().unwrap_or_default().to_owned()
}

/// The widget comes up without WebAssembly; a routine and an emergency path finish.
#[track_caller]
fn runs_as_javascript(browser: &Browser, page: HostPage) -> Visit<'_> {
    let visit = page.open(browser);
    let widget = visit.widget();
    let fetched = core_requests(&visit);
    assert!(
        fetched.iter().any(|path| path.ends_with("-fallback.js")),
        "{fetched:?}"
    );
    widget.play(routine());
    assert_eq!(widget.screen().outcome.as_ref(), Some(&routine().outcome));
    widget.changing(|| widget.click_on(".wts-clear"));
    widget.have_chest_pain();
    visit
}

/// The widget does not come up: what the clinic wrote shows, the page is told why, and nothing is
/// thrown at it.
#[track_caller]
fn stays_with_fallback<'browser>(
    browser: &'browser Browser,
    page: HostPage,
    code: &str,
) -> Visit<'browser> {
    let visit = page.open(browser);
    browser.until(
        &format!("wts-error says `{code}`"),
        "return heard.length > 0",
        &[],
    );
    assert_eq!(heard(&visit), json!([["wts-error", code, true]]));
    assert!(fallback_shows(&visit), "the telephone link shows");
    visit
}

/// Runs a Wasm module that traps, from a file of some folder. The page does it, not WebDriver: what
/// a driver's script throws does not reach the window in every engine.
pub fn trap(browser: &Browser, folder: &str) {
    browser.run(
        "const script = document.createElement('script');
         script.type = 'module';
         script.src = `${arguments[0]}trap.js`;
         document.head.append(script)",
        vec![json!(folder)],
    );
    browser.until("it traps", "return window.trapped", &[]);
}

pub(super) fn inject_loader(browser: &Browser) {
    browser.run(
        "const script = document.createElement('script');
         script.src = '/who-to-see.js';
         document.head.append(script)",
        vec![],
    );
}

/// Whether the clinic's telephone link can be seen.
pub(super) fn fallback_shows(visit: &Visit<'_>) -> bool {
    let script = "return document.querySelector('.fallback').getClientRects().length > 0";
    visit.browser.run(script, vec![]) == json!(true)
}

#[track_caller]
pub(super) fn until_fallback_shows(visit: &Visit<'_>, wanted: bool) {
    visit.browser.until(
        if wanted {
            "the fallback shows"
        } else {
            "the fallback makes room"
        },
        "return document.querySelector('.fallback').getClientRects().length > 0 === arguments[0]",
        &[json!(wanted)],
    );
}

pub(super) fn heard(visit: &Visit<'_>) -> Value {
    visit.browser.run("return heard", vec![])
}

/// What was asked for of the widget's own two files.
fn core_requests(visit: &Visit<'_>) -> Vec<String> {
    let mut paths = visit.requests();
    paths.retain(|path| path.starts_with("/core"));
    paths
}

/// The folder that they lie in.
pub fn core_folder(visit: &Visit<'_>) -> String {
    let paths = core_requests(visit);
    let (folder, _) = paths
        .first()
        .and_then(|path| path.rsplit_once('/'))
        .expect("the widget was fetched");
    format!("{folder}/")
}
