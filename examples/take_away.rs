//! Writes what every written patient with advice could take away into a folder, for programs that
//! judge such files: `cargo run --example take_away <folder>`. Run by `cargo xtask test`.
#![allow(
    clippy::panic,
    reason = "an example that cannot go on ends with a sentence"
)]

use std::path::{Path, PathBuf};
use std::{env, fs};

use who_to_see::export;
use who_to_see::guide;
use who_to_see::settings::Settings;
use who_to_see::show::{Screen, screen};
use who_to_see::state::{Action, State, Step};

fn main() {
    let folder = env::args().nth(1).map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| panic!("name a folder"));
    let guide = guide::shared().unwrap_or_else(|| panic!("the build carries no good pathway"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let content = content::load(&root).unwrap_or_else(|problems| panic!("{problems}"));
    let region = |name: &str| (name == "region").then(|| "GB".to_owned());
    let settings = Settings::read(region, ["GB"].into_iter(), "2026-11-25".into());
    let write = |name: String, text: String| {
        let file = folder.join(name);
        fs::write(&file, text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    };
    let end = Step {
        depth: u32::MAX,
        about: false,
    };
    let mut written = 0;
    for case in content.cases {
        let mut state = State::new(guide.pathway());
        state.sheet = case.sheet;
        let state = state.step(guide.pathway(), Action::GoTo(end));
        let Screen::Advice(view) = screen(&guide, &settings.visit, &state, false) else {
            continue;
        };
        let name = &case.id;
        let clinic = export::clinic(&guide, &state, &view, "2026-11-25T10:15:00.000Z");
        write(format!("{name}.json"), clinic);
        write(format!("{name}.txt"), export::text(&view));
        if let Some(remind) = &view.take.remind {
            let day = "20261209";
            let file = export::calendar(&remind.title, &remind.text, day, "20261125T101500Z");
            write(format!("{name}.ics"), file);
        }
        written += 1;
    }
    println!("{written} patients take something away");
}
