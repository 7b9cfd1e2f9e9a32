//! The widget: one Yew component, one state, one step function, one screen at a time.
//!
//! The only component there is. Screens and their pieces are plain functions that give HTML: each
//! further component would cost the visitor kilobytes before the first question.

use std::rc::Rc;

use pathway::OptionId;
use yew::prelude::*;

use crate::edge::history::Trail;
use crate::edge::{focus, hand, memory, page};
use crate::handover::Begun;
use crate::screens::{
    Frame, Nodes, Told, about, advice, emergency, news, question, start, waiting,
};
use crate::settings::Settings;
use crate::show::{self, Screen, must_wait, screen};
use crate::state::{Action, Place, State};
use crate::tool::Tool;

/// What the edge gives the widget.
#[derive(Clone, Properties)]
pub struct AppProps {
    /// The pathway and its words.
    pub tool: Rc<Tool>,
    /// What the owner has set.
    pub settings: Rc<Settings>,
    /// Whether it is dark.
    pub dark: bool,
    /// A prefix for ids: two widgets may stand on one page.
    pub uid: AttrValue,
    /// The same after a reload, whichever widget of the page comes up first.
    pub name: AttrValue,
    /// Hears what the page may know.
    pub page: Callback<Happened>,
    /// What was done on the first screens before the widget was there.
    pub begun: Begun,
}

/// What the page may know of a visit.
#[derive(Clone, Debug, PartialEq)]
pub enum Happened {
    /// The first screen stands.
    Ready,
    /// The person has begun.
    Started,
    /// A question stands: the number of the step, from 1.
    Step(u8),
    /// The result stands. It is named only where the owner has asked for it.
    Complete(Option<(AttrValue, &'static str)>),
    /// The person turns to the clinic.
    Turned,
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
    tell: Callback<Told>,
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
        let pathway = props.tool.pathway();
        let before = self.state.clone();
        self.state = before.step(pathway, action);
        // The control that forgets what was kept goes with the line that it stands in.
        let cleared = action == Action::Clear && before.news.is_some();
        if (self.state.place, self.state.about) != (before.place, before.about) || cleared {
            self.arrived = true;
            // Who reads about the tool has not moved.
            self.left = (before.place != self.state.place).then_some(before.place);
            self.waiting = must_wait(&props.tool, &self.state);
            self.move_on();
        } else if action == Action::Continue && self.state.empty {
            // Every attempt without an answer leads to the box again, not only the first.
            self.due = Some(Due::ErrorBox);
        }
    }

    /// Where the person was before a reload, if everything has come that knows.
    fn kept(props: &AppProps) -> Option<State> {
        let whole = props.tool.is_whole();
        whole.then(|| memory::recall(props)).flatten()
    }

    /// Tells the page where the person has come to.
    fn announce(&self, props: &AppProps, left: Place) {
        let pathway = props.tool.pathway();
        match self.state.place {
            Place::Start => {}
            Place::Question(_) => {
                if left == Place::Start {
                    props.page.emit(Happened::Started);
                }
                let step = self.state.walk(pathway).path.len() as u8 + 1;
                props.page.emit(Happened::Step(step));
            }
            Place::Result(_) => {
                let result = self.state.decision(pathway).map(|decision| {
                    let outcome = &pathway.outcomes[decision.outcome.index()];
                    (outcome.name.to_string().into(), decision.urgency.id())
                });
                let asked = props.settings.result_event;
                props
                    .page
                    .emit(Happened::Complete(result.filter(|_| asked)));
            }
        }
    }
}

/// What the widget hears; from a screen, which one.
///
/// Yew draws in its own time. What is pressed on a screen that has been left by then is about no screen
/// that stands: its third answer would be the third answer to a question that nobody has read.
#[derive(Clone, Debug)]
pub struct Heard {
    told: Told,
    screen: Option<u32>,
}

impl From<Told> for Heard {
    fn from(told: Told) -> Self {
        let screen = None;
        Heard { told, screen }
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
    type Message = Heard;
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props();
        let begun = || props.begun.state(props.tool.pathway());
        let mut app = App {
            state: Self::kept(props).unwrap_or_else(begun),
            arrived: props.begun.asked,
            waiting: false,
            due: None,
            left: None,
            trail: None,
            nodes: Nodes::default(),
            screens: 0,
            tell: context.link().callback(|told: Told| told),
        };
        if let Some(action) = props.begun.pressed {
            app.act(props, action);
        }
        app
    }

    fn update(&mut self, context: &Context<Self>, Heard { told, screen }: Heard) -> bool {
        if screen.is_some_and(|screen| screen != self.screens) {
            // Drawn all the same: what the browser has ticked is put back.
            return true;
        }
        let pathway = context.props().tool.pathway();
        let action = match told {
            Told::Did(action) => action,
            Told::Pressed(event) => {
                self.nodes.remember(&event);
                return false;
            }
            Told::Followed => {
                focus::lead(&self.nodes.title, &self.nodes.first);
                return false;
            }
            Told::Turned => {
                context.props().page.emit(Happened::Turned);
                return false;
            }
            Told::Leaves(address) => {
                memory::forget(&context.props().name);
                page::leave(&address);
                return false;
            }
            Told::Takes(way) => {
                hand::over(
                    way,
                    context.props(),
                    &self.state,
                    &self.nodes.title,
                    &self.tell,
                );
                return false;
            }
            Told::WordsCame => {
                // Who has not begun did not wait for what was kept, or had nothing.
                if !self.arrived
                    && let Some(state) = Self::kept(context.props())
                {
                    self.state = state;
                }
                if self.waiting {
                    self.waiting = false;
                    self.move_on();
                }
                return true;
            }
            Told::Scrolled => {
                self.lead_again();
                return true;
            }
            Told::Chose(place, on) => {
                let Place::Question(id) = self.state.place else {
                    return false;
                };
                let first = pathway.questions[id.index()].first.0;
                Action::Toggle(OptionId(first + u16::from(place)), on)
            }
        };
        self.act(context.props(), action);
        if matches!(action, Action::GoTo(_)) {
            self.lead_again();
        }
        // Drawn even when nothing changed: a choice that the state refuses is put back.
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let AppProps {
            tool,
            settings,
            dark,
            uid,
            ..
        } = context.props();
        let drawn = Some(self.screens);
        let tell = context.link().callback(move |told| Heard {
            told,
            screen: drawn,
        });
        let frame = Frame {
            uid,
            level: settings.heading,
            arrived: self.arrived,
            nodes: &self.nodes,
            tell: &tell,
        };
        let shown = match screen(tool, &settings.visit, &self.state, self.waiting) {
            Screen::Waiting(view) => waiting(view, &frame),
            Screen::Start(view) => start(view, &frame),
            Screen::Question(view) => question(view, &frame),
            Screen::Advice(view) => advice(*view, hand::abilities(settings), &frame),
            Screen::Emergency(view) => emergency(view, &frame),
            Screen::About(view) => about(view, &frame),
        };
        html! {
            <div
                class="wts"
                lang={tool.words.code()}
                dir={if tool.words.right_to_left() { "rtl" } else { "ltr" }}
                data-preset={settings.preset.name()}
                data-theme={if *dark { "dark" } else { "light" }}
            >
                if tool.is_whole() {
                    { news(show::news(tool, &settings.visit, &self.state), &frame) }
                }
                {shown}
            </div>
        }
    }

    fn rendered(&mut self, context: &Context<Self>, first: bool) {
        if first {
            context.props().page.emit(Happened::Ready);
        }
        if let Some(left) = self.left.take() {
            self.announce(context.props(), left);
        }
        if context.props().tool.is_whole() {
            memory::keep(context.props(), &self.state, &mut self.trail, &self.tell);
        }
        match self.due.take() {
            Some(Due::Heading) => focus::arrive(&self.nodes.title, false),
            Some(Due::HeadingAgain) => focus::arrive(&self.nodes.title, true),
            Some(Due::ErrorBox) => focus::show(&self.nodes.summary),
            None => {}
        }
    }
}
