//! An emergency: one thing to do, readable in one glance. Never animated.
//!
//! It holds no booking, no sharing, no branding and no link but telephone numbers and Back.

use yew::prelude::*;

use super::use_arrival;
use crate::components::back::back;
use crate::components::heading::screen_heading;
use crate::components::icon::{Icon, icon};
use crate::components::list::list;
use crate::components::press::use_fresh_presses;
use crate::components::reasons::quoted;
use crate::components::text::{bullets, tel};
use crate::components::urgency::urgency;
use crate::view::{EmergencyView, Tone};

/// What an emergency is given.
#[derive(Clone, PartialEq, Properties)]
pub struct EmergencyScreenProps {
    /// What it shows.
    pub view: EmergencyView,
    /// The instance's prefix for ids.
    pub uid: AttrValue,
    /// The level of its heading; headings inside are one below.
    #[prop_or(2)]
    pub heading: u8,
    /// Whether a step led here. False on first load: focus and scroll are then the page's own.
    pub arrived: bool,
    /// The person goes back: people mis-tap.
    pub on_back: Callback<()>,
}

/// An emergency.
#[component]
pub fn EmergencyScreen(props: &EmergencyScreenProps) -> Html {
    let EmergencyScreenProps {
        view,
        uid,
        heading,
        arrived,
        on_back,
    } = props;
    let title = use_arrival(uid.clone(), *arrived);
    let onclick = use_fresh_presses();
    html! {
        <section
            {onclick}
            class="wts-screen wts-alarm"
            data-screen="emergency"
            data-outcome={view.outcome.clone()}
            data-urgency={view.urgency.clone()}
        >
            <div class="wts-alarm-head">
                { urgency(Tone::Emergency, &view.label) }
                { screen_heading(*heading, &title, &view.title) }
                if let Some((words, dial)) = &view.call {
                    <a class="wts-call" href={tel(dial)}>
                        { icon(Icon::Phone) }
                        <span>{ words.clone() }</span>
                    </a>
                }
            </div>
            <div class="wts-alarm-body">
                if !view.actions.is_empty() {
                    { bullets(&view.actions) }
                }
                if let Some(ways) = &view.other_ways {
                    <div class="wts-ways">{ list(*heading, ways) }</div>
                }
                if !view.answers.is_empty() {
                    { quoted(&view.told, &view.answers) }
                }
                { back(&view.back, on_back) }
            </div>
        </section>
    }
}
