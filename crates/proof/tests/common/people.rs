//! Everybody who could answer a small pathway, as the interpreter sees them.

use pathway::{
    Answer, Because, Cause, Choice, Condition, Decision, OptionId, Pathway, QuestionId, Sheet,
    Urgency, Walk,
};

use super::every_sheet;

/// A finished sheet and what follows from it.
pub struct Person {
    pub sheet: Sheet,
    pub walk: Walk,
    pub decision: Decision,
    pub path: Vec<(QuestionId, Answer)>,
}

/// Everybody.
pub fn people(pathway: &Pathway) -> Vec<Person> {
    let person = |sheet: Sheet| {
        let walk = pathway.walk(&sheet);
        Person {
            decision: pathway.decide(&walk).unwrap(),
            path: (walk.path.iter())
                .filter_map(|&id| Some((id, sheet.get(id)?)))
                .collect(),
            walk,
            sheet,
        }
    };
    every_sheet(pathway).into_iter().map(person).collect()
}

impl Person {
    pub fn urgency(&self) -> Urgency {
        self.decision.urgency
    }

    pub fn advice(&self) -> (u8, Urgency) {
        (self.decision.outcome.0, self.decision.urgency)
    }

    pub fn answer(&self, id: QuestionId) -> Option<Answer> {
        let found = self.path.iter().find(|(asked, _)| *asked == id);
        found.map(|&(_, answer)| answer)
    }

    /// What the person was asked before this question.
    pub fn before(&self, id: QuestionId) -> Vec<(QuestionId, Answer)> {
        let before = self.path.iter().copied();
        before.take_while(|&(asked, _)| asked < id).collect()
    }

    /// Whether one of these is ticked.
    pub fn any(&self, options: &[OptionId]) -> bool {
        let mut options = options.iter();
        options.any(|&option| self.walk.truth.option(option))
    }

    pub fn meets(&self, when: &Condition) -> bool {
        when.holds(&self.walk.truth, &self.walk.truth)
    }

    /// Whether a sign is found, or a rule would be if there were no sign.
    pub fn has(&self, pathway: &Pathway, because: Because) -> bool {
        match because {
            Because::Sign(id) => pathway.sign_holds(&pathway.signs[id.index()], &self.walk.truth),
            Because::Rule(id) => self.meets(&pathway.rules[id.index()].when),
        }
    }

    /// How much there is on the sheet: its questions, and the lines that stand together.
    pub fn cost(&self, pathway: &Pathway) -> usize {
        let cost = |&(_, answer): &(QuestionId, Answer)| {
            let together = answer.options(pathway);
            1 + together.filter(|&option| !alone(pathway, option)).count()
        };
        self.path.iter().map(cost).sum()
    }
}

/// Whether an option never stands beside another.
pub fn alone(pathway: &Pathway, option: OptionId) -> bool {
    let question = &pathway.questions[pathway.question_of(option).index()];
    question.choice == Choice::One || question.exclusive >> (option.0 - question.first.0) & 1 == 1
}

/// Whether an option is a sign by itself.
pub fn is_sign(pathway: &Pathway, option: OptionId) -> bool {
    let mut signs = pathway.signs.iter();
    signs.any(|sign| sign.cause == Cause::Option(option))
}

/// Whether two people give the same answer to every question that both are asked, but to these.
pub fn otherwise_alike(a: &Person, b: &Person, but: &[QuestionId]) -> bool {
    a.path
        .iter()
        .all(|&(id, answer)| but.contains(&id) || b.answer(id).is_none_or(|other| other == answer))
}

/// The first question that two people do not answer alike.
pub fn first_difference(a: &Person, b: &Person) -> Option<QuestionId> {
    let mut both = a.path.iter().zip(&b.path);
    both.find(|(a, b)| a != b).map(|(a, b)| a.0.min(b.0))
}

/// Whether the second answer has one line more than the first: one of these, beside what the first
/// ticked, or in place of an option that means nothing is the matter.
pub fn one_more(
    pathway: &Pathway,
    lines: &[OptionId],
    nothing: impl Fn(OptionId) -> bool,
    (a, b): (Answer, Answer),
) -> bool {
    let a: Vec<_> = a.options(pathway).collect();
    let b: Vec<_> = b.options(pathway).collect();
    let more: Vec<_> = b.iter().filter(|option| !a.contains(option)).collect();
    let [&line] = more[..] else { return false };
    let kept = a.iter().all(|option| b.contains(option));
    let from_nothing = b.len() == 1
        && a.iter()
            .all(|&option| alone(pathway, option) && nothing(option));
    lines.contains(&line) && !alone(pathway, line) && (kept || from_nothing)
}

/// Whether the second answer has one option in place of another, and is the same otherwise.
pub fn in_place_of(
    pathway: &Pathway,
    (left, taken): (OptionId, OptionId),
    (a, b): (Answer, Answer),
) -> bool {
    let but = |answer: Answer, but: OptionId| -> Option<Vec<_>> {
        let mut options: Vec<_> = answer.options(pathway).collect();
        let at = options.iter().position(|&option| option == but)?;
        options.remove(at);
        Some(options)
    };
    let rest = but(a, left).zip(but(b, taken));
    left != taken && rest.is_some_and(|(a, b)| a == b && !a.contains(&taken) && !b.contains(&left))
}
