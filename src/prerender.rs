//! The first screens before the widget is there: drawn natively, when a release is built, by the
//! screens themselves, and written down as trees. Never part of what a browser runs.
//!
//! The loader shows them at once, from `embed/first.js`. See [`crate::handover`] for what the widget
//! makes of what was done on them.

use yew::prelude::*;
use yew::virtual_dom::{VNode, VTag};

use crate::guide::{Guide, shared};
use crate::screens::{Frame, Nodes, question, start, waiting};
use crate::show::{Screen, Visit, screen};
use crate::state::{Action, Place, State};

/// Stands in every id for the prefix that no two widgets of a page share.
pub const UID: &str = "{uid}";

/// The level of the headings in the trees; one inside a screen is below it.
pub const LEVEL: u8 = 2;

/// An element or a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Words.
    Text(String),
    /// An element with its attributes, in the order of their names, and what is in it.
    Element {
        /// Its name.
        name: String,
        /// Names and values.
        attributes: Vec<(String, String)>,
        /// In their order.
        children: Vec<Node>,
    },
}

/// The screens that can stand before the widget is there, in one region.
#[derive(Clone, Debug, PartialEq)]
pub struct Screens {
    /// The region's code.
    pub region: String,
    /// The first.
    pub start: Node,
    /// The first question, without an answer.
    pub question: Node,
    /// The same after Continue without an answer.
    pub unanswered: Node,
    /// What stands until the widget has come.
    pub waiting: Node,
    /// The same where a sign is ticked: nobody is sent to a doctor first.
    pub waiting_with_sign: Node,
}

/// What the screens of every region share.
#[derive(Clone, Debug, PartialEq)]
pub struct Prerendered {
    /// The tag of the language.
    pub language: String,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// The options of the first question that stand alone, by their place.
    pub exclusive: Vec<usize>,
    /// The options of the first question that are no sign, by their place.
    pub harmless: Vec<usize>,
    /// For each region.
    pub screens: Vec<Screens>,
}

/// Draws the first screens of every region.
///
/// # Errors
/// When the content of this build is broken, or a screen holds what is no plain element or text.
pub fn prerender() -> Result<Prerendered, String> {
    let guide = shared().ok_or("the pathway in this build is broken")?;
    let pathway = guide.pathway();
    let asked = State::new(pathway).step(pathway, Action::Start);
    let Place::Question(first) = asked.place else {
        return Err("the pathway begins with no question".to_owned());
    };
    let options = || pathway.questions[first.index()].options().enumerate();
    let places = |wanted: &dyn Fn(pathway::OptionId) -> bool| {
        let found = options().filter(|(_, option)| wanted(*option));
        found.map(|(place, _)| place).collect::<Vec<_>>()
    };
    let none = pathway.option_named(first, "none");
    let regions = guide.words.regions();
    let screens = regions.map(|region| drawn(&guide, region, &asked));
    Ok(Prerendered {
        language: guide.words.code().to_owned(),
        right_to_left: guide.words.right_to_left(),
        exclusive: places(&|option| pathway.questions[first.index()].stands_alone(option)),
        harmless: places(&|option| Some(option) == none),
        screens: screens.collect::<Result<_, _>>()?,
    })
}

fn drawn(guide: &Guide, region: &str, asked: &State) -> Result<Screens, String> {
    let pathway = guide.pathway();
    let visit = Visit {
        region: region.to_owned(),
        ..Visit::default()
    };
    let draw = |state: &State, waits: bool| draw(screen(guide, &visit, state, waits), state);
    let answered = |name: &str| {
        let Place::Question(id) = asked.place else {
            return Err("no question stands".to_owned());
        };
        let mut options = pathway.questions[id.index()].options();
        let named = pathway.option_named(id, "none");
        let option = options.find(|option| (Some(*option) == named) == (name == "none"));
        let option = option.ok_or_else(|| format!("the first question has no {name}"))?;
        let ticked = asked.step(pathway, Action::Toggle(option, true));
        Ok(ticked.step(pathway, Action::Continue))
    };
    Ok(Screens {
        region: region.to_owned(),
        start: draw(&State::new(pathway), false)?,
        question: draw(asked, false)?,
        unanswered: draw(&asked.step(pathway, Action::Continue), false)?,
        waiting: draw(&answered("none")?, true)?,
        waiting_with_sign: draw(&answered("sign")?, true)?,
    })
}

/// One screen as a tree.
fn draw(shown: Screen, state: &State) -> Result<Node, String> {
    let (uid, nodes, on_msg) = (UID.into(), Nodes::default(), Callback::noop());
    let frame = Frame {
        uid: &uid,
        level: LEVEL,
        arrived: false,
        nodes: &nodes,
        on_msg: &on_msg,
    };
    let html = match shown {
        Screen::Start(view) => start(view, &frame),
        Screen::Question(view) => question(view, &frame),
        Screen::Waiting(view) => waiting(view, &frame),
        _ => return Err(format!("{:?} shows no first screen", state.place)),
    };
    let mut nodes = Vec::new();
    collect(&html, &mut nodes)?;
    match nodes.pop() {
        Some(node) if nodes.is_empty() => Ok(node),
        _ => Err("a screen is more than one element".to_owned()),
    }
}

/// Adds what a node of Yew's draws. Texts beside each other stay apart, as Yew keeps them.
fn collect(node: &VNode, into: &mut Vec<Node>) -> Result<(), String> {
    match node {
        VNode::VTag(tag) => into.push(element(tag)?),
        VNode::VText(text) if text.text.is_empty() => {}
        VNode::VText(text) => into.push(Node::Text(text.text.to_string())),
        VNode::VList(list) => {
            for child in list.iter() {
                collect(child, into)?;
            }
        }
        _ => return Err("a first screen holds a component".to_owned()),
    }
    Ok(())
}

fn element(tag: &VTag) -> Result<Node, String> {
    let own = tag.attributes.iter();
    let mut attributes: Vec<_> = own
        .map(|(name, value)| (name.into(), value.into()))
        .collect();
    if let Some(value) = tag.value() {
        attributes.push(("value".to_owned(), value.to_string()));
    }
    if tag.checked() == Some(true) {
        return Err("a first screen holds an answer".to_owned());
    }
    attributes.sort();
    let mut children = Vec::new();
    if let Some(inside) = tag.children() {
        collect(inside, &mut children)?;
    }
    Ok(Node::Element {
        name: tag.tag().to_owned(),
        attributes,
        children,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All words of a tree.
    fn text(node: &Node) -> String {
        match node {
            Node::Text(text) => text.clone(),
            Node::Element { children, .. } => {
                let parts: Vec<_> = children.iter().map(text).collect();
                parts.join(" ")
            }
        }
    }

    fn holds(node: &Node, name: &str, value: &str) -> bool {
        let Node::Element {
            attributes,
            children,
            ..
        } = node
        else {
            return false;
        };
        attributes
            .iter()
            .any(|(own, is)| own == name && is == value)
            || children.iter().any(|child| holds(child, name, value))
    }

    #[test]
    fn every_region_has_its_first_screens_with_its_own_number() {
        let drawn = prerender().expect("they are drawn");
        assert_eq!(drawn.language, "en");
        assert!(!drawn.right_to_left);
        let regions: Vec<_> = drawn.screens.iter().map(|one| &*one.region).collect();
        assert!(
            regions.contains(&"GB") && regions.contains(&"ZZ"),
            "{regions:?}"
        );
        for of_region in &drawn.screens {
            let british = of_region.region == "GB";
            for screen in [
                &of_region.start,
                &of_region.question,
                &of_region.unanswered,
                &of_region.waiting,
                &of_region.waiting_with_sign,
            ] {
                assert_eq!(text(screen).contains("999"), british, "{screen:?}");
                assert_eq!(holds(screen, "href", "tel:999"), british);
                assert!(british || text(screen).contains("emergency number"));
            }
        }
    }

    #[test]
    fn the_first_question_is_the_one_that_the_widget_asks() {
        let drawn = prerender().expect("they are drawn");
        let guide = shared().expect("the content is good");
        let pathway = guide.pathway();
        let first = &pathway.questions[0];
        let screens = &drawn.screens[0];
        assert!(holds(&screens.question, "data-question", &first.name));
        for option in first.options() {
            let name = &pathway.options[option.index()];
            assert!(holds(&screens.question, "value", name), "{name}");
        }
        assert!(holds(&screens.unanswered, "class", "wts-error-summary"));
        assert!(!holds(&screens.question, "class", "wts-error-summary"));
        assert_ne!(screens.waiting, screens.waiting_with_sign);
        assert!(!drawn.exclusive.is_empty());
        assert_eq!(drawn.harmless.len(), 1, "`none` is the one without a sign");
    }
}
