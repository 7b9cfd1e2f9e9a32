//! The written patients, and what the pathway tells them now.

use content::{Case, Expected, Group};
use pathway::{Because, Pathway};

use crate::review::book::Book;
use crate::review::html::{Html, html, joined, table};

/// How the advice compares with the advice expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Score {
    /// Less urgent than expected, or further along the care path.
    Under,
    /// As expected.
    Exact,
    /// Among the other advice that would be acceptable.
    Acceptable,
    /// More urgent than expected, or earlier on the care path.
    Over,
    /// The case does not answer every question that is asked.
    Unanswered,
}

const SCORES: [(Score, &str, &str); 5] = [
    (Score::Under, "under-called", "bad"),
    (Score::Exact, "exact", "good"),
    (Score::Acceptable, "acceptable", "fair"),
    (Score::Over, "over-called", "bad"),
    (Score::Unanswered, "not answered", "bad"),
];

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

/// What the pathway says to a written patient, and what decided.
fn advice(pathway: &Pathway, case: &Case) -> Option<(Expected, Because)> {
    let decision = pathway.decide(&pathway.walk(&case.sheet))?;
    let because = decision.findings.first()?.because;
    let advice = Expected {
        outcome: decision.outcome,
        urgency: decision.urgency,
    };
    Some((advice, because))
}

/// Compares; outcomes stand in the order of the care path, the safest first.
pub fn score(pathway: &Pathway, case: &Case) -> Score {
    let Some((now, _)) = advice(pathway, case) else {
        return Score::Unanswered;
    };
    let earlier = |advice: Expected| (advice.urgency, std::cmp::Reverse(advice.outcome));
    if now == case.expect {
        Score::Exact
    } else if case.accept.contains(&now) {
        Score::Acceptable
    } else if earlier(now) < earlier(case.expect) {
        Score::Under
    } else {
        Score::Over
    }
}

/// How many cases of a group have a score; `None`: of all groups.
pub fn count(book: &Book<'_>, group: Option<Group>, wanted: Score) -> usize {
    let cases = book.content.cases.iter();
    let of_group = cases.filter(|case| group.is_none_or(|group| case.group == group));
    of_group
        .filter(|case| score(book.pathway(), case) == wanted)
        .count()
}

impl Book<'_> {
    /// The cases: a summary, then each group.
    pub fn cases(&self) -> Html {
        let mut out = self.summary();
        for (group, name, about) in GROUPS {
            let cases = self.content.cases.iter().filter(|case| case.group == group);
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
        out
    }

    fn summary(&self) -> Html {
        let line = |name: &str, group: Option<Group>| {
            let cells = SCORES.iter().map(|&(score, _, class)| {
                let number = count(self, group, score);
                let class = if number > 0 { class } else { "zero" };
                html!("<td class=\"count {}\">{}</td>", class, number)
            });
            let all: usize = SCORES
                .iter()
                .map(|&(score, ..)| count(self, group, score))
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
        headings.extend(SCORES.iter().map(|(_, name, _)| *name));
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
        let (_, name, class) = SCORES[SCORES.iter().position(|(of, ..)| *of == score).unwrap_or(0)];
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
        let draft = match case.draft.is_empty() {
            true => Html::default(),
            false => html!("<p class=\"small\"><b>Draft:</b> {}</p>", case.draft),
        };
        html!(
            "<tr id=\"case-{}\"><th scope=\"row\">{}{}</th><td>{}</td>\
             <td><span class=\"result {}\">{}</span>{}</td><td>{}{}</td></tr>",
            case.id,
            case.about,
            draft,
            now,
            class,
            name,
            expected,
            case.why,
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
