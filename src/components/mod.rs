//! The pieces that screens are made of: plain functions from a view to HTML.
//!
//! A piece holds nothing of the answers, tells only the frame it is given, and knows nothing of
//! the pathway or of the page.

pub mod back;
pub mod buttons;
pub mod choice;
pub mod clinic;
pub mod error_summary;
pub mod figure;
pub mod frame;
pub mod heading;
pub mod help;
pub mod icon;
pub mod list;
pub mod path;
pub mod reasons;
pub mod small_print;
pub mod text;
pub mod urgency;

use yew::AttrValue;

/// An id that no other widget on the page has: the instance's prefix and a name.
pub fn id(uid: &str, name: &str) -> AttrValue {
    AttrValue::from([uid, "-", name].concat())
}
