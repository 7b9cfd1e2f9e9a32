//! How hard the English words are to read: every sentence, by its length and its syllables, and a
//! list of words that this tool does not use.
//!
//! The measure is Flesch-Kincaid: a school grade in the United States; five years more make an age.
//! It knows no meaning. A sentence that passes can still be unclear, and only readers can tell.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;

/// No sentence is longer, in words.
const LONGEST: usize = 20;
/// The grade of a whole file at most: a reading age of 9.
const GRADE: f64 = 3.5;
/// The same with nothing excused: an age of 11. Without the terms: they are names of places.
const GRADE_OF_ALL: f64 = 5.7;
const NAMES_ONLY: &str = "terms.toml";
/// The grade of one sentence at most: an age of 11. In a sentence of ten words each syllable is a
/// whole grade, so a single one may be harder than the file it stands in.
const SENTENCE_GRADE: f64 = 6.0;
/// And of one that lists signs: an age of 12. Signs stand as people say them, and other words for
/// them are for a clinician to choose.
const SIGN_GRADE: f64 = 7.0;
/// Shorter sentences are labels and headings; a grade of three words says nothing.
const FEW: usize = 8;

/// Words that have no shorter one, and why they are said. They count as one syllable, and as what
/// they are in length.
const EXCUSED: &[(&str, &[&str])] = &[
    ("A name of a program, as it is written.", &["chromium"]),
    (
        "Names of professions and of what they do: a person must be able to ask for them.",
        &[
            "rehabilitation",
            "physiotherapist",
            "physiotherapists",
            "physiologist",
            "physiologists",
            "therapist",
            "professional",
            "professionals",
            "rehabilitator",
            "rehabilitators",
            "specialist",
            "clinician",
            "clinical",
            "osteopath",
            "chiropractor",
        ],
    ),
    (
        "Places and services, by the names on their doors.",
        &[
            "emergency",
            "hospital",
            "maternity",
            "ambulance",
            "directory",
            "appointment",
        ],
    ),
    (
        "What a trainer is asked to show, by its name.",
        &["qualification", "certificate", "certificates", "insurance"],
    ),
    (
        "Medicines and conditions that a person was told by name.",
        &["medicine", "medicines", "osteoporosis", "diagnosis"],
    ),
    (
        "Everyday words of health, known to every child of 11, that only count as long.",
        &[
            "exercise",
            "exercises",
            "operation",
            "operations",
            "temperature",
            "pregnancy",
            "recovery",
            "understanding",
            "balancing",
        ],
    ),
];

/// Sentences that may be harder, and why.
const HARDER: &[(&str, &[&str])] = &[(
    "The names of two kinds of place, and nothing else.",
    &["terms.toml terms.minor_injuries_unit"],
)];

/// Words and phrases that are never used: they frighten, blame, promise, or sound like a form.
const BANNED: &[&str] = &[
    "damage",
    "damaged",
    "wear and tear",
    "degenerative",
    "degeneration",
    "bone on bone",
    "red flag",
    "crumbling",
    "slipped disc",
    "abnormal",
    "suffer",
    "sufferer",
    "patient",
    "please",
    "sorry",
    "invalid",
    "required field",
    "simply",
    "of course",
    "easy",
    "should",
    "commence",
    "utilise",
    "prior to",
    "in order to",
    "telephone",
    "fever",
    "none of the above",
];

/// Where a banned word is meant, and why.
const MEANT: &[(&str, &str)] = &[
    // It says what the visitor does not become.
    ("interface.toml small_answers", "patient"),
    // How an exercise feels to the person, not how hard it is.
    ("outcomes.toml post_rehab_trainer.action", "easy"),
];

/// A sentence, and where it stands.
struct Sentence {
    file: String,
    key: String,
    text: String,
}

impl Sentence {
    /// Whether it may be harder than others.
    fn is_excused(&self) -> bool {
        let place = format!("{} {}", self.file, self.key);
        harder().any(|excused| excused == place)
    }

    /// The grade that it may have.
    fn allowed(&self) -> f64 {
        let answers = self.file == "questions.toml" && self.key.contains(".options.");
        let sooner = self.file == "notes.toml" && self.key.starts_with("sooner.");
        if answers || sooner {
            SIGN_GRADE
        } else {
            SENTENCE_GRADE
        }
    }
}

fn sentences() -> Vec<Sentence> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/languages/en");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let file = entry.file_name().into_string().unwrap();
        // Its texts are names and settings, not sentences.
        if file == "language.toml" {
            continue;
        }
        let text = fs::read_to_string(entry.path()).unwrap();
        let table: toml::Table = text.parse().unwrap();
        let mut texts = Vec::new();
        collect(&toml::Value::Table(table), "", &mut texts);
        for (key, text) in texts {
            for text in split(&spoken(&text)) {
                let (file, key) = (file.clone(), key.clone());
                found.push(Sentence { file, key, text });
            }
        }
    }
    found.sort_by(|one, other| (&one.file, &one.key).cmp(&(&other.file, &other.key)));
    found
}

fn collect(value: &toml::Value, key: &str, into: &mut Vec<(String, String)>) {
    match value {
        toml::Value::String(text) => into.push((key.to_owned(), text.clone())),
        toml::Value::Array(values) => {
            for value in values {
                collect(value, key, into);
            }
        }
        toml::Value::Table(table) => {
            for (name, value) in table {
                let key = if key.is_empty() {
                    name.clone()
                } else {
                    format!("{key}.{name}")
                };
                collect(value, &key, into);
            }
        }
        _ => {}
    }
}

/// Slots as they are read: about as long as what fills them.
fn spoken(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap();
        out.push_str(before);
        out.push_str(match name {
            "when" => "in the next few weeks",
            "emergency" | "urgent_line" | "number" | "days" | "more" | "version" => "9",
            "sheets" | "guarantees" | "cases" | "exact" | "acceptable" | "under" | "over" => "9",
            _ => "the team",
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

fn split(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let last = out.last_mut().unwrap();
        last.push_str(word);
        last.push(' ');
        if word.ends_with(['.', '?', '!']) && words.peek().is_some() {
            out.push(String::new());
        }
    }
    out
}

fn words(sentence: &str) -> Vec<String> {
    sentence
        .split(|c: char| !(c.is_alphanumeric() || "'/".contains(c)))
        .map(|word| word.trim_matches('\'').to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

fn excused() -> impl Iterator<Item = &'static str> {
    EXCUSED.iter().flat_map(|(_, words)| *words).copied()
}

fn harder() -> impl Iterator<Item = &'static str> {
    HARDER.iter().flat_map(|(_, places)| *places).copied()
}

fn syllables(word: &str) -> usize {
    if word.chars().all(|c| c.is_ascii_digit()) {
        return 1;
    }
    let vowel = |c: char| "aeiouy".contains(c);
    let letters: Vec<char> = word.chars().collect();
    let mut count = 0;
    let mut before = false;
    for &letter in &letters {
        let now = vowel(letter);
        count += usize::from(now && !before);
        before = now;
    }
    // A silent e at the end, and the e of most endings in "es" and "ed".
    let silent = match letters.as_slice() {
        [.., c, 'l', 'e'] if !vowel(*c) => false,
        [.., c, 'e'] => !vowel(*c),
        [.., c, 'e', 's'] => !"sxzcgh".contains(*c) && !vowel(*c),
        [.., c, 'e', 'd'] => !"td".contains(*c) && !vowel(*c),
        _ => false,
    };
    (count - usize::from(silent && count > 1)).max(1)
}

/// The grade, where what is excused counts as one syllable.
fn grade(sentences: &[&Sentence]) -> f64 {
    grade_with(sentences, |word| {
        if excused().any(|known| known == word) {
            1
        } else {
            syllables(word)
        }
    })
}

fn grade_with(sentences: &[&Sentence], syllables: impl Fn(&str) -> usize) -> f64 {
    let all: Vec<_> = sentences.iter().flat_map(|s| words(&s.text)).collect();
    let syllables: usize = all.iter().map(|word| syllables(word)).sum();
    let count = all.len() as f64;
    0.39 * count / sentences.len() as f64 + 11.8 * syllables as f64 / count - 15.59
}

#[track_caller]
fn none(wrong: &[String], what: &str) {
    assert!(
        wrong.is_empty(),
        "{} {what}:\n  {}",
        wrong.len(),
        wrong.join("\n  ")
    );
}

#[test]
fn no_english_sentence_is_longer_than_20_words() {
    let mut wrong = Vec::new();
    for sentence in sentences() {
        let count = words(&sentence.text).len();
        if count > LONGEST {
            let Sentence { file, key, text } = sentence;
            wrong.push(format!("{file} {key}: {count} words: {text}"));
        }
    }
    none(&wrong, "sentences are too long; make two of each");
}

#[test]
fn a_child_of_11_could_read_every_english_sentence() {
    let sentences = sentences();
    let mut wrong = Vec::new();
    for sentence in &sentences {
        let found = grade(&[sentence]);
        let Sentence { file, key, text } = sentence;
        let hard = words(text).len() >= FEW && found > sentence.allowed();
        if hard && !sentence.is_excused() {
            wrong.push(format!("{file} {key}: grade {found:.1}: {text}"));
        }
    }
    none(
        &wrong,
        "sentences are too hard; use shorter words or two sentences",
    );
    let mut files: Vec<_> = sentences.iter().map(|sentence| &sentence.file).collect();
    files.dedup();
    for file in files {
        let of_file = sentences.iter().filter(|sentence| sentence.file == *file);
        let of_file: Vec<_> = of_file.filter(|s| words(&s.text).len() >= FEW).collect();
        let measured: Vec<_> = of_file
            .iter()
            .filter(|s| !s.is_excused())
            .copied()
            .collect();
        assert!(!measured.is_empty(), "{file} has no sentences");
        let found = grade(&measured);
        assert!(
            found <= GRADE,
            "{file} has grade {found:.1}, and {GRADE} is allowed"
        );
        let found = grade_with(&of_file, syllables);
        assert!(
            found <= GRADE_OF_ALL || file == NAMES_ONLY,
            "{file} has grade {found:.1} with nothing excused, and {GRADE_OF_ALL} is allowed"
        );
    }
}

#[test]
fn no_english_sentence_uses_a_banned_word() {
    let mut wrong = Vec::new();
    for Sentence { file, key, text } in sentences() {
        let said = format!(" {} ", words(&text).join(" "));
        for banned in BANNED {
            let place = format!("{file} {key}");
            let meant = MEANT.iter().any(|meant| *meant == (&*place, *banned));
            if said.contains(&format!(" {banned} ")) && !meant {
                wrong.push(format!("{place}: `{banned}`: {text}"));
            }
        }
    }
    none(&wrong, "sentences use a banned word");
}

#[test]
fn every_excuse_is_needed() {
    let all: Vec<_> = sentences().iter().flat_map(|s| words(&s.text)).collect();
    for excused in excused() {
        assert!(
            all.iter().any(|word| word == excused),
            "`{excused}` is never said"
        );
    }
    for place in harder() {
        let hard = sentences().iter().any(|sentence| {
            format!("{} {}", sentence.file, sentence.key) == place
                && words(&sentence.text).len() >= FEW
                && grade(&[sentence]) > sentence.allowed()
        });
        assert!(hard, "{place} is as easy as the others");
    }
}

#[test]
fn syllables_are_counted_as_they_are_spoken() {
    for (word, count) in [
        ("pain", 1),
        ("knee", 1),
        ("ankle", 2),
        ("stopped", 1),
        ("started", 2),
        ("muscle", 2),
        ("because", 2),
        ("numbness", 2),
        ("trainer", 2),
        ("activity", 4),
        ("the", 1),
        ("changes", 2),
    ] {
        assert_eq!(syllables(word), count, "{word}");
    }
}

#[test]
fn a_hard_text_is_told_from_an_easy_one() {
    let sentence = |text: &str| Sentence {
        file: String::new(),
        key: String::new(),
        text: text.into(),
    };
    let easy = sentence("Book a visit, and keep up the moves that feel all right.");
    let hard = sentence(
        "Musculoskeletal presentations necessitate multidisciplinary evaluation of functional capacity.",
    );
    assert!(grade(&[&easy]) < GRADE);
    assert!(grade(&[&hard]) > SENTENCE_GRADE);
}
