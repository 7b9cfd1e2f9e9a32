//! Decision diagrams: functions over many small choices, shared and canonical.
//!
//! A diagram asks one question a *level*: which of the level's values was chosen? Levels come in one
//! fixed order and equal parts are stored once. There are two kinds.
//!
//! - [`When`] is a condition. A level that is left out **does not matter**.
//! - [`Sheets`] is a set of answer sheets, each perhaps with a label. A level that is left out **has
//!   value 0**: not shown, not ticked. Most questions are not shown to most people, so this is what
//!   keeps sets small.
//!
//! Both are canonical: two conditions, or two sets, are equal exactly when their nodes are.
//!
//! *Architecture invariant.* Knows nothing of questions, signs or advice. Every recursion goes at
//! least one level down, so none is deeper than the number of levels. When a limit on nodes is
//! reached, every operation says so: an answer is exact or it is not given.

mod measure;
mod sheets;
mod store;
mod when;

pub(crate) use measure::Map;
pub use measure::{Cheapest, Count, Counts};
pub use sheets::Sheets;
pub use store::{Built, Diagrams, NodeLimit};
pub use when::When;
