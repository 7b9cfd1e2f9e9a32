//! Reaches by name what may not be what it is called.
//!
//! A page may put functions of its own in the place of the browser's, fields of a form hide its
//! properties, and some browsers lack what others have. A typed call would trap there, and the widget
//! would stop. Here what is thrown is heard, and what is not there is `undefined`. For all else there
//! are `web-sys` and gloo.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A property; `undefined` where there is none, or the browser refuses it.
pub fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// Sets a property, where the browser lets it.
pub fn set(of: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(of, &name.into(), value);
}

/// Calls a method.
///
/// # Errors
/// What it throws; also where there is no such method.
pub fn call(of: &JsValue, name: &str, with: &[&JsValue]) -> Result<JsValue, JsValue> {
    apply(get(of, name).unchecked_ref(), of, with)
}

/// Calls a function as a method of something.
///
/// # Errors
/// What it throws; also where it is no function.
pub fn apply(function: &Function, of: &JsValue, with: &[&JsValue]) -> Result<JsValue, JsValue> {
    let given = Array::new();
    for &value in with {
        given.push(value);
    }
    function.apply(of, &given)
}

/// Something that every script of the page can see, by its name.
pub fn global(name: &str) -> JsValue {
    get(&js_sys::global(), name)
}
