//! What the advice asks for, as buttons: a number to call or to write to, a page that finds a place.

use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::view::ButtonView;

/// The buttons, most important first.
pub fn buttons(buttons: &[ButtonView]) -> Html {
    html! {
        <div class="wts-calls">
            for button in buttons {
                if button.href.starts_with("https:") {
                    // A new tab: a link that replaced the page would lose the answers on some hosts.
                    <a
                        class="wts-call"
                        href={button.href.clone()}
                        target="_blank"
                        rel="noopener noreferrer"
                    >
                        { icon(Icon::Outside) }
                        <span>{ button.words.clone() }</span>
                    </a>
                } else {
                    <a class="wts-call" href={button.href.clone()}>
                        { icon(Icon::Phone) }
                        <span>{ button.words.clone() }</span>
                    </a>
                }
            }
        </div>
    }
}
