//! The decision tables: safety kinds, combinations, navigation rules, facts, and what is added.

use pathway::{Cause, Condition, KindId, OutcomeId, Rule, RuleId, Sign, SignId, Urgency};

use crate::book::{Book, readable};
use crate::html::{Html, html, joined, list, table};
use crate::sentences::Open;

/// One rule as a card: if, then, because.
struct Card<'a> {
    /// Its heading: one below the heading that it stands under.
    heading: &'static str,
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
    pub fn kinds(&self) -> Html {
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
            html!(
                "<tr id=\"kind-{}\"><td class=\"count\">{}</td><th scope=\"row\">{}</th><td>{}</td>\
                 <td>{}</td><td>{}</td><td class=\"count\">{}</td><td class=\"count\">{}</td>\
                 <td>{}</td></tr>",
                kind.name,
                id.index() + 1,
                readable(&kind.name),
                kind.policy,
                joined(levels, &html!(" ")),
                self.outcome_link(kind.outcome),
                single,
                signs.len() - single,
                self.say(
                    self.words.kinds.get(id.index()).map_or("", |words| words),
                    None
                )
            )
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
            rows.collect(),
        )
    }

    /// The combinations: signs that count only together.
    pub fn combinations(&self) -> Html {
        let pathway = self.pathway();
        let sources = &self.content.sources.signs;
        let signs = (0..).map(SignId).zip(&pathway.signs);
        let cards = signs.filter_map(|(id, sign)| match &sign.cause {
            Cause::Option(_) => None,
            Cause::Together { name, when } => Some(self.card(&Card {
                heading: "h4",
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
        cards.collect()
    }

    /// The navigation rules, the most urgent first, and the fallbacks behind them.
    pub fn rules(&self) -> Html {
        let pathway = self.pathway();
        let mut levels: Vec<Urgency> = Vec::new();
        for (id, rule) in (0..).map(RuleId).zip(&pathway.rules) {
            if !pathway.is_fallback(id) && !levels.contains(&rule.urgency) {
                levels.push(rule.urgency);
            }
        }
        levels.sort_by(|a, b| b.cmp(a));
        let of = |wanted: &dyn Fn(RuleId, &Rule) -> bool| -> Html {
            let rules = (0..).map(RuleId).zip(&pathway.rules);
            rules
                .filter(|(id, rule)| wanted(*id, rule))
                .map(|(id, rule)| self.rule(id, rule))
                .collect()
        };
        let mut out = Html::default();
        for level in levels {
            let cards = of(&|id, rule| !pathway.is_fallback(id) && rule.urgency == level);
            out.push(html!("<h4>{}</h4>{}", self.urgency(level), cards));
        }
        let cards = of(&|id, _| pathway.is_fallback(id));
        out.push(html!(
            "<h4>When nothing else fits</h4><p>Tried only when no sign and no rule above holds, so \
             that a mistake in the rules ends with a clinician.</p>{}",
            cards
        ));
        out
    }

    fn rule(&self, id: RuleId, rule: &Rule) -> Html {
        let sources = &self.content.sources.rules;
        let because = self.words.rules.get(id.index()).map_or("", |words| words);
        self.card(&Card {
            heading: "h5",
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

    fn card(&self, card: &Card<'_>) -> Html {
        let kind = card
            .kind
            .map_or(Html::default(), |kind| self.kind_beside(kind, card.urgency));
        let sources = if card.sources.is_empty() {
            html!("judgement, no source of its own")
        } else {
            self.sources(card.sources)
        };
        html!(
            "<article class=\"card\" id=\"{}\"><{}>{} <a class=\"policy\" href=\"#row-{}\">{}</a></{}><dl>\
             <dt>If</dt><dd>{}</dd><dt>Then</dt><dd>{} {}{}</dd><dt>Because</dt><dd>{}</dd>\
             <dt>Source</dt><dd class=\"small\">{}</dd></dl></article>\n",
            card.anchor,
            card.heading,
            readable(card.name),
            card.policy,
            card.policy,
            card.heading,
            self.condition(card.when, Open::Once),
            self.outcome_link(card.outcome),
            self.urgency(card.urgency),
            kind,
            card.because,
            sources
        )
    }

    /// Every named fact in full.
    pub fn facts(&self) -> Html {
        let rows = self.named_facts().zip(1usize..).map(|(fact, number)| {
            html!(
                "<tr id=\"fact-{}\"><td class=\"count\">F{}</td><th scope=\"row\">{}</th><td>{}</td></tr>",
                fact.name,
                number,
                readable(&fact.name),
                self.condition(&fact.when, Open::Never)
            )
        });
        let caption = "Named facts: short conditions that questions, signs and rules share";
        table(
            "facts",
            caption,
            &["No.", "Fact", "True when"],
            rows.collect(),
        )
    }

    /// The notes that go with an outcome.
    pub fn notes(&self) -> Html {
        let pathway = self.pathway();
        let rows = pathway.notes.iter().enumerate().map(|(at, note)| {
            let outcomes = note
                .outcomes
                .iter()
                .map(|outcome| self.outcome_link(*outcome));
            let outcomes = match note.outcomes.is_empty() {
                true => html!("every outcome"),
                false => list(outcomes),
            };
            html!(
                "<tr id=\"note-{}\"><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
                note.name,
                self.say(self.words.notes.get(at).map_or("", |words| words), None),
                self.condition(&note.when, Open::Never),
                outcomes
            )
        });
        let caption = "Notes: what a result adds, and to whom";
        table(
            "notes",
            caption,
            &["Note", "Shown when", "With"],
            rows.collect(),
        )
    }

    /// The "get help sooner if" lines.
    pub fn sooner(&self) -> Html {
        let rows = self.pathway().sooner.iter().enumerate().map(|(at, line)| {
            let unless = match line.unless.atoms.is_empty() {
                true => html!("–"),
                false => self.condition(&line.unless, Open::Never),
            };
            html!(
                "<tr id=\"sooner-{}\"><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
                line.name,
                self.say(self.words.sooner.get(at).map_or("", |words| words), None),
                self.condition(&line.when, Open::Never),
                unless
            )
        });
        table(
            "sooner",
            "Get help sooner if: the first six that fit are shown",
            &["Line", "Shown when", "Left out when it was told already"],
            rows.collect(),
        )
    }
}
