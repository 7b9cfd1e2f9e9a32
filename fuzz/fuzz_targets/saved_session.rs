//! A saved session that somebody has changed: refused, or a state that the widget can show and save
//! again as the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use who_to_see::saved_session;
use who_to_see::guide::{self, CONTENT_HASH};

/// The minute at which it is read.
const NOW: u32 = 29_000_000;

fuzz_target!(|text: &str| {
    let Some(guide) = guide::shared() else {
        return;
    };
    let pathway = guide.pathway();
    // As it comes, and as far as the hash and the minute let it in.
    let ours = format!("{CONTENT_HASH} {NOW} {text}");
    for text in [text, &ours] {
        let Some(state) = saved_session::read(pathway, text, NOW) else {
            continue;
        };
        let walk = state.walk(pathway);
        let _ = pathway.decide(&walk);
        let kept = saved_session::write(pathway, &state, NOW).expect("it has an answer");
        let again = saved_session::read(pathway, &kept, NOW).expect("it was written a moment ago");
        assert_eq!(again.sheet, state.sheet);
        assert_eq!(again.place, state.place);
    }
});
