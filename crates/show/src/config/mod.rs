//! What the owner says about the clinic: its name, its telephone, what it offers, where to book.
//!
//! *Architecture invariant.* Comes after the advice is found and cannot reach it: the pathway, the
//! urgency, the heading and the emergency words never see a configuration. A mistake never stands
//! in a visitor's way: what is wrong is left out, and the owner is told all of it at once, each
//! with its path and the nearest valid name. Knows no browser: `host` brings the values.

mod json;
mod link;
mod nearest;
#[cfg(test)]
mod partner_tests;
mod reader;
mod telephone;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod telephone_tests;
#[cfg(test)]
#[allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]
pub(crate) mod tests;
mod text;

pub use json::{ENTRIES, Json, LONGEST};
pub use link::{Address, SafeUrl};
pub use reader::{FIELDS, PARTNER, TEXTS, read};
pub use telephone::Telephone;

/// The configuration of one widget. Empty: nothing is shown of a clinic.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The clinic's name.
    pub name: Option<String>,
    /// The clinic's telephone.
    pub telephone: Option<Telephone>,
    /// The professions that the clinic offers; `None`: the owner has not said.
    pub services: Option<Vec<Profession>>,
    /// Where each profession is booked.
    pub booking: Vec<(Profession, SafeUrl)>,
    /// Whom the owner trusts with a profession that the clinic lacks.
    pub partners: Vec<(Profession, Partner)>,
    /// The clinic's own words beside the way to book.
    pub offered: Option<String>,
    /// The clinic's own words where it does not offer what is advised.
    pub not_offered: Option<String>,
}

impl Config {
    /// Where a profession is booked.
    pub fn link(&self, profession: Profession) -> Option<&SafeUrl> {
        let found = self.booking.iter().find(|(known, _)| *known == profession);
        found.map(|(_, link)| link)
    }

    /// Whom the owner trusts with a profession that the clinic lacks.
    pub fn partner(&self, profession: Profession) -> Option<&Partner> {
        let mut named = self.partners.iter();
        let found = named.find(|(known, _)| *known == profession);
        found.map(|(_, partner)| partner)
    }

    /// Whether the clinic offers a profession; `None`: the owner has not said. Whoever names a partner
    /// for it says that the clinic does not.
    pub fn offers(&self, profession: Profession) -> Option<bool> {
        match &self.services {
            Some(services) => Some(services.contains(&profession)),
            None if self.link(profession).is_some() => Some(true),
            None => self.partner(profession).map(|_| false),
        }
    }
}

/// Somebody else, whom the owner trusts.
#[derive(Clone, Debug, PartialEq)]
pub struct Partner {
    /// The partner's name.
    pub name: String,
    /// How to reach the partner.
    pub link: SafeUrl,
}

/// Someone whom a clinic can offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profession {
    /// A doctor of any kind.
    Doctor,
    /// A doctor of sports medicine.
    SportsPhysician,
    /// A physiotherapist.
    Physio,
    /// A physiotherapist for pelvic health.
    PelvicPhysio,
    /// A specialist of clinical rehabilitation.
    ClinicalRehab,
    /// A clinical exercise physiologist.
    ExercisePhysiologist,
    /// A trainer with a qualification for people after an injury or an illness.
    PostRehabTrainer,
    /// A personal trainer.
    PersonalTrainer,
}

impl Profession {
    /// All of them, in the order of the care path.
    pub const ALL: [Self; 8] = [
        Self::Doctor,
        Self::SportsPhysician,
        Self::Physio,
        Self::PelvicPhysio,
        Self::ClinicalRehab,
        Self::ExercisePhysiologist,
        Self::PostRehabTrainer,
        Self::PersonalTrainer,
    ];

    /// Their names in a configuration, in the same order.
    pub const NAMES: [&'static str; 8] = [
        "doctor",
        "sports_physician",
        "physio",
        "pelvic_physio",
        "clinical_rehab",
        "exercise_physiologist",
        "post_rehab_trainer",
        "personal_trainer",
    ];

    /// Whom an outcome sends a person to first, and has not got yet: who keeps a physiotherapist
    /// and adds a trainer looks for a trainer. `None`: an emergency, or nobody.
    pub fn of(outcome: &str) -> Option<Self> {
        let name = match outcome {
            "urgent_same_day" | "doctor_days" | "doctor_routine" => "doctor",
            "physio_plus_trainer" => "post_rehab_trainer",
            other => other,
        };
        let place = Self::NAMES.iter().position(|known| *known == name)?;
        Some(Self::ALL[place])
    }
}
