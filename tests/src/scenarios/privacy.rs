//! Nothing leaves the page, and little is kept.

use serde_json::json;

use crate::browsers::Browser;
use crate::cases::{patients, routine};
use crate::site::HostPage;

super::scenarios![
    nothing_is_requested_after_loading,
    only_session_storage_is_written,
    events_tell_no_answer,
];

/// Keeps everything that is written to a storage, and every event that the host page can hear.
const WATCH: &str = "
    window.written = [];
    window.told = [];
    for (const name of ['localStorage', 'sessionStorage']) {
        const storage = window[name];
        const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, value) {
            written.push(this === localStorage ? 'localStorage' : 'sessionStorage');
            return set.call(this, key, value);
        };
    }
    const dispatch = EventTarget.prototype.dispatchEvent;
    EventTarget.prototype.dispatchEvent = function (event) {
        if (event.type.startsWith('wts'))
            told.push([event.type, JSON.stringify(event.detail === undefined ? null : event.detail)]);
        return dispatch.call(this, event);
    };
";

fn nothing_is_requested_after_loading(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    visit.until_words_came();
    let before = visit.requests();
    widget.play(routine());
    widget.changing(|| widget.click_on(".wts-restart"));
    assert_eq!(
        visit.requests(),
        before,
        "the same requests as before the first answer"
    );
    let entries = "return performance.getEntriesByType('resource').map((entry) => entry.name)
        .filter((name) => !name.startsWith(location.origin))";
    assert_eq!(browser.run(entries, vec![]), json!([]), "no other origin");
}

fn only_session_storage_is_written(browser: &Browser) {
    let visit = HostPage::plain().script(WATCH).open(browser);
    visit.widget().play(routine());
    let elsewhere = "return written.filter((storage) => storage !== 'sessionStorage')";
    assert_eq!(browser.run(elsewhere, vec![]), json!([]), "written to");
    let kept = browser.run_async(
        "return [localStorage.length, document.cookie,
                 window.indexedDB && indexedDB.databases ? (await indexedDB.databases()).length : 0]",
        vec![],
    );
    assert_eq!(kept, json!([0, "", 0]), "local storage, cookies, databases");
}

fn events_tell_no_answer(browser: &Browser) {
    let visit = HostPage::plain().script(WATCH).open(browser);
    let widget = visit.widget();
    for patient in patients().iter().step_by(40).chain([routine()]) {
        widget.play_by_script(patient).expect("it plays");
    }
    let told = browser.run("return told", vec![]);
    let told = told.as_array().cloned().unwrap_or_default();
    assert!(!told.is_empty(), "there are events");
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
    for event in &told {
        let detail = event[1].as_str().unwrap_or_default();
        let leaked = secrets.iter().find(|secret| detail.contains(&***secret));
        assert_eq!(leaked, None, "in the event {event}");
    }
    let names: Vec<_> = told.iter().filter_map(|event| event[0].as_str()).collect();
    assert!(names.contains(&"wts-ready"), "{names:?}");
}
