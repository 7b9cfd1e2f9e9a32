//! The two catalogues of sentinels, entry by entry: what is asked of the advice, whether it is kept,
//! and a place for the reader's initials.

use pathway::Urgency;
use proof::sentinels::{Checked, Harm, Verdict};
use sentinels::Declared;

use crate::book::Book;
use crate::html::{Markup, all, html, list, table};
use cli::prove::{Catalogues, grouped, verdict_word, word_of_slip};

/// An entry of either catalogue, as it stands in its table.
struct Entry<'a> {
    id: &'a str,
    name: &'a str,
    /// The person in a few words, where the entry has them.
    about: &'a str,
    says: &'a [String],
    /// What is asked of the advice.
    asked: Markup,
    contested: bool,
    source: &'a [String],
    declared: Option<&'a Declared>,
    checked: &'a Checked,
    harms: Option<&'a [Harm]>,
}

impl Book<'_> {
    /// Both catalogues: a summary, then a table each.
    pub fn people(&self, catalogues: &Catalogues<'_>) -> Markup {
        let late = self.late(catalogues);
        let early = self.early(catalogues);
        let mut out = vec![about(&late, &early)];
        out.push(html! {
            h3 { "People who must never be sent too late" }
            p {
                "The least urgent advice that is still safe for each. It hangs on a line if that "
                "line alone, overlooked or answered with “not sure”, leads to less than that."
            }
        });
        for group in late.chunk_by(|(a, _), (b, _)| a == b) {
            let rows = group.iter().map(|(_, entry)| self.entry(entry));
            let caption = group.first().map_or("", |(group, _)| group);
            out.push(people(caption, ["Condition", "At the latest"], rows));
        }
        out.push(html! {
            h3 { "People who must never be sent too early" }
            p {
                "The most urgent advice that is still reasonable for each. It hangs on a line if "
                "ticking that line by mistake leads to an emergency."
            }
        });
        let rows = early.iter().map(|entry| self.entry(entry));
        let headings = ["Presentation", "At the soonest"];
        out.push(people("Everyday presentations", headings, rows));
        all(out)
    }

    fn late<'a>(&self, catalogues: &'a Catalogues<'_>) -> Vec<(&'a str, Entry<'a>)> {
        let entries = catalogues.each_dangerous().map(|(entry, checked, harms)| {
            let doctor = match &*entry.tier {
                "weeks-doctor" => ", a doctor",
                "weeks-clinician" => ", a registered clinician",
                _ => "",
            };
            let shown = Entry {
                id: &entry.id,
                name: &entry.name,
                about: "",
                says: &entry.says,
                asked: html! { (self.urgency(entry.least)) (doctor) },
                contested: entry.contested,
                source: &entry.source,
                declared: entry.declared.as_ref(),
                checked,
                harms,
            };
            (&*entry.group, shown)
        });
        entries.collect()
    }

    fn early<'a>(&self, catalogues: &'a Catalogues<'_>) -> Vec<Entry<'a>> {
        let entries = catalogues
            .each_everyday()
            .map(|(entry, checked, harms)| Entry {
                id: &entry.id,
                name: &entry.name,
                about: &entry.about,
                says: &entry.says,
                asked: self.urgency(entry.most),
                contested: entry.contested,
                source: &entry.source,
                declared: entry.declared.as_ref(),
                checked,
                harms,
            });
        entries.collect()
    }

    fn entry(&self, entry: &Entry<'_>) -> Markup {
        let about = match entry.about {
            "" => Markup::default(),
            about => html! { p.small { (about) } },
        };
        let says = entry.says.iter();
        let says = says.map(|line| html! { "“" (line) "” " });
        let contested = match entry.contested {
            true => html! { p.small { "sources differ" } },
            false => Markup::default(),
        };
        let hangs = match entry.harms {
            None => html! { "not looked at: it fails without a slip" },
            Some([]) => html! { "none" },
            Some(harms) => list(harms.iter().map(|harm| self.harm(harm))),
        };
        html! {
            tr id={ "entry-" (entry.id) } {
                th scope="row" {
                    b { (entry.name) }
                    (about)
                    p.small { @for piece in says { (piece) } }
                }
                td { (entry.asked) (contested) }
                td { (self.verdict(entry)) }
                td.small { (hangs) }
                td.small { (list(entry.source.iter().map(|source| html! { (source) }))) }
                td.blank {}
            }
        }
    }

    /// The verdict, and what the person is told where it is not what is asked.
    fn verdict(&self, entry: &Entry<'_>) -> Markup {
        let word = verdict_word(entry.checked, entry.declared);
        let (class, broken) = match &entry.checked.verdict {
            Verdict::Proved => ("good", &[][..]),
            Verdict::Declared(broken) => ("fair", &broken[..]),
            Verdict::Failed(broken) => ("bad", &broken[..]),
            Verdict::Stale | Verdict::Unknown(_) => ("bad", &[][..]),
        };
        let broken = broken.iter().map(|broken| {
            let advised = broken.examples.iter().map(|example| {
                let advice = example.advice;
                self.led(advice.outcome, advice.urgency)
            });
            html! { (broken.about) @for piece in advised { (piece) } }
        });
        let declared = entry.declared.map_or_else(Markup::default, |declared| {
            html! { p.small { (declared.reason) " Judged again: " (declared.judged_again) } }
        });
        html! {
            span class={ "result " (class) } { (word) }
            div.small { (list(broken)) }
            (declared)
        }
    }

    fn harm(&self, harm: &Harm) -> Markup {
        let leads = match &harm.example {
            Ok(example) => self.led(example.advice.outcome, example.advice.urgency),
            Err(disagreement) => html! { ": " (disagreement.to_string()) },
        };
        html! {
            (self.quoted_with_question(harm.line))
            " "
            (word_of_slip(harm.mistake))
            (leads)
        }
    }

    fn led(&self, outcome: pathway::OutcomeId, urgency: Urgency) -> Markup {
        html! { ": " (self.outcome_link(outcome)) " " (self.urgency(urgency)) }
    }
}

/// What the tables are, and how they come out.
fn about(late: &[(&str, Entry<'_>)], early: &[Entry<'_>]) -> Markup {
    let late: Vec<_> = late.iter().map(|(_, entry)| entry).collect();
    let early: Vec<_> = early.iter().collect();
    let words = ["PROVED", "FAILED", "OPEN", "BEYOND"];
    let rows = [("Never too late", late), ("Never too early", early)].map(|(name, entries)| {
        let of = |word: &str| {
            let verdicts = entries
                .iter()
                .map(|entry| verdict_word(entry.checked, entry.declared));
            let count = verdicts.filter(|verdict| *verdict == word).count();
            html! { td.count { (count) } }
        };
        let harmed = entries.iter().filter_map(|entry| entry.harms);
        html! {
            tr {
                th scope="row" { (name) }
                td.count { (grouped(entries.len())) }
                @for piece in words.map(of).into_iter() { (piece) }
                td.count { (harmed.filter(|harms| !harms.is_empty()).count()) }
            }
        }
    });
    let mut headings = vec!["Catalogue", "entries"];
    headings.extend(words);
    headings.push("hang on a line");
    html! {
        p {
            "Two lists of people, written from public guidance without sight of the rules. Plain "
            "facts are stated of each, and from these follows every truthful way to answer. "
            "PROVED: on each of those ways the advice is as asked. FAILED: on one of them, at "
            "least, it is not; below stands what it is on the shortest. OPEN and BEYOND: it is "
            "not, and the catalogue says why."
        }
        p {
            b { "No clinician has reviewed these lists." }
            " Is the limit right for this person, and the source? Put your initials behind each "
            "entry that you agree with, and correct the others."
        }
        (table(
            "summary",
            "How the catalogues come out",
            &headings,
            rows
        ))
    }
}

fn people(caption: &str, [who, asked]: [&str; 2], rows: impl Iterator<Item = Markup>) -> Markup {
    let who = format!("{who}, and what the person says");
    let headings = [&*who, asked, "Verdict", "Hangs on", "Source", "Initials"];
    table("people", caption, &headings, rows)
}
