//! Joins style sheets, without comments and needless space.
//!
//! Runs when the project is built. Knows no property and no class.

use std::path::Path;
use std::{fs, io};

/// The sheets with these names in a folder, one after another.
///
/// # Errors
/// When a file cannot be read.
pub fn joined<'n>(folder: &Path, names: impl Iterator<Item = &'n str>) -> io::Result<String> {
    let mut joined = String::new();
    for name in names {
        joined.push_str(&squeezed(&fs::read_to_string(folder.join(name))?));
    }
    Ok(joined)
}

/// Takes out comments and runs of space. Spaces that separate words stay, and so does everything
/// inside strings and addresses.
fn squeezed(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut space = false;
    while let Some(next) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        if next.is_whitespace() {
            space = true;
            rest = rest.trim_start();
            continue;
        }
        let length = match next {
            '"' | '\'' => quoted(rest, next),
            '(' if out.ends_with("url") => address(rest),
            _ => next.len_utf8(),
        };
        let (taken, after) = rest.split_at(length);
        // Before a colon a space can mean "inside"; behind it, nothing.
        let needless = out.ends_with(|last| tight(last) || last == ':') || tight(next);
        if space && !needless && !out.is_empty() {
            out.push(' ');
        }
        if next == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push_str(taken);
        rest = after;
        space = false;
    }
    out
}

/// Whether a space beside a character means nothing.
fn tight(character: char) -> bool {
    "{};,>".contains(character)
}

/// The length of the string that a text begins with, in bytes, with both quotes.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        if character == quote && !escaped {
            return at + quote.len_utf8();
        }
        escaped = character == '\\' && !escaped;
    }
    text.len()
}

/// The length of an address without quotes, in bytes, with both brackets; of the bracket alone where
/// what stands in it has quotes.
fn address(text: &str) -> usize {
    let inside = text[1..].trim_start();
    match text.find(')') {
        Some(end) if !inside.starts_with(['"', '\'']) => end + 1,
        _ => 1,
    }
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
    fn strings_and_addresses_stay_as_they_are() {
        for kept in [
            r#".a::before{content:"a  /* b */ : ;} c"}"#,
            r".a::before{content:'  \'  ;}'}",
            r#".a{background:url( data:image/*,a;}b )}"#,
            r#"[data-a="x  >  y"]{color:red}"#,
        ] {
            assert_eq!(squeezed(kept), kept);
        }
        let css = ".a { background: url( \"x  y\" ) ; content: \"\" ; }";
        let expected = ".a{background:url( \"x  y\" );content:\"\"}";
        assert_eq!(squeezed(css), expected);
        assert_eq!(
            squeezed("a { content: \"not ended"),
            "a{content:\"not ended"
        );
    }
}
