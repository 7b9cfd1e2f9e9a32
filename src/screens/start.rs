//! The first screen: what this is, what to do in danger, and the way in.

use yew::prelude::*;

use super::{screen_class, use_arrival};
use crate::components::heading::screen_heading;
use crate::components::help::help;
use crate::components::icon::{Icon, icon, trail};
use crate::components::press::{press, use_fresh_presses};
use crate::components::small_print::small_print;
use crate::components::text::{bullets, line};
use crate::view::StartView;

/// What the first screen is given.
#[derive(Clone, PartialEq, Properties)]
pub struct StartScreenProps {
    /// What it shows.
    pub view: StartView,
    /// The instance's prefix for ids.
    pub uid: AttrValue,
    /// The level of its heading.
    #[prop_or(2)]
    pub heading: u8,
    /// Whether a step led here. False on first load: focus and scroll are then the page's own.
    pub arrived: bool,
    /// The person starts.
    pub on_start: Callback<()>,
}

/// The first screen.
#[component]
pub fn StartScreen(props: &StartScreenProps) -> Html {
    let StartScreenProps {
        view,
        uid,
        heading,
        arrived,
        on_start,
    } = props;
    let title = use_arrival(uid.clone(), *arrived);
    let onclick = use_fresh_presses();
    html! {
        <section class={screen_class(*arrived)} data-screen="start" {onclick}>
            { trail() }
            { screen_heading(*heading, &title, &view.title) }
            <p class="wts-lead">{ line(&view.lead) }</p>
            if !view.points.is_empty() {
                { bullets(&view.points) }
            }
            { help(&view.emergency) }
            <button type="button" class="wts-button wts-start" onclick={press(on_start)}>
                { view.start.clone() }
                { icon(Icon::Onward) }
            </button>
            { small_print(&view.small_print) }
        </section>
    }
}
