//! Every guarantee on the content, with its count of sheets, as `table.txt` has it.
//!
//! Whoever changes the pathway sees here how many people each promise is now about. After looking:
//! `RENEW=1 cargo test --package proof --test table`.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use common::CONTENT;
use proof::compiled::Compiled;
use proof::groups::Groups;
use proof::guarantees::{ALL, longest};

#[test]
fn the_guarantees_are_about_as_many_sheets_as_before() {
    let groups = Groups::find(&CONTENT.pathway).unwrap();
    let mut compiled = Compiled::new(&CONTENT.pathway, 10_000_000).unwrap();
    let valid = compiled.valid();
    let mut table = format!("{} sheets\n", compiled.count(valid).unwrap());
    writeln!(table, "{} questions at most", longest(&compiled).0).unwrap();
    for guarantee in ALL {
        let result = guarantee.check(&mut compiled, &groups);
        let (word, covers) = (result.verdict.word(), result.covers);
        writeln!(table, "{} {word} {covers}", guarantee.id).unwrap();
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/table.txt");
    if env::var_os("RENEW").is_some() {
        fs::write(&file, &table).unwrap();
    }
    let before = fs::read_to_string(&file).unwrap();
    assert_eq!(table, before, "see the first lines of this test");
}
