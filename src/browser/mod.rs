//! Out: what the browser does for a screen that stands. Focus, history, storage, styles, the clock, the
//! printer, the clipboard and files.
//!
//! Knows no element `<who-to-see>` and no attribute. A failure is quiet: a step that the browser would
//! not follow is still a step.

pub mod clock;
pub mod export;
pub mod focus;
pub mod history;
pub mod navigation;
pub mod print;
pub mod storage;
pub mod styles;
pub mod untyped;
