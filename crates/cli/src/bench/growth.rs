//! How the proof and a decision grow with the pathway: the content, and what is cut from it.
//!
//! A pathway holds at most 128 questions, one bit each, and the content has more than half as many. So
//! what is twice, four and eight times as large begins at an eighth of it.

use std::hint::black_box;
use std::time::{Duration, Instant};

use pathway::{Answer, Atom, Cause, Condition, Parts, Pathway, Sheet};
use proof::NODE_LIMIT;
use proof::compiled::Compiled;
use serde_json::{Value, json};
use tooling::Failure;

use super::{DECISIONS, RUNS};

/// The sizes, in eighths of the content.
const EIGHTHS: [usize; 4] = [1, 2, 4, 8];

/// One size.
#[derive(Debug)]
pub struct Size {
    /// How many questions it has.
    pub questions: usize,
    /// How many options.
    pub options: usize,
    /// Signs and rules together.
    pub rules: usize,
    /// All of it as diagrams: what every guarantee stands on.
    pub diagrams: Duration,
    /// One walk to the end and one decision.
    pub decision: Duration,
}

impl Size {
    /// For machines.
    pub fn to_json(&self) -> Value {
        json!({
            "questions": self.questions,
            "options": self.options,
            "signs_and_rules": self.rules,
            "diagrams_milliseconds": self.diagrams.as_secs_f64() * 1e3,
            "decision_microseconds": self.decision.as_secs_f64() * 1e6,
        })
    }
}

/// Measures each size, the smallest first.
pub fn sizes(content: &Pathway) -> Result<Vec<Size>, Failure> {
    EIGHTHS
        .iter()
        .map(|eighths| measured(&sized(content, *eighths)?))
        .collect()
}

fn measured(pathway: &Pathway) -> Result<Size, Failure> {
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        let began = Instant::now();
        let compiled = Compiled::new(pathway, NODE_LIMIT);
        let compiled = compiled.map_err(|error| Failure::new(error.to_string(), "make it smaller"));
        black_box(compiled?);
        runs.push(began.elapsed());
    }
    runs.sort();
    Ok(Size {
        questions: pathway.questions.len(),
        options: pathway.options.len(),
        rules: pathway.signs.len() + pathway.rules.len(),
        diagrams: runs[RUNS / 2],
        decision: decision(pathway),
    })
}

/// The median of several runs, on the sheet of a person who answers "none" wherever that can be said.
fn decision(pathway: &Pathway) -> Duration {
    let sheet = quiet(pathway);
    let times = DECISIONS / 20;
    let mut runs: Vec<_> = (0..RUNS)
        .map(|_| {
            let began = Instant::now();
            for _ in 0..times {
                let walk = pathway.walk(black_box(&sheet));
                black_box(pathway.decide(&walk));
            }
            began.elapsed()
        })
        .collect();
    runs.sort();
    runs[RUNS / 2] / times as u32
}

fn quiet(pathway: &Pathway) -> Sheet {
    let mut sheet = Sheet::empty(pathway);
    while let Some(id) = pathway.walk(&sheet).next {
        let question = &pathway.questions[id.index()];
        let none = pathway.option_named(id, "none").unwrap_or(question.first);
        let Ok(answer) = Answer::new(pathway, id, &[none]) else {
            break;
        };
        sheet.put(answer);
    }
    sheet
}

/// The content at so many eighths of its size.
fn sized(content: &Pathway, eighths: usize) -> Result<Pathway, Failure> {
    let parts = cut(content, content.questions.len() * eighths / 8);
    Pathway::new(parts).map_err(|error| {
        Failure::new(
            format!("a pathway of another size: {error}"),
            "see growth.rs",
        )
    })
}

/// The first questions. Lines about the others are left out of every condition; a sign without any line
/// left goes, a rule stays: every sheet must come to some advice.
fn cut(content: &Pathway, questions: usize) -> Parts {
    let mut parts = Parts::clone(content);
    parts.questions.truncate(questions);
    let last = parts.questions.last();
    let end = last.map_or(0, |last| last.first.0 + u16::from(last.len));
    parts.options.truncate(usize::from(end));
    parts.longest = parts.longest.min(questions as u8);
    let keep = |when: &mut Condition| {
        when.atoms.retain(|atom| match *atom {
            Atom::Option(option) | Atom::Not(option) => option.0 < end,
            Atom::Fact(_) => true,
        });
    };
    for when in conditions(&mut parts) {
        keep(when);
    }
    parts.signs.retain(|sign| match &sign.cause {
        Cause::Option(option) => option.0 < end,
        Cause::Together { when, .. } => !when.atoms.is_empty(),
    });
    parts
}

/// Every condition of the parts.
fn conditions(parts: &mut Parts) -> impl Iterator<Item = &mut Condition> {
    let signs = parts.signs.iter_mut();
    let together = signs.filter_map(|sign| match &mut sign.cause {
        Cause::Together { when, .. } => Some(when),
        Cause::Option(_) => None,
    });
    let sooner = parts.sooner.iter_mut();
    (parts.questions.iter_mut().map(|question| &mut question.ask))
        .chain(parts.facts.iter_mut().map(|fact| &mut fact.when))
        .chain(together)
        .chain(parts.rules.iter_mut().map(|rule| &mut rule.when))
        .chain(parts.notes.iter_mut().map(|note| &mut note.when))
        .chain(sooner.flat_map(|line| [&mut line.when, &mut line.unless]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tooling::paths;

    #[test]
    fn every_size_can_be_linked_walked_and_decided() {
        let content = crate::ask::load(&paths::root().join("content")).expect("it compiles");
        let whole = content.pathway.questions.len();
        for eighths in EIGHTHS {
            let pathway = sized(&content.pathway, eighths).expect("it links");
            assert_eq!(pathway.questions.len(), whole * eighths / 8);
            let walk = pathway.walk(&quiet(&pathway));
            assert_eq!(walk.next, None, "{eighths} eighths come to an end");
            assert!(pathway.decide(&walk).is_some(), "{eighths} eighths advise");
        }
    }
}
