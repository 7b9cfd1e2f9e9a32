//! Every single small mistake that somebody could make in the rules of a pathway.

use pathway::{
    Cause, Condition, Kind, KindId, Need, OutcomeId, Parts, Pathway, Question, Rule, Urgency,
};

use crate::compiled::option_name;

/// One mistake, not yet made.
#[derive(Clone, Debug)]
pub struct Edit {
    place: Place,
    change: Change,
}

/// Where.
#[derive(Clone, Copy, Debug)]
enum Place {
    Fact(usize),
    Ask(usize),
    Sign(usize),
    Rule(usize),
    Kind(usize),
}

/// What is done to it.
#[derive(Clone, Copy, Debug)]
enum Change {
    /// A line of the condition is left out.
    Drop(usize),
    /// All of instead of any of, any of instead of all of, or another threshold.
    Need(Need),
    /// A sign is left out.
    Gone,
    /// A sign asks for less.
    Weaker(KindId, Urgency),
    /// A rule changes places with the next one.
    Swap,
    /// Another outcome.
    Outcome(OutcomeId),
    /// Another urgency.
    Urgency(Urgency),
}

/// Every mistake in facts, questions, signs and rules. Fallbacks are left out: nobody reaches them.
pub fn every(pathway: &Pathway) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (at, fact) in pathway.facts.iter().enumerate() {
        conditions(&mut edits, Place::Fact(at), &fact.when);
    }
    for (at, question) in pathway.questions.iter().enumerate() {
        conditions(&mut edits, Place::Ask(at), &question.ask);
    }
    for (at, sign) in pathway.signs.iter().enumerate() {
        let mut add = |change| {
            edits.push(Edit {
                place: Place::Sign(at),
                change,
            });
        };
        add(Change::Gone);
        if let Some((kind, urgency)) = weaker(pathway, sign.urgency) {
            add(Change::Weaker(kind, urgency));
        }
        if let Cause::Together { when, .. } = &sign.cause {
            conditions(&mut edits, Place::Sign(at), when);
        }
    }
    let rules = pathway.rules.len() - usize::from(pathway.fallbacks);
    for (at, rule) in pathway.rules[..rules].iter().enumerate() {
        conditions(&mut edits, Place::Rule(at), &rule.when);
        rule_edits(&mut edits, pathway, at, rule, at + 1 < rules);
    }
    for (at, kind) in pathway.kinds.iter().enumerate() {
        for outcome in neighbours(pathway, kind.outcome) {
            edits.push(Edit {
                place: Place::Kind(at),
                change: Change::Outcome(outcome),
            });
        }
    }
    edits
}

fn conditions(edits: &mut Vec<Edit>, place: Place, when: &Condition) {
    let lines = when.atoms.len();
    let mut add = |change| edits.push(Edit { place, change });
    for at in 0..lines {
        add(Change::Drop(at));
    }
    if lines < 2 {
        return;
    }
    match when.need {
        Need::All => add(Change::Need(Need::AtLeast(1))),
        Need::AtLeast(1) => add(Change::Need(Need::All)),
        Need::AtLeast(n) => {
            add(Change::Need(Need::AtLeast(n - 1)));
            if usize::from(n) < lines {
                add(Change::Need(Need::AtLeast(n + 1)));
            }
        }
    }
}

fn rule_edits(edits: &mut Vec<Edit>, pathway: &Pathway, at: usize, rule: &Rule, has_next: bool) {
    let mut add = |change| {
        edits.push(Edit {
            place: Place::Rule(at),
            change,
        });
    };
    if has_next {
        add(Change::Swap);
    }
    for outcome in neighbours(pathway, rule.outcome) {
        add(Change::Outcome(outcome));
    }
    for urgency in beside(rule.urgency) {
        add(Change::Urgency(urgency));
    }
}

/// The outcomes before and after one, in the order of the care path.
fn neighbours(pathway: &Pathway, outcome: OutcomeId) -> Vec<OutcomeId> {
    let before = outcome.0.checked_sub(1);
    let after = outcome.0.checked_add(1);
    (before.into_iter().chain(after))
        .filter(|&at| usize::from(at) < pathway.outcomes.len())
        .map(OutcomeId)
        .collect()
}

/// The urgencies next to one.
fn beside(urgency: Urgency) -> Vec<Urgency> {
    match urgency {
        Urgency::Call => vec![Urgency::Go],
        Urgency::Go => vec![Urgency::Call, Urgency::Today],
        Urgency::Today => vec![Urgency::Go, Urgency::Days(3)],
        Urgency::Days(_) => vec![Urgency::Today, Urgency::Weeks],
        Urgency::Weeks => vec![Urgency::Days(7), Urgency::Ready],
        Urgency::Ready => vec![Urgency::Weeks],
    }
}

/// The next urgency down for a sign, with the first kind of sign that has it; `None` where there is
/// nothing less than leaving it out.
fn weaker(pathway: &Pathway, urgency: Urgency) -> Option<(KindId, Urgency)> {
    let urgency = match urgency {
        Urgency::Call => Urgency::Go,
        Urgency::Go => Urgency::Today,
        Urgency::Today => Urgency::Days(3),
        Urgency::Days(days) if days < 3 => Urgency::Days(3),
        Urgency::Days(days) if days < 7 => Urgency::Days(7),
        Urgency::Days(days) if days < 14 => Urgency::Days(14),
        _ => return None,
    };
    let has = |at: KindId| {
        let mut signs = pathway.signs.iter().filter(|sign| sign.kind == at);
        signs.any(|sign| sign.urgency.id() == urgency.id())
    };
    let kinds = (0..).map(KindId).zip(&pathway.kinds);
    let mut kinds = kinds.map(|(at, _): (KindId, &Kind)| at);
    kinds.find(|&at| has(at)).map(|at| (at, urgency))
}

impl Edit {
    /// Makes the mistake.
    pub fn apply(&self, parts: &mut Parts) {
        match (self.place, self.change) {
            (Place::Sign(at), Change::Gone) => {
                parts.signs.remove(at);
            }
            (Place::Sign(at), Change::Weaker(kind, urgency)) => {
                (parts.signs[at].kind, parts.signs[at].urgency) = (kind, urgency);
            }
            (Place::Rule(at), Change::Swap) => parts.rules.swap(at, at + 1),
            (Place::Rule(at), Change::Outcome(outcome)) => parts.rules[at].outcome = outcome,
            (Place::Rule(at), Change::Urgency(urgency)) => parts.rules[at].urgency = urgency,
            (Place::Kind(at), Change::Outcome(outcome)) => parts.kinds[at].outcome = outcome,
            (place, Change::Drop(line)) => {
                if let Some(when) = condition(place, parts) {
                    when.atoms.remove(line);
                }
            }
            (place, Change::Need(need)) => {
                if let Some(when) = condition(place, parts) {
                    when.need = need;
                }
            }
            _ => {}
        }
    }

    /// What the mistake is, for a person.
    pub fn says(&self, pathway: &Pathway) -> String {
        let outcome = |id: OutcomeId| &*pathway.outcomes[id.index()].name;
        let place = self.place.name(pathway);
        match self.change {
            Change::Drop(line) => {
                let when = match self.place {
                    Place::Fact(at) => Some(&pathway.facts[at].when),
                    Place::Ask(at) => Some(&pathway.questions[at].ask),
                    Place::Rule(at) => Some(&pathway.rules[at].when),
                    Place::Sign(at) => match &pathway.signs[at].cause {
                        Cause::Together { when, .. } => Some(when),
                        Cause::Option(_) => None,
                    },
                    Place::Kind(_) => None,
                };
                let line = when.map_or(String::new(), |when| line_name(pathway, when, line));
                format!("{place}: `{line}` left out")
            }
            Change::Need(need) => format!("{place}: {}", need_name(need)),
            Change::Gone => format!("{place}: left out"),
            Change::Weaker(_, urgency) => format!("{place}: {urgency:?} instead"),
            Change::Swap => format!("{place}: after the next rule"),
            Change::Outcome(id) => format!("{place}: `{}` instead", outcome(id)),
            Change::Urgency(urgency) => format!("{place}: {urgency:?} instead"),
        }
    }
}

impl Place {
    fn name(self, pathway: &Pathway) -> String {
        match self {
            Place::Fact(at) => format!("fact `{}`", pathway.facts[at].name),
            Place::Ask(at) => format!("asking `{}`", pathway.questions[at].name),
            Place::Rule(at) => format!("rule `{}`", pathway.rules[at].name),
            Place::Kind(at) => format!("sign kind `{}`", pathway.kinds[at].name),
            Place::Sign(at) => match &pathway.signs[at].cause {
                Cause::Option(option) => format!("sign `{}`", option_name(pathway, *option)),
                Cause::Together { name, .. } => format!("combination `{name}`"),
            },
        }
    }
}

fn condition(place: Place, parts: &mut Parts) -> Option<&mut Condition> {
    Some(match place {
        Place::Fact(at) => &mut parts.facts[at].when,
        Place::Ask(at) => {
            let Question { ask, .. } = &mut parts.questions[at];
            ask
        }
        Place::Rule(at) => &mut parts.rules[at].when,
        Place::Sign(at) => match &mut parts.signs[at].cause {
            Cause::Together { when, .. } => when,
            Cause::Option(_) => return None,
        },
        Place::Kind(_) => return None,
    })
}

fn line_name(pathway: &Pathway, when: &Condition, line: usize) -> String {
    match when.atoms[line] {
        pathway::Atom::Option(option) => option_name(pathway, option),
        pathway::Atom::Not(option) => format!("not {}", option_name(pathway, option)),
        pathway::Atom::Fact(fact) => pathway.facts[fact.index()].name.to_string(),
    }
}

fn need_name(need: Need) -> String {
    match need {
        Need::All => "all of".into(),
        Need::AtLeast(1) => "any of".into(),
        Need::AtLeast(n) => format!("at least {n} of"),
    }
}
