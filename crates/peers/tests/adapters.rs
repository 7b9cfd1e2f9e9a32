//! Every peer asks what the widget asks. Needs Node.js; knows no time.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use content::{Case, Content};
use peers::Questionnaire;
use serde_json::{Map, Value, json};
use tooling::paths;

static CONTENT: LazyLock<Content> =
    LazyLock::new(|| content::load(&paths::root().join("content")).expect("it compiles"));

static QUESTIONNAIRE: LazyLock<Questionnaire> =
    LazyLock::new(|| Questionnaire::of(&CONTENT).expect("it has all words"));

/// The answers of a case, as a page keeps them.
fn sheet(case: &Case) -> Value {
    let pathway = &CONTENT.pathway;
    let walk = pathway.walk(&case.sheet);
    let answers = walk.path.iter().map(|&id| {
        let answer = case.sheet.get(id).expect("it is answered");
        let names = answer
            .options(pathway)
            .map(|option| &*pathway.options[option.index()]);
        let name = pathway.questions[id.index()].name.to_string();
        (name, json!(names.collect::<Vec<_>>()))
    });
    answers.collect::<Map<_, _>>().into()
}

/// What the adapters make of the questionnaire, and where they lead these sheets.
fn adapted(sheets: Vec<Value>) -> Value {
    let given = json!({
        "model": QUESTIONNAIRE.model,
        "advice": QUESTIONNAIRE.advice,
        "routes": QUESTIONNAIRE.routes,
        "sheets": sheets,
    });
    let mut node = Command::new("node")
        .arg(paths::root().join("bench/peers/check.mjs"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Node.js is there");
    let mut input = node.stdin.take().unwrap();
    input.write_all(given.to_string().as_bytes()).unwrap();
    drop(input);
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "check.mjs fails");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn played() -> Value {
    let steps = QUESTIONNAIRE.path.steps.iter();
    steps
        .map(|(question, options)| (question.clone(), json!(options)))
        .collect::<Map<_, _>>()
        .into()
}

fn names(path: &[pathway::QuestionId]) -> Vec<&str> {
    path.iter()
        .map(|id| &*CONTENT.pathway.questions[id.index()].name)
        .collect()
}

#[test]
fn the_questionnaire_holds_every_question_with_its_words_and_options() {
    let pathway = &CONTENT.pathway;
    let questions = QUESTIONNAIRE.model["questions"].as_array().unwrap();
    assert_eq!(questions.len(), pathway.questions.len());
    for (made, question) in questions.iter().zip(&pathway.questions) {
        assert_eq!(made["id"], *question.name);
        let title = made["title"].as_str().unwrap();
        assert!(!title.is_empty(), "{} has a title", question.name);
        let options = made["options"].as_array().unwrap();
        assert_eq!(
            options.len(),
            usize::from(question.len),
            "{}",
            question.name
        );
        for option in options {
            assert_ne!(option["label"], "", "{}: {option}", question.name);
        }
    }
    let words = QUESTIONNAIRE.model["words"].as_object().unwrap();
    assert!(words.values().all(|word| *word != ""), "{words:?}");
    let advice = QUESTIONNAIRE.advice.as_array().unwrap();
    for one in advice {
        assert_ne!(one["title"], "", "{one}");
        assert!(!one["parts"].as_array().unwrap().is_empty(), "{one}");
    }
}

#[test]
fn the_model_of_every_adapter_has_as_many_questions() {
    let counts = adapted(vec![played()])["counts"].take();
    let counts = counts.as_object().unwrap();
    assert_eq!(counts.len(), 3, "every peer is counted");
    for (peer, count) in counts {
        assert_eq!(*count, CONTENT.pathway.questions.len(), "{peer}");
    }
}

#[test]
fn the_path_that_is_played_is_that_of_the_widget_and_rests_on_no_sign() {
    let own = &QUESTIONNAIRE.path;
    let case = CONTENT
        .cases
        .iter()
        .find(|case| sheet(case) == played())
        .expect("it is a written case");
    let walk = CONTENT.pathway.walk(&case.sheet);
    assert_eq!(walk.next, None, "it ends in advice");
    assert_eq!(walk.floor, None, "a sign would end some peers early");
    let ids = names(&walk.path);
    assert!(
        ids.len() >= 8,
        "it is as long as that of most visitors: {ids:?}"
    );
    assert_eq!(
        own.steps.iter().map(|(id, _)| &**id).collect::<Vec<_>>(),
        ids
    );
    let adapted = adapted(vec![played()]);
    assert_eq!(adapted["twin"][0]["path"], json!(ids));
    assert_eq!(adapted["twin"][0]["advice"], json!(own.advice));
    assert_eq!(adapted["formbricks"], json!(ids));
}

#[test]
fn the_twin_leads_every_written_patient_as_the_widget_does() {
    let pathway = &CONTENT.pathway;
    let sheets = CONTENT.cases.iter().map(sheet).collect();
    let adapted = adapted(sheets);
    let mut quiet = 0;
    // One advice of the twin for each advice of the widget.
    let mut known = Vec::new();
    for (case, twin) in CONTENT
        .cases
        .iter()
        .zip(adapted["twin"].as_array().unwrap())
    {
        let walk = pathway.walk(&case.sheet);
        // With a sign found, the twin may ask for more: it looks less closely at what may still count.
        if walk.floor.is_some() {
            continue;
        }
        quiet += 1;
        assert_eq!(twin["path"], json!(names(&walk.path)), "{}", case.id);
        let place = twin["advice"].as_u64().expect("there is advice");
        let decision = pathway.decide(&walk).expect("the case is finished");
        let to = (decision.outcome, decision.urgency);
        match known
            .iter()
            .find(|(advice, other)| *advice == place || *other == to)
        {
            Some(pair) => assert_eq!(*pair, (place, to), "{}", case.id),
            None => known.push((place, to)),
        }
    }
    assert!(quiet >= 30, "only {quiet} cases without a sign");
}
