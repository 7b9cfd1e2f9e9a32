//! Telephone numbers as people write them, and as a telephone dials them.
//!
//! Knows no country: how the numbers of one are dialled comes with the region
//! (`content/regions`). What cannot be dialled for certain is named to the owner and left out.

/// A telephone number.
#[derive(Clone, Debug, PartialEq)]
pub struct Telephone {
    /// As people write it.
    pub shown: String,
    /// As a telephone dials it: digits and a leading `+` only.
    pub dial: String,
}

/// Fewer digits are a short code, and more are no number anywhere (ITU-T E.164).
const FEWEST: usize = 6;
const MOST: usize = 15;

/// From so many digits on, what follows a stroke or a comma is another number.
const WHOLE: usize = 7;

/// Beginnings of country codes that are not given to any country.
const NOWHERE: [&str; 5] = ["0", "28", "83", "89", "999"];

/// A telephone number as it is dialled. `plan` is how the numbers of the region are dialled; empty
/// where the region is unknown. What stands behind the number for an extension is for people.
///
/// # Errors
/// What is wrong with it, for the owner.
pub(super) fn dial(written: &str, plan: &str) -> Result<String, &'static str> {
    let (plus, digits) = digits(written, plan)?;
    let same = digits
        .bytes()
        .all(|byte| digits.starts_with(char::from(byte)));
    let dialled = if same {
        None
    } else {
        dialled(plus, &digits, plan)
    };
    dialled.ok_or(
        "is no telephone number of the region: write its area code, or + and its country code",
    )
}

/// The digits of one number, and whether a `+` stands before them.
fn digits(written: &str, plan: &str) -> Result<(bool, String), &'static str> {
    let (mut plus, mut digits) = (false, String::new());
    let written = written.trim();
    let mut rest = match written.get(..4) {
        Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => &written[4..],
        _ => written,
    };
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if let Some(digit) = digit(c) {
            digits.push(digit);
        } else if matches!(c, '+' | '＋') && !plus && digits.is_empty() {
            plus = true;
        } else if let Some(behind) = optional_zero(c, after, abroad(plus, &digits, plan)) {
            rest = behind;
            continue;
        } else if joins(c) || stroke(c) && digits.len() < WHOLE {
            // Only eyes need it.
        } else if digits.len() >= FEWEST && is_extension(rest) {
            break;
        } else if digits.len() >= WHOLE && after.chars().any(|c| digit_of(c).is_some()) {
            return Err("is more than one number");
        } else {
            return Err("has letters or signs: write it in digits");
        }
        rest = after;
    }
    Ok((plus, digits))
}

/// What is dialled for these digits.
fn dialled(plus: bool, digits: &str, plan: &str) -> Option<String> {
    let mut codes = plan.split(' ');
    let mut code = || codes.next().unwrap_or_default();
    let (country, trunk, out) = (code(), code(), code());
    let known = !country.is_empty();
    let international = |digits: &str| ["+", digits].concat();
    let own = |number: &str| {
        let number = number.strip_prefix(trunk).unwrap_or(number);
        is_whole(number, plan).then(|| international(&[country, number].concat()))
    };
    let leads_out = match digits.strip_prefix(out) {
        Some(far) if known && !plus => Some(far),
        _ => plus.then_some(digits),
    };
    if let Some(far) = leads_out {
        return match far.strip_prefix(country) {
            Some(number) if known => own(number),
            _ => is_foreign(far).then(|| international(far)),
        };
    }
    if !known {
        return (FEWEST..=MOST)
            .contains(&digits.len())
            .then(|| digits.into());
    }
    match digits.strip_prefix(trunk) {
        // As it is dialled at home.
        Some(number) => own(number).map(|_| digits.into()),
        // With the country's code, and without its sign.
        None => own(digits.strip_prefix(country)?),
    }
}

/// Whether a number without its trunk digit has as many digits as its beginning asks for.
fn is_whole(number: &str, plan: &str) -> bool {
    let beginnings = plan.split(' ').filter_map(|word| word.split_once(':'));
    let fitting = beginnings.filter(|(begins, _)| number.starts_with(begins));
    let longest = fitting.max_by_key(|(begins, _)| begins.len());
    let length = number.len().to_string();
    longest.is_some_and(|(_, lengths)| lengths.split(',').any(|one| one == length))
}

/// Whether this can be a number of another country, from its country code on.
fn is_foreign(far: &str) -> bool {
    let given = !NOWHERE.iter().any(|code| far.starts_with(code));
    given && (FEWEST + 1..=MOST).contains(&far.len())
}

/// Whether what has been read leads to a country by its code, other than to Italy, where the zero is
/// part of the number.
fn abroad(plus: bool, digits: &str, plan: &str) -> bool {
    let out = plan.split(' ').nth(2).unwrap_or("00");
    let far = if plus {
        Some(digits)
    } else {
        digits.strip_prefix(out)
    };
    far.is_some_and(|far| !far.is_empty() && !far.starts_with("39"))
}

/// What follows a zero in brackets, which is dialled at home only.
fn optional_zero(c: char, after: &str, abroad: bool) -> Option<&str> {
    let closing = match c {
        '(' => ')',
        '[' => ']',
        '（' => '）',
        _ => return None,
    };
    let (inside, behind) = after.split_once(closing)?;
    let mut inside = inside.chars().filter(|c| !joins(*c));
    let zero = inside.next().and_then(digit) == Some('0') && inside.next().is_none();
    (abroad && zero).then_some(behind)
}

/// Whether the rest of a text says which extension to ask for.
fn is_extension(rest: &str) -> bool {
    let rest = rest.to_ascii_lowercase();
    let rest = rest.trim_start_matches([';', ',', ' ', '(']);
    let marks = ["extension", "extn", "ext", "x", "#"];
    let Some(number) = marks.iter().find_map(|mark| rest.strip_prefix(mark)) else {
        return false;
    };
    let number = number.trim_start_matches(|c: char| joins(c) || matches!(c, ':' | '=' | '#'));
    let number = number.trim_end_matches([')', ' ']);
    (1..=7).contains(&number.chars().count()) && number.chars().all(|c| digit(c).is_some())
}

/// The ASCII digit that a digit of any usual script stands for.
fn digit(c: char) -> Option<char> {
    digit_of(c).and_then(|value| char::from_digit(value, 10))
}

fn digit_of(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        '\u{9e6}'..='\u{9ef}' => '\u{9e6}',
        '\u{e50}'..='\u{e59}' => '\u{e50}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(zero))
}

/// What stands between the digits of one number: spaces of all kinds, brackets, dots, dashes.
fn joins(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '(' | ')'
                | '['
                | ']'
                | '（'
                | '）'
                | '.'
                | '．'
                | '·'
                | '•'
                | '_'
                | '~'
                | '-'
                | '\u{58a}'
                | '\u{5be}'
                | '\u{1806}'
                | '\u{2010}'
                ..='\u{2015}'
                    | '\u{2043}'
                    | '\u{2053}'
                    | '\u{207b}'
                    | '\u{208b}'
                    | '\u{2212}'
                    | '\u{2e3a}'
                    | '\u{2e3b}'
                    | '\u{301c}'
                    | '\u{3030}'
                    | '\u{30a0}'
                    | '\u{30fc}'
                    | '\u{fe58}'
                    | '\u{fe63}'
                    | '\u{ff0d}'
                    | '\u{ff5e}'
        )
}

/// What can stand between digits or between numbers.
fn stroke(c: char) -> bool {
    matches!(c, '/' | '⁄' | '∕' | '／' | '\\')
}
