//! The element `<who-to-see>`: reads its attributes and mounts the widget in its shadow root.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot, console};
use yew::{AppHandle, Renderer};

use crate::app::{App, AppProps};
use crate::edge::{events, page, styles, tokens};
#[cfg(feature = "apart")]
use crate::screens::Told;
use crate::settings::Settings;
use crate::tool::Tool;

thread_local! {
    /// The widgets of this page. An element that is taken away may come back: none ever ends.
    static MOUNTED: RefCell<Vec<AppHandle<App>>> = const { RefCell::new(Vec::new()) };
}

/// Mounts a widget into `mount`, which stands in the open shadow root of `host`. Called once for
/// each element by the loader in `embed/`, which sends the page the events that `tell` names.
///
/// # Errors
/// When the widget cannot start. The loader then leaves the clinic's own text in place.
#[wasm_bindgen]
pub fn start(mount: HtmlElement, host: HtmlElement, tell: js_sys::Function) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or("there is no window")?;
    let document = window.document().ok_or("there is no document")?;
    let root: ShadowRoot = mount.get_root_node().dyn_into()?;
    let tool = Tool::shared().ok_or("the pathway in this build is broken")?;
    let regions = tool.words.regions();
    let attribute = |name: &str| host.get_attribute(name);
    let (settings, mut problems) = Settings::read(attribute, regions, page::today());
    styles::adopt(&document, &root)?;
    let mut dark = page::is_dark(&window, &host, settings.theme);
    let asked = tokens::asked(&window, &host);
    if asked.iter().any(|colour| !colour.is_empty()) {
        tokens::paint(
            &root,
            &mount,
            &asked,
            settings.preset,
            &mut dark,
            &mut problems,
        )?;
    }
    if !problems.is_empty() {
        let problems = problems.join("\n- ");
        console::warn_2(&["<who-to-see>:\n- ", &problems].concat().into(), &host);
    }
    let uid = MOUNTED.with_borrow(Vec::len);
    let props = AppProps {
        tool,
        settings: Rc::new(settings),
        dark,
        uid: ["wts", &uid.to_string()].concat().into(),
        on_ready: yew::Callback::from(move |()| events::ready(&tell)),
    };
    let app = Renderer::<App>::with_root_and_props(mount.into(), props).render();
    MOUNTED.with_borrow_mut(|mounted| mounted.push(app));
    Ok(())
}

/// Adds the words and styles that the widget does not carry itself. Called by the loader when they
/// have come; tells whether they were the right ones.
#[cfg(feature = "apart")]
#[wasm_bindgen]
pub fn add(words: String, whole_styles: &str) -> bool {
    // Read as long as the page stands, so never given back.
    let added = Tool::shared().is_some_and(|tool| tool.words.add(words.leak()));
    styles::replace(whole_styles);
    MOUNTED.with_borrow(|mounted| {
        for app in mounted {
            app.send_message(Told::WordsCame);
        }
    });
    added
}
