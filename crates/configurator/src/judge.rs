//! What is wrong with the settings, each at its field: told by the code that the widget runs.
//!
//! Decides nothing itself. A message of the widget begins with the name of what it is about; here it
//! finds the field of that name.

use std::collections::BTreeMap;

use serde_json::Value;
use show::config::{self, Address, Config, ENTRIES, Json, PARTNER};
use show::{Guide, Visit};
use who_to_see::settings;

use crate::fields::{self, ONE_LINK, PARTNERS, SERVICES};
use crate::form::Form;

/// The problems by the name of the setting, and what is left of the configuration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// By setting: everything that is wrong with it.
    pub problems: BTreeMap<String, Vec<String>>,
    /// What the widget makes of the clinic.
    pub clinic: Config,
}

impl Verdict {
    /// What is wrong with one setting.
    pub fn of(&self, name: &str) -> &[String] {
        self.problems.get(name).map_or(&[], Vec::as_slice)
    }

    /// Adds a problem of a setting.
    pub fn add(&mut self, name: &str, told: &str) {
        let of = self.problems.entry(name.to_owned()).or_default();
        // One link for all services is judged once for each of them.
        if !of.iter().any(|known| known == told) {
            of.push(told.to_owned());
        }
    }
}

/// Judges the attributes and the configuration. `parse` is how the browser reads an address.
pub fn judge(form: &Form, guide: &Guide, parse: fn(&str) -> Option<Address>) -> Verdict {
    let mut verdict = Verdict::default();
    let attribute = |name: &str| {
        let value = form.get(name);
        (!value.is_empty()).then(|| value.to_owned())
    };
    for problem in settings::problems(&attribute, &mut guide.words.regions()) {
        let (name, told) = split(&problem);
        verdict.add(name, told);
    }
    let Some(json) = form.config() else {
        return verdict;
    };
    let dialling = guide
        .words
        .dialling(&form.get("region").to_ascii_uppercase());
    let (clinic, problems) = config::read(&taken(&json, 0), parse, dialling);
    verdict.clinic = clinic;
    for problem in problems {
        let (name, told) = split(&problem);
        verdict.add(&field_of(name, form), told);
    }
    verdict
}

/// The problems of a configuration as it was pasted, with what this page has no field for.
pub fn problems(
    json: &Value,
    region: &str,
    guide: &Guide,
    parse: fn(&str) -> Option<Address>,
) -> Vec<String> {
    config::read(&taken(json, 0), parse, guide.words.dialling(region)).1
}

/// The visit that this clinic's visitors make.
pub fn visit(form: &Form, verdict: &Verdict, guide: &Guide) -> Visit {
    let region = form.get("region").to_ascii_uppercase();
    let known = guide.words.regions().any(|code| code == region);
    let visit = Visit {
        region: if known {
            region
        } else {
            words::UNKNOWN_REGION.to_owned()
        },
        ..Visit::default()
    };
    // Nothing has been set before.
    let _ = visit.clinic.set(verdict.clinic.clone());
    visit
}

/// The name that a message begins with, and the rest of it.
fn split(problem: &str) -> (&str, &str) {
    let end = problem.find([' ', '=']).unwrap_or(problem.len());
    let (name, told) = problem.split_at(end);
    (name, told.trim_start_matches(['=', ' ']))
}

/// The field of a path. A service without a link of its own has the one link for all.
fn field_of(path: &str, form: &Form) -> String {
    if path.starts_with("config.booking.") && form.get(path).is_empty() {
        return ONE_LINK.to_owned();
    }
    // What is wrong with a partner as a whole is told where the partner begins.
    let begins = [path, ".", PARTNER[0]].concat();
    if path.starts_with(PARTNERS) && fields::is_known(&begins) {
        return begins;
    }
    if fields::is_known(path) || path == SERVICES {
        return path.to_owned();
    }
    SERVICES.to_owned()
}

/// A value as the widget takes it over: no more of it than a configuration can have.
fn taken(value: &Value, depth: u8) -> Json {
    match value {
        Value::String(text) => Json::Text(text.clone()),
        Value::Array(items) if depth < 3 => {
            let items = items.iter().take(ENTRIES + 1);
            Json::List(items.map(|item| taken(item, depth + 1)).collect())
        }
        Value::Object(table) if depth < 3 => {
            let entries = table.iter().take(ENTRIES + 1);
            Json::Table(
                entries
                    .map(|(name, value)| (name.clone(), taken(value, depth + 1)))
                    .collect(),
            )
        }
        _ => Json::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::ON;

    /// As browsers do.
    pub fn address(written: &str) -> Option<Address> {
        let url = url::Url::parse(written).ok()?;
        Some(Address {
            protocol: format!("{}:", url.scheme()),
            host: url.host_str().unwrap_or_default().to_owned(),
            path: url.path().to_owned(),
            user: !url.username().is_empty() || url.password().is_some(),
            href: url.to_string(),
        })
    }

    fn judged(settings: &[(&str, &str)]) -> Verdict {
        let mut form = Form::default();
        for (name, value) in settings {
            form.set(name, value);
        }
        let guide = who_to_see::guide::shared().expect("the build carries it");
        judge(&form, &guide, address)
    }

    #[test]
    fn every_mistake_is_told_at_its_own_field_and_all_at_once() {
        let verdict = judged(&[
            ("region", "XX"),
            ("heading-level", "9"),
            ("config.name", "<b>Bold</b>"),
            ("config.telephone", "call us"),
            ("config.services.physio", ON),
            ("config.booking.physio", "javascript:alert(1)"),
            ("config.partners.physio.name", "Vale"),
            ("config.partners.physio.link", "https://vale.example/"),
            ("config.partners.doctor.name", "Dr Vale"),
            ("config.texts.offered", "\u{202e}turned"),
        ]);
        let names: Vec<_> = verdict.problems.keys().map(String::as_str).collect();
        let expected = [
            "config.booking.physio",
            "config.name",
            "config.partners.doctor.link",
            "config.partners.physio.name",
            "config.telephone",
            "config.texts.offered",
            "heading-level",
            "region",
        ];
        assert_eq!(names, expected, "{verdict:?}");
        assert_eq!(
            verdict.of("config.telephone"),
            ["has letters or signs: write it in digits"]
        );
    }

    #[test]
    fn a_fault_of_the_one_link_is_told_where_it_is_written() {
        for own in ["", "https://clinic.example/own"] {
            let verdict = judged(&[
                ("region", "GB"),
                ("config.services.physio", ON),
                ("config.services.doctor", ON),
                ("config.booking.physio", own),
                ("config.booking", "ftp://clinic.example"),
            ]);
            let names: Vec<_> = verdict.problems.keys().map(String::as_str).collect();
            assert_eq!(names, [ONE_LINK], "{verdict:?}");
        }
    }

    #[test]
    fn a_clinic_without_services_is_told_at_the_services() {
        let verdict = judged(&[("region", "GB"), ("config.name", "Harbour")]);
        assert_eq!(verdict.problems.keys().collect::<Vec<_>>(), [SERVICES]);
        assert_eq!(judged(&[("region", "GB")]), Verdict::default());
    }
}
