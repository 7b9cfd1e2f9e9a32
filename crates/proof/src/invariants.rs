//! Where each of the clinical brief's 28 invariants (section 6.4) is taken care of.

use crate::guarantees;

/// How an invariant is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Proved over every answer sheet, by these guarantees.
    Proved(&'static [&'static str]),
    /// Impossible to break: the types cannot say it.
    ByType(&'static str),
    /// It is about words, numbers, screens or hosts, not about answer sheets: held by these tests.
    Tested(&'static [&'static str]),
}

/// One invariant.
#[derive(Clone, Copy, Debug)]
pub struct Invariant {
    /// Its number in the brief.
    pub number: u8,
    /// What it says.
    pub says: &'static str,
    /// How it is kept; several parts may be kept in several ways.
    pub kept: &'static [Kept],
}

use Kept::{ByType, Proved, Tested};

const fn invariant(number: u8, says: &'static str, kept: &'static [Kept]) -> Invariant {
    Invariant { number, says, kept }
}

/// All of them.
pub const ALL: [Invariant; 28] = [
    invariant(
        1,
        "a CALL sign leads to an emergency call or crisis support",
        &[Proved(&["call", "emergencies_first", "emergency_ends"])],
    ),
    invariant(
        2,
        "an ED sign leads to help now",
        &[Proved(&["go", "emergency_ends"])],
    ),
    invariant(
        3,
        "adding a warning sign never lowers the urgency",
        &[Proved(&[
            "one_more_sign",
            "unsure_to_yes",
            "yes_at_least_unsure",
        ])],
    ),
    invariant(
        4,
        "reassuring answers never cancel a sign",
        &[Proved(&[
            "sign_floor",
            "one_more_sign",
            "health_hides_no_sign",
            "child_at_least_adult",
        ])],
    ),
    invariant(
        5,
        "not sure is never no",
        &[Proved(&["unsure_never_reassures", "sign_floor"])],
    ),
    invariant(
        6,
        "\"none\" never stands beside a sign; no result while a question is open",
        &[
            ByType("pathway: Answer cannot hold it; decide gives nothing on an unfinished walk"),
            Tested(&[
                "none_stands_alone_both_ways",
                "there_is_no_advice_while_a_question_waits",
            ]),
        ],
    ),
    invariant(
        7,
        "no exercise professional before clearance",
        &[Proved(&["clearance"])],
    ),
    invariant(
        8,
        "heart and lung symptoms see a doctor first",
        &[Proved(&["exertional"])],
    ),
    invariant(
        9,
        "under 18: no exercise professional, always a line for the parent",
        &[Proved(&["under_18", "notes"])],
    ),
    invariant(
        10,
        "pregnancy: no exercise professional within its limits, a prenatal note with a trainer",
        &[Proved(&["pregnancy", "notes"])],
    ),
    invariant(
        11,
        "no trainer before an operation is cleared",
        &[Proved(&["surgery"])],
    ),
    invariant(
        12,
        "cauda equina never goes to a physiotherapist",
        &[Proved(&["cauda_equina"])],
    ),
    invariant(
        13,
        "a personal trainer only without any problem",
        &[Proved(&["personal_trainer"])],
    ),
    invariant(
        14,
        "self-care only within its limits, with a date to check again",
        &[
            Proved(&["self_care"]),
            Tested(&["self_care_names_a_date_and_when_to_come_sooner"]),
        ],
    ),
    invariant(
        15,
        "every U3 to U5 result carries the emergency line and the safety net",
        &[Tested(&[
            "every_result_carries_the_emergency_line_and_the_safety_net",
        ])],
    ),
    invariant(
        16,
        "emergency screens carry no booking, branding or email",
        &[Tested(&[
            "every_emergency_has_the_number_and_says_what_led_there",
        ])],
    ),
    invariant(
        17,
        "a host cannot change rules or hide outcomes",
        &[
            ByType("the element has no setting for it"),
            Tested(&[
                "every_mistake_is_told_and_replaced_by_the_safe_default",
                "hostile_styles_do_not_reach_the_widget",
            ]),
        ],
    ),
    invariant(
        18,
        "missing regional data gives a generic line, never another country's number",
        &[Tested(&[
            "a_country_fills_every_slot",
            "a_missing_region_is_never_guessed",
        ])],
    ),
    invariant(
        19,
        "the same answers give the same advice and reasons",
        &[
            Proved(&["one_advice", "true_reasons"]),
            ByType("pathway: no clock, no randomness, no region and no language"),
        ],
    ),
    invariant(
        20,
        "order of answering and going back do not change the result",
        &[
            ByType("a sheet has no order; answers to hidden questions are absent"),
            Tested(&[
                "answers_that_are_not_asked_for_change_nothing",
                "an_answer_that_is_no_longer_asked_for_does_not_count",
            ]),
        ],
    ),
    invariant(
        21,
        "no outcome's words name a disease, a probability or a promise",
        &[Tested(&["no_advice_concludes_or_promises"])],
    ),
    invariant(
        22,
        "wishes and fears do not decide how soon",
        &[Proved(&["wishes"])],
    ),
    invariant(23, "age alone changes nothing", &[Proved(&["age_alone"])]),
    invariant(
        24,
        "weight, sex, ethnicity and income never lower the urgency",
        &[ByType("the pathway does not ask for them")],
    ),
    invariant(
        25,
        "every outcome is reached; every sheet has exactly one",
        &[Proved(&[
            "one_advice",
            "no_fallback",
            "everything_reached",
            "every_finding_decides",
            "no_condition_always_true",
        ])],
    ),
    invariant(
        26,
        "an unknown option is no crash and no lower tier",
        &[
            ByType("an answer with an unknown option cannot be built"),
            Tested(&[
                "any_bytes_are_an_answer_sheet",
                "any_id_is_refused_or_means_something",
            ]),
        ],
    ),
    invariant(
        27,
        "nothing leaves the browser",
        &[Tested(&[
            "nothing_is_requested_after_loading",
            "nothing_crosses_the_border_as_webassembly",
            "nothing_crosses_the_border_as_javascript",
            "nothing_crosses_the_border_of_an_iframe",
        ])],
    ),
    invariant(
        28,
        "results show version and review date; a warning past the date",
        &[Tested(&[
            "a_result_shows_its_version_and_warns_past_its_date",
        ])],
    ),
];

/// The guarantees that prove an invariant, by their own account.
pub fn proved_by(number: u8) -> impl Iterator<Item = &'static str> {
    guarantees::ALL
        .iter()
        .filter(move |guarantee| guarantee.invariants.contains(&number))
        .map(|guarantee| guarantee.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_guarantees_name_each_other() {
        for (at, invariant) in ALL.iter().enumerate() {
            assert_eq!(usize::from(invariant.number), at + 1);
            let mut named: Vec<_> = invariant
                .kept
                .iter()
                .filter_map(|kept| match kept {
                    Proved(names) => Some(*names),
                    _ => None,
                })
                .flatten()
                .copied()
                .collect();
            let mut proved: Vec<_> = proved_by(invariant.number).collect();
            named.sort_unstable();
            proved.sort_unstable();
            assert_eq!(named, proved, "invariant {}", invariant.number);
        }
    }
}
