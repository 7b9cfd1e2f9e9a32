//! The `html!` macro of the widget: Yew's syntax, compiled to little code.
//!
//! Yew's own macro builds every element in place, which is quick and costs the visitor some three
//! hundred bytes an element before the first question. This one calls the functions of
//! `crate::markup`, in the crate that uses it, for all of them. Elements, fragments, `if`, `for`,
//! `key`, `ref` and listeners are as in Yew's macro; there are no components, and every attribute
//! that is not written out is a value that `crate::markup::Attr` knows.
//!
//! Knows tokens only: nothing of a browser, and nothing of what is drawn.

mod read;
mod write;

use proc_macro::TokenStream;

use crate::read::Reader;

/// HTML, as a Yew node.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    let mut reader = Reader::new(input.into());
    match reader.nodes(None) {
        Ok(nodes) => write::fragment(&nodes).into(),
        Err(mistake) => {
            let message = mistake.message;
            quote::quote_spanned!(mistake.at=> ::core::compile_error!(#message)).into()
        }
    }
}
