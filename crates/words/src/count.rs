//! Sentences with a number, which take another form with another number: "1 more", "2 more".
//!
//! Which form belongs to which number differs by language, and is worked out when the words are
//! compiled: nothing has to know it in a visitor's browser.

use crate::keys::Key;

impl Key {
    /// The keys whose sentence takes the form of its number. Their lines are its forms.
    pub const COUNTED: [Key; 3] = [Key::ProgressMore, Key::Remind, Key::WhenDays];
}

/// The place of the form that goes with a number, among the forms of a language. `places` has a
/// digit for each number from 0; all numbers after the last go with that.
pub(crate) fn form(places: &str, number: u8) -> usize {
    let places = places.as_bytes();
    let place = places.get(usize::from(number)).or(places.last());
    place.map_or(0, |digit| usize::from(digit.wrapping_sub(b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_after_the_last_goes_with_the_last() {
        assert_eq!(
            [0, 1, 2, 255].map(|number| form("101", number)),
            [1, 0, 1, 1]
        );
    }

    #[test]
    fn a_language_without_places_has_one_form() {
        assert_eq!(form("", 7), 0);
    }
}
