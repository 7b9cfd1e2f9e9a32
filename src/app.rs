//! The widget: one Yew component, one state, one step function, one screen at a time.
//!
//! The only component there is. Screens and their pieces are plain functions that give HTML: each
//! further component would cost the visitor kilobytes before the first question.

use std::rc::Rc;

use pathway::OptionId;
use yew::prelude::*;

use crate::browser::history::Trail;
use crate::browser::{export, focus, navigation, storage};
use crate::guide::Guide;
use crate::handover::Begun;
use crate::msg::{HostEvent, Msg};
use crate::screens::{Frame, Nodes, about, advice, emergency, notice, question, start, waiting};
use crate::settings::Settings;
use crate::show::{self, Screen, must_wait, screen};
use crate::state::{Action, Notice, Place, State};

/// What the host gives the widget.
#[derive(Clone, Properties)]
pub struct AppProps {
    /// The pathway and its words.
    pub guide: Rc<Guide>,
    /// What the owner has set.
    pub settings: Rc<Settings>,
    /// Whether it is dark.
    pub dark: bool,
    /// A prefix for ids: two widgets may stand on one page.
    pub uid: AttrValue,
    /// The same after a reload, whichever widget of the page comes up first.
    pub name: AttrValue,
    /// Hears what the page may know.
    pub page: Callback<HostEvent>,
    /// What was done on the first screens before the widget was there.
    pub begun: Begun,
}

/// Two widgets have the same properties only if they are the same widget: nobody changes them.
impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        self.uid == other.uid
    }
}

/// The whole widget.
#[derive(Debug)]
pub struct App {
    state: State,
    /// The person has moved to another screen: from then on a new screen takes the focus.
    arrived: bool,
    /// The words of the screen that should stand have not come yet.
    waiting: bool,
    /// What the next drawing must bring into focus.
    due: Option<Due>,
    /// Where the person was, until the page is told that they have moved.
    left: Option<Place>,
    /// The steps in the browser's history, once everything has come.
    trail: Option<Rc<Trail>>,
    nodes: Nodes,
    /// How many screens have stood before this one.
    screens: u32,
    on_msg: Callback<Msg>,
}

impl App {
    /// Another screen stands: its heading takes the focus.
    fn move_on(&mut self) {
        self.due = Some(Due::Heading);
        self.nodes = self.nodes.next();
        self.screens = self.screens.wrapping_add(1);
    }

    /// The browser has gone to another of its entries, and may have scrolled with it: the heading leads
    /// again, unless the person is elsewhere already.
    fn lead_again(&mut self) {
        if self.due.is_some() || focus::rests(&self.nodes.title) {
            self.due = Some(Due::HeadingAgain);
        }
    }

    /// Does what the person asks for, and notes what must be drawn, focused and told.
    fn act(&mut self, props: &AppProps, action: Action) {
        let pathway = props.guide.pathway();
        let before = self.state.clone();
        self.state = before.step(pathway, action);
        // The control that forgets what was kept goes with the line that it stands in.
        let cleared = action == Action::Clear && before.notice.is_some();
        if (self.state.place, self.state.about) != (before.place, before.about) || cleared {
            self.arrived = true;
            // Who reads about the tool has not moved.
            self.left = (before.place != self.state.place).then_some(before.place);
            self.waiting = must_wait(&props.guide, &self.state);
            self.move_on();
        } else if action == Action::Continue && self.state.empty {
            // Every attempt without an answer leads to the box again, not only the first.
            self.due = Some(Due::ErrorBox);
        }
    }

    /// Where the person was before a reload, if everything has come that knows.
    fn kept(props: &AppProps) -> Option<State> {
        let whole = props.guide.is_loaded();
        whole
            .then(|| storage::recall(props.guide.pathway(), &props.settings, &props.name))
            .flatten()
    }

    /// The option at this index of the question that stands.
    fn option(&self, props: &AppProps, index: u8) -> Option<OptionId> {
        let Place::Question(id) = self.state.place else {
            return None;
        };
        let first = props.guide.pathway().questions[id.index()].first.0;
        Some(OptionId(first + u16::from(index)))
    }

    /// What was deferred is there: answers that were kept, and the screen that waited for its words.
    fn on_deferred_loaded(&mut self, props: &AppProps) {
        // Who has not begun did not wait for what was kept, or had nothing.
        if !self.arrived
            && let Some(state) = Self::kept(props)
        {
            self.state = state;
        }
        if self.waiting {
            self.waiting = false;
            self.move_on();
        }
    }

    /// Keeps where the person is: in the browser's history, and over a reload.
    fn keep(&mut self, props: &AppProps) {
        let pathway = props.guide.pathway();
        let trail = self.trail.get_or_insert_with(|| {
            let go = self.on_msg.reform(|step: Option<_>| {
                step.map_or(Msg::Scrolled, |step| Msg::Act(Action::GoTo(step)))
            });
            let key = storage::key(&props.name).into();
            Trail::new(key, props.settings.history, go)
        });
        trail.follow(
            self.state.at(pathway),
            self.state.notice != Some(Notice::Kept),
        );
        storage::keep(pathway, &props.settings, &props.name, &self.state);
    }

    /// Tells the page where the person has come to.
    fn announce(&self, props: &AppProps, left: Place) {
        let pathway = props.guide.pathway();
        match self.state.place {
            Place::Start => {}
            Place::Question(_) => {
                if left == Place::Start {
                    props.page.emit(HostEvent::Started);
                }
                let step = self.state.walk(pathway).path.len() as u8 + 1;
                props.page.emit(HostEvent::Step(step));
            }
            Place::Result(_) => {
                let result = self.state.decision(pathway).map(|decision| {
                    let outcome = &pathway.outcomes[decision.outcome.index()];
                    (outcome.name.to_string().into(), decision.urgency.id())
                });
                let asked = props.settings.result_event;
                props
                    .page
                    .emit(HostEvent::Complete(result.filter(|_| asked)));
            }
        }
    }
}

/// What the widget hears; from a screen, which one.
///
/// Yew draws in its own time. What is pressed on a screen that has been left by then is about no screen
/// that stands: its third answer would be the third answer to a question that nobody has read.
#[derive(Clone, Debug)]
pub struct FromScreen {
    msg: Msg,
    screen: Option<u32>,
}

impl From<Msg> for FromScreen {
    fn from(msg: Msg) -> Self {
        let screen = None;
        FromScreen { msg, screen }
    }
}

/// What takes the focus once it is drawn.
#[derive(Clone, Copy, Debug)]
enum Due {
    Heading,
    /// After a step in the browser's history.
    HeadingAgain,
    ErrorBox,
}

impl Component for App {
    type Message = FromScreen;
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props();
        let begun = || props.begun.state(props.guide.pathway());
        let mut app = App {
            state: Self::kept(props).unwrap_or_else(begun),
            arrived: props.begun.asked,
            waiting: false,
            due: None,
            left: None,
            trail: None,
            nodes: Nodes::default(),
            screens: 0,
            on_msg: context.link().callback(|msg: Msg| msg),
        };
        if let Some(action) = props.begun.pressed {
            app.act(props, action);
        }
        app
    }

    fn update(&mut self, context: &Context<Self>, FromScreen { msg, screen }: FromScreen) -> bool {
        if screen.is_some_and(|screen| screen != self.screens) {
            // Drawn all the same: what the browser has ticked is put back.
            return true;
        }
        let props = context.props();
        match msg {
            Msg::Act(action) => {
                self.act(props, action);
                if matches!(action, Action::GoTo(_)) {
                    self.lead_again();
                }
            }
            Msg::Tick(index, on) => match self.option(props, index) {
                Some(option) => self.act(props, Action::Toggle(option, on)),
                None => return false,
            },
            Msg::DeferredLoaded => self.on_deferred_loaded(props),
            Msg::Scrolled => self.lead_again(),
            Msg::Pressed(event) => {
                self.nodes.remember(&event);
                return false;
            }
            Msg::FocusAnswers => {
                focus::lead(&self.nodes.title, &self.nodes.first);
                return false;
            }
            Msg::ContactClicked => {
                props.page.emit(HostEvent::ContactClicked);
                return false;
            }
            Msg::Leave(address) => {
                storage::forget(&props.name);
                navigation::leave(&address);
                return false;
            }
            Msg::Export(way) => {
                let (visit, title) = (&props.settings.visit, &self.nodes.title);
                export::export(way, &props.guide, visit, &self.state, title, &self.on_msg);
                return false;
            }
        }
        // Drawn even when nothing changed: a choice that the state refuses is put back.
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let AppProps {
            guide,
            settings,
            dark,
            uid,
            ..
        } = context.props();
        let drawn = Some(self.screens);
        let on_msg = context
            .link()
            .callback(move |msg| FromScreen { msg, screen: drawn });
        let frame = Frame {
            uid,
            level: settings.heading,
            arrived: self.arrived,
            nodes: &self.nodes,
            on_msg: &on_msg,
        };
        let shown = match screen(guide, &settings.visit, &self.state, self.waiting) {
            Screen::Waiting(view) => waiting(view, &frame),
            Screen::Start(view) => start(view, &frame),
            Screen::Question(view) => question(view, &frame),
            Screen::Advice(view) => advice(*view, export::abilities(settings), &frame),
            Screen::Emergency(view) => emergency(view, &frame),
            Screen::About(view) => about(view, &frame),
        };
        html! {
            <div
                class="wts"
                lang={guide.words.code()}
                dir={if guide.words.right_to_left() { "rtl" } else { "ltr" }}
                data-preset={settings.preset.name()}
                data-theme={if *dark { "dark" } else { "light" }}
            >
                if guide.is_loaded() {
                    { notice(show::notice(guide, &settings.visit, &self.state), &frame) }
                }
                {shown}
            </div>
        }
    }

    fn rendered(&mut self, context: &Context<Self>, first: bool) {
        if first {
            context.props().page.emit(HostEvent::Ready);
        }
        if let Some(left) = self.left.take() {
            self.announce(context.props(), left);
        }
        if context.props().guide.is_loaded() {
            self.keep(context.props());
        }
        match self.due.take() {
            Some(Due::Heading) => focus::arrive(&self.nodes.title, false),
            Some(Due::HeadingAgain) => focus::arrive(&self.nodes.title, true),
            Some(Due::ErrorBox) => focus::show(&self.nodes.summary),
            None => {}
        }
    }
}
