//! What is kept of a visit over a reload: the answers, in the tab's own storage. Closing the tab forgets
//! them.
//!
//! A browser may refuse it, and it may be full. Then nothing is kept, and nobody is told: the questions
//! work as well without. Nothing of this runs before the first question can be answered; whether there
//! is something to wait for is all that is asked earlier.

use pathway::Pathway;
use web_sys::Storage;

use super::clock;
use crate::saved_session;
use crate::settings::Settings;
use crate::state::State;

/// Before the name of a widget, in the storage and in the history.
const OURS: &str = "who-to-see:";

/// Under which name the visit of a widget is kept.
pub fn key(name: &str) -> String {
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
pub fn recall(pathway: &Pathway, settings: &Settings, name: &str) -> Option<State> {
    let text = kept(name).filter(|_| settings.resume)?;
    saved_session::read(pathway, &text, clock::minute())
}

/// Keeps where the person is, once a screen stands.
pub fn keep(pathway: &Pathway, settings: &Settings, name: &str, state: &State) {
    let text = saved_session::write(pathway, state, clock::minute());
    let text = text.filter(|_| settings.resume);
    let stored = text.zip(storage()).is_some_and(|(text, storage)| {
        let stored = storage.set_item(&key(name), &text);
        stored.is_ok()
    });
    // Old answers in the place of the new ones would be worse than none.
    if !stored {
        forget(name);
    }
}
