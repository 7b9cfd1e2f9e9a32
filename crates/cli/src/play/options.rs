//! What can be set on the command line, and what a session needs of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use content::Content;
use pathway::Sheet;
use show::{Guide, Visit};
use words::{Book, Catalogue, UNKNOWN_REGION};

use crate::ask::{read_sheet, refused};
use tooling::paths;
use tooling::{Context, Failure};

use super::save::Save;

/// What can be typed after `play`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Go on from the answers in this file, in the form that `ask` reads
    #[arg(long, value_name = "SHEET.JSON")]
    from: Option<PathBuf>,
    /// Keep the answers and the advice as a case: behind those of this file, or in a file of its own
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    save: Option<Option<PathBuf>>,
    /// The region whose numbers are shown, such as GB
    #[arg(long, value_name = "CODE")]
    region: Option<String>,
    /// The language of the words, such as en
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
}

/// What a session needs.
#[derive(Debug)]
pub struct Ready {
    /// The pathway, and the words of the language.
    pub guide: Guide,
    /// The region and the day. There is no clinic.
    pub visit: Visit,
    /// The answers to go on from.
    pub from: Option<Sheet>,
    /// Where the answers and the advice go.
    pub save: Option<Save>,
    /// Which content this is, whose numbers and which words.
    pub opening: String,
}

impl Args {
    /// What was typed after `--save`.
    #[cfg(test)]
    pub fn save(self) -> Option<Option<PathBuf>> {
        self.save
    }

    /// Finds what they name.
    pub fn ready(self, content: &Content) -> Result<Ready, Failure> {
        let save = self.save.map(|file| match file {
            Some(file) => Save::Into(file),
            None => Save::Asked(paths::root().join("content/cases")),
        });
        let language = language(content, self.language.as_deref())?;
        let region = region(language, self.region.as_deref())?;
        let from = self.from.map(|file| sheet(content, &file)).transpose()?;
        Ok(Ready {
            guide: guide(content, language)?,
            opening: opening(content, language, &region),
            visit: Visit {
                region,
                today: today(),
                ..Visit::default()
            },
            from,
            save,
        })
    }
}

/// The words with this code; without one, those in which the content is written. A translation that
/// nobody has signed can be played too: it is how it comes to be judged.
fn language<'c>(content: &'c Content, code: Option<&str>) -> Result<&'c Catalogue, Failure> {
    let code = code.unwrap_or(content::ORIGINAL);
    let found = content.languages.iter().find(|words| *words.code == *code);
    found.ok_or_else(|| {
        let codes = content.languages.iter().map(|words| &*words.code);
        unknown("language", code, &codes.collect::<Vec<_>>())
    })
}

/// A code that is none of those known. Codes are short: any other is near, so all are named.
fn unknown(kind: &str, code: &str, known: &[&str]) -> Failure {
    Failure::new(
        format!("there is no {kind} `{code}`"),
        format!("there are: {}", known.join(", ")),
    )
}

/// The region with this code; without one, the first that has numbers.
fn region(words: &Catalogue, code: Option<&str>) -> Result<String, Failure> {
    let codes: Vec<_> = words.regions.iter().map(|region| &*region.id).collect();
    match code.map(str::to_ascii_uppercase) {
        Some(code) if codes.contains(&&*code) => Ok(code),
        Some(code) => Err(unknown("region", &code, &codes)),
        None => {
            let known = codes.into_iter().find(|code| *code != UNKNOWN_REGION);
            Ok(known.unwrap_or(UNKNOWN_REGION).to_owned())
        }
    }
}

fn sheet(content: &Content, file: &Path) -> Result<Sheet, Failure> {
    let text = fs::read_to_string(file).context("read", file)?;
    read_sheet(&content.pathway, &text).map_err(refused)
}

/// The guide as the widget has it. A book keeps its text for as long as the program runs.
pub fn guide(content: &Content, words: &Catalogue) -> Result<Guide, Failure> {
    let book = Book::open(words.pack().leak()).ok_or_else(|| {
        let what = format!("the words of `{}` cannot be packed", words.code);
        Failure::new(what, "look at crates/words/src/pack.rs")
    })?;
    Ok(Guide::new(content.pathway.clone(), book))
}

fn opening(content: &Content, words: &Catalogue, region: &str) -> String {
    let pathway = &content.pathway;
    let unsigned = match &*words.code {
        content::ORIGINAL => "",
        _ if words.reviewed_by.is_empty() => ", which nobody has signed",
        _ => "",
    };
    format!(
        "{} {}, region {region}, language {}{unsigned}",
        pathway.name, pathway.version, words.code
    )
}

/// Today in UTC, `YYYY-MM-DD`; empty where the clock stands before 1970.
fn today() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or_else(|_| String::new(), |since| date(since.as_secs() / 86_400))
}

/// The date so many days after 1 January 1970. A year begins in March here, so that the leap day
/// comes last.
fn date(days: u64) -> String {
    let days = days + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    let year = era * 400 + year_of_era + later;
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (20_453, "2025-12-31"),
            (20_454, "2026-01-01"),
        ] {
            assert_eq!(date(days), expected);
        }
    }
}
