//! Pictures of every kind of screen, for people to look at: `cargo xtask gallery`.
//!
//! Only Chromium can be told to take on another width, colour scheme or contrast, so the pictures
//! are its own. Judges nothing: the scenarios do.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};

use crate::browsers::{Browser, Engine, Pool};
use crate::cases::patient;
use crate::site::{HostPage, later_words, root};
use crate::states::{Look, STATES, State, outcomes, spots, wait};
use crate::widget::Widget;

/// A small telephone, a usual one, a desk.
const WIDTHS: [u32; 3] = [320, 390, 1024];

/// The width at which every outcome and every spot of the drawing is shown.
const USUAL: u32 = 390;

/// The pictures of the README: which, and what they are called there.
const README: [(&str, &str); 4] = [
    ("start-390-light", "start"),
    ("figure-tapped-390-light", "where-it-hurts"),
    ("urgency-weeks-390-dark", "advice"),
    ("urgency-call-390-light", "emergency"),
];

/// How high a picture of the README is at most, in pixels: a telephone's screen.
const SCREEN: f64 = 844.0;

/// Takes the pictures whose names hold every one of these words.
pub fn make(words: &[String]) {
    let folder = root().join("target/gallery");
    if words.is_empty() && folder.exists() {
        fs::remove_dir_all(&folder).expect("the old gallery can be removed");
    }
    fs::create_dir_all(&folder).expect("the gallery's folder can be made");
    let wanted = |name: &str| words.iter().all(|word| name.contains(word.as_str()));
    let taken = shoot(&wanted, f64::MAX, |name, picture| {
        write(&folder.join(format!("{name}.png")), picture);
    });
    let list: String = taken
        .iter()
        .map(|name| {
            format!("<figure><figcaption>{name}</figcaption><img src=\"{name}.png\"></figure>\n")
        })
        .collect();
    let page = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>Gallery</title>\
         <style>body {{ display: flex; flex-wrap: wrap; gap: 16px; font-family: sans-serif }}\
         img {{ border: 1px solid #888 }}</style>\n{list}"
    );
    fs::write(folder.join("index.html"), page).expect("the gallery's page can be written");
    println!("{} pictures in {}", taken.len(), folder.display());
}

/// Renews the pictures of the README.
pub fn renew_readme() {
    let folder = root().join("docs/pictures");
    fs::create_dir_all(&folder).expect("the folder of the pictures can be made");
    let called = |name: &str| README.iter().find(|(which, _)| *which == name);
    let taken = shoot(&|name| called(name).is_some(), SCREEN, |name, picture| {
        if let Some((_, called)) = called(name) {
            write(&folder.join(format!("{called}.png")), picture);
        }
    });
    assert_eq!(taken.len(), README.len(), "some picture has another name");
    println!("{} pictures in {}", taken.len(), folder.display());
}

/// Takes pictures, at most so high, and gives their names.
fn shoot(wanted: &dyn Fn(&str) -> bool, height: f64, keep: impl Fn(&str, &[u8])) -> Vec<String> {
    let mut names = Vec::new();
    let pool = Pool::new(Engine::Chromium);
    pool.lend(|browser| {
        for look in Look::ALL {
            for width in WIDTHS {
                let mut states = STATES.clone();
                if width == USUAL && look == Look::Light {
                    states.extend(outcomes());
                    states.extend(spots());
                }
                let full = |name: &str| format!("{name}-{width}-{}", look.name());
                states.retain(|state| wanted(&full(&state.name)));
                look.during(browser, || {
                    take(
                        browser,
                        look,
                        (width, height),
                        &states,
                        &mut |name, picture| {
                            keep(&full(name), picture);
                            names.push(full(name));
                        },
                    );
                    for (name, answer) in [("waiting", "none"), ("waiting-sign", "chest")] {
                        if wanted(&full(name)) {
                            let picture = take_waiting(browser, look, (width, height), answer);
                            keep(&full(name), &picture);
                            names.push(full(name));
                        }
                    }
                    for (name, config) in clinics() {
                        if wanted(&full(name)) {
                            let picture = take_clinic(browser, look, (width, height), &config);
                            keep(&full(name), &picture);
                            names.push(full(name));
                        }
                    }
                });
            }
        }
    });
    pool.close();
    names
}

/// Takes the pictures of one look and width.
fn take(
    browser: &Browser,
    look: Look,
    (width, height): (u32, f64),
    states: &[State],
    keep: &mut dyn FnMut(&str, &[u8]),
) {
    if states.is_empty() {
        return;
    }
    let visit = page(browser, look, width).open(browser);
    let widget = visit.widget();
    for state in states {
        state.show(widget);
        look.finish(widget);
        keep(&state.name, &picture(browser, widget, height));
    }
}

/// A clinic that offers what is advised, and one that does not and has mistakes in its settings.
fn clinics() -> [(&'static str, Value); 2] {
    [
        (
            "clinic-offered",
            json!({
                "name": "Harbour Street Physiotherapy",
                "telephone": "020 7946 0123",
                "services": ["physio"],
                "booking": "https://harbour.example/book",
                "texts": { "offered": "We also see people in the evening, and at home." },
            }),
        ),
        (
            "clinic-elsewhere",
            json!({
                "name": "The Old Mill Gym",
                "services": ["personal_trainer"],
                "booking": { "personal_trainer": "javascript:alert(1)" },
                "texts": { "not_offered": "We know good physiotherapists nearby. Ask at the desk." },
            }),
        ),
    ]
}

fn take_waiting(
    browser: &Browser,
    look: Look,
    (width, height): (u32, f64),
    answer: &str,
) -> Vec<u8> {
    let visit = page(browser, look, width)
        .without(later_words)
        .open(browser);
    let widget = visit.widget();
    wait(widget, answer);
    look.finish(widget);
    picture(browser, widget, height)
}

/// The advice on the page of a clinic that has configured the widget.
fn take_clinic(
    browser: &Browser,
    look: Look,
    (width, height): (u32, f64),
    config: &Value,
) -> Vec<u8> {
    let attributes = format!("{} debug config='{config}'", look.attributes());
    let visit = with_attributes(browser, &attributes, width).open(browser);
    let widget = visit.widget();
    visit.until_words_came();
    widget
        .play_by_script(patient("physio"))
        .unwrap_or_else(|stuck| panic!("a clinic's page: {stuck}"));
    look.finish(widget);
    picture(browser, widget, height)
}

fn page(browser: &Browser, look: Look, width: u32) -> HostPage {
    with_attributes(browser, look.attributes(), width)
}

fn with_attributes(browser: &Browser, attributes: &str, width: u32) -> HostPage {
    // What is no wider than a telephone is pressed with a finger.
    let finger = width <= USUAL;
    let metrics =
        json!({ "width": width, "height": SCREEN, "deviceScaleFactor": 1, "mobile": finger });
    browser.devtools(
        "Emulation.setTouchEmulationEnabled",
        json!({ "enabled": finger }),
    );
    browser.devtools("Emulation.setDeviceMetricsOverride", metrics);
    let body = HostPage::element(&format!("{attributes} history=\"off\""));
    HostPage::with_body(&body).style("body { margin: 0; background: #fff }")
}

/// Takes one picture of the element from its top, at most so high.
fn picture(browser: &Browser, widget: Widget<'_>, most: f64) -> Vec<u8> {
    let place = widget.ask(
        "scrollTo(0, 0);
         if (root.activeElement) root.activeElement.blur();
         const { x, y, width, height } = host.getBoundingClientRect();
         return { x, y, width, height: Math.min(height, arguments[1]), scale: 1 }",
        &[json!(most)],
    );
    let shot = browser.devtools(
        "Page.captureScreenshot",
        json!({ "format": "png", "captureBeyondViewport": true, "clip": place }),
    );
    BASE64
        .decode(shot["data"].as_str().unwrap_or_default())
        .expect("Chromium sends pictures as Base64")
}

fn write(file: &Path, picture: &[u8]) {
    fs::write(file, picture)
        .unwrap_or_else(|error| panic!("cannot write {}: {error}", file.display()));
}
