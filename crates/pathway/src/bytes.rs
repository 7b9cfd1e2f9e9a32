//! The compiled form: compact bytes that the widget carries, and that could also be loaded at run
//! time.
//!
//! Numbers are one byte below 128 and seven bits a byte above; texts are a length and UTF-8.
//! Decoding checks everything and never panics: bytes from anywhere give a pathway or an error.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use crate::condition::{Atom, Condition, Need};
use crate::link::LinkError;
use crate::model::{
    Cause, Choice, Fact, FactId, Kind, KindId, Note, OptionId, Outcome, OutcomeId, Parts, Pathway,
    Question, QuestionId, Rule, Sign, Sooner, StepId, Urgency,
};

/// The version of the compiled form; another one is refused.
pub const FORMAT: u8 = 2;

const MAGIC: [u8; 4] = *b"wtsp";

/// Why bytes are not a pathway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// They do not begin like one.
    NotAPathway,
    /// They are in another version of the compiled form.
    Format(u8),
    /// They end too early, hold a value that has no meaning, or go on after the end.
    At(usize),
    /// They decode, but do not fit together.
    Link(LinkError),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecodeError::NotAPathway => f.write_str("these bytes are not a compiled pathway"),
            DecodeError::Format(found) => {
                write!(
                    f,
                    "compiled form {found} is not known; this build reads {FORMAT}"
                )
            }
            DecodeError::At(at) => write!(f, "the compiled pathway is broken at byte {at}"),
            DecodeError::Link(error) => write!(f, "the compiled pathway does not fit: {error}"),
        }
    }
}

impl core::error::Error for DecodeError {}

/// The compiled form of a pathway.
pub fn encode(pathway: &Pathway) -> Vec<u8> {
    let mut out = Vec::from(MAGIC);
    out.push(FORMAT);
    let parts: &Parts = pathway;
    for text in [
        &parts.name,
        &parts.version,
        &parts.reviewed_by,
        &parts.expires_on,
    ] {
        text.write(&mut out);
    }
    parts.longest.write(&mut out);
    parts.steps.write(&mut out);
    parts.outcomes.write(&mut out);
    parts.kinds.write(&mut out);
    parts.options.write(&mut out);
    parts.questions.write(&mut out);
    parts.facts.write(&mut out);
    parts.signs.write(&mut out);
    parts.rules.write(&mut out);
    parts.fallbacks.write(&mut out);
    parts.notes.write(&mut out);
    parts.sooner.write(&mut out);
    out
}

/// The pathway of a compiled form.
///
/// # Errors
/// See [`DecodeError`].
pub fn decode(bytes: &[u8]) -> Result<Pathway, DecodeError> {
    Pathway::new(parts(bytes)?).map_err(DecodeError::Link)
}

/// As [`decode`], for bytes that the build of this very program has compiled and linked: they are
/// not checked again for fitting together. With other bytes what follows makes no sense.
///
/// # Errors
/// See [`DecodeError`].
pub fn decode_own(bytes: &[u8]) -> Result<Pathway, DecodeError> {
    parts(bytes).map(Pathway::linked)
}

fn parts(bytes: &[u8]) -> Result<Parts, DecodeError> {
    let rest = bytes.strip_prefix(&MAGIC).ok_or(DecodeError::NotAPathway)?;
    let (&format, rest) = rest.split_first().ok_or(DecodeError::NotAPathway)?;
    if format != FORMAT {
        return Err(DecodeError::Format(format));
    }
    let mut input = Input {
        rest,
        broken: false,
    };
    let parts = read_parts(&mut input);
    if input.broken || !input.rest.is_empty() {
        return Err(DecodeError::At(bytes.len() - input.rest.len()));
    }
    Ok(parts)
}

/// Bytes that are being read. The first value that cannot be read breaks them: from then on every
/// value is empty or zero, so that nobody has to ask before the end.
struct Input<'a> {
    rest: &'a [u8],
    broken: bool,
}

impl Input<'_> {
    fn take(&mut self, len: usize) -> &[u8] {
        match self.rest.split_at_checked(len) {
            Some((taken, rest)) if !self.broken => {
                self.rest = rest;
                taken
            }
            _ => {
                self.broken = true;
                &[]
            }
        }
    }

    /// Stands for a value that has no meaning.
    fn broken<T: Default>(&mut self) -> T {
        self.broken = true;
        T::default()
    }
}

fn read_parts(input: &mut Input<'_>) -> Parts {
    Parts {
        name: Code::read(input),
        version: Code::read(input),
        reviewed_by: Code::read(input),
        expires_on: Code::read(input),
        longest: Code::read(input),
        steps: Code::read(input),
        outcomes: Code::read(input),
        kinds: Code::read(input),
        options: Code::read(input),
        questions: Code::read(input),
        facts: Code::read(input),
        signs: Code::read(input),
        rules: Code::read(input),
        fallbacks: Code::read(input),
        notes: Code::read(input),
        sooner: Code::read(input),
    }
}

/// Something that has a compiled form.
trait Code: Sized {
    /// Appends the compiled form.
    fn write(&self, out: &mut Vec<u8>);

    /// Reads one value and moves the input past it.
    fn read(input: &mut Input<'_>) -> Self;
}

impl Code for u16 {
    fn write(&self, out: &mut Vec<u8>) {
        let mut left = *self;
        while left >= 128 {
            out.push(left as u8 | 128);
            left >>= 7;
        }
        out.push(left as u8);
    }

    fn read(input: &mut Input<'_>) -> Self {
        let mut value: u32 = 0;
        for shift in [0, 7, 14] {
            let byte = u8::read(input);
            value |= u32::from(byte & 127) << shift;
            if byte < 128 {
                break;
            }
        }
        u16::try_from(value).unwrap_or_else(|_| input.broken())
    }
}

impl Code for u8 {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn read(input: &mut Input<'_>) -> Self {
        input.take(1).first().copied().unwrap_or(0)
    }
}

impl Code for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn read(input: &mut Input<'_>) -> Self {
        match u8::read(input) {
            0 => false,
            1 => true,
            _ => input.broken(),
        }
    }
}

impl Code for Box<str> {
    fn write(&self, out: &mut Vec<u8>) {
        // INVARIANT: the content compiler refuses names and texts of more than 65,535 bytes.
        (self.len() as u16).write(out);
        out.extend_from_slice(self.as_bytes());
    }

    fn read(input: &mut Input<'_>) -> Self {
        let len = u16::read(input);
        match core::str::from_utf8(input.take(usize::from(len))) {
            Ok(text) => text.into(),
            Err(_) => input.broken(),
        }
    }
}

impl<T: Code> Code for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        (self.len() as u16).write(out);
        for item in self {
            item.write(out);
        }
    }

    fn read(input: &mut Input<'_>) -> Self {
        // Not reserved ahead: a false length must not ask for memory.
        let mut list = Vec::new();
        for _ in 0..u16::read(input) {
            if input.broken {
                break;
            }
            list.push(T::read(input));
        }
        list
    }
}

impl<T: Code> Code for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(input: &mut Input<'_>) -> Self {
        bool::read(input).then(|| T::read(input))
    }
}

macro_rules! code_ids {
    ($($id:ident),*) => {$(
        impl Code for $id {
            fn write(&self, out: &mut Vec<u8>) {
                self.0.write(out);
            }

            fn read(input: &mut Input<'_>) -> Self {
                $id(Code::read(input))
            }
        }
    )*};
}

code_ids!(QuestionId, OptionId, FactId, KindId, OutcomeId, StepId);

/// The compiled form of a struct: that of its fields, in the order given.
macro_rules! code_struct {
    ($($name:ident { $($field:ident),* $(,)? })*) => {$(
        impl Code for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $(self.$field.write(out);)*
            }

            fn read(input: &mut Input<'_>) -> Self {
                $name { $($field: Code::read(input)),* }
            }
        }
    )*};
}

code_struct! {
    Question { name, choice, ask, first, len, exclusive, which_of }
    Fact { name, when }
    Kind { name, policy, outcome }
    Sign { kind, urgency, cause }
    Rule { name, policy, urgency, outcome, when }
    Outcome { name, step, exercise_provider }
    Note { name, outcomes, when }
    Sooner { name, when, unless }
}

impl Code for Urgency {
    fn write(&self, out: &mut Vec<u8>) {
        let tag = match self {
            Urgency::Ready => 0,
            Urgency::Weeks => 1,
            Urgency::Days(_) => 2,
            Urgency::Today => 3,
            Urgency::Go => 4,
            Urgency::Call => 5,
        };
        out.push(tag);
        if let Urgency::Days(days) = self {
            out.push(*days);
        }
    }

    fn read(input: &mut Input<'_>) -> Self {
        match u8::read(input) {
            0 => Urgency::Ready,
            1 => Urgency::Weeks,
            2 => Urgency::Days(u8::read(input)),
            3 => Urgency::Today,
            4 => Urgency::Go,
            5 => Urgency::Call,
            _ => {
                input.broken = true;
                Urgency::Call
            }
        }
    }
}

impl Code for Choice {
    fn write(&self, out: &mut Vec<u8>) {
        (*self == Choice::Many).write(out);
    }

    fn read(input: &mut Input<'_>) -> Self {
        if bool::read(input) {
            Choice::Many
        } else {
            Choice::One
        }
    }
}

impl Code for Need {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(match self {
            Need::All => u8::MAX,
            Need::AtLeast(n) => *n,
        });
    }

    fn read(input: &mut Input<'_>) -> Self {
        match u8::read(input) {
            u8::MAX => Need::All,
            n => Need::AtLeast(n),
        }
    }
}

/// Options that count together mostly stand together: each place is told from the one before.
impl Code for Condition {
    fn write(&self, out: &mut Vec<u8>) {
        self.need.write(out);
        (self.atoms.len() as u16).write(out);
        let mut before = 0;
        for atom in &self.atoms {
            let (tag, place) = match atom {
                Atom::Option(option) => (0, option.0),
                Atom::Not(option) => (1, option.0),
                Atom::Fact(fact) => (2, fact.0),
            };
            out.push(tag);
            place.wrapping_sub(before).write(out);
            before = place;
        }
    }

    fn read(input: &mut Input<'_>) -> Self {
        let need = Need::read(input);
        let mut atoms = Vec::new();
        let mut place: u16 = 0;
        for _ in 0..u16::read(input) {
            if input.broken {
                break;
            }
            let tag = u8::read(input);
            place = place.wrapping_add(u16::read(input));
            atoms.push(match tag {
                0 => Atom::Option(OptionId(place)),
                1 => Atom::Not(OptionId(place)),
                _ => {
                    input.broken |= tag != 2;
                    Atom::Fact(FactId(place))
                }
            });
        }
        Condition { need, atoms }
    }
}

impl Code for Cause {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Cause::Option(option) => {
                out.push(0);
                option.write(out);
            }
            Cause::Together { name, when } => {
                out.push(1);
                name.write(out);
                when.write(out);
            }
        }
    }

    fn read(input: &mut Input<'_>) -> Self {
        let tag = u8::read(input);
        input.broken |= tag > 1;
        if tag == 0 {
            return Cause::Option(Code::read(input));
        }
        Cause::Together {
            name: Code::read(input),
            when: Code::read(input),
        }
    }
}
