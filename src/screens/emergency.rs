//! An emergency: one thing to do, readable in one glance. Never animated.
//!
//! It holds no booking, no sharing, no branding and no link but telephone numbers: only the ways to
//! go back and to clear the answers.

use yew::prelude::*;

use super::{Frame, Told};
use crate::components::back::back;
use crate::components::heading::screen_heading;
use crate::components::icon::{Icon, icon};
use crate::components::list::list;
use crate::components::reasons::quoted;
use crate::components::text::{bullets, tel};
use crate::components::urgency::urgency;
use crate::state::Action;
use crate::view::{EmergencyView, Tone};

/// An emergency.
pub fn emergency(view: EmergencyView, frame: &Frame<'_>) -> Html {
    html! {
        <section
            key="emergency"
            onclick={frame.fresh_presses()}
            class="wts-screen wts-alarm"
            data-screen="emergency"
            data-outcome={view.outcome}
            data-urgency={view.urgency}
        >
            <div class="wts-alarm-head">
                { urgency(Tone::Emergency, &view.label) }
                { screen_heading(frame.level, &frame.nodes.title, &view.title) }
                if let Some((words, dial)) = &view.call {
                    <a class="wts-call" href={tel(dial)}>
                        { icon(Icon::Phone) }
                        <span>{ words.clone() }</span>
                    </a>
                }
            </div>
            <div class="wts-alarm-body">
                if !view.led_by.is_empty() {
                    { quoted(&view.told, &view.led_by) }
                }
                if !view.actions.is_empty() {
                    { bullets(&view.actions) }
                }
                if let Some(ways) = &view.other_ways {
                    <div class="wts-ways">{ list(frame.level, ways) }</div>
                }
                if !view.answers.is_empty() {
                    { quoted(&view.told_also, &view.answers) }
                }
                <div class="wts-screen-only">
                    <p>{ view.mistake }</p>
                    <div class="wts-top">
                        { back(&view.back, frame) }
                        <button
                            type="button"
                            class="wts-back wts-clear"
                            onclick={frame.press(Told::Did(Action::Clear))}
                        >
                            { view.clear }
                        </button>
                    </div>
                </div>
            </div>
        </section>
    }
}
