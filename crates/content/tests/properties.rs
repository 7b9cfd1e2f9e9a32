//! What must hold for every answer sheet, tried on random ones. The proof covers all of them; this
//! is the quick check that runs with every change.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::path::Path;
use std::sync::LazyLock;

use content::{Content, NONE, load};
use pathway::{Answer, Cause, Choice, OptionId, Pathway, QuestionId, Sheet, Walk, decode, encode};
use proptest::prelude::*;

static CONTENT: LazyLock<Content> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    load(&root).unwrap_or_else(|problems| panic!("{problems}"))
});

fn pathway() -> &'static Pathway {
    &CONTENT.pathway
}

/// An answer picked by a number; mostly "none" where there is one, so that paths grow long.
fn pick(id: QuestionId, seed: u32) -> Answer {
    let question = &pathway().questions[id.index()];
    let options: Vec<_> = question.options().collect();
    let place = |seed: u32| options[seed as usize % options.len()];
    let none = pathway().option_named(id, "none");
    let ticked = match (question.choice, none) {
        (Choice::Many, Some(none)) if !seed.is_multiple_of(4) => vec![none],
        (Choice::Many, _) => vec![place(seed / 4), place(seed / 64)],
        (Choice::One, _) => vec![place(seed / 4)],
    };
    Answer::new(pathway(), id, &ticked)
        .or_else(|_| Answer::new(pathway(), id, &ticked[..1]))
        .unwrap()
}

/// Answers every question that is shown, and some that are not.
fn filled(seeds: &[u32]) -> (Sheet, Walk) {
    let mut sheet = Sheet::empty(pathway());
    let seed = |id: QuestionId| seeds[id.index() % seeds.len()].rotate_left(u32::from(id.0));
    for id in pathway().ids().filter(|&id| seed(id).is_multiple_of(7)) {
        sheet.put(pick(id, seed(id)));
    }
    loop {
        let walk = pathway().walk(&sheet);
        let Some(next) = walk.next else {
            return (sheet, walk);
        };
        sheet.put(pick(next, seed(next)));
    }
}

fn seeds() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(proptest::num::u32::ANY, 64)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_finished_sheet_gets_exactly_one_piece_of_advice(seeds in seeds()) {
        let (_, walk) = filled(&seeds);
        let decision = pathway().decide(&walk).unwrap();
        prop_assert!(!decision.findings.is_empty());
        prop_assert_eq!(decision.findings[0].outcome, decision.outcome);
        prop_assert!(decision.findings.iter().all(|other| other.urgency <= decision.urgency));
    }

    #[test]
    fn answers_that_are_not_asked_for_change_nothing(seeds in seeds()) {
        let (sheet, walk) = filled(&seeds);
        let mut asked = Sheet::empty(pathway());
        for &id in &walk.path {
            asked.put(sheet.get(id).unwrap());
        }
        prop_assert_eq!(pathway().walk(&asked), walk);
    }

    #[test]
    fn every_sign_ticked_sets_at_least_its_floor(seeds in seeds()) {
        let (_, walk) = filled(&seeds);
        let decision = pathway().decide(&walk).unwrap();
        for sign in &pathway().signs {
            if let Cause::Option(option) = sign.cause
                && walk.truth.option(option)
            {
                prop_assert!(decision.urgency >= sign.urgency);
            }
        }
    }

    #[test]
    fn one_more_sign_never_lowers_the_urgency(seeds in seeds(), at in 0usize..20, line in 0usize..14) {
        let (sheet, walk) = filled(&seeds);
        let before = pathway().decide(&walk).unwrap().urgency;
        let id = walk.path[at % walk.path.len()];
        let lines: Vec<OptionId> = pathway().questions[id.index()].options().collect();
        let line = lines[line % lines.len()];
        let is_sign = pathway().signs.iter().any(|sign| sign.cause == Cause::Option(line));
        let was = sheet.get(id).unwrap();
        let added = Answer::toggled(pathway(), id, Some(was), line, true).unwrap().unwrap();
        // A line that takes another sign away, as "I cannot say which" does, is not one more.
        let mut lost = was.options(pathway()).filter(|&option| !added.has(pathway(), option));
        let only_added = lost.all(|option| &*pathway().options[option.index()] == NONE);
        if is_sign && only_added {
            let mut more = sheet.clone();
            more.put(added);
            // New screens may open; whatever is said on them, the urgency must not fall.
            let mut walk = pathway().walk(&more);
            while let Some(next) = walk.next {
                more.put(pick(next, seeds[next.index()]));
                walk = pathway().walk(&more);
            }
            let after = pathway().decide(&walk).unwrap().urgency;
            let told = |sheet: &Sheet, walk: &Walk| -> Vec<_> {
                walk.path.iter().map(|&id| content::names(pathway(), id, sheet)).collect()
            };
            prop_assert!(
                after >= before,
                "{before:?} fell to {after:?}\n{:?}\n{:?}",
                told(&sheet, &pathway().walk(&sheet)),
                told(&more, &walk)
            );
        }
    }

    #[test]
    fn the_number_of_questions_left_only_falls_and_is_never_passed(seeds in seeds()) {
        let (sheet, walk) = filled(&seeds);
        let mut partial = Sheet::empty(pathway());
        let mut before = u8::MAX;
        for (asked, &id) in walk.path.iter().enumerate() {
            let left = pathway().remaining(&pathway().walk(&partial));
            prop_assert!(left < before, "{left} after {before}");
            prop_assert!(usize::from(left) >= walk.path.len() - asked - 1);
            before = left;
            partial.put(sheet.get(id).unwrap());
        }
    }

    #[test]
    fn reasons_quote_only_answers_that_were_given(seeds in seeds()) {
        let (_, walk) = filled(&seeds);
        let decision = pathway().decide(&walk).unwrap();
        for answer in decision.findings.iter().flat_map(|finding| &finding.answers) {
            prop_assert!(walk.truth.option(*answer));
            prop_assert!(walk.path.contains(&pathway().question_of(*answer)));
        }
    }
}

#[test]
fn the_compiled_form_of_the_content_says_the_same() {
    assert_eq!(decode(&encode(pathway())).as_ref(), Ok(pathway()));
    // The widget's copy has fewer names and decides the same.
    let bare = decode(&content::bare(pathway()).unwrap()).unwrap();
    for case in &CONTENT.cases {
        let decided = |pathway: &Pathway| pathway.decide(&pathway.walk(&case.sheet));
        assert_eq!(decided(&bare), decided(pathway()), "{}", case.id);
    }
}
