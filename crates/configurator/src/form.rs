//! What the owner has set: a value for each setting, and nothing for those left as they are.
//!
//! It becomes the fragment of the page's address, so that it can be sent to a colleague, and the JSON
//! of the widget's configuration. Knows no browser.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Map, Value, json};
use show::config::{PARTNER, Profession};
use yew::Reducible;

use crate::fields::{self, NEVER_LINKED, ONE_LINK};

/// The longest value: what is longer, no setting can be.
const LONGEST: usize = 2_000;

/// What a tick is.
pub const ON: &str = "yes";

/// The settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form(BTreeMap<String, String>);

/// What can be done to them.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A setting has another value; empty, and it is not set.
    Set(String, String),
    /// All of them come from elsewhere.
    Replace(Form),
}

impl Reducible for Form {
    type Action = Edit;

    fn reduce(self: Rc<Self>, edit: Edit) -> Rc<Self> {
        match edit {
            Edit::Replace(form) => Rc::new(form),
            Edit::Set(name, value) => {
                let mut form = (*self).clone();
                form.set(&name, &value);
                Rc::new(form)
            }
        }
    }
}

impl Form {
    /// The value of a setting; empty where it is not set.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Whether a tick is set.
    pub fn is_on(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// Sets what is a setting. An empty value takes it away.
    pub fn set(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            self.0.remove(name);
        } else if fields::is_known(name) {
            let value = value.chars().take(LONGEST).collect();
            self.0.insert(name.to_owned(), value);
        }
    }

    /// The same without some settings.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> Self {
        let mut form = self.clone();
        form.0.retain(|name, _| !names.contains(&&**name));
        form
    }

    /// What stands behind the `#` of this page's address.
    pub fn fragment(&self) -> String {
        let linked = self.without(&NEVER_LINKED);
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(linked.0)
            .finish()
    }

    /// Reads what stands behind the `#`; `None` where that is no form, as an anchor is none.
    pub fn from_fragment(fragment: &str) -> Option<Self> {
        let pairs = form_urlencoded::parse(fragment.as_bytes());
        let mut form = Form::default();
        for (name, value) in pairs.filter(|(name, _)| !NEVER_LINKED.contains(&&**name)) {
            form.set(&name, &value);
        }
        fragment.contains('=').then_some(form)
    }

    /// The configuration; `None` where nothing is said of the clinic.
    pub fn config(&self) -> Option<Value> {
        let mut config = Map::new();
        for name in ["name", "telephone"] {
            let value = self.get(&format!("config.{name}"));
            if !value.is_empty() {
                config.insert(name.to_owned(), json!(value));
            }
        }
        let services: Vec<&str> = self.services().collect();
        if !services.is_empty() {
            config.insert("services".to_owned(), json!(services));
        }
        if let Some(booking) = self.booking(&services) {
            config.insert("booking".to_owned(), booking);
        }
        let partners = self.partners();
        if !partners.is_empty() {
            config.insert("partners".to_owned(), Value::Object(partners));
        }
        let mut texts = Map::new();
        for name in show::config::TEXTS {
            let value = self.get(&format!("config.texts.{name}"));
            if !value.is_empty() {
                texts.insert(name.to_owned(), json!(value));
            }
        }
        if !texts.is_empty() {
            config.insert("texts".to_owned(), Value::Object(texts));
        }
        (!config.is_empty()).then_some(Value::Object(config))
    }

    /// The services that are ticked.
    pub fn services(&self) -> impl Iterator<Item = &'static str> {
        let ticked = |name: &&str| self.is_on(&fields::service(name));
        Profession::NAMES.into_iter().filter(ticked)
    }

    /// Whether anything is said of a partner for a profession.
    pub fn has_partner(&self, name: &str) -> bool {
        PARTNER
            .iter()
            .any(|part| self.is_on(&fields::partner(name, part)))
    }

    /// The partners, each as far as it is said: what is missing is for the widget to tell.
    fn partners(&self) -> Map<String, Value> {
        let mut partners = Map::new();
        for name in Profession::NAMES {
            let parts = PARTNER
                .iter()
                .map(|part| (part, self.get(&fields::partner(name, part))));
            let said = parts.filter(|(_, value)| !value.is_empty());
            let partner: Map<_, _> = said
                .map(|(part, value)| ((*part).to_owned(), json!(value)))
                .collect();
            if !partner.is_empty() {
                partners.insert(name.to_owned(), Value::Object(partner));
            }
        }
        partners
    }

    /// One link where one is enough, else one for each service.
    fn booking(&self, services: &[&str]) -> Option<Value> {
        let one = self.get(ONE_LINK);
        let own = |name: &str| self.get(&fields::booking(name)).to_owned();
        if Profession::NAMES.iter().all(|name| own(name).is_empty()) {
            return (!one.is_empty()).then(|| json!(one));
        }
        let mut links = Map::new();
        for name in Profession::NAMES {
            let mut link = own(name);
            if link.is_empty() && services.contains(&name) {
                link = one.to_owned();
            }
            if !link.is_empty() {
                links.insert(name.to_owned(), json!(link));
            }
        }
        Some(Value::Object(links))
    }

    /// Takes a configuration over, as far as it has the shape of one.
    pub fn take_config(&mut self, config: &Value) {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        for name in ["name", "telephone"] {
            self.set(&format!("config.{name}"), &text(&config[name]));
        }
        for name in show::config::TEXTS {
            self.set(
                &format!("config.texts.{name}"),
                &text(&config["texts"][name]),
            );
        }
        for service in config["services"].as_array().into_iter().flatten() {
            self.set(&fields::service(&text(service)), ON);
        }
        self.set(ONE_LINK, &text(&config["booking"]));
        for (name, link) in config["booking"].as_object().into_iter().flatten() {
            self.set(&fields::booking(name), &text(link));
        }
        for (name, partner) in config["partners"].as_object().into_iter().flatten() {
            for part in PARTNER {
                self.set(&fields::partner(name, part), &text(&partner[part]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn clinic() -> Form {
        let mut form = Form::default();
        for (name, value) in [
            ("region", "GB"),
            ("preset", "warm"),
            ("--wts-brand", "#7a2e5d"),
            ("config.name", "Harbour & Co “Physio” 100 %"),
            ("config.telephone", "+44 20 7946 0123"),
            ("config.services.physio", ON),
            ("config.services.personal_trainer", ON),
            ("config.booking", "https://harbour.example/book?a=1&b=2#c"),
            ("config.partners.doctor.name", "Dr “Vale” & Sons"),
            ("config.partners.doctor.link", "tel:+442079460999"),
            ("config.texts.offered", "Evenings\ntoo. ✓"),
        ] {
            form.set(name, value);
        }
        form
    }

    #[test]
    fn a_form_goes_through_the_address_and_comes_back() {
        let form = clinic();
        let fragment = form.fragment();
        assert!(
            fragment.bytes().all(|byte| byte.is_ascii_graphic()),
            "{fragment}"
        );
        assert_eq!(Form::from_fragment(&fragment), Some(form));
    }

    #[test]
    fn an_address_brings_no_scripts_and_nothing_that_is_no_setting() {
        let form = Form::from_fragment(
            "region=GB&address=https%3A%2F%2Fevil.example&base-url=x&config=y&onclick=z",
        );
        let mut expected = Form::default();
        expected.set("region", "GB");
        assert_eq!(form, Some(expected));
        let mut own = clinic();
        own.set("address", "https://clinic.example/");
        assert!(
            !own.fragment().contains("clinic.example%2F&"),
            "{}",
            own.fragment()
        );
        assert!(!own.fragment().contains("address"));
    }

    #[test]
    fn an_anchor_is_no_form() {
        assert_eq!(Form::from_fragment("main"), None);
        assert_eq!(Form::from_fragment(""), None);
    }

    #[test]
    fn a_configuration_goes_out_and_comes_back() {
        let form = clinic();
        let config = form.config().expect("much is said");
        assert_eq!(config["booking"], "https://harbour.example/book?a=1&b=2#c");
        assert_eq!(config["services"], json!(["physio", "personal_trainer"]));
        let partner = json!({ "name": "Dr “Vale” & Sons", "link": "tel:+442079460999" });
        assert_eq!(config["partners"], json!({ "doctor": partner }));
        let mut back = Form::default();
        back.take_config(&config);
        assert_eq!(back.config(), Some(config));
        assert_eq!(Form::default().config(), None);
    }

    #[test]
    fn one_link_stands_in_for_every_ticked_service_without_its_own() {
        let mut form = clinic();
        form.set("config.booking.physio", "https://harbour.example/physio");
        let config = form.config().expect("much is said");
        let expected = json!({
            "physio": "https://harbour.example/physio",
            "personal_trainer": "https://harbour.example/book?a=1&b=2#c",
        });
        assert_eq!(config["booking"], expected);
    }
}
