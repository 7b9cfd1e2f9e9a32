//! The proof as people read it.

use std::time::Duration;

use pathway::{Pathway, Sheet};
use proof::compiled::finding_name;
use proof::diagram::Count;
use proof::guarantee::{Counterexample, Example, Verdict};
use proof::invariants::{self, Kept};

use super::{Proof, said};

/// How wide a line may be.
const WIDTH: usize = 100;

/// Every guarantee in one table.
pub fn guarantees(proof: &Proof<'_>) {
    println!(
        "{:8} {:25} {:>24} {:>9}",
        "verdict", "guarantee", "answer sheets", "time"
    );
    for row in &proof.rows {
        println!(
            "{:8} {:25} {:>24} {:>9}",
            row.checked.verdict.word(),
            row.guarantee.id,
            grouped(row.checked.covers),
            time(row.took)
        );
        wrapped(row.guarantee.sentence, "         ");
        match &row.checked.verdict {
            Verdict::Proved => {}
            Verdict::Unknown(why) => println!("    unknown: {why}"),
            Verdict::Failed(broken) => {
                for broken in broken {
                    counterexample(proof.pathway, broken);
                }
            }
        }
    }
    let proved = (proof.rows.iter()).filter(|row| row.checked.verdict == Verdict::Proved);
    println!(
        "\n{} of {} guarantees proved over {} answer sheets, in {} with {} nodes",
        proved.count(),
        proof.rows.len(),
        grouped(proof.sheets),
        time(proof.took),
        grouped(proof.nodes)
    );
}

pub fn counterexample(pathway: &Pathway, broken: &Counterexample) {
    let count = match broken.sheets {
        Some(Count::ONE) => " (1 sheet)".to_owned(),
        Some(sheets) => format!(" ({} sheets)", grouped(sheets)),
        None => String::new(),
    };
    wrapped(&format!("! {}{count}", broken.about), "    ");
    for example in &broken.examples {
        self::example(pathway, example);
    }
}

pub fn example(pathway: &Pathway, example: &Example) {
    let answers = answers(pathway, &example.sheet);
    let because = finding_name(pathway, example.because);
    let advice = said(pathway, example.advice);
    wrapped(&format!("{answers} -> {advice} (`{because}`)"), "      ");
}

/// `now_1 = none; age = a18`.
pub fn answers(pathway: &Pathway, sheet: &Sheet) -> String {
    let answered = sheet.answered().map(|answer| {
        let (question, options) = content::names(pathway, answer.question(), sheet);
        format!("{question} = {}", options.join(" + "))
    });
    answered.collect::<Vec<_>>().join("; ")
}

/// Prints a text in lines that all begin in the same way.
pub fn wrapped(text: &str, indent: &str) {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && indent.len() + line.len() + 1 + word.len() > WIDTH {
            println!("{indent}{line}");
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    println!("{indent}{line}");
}

/// `511,903,501,029,440`.
pub fn grouped(number: impl ToString) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

pub fn time(took: Duration) -> String {
    if took >= Duration::from_secs(1) {
        format!("{:.2} s", took.as_secs_f64())
    } else {
        format!("{:.1} ms", took.as_secs_f64() * 1000.0)
    }
}

/// Where each invariant of the clinical brief is taken care of.
pub fn invariants() {
    for invariant in invariants::ALL {
        println!("{:2}  {}", invariant.number, invariant.says);
        for kept in invariant.kept {
            match kept {
                Kept::Proved(by) => wrapped(&format!("proved: {}", by.join(", ")), "      "),
                Kept::ByType(how) => wrapped(&format!("cannot be broken: {how}"), "      "),
                Kept::Tested(tests) => {
                    let tests = tests.join(", ");
                    wrapped(
                        &format!("not about answer sheets, tested: {tests}"),
                        "      ",
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_in_threes() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(511_903_501_029_440_u64), "511,903,501,029,440");
    }
}
