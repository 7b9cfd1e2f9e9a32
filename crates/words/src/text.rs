//! Sentences with slots.
//!
//! In the content a slot is `{emergency}`; compiled, it is one character of Unicode's private use
//! area, so that a sentence stays one string and is taken apart without a parser.

use alloc::boxed::Box;
use alloc::vec::Vec;

/// What fills a slot of a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The words or the number, as people write it.
    pub shown: Box<str>,
    /// Where it leads: `tel:` and digits, an `https` address, or nothing for plain words.
    pub href: Box<str>,
}

/// A slot in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Filled by the country: the place in [`crate::Region::slots`].
    Region(usize),
    /// How soon, in words.
    When,
    /// A number of days.
    Days,
    /// A number: of the question, or to call.
    Number,
    /// How many more questions at most.
    More,
    /// The version of the content.
    Version,
    /// The clinic on whose page the widget stands.
    Clinic,
}

const REGION: u32 = 0xe000;
const COMPUTED: u32 = 0xe800;
const NAMES: [(&str, Slot); 6] = [
    ("when", Slot::When),
    ("days", Slot::Days),
    ("number", Slot::Number),
    ("more", Slot::More),
    ("version", Slot::Version),
    ("clinic", Slot::Clinic),
];

impl Slot {
    /// The slot of this name among those that are worked out, not looked up in a country.
    pub fn computed(name: &str) -> Option<Self> {
        let found = NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, slot)| *slot)
    }

    /// The names of those slots.
    pub fn computed_names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }
}

/// The character that stands for a slot.
pub fn slot_char(slot: Slot) -> char {
    let code = match slot {
        Slot::Region(index) => REGION + (index as u32).min(COMPUTED - REGION - 1),
        computed => {
            let place = NAMES.iter().position(|(_, slot)| *slot == computed);
            COMPUTED + place.unwrap_or(0) as u32
        }
    };
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn slot_of(c: char) -> Option<Slot> {
    let code = c as u32;
    match code {
        REGION..COMPUTED => Some(Slot::Region((code - REGION) as usize)),
        COMPUTED..=0xf8ff => NAMES.get((code - COMPUTED) as usize).map(|(_, slot)| *slot),
        _ => None,
    }
}

/// A piece of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// A slot to fill.
    Slot(Slot),
}

/// Takes a sentence apart.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if let Some(slot) = slot_of(c) {
            pieces.push(Piece::Words(&text[from..at]));
            pieces.push(Piece::Slot(slot));
            from = at + c.len_utf8();
        }
    }
    pieces.push(Piece::Words(&text[from..]));
    pieces.retain(|piece| *piece != Piece::Words(""));
    pieces
}
