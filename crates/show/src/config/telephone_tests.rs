//! Telephones as people write them, judged by a library that knows every country's plan.

use phonenumber::country::Id::GB;
use phonenumber::{Mode, PhoneNumber};
use serde_json::json;

use super::telephone::dial;
use super::tests::{DIALLING, address, taken};
use super::text::hides;

/// Every way of writing them, and what is dialled.
const AS_PEOPLE_WRITE: &[(&str, &str)] = &[
    ("020 7946 0123", "02079460123"),
    ("02079460123", "02079460123"),
    ("(020) 7946 0123", "02079460123"),
    ("+44 (0)20 7946 0123", "+442079460123"),
    ("+44 (0) 20 7946 0123", "+442079460123"),
    ("+44( 0 )20 7946 0123", "+442079460123"),
    ("+44 [0] 20 7946 0123", "+442079460123"),
    ("(+44) 20 7946 0123", "+442079460123"),
    ("+44 020 7946 0123", "+442079460123"),
    ("44 20 7946 0123", "+442079460123"),
    ("0044 (0)20 7946 0123", "+442079460123"),
    ("0044 20 7946 0123", "+442079460123"),
    ("(0)20 7946 0123", "02079460123"),
    ("tel:+44-20-7946-0123", "+442079460123"),
    ("Tel: 020 7946 0123", "02079460123"),
    ("TEL: 020 7946 0123", "02079460123"),
    ("020\u{a0}7946\u{a0}0123", "02079460123"),
    ("020\u{202f}7946\u{2009}0123", "02079460123"),
    ("020\u{2007}7946\u{3000}0123", "02079460123"),
    ("020-7946-0123", "02079460123"),
    ("020\u{2010}7946\u{2011}0123", "02079460123"),
    ("020\u{2012}7946\u{2013}0123", "02079460123"),
    ("020\u{2014}7946\u{2212}0123", "02079460123"),
    ("020\u{fe63}7946\u{ff0d}0123", "02079460123"),
    ("020.7946.0123", "02079460123"),
    ("020 · 7946 · 0123", "02079460123"),
    ("020/7946 0123", "02079460123"),
    ("０２０ ７９４６ ０１２３", "02079460123"),
    ("＋４４（０）２０ ７９４６ ０１２３", "+442079460123"),
    ("٠٢٠ ٧٩٤٦ ٠١٢٣", "02079460123"),
    ("020 7946 0123 ext 5", "02079460123"),
    ("020 7946 0123 ext. 501", "02079460123"),
    ("020 7946 0123 x42", "02079460123"),
    ("020 7946 0123 (Extension 42)", "02079460123"),
    ("020 7946 0123, ext: 42", "02079460123"),
    ("020 7946 0123 #42", "02079460123"),
    ("020 7946 0123;ext=42", "02079460123"),
    ("01632 960 001", "01632960001"),
    ("07700 900 123", "07700900123"),
    ("0300 123 4567", "03001234567"),
    ("0800 123 456", "0800123456"),
    ("0800 1111", "08001111"),
    ("+49 (0)30 901820", "+4930901820"),
    ("+49 (0)89/1234567", "+49891234567"),
    ("+353 1 496 0123", "+35314960123"),
    ("+1 (202) 555-0123", "+12025550123"),
    ("+39 (0)6 1234 5678", "+390612345678"),
    ("00 33 1 42 68 53 00", "+33142685300"),
];

/// What cannot be dialled for certain.
const NAMED: &[&str] = &[
    "020 7946 0123 / 0124",
    "020 7946 0123/0124",
    "020 7946 0123 / 020 7946 0124",
    "020 7946 0123, 020 7946 0124",
    "020 7946 0123; 020 7946 0124",
    "020 7946 0123 or 020 7946 0124",
    "020 7946 0123 | 07700 900123",
    "020 7946 0123 & 0124",
    "020 7946 0123 020 7946 0124",
    "+44 20 7946 0123 +44 20 7946 0124",
    "999999",
    "999",
    "9999999999",
    "0999999999",
    "000000",
    "111",
    "112",
    "116 123",
    "118118",
    "+999 999 999",
    "+999999999999",
    "0800 FLOWERS",
    "0800 PHYSIO",
    "Phone 020 7946 0123",
    "020 7946 0123 (after 6 pm)",
    "020 7946 0123 ext",
    "7946 0123",
    "20 7946 0123",
    "020 7946 012",
    "020 7946 01234",
    "+44 7946 012",
    "+44 44 20 7946 0123",
    "+0044 20 7946 0123",
    "+44",
    "+",
    "",
    "()",
    "*21*02079460123#",
    "020 7946 0123 ☎",
    "020,,7946",
];

/// What the library dials.
fn international(number: &PhoneNumber) -> String {
    number.format().mode(Mode::E164).to_string()
}

#[test]
fn a_telephone_is_dialled_right_however_it_is_written() {
    for (written, dialled) in AS_PEOPLE_WRITE {
        assert_eq!(
            dial(written, DIALLING).as_deref(),
            Ok(*dialled),
            "{written}"
        );
        // The library reads the zero of an Italian number, and leaves it out when it writes it.
        if dialled.starts_with("+39") {
            continue;
        }
        let number = phonenumber::parse(Some(GB), *dialled).unwrap();
        let home = dialled.strip_prefix('0').map(|rest| format!("+44{rest}"));
        assert_eq!(international(&number), home.as_deref().unwrap_or(dialled));
    }
}

#[test]
fn what_cannot_be_dialled_for_certain_is_named() {
    for written in NAMED {
        let dialled = dial(written, DIALLING);
        assert!(dialled.is_err(), "{written}: {dialled:?}");
    }
    for (written, part) in [
        ("020 7946 0123 / 0124", "more than one"),
        ("0800 FLOWERS", "letters"),
        ("999999", "area code"),
    ] {
        let wrong = dial(written, DIALLING).unwrap_err();
        assert!(wrong.contains(part), "{written}: {wrong}");
    }
}

/// Writes the same digits in many ways, and has the library read the same text.
#[test]
fn whatever_the_library_takes_for_a_number_of_the_region_is_dialled_the_same() {
    let mut random = fastrand::Rng::with_seed(11);
    let joints = [
        "", " ", "-", ".", "\u{a0}", "\u{2011}", "\u{2013}", "  ", " - ",
    ];
    let (mut taken, mut valid) = (0, 0);
    for _ in 0..20_000 {
        let length = random.usize(8..=10);
        let first = random.char('1'..='9');
        let others = (1..length).map(|_| random.char('0'..='9'));
        let digits: String = [first].into_iter().chain(others).collect();
        let lead = *random
            .choice(&["0", "+44 ", "+44 (0)", "0044 ", "+44 0", "(0", "+44"])
            .unwrap();
        let mut written = lead.to_owned();
        for (place, digit) in digits.chars().enumerate() {
            if place > 1 && random.u8(..4) == 0 {
                written.push_str(random.choice(&joints).unwrap());
            }
            written.push(digit);
            if place == 2 && lead == "(0" {
                written.push(')');
            }
        }
        let number = phonenumber::parse(None, format!("+44{digits}")).ok();
        let number = number.filter(phonenumber::is_valid);
        let dialled = dial(&written, DIALLING).ok();
        let home = dialled.as_deref().and_then(|it| it.strip_prefix('0'));
        let dialled = home
            .map(|number| format!("+44{number}"))
            .or(dialled.clone());
        taken += usize::from(dialled.is_some());
        if let Some(number) = number {
            valid += 1;
            let expected = international(&number);
            assert_eq!(dialled.as_deref(), Some(&*expected), "{written}");
        } else if let Some(dialled) = dialled {
            // Coarser than the library, but never another number.
            assert_eq!(
                dialled,
                format!("+44{}", digits.trim_start_matches('0')),
                "{written}"
            );
        }
    }
    assert!(valid > 1_000 && taken < valid * 4, "{taken} {valid}");
}

#[test]
fn every_country_code_is_let_through_and_none_that_nobody_has() {
    for code in 1..1000 {
        let known = !phonenumber::metadata::DATABASE
            .by_code(&code)
            .unwrap_or_default()
            .is_empty();
        if known && code != 44 {
            let written = format!("+{code} 5{}", "123456789012".get(..8).unwrap());
            assert!(dial(&written, DIALLING).is_ok(), "{written}");
        }
    }
    for nobody in [
        "+999 12345678",
        "+0 2079460123",
        "+28 12345678",
        "+83 12345678",
        "+89 12345678",
    ] {
        assert!(dial(nobody, DIALLING).is_err(), "{nobody}");
    }
}

#[test]
fn without_a_region_the_digits_are_dialled_as_they_are() {
    for (written, dialled) in [
        ("020 7946-0123", "02079460123"),
        ("+44 (0)20 7946 0123", "+442079460123"),
        ("(555) 010-9999", "5550109999"),
    ] {
        assert_eq!(dial(written, "").as_deref(), Ok(dialled), "{written}");
    }
    for wrong in ["999999", "112", "020 7946 0123 / 0124", "1234567890123456"] {
        assert!(dial(wrong, "").is_err(), "{wrong}");
    }
}

#[test]
fn a_telephone_is_shown_as_written_and_a_link_is_dialled_too() {
    let written = json!({
        "telephone": "+44 (0)20 7946 0123 ext 5",
        "services": ["physio", "doctor"],
        "booking": { "physio": "tel:+44(0)20-7946-0123", "doctor": "tel:999999" },
    });
    let (config, problems) = super::read(&taken(&written, 0), address, DIALLING);
    let telephone = config.telephone.unwrap();
    assert_eq!(telephone.shown, "+44 (0)20 7946 0123 ext 5");
    assert_eq!(telephone.dial, "+442079460123");
    let links: Vec<_> = config.booking.iter().map(|(_, link)| link.href()).collect();
    assert_eq!(links, ["tel:+442079460123"]);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(
        problems[0].starts_with("config.booking.doctor "),
        "{problems:?}"
    );
}

/// The first and the last characters of each run in a class, and all of a short one.
fn characters(class: &str) -> Vec<char> {
    let parsed = regex_syntax::parse(class).unwrap();
    let regex_syntax::hir::HirKind::Class(regex_syntax::hir::Class::Unicode(runs)) = parsed.kind()
    else {
        return Vec::new();
    };
    let of_run = |run: &regex_syntax::hir::ClassUnicodeRange| {
        let (first, last) = (run.start(), run.end());
        let short = (first..=last).take(50);
        short.chain([last]).collect::<Vec<_>>()
    };
    runs.iter().flat_map(of_run).collect()
}

#[test]
fn words_that_show_nothing_are_refused_by_the_properties_of_their_characters() {
    let read = |text: &str| {
        let json = json!({ "name": text, "services": [] });
        let (config, problems) = super::read(&taken(&json, 0), address, DIALLING);
        assert_eq!(
            config.name.is_none(),
            !problems.is_empty(),
            "{text:?}: {problems:?}"
        );
        config.name.is_some()
    };
    // Signs of format that are drawn: around numbers in Arabic, Syriac and Kaithi.
    let drawn = "[\u{600}-\u{605}\u{6dd}\u{70f}\u{890}-\u{891}\u{8e2}\u{110bd}\u{110cd}]";
    let unseen = format!(
        r"[\p{{Default_Ignorable_Code_Point}}\p{{White_Space}}\p{{Cc}}\p{{Cf}}\p{{Co}}\u{{2800}}--{drawn}]"
    );
    let unseen = characters(&unseen);
    assert!(
        unseen.len() > 300 && unseen.contains(&'\u{3164}'),
        "{}",
        unseen.len()
    );
    for c in &unseen {
        assert!(!read(&c.to_string().repeat(3)), "{}", c.escape_unicode());
    }
    let signs =
        r"[[\p{L}\p{N}\p{P}\p{S}]--[\p{Default_Ignorable_Code_Point}<>\u{fffc}\u{2800}\u{1d159}]]";
    let signs = characters(signs);
    assert!(signs.len() > 5_000, "{}", signs.len());
    for c in &signs {
        assert!(!hides(*c) && read(&c.to_string()), "{}", c.escape_unicode());
    }
    for invisible in [
        "\u{3164}\u{2800}",
        "\u{115f}\u{1160}",
        "\u{200d}",
        "\u{fe0f} \u{200c}",
        "A\u{3164}",
    ] {
        assert!(!read(invisible), "{}", invisible.escape_unicode());
    }
    for name in [
        "Čech & Co. ❤️",
        "فیزیو\u{200c}تراپی",
        "물리치료",
        "👩‍⚕️",
        "理学療法",
    ] {
        assert!(read(name), "{name}");
    }
}
