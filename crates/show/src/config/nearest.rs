//! The nearest valid name to one that is not valid.

/// Longer names are cut: a message is for reading.
const LONGEST: usize = 48;

/// A name as a message shows it: cut, and without what could hide or turn other letters.
pub(super) fn shown(name: &str) -> String {
    let mut text = String::from("\"");
    for (place, c) in name.chars().enumerate() {
        if place == LONGEST {
            text.push('…');
            break;
        }
        text.push(if super::text::hides(c) { '\u{fffd}' } else { c });
    }
    text.push('"');
    text
}

/// The nearest of the names, where one is near.
pub(super) fn nearest<'n>(name: &str, names: &[&'n str]) -> Option<&'n str> {
    let name = name.get(..LONGEST).unwrap_or(name);
    let mut best = None;
    let mut least = usize::MAX;
    for known in names {
        let begins = name.len() > 3 && (name.starts_with(known) || known.starts_with(name));
        let distance = if begins { 0 } else { distance(name, known) };
        if distance <= known.len() / 2 && distance < least {
            least = distance;
            best = Some(*known);
        }
    }
    best
}

/// How many letters must be put in, left out or changed. A capital, a dash or a space is no change.
fn distance(name: &str, known: &str) -> usize {
    if name.len() > 2 * LONGEST {
        return usize::MAX;
    }
    let known = known.as_bytes();
    let mut row: Vec<usize> = (0..=known.len()).collect();
    for (line, byte) in name.bytes().enumerate() {
        let byte = match byte {
            b'-' | b' ' => b'_',
            other => other.to_ascii_lowercase(),
        };
        let mut corner = row[0];
        row[0] = line + 1;
        for (place, other) in known.iter().enumerate() {
            let changed = corner + usize::from(byte != *other);
            corner = row[place + 1];
            row[place + 1] = changed.min(corner + 1).min(row[place] + 1);
        }
    }
    row[known.len()]
}
