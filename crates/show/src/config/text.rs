//! Words and telephone numbers of a clinic: plain text, shown as it is.

use super::reader::Reader;

/// A telephone number.
#[derive(Clone, Debug, PartialEq)]
pub struct Telephone {
    /// As people write it.
    pub shown: String,
    /// As a telephone dials it: digits and a leading `+` only.
    pub dial: String,
}

/// Characters that a reader does not see, or that turn the letters around them.
pub(super) fn hides(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffc}'
            | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}')
}

/// Plain words of at most so many characters.
pub(super) fn plain(reader: &mut Reader, path: &str, text: &str, most: usize) -> Option<String> {
    let text = text.trim();
    let wrong = if text.is_empty() {
        "is empty"
    } else if text.len() > 4 * most || text.chars().count() > most {
        "is too long"
    } else if text.chars().any(hides) {
        "has characters that cannot be seen or that turn others around"
    } else if text.contains(['<', '>']) {
        "is shown as plain text: leave out < and >"
    } else {
        return Some(text.to_owned());
    };
    reader.problem(path, &[wrong]);
    None
}

/// A telephone number as it is dialled. Short codes are none of a clinic's: those of services and of
/// emergencies come with the region.
pub(super) fn dial(written: &str) -> Option<String> {
    let mut dial = String::new();
    for c in written.chars() {
        match c {
            '0'..='9' => dial.push(c),
            '+' if dial.is_empty() => dial.push(c),
            ' ' | '-' | '.' | '(' | ')' | '/' => {}
            _ => return None,
        }
    }
    let digits = dial.len() - usize::from(dial.starts_with('+'));
    (6..=15).contains(&digits).then_some(dial)
}
