//! The first screens that the loader has shown before the widget was there: what was done on them.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

use crate::browser::untyped;
use crate::handover::{Begun, action};

/// Asks the loader what has been done. It tells a list: whether the first question stands, the places
/// of what is ticked there, and the number of the button that was pressed, if one was.
pub fn begun(asked: &JsValue) -> Begun {
    let told = asked
        .is_function()
        .then(|| untyped::apply(asked.unchecked_ref::<Function>(), asked, &[]));
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
