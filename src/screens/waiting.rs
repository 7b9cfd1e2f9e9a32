//! The next words are still on their way: what to do meanwhile, and what to do if they never come.
//! The emergency number comes first: what was ticked may be an emergency.

use yew::prelude::*;

use super::Frame;
use crate::components::back::back;
use crate::components::heading::screen_heading;
use crate::components::help::help;
use crate::components::icon::trail;
use crate::components::text::paragraphs;
use crate::view::WaitingView;

/// The screen that stands until the words of the next one have come.
pub fn waiting(view: WaitingView, frame: &Frame<'_>) -> Html {
    html! {
        <section
            key="waiting"
            onclick={frame.fresh_presses()}
            class={frame.class()}
            data-screen="waiting"
        >
            <div class="wts-top">{ back(&view.back, frame) }</div>
            { trail() }
            { screen_heading(frame.level, &frame.nodes.title, &view.title) }
            { help(&view.emergency) }
            { paragraphs(&view.text) }
        </section>
    }
}
