//! The shortest way to each question and to each outcome, as a written patient went it.

use pathway::{OptionId, Pathway};
use show::state::{Action, Place, State};

/// A line for each: `question <name> <option> <option> …`, or `outcome …`. Written by `build.rs`.
static WAYS: &str = include_str!(concat!(env!("OUT_DIR"), "/ways.txt"));

/// The states at all questions, with the questions' names, in their order.
pub fn questions(pathway: &Pathway) -> Vec<(&'static str, State)> {
    of("question", pathway)
}

/// The states with all outcomes, with the outcomes' names, the most urgent first.
pub fn outcomes(pathway: &Pathway) -> Vec<(&'static str, State)> {
    of("outcome", pathway)
}

fn of(kind: &str, pathway: &Pathway) -> Vec<(&'static str, State)> {
    let lines = WAYS.lines().filter_map(|line| line.strip_prefix(kind));
    lines
        .map(|line| {
            let mut words = line.split_whitespace();
            let name = words.next().unwrap_or_default();
            let options = words.filter_map(|word| word.parse().ok().map(OptionId));
            (name, gone(pathway, options))
        })
        .collect()
}

/// The state of somebody who has ticked these options, screen by screen.
fn gone(pathway: &Pathway, options: impl Iterator<Item = OptionId>) -> State {
    let mut state = State::new(pathway).step(pathway, Action::Start);
    let mut options = options.peekable();
    while let Place::Question(id) = state.place {
        let mut any = false;
        while let Some(option) = options.next_if(|option| pathway.question_of(*option) == id) {
            state = state.step(pathway, Action::Toggle(option, true));
            any = true;
        }
        if !any {
            break;
        }
        state = state.step(pathway, Action::Continue);
    }
    state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_and_every_outcome_is_reached() {
        let guide = who_to_see::guide::shared().expect("the build carries it");
        let pathway = guide.pathway();
        let found = outcomes(pathway);
        assert_eq!(found.len(), pathway.outcomes.len());
        for (name, state) in found {
            let decision = state.decision(pathway);
            let outcome =
                decision.map(|decision| &*pathway.outcomes[decision.outcome.index()].name);
            assert_eq!(outcome, Some(name));
        }
        let found = questions(pathway);
        assert_eq!(found.len(), pathway.questions.len());
        for (name, state) in found {
            let asked = match state.place {
                Place::Question(id) => &*pathway.questions[id.index()].name,
                _ => "no question",
            };
            assert_eq!(asked, name);
        }
    }
}
