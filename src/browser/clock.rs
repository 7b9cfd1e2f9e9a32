//! What day and what time it is, as this browser has it.

use js_sys::Date;

/// Today in the visitor's own calendar, `YYYY-MM-DD`.
pub fn today() -> String {
    written(&Date::new_0())
}

fn written(now: &Date) -> String {
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    let (month, day) = (two(now.get_month() + 1), two(now.get_date()));
    [&*now.get_full_year().to_string(), "-", &month, "-", &day].concat()
}

/// The minute it is, counted from the beginning of 1970.
pub fn minute() -> u32 {
    (Date::now() / 60_000.0) as u32
}

/// The moment it is, as RFC 3339 writes it: `2026-11-25T10:15:00.000Z`.
pub fn time() -> String {
    Date::new_0().to_iso_string().into()
}

/// The day so many days from today in the visitor's own calendar, `YYYYMMDD`.
pub fn day_in(days: u8) -> String {
    let date = Date::new_0();
    date.set_date(date.get_date() + u32::from(days));
    digits(&written(&date))
}

/// The moment it is, to the second, as calendars write it: `20261125T101500Z`.
pub fn stamp() -> String {
    let time = time();
    let second = time.split('.').next().unwrap_or_default();
    [&digits(second), "Z"].concat()
}

/// A date or time without what stands between its digits.
fn digits(text: &str) -> String {
    let mut text = text.to_owned();
    text.retain(|c| c != '-' && c != ':');
    text
}
