//! What the pages ask of the browser: the address, the clipboard, colours and sizes as it reads them.

use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};
use who_to_see::browser::styles;
use who_to_see::colour::Rgb;
use who_to_see::guide::STYLES;
use who_to_see::host::tokens;
use who_to_see::settings::Preset;
use who_to_see::theme::Palette;

use crate::fields::{self, Kind};
use crate::form::Form;
use crate::judge::Verdict;
use crate::output::Release;

/// What stands behind the `#` of the address.
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Puts this behind the `#`, as no step of the history: Back leaves the page.
pub fn put_fragment(fragment: &str) {
    let address = if fragment.is_empty() {
        window().location().pathname().unwrap_or_default()
    } else {
        ["#", fragment].concat()
    };
    let Ok(history) = window().history() else {
        return;
    };
    // A browser refuses too many in a row: the next change brings it.
    let state = history.state().unwrap_or_default();
    let _ = history.replace_state_with_url(&state, "", Some(&address));
}

/// The folder of this page, where it is one that visitors can reach.
pub fn own_folder() -> Option<String> {
    let location = window().location();
    let host = location.hostname().ok()?;
    if ["localhost", "127.0.0.1", "[::1]", ""].contains(&&*host) {
        return None;
    }
    let href = location.href().ok()?;
    let page = href.split(['#', '?']).next()?;
    page.rsplit_once('/')
        .map(|(folder, _)| [folder, "/"].concat())
}

/// The main part of the page, which says what it is for.
pub fn main_part() -> Option<Element> {
    document().get_element_by_id("main")
}

/// The release that this page came with.
pub fn release() -> Release {
    let said = |name: &str| {
        let main = main_part();
        main.and_then(|main| main.get_attribute(name))
            .unwrap_or_default()
    };
    Release {
        version: said("data-version"),
        integrity: said("data-integrity"),
    }
}

/// A shadow root on an element, with the widget's styles; none where it has one already.
pub fn styled_root(host: &Element) -> Option<ShadowRoot> {
    let root = host
        .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
        .ok()?;
    styles::adopt(&document(), &root, STYLES?).ok()?;
    Some(root)
}

/// Where colours are read: an element of the widget's own look that nobody sees.
#[derive(Clone, Debug, PartialEq)]
pub struct Probe(HtmlElement);

impl Probe {
    /// Puts it into the page.
    pub fn new() -> Option<Self> {
        let host = document().create_element("div").ok()?;
        host.set_attribute("hidden", "").ok()?;
        document().body()?.append_child(&host).ok()?;
        let root = styled_root(&host)?;
        let probe: HtmlElement = document().create_element("div").ok()?.unchecked_into();
        probe.set_class_name("wts");
        root.append_child(&probe).ok()?;
        Some(Probe(probe))
    }

    /// A colour as this browser reads it.
    pub fn colour(&self, written: &str) -> Option<Rgb> {
        tokens::read(&window(), &self.0, written)
    }

    /// The colours of a look.
    pub fn palette(&self, preset: Preset, dark: bool) -> Option<Palette> {
        let theme = if dark { "dark" } else { "light" };
        self.0.set_attribute("data-preset", preset.name()).ok()?;
        self.0.set_attribute("data-theme", theme).ok()?;
        Palette::read(|name| tokens::computed(&window(), &self.0, name))
    }

    /// Adds what is wrong with the custom properties, as far as only a browser can tell.
    pub fn judge(&self, form: &Form, verdict: &mut Verdict) {
        for field in fields::all().filter(|field| field.name.starts_with("--")) {
            let written = form.get(field.name);
            if written.is_empty() {
                continue;
            }
            let property = match field.name {
                "--wts-font" => "font-family",
                "--wts-radius" => "border-radius",
                _ => "scroll-margin",
            };
            if written.contains(['{', '}', ';', '<', '>']) {
                verdict.add(
                    field.name,
                    "is more than one value: leave out ; { } < and >",
                );
            } else if field.kind == Kind::Colour {
                if self.colour(written).is_none() {
                    verdict.add(
                        field.name,
                        "is not a colour without transparency; write it as #rrggbb",
                    );
                }
            } else if !web_sys::css::supports_with_value(property, written).unwrap_or(true) {
                verdict.add(field.name, "is no value that this browser knows here");
            }
        }
    }
}

/// Puts text on the clipboard. Tells whether it is there.
pub async fn copy(text: String) -> bool {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
    // A page that came over plain HTTP has none.
    if !clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    let written = window().navigator().clipboard().write_text(&text);
    wasm_bindgen_futures::JsFuture::from(written).await.is_ok()
}

/// Selects all of an element's text, so that it can be copied by hand.
pub fn select(element: &Element) {
    if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.select_all_children(element);
    }
}

/// Brings the focus to the field of a setting.
pub fn focus(id: &str) {
    if let Some(field) = document().get_element_by_id(id) {
        // It may stand in a part that is folded.
        if let Ok(Some(fold)) = field.closest("details") {
            let _ = fold.set_attribute("open", "");
        }
        let field: HtmlElement = field.unchecked_into();
        let _ = field.focus();
    }
}
