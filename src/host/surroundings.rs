//! What the page around the widget looks like.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot, Window};

use crate::settings::Theme;

/// Whether the widget is dark: as the owner says, or as the page is behind it. The visitor's own
/// preference counts only through the page: a dark widget on a light page looks broken.
pub fn is_dark(window: &Window, host: &HtmlElement, theme: Theme) -> bool {
    match theme {
        Theme::Light => false,
        Theme::Dark => true,
        Theme::Auto => background(window, host).is_some_and(|[r, g, b]| {
            // Relative luminance with the gamma left out: near enough to tell dark from light.
            0.2126 * r + 0.7152 * g + 0.0722 * b < 110.0
        }),
    }
}

/// The colour behind the element: the nearest background that is not see-through. A page that
/// paints none is as dark as its `color-scheme` and the visitor's preference make it.
fn background(window: &Window, host: &HtmlElement) -> Option<[f64; 3]> {
    let mut element = Some(host.clone().unchecked_into::<Element>());
    while let Some(current) = element {
        let style = window.get_computed_style(&current).ok().flatten()?;
        let colour = style.get_property_value("background-color").ok()?;
        if let Some(colour) = opaque(&colour, 0.5).or_else(|| grey(&colour)) {
            return Some(colour);
        }
        element = current.parent_element().or_else(|| {
            let root = current.get_root_node().dyn_into::<ShadowRoot>().ok()?;
            Some(root.host())
        });
    }
    let document = window.document()?.document_element()?;
    let style = window.get_computed_style(&document).ok().flatten()?;
    let scheme = style.get_property_value("color-scheme").ok()?;
    let prefers_dark = window
        .match_media("(prefers-color-scheme: dark)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches());
    let has = |wanted: &str| scheme.split(' ').any(|known| known == wanted);
    let dark = has("dark") && (prefers_dark || !has("light"));
    Some(if dark { [18.0; 3] } else { [255.0; 3] })
}

/// The parts, 0 to 255, of `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.9)` or `color(srgb 0.1 0.2 0.3 / 0.9)`;
/// `None` when less of it is opaque than asked for, or it is written in another way.
pub fn opaque(colour: &str, least: f64) -> Option<[f64; 3]> {
    let (kind, inner) = colour.split_once('(')?;
    let most = match kind {
        "rgb" | "rgba" => 1.0,
        "color" if inner.starts_with("srgb ") => 255.0,
        _ => return None,
    };
    let mut parts = [0.0, 0.0, 0.0, 1.0];
    let mut found = 0;
    for part in inner.split([',', ' ', '/', ')']) {
        // The browser's own reading of a number: Rust's costs kilobytes.
        let number = js_sys::parse_float(part);
        if !number.is_nan() {
            *parts.get_mut(found)? = number;
            found += 1;
        }
    }
    let [red, green, blue, alpha] = parts;
    let enough = found >= 3 && alpha >= least;
    enough.then_some([red * most, green * most, blue * most])
}

/// The grey that is as light as `oklch(0.2 0.1 250)` and its kin; `None` where it is see-through, or
/// written in another way.
fn grey(colour: &str) -> Option<[f64; 3]> {
    let (kind, inner) = colour.split_once('(')?;
    let most = match kind {
        "oklch" | "oklab" => 1.0,
        "lch" | "lab" => 100.0,
        _ => return None,
    };
    let see_through = inner.contains("/ 0");
    (!see_through).then(|| [js_sys::parse_float(inner) * 255.0 / most; 3])
}
