//! What each screen shows, as plain data: words already chosen, slots already filled.
//!
//! Screens are functions of these types and of nothing else. This module knows nothing of the
//! pathway, of where words come from, or of the browser.

/// Words that are cheap to hand on. Yew's type of the same name is this one: they go into a page as
/// they are.
pub type AttrValue = implicit_clone::unsync::IString;

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Words.
    Words(AttrValue),
    /// A telephone number, shown as a link that calls it or writes to it, and always read left to
    /// right.
    Phone {
        /// The number as people write it, for example `116 123`.
        shown: AttrValue,
        /// Its `tel:` or `sms:` address.
        href: AttrValue,
    },
    /// A link to a page outside the widget.
    Link {
        /// The words of the link.
        shown: AttrValue,
        /// An `https` address from the region's file.
        href: AttrValue,
    },
}

/// Something to do that a press does: call, write, or open a page.
#[derive(Clone, Debug, PartialEq)]
pub struct ButtonView {
    /// The words on it.
    pub words: AttrValue,
    /// A `tel:`, `sms:` or `https:` address.
    pub href: AttrValue,
}

/// One sentence or a few: the pieces of a paragraph or of a list item.
pub type Line = Vec<Piece>;

/// How soon, as a person reads it. Decides colour and shape; the words always say it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Call now, or go now.
    Emergency,
    /// Today.
    Today,
    /// Within days.
    Soon,
    /// Within weeks.
    Routine,
    /// When you are ready.
    Ready,
}

/// What became of the answers, and a way to begin anew.
#[derive(Clone, Debug, PartialEq)]
pub struct NoticeView {
    /// "We kept your answers."
    pub text: AttrValue,
    /// The words on the control that starts again; none where there is nothing to forget.
    pub restart: Option<AttrValue>,
}

/// The first screen.
#[derive(Clone, Debug, PartialEq)]
pub struct StartView {
    /// The name of the tool, the heading.
    pub title: AttrValue,
    /// What the person gets, in one or two sentences.
    pub lead: Line,
    /// What it is and is not, one point each.
    pub points: Vec<Line>,
    /// "In danger now? Call 999." Stands above the button.
    pub emergency: Line,
    /// The words on the button.
    pub start: AttrValue,
    /// Who has (not yet) signed it off, version, privacy. Below the button.
    pub small_print: Vec<Line>,
    /// The words on the control that leads to [`AboutView`].
    pub about: AttrValue,
}

/// About this tool.
#[derive(Clone, Debug, PartialEq)]
pub struct AboutView {
    /// "About this tool", the heading.
    pub title: AttrValue,
    /// What it is, who signed it, what was proved, where the answers go, what falls short.
    pub parts: Vec<ListView>,
    /// The emergency line, as on every question.
    pub emergency: Line,
    /// The words on the Back control.
    pub back: AttrValue,
}

/// The words of the next screen are still on their way.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitingView {
    /// "One moment".
    pub title: AttrValue,
    /// The emergency line, as on every question. Before all else.
    pub emergency: Line,
    /// What to do meanwhile, and if nothing comes.
    pub text: Vec<Line>,
    /// The words on the Back control.
    pub back: AttrValue,
}

/// One answer that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceView {
    /// Stable id of the option in its question: `chest`, `none`, `unsure`.
    pub id: AttrValue,
    /// The words beside the radio or checkbox.
    pub label: AttrValue,
    /// Whether it is chosen now.
    pub chosen: bool,
    /// Whether it stands after the word "or": what never stands beside a sign, such as "a doctor has
    /// checked it", "none of these" and "not sure".
    pub separate: bool,
}

/// The drawing of a person over the list of answers.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureView {
    /// How to use it.
    pub hint: AttrValue,
    /// Below the person seen from the front.
    pub front: AttrValue,
    /// Below the person seen from the back.
    pub back: AttrValue,
    /// The line around half a body, as SVG path data; the other half is its mirror image.
    pub outline: &'static str,
    /// Fine lines of the front.
    pub front_lines: &'static str,
    /// Fine lines of the back.
    pub back_lines: &'static str,
    /// What can be tapped and lit. Where spots overlap, the later one is on top.
    pub spots: Vec<SpotView>,
}

/// A spot of the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpotView {
    /// The place of its answer among the choices.
    pub choice: usize,
    /// Whether it is seen from the front.
    pub front: bool,
    /// Whether it is seen from behind.
    pub back: bool,
    /// What can be tapped, as SVG path data; empty where it is only lit.
    pub tap: &'static str,
    /// What is lit.
    pub lit: &'static str,
}

/// The error box of a question that was continued without an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorView {
    /// "There is a problem".
    pub title: AttrValue,
    /// What to do; the same words stand beside the answers.
    pub message: AttrValue,
    /// Hidden word before the message beside the answers: "Error:".
    pub prefix: AttrValue,
}

/// One question.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionView {
    /// Stable id of the question.
    pub id: AttrValue,
    /// "Question 3, up to 5 more".
    pub progress: AttrValue,
    /// The question itself, the heading.
    pub title: AttrValue,
    /// One short sentence under the heading.
    pub hint: Option<AttrValue>,
    /// "Tick all that fit" or nothing: how to answer.
    pub how: Option<AttrValue>,
    /// The label of the "Why we ask" disclosure.
    pub why_label: AttrValue,
    /// Why it is asked.
    pub why: AttrValue,
    /// True: checkboxes, several may be chosen. False: radios.
    pub many: bool,
    /// The answers, in order.
    pub choices: Vec<ChoiceView>,
    /// The drawing, on the question that has one.
    pub figure: Option<FigureView>,
    /// The word between the signs and "none of these".
    pub or: AttrValue,
    /// Shown when Continue was pressed without an answer.
    pub error: Option<ErrorView>,
    /// The words on the Back control.
    pub back: AttrValue,
    /// The words on the one button.
    pub carry_on: AttrValue,
    /// The emergency line, on every question.
    pub emergency: Line,
}

/// One reason: what the tool concludes, and the answers it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct ReasonView {
    /// The reason in a sentence.
    pub text: Line,
    /// "You told us:" and the answers, as the person chose them.
    pub answers: Vec<AttrValue>,
}

/// What would change the advice.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeView {
    /// "What would change this".
    pub title: AttrValue,
    /// Who could rule a sign out; what stands below.
    pub lead: Vec<Line>,
    /// "If this is true:".
    pub if_true: AttrValue,
    /// Other advice, and the one answer not given that leads to it. At most three.
    pub ways: Vec<ReasonView>,
}

/// A titled list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListView {
    /// Its heading.
    pub title: AttrValue,
    /// A sentence before the list.
    pub lead: Option<Line>,
    /// Its lines.
    pub items: Vec<Line>,
    /// Whether it stands on paper too, and not only on the screen.
    pub on_paper: bool,
}

/// One row of the advice that is folded until it is asked for: a title, and one or more lists.
#[derive(Clone, Debug, PartialEq)]
pub struct FoldView {
    /// Its heading.
    pub title: AttrValue,
    /// What is in it; a list that stands alone needs no heading of its own.
    pub lists: Vec<ListView>,
}

/// One step of the care path.
#[derive(Clone, Debug, PartialEq)]
pub struct StepView {
    /// The name of the step.
    pub title: AttrValue,
    /// What happens there, one line.
    pub text: Line,
    /// Whether the advice is this step.
    pub here: bool,
}

/// What the clinic on whose page the widget stands has to do with the advice.
#[derive(Clone, Debug, PartialEq)]
pub struct ClinicView {
    /// "Your next step at Harbour Street", or "Not offered at Harbour Street".
    pub title: AttrValue,
    /// That the advice stays the same, and how to find somebody else.
    pub elsewhere: Vec<Line>,
    /// The words of the booking link, its address, and whether that is another page.
    pub book: Option<(AttrValue, AttrValue, bool)>,
    /// The words of the link to the clinic's telephone, and the number it dials.
    pub phone: Option<(AttrValue, AttrValue)>,
    /// "From Harbour Street:" and the clinic's own words.
    pub says: Option<(AttrValue, AttrValue)>,
}

/// The ways to take the advice away, and to leave.
#[derive(Clone, Debug, PartialEq)]
pub struct TakeView {
    /// The heading.
    pub title: AttrValue,
    /// The words on the control that prints.
    pub print: AttrValue,
    /// On paper only: what is not on it.
    pub rest: AttrValue,
    /// The words on the control that copies.
    pub copy: AttrValue,
    /// The words on the control that shares.
    pub share: AttrValue,
    /// A reminder, where the advice has a date.
    pub remind: Option<RemindView>,
    /// The words on the control that saves a file for a clinic.
    pub clinic: AttrValue,
    /// How taking it away went, where there is something to say; empty before.
    pub copied: AttrValue,
    /// The words on the control that forgets the answers.
    pub clear: AttrValue,
}

/// A date to put into a calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct RemindView {
    /// The words on the control.
    pub button: AttrValue,
    /// After how many days.
    pub days: u8,
    /// The title of the date; it names no advice.
    pub title: AttrValue,
    /// What to do on that day.
    pub text: AttrValue,
}

/// An answer given.
#[derive(Clone, Debug, PartialEq)]
pub struct AnsweredView {
    /// The question.
    pub question: AttrValue,
    /// The options chosen.
    pub answers: Vec<AttrValue>,
}

/// The advice that is not an emergency.
#[derive(Clone, Debug, PartialEq)]
pub struct AdviceView {
    /// The outcome's id, for tests and styling: `physio`.
    pub outcome: AttrValue,
    /// The urgency's id: `today`, `days`, `weeks`, `ready`.
    pub urgency: AttrValue,
    /// Within how many days, where the urgency is a number of days.
    pub days: Option<u8>,
    /// Decides the look.
    pub tone: Tone,
    /// How soon, as a short label: "Today", "Soon", "Not urgent".
    pub label: AttrValue,
    /// Who and how soon, the heading: "See a physiotherapist in the next few weeks".
    pub title: AttrValue,
    /// "This is the best match for what you told us. It is not a diagnosis."
    pub lead: Line,
    /// For today: the answers that decided, one or two. Above what to do.
    pub led_by: Vec<AttrValue>,
    /// "Do this".
    pub do_title: AttrValue,
    /// What to do, the first thing first: a call, a person to find.
    pub action: Vec<Line>,
    /// The same as buttons, for help today.
    pub buttons: Vec<ButtonView>,
    /// How to get seen where the person lives, and what to do if that takes too long.
    pub seen: ListView,
    /// The clinic, if it has anything to do with the advice. First of the ways to get seen.
    pub clinic: Option<ClinicView>,
    /// Heading of the reasons.
    pub why_title: AttrValue,
    /// "You told us:".
    pub told: AttrValue,
    /// Why, at most four.
    pub reasons: Vec<ReasonView>,
    /// Other findings and notes that go along with the advice.
    pub notes: Vec<Line>,
    /// What would change this.
    pub change: Option<ChangeView>,
    /// Get help sooner if.
    pub sooner: ListView,
    /// Heading of the care path.
    pub path_title: AttrValue,
    /// "you are here".
    pub here: AttrValue,
    /// The care path; empty where it does not fit.
    pub path: Vec<StepView>,
    /// Where two people help together, a card for each.
    pub cards: Vec<ListView>,
    /// What happens at the visit, what to bring, what to ask. `None` where nobody is visited.
    pub your_visit: Option<FoldView>,
    /// What they may and may not do and how to check them; what comes after, and other options.
    pub more: Vec<FoldView>,
    /// The answers given.
    pub answers_title: AttrValue,
    /// Questions and answers, in the order asked.
    pub answers: Vec<AnsweredView>,
    /// The word on the control that changes an answer.
    pub change_answer: AttrValue,
    /// The words on the Back control.
    pub back: AttrValue,
    /// The ways to take it away.
    pub take: TakeView,
    /// Not a diagnosis, adults, who signed, version.
    pub small_print: Vec<Line>,
    /// The words on the control that leads to [`AboutView`].
    pub about: AttrValue,
}

/// An emergency: the number first, nothing to book, nothing to share.
#[derive(Clone, Debug, PartialEq)]
pub struct EmergencyView {
    /// The outcome's id: `emergency_call`, `emergency_dept`, `maternity_now`, `crisis_support`,
    /// `abuse_support`.
    pub outcome: AttrValue,
    /// The urgency's id: `call` or `go`.
    pub urgency: AttrValue,
    /// "Emergency".
    pub label: AttrValue,
    /// "Call 999 now".
    pub title: AttrValue,
    /// What the advice asks for, most important first. Empty: no number is known for this region.
    pub buttons: Vec<ButtonView>,
    /// "You told us:".
    pub told: AttrValue,
    /// The answers that decided, one or two. Above what to do.
    pub led_by: Vec<AttrValue>,
    /// What to do now, most important first.
    pub actions: Vec<Line>,
    /// Text relay and other ways to reach help.
    pub other_ways: Option<ListView>,
    /// "You also told us:".
    pub told_also: AttrValue,
    /// The other answers that ask for something.
    pub answers: Vec<AttrValue>,
    /// A way out, for somebody who must not be seen reading this: another page, which tells nothing.
    pub leave: Option<ButtonView>,
    /// "Ticked by mistake? Go back and change your answer."
    pub mistake: AttrValue,
    /// The words on the Back control: people mis-tap.
    pub back: AttrValue,
    /// The words on the control that forgets the answers.
    pub clear: AttrValue,
}
