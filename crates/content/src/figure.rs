//! Compiles `content/figure.toml`, the drawing of a person, into a [`Figure`].
//!
//! Knows which answers have a spot on a body; knows no words and nothing of what is chosen. An
//! option that is neither drawn nor listed, and a spot that stands for none, are mistakes.

use std::path::Path;

use pathway::Pathway;
use words::{Figure, Spot};

use crate::problem::nearest;
use crate::reader::{Findings, Table, Text, parse, read};

const NAME: &str = "figure.toml";

/// Compiles the drawing; content without the file has none.
pub fn compile(root: &Path, pathway: &Pathway, findings: &mut Findings) -> Option<Figure> {
    if !root.join(NAME).exists() {
        return None;
    }
    let file = read(root, NAME, findings);
    let parsed = parse(&file, findings);
    let mut table = Table::root(&file, &parsed);
    let place = table.place;
    let asked = table.text("question", findings);
    let listed = table.texts("listed", findings);
    let mut figure = Figure {
        outline: path(&mut table, "outline", findings),
        front: path(&mut table, "front", findings),
        back: path(&mut table, "back", findings),
        ..Figure::default()
    };
    let mut named = listed.clone();
    for mut table in table.tables("spot", findings) {
        let option = table.text("option", findings);
        let side = table.text("side", findings);
        let (front, back) = match side.map(|side| side.text) {
            Some("front") => (true, false),
            Some("back") => (false, true),
            Some("both") | None => (true, true),
            Some(other) => {
                let message = format!("`{other}` is none of `front`, `back` and `both`");
                findings.at(table.place, message, None);
                continue;
            }
        };
        let tap = if table.has("tap") {
            path(&mut table, "tap", findings)
        } else {
            Box::default()
        };
        let lit = path(&mut table, "lit", findings);
        table.finish(findings);
        let Some(option) = option else { continue };
        if let Some(twice) = listed.iter().find(|listed| listed.text == option.text) {
            let message = format!("`{}` is drawn too", twice.text);
            findings.at(twice.place, message, None);
        }
        named.push(option);
        figure.spots.push(Spot {
            option: option.text.into(),
            front,
            back,
            tap,
            lit,
        });
    }
    table.finish(findings);
    let asked = asked?;
    let Some(question) = pathway.question_named(asked.text) else {
        let known = pathway.questions.iter().map(|question| &*question.name);
        let message = format!("there is no question `{}`", asked.text);
        findings.at(asked.place, message, nearest(asked.text, known));
        return None;
    };
    figure.question = asked.text.into();
    let question = &pathway.questions[question.index()];
    let options: Vec<&str> = question
        .options()
        .map(|option| &*pathway.options[option.index()])
        .collect();
    for Text { text, place } in &named {
        if !options.contains(text) {
            let message = format!("`{}` has no option `{text}`", asked.text);
            findings.at(*place, message, nearest(text, options.iter().copied()));
        }
    }
    for option in options {
        if !named.iter().any(|name| name.text == option) {
            let message = format!("`{option}` is neither drawn nor `listed`");
            findings.at(place, message, None);
        }
    }
    Some(figure)
}

/// The data of an SVG path.
fn path(table: &mut Table<'_>, key: &'static str, findings: &mut Findings) -> Box<str> {
    let Some(path) = table.text(key, findings) else {
        return Box::default();
    };
    let drawn = |c: char| c.is_ascii_digit() || "MLHVCSQTAZmlhvcsqtaz.,- ".contains(c);
    if !path.text.starts_with('M') || !path.text.chars().all(drawn) {
        let message = format!("`{key}` is not the data of an SVG path");
        findings.at(path.place, message, None);
    }
    path.text.into()
}
