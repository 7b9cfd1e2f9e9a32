//! The drawing of a person on one question: which spot on it stands for which answer.
//!
//! Shapes only. It comes with the words because it is needed when they are, and not before.

use alloc::boxed::Box;
use alloc::vec::Vec;

/// The drawing. Shapes are SVG path data of half a person; the other half is its mirror image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// The name of the question that has it; empty where there is no drawing.
    pub question: Box<str>,
    /// The line around the body.
    pub outline: Box<str>,
    /// Fine lines of the front.
    pub front: Box<str>,
    /// Fine lines of the back.
    pub back: Box<str>,
    /// The spots. Where what can be tapped overlaps, the later one is on top.
    pub spots: Vec<Spot>,
}

/// A spot that can be tapped and lit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The option it stands for.
    pub option: Box<str>,
    /// Whether it is seen from the front.
    pub front: bool,
    /// Whether it is seen from behind.
    pub back: bool,
    /// What can be tapped; empty where it is only lit.
    pub tap: Box<str>,
    /// What is lit.
    pub lit: Box<str>,
}
