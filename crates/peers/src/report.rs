//! The figures as a table for people, and as a chart.

use std::fmt::Write as _;

use tooling::Failure;

use crate::figures::{Figures, Spread};
use crate::measure::Profile;
use crate::site::Peer;

/// How a value is written.
#[derive(Clone, Copy)]
enum Unit {
    Milliseconds,
    Kilobytes,
    Count,
    Score,
}

/// A line of the table: the name of the measure, what a person calls it, and its unit.
type Line = (&'static str, &'static str, Unit);

/// What is measured with every network.
const EVERYWHERE: [Line; 21] = [
    ("requests", "requests before the first answer", Unit::Count),
    ("bytes", "bytes before the first answer", Unit::Kilobytes),
    ("bytes_acted", "bytes until it is acted on", Unit::Kilobytes),
    ("shown", "start visible", Unit::Milliseconds),
    ("asked", "first question visible", Unit::Milliseconds),
    ("answerable", "first question answered", Unit::Milliseconds),
    ("acted", "answer acted on", Unit::Milliseconds),
    (
        "step_median",
        "answer to next question: median",
        Unit::Milliseconds,
    ),
    ("step_95", "  95th percentile", Unit::Milliseconds),
    ("step_worst", "  worst", Unit::Milliseconds),
    ("step_script", "  of a step: script", Unit::Milliseconds),
    ("step_style", "  of a step: style", Unit::Milliseconds),
    ("step_layout", "  of a step: layout", Unit::Milliseconds),
    ("step_paint", "  of a step: paint", Unit::Milliseconds),
    ("step_work", "  of a step: all work", Unit::Milliseconds),
    ("blocking", "page: total blocking time", Unit::Milliseconds),
    ("longest", "page: longest task", Unit::Milliseconds),
    (
        "largest_paint",
        "page: largest contentful paint",
        Unit::Milliseconds,
    ),
    ("shifts", "page: cumulative layout shift", Unit::Score),
    (
        "interaction",
        "page: interaction to next paint",
        Unit::Milliseconds,
    ),
    ("live", "widget itself ready", Unit::Milliseconds),
];

/// What is measured without throttling.
const ONCE: [Line; 15] = [
    ("heap_after_1", "heap after 1 run", Unit::Kilobytes),
    ("heap_after_50", "heap after 50 runs", Unit::Kilobytes),
    ("wasm_after_1", "Wasm memory after 1 run", Unit::Kilobytes),
    (
        "wasm_after_50",
        "Wasm memory after 50 runs",
        Unit::Kilobytes,
    ),
    ("nodes_after_1", "nodes after 1 run", Unit::Count),
    ("nodes_after_50", "nodes after 50 runs", Unit::Count),
    ("up_with_1", "1 on a page: shown", Unit::Milliseconds),
    ("up_with_10", "10 on a page: shown", Unit::Milliseconds),
    ("up_with_50", "50 on a page: shown", Unit::Milliseconds),
    (
        "blocking_with_1",
        "1 on a page: blocking",
        Unit::Milliseconds,
    ),
    (
        "blocking_with_10",
        "10 on a page: blocking",
        Unit::Milliseconds,
    ),
    (
        "blocking_with_50",
        "50 on a page: blocking",
        Unit::Milliseconds,
    ),
    ("heap_with_1", "1 on a page: heap", Unit::Kilobytes),
    ("heap_with_10", "10 on a page: heap", Unit::Kilobytes),
    ("heap_with_50", "50 on a page: heap", Unit::Kilobytes),
];

impl Unit {
    fn write(self, value: f64) -> String {
        match self {
            Self::Milliseconds if value < 10.0 => format!("{value:.1} ms"),
            Self::Milliseconds => format!("{value:.0} ms"),
            Self::Kilobytes => format!("{:.1} kB", value / 1000.0),
            Self::Count => format!("{value:.0}"),
            Self::Score => format!("{value:.3}"),
        }
    }

    fn spread(self, spread: Spread) -> String {
        let Spread { median, low, high } = spread;
        if (high - low).abs() < 1e-9 {
            return self.write(median);
        }
        let bare = |value| {
            let text = self.write(value);
            text.split(' ').next().unwrap_or_default().to_owned()
        };
        format!("{} ({}–{})", self.write(median), bare(low), bare(high))
    }
}

/// The tables, one for each profile, in Markdown: as good in a terminal as in a document.
pub fn tables(figures: &Figures, profiles: &[Profile]) -> String {
    let mut out = String::new();
    for profile in profiles {
        let _ = writeln!(out, "### {}\n", profile.title);
        out.push_str(&table(figures, *profile, &EVERYWHERE));
        out.push('\n');
    }
    let once = table(figures, Profile::ALL[0], &ONCE);
    // Two lines are its head.
    if once.lines().count() > 2 {
        let _ = writeln!(
            out,
            "### Memory, and several on one page, without throttling\n\n{once}"
        );
    }
    out
}

fn table(figures: &Figures, profile: Profile, lines: &[Line]) -> String {
    let peers: Vec<_> = [Peer::Page].into_iter().chain(Peer::ASKING).collect();
    let mut rows = vec![vec!["median (half of the runs within)".to_owned()]];
    rows[0].extend(peers.iter().map(|peer| peer.title().to_owned()));
    rows[0].extend(["to the twin", "to SurveyJS"].map(str::to_owned));
    for (name, title, unit) in lines {
        let found: Vec<_> = peers
            .iter()
            .map(|peer| figures.spread(profile.id, *peer, name))
            .collect();
        if found.iter().all(Option::is_none) {
            continue;
        }
        let mut row = vec![(*title).to_owned()];
        row.extend(
            found
                .into_iter()
                .map(|one| one.map_or_else(String::new, |s| unit.spread(s))),
        );
        row.extend([Peer::Twin, Peer::SurveyJs].map(|other| {
            let ratio = figures.ratio(profile.id, (Peer::Widget, other), name);
            ratio.map_or_else(String::new, |ratio| format!("{:.2}", ratio.median))
        }));
        rows.push(row);
    }
    markdown(&rows)
}

/// Rows under each other, the first one as the head.
fn markdown(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let wide = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: Vec<_> = (0..columns)
        .map(|column| wide(column).unwrap_or(0))
        .collect();
    let mut out = String::new();
    for (place, row) in rows.iter().enumerate() {
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(out, "| {cell:width$} ");
        }
        out.push_str("|\n");
        if place == 0 {
            let _ = writeln!(
                out,
                "{}|",
                widths
                    .iter()
                    .map(|width| format!("|{}", "-".repeat(width + 2)))
                    .collect::<String>()
            );
        }
    }
    out
}

/// What the document begins its figures with. All behind it is written by the measure.
const HEADING: &str = "## What came out";

/// The document with these figures in the place of those before.
///
/// # Errors
/// When it has lost the heading.
pub fn recorded(document: &str, notes: &[String], tables: &str) -> Result<String, Failure> {
    let Some((before, _)) = document.split_once(HEADING) else {
        return Err(Failure::new(
            format!("the document has no heading `{HEADING}`"),
            "write it where the figures shall stand",
        ));
    };
    let notes: String = notes.iter().map(|note| format!("- {note}\n")).collect();
    Ok(format!(
        "{before}{HEADING}\n{notes}\n![The same questionnaire, in bars](pictures/peers.svg)\n\n{}\n",
        tables.trim_end()
    ))
}

/// Measures of the chart: those that a visitor feels.
const BARS: [Line; 4] = [
    ("bytes", "bytes before the first answer", Unit::Kilobytes),
    ("answerable", "first question answered", Unit::Milliseconds),
    ("acted", "answer acted on", Unit::Milliseconds),
    (
        "step_95",
        "answer to next question, 95th percentile",
        Unit::Milliseconds,
    ),
];

const ROW: usize = 22;
const BAR_FROM: usize = 160;
const BAR: f64 = 420.0;

/// A chart of one profile as SVG: bars of medians, with a line from quartile to quartile.
pub fn chart(figures: &Figures, profile: Profile, notes: &[String]) -> String {
    let mut y = 56;
    let mut body = String::new();
    for (name, title, unit) in BARS {
        let all: Vec<_> = Peer::ASKING
            .iter()
            .filter_map(|peer| Some((*peer, figures.spread(profile.id, *peer, name)?)))
            .collect();
        let most = all
            .iter()
            .map(|(_, spread)| spread.high)
            .fold(0.0, f64::max);
        if most <= 0.0 {
            continue;
        }
        let _ = write!(body, "<text class=\"h\" x=\"16\" y=\"{y}\">{title}</text>");
        y += 8;
        for (peer, spread) in all {
            bar(&mut body, y, peer, (spread, most), unit);
            y += ROW;
        }
        y += ROW + 8;
    }
    for note in notes {
        let _ = write!(
            body,
            "<text class=\"n\" x=\"16\" y=\"{y}\">{}</text>",
            escaped(note)
        );
        y += 16;
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 {y}\" role=\"img\" \
         aria-label=\"{title}\"><style>text{{font:13px system-ui,sans-serif;fill:#14232b}}\
         .t{{font-size:16px;font-weight:600}}.h{{font-weight:600}}.n{{font-size:11px;fill:#45565f}}\
         .o{{fill:#0b5f6b}}.p{{fill:#9fb4bb}}line{{stroke:#14232b}}</style>\
         <rect width=\"720\" height=\"{y}\" fill=\"#fff\"/>\
         <text class=\"t\" x=\"16\" y=\"28\">{title}</text>{body}</svg>\n",
        title = escaped(&format!("The same questionnaire: {}", profile.title)),
    )
}

fn bar(body: &mut String, y: usize, peer: Peer, (spread, most): (Spread, f64), unit: Unit) {
    let at = |value: f64| BAR_FROM as f64 + value / most * BAR;
    let class = if peer == Peer::Widget { "o" } else { "p" };
    let (middle, words) = (y + 9, y + 14);
    let _ = write!(
        body,
        "<text x=\"16\" y=\"{words}\">{}</text>\
         <rect class=\"{class}\" x=\"{BAR_FROM}\" y=\"{y}\" width=\"{:.1}\" height=\"18\"/>\
         <line x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{middle}\" y2=\"{middle}\"/>\
         <text x=\"{:.1}\" y=\"{words}\">{}</text>",
        escaped(peer.title()),
        spread.median / most * BAR,
        at(spread.low),
        at(spread.high),
        at(spread.median.max(spread.high)) + 8.0,
        unit.write(spread.median),
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_names_what_was_measured_and_leaves_out_what_was_not() {
        let mut figures = Figures::default();
        let profile = Profile::ALL[1];
        for (run, ours) in [(0, 400.0), (1, 500.0)] {
            figures.add(run, profile, Peer::Widget, vec![("acted".into(), ours)]);
            figures.add(
                run,
                profile,
                Peer::SurveyJs,
                vec![("acted".into(), 2.0 * ours)],
            );
        }
        let tables = tables(&figures, &[profile]);
        assert!(tables.contains("450 ms (425–475)"), "{tables}");
        assert!(tables.contains("| 0.50"), "{tables}");
        assert!(!tables.contains("requests"), "{tables}");
        assert!(!tables.contains("Memory"), "{tables}");
        let widths: Vec<_> = tables
            .lines()
            .filter(|line| line.starts_with('|'))
            .map(|line| line.chars().count())
            .collect();
        assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "{tables}");
    }

    #[test]
    fn what_is_recorded_takes_the_place_of_what_was() {
        let document = "# Measured\n\n## What came out\n- old\n";
        let new =
            recorded(document, &["a machine".to_owned()], "| table |\n\n").expect("it is there");
        assert!(
            new.starts_with("# Measured\n\n## What came out\n- a machine\n"),
            "{new}"
        );
        assert!(
            new.ends_with("| table |\n") && !new.contains("old"),
            "{new}"
        );
        let again =
            recorded(&new, &["a machine".to_owned()], "| table |\n\n").expect("it is there");
        assert_eq!(again, new);
        assert!(recorded("# Measured", &[], "").is_err());
    }

    #[test]
    fn a_chart_has_a_bar_for_each_peer_and_says_how_it_was_made() {
        let mut figures = Figures::default();
        let profile = Profile::ALL[1];
        for peer in Peer::ASKING {
            figures.add(0, profile, peer, vec![("acted".into(), 100.0)]);
        }
        let svg = chart(&figures, profile, &["2 cores, a < b".to_owned()]);
        // One is the ground.
        assert_eq!(svg.matches("<rect").count(), 1 + Peer::ASKING.len());
        assert!(svg.contains("a &lt; b"), "{svg}");
    }
}
