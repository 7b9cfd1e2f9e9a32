//! Gives a shadow root its style sheet.
//!
//! A constructed sheet needs no `style-src` and is shared by every widget of the page. Where the
//! browser cannot construct one (Safari before 16.4), a `<style>` element does the same.

use std::cell::{OnceCell, RefCell};

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, ShadowRoot};

use super::reach;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    #[wasm_bindgen(js_name = CSSStyleSheet)]
    type Sheet;
    #[wasm_bindgen(catch, constructor, js_class = "CSSStyleSheet")]
    fn new() -> Result<Sheet, JsValue>;
    #[wasm_bindgen(catch, method, js_name = replaceSync)]
    fn replace(this: &Sheet, text: &str) -> Result<(), JsValue>;

    type Adopter;
    #[wasm_bindgen(method, setter, js_name = adoptedStyleSheets)]
    fn adopt(this: &Adopter, sheets: &js_sys::Array);
}

/// Where a document or a shadow root keeps its constructed sheets.
const ADOPTED: &str = "adoptedStyleSheets";

thread_local! {
    /// The `<style>` elements, where sheets cannot be adopted.
    static ELEMENTS: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
    static SHEET: OnceCell<Option<Sheet>> = const { OnceCell::new() };
    static PAPER: OnceCell<Option<(Sheet, JsValue)>> = const { OnceCell::new() };
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
        root.unchecked_ref::<Adopter>()
            .adopt(&js_sys::Array::of1(&sheet));
        return Ok(());
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
        root.unchecked_ref::<Adopter>()
            .adopt(&js_sys::Array::of2(&sheet, &own));
        return Ok(());
    }
    let style = document.create_element("style")?;
    style.set_text_content(Some(&own));
    root.append_child(&style).map(|_| ())
}

/// Lends a document or a shadow root of the page the sheet for its time on paper, or takes it back.
/// Gives the names of the sheet's variables for what is around the widget, or nothing where the
/// browser cannot do so. The page's own adopted sheets stay.
pub fn lend(to: &JsValue, on: bool) -> Option<JsValue> {
    let before = reach::get(to, ADOPTED);
    let paper = PAPER.with(|paper| paper.get_or_init(for_paper).clone());
    let (sheet, variables) = paper.filter(|_| before.is_object())?;
    let sheets = js_sys::Array::new();
    for other in js_sys::Array::from(&before).iter() {
        if other != *sheet {
            sheets.push(&other);
        }
    }
    if on {
        sheets.push(&sheet);
    }
    reach::set(to, ADOPTED, &sheets);
    Some(variables)
}

/// A sheet of the last rule of the widgets' own, and the variables in the first rule in it: see
/// `styles/paper.css`.
fn for_paper() -> Option<(Sheet, JsValue)> {
    let known = ["all".into(), "revert-layer".into()];
    let supports = reach::call(&reach::global("CSS"), "supports", &[&known[0], &known[1]]);
    supports.ok().filter(JsValue::is_truthy)?;
    let own = SHEET.with(|sheet| sheet.get().cloned().flatten())?;
    let rules = |of: &JsValue| js_sys::Array::from(&reach::get(of, "cssRules"));
    let paper = rules(&own).pop();
    let variables = reach::get(&rules(&paper).get(0), "style");
    Some((
        constructed(&reach::get(&paper, "cssText").as_string()?)?,
        variables,
    ))
}

/// Puts other styles in the place of the first ones, for every widget of the page.
#[cfg(feature = "deferred")]
pub fn replace(styles: &str) {
    SHEET.with(|sheet| {
        if let Some(Some(sheet)) = sheet.get() {
            // A browser that took the first styles takes these.
            let _ = sheet.replace(styles);
        }
    });
    ELEMENTS.with_borrow(|elements| {
        for element in elements {
            element.set_text_content(Some(styles));
        }
    });
}

fn shared(root: &ShadowRoot) -> Option<Sheet> {
    // A browser may construct sheets and not adopt them.
    js_sys::Reflect::has(root, &ADOPTED.into())
        .ok()
        .filter(|adopts| *adopts)?;
    SHEET.with(|sheet| sheet.get().cloned().flatten())
}

fn constructed(text: &str) -> Option<Sheet> {
    let sheet = Sheet::new().ok()?;
    sheet.replace(text).ok().map(|()| sheet)
}
