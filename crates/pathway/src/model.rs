//! What a compiled pathway is made of.
//!
//! Every id is an index into one list of [`Pathway`]; names are kept beside them for sheets that
//! come from outside, for saved sessions and for people. All lists are in the order of the content.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::ops::Deref;

use crate::condition::{Atom, Condition, Truth};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident($int:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $int);

        impl $name {
            /// The place in its list.
            pub fn index(self) -> usize {
                usize::from(self.0)
            }
        }
    };
}

id!(
    /// A question, in the order in which questions are asked.
    QuestionId(u8)
);
id!(
    /// An option of some question; options of one question stand together.
    OptionId(u16)
);
id!(
    /// A named fact.
    FactId(u16)
);
id!(
    /// A sign: an option that counts alone, or a combination.
    SignId(u16)
);
id!(
    /// A kind of sign, in the order in which kinds decide between equals.
    KindId(u8)
);
id!(
    /// A navigation rule, or one of the fallbacks behind them.
    RuleId(u16)
);
id!(
    /// An outcome: a type of professional, or an emergency service.
    OutcomeId(u8)
);
id!(
    /// A step of the care path.
    StepId(u8)
);

id!(
    /// A note that goes with an outcome.
    NoteId(u8)
);
id!(
    /// A line of "get help sooner if".
    SoonerId(u8)
);

/// How soon. Greater is more urgent, so `max` is the safe choice; fewer days are more urgent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Urgency {
    /// U5: when the person is ready.
    Ready,
    /// U4: within weeks.
    Weeks,
    /// U3: within this many days.
    Days(u8),
    /// U2: today.
    Today,
    /// U1: go, or phone the unit, now.
    Go,
    /// U0: call the emergency number now.
    Call,
}

impl Urgency {
    /// The id used in content and in machine-readable output.
    pub fn id(self) -> &'static str {
        match self {
            Urgency::Ready => "ready",
            Urgency::Weeks => "weeks",
            Urgency::Days(_) => "days",
            Urgency::Today => "today",
            Urgency::Go => "go",
            Urgency::Call => "call",
        }
    }

    /// Days allowed, where the urgency is a number of days.
    pub fn days(self) -> Option<u8> {
        match self {
            Urgency::Days(days) => Some(days),
            _ => None,
        }
    }

    /// U0 to U5 as one ascending number with days spread out, so that order is plain order.
    fn rank(self) -> u16 {
        match self {
            Urgency::Ready => 0,
            Urgency::Weeks => 1,
            Urgency::Days(days) => 2 + u16::from(u8::MAX - days),
            Urgency::Today => 300,
            Urgency::Go => 301,
            Urgency::Call => 302,
        }
    }
}

impl PartialOrd for Urgency {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Urgency {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

/// How many options of a question may be ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Exactly one.
    One,
    /// One or more; exclusive options stand alone.
    Many,
}

/// A question and where its options stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its id in the content.
    pub name: Box<str>,
    /// How many options may be ticked.
    pub choice: Choice,
    /// When it is asked: reads earlier questions only.
    pub ask: Condition,
    /// Its first option.
    pub first: OptionId,
    /// How many options it has; at most 16.
    pub len: u8,
    /// The options that never stand beside another, one bit each from the first.
    pub exclusive: u16,
    /// For a "which one are you not sure about?" screen, the question it follows.
    pub which_of: Option<QuestionId>,
}

impl Question {
    /// The options, in order.
    pub fn options(&self) -> impl DoubleEndedIterator<Item = OptionId> + use<> {
        let first = self.first.0;
        (first..first + u16::from(self.len)).map(OptionId)
    }

    /// Whether an option never stands beside another.
    pub fn stands_alone(&self, option: OptionId) -> bool {
        self.bit(option)
            .is_some_and(|bit| self.exclusive & bit != 0)
    }

    /// The bit of an option in this question's answers.
    pub(crate) fn bit(&self, option: OptionId) -> Option<u16> {
        let offset = option.0.checked_sub(self.first.0)?;
        (offset < u16::from(self.len)).then(|| 1 << offset)
    }
}

/// A named condition that questions, signs and rules share.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its id in the content, or `question.option?` for "ticked or cannot be ruled out".
    pub name: Box<str>,
    /// When it is true: reads options and earlier facts.
    pub when: Condition,
}

/// A kind of sign and the safety rule it leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// Its id in the content.
    pub name: Box<str>,
    /// The safety rule's id in the clinical policy, for example `P02`.
    pub policy: Box<str>,
    /// Where it leads.
    pub outcome: OutcomeId,
}

/// What makes a sign.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// One option, by itself.
    Option(OptionId),
    /// Several answers together.
    Together {
        /// The combination's id in the content.
        name: Box<str>,
        /// When it counts.
        when: Condition,
    },
}

/// A warning sign: sets a floor on urgency.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    /// Its kind.
    pub kind: KindId,
    /// The least urgency it allows.
    pub urgency: Urgency,
    /// What makes it.
    pub cause: Cause,
}

/// A navigation rule: speaks only where no sign was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Its id in the content.
    pub name: Box<str>,
    /// Its id in the clinical policy, for example `P11`.
    pub policy: Box<str>,
    /// How soon.
    pub urgency: Urgency,
    /// Who.
    pub outcome: OutcomeId,
    /// When.
    pub when: Condition,
}

/// Where a person can be sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Its id in the content.
    pub name: Box<str>,
    /// Where it stands on the care path.
    pub step: Option<StepId>,
    /// Whether it leads into exercise without a clinician in charge.
    pub exercise_provider: bool,
}

/// Something a result adds to its advice.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Its id in the content.
    pub name: Box<str>,
    /// The outcomes it goes with; empty: all.
    pub outcomes: Vec<OutcomeId>,
    /// The answers that call for it.
    pub when: Condition,
}

/// A line of "get help sooner if".
#[derive(Clone, Debug, PartialEq)]
pub struct Sooner {
    /// Its id in the content.
    pub name: Box<str>,
    /// The answers that call for it.
    pub when: Condition,
    /// The answers that make it needless: the person has said it already.
    pub unless: Condition,
}

/// Everything a pathway is made of, before it is checked and linked into a [`Pathway`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Id of the pathway.
    pub name: Box<str>,
    /// Version of the content.
    pub version: Box<str>,
    /// Name of the clinician who signed; empty: nobody has.
    pub reviewed_by: Box<str>,
    /// When the content must be reviewed again, `YYYY-MM-DD`.
    pub expires_on: Box<str>,
    /// The most questions that any path asks.
    pub longest: u8,
    /// Steps of the care path, from first help to training alone.
    pub steps: Vec<Box<str>>,
    /// Outcomes.
    pub outcomes: Vec<Outcome>,
    /// Sign kinds, in the order in which they decide between equals.
    pub kinds: Vec<Kind>,
    /// Names of the options; those of one question stand together.
    pub options: Vec<Box<str>>,
    /// Questions, in the order asked.
    pub questions: Vec<Question>,
    /// Facts.
    pub facts: Vec<Fact>,
    /// Signs.
    pub signs: Vec<Sign>,
    /// Navigation rules in order, the fallbacks last.
    pub rules: Vec<Rule>,
    /// How many of the rules are fallbacks: tried only when nothing else fits.
    pub fallbacks: u16,
    /// Notes.
    pub notes: Vec<Note>,
    /// "Get help sooner if" lines.
    pub sooner: Vec<Sooner>,
}

/// A pathway that has been checked and linked: every id is good, and what depends on what is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Pathway {
    pub(crate) parts: Parts,
    /// For each fact, the questions it reads, one bit each.
    pub(crate) fact_reads: Vec<u128>,
    /// For each question, itself and the later ones whose being asked depends on it, one bit each.
    pub(crate) opens: Vec<u128>,
}

impl Deref for Pathway {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.parts
    }
}

impl Pathway {
    /// The questions that a condition reads, through facts, one bit each.
    pub fn reads(&self, condition: &Condition) -> u128 {
        condition
            .atoms
            .iter()
            .map(|atom| match *atom {
                Atom::Option(option) | Atom::Not(option) => 1 << self.question_of(option).0,
                Atom::Fact(fact) => self.fact_reads.get(fact.index()).copied().unwrap_or(0),
            })
            .fold(0, |all, one: u128| all | one)
    }

    /// A question and every later one whose being asked depends on it, one bit each.
    pub(crate) fn opens(&self, question: QuestionId) -> u128 {
        self.opens.get(question.index()).copied().unwrap_or(0)
    }

    /// All questions with their ids, in the order asked.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = QuestionId> + use<> {
        (0..u8::try_from(self.questions.len()).unwrap_or(u8::MAX)).map(QuestionId)
    }

    /// The question with this name.
    pub fn question_named(&self, name: &str) -> Option<QuestionId> {
        self.ids()
            .find(|&id| &*self.questions[id.index()].name == name)
    }

    /// The option with this name in a question.
    pub fn option_named(&self, question: QuestionId, name: &str) -> Option<OptionId> {
        self.questions
            .get(question.index())?
            .options()
            .find(|option| &*self.options[option.index()] == name)
    }

    /// The question that an option belongs to.
    pub fn question_of(&self, option: OptionId) -> QuestionId {
        let after = self.questions.partition_point(|q| q.first <= option);
        QuestionId(u8::try_from(after.saturating_sub(1)).unwrap_or(u8::MAX))
    }

    /// Whether a rule is a fallback.
    pub fn is_fallback(&self, rule: RuleId) -> bool {
        rule.index() + usize::from(self.fallbacks) >= self.rules.len()
    }

    /// Whether a sign is present.
    pub fn sign_holds(&self, sign: &Sign, truth: &Truth) -> bool {
        match &sign.cause {
            Cause::Option(option) => truth.option(*option),
            Cause::Together { when, .. } => when.holds(truth, truth),
        }
    }
}
