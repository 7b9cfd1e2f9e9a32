//! Languages that are not there yet: sentences with a number take the forms that each language has,
//! and the country's numbers are those of the country.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use std::fs;

use common::{Copy, tells};
use pathway::Urgency;
use words::{Book, Catalogue, Key, Place, Slot, slot_char};

/// English with the code of another language, and real forms in place of the sentences with a number.
struct Sample {
    code: &'static str,
    direction: &'static str,
    /// How many more, how many days until, how soon; with the name of each form.
    more: &'static str,
    remind: &'static str,
    days: &'static str,
}

const POLISH: Sample = Sample {
    code: "pl",
    direction: "ltr",
    more: r#"one = "jeszcze 1 pytanie", few = "jeszcze {more} pytania", many = "jeszcze {more} pytań""#,
    remind: r#"one = "za 1 dzień", few = "za {number} dni", many = "za {number} dni""#,
    days: r#"one = "w ciągu 1 dnia", few = "w ciągu {days} dni", many = "w ciągu {days} dni""#,
};

const ARABIC: Sample = Sample {
    code: "ar",
    direction: "rtl",
    more: r#"zero = "لا أسئلة", one = "سؤال واحد", two = "سؤالان", few = "{more} أسئلة", many = "{more} سؤالًا", other = "{more} سؤال""#,
    remind: r#"zero = "اليوم", one = "بعد يوم", two = "بعد يومين", few = "بعد {number} أيام", many = "بعد {number} يومًا", other = "بعد {number} يوم""#,
    days: r#"zero = "اليوم", one = "خلال يوم", two = "خلال يومين", few = "خلال {days} أيام", many = "خلال {days} يومًا", other = "خلال {days} يوم""#,
};

const WELSH: Sample = Sample {
    code: "cy",
    direction: "ltr",
    more: r#"zero = "dim cwestiwn", one = "un cwestiwn", two = "dau gwestiwn", few = "tri chwestiwn", many = "chwe chwestiwn", other = "{more} cwestiwn""#,
    remind: r#"zero = "heddiw", one = "mewn diwrnod", two = "mewn dau ddiwrnod", few = "mewn tri diwrnod", many = "mewn chwe diwrnod", other = "mewn {number} diwrnod""#,
    days: r#"zero = "heddiw", one = "o fewn diwrnod", two = "o fewn dau ddiwrnod", few = "o fewn tri diwrnod", many = "o fewn chwe diwrnod", other = "o fewn {days} diwrnod""#,
};

impl Sample {
    /// A copy of the content that has this language besides English.
    fn content(&self) -> Copy {
        let copy = Copy::new();
        let english = copy.file("languages/en");
        let folder = copy.file("languages").join(self.code);
        common::copy_folder(&english, &folder);
        let own = |file: &str| format!("languages/{}/{file}.toml", self.code);
        copy.spoil(
            &own("language"),
            "code = \"en\"",
            &format!("code = \"{}\"", self.code),
        );
        copy.spoil(
            &own("language"),
            "direction = \"ltr\"",
            &format!("direction = \"{}\"", self.direction),
        );
        for (key, forms) in [
            ("progress_more", self.more),
            ("remind", self.remind),
            ("days", self.days),
        ] {
            let file = copy.file(&own("interface"));
            let text = fs::read_to_string(&file).unwrap();
            let head = format!("{key} = {{ one = ");
            let line = text.lines().find(|line| line.starts_with(&head));
            copy.spoil(
                &own("interface"),
                line.unwrap(),
                &format!("{key} = {{ {forms} }}"),
            );
        }
        copy
    }

    /// The words of this language.
    fn words(&self) -> Catalogue {
        let content = content::load(self.content().root()).unwrap();
        let mut languages = content.languages.into_iter();
        languages
            .find(|language| &*language.code == self.code)
            .unwrap()
    }

    /// What stands on the screen with each number, in the words that the widget carries.
    fn said(&self, key: Key, slot: Slot, numbers: &[u8]) -> Vec<String> {
        let words = self.words();
        let book = Book::open(words.pack().leak()).unwrap();
        let said = numbers.iter().map(|&number| {
            let sentence = book.counted(key, number);
            assert_eq!(
                sentence,
                words.counted(key, number),
                "{} {number}",
                self.code
            );
            sentence.replace(slot_char(slot), &number.to_string())
        });
        said.collect()
    }
}

#[test]
fn polish_counts_as_polish_does() {
    assert_eq!(
        POLISH.said(
            Key::ProgressMore,
            Slot::More,
            &[1, 2, 4, 5, 12, 14, 21, 22, 25]
        ),
        [
            "jeszcze 1 pytanie",
            "jeszcze 2 pytania",
            "jeszcze 4 pytania",
            "jeszcze 5 pytań",
            "jeszcze 12 pytań",
            "jeszcze 14 pytań",
            "jeszcze 21 pytań",
            "jeszcze 22 pytania",
            "jeszcze 25 pytań",
        ]
    );
    assert_eq!(
        POLISH.said(Key::WhenDays, Slot::Days, &[1, 3, 7]),
        ["w ciągu 1 dnia", "w ciągu 3 dni", "w ciągu 7 dni"]
    );
}

#[test]
fn arabic_counts_in_six_forms() {
    assert_eq!(
        ARABIC.said(
            Key::ProgressMore,
            Slot::More,
            &[0, 1, 2, 3, 10, 11, 17, 99, 100, 103]
        ),
        [
            "لا أسئلة",
            "سؤال واحد",
            "سؤالان",
            "3 أسئلة",
            "10 أسئلة",
            "11 سؤالًا",
            "17 سؤالًا",
            "99 سؤالًا",
            "100 سؤال",
            "103 أسئلة",
        ]
    );
    assert_eq!(
        ARABIC.said(Key::Remind, Slot::Number, &[1, 2, 3, 14]),
        ["بعد يوم", "بعد يومين", "بعد 3 أيام", "بعد 14 يومًا"]
    );
    assert!(ARABIC.words().right_to_left);
}

#[test]
fn welsh_counts_in_six_other_forms() {
    assert_eq!(
        WELSH.said(Key::ProgressMore, Slot::More, &[0, 1, 2, 3, 4, 5, 6, 7, 16]),
        [
            "dim cwestiwn",
            "un cwestiwn",
            "dau gwestiwn",
            "tri chwestiwn",
            "4 cwestiwn",
            "5 cwestiwn",
            "chwe chwestiwn",
            "7 cwestiwn",
            "16 cwestiwn",
        ]
    );
}

/// Every number that a screen can show finds a form, in every language that there is.
#[test]
fn every_number_has_a_form_in_every_language() {
    let content = content::load(&common::root()).unwrap();
    for language in &content.languages {
        for key in Key::COUNTED {
            for number in 0..=u8::MAX {
                assert!(
                    !language.counted(key, number).is_empty(),
                    "{} {number}",
                    language.code
                );
            }
        }
    }
    // As English says it.
    let english = &content.languages[0];
    let days = |days: u8| {
        assert!(Urgency::Days(days).days().is_some());
        english
            .counted(Key::WhenDays, days)
            .replace(slot_char(Slot::Days), "N")
    };
    assert_eq!(
        [1, 2, 7].map(days),
        [
            "in the next day",
            "in the next N days",
            "in the next N days"
        ]
    );
}

/// The country decides the numbers, whatever the language.
#[test]
fn a_countrys_numbers_are_the_same_in_every_language() {
    for sample in [POLISH, ARABIC, WELSH] {
        let content = content::load(sample.content().root()).unwrap();
        let [one, two] = &content.languages[..] else {
            panic!("two languages");
        };
        for country in ["GB", "ZZ"] {
            let [one, two] = [one, two].map(|language| language.region(country).unwrap());
            assert_eq!(one.slots, two.slots);
            assert_eq!(
                one.places[Place::OtherWays as usize],
                two.places[Place::OtherWays as usize]
            );
        }
        let own = content
            .languages
            .iter()
            .find(|language| &*language.code == sample.code);
        let numbers = &own.unwrap().region("GB").unwrap().slots;
        assert!(
            numbers
                .iter()
                .any(|slot| &*slot.shown == "999" && &*slot.href == "tel:999")
        );
    }
}

#[test]
fn a_form_that_is_missing_or_never_taken_is_told_with_its_numbers() {
    let copy = POLISH.content();
    let file = "languages/pl/interface.toml";
    copy.spoil(file, ", few = \"jeszcze {more} pytania\"", "");
    copy.spoil(
        file,
        "many = \"za {number} dni\"",
        "many = \"za {number} dni\", two = \"za dwa dni\"",
    );
    copy.spoil(
        file,
        "one = \"w ciągu 1 dnia\"",
        "one = \"w ciągu 1 dnia\", som = \"?\"",
    );
    copy.spoil(
        file,
        "one = \"za 1 dzień\"",
        "one = [\"za 1 dzień\", \"za dzień\"]",
    );
    let problems = copy.problems();
    for told in [
        "`remind_one` must be one sentence",
        "`progress_more` has no form `few`, for 2, 3, 4, 22 and others",
        "no number takes the form `two` of `remind`",
        "no screen shows `when_days_som`",
    ] {
        tells(&problems, told);
    }
}

#[test]
fn what_is_no_language_tag_is_told() {
    let copy = Copy::new();
    copy.spoil(
        "languages/en/language.toml",
        "code = \"en\"",
        "code = \"in English\"",
    );
    assert!(
        copy.problems()
            .contains("`in English` is not a language tag")
    );
}

#[test]
fn a_build_speaks_a_language_that_is_there_and_signed() {
    let copy = POLISH.content();
    let spoken = |code: &str| {
        let content = content::load(copy.root()).unwrap();
        content::spoken(&content, code).map(|language| language.code.to_string())
    };
    assert_eq!(spoken("en"), Ok("en".to_owned()));
    assert_eq!(
        spoken("p1"),
        Err("content/languages has no `p1`; it has en, pl".to_owned())
    );
    let unsigned = spoken("pl").unwrap_err();
    assert!(
        unsigned.contains("languages/pl/language.toml"),
        "{unsigned}"
    );
    let file = "languages/pl/language.toml";
    copy.spoil(file, "reviewed_by = \"\"", "reviewed_by = \"A clinician\"");
    assert_eq!(spoken("pl"), Ok("pl".to_owned()));
}
