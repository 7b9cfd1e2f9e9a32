//! The clinical groups that guarantees speak of, by their names in the content.
//!
//! The content says what follows from what; this says what must be true of it, in terms that do not
//! lean on the content's own facts. So a fact that loses a line does not take its guarantee along.
//! This is the only place in the crate that names a question, an option or an outcome. A name that
//! the content does not have is an error: a guarantee must never become empty unnoticed.

use pathway::{KindId, NoteId, OptionId, OutcomeId, Pathway, QuestionId, Urgency};

/// Screens that are over before anything else is asked (clinical brief P01 to P04).
const SAFETY_SCREENS: &[&str] = &[
    "now_1",
    "now_1_which",
    "chest_check",
    "now_2",
    "now_2_which",
    "pregnancy_signs",
];

/// CALL and CRISIS lines (RF01, 06, 08, 10, 12, 13, 14, 19, 20, 35, 43 severe, 47).
const CALL: &[&str] = &[
    "now_1.chest",
    "now_1.breath",
    "now_1.belly_faint",
    "now_1.limb_cold",
    "now_1.unsafe",
    "chest_check.tight",
    "chest_check.unwell",
    "now_2.stroke",
    "now_2.headache",
    "now_2.neck",
    "now_2.very_ill",
    "now_2.accident",
    "pregnancy_signs.heavy",
];

/// ED and maternity lines of the safety screens (RF04, RF15, RF43), and those further on (RF16, 19,
/// 20, 22, 26, 27, 29, 31, 34, 36, 40, 46).
const GO: &[&str] = &[
    "now_1.blackout",
    "now_2.saddle",
    "pregnancy_signs.bleeding",
    "pregnancy_signs.pains",
    "pregnancy_signs.movement",
    "pregnancy_signs.head",
    "pregnancy_signs.calf",
    "child.fever_limp",
    "child.shape",
    "pelvic_signs.cannot",
    "pelvic_signs.severe",
    "pelvic_signs.early",
    "op_signs.tight",
    "trunk_injury.height",
    "trunk_injury.neck_turn",
    "trunk_injury.thinner",
    "trunk_injury.head_worse",
    "trunk_injury.face",
    "head_neck.sight",
    "arm.tight",
    "arm_injury.shape",
    "arm_injury.tight",
    "hip.testicle",
    "hip.hot",
    "hip_injury.short_leg",
    "hip_injury.shape",
    "hip_injury.tight",
    "knee_injury.shape",
    "knee_injury.tight",
    "leg.tight",
    "leg_injury.shape",
    "leg_injury.tight",
    "tummy.severe",
    "tummy.testicle",
    "tummy.early",
    "hot_joint.fever",
    "hot_joint.replaced",
    "hot_joint.immune",
    "spine_fever.shaking",
    "spine_fever.risk",
    "spine_fever.recent",
];

/// Answers that need a doctor's or midwife's word before exercise, whatever else is said (3.4).
const CLEARANCE: &[&str] = &[
    "health_more.recent",
    "health_more.sugar",
    "health_more.bp",
    "health_more.breathless",
    "health_more.supervised",
    "health_more.unsure",
];

/// Heart, metabolic and kidney disease (ACSM 2015); not sure counts as yes.
const DISEASE: &[&str] = &[
    "health_1.heart",
    "health_1.diabetes",
    "health_1.kidney",
    "health_1.unsure",
];

/// Raised blood pressure: needs clearance in pregnancy.
const PRESSURE: &[&str] = &["health_1.bp"];

/// The answers that spare a person with such a disease the clearance: an explicit yes to being
/// active and staying moderate, or a clinician's word.
const ACTIVE_OR_CLEARED: &[&str] = &["activity.told", "activity.moderate"];

/// Symptoms of heart or lungs, on effort or not, named or not ruled out (RF01 to RF04, RF06, ACSM).
const EXERTIONAL: &[&str] = &[
    "now_1.chest",
    "now_1.breath",
    "now_1.blackout",
    "now_1_which.chest",
    "now_1_which.breath",
    "now_1_which.blackout",
    "chest_check.tight",
    "chest_check.unwell",
    "chest_check.effort",
    "chest_check.unsure",
    "chest_wall.tight",
    "chest_wall.unwell",
    "chest_wall.effort",
    "chest_wall.unsure",
    "effort.chest_now",
    "effort.chest_effort",
    "effort.blackout",
    "effort.breath",
    "effort.heart",
    "effort.pressure",
    "effort.ankle_calf",
    "effort.unsure",
];

const UNDER_18: &[&str] = &["age.u18"];
const ADULT_AGES: &[&str] = &["age.a18", "age.a50", "age.a65", "age.a70"];

/// The combinations through which age may count (invariant 23), and the screen that only the young
/// get (RF39).
const AGE_COMBINATIONS: &[&str] = &[
    "neck_fall_at_65",
    "fragile_spine_severe",
    "fragile_spine_days",
    "scalp_or_jaw_at_50",
    "both_sides_stiff_at_50",
    "knee_bone_at_50",
    "inflammatory_back",
];

const OPERATED: &[&str] = &["reason.operation", "history.operation"];
/// A clinician has said that any exercise may be built up.
const OPERATION_CLEARED: &[&str] = &["op_clear.full"];

const PREGNANT: &[&str] = &["now_2.pregnant"];
/// RF43, RF44 and RF45; not sure counts as yes.
const PREGNANCY_LIMITS: &[&str] = &[
    "pregnancy_signs.heavy",
    "pregnancy_signs.bleeding",
    "pregnancy_signs.pains",
    "pregnancy_signs.movement",
    "pregnancy_signs.head",
    "pregnancy_signs.calf",
    "pregnancy_signs.unsure",
    "pregnancy_limits.waters",
    "pregnancy_limits.placenta",
    "pregnancy_limits.growth",
    "pregnancy_limits.serious",
    "pregnancy_limits.ask_first",
    "pregnancy_limits.born",
    "pregnancy_limits.unsure",
];

/// RF15, named or not ruled out.
const CAUDA_EQUINA: &[&str] = &[
    "now_2.saddle",
    "now_2_which.saddle",
    "pelvic_signs.cannot",
    "back.numb",
    "back.pee_poo",
    "back.sex",
    "back.both_legs",
    "back.unsure",
];
/// The change was there before this pain and is the same since: not new, so not RF15.
const LONG_STANDING: &[&str] = &["when.before"];

/// A weak nerve, named or not ruled out (RF16, RF17).
const NERVE: &[&str] = &[
    "back.foot_weak",
    "head_neck.arm_weak",
    "head_neck_which.arm_weak",
    "head_neck.hands",
    "head_neck_which.hands",
    "head_neck.legs",
    "head_neck_which.legs",
    "arm.arm_weak",
    "arm_which.arm_weak",
    "knee.leg_weak",
    "knee_which.leg_weak",
    "leg.foot_weak",
    "leg_which.foot_weak",
    "many.weak",
    "many_which.weak",
];

/// A problem that somebody has now.
const PROBLEM: &[&str] = &[
    "region.*",
    "pelvic_symptoms.leak",
    "pelvic_symptoms.heavy",
    "pelvic_symptoms.pain",
    "pelvic_symptoms.surgery",
];
/// A long-term condition other than a disease above and well-controlled blood pressure.
const CONDITION: &[&str] = &[
    "health_1.lung",
    "health_2.cancer_recent",
    "health_2.thin",
    "health_2.immune",
    "health_2.neuro",
    "health_2.other",
    "health_2.unsure",
    "health_more.break",
];

/// Mild, or new and easing.
const WELL: &[&str] = &["state.mild", "state.easing"];
/// Nobody has treated it to the end.
const NEW_OR_STOPPED: &[&str] = &[
    "reason.untreated",
    "reason.unsure",
    "treatment.new",
    "treatment.unsure",
    "treatment.stopped",
];
const CHILD_FINE: &[&str] = &["child.fine"];

/// Goals, wishes and fears: who helps may change, how soon may not (invariant 22).
const WISHES: &[&str] = &[
    "history.trust",
    "history.burnout",
    "history.both",
    "sounds_like.trust",
    "sounds_like.both",
    "train.yes_better",
    "train.yes_stuck",
    "train.no",
    "activity.hard",
];
/// Wishes and fears that are one line among several.
const WISH_LINES: &[&str] = &[
    "history.trust",
    "history.burnout",
    "history.both",
    "sounds_like.trust",
    "sounds_like.both",
];

/// What is ticked in place of such a line.
const WISH_NONE: &[&str] = &["history.none", "sounds_like.none"];

/// Questions whose "not sure" is allowed to change nothing (invariant 5: RF39 only).
const UNSURE_MAY_PASS: &[&str] = &["inflam_back"];
/// Lines for today that may wait some days when they are not certain: the table's own column for
/// "not sure" says so (RF11).
const UNSURE_MAY_WAIT: &[&str] = &["effort_which.pressure"];
/// "Not sure" about a change, and then an answer that says that nothing changed: each pair is no sign
/// (RF15).
const UNSURE_BUT_OLD: &[(&str, &str)] = &[("back.unsure", "when.before")];
/// "Not sure" that counts only for people who may have the condition that the sign is about (P07:
/// unstable diabetes).
const UNSURE_IF: &[(&str, &[&str])] = &[(
    "health_more.unsure",
    &["health_1.diabetes", "health_1.unsure"],
)];

/// A name that the content does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What was looked for: a question, an option, an outcome…
    pub what: &'static str,
    /// Its name.
    pub name: String,
}

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "a guarantee speaks of the {} `{}`, which does not exist",
            self.what, self.name
        )
    }
}

impl std::error::Error for Missing {}

/// The groups, found in a pathway.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "each is described where its names stand")]
pub struct Groups {
    pub safety_screens: Vec<QuestionId>,
    pub call: Vec<OptionId>,
    pub go: Vec<OptionId>,
    pub clearance: Vec<OptionId>,
    pub disease: Vec<OptionId>,
    pub pressure: Vec<OptionId>,
    pub active_or_cleared: Vec<OptionId>,
    pub exertional: Vec<OptionId>,
    pub under_18: Vec<OptionId>,
    pub adult_ages: Vec<OptionId>,
    pub age_combinations: Vec<String>,
    pub operated: Vec<OptionId>,
    pub operation_cleared: Vec<OptionId>,
    pub pregnant: Vec<OptionId>,
    pub pregnancy_limits: Vec<OptionId>,
    pub cauda_equina: Vec<OptionId>,
    pub long_standing: Vec<OptionId>,
    pub nerve: Vec<OptionId>,
    pub problem: Vec<OptionId>,
    pub condition: Vec<OptionId>,
    pub well: Vec<OptionId>,
    pub new_or_stopped: Vec<OptionId>,
    pub child_fine: Vec<OptionId>,
    pub wishes: Vec<OptionId>,
    pub wish_lines: Vec<OptionId>,
    pub none: Vec<OptionId>,
    pub unsure_may_pass: Vec<QuestionId>,
    pub unsure_may_wait: Vec<OptionId>,
    pub unsure_but_old: Vec<(OptionId, OptionId)>,
    pub unsure_if: Vec<(OptionId, Vec<OptionId>)>,
    pub self_care: Option<OutcomeId>,
    pub personal_trainer: Option<OutcomeId>,
    pub physiotherapists: Vec<OutcomeId>,
    pub emergency: Vec<OutcomeId>,
    pub parent_note: Option<NoteId>,
    pub prenatal_note: Option<NoteId>,
    /// By kind of sign: the least urgency that any sign of the kind may have.
    pub kind_floors: Vec<Urgency>,
}

impl Groups {
    /// Finds every name.
    ///
    /// # Errors
    /// All names that are not there.
    pub fn find(pathway: &Pathway) -> Result<Self, Vec<Missing>> {
        let mut names = Names {
            pathway,
            missing: Vec::new(),
        };
        let groups = Groups {
            safety_screens: names.questions(SAFETY_SCREENS),
            call: names.options(CALL),
            go: names.options(GO),
            clearance: names.options(CLEARANCE),
            disease: names.options(DISEASE),
            pressure: names.options(PRESSURE),
            active_or_cleared: names.options(ACTIVE_OR_CLEARED),
            exertional: names.options(EXERTIONAL),
            under_18: names.options(UNDER_18),
            adult_ages: names.options(ADULT_AGES),
            age_combinations: names.combinations(AGE_COMBINATIONS),
            operated: names.options(OPERATED),
            operation_cleared: names.options(OPERATION_CLEARED),
            pregnant: names.options(PREGNANT),
            pregnancy_limits: names.options(PREGNANCY_LIMITS),
            cauda_equina: names.options(CAUDA_EQUINA),
            long_standing: names.options(LONG_STANDING),
            nerve: names.options(NERVE),
            problem: names.options(PROBLEM),
            condition: names.options(CONDITION),
            well: names.options(WELL),
            new_or_stopped: names.options(NEW_OR_STOPPED),
            child_fine: names.options(CHILD_FINE),
            wishes: names.options(WISHES),
            wish_lines: names.options(WISH_LINES),
            none: names.options(WISH_NONE),
            unsure_may_pass: names.questions(UNSURE_MAY_PASS),
            unsure_may_wait: names.options(UNSURE_MAY_WAIT),
            unsure_but_old: names.pairs(UNSURE_BUT_OLD),
            unsure_if: names.conditions(UNSURE_IF),
            self_care: names.outcomes(&["self_care"]).pop(),
            personal_trainer: names.outcomes(&["personal_trainer"]).pop(),
            physiotherapists: names.outcomes(&["physio", "pelvic_physio"]),
            emergency: names.outcomes(&["emergency_call", "crisis_support"]),
            parent_note: names.note("parent"),
            prenatal_note: names.note("prenatal"),
            kind_floors: names.kind_floors(),
        };
        if names.missing.is_empty() {
            Ok(groups)
        } else {
            Err(names.missing)
        }
    }
}

struct Names<'a> {
    pathway: &'a Pathway,
    missing: Vec<Missing>,
}

impl Names<'_> {
    fn found<T>(&mut self, what: &'static str, name: &str, found: Option<T>) -> Option<T> {
        if found.is_none() {
            self.missing.push(Missing {
                what,
                name: name.into(),
            });
        }
        found
    }

    fn questions(&mut self, names: &[&str]) -> Vec<QuestionId> {
        let mut questions = Vec::new();
        for name in names {
            let found = self.pathway.question_named(name);
            questions.extend(self.found("question", name, found));
        }
        questions
    }

    /// `question.option`, or `question.*` for all of a question's.
    fn options(&mut self, names: &[&str]) -> Vec<OptionId> {
        let mut options = Vec::new();
        for name in names {
            let (question, option) = name.split_once('.').unwrap_or((name, "*"));
            let id = self.pathway.question_named(question);
            let found: Vec<_> = match (id, option) {
                (None, _) => Vec::new(),
                (Some(id), "*") => self.pathway.questions[id.index()].options().collect(),
                (Some(id), option) => self.pathway.option_named(id, option).into_iter().collect(),
            };
            let found = (!found.is_empty()).then_some(found);
            options.extend(self.found("option", name, found).into_iter().flatten());
        }
        options
    }

    fn pairs(&mut self, names: &[(&str, &str)]) -> Vec<(OptionId, OptionId)> {
        let pairs = names.iter().filter_map(|&(a, b)| {
            let found = self.options(&[a, b]);
            Some((*found.first()?, *found.get(1)?))
        });
        pairs.collect()
    }

    fn conditions(&mut self, names: &[(&str, &[&str])]) -> Vec<(OptionId, Vec<OptionId>)> {
        let found = names.iter().filter_map(|&(option, others)| {
            let option = self.options(&[option]).pop()?;
            Some((option, self.options(others)))
        });
        found.collect()
    }

    fn outcomes(&mut self, names: &[&str]) -> Vec<OutcomeId> {
        let mut outcomes = Vec::new();
        for name in names {
            let all = (0..).map(OutcomeId).zip(&self.pathway.outcomes);
            let found = all.into_iter().find(|(_, outcome)| *outcome.name == **name);
            outcomes.extend(self.found("outcome", name, found.map(|(id, _)| id)));
        }
        outcomes
    }

    fn note(&mut self, name: &str) -> Option<NoteId> {
        let all = (0..).map(NoteId).zip(&self.pathway.notes);
        let found = all.into_iter().find(|(_, note)| *note.name == *name);
        self.found("note", name, found.map(|(id, _)| id))
    }

    fn combinations(&mut self, names: &[&str]) -> Vec<String> {
        let named = |name: &str| {
            self.pathway.signs.iter().any(|sign| {
                matches!(&sign.cause, pathway::Cause::Together { name: own, .. } if **own == *name)
            })
        };
        let (found, missing): (Vec<&str>, Vec<&str>) =
            names.iter().copied().partition(|name| named(name));
        self.missing.extend(missing.into_iter().map(|name| Missing {
            what: "combination",
            name: name.into(),
        }));
        found.into_iter().map(str::to_owned).collect()
    }

    fn kind_floors(&mut self) -> Vec<Urgency> {
        let mut floors = Vec::new();
        for kind in &self.pathway.kinds {
            let floor = match &*kind.name {
                "crisis" | "call" => Some(Urgency::Call),
                "go" | "maternity" => Some(Urgency::Go),
                "today" => Some(Urgency::Today),
                "days" | "pregnancy_limits" | "bone_stress" => Some(Urgency::Days(14)),
                _ => None,
            };
            floors.push(floor);
        }
        let unknown = floors.iter().position(Option::is_none);
        if let Some(at) = unknown {
            let kind = KindId(at as u8);
            let name = self.pathway.kinds[kind.index()].name.to_string();
            self.missing.push(Missing {
                what: "floor of the sign kind",
                name,
            });
        }
        floors.into_iter().flatten().collect()
    }
}
