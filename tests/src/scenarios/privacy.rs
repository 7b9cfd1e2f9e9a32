//! Nothing leaves the page, and little is kept.

use serde_json::{Value, json};

use crate::browsers::Browser;
use crate::cases::{patients, routine};
use crate::site::{HostPage, Visit, elsewhere};

super::scenarios! {
    in every engine: [
        nothing_is_requested_after_loading,
        nothing_crosses_the_border_as_webassembly,
        nothing_crosses_the_border_of_an_iframe,
    ]
    in one engine: [
        nothing_crosses_the_border_as_javascript,
    ]
}

/// Keeps everything that could carry an answer away: writes to a storage, a cookie or an address,
/// requests of every kind, messages, and the events that the host page can hear.
const WATCH: &str = "
    window.crossed = [];
    const keep = (kind, ...what) => crossed.push([kind, what.map((one) => {
        try { return typeof one === 'string' ? one : JSON.stringify(one) || String(one); }
        catch { return String(one); }
    }).join(' ')]);
    const wrap = (owner, name, kind) => {
        if (!owner || !owner[name]) return;
        const before = owner[name];
        owner[name] = function (...words) {
            keep(kind || name, ...words);
            return Reflect.apply(before, this, words);
        };
    };
    const watchMaking = (name) => {
        const before = window[name];
        if (before) window[name] = new Proxy(before, {
            construct(target, words) { keep(name, ...words); return Reflect.construct(target, words); },
        });
    };
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
        if (this === localStorage) keep('localStorage', key, value);
        return set.call(this, key, value);
    };
    const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
    Object.defineProperty(Document.prototype, 'cookie', {
        get() { return cookie.get.call(this); },
        set(value) { keep('cookie', value); cookie.set.call(this, value); },
    });
    wrap(window, 'fetch');
    wrap(window, 'open');
    wrap(window, 'postMessage');
    wrap(navigator, 'sendBeacon');
    wrap(XMLHttpRequest.prototype, 'open', 'XMLHttpRequest');
    wrap(BroadcastChannel.prototype, 'postMessage', 'BroadcastChannel');
    wrap(window.caches && Object.getPrototypeOf(caches), 'open', 'caches');
    wrap(window.indexedDB && Object.getPrototypeOf(indexedDB), 'open', 'indexedDB');
    wrap(HTMLFormElement.prototype, 'submit', 'form');
    wrap(HTMLFormElement.prototype, 'requestSubmit', 'form');
    for (const name of ['WebSocket', 'EventSource', 'Worker', 'SharedWorker', 'Image'])
        watchMaking(name);
    for (const name of ['pushState', 'replaceState']) wrap(history, name);
    const dispatch = EventTarget.prototype.dispatchEvent;
    EventTarget.prototype.dispatchEvent = function (event) {
        if (event instanceof CustomEvent)
            keep(`event ${event.type}`, event.detail === undefined ? null : event.detail);
        return dispatch.call(this, event);
    };
    addEventListener('message', ({ data, origin }) => keep('message', data, origin));
    if (parent !== window) {
        // The window of another origin cannot be watched itself, so that of a stand-in is.
        const around = parent;
        Object.defineProperty(window, 'parent', {
            value: { postMessage: (...words) => { keep('to parent', ...words); around.postMessage(...words); } },
        });
    }
";

fn nothing_is_requested_after_loading(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    visit.until_words_came();
    let before = visit.requests();
    widget.play(routine());
    widget.changing(|| widget.click_on(".wts-clear"));
    assert_eq!(
        visit.requests(),
        before,
        "the same requests as before the first answer"
    );
    let entries = "return performance.getEntriesByType('resource').map((entry) => entry.name)
        .filter((name) => !name.startsWith(location.origin))";
    assert_eq!(browser.run(entries, vec![]), json!([]), "no other origin");
}

fn nothing_crosses_the_border_as_webassembly(browser: &Browser) {
    let visit = HostPage::plain().script(WATCH).open(browser);
    let crossed = played(browser, &visit, || visit.requests());
    tells_no_answer(&crossed, &["wts-"]);
}

fn nothing_crosses_the_border_as_javascript(browser: &Browser) {
    let visit = HostPage::plain()
        .script(WATCH)
        .script("delete window.WebAssembly;")
        .open(browser);
    let crossed = played(browser, &visit, || visit.requests());
    tells_no_answer(&crossed, &["wts-"]);
}

fn nothing_crosses_the_border_of_an_iframe(browser: &Browser) {
    let (origin, requests) = elsewhere(WATCH);
    let visit = HostPage::with_body(&format!(
        "<iframe src=\"{origin}/embed.html?region=GB\" title=\"The check\"></iframe>"
    ))
    .loader("<script async src=\"/frame.js\"></script>")
    .script(WATCH)
    .open(browser);
    browser.enter_frame(0);
    let crossed = played(browser, &visit, || {
        let mut requests = requests.lock().map(|log| log.clone()).unwrap_or_default();
        requests.extend(visit.requests());
        requests
    });
    let (heights, others) = apart(crossed, "to parent");
    assert!(heights.len() > 1, "the iframe follows its content");
    heights.iter().for_each(|message| is_a_height(message));
    tells_no_answer(&others, &["wts-"]);

    browser.leave_frame();
    let (heights, others) = apart(kept(browser), "message");
    assert!(heights.len() > 1, "the page hears the heights");
    heights.iter().for_each(|message| is_a_height(message));
    assert_eq!(others, [], "the page around the iframe does nothing else");
}

/// What crossed in one way, and what in others.
fn apart(crossed: Vec<(String, String)>, way: &str) -> (Vec<String>, Vec<(String, String)>) {
    let (these, others): (Vec<_>, Vec<_>) = crossed.into_iter().partition(|(kind, _)| kind == way);
    (these.into_iter().map(|(_, what)| what).collect(), others)
}

/// A message of the iframe, followed by an origin, is a height and no word more.
#[track_caller]
fn is_a_height(message: &str) {
    let (message, _) = message.rsplit_once(' ').unwrap_or_default();
    let message: Value = serde_json::from_str(message).expect("a message is JSON");
    let fields = message.as_object().expect("a message is an object");
    let mut names: Vec<_> = fields.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["height", "top", "type", "v"]);
    assert!(message["height"].is_u64() && message["top"].is_boolean());
    assert_eq!(
        [&message["type"], &message["v"]],
        [&json!("wts-height"), &json!(1)]
    );
}

/// Plays patients, looks that nothing was asked for meanwhile, and gives what crossed the border of
/// the page since the first screen stood.
#[track_caller]
fn played(
    browser: &Browser,
    visit: &Visit<'_>,
    requests: impl Fn() -> Vec<String>,
) -> Vec<(String, String)> {
    let widget = visit.widget();
    visit.until_words_came();
    let before = requests();
    let played = patients().iter().step_by(40).chain([routine()]);
    for patient in played {
        widget.play_by_script(patient).expect("it plays");
    }
    assert_eq!(requests(), before, "requests after loading");
    let kept_elsewhere = browser.run_async(
        "return [localStorage.length, document.cookie, location.search, location.hash,
                 window.indexedDB && indexedDB.databases ? (await indexedDB.databases()).length : 0,
                 window.caches ? (await caches.keys().catch(() => [])).length : 0]",
        vec![],
    );
    let search = browser.run("return location.search", vec![]);
    assert!(
        matches!(search.as_str(), Some("" | "?region=GB")),
        "{search}"
    );
    assert_eq!(
        kept_elsewhere,
        json!([0, "", search, "", 0, 0]),
        "local storage, cookies, address, databases, caches"
    );
    kept(browser)
}

/// What was kept of all that crossed the border.
fn kept(browser: &Browser) -> Vec<(String, String)> {
    let crossed = browser.run("return crossed", vec![]);
    let crossed = crossed.as_array().cloned().unwrap_or_default();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    crossed
        .iter()
        .map(|entry| (word(&entry[0]), word(&entry[1])))
        .collect()
}

/// What crossed is of the kinds that may, and holds no question, option, outcome or urgency.
#[track_caller]
fn tells_no_answer(crossed: &[(String, String)], may: &[&str]) {
    assert!(!crossed.is_empty(), "something was watched");
    let mut secrets: Vec<_> = patients()
        .iter()
        .flat_map(|patient| {
            let answers = patient.answers.iter();
            answers
                .flat_map(|(question, options)| options.iter().chain([question]))
                .chain([&patient.outcome])
        })
        .map(|secret| format!("\"{secret}\""))
        .collect();
    secrets.extend(["call", "go", "today", "weeks"].map(|urgency| format!("\"{urgency}\"")));
    for (kind, what) in crossed {
        let named = kind.strip_prefix("event ").unwrap_or(kind);
        // The files of the widget are fetched, and the history may be given a state of no words.
        let loading = kind == "fetch" && what.contains("/core");
        let history = kind.ends_with("State");
        assert!(
            loading || history || may.iter().any(|begins| named.starts_with(begins)),
            "`{kind}` crosses the border: {what}"
        );
        let leaked = secrets.iter().find(|secret| what.contains(&***secret));
        assert_eq!(leaked, None, "in {kind}: {what}");
    }
}
