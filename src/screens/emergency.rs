//! An emergency: what to do, as buttons, readable in one glance. Never animated.
//!
//! It holds no booking, no sharing and no branding: only the ways to help, to go back, to clear the
//! answers, and to leave a page that somebody else must not see.

use yew::prelude::*;

use super::{Frame, Msg};
use crate::components::back::back;
use crate::components::buttons::buttons;
use crate::components::heading::screen_heading;
use crate::components::list::list;
use crate::components::reasons::quoted;
use crate::components::text::bullets;
use crate::components::urgency::urgency;
use crate::state::Action;
use crate::view::{AttrValue, ButtonView, EmergencyView, Tone};

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
                if !view.buttons.is_empty() {
                    { buttons(&view.buttons) }
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
                    if let Some(ButtonView { words, href }) = &view.leave {
                        <a
                            class="wts-quiet wts-leave"
                            href={href.clone()}
                            rel="noreferrer"
                            onclick={leave(href, frame)}
                        >
                            { words.clone() }
                        </a>
                    }
                    <p>{ view.mistake }</p>
                    <div class="wts-top">
                        { back(&view.back, frame) }
                        <button
                            type="button"
                            class="wts-back wts-clear"
                            onclick={frame.press(Msg::Act(Action::Clear))}
                        >
                            { view.clear }
                        </button>
                    </div>
                </div>
            </div>
        </section>
    }
}

/// Leaves the page and its place in the history, and forgets the answers. The address of the link is
/// for a browser that lets nobody else do it.
fn leave(href: &AttrValue, frame: &Frame<'_>) -> Callback<MouseEvent> {
    let (on_msg, href) = (frame.on_msg.clone(), href.clone());
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        on_msg.emit(Msg::Leave(href.clone()));
    })
}
