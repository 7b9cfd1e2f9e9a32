//! The three looks and the owner's own colours.

use serde_json::{Value, json};

use super::measures::CONTRAST;
use crate::browsers::Browser;
use crate::cases::routine;
use crate::site::{HostPage, Visit};

super::scenarios! {
    in every engine: [
        every_look_has_its_own_face,
        an_owners_colour_is_used_and_can_be_read,
        a_dark_ground_makes_the_widget_dark,
        a_colour_that_is_none_is_told_and_left_out,
    ]
    in one engine: [
        no_look_changes_the_colours_of_urgency,
    ]
}

/// Every look, as attributes.
fn looks() -> Vec<String> {
    let presets = ["calm", "warm", "clear"];
    let both = |preset| ["light", "dark"].map(|theme| format!("preset={preset} theme={theme}"));
    presets.into_iter().flat_map(both).collect()
}

fn opened<'b>(browser: &'b Browser, attributes: &str) -> Visit<'b> {
    HostPage::with_body(&format!("<main>{}</main>", HostPage::element(attributes)))
        .script(
            "window.told = [];
             console.warn = (...words) => { window.told.push(String(words[0])); };",
        )
        .open(browser)
}

fn every_look_has_its_own_face(browser: &Browser) {
    let mut faces: Vec<String> = Vec::new();
    for look in looks() {
        let visit = opened(browser, &look);
        let face = visit.widget().ask(
            "const style = getComputedStyle(inside);
             return [style.backgroundColor, style.borderRadius, getComputedStyle(one('.wts-start')).backgroundColor].join()",
            &[],
        );
        let face = face.as_str().unwrap_or_default().to_owned();
        assert!(!faces.contains(&face), "{look} looks like another: {face}");
        faces.push(face);
    }
}

fn an_owners_colour_is_used_and_can_be_read(browser: &Browser) {
    let visit = opened(
        browser,
        "theme=light style=\"--wts-brand: rgb(255, 212, 0); --wts-radius: 3px; --wts-font: monospace\"",
    );
    let widget = visit.widget();
    let script = format!(
        "{CONTRAST}
         const {{ backgroundColor, color, borderRadius, fontFamily }} = getComputedStyle(one('.wts-start'));
         const [r, g, b] = parts(backgroundColor);
         return [contrast(backgroundColor, getComputedStyle(inside).backgroundColor) >= 4.5,
                 contrast(color, backgroundColor) >= 4.5, r > g && g > b && b < 20, borderRadius, fontFamily]"
    );
    let found = widget.ask(&script, &[]);
    assert_eq!(
        found,
        json!([true, true, true, "3px", "monospace"]),
        "a dark yellow"
    );
    assert_eq!(told(&visit), json!([]), "nothing to tell the owner");
}

fn a_dark_ground_makes_the_widget_dark(browser: &Browser) {
    // The same in the ways in which people write colours today.
    for ground in [
        "#101418",
        "rgb(16 20 24)",
        "color(srgb 0.0627 0.0784 0.0941)",
        "lab(6.2 -.9 -3)",
    ] {
        let visit = opened(
            browser,
            &format!("theme=light style=\"--wts-surface: {ground}\""),
        );
        let found = visit.widget().ask(
            "const parts = getComputedStyle(inside).backgroundColor.match(/[0-9]+/g).map(Number);
             const near = [16, 20, 24].every((part, place) => Math.abs(part - parts[place]) < 3);
             return [inside.dataset.theme, near || parts]",
            &[],
        );
        assert_eq!(found, json!(["dark", true]), "{ground}");
        assert_eq!(told(&visit), json!([]), "nothing to tell the owner");
    }
}

fn a_colour_that_is_none_is_told_and_left_out(browser: &Browser) {
    let plain = opened(browser, "theme=light");
    let look = "return [getComputedStyle(inside).backgroundColor, getComputedStyle(inside).color,
        getComputedStyle(one('.wts-start')).backgroundColor]";
    let expected = plain.widget().ask(look, &[]);
    let visit = opened(
        browser,
        "theme=light preset=loud style=\"--wts-brand: blurple; --wts-surface: rgba(0, 0, 0, .5)\"",
    );
    assert_eq!(
        visit.widget().ask(look, &[]),
        expected,
        "the look's own colours"
    );
    let told = told(&visit).to_string();
    for named in ["preset", "loud", "--wts-brand", "blurple", "--wts-surface"] {
        assert!(told.contains(named), "`{named}` is told: {told}");
    }
    assert!(!told.contains("--wts-text"), "only what is wrong: {told}");
}

fn told(visit: &Visit<'_>) -> Value {
    visit.browser.run("return window.told", vec![])
}

fn no_look_changes_the_colours_of_urgency(browser: &Browser) {
    let urgency = |attributes: &str| {
        let visit = opened(browser, attributes);
        let widget = visit.widget();
        widget.play_by_script(routine()).expect("it plays");
        widget.ask(
            "const paint = (selector) => { const { color, backgroundColor } = getComputedStyle(one(selector));
                 return [color, backgroundColor] };
             return [paint('.wts-verdict'), paint('.wts-urgency'), paint('.wts-sooner')]",
            &[],
        )
    };
    let usual = urgency("theme=light");
    for look in [
        "theme=light preset=warm",
        "theme=light preset=clear",
        "theme=light style=\"--wts-brand: #0a0; --wts-surface: #ffe; --wts-text: #006\"",
    ] {
        assert_eq!(urgency(look), usual, "with {look}");
    }
}
