//! What the owner has said beside the attributes, and what they are told about it.
//!
//! All of it waits until the first question can be answered: nothing here is needed before.

use std::rc::Rc;

use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, Url, console};

use super::events;
use crate::browser::untyped;
use crate::config::{self, Address, ENTRIES, Json, LONGEST};
use crate::guide;
use crate::settings::{self, Settings};

/// What is still to be read, and to be told.
#[derive(Debug)]
pub struct HostHandle {
    /// The element.
    pub host: HtmlElement,
    /// Where the widget stands.
    pub mount: HtmlElement,
    /// Sends the page an event.
    pub tell: Function,
    /// The promise of what lies at the address in the attribute `config`: text, or anything else if
    /// it cannot be fetched. No promise where there is no address.
    pub fetched: JsValue,
    /// What is wrong with the colours.
    pub problems: Vec<String>,
}

/// Where a configuration is.
enum Given {
    /// Nowhere.
    Nothing,
    /// In the property.
    Object(JsValue),
    /// In the property, the attribute or the child.
    Text(String),
    /// On its way.
    Coming(Promise),
    /// Lost on its way to the element.
    Lost(&'static str),
}

/// What an object becomes in an attribute, and what a list of such does.
const OBJECT: &str = "[object ";

/// What to do where a framework has not handed an object over.
const LOST: [&str; 2] = [
    "config is \"[object Object]\": set the property, or write JSON.stringify(…)",
    "config has not come from React: write config={JSON.stringify(clinic)}",
];

/// Reads the configuration, now or when it has come, and then tells the owner everything that is
/// wrong. What comes later is drawn by `redraw`.
pub fn read(owner: HostHandle, settings: Rc<Settings>, redraw: fn()) {
    let read = match given(&owner) {
        Given::Nothing => Ok(None),
        Given::Object(object) => Ok(Some(json(&object, 0))),
        Given::Text(text) => parsed(&text).map(Some),
        Given::Lost(problem) => Err(problem),
        Given::Coming(promise) => {
            let read = Closure::once(move |text: JsValue| {
                on_config_loaded(owner, &settings, &text);
                redraw();
            });
            let _ = promise.then(&read);
            read.forget();
            return;
        }
    };
    report(owner, &settings, read);
}

/// What lies at the address has come, or nothing has.
fn on_config_loaded(owner: HostHandle, settings: &Settings, text: &JsValue) {
    let problem = "config could not be fetched from its address";
    let text = text.as_string().ok_or(problem);
    report(
        owner,
        settings,
        text.and_then(|text| parsed(&text)).map(Some),
    );
}

/// Takes the configuration over, and tells the owner everything that is wrong.
fn report(mut owner: HostHandle, settings: &Settings, read: Result<Option<Json>, &'static str>) {
    let mut dialling = "";
    if let Some(guide) = guide::shared() {
        let attribute = |name: &str| owner.host.get_attribute(name);
        let mut problems = settings::problems(&attribute, &mut guide.words.regions());
        problems.append(&mut owner.problems);
        owner.problems = problems;
        dialling = guide.words.dialling(&settings.visit.region);
    }
    match read {
        Ok(Some(json)) => {
            let (read, problems) = config::read(&json, address, dialling);
            owner.problems.extend(problems);
            let _ = settings.visit.clinic.set(read);
        }
        Ok(None) => {}
        Err(problem) => owner.problems.push(problem.into()),
    }
    if !owner.problems.is_empty() {
        let told = owner.problems.join("\n- ");
        console::warn_2(&["<who-to-see>:\n- ", &told].concat().into(), &owner.host);
        let code = [("code", "config".into())];
        events::event(&owner.tell, "wts-error", &code);
    }
    if owner.host.has_attribute("debug") {
        // A page that cannot be told on the page has been told in the console.
        let _ = show(&owner);
    }
}

/// The configuration: the property, else the attribute, else the child.
fn given(owner: &HostHandle) -> Given {
    let host = &owner.host;
    let property = Reflect::get(host, &"config".into()).unwrap_or_default();
    if property.is_object() {
        return Given::Object(property);
    }
    let attribute = host.get_attribute("config");
    let written = property.as_string().or_else(|| attribute.clone());
    if written.is_some_and(|text| text.starts_with(OBJECT)) {
        return Given::Lost(LOST[0]);
    }
    if let Some(text) = property.as_string() {
        return Given::Text(text);
    }
    if owner.fetched.is_object() {
        return Given::Coming(owner.fetched.clone().unchecked_into());
    }
    if let Some(text) = attribute {
        return Given::Text(text);
    }
    let child = host.query_selector("script[type=\"application/json\"]");
    let text = child.ok().flatten().and_then(|child| child.text_content());
    match text {
        Some(text) => Given::Text(text),
        None if lost_by_react(host) => Given::Lost(LOST[1]),
        None => Given::Nothing,
    }
}

/// Whether React, which notes on an element what it was given, was given a configuration. It hands
/// an object over where it makes the element, and not where a server has made it.
fn lost_by_react(host: &HtmlElement) -> bool {
    Object::keys(host).iter().any(|name| {
        let name = name.as_string().unwrap_or_default();
        let given = || untyped::get(&untyped::get(host, &name), "config");
        name.starts_with("__reactProps$") && given().is_object()
    })
}

/// Reads text as JSON.
fn parsed(text: &str) -> Result<Json, &'static str> {
    if text.len() > LONGEST as usize {
        return Err("config is longer than 20,000 characters: it is not read");
    }
    match JSON::parse(text) {
        Ok(value) => Ok(json(&value, 0)),
        Err(_) => Err("config is not JSON: look for a missing quote, or a comma at an end"),
    }
}

/// Takes a value over: own properties only, and no more of it than a configuration can have.
fn json(value: &JsValue, depth: u8) -> Json {
    if let Some(text) = value.as_string() {
        return Json::Text(text);
    }
    if depth > 2 || !value.is_object() {
        return Json::Other;
    }
    let list = Array::is_array(value);
    let entries = Object::entries(value.unchecked_ref());
    let mut items = Vec::new();
    let mut table = Vec::new();
    for place in 0..entries.length().min(ENTRIES as u32 + 1) {
        let entry: Array = entries.get(place).unchecked_into();
        let item = json(&entry.get(1), depth + 1);
        if list {
            items.push(item);
        } else {
            table.push((entry.get(0).as_string().unwrap_or_default(), item));
        }
    }
    if list {
        Json::List(items)
    } else {
        Json::Table(table)
    }
}

/// An address as the browser reads it.
pub fn address(written: &str) -> Option<Address> {
    let url = Url::new(written).ok()?;
    let part = |name: &str| {
        let part = Reflect::get(&url, &name.into()).unwrap_or_default();
        part.as_string().unwrap_or_default()
    };
    Some(Address {
        protocol: part("protocol"),
        host: part("hostname"),
        path: part("pathname"),
        user: !part("username").is_empty() || !part("password").is_empty(),
        href: part("href"),
    })
}

/// Tells the owner on the page, below the widget: plain text, a line for each problem.
fn show(owner: &HostHandle) -> Result<(), JsValue> {
    let document = owner.host.owner_document().ok_or(JsValue::UNDEFINED)?;
    let panel = document.create_element("pre")?;
    panel.set_attribute("part", "debug")?;
    panel.set_attribute("class", "wts-debug")?;
    let told = owner.problems.join("\n- ");
    let title = if told.is_empty() {
        "<who-to-see debug>: nothing to mend"
    } else {
        "<who-to-see debug>:\n- "
    };
    panel.set_text_content(Some(&[title, &told].concat()));
    owner.mount.get_root_node().append_child(&panel)?;
    Ok(())
}
