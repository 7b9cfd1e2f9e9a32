//! The entries of the two catalogues.

use std::ops::RangeInclusive;

use pathway::{OutcomeId, Urgency};

use crate::facts::PlainFact;
use crate::value::Value;

/// A person's sex, as far as an entry says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sex {
    /// Not said.
    #[default]
    Any,
    /// Female.
    Female,
    /// Male.
    Male,
}

impl Sex {
    /// Every one, with its id in the content.
    pub const ALL: [(&str, Sex); 3] = [
        ("any", Sex::Any),
        ("female", Sex::Female),
        ("male", Sex::Male),
    ];

    /// Whether such a person can be of that sex.
    pub(crate) fn may_be(self, sex: Sex) -> bool {
        self == sex || self == Sex::Any || sex == Sex::Any
    }
}

/// Which catalogue a person stands in: it decides what holds where nothing is stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// What is not stated of the person's own parts of the body may be so.
    #[default]
    Dangerous,
    /// What is not stated is not so.
    Everyday,
}

/// Whom an entry is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Which catalogue it stands in.
    pub standing: Standing,
    /// How old, in years.
    pub ages: RangeInclusive<u8>,
    /// The sex.
    pub sex: Sex,
    /// The doors by which the person may come in.
    pub routes: Vec<String>,
    /// What is stated; each fact once.
    pub stated: Vec<(PlainFact, Value)>,
    /// What is not so, and may be taken for so.
    pub tempting: Vec<PlainFact>,
}

impl Default for Person {
    fn default() -> Self {
        Person {
            standing: Standing::default(),
            ages: 0..=0,
            sex: Sex::Any,
            routes: Vec::new(),
            stated: Vec::new(),
            tempting: Vec::new(),
        }
    }
}

/// What was decided about an entry that the pathway does not keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// Whether the tool cannot reach it at all, or only waits for somebody's judgement.
    pub beyond: bool,
    /// Why.
    pub reason: String,
    /// When, or by whom, it is judged again.
    pub judged_again: String,
}

/// A person who must not be sent too late, nor to somebody who cannot help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dangerous {
    /// Its id.
    pub id: String,
    /// The heading that it stands under.
    pub group: String,
    /// What it is called.
    pub name: String,
    /// The person's own words.
    pub says: Vec<String>,
    /// Who.
    pub person: Person,
    /// The least urgent advice that is still safe.
    pub least: Urgency,
    /// What was written for it: `weeks-doctor` and `weeks-clinician` are both weeks.
    pub tier: String,
    /// Who must not be the first contact.
    pub must_not: Vec<OutcomeId>,
    /// Who would not bring a doctor, where only a doctor will do.
    pub no_doctor: Vec<OutcomeId>,
    /// Where it comes from.
    pub source: Vec<String>,
    /// Whether sources disagree.
    pub contested: bool,
    /// What was decided about it, if the pathway does not keep it.
    pub declared: Option<Declared>,
}

/// A person who must not be sent too early, and who can be helped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Everyday {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The person in a few words.
    pub about: String,
    /// The person's own words.
    pub says: Vec<String>,
    /// Who.
    pub person: Person,
    /// The most urgent advice that is still reasonable.
    pub most: Urgency,
    /// Where the person must never be sent.
    pub never: Vec<OutcomeId>,
    /// Where the person is best sent, one of these at least.
    pub best: Vec<OutcomeId>,
    /// Where it comes from.
    pub source: Vec<String>,
    /// Whether sources disagree.
    pub contested: bool,
    /// What was decided about it, if the pathway does not keep it.
    pub declared: Option<Declared>,
}

/// A profession as `dangerous.toml` names it, with the outcomes that lead to it.
pub struct Profession {
    /// Its name.
    pub name: &'static str,
    /// The outcomes, by id.
    pub outcomes: &'static [&'static str],
}

impl Profession {
    /// Every one.
    pub const ALL: [Profession; 9] = [
        Profession {
            name: "exercise professional",
            outcomes: &[
                "clinical_rehab",
                "exercise_physiologist",
                "post_rehab_trainer",
                "personal_trainer",
                "physio_plus_trainer",
            ],
        },
        Profession {
            name: "physiotherapist",
            outcomes: &["physio", "physio_plus_trainer"],
        },
        Profession {
            name: "pelvic health physiotherapist",
            outcomes: &["pelvic_physio"],
        },
        nobody("massage or sports therapist"),
        nobody("osteopath or chiropractor"),
        nobody("podiatrist"),
        nobody("dietitian or nutritionist"),
        nobody("talking therapist"),
        nobody("pharmacist"),
    ];
}

/// A profession that no outcome leads to.
const fn nobody(name: &'static str) -> Profession {
    Profession {
        name,
        outcomes: &[],
    }
}

/// An outcome as `everyday.toml` names it, with those of the pathway.
pub struct Class {
    /// Its name.
    pub name: &'static str,
    /// The outcomes, by id.
    pub outcomes: &'static [&'static str],
}

impl Class {
    /// Every one.
    pub const ALL: [Class; 13] = [
        class(
            "emergency",
            &["emergency_call", "crisis_support", "abuse_support"],
        ),
        class("ae", &["emergency_dept", "maternity_now"]),
        class("urgent", &["urgent_same_day"]),
        class("gp", &["doctor_routine", "doctor_days", "sports_physician"]),
        class("own_team", &[]),
        class("physio", &["physio"]),
        class("pelvic_physio", &["pelvic_physio"]),
        class("clinical_rehab", &["clinical_rehab"]),
        class("clinical_exercise", &["exercise_physiologist"]),
        class("post_rehab_trainer", &["post_rehab_trainer"]),
        class("physio_plus_trainer", &["physio_plus_trainer"]),
        class("trainer", &["personal_trainer"]),
        class("self_care", &["self_care"]),
    ];

    /// The classes of an emergency: a mistaken tick that leads there is counted.
    pub const EMERGENCY: [&str; 2] = ["emergency", "ae"];
}

const fn class(name: &'static str, outcomes: &'static [&'static str]) -> Class {
    Class { name, outcomes }
}
