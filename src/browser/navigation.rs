//! Leaves the page.

use web_sys::Window;

/// Goes to another page, in the place of this one in the tab's history: Back does not return. Inside
/// a frame the page around it goes too, where the browser lets it.
pub fn leave(address: &str) {
    let window = gloo_utils::window();
    let go = |window: &Window| window.location().replace(address);
    let top = window.top().ok().flatten();
    if top.is_none_or(|top| go(&top).is_err()) {
        let _ = go(&window);
    }
}
