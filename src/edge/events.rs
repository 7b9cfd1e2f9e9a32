//! What the host page is told: that the widget is ready. Never an answer, an outcome or an urgency.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

/// The version of every event's `detail`.
const DETAIL_VERSION: u8 = 1;

/// Tells the element and the page that the first screen stands.
pub fn ready(host: &HtmlElement) {
    let detail = Object::new();
    // Setting a property of an object made here cannot fail.
    let _ = Reflect::set(&detail, &"v".into(), &DETAIL_VERSION.into());
    send(host, "wts-ready", &Object::freeze(&detail));
}

fn send(host: &HtmlElement, name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // A listener of the page that throws must not stop the widget.
        let _ = host.dispatch_event(&event);
    }
}
