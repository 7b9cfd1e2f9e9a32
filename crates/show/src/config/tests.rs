//! No configuration does harm, and whatever is wrong in one is named.

use serde_json::{Map, Value, json};
use url::{Position, Url};

use super::*;

/// What `host` makes of a JSON value.
pub(crate) fn taken(value: &Value, depth: u8) -> Json {
    match value {
        Value::String(text) => Json::Text(text.clone()),
        Value::Array(items) if depth < 3 => {
            let items = items.iter().take(ENTRIES + 1);
            Json::List(items.map(|item| taken(item, depth + 1)).collect())
        }
        Value::Object(table) if depth < 3 => {
            let entries = table.iter().take(ENTRIES + 1);
            let entries = entries.map(|(name, item)| (name.clone(), taken(item, depth + 1)));
            Json::Table(entries.collect())
        }
        _ => Json::Other,
    }
}

/// Reads an address as browsers do.
pub(crate) fn address(written: &str) -> Option<Address> {
    let url = Url::parse(written).ok()?;
    Some(Address {
        protocol: url[..Position::AfterScheme].to_owned() + ":",
        host: url.host_str().unwrap_or_default().to_owned(),
        path: url.path().to_owned(),
        user: !url.username().is_empty() || url.password().is_some(),
        href: url.to_string(),
    })
}

fn read(value: &Value) -> (Config, Vec<String>) {
    super::read(&taken(value, 0), address, DIALLING)
}

/// How British numbers are dialled.
pub(crate) const DIALLING: &str = "44 0 00 113:10 114:10 115:10 116:10 117:10 118:10 12:9,10 13:9,10 \
    14:9,10 15:9,10 16:9,10 17:9,10 18:9,10 19:9,10 20:10 23:10 24:10 28:10 29:10 3:10 55:10 56:10 7:10 \
    800:7,9,10 808:10 84:10 87:10 90:10 91:10 98:10";

#[test]
fn the_tests_dial_as_the_content_does() {
    let british = include_str!("../../../../content/regions/GB.toml");
    assert!(british.contains(&format!("dialling = \"{DIALLING}\"")));
}

/// Reads a configuration, and holds what is told of it to these parts of messages, in order.
#[track_caller]
pub(super) fn problems(value: Value, expected: &[&str]) -> Config {
    let (config, problems) = read(&value);
    let fits = problems.len() == expected.len()
        && problems
            .iter()
            .zip(expected)
            .all(|(told, part)| told.contains(part));
    assert!(fits, "{value}: {problems:#?}");
    config
}

#[test]
fn a_whole_configuration_is_taken_as_it_is() {
    let config = problems(
        json!({
            "name": "Harbour Street Physiotherapy",
            "telephone": "+44 20 7946 0123",
            "services": ["physio", "clinical_rehab"],
            "booking": { "physio": "https://harbour.example/book?for=physio#now" },
            "partners": {
                "sports_physician": { "name": "Dr Vale", "link": "tel:02079460999" },
            },
            "texts": { "offered": "Evening visits too.", "not_offered": "Ask us whom we know." },
        }),
        &[],
    );
    assert_eq!(config.name.as_deref(), Some("Harbour Street Physiotherapy"));
    assert_eq!(config.telephone.as_ref().unwrap().dial, "+442079460123");
    assert_eq!(config.offers(Profession::ClinicalRehab), Some(true));
    assert_eq!(config.offers(Profession::Doctor), Some(false));
    let link = config.link(Profession::Physio).unwrap();
    assert_eq!(link.href(), "https://harbour.example/book?for=physio#now");
    assert_eq!(config.link(Profession::ClinicalRehab), None);
    let partner = config.partner(Profession::SportsPhysician).unwrap();
    assert_eq!(
        (&*partner.name, partner.link.href()),
        ("Dr Vale", "tel:02079460999")
    );
    assert_eq!(config.partner(Profession::Physio), None);
}

#[test]
fn one_link_stands_for_all_services() {
    let booking = "https://gym.example/join";
    let config = problems(
        json!({ "services": ["personal_trainer", "post_rehab_trainer"], "booking": booking }),
        &[],
    );
    assert_eq!(config.booking.len(), 2);
    problems(json!({ "booking": booking }), &["list them in services"]);
}

#[test]
fn every_mistake_is_told_with_its_path_and_the_nearest_name() {
    problems(
        json!({
            "nmae": "x",
            "telephone": 5,
            "services": ["Physio-therapist", "fysio", "plumber"],
            "booking": { "physoi": "https://a.example/", "doctor": null },
            "texts": { "not-offered": "x" },
        }),
        &[
            "config \"nmae\" is not known: did you mean name?",
            "config.services \"Physio-therapist\" is not known",
            "config.services \"fysio\" is not known: did you mean physio?",
            "config.services \"plumber\" is not known; known: doctor,",
            "config.telephone is not text",
            "config.texts \"not-offered\" is not known: did you mean not_offered?",
            "config.booking.doctor is not text",
            "config.booking \"physoi\" is not known: did you mean physio?",
        ],
    );
}

#[test]
fn a_wrong_service_never_makes_another_one_look_missing() {
    let config = problems(json!({ "services": ["physio", "doktor"] }), &["doctor?"]);
    assert_eq!(config.offers(Profession::Doctor), None);
}

#[test]
fn a_link_is_what_the_browser_says_it_is() {
    let refused = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "\u{1}javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "blob:https://a.example/1",
        "file:///etc/passwd",
        "filesystem:https://a.example/x",
        "view-source:https://a.example/",
        "//evil.example/",
        "/book",
        "book.html",
        "www.clinic.example",
        "",
        "https:book",
        "https://",
        "https://clinic.example@evil.example/",
        "https://user:pass@evil.example/",
        "https://clinic.exa\u{200b}mple/",
        "https://\u{430}pple.com/",
        "https://evil.example/\u{202e}moc.cinilc",
        "https://clinic\u{ff0e}example/",
        "https://clinic.example/a b",
        "tel:999",
        "tel:*21*123456#",
        "tel:+44;phone-context=evil",
        "mailto:nobody",
        "sms:+442079460123",
    ];
    for link in refused {
        let (config, problems) = read(&json!({ "booking": { "physio": link } }));
        assert_eq!(config.booking, [], "{link}");
        let named = problems
            .iter()
            .any(|told| told.starts_with("config.booking.physio "));
        assert!(named, "{link}: {problems:?}");
    }
    for link in [
        "https://a.example/",
        "tel:+442079460123",
        "mailto:a@b.example",
    ] {
        problems(json!({ "booking": { "physio": link } }), &[]);
    }
    let kept = problems(
        json!({ "booking": { "physio": "HTTP:\\\\a.example" } }),
        &["not encrypted"],
    );
    assert_eq!(kept.booking[0].1.href(), "http://a.example/");
    problems(
        json!({ "booking": { "physio": "https://xn--pple-43d.com/" } }),
        &["outside ASCII"],
    );
}

#[test]
fn an_address_in_look_alike_letters_says_where_it_leads() {
    problems(
        json!({ "booking": { "physio": "https://\u{430}pple.com/" } }),
        &["write it as \"https://xn--pple-43d.com/\""],
    );
}

/// Makes hostile configurations.
struct Attacker(fastrand::Rng);

impl Attacker {
    fn one_of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.0.usize(..choices.len())]
    }

    fn text(&mut self) -> String {
        const PARTS: [&str; 40] = [
            "javascript:",
            "JAVASCRIPT:",
            "data:text/html,",
            "vbscript:",
            "https://",
            "http://",
            "https:",
            "//",
            "\\\\",
            "tel:",
            "mailto:",
            "blob:",
            "clinic.example",
            "evil.example",
            "xn--pple-43d.com",
            "@",
            ":",
            "/",
            "?q=",
            "#",
            "%0a",
            "\t",
            "\n",
            "\0",
            "\u{202e}",
            "\u{2066}",
            "\u{200b}",
            "\u{feff}",
            "\u{430}",
            "\u{ff0e}",
            "\u{1f600}",
            "\u{e000}",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "{{7*7}}",
            "${alert(1)}",
            "999",
            "+44 20 7946 0123",
            "physio",
            " ",
        ];
        let mut text = String::new();
        for _ in 0..self.0.usize(0..6) {
            let part: &&str = self.one_of(&PARTS);
            text.push_str(part);
        }
        match self.0.u8(..) {
            0 => text.repeat(400),
            1..=20 => (0..self.0.usize(..40)).map(|_| self.0.char(..)).collect(),
            21..=90 => ["https://clinic.example/", &text].concat(),
            _ => text,
        }
    }

    fn name(&mut self) -> String {
        let odd = [
            "__proto__",
            "constructor",
            "prototype",
            "toString",
            "then",
            "length",
            "config",
        ];
        let lists: [&[&str]; 5] = [
            &reader::FIELDS,
            &reader::PARTNER,
            &reader::TEXTS,
            &Profession::NAMES,
            &odd,
        ];
        let list = *self.one_of(&lists);
        let mut name = (*self.one_of(list)).to_owned();
        match self.0.u8(..6) {
            0 => name.insert(self.0.usize(..=name.len()), self.0.lowercase()),
            1 => name = name.to_uppercase(),
            2 => name = self.text(),
            _ => {}
        }
        name
    }

    fn value(&mut self, depth: u8) -> Value {
        match self.0.u8(..12) {
            0 => json!(null),
            1 => json!(self.0.bool()),
            2 => json!(self.0.f64() * 1e300),
            3..=4 if depth < 6 => {
                let most = if self.0.u8(..) == 0 { 200 } else { 5 };
                let items = 0..self.0.usize(..most);
                Value::Array(items.map(|_| self.value(depth + 1)).collect())
            }
            5..=6 if depth < 6 => self.table(depth),
            7 => json!(self.name()),
            8 => json!("physio"),
            _ => json!(self.text()),
        }
    }

    fn table(&mut self, depth: u8) -> Value {
        let most = if self.0.u8(..) == 0 { 100 } else { 6 };
        let entries = 0..self.0.usize(..most);
        let entries = entries.map(|_| (self.name(), self.value(depth + 1)));
        Value::Object(entries.collect())
    }

    /// A configuration that is often nearly right: only then is anything taken.
    fn configuration(&mut self) -> Value {
        let mut fields = Map::new();
        for field in reader::FIELDS {
            let value = match (field, self.0.u8(..4)) {
                (_, 0) => continue,
                (_, 1) => self.value(1),
                ("services", _) => {
                    let some = 0..self.0.usize(..5);
                    some.map(|_| json!(self.one_of(&Profession::NAMES)))
                        .collect()
                }
                ("booking", 2) => json!(self.text()),
                ("booking", _) => {
                    let some = 0..self.0.usize(..5);
                    let some = some.map(|_| {
                        let profession = (*self.one_of(&Profession::NAMES)).to_owned();
                        (profession, json!(self.text()))
                    });
                    Value::Object(some.collect())
                }
                ("partners", _) => {
                    let some = 0..self.0.usize(..4);
                    let some = some.map(|_| {
                        let profession = (*self.one_of(&Profession::NAMES)).to_owned();
                        let link = self.text();
                        (profession, json!({ "name": self.text(), "link": link }))
                    });
                    Value::Object(some.collect())
                }
                ("telephone", 2) => json!("+44 20 7946 0123"),
                ("texts", _) => json!({ "offered": self.text(), "not_offered": self.text() }),
                _ => json!(self.text()),
            };
            fields.insert(field.to_owned(), value);
        }
        match self.0.u8(..20) {
            0 => self.value(0),
            1 => self.table(0),
            2 => {
                fields.insert(self.name(), self.value(1));
                Value::Object(fields)
            }
            _ => Value::Object(fields),
        }
    }
}

/// Generated configurations, the same ones each time.
pub(crate) fn hostile(count: usize) -> impl Iterator<Item = Value> {
    let mut attacker = Attacker(fastrand::Rng::with_seed(5));
    (0..count).map(move |_| attacker.configuration())
}

/// Whatever is written and not taken has a problem at its path or at one above it.
fn unnamed(value: &Value, config: &Config, problems: &[String]) -> Option<String> {
    let told = |path: &str| {
        let path = [path, " "].concat();
        problems.iter().any(|problem| problem.starts_with(&path))
    };
    let Value::Object(fields) = value else {
        return (!told("config")).then(|| "config".into());
    };
    for (name, value) in fields {
        let path = ["config.", name].concat();
        let text = value.as_str().map(str::trim);
        let taken = match name.as_str() {
            "name" => config.name.is_some() && config.name.as_deref() == text,
            "telephone" => config.telephone.as_ref().map(|phone| &*phone.shown) == text,
            "services" => {
                let written = value.as_array().map(Vec::len);
                config.services.as_ref().map(Vec::len) == written && written.is_some()
            }
            "booking" => match (text, value.as_object()) {
                (Some(_), _) => !config.booking.is_empty() || config.services == Some(Vec::new()),
                (_, Some(links)) => links.keys().all(|name| {
                    let place = Profession::NAMES.iter().position(|known| known == name);
                    let link = place.and_then(|place| config.link(Profession::ALL[place]));
                    link.is_some() || told(&[&path, ".", name].concat()) || told(&path)
                }),
                _ => false,
            },
            "partners" => value.as_object().is_some_and(|partners| {
                partners.keys().all(|name| {
                    let place = Profession::NAMES.iter().position(|known| known == name);
                    let partner = place.and_then(|place| config.partner(Profession::ALL[place]));
                    let at = [&path, ".", name].concat();
                    let below = [".name", ".link"].map(|field| [&at, field].concat());
                    partner.is_some() || told(&at) || told(&path) || below.iter().any(|at| told(at))
                })
            }),
            "texts" => value.as_object().is_some_and(|texts| {
                texts.iter().all(|(name, text)| {
                    let taken = match name.as_str() {
                        "offered" => &config.offered,
                        "not_offered" => &config.not_offered,
                        _ => return told(&path),
                    };
                    let text = text.as_str().map(str::trim);
                    (taken.is_some() && taken.as_deref() == text)
                        || told(&[&path, ".", name].concat())
                })
            }),
            _ => told("config"),
        };
        let cut_off = fields.len() > ENTRIES && told("config");
        if !(taken || cut_off || told(&path)) {
            return Some(path);
        }
    }
    None
}

/// Whether anything that was taken could do harm.
fn harm(config: &Config) -> Option<String> {
    let texts = [&config.name, &config.offered, &config.not_offered];
    let names = config.partners.iter().map(|(_, partner)| &partner.name);
    for text in texts.into_iter().flatten().chain(names) {
        let hidden = text
            .chars()
            .any(|c| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
        if hidden || text.contains('<') || text.chars().count() > 300 || text.is_empty() {
            return Some(text.clone());
        }
    }
    if let Some(phone) = &config.telephone {
        let digits = phone.dial.trim_start_matches('+');
        if digits.len() < 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(phone.dial.clone());
        }
    }
    let partners = config.partners.iter().map(|(_, partner)| &partner.link);
    for link in config.booking.iter().map(|(_, link)| link).chain(partners) {
        let safe = Url::parse(link.href()).is_ok_and(|url| {
            let plain = url.username().is_empty() && url.password().is_none();
            ["https", "http", "tel", "mailto"].contains(&url.scheme()) && plain
        });
        if !safe || !link.href().bytes().all(|byte| byte.is_ascii_graphic()) {
            return Some(link.href().to_owned());
        }
    }
    None
}

#[test]
fn a_hundred_thousand_hostile_configurations_do_no_harm_and_are_named() {
    let (mut clean, mut linked, mut trusted, mut refused) = (0, 0, 0, 0);
    for value in hostile(100_000) {
        let (config, problems) = read(&value);
        assert_eq!(harm(&config), None, "{value}");
        assert_eq!(
            unnamed(&value, &config, &problems),
            None,
            "{value}: {problems:#?}"
        );
        for problem in &problems {
            assert!(!problem.chars().any(text::hides), "{problem:?}");
            assert!(problem.len() < 600, "{problem}");
        }
        clean += usize::from(problems.is_empty());
        linked += usize::from(!config.booking.is_empty());
        trusted += usize::from(!config.partners.is_empty());
        refused += usize::from(!problems.is_empty());
    }
    // Neither everything nor nothing was refused: both sides have been tried.
    assert!(
        clean > 1_000 && linked > 3_000 && trusted > 500 && refused > 50_000,
        "{clean} {linked} {trusted} {refused}"
    );
}

#[test]
fn what_was_taken_is_taken_again_without_a_word() {
    for value in hostile(5_000) {
        let (config, _) = read(&value);
        let mut links = Map::new();
        for (profession, link) in &config.booking {
            let place = Profession::ALL.iter().position(|known| known == profession);
            links.insert(Profession::NAMES[place.unwrap()].into(), json!(link.href()));
        }
        let again = json!({ "name": config.name, "booking": links });
        let (twice, _) = read(&again);
        assert_eq!(twice.name, config.name);
        for (profession, link) in &config.booking {
            assert_eq!(twice.link(*profession), Some(link), "{value}");
        }
    }
}
