//! The screens. Each is a function of its view and its frame, and of nothing else.
//!
//! A screen never reads the pathway, the page or a clock. It tells what the person did through its
//! frame. Each has a key of its own, so that one is never patched into another.

mod about;
mod advice;
mod emergency;
mod export;
mod notice;
mod question;
mod start;
mod waiting;

pub use about::about;
pub use advice::advice;
pub use emergency::emergency;
pub use notice::notice;
pub use question::question;
pub use start::start;
pub use waiting::waiting;

pub use crate::components::frame::{Frame, Nodes};
pub use crate::msg::Msg;
