//! What the host page is told: that the widget is ready. Never an answer, an outcome or an urgency.
//!
//! The loader makes the events, because it tells the page about its own mistakes too.

use js_sys::Function;
use wasm_bindgen::JsValue;

/// Tells the element and the page that the first screen stands.
pub fn ready(tell: &Function) {
    send(tell, "wts-ready");
}

fn send(tell: &Function, name: &str) {
    // A listener of the page that throws must not stop the widget.
    let _ = tell.call1(&JsValue::UNDEFINED, &name.into());
}
