//! Conditions as sentences that can be read aloud.
//!
//! A named fact is opened where it is used. Inside another it is opened only as far as it is made of
//! answers; deeper facts stand by name and number, and each stands in full in the list of facts.

use pathway::{Atom, Condition, Fact, FactId, Need, OptionId, Pathway, QuestionId};

use crate::book::{Book, readable};
use crate::html::{Markup, all, html, joined, list};

/// How far named facts are opened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// By name and in words.
    Once,
    /// In words where these are answers, by name where they are facts again.
    Leaves,
    /// By name.
    Never,
}

impl Book<'_> {
    /// A condition: a short sentence, or a line that says how many of a list must be true.
    pub fn condition(&self, condition: &Condition, open: Open) -> Markup {
        let lines = self.lines(condition, open);
        let how_many = match condition.need {
            _ if condition.atoms.is_empty() => return html! { "always" },
            _ if lines.len() == 1 => return all(lines),
            Need::All => "all of these are true:".into(),
            Need::AtLeast(1) => "at least one of these is true:".into(),
            Need::AtLeast(n) => format!("at least {n} of these are true:"),
        };
        html! { (how_many) (list(lines)) }
    }

    /// The lines of a condition. Options of one question stand on one line where any of them will do.
    fn lines(&self, condition: &Condition, open: Open) -> Vec<Markup> {
        let any = condition.need == Need::AtLeast(1);
        let mut lines = Vec::new();
        let mut options: Vec<OptionId> = Vec::new();
        for atom in &condition.atoms {
            let question = |option: OptionId| self.asked_first(option);
            if let Atom::Option(option) = *atom {
                if options
                    .last()
                    .is_some_and(|&last| !any || question(last) != question(option))
                {
                    lines.push(self.ticked(&options));
                    options.clear();
                }
                options.push(option);
                continue;
            }
            if !options.is_empty() {
                lines.push(self.ticked(&options));
                options.clear();
            }
            lines.push(match *atom {
                Atom::Not(option) => html! { em { "not" } " " (self.quoted_with_question(option)) },
                Atom::Fact(fact) => self.fact(fact, open),
                Atom::Option(_) => Markup::default(),
            });
        }
        if !options.is_empty() {
            lines.push(self.ticked(&options));
        }
        lines
    }

    /// The question of an option; for a "which one?" screen, the question it follows.
    fn asked_first(&self, option: OptionId) -> QuestionId {
        let question = self.pathway().question_of(option);
        self.pathway().questions[question.index()]
            .which_of
            .unwrap_or(question)
    }

    /// Options of one question, any of which will do. A line and its "which one?" are said once.
    fn ticked(&self, options: &[OptionId]) -> Markup {
        let Some(&first) = options.first() else {
            return Markup::default();
        };
        let name = |option: OptionId| &*self.pathway().options[option.index()];
        let question = |option: OptionId| self.pathway().question_of(option);
        let which = |option: OptionId| {
            self.pathway().questions[question(option).index()]
                .which_of
                .is_some()
        };
        let twin = |option: OptionId| {
            options
                .iter()
                .any(|&other| which(other) != which(option) && name(other) == name(option))
        };
        let lines: Vec<Markup> = options
            .iter()
            .filter(|&&option| !(which(option) && twin(option)))
            .map(|&option| {
                if twin(option) {
                    html! { (self.quoted(option)) ", or not sure of it" }
                } else {
                    self.quoted(option)
                }
            })
            .collect();
        let lines = joined(lines, &html! { " " em { "or" } " " });
        html! { (lines) " " (self.question_link(question(first))) }
    }

    fn fact(&self, id: FactId, open: Open) -> Markup {
        let fact = &self.pathway().facts[id.index()];
        if unnamed(fact) {
            return self.condition(&fact.when, Open::Leaves);
        }
        let link = self.fact_link(fact);
        let named = |atom: &Atom| match *atom {
            Atom::Fact(id) => !unnamed(&self.pathway().facts[id.index()]),
            _ => false,
        };
        let atoms = &fact.when.atoms;
        let opened = match open {
            // A fact made of facts alone says nothing until those are opened too.
            Open::Once if atoms.iter().all(named) => Open::Once,
            Open::Once => Open::Leaves,
            Open::Leaves if !atoms.iter().any(named) => Open::Never,
            Open::Leaves | Open::Never => return link,
        };
        html! { (link) ": " (self.condition(&fact.when, opened)) }
    }

    /// A fact by its name, and by its number for those who read on paper.
    fn fact_link(&self, fact: &Fact) -> Markup {
        let place = self.named_facts().position(|other| other.name == fact.name);
        html! {
            a.fact href={ "#fact-" (fact.name) } {
                (readable(&fact.name))
                " "
                span.behind { "F" (place.unwrap_or(0) + 1) }
            }
        }
    }

    /// The facts that stand in the list: those with a name.
    pub fn named_facts(&self) -> impl Iterator<Item = &Fact> {
        self.pathway().facts.iter().filter(|fact| !unnamed(fact))
    }
}

/// A fact that only says "ticked, or cannot be ruled out" has the name of its option.
fn unnamed(fact: &Fact) -> bool {
    fact.name.ends_with('?')
}

/// Whether a condition reads an option, by itself or through facts.
pub fn mentions(pathway: &Pathway, condition: &Condition, option: OptionId) -> bool {
    condition.atoms.iter().any(|atom| match *atom {
        Atom::Option(read) | Atom::Not(read) => read == option,
        Atom::Fact(fact) => mentions(pathway, &pathway.facts[fact.index()].when, option),
    })
}
