//! A second prover, written apart from the first, on a library that others wrote.
//!
//! One bit an option instead of one level a decision; plain binary diagrams instead of sets of sheets;
//! the urgency reached worked out afresh at every question instead of carried along. The counts must
//! be the same to the last sheet.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use biodivine_lib_bdd::{Bdd, BddVariable, BddVariableSet};
use common::CONTENT;
use pathway::{
    Atom, Because, Cause, Choice, Condition, Need, OptionId, Pathway, QuestionId, RuleId, Sign,
    SignId, Urgency,
};
use proof::NODE_LIMIT;
use proof::compiled::{Compiled, finding_name};

#[derive(Clone)]
struct Bits {
    options: Vec<Bdd>,
    facts: Vec<Bdd>,
}

struct Second<'a> {
    pathway: &'a Pathway,
    set: BddVariableSet,
    bits: Vec<BddVariable>,
    /// What was ticked on the questions so far.
    known: Bits,
    /// Every beginning of a sheet so far; the bits of later questions are free.
    begun: Bdd,
    urgencies: Vec<Urgency>,
}

impl<'a> Second<'a> {
    fn new(pathway: &'a Pathway) -> Self {
        let set = BddVariableSet::new_anonymous(pathway.options.len() as u16);
        let mut urgencies: Vec<_> = pathway.signs.iter().map(|sign| sign.urgency).collect();
        urgencies.sort();
        urgencies.dedup();
        urgencies.reverse();
        let mut second = Second {
            pathway,
            bits: set.variables(),
            known: Bits {
                options: vec![set.mk_false(); pathway.options.len()],
                facts: vec![set.mk_false(); pathway.facts.len()],
            },
            begun: set.mk_true(),
            urgencies,
            set,
        };
        second.known = second.settled(second.known.clone(), None);
        for id in pathway.ids() {
            second.ask(id);
        }
        second
    }

    fn holds(&self, when: &Condition, here: &Bits, there: &Bits) -> Bdd {
        let lines = when.atoms.iter().map(|atom| match *atom {
            Atom::Option(option) => here.options[option.index()].clone(),
            Atom::Not(option) => there.options[option.index()].not(),
            Atom::Fact(fact) => here.facts[fact.index()].clone(),
        });
        let lines: Vec<_> = lines.collect();
        let needed = match when.need {
            Need::All => lines.len(),
            Need::AtLeast(n) => n.into(),
        };
        self.enough(&lines, needed)
    }

    /// At least so many of the lines: the first holds and one less of the rest, or enough of the rest.
    fn enough(&self, lines: &[Bdd], needed: usize) -> Bdd {
        match lines {
            _ if needed == 0 => self.set.mk_true(),
            _ if needed > lines.len() => self.set.mk_false(),
            [first, rest @ ..] => {
                let with = self.enough(rest, needed - 1);
                let without = self.enough(rest, needed);
                Bdd::if_then_else(first, &with, &without)
            }
            [] => self.set.mk_false(),
        }
    }

    /// With every fact worked out; what is denied is looked up in `there`, or in the bits themselves.
    fn settled(&self, mut bits: Bits, there: Option<&Bits>) -> Bits {
        for (at, fact) in self.pathway.facts.iter().enumerate() {
            bits.facts[at] = self.holds(&fact.when, &bits, there.unwrap_or(&bits));
        }
        bits
    }

    fn sign(&self, sign: &Sign, here: &Bits, there: &Bits) -> Bdd {
        match &sign.cause {
            Cause::Option(option) => here.options[option.index()].clone(),
            Cause::Together { when, .. } => self.holds(when, here, there),
        }
    }

    fn any<'b>(&self, all: impl IntoIterator<Item = &'b Bdd>) -> Bdd {
        (all.into_iter()).fold(self.set.mk_false(), |sum, one| sum.or(one))
    }

    fn ask(&mut self, id: QuestionId) {
        let asks = &self.pathway.questions[id.index()].ask;
        let mut rest = self.begun.and(&self.holds(asks, &self.known, &self.known));
        let mut shown = self.set.mk_false();
        let ahead = self.ahead(id);
        for &urgency in &self.urgencies {
            let signs = self
                .pathway
                .signs
                .iter()
                .filter(|sign| sign.urgency == urgency);
            let signs: Vec<_> = signs
                .map(|sign| self.sign(sign, &self.known, &self.known))
                .collect();
            let reached = rest.and(&self.any(&signs));
            if !reached.is_false() {
                shown = shown.or(&self.can_rise(&reached, urgency, &ahead));
            }
            rest = rest.and_not(&reached);
        }
        shown = shown.or(&rest);
        let (given, blank) = self.answers(id);
        let answered = shown.and(&given);
        self.begun = self.begun.and_not(&shown).and(&blank).or(&answered);
        for option in self.pathway.questions[id.index()].options() {
            self.known.options[option.index()] = self.set.mk_var(self.bits[option.index()]);
        }
        self.known = self.settled(self.known.clone(), None);
    }

    /// The answers a person can give, and no answer.
    fn answers(&self, id: QuestionId) -> (Bdd, Bdd) {
        let question = &self.pathway.questions[id.index()];
        let bits: Vec<_> = question
            .options()
            .map(|option| self.bits[option.index()])
            .collect();
        let none_of = |bits: &[BddVariable]| self.set.mk_sat_exactly_k(0, bits);
        let blank = none_of(&bits);
        let alone = |at: usize| question.exclusive >> at & 1 == 1;
        if question.choice == Choice::One {
            return (self.set.mk_sat_exactly_k(1, &bits), blank);
        }
        let single: Vec<_> = (0..bits.len())
            .filter(|&at| alone(at))
            .map(|at| bits[at])
            .collect();
        let others: Vec<_> = (0..bits.len())
            .filter(|&at| !alone(at))
            .map(|at| bits[at])
            .collect();
        let one_alone = self.set.mk_sat_exactly_k(1, &single).and(&none_of(&others));
        let some = none_of(&single).and_not(&none_of(&others));
        (one_alone.or(&some), blank)
    }

    /// What may be ticked from this question on; and by question, where its answer is open and hangs
    /// on this question.
    fn ahead(&self, id: QuestionId) -> (Bits, Vec<Bdd>) {
        let mut may = self.known.clone();
        for later in self.pathway.ids().skip(id.index()) {
            let question = &self.pathway.questions[later.index()];
            let asked = self.holds(&question.ask, &may, &self.known);
            for option in question.options() {
                may.options[option.index()] = may.options[option.index()].or(&asked);
            }
            // Only later facts can have changed, but working all of them out again does no harm.
            may = self.settled_after(may, later);
        }
        let mut hangs = vec![self.set.mk_false(); self.pathway.questions.len()];
        hangs[id.index()] = self.set.mk_true();
        for later in self.pathway.ids().skip(id.index() + 1) {
            let ask = &self.pathway.questions[later.index()].ask;
            let by = self.waits_for_any(ask, &hangs);
            let open = self.holds(ask, &may, &self.known);
            let anyway = self.holds(ask, &self.known, &may);
            hangs[later.index()] = by.and(&open).and_not(&anyway);
        }
        (may, hangs)
    }

    fn settled_after(&self, mut bits: Bits, id: QuestionId) -> Bits {
        for (at, fact) in self.pathway.facts.iter().enumerate() {
            if self.pathway.reads(&fact.when) >> id.0 & 1 == 1 {
                bits.facts[at] = self.holds(&fact.when, &bits, &self.known);
            }
        }
        bits
    }

    fn can_rise(&self, reached: &Bdd, floor: Urgency, (may, hangs): &(Bits, Vec<Bdd>)) -> Bdd {
        let mut cannot = reached.clone();
        for sign in self
            .pathway
            .signs
            .iter()
            .filter(|sign| sign.urgency > floor)
        {
            let hangs = match &sign.cause {
                Cause::Option(option) => hangs[self.pathway.question_of(*option).index()].clone(),
                Cause::Together { when, .. } => self.waits_for_any(when, hangs),
            };
            if !hangs.is_false() && !cannot.is_false() {
                let rises = hangs.and(&self.sign(sign, may, &self.known));
                cannot = cannot.and_not(&rises);
            }
        }
        reached.and_not(&cannot)
    }

    /// Where a condition still looks at a question that hangs on the one asked.
    fn waits_for_any(&self, when: &Condition, hangs: &[Bdd]) -> Bdd {
        let each = self.pathway.ids().map(|id| {
            let waits = self.waits_for(when, id, &self.set.mk_false());
            waits.and(&hangs[id.index()])
        });
        self.any(&each.collect::<Vec<_>>())
    }

    /// Where a condition still looks at one question: its answer may make true what is not, or undo
    /// what is. `held`: where the condition counts as true already, so that only the second matters.
    fn waits_for(&self, when: &Condition, question: QuestionId, held: &Bdd) -> Bdd {
        let mut waits = self.set.mk_false();
        for atom in &when.atoms {
            let one = match *atom {
                Atom::Option(option) if self.pathway.question_of(option) == question => {
                    held.or(&self.known.options[option.index()]).not()
                }
                Atom::Not(option) if self.pathway.question_of(option) == question => {
                    self.set.mk_true()
                }
                Atom::Option(_) | Atom::Not(_) => continue,
                Atom::Fact(fact) => {
                    let inner = &self.pathway.facts[fact.index()].when;
                    if self.pathway.reads(inner) >> question.0 & 1 == 0 {
                        continue;
                    }
                    let held = held.or(&self.known.facts[fact.index()]);
                    self.waits_for(inner, question, &held)
                }
            };
            waits = waits.or(&one);
        }
        waits
    }

    /// By finding, the sheets that it decides, worked out from the priorities alone.
    fn decided(&self) -> Vec<(Because, Bdd)> {
        let mut order: Vec<(Because, Urgency, usize, Bdd)> = Vec::new();
        for (id, sign) in (0..).map(SignId).zip(&self.pathway.signs) {
            let when = self.sign(sign, &self.known, &self.known);
            order.push((Because::Sign(id), sign.urgency, sign.kind.index(), when));
        }
        order.sort_by(|a, b| b.1.cmp(&a.1).then(a.2.cmp(&b.2)));
        for fallback in [false, true] {
            let mut rules: Vec<_> = (0..)
                .map(RuleId)
                .zip(&self.pathway.rules)
                .filter(|(id, _)| self.pathway.is_fallback(*id) == fallback)
                .map(|(id, rule)| {
                    let when = self.holds(&rule.when, &self.known, &self.known);
                    (Because::Rule(id), rule.urgency, 0, when)
                })
                .collect();
            rules.sort_by_key(|rule| std::cmp::Reverse(rule.1));
            order.extend(rules);
        }
        let mut rest = self.begun.clone();
        let mut decided = Vec::new();
        for (because, _, _, when) in order {
            let here = rest.and(&when);
            rest = rest.and_not(&when);
            decided.push((because, here));
        }
        assert!(rest.is_false());
        decided
    }
}

fn count(bdd: &Bdd) -> String {
    bdd.exact_cardinality().to_string()
}

#[test]
fn both_provers_count_the_same_sheets() {
    let pathway = &CONTENT.pathway;
    let second = Second::new(pathway);
    let mut first = Compiled::new(pathway, NODE_LIMIT).unwrap();
    let valid = first.valid();
    assert_eq!(
        first.count(valid).unwrap().to_string(),
        count(&second.begun)
    );
    for id in pathway.ids() {
        let shown = first.shown(id).unwrap();
        let bits: Vec<_> = pathway.questions[id.index()].options().collect();
        let ticked: Vec<_> = bits
            .iter()
            .map(|option: &OptionId| second.set.mk_var(second.bits[option.index()]))
            .collect();
        let answered = second.begun.and(&second.any(&ticked));
        let name = &pathway.questions[id.index()].name;
        assert_eq!(
            first.count(shown).unwrap().to_string(),
            count(&answered),
            "{name}"
        );
    }
    let decided = second.decided();
    let mut by_outcome = vec![second.set.mk_false(); pathway.outcomes.len()];
    for (at, (because, region)) in decided.iter().enumerate() {
        let finding = first.findings[at].clone();
        assert_eq!(finding.because, *because);
        let own = first.count(finding.decides).unwrap().to_string();
        assert_eq!(own, count(region), "{}", finding_name(pathway, *because));
        let outcome = &mut by_outcome[finding.advice.outcome.index()];
        *outcome = outcome.or(region);
    }
    for (at, region) in by_outcome.iter().enumerate() {
        let given = first
            .advised_where(|advice| advice.outcome.index() == at)
            .unwrap();
        let own = first.count(given).unwrap().to_string();
        assert_eq!(own, count(region), "{}", pathway.outcomes[at].name);
    }
}
