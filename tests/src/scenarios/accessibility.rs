//! Every kind of screen, in light and dark, before the accessibility checker.

use pathway::Choice;
use serde_json::json;

use crate::axe;
use crate::browsers::Browser;
use crate::cases::{
    first_question, one_for_each_outcome, outcomes_without_a_patient, patients, routine,
};
use crate::site::{HostPage, Visit};

/// The looks a clinic can ask for.
const THEMES: [&str; 2] = ["light", "dark"];

/// The looks beside the first, which the scenarios about every outcome use.
const PRESETS: [&str; 2] = ["warm", "clear"];

pub fn scenarios() -> Vec<super::Scenario> {
    let mut scenarios = Vec::new();
    for theme in THEMES {
        let scenario = |name: &str, run: fn(&Browser, &'static str)| {
            let name = format!("axe_finds_nothing_on_{name}_{theme}");
            super::scenario(&name, move |browser| run(browser, theme))
        };
        scenarios.push(scenario("questions", questions));
        scenarios.push(scenario("outcomes", outcomes));
        for preset in PRESETS {
            let name = format!("axe_finds_nothing_on_the_{preset}_look_{theme}");
            scenarios.push(super::scenario(&name, move |browser| {
                one_of_each_urgency(browser, &format!("theme={theme} preset={preset}"), theme);
            }));
        }
        let name = format!("axe_finds_nothing_on_an_owners_colours_{theme}");
        scenarios.push(super::scenario(&name, move |browser| {
            let colours = "style='--wts-brand: #ffd400; --wts-surface: #7aa; --wts-text: #e83'";
            one_of_each_urgency(browser, colours, theme);
        }));
    }
    scenarios.push(super::scenario(
        "axe_sees_into_the_widget",
        axe_sees_into_the_widget,
    ));
    scenarios
}

fn questions(browser: &Browser, theme: &'static str) {
    let visit = page(theme).open(browser);
    let widget = visit.widget();
    nothing_on(&visit, "the first screen");

    let many = first_question(routine(), Choice::Many);
    widget.go_to(routine(), many);
    nothing_on(&visit, &format!("`{many}`, which takes many answers"));
    let option = widget.options()[0].clone();
    widget.choose(&option);
    nothing_on(&visit, &format!("`{many}` with an answer chosen"));
    widget.unchoose(&option);
    widget.carry_on();
    nothing_on(&visit, &format!("`{many}` with its error box"));

    let one = first_question(routine(), Choice::One);
    let before = routine()
        .answers
        .iter()
        .take_while(|(question, _)| question != one);
    for (question, options) in before.skip_while(|(question, _)| question != many) {
        widget.answer(question, options);
    }
    nothing_on(&visit, &format!("`{one}`, which takes one answer"));

    let drawn = routine().before("region");
    widget.play_by_script(&drawn).expect("it plays");
    nothing_on(&visit, "the drawing of a person");
    widget.tap("knee");
    nothing_on(&visit, "the drawing with a place chosen");
}

fn one_of_each_urgency(browser: &Browser, attributes: &str, theme: &'static str) {
    let visit = page_with(attributes, theme).open(browser);
    let widget = visit.widget();
    nothing_on(&visit, "the first screen");
    widget
        .play_by_script(&routine().before("region"))
        .expect("it plays");
    widget.tap("knee");
    nothing_on(&visit, "the drawing with a place chosen");
    for urgency in ["call", "today", "days", "weeks", "ready"] {
        let patient = patients().iter().find(|patient| patient.urgency == urgency);
        let patient = patient.expect("every urgency has a written patient");
        let (_, screen) = widget
            .play_by_script(patient)
            .unwrap_or_else(|stuck| panic!("`{}`: {stuck}", patient.id));
        nothing_on(&visit, &screen.to_string());
    }
}

fn outcomes(browser: &Browser, theme: &'static str) {
    let missing = outcomes_without_a_patient();
    assert!(missing.is_empty(), "no written patient gets {missing:?}");
    let visit = page(theme).open(browser);
    let widget = visit.widget();
    for patient in one_for_each_outcome() {
        let (_, screen) = widget
            .play_by_script(patient)
            .unwrap_or_else(|stuck| panic!("`{}`: {stuck}", patient.id));
        nothing_on(&visit, &screen.to_string());
    }
}

/// A checker that sees nothing would also find nothing.
fn axe_sees_into_the_widget(browser: &Browser) {
    let visit = page("light").open(browser);
    visit.widget().ask(
        "const image = document.createElement('img');
         image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
         inside.append(image)",
        &[],
    );
    let findings = axe::findings(&visit);
    assert!(
        findings.iter().any(|finding| finding.contains("image-alt")),
        "an image without words is noticed: {findings:?}"
    );
}

#[track_caller]
fn nothing_on(visit: &Visit<'_>, screen: &str) {
    // Colours that are still fading in are not the colours of the screen.
    visit.silent_widget(0).until(
        "the screen is at rest",
        "return root.getAnimations ? root.getAnimations().length === 0 : true",
        &[],
    );
    let findings = axe::findings(visit);
    assert!(
        findings.is_empty(),
        "{} findings on {screen} in {}:\n    {}",
        findings.len(),
        visit.browser,
        findings.join("\n    ")
    );
}

fn page(theme: &str) -> HostPage {
    page_with(&format!("theme={}", json!(theme)), theme)
}

fn page_with(attributes: &str, theme: &str) -> HostPage {
    let style = match theme {
        "dark" => "html { color-scheme: dark } body { background: #111; color: #eee }",
        _ => "body { background: #fff; color: #111 }",
    };
    HostPage::with_body(&format!(
        "<main><h1>The clinic</h1>{}</main>",
        HostPage::element(&format!("{attributes} history=\"off\""))
    ))
    .style(style)
    .with_axe()
}
