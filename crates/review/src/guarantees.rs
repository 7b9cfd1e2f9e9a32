//! What was proved over every answer sheet, and where each invariant of the clinical brief is kept.

use proof::guarantee::{Counterexample, Verdict};
use proof::invariants::{self, Kept};

use crate::book::{Book, readable, test_name};
use crate::html::{Markup, html, list, table};
use cli::prove::{answers, grouped, said};

impl Book<'_> {
    /// The guarantees with their verdicts and counts, then the invariants.
    pub fn guarantees(&self) -> Markup {
        html! {
            (self.what_is_proved())
            (self.verdicts())
            h3 { "Why the proof can be believed" }
            (list(BELIEVED.map(|line| html! { (line) })))
            h3 { "What it does not prove" }
            (list(NOT_PROVED.map(|line| html! { (line) })))
            h3 { "The 28 invariants of the brief" }
            (self.invariants())
        }
    }

    fn what_is_proved(&self) -> Markup {
        let rows = self.proof.rows();
        let proved = rows.filter(|(_, checked)| checked.verdict == Verdict::Proved);
        html! {
            p {
                "An answer sheet is one way to answer every question that is asked. There are "
                b { (grouped(self.proof.sheets())) }
                " of them. Each sentence below was checked on all of them, not on samples: "
                (proved.count())
                " of "
                (self.proof.guarantees())
                " hold. The number beside it is how many sheets it is about. A sentence about no "
                "sheet would count as broken."
            }
            p {
                "The numbers say how many sheets there are, not how many people: rare "
                "combinations count as much as common ones."
            }
        }
    }

    fn verdicts(&self) -> Markup {
        let rows = self.proof.rows().map(|(guarantee, checked)| {
            let class = match checked.verdict {
                Verdict::Proved => "good",
                Verdict::Failed(_) | Verdict::Unknown(_) => "bad",
            };
            let broken = match &checked.verdict {
                Verdict::Proved => Markup::default(),
                Verdict::Unknown(why) => html! { p.small { (why) } },
                Verdict::Failed(broken) => list(broken.iter().map(|broken| self.broken(broken))),
            };
            html! {
                tr id={ "guarantee-" (guarantee.id) } {
                    th scope="row" { (guarantee.sentence) (broken) }
                    td { span class={ "result " (class) } { (checked.verdict.word()) } }
                    td.count { (grouped(checked.covers)) }
                }
            }
        });
        table(
            "guarantees",
            "What holds on every answer sheet",
            &["Guarantee", "Verdict", "Sheets it is about"],
            rows,
        )
    }

    fn broken(&self, broken: &Counterexample) -> Markup {
        let examples = broken.examples.iter().map(|example| {
            html! {
                br;
                code { (answers(self.pathway(), &example.sheet)) }
                " gives "
                (said(self.pathway(), example.advice))
            }
        });
        html! { (broken.about) @for piece in examples { (piece) } }
    }

    fn invariants(&self) -> Markup {
        let rows = invariants::ALL.iter().map(|invariant| {
            let kept = invariant.kept.iter().map(|kept| match kept {
                Kept::Proved(by) => {
                    let by = by
                        .iter()
                        .map(|id| html! { a href={ "#guarantee-" (id) } { (readable(id)) } });
                    html! { "Proved: " (list(by)) }
                }
                Kept::ByType(how) => html! { "Cannot be broken: " (how) },
                Kept::Tested(tests) => {
                    let tests = tests.iter().map(|name| test_name(name));
                    html! { "Not about answer sheets, held by tests: " (list(tests)) }
                }
            });
            html! {
                tr {
                    td { (usize::from(invariant.number)) }
                    th scope="row" { (invariant.says) }
                    td { (list(kept)) }
                }
            }
        });
        table(
            "invariants",
            "Where each invariant is kept",
            &["No.", "Invariant", "How it is kept"],
            rows,
        )
    }
}

const BELIEVED: [&str; 6] = [
    "The program that people use and the proof read the same compiled pathway, and work it out in two ways.",
    "A hundred thousand random answer sheets go through both and must come out alike.",
    "Small made-up pathways are tried answer by answer, and the proof must say the same.",
    "A second proof, on a library by other people, counts the same sheets.",
    "For each guarantee somebody planted a mistake, and the guarantee must then fail.",
    "Every example of a broken guarantee is given to the program that people use before it is shown.",
];

const NOT_PROVED: [&str; 4] = [
    "That the clinical content is right: this is what you are asked to judge.",
    "That no question is missing: what nobody asks cannot be found.",
    "That people read the words as they are meant, and answer truthfully.",
    "That a screen shows what the pathway says: this is tested in real browsers.",
];
