//! Catalogues of people over small pathways, sheet by sheet with the interpreter. Whatever the diagrams
//! say of an entry must be what counting says; and a planted fault is found.
//!
//! What is true of a person, and which answers are truthful, is worked out here a second time, from
//! what the catalogues are said to mean and not from the code.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::HashMap;

use common::people::{Person as Sheet, alone, people};
use common::{CONTENT, catalogue};
use pathway::{
    Cause, Choice, Condition, Kind, KindId, OptionId, Outcome, OutcomeId, Parts, Pathway, Question,
    QuestionId, Rule, Sign, Urgency,
};
use proof::compiled::{Advice, Compiled};
use proof::diagram::Count;
use proof::guarantee::Example;
use proof::sentinels::{Checked, Entry, Harm, Mistake, Verdict, check, clashes, slips};
use proptest::prelude::*;
use sentinels::{
    Atom, Dangerous, Facts, Line, Lines, Person, PlainFact, Section, Sentinels, Standing, Value,
};

/// What an entry is like, worked out again.
struct Known<'a> {
    pathway: &'a Pathway,
    standing: Standing,
    /// By option: 2 true, 1 open, 0 false.
    lines: Vec<u8>,
}

fn value_of_facts(facts: &Facts, person: &Person, tempted: bool) -> Vec<u8> {
    let number = |value: Value| match value {
        Value::False => 0,
        Value::Open => 1,
        Value::True => 2,
    };
    let stated = |at: usize| {
        if person.tempting.contains(&PlainFact(at as u16)) {
            return Some(if tempted { 2 } else { 0 });
        }
        let found = person.stated.iter().find(|(fact, _)| fact.index() == at);
        found.map(|&(_, value)| number(value))
    };
    let possible = |at: usize| stated(at).is_some_and(|value| value > 0);
    let youngest = *person.ages.start();
    let mut parts: Vec<String> = Vec::new();
    for (fact, concerned) in facts.sections.iter().flat_map(|section| &section.places) {
        if possible(fact.index()) {
            parts.extend(concerned.clone());
        }
    }
    if youngest < 18 {
        parts.push("child".into());
    }
    let mut values = vec![0; facts.names.len()];
    for section in &facts.sections {
        let wrong_sex = section
            .sex
            .is_some_and(|sex| person.sex != sex && person.sex != sentinels::Sex::Any);
        if wrong_sex || section.age_max.is_some_and(|oldest| youngest > oldest) {
            continue;
        }
        let mut unstated: HashMap<usize, u8> = HashMap::new();
        if section.one_of && !section.facts.clone().any(possible) {
            let mut fits: Vec<usize> = Vec::new();
            for (route, facts) in &section.by_route {
                if person.routes.contains(route) {
                    fits.extend(facts.iter().map(|fact| fact.index()));
                }
            }
            if fits.is_empty() {
                fits.extend(section.otherwise.iter().map(|fact| fact.index()));
            }
            fits.retain(|&at| stated(at).is_none());
            let value = if fits.len() == 1 { 2 } else { 1 };
            unstated.extend(fits.into_iter().map(|at| (at, value)));
        } else if !section.one_of
            && person.standing == Standing::Dangerous
            && section.parts.iter().any(|part| parts.contains(part))
        {
            unstated.extend(section.facts.clone().map(|at| (at, 1)));
        }
        for at in section.facts.clone() {
            let default = unstated.get(&at).copied().unwrap_or(0);
            values[at] = stated(at).unwrap_or(default);
        }
    }
    values
}

fn value_of_lines(sentinels: &Sentinels, person: &Person, tempted: bool) -> Vec<u8> {
    let facts = value_of_facts(&sentinels.facts, person, tempted);
    let atom = |atom: &Atom| match atom {
        Atom::Fact(fact) => facts[fact.index()],
        Atom::Not(fact) => 2 - facts[fact.index()],
        Atom::Ages(ages) => {
            let inside = person.ages.clone().filter(|age| ages.contains(age)).count();
            match inside {
                0 => 0,
                all if all == person.ages.clone().count() => 2,
                _ => 1,
            }
        }
        Atom::Route(route) => u8::from(person.routes.contains(route)),
    };
    let line = |line: &Line| {
        let all = line
            .0
            .iter()
            .map(|atoms| atoms.iter().map(atom).min().unwrap());
        all.max().unwrap_or(0)
    };
    let mut lines: Vec<u8> = sentinels.lines.lines.iter().map(line).collect();
    for options in &sentinels.lines.first_true {
        for at in options.clone() {
            if (options.start..at).any(|before| lines[before] == 2) {
                lines[at] = 0;
            }
        }
    }
    lines
}

impl<'a> Known<'a> {
    fn of(pathway: &'a Pathway, sentinels: &Sentinels, person: &Person) -> Self {
        Known {
            pathway,
            standing: person.standing,
            lines: value_of_lines(sentinels, person, false),
        }
    }

    fn name(&self, option: OptionId) -> &'a str {
        &self.pathway.options[option.index()]
    }

    fn question(&self, id: QuestionId) -> &'a Question {
        &self.pathway.questions[id.index()]
    }

    /// The ordinary lines of a question that have this value.
    fn ordinary(&self, id: QuestionId, value: u8) -> Vec<OptionId> {
        let options = self.question(id).options();
        let ordinary = options.filter(|&o| !alone(self.pathway, o) && self.name(o) != "unsure");
        ordinary
            .filter(|o| self.lines[o.index()] == value)
            .collect()
    }

    fn named(&self, id: QuestionId, name: &str) -> Option<OptionId> {
        self.pathway.option_named(id, name)
    }

    /// Whether an answer is truthful.
    fn truthful(&self, id: QuestionId, ticked: &[OptionId]) -> bool {
        let question = self.question(id);
        if let Some(parent) = question.which_of {
            return self.names_some_of(ticked, &self.ordinary(parent, 1), None);
        }
        if question.choice == Choice::One {
            let fits = |option: OptionId| self.lines[option.index()] > 0;
            return fits(ticked[0]) || !question.options().any(fits);
        }
        let dead_end = !self.answerable(id);
        let single = ticked.len() == 1 && alone(self.pathway, ticked[0]);
        self.several(id, ticked, &self.ordinary(id, 2)) || dead_end && single
    }

    /// Whether a question that takes several has a truthful answer.
    fn answerable(&self, id: QuestionId) -> bool {
        let lone = self
            .question(id)
            .options()
            .filter(|&o| alone(self.pathway, o));
        let mut lone = lone.filter(|&o| self.name(o) == "none" || self.lines[o.index()] > 0);
        lone.next().is_some()
            || !self.ordinary(id, 2).is_empty()
            || !self.ordinary(id, 1).is_empty()
    }

    /// Whether an answer is truthful for somebody of whom these lines are true.
    fn several(&self, id: QuestionId, ticked: &[OptionId], truths: &[OptionId]) -> bool {
        let open = self.ordinary(id, 1);
        if !truths.is_empty() {
            return truths.iter().all(|line| ticked.contains(line))
                && ticked
                    .iter()
                    .all(|line| truths.contains(line) || open.contains(line));
        }
        if ticked.len() == 1 && alone(self.pathway, ticked[0]) {
            let value = |lone: OptionId| self.lines[lone.index()];
            let lone = self.question(id).options();
            let mut lone = lone.filter(|&lone| alone(self.pathway, lone));
            if lone.any(|lone| value(lone) == 2) {
                return value(ticked[0]) == 2;
            }
            return self.name(ticked[0]) == "none" || value(ticked[0]) > 0;
        }
        let unsure = self.standing == Standing::Dangerous && !open.is_empty();
        let may = |&line: &OptionId| open.contains(&line) || unsure && self.name(line) == "unsure";
        ticked.iter().all(may)
    }

    /// Whether an answer to a "which one?" screen says that it cannot say, or names lines among
    /// these, this one at least.
    fn names_some_of(
        &self,
        ticked: &[OptionId],
        lines: &[OptionId],
        least: Option<OptionId>,
    ) -> bool {
        let mut names: Vec<_> = lines.iter().map(|&line| self.name(line)).collect();
        names.extend(least.map(|line| self.name(line)));
        let ticked: Vec<_> = ticked.iter().map(|&line| self.name(line)).collect();
        ticked == ["cannot_say"]
            || ticked.iter().all(|name| names.contains(name))
                && least.is_none_or(|line| ticked.contains(&self.name(line)))
    }

    /// Whether a sheet is truthful, but for the questions that the slip answers otherwise.
    fn fits(&self, sheet: &Sheet, slip: Option<(OptionId, Mistake)>) -> bool {
        sheet.path.iter().all(|&(id, answer)| {
            let ticked: Vec<_> = answer.options(self.pathway).collect();
            let slipped = slip.and_then(|slip| self.slipped(id, &ticked, slip));
            slipped.unwrap_or_else(|| self.truthful(id, &ticked))
        })
    }

    /// Whether an answer is what the slip makes of it; `None` for a question that it does not touch.
    fn slipped(
        &self,
        id: QuestionId,
        ticked: &[OptionId],
        (line, mistake): (OptionId, Mistake),
    ) -> Option<bool> {
        let of = self.pathway.question_of(line);
        let screen = self.question(id).which_of == Some(of) && mistake == Mistake::NotSure;
        if screen {
            return Some(self.names_some_of(ticked, &self.ordinary(of, 1), Some(line)));
        }
        if id != of {
            return None;
        }
        let mut truths = self.ordinary(id, 2);
        Some(match mistake {
            Mistake::Overlooked => {
                truths.retain(|&other| other != line);
                !ticked.contains(&line) && self.several(id, ticked, &truths)
            }
            Mistake::NotSure => {
                let open = self.ordinary(id, 1);
                let unsure = self.named(id, "unsure").unwrap();
                let may = |other: &OptionId| *other == unsure || open.contains(other);
                truths == [line] && ticked.contains(&unsure) && ticked.iter().all(may)
            }
            Mistake::Mistaken if self.question(id).choice == Choice::One => ticked == [line],
            Mistake::Mistaken => {
                truths.push(line);
                self.several(id, ticked, &truths)
            }
        })
    }
}

fn advice(sheet: &Sheet) -> Advice {
    Advice {
        outcome: sheet.decision.outcome,
        urgency: sheet.decision.urgency,
    }
}

fn forbidden(entry: &Dangerous, given: Advice) -> bool {
    given.urgency < entry.least
        || entry.must_not.contains(&given.outcome)
        || entry.no_doctor.contains(&given.outcome)
}

/// The cost of the smallest.
fn smallest<'s>(pathway: &Pathway, sheets: impl Iterator<Item = &'s Sheet>) -> Option<usize> {
    sheets.map(|sheet| sheet.cost(pathway)).min()
}

/// The cost of an example.
fn cost(compiled: &Compiled<'_>, example: &Example) -> usize {
    let pathway = compiled.pathway;
    let path = pathway.walk(&example.sheet).path;
    let row = compiled.layout.values(pathway, &example.sheet, &path);
    row.iter().filter(|&&value| value > 0).count()
}

/// The verdict must be that of counting: which faults, on how many sheets, the smallest of which size.
fn compare(
    compiled: &Compiled<'_>,
    checked: &Checked,
    entry: &dyn Entry,
    truthful: &[&Sheet],
    faults: Vec<Vec<&Sheet>>,
) -> Result<(), TestCaseError> {
    let count = |number: usize| Count::from(number as u64);
    prop_assert_eq!(checked.sheets, count(truthful.len()));
    let faults: Vec<_> = faults
        .into_iter()
        .filter(|sheets| !sheets.is_empty())
        .collect();
    let kept = faults.is_empty() && !truthful.is_empty();
    let word = match (&checked.verdict, entry.declared()) {
        (Verdict::Proved, None) | (Verdict::Stale, Some(_)) => {
            prop_assert!(kept);
            return Ok(());
        }
        (Verdict::Failed(broken), None) | (Verdict::Declared(broken), Some(_)) => broken,
        (other, _) => panic!("{other:?}"),
    };
    prop_assert!(!kept);
    if truthful.is_empty() {
        prop_assert_eq!(word.len(), 1);
        prop_assert!(word[0].about.starts_with("it is about nobody"));
        return Ok(());
    }
    prop_assert_eq!(word.len(), faults.len());
    for (broken, sheets) in word.iter().zip(faults) {
        prop_assert_eq!(broken.sheets, Some(count(sheets.len())));
        let least = smallest(compiled.pathway, sheets.into_iter());
        prop_assert_eq!(Some(cost(compiled, &broken.examples[0])), least);
    }
    Ok(())
}

/// The slips that do harm must be those of counting, with the advice furthest from what is asked.
fn compare_slips(
    compiled: &Compiled<'_>,
    known: &Known<'_>,
    all: &[Sheet],
    found: Option<&[Harm]>,
    possible: Vec<(OptionId, Mistake)>,
    harms: &dyn Fn(Advice) -> bool,
) -> Result<(), TestCaseError> {
    let pathway = compiled.pathway;
    let truthful: Vec<_> = all.iter().filter(|sheet| known.fits(sheet, None)).collect();
    let harmed = truthful.iter().any(|sheet| harms(advice(sheet)));
    let looked = !harmed && !truthful.is_empty();
    prop_assert_eq!(found.is_some(), looked);
    let shown = |id: QuestionId| truthful.iter().any(|sheet| sheet.answer(id).is_some());
    let mut expected = Vec::new();
    for slip in possible.into_iter().filter(|_| looked) {
        if !shown(pathway.question_of(slip.0)) {
            continue;
        }
        let sheets = all.iter().filter(|sheet| known.fits(sheet, Some(slip)));
        let bad: Vec<_> = sheets.filter(|sheet| harms(advice(sheet))).collect();
        let urgencies = bad.iter().map(|sheet| sheet.urgency());
        let furthest = match known.standing {
            Standing::Dangerous => urgencies.min(),
            Standing::Everyday => urgencies.max(),
        };
        if let Some(furthest) = furthest {
            let bad = bad.into_iter().filter(|sheet| sheet.urgency() == furthest);
            expected.push((slip, furthest, smallest(pathway, bad).unwrap()));
        }
    }
    let found = found.unwrap_or_default().iter().map(|harm| {
        let example = harm.example.as_ref().unwrap();
        let slip = (harm.line, harm.mistake);
        (slip, example.advice.urgency, cost(compiled, example))
    });
    let mut found: Vec<_> = found.collect();
    let order = |(slip, ..): &((OptionId, Mistake), Urgency, usize)| (slip.0, slip.1 as u8);
    found.sort_by_key(order);
    expected.sort_by_key(order);
    prop_assert_eq!(found, expected);
    Ok(())
}

/// Every line that may be overlooked, or not sure of.
fn may_be_missed(known: &Known<'_>) -> Vec<(OptionId, Mistake)> {
    let mut possible = Vec::new();
    for id in known.pathway.ids() {
        let question = known.question(id);
        if question.choice == Choice::One || question.which_of.is_some() {
            continue;
        }
        let truths = known.ordinary(id, 2);
        possible.extend(truths.iter().map(|&line| (line, Mistake::Overlooked)));
        if truths.len() == 1 && known.named(id, "unsure").is_some() {
            possible.push((truths[0], Mistake::NotSure));
        }
    }
    possible
}

/// Every line that tempts.
fn may_be_ticked(
    known: &Known<'_>,
    sentinels: &Sentinels,
    person: &Person,
) -> Vec<(OptionId, Mistake)> {
    let tempted = value_of_lines(sentinels, person, true);
    let options = (0..known.pathway.options.len() as u16).map(OptionId);
    let tempting = options.filter(|&line| {
        let question = known.question(known.pathway.question_of(line));
        let together = question.choice == Choice::One || !alone(known.pathway, line);
        together && known.lines[line.index()] == 0 && tempted[line.index()] == 2
    });
    tempting.map(|line| (line, Mistake::Mistaken)).collect()
}

/// Asks of every dangerous entry just what it gets, so that a slip can do harm.
fn just_kept(pathway: &Pathway, sentinels: &mut Sentinels, all: &[Sheet]) {
    let mut tuned = sentinels.dangerous.clone();
    for entry in &mut tuned {
        let known = Known::of(pathway, sentinels, &entry.person);
        let truthful = all.iter().filter(|sheet| known.fits(sheet, None));
        if let Some(least) = truthful.map(Sheet::urgency).min() {
            entry.least = least;
            entry.no_doctor.clear();
        }
    }
    sentinels.dangerous = tuned;
}

/// The questions shown on some truthful sheet to which nothing fits.
fn nothing_fits(known: &Known<'_>, truthful: &[&Sheet]) -> Vec<QuestionId> {
    let ids = known.pathway.ids().filter(|&id| {
        let question = known.question(id);
        let fits = match (question.which_of, question.choice) {
            (Some(_), _) => true,
            (None, Choice::Many) => known.answerable(id),
            (None, Choice::One) => question.options().any(|o| known.lines[o.index()] > 0),
        };
        !fits && truthful.iter().any(|sheet| sheet.answer(id).is_some())
    });
    ids.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_verdict_is_what_counting_says(seed in any::<u64>()) {
        let pathway = catalogue::pathway(seed);
        let sentinels = catalogue::sentinels(&pathway, seed);
        let mut compiled = Compiled::new(&pathway, 1_000_000).unwrap();
        let all = people(&pathway);
        let proofs = check(&mut compiled, &sentinels);
        for (entry, checked) in sentinels.dangerous.iter().zip(&proofs.dangerous) {
            let known = Known::of(&pathway, &sentinels, &entry.person);
            let truthful: Vec<_> = all.iter().filter(|sheet| known.fits(sheet, None)).collect();
            let of = |wrong: &dyn Fn(Advice) -> bool| {
                truthful.iter().copied().filter(|sheet| wrong(advice(sheet))).collect()
            };
            let faults = vec![
                of(&|given| given.urgency < entry.least),
                of(&|given| entry.must_not.contains(&given.outcome)),
                of(&|given| entry.no_doctor.contains(&given.outcome)),
            ];
            compare(&compiled, checked, entry, &truthful, faults)?;
            let no_line: Vec<_> = checked.no_line().collect();
            prop_assert_eq!(no_line, nothing_fits(&known, &truthful));
        }
        for (entry, checked) in sentinels.everyday.iter().zip(&proofs.everyday) {
            let known = Known::of(&pathway, &sentinels, &entry.person);
            let truthful: Vec<_> = all.iter().filter(|sheet| known.fits(sheet, None)).collect();
            let of = |wrong: &dyn Fn(Advice) -> bool| -> Vec<&Sheet> {
                truthful.iter().copied().filter(|sheet| wrong(advice(sheet))).collect()
            };
            let best = of(&|given| entry.best.contains(&given.outcome));
            let faults = vec![
                of(&|given| given.urgency > entry.most),
                of(&|given| entry.never.contains(&given.outcome)),
                if best.is_empty() { truthful.clone() } else { Vec::new() },
            ];
            compare(&compiled, checked, entry, &truthful, faults)?;
        }
    }

    #[test]
    fn a_slip_does_what_counting_says(seed in any::<u64>()) {
        let pathway = catalogue::pathway(seed);
        let mut sentinels = catalogue::sentinels(&pathway, seed);
        let mut compiled = Compiled::new(&pathway, 1_000_000).unwrap();
        let all = people(&pathway);
        just_kept(&pathway, &mut sentinels, &all);
        let proofs = check(&mut compiled, &sentinels);
        let slips = slips(&mut compiled, &sentinels, &proofs).unwrap();
        for (entry, found) in sentinels.dangerous.iter().zip(&slips.dangerous) {
            let known = Known::of(&pathway, &sentinels, &entry.person);
            let possible = may_be_missed(&known);
            let harms = |given| forbidden(entry, given);
            compare_slips(&compiled, &known, &all, found.as_deref(), possible, &harms)?;
        }
        for (entry, found) in sentinels.everyday.iter().zip(&slips.everyday) {
            let known = Known::of(&pathway, &sentinels, &entry.person);
            let possible = may_be_ticked(&known, &sentinels, &entry.person);
            let harms = |given: Advice| given.outcome.0 < 2;
            compare_slips(&compiled, &known, &all, found.as_deref(), possible, &harms)?;
        }
    }

    #[test]
    fn two_entries_contradict_each_other_where_counting_says(seed in any::<u64>()) {
        let pathway = catalogue::pathway(seed);
        let sentinels = catalogue::sentinels(&pathway, seed);
        let mut compiled = Compiled::new(&pathway, 1_000_000).unwrap();
        let all = people(&pathway);
        let proofs = check(&mut compiled, &sentinels);
        let fitting = |person: &Person| -> Vec<bool> {
            let known = Known::of(&pathway, &sentinels, person);
            all.iter().map(|sheet| known.fits(sheet, None)).collect()
        };
        let one: Vec<_> = sentinels.dangerous.iter().map(|entry| fitting(&entry.person)).collect();
        let other: Vec<_> = sentinels.everyday.iter().map(|entry| fitting(&entry.person)).collect();
        let mut expected = Vec::new();
        for (a, sooner) in sentinels.dangerous.iter().enumerate() {
            for (b, later) in sentinels.everyday.iter().enumerate() {
                let both = all.iter().enumerate().filter(|&(at, _)| one[a][at] && other[b][at]);
                if let Some(cost) = smallest(&pathway, both.map(|(_, sheet)| sheet))
                    && sooner.least > later.most
                {
                    expected.push((a, b, cost));
                }
            }
        }
        let found = clashes(&mut compiled, &sentinels, &proofs).unwrap();
        let found = found.iter().map(|clash| {
            let cost = cost(&compiled, clash.example.as_ref().unwrap());
            (clash.dangerous, clash.everyday, cost)
        });
        prop_assert_eq!(found.collect::<Vec<_>>(), expected);
    }
}

/// The random people are of every kind, so the tests above say something.
#[test]
fn the_random_people_are_of_every_kind() {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for seed in 0..100 {
        let pathway = catalogue::pathway(seed);
        let sentinels = catalogue::sentinels(&pathway, seed);
        let mut compiled = Compiled::new(&pathway, 1_000_000).unwrap();
        let proofs = check(&mut compiled, &sentinels);
        let mut note = |what: &str| *seen.entry(what.into()).or_default() += 1;
        for checked in proofs.both() {
            let broken = match &checked.verdict {
                Verdict::Proved => &[],
                Verdict::Stale => {
                    note("stale");
                    continue;
                }
                Verdict::Failed(broken) | Verdict::Declared(broken) => &broken[..],
                Verdict::Unknown(why) => panic!("{why}"),
            };
            note(broken.first().map_or("proved", |broken| &broken.about));
            checked.no_line().for_each(|_| note("no line"));
            checked.two_lines().for_each(|_| note("two lines"));
        }
        let clashes = clashes(&mut compiled, &sentinels, &proofs).unwrap();
        clashes.iter().for_each(|_| note("clash"));
        let mut sentinels = sentinels;
        just_kept(&pathway, &mut sentinels, &people(&pathway));
        let proofs = check(&mut compiled, &sentinels);
        let slips = slips(&mut compiled, &sentinels, &proofs).unwrap();
        let harms = slips.dangerous.iter().chain(&slips.everyday);
        for harm in harms.flatten().flatten() {
            note(&format!("{:?}", harm.mistake));
        }
    }
    for kind in [
        "proved",
        "stale",
        "it is less urgent than is safe",
        "this must not be the first contact",
        "it brings nobody to a doctor",
        "it is more urgent than is reasonable",
        "this person must never be sent there",
        "no truthful sheet leads where it should",
        "it is about nobody: no truthful sheet exists",
        "no line",
        "two lines",
        "Overlooked",
        "NotSure",
        "Mistaken",
        "clash",
    ] {
        let times = seen.get(kind).copied().unwrap_or(0);
        assert!(times >= 5, "{kind}: {times} times; {seen:?}");
    }
}

/// One question with a sign and two harmless lines, and a person of whom the sign is true.
fn plain() -> (Parts, Sentinels) {
    let outcome = |name: &str| Outcome {
        name: name.into(),
        step: None,
        exercise_provider: false,
    };
    let options = ["chest", "knee", "none"];
    let parts = Parts {
        longest: 1,
        outcomes: vec![outcome("emergency_call"), outcome("self_care")],
        kinds: vec![Kind {
            name: "call".into(),
            policy: "P".into(),
            outcome: OutcomeId(0),
        }],
        options: options.map(Into::into).to_vec(),
        questions: vec![Question {
            name: "now".into(),
            choice: Choice::Many,
            ask: Condition::always(),
            first: OptionId(0),
            len: 3,
            exclusive: 0b100,
            which_of: None,
        }],
        signs: vec![Sign {
            kind: KindId(0),
            urgency: Urgency::Call,
            cause: Cause::Option(OptionId(0)),
        }],
        rules: vec![Rule {
            name: "last".into(),
            policy: "P".into(),
            urgency: Urgency::Ready,
            outcome: OutcomeId(1),
            when: Condition::always(),
        }],
        fallbacks: 1,
        ..Parts::default()
    };
    let fact = |at| Line(vec![vec![Atom::Fact(PlainFact(at))]]);
    let sentinels = Sentinels {
        facts: Facts {
            names: vec!["chest_pain".into(), "knee_pain".into()],
            sentences: vec![String::new(); 2],
            sections: vec![Section {
                facts: 0..2,
                ..Section::default()
            }],
        },
        lines: Lines {
            lines: vec![fact(0), fact(1), Line::default()],
            first_true: Vec::new(),
        },
        dangerous: vec![Dangerous {
            id: "heart".into(),
            group: String::new(),
            name: String::new(),
            says: Vec::new(),
            person: Person {
                ages: 40..=80,
                stated: vec![(PlainFact(0), Value::True), (PlainFact(1), Value::Open)],
                ..Person::default()
            },
            least: Urgency::Call,
            tier: "call".into(),
            must_not: Vec::new(),
            no_doctor: Vec::new(),
            source: Vec::new(),
            contested: false,
            declared: None,
        }],
        ..Sentinels::default()
    };
    (parts, sentinels)
}

#[test]
fn an_entry_fails_when_its_sign_is_taken_away() {
    let (mut parts, sentinels) = plain();
    let pathway = Pathway::new(parts.clone()).unwrap();
    let mut compiled = Compiled::new(&pathway, 1_000).unwrap();
    let proofs = check(&mut compiled, &sentinels);
    assert_eq!(proofs.dangerous[0].verdict, Verdict::Proved);
    assert_eq!(proofs.dangerous[0].sheets, Count::from(2u8));

    parts.signs.clear();
    let pathway = Pathway::new(parts).unwrap();
    let mut compiled = Compiled::new(&pathway, 1_000).unwrap();
    let proofs = check(&mut compiled, &sentinels);
    let Verdict::Failed(broken) = &proofs.dangerous[0].verdict else {
        panic!("{:?}", proofs.dangerous[0].verdict);
    };
    let [broken] = &broken[..] else {
        panic!("{broken:?}");
    };
    assert_eq!(broken.sheets, Some(Count::from(2u8)));
    let sheet = &broken.examples[0].sheet;
    let ticked = sheet.get(QuestionId(0)).unwrap();
    assert_eq!(ticked.options(&pathway).collect::<Vec<_>>(), [OptionId(0)]);
}

#[test]
fn an_entry_hangs_on_the_only_line_that_catches_it() {
    let (parts, sentinels) = plain();
    let pathway = Pathway::new(parts).unwrap();
    let mut compiled = Compiled::new(&pathway, 1_000).unwrap();
    let proofs = check(&mut compiled, &sentinels);
    let slips = slips(&mut compiled, &sentinels, &proofs).unwrap();
    let harms = slips.dangerous[0].as_deref().unwrap();
    assert_eq!(harms.len(), 1);
    assert_eq!(
        (harms[0].line, harms[0].mistake),
        (OptionId(0), Mistake::Overlooked)
    );
    assert_eq!(
        harms[0].example.as_ref().unwrap().advice.urgency,
        Urgency::Ready
    );
}

#[test]
fn with_too_few_nodes_nothing_is_claimed() {
    let (parts, sentinels) = plain();
    let pathway = Pathway::new(parts).unwrap();
    let nodes = Compiled::new(&pathway, 1_000).unwrap().diagrams.nodes();
    let mut just = Compiled::new(&pathway, nodes).unwrap();
    let proofs = check(&mut just, &sentinels);
    let why = "the diagrams grew past their limit";
    assert_eq!(proofs.dangerous[0].verdict, Verdict::Unknown(why.into()));
}

/// On the content itself: somebody who must call now is caught by the signs of an emergency that are
/// true of that person, and by nothing else.
#[test]
fn an_entry_of_the_content_fails_when_its_signs_are_taken_away() {
    let Some(mut sentinels) = CONTENT.sentinels.clone() else {
        return;
    };
    let mut parts = (*CONTENT.pathway).clone();
    let signs_of = |entry: &Dangerous| -> Vec<Sign> {
        let lines = CONTENT.sentinels.as_ref().unwrap().lines_of(&entry.person);
        let signs = parts.signs.iter().filter(|sign| match &sign.cause {
            Cause::Option(option) => {
                sign.urgency == Urgency::Call && lines[option.index()] != Value::False
            }
            Cause::Together { .. } => false,
        });
        signs.cloned().collect()
    };
    let caught = |entry: &Dangerous| entry.least == Urgency::Call && !signs_of(entry).is_empty();
    let entry = sentinels.dangerous.iter().find(|entry| caught(entry));
    let entry = entry.unwrap().clone();
    let signs = signs_of(&entry);
    parts.signs.retain(|sign| !signs.contains(sign));
    sentinels.dangerous = vec![entry];
    sentinels.everyday.clear();
    let pathway = Pathway::new(parts).unwrap();
    let mut compiled = Compiled::new(&pathway, proof::NODE_LIMIT).unwrap();
    let checked = &check(&mut compiled, &sentinels).dangerous[0];
    let failed = matches!(checked.verdict, Verdict::Failed(_) | Verdict::Declared(_));
    assert!(
        failed,
        "{}: {:?}",
        sentinels.dangerous[0].id, checked.verdict
    );
}
