//! A compiled pathway from anywhere: refused, or whole. What is whole can be written, read again,
//! walked and decided.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pathway::Sheet;

fuzz_target!(|bytes: &[u8]| {
    let Ok(read) = pathway::decode(bytes) else {
        return;
    };
    let written = pathway::encode(&read);
    let again = pathway::decode(&written).expect("it was written a moment ago");
    assert_eq!(pathway::encode(&again), written);
    let sheet = Sheet::empty(&read);
    let walk = read.walk(&sheet);
    let _ = read.decide(&walk);
});
