//! The outcomes, and every word that they say.

use content::review::Part;
use pathway::{OutcomeId, Urgency};

use crate::book::{Book, readable};
use crate::html::{Markup, all, html, list};

const HEADINGS: [(Part, &str); 10] = [
    (Part::Action, "What to do first"),
    (Part::Visit, "What happens there"),
    (Part::Bring, "What to bring and tell"),
    (Part::Ask, "Questions to ask"),
    (Part::May, "What they may do"),
    (Part::MayNot, "What they may not do"),
    (Part::Check, "How to check who you choose"),
    (Part::Next, "What comes after"),
    (Part::Otherwise, "If this cannot be had"),
    (Part::Options, "Other options"),
];

impl Book<'_> {
    /// Every outcome with what it says.
    pub fn outcomes(&self) -> Markup {
        let pathway = self.pathway();
        let outcomes = (0..).map(OutcomeId).zip(&pathway.outcomes);
        all(outcomes.map(|(id, outcome)| {
            let step = outcome
                .step
                .and_then(|step| self.words.steps.get(step.index()));
            let step = step.map_or("off the path", |step| &step.title);
            let care = match outcome.exercise_provider {
                true => "Leads into exercise without a clinician in charge.",
                false => "",
            };
            html! {
                section.outcome id={ "outcome-" (outcome.name) } {
                    h3 { (self.outcome(id)) }
                    p.about {
                        b { (readable(&outcome.name)) }
                        " · On the care path: "
                        (step)
                        ". "
                        (care)
                    }
                    p.about { "Given " (self.given(id)) }
                    (self.lead(id))
                    (self.parts(id))
                }
            }
        }))
    }

    /// How soon an outcome can be given.
    fn given(&self, outcome: OutcomeId) -> Markup {
        let pathway = self.pathway();
        let by_rule = pathway.rules.iter().filter(|rule| rule.outcome == outcome);
        let by_sign = pathway.signs.iter();
        let by_sign = by_sign.filter(|sign| pathway.kinds[sign.kind.index()].outcome == outcome);
        let mut levels: Vec<Urgency> = by_rule
            .map(|rule| rule.urgency)
            .chain(by_sign.map(|sign| sign.urgency))
            .collect();
        levels.sort_by(|a, b| b.cmp(a));
        levels.dedup();
        let levels = levels
            .into_iter()
            .map(|level| html! { (self.urgency(level)) " " });
        all(levels)
    }

    fn lead(&self, outcome: OutcomeId) -> Markup {
        let lines = self.words.part(outcome, Part::Lead);
        let lines = lines
            .iter()
            .map(|line| html! { p.lead { (self.sentence(line)) } });
        all(lines)
    }

    fn parts(&self, outcome: OutcomeId) -> Markup {
        let parts = HEADINGS.iter().filter_map(|&(part, heading)| {
            let lines = self.words.part(outcome, part);
            let lines = list(lines.iter().map(|line| html! { (self.sentence(line)) }));
            (!lines.0.is_empty()).then(|| html! { div { h4 { (heading) } (lines) } })
        });
        html! { div.parts { @for piece in parts { (piece) } } }
    }

    /// A sentence with its country's words, and a mark where the screen says how soon.
    pub fn sentence(&self, line: &str) -> String {
        let when = content::review::slot_char(content::review::Slot::When);
        self.say(&line.replace(when, "(how soon)"), None)
    }
}
