//! `cargo xtask ask`: an answer sheet in, the advice and how it came about out. Both are JSON.
//!
//! The sheet is one object: `{"now_1": ["none"], "age": "a18"}`. Every mistake in it is named, all
//! at once, and nothing is guessed: there is no advice on a sheet with a mistake. An answer to a
//! question that is not shown counts for nothing and is listed under `ignored`. While a question
//! still needs an answer there is no advice, and `next` says which.

use std::fmt;
use std::io::Read;
use std::path::Path;

use content::{Content, WrongAnswer};
use pathway::{Because, Cause, Finding, OptionId, Pathway, QuestionId, Sheet, Urgency, Walk};
use serde_json::de::Deserializer;
use serde_json::{Value, json};

use serde::Deserializer as _;
use serde::de::{MapAccess, Visitor};

use tooling::Failure;
use tooling::paths;

/// Reads a sheet from standard input and prints the advice.
pub fn run() -> Result<(), Failure> {
    let content = load(&paths::root().join("content"))?;
    let mut input = String::new();
    std::io::stdin()
        .read_to_string(&mut input)
        .map_err(|error| {
            Failure::new(
                format!("cannot read the answer sheet: {error}"),
                "give it on standard input, as UTF-8",
            )
        })?;
    let answer = ask(&content, &input).map_err(refused)?;
    println!("{answer:#}");
    Ok(())
}

/// Why a sheet was refused.
pub fn refused(wrong: Vec<String>) -> Failure {
    Failure::new(
        format!("the answer sheet has {} mistakes", wrong.len()),
        wrong.join("\n"),
    )
}

/// The content, or every mistake in it.
pub fn load(root: &Path) -> Result<Content, Failure> {
    content::load(root)
        .map_err(|problems| Failure::new("the content does not compile", problems.to_string()))
}

/// The answer to a sheet, or every mistake in it.
pub fn ask(content: &Content, input: &str) -> Result<Value, Vec<String>> {
    let pathway = &content.pathway;
    let sheet = read_sheet(pathway, input)?;
    let walk = pathway.walk(&sheet);
    let decision = pathway.decide(&walk);
    let names = |id| content::names(pathway, id, &sheet);
    let path: Vec<_> = walk
        .path
        .iter()
        .map(|&id| {
            let (question, answers) = names(id);
            json!({ "question": question, "answers": answers })
        })
        .collect();
    let ignored: Vec<_> = sheet
        .answered()
        .map(|answer| answer.question())
        .filter(|id| !walk.path.contains(id))
        .map(|id| names(id).0)
        .collect();
    let next = walk.next.map(|id| open_question(pathway, &walk, id));
    let findings = decision.iter().flat_map(|decision| &decision.findings);
    let findings: Vec<_> = findings.map(|finding| describe(pathway, finding)).collect();
    let notes: Vec<_> = decision
        .iter()
        .flat_map(|decision| pathway.notes_for(decision, &walk.truth))
        .map(|id| &*pathway.notes[id.index()].name)
        .collect();
    let sooner: Vec<_> = decision
        .iter()
        .flat_map(|_| pathway.sooner_for(&walk.truth))
        .map(|id| &*pathway.sooner[id.index()].name)
        .collect();
    let advice = decision.as_ref().map(|decision| {
        json!({
            "outcome": &*pathway.outcomes[decision.outcome.index()].name,
            "urgency": decision.urgency.id(),
            "level": level(decision.urgency),
            "within_days": decision.urgency.days(),
        })
    });
    Ok(json!({
        "pathway": { "id": &*pathway.name, "version": &*pathway.version },
        "advice": advice,
        "next": next,
        "path": path,
        "ignored": ignored,
        "fired": findings,
        "notes": notes,
        "sooner": sooner,
    }))
}

/// The question that must be answered next, and how many can follow it.
fn open_question(pathway: &Pathway, walk: &Walk, id: QuestionId) -> Value {
    let question = &pathway.questions[id.index()];
    let options = question.options().map(|id| &*pathway.options[id.index()]);
    json!({
        "question": &*question.name,
        "options": options.collect::<Vec<_>>(),
        "then_at_most": pathway.remaining(walk),
    })
}

fn level(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Call => "U0",
        Urgency::Go => "U1",
        Urgency::Today => "U2",
        Urgency::Days(_) => "U3",
        Urgency::Weeks => "U4",
        Urgency::Ready => "U5",
    }
}

fn describe(pathway: &Pathway, finding: &Finding) -> Value {
    let option = |id: OptionId| {
        let question = &pathway.questions[pathway.question_of(id).index()];
        format!("{}.{}", question.name, pathway.options[id.index()])
    };
    let (what, id, policy) = match finding.because {
        Because::Rule(id) => {
            let rule = &pathway.rules[id.index()];
            let what = if pathway.is_fallback(id) {
                "fallback"
            } else {
                "rule"
            };
            (what, rule.name.to_string(), &rule.policy)
        }
        Because::Sign(id) => {
            let sign = &pathway.signs[id.index()];
            let policy = &pathway.kinds[sign.kind.index()].policy;
            match &sign.cause {
                Cause::Option(id) => ("sign", option(*id), policy),
                Cause::Together { name, .. } => ("combination", name.to_string(), policy),
            }
        }
    };
    let answers: Vec<_> = finding.answers.iter().map(|&id| option(id)).collect();
    json!({
        "what": what,
        "id": id,
        "policy": &**policy,
        "outcome": &*pathway.outcomes[finding.outcome.index()].name,
        "urgency": finding.urgency.id(),
        "within_days": finding.urgency.days(),
        "answers": answers,
    })
}

/// A sheet, or every mistake in it.
pub fn read_sheet(pathway: &Pathway, input: &str) -> Result<Sheet, Vec<String>> {
    let mut reader = Deserializer::from_str(input);
    let entries = reader
        .deserialize_map(Entries)
        .and_then(|entries| reader.end().map(|()| entries))
        .map_err(|error| vec![format!("it is not a JSON object of answers: {error}")])?;
    let mut wrong = Vec::new();
    let mut sheet = Sheet::empty(pathway);
    for (index, (question, value)) in entries.iter().enumerate() {
        if entries[..index].iter().any(|(other, _)| other == question) {
            wrong.push(format!("`{question}` is answered twice"));
            continue;
        }
        let Some(options) = options(value) else {
            wrong.push(format!(
                "`{question}` must be an option or a list of options"
            ));
            continue;
        };
        match content::answer(pathway, question, options.into_iter()) {
            Ok(answer) => sheet.put(answer),
            Err(WrongAnswer { message, help, .. }) => {
                wrong.push(help.map_or(message.clone(), |help| format!("{message}; {help}")));
            }
        }
    }
    if wrong.is_empty() {
        Ok(sheet)
    } else {
        Err(wrong)
    }
}

/// `"a18"` or `["chest", "breath"]`.
fn options(value: &Value) -> Option<Vec<&str>> {
    match value {
        Value::String(option) => Some(vec![option]),
        Value::Array(options) => options.iter().map(Value::as_str).collect(),
        _ => None,
    }
}

/// Keeps every entry of an object in order: a map would silently keep the last of two.
struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Vec<(String, Value)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object such as {\"now_1\": [\"none\"], \"age\": \"a18\"}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content() -> Content {
        load(&paths::root().join("content")).unwrap()
    }

    #[track_caller]
    fn mistakes(input: &str) -> String {
        ask(&content(), input).unwrap_err().join("\n")
    }

    #[test]
    fn an_emergency_sign_is_enough() {
        let answer = ask(&content(), r#"{"now_1": ["chest"], "chest": ["tight"]}"#).unwrap();
        assert_eq!(answer["advice"]["outcome"], "emergency_call");
        assert_eq!(answer["advice"]["level"], "U0");
        assert_eq!(answer["fired"][0]["id"], "chest.tight");
        assert_eq!(answer["fired"][0]["policy"], "P02");
    }

    #[test]
    fn an_unfinished_sheet_gets_the_next_question_and_no_advice() {
        let answer = ask(&content(), r#"{"now_1": "none"}"#).unwrap();
        assert_eq!(answer["advice"], Value::Null);
        assert_eq!(answer["next"]["question"], "now_2");
    }

    #[test]
    fn an_answer_that_is_not_asked_for_is_listed_and_counts_for_nothing() {
        let answer = ask(&content(), r#"{"knee": ["stuck"], "now_1": ["end_life"]}"#).unwrap();
        assert_eq!(answer["ignored"], json!(["knee"]));
        assert_eq!(answer["fired"].as_array().map(Vec::len), Some(1));
    }

    #[test]
    fn every_mistake_is_named_at_once_with_the_nearest_name() {
        let wrong = mistakes(
            r#"{"now_1": ["none", "chest"], "age": ["a18", "a50"], "regoin": "knee",
                "reason": "fitt", "state": 3, "onset": []}"#,
        );
        for expected in [
            "`none` of `now_1` stands alone, never beside `chest`",
            "`age` takes one answer, not both `a18` and `a50`",
            "there is no question `regoin`; did you mean `region`?",
            "`reason` has no option `fitt`; did you mean `fit`?",
            "`state` must be an option or a list of options",
            "`onset` has no answer",
        ] {
            assert!(wrong.contains(expected), "{expected}\nis not in\n{wrong}");
        }
    }

    #[test]
    fn a_question_answered_twice_is_a_mistake() {
        let wrong = mistakes(r#"{"age": "a18", "age": "u18"}"#);
        assert_eq!(wrong, "`age` is answered twice");
    }

    #[test]
    fn what_is_not_a_sheet_is_refused() {
        for input in ["", "[]", "{", "{} {}", "null", "\u{0}"] {
            assert!(mistakes(input).contains("not a JSON object"), "{input:?}");
        }
    }
}
