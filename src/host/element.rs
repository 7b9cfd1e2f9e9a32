//! The element `<who-to-see>`: reads its attributes and mounts the widget in its shadow root.

use std::cell::RefCell;
use std::rc::Rc;

#[cfg(feature = "deferred")]
use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};
use yew::{AppHandle, AttrValue, Renderer};

use super::config::{self, HostHandle};
use super::{events, first_screens, surroundings, tokens};
use crate::app::{App, AppProps};
use crate::browser::{clock, styles};
use crate::guide::{self, Guide};
use crate::handover::action;
use crate::msg::Msg;
use crate::settings::Settings;
use crate::state::Action;

/// How long a widget in the owner's own colours waits for the part that repairs them, and one with
/// kept answers for the part that reads them, in milliseconds. After that it comes up without.
#[cfg(feature = "deferred")]
const PATIENCE: u32 = 1500;

thread_local! {
    /// The widgets of this page, each in a place of its own. Where one has ended, the next begins.
    static WIDGETS: RefCell<Vec<Option<Widget>>> = const { RefCell::new(Vec::new()) };
}

/// A widget.
struct Widget {
    /// `None` while it waits for what reads the owner's colours, or the kept answers.
    app: Option<AppHandle<App>>,
    /// The same for the same visit: after a reload, and where an element was taken away and made
    /// again. No two widgets that stand have one name.
    name: AttrValue,
    root: ShadowRoot,
    settings: Rc<Settings>,
    dark: bool,
    /// The owner's own colours, as written; empty where there are none.
    asked: [String; 3],
    /// What the owner said that has not been read yet.
    owner: Option<HostHandle>,
    /// Tells what was done on the first screens, and from then on that the widget is there.
    begun: JsValue,
}

/// Mounts a widget into `mount`, which stands in the open shadow root of `host`. Called once for
/// each element by the loader in `embed/`, which sends the page the events that `tell` names.
/// `fetched` is the promise of what lies at the address in the attribute `config`, if it has one.
/// `begun`, where the first screens stand already, tells once what was done on them. `styles` are
/// those that have come; a build that carries everything has its own.
///
/// # Errors
/// When the widget cannot start. The loader then leaves the clinic's own text in place.
#[wasm_bindgen]
pub fn start(
    mount: HtmlElement,
    host: HtmlElement,
    tell: js_sys::Function,
    fetched: JsValue,
    begun: JsValue,
    styles: &str,
) -> Result<(), JsValue> {
    let (window, document) = (gloo_utils::window(), gloo_utils::document());
    let root: ShadowRoot = mount.get_root_node().dyn_into()?;
    let guide = guide::shared().ok_or("the pathway in this build is broken")?;
    let regions = guide.words.regions();
    let attribute = |name: &str| host.get_attribute(name);
    let settings = Settings::read(attribute, regions, clock::today());
    styles::adopt(&document, &root, guide::STYLES.unwrap_or(styles))?;
    let name = name(&host, attribute("id"));
    let widget = Widget {
        app: None,
        name: name.into(),
        root,
        dark: surroundings::is_dark(&window, &host, settings.theme),
        asked: tokens::asked(&window, &host),
        settings: Rc::new(settings),
        owner: Some(HostHandle {
            host,
            mount,
            tell,
            fetched,
            problems: Vec::new(),
        }),
        begun,
    };
    #[cfg(feature = "deferred")]
    let waits = !guide.is_loaded() && (widget.has_own_colours() || widget.resumes());
    let place = put(widget);
    #[cfg(feature = "deferred")]
    if waits {
        Timeout::new(PATIENCE, mount_waiting).forget();
        return Ok(());
    }
    mount_widget(place, &guide);
    if guide.is_loaded() {
        read_configs();
    }
    Ok(())
}

/// Keeps a widget; gives its place.
fn put(widget: Widget) -> usize {
    WIDGETS.with_borrow_mut(|widgets| {
        let free = widgets.iter().position(Option::is_none);
        let place = free.unwrap_or(widgets.len());
        if free.is_none() {
            widgets.push(None);
        }
        widgets[place] = Some(widget);
        place
    })
}

/// Under which name the visit is kept: the element's `id`, else its place among those of its document
/// or shadow root. Another widget that stands under that name keeps it, and the next free one is taken.
fn name(host: &HtmlElement, id: Option<String>) -> String {
    let stands = |name: &str| {
        WIDGETS.with_borrow(|widgets| {
            let mut stand = widgets.iter().flatten();
            stand.any(|one| &*one.name == name && one.root.host().is_connected())
        })
    };
    let (stem, mut number) = match id.filter(|id| !id.is_empty()) {
        Some(id) if !stands(&id) => return id,
        Some(id) => ([&id, ":"].concat(), 2),
        None => (String::new(), place_among_others(host)),
    };
    loop {
        let name = [&stem, &*number.to_string()].concat();
        if !stands(&name) {
            return name;
        }
        number += 1;
    }
}

/// The place of the element among those of its document or shadow root, from 0.
fn place_among_others(host: &HtmlElement) -> u32 {
    // A document answers this as a shadow root does.
    let root: ShadowRoot = host.get_root_node().unchecked_into();
    let all = root.query_selector_all(&host.local_name());
    let all = all.map(|all| js_sys::Array::from(&all)).unwrap_or_default();
    u32::try_from(all.index_of(host, 0)).unwrap_or_default()
}

impl Widget {
    /// Whether answers lie there that a reload has left.
    #[cfg(feature = "deferred")]
    fn resumes(&self) -> bool {
        self.settings.resume && crate::browser::storage::holds(&self.name)
    }

    fn has_own_colours(&self) -> bool {
        self.asked.iter().any(|colour| !colour.is_empty())
    }
}

/// Mounts the widget at this place, if it does not stand yet.
fn mount_widget(place: usize, guide: &Rc<Guide>) {
    // Drawing may tell the page, and the page may bring another widget: nothing stays borrowed.
    let taken = WIDGETS.with_borrow_mut(|widgets| {
        let widget = widgets
            .get_mut(place)?
            .as_mut()
            .filter(|widget| widget.app.is_none())?;
        let HostHandle { mount, tell, .. } = widget.owner.as_ref()?;
        let (mount, tell) = (mount.clone(), tell.clone());
        let settings = Rc::clone(&widget.settings);
        if widget.has_own_colours() && guide.is_loaded() {
            let problems = &mut widget.owner.as_mut()?.problems;
            let (dark, preset) = (&mut widget.dark, settings.preset);
            // A browser that takes no sheet has the colours of the preset.
            let _ = tokens::paint(&widget.root, &mount, &widget.asked, preset, dark, problems);
        }
        let begun = std::mem::take(&mut widget.begun);
        Some((
            mount,
            tell,
            settings,
            widget.dark,
            widget.name.clone(),
            begun,
        ))
    });
    let Some((mount, tell, settings, dark, name, begun)) = taken else {
        return;
    };
    let props = AppProps {
        guide: Rc::clone(guide),
        settings,
        dark,
        uid: ["wts", &place.to_string()].concat().into(),
        name,
        page: yew::Callback::from(move |happened| events::send(&tell, &happened)),
        begun: first_screens::begun(&begun),
    };
    let app = Renderer::<App>::with_root_and_props(mount.into(), props).render();
    WIDGETS.with_borrow_mut(|widgets| {
        if let Some(Some(widget)) = widgets.get_mut(place) {
            widget.app = Some(app);
        }
    });
}

/// Mounts the widgets that waited.
#[cfg(feature = "deferred")]
fn mount_waiting() {
    let places = WIDGETS.with_borrow(Vec::len);
    if let Some(guide) = guide::shared() {
        for place in 0..places {
            mount_widget(place, &guide);
        }
    }
}

/// Begins the widget in this shadow root again, as the method `restart` of its element asks.
#[wasm_bindgen]
pub fn restart(root: &ShadowRoot) {
    pass_on(root, [Msg::Act(Action::Clear)]);
}

/// Passes on what a person does on the screen that stood before the widget: what it is told, in
/// their order.
fn pass_on(root: &ShadowRoot, messages: impl IntoIterator<Item = Msg>) {
    WIDGETS.with_borrow(|widgets| {
        let here = widgets.iter().flatten().find(|widget| widget.root == *root);
        if let Some(app) = here.and_then(|widget| widget.app.as_ref()) {
            for msg in messages {
                app.send_message(msg);
            }
        }
    });
}

/// A button of the first screens was pressed: the widget goes on from there, and is seen.
#[wasm_bindgen]
pub fn press(root: &ShadowRoot, button: u8, event: JsValue) {
    if let Some(action) = action(button) {
        let event = Msg::Pressed(event.unchecked_into());
        pass_on(root, [event, Msg::Act(action)]);
    }
}

/// An option of the first question was ticked or cleared.
#[wasm_bindgen]
pub fn tick(root: &ShadowRoot, place: u8, on: bool) {
    pass_on(root, [Msg::Tick(place, on)]);
}

/// Ends the widget in this shadow root, whose element was taken away. What was kept of the visit
/// stays: the element may be made again.
#[wasm_bindgen]
pub fn end(root: &ShadowRoot) {
    let ended = WIDGETS.with_borrow_mut(|widgets| {
        let here = |one: &&mut Option<Widget>| one.as_ref().is_some_and(|one| one.root == *root);
        widgets.iter_mut().find(here).and_then(Option::take)
    });
    if let Some(app) = ended.and_then(|widget| widget.app) {
        app.destroy();
    }
}

/// Draws every widget again: there is something new to show.
pub fn redraw() {
    WIDGETS.with_borrow(|widgets| {
        for app in widgets.iter().flatten().filter_map(|one| one.app.as_ref()) {
            app.send_message(Msg::DeferredLoaded);
        }
    });
}

/// Reads what the owners have said that was not needed before the first answer.
fn read_configs() {
    // The page hears of it, and may bring another widget meanwhile: nothing stays borrowed.
    let places = WIDGETS.with_borrow(Vec::len);
    for place in 0..places {
        let taken = WIDGETS.with_borrow_mut(|widgets| {
            let one = widgets.get_mut(place)?.as_mut()?;
            Some((one.owner.take()?, Rc::clone(&one.settings)))
        });
        if let Some((owner, settings)) = taken {
            config::read(owner, settings, redraw);
        }
    }
}

/// Adds what was deferred: pathway and words, and all the styles. Called by the loader when they have
/// come; tells whether they were the right ones. Of those that are not, nothing is taken.
#[cfg(feature = "deferred")]
#[wasm_bindgen]
pub fn add(words: String, whole_styles: &str) -> bool {
    // Read as long as the page stands, so never given back.
    if !guide::add(words.leak()) {
        return false;
    }
    styles::replace(whole_styles);
    mount_waiting();
    read_configs();
    redraw();
    true
}
