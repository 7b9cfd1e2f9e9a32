//! For every guarantee a planted fault: a small edit of the content that a person could make by
//! mistake. It must break that guarantee and no other, with a counterexample that the interpreter
//! confirms.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use common::CONTENT;
use pathway::{
    Atom, Cause, Choice, Condition, KindId, LinkError, Need, OptionId, Outcome, OutcomeId, Parts,
    Pathway, Question, Rule, Sign, Urgency,
};
use proof::NODE_LIMIT;
use proof::compiled::Compiled;
use proof::diagram::Sheets;
use proof::groups::Groups;
use proof::guarantee::Verdict;
use proof::guarantees::{ALL, named};

/// What is broken: the guarantee, and in which way.
fn broken(pathway: &Pathway) -> BTreeSet<(&'static str, String)> {
    let groups = Groups::find(pathway).unwrap();
    let mut compiled = Compiled::new(pathway, NODE_LIMIT).unwrap();
    let mut broken = BTreeSet::new();
    for guarantee in ALL {
        match guarantee.check(&mut compiled, &groups).verdict {
            Verdict::Proved => {}
            Verdict::Unknown(why) => panic!("{} is unknown: {why}", guarantee.id),
            Verdict::Failed(examples) => {
                broken.extend(
                    examples
                        .into_iter()
                        .map(|example| (guarantee.id, example.about)),
                );
            }
        }
    }
    broken
}

/// What is broken without any fault: content that still waits for its repair.
static BEFORE: LazyLock<BTreeSet<(&'static str, String)>> =
    LazyLock::new(|| broken(&CONTENT.pathway));

/// Plants a fault; it must break exactly these guarantees. Where rules decide otherwise, some question
/// may no longer matter: a question that becomes idle is a consequence, not another fault.
#[track_caller]
fn breaks(expected: &[&str], plant: impl FnOnce(&mut Parts)) {
    let mut parts: Parts = (*CONTENT.pathway).clone();
    plant(&mut parts);
    let pathway = Pathway::new(parts).unwrap();
    let found: BTreeSet<_> = broken(&pathway).difference(&BEFORE).cloned().collect();
    let known: BTreeSet<_> = BEFORE.iter().map(|(id, _)| *id).collect();
    let ids: BTreeSet<_> = found.iter().map(|(id, _)| *id).collect();
    let expected: BTreeSet<_> = expected.iter().copied().collect();
    let others: BTreeSet<_> = ids.difference(&expected).collect();
    let excused = |id: &str| known.contains(id) || id == "no_idle_question";
    assert!(
        expected.is_subset(&ids) && others.iter().all(|id| excused(id)),
        "expected {expected:?}, found {found:#?}"
    );
}

fn option(parts: &Parts, name: &str) -> OptionId {
    let (question, option) = name.split_once('.').unwrap();
    let question = parts
        .questions
        .iter()
        .find(|q| *q.name == *question)
        .unwrap();
    let mut options = question.options();
    options
        .find(|id| *parts.options[id.index()] == *option)
        .unwrap()
}

fn ticked(parts: &Parts, name: &str) -> Atom {
    Atom::Option(option(parts, name))
}

fn fact(parts: &Parts, name: &str) -> Atom {
    let at = parts
        .facts
        .iter()
        .position(|fact| *fact.name == *name)
        .unwrap();
    Atom::Fact(pathway::FactId(at as u16))
}

fn all(atoms: Vec<Atom>) -> Condition {
    Condition {
        need: Need::All,
        atoms,
    }
}

fn any(atoms: Vec<Atom>) -> Condition {
    Condition {
        need: Need::AtLeast(1),
        atoms,
    }
}

fn outcome(parts: &Parts, name: &str) -> OutcomeId {
    let at = parts
        .outcomes
        .iter()
        .position(|outcome| *outcome.name == *name)
        .unwrap();
    OutcomeId(at as u8)
}

fn kind(parts: &Parts, name: &str) -> KindId {
    let at = parts
        .kinds
        .iter()
        .position(|kind| *kind.name == *name)
        .unwrap();
    KindId(at as u8)
}

fn rule<'a>(parts: &'a mut Parts, name: &str) -> &'a mut Rule {
    parts
        .rules
        .iter_mut()
        .find(|rule| *rule.name == *name)
        .unwrap()
}

fn question<'a>(parts: &'a mut Parts, name: &str) -> &'a mut Question {
    parts
        .questions
        .iter_mut()
        .find(|q| *q.name == *name)
        .unwrap()
}

/// The sign of an option, or a combination.
fn sign<'a>(parts: &'a mut Parts, name: &str) -> &'a mut Sign {
    let named = |sign: &&mut Sign, of: Option<OptionId>| match &sign.cause {
        Cause::Option(option) => Some(*option) == of,
        Cause::Together { name: own, .. } => **own == *name,
    };
    let of = name.contains('.').then(|| option(parts, name));
    parts.signs.iter_mut().find(|sign| named(sign, of)).unwrap()
}

fn drop_sign(parts: &mut Parts, name: &str) {
    let gone = sign(parts, name).clone();
    parts.signs.retain(|sign| *sign != gone);
}

/// Takes a line out of a fact.
fn drop_line(parts: &mut Parts, name: &str, line: Atom) {
    let fact = parts
        .facts
        .iter_mut()
        .find(|fact| *fact.name == *name)
        .unwrap();
    let before = fact.when.atoms.len();
    fact.when.atoms.retain(|atom| *atom != line);
    assert!(fact.when.atoms.len() < before, "`{name}` has no such line");
}

fn add_combination(parts: &mut Parts, name: &str, of: &str, urgency: Urgency, when: Condition) {
    let kind = kind(parts, of);
    parts.signs.push(Sign {
        kind,
        urgency,
        cause: Cause::Together {
            name: name.into(),
            when,
        },
    });
}

#[test]
fn every_guarantee_has_a_planted_fault() {
    let source = include_str!("faults.rs");
    for guarantee in ALL {
        let planted = format!("\"{}\"", guarantee.id);
        assert!(
            source.contains(&planted),
            "no fault breaks `{}`",
            guarantee.id
        );
    }
}

#[test]
fn a_pathway_without_a_last_resort_is_refused_before_it_is_proved() {
    let mut parts: Parts = (*CONTENT.pathway).clone();
    parts.rules.last_mut().unwrap().when = Condition::never();
    assert_eq!(Pathway::new(parts), Err(LinkError::NoFallback));
}

/// Content cannot break this one: a pathway that leaves somebody without advice is refused. A prover
/// that loses a region is caught.
#[test]
fn a_region_that_gets_lost_in_the_prover_is_noticed() {
    let mut compiled = Compiled::new(&CONTENT.pathway, NODE_LIMIT).unwrap();
    let at = compiled.findings.len() / 2;
    assert!(!compiled.findings[at].decides.is_empty());
    compiled.findings[at].decides = Sheets::NONE;
    let groups = Groups::find(&CONTENT.pathway).unwrap();
    let verdict = named("one_advice")
        .unwrap()
        .check(&mut compiled, &groups)
        .verdict;
    assert!(matches!(verdict, Verdict::Unknown(_)), "{verdict:?}");
}

#[test]
fn a_rule_is_lost() {
    breaks(&["no_fallback"], |parts| {
        parts.rules.retain(|rule| &*rule.name != "child_fine");
    });
}

#[test]
fn a_rule_stands_twice() {
    breaks(&["every_finding_decides"], |parts| {
        let mut again = rule(parts, "tummy").clone();
        again.name = "tummy_again".into();
        let last = parts.rules.len() - usize::from(parts.fallbacks);
        parts.rules.insert(last, again);
    });
}

#[test]
fn a_combination_is_impossible() {
    breaks(&["every_finding_decides"], |parts| {
        let when = all(vec![ticked(parts, "age.a18"), ticked(parts, "age.a50")]);
        add_combination(parts, "young_and_old", "today", Urgency::Today, when);
    });
}

#[test]
fn nobody_is_sent_to_an_outcome() {
    breaks(&["everything_reached"], |parts| {
        parts.outcomes.push(Outcome {
            name: "dietitian".into(),
            step: None,
            exercise_provider: false,
        });
    });
}

#[test]
fn nobody_is_asked_a_question() {
    breaks(&["everything_reached"], |parts| {
        let ask = all(vec![ticked(parts, "age.a18"), ticked(parts, "age.a50")]);
        parts.questions.push(Question {
            name: "never".into(),
            choice: Choice::One,
            ask,
            first: OptionId(parts.options.len() as u16),
            len: 1,
            exclusive: 0,
            which_of: None,
        });
        parts.options.push("yes".into());
    });
}

#[test]
fn a_condition_excludes_nobody() {
    breaks(&["no_condition_always_true"], |parts| {
        let everything = question(parts, "now_1")
            .options()
            .map(Atom::Option)
            .collect();
        question(parts, "age").ask = any(everything);
    });
}

#[test]
fn an_emergency_hides_among_the_later_questions() {
    breaks(
        &[
            "emergencies_first",
            "emergency_ends",
            "longest_path",
            "yes_at_least_unsure",
        ],
        |parts| {
            let kind = kind(parts, "call");
            let cause = Cause::Option(option(parts, "reason.unsure"));
            let urgency = Urgency::Call;
            parts.signs.push(Sign {
                kind,
                urgency,
                cause,
            });
        },
    );
}

#[test]
fn a_question_is_asked_whose_answer_is_settled() {
    breaks(&["no_idle_question"], |parts| {
        let ask = any(vec![fact(parts, "nerve_sign"), ticked(parts, "age.u18")]);
        question(parts, "when").ask = ask;
    });
}

#[test]
fn a_path_is_longer_than_promised() {
    breaks(&["longest_path"], |parts| parts.longest -= 1);
}

#[test]
fn a_sign_demands_less_than_its_kind() {
    breaks(&["sign_floor"], |parts| {
        sign(parts, "op_signs.calf").urgency = Urgency::Days(3);
    });
}

#[test]
fn an_emergency_call_is_played_down() {
    breaks(&["call"], |parts| {
        let kind = kind(parts, "go");
        let sign = sign(parts, "head.stiff");
        (sign.kind, sign.urgency) = (kind, Urgency::Go);
    });
}

#[test]
fn an_emergency_department_sign_is_played_down() {
    breaks(&["go"], |parts| {
        let kind = kind(parts, "today");
        let sign = sign(parts, "hip.testicle");
        (sign.kind, sign.urgency) = (kind, Urgency::Today);
    });
}

#[test]
fn not_sure_is_taken_for_no() {
    breaks(&["unsure_never_reassures"], |parts| {
        drop_sign(parts, "arm_injury.unsure");
    });
}

#[test]
fn a_line_that_may_be_true_is_taken_for_no() {
    breaks(&["unsure_never_reassures"], |parts| {
        drop_sign(parts, "child_body_which.weak");
    });
}

#[test]
fn an_older_sign_of_cauda_equina_waits_for_days() {
    breaks(&["cauda_equina"], |parts| {
        let kind = kind(parts, "days");
        let sign = sign(parts, "cauda_equina_older");
        (sign.kind, sign.urgency) = (kind, Urgency::Days(3));
    });
}

#[test]
fn a_sign_cancels_another() {
    breaks(&["one_more_sign"], |parts| {
        let not = Atom::Not(option(parts, "head_neck.inflamed"));
        if let Cause::Together { when, .. } = &mut sign(parts, "fever_with_spine").cause {
            when.atoms.push(not);
        }
    });
}

#[test]
fn not_sure_counts_for_more_than_yes() {
    breaks(&["unsure_to_yes"], |parts| {
        let kind = kind(parts, "today");
        let sign = sign(parts, "arm_which.joints");
        (sign.kind, sign.urgency) = (kind, Urgency::Today);
    });
}

#[test]
fn not_sure_counts_for_more_than_any_line() {
    breaks(&["yes_at_least_unsure"], |parts| {
        let kind = kind(parts, "today");
        let sign = sign(parts, "cord.unsure");
        (sign.kind, sign.urgency) = (kind, Urgency::Today);
    });
}

#[test]
fn cannot_say_counts_for_more_than_any_line() {
    breaks(&["yes_at_least_unsure"], |parts| {
        let kind = kind(parts, "today");
        let sign = sign(parts, "general_which.cannot_say");
        (sign.kind, sign.urgency) = (kind, Urgency::Today);
    });
}

#[test]
fn an_operation_hides_an_injury_that_does_not_ease() {
    breaks(&["health_hides_no_sign"], |parts| {
        let not = Atom::Not(option(parts, "health.operation"));
        if let Cause::Together { when, .. } = &mut sign(parts, "injury_not_easing").cause {
            when.atoms.push(not);
        }
    });
}

#[test]
fn who_wants_to_get_fit_is_not_asked_about_the_whole_body() {
    breaks(&["health_hides_no_sign"], |parts| {
        question(parts, "general").ask = all(vec![fact(parts, "has_problem")]);
    });
}

#[test]
fn many_signs_count_for_adults_only() {
    breaks(&["child_at_least_adult"], |parts| {
        let signs = fact(parts, "three_signs");
        let adult = fact(parts, "adult");
        if let Cause::Together { when, .. } = &mut sign(parts, "many_signs").cause {
            *when = all(vec![signs, adult]);
        }
    });
}

#[test]
fn a_sore_tummy_is_taken_for_an_injury() {
    breaks(&["injury_of_now"], |parts| {
        let ask = any(vec![
            fact(parts, "trunk_injured"),
            ticked(parts, "region.tummy"),
        ]);
        question(parts, "trunk_injury").ask = ask;
    });
}

#[test]
fn burnout_is_made_urgent() {
    breaks(&["wishes", "one_more_sign"], |parts| {
        let outcome = outcome(parts, "physio");
        let burnout = rule(parts, "burnout");
        (burnout.outcome, burnout.urgency) = (outcome, Urgency::Days(7));
    });
}

#[test]
fn a_wish_spares_somebody_the_physiotherapist() {
    breaks(&["wishes"], |parts| {
        let falls = ticked(parts, "history.falls");
        let both = Atom::Not(option(parts, "history.both"));
        rule(parts, "falls").when = all(vec![falls, both]);
    });
}

#[test]
fn age_alone_is_a_sign() {
    breaks(&["age_alone"], |parts| {
        let when = all(vec![ticked(parts, "age.a70"), ticked(parts, "state.same")]);
        add_combination(parts, "old_and_lasting", "days", Urgency::Days(7), when);
    });
}

#[test]
fn a_disease_needs_no_clearance() {
    breaks(&["clearance", "one_more_sign"], |parts| {
        let line = fact(parts, "disease_in_pregnancy");
        drop_line(parts, "clearance_needed", line);
    });
}

#[test]
fn chest_pain_on_the_stairs_is_forgotten() {
    breaks(&["exertional"], |parts| {
        drop_sign(parts, "chest_wall.effort")
    });
}

#[test]
fn an_operation_with_limits_goes_to_the_gym() {
    breaks(&["surgery", "clearance"], |parts| {
        let outcome = outcome(parts, "clinical_rehab");
        rule(parts, "operation_limits").outcome = outcome;
    });
}

#[test]
fn a_child_goes_to_the_gym() {
    breaks(&["under_18"], |parts| {
        let outcome = outcome(parts, "clinical_rehab");
        rule(parts, "child_other").outcome = outcome;
    });
}

#[test]
fn a_birth_is_no_limit() {
    breaks(&["pregnancy", "clearance", "personal_trainer"], |parts| {
        let line = ticked(parts, "pregnancy_limits.born");
        drop_line(parts, "ask_midwife_first", line);
    });
}

#[test]
fn a_condition_goes_to_a_personal_trainer() {
    breaks(&["personal_trainer"], |parts| {
        let outcome = outcome(parts, "personal_trainer");
        rule(parts, "one_condition").outcome = outcome;
    });
}

#[test]
fn a_weak_nerve_is_left_to_self_care() {
    breaks(&["self_care", "longest_path"], |parts| {
        drop_sign(parts, "weakness_months");
        let line = fact(parts, "nerve_sign");
        drop_line(parts, "needs_assessment", line);
    });
}

#[test]
fn the_parent_is_not_told() {
    breaks(&["notes"], |parts| {
        let line = ticked(parts, "child.limp");
        let note = parts
            .notes
            .iter_mut()
            .find(|note| &*note.name == "parent")
            .unwrap();
        note.when = any(vec![line]);
    });
}

#[test]
fn a_reason_quotes_nothing() {
    breaks(&["true_reasons"], |parts| {
        let not = Atom::Not(option(parts, "child.well"));
        rule(parts, "no_problem").when = all(vec![not]);
    });
}

#[test]
fn a_name_that_the_content_does_not_have_is_an_error() {
    let mut parts: Parts = (*CONTENT.pathway).clone();
    let at = option(&parts, "now_1.end_life");
    parts.options[at.index()] = "despair".into();
    question(&mut parts, "chest_wall").name = "ribs".into();
    let pathway = Pathway::new(parts).unwrap();
    let missing = Groups::find(&pathway).unwrap_err();
    let names: BTreeSet<_> = missing
        .iter()
        .map(|missing| missing.name.as_str())
        .collect();
    assert!(
        names.contains("now_1.end_life") && names.contains("chest_wall.effort"),
        "{names:?}"
    );
    assert_eq!(
        missing[0].to_string(),
        "a guarantee speaks of the option `now_1.end_life`, which does not exist"
    );
}
