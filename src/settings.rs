//! What the owner of the page has set on the element.
//!
//! A mistake never stands in a visitor's way: it is replaced by the safe default, and the owner is
//! told. Nothing here can reach the decision.

use show::Visit;

/// The language that this build has the words of.
const LANGUAGE: &str = env!("WTS_LANGUAGE");

/// The attributes that name languages.
const LANGUAGE_ATTRIBUTES: [&str; 2] = ["lang", "languages"];

/// The settings of one widget.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The region, the day, and the clinic once it is known.
    pub visit: Visit,
    /// The level of the screen's heading, 1 to 5.
    pub heading: u8,
    /// Light or dark.
    pub theme: Theme,
    /// Which look.
    pub preset: Preset,
    /// Whether each screen is a step of the browser's history.
    pub history: History,
    /// Whether a reload keeps the answers.
    pub resume: bool,
    /// Whether strangers share the device: nothing of one visitor may stay on it for the next.
    pub kiosk: bool,
    /// Whether the owner has asked for the result in the last event.
    pub result_event: bool,
}

/// How the widget's colours are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As light or dark as the page around it.
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The choice with this name in the attribute `theme`.
    fn named(name: &str) -> Option<Self> {
        match name {
            "auto" => Some(Self::Auto),
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }
}

/// Whether the browser's own Back leads from question to question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// Unless the page has put a router in the way, which would take our steps for pages of its own.
    Auto,
    /// Always.
    On,
    /// Never.
    Off,
}

impl History {
    /// The choice with this name in the attribute `history`.
    fn named(name: &str) -> Option<Self> {
        match name {
            "auto" => Some(Self::Auto),
            "on" => Some(Self::On),
            "off" => Some(Self::Off),
            _ => None,
        }
    }
}

/// The looks that an owner can choose from. Their colours are in `styles/tokens.css`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// Calm Clinic: cool and quiet.
    #[default]
    Calm,
    /// Warm Practice: paper and plum.
    Warm,
    /// Clear Signal: black on white, large.
    Clear,
}

impl Preset {
    /// Every look.
    pub const ALL: [Self; 3] = [Self::Calm, Self::Warm, Self::Clear];

    /// The look with this name.
    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name() == name)
    }

    /// Its name in the attribute `preset`.
    pub fn name(self) -> &'static str {
        ["calm", "warm", "clear"][self as usize]
    }
}

impl Settings {
    /// Reads the attributes. Where one is missing or wrong, the safe default stands; what is wrong is
    /// told by [`problems`]. `regions` are the codes that have numbers.
    pub fn read<'r>(
        attribute: impl Fn(&str) -> Option<String>,
        mut regions: impl Iterator<Item = &'r str>,
        today: String,
    ) -> Self {
        let read = |name: &str| attribute(name).unwrap_or_default();
        let kiosk = attribute("kiosk").is_some();
        let history = History::named(&read("history")).unwrap_or(History::Auto);
        Settings {
            visit: Visit {
                region: region(&read("region"), &mut regions)
                    .unwrap_or_else(|| words::UNKNOWN_REGION.into()),
                today,
                ..Visit::default()
            },
            heading: heading(&read("heading-level")).unwrap_or(2),
            theme: Theme::named(&read("theme")).unwrap_or(Theme::Auto),
            preset: Preset::named(&read("preset")).unwrap_or_default(),
            history: if kiosk { History::Off } else { history },
            resume: !kiosk && read("resume") != "off",
            kiosk,
            result_event: attribute("result-event").is_some(),
        }
    }
}

fn region(written: &str, mut regions: &mut dyn Iterator<Item = &str>) -> Option<String> {
    let code = written.to_ascii_uppercase();
    let known = Iterator::any(&mut regions, |known| known == code);
    (known && code != words::UNKNOWN_REGION).then_some(code)
}

fn heading(written: &str) -> Option<u8> {
    let level = written.trim().parse().ok();
    level.filter(|level| (1..=5).contains(level))
}

/// What is wrong with the attributes, all of it, for the owner. Not needed before the first answer.
pub fn problems(
    attribute: &dyn Fn(&str) -> Option<String>,
    regions: &mut dyn Iterator<Item = &str>,
) -> Vec<String> {
    let mut problems = Vec::new();
    let known = regions.filter(|&code| code != words::UNKNOWN_REGION);
    let known: Vec<&str> = known.collect();
    let written = attribute("region");
    if region(
        written.as_deref().unwrap_or_default(),
        &mut known.iter().copied(),
    )
    .is_none()
    {
        let known = known.join(", ");
        problems.push(match written {
            Some(code) => ["region=\"", &code, "\" is not known; known: ", &known].concat(),
            None => ["region is missing; known: ", &known].concat(),
        });
    }
    let mut check = |name: &str, good: fn(&str) -> bool, instead: &str| {
        if let Some(written) = attribute(name).filter(|written| !good(written)) {
            problems.push([name, "=\"", &written, "\" is not ", instead].concat());
        }
    };
    check(
        "heading-level",
        |written| heading(written).is_some(),
        "1 to 5; using 2",
    );
    check(
        "theme",
        |written| Theme::named(written).is_some(),
        "auto, light or dark; using auto",
    );
    check(
        "preset",
        |written| Preset::named(written).is_some(),
        "calm, warm or clear; using calm",
    );
    check(
        "history",
        |written| History::named(written).is_some(),
        "auto, on or off; using auto",
    );
    check(
        "resume",
        |written| matches!(written, "on" | "off"),
        "on or off; using on",
    );
    for name in LANGUAGE_ATTRIBUTES {
        for written in attribute(name).unwrap_or_default().split(',') {
            if !written.is_empty() && !primary(written).eq_ignore_ascii_case(primary(LANGUAGE)) {
                let problem = [name, "=\"", written, "\" is not there; using ", LANGUAGE];
                problems.push(problem.concat());
            }
        }
    }
    problems
}

/// The language of a language tag, without its script and region.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(attributes: &[(&str, &str)]) -> (Settings, Vec<String>) {
        let find = |name: &str| {
            let found = attributes.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| value.to_string())
        };
        let regions = || ["GB", "ZZ"].into_iter();
        let settings = Settings::read(find, regions(), "2026-11-22".into());
        (settings, problems(&find, &mut regions()))
    }

    #[test]
    fn good_attributes_raise_no_problem() {
        let (settings, problems) = read(&[
            ("region", "gb"),
            ("heading-level", "3"),
            ("theme", "dark"),
            ("preset", "warm"),
        ]);
        assert_eq!(settings.preset, Preset::Warm);
        assert_eq!(
            (settings.visit.region.as_str(), settings.heading),
            ("GB", 3)
        );
        assert_eq!(settings.theme, Theme::Dark);
        assert_eq!(problems, [""; 0]);
    }

    #[test]
    fn every_mistake_is_told_and_replaced_by_the_safe_default() {
        let (settings, problems) = read(&[
            ("region", "XX"),
            ("heading-level", "9"),
            ("theme", "pink"),
            ("preset", "loud"),
            ("history", "maybe"),
            ("resume", ""),
        ]);
        assert_eq!(
            (settings.visit.region.as_str(), settings.heading),
            ("ZZ", 2)
        );
        assert_eq!(settings.preset, Preset::Calm);
        assert_eq!((settings.history, settings.resume), (History::Auto, true));
        assert_eq!(problems.len(), 6, "{problems:?}");
        assert!(problems[0].contains("GB"), "{problems:?}");
    }

    #[test]
    fn a_language_without_words_is_named() {
        let languages = [("region", "GB"), ("lang", "en-GB"), ("languages", "en, cy")];
        let (_, problems) = read(&languages);
        assert_eq!(problems, ["languages=\" cy\" is not there; using en"]);
    }

    #[test]
    fn history_and_resume_can_be_switched_off() {
        let (settings, problems) = read(&[("region", "GB"), ("history", "off"), ("resume", "off")]);
        assert_eq!((settings.history, settings.resume), (History::Off, false));
        assert_eq!(problems, [""; 0]);
    }

    #[test]
    fn a_kiosk_keeps_nothing_whatever_else_is_set() {
        let (settings, problems) = read(&[
            ("region", "GB"),
            ("kiosk", ""),
            ("history", "on"),
            ("resume", "on"),
        ]);
        assert_eq!((settings.history, settings.resume), (History::Off, false));
        assert!(settings.kiosk);
        assert_eq!(problems, [""; 0]);
    }

    #[test]
    fn a_missing_region_is_never_guessed() {
        let (settings, problems) = read(&[]);
        assert_eq!(settings.visit.region, "ZZ");
        assert_eq!(problems.len(), 1);
    }
}
