//! Mistakes in the content are told with their file, their line and the nearest valid name, all of
//! them at once.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use std::fs;

use common::{Copy, tells};
use words::Key;

#[test]
fn mistakes_in_several_files_are_told_at_once() {
    let copy = Copy::new();
    let fact = copy.spoil("pathway/facts.toml", "\"age.a18\"", "\"age.a81\"");
    let rule = copy.spoil(
        "pathway/rules.toml",
        "outcome = \"physio\"",
        "outcome = \"phisio\"",
    );
    let key = copy.spoil("pathway/signs.toml", "source", "sauce");
    let problems = copy.problems();
    tells(
        &problems,
        &format!(
            "facts.toml:{fact}: there is no option `age.a81`\n    help: did you mean `age.a18`?"
        ),
    );
    tells(
        &problems,
        &format!(
            "rules.toml:{rule}: there is no outcome `phisio`\n    help: did you mean `physio`?"
        ),
    );
    tells(
        &problems,
        &format!(
            "signs.toml:{key}: there is no key `sauce` here\n    help: did you mean `source`?"
        ),
    );
    tells(&problems, "3 problems in the content");
}

#[test]
fn a_question_cannot_depend_on_a_later_one() {
    let copy = Copy::new();
    let file = "pathway/questions/1_safety.toml";
    copy.spoil(file, "any = [\"now_1.chest\"]", "any = [\"state.mild\"]");
    tells(
        &copy.problems(),
        "`ask` reads `state.mild`, which is answered later",
    );
}

#[test]
fn a_fact_that_nothing_reads_is_a_mistake() {
    let copy = Copy::new();
    let facts = copy.file("pathway/facts.toml");
    let mut text = fs::read_to_string(&facts).unwrap();
    text.push_str("\n[[fact]]\nid = \"idle\"\nany = [\"age.a18\"]\n");
    fs::write(facts, text).unwrap();
    tells(&copy.problems(), "nothing reads the fact `idle`");
}

#[test]
fn a_sign_of_days_says_how_many() {
    let copy = Copy::new();
    copy.spoil("pathway/signs.toml", "days = 3\n", "");
    tells(&copy.problems(), "`days` needs `days`: within how many");
}

#[test]
fn a_missing_sentence_and_one_that_nobody_needs_are_both_told() {
    let copy = Copy::new();
    let file = "languages/en/questions.toml";
    copy.spoil(file, "\nnerves = ", "\nnervse = ");
    let problems = copy.problems();
    tells(
        &problems,
        "the option of `now_1` `nerves` has no words here",
    );
    tells(
        &problems,
        "there is no option of `now_1` `nervse`\n    help: did you mean `nerves`?",
    );
}

#[test]
fn an_unknown_slot_is_told_with_the_nearest() {
    let copy = Copy::new();
    copy.spoil("languages/en/interface.toml", "{emergency}", "{emergensy}");
    tells(
        &copy.problems(),
        "there is no slot `{emergensy}`\n    help: did you mean `emergency`?",
    );
}

#[test]
fn a_country_fills_every_slot() {
    let copy = Copy::new();
    copy.spoil("regions/GB.toml", "urgent_line = ", "# urgent_line = ");
    tells(
        &copy.problems(),
        "regions/GB.toml:1: the slot `urgent_line` is not filled",
    );
}

#[test]
fn a_telephone_number_and_an_address_are_checked() {
    let copy = Copy::new();
    copy.spoil("regions/GB.toml", "phone = \"999\"", "phone = \"nine\"");
    copy.spoil("regions/GB.toml", "\"https://", "\"http://");
    let problems = copy.problems();
    tells(&problems, "`nine` is not a telephone number");
    tells(&problems, "is not an https address");
}

#[test]
fn a_case_that_nobody_could_answer_is_a_mistake() {
    let copy = Copy::new();
    let case = r#"
[[case]]
id = "impossible"
group = "urgent"
about = "Pain in the chest, and none of these."
why = "Nobody can tick both."
answers = { now_1 = ["chest", "none"] }
expect = { outcome = "emergency_call", urgency = "call" }
"#;
    fs::write(copy.file("cases/impossible.toml"), case).unwrap();
    tells(
        &copy.problems(),
        "`none` of `now_1` stands alone, never beside `chest`",
    );
}

#[test]
fn broken_toml_is_told_with_its_line() {
    let copy = Copy::new();
    let line = copy.spoil("pathway/facts.toml", "id = \"adult\"", "id = \"adult");
    tells(&copy.problems(), &format!("pathway/facts.toml:{line}"));
}

#[test]
fn a_proof_of_other_rules_is_not_claimed() {
    let told = |copy: &Copy, key| {
        let content = content::load(copy.root()).unwrap();
        content.languages[0].lines(key).len()
    };
    let copy = Copy::new();
    assert_ne!(told(&copy, Key::AboutProved), 0);
    assert_eq!(told(&copy, Key::AboutUnproved), 0);
    copy.spoil(
        "pathway/rules.toml",
        "urgency = \"weeks\"",
        "urgency = \"ready\"",
    );
    assert_eq!(told(&copy, Key::AboutProved), 0);
    assert_ne!(told(&copy, Key::AboutUnproved), 0);
}

#[test]
fn the_known_gaps_are_still_gaps() {
    let content = content::load(Copy::new().root()).unwrap();
    let english = &content.languages[0];
    let gaps = english.lines(Key::AboutGaps).join(" ");
    assert_eq!(content.languages.len(), 1, "no longer true: {gaps}");
    let countries: Vec<_> = english.regions.iter().map(|region| &*region.id).collect();
    assert_eq!(countries, ["GB", "ZZ"], "no longer true: {gaps}");
    let unchecked = fs::read_to_string(Copy::new().file("regions/GB.toml")).unwrap();
    assert!(
        unchecked.contains("reviewed = \"\""),
        "no longer true: {gaps}"
    );
    for gap in [
        "English only",
        "United Kingdom so far",
        "still has to check",
    ] {
        assert!(gaps.contains(gap), "`{gap}` is not in: {gaps}");
    }
}

#[test]
fn the_drawing_has_a_spot_for_every_answer_or_says_that_it_has_none() {
    let copy = Copy::new();
    let file = "figure.toml";
    let knee = copy.spoil(file, "option = \"knee\"", "option = \"kne\"");
    copy.spoil(file, "side = \"front\"", "side = \"fornt\"");
    let lit = copy.spoil(file, "lit = \"M31", "lit = \"Q31");
    let problems = copy.problems();
    tells(
        &problems,
        &format!(
            "figure.toml:{knee}: `region` has no option `kne`\n    help: did you mean `knee`?"
        ),
    );
    tells(&problems, "`knee` is neither drawn nor `listed`");
    tells(&problems, "`fornt` is none of `front`, `back` and `both`");
    tells(
        &problems,
        &format!("figure.toml:{lit}: `lit` is not the data of an SVG path"),
    );

    let copy = Copy::new();
    let listed = copy.spoil(file, "listed = [\"many\"]", "listed = [\"many\", \"hip\"]");
    tells(
        &copy.problems(),
        &format!("figure.toml:{listed}: `hip` is drawn too"),
    );

    let copy = Copy::new();
    let line = copy.spoil(file, "question = \"region\"", "question = \"regoin\"");
    tells(
        &copy.problems(),
        &format!(
            "figure.toml:{line}: there is no question `regoin`\n    help: did you mean `region`?"
        ),
    );
}
