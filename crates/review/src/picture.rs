//! The pathway as a picture: the questions as boxes in order, and arrows for "asked because of".
//!
//! Questions that are asked because of the same earlier questions share one line. A dot is where
//! the line reads an answer, an arrow is where it leads.

use pathway::QuestionId;

use crate::book::Book;
use crate::html::{Markup, html};

const BOX: usize = 390;
const ROW: usize = 25;
const TALL: usize = 20;
const LANE: usize = 11;
const TOP: usize = 8;
const COLOURS: [&str; 6] = [
    "#0b5a73", "#8a3b12", "#3f6212", "#6b21a8", "#9d174d", "#334155",
];

/// A line of the picture: what it reads and what it leads to, as rows.
struct Lane {
    reads: Vec<usize>,
    leads: Vec<usize>,
}

impl Book<'_> {
    /// The picture.
    pub fn picture(&self) -> Markup {
        let pathway = self.pathway();
        let own = |id: &QuestionId| pathway.questions[id.index()].which_of.is_none();
        let asked: Vec<QuestionId> = pathway.ids().filter(own).collect();
        let lanes = self.lanes(&asked);
        let tall = TOP * 2 + asked.len() * ROW;
        let wide = BOX + 36 + lanes.len() * LANE;
        let boxes = asked
            .iter()
            .enumerate()
            .map(|(row, &id)| self.box_of(row, id));
        let lines = lanes.iter().enumerate().map(|(at, lane)| line(at, lane));
        html! {
            figure.picture {
                svg viewBox={ "0 0 " (wide) " " (tall) } role="group" aria-labelledby="picture-title picture-about" {
                    title id="picture-title" { "The questions in order" }
                    desc id="picture-about" {
                        "Each question is a box. A line runs from the questions that it reads, "
                        "at its dots, to the questions that are asked because of them, at its "
                        "arrows. Below, every question says in words when it is asked."
                    }
                    @for piece in lines { (piece) }
                    @for piece in boxes { (piece) }
                }
                figcaption {
                    "Filled boxes are asked of everyone. A line reads the questions at its dots "
                    "and leads to those at its arrows; each question below says the same in "
                    "words."
                }
            }
        }
    }

    /// The lines, one for each set of questions that is read.
    fn lanes(&self, asked: &[QuestionId]) -> Vec<Lane> {
        let pathway = self.pathway();
        let mut lanes: Vec<Lane> = Vec::new();
        for (row, id) in asked.iter().enumerate() {
            let reads = pathway.reads(&pathway.questions[id.index()].ask);
            let mut rows: Vec<usize> = pathway
                .ids()
                .filter(|read| reads >> read.0 & 1 == 1)
                .map(|read| self.number(read) - 1)
                .collect();
            rows.dedup();
            if rows.is_empty() {
                continue;
            }
            match lanes.iter_mut().find(|lane| lane.reads == rows) {
                Some(lane) => lane.leads.push(row),
                None => lanes.push(Lane {
                    reads: rows,
                    leads: vec![row],
                }),
            }
        }
        lanes
    }

    fn box_of(&self, row: usize, id: QuestionId) -> Markup {
        let everyone = self.pathway().questions[id.index()].ask.atoms.is_empty();
        let class = if everyone { "everyone" } else { "some" };
        let top = TOP + row * ROW;
        html! {
            a href={ "#question-" (self.pathway().questions[id.index()].name) } {
                rect class=(class) x="1" y=(top) width=(BOX) height=(TALL) rx="4" {}
                text class=(class) x="9" y=(top + TALL - 6) {
                    tspan.n { "Q" (row + 1) }
                    " "
                    (self.title(id))
                }
            }
        }
    }
}

/// One line: a stem, a stub with a dot for each question read, an arrow for each led to.
fn line(at: usize, lane: &Lane) -> Markup {
    let across = BOX + 26 + at * LANE;
    let middle = |row: usize| TOP + row * ROW + TALL / 2;
    // Stubs out of a box and arrows into it stand apart, so that neither covers the other.
    let out = |row: usize| middle(row) + 4;
    let into = |row: usize| middle(row) - 4;
    let heights = lane.reads.iter().map(|&row| out(row));
    let heights = heights.chain(lane.leads.iter().map(|&row| into(row)));
    let (from, to) = heights.fold((usize::MAX, 0), |(low, high), y| (low.min(y), high.max(y)));
    let stubs = lane.reads.iter().map(|&row| {
        html! {
            path d={ "M" (BOX + 1) " " (out(row)) "H" (across) } {}
            circle cx=(across) cy=(out(row)) r="2.6" {}
        }
    });
    let arrows = lane.leads.iter().map(|&row| {
        html! {
            path d={ "M" (across) " " (into(row)) "H" (BOX + 8) } {}
            path.head d={ "M" (BOX + 1) " " (into(row)) "l8 -3.5v7z" } {}
        }
    });
    let colour = COLOURS[at % COLOURS.len()];
    html! {
        g.lane stroke=(colour) fill=(colour) {
            path d={ "M" (across) " " (from) "V" (to) } {}
            @for piece in stubs { (piece) }
            @for piece in arrows { (piece) }
        }
    }
}
