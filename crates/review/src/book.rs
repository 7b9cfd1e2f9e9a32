//! What every part of the booklet looks things up in: names, words, links.
//!
//! Turns ids into what a clinician reads. Decides nothing and knows no order of sections.

use content::review::{Catalogue, Key, Part, Piece, Region, Review, Row, Slot, pieces};
use content::{Content, WHICH};
use pathway::{
    Because, Cause, KindId, OptionId, OutcomeId, Pathway, QuestionId, RuleId, Sign, SignId, Urgency,
};

use crate::html::{Markup, html, joined};
use cli::prove::{Catalogues, Proof};

/// The content, and the words that the booklet quotes.
pub struct Book<'a> {
    /// The content.
    pub content: &'a Content,
    /// What was proved.
    pub proof: &'a Proof<'a>,
    /// The catalogues of sentinels, proved, where there are some.
    pub catalogues: Option<&'a Catalogues<'a>>,
    /// Coverage, hazards, evidence.
    pub review: &'a Review,
    /// The language quoted.
    pub words: &'a Catalogue,
    /// The country whose words fill the slots: the unknown one, so that no number is quoted.
    pub region: &'a Region,
}

impl Book<'_> {
    /// The pathway.
    pub fn pathway(&self) -> &Pathway {
        &self.content.pathway
    }

    /// A sentence with its slots filled. `when` fills "how soon"; without it, nothing does.
    pub fn say(&self, sentence: &str, when: Option<Urgency>) -> String {
        let mut said = String::new();
        for piece in pieces(sentence) {
            match piece {
                Piece::Words(words) => said.push_str(words),
                Piece::Slot(Slot::Region(index)) => {
                    said.push_str(self.region.slots.get(index).map_or("", |slot| &slot.shown));
                }
                Piece::Slot(Slot::When) => said.push_str(&self.when(when)),
                Piece::Slot(Slot::Version) => said.push_str(&self.pathway().version),
                Piece::Slot(Slot::Days | Slot::Number | Slot::More | Slot::Clinic) => {
                    said.push('…')
                }
            }
        }
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn when(&self, urgency: Option<Urgency>) -> String {
        let Some(urgency) = urgency else {
            return String::new();
        };
        let key = match urgency {
            Urgency::Call => Key::WhenCall,
            Urgency::Go => Key::WhenGo,
            Urgency::Today => Key::WhenToday,
            Urgency::Days(days) => {
                let days_slot = words::slot_char(Slot::Days);
                let sentence = self.words.counted(Key::WhenDays, days);
                return sentence.replace(days_slot, &days.to_string());
            }
            Urgency::Weeks => Key::WhenWeeks,
            Urgency::Ready => Key::WhenReady,
        };
        self.words.key(key).into()
    }

    /// The title of an outcome, without how soon.
    pub fn outcome(&self, outcome: OutcomeId) -> String {
        let title = self.words.part(outcome, Part::Title).first();
        self.say(title.map_or("", |title| title), None)
    }

    /// A link to an outcome.
    pub fn outcome_link(&self, outcome: OutcomeId) -> Markup {
        let name = &self.pathway().outcomes[outcome.index()].name;
        html! { a href={ "#outcome-" (name) } { (self.outcome(outcome)) } }
    }

    /// The number of a question as it is printed; a "which one?" screen has that of its question.
    pub fn number(&self, question: QuestionId) -> usize {
        let own = |id: &QuestionId| self.pathway().questions[id.index()].which_of.is_none();
        let asked = self.pathway().questions[question.index()].which_of;
        let question = asked.unwrap_or(question);
        self.pathway()
            .ids()
            .filter(own)
            .take_while(|id| *id <= question)
            .count()
    }

    /// The words of a question; a "which one?" screen has those of its question.
    pub fn title(&self, question: QuestionId) -> String {
        let parent = self.pathway().questions[question.index()].which_of;
        let asked = self.words.asked(parent.unwrap_or(question));
        self.say(asked.map_or("", |asked| &asked.title), None)
    }

    /// A short link to a question: its number.
    pub fn question_link(&self, question: QuestionId) -> Markup {
        let asked = &self.pathway().questions[question.index()];
        let name = asked.name.strip_suffix(WHICH).unwrap_or(&asked.name);
        html! {
            a.q href={ "#question-" (name) } title=(self.title(question)) {
                "Q"
                (self.number(question))
            }
        }
    }

    /// The label of an option.
    pub fn label(&self, option: OptionId) -> String {
        self.say(self.words.label(self.pathway(), option), None)
    }

    /// An option in a sentence: what it says, and whether it is about not being sure.
    pub fn quoted(&self, option: OptionId) -> Markup {
        let question = self.pathway().question_of(option);
        let unsure = self.pathway().questions[question.index()]
            .which_of
            .is_some();
        let not_ruled_out = if unsure { " (cannot be ruled out)" } else { "" };
        html! { "“" (self.label(option)) "”" (not_ruled_out) }
    }

    /// An option in a sentence, with the number of its question.
    pub fn quoted_with_question(&self, option: OptionId) -> Markup {
        let question = self.pathway().question_of(option);
        html! { (self.quoted(option)) " " (self.question_link(question)) }
    }

    /// How soon, as a mark that needs no colour to be read.
    pub fn urgency(&self, urgency: Urgency) -> Markup {
        let (class, text) = match urgency {
            Urgency::Call => ("u0", "U0 call now".into()),
            Urgency::Go => ("u1", "U1 go now".into()),
            Urgency::Today => ("u2", "U2 today".into()),
            Urgency::Days(1) => ("u3", "U3 within 1 day".into()),
            Urgency::Days(days) => ("u3", format!("U3 within {days} days")),
            Urgency::Weeks => ("u4", "U4 within weeks".into()),
            Urgency::Ready => ("u5", "U5 when ready".into()),
        };
        html! { span class={ "mark " (class) } { (text) } }
    }

    /// A sign's urgency, and its kind where that says more.
    pub fn sign(&self, sign: &Sign) -> Markup {
        html! { (self.urgency(sign.urgency)) (self.kind_beside(sign.kind, sign.urgency)) }
    }

    /// A kind of sign beside its urgency; nothing where both have one name.
    pub fn kind_beside(&self, kind: KindId, urgency: Urgency) -> Markup {
        if *self.pathway().kinds[kind.index()].name == *urgency.id() {
            return Markup::default();
        }
        html! { " " span.kind { (self.kind_link(kind)) } }
    }

    /// A link to a safety rule.
    pub fn kind_link(&self, kind: KindId) -> Markup {
        let kind = &self.pathway().kinds[kind.index()];
        html! { a href={ "#kind-" (kind.name) } { (readable(&kind.name)) } }
    }

    /// The sign that an option makes by itself.
    pub fn sign_of(&self, option: OptionId) -> Option<&Sign> {
        let makes = |sign: &&Sign| sign.cause == Cause::Option(option);
        self.pathway().signs.iter().find(makes)
    }

    /// A link to a combination; nothing for a sign of one option.
    pub fn combination_link(&self, sign: SignId) -> Markup {
        match &self.pathway().signs[sign.index()].cause {
            Cause::Together { name, .. } => {
                html! { a href={ "#combination-" (name) } { (readable(name)) } }
            }
            Cause::Option(option) => self.quoted_with_question(*option),
        }
    }

    /// A link to a navigation rule.
    pub fn rule_link(&self, rule: RuleId) -> Markup {
        let rule = &self.pathway().rules[rule.index()];
        html! { a href={ "#rule-" (rule.name) } { (readable(&rule.name)) } }
    }

    /// What decided.
    pub fn because(&self, because: Because) -> Markup {
        match because {
            Because::Sign(sign) => self.combination_link(sign),
            Because::Rule(rule) => self.rule_link(rule),
        }
    }

    /// The reason that a visitor reads for a combination.
    pub fn combination_words(&self, sign: SignId) -> String {
        let together = |sign: &&Sign| matches!(sign.cause, Cause::Together { .. });
        let before = self
            .pathway()
            .signs
            .iter()
            .take(sign.index())
            .filter(together);
        let words = self.words.combinations.get(before.count());
        self.say(words.map_or("", |words| words), None)
    }

    /// Source rows as links, each with the evidence behind it.
    pub fn sources(&self, sources: &[String]) -> Markup {
        joined(
            sources.iter().map(|source| self.source(source)),
            &html! { ", " },
        )
    }

    fn source(&self, source: &str) -> Markup {
        let Some(row) = self.review.row(source) else {
            return html! { (source) };
        };
        let evidence = self.evidence(row);
        let behind = if evidence.0.is_empty() {
            evidence
        } else {
            html! { " " span.behind { "(" (evidence) ")" } }
        };
        html! { a href={ "#row-" (row.id) } { (source) } (behind) }
    }

    /// The evidence behind a row, as links.
    pub fn evidence(&self, row: &Row) -> Markup {
        let links = row
            .evidence
            .iter()
            .map(|id| html! { a href={ "#evidence-" (id) } { (id) } });
        joined(links, &html! { ", " })
    }
}

/// An id as words: `cauda_equina` is "Cauda equina".
pub fn readable(id: &str) -> String {
    let mut letters = id.replace('_', " ").chars().collect::<Vec<_>>();
    if let Some(first) = letters.first_mut() {
        *first = first.to_ascii_uppercase();
    }
    letters.into_iter().collect()
}

/// A test's name as words.
pub fn test_name(name: &str) -> Markup {
    html! { span.test { (readable(name)) } }
}
