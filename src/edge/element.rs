//! The element `<who-to-see>`: reads its attributes and mounts the widget in its shadow root.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot, console};

use crate::app::{App, AppProps};
use crate::edge::{events, page, styles};
use crate::settings::Settings;
use crate::tool::Tool;

thread_local! {
    static MOUNTED: Cell<u32> = const { Cell::new(0) };
}

/// Mounts a widget into `mount`, which stands in the open shadow root of `host`. Called once for
/// each element by the loader in `embed/`.
///
/// # Errors
/// When the widget cannot start. The loader then leaves the clinic's own text in place.
#[wasm_bindgen]
pub fn start(mount: HtmlElement, host: HtmlElement) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or("there is no window")?;
    let document = window.document().ok_or("there is no document")?;
    let root: ShadowRoot = mount.get_root_node().dyn_into()?;
    let tool = Tool::shared().ok_or("the pathway in this build is broken")?;
    let regions = tool.words.regions.iter().map(|region| &*region.id);
    let attribute = |name: &str| host.get_attribute(name);
    let (settings, problems) = Settings::read(attribute, regions, page::today());
    if !problems.is_empty() {
        let problems = problems.join("\n- ");
        console::warn_2(&format!("<who-to-see>:\n- {problems}").into(), &host);
    }
    styles::adopt(&document, &root)?;
    let dark = page::is_dark(&window, &host, settings.theme);
    let uid = MOUNTED.replace(MOUNTED.get() + 1);
    let props = AppProps {
        tool,
        settings: Rc::new(settings),
        dark,
        uid: format!("wts{uid}").into(),
        on_ready: yew::Callback::from(move |()| events::ready(&host)),
    };
    yew::Renderer::<App>::with_root_and_props(mount.into(), props).render();
    Ok(())
}
