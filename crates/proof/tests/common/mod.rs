//! What the tests share: the content, and answer sheets one after another.
#![allow(dead_code, reason = "each test uses what it needs")]

pub mod catalogue;
pub mod people;
pub mod small;

use std::path::Path;
use std::sync::LazyLock;

use content::{Content, load};
use pathway::{Answer, Choice, OptionId, Pathway, QuestionId, Sheet};

pub static CONTENT: LazyLock<Content> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    load(&root).unwrap_or_else(|problems| panic!("{problems}"))
});

/// Numbers that look random and are the same on every machine.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// Every answer that a person can give to a question.
pub fn answers(pathway: &Pathway, id: QuestionId) -> Vec<Answer> {
    let question = &pathway.questions[id.index()];
    let options: Vec<_> = question.options().collect();
    let subsets: Vec<Vec<OptionId>> = match question.choice {
        Choice::One => options.iter().map(|&option| vec![option]).collect(),
        Choice::Many => (1..1u32 << options.len())
            .map(|bits| {
                let picked = options.iter().enumerate();
                let picked = picked.filter(|(at, _)| bits >> at & 1 == 1);
                picked.map(|(_, &option)| option).collect()
            })
            .collect(),
    };
    subsets
        .iter()
        .filter_map(|options| Answer::new(pathway, id, options).ok())
        .collect()
}

/// Every finished sheet, by the interpreter alone.
pub fn every_sheet(pathway: &Pathway) -> Vec<Sheet> {
    let mut open = vec![Sheet::empty(pathway)];
    let mut finished = Vec::new();
    while let Some(sheet) = open.pop() {
        match pathway.walk(&sheet).next {
            None => finished.push(sheet),
            Some(next) => open.extend(answers(pathway, next).into_iter().map(|answer| {
                let mut on = sheet.clone();
                on.put(answer);
                on
            })),
        }
    }
    finished
}

/// Some finished sheet: mostly "none", so that paths grow long.
pub fn random_sheet(pathway: &Pathway, numbers: &mut Numbers) -> Sheet {
    let mut sheet = Sheet::empty(pathway);
    let rash = 2 + numbers.below(8);
    while let Some(next) = pathway.walk(&sheet).next {
        sheet.put(random_answer(pathway, next, rash, numbers));
    }
    sheet
}

fn random_answer(pathway: &Pathway, id: QuestionId, rash: usize, numbers: &mut Numbers) -> Answer {
    let question = &pathway.questions[id.index()];
    let options: Vec<_> = question.options().collect();
    let none = pathway.option_named(id, "none");
    loop {
        let ticked = match none {
            Some(none) if !numbers.once_in(rash) => vec![none],
            _ if question.choice == Choice::One => vec![options[numbers.below(options.len())]],
            _ => {
                let few = 1 + numbers.below(4);
                (0..few)
                    .map(|_| options[numbers.below(options.len())])
                    .collect()
            }
        };
        if let Ok(answer) = Answer::new(pathway, id, &ticked) {
            return answer;
        }
    }
}
