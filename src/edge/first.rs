//! The first screens that the loader has shown before the widget was there: what was done on them,
//! and what is still done on them until the widget is seen.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

use super::element::pass_on;
use super::reach;
use crate::handover::{Begun, action};
use crate::screens::Told;

/// Asks the loader what has been done. It tells a list: whether the first question stands, the places
/// of what is ticked there, and the number of the button that was pressed, if one was.
pub fn begun(asked: &JsValue) -> Begun {
    let told = asked
        .is_function()
        .then(|| reach::apply(asked.unchecked_ref::<Function>(), asked, &[]));
    let Some(Ok(told)) = told else {
        return Begun::default();
    };
    let told = Array::from(&told);
    let number = |value: JsValue| value.as_f64().map(|number| number as u8);
    Begun {
        asked: told.get(0).is_truthy(),
        ticked: Array::from(&told.get(1))
            .iter()
            .filter_map(number)
            .collect(),
        pressed: number(told.get(2)).and_then(action),
    }
}

/// A button of the first screens was pressed: the widget goes on from there, and is seen.
#[wasm_bindgen]
pub fn press(root: &ShadowRoot, button: u8, event: JsValue) {
    if let Some(action) = action(button) {
        let event = Told::Pressed(event.unchecked_into());
        pass_on(root, [event, Told::Did(action)]);
    }
}

/// An option of the first question was ticked or cleared.
#[wasm_bindgen]
pub fn tick(root: &ShadowRoot, place: u8, on: bool) {
    pass_on(root, [Told::Chose(place, on)]);
}
