//! A reminder as a calendar file (RFC 5545): one day, with a bell at nine in the morning.
//!
//! Calendars are shared with families and at work, so the words name no advice and no answer.

/// The longest line allowed, in octets, without its end.
const LINE: usize = 75;

/// The file. `day` is `YYYYMMDD`, `stamp` is `YYYYMMDDTHHMMSSZ`, the moment it is made.
pub fn calendar(title: &str, description: &str, day: &str, stamp: &str) -> String {
    let mut out = String::new();
    for (name, value) in [
        ("BEGIN:", "VCALENDAR"),
        ("VERSION:", "2.0"),
        ("PRODID:", "-//who-to-see//EN"),
        ("BEGIN:", "VEVENT"),
        // Two reminders made in the same second for the same day are the same reminder.
        ("UID:", &[stamp, "-", day, "@who-to-see"].concat()),
        ("DTSTAMP:", stamp),
        ("DTSTART;VALUE=DATE:", day),
        // A day without this line is busy from morning to night.
        ("TRANSP:", "TRANSPARENT"),
        ("SUMMARY:", &escaped(title)),
        ("DESCRIPTION:", &escaped(description)),
        ("BEGIN:", "VALARM"),
        ("ACTION:", "DISPLAY"),
        ("DESCRIPTION:", &escaped(title)),
        ("TRIGGER:", "PT9H"),
        ("END:", "VALARM"),
        ("END:", "VEVENT"),
        ("END:", "VCALENDAR"),
    ] {
        fold(&[name, value].concat(), &mut out);
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', c]),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Breaks a line into lines of at most 75 octets, each but the first begun with a space, and never
/// within a character.
fn fold(line: &str, out: &mut String) {
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_crlf_and_are_folded_within_no_character() {
        let long = "Schmerz lässt nach; prüfen, ob es besser ist \\ ".repeat(5);
        let file = calendar("Check again", &long, "20261209", "20261125T101500Z");
        assert!(!file.replace("\r\n", "").contains(['\r', '\n']));
        let lines: Vec<_> = file.split("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= LINE), "{file}");
        let unfolded = file.replace("\r\n ", "");
        let expected = long
            .replace('\\', "\\\\")
            .replace(';', "\\;")
            .replace(',', "\\,");
        assert!(unfolded.contains(&format!("DESCRIPTION:{expected}\r\n")));
    }

    #[test]
    fn the_day_stays_free_and_every_line_stands_where_it_belongs() {
        let file = calendar("Check again", "Look", "20261209", "20261125T101500Z");
        let at = |line: &str| file.split("\r\n").position(|found| found == line);
        // A property of the event, not of the alarm inside it.
        let [begin, free, alarm] = ["BEGIN:VEVENT", "TRANSP:TRANSPARENT", "BEGIN:VALARM"]
            .map(|line| at(line).expect(line));
        assert!(begin < free && free < alarm, "{file}");
        // Tasks that a reader must not take for an appointment.
        assert!(
            !file.contains("BUSYSTATUS:BUSY") && !file.contains("OPAQUE"),
            "{file}"
        );
    }

    #[test]
    fn no_text_can_add_a_line_of_its_own() {
        let file = calendar(
            "a\r\nATTENDEE:mailto:x",
            "b",
            "20261209",
            "20261125T101500Z",
        );
        assert!(!file.contains("\nATTENDEE"), "{file}");
    }
}
