//! Finds, among the written patients and those who answer once otherwise, the shortest way to every question and to every outcome.
// A build script reports by failing.
#![allow(clippy::panic)]

use std::path::{Path, PathBuf};
use std::{env, fs};

use content::Content;
use pathway::{Answer, OptionId, Sheet};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    println!("cargo:rerun-if-changed={}", folder.display());
    let content = content::load(&folder).unwrap_or_else(|problems| panic!("{problems}"));
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("ways.txt");
    fs::write(&out, ways(&content))
        .unwrap_or_else(|error| panic!("cannot write {}: {error}", out.display()));
}

/// A line for each way: what it leads to, and the options ticked, in the order of the screens.
fn ways(content: &Content) -> String {
    let pathway = &content.pathway;
    let mut questions: Vec<Option<Vec<OptionId>>> = vec![None; pathway.questions.len()];
    let mut outcomes: Vec<Option<Vec<OptionId>>> = vec![None; pathway.outcomes.len()];
    let shorter = |place: &mut Option<Vec<OptionId>>, way: &[OptionId]| {
        if place.as_ref().is_none_or(|known| way.len() < known.len()) {
            *place = Some(way.to_vec());
        }
    };
    let mut go = |sheet: &Sheet| {
        let walk = pathway.walk(sheet);
        let mut way = Vec::new();
        for &question in &walk.path {
            shorter(&mut questions[question.index()], &way);
            let answer = sheet.get(question);
            way.extend(
                answer
                    .into_iter()
                    .flat_map(|answer| answer.options(pathway)),
            );
        }
        if let Some(question) = walk.next {
            shorter(&mut questions[question.index()], &way);
        }
        if let Some(decision) = pathway.decide(&walk) {
            shorter(&mut outcomes[decision.outcome.index()], &way);
        }
        walk.path
    };
    for case in &content.cases {
        // Some questions are met by nobody who is written: so each patient once answers otherwise.
        for question in go(&case.sheet) {
            for option in pathway.questions[question.index()].options() {
                if let Ok(answer) = Answer::new(pathway, question, &[option]) {
                    let mut other = case.sheet.clone();
                    other.put(answer);
                    go(&other);
                }
            }
        }
    }
    let mut lines = String::new();
    let mut put = |kind: &str, name: &str, way: Option<Vec<OptionId>>| {
        // What no written patient comes to has no line; a test of the content tells.
        if let Some(way) = way {
            let options: Vec<_> = way.iter().map(|option| option.0.to_string()).collect();
            lines.push_str(&format!("{kind} {name} {}\n", options.join(" ")));
        }
    };
    for (question, way) in pathway.questions.iter().zip(questions) {
        put("question", &question.name, way);
    }
    for (outcome, way) in pathway.outcomes.iter().zip(outcomes) {
        put("outcome", &outcome.name, way);
    }
    lines
}
