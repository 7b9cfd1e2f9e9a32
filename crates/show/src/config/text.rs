//! Words of a clinic: plain text, shown as it is.

use super::reader::Reader;

/// Characters that a reader does not see, or that turn the letters around them. Those that join
/// letters or choose their form have a use in many scripts, and in signs such as ❤️.
pub(super) fn hides(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}' | '\u{e000}'..='\u{f8ff}'
            | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d159}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{10ffff}')
}

/// Whether a character leaves ink by itself.
fn shows(c: char) -> bool {
    let form = matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    !(c.is_whitespace() || form || hides(c))
}

/// Plain words of at most so many characters.
pub(super) fn plain(reader: &mut Reader, path: &str, text: &str, most: usize) -> Option<String> {
    let text = text.trim();
    let wrong = if text.is_empty() {
        "is empty"
    } else if !text.chars().any(shows) {
        "shows nothing: all its characters are invisible"
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
