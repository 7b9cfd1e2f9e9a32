//! The beginning of a pathway: all that the first questions can lead to.
//!
//! Every id keeps its place, so that an answer sheet, a note or an outcome means the same before
//! and after the whole pathway has come. What only later answers can make true is never true here;
//! at the end of a list it is left out. The questions that may come next stand bare behind the
//! first ones, up to one that everybody is asked: they are walked to, and shown by the whole pathway
//! alone.

use ::pathway::{
    Atom, Cause, Condition, Fact, LinkError, Need, Parts, Pathway, QuestionId, Sign, Urgency,
};

/// The beginning: the questions before `from`, and bare ones that may follow.
pub fn beginning(pathway: &Pathway, from: QuestionId) -> Result<Pathway, LinkError> {
    let mut parts = Parts::clone(pathway);
    let begin = pathway.questions[from.index()].first.index();
    let mut later = pathway.questions.iter().skip(from.index());
    let common = later.position(|question| question.ask == Condition::always());
    if let Some(common) = common {
        let last = &pathway.questions[from.index() + common];
        parts.questions.truncate(from.index() + common + 1);
        parts
            .options
            .truncate(last.first.index() + usize::from(last.len));
    }
    for name in &mut parts.options[begin..] {
        *name = Box::default();
    }
    for place in 0..parts.facts.len() {
        let (before, rest) = parts.facts.split_at_mut(place);
        rest[0].name = Box::default();
        rest[0].when = begun(&rest[0].when, begin, before);
    }
    let early = |condition: &Condition| begun(condition, begin, &parts.facts);
    for question in &mut parts.questions[from.index()..] {
        question.name = Box::default();
        question.exclusive = 0;
        question.ask = early(&question.ask);
    }
    // A bare question is shown where one of its own signs could still raise the urgency.
    let end = parts.options.len();
    for sign in &mut parts.signs {
        match &mut sign.cause {
            Cause::Option(option) if option.index() < end => continue,
            Cause::Together { name, when } if early(when) != Condition::never() => {
                *name = Box::default();
                *when = early(when);
                continue;
            }
            _ => *sign = never(),
        }
    }
    trim(&mut parts.signs, |sign| *sign == never());
    for kind in &mut parts.kinds {
        (kind.name, kind.policy) = Default::default();
    }
    // No first answer leads to a rule: only the one that is always true must be there.
    parts.rules.drain(..parts.rules.len() - 1);
    parts.fallbacks = 1;
    for rule in &mut parts.rules {
        rule.policy = Box::default();
    }
    for note in &mut parts.notes {
        note.name = Box::default();
        note.when = early(&note.when);
        if note.when == Condition::never() {
            note.outcomes.clear();
        }
    }
    trim(&mut parts.facts, |fact| fact.when == Condition::never());
    trim(&mut parts.notes, |note| note.when == Condition::never());
    parts.sooner.clear();
    parts.steps.clear();
    let reached = |place: usize| {
        let kinds = parts.signs.iter().filter(|sign| **sign != never());
        let mut outcomes = kinds.map(|sign| parts.kinds[sign.kind.index()].outcome);
        outcomes.any(|outcome| outcome.index() == place)
    };
    for (place, outcome) in parts.outcomes.iter_mut().enumerate() {
        outcome.step = None;
        if !reached(place) {
            outcome.name = Box::default();
        }
    }
    Pathway::new(parts)
}

/// What is left of a condition as long as nothing from the option `begin` on is ticked. `facts`: what
/// is left of those that it may read.
fn begun(condition: &Condition, begin: usize, facts: &[Fact]) -> Condition {
    let known = |atom: &Atom| match *atom {
        Atom::Option(option) => (option.index() >= begin).then_some(false),
        Atom::Not(option) => (option.index() >= begin).then_some(true),
        Atom::Fact(fact) => match &facts[fact.index()].when {
            when if *when == Condition::never() => Some(false),
            when if *when == Condition::always() => Some(true),
            _ => None,
        },
    };
    let count = |truth| {
        condition
            .atoms
            .iter()
            .filter(move |atom| known(atom) == truth)
    };
    let (open, held) = (count(None), count(Some(true)).count());
    let atoms: Vec<Atom> = open.copied().collect();
    match condition.need {
        Need::All if count(Some(false)).next().is_some() => Condition::never(),
        Need::All => Condition {
            atoms,
            ..*condition
        },
        Need::AtLeast(least) => match usize::from(least).saturating_sub(held) {
            0 => Condition::always(),
            more if more > atoms.len() => Condition::never(),
            more => Condition {
                need: Need::AtLeast(more as u8),
                atoms,
            },
        },
    }
}

/// A sign that is never there.
fn never() -> Sign {
    Sign {
        kind: ::pathway::KindId(0),
        urgency: Urgency::Ready,
        cause: Cause::Together {
            name: Box::default(),
            when: Condition::never(),
        },
    }
}

/// Leaves out what is needless at the end of a list.
fn trim<T>(list: &mut Vec<T>, needless: impl Fn(&T) -> bool) {
    while list.pop_if(|last| needless(last)).is_some() {}
}
