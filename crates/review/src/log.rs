//! What stands behind the pathway: coverage of the brief, the hazard log, the evidence.

use content::review::{Key, Part, Place, Row, Spot, rows_of_the_brief};
use pathway::OptionId;

use crate::book::{Book, readable, test_name};
use crate::html::{Markup, all, html, joined, list, table};

const GROUPS: [(&str, &str, &str); 7] = [
    (
        "S0.",
        "First founding article",
        "Clinical rehabilitation and personal training",
    ),
    (
        "S1.",
        "Second founding article",
        "What a personal trainer may do",
    ),
    ("S2.", "Third founding article", "Medical fitness"),
    ("A", "Acceptance tests", "Drawn from the three articles"),
    (
        "RF",
        "Warning signs",
        "With what each demands, ticked or not sure",
    ),
    ("P", "Decision policy", "Safety first, then navigation"),
    (
        "",
        "Beside the list",
        "Sections of the brief, the exercise table, and signs added on the way",
    ),
];

impl Book<'_> {
    /// The coverage: every row of the brief, and what carries it.
    pub fn coverage(&self) -> Markup {
        let excused = self
            .review
            .rows
            .iter()
            .filter(|row| !row.excused.is_empty())
            .count();
        let rows = rows_of_the_brief().len();
        let mut out = vec![html! {
            p {
                (rows)
                " rows: "
                (rows - excused)
                " are carried by the pathway or its words, "
                (excused)
                " are left out on purpose, each with the reason. A test fails when a row is "
                "lost. Behind an answer stands how soon it sends somebody when it is ticked, "
                "then when it cannot be ruled out; an answer without either counts in a "
                "combination."
            }
        }];
        let mut done: Vec<&str> = Vec::new();
        for (prefix, name, about) in GROUPS {
            let of_group = |row: &&Row| {
                let number = row.id.strip_prefix(prefix);
                let numbered =
                    number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
                numbered || prefix.is_empty()
            };
            let rows = self.review.rows.iter().filter(of_group);
            let rows: Vec<&Row> = rows
                .filter(|row| !done.contains(&row.id.as_str()))
                .collect();
            done.extend(rows.iter().map(|row| row.id.as_str()));
            let rows = rows.into_iter().map(|row| self.row(row));
            out.push(html! { h3 { (name) } });
            out.push(table(
                "coverage",
                &format!("{name}: {about}"),
                &["Row", "What it says", "Where it is", "Evidence"],
                rows,
            ));
        }
        all(out)
    }

    fn row(&self, row: &Row) -> Markup {
        let carried = html! {
            (list(row.spots.iter().map(|spot| self.spot(*spot))))
            @if !row.how.is_empty() { p { (row.how) } }
            @if !row.tests.is_empty() {
                @let tests = row.tests.iter().map(|test| test_name(test));
                p { "Tested: " (joined(tests, &html! { "; " })) }
            }
            @if !row.excused.is_empty() {
                p { span.result.fair { "left out on purpose" } " " (row.excused) }
            }
        };
        html! {
            tr id={ "row-" (row.id) } {
                th scope="row" { (row.id) }
                td { (row.about) }
                td.small { (carried) }
                td { (self.evidence(row)) }
            }
        }
    }

    /// A link to what carries a row.
    fn spot(&self, spot: Spot) -> Markup {
        let pathway = self.pathway();
        match spot {
            Spot::Question(id) => html! { (self.question_link(id)) " " (self.title(id)) },
            Spot::Option(id) => self.carrying_option(id),
            Spot::Combination(id) => {
                let sign = &pathway.signs[id.index()];
                html! {
                    "combination: "
                    (self.combination_link(id))
                    " "
                    (self.urgency(sign.urgency))
                }
            }
            Spot::Kind(id) => html! { "safety rule: " (self.kind_link(id)) },
            Spot::Rule(id) => {
                let rule = &pathway.rules[id.index()];
                html! { "rule: " (self.rule_link(id)) " " (self.urgency(rule.urgency)) }
            }
            Spot::Note(id) => {
                let name = &pathway.notes[id.index()].name;
                html! { "note: " a href={ "#note-" (name) } { (readable(name)) } }
            }
            Spot::Sooner(id) => {
                let name = &pathway.sooner[id.index()].name;
                html! { "get help sooner: " a href={ "#sooner-" (name) } { (readable(name)) } }
            }
            Spot::Outcome(id) => html! { "outcome: " (self.outcome_link(id)) },
            Spot::Words(id, part) => {
                let part = Part::ALL
                    .get(usize::from(part))
                    .map_or("", |(name, _)| name);
                html! { "words: " (self.outcome_link(id)) ", " (readable(part).to_lowercase()) }
            }
            Spot::Interface(key) => {
                let key = Key::ALL.get(usize::from(key));
                let said = key.map_or("", |(_, key)| self.words.key(*key));
                html! { "on screen: “" (self.say(said, None)) "”" }
            }
            Spot::Place(place) => {
                let place = Place::ALL
                    .get(usize::from(place))
                    .map_or("", |(name, _)| name);
                html! { "words of each country: " (readable(place)) }
            }
        }
    }

    /// An option with what it demands when it is ticked and when it cannot be ruled out.
    fn carrying_option(&self, option: OptionId) -> Markup {
        let pathway = self.pathway();
        let question = pathway.question_of(option);
        let twin = pathway
            .questions
            .iter()
            .find(|other| other.which_of == Some(question));
        let twin = twin.and_then(|which| {
            which
                .options()
                .find(|other| pathway.options[other.index()] == pathway.options[option.index()])
        });
        let twin = twin.and_then(|twin| self.sign_of(twin));
        html! {
            (self.quoted_with_question(option))
            @if let Some(sign) = self.sign_of(option) { " " (self.urgency(sign.urgency)) }
            @if let Some(sign) = twin { " not sure: " (self.urgency(sign.urgency)) }
        }
    }

    /// The hazard log.
    pub fn hazards(&self) -> Markup {
        let rows = self.review.hazards.iter().map(|hazard| {
            let open = match hazard.open.is_empty() {
                true => html! { "nothing known" },
                false => html! { (hazard.open) },
            };
            html! {
                tr id={ "hazard-" (hazard.id) } {
                    th scope="row" { (hazard.id) }
                    td {
                        b { (hazard.hazard) }
                        p { "Cause: " (hazard.cause) }
                        p { "Harm: " (hazard.harm) }
                    }
                    td { (list(hazard.control.iter().map(|line| html! { (line) }))) }
                    td.small { (list(hazard.tests.iter().map(|test| test_name(test)))) }
                    td { (open) }
                }
            }
        });
        table(
            "hazards",
            "Hazards, what controls them, and the tests that show it",
            &[
                "No.",
                "Hazard",
                "What stands against it",
                "Tests, by name",
                "Still open",
            ],
            rows,
        )
    }

    /// The evidence.
    pub fn sources_list(&self) -> Markup {
        let rows = self.review.evidence.iter().map(|source| {
            let reviewed = match source.reviewed.as_str() {
                "" => html! { em { "not yet" } },
                date => html! { (date) },
            };
            html! {
                tr id={ "evidence-" (source.id) } {
                    th scope="row" { (source.id) }
                    td { (source.cite) br; a.address href=(source.address) { (source.address) } }
                    td.count { (source.mark) }
                    td { (reviewed) }
                }
            }
        });
        table(
            "evidence",
            "Evidence: C confirmed in a copy, P seen in part, M from memory",
            &["No.", "Source", "Mark", "Checked by a person"],
            rows,
        )
    }
}
