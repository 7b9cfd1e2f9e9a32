//! About this tool: what it is and is not, who made and signed it, what was proved, and what still
//! falls short. A quiet document that leads nowhere but back.

use yew::prelude::*;

use super::Frame;
use crate::components::back::back;
use crate::components::heading::screen_heading;
use crate::components::help::help;
use crate::components::list::list;
use crate::view::AboutView;

/// About this tool.
pub fn about(view: AboutView, frame: &Frame<'_>) -> Html {
    html! {
        <section
            key="about"
            onclick={frame.fresh_presses()}
            class={frame.class()}
            data-screen="about"
        >
            <div class="wts-top">{ back(&view.back, frame) }</div>
            { screen_heading(frame.level, &frame.nodes.title, &view.title) }
            for part in &view.parts {
                <div class="wts-part">{ list(frame.level, part) }</div>
            }
            { help(&view.emergency) }
        </section>
    }
}
