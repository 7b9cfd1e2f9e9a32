//! The file of what is deferred, which the loader fetches while the first question is read.

use deferral::{Bundle, Bundles};
use tooling::{Failure, paths};

/// What is deferred, in the language of the build, as a JavaScript module: some pages allow scripts
/// and no other requests.
///
/// # Errors
/// Where something of it cannot be compiled.
pub fn module() -> Result<Vec<u8>, Failure> {
    let made = Bundles::compile(paths::root())
        .map_err(|problems| Failure::new(problems, "mend it, and run the command again"))?;
    Ok(written(&made.hash, &made.deferred).into_bytes())
}

/// The module as text. The hash says of which content its words are.
fn written(hash: &str, deferred: &Bundle) -> String {
    format!(
        "export const words = `{hash}\n{}\n{}`, styles = `{}`;\n",
        in_letters(&deferred.pathway),
        in_template(&deferred.words),
        in_template(&deferred.styles)
    )
}

/// Bytes as text that every encoding writes alike: two letters for each.
fn in_letters(bytes: &[u8]) -> String {
    let letter = |half: u8| char::from(b'a' + half);
    let both = |byte: &u8| [letter(byte >> 4), letter(byte & 15)];
    bytes.iter().flat_map(both).collect()
}

/// Text as it stands between backticks.
fn in_template(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('`', "\\`")
        .replace("${", "\\${")
}
