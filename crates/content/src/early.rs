//! The beginning of a pathway: all that the first questions can lead to.
//!
//! Every id keeps its place, so that an answer sheet, a note or an outcome means the same before
//! and after the whole pathway has come. What only later answers can make true is never true here;
//! at the end of a list it is left out. The question that comes next stands last: it is walked to,
//! and shown by the whole pathway alone.

use ::pathway::{Cause, Condition, LinkError, Parts, Pathway, QuestionId, Sign, Urgency};

/// The beginning up to and with the question `from`.
pub fn beginning(pathway: &Pathway, from: QuestionId) -> Result<Pathway, LinkError> {
    let mut parts = Parts::clone(pathway);
    let last = &pathway.questions[from.index()];
    let end = last.first.index() + usize::from(last.len);
    let early = |condition: &Condition| pathway.reads(condition) >> from.index() >> 1 == 0;

    parts.questions.truncate(from.index() + 1);
    parts.options.truncate(end);
    for name in &mut parts.options[last.first.index()..] {
        *name = Box::default();
    }
    for fact in &mut parts.facts {
        fact.name = Box::default();
        if !early(&fact.when) {
            fact.when = Condition::never();
        }
    }
    trim(&mut parts.facts, |fact| fact.when == Condition::never());
    for sign in &mut parts.signs {
        match &mut sign.cause {
            Cause::Option(option) if option.index() < end => {}
            Cause::Together { name, when } if early(when) => *name = Box::default(),
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
        if !early(&note.when) {
            note.when = Condition::never();
            note.outcomes.clear();
        }
    }
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
