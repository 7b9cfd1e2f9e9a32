//! In: what the page and the loader tell the widget, and what they hear of it.
//!
//! Reads the element, its attributes and configuration, and what the page looks like behind it; mounts
//! the widget; sends the page its events. Decides nothing, and never puts an answer, an outcome or an
//! urgency into anything that the page can see.

pub mod config;
pub mod element;
pub mod events;
pub mod first_screens;
pub mod surroundings;
pub mod tokens;
