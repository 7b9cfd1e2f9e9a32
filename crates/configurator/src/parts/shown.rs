//! A screen of the widget, drawn by the widget's own code in a shadow root of its own.

use gloo::utils::document;
use show::Screen;
use web_sys::{Element, ShadowRoot};
use who_to_see::browser::styles;
use who_to_see::export::Abilities;
use who_to_see::guide::STYLES;
use who_to_see::screens::{self, Frame, Msg, Nodes};
use yew::prelude::*;

use crate::browser;

/// The screen and its look.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The screen.
    pub screen: Screen,
    /// Which look, by its name.
    #[prop_or("calm".into())]
    pub preset: AttrValue,
    /// Whether it is dark.
    #[prop_or_default]
    pub dark: bool,
    /// The owner's own colours, as declarations; empty where there are none.
    #[prop_or_default]
    pub colours: AttrValue,
    /// Tells the screens of a page apart.
    pub uid: AttrValue,
}

/// All that the browser of a clinic's visitor could do with the advice.
const ALL: Abilities = Abilities {
    copy: true,
    share: true,
    save: true,
};

/// The screen. What is pressed on it does nothing, but for links.
#[component]
pub fn Shown(props: &Props) -> Html {
    let host = use_node_ref();
    let place = use_state(|| None::<(ShadowRoot, Element)>);
    let nodes = use_memo((), |()| Nodes::default());
    {
        let (host, place) = (host.clone(), place.clone());
        use_effect_with((), move |()| {
            let root = host
                .cast::<Element>()
                .and_then(|host| browser::styled_root(&host));
            let mount = document().create_element("div").ok();
            if let Some((root, mount)) = root.zip(mount)
                && root.append_child(&mount).is_ok()
            {
                place.set(Some((root, mount)));
            }
        });
    }
    {
        let root = place.as_ref().map(|(root, _)| root.clone());
        use_effect_with((root, props.colours.clone()), |(root, colours)| {
            if let Some(root) = root {
                let document = document();
                // A sheet that cannot be adopted leaves the screen in its look.
                let _ = if colours.is_empty() {
                    styles::adopt(&document, root, STYLES.unwrap_or_default())
                } else {
                    styles::adopt_own(&document, root, colours)
                };
            }
        });
    }
    let drawn = place.as_ref().map(|(_, mount)| {
        let on_msg = Callback::<Msg>::noop();
        let frame = Frame {
            uid: &props.uid,
            level: 3,
            arrived: false,
            nodes: &nodes,
            on_msg: &on_msg,
        };
        let screen = html! {
            <div
                class="wts"
                lang="en"
                data-preset={props.preset.clone()}
                data-theme={if props.dark { "dark" } else { "light" }}
            >
                { drawn(props.screen.clone(), &frame) }
            </div>
        };
        create_portal(screen, mount.clone())
    });
    // Always two children: were one of them to come and go, Yew would make the host anew, without its
    // shadow root.
    html! {
        <div>
            <div ref={host}></div>
            { drawn.unwrap_or_default() }
        </div>
    }
}

fn drawn(screen: Screen, frame: &Frame<'_>) -> Html {
    match screen {
        Screen::Start(view) => screens::start(view, frame),
        Screen::Question(view) => screens::question(view, frame),
        Screen::Advice(view) => screens::advice(*view, ALL, frame),
        Screen::Emergency(view) => screens::emergency(view, frame),
        Screen::Waiting(view) => screens::waiting(view, frame),
        Screen::About(view) => screens::about(view, frame),
    }
}
