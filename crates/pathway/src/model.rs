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

/// Why parts do not make a pathway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// An id points outside its list.
    Dangling,
    /// Too many of something: 128 questions, 16 options a question.
    TooMany,
    /// A question is asked depending on itself or on a later question, or a fact on a later fact.
    Forward,
    /// No rule is left for what fits nowhere: the last fallback must always hold.
    NoFallback,
}

impl core::fmt::Display for LinkError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            LinkError::Dangling => "an id points outside its list",
            LinkError::TooMany => "more than 128 questions or 16 options in one of them",
            LinkError::Forward => "a condition reads what comes after it",
            LinkError::NoFallback => "the last fallback has a condition",
        })
    }
}

impl core::error::Error for LinkError {}

/// A pathway that has been checked and linked: every id is good, and what depends on what is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Pathway {
    parts: Parts,
    /// For each fact, the questions it reads, one bit each.
    fact_reads: Vec<u128>,
    /// For each question, itself and the later ones whose being asked depends on it, one bit each.
    opens: Vec<u128>,
}

impl Deref for Pathway {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.parts
    }
}

impl Pathway {
    /// Checks the parts and links them.
    ///
    /// # Errors
    /// See [`LinkError`].
    pub fn new(parts: Parts) -> Result<Self, LinkError> {
        let mut pathway = Pathway {
            parts,
            fact_reads: Vec::new(),
            opens: Vec::new(),
        };
        pathway.check_lists()?;
        for index in 0..pathway.facts.len() {
            let when = &pathway.facts[index].when;
            pathway.check_atoms(when, index)?;
            let reads = pathway.reads(when);
            pathway.fact_reads.push(reads);
        }
        pathway.check_conditions()?;
        for id in pathway.ids() {
            let mut opens: u128 = 1 << id.0;
            for later in pathway.ids().skip(id.index() + 1) {
                if pathway.reads(&pathway.questions[later.index()].ask) & opens != 0 {
                    opens |= 1 << later.0;
                }
            }
            pathway.opens.push(opens);
        }
        Ok(pathway)
    }

    fn check_lists(&self) -> Result<(), LinkError> {
        if self.questions.len() > 128 || self.options.len() > usize::from(u16::MAX) {
            return Err(LinkError::TooMany);
        }
        let mut next = 0;
        for question in &self.questions {
            if question.len > 16 || question.len == 0 {
                return Err(LinkError::TooMany);
            }
            if question.first.index() != next {
                return Err(LinkError::Dangling);
            }
            next += usize::from(question.len);
        }
        let outcome = |id: &OutcomeId| id.index() < self.outcomes.len();
        let good = next == self.options.len()
            && usize::from(self.fallbacks) <= self.rules.len()
            && (self.outcomes.iter()).all(|o| o.step.is_none_or(|s| s.index() < self.steps.len()))
            && self.kinds.iter().all(|kind| outcome(&kind.outcome))
            && self.rules.iter().all(|rule| outcome(&rule.outcome))
            && self
                .notes
                .iter()
                .all(|note| note.outcomes.iter().all(outcome))
            && (self.signs.iter()).all(|sign| sign.kind.index() < self.kinds.len())
            && (self.questions.iter().enumerate())
                .all(|(index, q)| q.which_of.is_none_or(|parent| parent.index() < index));
        if !good {
            return Err(LinkError::Dangling);
        }
        let last = self.rules.last().filter(|_| self.fallbacks > 0);
        if last.is_none_or(|rule| rule.when != Condition::always()) {
            return Err(LinkError::NoFallback);
        }
        Ok(())
    }

    fn check_conditions(&self) -> Result<(), LinkError> {
        let facts = self.facts.len();
        for (index, question) in self.questions.iter().enumerate() {
            self.check_atoms(&question.ask, facts)?;
            if self.reads(&question.ask) >> index != 0 {
                return Err(LinkError::Forward);
            }
        }
        for sign in &self.signs {
            match &sign.cause {
                Cause::Option(option) if option.index() >= self.options.len() => {
                    return Err(LinkError::Dangling);
                }
                Cause::Option(_) => {}
                Cause::Together { when, .. } => self.check_atoms(when, facts)?,
            }
        }
        let rules = self.rules.iter().map(|rule| &rule.when);
        let notes = self.notes.iter().map(|note| &note.when);
        let sooner = self
            .sooner
            .iter()
            .flat_map(|line| [&line.when, &line.unless]);
        rules
            .chain(notes)
            .chain(sooner)
            .try_for_each(|when| self.check_atoms(when, facts))
    }

    /// Every atom exists; facts only below `facts`.
    fn check_atoms(&self, condition: &Condition, facts: usize) -> Result<(), LinkError> {
        for atom in &condition.atoms {
            match *atom {
                Atom::Option(option) | Atom::Not(option)
                    if option.index() >= self.options.len() =>
                {
                    return Err(LinkError::Dangling);
                }
                Atom::Fact(fact) if fact.index() >= self.facts.len() => {
                    return Err(LinkError::Dangling);
                }
                Atom::Fact(fact) if fact.index() >= facts => return Err(LinkError::Forward),
                _ => {}
            }
        }
        Ok(())
    }

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
        self.questions[question.index()]
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
