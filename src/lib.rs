//! The widget: Yew screens over one pure step function, and a thin edge to the browser.
//!
//! *Architecture invariant.* One direction: the compiled content decides (`pathway`), [`mod@show`]
//! finds the words, the screens show them, the edge tells the page that they stand. Only
//! [`edge`] touches the browser; state changes only through [`state::State::step`].

#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

pub mod app;
pub mod colour;
pub mod components;
pub mod edge;
pub mod handover;
pub mod look;
#[cfg(not(target_family = "wasm"))]
pub mod prerender;
pub mod screens;
pub mod session;
pub mod settings;
pub mod take;
pub mod tool;

// The part without a browser, under the names that the screens use.
pub use show::{self, config, state, view};
