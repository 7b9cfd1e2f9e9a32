//! What the widget hears, and what the page hears of it.

use yew::{AttrValue, MouseEvent};

use crate::export::Export;
use crate::state::Action;

/// What a screen tells the widget.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// The person acts.
    Act(Action),
    /// The person ticked or cleared the option at this place of the question shown.
    Tick(u8, bool),
    /// The person takes the advice away.
    Export(Export),
    /// The person follows the error box to the answers.
    FocusAnswers,
    /// The person turns to the clinic: books there or phones it.
    ContactClicked,
    /// The person leaves this page for another, which tells nothing.
    Leave(AttrValue),
    /// What was deferred has come, or a configuration from its address.
    DeferredLoaded,
    /// The browser has followed a step, and may have scrolled.
    Scrolled,
    /// A press on the screen that stood before the widget was there.
    Pressed(MouseEvent),
}

/// What the page may know of a visit.
#[derive(Clone, Debug, PartialEq)]
pub enum HostEvent {
    /// The first screen stands.
    Ready,
    /// The person has begun.
    Started,
    /// A question stands: the number of the step, from 1.
    Step(u8),
    /// The result stands. It is named only where the owner has asked for it.
    Complete(Option<(AttrValue, &'static str)>),
    /// The person turns to the clinic.
    ContactClicked,
}
