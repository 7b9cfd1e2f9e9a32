//! The names of what is built and published, and the files of the widget itself.
//!
//! Every other module may use these; this one uses none of them.

/// The package, and the stem of two of its files. Trunk gives them the same names.
pub use preview::WIDGET as NAME;
pub use preview::{CORE, LOADER, PAGE};

/// The folder whose address lasts as long as the contract with the page does: its attributes, events
/// and tokens. The events carry the same number.
pub const LASTING: &str = "v1";

/// The folder of this very version.
pub const EXACT: &str = env!("CARGO_PKG_VERSION");

/// The files of the widget.
#[derive(Debug)]
pub struct Core {
    /// The JavaScript module that wasm-bindgen writes.
    pub glue: Vec<u8>,
    /// The compiled widget.
    pub wasm: Vec<u8>,
    /// The words and styles that the compiled widget does not carry.
    pub words: Vec<u8>,
    /// The first screens, with the script that shows them until the widget is there.
    pub first: Vec<u8>,
    /// The widget as a JavaScript module, for browsers and policies without WebAssembly. Not made
    /// while someone waits for a debug build.
    pub fallback: Option<Vec<u8>>,
}

impl Core {
    /// The glue's file name.
    pub fn glue_name() -> String {
        format!("{NAME}.js")
    }

    /// The file name of the widget without WebAssembly.
    pub fn fallback_name() -> String {
        format!("{NAME}-fallback.js")
    }

    /// The file name of the first screens.
    pub fn first_name() -> String {
        format!("{NAME}-first.js")
    }

    /// The words' file name.
    pub fn words_name() -> String {
        format!("{NAME}-words.js")
    }

    /// The compiled widget's file name.
    pub fn wasm_name() -> String {
        format!("{NAME}_bg.wasm")
    }
}
