//! Every wait has an end: files that are held back, lost, changed or late, and what the owner and the
//! visitor are told.

use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::json;

use super::loading::{EARS, fallback_shows, heard, until_fallback_shows, until_told};
use crate::browsers::{Browser, PATIENCE};
use crate::cases::routine;
use crate::site::{HostPage, Visit, later_words as words};

super::scenarios! {
    in one engine: [
        a_tool_that_neutralises_scripts_stops_nobody,
        what_is_held_back_in_silence_has_a_code,
        options_on_every_object_do_no_harm,
        a_rest_that_does_not_come_is_told_and_forgotten_once_it_does,
        a_rest_that_is_wrong_or_hangs_is_told,
    ]
}

/// Consent tools, by how they hold back the scripts that scripts have made.
const CONSENT: [(&str, &str); 2] = [
    (
        "gives them another type when they are made",
        "const make = document.createElement;
         document.createElement = function (name, options) {
             const made = make.call(this, name, options);
             if (String(name).toLowerCase() === 'script') {
                 const blocked = { set: () => made.setAttribute('type', 'text/plain'), get: () => 'text/plain' };
                 Object.defineProperty(made, 'type', blocked);
                 made.setAttribute('type', 'text/plain');
             }
             return made;
         };",
    ),
    (
        "takes them out of the page",
        "const append = Element.prototype.append;
         Element.prototype.append = function (...nodes) {
             return append.apply(this, nodes.filter((node) => !(node instanceof HTMLScriptElement)));
         };",
    ),
];

fn a_tool_that_neutralises_scripts_stops_nobody(browser: &Browser) {
    for (way, script) in CONSENT {
        let visit = HostPage::plain().script(EARS).script(script).open(browser);
        visit.widget().play(routine());
        assert_eq!(heard(&visit), json!([["wts-ready", null, true]]), "{way}");
    }
}

fn what_is_held_back_in_silence_has_a_code(browser: &Browser) {
    // Links that bring scripts as well.
    let script = "
        const set = { set() {}, get: () => '' };
        const make = document.createElement;
        document.createElement = function (name, options) {
            const made = make.call(this, name, options);
            if (/^(script|link)$/i.test(name))
                for (const property of ['type', 'rel']) Object.defineProperty(made, property, set);
            return made;
        };";
    let body = "<who-to-see region=\"GB\"></who-to-see>";
    let page = HostPage::with_body(body).script(EARS).script(script);
    let visit = page.open(browser);
    let told = until_told(&visit);
    assert!(told.contains("(blocked)"), "{told}");
    assert!(told.contains("call your local emergency number"), "{told}");
    let errors = "return heard.filter(([name]) => name === 'wts-error')";
    let errors = browser.run(errors, vec![]);
    assert_eq!(errors, json!([["wts-error", "blocked", true]]));
}

fn options_on_every_object_do_no_harm(browser: &Browser) {
    // The page lifts its hand once it has heard, and says so in its title: no script of WebDriver
    // works before that.
    let script = format!(
        "{EARS}
         const names = ['code', 'error', 'glue', 'lost', 'integrity', 'once', 'capture', 'signal', 'mode',
             'rootMargin', 'bubbles', 'stack', 'heard', 'started', 'stopped', 'life'];
         for (const name of names) Object.prototype[name] = 'polluted';
         for (const kind of ['wts-ready', 'wts-error']) document.addEventListener(kind, () => {{
             for (const name of names) delete Object.prototype[name];
             document.title = 'hand lifted';
         }});"
    );
    let open = |page: HostPage| {
        let visit = page.script(&script).open(browser);
        let patience = Instant::now() + PATIENCE;
        while browser.title() != "hand lifted" && Instant::now() < patience {
            sleep(Duration::from_millis(50));
        }
        visit
    };
    let visit = open(HostPage::plain());
    let events = browser.run("return heard.map(([name]) => name)", vec![]);
    assert_eq!(events, json!(["wts-ready"]));
    let widget = visit.widget();
    widget.start();
    widget.answer(&routine().answers[0].0, &routine().answers[0].1);

    // And a mistake has its own code all the same.
    let visit = open(HostPage::plain().without(|path| path.starts_with("/core")));
    assert_eq!(heard(&visit), json!([["wts-error", "bad-file", true]]));
}

/// Below the widget: the clinic's own text, the emergency line and a code.
#[track_caller]
fn told_of_the_rest(visit: &Visit<'_>, code: &str) {
    let told = until_told(visit);
    assert!(told.contains(&format!("({code})")), "{code}: {told}");
    assert!(told.contains("call your local emergency number"), "{told}");
    assert!(fallback_shows(visit), "{code}: the clinic's own text");
    let errors = "return heard.filter(([name]) => name === 'wts-error').map(([, code]) => code)";
    assert_eq!(visit.browser.run(errors, vec![]), json!([code]));
    // And what an emergency needs goes on.
    let widget = visit.widget();
    if widget.screen().kind == "start" {
        widget.start();
    }
    assert_eq!(widget.question(), routine().answers[0].0);
}

fn a_rest_that_does_not_come_is_told_and_forgotten_once_it_does(browser: &Browser) {
    let visit = HostPage::plain()
        .script(EARS)
        .late(words, Duration::from_secs(16))
        .open(browser);
    visit.widget();
    told_of_the_rest(&visit, "bad-file");
    let script = "return !root.querySelector('p[lang=en]') && !!one('[role=status]')";
    let widget = visit.silent_widget(0);
    sleep(Duration::from_secs(8));
    widget.until("it has come after all", script, &[]);
    until_fallback_shows(&visit, false);
    widget.answer(&routine().answers[0].0, &routine().answers[0].1);
}

fn a_rest_that_is_wrong_or_hangs_is_told(browser: &Browser) {
    let page = || HostPage::plain().script(EARS);
    // Neither as a script nor as a link does it ever come, and nothing says so.
    let hangs = "const append = Element.prototype.append;
        Element.prototype.append = function (...nodes) {
            const comes = ({ src, href }) => !/-words/.test(src || href);
            return append.apply(this, nodes.filter(comes));
        };";
    let pages = [
        ("integrity", page().altering(words)),
        ("network", page().losing(words)),
        ("blocked", page().script(hangs)),
    ];
    for (code, page) in pages {
        let visit = page.open(browser);
        visit.widget();
        told_of_the_rest(&visit, code);
    }
}
