//! The front door: one page that leads to all others.

use std::path::Path;

use maud::html;

use super::{CONFIGURE, DEMONSTRATION, SCREENS, docs, frame};

/// The clinician's booklet, where it has been written beside the pages.
pub const BOOKLET: &str = "booklet.html";

/// The doors: address, name, what lies behind.
const DOORS: [(&str, &str, &str); 5] = [
    (
        DEMONSTRATION,
        "The check on a clinic’s page",
        "An invented clinic. Try it as your visitors will.",
    ),
    (
        CONFIGURE,
        "Set it up for your clinic",
        "Your name, links and colours. See them at once, and copy the lines for your site.",
    ),
    (
        SCREENS,
        "Every kind of screen",
        "Each question and each piece of advice, side by side.",
    ),
    (
        BOOKLET,
        "The booklet for clinicians",
        "Every question, rule, proof and source, to read and to sign.",
    ),
    (
        docs::START,
        "How to",
        "Put it on your site, change its look, mend what goes wrong.",
    ),
];

/// The page of a folder: doors to what is there, and the names of what is still being made.
pub fn page(folder: &Path) -> String {
    let main = html! {
        h1 { "Who to see first" }
        p class="lead" {
            "A check for the websites of clinics and gyms. It asks a person in pain a few questions, \
             and says whom to see first, and how soon. It runs in the browser: nothing is sent."
        }
        ul class="doors" {
            @for (address, name, about) in DOORS {
                @if folder.join(address).exists() {
                    li { a href=(address) { (name) } p { (about) } }
                }
            }
        }
        p class="note" {
            "No clinician has signed it yet. Until one does it is for looking at, not for use with patients."
        }
    };
    frame::page("Who to see first", "", &main)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_doors_that_lead_somewhere_are_there() {
        let folder = std::env::temp_dir().join("who-to-see-front-door");
        std::fs::create_dir_all(&folder).expect("it is made");
        std::fs::write(folder.join(DEMONSTRATION), "").expect("it is written");
        let page = page(&folder);
        assert!(page.contains("href=\"demo.html\""), "{page}");
        assert!(!page.contains("configure.html"), "{page}");
    }
}
