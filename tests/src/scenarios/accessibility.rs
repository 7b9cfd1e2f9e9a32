//! Every kind of screen, in every look, before the accessibility checker.

use crate::axe;
use crate::browsers::Browser;
use crate::cases::{one_for_each_outcome, outcomes_without_a_patient};
use crate::site::{HostPage, Visit, later_words};
use crate::states::{Look, STATES, wait};

/// The themes a clinic can ask for.
const THEMES: [&str; 2] = ["light", "dark"];

/// Colours that are hard on an owner's visitors as they were written.
const HARD: &str = "style='--wts-brand: #ffd400; --wts-surface: #7aa; --wts-text: #e83'";

pub fn scenarios() -> Vec<super::Scenario> {
    // In another look the same elements have other colours, the same ones in each engine.
    let mut scenarios = super::of_looks(
        "axe_finds_nothing_on_any_screen",
        &Look::ALL,
        &[Look::Light],
        |browser, look| {
            look.during(browser, || screens(browser, look, look.attributes()));
        },
    );
    for theme in THEMES {
        let name = format!("axe_finds_nothing_on_outcomes_{theme}");
        scenarios.push(super::in_one_engine(&name, move |browser| {
            outcomes(browser, theme);
        }));
    }
    scenarios.push(super::in_one_engine(
        "axe_finds_nothing_on_hard_colours_of_an_owner",
        |browser| screens(browser, Look::Owner, HARD),
    ));
    scenarios.push(super::in_every_engine(
        "axe_sees_into_the_widget",
        axe_sees_into_the_widget,
    ));
    scenarios
}

fn screens(browser: &Browser, look: Look, attributes: &str) {
    let visit = page(attributes, look == Look::Dark).open(browser);
    let widget = visit.widget();
    // The checker must not look while the rest comes in.
    widget.until_whole();
    for state in STATES.iter() {
        state.show(widget);
        look.finish(widget);
        nothing_on(&visit, &state.name, look);
    }
    let visit = page(attributes, look == Look::Dark)
        .without(later_words)
        .open(browser);
    let widget = visit.widget();
    wait(widget, "chest");
    look.finish(widget);
    nothing_on(&visit, "waiting", look);
}

fn outcomes(browser: &Browser, theme: &'static str) {
    let missing = outcomes_without_a_patient();
    assert!(missing.is_empty(), "no written patient gets {missing:?}");
    let visit = page(&format!("theme={theme}"), theme == "dark").open(browser);
    let widget = visit.widget();
    for patient in one_for_each_outcome() {
        let (_, screen) = widget
            .play_by_script(patient)
            .unwrap_or_else(|stuck| panic!("`{}`: {stuck}", patient.id));
        nothing_on(&visit, &screen.to_string(), Look::Light);
    }
}

/// A checker that sees nothing would also find nothing.
fn axe_sees_into_the_widget(browser: &Browser) {
    let visit = page("theme=light", false).open(browser);
    visit.widget().ask(
        "const image = document.createElement('img');
         image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
         inside.append(image)",
        &[],
    );
    let findings = axe::findings(&visit, &[]);
    assert!(
        findings.iter().any(|finding| finding.contains("image-alt")),
        "an image without words is noticed: {findings:?}"
    );
}

#[track_caller]
fn nothing_on(visit: &Visit<'_>, screen: &str, look: Look) {
    // Colours that are still fading in are not the colours of the screen.
    visit.silent_widget(0).until(
        "the screen is at rest",
        "return root.getAnimations ? root.getAnimations().length === 0 : true",
        &[],
    );
    // The checker reads colours that are not the forced ones: dequelabs/axe-core#3978. And English
    // words set from right to left run below the numbers in them, which hides their ground from it;
    // the colours are those of the light look.
    let blind: &[&str] = match look {
        Look::Forced | Look::RightToLeft => &["color-contrast"],
        _ => &[],
    };
    let findings = axe::findings(visit, blind);
    assert!(
        findings.is_empty(),
        "{} findings on {screen} in {}:\n    {}",
        findings.len(),
        visit.browser,
        findings.join("\n    ")
    );
}

fn page(attributes: &str, dark: bool) -> HostPage {
    let style = if dark {
        "html { color-scheme: dark } body { background: #111; color: #eee }"
    } else {
        "body { background: #fff; color: #111 }"
    };
    HostPage::with_body(&format!(
        "<main><h1>The clinic</h1>{}</main>",
        HostPage::element(&format!("{attributes} history=\"off\""))
    ))
    .style(style)
    .with_axe()
}
