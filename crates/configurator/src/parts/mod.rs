//! The parts of the configurator's page.

pub mod colours;
pub mod field;
pub mod output;
pub mod paste;
pub mod preview;
pub mod services;
pub mod shown;
pub mod told;
