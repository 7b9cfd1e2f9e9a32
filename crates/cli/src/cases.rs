//! `cargo xtask cases`: how the written patients come out, and how many screens and words each kind of
//! visitor is shown.
//!
//! Drafts do not count: their advice is what the pathway says, until a clinician has judged it. They
//! are scored in a line of their own, where anything but "exact" is a change that nobody has seen.
//!
//! Fails where an urgent patient is under-called, where fewer than 97 % come out exactly or more than
//! 2 % are over-called, where there are too few cases to say so, or where people are given too much to
//! read; see [`reading`].

mod reading;

use std::collections::BTreeMap;

use content::{Case, Content, Group, Score, count, score};
use pathway::Pathway;

use crate::ask::load;
use crate::prove::content_of;
use tooling::Failure;
use tooling::paths;

use reading::Reading;

/// What the written cases must reach.
mod limits {
    pub const CASES: usize = 120;
    /// Per cent, at least.
    pub const EXACT: usize = 97;
    /// Per cent, at most.
    pub const OVER: usize = 2;
}

/// What can be typed after `cases`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Compare the screens with the content of this revision of git
    #[arg(long, value_name = "REVISION")]
    against: Option<String>,
}

/// Scores the cases and prints what came out.
pub fn run(args: &Args) -> Result<(), Failure> {
    let content = load(&paths::root().join("content"))?;
    let before = args.against.as_deref().map(content_of).transpose()?;
    print_scores(&content);
    print_screens(&content, before.as_ref());
    let reading = Reading::of(&content);
    reading.print();
    let mut wrong = shortfalls(&content);
    wrong.extend(reading.shortfalls());
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        "what the written cases show is not good enough",
        wrong.join("\n"),
    ))
}

/// The cases that somebody wrote.
fn written(content: &Content) -> impl Iterator<Item = &Case> {
    content.cases.iter().filter(|case| !case.is_draft())
}

/// The cases that wait for somebody to judge them.
fn drafts(content: &Content) -> impl Iterator<Item = &Case> {
    content.cases.iter().filter(|case| case.is_draft())
}

fn print_scores(content: &Content) {
    print!("{:14}", "cases");
    for (_, name) in Score::ALL {
        print!("{name:>14}");
    }
    println!("{:>8}", "all");
    let groups = Group::ALL.iter().map(|&(id, group)| (id, Some(group)));
    for (id, group) in groups.chain([("all", None)]) {
        let counts = Score::ALL.map(|(score, _)| count(content, group, score));
        print!("{id:14}");
        for count in counts {
            print!("{count:>14}");
        }
        println!("{:>8}", counts.iter().sum::<usize>());
    }
    let [exact, over] = exact_and_over(content);
    let all = written(content).count();
    for (what, share, least_or_most, limit) in [
        ("exact", exact, "at least", limits::EXACT),
        ("over-called", over, "at most", limits::OVER),
    ] {
        let share = 100.0 * share as f64 / all as f64;
        println!("{share:5.1} % {what} ({least_or_most} {limit} %)");
    }
    let missed = count(content, Some(Group::Urgent), Score::Under);
    println!("{missed:5} urgent cases under-called (none may be)");
    let changed = drafts(content).filter(|case| score(&content.pathway, case) != Score::Exact);
    println!(
        "{} drafts need a clinician and do not count; {} of them get other advice than when they were drafted",
        drafts(content).count(),
        changed.count()
    );
}

/// How many come out exactly, and how many too urgent.
fn exact_and_over(content: &Content) -> [usize; 2] {
    [Score::Exact, Score::Over].map(|wanted| count(content, None, wanted))
}

/// What is not good enough.
fn shortfalls(content: &Content) -> Vec<String> {
    let mut wrong = Vec::new();
    let all = written(content).count();
    if all < limits::CASES {
        wrong.push(format!("{all} cases; {} are needed", limits::CASES));
    }
    for case in &content.cases {
        let scored = score(&content.pathway, case);
        let urgent_missed = scored == Score::Under && case.group == Group::Urgent;
        let draft_changed = scored != Score::Exact && case.is_draft();
        if urgent_missed || draft_changed || scored == Score::Unanswered {
            wrong.push(format!("`{}` is {}", case.id, name(scored)));
        }
    }
    let [exact, over] = exact_and_over(content);
    if exact * 100 < all * limits::EXACT {
        wrong.push(format!("{exact} of {all} come out exactly"));
    }
    if over * 100 > all * limits::OVER {
        wrong.push(format!("{over} of {all} are over-called"));
    }
    wrong
}

fn name(score: Score) -> &'static str {
    let named = Score::ALL.iter().find(|(of, _)| *of == score);
    named.map_or("", |(_, name)| name)
}

/// What kind of visitor a case is, by what brought the person here.
fn visitor(pathway: &Pathway, case: &Case) -> &'static str {
    let walk = pathway.walk(&case.sheet);
    let ticked = |question: &str, option: &str| {
        pathway.question_named(question).is_some_and(|id| {
            let option = pathway.option_named(id, option);
            walk.path.contains(&id) && option.is_some_and(|option| walk.truth.option(option))
        })
    };
    let came_with = |option: &str| ticked("reason", option);
    let healthy = ["now_1", "now_2", "history", "general", "effort", "health"];
    let asked = |question: &str| {
        let id = pathway.question_named(question);
        id.is_some_and(|id| walk.path.contains(&id))
    };
    if ticked("age", "u18") {
        "under 18"
    } else if asked("op_clear") {
        "an operation"
    } else if came_with("hurts") || came_with("unsure") {
        "a body problem"
    } else if came_with("below") {
        "pelvic or birth"
    } else if came_with("quiet") {
        "an old problem"
    } else if came_with("ill") {
        "tired or unwell"
    } else if came_with("fit") && healthy.iter().all(|question| ticked(question, "none")) {
        "healthy"
    } else if came_with("fit") {
        "fit, with a history"
    } else {
        "an emergency"
    }
}

fn screens(pathway: &Pathway, case: &Case) -> usize {
    pathway.walk(&case.sheet).path.len()
}

/// Least, median and most screens by kind of visitor; with another content, its median too, and how
/// many of the cases that both have got shorter or longer.
fn print_screens(content: &Content, before: Option<&Content>) {
    let pathway = &content.pathway;
    let mut kinds: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    for case in written(content) {
        kinds.entry(visitor(pathway, case)).or_default().push(case);
    }
    println!(
        "\n{:22}{:>7}{:>7}{:>8}{:>6}{}",
        "screens",
        "cases",
        "least",
        "median",
        "most",
        if before.is_some() {
            "  before: median, shorter now, longer now"
        } else {
            ""
        }
    );
    let all: Vec<&Case> = written(content).collect();
    for (kind, cases) in kinds
        .iter()
        .map(|(kind, cases)| (*kind, cases))
        .chain([("all", &all)])
    {
        let seen: Vec<_> = cases.iter().map(|case| screens(pathway, case)).collect();
        print!(
            "{kind:22}{:>7}{:>7}{:>8}{:>6}",
            cases.len(),
            seen.iter().min().unwrap_or(&0),
            median(&seen),
            seen.iter().max().unwrap_or(&0)
        );
        if let Some(before) = before {
            let pairs: Vec<_> = (cases.iter().zip(&seen))
                .filter_map(|(case, &now)| {
                    let same = before.cases.iter().find(|other| other.id == case.id)?;
                    Some((screens(&before.pathway, same), now))
                })
                .collect();
            let was: Vec<_> = pairs.iter().map(|&(was, _)| was).collect();
            let shorter = pairs.iter().filter(|(was, now)| now < was).count();
            let longer = pairs.iter().filter(|(was, now)| now > was).count();
            print!("{:>10}{shorter:>14}{longer:>13}", median(&was));
        }
        println!();
    }
    println!("the longest path asks {} questions", pathway.longest);
}

/// The middle one; of an even number, the greater of the two in the middle.
fn median(numbers: &[usize]) -> usize {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content() -> Content {
        load(&paths::root().join("content")).unwrap()
    }

    #[test]
    fn the_written_cases_come_out_well_enough() {
        assert_eq!(shortfalls(&content()), Vec::<String>::new());
    }

    #[test]
    fn about_this_tool_says_what_the_cases_say() {
        let content = content();
        let told = content.languages[0].lines(words::Key::AboutCases);
        let counted = |wanted| count(&content, None, wanted);
        let all = written(&content).count();
        let expected = [
            format!("We made up {all} patients"),
            format!("{} get just", counted(Score::Exact)),
            format!("{} get other advice", counted(Score::Acceptable)),
            format!("{} get less urgent", counted(Score::Under)),
            format!("{} get more urgent", counted(Score::Over)),
        ];
        for sentence in expected {
            let found = told.iter().any(|line| line.contains(&sentence));
            assert!(found, "`{sentence}` is not in {told:?}");
        }
    }

    #[test]
    fn an_urgent_patient_who_is_missed_is_named() {
        let mut content = content();
        let urgent = content.cases.iter_mut().find(|case| {
            case.group == Group::Urgent && case.expect.urgency == pathway::Urgency::Today
        });
        let case = urgent.unwrap();
        case.expect.urgency = pathway::Urgency::Call;
        let wrong = format!("`{}` is under-called", case.id);
        let told = shortfalls(&content);
        assert!(told.contains(&wrong), "{told:?}");
    }

    #[test]
    fn every_kind_of_visitor_is_among_the_cases() {
        let content = content();
        let kinds: std::collections::BTreeSet<_> = written(&content)
            .map(|case| visitor(&content.pathway, case))
            .collect();
        assert_eq!(kinds.len(), 9, "{kinds:?}");
    }

    #[test]
    fn the_median_is_the_one_in_the_middle() {
        assert_eq!(median(&[3, 1, 2]), 2);
        assert_eq!(median(&[4, 1, 2, 3]), 3);
        assert_eq!(median(&[]), 0);
    }
}
