//! How much people read before the advice: of every question on their way its title, its hint and
//! its lines. The help behind "Why we ask" is folded; nobody has to read it.
//!
//! Knows nothing of whether the advice is right.

use content::{Case, Content, ORIGINAL, advice};
use pathway::{Pathway, QuestionId, Urgency};
use words::Catalogue;

use super::{median, visitor, written};

/// What the questions may give people to read, in words.
mod limits {
    /// Before the advice to a healthy visitor.
    pub const HEALTHY: usize = 600;
    /// Before the advice to the visitor in the middle.
    pub const MEDIAN: usize = 800;
    /// In one line.
    pub const LINE: usize = 20;
}

/// What there is to read, in words.
#[derive(Debug)]
pub struct Reading {
    /// Before the advice: the healthy visitor in the middle.
    healthy: usize,
    /// Before the advice: the one in the middle of all who come to no emergency.
    median: usize,
    /// Every line of a question, `question.line`.
    lines: Vec<(usize, String)>,
}

impl Reading {
    /// Counts the words of the written cases that come to advice, and of every line.
    pub fn of(content: &Content) -> Self {
        let pathway = &content.pathway;
        let original = content.languages.iter().find(|one| *one.code == *ORIGINAL);
        let Some(english) = original else {
            return Reading {
                healthy: 0,
                median: 0,
                lines: Vec::new(),
            };
        };
        let advised = written(content).filter(|case| {
            let told = advice(pathway, case);
            told.is_some_and(|(told, _)| !matches!(told.urgency, Urgency::Call | Urgency::Go))
        });
        let read: Vec<_> = advised
            .map(|case| (visitor(pathway, case), on_the_way(pathway, english, case)))
            .collect();
        let healthy = read.iter().filter(|(kind, _)| *kind == "healthy");
        let healthy: Vec<_> = healthy.map(|(_, words)| *words).collect();
        let all: Vec<_> = read.iter().map(|(_, words)| *words).collect();
        let asked = pathway.ids();
        // A "which one?" screen says the lines of its question again.
        let asked = asked.filter(|id| pathway.questions[id.index()].which_of.is_none());
        let lines = asked.flat_map(|id| {
            let question = &pathway.questions[id.index()];
            question.options().map(|option| {
                let name = &pathway.options[option.index()];
                let words = count(english.label(pathway, option));
                (words, format!("{}.{name}", question.name))
            })
        });
        Reading {
            healthy: median(&healthy),
            median: median(&all),
            lines: lines.collect(),
        }
    }

    /// The figures with their limits.
    pub fn print(&self) {
        let longest = self.lines.iter().max();
        let (longest, name) = longest.map_or((0, ""), |(words, name)| (*words, name));
        println!("\n{:38}{:>6}{:>9}", "words to read", "now", "at most");
        for (what, words, limit) in [
            (
                "before the advice: median, healthy",
                self.healthy,
                limits::HEALTHY,
            ),
            (
                "before the advice: median, all advised",
                self.median,
                limits::MEDIAN,
            ),
            ("in the longest line", longest, limits::LINE),
        ] {
            println!("{what:38}{words:>6}{limit:>9}");
        }
        println!(
            "{} lines have more than {} words; the longest is `{name}`; an emergency comes to no advice",
            self.long().count(),
            limits::LINE
        );
    }

    /// What is too much.
    pub fn shortfalls(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        for (who, words, limit) in [
            ("a healthy visitor", self.healthy, limits::HEALTHY),
            ("the visitor in the middle", self.median, limits::MEDIAN),
        ] {
            if words > limit {
                wrong.push(format!(
                    "{who} reads {words} words before the advice; {limit} are allowed"
                ));
            }
        }
        wrong.extend(self.long().map(|(words, name)| {
            let limit = limits::LINE;
            format!("the line `{name}` has {words} words; {limit} are allowed")
        }));
        wrong
    }

    /// The lines that are too long.
    fn long(&self) -> impl Iterator<Item = &(usize, String)> {
        self.lines.iter().filter(|(words, _)| *words > limits::LINE)
    }
}

/// The words of every question that a case is asked.
fn on_the_way(pathway: &Pathway, english: &Catalogue, case: &Case) -> usize {
    let path = pathway.walk(&case.sheet).path;
    path.iter()
        .map(|id| of_question(pathway, english, *id))
        .sum()
}

fn of_question(pathway: &Pathway, english: &Catalogue, id: QuestionId) -> usize {
    let asked = english.asked(id);
    let above = asked.map_or(0, |asked| count(&asked.title) + count(&asked.hint));
    let options = pathway.questions[id.index()].options();
    let lines = options.map(|option| count(english.label(pathway, option)));
    above + lines.sum::<usize>()
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::load;
    use tooling::paths;

    #[test]
    fn every_limit_that_is_passed_is_told() {
        let within = Reading {
            healthy: limits::HEALTHY,
            median: limits::MEDIAN,
            lines: vec![(limits::LINE, "now_1.chest".to_owned())],
        };
        assert_eq!(within.shortfalls(), Vec::<String>::new());
        let beyond = Reading {
            healthy: limits::HEALTHY + 1,
            median: limits::MEDIAN + 1,
            lines: vec![(limits::LINE + 1, "now_1.chest".to_owned())],
        };
        let told = [
            "a healthy visitor reads 601 words before the advice; 600 are allowed",
            "the visitor in the middle reads 801 words before the advice; 800 are allowed",
            "the line `now_1.chest` has 21 words; 20 are allowed",
        ];
        assert_eq!(beyond.shortfalls(), told);
    }

    #[test]
    fn a_question_is_read_with_its_title_its_hint_and_its_lines() {
        let mut content = load(&paths::root().join("content")).unwrap();
        let id = content.pathway.question_named("age").unwrap();
        let before = of_question(&content.pathway, &content.languages[0], id);
        let english = &mut content.languages[0];
        english.questions[id.index()].title = "One".into();
        english.questions[id.index()].hint = "and two".into();
        let options: Vec<_> = content.pathway.questions[id.index()].options().collect();
        for option in &options {
            english.options[option.index()] = "three more words".into();
        }
        let after = of_question(&content.pathway, english, id);
        assert_eq!(after, 3 + 3 * options.len());
        assert_ne!(before, after);
    }
}
