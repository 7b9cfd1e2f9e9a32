//! The widget: Yew screens over one pure step function, between the page and the browser.
//!
//! *Architecture invariant.* One direction: the compiled content decides (`pathway`), [`mod@show`]
//! finds the words, the screens show them, [`host`] tells the page that they stand. Only [`host`]
//! and [`browser`] touch the page; state changes only through [`state::State::step`].

#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

pub mod app;
pub mod browser;
pub mod colour;
pub mod components;
pub mod export;
pub mod guide;
pub mod handover;
pub mod host;
pub mod msg;
#[cfg(not(target_family = "wasm"))]
pub mod prerender;
pub mod saved_session;
pub mod screens;
pub mod settings;
pub mod theme;

// The part without a browser, under the names that the screens use.
pub use show::{self, config, state, view};
