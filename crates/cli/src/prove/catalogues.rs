//! The two catalogues of sentinels: whether the pathway keeps what is asked of each entry, what a
//! single slip does, and which entries want what cannot both be.

mod entry;
mod json;
mod second;
mod slips;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use content::Content;
use pathway::{Pathway, QuestionId};
use proof::compiled::Compiled;
use proof::diagram::Built;
use proof::sentinels::{Checked, Clash, Entry, Harm, Proofs, Slips, Verdict, check, clashes};
use sentinels::{Dangerous, Declared, Everyday, Sentinels};

use super::table::{counterexample, grouped, time, wrapped};
use super::{how_soon, too_large};
use tooling::Failure;

pub use entry::one;
pub use second::second;
pub use slips::word as word_of_slip;

/// The questions that take one answer and should fit everybody in one way only.
const ONE_LINE: [&str; 3] = ["reason", "treatment", "state"];

/// Where the entries stand that are known to fail.
const FAILING: &str = "content/sentinels/failing.toml";

/// Both catalogues, proved.
pub struct Catalogues<'a> {
    pathway: &'a Pathway,
    sentinels: &'a Sentinels,
    proofs: Timed<Proofs>,
    slips: Timed<Slips>,
    /// Where somebody asked for them: there are many, and finding them takes longer than the rest.
    clashes: Option<Timed<Vec<Clash>>>,
}

/// A part of the proof, and how long it took.
struct Timed<T> {
    found: T,
    took: Duration,
}

/// An entry of either catalogue, as a reader meets it.
struct Row<'a> {
    id: &'a str,
    name: &'a str,
    /// What is asked of its advice, in a word.
    asked: String,
    contested: bool,
    entry: &'a dyn Entry,
    checked: &'a Checked,
}

/// The content has none.
pub fn none() -> Failure {
    Failure::new("the content has no catalogues", "")
}

/// Proves the catalogues of the content; `None` where it has none.
pub fn prove<'a>(
    compiled: &mut Compiled<'_>,
    content: &'a Content,
) -> Result<Option<Catalogues<'a>>, Failure> {
    let Some(sentinels) = &content.sentinels else {
        return Ok(None);
    };
    let proofs = timed(|| Ok(check(compiled, sentinels)))?;
    let slips = timed(|| proof::sentinels::slips(compiled, sentinels, &proofs.found))?;
    Ok(Some(Catalogues {
        pathway: &content.pathway,
        sentinels,
        proofs,
        slips,
        clashes: None,
    }))
}

fn timed<T>(prove: impl FnOnce() -> Built<T>) -> Result<Timed<T>, Failure> {
    let began = Instant::now();
    let found = prove().map_err(too_large)?;
    let took = began.elapsed();
    Ok(Timed { found, took })
}

impl Catalogues<'_> {
    /// Finds the pairs of entries that no pathway can both do right by.
    pub fn find_pairs(&mut self, compiled: &mut Compiled<'_>) -> Result<(), Failure> {
        let found = timed(|| clashes(compiled, self.sentinels, &self.proofs.found))?;
        self.clashes = Some(found);
        Ok(())
    }

    /// Each dangerous entry, checked, with the slips that harm it; `None`: truth does.
    pub fn each_dangerous(&self) -> impl Iterator<Item = (&Dangerous, &Checked, Option<&[Harm]>)> {
        let checked = self.proofs.found.dangerous.iter();
        let slips = self.slips.found.dangerous.iter().map(Option::as_deref);
        let entries = self.sentinels.dangerous.iter().zip(checked).zip(slips);
        entries.map(|((entry, checked), harms)| (entry, checked, harms))
    }

    /// Each everyday entry, likewise.
    pub fn each_everyday(&self) -> impl Iterator<Item = (&Everyday, &Checked, Option<&[Harm]>)> {
        let checked = self.proofs.found.everyday.iter();
        let slips = self.slips.found.everyday.iter().map(Option::as_deref);
        let entries = self.sentinels.everyday.iter().zip(checked).zip(slips);
        entries.map(|((entry, checked), harms)| (entry, checked, harms))
    }

    fn dangerous(&self) -> Vec<Row<'_>> {
        let proofs = self.proofs.found.dangerous.iter();
        let entries = self.sentinels.dangerous.iter().zip(proofs);
        let rows = entries.map(|(entry, checked)| dangerous_row(entry, checked));
        rows.collect()
    }

    fn everyday(&self) -> Vec<Row<'_>> {
        let proofs = self.proofs.found.everyday.iter();
        let entries = self.sentinels.everyday.iter().zip(proofs);
        let rows = entries.map(|(entry, checked)| everyday_row(entry, checked));
        rows.collect()
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let mut rows = self.dangerous();
        rows.extend(self.everyday());
        rows
    }

    /// Prints all of it.
    pub fn print(&self) {
        let catalogues = [
            ("never too late", self.dangerous()),
            ("never too early", self.everyday()),
        ];
        println!();
        for (title, rows) in &catalogues {
            summary(title, rows);
        }
        for (_, rows) in &catalogues {
            let open = rows
                .iter()
                .filter(|row| row.checked.verdict != Verdict::Proved);
            open.for_each(|row| row.print(self.pathway));
        }
        println!();
        self.print_slips();
        println!();
        if let Some(clashes) = &self.clashes {
            self.print_clashes(clashes);
        }
        self.print_lines();
        let known = self.sentinels.failing.len();
        if known > 0 {
            println!("{known} entries are known to fail: {FAILING}");
        }
        let mut took = format!(
            "verdicts took {}, slips {}",
            time(self.proofs.took),
            time(self.slips.took)
        );
        if let Some(clashes) = &self.clashes {
            let _ = write!(took, ", contradicting pairs {}", time(clashes.took));
        }
        println!("{took}");
    }

    /// How many pairs want what cannot both be, by dangerous entry.
    fn print_clashes(&self, clashes: &Timed<Vec<Clash>>) {
        println!("{} contradicting pairs", grouped(clashes.found.len()));
        for pairs in clashes.found.chunk_by(|a, b| a.dangerous == b.dangerous) {
            let Some(first) = pairs.first() else {
                continue;
            };
            let entry = &self.sentinels.dangerous[first.dangerous];
            let others = pairs.iter().map(|clash| {
                let other = &self.sentinels.everyday[clash.everyday];
                format!("{} (at most {})", other.id, how_soon(other.most))
            });
            let line = format!(
                "{} (at least {}): {}",
                entry.id,
                entry.tier,
                first_three(others)
            );
            wrapped(&line, "  ");
        }
    }

    /// Which questions fit nobody, or fit somebody in two ways.
    fn print_lines(&self) {
        for (what, found) in [("no line", self.no_line()), ("two lines", self.two_lines())] {
            let all: usize = found.iter().map(|(_, ids)| ids.len()).sum();
            let mut told = format!("{what}: {all}");
            for (id, entries) in found {
                let name = &self.pathway.questions[id.index()].name;
                let _ = write!(told, "; {name} {} ({})", entries.len(), entries.join(" "));
            }
            wrapped(&told, "");
        }
    }

    /// The questions that may be shown to somebody of whom no line fits, with those entries.
    fn no_line(&self) -> Vec<(QuestionId, Vec<&str>)> {
        let rows = self.proofs.found.both().zip(self.ids());
        let found = rows.flat_map(|(checked, entry)| checked.no_line().map(move |id| (id, entry)));
        self.by_question(found)
    }

    /// The questions that should fit in one way, with the entries that they fit in two.
    fn two_lines(&self) -> Vec<(QuestionId, Vec<&str>)> {
        let rows = self.proofs.found.both().zip(self.ids());
        let found =
            rows.flat_map(|(checked, entry)| checked.two_lines().map(move |id| (id, entry)));
        let name = |id: QuestionId| &*self.pathway.questions[id.index()].name;
        self.by_question(found.filter(|(id, _)| ONE_LINE.contains(&name(*id))))
    }

    /// The ids of all entries.
    fn ids(&self) -> impl Iterator<Item = &str> {
        let dangerous = self.sentinels.dangerous.iter().map(|entry| &*entry.id);
        dangerous.chain(self.sentinels.everyday.iter().map(|entry| &*entry.id))
    }

    fn by_question<'e>(
        &self,
        found: impl Iterator<Item = (QuestionId, &'e str)>,
    ) -> Vec<(QuestionId, Vec<&'e str>)> {
        let found: Vec<_> = found.collect();
        let by_question = self.pathway.ids().map(|id| {
            let here = found.iter().filter(|(other, _)| *other == id);
            (id, here.map(|(_, entry)| *entry).collect::<Vec<_>>())
        });
        by_question
            .filter(|(_, entries)| !entries.is_empty())
            .collect()
    }

    /// Fails unless every entry is proved, or its verdict declared, but for those that are known to fail;
    /// and unless slips do no more harm than the gate lets through.
    pub fn kept(&self) -> Result<(), Failure> {
        let rows = self.rows();
        let entries: Vec<_> = rows.iter().map(|row| (row.id, row.kept())).collect();
        as_listed(&entries, &self.sentinels.failing)?;
        self.slips_kept()
    }
}

/// `5: a, b, c, …`.
fn first_three(names: impl ExactSizeIterator<Item = String>) -> String {
    let all = names.len();
    let rest = if all > 3 { ", …" } else { "" };
    let first: Vec<_> = names.take(3).collect();
    format!("{all}: {}{rest}", first.join(", "))
}

/// Fails where an entry is not kept that is not listed, and where a listed one is.
fn as_listed(entries: &[(&str, bool)], listed: &[String]) -> Result<(), Failure> {
    let unlike = |kept: bool| {
        let unlike = entries.iter().filter(move |(id, as_asked)| {
            *as_asked == kept && listed.iter().any(|known| known == id) == kept
        });
        unlike.map(|(id, _)| *id).collect::<Vec<_>>()
    };
    let (new, mended) = (unlike(false), unlike(true));
    if !new.is_empty() {
        return Err(Failure::new(
            format!(
                "{} of {} entries of the catalogues are not proved",
                new.len(),
                entries.len()
            ),
            format!(
                "{}\nsee one with `cargo xtask prove --entry <id>`, then change the content",
                new.join(" ")
            ),
        ));
    }
    if !mended.is_empty() {
        return Err(Failure::new(
            format!(
                "entries that were known to fail are kept: {}",
                mended.join(" ")
            ),
            format!("take them off {FAILING}"),
        ));
    }
    Ok(())
}

fn dangerous_row<'a>(entry: &'a Dangerous, checked: &'a Checked) -> Row<'a> {
    Row {
        id: &entry.id,
        name: &entry.name,
        asked: format!("at least {}", entry.tier),
        contested: entry.contested,
        entry,
        checked,
    }
}

fn everyday_row<'a>(entry: &'a Everyday, checked: &'a Checked) -> Row<'a> {
    Row {
        id: &entry.id,
        name: &entry.name,
        asked: format!("at most {}", how_soon(entry.most)),
        contested: entry.contested,
        entry,
        checked,
    }
}

/// A verdict in a word.
pub fn verdict_word(checked: &Checked, declared: Option<&Declared>) -> &'static str {
    match &checked.verdict {
        Verdict::Proved => "PROVED",
        Verdict::Failed(_) | Verdict::Stale => "FAILED",
        Verdict::Unknown(_) => "UNKNOWN",
        Verdict::Declared(_) => match declared {
            Some(declared) if declared.beyond => "BEYOND",
            _ => "OPEN",
        },
    }
}

/// `never too late: 316 entries, 300 PROVED, 16 FAILED, 0 OPEN, 0 BEYOND`.
fn summary(title: &str, rows: &[Row<'_>]) {
    let mut line = format!("{title}: {} entries", rows.len());
    for word in ["PROVED", "FAILED", "OPEN", "BEYOND", "UNKNOWN"] {
        let count = rows.iter().filter(|row| row.word() == word).count();
        if count > 0 || word != "UNKNOWN" {
            let _ = write!(line, ", {count} {word}");
        }
    }
    println!("{line}");
}

impl Row<'_> {
    fn word(&self) -> &'static str {
        verdict_word(self.checked, self.entry.declared())
    }

    fn kept(&self) -> bool {
        matches!(self.word(), "PROVED" | "OPEN" | "BEYOND")
    }

    fn print(&self, pathway: &Pathway) {
        let contested = if self.contested { ", contested" } else { "" };
        let (word, id) = (self.word(), self.id);
        println!("{word:8} {id} ({}): {}{contested}", self.name, self.asked);
        if let Some(declared) = self.entry.declared() {
            wrapped(&declared.reason, "         ");
            let again = format!("judged again: {}", declared.judged_again);
            wrapped(&again, "         ");
        }
        match &self.checked.verdict {
            Verdict::Failed(broken) => {
                broken
                    .iter()
                    .for_each(|broken| counterexample(pathway, broken));
            }
            Verdict::Stale => println!("    ! it is proved: take the verdict away"),
            Verdict::Unknown(why) => println!("    unknown: {why}"),
            Verdict::Proved | Verdict::Declared(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_pairs_three_are_named() {
        let told = |names: &[&str]| first_three(names.iter().map(|name| name.to_string()));
        assert_eq!(told(&["a", "b", "c"]), "3: a, b, c");
        assert_eq!(told(&["a", "b", "c", "d"]), "4: a, b, c, …");
    }

    #[test]
    fn an_entry_that_fails_is_listed_and_a_listed_one_fails() {
        let listed = ["gout".to_owned()];
        as_listed(&[("heart", true), ("gout", false)], &listed).expect("it is as listed");

        let new = as_listed(&[("heart", false), ("gout", false)], &listed);
        let new = new.expect_err("it is not listed").to_string();
        assert!(new.contains("1 of 2 entries"), "{new}");
        assert!(new.contains("\n  heart\n"), "{new}");

        let mended = as_listed(&[("heart", true), ("gout", true)], &listed);
        let mended = mended.expect_err("it fails no longer").to_string();
        assert!(mended.contains("are kept: gout\n"), "{mended}");
        assert!(
            mended.contains("off content/sentinels/failing.toml"),
            "{mended}"
        );
    }
}
