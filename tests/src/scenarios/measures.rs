//! What must hold on every screen in every look and width: room for fingers and for words, edges
//! that can be seen, and a ring around whatever has the focus.

use fantoccini::key::Key;
use serde_json::{Value, json};

use super::focus::{BARS, behind_a_bar};
use crate::browsers::{Browser, Engine};
use crate::cases::{patient, routine};
use crate::site::{HostPage, Visit, later_words};
use crate::states::{Look, STATES, State, wait};
use crate::widget::Widget;

/// A small telephone, a usual one, a desk.
const WIDTHS: [u32; 3] = [320, 390, 1024];

/// The looks whose widths are all tried; the others change colours only.
const SHAPES: [Look; 5] = [
    Look::Light,
    Look::Dark,
    Look::ClearLight,
    Look::RightToLeft,
    Look::Forced,
];

/// How a promise is tried.
type Run = fn(&Browser);

pub fn scenarios() -> Vec<super::Scenario> {
    // Dark is as large as light, and a clear look only rounder.
    let mut scenarios = super::of_looks(
        "every_target_is_large_and_nothing_is_cut_off",
        &SHAPES,
        &[Look::Light, Look::RightToLeft],
        room_for_fingers_and_words,
    );
    scenarios.extend(super::of_looks(
        "edges_and_the_ring_of_focus_stand_out",
        &Look::ALL,
        &[Look::Light],
        edges_and_rings,
    ));
    let in_every_engine: [(&str, Run); 6] = [
        ("the_check_of_room_sees_faults", the_check_sees_faults),
        ("wide_spacing_of_words_cuts_nothing_off", wide_spacing),
        ("longer_words_cut_nothing_off", longer_words),
        ("numbers_read_left_to_right_everywhere", numbers),
        ("nothing_moves_when_motion_is_not_wanted", no_motion),
        ("bars_never_hide_the_focus_on_any_kind_of_screen", bars),
    ];
    let in_one_engine: [(&str, Run); 4] = [
        ("a_window_of_320_by_256_is_enough", a_tiny_window),
        ("a_zoom_of_400_percent_leads_to_the_advice", zoomed_in),
        (
            "a_larger_font_of_the_browser_enlarges_the_words",
            larger_font,
        ),
        ("forced_colours_show_choices_and_cards", forced_colours),
    ];
    let every = in_every_engine.map(|(name, run)| super::in_every_engine(name, run));
    let one = in_one_engine.map(|(name, run)| super::in_one_engine(name, run));
    scenarios.extend(every);
    scenarios.extend(one);
    scenarios
}

/// Opens a page whose column is so wide.
fn column<'b>(browser: &'b Browser, attributes: &str, width: u32) -> Visit<'b> {
    browser.resize(1200, 900);
    column_page(attributes, width).open(browser)
}

fn column_page(attributes: &str, width: u32) -> HostPage {
    HostPage::with_body(&format!(
        "<main class=\"column\">{}</main>",
        HostPage::element(&format!("{attributes} history=\"off\""))
    ))
    .style(&format!(
        "body {{ margin: 0 }} .column {{ inline-size: {width}px }}"
    ))
}

/// Shows every state in a look and width, and the screen that stands while words are on their way.
fn each_screen(browser: &Browser, look: Look, width: u32, check: impl Fn(Widget<'_>, &str)) {
    let visit = column(browser, look.attributes(), width);
    let widget = visit.widget();
    for state in STATES.iter() {
        state.show(widget);
        look.finish(widget);
        check(widget, &state.name);
    }
    let visit = column_page(look.attributes(), width)
        .without(later_words)
        .open(browser);
    let widget = visit.widget();
    wait(widget, "chest");
    look.finish(widget);
    check(widget, "waiting");
}

/// Targets below 44 by 44 pixels, answers below 52 in height, and what does not fit its place.
const FAULTS: &str = "
    const box = (element) => element.getBoundingClientRect();
    const name = (element) => `${element.localName}.${element.className.baseVal ?? element.className} `
        + (element.textContent || '').trim().slice(0, 30);
    const faults = [];
    const shown = (element) => box(element).width > 0 && !element.closest('details:not([open]) > :not(summary)');
    for (const target of all('button, summary, a[href], select').filter(shown)) {
        const { width, height } = box(target);
        if (width < 43.5 || height < 43.5) faults.push(`${name(target)} is ${width} by ${height}`);
    }
    for (const input of all('input')) {
        const label = input.labels[0] || input;
        if (box(label).height < 51.5) faults.push(`${name(label)} is ${box(label).height} high`);
    }
    const frame = box(host);
    for (const element of [inside, ...all('*')].filter(shown)) {
        const style = getComputedStyle(element);
        const { left, right } = box(element);
        if (style.position !== 'absolute' && (right > frame.right + 0.5 || left < frame.left - 0.5))
            faults.push(`${name(element)} sticks out: ${left} to ${right}`);
        const cut = style.overflowX !== 'visible' || style.overflowY !== 'visible';
        if (cut && !element.matches('.wts-hidden, svg') && (element.scrollWidth > element.clientWidth + 1
            || element.scrollHeight > element.clientHeight + 1))
            faults.push(`${name(element)} is cut off`);
    }
    return faults;
";

#[track_caller]
fn no_faults(widget: Widget<'_>, screen: &str, how: &str) {
    let faults = widget.ask(FAULTS, &[]);
    assert_eq!(faults, json!([]), "on {screen} {how}");
}

fn room_for_fingers_and_words(browser: &Browser, look: Look) {
    look.during(browser, || {
        for width in WIDTHS {
            each_screen(browser, look, width, |widget, screen| {
                no_faults(widget, screen, &format!("{width} wide"));
            });
        }
    });
}

/// A check that sees nothing would also find nothing.
fn the_check_sees_faults(browser: &Browser) {
    let visit = column(browser, "", 320);
    let widget = visit.widget();
    widget.ask(
        "one('.wts-start').style = 'inline-size: 400px; min-block-size: 0; block-size: 20px';
         one('.wts-title').style = 'block-size: 5px; overflow: hidden'",
        &[],
    );
    let faults = widget.ask(FAULTS, &[]).to_string();
    for fault in ["sticks out", "by 20", "cut off"] {
        assert!(faults.contains(fault), "{fault} in {faults}");
    }
}

/// What the scripts about colours share: the contrast of two computed colours.
pub const CONTRAST: &str = "
    const parts = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
    const light = (colour) => {
        const [r, g, b] = parts(colour).map((part) => part / 255)
            .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const contrast = (one, other) => {
        const [a, b] = [light(one), light(other)];
        return Math.max(a / b, b / a);
    };
    const behind = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (!/, 0\\)|transparent/.test(colour)) return colour;
        }
        return 'rgb(255, 255, 255)';
    };
";

/// Borders of controls, and both tones of the ring of focus, as computed.
fn edges_and_rings(browser: &Browser, look: Look) {
    let script = format!(
        "{CONTRAST}
         const faint = [];
         for (const input of all('input')) {{
             const before = input.checked;
             for (const chosen of [false, true]) {{
                 input.checked = chosen;
                 const border = getComputedStyle(input, '::before').borderTopColor;
                 const ground = getComputedStyle(input).backgroundColor;
                 if (contrast(border, ground) < 3) faint.push(`${{input.value}}: ${{border}} on ${{ground}}`);
             }}
             input.checked = before;
         }}
         for (const button of all('.wts-button, .wts-quiet')) {{
             const border = getComputedStyle(button).borderTopColor;
             const ground = behind(button.parentElement);
             if (contrast(border, ground) < 3) faint.push(`${{button.className}}: ${{border}} on ${{ground}}`);
         }}
         let ringed = 0;
         for (const control of all('button, input, summary, a[href]')) {{
             control.focus({{ preventScroll: true, focusVisible: true }});
             if (!control.matches(':focus-visible')) continue;
             const {{ outlineColor, outlineStyle, outlineWidth, boxShadow }} = getComputedStyle(control);
             const ground = behind(control.parentElement);
             ringed++;
             // Forced colours take shadows away: the outline then carries the ring alone.
             const halo = (boxShadow.match(/rgba?\\([^)]*\\)/) || [outlineColor])[0];
             const strongest = Math.max(contrast(outlineColor, ground), contrast(halo, ground));
             if (outlineStyle !== 'solid' || parseFloat(outlineWidth) < 3 || strongest < 3
                 || (halo !== outlineColor && contrast(outlineColor, halo) < 3))
                 faint.push(`ring of ${{control.className}}: ${{outlineColor}} and ${{halo}} on ${{ground}}`);
         }}
         return {{ faint, ringed }}"
    );
    look.during(browser, || {
        each_screen(browser, look, 390, |widget, screen| {
            let found = widget.ask(&script, &[]);
            assert_eq!(found["faint"], json!([]), "on {screen}");
            let ringed = found["ringed"].as_u64().unwrap_or_default();
            assert!(ringed > 0, "nothing takes a ring on {screen}");
        });
    });
}

/// The least spacing that WCAG 1.4.12 names, as a visitor's own style sheet sets it.
fn wide_spacing(browser: &Browser) {
    let visit = column(browser, "", 320);
    let widget = visit.widget();
    for state in STATES.iter() {
        state.show(widget);
        let inherits = widget.ask(
            "host.style.setProperty('letter-spacing', '2px', 'important');
             const heading = getComputedStyle(one('h2')).letterSpacing;
             host.style.removeProperty('letter-spacing');
             const style = document.createElement('style');
             style.textContent = `* { line-height: 1.5 !important; letter-spacing: .12em !important;
                 word-spacing: .16em !important } p { margin-block-end: 2em !important }`;
             root.append(style);
             return heading",
            &[],
        );
        assert_eq!(inherits, json!("2px"), "a visitor's spacing reaches in");
        no_faults(widget, &state.name, "with wide spacing");
    }
}

fn longer_words(browser: &Browser) {
    let visit = column(browser, "", 320);
    let widget = visit.widget();
    for state in STATES.iter() {
        state.show(widget);
        widget.ask(
            "const walker = document.createTreeWalker(inside, NodeFilter.SHOW_TEXT);
             while (walker.nextNode()) {
                 const node = walker.currentNode;
                 const words = node.data.trim();
                 if (words && !node.parentElement.closest('.wts-tel, .wts-call'))
                     node.data += ' ' + words.slice(0, Math.ceil(words.length * 0.4));
             }",
            &[],
        );
        no_faults(widget, &state.name, "with words 40 % longer");
    }
}

/// As at a zoom of 400 % on a desk. Only Chromium can be told to be so small.
fn a_tiny_window(browser: &Browser) {
    let metrics = json!({ "width": 320, "height": 256, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", metrics);
    let visit = HostPage::with_body(&HostPage::element("history=\"off\""))
        .style("body { margin: 0 }")
        .open(browser);
    let widget = visit.widget();
    for state in STATES.iter() {
        state.show(widget);
        no_faults(widget, &state.name, "in a window of 320 by 256");
        let wide = widget.ask("return document.scrollingElement.scrollWidth", &[]);
        assert!(
            wide.as_u64().is_some_and(|wide| wide <= 320),
            "{} is {wide} wide",
            state.name
        );
        let stuck = widget.ask(
            "return all('*').filter((element) => ['sticky', 'fixed']
                 .includes(getComputedStyle(element).position)).length",
            &[],
        );
        assert_eq!(
            stuck,
            json!(0),
            "nothing stays in the way on {}",
            state.name
        );
    }
}

/// A window of 1280 by 1024 at a zoom of 400 %: every point is four, and 320 by 256 are left.
fn zoomed_in(browser: &Browser) {
    let metrics = json!({ "width": 320, "height": 256, "deviceScaleFactor": 4, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", metrics);
    for patient in [routine(), patient("emergency_call")] {
        let visit = HostPage::plain().open(browser);
        let widget = visit.widget();
        widget.until_whole();
        let zoom = browser.run("return [devicePixelRatio, innerWidth, innerHeight]", vec![]);
        assert_eq!(zoom, json!([4, 320, 256]));
        widget.play(patient);
        assert_eq!(widget.screen().outcome.as_deref(), Some(&*patient.outcome));
        // What comes first is in sight without a search.
        let in_sight = "const { top, bottom } = one('.wts-title').getBoundingClientRect();
             return top >= 0 && top < innerHeight && bottom > 0";
        widget.until("the heading is in sight", in_sight, &[]);
        no_faults(widget, &widget.screen().kind, "at a zoom of 400 %");
    }
}

/// The font size of the browser's own settings. Only Chromium can be told it.
fn larger_font(browser: &Browser) {
    let sizes = |standard: u32| {
        browser.devtools(
            "Page.setFontSizes",
            json!({ "fontSizes": { "standard": standard, "fixed": 13 } }),
        );
    };
    sizes(24);
    let visit = column(browser, "", 390);
    let widget = visit.widget();
    let size = "return getComputedStyle(one('[data-screen]')).fontSize";
    let found = widget.ask(size, &[]);
    let mut faults = Vec::new();
    for state in STATES.iter() {
        state.show(widget);
        faults.push((&state.name, widget.ask(FAULTS, &[])));
    }
    sizes(16);
    assert_eq!(found, json!("27px"));
    faults.retain(|(_, faults)| *faults != json!([]));
    assert!(faults.is_empty(), "with a larger font: {faults:?}");
}

/// Fills and shadows are gone under forced colours: borders in the visitor's own colours are left.
fn forced_colours(browser: &Browser) {
    let script = "
        const paint = (name) => { const probe = document.createElement('i');
            probe.style.cssText = `forced-color-adjust: none; color: ${name}`;
            inside.append(probe);
            const colour = getComputedStyle(probe).color; probe.remove(); return colour; };
        const named = (colour) => ['Highlight', 'CanvasText'].find((name) => paint(name) === colour);
        const told = [];
        for (const [selector, pseudo] of arguments[1]) for (const element of all(selector)) {
            const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(element, pseudo);
            told.push([selector, borderTopStyle, parseFloat(borderTopWidth) >= 2, named(borderTopColor)]);
        }
        return told";
    let cards = [
        (
            "question-one-chosen",
            json!([[":checked", null], [":checked", "::before"]]),
            "Highlight",
        ),
        (
            "urgency-weeks",
            json!([
                [".wts-verdict", null],
                [".wts-urgency", null],
                [".wts-action", null],
                [".wts-sooner", null]
            ]),
            "CanvasText",
        ),
        (
            "urgency-call",
            json!([[".wts-alarm-head", null], [".wts-call", null]]),
            "CanvasText",
        ),
    ];
    Look::Forced.during(browser, || {
        let visit = column(browser, Look::Forced.attributes(), 390);
        let widget = visit.widget();
        for (name, selectors, colour) in cards {
            let state = STATES.iter().find(|state| state.name == name);
            state.expect("there is such a state").show(widget);
            let told = widget.ask(script, std::slice::from_ref(&selectors));
            let told = told.as_array().expect("a list");
            let wanted = selectors.as_array().map_or(0, Vec::len);
            assert!(told.len() >= wanted, "{name} has {told:?} of {selectors}");
            for border in told {
                let selector = border[0].clone();
                assert_eq!(
                    *border,
                    json!([selector, "solid", true, colour]),
                    "on {name}"
                );
            }
        }
    });
}

fn numbers(browser: &Browser) {
    let visit = column(browser, Look::RightToLeft.attributes(), 390);
    let widget = visit.widget();
    let mut met = 0;
    for state in STATES.iter() {
        state.show(widget);
        Look::RightToLeft.finish(widget);
        let directions = widget.ask(
            "return all('.wts-tel').map((link) => {
                 const text = document.createTreeWalker(link, NodeFilter.SHOW_TEXT).nextNode();
                 return getComputedStyle(text.parentElement).direction;
             })",
            &[],
        );
        let directions = directions.as_array().expect("a list");
        met += directions.len();
        let ltr = directions
            .iter()
            .all(|direction| *direction == json!("ltr"));
        assert!(ltr, "on {}: {directions:?}", state.name);
    }
    assert!(met > 10, "there are numbers to read: {met}");
}

/// Only Chromium can be told that a visitor wants no motion.
fn no_motion(browser: &Browser) {
    // By what is wanted, not by what runs: a slow machine asks when it is over.
    let running = "return [inside, ...all('*')].filter((element) =>
        getComputedStyle(element).animationName !== 'none').length";
    let moving = |reduce: bool| -> Vec<Value> {
        let value = if reduce { "reduce" } else { "no-preference" };
        if browser.engine == Engine::Chromium {
            let features = json!([{ "name": "prefers-reduced-motion", "value": value }]);
            browser.devtools(
                "Emulation.setEmulatedMedia",
                json!({ "features": features }),
            );
        }
        let visit = HostPage::plain().open(browser);
        let widget = visit.widget();
        let of = |name: &str| STATES.iter().find(|state| state.name == name);
        let states = ["question-many", "urgency-weeks", "urgency-call"];
        let states = states.map(|name| of(name).expect("there is such a state"));
        let each = |state: &State| {
            state.show(widget);
            widget.ask(running, &[])
        };
        states.map(each).to_vec()
    };
    let usual = moving(false);
    assert_eq!(usual[2], json!(0), "an emergency never moves");
    if browser.engine == Engine::Chromium {
        assert_ne!(usual[0], json!(0), "a question comes in gently");
        assert_eq!(moving(true), [json!(0), json!(0), json!(0)]);
    }
}

/// The same bars as in `focus`, on the kinds of screen that have the most to reach.
fn bars(browser: &Browser) {
    let tall = "<div class=\"tall\"></div>";
    let visit = HostPage::with_body(&format!(
        "<header class=\"bar\">The clinic</header>{tall}{}{tall}<footer class=\"bar\">Cookies</footer>",
        HostPage::element("")
    ))
    .style(&format!("{BARS} body:not(.barred) .bar {{ display: none }}"))
    .open(browser);
    browser.resize(600, 700);
    let widget = visit.widget();
    for name in ["question-error", "figure-tapped", "advice-unfolded"] {
        let state = STATES.iter().find(|state| state.name == name);
        browser.run("document.body.classList.remove('barred')", vec![]);
        state.expect("there is such a state").show(widget);
        browser.run("document.body.classList.add('barred')", vec![]);
        widget.ask("one('.wts-title').focus({ preventScroll: true })", &[]);
        let mut met = 0;
        for _ in 0..25 {
            widget.press(Key::Tab);
            let Some(hidden) = behind_a_bar(widget) else {
                break;
            };
            assert_eq!(hidden, None, "is behind a bar on {name}");
            met += 1;
        }
        assert!(met > 2, "Tab meets {met} controls on {name}");
    }
}
