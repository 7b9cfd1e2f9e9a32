//! Joins the style sheets of the widget, in the order that `order.txt` gives, without comments and
//! needless space.
//!
//! Runs when the project is built. Knows no property and no class.

use std::path::Path;
use std::{fs, io};

/// What stands behind the name of a sheet that no screen needs before the first answer, and no
/// emergency ever.
const LATER: &str = "later";

/// All sheets.
///
/// # Errors
/// When a file cannot be read.
pub fn whole(folder: &Path) -> io::Result<String> {
    join(folder, |_| true)
}

/// The sheets that are needed before the others have come.
///
/// # Errors
/// When a file cannot be read.
pub fn first(folder: &Path) -> io::Result<String> {
    join(folder, |mark| mark != LATER)
}

fn join(folder: &Path, wanted: impl Fn(&str) -> bool) -> io::Result<String> {
    let mut joined = String::new();
    for line in fs::read_to_string(folder.join("order.txt"))?.lines() {
        let (name, mark) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        if wanted(mark) {
            joined.push_str(&squeezed(&fs::read_to_string(folder.join(name))?));
        }
    }
    Ok(joined)
}

/// Takes out comments and runs of space. Spaces that separate words stay.
fn squeezed(css: &str) -> String {
    let mut plain = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let mut out = String::new();
    for word in plain.split_whitespace() {
        let tight = |c: Option<char>| c.is_none_or(|c| "{};,>".contains(c));
        if !tight(out.chars().last()) && !tight(word.chars().next()) {
            out.push(' ');
        }
        out.push_str(word);
    }
    // Before a colon a space can mean "inside"; behind it, nothing.
    out.replace(": ", ":").replace(";}", "}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_needless_space_go_and_the_rest_stays() {
        let css =
            "/* a */\n.a > .b,\n.c { margin: 0 auto }\n\n@media print { p { color: red; } }\n";
        assert_eq!(
            squeezed(css),
            ".a>.b,.c{margin:0 auto}@media print{p{color:red}}"
        );
    }

    #[test]
    fn what_comes_first_is_part_of_the_whole() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../styles");
        let (first, whole) = (
            first(&folder).expect("it reads"),
            whole(&folder).expect("it reads"),
        );
        assert!(first.len() < whole.len(), "some sheets come later");
        // Whatever an emergency wears has to be there.
        for class in [
            ".wts-alarm",
            ".wts-calls",
            ".wts-leave",
            ".wts-urgency",
            ".wts-told",
            ".wts-back",
        ] {
            assert!(first.contains(class), "{class}");
        }
    }
}
