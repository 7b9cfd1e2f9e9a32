//! Anything at all as an answer sheet, as ids and as a compiled pathway: a million inputs, and none
//! may panic.
//!
//! The numbers look random and are the same on every machine, so that a failure can be repeated.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../../proof/tests/common/mod.rs"]
mod common;

use common::{CONTENT, Numbers};
use pathway::{
    Answer, Atom, Condition, FactId, Need, OptionId, Pathway, QuestionId, RuleId, Sheet, Truth,
    decode, encode,
};

/// As many sheets, as many loose ids, and as many damaged files together make a million.
const SHEETS: usize = 500_000;
const IDS: usize = 480_000;
const FILES: usize = 20_000;

/// At most so many bytes.
fn any_bytes(numbers: &mut Numbers, most: usize) -> Vec<u8> {
    (0..numbers.below(most + 1))
        .map(|_| numbers.next() as u8)
        .collect()
}

/// Bytes as an answer sheet: a question, how many options, the options, and so on. Ids are taken as
/// they come; what nobody could answer is refused, and the rest counts.
fn sheet_of(pathway: &Pathway, bytes: &[u8]) -> Sheet {
    let mut sheet = Sheet::empty(pathway);
    let mut bytes = bytes.iter().copied();
    while let Some(question) = bytes.next() {
        let question = QuestionId(question);
        let count = bytes.next().unwrap_or(0) % 5;
        let options: Vec<_> = (0..count)
            .filter_map(|_| bytes.next())
            .map(|option| {
                // Mostly an option of the question, sometimes of another or of none.
                let first = pathway.questions.get(question.index()).map(|q| q.first.0);
                let from = first.filter(|_| option < 0xE0).unwrap_or(0);
                OptionId(from + u16::from(option & 0x0F))
            })
            .collect();
        if let Ok(answer) = Answer::new(pathway, question, &options) {
            sheet.put(answer);
        }
    }
    sheet
}

/// Everything that can be asked of a sheet.
fn use_up(pathway: &Pathway, sheet: &Sheet) {
    let walk = pathway.walk(sheet);
    for id in &walk.path {
        assert!(
            sheet.get(*id).is_some(),
            "an answer counts that nobody gave"
        );
    }
    assert_eq!(walk.next.is_none(), pathway.decide(&walk).is_some());
    let Some(decision) = pathway.decide(&walk) else {
        return;
    };
    assert_eq!(pathway.remaining(&walk), 0);
    assert_eq!(
        Some(decision.urgency),
        decision.findings.first().map(|f| f.urgency)
    );
    pathway.notes_for(&decision, &walk.truth);
    pathway.sooner_for(&walk.truth);
}

#[test]
fn any_bytes_are_an_answer_sheet() {
    let pathway = &CONTENT.pathway;
    let mut numbers = Numbers(1);
    let mut decided = 0;
    for _ in 0..SHEETS {
        let mut sheet = sheet_of(pathway, &any_bytes(&mut numbers, 160));
        use_up(pathway, &sheet);
        // Random bytes rarely finish a sheet: answer what is still asked, once in a while.
        if numbers.below(16) == 0 {
            while let Some(next) = pathway.walk(&sheet).next {
                let asked = &pathway.questions[next.index()];
                let at = numbers.below(usize::from(asked.len)) as u16;
                let option = OptionId(asked.first.0 + at);
                sheet.put(Answer::new(pathway, next, &[option]).unwrap());
            }
            use_up(pathway, &sheet);
            decided += 1;
        }
    }
    assert!(decided > SHEETS / 32, "only {decided} sheets were finished");
}

#[test]
fn any_id_is_refused_or_means_something() {
    let pathway = &CONTENT.pathway;
    let mut numbers = Numbers(2);
    let mut sheet = Sheet::empty(pathway);
    let mut truth = Truth::nothing(pathway);
    let (mut given, mut refused) = (0, 0);
    for _ in 0..IDS {
        let question = QuestionId(numbers.next() as u8);
        let near = numbers.below(pathway.options.len() + 64) as u16;
        let option = OptionId(if numbers.below(8) == 0 {
            numbers.next() as u16
        } else {
            near
        });
        let on = numbers.below(2) == 0;
        match Answer::toggled(pathway, question, sheet.get(question), option, on) {
            Ok(Some(answer)) => {
                given += 1;
                assert!(!on || answer.has(pathway, option));
                sheet.put(answer);
            }
            Ok(None) => sheet.clear(question),
            Err(_) => refused += 1,
        }
        truth.tick(option, on);
        if numbers.below(64) == 0 {
            truth.settle(pathway);
        }
        let fact = FactId(numbers.next() as u16 % 512);
        let condition = Condition {
            need: if on {
                Need::All
            } else {
                Need::AtLeast(numbers.next() as u8)
            },
            atoms: vec![Atom::Option(option), Atom::Not(option), Atom::Fact(fact)],
        };
        condition.holds(&truth, &truth);
        pathway.reads(&condition);
        pathway.answers_behind(&condition, &truth);
        pathway.question_of(option);
        pathway.option_named(question, "none");
        pathway.is_fallback(RuleId(numbers.next() as u16));
        sheet.before(question);
    }
    assert!(
        given > 1_000 && refused > 1_000,
        "{given} given, {refused} refused"
    );
}

#[test]
fn a_damaged_file_is_refused_or_is_a_pathway() {
    let whole = encode(&CONTENT.pathway);
    let mut numbers = Numbers(3);
    let mut refused = 0;
    for turn in 0..FILES {
        let mut bytes = if turn % 4 == 0 {
            any_bytes(&mut numbers, 400)
        } else {
            whole.clone()
        };
        for _ in 0..1 + numbers.below(3) {
            if !bytes.is_empty() {
                let at = numbers.below(bytes.len());
                bytes[at] ^= 1 << numbers.below(8);
            }
        }
        if numbers.below(4) == 0 {
            bytes.truncate(numbers.below(bytes.len() + 1));
        }
        let Ok(pathway) = decode(&bytes) else {
            refused += 1;
            continue;
        };
        // It fits together, so it can be answered, whatever it says now.
        if turn % 8 == 1 {
            let sheet = sheet_of(&pathway, &any_bytes(&mut numbers, 160));
            let walk = pathway.walk(&sheet);
            if let Some(decision) = pathway.decide(&walk) {
                pathway.notes_for(&decision, &walk.truth);
            }
            pathway.remaining(&walk);
        }
    }
    assert!(refused > FILES / 10, "only {refused} were refused");
}
