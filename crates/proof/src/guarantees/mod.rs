//! The guarantees, in the order in which they are printed.
//!
//! Each is a short function that says which sheets it is about and which of them may not exist.
//! Clinical names come from [`crate::groups`]; nothing here leans on the content's own facts.

mod advice;
mod change;
mod exercise;
mod hiding;
mod injury;
mod questions;
mod reasons;
mod signs;
mod unsure;
mod urgency;

pub use questions::longest;

use crate::guarantee::Guarantee;

/// Every guarantee.
pub const ALL: &[Guarantee] = &[
    advice::ONE_ADVICE,
    advice::NO_FALLBACK,
    advice::EVERY_FINDING_DECIDES,
    advice::EVERYTHING_REACHED,
    advice::NO_CONDITION_ALWAYS_TRUE,
    questions::EMERGENCIES_FIRST,
    questions::EMERGENCY_ENDS,
    questions::NO_IDLE_QUESTION,
    questions::LONGEST_PATH,
    signs::SIGN_FLOOR,
    signs::CALL,
    signs::GO,
    signs::UNSURE,
    signs::CAUDA_EQUINA,
    change::ONE_MORE_SIGN,
    unsure::UNSURE_TO_YES,
    unsure::YES_AT_LEAST_UNSURE,
    hiding::HEALTH_HIDES_NO_SIGN,
    hiding::CHILD_AT_LEAST_ADULT,
    injury::INJURY_OF_NOW,
    change::WISHES,
    change::AGE,
    exercise::CLEARANCE,
    exercise::EXERTIONAL,
    exercise::SURGERY,
    exercise::UNDER_18,
    exercise::PREGNANCY,
    exercise::PERSONAL_TRAINER,
    exercise::SELF_CARE,
    exercise::NOTES,
    reasons::TRUE_REASONS,
];

/// The guarantee with this id.
pub fn named(id: &str) -> Option<&'static Guarantee> {
    ALL.iter().find(|guarantee| guarantee.id == id)
}
