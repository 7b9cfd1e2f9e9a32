//! What a screen depends on besides the answers.

use std::cell::OnceCell;

use crate::config::Config;

/// Where and when somebody asks, and at which clinic. Chooses numbers and notes, never the advice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visit {
    /// Whose numbers and services are shown; the unknown region where none is known.
    pub region: String,
    /// Today, `YYYY-MM-DD`: content past its review date says so. Empty where nobody knows.
    pub today: String,
    /// The clinic, once its configuration has been read. Never before the first answer.
    pub clinic: OnceCell<Config>,
}
