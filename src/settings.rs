//! What the owner of the page has set on the element.
//!
//! A mistake never stands in a visitor's way: it is replaced by the safe default, and the owner is
//! told. Nothing here can reach the decision.

/// The settings of one widget.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Whose numbers and services are shown; the unknown region where none is known.
    pub region: String,
    /// The level of the screen's heading, 1 to 5.
    pub heading: u8,
    /// Light or dark.
    pub theme: Theme,
    /// Which look.
    pub preset: Preset,
    /// Today, `YYYY-MM-DD`: content past its review date says so.
    pub today: String,
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

    /// Its name in the attribute `preset`.
    pub fn name(self) -> &'static str {
        ["calm", "warm", "clear"][self as usize]
    }
}

impl Settings {
    /// Reads the attributes. `regions` are the codes that have numbers; the second result tells
    /// the owner what is wrong, all of it.
    pub fn read<'r>(
        attribute: impl Fn(&str) -> Option<String>,
        regions: impl Iterator<Item = &'r str>,
        today: String,
    ) -> (Self, Vec<String>) {
        let mut problems = Vec::new();
        let known: Vec<&str> = regions
            .filter(|&code| code != words::UNKNOWN_REGION)
            .collect();
        let region = match attribute("region") {
            Some(code) if known.contains(&code.to_ascii_uppercase().as_str()) => {
                code.to_ascii_uppercase()
            }
            written => {
                let known = known.join(", ");
                problems.push(match written {
                    Some(code) => ["region=\"", &code, "\" is not known; known: ", &known].concat(),
                    None => ["region is missing; known: ", &known].concat(),
                });
                words::UNKNOWN_REGION.into()
            }
        };
        let heading = match attribute("heading-level") {
            None => 2,
            Some(written) => written
                .trim()
                .parse()
                .ok()
                .filter(|level| (1..=5).contains(level))
                .unwrap_or_else(|| {
                    let problem = ["heading-level=\"", &written, "\" is not 1 to 5; using 2"];
                    problems.push(problem.concat());
                    2
                }),
        };
        let theme = match attribute("theme").as_deref() {
            None | Some("auto") => Theme::Auto,
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            Some(written) => {
                let problem = [
                    "theme=\"",
                    written,
                    "\" is not auto, light or dark; using auto",
                ];
                problems.push(problem.concat());
                Theme::Auto
            }
        };
        let preset = match attribute("preset") {
            None => Preset::default(),
            Some(written) => Preset::ALL
                .into_iter()
                .find(|preset| preset.name() == written)
                .unwrap_or_else(|| {
                    let problem = [
                        "preset=\"",
                        &written,
                        "\" is not calm, warm or clear; using calm",
                    ];
                    problems.push(problem.concat());
                    Preset::default()
                }),
        };
        let settings = Settings {
            region,
            heading,
            theme,
            preset,
            today,
        };
        (settings, problems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(attributes: &[(&str, &str)]) -> (Settings, Vec<String>) {
        let find = |name: &str| {
            let found = attributes.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| value.to_string())
        };
        Settings::read(find, ["GB", "ZZ"].into_iter(), "2026-11-22".into())
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
        assert_eq!((settings.region.as_str(), settings.heading), ("GB", 3));
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
        ]);
        assert_eq!((settings.region.as_str(), settings.heading), ("ZZ", 2));
        assert_eq!(settings.preset, Preset::Calm);
        assert_eq!(problems.len(), 4, "{problems:?}");
        assert!(problems[0].contains("GB"), "{problems:?}");
    }

    #[test]
    fn a_missing_region_is_never_guessed() {
        let (settings, problems) = read(&[]);
        assert_eq!(settings.region, "ZZ");
        assert_eq!(problems.len(), 1);
    }
}
