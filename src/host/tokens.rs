//! The colours that the owner has set on the element, as custom properties of a style sheet.
//!
//! The browser reads them, so that every way to write a colour works: a name, `hsl()`, a variable
//! of the page. Decides nothing about them.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, ShadowRoot, Window};

use super::surroundings::opaque;
use crate::browser::styles;
use crate::colour::{Rgb, is_dark};
use crate::settings::Preset;
use crate::theme::{BrandColours, Palette, palette};

/// The custom properties, in the order of [`BrandColours`].
pub const NAMES: [&str; 3] = ["--wts-brand", "--wts-surface", "--wts-text"];

/// What the owner has written for each colour; empty where nothing.
pub fn asked(window: &Window, host: &HtmlElement) -> [String; 3] {
    NAMES.map(|name| computed(window, host, name).unwrap_or_default())
}

/// Gives the root its own colours, repaired on the look that the owner has chosen. `dark` says
/// whether the page is; the owner's ground decides instead where there is one. `mount` is an
/// element of the root that nobody sees yet.
///
/// # Errors
/// When the browser can neither construct a sheet nor add an element.
pub fn paint(
    root: &ShadowRoot,
    mount: &HtmlElement,
    asked: &[String; 3],
    preset: Preset,
    dark: &mut bool,
    problems: &mut Vec<String>,
) -> Result<(), JsValue> {
    let (window, document) = (gloo_utils::window(), gloo_utils::document());
    // An element of the look that the widget will have.
    let probe: HtmlElement = document.create_element("div")?.unchecked_into();
    probe.set_class_name("wts");
    mount.append_child(&probe)?;
    let mut wished = [None; 3];
    for (place, written) in asked.iter().enumerate().filter(|(_, w)| !w.is_empty()) {
        wished[place] = read(&window, &probe, written);
        if wished[place].is_none() {
            let reason = " is not a colour without transparency; write it as #rrggbb";
            problems.push([NAMES[place], ": ", written, reason].concat());
        }
    }
    let [brand, surface, text] = wished;
    let brand_colours = BrandColours {
        brand,
        surface,
        text,
    };
    *dark = surface.map_or(*dark, is_dark);
    probe.set_attribute("data-preset", preset.name())?;
    probe.set_attribute("data-theme", if *dark { "dark" } else { "light" })?;
    let look = Palette::read(|name| computed(&window, &probe, name));
    probe.remove();
    let Some(look) = look.filter(|_| brand_colours != BrandColours::default()) else {
        return Ok(());
    };
    styles::adopt_own(&document, root, &palette(look, *dark, &brand_colours).css())
}

/// A colour as this browser reads it, on an element of the page; `None` where it is none, or is partly
/// transparent.
pub fn read(window: &Window, probe: &HtmlElement, written: &str) -> Option<Rgb> {
    // The second turns what is written in another space, as oklch() is, into red, green and blue.
    let mixed = ["color-mix(in srgb, ", written, ", ", written, ")"].concat();
    let mut ways = [written, &mixed].into_iter();
    let parts = ways.find_map(|way| {
        let style = probe.style();
        let _ = style.set_property("color", way);
        // What a browser cannot read, it does not take.
        let taken = !style.get_property_value("color").ok()?.is_empty();
        let colour = computed(window, probe, "color").filter(|_| taken);
        let _ = style.remove_property("color");
        opaque(&colour?, 1.0)
    });
    // The cast holds what lies outside of the screen's colours to their edge.
    parts.map(|parts| parts.map(|part| (part + 0.5) as u8))
}

/// The value of a property, as this browser has worked it out.
pub fn computed(window: &Window, element: &HtmlElement, property: &str) -> Option<String> {
    let style = window.get_computed_style(element).ok().flatten()?;
    Some(style.get_property_value(property).ok()?.trim().to_owned())
}
