//! The figures that "About this tool" shows: what was proved, how the written patients come out,
//! who signed and when.
//!
//! None is written by hand. Counts of patients and the fingerprint of the rules are worked out when
//! the content is compiled. A proof takes too long for that, so [`PROVED`] keeps what the last one
//! found beside the fingerprint of the rules that it was about: of other rules nothing is claimed.

use std::fmt::Write as _;
use std::path::Path;

use pathway::{Pathway, encode};
use sha2::{Digest, Sha256};

use crate::cases::Case;
use crate::reader::{Findings, Table, parse, read};
use crate::score::{Score, count_among};

/// What the last proof found: a file of the content folder that `cargo xtask prove --record` writes.
pub const PROVED: &str = "proved.toml";

/// How many digits of the fingerprint a person is shown.
const SHOWN: usize = 12;

/// What a proof found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    /// The [`fingerprint`] of the rules that it was about.
    pub rules: String,
    /// How many guarantees were checked; all of them hold.
    pub guarantees: u128,
    /// How many answer sheets a person could give, in decimal digits: more than 128 bits can count.
    pub sheets: String,
}

impl Proved {
    /// The file that keeps it.
    pub fn to_toml(&self) -> String {
        format!(
            "# What the last proof found, for the screen \"About this tool\".\n\
             # Written by `cargo xtask prove --record`, never by hand.\n\
             rules = \"{}\"\nguarantees = \"{}\"\nsheets = \"{}\"\n",
            self.rules, self.guarantees, self.sheets
        )
    }
}

/// The fingerprint of the rules: two pathways that differ in anything have different ones.
pub fn fingerprint(pathway: &Pathway) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(encode(pathway)) {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// How a language writes numbers and dates.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// What stands between groups of three digits.
    pub thousands: String,
    /// A date, with `{day}`, `{month}` and `{year}`.
    pub date: String,
    /// The names of the months.
    pub months: Vec<String>,
}

impl Style {
    fn number(&self, number: u128) -> String {
        let digits = number.to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(&self.thousands);
            }
            text.push(digit);
        }
        text
    }

    /// `2027-01-31` as the language writes it; what is no such date stays as it is.
    fn date(&self, date: &str) -> String {
        let mut parts = date.split('-').map(|part| part.trim_start_matches('0'));
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        let month = month.and_then(|month| month.parse::<usize>().ok());
        let name = month.and_then(|month| self.months.get(month.checked_sub(1)?));
        match (year, name, day) {
            (Some(year), Some(name), Some(day)) => (self.date.replace("{day}", day))
                .replace("{month}", name)
                .replace("{year}", year),
            _ => date.to_owned(),
        }
    }
}

enum Figure {
    Number(u128),
    Date(String),
    Words(String),
}

/// The figures by the names that sentences call them.
pub struct Figures {
    values: Vec<(&'static str, Figure)>,
    /// Whether the last proof was about these rules.
    pub proved: bool,
    /// Whether a named clinician has signed.
    pub signed: bool,
}

impl Figures {
    /// Works them out; `signed_on` is the date of the signature.
    pub fn new(
        root: &Path,
        pathway: &Pathway,
        cases: &[Case],
        signed_on: &str,
        findings: &mut Findings,
    ) -> Self {
        let rules = fingerprint(pathway);
        let proved = read_proved(root, findings).filter(|proved| proved.rules == rules);
        let counted = |score| Figure::Number(count_among(pathway, cases, None, score) as u128);
        let written = cases.iter().filter(|case| !case.is_draft()).count();
        let of_proof = |figure: fn(&Proved) -> u128| {
            Figure::Number(proved.as_ref().map(figure).unwrap_or_default())
        };
        let values = vec![
            ("guarantees", of_proof(|proved| proved.guarantees)),
            ("digits", of_proof(|proved| proved.sheets.len() as u128)),
            ("cases", Figure::Number(written as u128)),
            ("exact", counted(Score::Exact)),
            ("acceptable", counted(Score::Acceptable)),
            ("under", counted(Score::Under)),
            ("over", counted(Score::Over)),
            (
                "fingerprint",
                Figure::Words(rules.chars().take(SHOWN).collect()),
            ),
            (
                "reviewed_by",
                Figure::Words(pathway.reviewed_by.to_string()),
            ),
            ("reviewed_on", Figure::Date(signed_on.to_owned())),
            ("expires_on", Figure::Date(pathway.expires_on.to_string())),
        ];
        Figures {
            values,
            proved: proved.is_some(),
            signed: !pathway.reviewed_by.is_empty(),
        }
    }

    /// A figure as a language writes it; `None` where there is none of this name.
    pub fn shown(&self, name: &str, style: &Style) -> Option<String> {
        let (_, figure) = self.values.iter().find(|(known, _)| *known == name)?;
        Some(match figure {
            Figure::Number(number) => style.number(*number),
            Figure::Date(date) => style.date(date),
            Figure::Words(words) => words.clone(),
        })
    }

    /// The names that sentences can use.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.values.iter().map(|(name, _)| *name)
    }
}

/// What the last proof found; `None` where there was none.
fn read_proved(root: &Path, findings: &mut Findings) -> Option<Proved> {
    if !root.join(PROVED).exists() {
        return None;
    }
    let file = read(root, PROVED, findings);
    let parsed = parse(&file, findings);
    let mut table = Table::root(&file, &parsed);
    let rules = table.text("rules", findings);
    let mut number = |key| {
        let text = table.text(key, findings)?;
        let number = text.text.parse().ok();
        if number.is_none() {
            let help = Some("run `cargo xtask prove --record`".into());
            findings.at(text.place, format!("`{key}` is not a number"), help);
        }
        number
    };
    let guarantees = number("guarantees");
    let sheets = table.text("sheets", findings);
    if let Some(sheets) = sheets.filter(|text| text.text.bytes().any(|byte| !byte.is_ascii_digit()))
    {
        let help = Some("run `cargo xtask prove --record`".into());
        findings.at(sheets.place, "`sheets` is not a number".into(), help);
    }
    table.finish(findings);
    Some(Proved {
        rules: rules?.text.into(),
        guarantees: guarantees?,
        sheets: sheets?.text.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Style {
        Style {
            thousands: ",".into(),
            date: "{day} {month} {year}".into(),
            months: ["January", "February"].map(String::from).into(),
        }
    }

    #[test]
    fn numbers_are_grouped_in_threes() {
        let numbers = [0, 999, 1_000, 441_446_331_456_516];
        let shown = numbers.map(|number| english().number(number));
        assert_eq!(shown, ["0", "999", "1,000", "441,446,331,456,516"]);
    }

    #[test]
    fn a_date_is_written_as_the_language_does_and_nothing_else_is_touched() {
        assert_eq!(english().date("2027-02-05"), "5 February 2027");
        for strange in ["", "soon", "2027-13-05", "2027-00-05"] {
            assert_eq!(english().date(strange), strange);
        }
    }
}
