//! The questions, in the order asked: every option, what it does, and where it comes from.

use content::{NONE, UNSURE};
use pathway::{Cause, Choice, OptionId, Question, QuestionId, RuleId, SignId};

use crate::book::Book;
use crate::html::{Markup, all, html, joined, table};
use crate::sentences::{Open, mentions};

impl Book<'_> {
    /// The section of questions.
    pub fn questions(&self) -> Markup {
        let own = |id: &QuestionId| self.pathway().questions[id.index()].which_of.is_none();
        let asked = self.pathway().ids().filter(own);
        all(asked.map(|id| self.question(id)))
    }

    fn question(&self, id: QuestionId) -> Markup {
        let asked = &self.pathway().questions[id.index()];
        let words = self.words.asked(id);
        let hint = words.map_or(String::new(), |words| self.say(&words.hint, None));
        let why = words.map_or(String::new(), |words| self.say(&words.why, None));
        let how = match asked.choice {
            Choice::One => "One answer.",
            Choice::Many => "Any number of answers.",
        };
        let hint = if hint.is_empty() {
            Markup::default()
        } else {
            html! { p.hint { b { "Hint:" } " " (hint) } }
        };
        let which = self.which(id);
        let rows = asked
            .options()
            .map(|option| self.option(asked, option, which));
        html! {
            section.question id={ "question-" (asked.name) } {
                h3 { span.number { "Q" (self.number(id)) } " " (self.title(id)) }
                (hint)
                p { b { "Why we ask:" } " " (why) }
                div.asked { (how) " " b { "Asked" } " " (self.asked(asked)) }
                (table(
                "options",
                &format!("Answers to question {}", self.number(id)),
                &["Answer", "Ticked", "Not sure of it", "Counts in", "Source"],
                rows
            ))
            }
        }
    }

    /// The "which one?" screen of a question.
    fn which(&self, id: QuestionId) -> Option<&Question> {
        self.pathway()
            .questions
            .iter()
            .find(|question| question.which_of == Some(id))
    }

    /// When a question is asked, as the end of a sentence.
    fn asked(&self, question: &Question) -> Markup {
        if question.ask.atoms.is_empty() {
            return html! { "of everyone." };
        }
        html! { "when " (self.condition(&question.ask, Open::Once)) }
    }

    fn option(&self, asked: &Question, option: OptionId, which: Option<&Question>) -> Markup {
        let name = &*self.pathway().options[option.index()];
        let ticked = self
            .sign_of(option)
            .map_or(html! { "–" }, |sign| self.sign(sign));
        let twin = which.and_then(|which| {
            which
                .options()
                .find(|other| *self.pathway().options[other.index()] == *name)
        });
        let maybe = match (name, which, twin) {
            (NONE, _, _) => html! { "–" },
            (UNSURE, Some(which), _) => {
                let floor = which
                    .options()
                    .next_back()
                    .and_then(|option| self.sign_of(option));
                let floor = floor.map_or(html! { "–" }, |sign| self.urgency(sign.urgency));
                html! { "asks which line; cannot say: " (floor) }
            }
            (UNSURE, None, _) => html! { "–" },
            (_, _, Some(twin)) => {
                let floor = self.sign_of(twin);
                floor.map_or(html! { "counts as not ruled out" }, |sign| self.sign(sign))
            }
            _ => html! { "–" },
        };
        let sources = self.content.sources.options.get(option.index());
        html! {
            tr id={ "option-" (asked.name) "." (name) } {
                th scope="row" { (self.label(option)) }
                td { (ticked) }
                td { (maybe) }
                td.small { (self.counts_in(option, twin)) }
                td.small { (sources.map_or(Markup::default(), |sources| self.sources(sources))) }
            }
        }
    }

    /// The questions that an option opens, and the combinations and rules that read it.
    fn counts_in(&self, option: OptionId, twin: Option<OptionId>) -> Markup {
        let pathway = self.pathway();
        let reads = |condition: &pathway::Condition| {
            mentions(pathway, condition, option)
                || twin.is_some_and(|twin| mentions(pathway, condition, twin))
        };
        let opened = pathway.ids().zip(&pathway.questions);
        let opened: Vec<Markup> = opened
            .filter(|(_, question)| question.which_of.is_none() && reads(&question.ask))
            .map(|(id, _)| self.question_link(id))
            .collect();
        let signs = (0..).map(SignId).zip(&pathway.signs);
        let signs = signs
            .filter(|(_, sign)| match &sign.cause {
                Cause::Together { when, .. } => reads(when),
                Cause::Option(_) => false,
            })
            .map(|(id, _)| self.combination_link(id));
        let rules = (0..).map(RuleId).zip(&pathway.rules);
        let rules = rules
            .filter(|(_, rule)| reads(&rule.when))
            .map(|(id, _)| self.rule_link(id));
        let read: Vec<Markup> = signs.chain(rules).collect();
        let comma = html! { ", " };
        let opened = match opened.is_empty() {
            true => Markup::default(),
            false => html! { p { "asking " (joined(opened, &comma)) } },
        };
        match read.len() {
            0 => opened,
            1..=8 => html! { (opened) p { (joined(read, &comma)) } },
            many => html! { (opened) p { (many) " combinations and rules" } },
        }
    }
}
