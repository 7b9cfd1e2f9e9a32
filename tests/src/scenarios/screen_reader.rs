//! What a screen reader is told, as Chromium tells it: the whole tree of a routine and of an
//! emergency path, walked by keyboard, against `tests/trees`. A new release of Chromium may call a
//! thing by another name. After looking at what changed:
//! `RENEW=1 cargo xtask test --browser chromium screen_reader`.

use std::collections::HashMap;
use std::path::PathBuf;
use std::{env, fs};

use serde_json::{Value, json};

use crate::browsers::Browser;
use crate::cases::{Patient, chest_pain, routine};
use crate::site::{HostPage, root};
use crate::widget::Widget;

super::scenarios! {
    in one engine: [
        a_screen_reader_hears_a_routine_path,
        a_screen_reader_hears_an_emergency,
        no_heading_is_called_clickable,
    ]
}

/// What of an element's state is spoken.
const STATES: [&str; 8] = [
    "checked", "expanded", "level", "invalid", "required", "disabled", "focused", "url",
];

/// The tree as lines, one a thing that is spoken, each below what it stands in.
fn tree(browser: &Browser) -> String {
    browser.devtools("Accessibility.enable", json!({}));
    let told = browser.devtools("Accessibility.getFullAXTree", json!({}));
    let nodes = told["nodes"].as_array().cloned().unwrap_or_default();
    let by_id: HashMap<&str, &Value> = nodes
        .iter()
        .filter_map(|node| Some((node["nodeId"].as_str()?, node)))
        .collect();
    let mut lines = String::new();
    if let Some(first) = nodes.first() {
        speak(first, &by_id, 0, &mut lines);
    }
    browser.devtools("Accessibility.disable", json!({}));
    lines
}

fn speak(node: &Value, by_id: &HashMap<&str, &Value>, depth: usize, lines: &mut String) {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let name = node["name"]["value"].as_str().unwrap_or_default();
    let silent = node["ignored"] == json!(true) || matches!(role, "none" | "generic");
    // Words stand in their line already; a box of words is no more than its words.
    if role == "InlineTextBox" {
        return;
    }
    if !silent {
        let properties = node["properties"].as_array().map_or(&[][..], Vec::as_slice);
        let states: Vec<String> = properties.iter().filter_map(state).collect();
        let indent = "  ".repeat(depth);
        let line = format!("{indent}{role} \"{name}\" {}", states.join(" "));
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    let below = depth + usize::from(!silent);
    let children = node["childIds"].as_array().map_or(&[][..], Vec::as_slice);
    for child in children {
        if let Some(child) = child.as_str().and_then(|id| by_id.get(id)) {
            speak(child, by_id, below, lines);
        }
    }
}

fn state(property: &Value) -> Option<String> {
    let name = property["name"].as_str()?;
    let value = &property["value"]["value"];
    let said = match value {
        // Where a link within the page leads is a matter of the test's own port.
        Value::String(text) if name == "url" => {
            text.split_once(':').map(|(scheme, _)| scheme.to_owned())?
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let spoken = STATES.contains(&name) && said != "false";
    spoken.then(|| format!("{name}={said}"))
}

/// Walks a patient's path by keyboard, and writes down the tree of every screen.
fn hears(browser: &Browser, patient: &Patient, name: &str, after: fn(Widget<'_>)) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    visit.until_words_came();
    let mut heard = format!("== start\n{}", tree(browser));
    widget.start_by_keyboard();
    for (question, options) in &patient.answers {
        heard.push_str(&format!("\n== {question}\n{}", tree(browser)));
        if question == &patient.answers[0].0 {
            widget.carry_on_by_keyboard();
            widget.until_focus_is_on(".wts-error-summary");
            heard.push_str(&format!(
                "\n== {question}, without an answer\n{}",
                tree(browser)
            ));
        }
        for option in options {
            widget.choose_by_keyboard(option);
        }
        widget.carry_on_by_keyboard();
    }
    widget.until_focus_is_on(".wts-title");
    heard.push_str(&format!("\n== {}\n{}", widget.screen(), tree(browser)));
    after(widget);
    let file: PathBuf = root().join("tests/trees").join(name);
    if env::var_os("RENEW").is_some() {
        fs::write(&file, &heard).expect("the folder is there");
    }
    let before = fs::read_to_string(&file).unwrap_or_default();
    let differs = heard
        .lines()
        .zip(before.lines())
        .find(|(now, then)| now != then);
    assert!(
        heard == before,
        "see the first lines of screen_reader.rs; {name} differs first at {differs:?}"
    );
}

fn a_screen_reader_hears_a_routine_path(browser: &Browser) {
    hears(browser, routine(), "routine.txt", |widget| {
        // About this tool can be read and left by keyboard.
        widget.tab_to(".wts-about");
        widget.changing(|| widget.press(fantoccini::key::Key::Enter));
        widget.until_focus_is_on(".wts-title");
        widget.tab_to(".wts-back");
        widget.changing(|| widget.press(fantoccini::key::Key::Enter));
        assert_eq!(widget.screen().kind, "advice");
    });
}

fn a_screen_reader_hears_an_emergency(browser: &Browser) {
    hears(browser, &chest_pain(), "emergency.txt", |widget| {
        // The number is the first thing that Tab comes to after the heading and Back.
        widget.tab_to(".wts-call");
    });
}

/// Screen readers call what listens for a press "clickable", and what can take the focus within it.
fn no_heading_is_called_clickable(browser: &Browser) {
    const WATCH: &str = "
        window.listening = [];
        const add = EventTarget.prototype.addEventListener;
        EventTarget.prototype.addEventListener = function (kind, ...rest) {
            listening.push([this, kind]);
            return add.call(this, kind, ...rest);
        };";
    let visit = HostPage::plain().script(WATCH).open(browser);
    let widget = visit.widget();
    widget.play(routine());
    // The window listens for keys, for every element alike.
    let listening = "const told = window.listening
        .filter(([where, kind]) => where !== window && /click|down|up|touch/.test(kind))
        .map(([where, kind]) => `${where === root ? 'the root' : where.localName} ${kind}`);
        // The first screens listen there as well.
        return [...new Set(told)]";
    assert_eq!(widget.ask(listening, &[]), json!(["the root click"]));
}
