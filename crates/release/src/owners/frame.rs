//! What the pages for owners have in common: the head, the way between them, the style sheet.

use maud::{DOCTYPE, Markup, html};
use tooling::{Failure, paths};

/// The style sheet's name.
pub const SHEET: &str = "owners.css";

/// The style sheet.
///
/// # Errors
/// When it cannot be read.
pub fn sheet() -> Result<String, Failure> {
    paths::read("embed/owners.css")
}

/// A whole page. `up` leads to the folder of the front door: empty, or `../`.
pub fn page(title: &str, up: &str, main: &Markup) -> String {
    let whole = html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href={ (up) (SHEET) };
            }
            body {
                a class="skip" href="#main" { "Skip to the text" }
                header { div class="wide" { a class="name" href={ (up) "index.html" } { "Who to see first" } } }
                main id="main" class="wide" { (main) }
            }
        }
    };
    whole.into_string()
}
