//! Every way through the questions: not a sample, all of them.
//!
//! Answers that lead on in the same way are walked once: two states at the same question are the
//! same when every later question, sign and rule that can still matter says the same of them.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../../proof/tests/common/mod.rs"]
mod common;

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use common::{CONTENT, answers};
use pathway::{Answer, Atom, Cause, Condition, Need, OptionId, Pathway, QuestionId, Sheet, Walk};

/// What is left of a condition once the answers before a question are known.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Left {
    True,
    False,
    Open(u64),
}

struct Residue<'a> {
    pathway: &'a Pathway,
    walk: &'a Walk,
    next: QuestionId,
    facts: Vec<Left>,
}

impl<'a> Residue<'a> {
    fn new(pathway: &'a Pathway, walk: &'a Walk, next: QuestionId) -> Self {
        let mut residue = Residue {
            pathway,
            walk,
            next,
            facts: Vec::new(),
        };
        for fact in &pathway.facts {
            let left = residue.of(&fact.when);
            residue.facts.push(left);
        }
        residue
    }

    fn option(&self, option: OptionId) -> Left {
        if self.pathway.question_of(option) >= self.next {
            let mut hasher = DefaultHasher::new();
            option.hash(&mut hasher);
            Left::Open(hasher.finish())
        } else if self.walk.truth.option(option) {
            Left::True
        } else {
            Left::False
        }
    }

    fn of(&self, condition: &Condition) -> Left {
        let mut open = Vec::new();
        let mut met = 0;
        for atom in &condition.atoms {
            let left = match *atom {
                Atom::Option(option) => self.option(option),
                Atom::Fact(fact) => self.facts[fact.index()],
                Atom::Not(option) => match self.option(option) {
                    Left::True => Left::False,
                    Left::False => Left::True,
                    Left::Open(id) => Left::Open(!id),
                },
            };
            match left {
                Left::True => met += 1,
                Left::False => {}
                Left::Open(id) => open.push(id),
            }
        }
        let needed = match condition.need {
            Need::All => condition.atoms.len(),
            Need::AtLeast(n) => n.into(),
        };
        if met >= needed {
            return Left::True;
        }
        if met + open.len() < needed {
            return Left::False;
        }
        open.sort_unstable();
        let mut hasher = DefaultHasher::new();
        (needed - met, open).hash(&mut hasher);
        Left::Open(hasher.finish())
    }

    fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.next.hash(&mut hasher);
        self.walk.floor.hash(&mut hasher);
        let decided = self.pathway.signs.iter().filter(|sign| {
            Some(sign.urgency) == self.walk.floor && self.pathway.sign_holds(sign, &self.walk.truth)
        });
        decided.map(|sign| sign.kind).min().hash(&mut hasher);
        for question in &self.pathway.questions[self.next.index()..] {
            self.of(&question.ask).hash(&mut hasher);
        }
        for sign in &self.pathway.signs {
            if self.walk.floor.is_none_or(|floor| sign.urgency > floor) {
                match &sign.cause {
                    Cause::Option(option) => self.option(*option).hash(&mut hasher),
                    Cause::Together { when, .. } => self.of(when).hash(&mut hasher),
                }
            }
        }
        if self.walk.floor.is_none() {
            for rule in &self.pathway.rules {
                self.of(&rule.when).hash(&mut hasher);
            }
        }
        hasher.finish()
    }
}

#[derive(Default)]
struct Explored {
    /// By state: the longest way on.
    longest: HashMap<u64, (u8, Option<Answer>)>,
    outcomes: HashSet<String>,
    questions: HashSet<QuestionId>,
    fallbacks: Vec<Sheet>,
    answers: HashMap<QuestionId, Vec<Answer>>,
}

impl Explored {
    fn explore(&mut self, pathway: &Pathway, sheet: &Sheet) -> u8 {
        let walk = pathway.walk(sheet);
        let Some(next) = walk.next else {
            let decision = pathway
                .decide(&walk)
                .expect("a finished walk has a decision");
            let outcome = &pathway.outcomes[decision.outcome.index()].name;
            self.outcomes.insert(outcome.to_string());
            if let pathway::Because::Rule(rule) = decision.findings[0].because
                && pathway.is_fallback(rule)
            {
                self.fallbacks.push(sheet.clone());
            }
            return 0;
        };
        self.questions.insert(next);
        let key = Residue::new(pathway, &walk, next).key();
        if let Some((known, _)) = self.longest.get(&key) {
            return *known;
        }
        let ways = (self.answers)
            .entry(next)
            .or_insert_with(|| answers(pathway, next))
            .clone();
        let mut longest = (0, None);
        for answer in ways {
            let mut on = sheet.clone();
            on.put(answer);
            let length = 1 + self.explore(pathway, &on);
            if length > longest.0 {
                longest = (length, Some(answer));
            }
        }
        self.longest.insert(key, longest);
        longest.0
    }

    /// The answers of a longest path.
    fn witness(&self, pathway: &Pathway) -> Vec<String> {
        let mut sheet = Sheet::empty(pathway);
        let mut path = Vec::new();
        loop {
            let walk = pathway.walk(&sheet);
            let Some(next) = walk.next else {
                return path;
            };
            let key = Residue::new(pathway, &walk, next).key();
            let Some((_, Some(answer))) = self.longest.get(&key) else {
                return path;
            };
            sheet.put(*answer);
            let (question, options) = content::names(pathway, next, &sheet);
            path.push(format!("{question} = {}", options.join(", ")));
        }
    }
}

#[test]
fn every_path_ends_and_none_is_longer_than_promised() {
    let content = &*CONTENT;
    let pathway = &content.pathway;
    let mut explored = Explored::default();
    let longest = explored.explore(pathway, &Sheet::empty(pathway));
    let witness = explored.witness(pathway);
    println!(
        "{} states; the longest path asks {longest} questions:",
        explored.longest.len()
    );
    println!("  {}", witness.join("\n  "));

    let unreached: Vec<_> = pathway
        .ids()
        .filter(|id| !explored.questions.contains(id))
        .map(|id| &pathway.questions[id.index()].name)
        .collect();
    assert!(
        unreached.is_empty(),
        "questions that nobody is asked: {unreached:?}"
    );
    let missing: Vec<_> = pathway
        .outcomes
        .iter()
        .filter(|outcome| !explored.outcomes.contains(&*outcome.name))
        .map(|outcome| &outcome.name)
        .collect();
    assert!(missing.is_empty(), "outcomes that nobody gets: {missing:?}");
    assert!(
        explored.fallbacks.is_empty(),
        "{} kinds of answer sheet are left to the fallback, for example {:?}",
        explored.fallbacks.len(),
        explored.fallbacks[0]
            .answered()
            .map(|answer| content::names(pathway, answer.question(), &explored.fallbacks[0]))
            .collect::<Vec<_>>()
    );
    assert_eq!(longest, pathway.longest, "{}", witness.join("\n"));
}
