//! Everything that an owner can set, each with the words that stand beside it.
//!
//! The names are those of the widget: attributes, custom properties, and the paths of a
//! configuration, as its messages tell them. A test holds this list to the widget's own.

use show::config::{PARTNER, Profession};
use who_to_see::settings::Preset;

/// What a field holds, and so how it is typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// One line of text.
    Text,
    /// A few lines of text.
    Lines,
    /// A colour.
    Colour,
    /// On, or not there.
    Tick,
    /// One of these values, each with its words. The first is what holds where nothing is said.
    Choice(&'static [(&'static str, &'static str)]),
    /// The country: the widget knows which ones it has numbers of.
    Country,
}

/// One setting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// Its name in the widget.
    pub name: &'static str,
    /// Its name on the page.
    pub label: &'static str,
    /// What it does, in a sentence; may be empty.
    pub help: &'static str,
    /// What it holds.
    pub kind: Kind,
}

/// Settings that stand together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Group {
    /// Their heading.
    pub title: &'static str,
    /// The settings.
    pub fields: &'static [Field],
    /// Seldom needed: shown when it is opened.
    pub folded: bool,
}

const fn field(name: &'static str, label: &'static str, help: &'static str, kind: Kind) -> Field {
    Field {
        name,
        label,
        help,
        kind,
    }
}

/// The words inside the element.
pub const OWN_WORDS: &str = "text";
/// The folder of the release.
pub const ADDRESS: &str = "address";
/// Whether the snippet names one exact version.
pub const PIN: &str = "pin";
/// The link for every service without one of its own.
pub const ONE_LINK: &str = "config.booking";
/// Whom the owner trusts with what the clinic lacks.
pub const PARTNERS: &str = "config.partners";
/// The list of services.
pub const SERVICES: &str = "config.services";

/// The settings that a link to this page may not bring: they name where scripts come from, and
/// anybody can make a link.
pub const NEVER_LINKED: [&str; 3] = [ADDRESS, "base-url", "config"];

const THEMES: Kind = Kind::Choice(&[
    ("", "As your page"),
    ("light", "Always light"),
    ("dark", "Always dark"),
]);
const PRESETS: Kind = Kind::Choice(&[
    ("", "Calm: cool and quiet"),
    ("warm", "Warm: paper and plum"),
    ("clear", "Clear: black on white, large"),
]);
const LEVELS: Kind = Kind::Choice(&[
    ("1", "1: the only title of the page"),
    ("", "2: below the title of the page"),
    ("3", "3"),
    ("4", "4"),
    ("5", "5"),
]);
const HISTORY: Kind = Kind::Choice(&[
    ("", "Goes one question back"),
    (
        "on",
        "Goes one question back, also where other scripts change the history",
    ),
    ("off", "Leaves the page"),
]);
const RESUME: Kind = Kind::Choice(&[
    ("", "Kept in the tab, for 20 hours at most"),
    ("off", "Lost"),
]);

/// Every setting, in the order of the page. The services have a place of their own.
pub const GROUPS: [Group; 6] = [
    Group {
        title: "Your visitors",
        folded: false,
        fields: &[
            field(
                "region",
                "Country",
                "Chooses the emergency number. It is never guessed.",
                Kind::Country,
            ),
            field("lang", "Language", "", Kind::Choice(&[("", "English")])),
            field(
                "languages",
                "Languages to offer",
                "",
                Kind::Choice(&[("", "English only")]),
            ),
        ],
    },
    Group {
        title: "Your clinic",
        folded: false,
        fields: &[
            field(
                "config.name",
                "Name",
                "Stands beside the advice. At most 80 letters.",
                Kind::Text,
            ),
            field(
                "config.telephone",
                "Telephone",
                "One number. Best with the country’s code.",
                Kind::Text,
            ),
        ],
    },
    Group {
        title: "Your words",
        folded: false,
        fields: &[
            field(
                "config.texts.offered",
                "Where you offer what is advised",
                "Plain words beside your link. At most 300 letters.",
                Kind::Lines,
            ),
            field(
                "config.texts.not_offered",
                "Where you do not offer it",
                "Plain words. At most 300 letters.",
                Kind::Lines,
            ),
            field(
                OWN_WORDS,
                "Until the check is there",
                "Shown for a moment, and kept where the check cannot start. Your telephone follows.",
                Kind::Lines,
            ),
        ],
    },
    Group {
        title: "The look",
        folded: false,
        fields: &[
            field("preset", "Look", "", PRESETS),
            field("theme", "Light or dark", "", THEMES),
            field(
                "--wts-brand",
                "Main colour",
                "Buttons, links, what is chosen.",
                Kind::Colour,
            ),
            field(
                "--wts-surface",
                "Colour behind",
                "The ground.",
                Kind::Colour,
            ),
            field("--wts-text", "Colour of the text", "", Kind::Colour),
            field(
                "--wts-font",
                "Font",
                "Its name. Your page must bring it.",
                Kind::Text,
            ),
            field(
                "--wts-radius",
                "Round corners",
                "For example 4px.",
                Kind::Text,
            ),
            field(
                "heading-level",
                "Level of the headings",
                "Screen readers need it.",
                LEVELS,
            ),
        ],
    },
    Group {
        title: "Seldom needed",
        folded: true,
        fields: &[
            field(
                "--wts-scroll-offset",
                "Room for a bar at the top",
                "For a bar of your page that stays. For example 64px.",
                Kind::Text,
            ),
            field("history", "The Back button", "", HISTORY),
            field(
                "resume",
                "When the page is loaded again, answers are",
                "",
                RESUME,
            ),
            field(
                "kiosk",
                "For a device that strangers share",
                "Nothing is kept.",
                Kind::Tick,
            ),
            field(
                "id",
                "Name of this check",
                "Needed where one page has two.",
                Kind::Text,
            ),
            field(
                "telephone",
                "Other telephone where the check cannot start",
                "Empty: the one above.",
                Kind::Text,
            ),
            field(
                "config",
                "Address of a file with your clinic",
                "In place of lines on the page.",
                Kind::Text,
            ),
            field(
                "base-url",
                "Folder of the files",
                "Only where scripts are joined into one.",
                Kind::Text,
            ),
            field(
                "result-event",
                "Tell your page the result",
                "That is health data: read the page on events first.",
                Kind::Tick,
            ),
            field(
                "debug",
                "List mistakes below the check",
                "To try it out. Take it away again.",
                Kind::Tick,
            ),
        ],
    },
    Group {
        title: "Where the check lies",
        folded: true,
        fields: &[
            field(
                ADDRESS,
                "Address of the folder that you have uploaded",
                "The one with the folder v1 in it.",
                Kind::Text,
            ),
            field(
                PIN,
                "Stay with this very version",
                "Corrections of the advice do then not arrive. You must watch for new versions yourself.",
                Kind::Tick,
            ),
        ],
    },
];

/// Every setting that is no service.
pub fn all() -> impl Iterator<Item = &'static Field> {
    GROUPS.iter().flat_map(|group| group.fields)
}

/// The setting of a service: on where it is offered.
pub fn service(name: &str) -> String {
    [SERVICES, ".", name].concat()
}

/// The setting of a service's own link.
pub fn booking(name: &str) -> String {
    [ONE_LINK, ".", name].concat()
}

/// A setting of the partner for a profession: one of [`show::config::PARTNER`].
pub fn partner(name: &str, part: &str) -> String {
    [PARTNERS, ".", name, ".", part].concat()
}

/// The profession and the part that the setting of a partner is about.
fn partner_of(name: &str) -> Option<(&str, &str)> {
    let below = name.strip_prefix(PARTNERS)?.strip_prefix('.')?;
    below.split_once('.')
}

/// Whether there is such a setting.
pub fn is_known(name: &str) -> bool {
    let own = |name: &str| Profession::NAMES.contains(&name);
    let partner = |(name, part): (&str, &str)| own(name) && PARTNER.contains(&part);
    name == ONE_LINK
        || all().any(|field| field.name == name)
        || name.strip_prefix("config.services.").is_some_and(own)
        || name.strip_prefix("config.booking.").is_some_and(own)
        || partner_of(name).is_some_and(partner)
}

/// What a setting is called on the page.
pub fn label(name: &str) -> String {
    if let Some(field) = all().find(|field| field.name == name) {
        return field.label.to_owned();
    }
    if let Some((service, part)) = partner_of(name) {
        let what = if part == PARTNER[0] {
            "Partner"
        } else {
            "Link of the partner"
        };
        return format!("{what}: {}", profession(service));
    }
    match name.strip_prefix("config.booking.") {
        Some(service) => format!("Link: {}", profession(service)),
        None if name == ONE_LINK => "One link for all".to_owned(),
        None => "What you offer".to_owned(),
    }
}

/// What a profession is called on the page.
pub fn profession(name: &str) -> &'static str {
    match name {
        "doctor" => "Doctor",
        "sports_physician" => "Doctor of sports medicine",
        "physio" => "Physiotherapist",
        "pelvic_physio" => "Pelvic health physiotherapist",
        "clinical_rehab" => "Specialist of clinical rehabilitation",
        "exercise_physiologist" => "Clinical exercise physiologist",
        "post_rehab_trainer" => "Trainer for people after an injury or an illness",
        "personal_trainer" => "Personal trainer",
        _ => "Another profession",
    }
}

/// What a country is called on the page; its code where nobody has written it here.
pub fn country(code: &str) -> &str {
    match code {
        "GB" => "United Kingdom",
        other => other,
    }
}

/// The look that a value names.
pub fn preset(value: &str) -> Preset {
    let named = |preset: &Preset| preset.name() == value;
    Preset::ALL.into_iter().find(named).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The names in a list of the element's manifest.
    fn manifest(list: &str) -> BTreeSet<String> {
        let text = tooling::paths::read("embed/custom-elements.json").expect("it is there");
        let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        let entries = json["modules"][0]["declarations"][0][list].as_array();
        let names = entries.into_iter().flatten();
        names
            .filter_map(|entry| entry["name"].as_str().map(str::to_owned))
            .collect()
    }

    #[test]
    fn every_setting_of_the_widget_has_its_field_and_no_field_is_made_up() {
        let mut wanted = manifest("attributes");
        wanted.extend(manifest("cssProperties"));
        for field in show::config::FIELDS {
            let nested = ["services", "booking", "partners", "texts"].contains(&field);
            if !nested {
                wanted.insert(format!("config.{field}"));
            }
        }
        let texts = show::config::TEXTS.iter();
        wanted.extend(texts.map(|text| format!("config.texts.{text}")));
        wanted.extend([OWN_WORDS, ADDRESS, PIN].map(str::to_owned));
        let found: BTreeSet<_> = all().map(|field| field.name.to_owned()).collect();
        assert!(wanted.len() > 20, "{wanted:?}");
        assert_eq!(found, wanted);
    }

    #[test]
    fn every_look_can_be_chosen_and_every_profession_and_country_has_words() {
        let Kind::Choice(looks) = PRESETS else {
            unreachable!("a look is a choice");
        };
        for preset in Preset::ALL {
            let default = preset == Preset::default();
            let chosen =
                |(value, _): &&(&str, &str)| *value == preset.name() || default && value.is_empty();
            assert!(looks.iter().any(|look| chosen(&look)), "{}", preset.name());
        }
        for name in Profession::NAMES {
            assert_ne!(profession(name), "Another profession", "{name}");
        }
        let guide = who_to_see::guide::shared().expect("the build carries it");
        for code in guide
            .words
            .regions()
            .filter(|code| *code != words::UNKNOWN_REGION)
        {
            assert_ne!(country(code), code, "it has a name");
        }
        assert_eq!(guide.words.code(), "en", "the choice of languages names it");
    }

    #[test]
    fn a_service_and_its_link_are_known_and_another_is_not() {
        for name in Profession::NAMES {
            assert!(is_known(&service(name)) && is_known(&booking(name)));
        }
        for (name, part) in [("physio", "name"), ("doctor", "link")] {
            assert!(is_known(&partner(name, part)));
        }
        for other in [
            "config.partners.plumber.name",
            "config.partners.physio.colour",
            PARTNERS,
        ] {
            assert!(!is_known(other), "{other}");
        }
        assert!(is_known(ONE_LINK) && !is_known("config.booking.plumber") && !is_known("onclick"));
    }
}
