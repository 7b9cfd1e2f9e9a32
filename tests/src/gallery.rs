//! Pictures of every kind of screen, for people to look at: `cargo xtask gallery`.
//!
//! Only Chromium can be told to take on another width, colour scheme or contrast, so the pictures
//! are its own. Judges nothing: the scenarios do.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use pathway::Choice;
use serde_json::json;

use crate::browsers::{Browser, Engine, Pool};
use crate::cases::{Patient, first_question, one_for_each_outcome, patients, routine};
use crate::site::{HostPage, root};
use crate::widget::Widget;

/// A small telephone, a usual one, a desk.
const WIDTHS: [u32; 3] = [320, 390, 1024];

/// The width at which every outcome is shown.
const USUAL: u32 = 390;

/// A way in which the same screen can look.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Light,
    Dark,
    /// Mirrored, whatever the language.
    RightToLeft,
    /// The visitor's own few colours.
    Forced,
}

impl Look {
    const ALL: [Self; 4] = [Self::Light, Self::Dark, Self::RightToLeft, Self::Forced];

    fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::RightToLeft => "rtl",
            Self::Forced => "forced",
        }
    }
}

/// What is done on a screen.
#[derive(Clone, Copy)]
enum Act {
    Nothing,
    /// Continue is pressed without an answer.
    CarryOn,
    /// A place on the drawing is tapped.
    Tap(&'static str),
    /// An answer is chosen from the list.
    Choose(&'static str),
}

/// A screen to take a picture of.
struct Screen {
    name: String,
    /// Who comes to it.
    patient: Patient,
    /// What is done there before the picture is taken.
    act: Act,
}

/// Takes the pictures.
pub fn make() {
    let folder = root().join("target/gallery");
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the old gallery can be removed");
    }
    fs::create_dir_all(&folder).expect("the gallery's folder can be made");
    let mut pictures = Vec::new();
    let pool = Pool::new(Engine::Chromium);
    pool.lend(|browser| {
        for look in Look::ALL {
            for width in WIDTHS {
                let screens = screens(width == USUAL && look == Look::Light);
                pictures.extend(take(browser, &folder, look, width, &screens));
            }
        }
    });
    pool.close();
    let list: String = pictures
        .iter()
        .map(|name| {
            format!("<figure><figcaption>{name}</figcaption><img src=\"{name}\"></figure>\n")
        })
        .collect();
    let page = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>Gallery</title>\
         <style>body {{ display: flex; flex-wrap: wrap; gap: 16px; font-family: sans-serif }}\
         img {{ border: 1px solid #888 }}</style>\n{list}"
    );
    fs::write(folder.join("index.html"), page).expect("the gallery's page can be written");
    println!("{} pictures in {}", pictures.len(), folder.display());
}

/// Takes the pictures of one look and width.
fn take(
    browser: &Browser,
    folder: &Path,
    look: Look,
    width: u32,
    screens: &[Screen],
) -> Vec<String> {
    let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", metrics);
    let active = |on: bool, value: &str| if on { value.to_owned() } else { String::new() };
    let media = json!({ "features": [
        { "name": "forced-colors", "value": active(look == Look::Forced, "active") },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ] });
    browser.devtools("Emulation.setEmulatedMedia", media);
    let theme = if look == Look::Dark { "dark" } else { "light" };
    let body = HostPage::element(&format!("theme=\"{theme}\" history=\"off\""));
    let visit = HostPage::with_body(&body)
        .style("body { margin: 0; background: #fff }")
        .open(browser);
    let widget = visit.widget();
    let shoot = |name: &str| {
        if look == Look::RightToLeft {
            widget.ask("inside.dir = 'rtl'", &[]);
        }
        let name = format!("{name}-{width}-{}.png", look.name());
        picture(browser, widget, &folder.join(&name));
        name
    };
    let mut names = vec![shoot("start")];
    for screen in screens {
        widget
            .play_by_script(&screen.patient)
            .unwrap_or_else(|stuck| panic!("{}: {stuck}", screen.name));
        match screen.act {
            Act::Nothing => {}
            Act::CarryOn => widget.carry_on(),
            Act::Tap(zone) => widget.tap(zone),
            Act::Choose(option) => widget.choose(option),
        }
        names.push(shoot(&screen.name));
    }
    names
}

/// Takes one picture of the whole element, however long it is.
fn picture(browser: &Browser, widget: Widget<'_>, file: &PathBuf) {
    let place = widget.ask(
        "scrollTo(0, 0);
         const { x, y, width, height } = host.getBoundingClientRect();
         return { x, y, width, height, scale: 1 }",
        &[],
    );
    let shot = browser.devtools(
        "Page.captureScreenshot",
        json!({ "format": "png", "captureBeyondViewport": true, "clip": place }),
    );
    let bytes = BASE64
        .decode(shot["data"].as_str().unwrap_or_default())
        .expect("Chromium sends pictures as Base64");
    fs::write(file, bytes)
        .unwrap_or_else(|error| panic!("cannot write {}: {error}", file.display()));
}

/// One screen of every kind, and every outcome if asked for.
fn screens(every_outcome: bool) -> Vec<Screen> {
    let many = first_question(routine(), Choice::Many);
    let one = first_question(routine(), Choice::One);
    let shown = |name: &str, patient: &Patient, act| Screen {
        name: name.to_owned(),
        patient: patient.clone(),
        act,
    };
    let mut screens = vec![
        shown("question-many", &routine().before(many), Act::Nothing),
        shown("question-error", &routine().before(many), Act::CarryOn),
        shown("question-one", &routine().before(one), Act::Nothing),
        shown("figure", &routine().before("region"), Act::Nothing),
        shown(
            "figure-tapped",
            &routine().before("region"),
            Act::Tap("shoulder"),
        ),
        shown(
            "figure-from-list",
            &routine().before("region"),
            Act::Choose("back_leg"),
        ),
    ];
    for urgency in ["call", "go", "today", "days", "weeks", "ready"] {
        let patient = patients().iter().find(|patient| patient.urgency == urgency);
        let patient = patient.unwrap_or_else(|| panic!("no written patient for `{urgency}`"));
        screens.push(shown(&format!("urgency-{urgency}"), patient, Act::Nothing));
    }
    if every_outcome {
        for patient in one_for_each_outcome() {
            screens.push(shown(
                &format!("outcome-{}", patient.outcome),
                patient,
                Act::Nothing,
            ));
        }
    }
    screens
}
