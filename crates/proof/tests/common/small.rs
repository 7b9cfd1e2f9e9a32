//! Small pathways that make no sense, to be looked at sheet by sheet.

use pathway::{
    Atom, Cause, Choice, Condition, Fact, FactId, Kind, KindId, Need, OptionId, Outcome, OutcomeId,
    Parts, Pathway, Question, QuestionId, Rule, Sign, Urgency,
};

use super::Numbers;

const URGENCIES: [Urgency; 7] = [
    Urgency::Call,
    Urgency::Go,
    Urgency::Today,
    Urgency::Days(3),
    Urgency::Days(7),
    Urgency::Weeks,
    Urgency::Ready,
];

struct Maker<'a> {
    numbers: &'a mut Numbers,
    parts: Parts,
    /// By fact: the first question that it may not be read before.
    after: Vec<usize>,
}

/// A pathway of a few questions; at most some thousand sheets.
pub fn pathway(seed: u64) -> Pathway {
    let mut numbers = Numbers(seed);
    let mut maker = Maker {
        numbers: &mut numbers,
        parts: Parts::default(),
        after: Vec::new(),
    };
    maker.names();
    for _ in 0..2 + maker.numbers.below(3) {
        maker.question();
    }
    maker.signs();
    maker.rules();
    maker.parts.longest = u8::MAX;
    Pathway::new(maker.parts).unwrap()
}

impl Maker<'_> {
    fn names(&mut self) {
        for name in ["a", "b", "c", "d"] {
            self.parts.outcomes.push(Outcome {
                name: name.into(),
                step: None,
                exercise_provider: false,
            });
        }
        for (at, name) in ["first", "second"].into_iter().enumerate() {
            self.parts.kinds.push(Kind {
                name: name.into(),
                policy: "P".into(),
                outcome: OutcomeId(at as u8),
            });
        }
    }

    /// A question, now and then with its "which one?" screen, and perhaps a fact after it.
    fn question(&mut self) {
        let ask = if self.parts.questions.is_empty() || self.numbers.once_in(3) {
            Condition::always()
        } else {
            self.condition()
        };
        let choice = if self.numbers.once_in(3) {
            Choice::One
        } else {
            Choice::Many
        };
        let lines = 2 + self.numbers.below(2);
        let id = self.open(choice, ask, None);
        for at in 0..lines {
            self.option(id, ["x", "y", "z"][at], false);
        }
        if self.numbers.once_in(2) {
            self.option(id, "none", true);
        }
        let which = choice == Choice::Many && self.numbers.once_in(2);
        if which {
            let unsure = self.option(id, "unsure", false);
            if self.numbers.once_in(3) {
                self.option(id, "late", false);
            }
            let asks = Condition {
                need: Need::AtLeast(1),
                atoms: vec![Atom::Option(unsure)],
            };
            let screen = self.open(Choice::Many, asks, Some(id));
            for at in 0..lines {
                self.option(screen, ["x", "y", "z"][at], false);
            }
            self.option(screen, "cannot_say", true);
        }
        while self.numbers.once_in(2) {
            let when = self.condition();
            self.parts.facts.push(Fact {
                name: format!("fact {}", self.parts.facts.len()).into(),
                when,
            });
            self.after.push(self.parts.questions.len());
        }
    }

    fn open(&mut self, choice: Choice, ask: Condition, which_of: Option<QuestionId>) -> QuestionId {
        let id = QuestionId(self.parts.questions.len() as u8);
        self.parts.questions.push(Question {
            name: format!("q{}", id.0).into(),
            choice,
            ask,
            first: OptionId(self.parts.options.len() as u16),
            len: 0,
            exclusive: 0,
            which_of,
        });
        id
    }

    fn option(&mut self, question: QuestionId, name: &str, alone: bool) -> OptionId {
        let question = &mut self.parts.questions[question.index()];
        if alone {
            question.exclusive |= 1 << question.len;
        }
        question.len += 1;
        self.parts.options.push(name.into());
        OptionId(self.parts.options.len() as u16 - 1)
    }

    /// A condition over what was asked so far.
    fn condition(&mut self) -> Condition {
        let lines = 1 + self.numbers.below(3);
        let atoms: Vec<_> = (0..lines)
            .map(|_| {
                let facts = self.parts.facts.len();
                if facts > 0 && self.numbers.once_in(3) {
                    return Atom::Fact(FactId(self.numbers.below(facts) as u16));
                }
                let option = OptionId(self.numbers.below(self.parts.options.len()) as u16);
                if self.numbers.once_in(4) {
                    Atom::Not(option)
                } else {
                    Atom::Option(option)
                }
            })
            .collect();
        let need = match self.numbers.below(3) {
            0 => Need::All,
            1 => Need::AtLeast(1),
            _ => Need::AtLeast(atoms.len().min(2) as u8),
        };
        Condition { need, atoms }
    }

    fn signs(&mut self) {
        for option in 0..self.parts.options.len() {
            if self.numbers.once_in(3) {
                let cause = Cause::Option(OptionId(option as u16));
                self.sign(cause);
            }
        }
        for at in 0..self.numbers.below(4) {
            let when = self.condition();
            self.sign(Cause::Together {
                name: format!("together {at}").into(),
                when,
            });
        }
    }

    fn sign(&mut self, cause: Cause) {
        let urgency = URGENCIES[self.numbers.below(5)];
        let kind = KindId(self.numbers.below(2) as u8);
        self.parts.signs.push(Sign {
            kind,
            urgency,
            cause,
        });
    }

    fn rules(&mut self) {
        for at in 0..1 + self.numbers.below(4) {
            let when = self.condition();
            self.rule(format!("rule {at}"), when);
        }
        let fallbacks = 1 + self.numbers.below(2);
        for at in 1..fallbacks {
            let when = self.condition();
            self.rule(format!("fallback {at}"), when);
        }
        self.rule("last".into(), Condition::always());
        self.parts.fallbacks = fallbacks as u16;
    }

    fn rule(&mut self, name: String, when: Condition) {
        let urgency = URGENCIES[3 + self.numbers.below(4)];
        self.parts.rules.push(Rule {
            name: name.into(),
            policy: "P".into(),
            urgency,
            outcome: OutcomeId(self.numbers.below(4) as u8),
            when,
        });
    }
}
