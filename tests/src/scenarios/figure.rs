//! The drawing of a person: a shortcut over the list of answers, and nothing more than that.

use serde_json::{Value, json};

use crate::browsers::Browser;
use crate::cases::routine;
use crate::site::{HostPage, Visit};
use crate::widget::Widget;

/// The question that has the drawing.
const QUESTION: &str = "region";

super::scenarios! {
    in every engine: [
        a_tap_on_the_drawing_chooses_from_the_list,
        the_list_lights_the_drawing,
        every_place_on_the_drawing_is_large_enough,
        the_drawing_is_not_mirrored,
    ]
    in one engine: [
        continue_comes_along_once_a_place_is_chosen,
        the_drawing_is_hidden_from_assistive_technology,
        the_drawing_shows_in_forced_colours,
    ]
}

/// Opens the question in a column as wide as the smallest telephone.
fn opened(browser: &Browser) -> Visit<'_> {
    opened_in(browser, 320)
}

/// Opens the question in a column so wide.
fn opened_in(browser: &Browser, width: u32) -> Visit<'_> {
    let visit = HostPage::with_body(&format!(
        "<main class=\"column\">{}</main>",
        HostPage::element("theme=\"light\"")
    ))
    .style(&format!(
        "body {{ margin: 0 }} .column {{ inline-size: {width}px }}"
    ))
    .open(browser);
    let before = routine().before(QUESTION);
    visit.widget().play_by_script(&before).expect("it plays");
    visit
}

/// The options that can be tapped.
fn tappable(widget: Widget<'_>) -> Vec<String> {
    let zones = widget.ask(
        "return [...new Set(all('[data-zone]')
             .filter((zone) => zone.getBBox().width > 0).map((zone) => zone.dataset.zone))]",
        &[],
    );
    serde_json::from_value(zones).expect("a list of names")
}

/// How many brushes mark the person in front and the one behind: two for each spot, one a half.
fn lit(widget: Widget<'_>) -> Value {
    widget.ask(
        "return all('.wts-figure svg > g').map((person) => person.querySelectorAll('.wts-lit').length)",
        &[],
    )
}

fn a_tap_on_the_drawing_chooses_from_the_list(browser: &Browser) {
    let visit = opened(browser);
    let widget = visit.widget();
    let options = tappable(widget);
    assert!(options.len() >= 9, "places to tap: {options:?}");
    assert_eq!(lit(widget), json!([0, 0]), "before any tap");
    for option in &options {
        widget.tap(option);
        assert_eq!(widget.chosen(), [option.as_str()]);
        assert_eq!(widget.question(), QUESTION, "a tap leads nowhere");
        let lit = lit(widget);
        let halves: Vec<u64> = serde_json::from_value(lit).expect("numbers");
        assert!(halves.contains(&2), "`{option}` is lit: {halves:?}");
        let paired = halves.iter().all(|count| [0, 2].contains(count));
        assert!(paired, "both sides of `{option}` light up: {halves:?}");
    }
    widget.carry_on();
    assert_ne!(widget.screen().question.as_deref(), Some(QUESTION));
}

/// Only Chromium can be told that it is a telephone.
fn continue_comes_along_once_a_place_is_chosen(browser: &Browser) {
    for (width, finger, comes_along) in [
        (320, true, true),
        (600, true, true),
        (900, true, false),
        (320, false, false),
    ] {
        let metrics =
            json!({ "width": 1000, "height": 700, "deviceScaleFactor": 1, "mobile": finger });
        browser.devtools("Emulation.setDeviceMetricsOverride", metrics);
        let touch = json!({ "enabled": finger });
        browser.devtools("Emulation.setTouchEmulationEnabled", touch);
        let visit = opened_in(browser, width);
        let widget = visit.widget();
        widget.ask("one('.wts-figure').scrollIntoView()", &[]);
        let shown = "const { top, bottom, width } = one('.wts-continue').getBoundingClientRect();
            const list = one('.wts-choices').getBoundingClientRect();
            const shown = top >= 0 && bottom <= innerHeight;
            return [shown, shown && Math.abs(width - list.width) < 1]";
        let out_of_sight = json!([false, false]);
        assert_eq!(widget.ask(shown, &[]), out_of_sight, "without an answer");
        widget.tap("shoulder");
        widget.ask("one('.wts-figure').scrollIntoView()", &[]);
        let expected = json!([comes_along, comes_along]);
        assert_eq!(widget.ask(shown, &[]), expected, "{width} wide");
        widget.carry_on();
        assert_ne!(widget.screen().question.as_deref(), Some(QUESTION));
    }
}

fn the_list_lights_the_drawing(browser: &Browser) {
    let visit = opened(browser);
    let widget = visit.widget();
    widget.choose("back_leg");
    assert_eq!(lit(widget), json!([0, 2]), "a leg, from behind");
    let thick =
        "const width = (selector) => parseFloat(getComputedStyle(one(selector)).strokeWidth);
        return width('.wts-lit') >= 1.5 * width('.wts-line')";
    assert_eq!(widget.ask(thick, &[]), json!(true), "not by colour alone");
    widget.choose("many");
    assert_eq!(lit(widget), json!([0, 0]), "what is not drawn");
}

/// Looks for the largest square of points that all belong to one option: shapes overlap, so their
/// own measures say little.
fn every_place_on_the_drawing_is_large_enough(browser: &Browser) {
    let visit = opened(browser);
    let widget = visit.widget();
    let squares = widget.ask(
        "one('.wts-figure svg').scrollIntoView({ block: 'center', behavior: 'instant' });
         const box = one('.wts-figure svg').getBoundingClientRect();
         const largest = {};
         let above = [];
         for (let y = Math.ceil(box.top); y < box.bottom; y++) {
             const row = [];
             for (let x = Math.ceil(box.left); x < box.right; x++) {
                 const hit = root.elementFromPoint(x, y);
                 const place = hit && hit.closest('[data-zone]');
                 const zone = place && place.dataset.zone;
                 const near = [row[row.length - 1], above[row.length], above[row.length - 1]];
                 const size = !zone ? 0 : near.every((cell) => cell && cell.zone === zone)
                     ? 1 + Math.min(...near.map((cell) => cell.size)) : 1;
                 if (zone) largest[zone] = Math.max(largest[zone] || 0, size);
                 row.push({ zone, size });
             }
             above = row;
         }
         return largest",
        &[],
    );
    for option in tappable(widget) {
        let side = squares[&option].as_u64().unwrap_or_default();
        assert!(
            side >= 44,
            "`{option}` leaves a square of {side} pixels of {squares}"
        );
    }
}

fn the_drawing_is_hidden_from_assistive_technology(browser: &Browser) {
    let visit = opened(browser);
    let widget = visit.widget();
    let told = widget.ask(
        "const figure = one('.wts-figure');
         return [figure.getAttribute('aria-hidden'), one('.wts-figure svg').getAttribute('focusable'),
                 figure.querySelectorAll('a, button, input, summary, [tabindex], [role]').length]",
        &[],
    );
    assert_eq!(told, json!(["true", "false", 0]));
    widget.tap("knee");
    let inside = widget.focus_is_on(".wts-figure *");
    assert!(!inside, "a tap leaves the focus out of the drawing");
}

fn the_drawing_is_not_mirrored(browser: &Browser) {
    let visit = opened(browser);
    let widget = visit.widget();
    let order = widget.ask(
        "const left = () => all('.wts-sides span').map((side) => side.getBoundingClientRect().left);
         const before = left();
         inside.dir = 'rtl';
         const turned = getComputedStyle(one('.wts-back .wts-icon')).transform;
         return [before, left()].map(([front, back]) => front < back).concat(turned)",
        &[],
    );
    let mirrored = "matrix(-1, 0, 0, 1, 0, 0)";
    assert_eq!(
        order,
        json!([true, true, mirrored]),
        "the chevron is, the body not"
    );
}

/// Browsers do not force the colours of drawings: ours must name the visitor's own.
fn the_drawing_shows_in_forced_colours(browser: &Browser) {
    let media = |value: &str| {
        let features = json!({ "features": [{ "name": "forced-colors", "value": value }] });
        browser.devtools("Emulation.setEmulatedMedia", features);
    };
    media("active");
    let visit = opened(browser);
    let widget = visit.widget();
    widget.tap("knee");
    let colours = widget.ask(
        "const paint = (name) => { const probe = document.createElement('i');
             probe.style.cssText = `forced-color-adjust: none; color: ${name}`;
             inside.append(probe);
             const colour = getComputedStyle(probe).color; probe.remove(); return colour; };
         const style = (selector) => getComputedStyle(one(selector));
         return [style('.wts-body').fill === paint('Canvas'),
                 style('.wts-line').stroke === paint('CanvasText'),
                 style('.wts-brush').stroke === paint('Highlight'),
                 style('.wts-lit').stroke === paint('CanvasText')]",
        &[],
    );
    media("");
    assert_eq!(colours, json!([true, true, true, true]));
}
