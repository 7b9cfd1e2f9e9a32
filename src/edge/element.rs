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

/// How long a widget in the owner's own colours waits for the part that repairs them, in
/// milliseconds. After that it comes up in the colours of its preset.
#[cfg(feature = "apart")]
const PATIENCE: i32 = 1500;

thread_local! {
    /// The widgets of this page. An element that is taken away may come back: none ever ends.
    static MOUNTED: RefCell<Vec<AppHandle<App>>> = const { RefCell::new(Vec::new()) };
    /// Those that wait for what reads the owner's colours.
    #[cfg(feature = "apart")]
    static WAITING: RefCell<Vec<Mount>> = const { RefCell::new(Vec::new()) };
}

/// A widget that can be mounted.
struct Mount {
    mount: HtmlElement,
    host: HtmlElement,
    root: ShadowRoot,
    tell: js_sys::Function,
    tool: Rc<Tool>,
    settings: Settings,
    /// What is wrong with what the owner has set.
    problems: Vec<String>,
    dark: bool,
    /// The owner's own colours, as written; empty where there are none.
    asked: [String; 3],
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
    let (settings, problems) = Settings::read(attribute, regions, page::today());
    styles::adopt(&document, &root)?;
    let widget = Mount {
        dark: page::is_dark(&window, &host, settings.theme),
        asked: tokens::asked(&window, &host),
        mount,
        host,
        root,
        tell,
        tool,
        settings,
        problems,
    };
    #[cfg(feature = "apart")]
    if widget.has_own_colours() && !widget.tool.is_whole() {
        WAITING.with_borrow_mut(|waiting| waiting.push(widget));
        let come_up = Closure::once_into_js(come_up);
        window.set_timeout_with_callback_and_timeout_and_arguments_0(
            come_up.unchecked_ref(),
            PATIENCE,
        )?;
        return Ok(());
    }
    widget.come_up()
}

impl Mount {
    fn has_own_colours(&self) -> bool {
        self.asked.iter().any(|colour| !colour.is_empty())
    }

    fn come_up(mut self) -> Result<(), JsValue> {
        if self.has_own_colours() && self.tool.is_whole() {
            tokens::paint(
                &self.root,
                &self.mount,
                &self.asked,
                self.settings.preset,
                &mut self.dark,
                &mut self.problems,
            )?;
        }
        if !self.problems.is_empty() {
            let problems = self.problems.join("\n- ");
            let told = ["<who-to-see>:\n- ", &problems].concat();
            console::warn_2(&told.into(), &self.host);
        }
        let uid = MOUNTED.with_borrow(Vec::len);
        let tell = self.tell;
        let props = AppProps {
            tool: self.tool,
            settings: Rc::new(self.settings),
            dark: self.dark,
            uid: ["wts", &uid.to_string()].concat().into(),
            on_ready: yew::Callback::from(move |()| events::ready(&tell)),
        };
        let app = Renderer::<App>::with_root_and_props(self.mount.into(), props).render();
        MOUNTED.with_borrow_mut(|mounted| mounted.push(app));
        Ok(())
    }
}

/// Mounts the widgets that waited.
#[cfg(feature = "apart")]
fn come_up() {
    for widget in WAITING.take() {
        if let Err(error) = widget.come_up() {
            // What the clinic wrote still stands.
            console::error_1(&error);
        }
    }
}

/// Adds the words and styles that the widget does not carry itself. Called by the loader when they
/// have come; tells whether they were the right ones.
#[cfg(feature = "apart")]
#[wasm_bindgen]
pub fn add(words: String, whole_styles: &str) -> bool {
    // Read as long as the page stands, so never given back.
    let added = Tool::shared().is_some_and(|tool| tool.words.add(words.leak()));
    styles::replace(whole_styles);
    come_up();
    MOUNTED.with_borrow(|mounted| {
        for app in mounted {
            app.send_message(Told::WordsCame);
        }
    });
    added
}
