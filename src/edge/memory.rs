//! What is kept of a visit: the answers over a reload, in the tab's own storage, and the steps, in
//! the tab's history. Closing the tab forgets both.
//!
//! A browser may refuse either, and storage may be full. Then nothing is kept, and nobody is told:
//! the questions work as well without. Nothing of this runs before the first question can be
//! answered; whether there is something to wait for is all that is asked earlier.

use std::rc::Rc;

use web_sys::Storage;
use yew::Callback;

use crate::app::AppProps;
use crate::edge::history::Trail;
use crate::edge::page;
use crate::screens::Told;
use crate::session;
use crate::state::{Action, News, State};

/// Before the name of a widget, in the storage and in the history.
const OURS: &str = "who-to-see:";

/// Under which name the visit of a widget is kept.
fn key(name: &str) -> String {
    [OURS, name].concat()
}

/// The tab's storage, unless the browser refuses it.
fn storage() -> Option<Storage> {
    gloo_utils::window().session_storage().ok().flatten()
}

/// What lies in the storage.
fn kept(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok().flatten()
}

/// Whether something was kept for the widget with this name.
pub fn holds(name: &str) -> bool {
    kept(name).is_some()
}

/// Forgets the visit of the widget with this name.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(name));
    }
}

/// Where the person was before a reload.
pub fn recall(props: &AppProps) -> Option<State> {
    let text = kept(&props.name).filter(|_| props.settings.resume)?;
    session::read(props.tool.pathway(), &text, page::minute())
}

/// Keeps where the person is, once a screen stands.
pub fn keep(props: &AppProps, state: &State, trail: &mut Option<Rc<Trail>>, tell: &Callback<Told>) {
    let pathway = props.tool.pathway();
    let trail = trail.get_or_insert_with(|| {
        let go = tell.reform(|step: Option<_>| {
            step.map_or(Told::Scrolled, |step| Told::Did(Action::GoTo(step)))
        });
        Trail::new(key(&props.name).into(), props.settings.history, go)
    });
    trail.follow(state.at(pathway), state.news != Some(News::Kept));
    let text = session::write(pathway, state, page::minute());
    let text = text.filter(|_| props.settings.resume);
    let stored = text.zip(storage()).is_some_and(|(text, storage)| {
        let stored = storage.set_item(&key(&props.name), &text);
        stored.is_ok()
    });
    // Old answers in the place of the new ones would be worse than none.
    if !stored {
        forget(&props.name);
    }
}
