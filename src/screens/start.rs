//! The first screen: what this is, what to do in danger, and the way in.

use yew::prelude::*;

use super::{Frame, Msg};
use crate::components::heading::screen_heading;
use crate::components::help::help;
use crate::components::icon::{Icon, icon, trail};
use crate::components::small_print::small_print;
use crate::components::text::{bullets, line};
use crate::state::Action;
use crate::view::StartView;

/// The first screen.
pub fn start(view: StartView, frame: &Frame<'_>) -> Html {
    html! {
        <section
            key="start"
            class={frame.class()}
            data-screen="start"
            onclick={frame.fresh_presses()}
        >
            { trail() }
            { screen_heading(frame.level, &frame.nodes.title, &view.title) }
            <p class="wts-lead">{ line(&view.lead) }</p>
            if !view.points.is_empty() {
                { bullets(&view.points) }
            }
            { help(&view.emergency) }
            <button
                type="button"
                class="wts-button wts-start"
                part="button"
                onclick={frame.press(Msg::Act(Action::Start))}
            >
                { view.start }
                { icon(Icon::Onward) }
            </button>
            { small_print(&view.small_print, &view.about, frame) }
        </section>
    }
}
