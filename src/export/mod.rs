//! The advice to take away: as plain text, as a date in a calendar, and as a file for a clinic.
//!
//! Turns what a screen shows into text. Knows no browser: printing, copying, sharing and saving are
//! `browser::export`'s. Nothing here is offered on an emergency screen.

mod calendar;
mod clinic;

pub use calendar::calendar;
pub use clinic::clinic;
pub use show::text::text;

/// What a browser can do with the advice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Abilities {
    /// Put it on the clipboard.
    pub copy: bool,
    /// Hand it to another app.
    pub share: bool,
    /// Save it as a file.
    pub save: bool,
}

/// A way to take the advice away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// On paper.
    Print,
    /// To paste it somewhere.
    Copy,
    /// Through the device's own sheet.
    Share,
    /// A date in a calendar.
    Remind,
    /// A file for a clinic's own program.
    Clinic,
}

impl Export {
    /// Its id on the screen, for tests and styling.
    pub fn id(self) -> &'static str {
        match self {
            Export::Print => "print",
            Export::Copy => "copy",
            Export::Share => "share",
            Export::Remind => "remind",
            Export::Clinic => "clinic",
        }
    }
}
