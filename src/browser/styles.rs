//! Gives a shadow root its style sheet.
//!
//! A constructed sheet needs no `style-src` and is shared by every widget of the page. Where the
//! browser cannot construct one (Safari before 16.4), a `<style>` element does the same.

use std::cell::{OnceCell, RefCell};

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{
    CssGroupingRule, CssStyleDeclaration, CssStyleRule, CssStyleSheet, Document, Element,
    ShadowRoot, css,
};

#[wasm_bindgen]
extern "C" {
    /// A document or a shadow root.
    type Adopter;
    #[wasm_bindgen(catch, method, getter, js_name = adoptedStyleSheets)]
    fn adopted(this: &Adopter) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, method, setter, js_name = adoptedStyleSheets)]
    fn adopt(this: &Adopter, sheets: &Array) -> Result<(), JsValue>;
}

/// Where a document or a shadow root keeps its constructed sheets.
const ADOPTED: &str = "adoptedStyleSheets";

thread_local! {
    /// The `<style>` elements, where sheets cannot be adopted.
    static ELEMENTS: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
    static SHEET: OnceCell<Option<CssStyleSheet>> = const { OnceCell::new() };
    static PRINT_SHEET: OnceCell<Option<(CssStyleSheet, CssStyleDeclaration)>> = const { OnceCell::new() };
}

/// Styles everything in the root. Every widget of the page wears what the first one was given, or what
/// has replaced it since.
///
/// # Errors
/// When the browser can neither construct a sheet nor add an element.
pub fn adopt(document: &Document, root: &ShadowRoot, styles: &str) -> Result<(), JsValue> {
    SHEET.with(|sheet| {
        sheet.get_or_init(|| constructed(styles));
    });
    if let Some(sheet) = shared(root) {
        return root.unchecked_ref::<Adopter>().adopt(&Array::of1(&sheet));
    }
    let style = document.create_element("style")?;
    style.set_text_content(Some(styles));
    root.append_child(&style)?;
    ELEMENTS.with_borrow_mut(|elements| elements.push(style));
    Ok(())
}

/// Adds the declarations of a widget's own colours to its root. Paper has its own.
///
/// # Errors
/// When the browser can neither construct a sheet nor add an element.
pub fn adopt_own(document: &Document, root: &ShadowRoot, colours: &str) -> Result<(), JsValue> {
    let own = [
        "@media screen{.wts[data-preset][data-theme]{",
        colours,
        "}}",
    ]
    .concat();
    if let Some((sheet, own)) = shared(root).zip(constructed(&own)) {
        let adopter = root.unchecked_ref::<Adopter>();
        return adopter.adopt(&Array::of2(&sheet, &own));
    }
    let style = document.create_element("style")?;
    style.set_text_content(Some(&own));
    root.append_child(&style).map(|_| ())
}

/// Adds the sheet for paper to a document or a shadow root of the page. Gives the names of the sheet's
/// variables for what is around the widget, or nothing where the browser cannot do so. The page's own
/// adopted sheets stay.
pub fn add_print_sheet(to: &JsValue) -> Option<CssStyleDeclaration> {
    let (sheet, variables) = PRINT_SHEET.with(|print| print.get_or_init(print_sheet).clone())?;
    set_print_sheet(to, &sheet, true)?;
    Some(variables)
}

/// Takes the sheet for paper back.
pub fn remove_print_sheet(from: &JsValue) {
    let known = PRINT_SHEET.with(|print| print.get().cloned().flatten());
    if let Some((sheet, _)) = known {
        let _ = set_print_sheet(from, &sheet, false);
    }
}

fn set_print_sheet(of: &JsValue, sheet: &CssStyleSheet, on: bool) -> Option<()> {
    let adopter = of.unchecked_ref::<Adopter>();
    let before = adopter.adopted().ok().filter(JsValue::is_object)?;
    let sheets = Array::new();
    for other in Array::from(&before).iter() {
        if other != *AsRef::<JsValue>::as_ref(sheet) {
            sheets.push(&other);
        }
    }
    if on {
        sheets.push(sheet);
    }
    adopter.adopt(&sheets).ok()
}

/// A sheet of the last rule of the widgets' own, and the variables in the first rule in it: see
/// `styles/paper.css`.
fn print_sheet() -> Option<(CssStyleSheet, CssStyleDeclaration)> {
    css::supports_with_value("all", "revert-layer")
        .ok()
        .filter(|known| *known)?;
    let own = SHEET.with(|sheet| sheet.get().cloned().flatten())?;
    let rules = own.css_rules().ok()?;
    let paper = rules.get(rules.length().checked_sub(1)?)?;
    let first = paper
        .unchecked_ref::<CssGroupingRule>()
        .css_rules()
        .get(0)?;
    let variables = first.unchecked_ref::<CssStyleRule>().style();
    Some((constructed(&paper.css_text())?, variables))
}

/// Puts other styles in the place of the first ones, for every widget of the page.
#[cfg(feature = "deferred")]
pub fn replace(styles: &str) {
    SHEET.with(|sheet| {
        if let Some(Some(sheet)) = sheet.get() {
            // A browser that took the first styles takes these.
            let _ = sheet.replace_sync(styles);
        }
    });
    ELEMENTS.with_borrow(|elements| {
        for element in elements {
            element.set_text_content(Some(styles));
        }
    });
}

fn shared(root: &ShadowRoot) -> Option<CssStyleSheet> {
    // A browser may construct sheets and not adopt them.
    js_sys::Reflect::has(root, &ADOPTED.into())
        .ok()
        .filter(|adopts| *adopts)?;
    SHEET.with(|sheet| sheet.get().cloned().flatten())
}

fn constructed(text: &str) -> Option<CssStyleSheet> {
    let sheet = CssStyleSheet::new().ok()?;
    sheet.replace_sync(text).ok().map(|()| sheet)
}
