//! The edge: the only place that touches the browser.
//!
//! Reads what the page says, tells the page what happened, and gives the screens a root to stand
//! in. Decides nothing, and never puts an answer, an outcome or an urgency into anything that the
//! page can see.

pub mod config;
pub mod element;
pub mod events;
pub mod first;
pub mod focus;
pub mod hand;
pub mod history;
pub mod memory;
pub mod page;
pub mod paper;
pub mod reach;
pub mod styles;
pub mod tokens;
