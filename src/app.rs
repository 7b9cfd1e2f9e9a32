//! The widget: one state, one step function, one screen at a time.

use std::rc::Rc;

use yew::prelude::*;

use crate::screens::{AdviceScreen, EmergencyScreen, QuestionScreen, StartScreen};
use crate::settings::Settings;
use crate::show::{Screen, screen};
use crate::state::{Action, Place, State};
use crate::tool::Tool;

/// What the edge gives the widget.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// The pathway and its words.
    pub tool: Rc<Tool>,
    /// What the owner has set.
    pub settings: Rc<Settings>,
    /// Whether it is dark.
    pub dark: bool,
    /// A prefix for ids: two widgets may stand on one page.
    pub uid: AttrValue,
    /// Called once, when the first screen stands.
    pub on_ready: Callback<()>,
}

/// The state beside the pathway that steps it.
#[derive(PartialEq)]
struct Machine {
    tool: Rc<Tool>,
    state: State,
    /// The person has moved to another screen: from then on a new screen takes the focus.
    arrived: bool,
}

impl Reducible for Machine {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let state = self.state.step(&self.tool.pathway, action);
        if state == self.state {
            return self;
        }
        Rc::new(Machine {
            tool: self.tool.clone(),
            arrived: self.arrived || state.place != self.state.place,
            state,
        })
    }
}

/// The whole widget.
#[component]
pub fn App(props: &AppProps) -> Html {
    let tool = props.tool.clone();
    let machine = use_reducer(|| Machine {
        state: State::new(&tool.pathway),
        tool,
        arrived: false,
    });
    let on_ready = props.on_ready.clone();
    use_effect_with((), move |()| on_ready.emit(()));

    let send = {
        let dispatcher = machine.dispatcher();
        Callback::from(move |action| dispatcher.dispatch(action))
    };
    let on = |action: Action| send.reform(move |()| action);
    let arrived = machine.arrived;
    let heading = props.settings.heading;
    let uid = props.uid.clone();
    let state = &machine.state;
    let shown = match screen(&props.tool, &props.settings, state) {
        Screen::Start(view) => html! {
            <StartScreen {view} {uid} {heading} {arrived} on_start={on(Action::Start)} />
        },
        Screen::Question(view) => {
            let on_toggle = {
                let tool = props.tool.clone();
                let place = state.place;
                let send = send.clone();
                Callback::from(move |(name, on): (AttrValue, bool)| {
                    if let Place::Question(id) = place
                        && let Some(option) = tool.pathway.option_named(id, &name)
                    {
                        send.emit(Action::Toggle(option, on));
                    }
                })
            };
            let key = view.id.to_string();
            html! {
                <QuestionScreen
                    {key}
                    {view}
                    {uid}
                    {heading}
                    {arrived}
                    {on_toggle}
                    on_continue={on(Action::Continue)}
                    on_back={on(Action::Back)}
                />
            }
        }
        Screen::Advice(view) => html! {
            <AdviceScreen
                view={*view}
                {uid}
                {heading}
                {arrived}
                on_back={on(Action::Back)}
                on_restart={on(Action::Restart)}
            />
        },
        Screen::Emergency(view) => html! {
            <EmergencyScreen {view} {uid} {heading} {arrived} on_back={on(Action::Back)} />
        },
    };
    let words = &props.tool.words;
    html! {
        <div
            class="wts"
            lang={words.code.to_string()}
            dir={if words.right_to_left { "rtl" } else { "ltr" }}
            data-theme={if props.dark { "dark" } else { "light" }}
        >
            {shown}
        </div>
    }
}
