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
    "chest",
    "chest_which",
    "sudden",
    "breath",
    "breath_which",
    "faint",
    "nerves",
    "nerves_which",
    "head",
    "now_2",
    "injury",
    "saddle",
    "belly",
    "limb",
    "limb_which",
    "unwell",
    "other",
    "pregnancy_signs",
];

/// CALL and CRISIS lines (RF01, 06, 08, 10, 12, 13, 14, 19, 20, 35, 43 severe, 47).
const CALL: &[&str] = &[
    "now_1.end_life",
    "now_1.unsafe",
    "chest.tight",
    "chest.ill",
    "chest.sudden",
    "sudden.trunk",
    "sudden.head",
    "sudden.limb",
    "breath.rest",
    "breath.inhaler",
    "breath.shocks",
    "faint.now",
    "faint.heat",
    "faint.pain",
    "nerves.side",
    "nerves.speech",
    "nerves.balance",
    "head.worst",
    "head.stiff",
    "head.old_injury",
    "injury.tingle",
    "injury.tip",
    "injury.turned",
    "belly.faint",
    "belly.tip",
    "limb.cold",
    "limb.worse",
    "unwell.very",
    "unwell.spots",
    "unwell.ache",
    "unwell.beyond",
    "unwell.sugar",
    "unwell.missed",
    "other.swell",
    "pregnancy_signs.heavy",
    "pregnancy_signs.hard",
];

/// ED and maternity lines of the safety screens (RF04, RF15, RF43), and those further on (RF16, 19,
/// 20, 22, 26, 27, 29, 31, 34, 36, 40, 46).
const GO: &[&str] = &[
    "chest.easier",
    "sudden.low",
    "breath.stairs",
    "breath.blood",
    "faint.seizure",
    "faint.starved",
    "nerves.legs",
    "nerves.sight",
    "nerves.choke",
    "head.sick",
    "head.sight",
    "head.pressure",
    "head.neck",
    "injury.out",
    "injury.sick",
    "injury.thinner",
    "injury.fast",
    "injury.turn",
    "injury.neck",
    "injury.hip",
    "injury.red_pee",
    "injury.shape",
    "saddle.numb",
    "saddle.pee",
    "saddle.stuck",
    "saddle.poo",
    "saddle.sex",
    "saddle.black",
    "saddle.dark",
    "belly.sudden",
    "belly.testicle",
    "belly.lump",
    "belly.late",
    "belly.black",
    "belly.thinner",
    "belly.aneurysm",
    "belly.dark",
    "belly.through",
    "limb.hard",
    "limb.cast",
    "limb.finger",
    "limb.black",
    "limb.hot_joint",
    "unwell.chemo",
    "other.throat",
    "other.jaw",
    "other.pills",
    "other.dive",
    "other.floor",
    "pregnancy_signs.early",
    "pregnancy_signs.bleeding",
    "pregnancy_signs.pains",
    "pregnancy_signs.movement",
    "pregnancy_signs.head",
    "pregnancy_signs.ribs",
    "pregnancy_signs.fever",
    "pregnancy_signs.leg",
    "pregnancy_signs.itch",
    "pregnancy_signs.mind",
    "child_limp.fever",
    "child_limp.stand",
    "child_injury.head",
    "child_injury.shape",
    "child_injury.numb",
    "child_injury.baby",
    "child_injury.throat",
    "child_injury.neck",
    "child_body.starved",
    "pelvic_signs.numb",
    "pelvic_signs.cannot",
    "pelvic_signs.severe",
    "pelvic_signs.early",
    "trunk_injury.tingle",
    "trunk_injury.faint",
    "trunk_injury.head",
    "trunk_injury.thinner",
    "trunk_injury.fast",
    "trunk_injury.turn",
    "trunk_injury.throat",
    "trunk_injury.neck",
    "trunk_injury.collar",
    "head_neck.stiff",
    "head_neck.throat",
    "head_neck.sight",
    "head_neck.unlike",
    "head_neck.swallow",
    "chest_wall.tip",
    "back_more.worst",
    "back_more.faint",
    "arm_injury.shape",
    "arm_injury.numb",
    "arm_injury.collar",
    "arm_injury.neck",
    "hip.testicle",
    "hip.lump",
    "hip_injury.turned",
    "hip_injury.shape",
    "hip_injury.numb",
    "hip_injury.bones",
    "hip_injury.steps",
    "knee_injury.shape",
    "knee_injury.numb",
    "knee_injury.bones",
    "leg_injury.shape",
    "leg_injury.numb",
    "tummy.severe",
    "tummy.testicle",
    "tummy.lump",
    "tummy.late",
    "tummy.cannot",
    "many.dark",
    "op_signs.nerve",
    "op_signs.out",
    "op_signs.tight",
    "op_signs.breath",
    "op_signs.pee",
];

/// Answers that need a doctor's or midwife's word before exercise, whatever else is said (3.4).
const CLEARANCE: &[&str] = &[
    "health_more.recent",
    "health_more.sugar",
    "health_more.bp",
    "health_more.breathless",
    "health_more.supervised",
    "health_more.inherited",
    "health_more.crash",
    "health_more.unsure",
];

/// Heart, metabolic and kidney disease (ACSM 2015); not sure counts as yes.
const DISEASE: &[&str] = &[
    "health.heart",
    "health.diabetes",
    "health.kidney",
    "health.unsure",
];

/// Raised blood pressure: needs clearance in pregnancy.
const PRESSURE: &[&str] = &["health.pressure"];

/// The answers that spare a person with such a disease the clearance: an explicit yes to being
/// active and staying moderate, or a clinician's word.
const ACTIVE_OR_CLEARED: &[&str] = &["activity.told", "activity.moderate"];

/// Symptoms of heart or lungs, on effort or not, named or not ruled out (RF01 to RF04, RF06, ACSM).
const EXERTIONAL: &[&str] = &[
    "chest.tight",
    "chest.ill",
    "chest.sudden",
    "chest.easier",
    "chest.effort",
    "chest.days",
    "chest.illness",
    "chest.lying",
    "breath.rest",
    "breath.shocks",
    "breath.stairs",
    "breath.blood",
    "breath.catch",
    "breath.flat",
    "breath.lungs",
    "breath.shock",
    "chest_wall.tight",
    "chest_wall.catch",
    "chest_wall.effort",
    "chest_wall.stand",
    "effort.tight",
    "effort.breath",
    "effort.faint",
    "effort.heart",
    "effort.wheeze",
    "effort.pressure",
    "chest_which.tight",
    "chest_which.ill",
    "chest_which.sudden",
    "chest_which.easier",
    "chest_which.effort",
    "chest_which.days",
    "chest_which.illness",
    "chest_which.lying",
    "breath_which.rest",
    "breath_which.shocks",
    "breath_which.stairs",
    "breath_which.blood",
    "breath_which.catch",
    "breath_which.flat",
    "breath_which.lungs",
    "breath_which.shock",
    "chest_wall.unsure",
    "effort.unsure",
    "faint.effort",
    "faint.blank",
    "faint.hives",
];

const UNDER_18: &[&str] = &["age.u18"];
const ADULT_AGES: &[&str] = &["age.a18", "age.a50", "age.a65", "age.a70"];

/// The combinations through which age may count (invariant 23), and the screen that only the young
/// get (RF39).
const AGE_COMBINATIONS: &[&str] = &["tired_with_bone_pain", "young_bone_pain"];

const OPERATED: &[&str] = &["health.operation"];
/// A clinician has said that any exercise may be built up.
const OPERATION_CLEARED: &[&str] = &["op_clear.full", "op_clear.early"];

const PREGNANT: &[&str] = &["now_2.pregnant"];
/// RF43, RF44 and RF45; not sure counts as yes.
const PREGNANCY_LIMITS: &[&str] = &[
    "pregnancy_signs.heavy",
    "pregnancy_signs.hard",
    "pregnancy_signs.early",
    "pregnancy_signs.bleeding",
    "pregnancy_signs.pains",
    "pregnancy_signs.movement",
    "pregnancy_signs.head",
    "pregnancy_signs.ribs",
    "pregnancy_signs.fever",
    "pregnancy_signs.leg",
    "pregnancy_signs.itch",
    "pregnancy_signs.mind",
    "pregnancy_signs.unsure",
    "pregnancy_limits.limits",
    "pregnancy_limits.ill",
    "pregnancy_limits.born",
    "pregnancy_limits.unsure",
];

/// RF15, named or not ruled out.
const CAUDA_EQUINA: &[&str] = &[
    "saddle.numb",
    "saddle.pee",
    "saddle.stuck",
    "saddle.poo",
    "saddle.sex",
    "saddle.unsure",
    "pelvic_signs.numb",
    "pelvic_signs.cannot",
    "back.numb",
    "back.pee_poo",
    "back.both_legs",
    "back_which.numb",
    "back_which.pee_poo",
    "back_which.both_legs",
    "back_which.cannot_say",
];
/// The change was there before this pain and is the same since: not new, so not RF15.
const LONG_STANDING: &[&str] = &[];

/// A weak nerve, named or not ruled out (RF16, RF17).
const NERVE: &[&str] = &[
    "back.foot_weak",
    "back_which.foot_weak",
    "arm.weak",
    "arm_which.weak",
    "knee.weak",
    "knee_which.weak",
    "leg.weak",
    "leg_which.weak",
    "many.legs",
    "many_which.legs",
    "cord.weak",
    "cord.hands",
    "cord.legs",
    "cord.shock",
    "arm.clumsy",
    "arm_which.clumsy",
];

/// A problem that somebody has now.
const PROBLEM: &[&str] = &["region.*", "reason.below"];
/// A long-term condition other than a disease above and well-controlled blood pressure.
const CONDITION: &[&str] = &[
    "health.lung",
    "health.cancer",
    "health.thin",
    "health.immune",
    "health.neuro",
    "health.other",
    "health.thinner",
    "health_more.break",
];

/// Mild, or new and easing.
const WELL: &[&str] = &["state.slowly", "state.mild", "state.easing", "state.comes"];
/// Nobody has treated it to the end.
const NEW_OR_STOPPED: &[&str] = &["treatment.new", "treatment.unsure", "treatment.stopped"];
const CHILD_FINE: &[&str] = &["child.well"];

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

/// What somebody says who wants to get fit and has no problem.
const FIT: &[&str] = &["reason.fit"];
/// Screens about the whole body, after the safety screens: asked whatever an adult has come for.
const WHOLE_BODY: &[&str] = &["general", "effort", "op_signs"];
/// Screens that only people on their way to exercise are asked: an operation that nobody has cleared
/// leads elsewhere, and takes them away with their signs (P07: unstable diabetes).
const BEFORE_EXERCISE: &[&str] = &["health_more"];

/// An injury of now, not an old one.
const INJURY_NOW: &[&str] = &["now_2.injury", "onset.accident"];
/// How the screens about an injury are called, alone or after the name of a part.
const INJURY_SCREEN: &str = "injury";

/// "Not sure" and "cannot say" that may count for more than a yes, because whoever says yes is asked
/// more: how long the sign has been there (RF15).
const YES_IS_ASKED_MORE: &[&str] = &["back_which.cannot_say"];

/// Questions whose "not sure" is allowed to change nothing (invariant 5: RF39 only).
const UNSURE_MAY_PASS: &[&str] = &[];
/// Lines for today that may wait some days when they are not certain: the table's own column for
/// "not sure" says so (RF11).
const UNSURE_MAY_WAIT: &[&str] = &[];
/// "Not sure" about a change, and then an answer that says that nothing changed: each pair is no sign
/// (RF15).
const UNSURE_BUT_OLD: &[(&str, &str)] = &[];
/// "Not sure" that counts only for people who may have the condition that the sign is about (P07:
/// unstable diabetes).
const UNSURE_IF: &[(&str, &[&str])] =
    &[("health_more.unsure", &["health.diabetes", "health.unsure"])];

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
    pub fit: Vec<OptionId>,
    pub whole_body: Vec<QuestionId>,
    pub before_exercise: Vec<QuestionId>,
    pub injury_now: Vec<OptionId>,
    pub injury_screens: Vec<QuestionId>,
    pub yes_is_asked_more: Vec<OptionId>,
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
            fit: names.options(FIT),
            whole_body: names.questions(WHOLE_BODY),
            before_exercise: names.questions(BEFORE_EXERCISE),
            injury_now: names.options(INJURY_NOW),
            injury_screens: names.screens(INJURY_SCREEN),
            yes_is_asked_more: names.options(YES_IS_ASKED_MORE),
            unsure_may_pass: names.questions(UNSURE_MAY_PASS),
            unsure_may_wait: names.options(UNSURE_MAY_WAIT),
            unsure_but_old: names.pairs(UNSURE_BUT_OLD),
            unsure_if: names.conditions(UNSURE_IF),
            self_care: names.outcomes(&["self_care"]).pop(),
            personal_trainer: names.outcomes(&["personal_trainer"]).pop(),
            physiotherapists: names.outcomes(&["physio", "pelvic_physio"]),
            emergency: names.outcomes(&["emergency_call", "crisis_support", "abuse_support"]),
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

    /// The screens with this name, alone or after the name of a part, and their "which one?" screens.
    fn screens(&mut self, name: &str) -> Vec<QuestionId> {
        let questions = &self.pathway.questions;
        let named = |id: QuestionId| {
            let own = &questions[id.index()].name;
            let part = own.strip_suffix(name);
            part.is_some_and(|part| part.is_empty() || part.ends_with('_'))
        };
        let screens = self.pathway.ids().filter(|&id| {
            let asked_of = questions[id.index()].which_of;
            named(asked_of.unwrap_or(id))
        });
        let screens: Vec<_> = screens.collect();
        let found = (!screens.is_empty()).then_some(screens);
        self.found("screen", name, found).unwrap_or_default()
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
                "crisis" | "unsafe" | "call" => Some(Urgency::Call),
                "go" | "maternity" => Some(Urgency::Go),
                "today" => Some(Urgency::Today),
                "days" | "bone_stress" | "physio_days" => Some(Urgency::Days(14)),
                "routine" => Some(Urgency::Weeks),
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
