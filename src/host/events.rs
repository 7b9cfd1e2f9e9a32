//! What the host page is told: that the widget stands, and how far the person is. Never an answer,
//! and no outcome or urgency unless the owner has asked for it and so taken on what that means.
//!
//! The loader makes the events, because it tells the page about its own mistakes too.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::msg::HostEvent;

/// Tells the element and the page.
pub fn send(tell: &Function, happened: &HostEvent) {
    match happened {
        HostEvent::Ready => event(tell, "wts-ready", &[]),
        HostEvent::Started => event(tell, "wts-start", &[]),
        HostEvent::Step(number) => {
            event(tell, "wts-step", &[("step", f64::from(*number).into())]);
        }
        HostEvent::Complete(None) => event(tell, "wts-complete", &[]),
        HostEvent::Complete(Some((outcome, urgency))) => {
            let result = [
                ("outcome", outcome.as_str().into()),
                ("urgency", (*urgency).into()),
            ];
            event(tell, "wts-complete", &result);
        }
        HostEvent::ContactClicked => event(tell, "wts-cta", &[]),
    }
}

/// Sends one event. `more` goes into its detail.
pub fn event(tell: &Function, name: &str, more: &[(&str, JsValue)]) {
    let detail = Object::new();
    for (key, value) in more {
        let _ = Reflect::set(&detail, &(*key).into(), value);
    }
    // A listener of the page that throws must not stop the widget.
    let _ = tell.call2(&JsValue::UNDEFINED, &name.into(), &detail);
}
