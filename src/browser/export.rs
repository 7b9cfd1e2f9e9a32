//! Hands the advice to the visitor: to the printer, the clipboard, another app, or a file. It stays
//! on this device unless the visitor sends it on.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};
use yew::{Callback, NodeRef};

use super::{clock, print, untyped};
use crate::export::{self, Abilities, Export};
use crate::guide::Guide;
use crate::msg::Msg;
use crate::settings::Settings;
use crate::show::{Screen, Visit, screen};
use crate::state::{Action, State};

/// The older way to copy: a command of the document.
const OLDER: &str = "execCommand";

/// What this browser can do here. What a shared device keeps, the next visitor finds: there is only
/// paper.
pub fn abilities(settings: &Settings) -> Abilities {
    let own = !settings.kiosk;
    let can = |of: &JsValue, what| untyped::get(of, what).is_function();
    let navigator = navigator();
    Abilities {
        copy: own && (can(&clipboard(), "writeText") || can(&document(), OLDER)),
        // In a frame the page around it decides, and a browser says how only when it is asked.
        share: own && can(&navigator, "share") && {
            let may = untyped::call(&navigator, "canShare", &[&to_share("-", "-")]);
            may.map_or(true, |may| may.is_truthy())
        },
        save: own,
    }
}

/// Hands over the advice that a state shows, in the way the person chose. `shown` stands on the
/// screen.
pub fn export(
    way: Export,
    guide: &Guide,
    visit: &Visit,
    state: &State,
    shown: &NodeRef,
    on_msg: &Callback<Msg>,
) {
    let Screen::Advice(view) = screen(guide, visit, state, false) else {
        return;
    };
    let Some(shown) = shown.get() else {
        return;
    };
    let shown = JsValue::from(shown);
    match way {
        Export::Print => print::print(&shown, refused(on_msg)),
        Export::Copy => copy(&export::text(&view), shown, on_msg),
        Export::Share => share(&view.title, &export::text(&view), on_msg),
        Export::Remind => {
            if let Some(remind) = &view.take.remind {
                let day = clock::day_in(remind.days);
                let file = export::calendar(&remind.title, &remind.text, &day, &clock::stamp());
                save("check-again.ics", "text/calendar", &file, on_msg);
            }
        }
        Export::Clinic => {
            let file = export::clinic(guide, state, &view, &clock::time());
            save("answers.json", "application/fhir+json", &file, on_msg);
        }
    }
}

/// What tells the person that nothing may have come of it.
fn refused(on_msg: &Callback<Msg>) -> impl Fn() + use<> {
    let on_msg = on_msg.clone();
    move || on_msg.emit(Msg::Act(Action::Refused))
}

/// Puts a text on the clipboard, and tells whether it is there. The page around a frame can forbid
/// the newer way, and a page without encryption has not got it: then the older one is tried.
fn copy(text: &str, shown: JsValue, on_msg: &Callback<Msg>) {
    let well = {
        let on_msg = on_msg.clone();
        Closure::once_into_js(move |_: JsValue| on_msg.emit(Msg::Act(Action::Copied(true))))
    };
    let otherwise = {
        let (text, shown, on_msg) = (text.to_owned(), shown.clone(), on_msg.clone());
        Closure::once_into_js(move |_: JsValue| copy_the_older_way(&text, &shown, &on_msg))
    };
    let done = untyped::call(&clipboard(), "writeText", &[&text.into()])
        .and_then(|promise| untyped::call(&promise, "then", &[&well, &otherwise]));
    if done.is_err() {
        copy_the_older_way(text, &shown, on_msg);
    }
}

/// Copies a text as a person would: from a field in which all of it is selected.
fn copy_the_older_way(text: &str, shown: &JsValue, on_msg: &Callback<Msg>) {
    let well = copy_from_a_field(text, shown).is_ok_and(|done| done.is_truthy());
    on_msg.emit(Msg::Act(Action::Copied(well)));
}

fn copy_from_a_field(text: &str, shown: &JsValue) -> Result<JsValue, JsValue> {
    let root = untyped::call(shown, "getRootNode", &[])?;
    let focused = untyped::get(&root, "activeElement");
    let field = untyped::call(&document(), "createElement", &[&"textarea".into()])?;
    untyped::set(&field, "value", &text.into());
    untyped::set(&field, "className", &"wts-hidden".into());
    // Or a telephone would bring up its keyboard.
    untyped::set(&field, "readOnly", &true.into());
    // Beside the heading: elsewhere on the page a dialog may let nothing take the focus.
    untyped::call(&untyped::get(shown, "parentNode"), "append", &[&field])?;
    let still = JsValue::from(Object::new());
    untyped::set(&still, "preventScroll", &true.into());
    let copied = untyped::call(&field, "focus", &[&still])
        .and_then(|_| untyped::call(&field, "select", &[]))
        .and_then(|_| untyped::call(&document(), OLDER, &[&"copy".into()]));
    untyped::call(&field, "remove", &[])?;
    let _ = untyped::call(&focused, "focus", &[&still]);
    copied
}

/// Opens the device's own sheet for sharing. There is no address in it. Giving up is no error; a
/// browser that refuses is told of.
fn share(title: &str, text: &str, on_msg: &Callback<Msg>) {
    let refused = refused(on_msg);
    let unless_given_up = Closure::once_into_js(move |error: JsValue| {
        if untyped::get(&error, "name") != "AbortError" {
            refused();
        }
    });
    let shared = untyped::call(&navigator(), "share", &[&to_share(title, text)])
        .and_then(|promise| untyped::call(&promise, "catch", &[&unless_given_up]));
    if shared.is_err() {
        on_msg.emit(Msg::Act(Action::Refused));
    }
}

fn to_share(title: &str, text: &str) -> JsValue {
    let data = JsValue::from(Object::new());
    untyped::set(&data, "title", &title.into());
    untyped::set(&data, "text", &text.into());
    data
}

/// Saves a text as a file. Some browsers read it later: its address goes when the page does. The page
/// around a frame can forbid it, and no browser says so.
fn save(name: &str, kind: &str, text: &str, on_msg: &Callback<Msg>) {
    let framed = untyped::global("parent") != JsValue::from(js_sys::global());
    if try_save(name, kind, text).is_err() || framed {
        on_msg.emit(Msg::Act(Action::Refused));
    }
}

fn try_save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link = gloo_utils::document().create_element("a")?;
    let link: HtmlAnchorElement = link.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    // A page may have put a function of its own in its place.
    untyped::call(&link, "click", &[]).map(|_| ())
}

fn document() -> JsValue {
    untyped::global("document")
}

fn navigator() -> JsValue {
    untyped::global("navigator")
}

fn clipboard() -> JsValue {
    untyped::get(&navigator(), "clipboard")
}
