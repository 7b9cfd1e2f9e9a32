//! How the advice on a written patient compares with the advice expected.

use std::cmp::Reverse;

use pathway::{Because, Pathway};

use crate::Content;
use crate::cases::{Case, Expected, Group};

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

impl Score {
    /// Every score with its name, the worst first.
    pub const ALL: [(Score, &str); 5] = [
        (Score::Under, "under-called"),
        (Score::Exact, "exact"),
        (Score::Acceptable, "acceptable"),
        (Score::Over, "over-called"),
        (Score::Unanswered, "not answered"),
    ];
}

/// What the pathway says to a written patient, and what decided; `None` where a question that is
/// asked has no answer.
pub fn advice(pathway: &Pathway, case: &Case) -> Option<(Expected, Because)> {
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
    let earlier = |advice: Expected| (advice.urgency, Reverse(advice.outcome));
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

/// How many cases that somebody wrote have a score; in one group, or `None`: in all. Drafts do not
/// count: their advice is what the pathway says until somebody has judged it.
pub fn count(content: &Content, group: Option<Group>, wanted: Score) -> usize {
    count_among(&content.pathway, &content.cases, group, wanted)
}

/// As [`count`], while the content is still being compiled.
pub(crate) fn count_among(
    pathway: &Pathway,
    cases: &[Case],
    group: Option<Group>,
    wanted: Score,
) -> usize {
    let written = cases.iter().filter(|case| !case.is_draft());
    written
        .filter(|case| group.is_none_or(|group| case.group == group))
        .filter(|case| score(pathway, case) == wanted)
        .count()
}
