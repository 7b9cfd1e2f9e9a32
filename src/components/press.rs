//! Presses that count. The second half of a double click belongs to the screen that the first half
//! left, and would answer or leave a question that nobody has read.

use yew::prelude::*;

/// What a button hears: a press, and not the second half of a double click.
pub fn press(heard: &Callback<()>) -> Callback<MouseEvent> {
    let heard = heard.clone();
    Callback::from(move |event: MouseEvent| {
        if event.detail() < 2 {
            heard.emit(());
        }
    })
}

/// What a whole screen hears: stops what a double click that began on another screen would do here.
/// `detail` counts the presses; it is 0 for a keyboard and for assistive technology.
#[hook]
pub fn use_fresh_presses() -> Callback<MouseEvent> {
    let began_here = use_mut_ref(|| false);
    Callback::from(move |event: MouseEvent| {
        let mut began_here = began_here.borrow_mut();
        *began_here |= event.detail() == 1;
        if event.detail() > 1 && !*began_here {
            event.prevent_default();
        }
    })
}
