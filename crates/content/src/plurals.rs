//! Which form of a sentence goes with which number, by language.
//!
//! The rules are Unicode's (CLDR), asked for all numbers that a screen can hold when the content is
//! compiled, so that the widget carries digits and no rules.

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

/// Every name that a form can have, in order.
pub const NAMES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The forms of a language.
#[derive(Debug, Default)]
pub struct Forms {
    /// Those that some number from 0 to 255 takes, in order, each with its numbers.
    pub named: Vec<(&'static str, Vec<u8>)>,
}

impl Forms {
    /// The forms of the language with this tag; `None` when it is no language tag.
    pub fn of(tag: &str) -> Option<Self> {
        let locale = Locale::try_from_str(tag).ok()?;
        let rules = PluralRules::try_new_cardinal(locale.into()).ok()?;
        let mut named: Vec<_> = NAMES.map(|name| (name, Vec::new())).into();
        for number in 0..=u8::MAX {
            let place = match rules.category_for(number) {
                PluralCategory::Zero => 0,
                PluralCategory::One => 1,
                PluralCategory::Two => 2,
                PluralCategory::Few => 3,
                PluralCategory::Many => 4,
                PluralCategory::Other => 5,
            };
            named[place].1.push(number);
        }
        named.retain(|(_, numbers)| !numbers.is_empty());
        Some(Forms { named })
    }

    /// By number, from 0: the place of its form as a digit. What repeats at the end is left out.
    pub fn places(&self) -> String {
        let mut places: String = (0..=u8::MAX)
            .map(|number| {
                let place = self.named.iter().position(|(_, of)| of.contains(&number));
                char::from(b'0' + place.unwrap_or_default() as u8)
            })
            .collect();
        let Some(last) = places.pop() else {
            return places;
        };
        let kept = places.trim_end_matches(last).len();
        places.truncate(kept);
        places.push(last);
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(tag: &str) -> String {
        Forms::of(tag)
            .map(|forms| forms.places())
            .unwrap_or_default()
    }

    #[test]
    fn what_repeats_at_the_end_is_left_out() {
        assert_eq!(places("en"), "101");
        assert_eq!(places("en-GB"), "101");
        assert_eq!(places("fr"), "001");
        // One form for every number.
        assert_eq!(places("ja"), "0");
        // zero, one, two, few, other, other, many, other.
        assert_eq!(places("cy"), "01235545");
    }

    #[test]
    fn every_number_keeps_its_form() {
        let places = places("ar");
        let at = |number: usize| places.as_bytes()[number] - b'0';
        assert_eq!(
            [0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111].map(at),
            [0, 1, 2, 3, 3, 4, 4, 5, 5, 3, 4]
        );
    }

    #[test]
    fn what_is_no_language_has_no_forms() {
        assert!(Forms::of("").is_none());
        assert!(Forms::of("in English").is_none());
    }
}
