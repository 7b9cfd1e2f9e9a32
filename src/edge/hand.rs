//! Hands the advice to the visitor: to the printer, the clipboard, another app, or a file. It stays
//! on this device unless the visitor sends it on.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use yew::{Callback, NodeRef};

use crate::app::AppProps;
use crate::edge::{page, paper, reach};
use crate::screens::Told;
use crate::settings::Settings;
use crate::show::{Screen, screen};
use crate::state::{Action, State};
use crate::take::{self, Abilities, Take};

/// What this browser can do. What a shared device keeps, the next visitor finds: there is only
/// paper.
#[inline(never)]
pub fn abilities(settings: &Settings) -> Abilities {
    let own = !settings.kiosk;
    let can = |of: &JsValue, what| own && reach::get(of, what).is_function();
    Abilities {
        copy: can(&clipboard(), "writeText"),
        share: can(&navigator(), "share"),
        save: own,
    }
}

/// Hands over the advice that a state shows, in the way the person chose. `shown` stands on the
/// screen.
#[inline(never)]
pub fn over(way: Take, props: &AppProps, state: &State, shown: &NodeRef, tell: &Callback<Told>) {
    let Screen::Advice(view) = screen(&props.tool, &props.settings.visit, state, false) else {
        return;
    };
    match way {
        Take::Print => {
            if let Some(shown) = shown.get() {
                paper::print(&shown);
            }
        }
        Take::Copy => copy(&take::text(&view), tell),
        Take::Share => share(&view.title, &take::text(&view)),
        Take::Remind => {
            if let Some(remind) = &view.take.remind {
                let day = page::day_in(remind.days);
                let file = take::calendar(&remind.title, &remind.text, &day, &page::stamp());
                save("check-again.ics", "text/calendar", &file);
            }
        }
        Take::Clinic => {
            let file = take::clinic(&props.tool, state, &view, &page::time());
            save("answers.json", "application/fhir+json", &file);
        }
    }
}

/// Puts a text on the clipboard, and tells whether it is there.
fn copy(text: &str, tell: &Callback<Told>) {
    let told = |well| {
        let tell = tell.clone();
        Closure::once_into_js(move |_: JsValue| tell.emit(Told::Did(Action::Copied(well))))
    };
    let done = reach::call(&clipboard(), "writeText", &[&text.into()])
        .and_then(|promise| reach::call(&promise, "then", &[&told(true), &told(false)]));
    if done.is_err() {
        tell.emit(Told::Did(Action::Copied(false)));
    }
}

/// Opens the device's own sheet for sharing. There is no address in it. Giving up is no error.
fn share(title: &str, text: &str) {
    let data = JsValue::from(Object::new());
    reach::set(&data, "title", &title.into());
    reach::set(&data, "text", &text.into());
    let ignore = Closure::once_into_js(|_: JsValue| {});
    let _ = reach::call(&navigator(), "share", &[&data])
        .and_then(|promise| reach::call(&promise, "catch", &[&ignore]));
}

/// Saves a text as a file. Some browsers read it later: its address goes when the page does.
fn save(name: &str, kind: &str, text: &str) {
    let _ = try_save(name, kind, text);
}

fn try_save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = JsValue::from(Object::new());
    reach::set(&options, "type", &kind.into());
    let blob: Function = reach::global("Blob").unchecked_into();
    let parts = Array::of2(&Array::of1(&text.into()), &options);
    let blob = Reflect::construct(&blob, &parts)?;
    let address = reach::call(&reach::global("URL"), "createObjectURL", &[&blob])?;
    let link = reach::call(&reach::global("document"), "createElement", &[&"a".into()])?;
    reach::set(&link, "href", &address);
    reach::set(&link, "download", &name.into());
    reach::call(&link, "click", &[]).map(|_| ())
}

fn navigator() -> JsValue {
    reach::global("navigator")
}

fn clipboard() -> JsValue {
    reach::get(&navigator(), "clipboard")
}
