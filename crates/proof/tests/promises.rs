//! Every promise on small random pathways, against looking at each sheet.
//!
//! The groups mean nothing here: any lines may be "the emergency lines" or "the ages". So most
//! promises are broken on most pathways, and what is said of them must be what counting says: which
//! way, on how many sheets, and how small the smallest two are.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::people::{
    Person, alone, first_difference, in_place_of, is_sign, one_more, otherwise_alike, people,
};
use common::{Numbers, small};
use pathway::{
    Atom, Because, Cause, Choice, Condition, Fact, FactId, KindId, Need, Note, NoteId, OptionId,
    OutcomeId, Parts, Pathway, QuestionId, RuleId, Sheet, SignId, Truth, Urgency,
};
use proof::compiled::Compiled;
use proof::groups::Groups;
use proof::guarantee::{Counterexample, Verdict};
use proof::guarantees::named;
use proof::walk::Reached;
use proptest::prelude::*;

/// A small pathway, groups, and everybody who could answer it.
struct World {
    pathway: Pathway,
    groups: Groups,
    people: Vec<Person>,
    /// Signs, rules and fallbacks in the order in which they decide.
    findings: Vec<Because>,
}

/// What must be said of a promise.
#[derive(Debug, PartialEq)]
struct Said {
    covers: usize,
    /// How it is broken: the words, and how many sheets there are, or what the smallest two cost
    /// together.
    broken: Vec<(String, Option<usize>)>,
}

/// What looking at each sheet says of a promise.
type Look = fn(&World) -> Said;

/// Each promise but the few that `small.rs` and `random.rs` look at.
const PROMISES: &[(&str, Look)] = &[
    ("one_advice", one_advice),
    ("no_fallback", no_fallback),
    ("every_finding_decides", every_finding_decides),
    ("everything_reached", everything_reached),
    ("no_condition_always_true", no_condition_always_true),
    ("emergencies_first", emergencies_first),
    ("emergency_ends", emergency_ends),
    ("longest_path", longest_path),
    ("sign_floor", sign_floor),
    ("call", call),
    ("go", go),
    ("unsure_never_reassures", unsure_never_reassures),
    ("cauda_equina", cauda_equina),
    ("yes_at_least_unsure", yes_at_least_unsure),
    ("health_hides_no_sign", health_hides_no_sign),
    ("child_at_least_adult", child_at_least_adult),
    ("injury_of_now", injury_of_now),
    ("wishes", wishes),
    ("age_alone", age_alone),
    ("clearance", clearance),
    ("exertional", exertional),
    ("surgery", surgery),
    ("under_18", under_18),
    ("pregnancy", pregnancy),
    ("personal_trainer", personal_trainer),
    ("self_care", self_care),
    ("notes", notes),
    ("true_reasons", true_reasons),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_said_of_a_promise_is_what_looking_at_each_sheet_says(seed in any::<u64>()) {
        let world = World::new(seed);
        prop_assume!(world.people.len() <= 500);
        let mut compiled = Compiled::new(&world.pathway, 1_000_000).unwrap();
        for &(id, looked) in PROMISES {
            let mut expected = looked(&world);
            if expected.covers == 0 {
                let about = "it is about nobody, so it says nothing";
                expected.broken.push((about.into(), None));
            }
            expected.broken.sort();
            let said = said(&world, &mut compiled, id);
            prop_assert_eq!(said, expected, "{}", id);
        }
    }
}

fn said(world: &World, compiled: &mut Compiled<'_>, id: &str) -> Said {
    let result = named(id).unwrap().check(compiled, &world.groups);
    let broken = match result.verdict {
        Verdict::Proved => Vec::new(),
        Verdict::Failed(broken) => broken,
        Verdict::Unknown(why) => panic!("{id}: {why}"),
    };
    let number = |broken: &Counterexample| match (&broken.examples[..], broken.sheets) {
        ([a, b], None) => {
            let of = |sheet: &Sheet| world.people.iter().find(|person| person.sheet == *sheet);
            let costs = [a, b].map(|one| of(&one.sheet).unwrap().cost(&world.pathway));
            Some(costs.iter().sum())
        }
        (_, sheets) => sheets.map(|sheets| sheets.as_usize()),
    };
    let mut broken: Vec<_> = (broken.iter())
        .map(|broken| (broken.about.clone(), number(broken)))
        .collect();
    broken.sort();
    let covers = result.covers.as_usize();
    Said { covers, broken }
}

impl World {
    fn new(seed: u64) -> Self {
        let mut numbers = Numbers(seed.rotate_left(32));
        let mut parts: Parts = (*small::pathway(seed)).clone();
        let options: Vec<_> = (0..parts.options.len() as u16).map(OptionId).collect();
        let outcomes: Vec<_> = (0..parts.outcomes.len() as u8).map(OutcomeId).collect();
        for outcome in &mut parts.outcomes {
            outcome.exercise_provider = numbers.once_in(2);
        }
        for at in 0..parts.kinds.len() {
            parts.kinds[at].policy = ["P", "Q"][numbers.below(2)].into();
        }
        for rule in &mut parts.rules {
            rule.policy = ["P", "Q"][numbers.below(2)].into();
        }
        for name in ["parent", "prenatal"] {
            let atoms = some(&mut numbers, 2, &options).into_iter();
            parts.notes.push(Note {
                name: name.into(),
                outcomes: some(&mut numbers, 3, &outcomes),
                when: Condition {
                    need: Need::AtLeast(1),
                    atoms: atoms.map(Atom::Option).collect(),
                },
            });
        }
        parts.longest = 1 + numbers.below(5) as u8;
        for question in &mut parts.questions {
            let last = usize::from(question.len) - 1;
            let own = question.first.index()..=question.first.index() + last;
            let asks = parts.options[own.clone()]
                .iter()
                .any(|name| **name == *"unsure");
            if !asks && numbers.once_in(2) {
                parts.options[*own.end()] = "unsure".into();
            }
            if question.choice == Choice::Many && last > 1 && numbers.once_in(2) {
                question.exclusive |= 1 << last;
            }
        }
        // Nothing has to be ticked for this fact, so a rule that rests on it quotes nothing.
        if numbers.once_in(4) {
            let fact = FactId(parts.facts.len() as u16);
            parts.facts.push(Fact {
                name: "always".into(),
                when: Condition::always(),
            });
            parts.rules[0].when.atoms.push(Atom::Fact(fact));
        }
        let pathway = Pathway::new(parts).unwrap();
        World {
            groups: groups(&pathway, &mut numbers),
            people: people(&pathway),
            findings: in_order(&pathway),
            pathway,
        }
    }

    fn count(&self, of_whom: impl Fn(&Person) -> bool) -> usize {
        self.people.iter().filter(|person| of_whom(person)).count()
    }

    /// A promise about some people that says nothing else yet.
    fn about(&self, of_whom: impl Fn(&Person) -> bool) -> Said {
        Said {
            covers: self.count(of_whom),
            broken: Vec::new(),
        }
    }

    fn option(&self, option: OptionId) -> String {
        let question = &self.pathway.questions[self.pathway.question_of(option).index()];
        format!("{}.{}", question.name, self.pathway.options[option.index()])
    }

    fn name(&self, because: Because) -> String {
        match because {
            Because::Sign(id) => match &self.pathway.signs[id.index()].cause {
                Cause::Option(option) => self.option(*option),
                Cause::Together { name, .. } => name.to_string(),
            },
            Because::Rule(id) => self.pathway.rules[id.index()].name.to_string(),
        }
    }

    fn fallback(&self, because: Because) -> bool {
        matches!(because, Because::Rule(id) if self.pathway.is_fallback(id))
    }

    fn advice(&self, because: Because) -> (OutcomeId, Urgency, &str) {
        match because {
            Because::Sign(id) => {
                let sign = &self.pathway.signs[id.index()];
                let kind = &self.pathway.kinds[sign.kind.index()];
                (kind.outcome, sign.urgency, &kind.policy)
            }
            Because::Rule(id) => {
                let rule = &self.pathway.rules[id.index()];
                (rule.outcome, rule.urgency, &rule.policy)
            }
        }
    }

    fn exercise(&self, person: &Person) -> bool {
        self.pathway.outcomes[person.decision.outcome.index()].exercise_provider
    }

    fn has_sign(&self, person: &Person) -> bool {
        let mut signs = self.pathway.signs.iter();
        signs.any(|sign| self.pathway.sign_holds(sign, &person.walk.truth))
    }
}

impl Said {
    fn never(&mut self, sheets: usize, about: impl Into<String>) {
        if sheets > 0 {
            self.broken.push((about.into(), Some(sheets)));
        }
    }

    fn wrong(&mut self, wrong: bool, about: impl Into<String>) {
        if wrong {
            self.broken.push((about.into(), None));
        }
    }
}

/// Each of these, once in so many times.
fn some<T: Copy>(numbers: &mut Numbers, times: usize, all: &[T]) -> Vec<T> {
    let mut all = all.to_vec();
    all.retain(|_| numbers.once_in(times));
    all
}

fn groups(pathway: &Pathway, numbers: &mut Numbers) -> Groups {
    let options: Vec<_> = (0..pathway.options.len() as u16).map(OptionId).collect();
    let outcomes: Vec<_> = (0..pathway.outcomes.len() as u8).map(OutcomeId).collect();
    let questions: Vec<_> = pathway.ids().collect();
    let names: Vec<_> = in_order(pathway).into_iter().collect();
    let single: Vec<_> = (questions.iter())
        .filter(|id| pathway.questions[id.index()].choice == Choice::One)
        .collect();
    let ages = match single[..] {
        [] => Vec::new(),
        _ => {
            let id = single[numbers.below(single.len())];
            let mut ages: Vec<_> = pathway.questions[id.index()].options().collect();
            if numbers.once_in(2) {
                ages.pop();
            }
            ages
        }
    };
    let world = World {
        pathway: pathway.clone(),
        groups: Groups::default(),
        people: Vec::new(),
        findings: Vec::new(),
    };
    let floors = [Urgency::Call, Urgency::Today, Urgency::Days(14)];
    let mut lines = |times| some(numbers, times, &options);
    let mut groups = Groups {
        call: lines(5),
        go: lines(5),
        clearance: lines(4),
        disease: lines(4),
        pressure: lines(4),
        active_or_cleared: lines(4),
        exertional: lines(3),
        under_18: lines(3),
        adult_ages: ages,
        operated: lines(3),
        operation_cleared: lines(3),
        pregnant: lines(3),
        pregnancy_limits: lines(4),
        cauda_equina: lines(3),
        long_standing: lines(3),
        nerve: lines(4),
        problem: lines(5),
        condition: lines(5),
        well: lines(2),
        new_or_stopped: lines(2),
        child_fine: lines(4),
        wishes: lines(2),
        wish_lines: lines(2),
        none: lines(2),
        fit: lines(4),
        injury_now: lines(3),
        yes_is_asked_more: lines(6),
        unsure_may_wait: lines(4),
        unsure_but_old: lines(2).into_iter().zip(lines(2)).collect(),
        unsure_if: (lines(3).into_iter())
            .map(|line| (line, lines(3)))
            .collect(),
        ..Groups::default()
    };
    // Wishes that stand alone are one wish for another only where one answer is taken.
    if numbers.once_in(3) {
        groups.wishes = options.clone();
        groups.wishes.retain(|&option| alone(pathway, option));
    }
    groups.unsure_may_pass = some(numbers, 4, &questions);
    groups.safety_screens = some(numbers, 2, &questions);
    groups.whole_body = some(numbers, 2, &questions);
    groups.before_exercise = some(numbers, 4, &questions);
    groups.injury_screens = some(numbers, 3, &questions);
    groups.physiotherapists = some(numbers, 3, &outcomes);
    groups.emergency = some(numbers, 2, &outcomes);
    groups.self_care = Some(outcomes[numbers.below(outcomes.len())]);
    groups.personal_trainer = Some(outcomes[numbers.below(outcomes.len())]);
    groups.parent_note = Some(NoteId(0));
    groups.prenatal_note = Some(NoteId(1));
    groups.kind_floors = (pathway.kinds.iter())
        .map(|_| floors[numbers.below(3)])
        .collect();
    groups.age_combinations = (some(numbers, 2, &names).into_iter())
        .map(|because| world.name(because))
        .collect();
    groups
}

/// Signs by urgency and kind, then rules by urgency, then fallbacks by urgency.
fn in_order(pathway: &Pathway) -> Vec<Because> {
    let mut signs: Vec<_> = (0..).map(SignId).zip(&pathway.signs).collect();
    signs.sort_by(|(_, a), (_, b)| b.urgency.cmp(&a.urgency).then(a.kind.cmp(&b.kind)));
    let mut rules: Vec<_> = (0..).map(RuleId).zip(&pathway.rules).collect();
    rules.sort_by(|(a, one), (b, other)| {
        let last = pathway.is_fallback(*a).cmp(&pathway.is_fallback(*b));
        last.then(other.urgency.cmp(&one.urgency))
    });
    let signs = signs.into_iter().map(|(id, _)| Because::Sign(id));
    let rules = rules.into_iter().map(|(id, _)| Because::Rule(id));
    signs.chain(rules).collect()
}

fn one_advice(world: &World) -> Said {
    world.about(|_| true)
}

fn no_fallback(world: &World) -> Said {
    let mut said = world.about(|_| true);
    for &because in &world.findings {
        if world.fallback(because) {
            let name = world.name(because);
            let decided = world.count(|one| one.decision.findings[0].because == because);
            said.never(decided, format!("only the fallback `{name}` fits"));
        }
    }
    said
}

fn every_finding_decides(world: &World) -> Said {
    let mut said = world.about(|_| true);
    for (at, &because) in world.findings.iter().enumerate() {
        if world.fallback(because) {
            continue;
        }
        let name = world.name(because);
        let found: Vec<_> = (world.people.iter())
            .filter(|one| one.has(&world.pathway, because))
            .collect();
        let decides = |one: &&&Person| one.decision.findings[0].because == because;
        let decided = found.iter().filter(decides).count();
        if found.is_empty() {
            let about = format!("`{name}` is impossible: no answer sheet makes it true");
            said.wrong(true, about);
        } else if decided == 0 {
            let by: BTreeSet<_> = (found.iter())
                .map(|one| one.decision.findings[0].because)
                .filter_map(|by| world.findings.iter().position(|&other| other == by))
                .collect();
            let by: Vec<_> = (by.iter().take(3))
                .map(|&by| format!("`{}`", world.name(world.findings[by])))
                .collect();
            let others = by.join(" or ");
            let about = format!("`{name}` is hidden: {others} always decides before it");
            said.never(found.len(), about);
        } else {
            // Who would decide without it, of those on whose sheets it decides?
            let matters = found.iter().filter(decides).any(|one| {
                let mut after = world.findings[at + 1..].iter();
                let next = after.find(|&&next| one.has(&world.pathway, next));
                next.is_none_or(|&next| {
                    world.fallback(next) || world.advice(next) != world.advice(because)
                })
            });
            let about = format!(
                "`{name}` has no effect: without it the same is advised under the same policy"
            );
            said.never(if matters { 0 } else { decided }, about);
        }
    }
    said
}

fn everything_reached(world: &World) -> Said {
    let mut said = world.about(|_| true);
    for id in world.pathway.ids() {
        let question = &world.pathway.questions[id.index()];
        let asked = world.count(|one| one.answer(id).is_some());
        said.wrong(asked == 0, format!("nobody is asked `{}`", question.name));
        for option in question.options().filter(|_| asked > 0) {
            let name = world.option(option);
            let ticked = world.count(|one| one.any(&[option]));
            said.wrong(ticked == 0, format!("nobody can tick `{name}`"));
        }
    }
    for (at, outcome) in world.pathway.outcomes.iter().enumerate() {
        let sent = world.count(|one| one.decision.outcome.index() == at);
        said.wrong(sent == 0, format!("nobody is sent to `{}`", outcome.name));
    }
    said
}

fn no_condition_always_true(world: &World) -> Said {
    let calm = |one: &Person| !world.has_sign(one);
    let mut said = world.about(calm);
    let always = "is always true where there is no sign";
    for fact in &world.pathway.facts {
        let never = world.count(|one| one.meets(&fact.when)) == 0;
        said.wrong(never, format!("the fact `{}` is never true", fact.name));
        let but = world.count(|one| calm(one) && !one.meets(&fact.when));
        said.wrong(but == 0, format!("the fact `{}` {always}", fact.name));
    }
    for &because in &world.findings {
        if matches!(because, Because::Rule(_)) && !world.fallback(because) {
            let but = world.count(|one| calm(one) && !one.has(&world.pathway, because));
            said.wrong(but == 0, format!("`{}` {always}", world.name(because)));
        }
    }
    for id in world.pathway.ids() {
        let question = &world.pathway.questions[id.index()];
        if question.ask != Condition::always() {
            let but = world.count(|one| calm(one) && one.answer(id).is_none());
            let about = format!("the condition for asking `{}` {always}", question.name);
            said.wrong(but == 0, about);
        }
    }
    said
}

fn emergencies_first(world: &World) -> Said {
    let asks_about = |id: QuestionId, urgency: Urgency| {
        world.pathway.signs.iter().any(|sign| match sign.cause {
            Cause::Option(option) => {
                world.pathway.question_of(option) == id && sign.urgency >= urgency
            }
            Cause::Together { .. } => false,
        })
    };
    let calls: Vec<_> = (world.pathway.ids())
        .filter(|&id| asks_about(id, Urgency::Call))
        .collect();
    let mut said = world.about(|one| calls.iter().any(|&id| one.answer(id).is_some()));
    let Some(&last) = calls.last() else {
        return said;
    };
    for id in world.pathway.ids().filter(|&id| id < last) {
        let question = &world.pathway.questions[id.index()];
        let first_of_all = world.groups.safety_screens.contains(&id);
        if !asks_about(id, Urgency::Go) && question.which_of.is_none() && !first_of_all {
            let later = &world.pathway.questions[last.index()].name;
            let about = format!(
                "`{}` is asked before the emergency `{later}`",
                question.name
            );
            said.never(world.count(|one| one.answer(id).is_some()), about);
        }
    }
    said
}

fn emergency_ends(world: &World) -> Said {
    let mut said = world.about(|one| one.urgency() >= Urgency::Go);
    let mut late = BTreeSet::new();
    for one in &world.people {
        for &(id, _) in &one.path {
            let mut before = Sheet::empty(&world.pathway);
            for (_, answer) in one.before(id) {
                before.put(answer);
            }
            let floor = world.pathway.walk(&before).floor;
            if floor == Some(Urgency::Go) && !world.groups.safety_screens.contains(&id) {
                late.insert(id);
            }
            assert_ne!(floor, Some(Urgency::Call), "nothing is more urgent");
        }
    }
    for id in late {
        let name = &world.pathway.questions[id.index()].name;
        said.wrong(true, format!("`{name}` is still asked"));
    }
    said
}

fn longest_path(world: &World) -> Said {
    let mut said = world.about(|_| true);
    let asked = world.people.iter().map(|one| one.path.len());
    let (longest, promised) = (asked.max().unwrap(), world.pathway.longest);
    said.wrong(
        longest != usize::from(promised),
        format!("the longest path asks {longest} questions, not {promised}"),
    );
    said
}

fn sign_floor(world: &World) -> Said {
    let mut said = world.about(|one| world.has_sign(one));
    for (id, sign) in (0..).map(SignId).zip(&world.pathway.signs) {
        let KindId(kind) = sign.kind;
        let floor = sign
            .urgency
            .max(world.groups.kind_floors[usize::from(kind)]);
        let because = Because::Sign(id);
        let late = world.count(|one| one.has(&world.pathway, because) && one.urgency() < floor);
        let (name, kind) = (
            world.name(because),
            &world.pathway.kinds[usize::from(kind)].name,
        );
        said.never(
            late,
            format!("`{name}`, a sign of kind `{kind}`, leads to help later than it demands"),
        );
    }
    said
}

fn call(world: &World) -> Said {
    leads_there(world, &world.groups.call, Urgency::Call, |one| {
        one.urgency() == Urgency::Call && world.groups.emergency.contains(&one.decision.outcome)
    })
}

fn go(world: &World) -> Said {
    leads_there(world, &world.groups.go, Urgency::Go, |one| {
        one.urgency() >= Urgency::Go
    })
}

fn leads_there(
    world: &World,
    lines: &[OptionId],
    urgency: Urgency,
    there: impl Fn(&Person) -> bool,
) -> Said {
    let signs: Vec<_> = (0..)
        .map(SignId)
        .zip(&world.pathway.signs)
        .filter(|(_, sign)| sign.urgency >= urgency)
        .filter(|(_, sign)| !matches!(sign.cause, Cause::Option(option) if lines.contains(&option)))
        .map(|(id, _)| Because::Sign(id))
        .collect();
    let has = |one: &Person, &sign: &Because| one.has(&world.pathway, sign);
    let mut said = world.about(|one| one.any(lines) || signs.iter().any(|sign| has(one, sign)));
    for &line in lines {
        let lost = world.count(|one| one.any(&[line]) && !there(one));
        said.never(
            lost,
            format!("`{}` does not lead there", world.option(line)),
        );
    }
    for sign in &signs {
        let lost = world.count(|one| has(one, sign) && !there(one));
        said.never(lost, format!("`{}` does not lead there", world.name(*sign)));
    }
    said
}

/// What somebody must be told who is not sure about a line, where it is a sign.
fn unsure_of(world: &World, line: OptionId) -> Option<Urgency> {
    let mut signs = world.pathway.signs.iter();
    let sign = signs.find(|sign| sign.cause == Cause::Option(line))?;
    Some(if sign.urgency < Urgency::Today {
        Urgency::Days(14)
    } else {
        Urgency::Today
    })
}

fn unsure_never_reassures(world: &World) -> Said {
    let pathway = &world.pathway;
    // Who ticked this line, but was not asked this screen, must be seen by then.
    let mut demands: Vec<(OptionId, Option<QuestionId>, Urgency)> = Vec::new();
    for id in pathway.ids() {
        let question = &pathway.questions[id.index()];
        let unsure = pathway.option_named(id, "unsure");
        if world.groups.unsure_may_pass.contains(&id) {
            continue;
        }
        let worst = |but: Option<OptionId>| {
            let lines = question.options().filter(|&line| Some(line) != but);
            lines.filter_map(|line| unsure_of(world, line)).max()
        };
        let mut screens = pathway.ids();
        let screen = screens.find(|other| pathway.questions[other.index()].which_of == Some(id));
        if let Some(screen) = screen {
            let Some(worst) = worst(None) else { continue };
            for named in pathway.questions[screen.index()].options() {
                let line = pathway.option_named(id, &pathway.options[named.index()]);
                let floor = line.map_or(Some(worst), |line| unsure_of(world, line));
                demands.extend(floor.map(|floor| (named, None, floor)));
            }
            demands.extend(unsure.map(|unsure| (unsure, Some(screen), worst)));
        } else if question.choice == Choice::Many && question.which_of.is_none() {
            let worst = worst(unsure);
            demands.extend(
                unsure
                    .zip(worst)
                    .map(|(unsure, worst)| (unsure, None, worst)),
            );
        }
    }
    let concerned = |one: &Person, line: OptionId, screen: Option<QuestionId>| {
        let old = world.groups.unsure_but_old.iter();
        let only_if = world.groups.unsure_if.iter();
        one.any(&[line])
            && screen.is_none_or(|screen| one.answer(screen).is_none())
            && !old
                .into_iter()
                .any(|&(of, old)| of == line && one.any(&[old]))
            && only_if
                .into_iter()
                .all(|(of, which)| *of != line || one.any(which))
    };
    let mut said = world.about(|one| {
        demands
            .iter()
            .any(|&(line, screen, _)| concerned(one, line, screen))
    });
    for &(line, screen, floor) in &demands {
        let floor = if world.groups.unsure_may_wait.contains(&line) {
            Urgency::Days(14)
        } else {
            floor
        };
        let late = world.count(|one| concerned(one, line, screen) && one.urgency() < floor);
        let soon = match floor {
            Urgency::Today => "today",
            _ => "within days",
        };
        said.never(late, format!("`{}` is not seen {soon}", world.option(line)));
    }
    said
}

fn cauda_equina(world: &World) -> Said {
    let new =
        |one: &Person| one.any(&world.groups.cauda_equina) && !one.any(&world.groups.long_standing);
    let mut said = world.about(new);
    let late = world.count(|one| new(one) && one.urgency() < Urgency::Today);
    said.never(late, "it is not seen today");
    said
}

/// A person in whom nothing is ticked of these.
fn unheard(world: &World, one: &Person, options: &[OptionId]) -> Truth {
    let mut truth = one.walk.truth.clone();
    for &option in options {
        truth.tick(option, false);
    }
    truth.settle(&world.pathway);
    truth
}

/// How soon an option calls for help by itself.
fn calls_for(world: &World, option: OptionId) -> Option<Urgency> {
    let signs = world.pathway.signs.iter();
    let own = signs.filter(|sign| sign.cause == Cause::Option(option));
    own.map(|sign| sign.urgency).max()
}

/// What two people cost at least of whom the second ticked one option in place of the other, and is
/// helped later than is said of the first.
fn swapped(
    world: &World,
    (left, taken): (OptionId, OptionId),
    due: impl Fn(&Person) -> Option<Urgency>,
) -> Option<usize> {
    smallest_two(world, |a, b| {
        let later = due(a).is_some_and(|due| b.urgency() < due);
        let id = first_difference(a, b).filter(|_| later)?;
        in_place_of(
            &world.pathway,
            (left, taken),
            (a.answer(id)?, b.answer(id)?),
        )
        .then_some(id)
    })
}

fn yes_at_least_unsure(world: &World) -> Said {
    let pathway = &world.pathway;
    let asked_which = |id| {
        let mut questions = pathway.questions.iter();
        questions.any(|other| other.which_of == Some(id))
    };
    let doubts: Vec<_> = (pathway.ids())
        .filter(|&id| !asked_which(id))
        .flat_map(|id| pathway.questions[id.index()].options())
        .filter(|doubt| ["unsure", "cannot_say"].contains(&&*pathway.options[doubt.index()]))
        .filter(|doubt| !world.groups.yes_is_asked_more.contains(doubt))
        .collect();
    let mut said = world.about(|one| one.any(&doubts));
    for doubt in doubts {
        let name = world.option(doubt);
        let question = &pathway.questions[pathway.question_of(doubt).index()];
        let mut lines: Vec<_> = question.options().collect();
        lines.retain(|&line| {
            line != doubt && (question.choice == Choice::One || !alone(pathway, line))
        });
        lines.sort_by_key(|&line| std::cmp::Reverse(calls_for(world, line)));
        said.wrong(
            lines.is_empty(),
            format!("there is no line beside `{name}`"),
        );
        let less = lines.iter().map(|&line| {
            let cost = swapped(world, (doubt, line), |one| Some(one.urgency()));
            let own = calls_for(world, doubt);
            (line, cost, own.is_some() && calls_for(world, line) >= own)
        });
        let less: Vec<_> = less.collect();
        let none_as_much = less.iter().all(|(_, cost, _)| cost.is_some());
        for (at, (line, cost, as_soon)) in less.into_iter().enumerate() {
            if cost.is_some() && (as_soon || none_as_much && at == 0) {
                let line = world.option(line);
                let about = format!("`{line}` counts for less than `{name}`");
                said.broken.push((about, cost));
            }
        }
    }
    said
}

/// The most urgent of the signs that a person has, of those that read only questions like these.
fn called_for(
    world: &World,
    one: &Person,
    reads_only: impl Fn(QuestionId) -> bool,
) -> Option<Urgency> {
    let signs = world.pathway.signs.iter().filter(|sign| {
        let read = match &sign.cause {
            Cause::Option(option) => 1 << world.pathway.question_of(*option).0,
            Cause::Together { when, .. } => world.pathway.reads(when),
        };
        let mut read = world.pathway.ids().filter(|id| read >> id.0 & 1 == 1);
        read.all(&reads_only) && world.pathway.sign_holds(sign, &one.walk.truth)
    });
    signs.map(|sign| sign.urgency).max()
}

fn health_hides_no_sign(world: &World) -> Said {
    let (pathway, groups) = (&world.pathway, &world.groups);
    let named = [
        &groups.disease,
        &groups.pressure,
        &groups.condition,
        &groups.operated,
        &groups.operation_cleared,
        &groups.wishes,
    ];
    let asked: BTreeSet<_> = (named.into_iter().flatten())
        .map(|&option| pathway.question_of(option))
        .collect();
    let of_health = |option: &OptionId| asked.contains(&pathway.question_of(*option));
    let options = (0..pathway.options.len() as u16).map(OptionId);
    let options: Vec<_> = options.filter(of_health).collect();
    let mut said = world.about(|one| one.any(&options));
    for (id, sign) in (0..).map(SignId).zip(&pathway.signs) {
        let hidden = world.count(|one| {
            let truth = unheard(world, one, &options);
            pathway.sign_holds(sign, &truth) && one.urgency() < sign.urgency
        });
        let name = world.name(Because::Sign(id));
        said.never(hidden, format!("`{name}` is hidden"));
    }
    let more = smallest_two(world, |a, b| {
        let due = called_for(world, a, |id| !groups.before_exercise.contains(&id))?;
        let id = first_difference(a, b).filter(|_| b.urgency() < due)?;
        let nothing = |option| !is_sign(pathway, option);
        one_more(pathway, &options, nothing, (a.answer(id)?, b.answer(id)?)).then_some(id)
    });
    said.broken
        .extend(more.map(|cost| ("one more of them hides a sign".into(), Some(cost))));
    let everybody =
        |id: QuestionId| groups.safety_screens.contains(&id) || groups.whole_body.contains(&id);
    let wish = groups.fit.iter().flat_map(|&fit| {
        let others = pathway.questions[pathway.question_of(fit).index()].options();
        others.filter_map(move |other| {
            swapped(world, (other, fit), |one| called_for(world, one, everybody))
        })
    });
    let about = "the wish to get fit hides a sign";
    said.broken
        .extend(wish.min().map(|cost| (about.to_owned(), Some(cost))));
    said
}

fn child_at_least_adult(world: &World) -> Said {
    let groups = &world.groups;
    let mut said = world.about(|one| one.any(&groups.under_18));
    let ages = groups.adult_ages.iter();
    let less = ages.flat_map(|&adult| {
        let id = world.pathway.question_of(adult);
        groups.under_18.iter().filter_map(move |&child| {
            swapped(world, (adult, child), |one| {
                called_for(world, one, |read| read <= id)
            })
        })
    });
    let about = "a sign counts for less under 18";
    said.broken
        .extend(less.min().map(|cost| (about.to_owned(), Some(cost))));
    said
}

fn injury_of_now(world: &World) -> Said {
    let groups = &world.groups;
    let asked = |one: &Person, id: QuestionId| one.answer(id).is_some();
    let child = |one: &Person| one.any(&groups.under_18) && !one.any(&groups.child_fine);
    let mut said = world.about(|one| groups.injury_screens.iter().any(|&id| asked(one, id)));
    for &id in &groups.injury_screens {
        let name = &world.pathway.questions[id.index()].name;
        let bad = world.count(|one| asked(one, id) && !one.any(&groups.injury_now) && !child(one));
        said.never(bad, format!("`{name}` is asked without an injury of now"));
    }
    said
}

fn wishes(world: &World) -> Said {
    let wishes = &world.groups.wishes;
    let mut said = world.about(|one| one.any(wishes));
    // By what decides, a sign or a rule, and how soon: whom a wish sends later, and whom sooner.
    let mut changed: BTreeMap<(bool, Urgency), (usize, usize)> = BTreeMap::new();
    for one in &world.people {
        let decides = one.decision.findings[0].because;
        if world.fallback(decides) {
            continue;
        }
        let is_sign = |because| matches!(because, Because::Sign(_));
        let truth = unheard(world, one, wishes);
        let left = world.findings.iter().filter(|&&because| {
            let holds = match because {
                Because::Sign(id) => world
                    .pathway
                    .sign_holds(&world.pathway.signs[id.index()], &truth),
                Because::Rule(id) => world.pathway.rules[id.index()].when.holds(&truth, &truth),
            };
            holds && is_sign(because) == is_sign(decides) && !world.fallback(because)
        });
        let left: Vec<_> = left.map(|&because| world.advice(because).1).collect();
        let counts = changed
            .entry((is_sign(decides), one.urgency()))
            .or_default();
        counts.0 += usize::from(left.iter().any(|&urgency| urgency > one.urgency()));
        let raised = one.urgency() > Urgency::Weeks && !left.contains(&one.urgency());
        counts.1 += usize::from(raised);
    }
    for (later, sooner) in changed.into_values() {
        said.never(later, "a wish alone makes the advice less urgent");
        said.never(sooner, "a wish alone makes the advice this urgent");
    }
    let asked = |one: &Person| one.walk.path.clone();
    let more = smallest_two(world, |a, b| {
        let id = first_difference(a, b)?;
        let nothing = |option| world.groups.none.contains(&option);
        let answers = (a.answer(id)?, b.answer(id)?);
        let changes =
            b.urgency() < a.urgency() || b.urgency() > a.urgency() && b.urgency() > Urgency::Weeks;
        let differs = one_more(&world.pathway, &world.groups.wish_lines, nothing, answers);
        (differs && changes && asked(a) == asked(b)).then_some(id)
    });
    said.broken
        .extend(more.map(|cost| ("one more wish changes how soon".into(), Some(cost))));
    for question in world.pathway.ids() {
        if world.pathway.questions[question.index()].choice != Choice::One {
            continue;
        }
        let other = smallest_two(world, |a, b| {
            let id = first_difference(a, b).filter(|&id| id == question)?;
            let mut two = [a.answer(id)?, b.answer(id)?].into_iter();
            let differs = two.all(|answer| {
                answer
                    .options(&world.pathway)
                    .all(|one| wishes.contains(&one))
            });
            let changes = b.urgency() < a.urgency() && a.urgency() > Urgency::Weeks;
            (differs && changes && asked(a) == asked(b)).then_some(id)
        });
        let about = "another wish changes how soon";
        said.broken
            .extend(other.map(|cost| (about.to_owned(), Some(cost))));
    }
    said
}

/// What two people cost together at least who differ on one question, and agree on all others that
/// both are asked.
fn smallest_two(
    world: &World,
    differ: impl Fn(&Person, &Person) -> Option<QuestionId>,
) -> Option<usize> {
    let mut costs = Vec::new();
    for a in &world.people {
        for b in &world.people {
            if let Some(id) = differ(a, b)
                && otherwise_alike(a, b, &[id])
            {
                costs.push(a.cost(&world.pathway) + b.cost(&world.pathway));
            }
        }
    }
    costs.into_iter().min()
}

fn age_alone(world: &World) -> Said {
    let ages = &world.groups.adult_ages;
    let mut said = world.about(|one| one.any(ages));
    let excused = |one: &Person| {
        world.findings.iter().any(|&because| {
            one.has(&world.pathway, because)
                && world.advice(because).1 == one.urgency()
                && world.groups.age_combinations.contains(&world.name(because))
        })
    };
    let excused: Vec<_> = world.people.iter().map(excused).collect();
    let is_excused = |one: &Person| {
        let at = world
            .people
            .iter()
            .position(|other| std::ptr::eq(one, other));
        excused[at.unwrap()]
    };
    let two = smallest_two(world, |a, b| {
        if b.urgency() >= a.urgency() || is_excused(a) {
            return None;
        }
        let id = first_difference(a, b)?;
        let mut both = [a.answer(id)?, b.answer(id)?].into_iter();
        let ages = both.all(|answer| {
            answer
                .options(&world.pathway)
                .all(|one| ages.contains(&one))
        });
        ages.then_some(id)
    });
    let about = "another age alone makes the advice less urgent";
    said.broken
        .extend(two.map(|cost| (about.to_owned(), Some(cost))));
    said
}

fn never_advised(
    world: &World,
    of_whom: impl Fn(&Person) -> bool,
    bad: impl Fn(&Person) -> bool,
    about: &str,
) -> Said {
    let mut said = world.about(&of_whom);
    said.never(world.count(|one| of_whom(one) && bad(one)), about);
    said
}

fn needs_clearance(groups: &Groups, one: &Person) -> bool {
    let disease = one.any(&groups.disease);
    one.any(&groups.clearance)
        || one.any(&groups.pregnancy_limits)
        || disease && !one.any(&groups.active_or_cleared)
        || (disease || one.any(&groups.pressure)) && one.any(&groups.pregnant)
}

fn uncleared_operation(groups: &Groups, one: &Person) -> bool {
    one.any(&groups.operated) && !one.any(&groups.operation_cleared)
}

fn clearance(world: &World) -> Said {
    never_advised(
        world,
        |one| needs_clearance(&world.groups, one),
        |one| world.exercise(one),
        "an exercise professional before clearance",
    )
}

fn exertional(world: &World) -> Said {
    let groups = &world.groups;
    let bad = |one: &Person| {
        let outcome = one.decision.outcome;
        world.exercise(one)
            || groups.physiotherapists.contains(&outcome)
            || groups.self_care == Some(outcome)
    };
    never_advised(
        world,
        |one| one.any(&groups.exertional),
        bad,
        "no doctor first",
    )
}

fn surgery(world: &World) -> Said {
    never_advised(
        world,
        |one| uncleared_operation(&world.groups, one),
        |one| world.exercise(one),
        "an exercise professional too early",
    )
}

fn under_18(world: &World) -> Said {
    never_advised(
        world,
        |one| one.any(&world.groups.under_18),
        |one| world.exercise(one),
        "an exercise professional for a child",
    )
}

fn pregnancy(world: &World) -> Said {
    never_advised(
        world,
        |one| one.any(&world.groups.pregnancy_limits),
        |one| world.exercise(one),
        "an exercise professional too early",
    )
}

fn personal_trainer(world: &World) -> Said {
    let groups = &world.groups;
    let given = |one: &Person| groups.personal_trainer == Some(one.decision.outcome);
    let mut said = world.about(given);
    let mut not = |what: &str, whom: &dyn Fn(&Person) -> bool| {
        let bad = world.count(|one| given(one) && whom(one));
        said.never(bad, format!("a personal trainer, and {what}"));
    };
    not("a problem now", &|one| one.any(&groups.problem));
    not("a condition", &|one| one.any(&groups.condition));
    not("a disease", &|one| one.any(&groups.disease));
    not("a need for clearance", &|one| needs_clearance(groups, one));
    not("an operation that is not cleared", &|one| {
        uncleared_operation(groups, one)
    });
    not("a warning sign", &|one| world.has_sign(one));
    not("no adult", &|one| !one.any(&groups.adult_ages));
    said
}

fn self_care(world: &World) -> Said {
    let groups = &world.groups;
    let given = |one: &Person| groups.self_care == Some(one.decision.outcome);
    let mut said = world.about(given);
    let mut not = |what: &str, whom: &dyn Fn(&Person) -> bool| {
        let bad = world.count(|one| given(one) && whom(one));
        said.never(bad, format!("self-care, and {what}"));
    };
    let child = |one: &Person| one.any(&groups.child_fine);
    not("not an adult", &|one| {
        !child(one) && !one.any(&groups.adult_ages)
    });
    not("not mild or easing", &|one| {
        !child(one) && !one.any(&groups.well)
    });
    not("not new, or never treated to the end", &|one| {
        !child(one) && !one.any(&groups.new_or_stopped)
    });
    not("a weak nerve", &|one| one.any(&groups.nerve));
    not("a sign of cauda equina", &|one| {
        one.any(&groups.cauda_equina)
    });
    not("a warning sign", &|one| world.has_sign(one));
    said
}

fn notes(world: &World) -> Said {
    let child = |one: &Person| one.any(&world.groups.under_18);
    let mother = |one: &Person| one.any(&world.groups.pregnant) && world.exercise(one);
    let told = |one: &Person, note: u8| {
        let notes = world.pathway.notes_for(&one.decision, &one.walk.truth);
        notes.contains(&NoteId(note))
    };
    let mut said = world.about(|one| child(one) || mother(one));
    said.wrong(
        world.count(mother) == 0,
        "no exercise professional is ever advised in pregnancy",
    );
    let children = world.count(|one| child(one) && !told(one, 0));
    said.never(children, "the line for the parent is missing");
    let mothers = world.count(|one| mother(one) && !told(one, 1));
    said.never(mothers, "the prenatal note is missing");
    said
}

fn true_reasons(world: &World) -> Said {
    let mut said = world.about(|_| true);
    for &because in &world.findings {
        let when = match because {
            Because::Rule(id) => &world.pathway.rules[id.index()].when,
            Because::Sign(id) => match &world.pathway.signs[id.index()].cause {
                Cause::Option(_) => continue,
                Cause::Together { when, .. } => when,
            },
        };
        if world.fallback(because) {
            continue;
        }
        let anyway = world.count(|one| {
            let mut unquoted = Truth::nothing(&world.pathway);
            unquoted.settle_possible(&world.pathway, &one.walk.truth);
            one.meets(when) && when.holds(&unquoted, &one.walk.truth)
        });
        let name = world.name(because);
        said.never(
            anyway,
            format!("`{name}` is given whatever was ticked of the lines it quotes"),
        );
    }
    said
}

/// No pathway can break this one: after an emergency call nothing is more urgent. A prover that goes
/// on asking is noticed.
#[test]
fn a_question_after_an_emergency_call_is_noticed() {
    let world = (0..)
        .map(World::new)
        .find(|world| {
            world
                .people
                .iter()
                .any(|one| one.urgency() == Urgency::Call)
        })
        .unwrap();
    let mut compiled = Compiled::new(&world.pathway, 1_000_000).unwrap();
    let before = said(&world, &mut compiled, "emergency_ends");
    let id = world.pathway.ids().next().unwrap();
    let mut shown = compiled.walk.shown[id.index()].iter();
    let asked = shown.find(|reached| !reached.sheets.is_empty()).unwrap();
    let sheets = asked.sheets;
    compiled.walk.shown[id.index()].push(Reached {
        floor: Some(Urgency::Call),
        sheets,
    });
    let after = said(&world, &mut compiled, "emergency_ends");
    assert_eq!(after.broken.len(), before.broken.len() + 1);
}

#[test]
fn names_that_a_pathway_does_not_have_are_told() {
    let missing = Groups::find(&small::pathway(1)).unwrap_err();
    assert_eq!(
        missing[0].to_string(),
        "a guarantee speaks of the question `now_1`, which does not exist"
    );
    let kinds: BTreeSet<_> = missing.iter().map(|missing| missing.what).collect();
    let all = [
        "combination",
        "floor of the sign kind",
        "note",
        "option",
        "outcome",
        "question",
        "screen",
    ];
    assert_eq!(kinds, BTreeSet::from(all));
}
