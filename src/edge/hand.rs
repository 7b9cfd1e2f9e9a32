//! Hands the advice to the visitor: to the printer, the clipboard, another app, or a file. It stays
//! on this device unless the visitor sends it on.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};
use yew::{Callback, NodeRef};

use crate::app::AppProps;
use crate::edge::{page, paper, reach};
use crate::screens::Told;
use crate::settings::Settings;
use crate::show::{Screen, screen};
use crate::state::{Action, State};
use crate::take::{self, Abilities, Take};

/// The older way to copy: a command of the document.
const OLDER: &str = "execCommand";

/// What this browser can do here. What a shared device keeps, the next visitor finds: there is only
/// paper.
pub fn abilities(settings: &Settings) -> Abilities {
    let own = !settings.kiosk;
    let can = |of: &JsValue, what| reach::get(of, what).is_function();
    let navigator = navigator();
    Abilities {
        copy: own && (can(&clipboard(), "writeText") || can(&document(), OLDER)),
        // In a frame the page around it decides, and a browser says how only when it is asked.
        share: own && can(&navigator, "share") && {
            let may = reach::call(&navigator, "canShare", &[&to_share("-", "-")]);
            may.map_or(true, |may| may.is_truthy())
        },
        save: own,
    }
}

/// Hands over the advice that a state shows, in the way the person chose. `shown` stands on the
/// screen.
pub fn over(way: Take, props: &AppProps, state: &State, shown: &NodeRef, tell: &Callback<Told>) {
    let Screen::Advice(view) = screen(&props.tool, &props.settings.visit, state, false) else {
        return;
    };
    let Some(shown) = shown.get() else {
        return;
    };
    let shown = JsValue::from(shown);
    match way {
        Take::Print => paper::print(&shown, refused(tell)),
        Take::Copy => copy(&take::text(&view), shown, tell),
        Take::Share => share(&view.title, &take::text(&view), tell),
        Take::Remind => {
            if let Some(remind) = &view.take.remind {
                let day = page::day_in(remind.days);
                let file = take::calendar(&remind.title, &remind.text, &day, &page::stamp());
                save("check-again.ics", "text/calendar", &file, tell);
            }
        }
        Take::Clinic => {
            let file = take::clinic(&props.tool, state, &view, &page::time());
            save("answers.json", "application/fhir+json", &file, tell);
        }
    }
}

/// What tells the person that nothing may have come of it.
fn refused(tell: &Callback<Told>) -> impl Fn() + use<> {
    let tell = tell.clone();
    move || tell.emit(Told::Did(Action::Refused))
}

/// Puts a text on the clipboard, and tells whether it is there. The page around a frame can forbid
/// the newer way, and a page without encryption has not got it: then the older one is tried.
fn copy(text: &str, shown: JsValue, tell: &Callback<Told>) {
    let well = {
        let tell = tell.clone();
        Closure::once_into_js(move |_: JsValue| tell.emit(Told::Did(Action::Copied(true))))
    };
    let otherwise = {
        let (text, shown, tell) = (text.to_owned(), shown.clone(), tell.clone());
        Closure::once_into_js(move |_: JsValue| copy_the_older_way(&text, &shown, &tell))
    };
    let done = reach::call(&clipboard(), "writeText", &[&text.into()])
        .and_then(|promise| reach::call(&promise, "then", &[&well, &otherwise]));
    if done.is_err() {
        copy_the_older_way(text, &shown, tell);
    }
}

/// Copies a text as a person would: from a field in which all of it is selected.
fn copy_the_older_way(text: &str, shown: &JsValue, tell: &Callback<Told>) {
    let well = copy_from_a_field(text, shown).is_ok_and(|done| done.is_truthy());
    tell.emit(Told::Did(Action::Copied(well)));
}

fn copy_from_a_field(text: &str, shown: &JsValue) -> Result<JsValue, JsValue> {
    let root = reach::call(shown, "getRootNode", &[])?;
    let focused = reach::get(&root, "activeElement");
    let field = reach::call(&document(), "createElement", &[&"textarea".into()])?;
    reach::set(&field, "value", &text.into());
    reach::set(&field, "className", &"wts-hidden".into());
    // Or a telephone would bring up its keyboard.
    reach::set(&field, "readOnly", &true.into());
    // Beside the heading: elsewhere on the page a dialog may let nothing take the focus.
    reach::call(&reach::get(shown, "parentNode"), "append", &[&field])?;
    let still = JsValue::from(Object::new());
    reach::set(&still, "preventScroll", &true.into());
    let copied = reach::call(&field, "focus", &[&still])
        .and_then(|_| reach::call(&field, "select", &[]))
        .and_then(|_| reach::call(&document(), OLDER, &[&"copy".into()]));
    reach::call(&field, "remove", &[])?;
    let _ = reach::call(&focused, "focus", &[&still]);
    copied
}

/// Opens the device's own sheet for sharing. There is no address in it. Giving up is no error; a
/// browser that refuses is told of.
fn share(title: &str, text: &str, tell: &Callback<Told>) {
    let refused = refused(tell);
    let unless_given_up = Closure::once_into_js(move |error: JsValue| {
        if reach::get(&error, "name") != "AbortError" {
            refused();
        }
    });
    let shared = reach::call(&navigator(), "share", &[&to_share(title, text)])
        .and_then(|promise| reach::call(&promise, "catch", &[&unless_given_up]));
    if shared.is_err() {
        tell.emit(Told::Did(Action::Refused));
    }
}

fn to_share(title: &str, text: &str) -> JsValue {
    let data = JsValue::from(Object::new());
    reach::set(&data, "title", &title.into());
    reach::set(&data, "text", &text.into());
    data
}

/// Saves a text as a file. Some browsers read it later: its address goes when the page does. The page
/// around a frame can forbid it, and no browser says so.
fn save(name: &str, kind: &str, text: &str, tell: &Callback<Told>) {
    let framed = reach::global("parent") != JsValue::from(js_sys::global());
    if try_save(name, kind, text).is_err() || framed {
        tell.emit(Told::Did(Action::Refused));
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
    reach::call(&link, "click", &[]).map(|_| ())
}

fn document() -> JsValue {
    reach::global("document")
}

fn navigator() -> JsValue {
    reach::global("navigator")
}

fn clipboard() -> JsValue {
    reach::get(&navigator(), "clipboard")
}
