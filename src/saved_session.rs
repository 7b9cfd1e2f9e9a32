//! A session as text, so that a reload does not cost a person their answers.
//!
//! Holds the raw answers and how far the person was; never the advice, which is worked out again.
//! Any other content has another hash, and begins anew: an answer to another question is none.
//! Knows no browser and no clock: where the text is kept, and what time it is, comes from `browser`.
//!
//! ```text
//! <content hash> <minutes since 1970> <depth> <changing: 1, about: 2> <option> <option> …
//! ```

use pathway::{Answer, OptionId, Pathway};

use crate::guide::CONTENT_HASH;
use crate::state::{Action, Notice, Place, State, Step};

/// How long answers are kept, in minutes: 20 hours.
const KEPT: u32 = 20 * 60;

/// The text to keep; `None` when there is nothing to keep.
pub fn write(pathway: &Pathway, state: &State, minute: u32) -> Option<String> {
    let mut text = CONTENT_HASH.to_owned();
    let mut put = |number: u32| {
        text.push(' ');
        text.push_str(&number.to_string());
    };
    put(minute);
    let step = state.at(pathway);
    put(step.depth);
    put(u32::from(state.changing) + 2 * u32::from(step.about));
    let mut answered = false;
    for answer in state.sheet.answered() {
        for option in answer.options(pathway) {
            answered = true;
            put(option.0.into());
        }
    }
    answered.then_some(text)
}

/// The state that a text was written from. `None`: begin anew, because the text is too old, not
/// ours, of other content, or none that the screens could have left: two answers where only one can
/// stand, an order or a mark that is never written.
pub fn read(pathway: &Pathway, text: &str, minute: u32) -> Option<State> {
    let mut parts = text.split(' ');
    if parts.next()? != CONTENT_HASH {
        return None;
    }
    let mut numbers = parts.map(number);
    // A clock that was put back must not keep answers for ever.
    if minute.checked_sub(numbers.next()??)? > KEPT {
        return None;
    }
    let depth = numbers.next()??;
    let marks = numbers.next()??;
    let mut state = State::new(pathway);
    let mut given = Vec::new();
    for option in numbers {
        let option = OptionId(u16::try_from(option?).ok()?);
        if option.index() >= pathway.options.len() {
            return None;
        }
        let id = pathway.question_of(option);
        let answer = Answer::toggled(pathway, id, state.sheet.get(id), option, true);
        state.sheet.put(answer.ok()??);
        given.push(option);
    }
    let answers = state.sheet.answered();
    let stand = answers.flat_map(|answer| answer.options(pathway));
    if marks > 3 || given.is_empty() || !stand.eq(given) {
        return None;
    }
    let step = Step {
        depth,
        about: marks & 2 > 0,
    };
    let mut state = state.step(pathway, Action::GoTo(step));
    state.changing = marks & 1 > 0 && matches!(state.place, Place::Question(_));
    state.notice = Some(Notice::Kept);
    Some(state)
}

/// A number in digits. The library's own way weighs more.
fn number(digits: &str) -> Option<u32> {
    let mut number: u32 = 0;
    for digit in digits.bytes() {
        let digit = u32::from(digit.wrapping_sub(b'0'));
        if digit > 9 {
            return None;
        }
        number = number.checked_mul(10)?.checked_add(digit)?;
    }
    (!digits.is_empty()).then_some(number)
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::guide::{self, Guide};

    const NOW: u32 = 29_000_000;

    fn guide() -> Rc<Guide> {
        guide::shared().expect("the build carries a good pathway")
    }

    /// Answers questions by name, each with one option.
    #[track_caller]
    fn after(guide: &Guide, answers: &[(&str, &str)]) -> State {
        let pathway = guide.pathway();
        let mut state = State::new(pathway).step(pathway, Action::Start);
        for (question, option) in answers {
            let Place::Question(id) = state.place else {
                panic!("no question is shown");
            };
            assert_eq!(&*pathway.questions[id.index()].name, *question);
            let option = pathway.option_named(id, option).unwrap();
            state = state.step(pathway, Action::Toggle(option, true));
            state = state.step(pathway, Action::Continue);
        }
        state
    }

    const SOME: &[(&str, &str)] = &[
        ("now_1", "none"),
        ("now_2", "none"),
        ("age", "a18"),
        ("reason", "hurts"),
        ("region", "knee"),
    ];

    fn kept(state: State) -> State {
        State {
            notice: Some(Notice::Kept),
            ..state
        }
    }

    #[test]
    fn what_is_written_is_read_at_the_same_question_with_every_answer() {
        let guide = guide();
        let pathway = guide.pathway();
        let mut state = after(&guide, SOME);
        loop {
            let text = write(pathway, &state, NOW).expect("there are answers");
            assert_eq!(read(pathway, &text, NOW + 5), Some(kept(state.clone())));
            if state.place == Place::Start {
                break;
            }
            state = state.step(pathway, Action::Back);
        }
    }

    #[test]
    fn a_result_is_read_as_a_result_and_its_text_names_no_advice() {
        let guide = guide();
        let pathway = guide.pathway();
        let state = after(&guide, &[("now_1", "end_life")]);
        let text = write(pathway, &state, NOW).expect("there are answers");
        let (hash, numbers) = text.split_once(' ').unwrap();
        assert_eq!(hash, CONTENT_HASH);
        assert!(
            numbers.bytes().all(|b| b == b' ' || b.is_ascii_digit()),
            "{text}"
        );
        assert_eq!(read(pathway, &text, NOW), Some(kept(state)));
    }

    #[test]
    fn an_answer_being_changed_is_read_as_such() {
        let guide = guide();
        let pathway = guide.pathway();
        let state = after(&guide, &[("now_1", "end_life")]);
        let changing = state.step(pathway, Action::Change(0));
        assert_ne!(changing, state);
        let text = write(pathway, &changing, NOW).expect("there are answers");
        assert_eq!(read(pathway, &text, NOW), Some(kept(changing)));
    }

    #[test]
    fn who_reads_about_the_tool_does_so_after_a_reload() {
        let guide = guide();
        let pathway = guide.pathway();
        let state = after(&guide, &[("now_1", "end_life")]).step(pathway, Action::About);
        assert!(state.about);
        let text = write(pathway, &state, NOW).expect("there are answers");
        assert_eq!(read(pathway, &text, NOW), Some(kept(state)));
    }

    #[test]
    fn nothing_is_written_before_the_first_answer() {
        let guide = guide();
        assert_eq!(write(guide.pathway(), &after(&guide, &[]), NOW), None);
    }

    #[test]
    fn answers_are_kept_for_twenty_hours_and_not_from_the_future() {
        let guide = guide();
        let pathway = guide.pathway();
        let text = write(pathway, &after(&guide, SOME), NOW).expect("there are answers");
        assert!(read(pathway, &text, NOW + KEPT).is_some());
        assert_eq!(read(pathway, &text, NOW + KEPT + 1), None);
        assert_eq!(read(pathway, &text, NOW - 1), None);
    }

    #[test]
    fn other_content_begins_anew() {
        let guide = guide();
        let text = write(guide.pathway(), &after(&guide, SOME), NOW).expect("there are answers");
        let other = text.replace(CONTENT_HASH, "000000000000-000000");
        assert_ne!(other, text);
        assert_eq!(read(guide.pathway(), &other, NOW), None);
    }

    /// Whatever a person does, in any order: a reload finds every answer.
    #[test]
    fn what_any_visit_leaves_is_read() {
        let guide = guide();
        let pathway = guide.pathway();
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
        let mut any = |below: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed % below as u64) as usize
        };
        let mut kept_ones = 0;
        for _ in 0..400 {
            let mut state = State::new(pathway);
            for _ in 0..60 {
                let action = match (any(12), state.place) {
                    (0, _) => Action::Back,
                    (1, Place::Result(_)) => Action::About,
                    (2..=5, Place::Result(_)) => Action::Change(any(8) as u8),
                    (2..=6, Place::Question(id)) => {
                        let options = pathway.questions[id.index()].options();
                        let options: Vec<_> = options.collect();
                        Action::Toggle(options[any(options.len())], any(4) > 0)
                    }
                    (_, Place::Start) => Action::Start,
                    _ => Action::Continue,
                };
                state = state.step(pathway, action);
                if let Some(text) = write(pathway, &state, NOW) {
                    let found = read(pathway, &text, NOW).expect("it was written by a visit");
                    assert_eq!(found.sheet, state.sheet, "{text}");
                    kept_ones += 1;
                }
            }
        }
        assert!(kept_ones > 10_000, "{kept_ones}");
    }

    #[test]
    fn a_broken_text_is_no_session_or_holds_no_answer_that_was_not_given() {
        let guide = guide();
        let pathway = guide.pathway();
        let text = write(pathway, &after(&guide, SOME), NOW).expect("there are answers");
        for wrong in ["", "1", "x 1 1 0", "[object Object]"] {
            assert_eq!(read(pathway, wrong, NOW), None);
        }
        for more in [" x", " -1", " 70000", " 65535", " ", " 99999999999"] {
            assert_eq!(read(pathway, &[&*text, more].concat(), NOW), None, "{more}");
        }
        // What no screen could have left: numbers of the options instead of their names.
        let forged = |depth: u32, marks: u32, options: &[(&str, &str)]| {
            let mut text = format!("{CONTENT_HASH} {NOW} {depth} {marks}");
            for (question, option) in options {
                let id = pathway.question_named(question).unwrap();
                let option = pathway.option_named(id, option).unwrap();
                text.push_str(&format!(" {}", option.0));
            }
            read(pathway, &text, NOW)
        };
        let [none, chest] = [("now_1", "none"), ("now_1", "chest")];
        assert!(forged(1, 0, &[none]).is_some() && forged(1, 0, &[chest]).is_some());
        /// Depth, marks, and the options kept, each with its question.
        type Forged<'a> = (u32, u32, &'a [(&'a str, &'a str)]);
        let impossible: &[Forged<'_>] = &[
            (1, 0, &[chest, none]),
            (1, 0, &[none, chest]),
            (1, 0, &[none, none]),
            (1, 0, &[("now_1", "end_life"), chest]),
            (
                3,
                0,
                &[none, ("now_2", "none"), ("age", "a18"), ("age", "a65")],
            ),
            (1, 0, &[("now_2", "none"), none]),
            // Marked as nothing that there is.
            (1, 4, &[none]),
        ];
        for &(depth, marks, options) in impossible {
            assert_eq!(
                forged(depth, marks, options),
                None,
                "{depth} {marks} {options:?}"
            );
        }
        // Cut between two answers: those that are left were given.
        let given = after(&guide, SOME).sheet;
        for (end, _) in text.match_indices(' ') {
            if let Some(state) = read(pathway, &text[..end], NOW) {
                for answer in state.sheet.answered() {
                    assert_eq!(given.get(answer.question()), Some(answer));
                }
            }
        }
    }
}
