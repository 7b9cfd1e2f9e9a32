//! The decision tables: safety kinds, combinations, navigation rules, facts, and what is added.

use pathway::{Cause, Condition, KindId, OutcomeId, Rule, RuleId, Sign, SignId, Urgency};

use crate::book::{Book, readable};
use crate::html::{Markup, all, html, joined, list, table};
use crate::sentences::Open;

/// How deep a card stands.
#[derive(Clone, Copy)]
enum Heading {
    Fourth,
    Fifth,
}

/// One rule as a card: if, then, because.
struct Card<'a> {
    /// Its heading: one below the heading that it stands under.
    heading: Heading,
    anchor: String,
    name: &'a str,
    policy: &'a str,
    when: &'a Condition,
    urgency: Urgency,
    outcome: OutcomeId,
    kind: Option<KindId>,
    because: String,
    sources: &'a [String],
}

impl Book<'_> {
    /// The kinds of sign, in the order in which they decide between equals.
    pub fn kinds(&self) -> Markup {
        let pathway = self.pathway();
        let rows = (0..).map(KindId).zip(&pathway.kinds).map(|(id, kind)| {
            let of_this = |sign: &&Sign| sign.kind == id;
            let alone = |sign: &&Sign| matches!(sign.cause, Cause::Option(_));
            let signs: Vec<&Sign> = pathway.signs.iter().filter(of_this).collect();
            let single = signs.iter().copied().filter(alone).count();
            let mut levels: Vec<Urgency> = signs.iter().map(|sign| sign.urgency).collect();
            levels.sort_by(|a, b| b.cmp(a));
            levels.dedup();
            let levels = levels.into_iter().map(|level| self.urgency(level));
            html! {
                tr id={ "kind-" (kind.name) } {
                    td.count { (id.index() + 1) }
                    th scope="row" { (readable(&kind.name)) }
                    td { (kind.policy) }
                    td { (joined(levels, &html! { " " })) }
                    td { (self.outcome_link(kind.outcome)) }
                    td.count { (single) }
                    td.count { (signs.len() - single) }
                    td {
                        (self.say(
                    self.words.kinds.get(id.index()).map_or("", |words| words),
                    None
                ))
                    }
                }
            }
        });
        table(
            "kinds",
            "Safety rules: the most urgent sign decides; between equals, the rule that stands first",
            &[
                "Order",
                "Kind of sign",
                "Policy",
                "How soon",
                "Leads to",
                "Alone",
                "Together",
                "What the visitor reads",
            ],
            rows,
        )
    }

    /// The combinations: signs that count only together.
    pub fn combinations(&self) -> Markup {
        let pathway = self.pathway();
        let sources = &self.content.sources.signs;
        let signs = (0..).map(SignId).zip(&pathway.signs);
        let cards = signs.filter_map(|(id, sign)| match &sign.cause {
            Cause::Option(_) => None,
            Cause::Together { name, when } => Some(self.card(&Card {
                heading: Heading::Fourth,
                anchor: format!("combination-{name}"),
                name,
                policy: &pathway.kinds[sign.kind.index()].policy,
                when,
                urgency: sign.urgency,
                outcome: pathway.kinds[sign.kind.index()].outcome,
                kind: Some(sign.kind),
                because: self.combination_words(id),
                sources: sources.get(id.index()).map_or(&[], Vec::as_slice),
            })),
        });
        all(cards)
    }

    /// The navigation rules, the most urgent first, and the fallbacks behind them.
    pub fn rules(&self) -> Markup {
        let pathway = self.pathway();
        let mut levels: Vec<Urgency> = Vec::new();
        for (id, rule) in (0..).map(RuleId).zip(&pathway.rules) {
            if !pathway.is_fallback(id) && !levels.contains(&rule.urgency) {
                levels.push(rule.urgency);
            }
        }
        levels.sort_by(|a, b| b.cmp(a));
        let of = |wanted: &dyn Fn(RuleId, &Rule) -> bool| -> Markup {
            let rules = (0..).map(RuleId).zip(&pathway.rules);
            let rules = rules.filter(|(id, rule)| wanted(*id, rule));
            all(rules.map(|(id, rule)| self.rule(id, rule)))
        };
        html! {
            @for level in levels {
                h4 { (self.urgency(level)) }
                (of(&|id, rule| !pathway.is_fallback(id) && rule.urgency == level))
            }
            h4 { "When nothing else fits" }
            p {
                "Tried only when no sign and no rule above holds, so that a mistake in the rules "
                "ends with a clinician."
            }
            (of(&|id, _| pathway.is_fallback(id)))
        }
    }

    fn rule(&self, id: RuleId, rule: &Rule) -> Markup {
        let sources = &self.content.sources.rules;
        let because = self.words.rules.get(id.index()).map_or("", |words| words);
        self.card(&Card {
            heading: Heading::Fifth,
            anchor: format!("rule-{}", rule.name),
            name: &rule.name,
            policy: &rule.policy,
            when: &rule.when,
            urgency: rule.urgency,
            outcome: rule.outcome,
            kind: None,
            because: self.say(because, None),
            sources: sources.get(id.index()).map_or(&[], Vec::as_slice),
        })
    }

    fn card(&self, card: &Card<'_>) -> Markup {
        let kind = card.kind.map_or(Markup::default(), |kind| {
            self.kind_beside(kind, card.urgency)
        });
        let sources = if card.sources.is_empty() {
            html! { "judgement, no source of its own" }
        } else {
            self.sources(card.sources)
        };
        let title = html! {
            (readable(card.name))
            " "
            a.policy href={ "#row-" (card.policy) } { (card.policy) }
        };
        html! {
            article.card id=(card.anchor) {
                @match card.heading {
                    Heading::Fourth => h4 { (title) },
                    Heading::Fifth => h5 { (title) },
                }
                dl {
                    dt { "If" }
                    dd { (self.condition(card.when, Open::Once)) }
                    dt { "Then" }
                    dd { (self.outcome_link(card.outcome)) " " (self.urgency(card.urgency)) (kind) }
                    dt { "Because" }
                    dd { (card.because) }
                    dt { "Source" }
                    dd.small { (sources) }
                }
            }
        }
    }

    /// Every named fact in full.
    pub fn facts(&self) -> Markup {
        let rows = self.named_facts().zip(1usize..).map(|(fact, number)| {
            html! {
                tr id={ "fact-" (fact.name) } {
                    td.count { "F" (number) }
                    th scope="row" { (readable(&fact.name)) }
                    td { (self.condition(&fact.when, Open::Never)) }
                }
            }
        });
        let caption = "Named facts: short conditions that questions, signs and rules share";
        table("facts", caption, &["No.", "Fact", "True when"], rows)
    }

    /// The notes that go with an outcome.
    pub fn notes(&self) -> Markup {
        let pathway = self.pathway();
        let rows = pathway.notes.iter().enumerate().map(|(at, note)| {
            let outcomes = note
                .outcomes
                .iter()
                .map(|outcome| self.outcome_link(*outcome));
            let outcomes = match note.outcomes.is_empty() {
                true => html! { "every outcome" },
                false => list(outcomes),
            };
            html! {
                tr id={ "note-" (note.name) } {
                    th scope="row" {
                        (self.say(self.words.notes.get(at).map_or("", |words| words), None))
                    }
                    td { (self.condition(&note.when, Open::Never)) }
                    td { (outcomes) }
                }
            }
        });
        let caption = "Notes: what a result adds, and to whom";
        table("notes", caption, &["Note", "Shown when", "With"], rows)
    }

    /// The "get help sooner if" lines.
    pub fn sooner(&self) -> Markup {
        let rows = self.pathway().sooner.iter().enumerate().map(|(at, line)| {
            let unless = match line.unless.atoms.is_empty() {
                true => html! { "–" },
                false => self.condition(&line.unless, Open::Never),
            };
            html! {
                tr id={ "sooner-" (line.name) } {
                    th scope="row" {
                        (self.say(self.words.sooner.get(at).map_or("", |words| words), None))
                    }
                    td { (self.condition(&line.when, Open::Never)) }
                    td { (unless) }
                }
            }
        });
        table(
            "sooner",
            "Get help sooner if: the first six that fit are shown",
            &["Line", "Shown when", "Left out when it was told already"],
            rows,
        )
    }
}
