//! Reads a configuration, and keeps every problem.

use super::json::{ENTRIES, Json};
use super::link::{Address, SafeUrl};
use super::nearest::{nearest, shown};
use super::telephone::{Telephone, dial};
use super::text::plain;
use super::{Config, Partner, Profession};

/// The fields of a configuration.
pub const FIELDS: [&str; 6] = [
    "name",
    "telephone",
    "services",
    "booking",
    "partners",
    "texts",
];
/// The fields of each partner; both are needed.
pub const PARTNER: [&str; 2] = ["name", "link"];
/// The fields of `texts`.
pub const TEXTS: [&str; 2] = ["offered", "not_offered"];

/// The longest name, and the longest text: about two sentences.
const NAME: usize = 80;
const TEXT: usize = 300;

/// Reads one configuration.
#[derive(Debug)]
pub(super) struct Reader {
    problems: Vec<String>,
    /// The browser's own reading of an address.
    pub(super) parse: fn(&str) -> Option<Address>,
    /// How the telephone numbers of the region are dialled.
    pub(super) dialling: &'static str,
}

/// Reads a configuration; the second result tells the owner what is wrong, all of it. `parse` is
/// how the browser reads an address: without it a link would be judged by its looks. `dialling` is
/// how the telephone numbers of the region are dialled, as `content/regions` has it.
pub fn read(
    json: &Json,
    parse: fn(&str) -> Option<Address>,
    dialling: &'static str,
) -> (Config, Vec<String>) {
    let mut reader = Reader {
        problems: Vec::new(),
        parse,
        dialling,
    };
    let config = reader.config(json);
    (config, reader.problems)
}

impl Reader {
    /// Notes what is wrong at a path.
    pub(super) fn problem(&mut self, path: &str, told: &[&str]) {
        self.problems.push([path, " ", &told.concat()].concat());
    }

    /// A name that is not known.
    fn unknown(&mut self, path: &str, name: &str, names: &[&str]) {
        let known = names.join(", ");
        let told = match nearest(name, names) {
            Some(near) => ["is not known: did you mean ", near, "?"].concat(),
            None => ["is not known; known: ", &known].concat(),
        };
        self.problem(path, &[&shown(name), " ", &told]);
    }

    fn config(&mut self, json: &Json) -> Config {
        let mut config = Config::default();
        // The links are read when it is known what the clinic offers.
        let (mut booking, mut partners) = (None, None);
        for (name, value) in self.table("config", json) {
            match name.as_str() {
                "name" => config.name = self.words("config.name", value, NAME),
                "telephone" => config.telephone = self.telephone(value),
                "services" => config.services = self.services(value),
                "booking" => booking = Some(value),
                "partners" => partners = Some(value),
                "texts" => self.texts(&mut config, value),
                _ => self.unknown("config", name, &FIELDS),
            }
        }
        if let Some(booking) = booking {
            self.booking(&mut config, booking);
        }
        if let Some(partners) = partners {
            self.partners(&mut config, partners);
        }
        let silent =
            config.services.is_none() && config.booking.is_empty() && config.partners.is_empty();
        if silent && self.problems.is_empty() && config != Config::default() {
            let told = "is missing: nothing is shown of the clinic without services or booking";
            self.problem("config.services", &[told]);
        }
        config
    }

    /// The entries of a table, as far as they are read.
    fn table<'j>(&mut self, path: &str, json: &'j Json) -> &'j [(String, Json)] {
        match json {
            Json::Table(entries) => self.few(path, entries),
            _ => {
                self.problem(path, &["is not a table, as {\"name\": \"…\"} is"]);
                &[]
            }
        }
    }

    /// The first entries of many.
    fn few<'j, T>(&mut self, path: &str, entries: &'j [T]) -> &'j [T] {
        if entries.len() > ENTRIES {
            self.problem(path, &["has more than 32 entries: the others are not read"]);
        }
        &entries[..entries.len().min(ENTRIES)]
    }

    fn text<'j>(&mut self, path: &str, json: &'j Json) -> Option<&'j str> {
        match json {
            Json::Text(text) => Some(text),
            _ => {
                self.problem(path, &["is not text in double quotes"]);
                None
            }
        }
    }

    fn words(&mut self, path: &str, json: &Json, most: usize) -> Option<String> {
        let text = self.text(path, json)?;
        plain(self, path, text, most)
    }

    fn telephone(&mut self, json: &Json) -> Option<Telephone> {
        let path = "config.telephone";
        let shown = self.words(path, json, NAME)?;
        match dial(&shown, self.dialling) {
            Ok(dial) => Some(Telephone { shown, dial }),
            Err(wrong) => {
                self.problem(path, &[wrong]);
                None
            }
        }
    }

    fn profession(&mut self, path: &str, name: &str) -> Option<Profession> {
        let place = Profession::NAMES.iter().position(|known| *known == name);
        if place.is_none() {
            self.unknown(path, name, &Profession::NAMES);
        }
        place.map(|place| Profession::ALL[place])
    }

    /// `None` where nothing valid is said: nobody is then told that something is not offered.
    fn services(&mut self, json: &Json) -> Option<Vec<Profession>> {
        let path = "config.services";
        let Json::List(entries) = json else {
            self.problem(path, &["is not a list, as [\"physio\"] is"]);
            return None;
        };
        let mut services = Vec::new();
        for entry in self.few(path, entries) {
            if let Some(name) = self.text(path, entry) {
                services.extend(self.profession(path, name));
            }
        }
        // One wrong name, and the list no longer says what is *not* offered.
        (services.len() == entries.len()).then_some(services)
    }

    /// One link for everything that is offered, or one for each profession.
    fn booking(&mut self, config: &mut Config, json: &Json) {
        let path = "config.booking";
        if let Json::Text(written) = json {
            let link = SafeUrl::read(self, path, written);
            match (&config.services, link) {
                (Some(services), Some(link)) => {
                    let each = services.iter();
                    config.booking = each.map(|service| (*service, link.clone())).collect();
                }
                (None, Some(_)) => {
                    self.problem(
                        path,
                        &["is one link for all services: list them in services"],
                    );
                }
                _ => {}
            }
            return;
        }
        for (name, value) in self.table(path, json) {
            let Some(profession) = self.profession(path, name) else {
                continue;
            };
            let path = [path, ".", name].concat();
            let Some(written) = self.text(&path, value) else {
                continue;
            };
            let Some(link) = SafeUrl::read(self, &path, written) else {
                continue;
            };
            let listed = config.services.as_ref();
            if listed.is_some_and(|services| !services.contains(&profession)) {
                self.problem(&path, &["is not shown: services does not list it"]);
            } else {
                config.booking.push((profession, link));
            }
        }
    }

    /// Somebody else for each profession that the clinic lacks.
    fn partners(&mut self, config: &mut Config, json: &Json) {
        let path = "config.partners";
        for (name, value) in self.table(path, json) {
            let Some(profession) = self.profession(path, name) else {
                continue;
            };
            let path = [path, ".", name].concat();
            let partner = self.partner(&path, value);
            if config.offers(profession) == Some(true) {
                self.problem(&path, &["is not shown: the clinic offers it itself"]);
            } else if let Some(partner) = partner {
                config.partners.push((profession, partner));
            }
        }
    }

    /// One partner, whole or not at all: a name without a way leads nowhere, and a link without a name
    /// says not to whom.
    fn partner(&mut self, path: &str, json: &Json) -> Option<Partner> {
        let (mut name, mut link) = (None, None);
        let mut missing = PARTNER.to_vec();
        let Json::Table(entries) = json else {
            self.problem(
                path,
                &["is not a table, as {\"name\": \"…\", \"link\": \"…\"} is"],
            );
            return None;
        };
        for (field, value) in self.few(path, entries) {
            let below = [path, ".", field].concat();
            missing.retain(|known| known != field);
            match field.as_str() {
                "name" => name = self.words(&below, value, NAME),
                "link" => {
                    let written = self.text(&below, value);
                    link = written.and_then(|written| SafeUrl::read(self, &below, written));
                }
                _ => self.unknown(path, field, &PARTNER),
            }
        }
        for field in missing {
            let told = "is missing: a partner needs a name and a link";
            self.problem(&[path, ".", field].concat(), &[told]);
        }
        let (name, link) = name.zip(link)?;
        Some(Partner { name, link })
    }

    fn texts(&mut self, config: &mut Config, json: &Json) {
        let path = "config.texts";
        for (name, value) in self.table(path, json) {
            match name.as_str() {
                "offered" => config.offered = self.words("config.texts.offered", value, TEXT),
                "not_offered" => {
                    config.not_offered = self.words("config.texts.not_offered", value, TEXT);
                }
                _ => self.unknown(path, name, &TEXTS),
            }
        }
    }
}
