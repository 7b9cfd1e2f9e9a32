//! The written patients, and what the pathway tells them now.

use content::{Case, Expected, Group, NONE, Score, advice, count, score};

use crate::book::Book;
use crate::html::{Html, html, joined, list, table};

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
    pub fn cases(&self) -> Html {
        let mut out = self.summary();
        for (group, name, about) in GROUPS {
            let cases = cases(self, false).filter(|case| case.group == group);
            let rows = cases.map(|case| self.case(case)).collect();
            out.push(html!("<h3>{}</h3>", name));
            out.push(table(
                "cases",
                &format!("{name}: {about}"),
                &[
                    "Person",
                    "Advice now, and what decided",
                    "Result",
                    "Why it is right",
                ],
                rows,
            ));
        }
        out.push(self.drafts());
        out
    }

    /// The cases that a program made up: what they answer, and what a clinician is asked.
    fn drafts(&self) -> Html {
        let rows: Html = cases(self, true).map(|case| self.case(case)).collect();
        if rows.is_empty() {
            return rows;
        }
        html!(
            "<h3>Drafts</h3><p>A program made up these people, one for each small mistake in the rules that no \
             written case and no guarantee would notice. They do not count in the summary. For each of them: \
             is the advice right?</p>{}",
            table(
                "cases",
                "Drafts that need a clinician",
                &[
                    "Answers beside \u{201c}none of these\u{201d}",
                    "Advice now, and what decided",
                    "Result",
                    "Why it is here",
                ],
                rows
            )
        )
    }

    /// What a person ticked, in words; without the lines that say "none".
    fn told(&self, case: &Case) -> Html {
        let pathway = self.pathway();
        let walk = pathway.walk(&case.sheet);
        let answers = walk.path.iter().filter_map(|&id| case.sheet.get(id));
        let options: Vec<_> = answers
            .flat_map(|answer| answer.options(pathway).collect::<Vec<_>>())
            .filter(|option| &*pathway.options[option.index()] != NONE)
            .collect();
        list(options.into_iter().map(|option| self.quoted(option)))
    }

    fn summary(&self) -> Html {
        let line = |name: &str, group: Option<Group>| {
            let cells = Score::ALL.iter().map(|&(score, _)| {
                let number = count(self.content, group, score);
                let class = if number > 0 { class(score) } else { "zero" };
                html!("<td class=\"count {}\">{}</td>", class, number)
            });
            let all: usize = Score::ALL
                .iter()
                .map(|&(score, ..)| count(self.content, group, score))
                .sum();
            html!(
                "<tr><th scope=\"row\">{}</th>{}<td class=\"count\">{}</td></tr>",
                name,
                cells.collect::<Html>(),
                all
            )
        };
        let mut rows: Html = GROUPS
            .iter()
            .map(|&(group, name, _)| line(name, Some(group)))
            .collect();
        rows.push(line("All", None));
        let mut headings = vec!["Group"];
        headings.extend(Score::ALL.iter().map(|(_, name)| *name));
        headings.push("cases");
        table("summary", "How the written cases come out", &headings, rows)
    }

    fn case(&self, case: &Case) -> Html {
        let now = match advice(self.pathway(), case) {
            None => html!("<em>A question that is asked has no answer in this case.</em>"),
            Some((now, because)) => html!(
                "{}<p class=\"small\">{}</p>",
                self.advised(now),
                self.because(because)
            ),
        };
        let score = score(self.pathway(), case);
        let named = Score::ALL.iter().find(|(of, _)| *of == score);
        let name = named.map_or("", |(_, name)| name);
        let expected = match score {
            Score::Exact => Html::default(),
            _ => html!(
                "<p class=\"small\">expected: {}</p>",
                self.advised(case.expect)
            ),
        };
        let accepted = case.accept.iter().map(|advice| self.advised(*advice));
        let accepted = match case.accept.is_empty() {
            true => Html::default(),
            false => html!(
                "<p class=\"small\">also acceptable: {}</p>",
                joined(accepted, &html!("; "))
            ),
        };
        // What a draft says of itself names ids, which are not for reading.
        let (about, why) = match case.is_draft() {
            false => (html!("{}", case.about), html!("{}", case.why)),
            true => (
                self.told(case),
                html!("Without this case, one small mistake in the rules would go unnoticed."),
            ),
        };
        html!(
            "<tr id=\"case-{}\"><th scope=\"row\">{}</th><td>{}</td>\
             <td><span class=\"result {}\">{}</span>{}</td><td>{}{}</td></tr>",
            case.id,
            about,
            now,
            class(score),
            name,
            expected,
            why,
            accepted
        )
    }

    fn advised(&self, advice: Expected) -> Html {
        html!(
            "{} {}",
            self.outcome_link(advice.outcome),
            self.urgency(advice.urgency)
        )
    }
}
