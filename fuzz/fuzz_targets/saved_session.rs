//! A saved session that somebody has changed: refused, or a state that the widget can show and save
//! again as the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use who_to_see::session;
use who_to_see::tool::{self, CONTENT_HASH};

/// The minute at which it is read.
const NOW: u32 = 29_000_000;

fuzz_target!(|text: &str| {
    let Some(tool) = tool::shared() else {
        return;
    };
    let pathway = tool.pathway();
    // As it comes, and as far as the hash and the minute let it in.
    let ours = format!("{CONTENT_HASH} {NOW} {text}");
    for text in [text, &ours] {
        let Some(state) = session::read(pathway, text, NOW) else {
            continue;
        };
        let walk = state.walk(pathway);
        let _ = pathway.decide(&walk);
        let kept = session::write(pathway, &state, NOW).expect("it has an answer");
        let again = session::read(pathway, &kept, NOW).expect("it was written a moment ago");
        assert_eq!(again.sheet, state.sheet);
        assert_eq!(again.place, state.place);
    }
});
