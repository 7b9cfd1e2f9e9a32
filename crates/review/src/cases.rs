//! The written patients, and what the pathway tells them now.

use content::{Case, Expected, Group, NONE, Score, advice, count, score};

use crate::book::Book;
use crate::html::{Markup, html, joined, list, table};

/// The look of a score.
fn class(score: Score) -> &'static str {
    match score {
        Score::Exact => "good",
        Score::Acceptable => "fair",
        Score::Under | Score::Over | Score::Unanswered => "bad",
    }
}

const GROUPS: [(Group, &str, &str); 4] = [
    (Group::Urgent, "Urgent", "people who need help now or today"),
    (
        Group::Doctor,
        "Doctor first",
        "people for whom a doctor comes before anyone else",
    ),
    (
        Group::Navigation,
        "Navigation",
        "people with no warning sign, and the professional who fits",
    ),
    (
        Group::OverCaution,
        "Over-caution",
        "people whom a careless tool would send too high",
    ),
];

/// The cases that somebody wrote, and those that wait for somebody to judge them.
fn cases<'a>(book: &Book<'a>, draft: bool) -> impl Iterator<Item = &'a Case> {
    let cases = book.content.cases.iter();
    cases.filter(move |case| case.is_draft() == draft)
}

impl Book<'_> {
    /// The cases: a summary, then each group.
    pub fn cases(&self) -> Markup {
        let headings = [
            "Person",
            "Advice now, and what decided",
            "Result",
            "Why it is right",
        ];
        html! {
            (self.summary())
            @for (group, name, about) in GROUPS {
                @let cases = cases(self, false).filter(|case| case.group == group);
                @let rows = cases.map(|case| self.case(case));
                h3 { (name) }
                (table("cases", &format!("{name}: {about}"), &headings, rows))
            }
            (self.drafts())
        }
    }

    /// The cases that a program made up: what they answer, and what a clinician is asked.
    fn drafts(&self) -> Markup {
        if cases(self, true).next().is_none() {
            return Markup::default();
        }
        let rows = cases(self, true).map(|case| self.case(case));
        html! {
            h3 { "Drafts" }
            p {
                "A program made up these people, one for each small mistake in the rules that no "
                "written case and no guarantee would notice. They do not count in the summary. "
                "For each of them: is the advice right?"
            }
            (table(
                "cases",
                "Drafts that need a clinician",
                &[
                    "Answers beside \u{201c}none of these\u{201d}",
                    "Advice now, and what decided",
                    "Result",
                    "Why it is here",
                ],
                rows
            ))
        }
    }

    /// What a person ticked, in words; without the lines that say "none".
    fn told(&self, case: &Case) -> Markup {
        let pathway = self.pathway();
        let walk = pathway.walk(&case.sheet);
        let answers = walk.path.iter().filter_map(|&id| case.sheet.get(id));
        let options: Vec<_> = answers
            .flat_map(|answer| answer.options(pathway).collect::<Vec<_>>())
            .filter(|option| &*pathway.options[option.index()] != NONE)
            .collect();
        list(options.into_iter().map(|option| self.quoted(option)))
    }

    fn summary(&self) -> Markup {
        let line = |name: &str, group: Option<Group>| {
            let cells = Score::ALL.iter().map(|&(score, _)| {
                let number = count(self.content, group, score);
                let class = if number > 0 { class(score) } else { "zero" };
                html! { td class={ "count " (class) } { (number) } }
            });
            let all: usize = Score::ALL
                .iter()
                .map(|&(score, ..)| count(self.content, group, score))
                .sum();
            html! {
                tr {
                    th scope="row" { (name) }
                    @for piece in cells { (piece) }
                    td.count { (all) }
                }
            }
        };
        let groups = GROUPS.map(|(group, name, _)| line(name, Some(group)));
        let rows = groups.into_iter().chain([line("All", None)]);
        let mut headings = vec!["Group"];
        headings.extend(Score::ALL.iter().map(|(_, name)| *name));
        headings.push("cases");
        table("summary", "How the written cases come out", &headings, rows)
    }

    fn case(&self, case: &Case) -> Markup {
        let now = match advice(self.pathway(), case) {
            None => html! { em { "A question that is asked has no answer in this case." } },
            Some((now, because)) => {
                html! { (self.advised(now)) p.small { (self.because(because)) } }
            }
        };
        let score = score(self.pathway(), case);
        let named = Score::ALL.iter().find(|(of, _)| *of == score);
        let name = named.map_or("", |(_, name)| name);
        let expected = match score {
            Score::Exact => Markup::default(),
            _ => html! { p.small { "expected: " (self.advised(case.expect)) } },
        };
        let accepted = case.accept.iter().map(|advice| self.advised(*advice));
        let accepted = match case.accept.is_empty() {
            true => Markup::default(),
            false => html! { p.small { "also acceptable: " (joined(accepted, &html! { "; " })) } },
        };
        // What a draft says of itself names ids, which are not for reading.
        let (about, why) = match case.is_draft() {
            false => (html! { (case.about) }, html! { (case.why) }),
            true => (
                self.told(case),
                html! {
                    "Without this case, one small mistake in the rules would go unnoticed."
                },
            ),
        };
        html! {
            tr id={ "case-" (case.id) } {
                th scope="row" { (about) }
                td { (now) }
                td { span class={ "result " (class(score)) } { (name) } (expected) }
                td { (why) (accepted) }
            }
        }
    }

    fn advised(&self, advice: Expected) -> Markup {
        html! { (self.outcome_link(advice.outcome)) " " (self.urgency(advice.urgency)) }
    }
}
