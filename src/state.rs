//! Where the person is, and what every action does: one pure step function.
//!
//! Knows the pathway; knows no words, no screen and no browser.

use pathway::{Answer, Decision, OptionId, Pathway, QuestionId, Sheet, Walk};

/// What the person sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The start screen.
    Start,
    /// A question.
    Question(QuestionId),
    /// The result of the answers up to and including this question.
    Result(QuestionId),
}

/// Everything that a screen depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The raw answers: Back and forth keep them.
    pub sheet: Sheet,
    /// Where the person is.
    pub place: Place,
    /// Continue was pressed without an answer.
    pub empty: bool,
    /// "About this tool" lies over the start or the result; Back takes it away.
    pub about: bool,
}

/// What the person can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Begin with the first question.
    Start,
    /// Tick or clear an option of the question shown.
    Toggle(OptionId, bool),
    /// Leave the question shown.
    Continue,
    /// Go to the screen before.
    Back,
    /// Forget every answer.
    Restart,
    /// Read about this tool.
    About,
}

impl State {
    /// Before anything is answered.
    pub fn new(pathway: &Pathway) -> Self {
        State {
            sheet: Sheet::empty(pathway),
            place: Place::Start,
            empty: false,
            about: false,
        }
    }

    /// The walk to the screen shown: answers to this question and to later ones do not count,
    /// except on a result, which rests on its last question too.
    pub fn walk(&self, pathway: &Pathway) -> Walk {
        match self.place {
            Place::Start => pathway.walk(&Sheet::empty(pathway)),
            Place::Question(id) => pathway.walk(&self.sheet.before(id)),
            Place::Result(last) => pathway.walk(&self.through(last)),
        }
    }

    /// The result, where one is shown.
    pub fn decision(&self, pathway: &Pathway) -> Option<Decision> {
        match self.place {
            Place::Result(_) => pathway.decide(&self.walk(pathway)),
            _ => None,
        }
    }

    /// The state after an action. An action that makes no sense here changes nothing.
    pub fn step(&self, pathway: &Pathway, action: Action) -> Self {
        let mut state = self.clone();
        match (action, self.place) {
            (Action::About, Place::Start | Place::Result(_)) => state.about = true,
            (Action::Back, _) if self.about => state.about = false,
            (Action::Start, Place::Start) => {
                let first = pathway.walk(&Sheet::empty(pathway)).next;
                state.place = first.map_or(Place::Start, Place::Question);
            }
            (Action::Toggle(option, on), Place::Question(id)) => {
                let before = self.sheet.get(id);
                match Answer::toggled(pathway, id, before, option, on) {
                    Ok(Some(answer)) => state.sheet.put(answer),
                    Ok(None) => state.sheet.clear(id),
                    Err(_) => {}
                }
                state.empty = false;
            }
            (Action::Continue, Place::Question(id)) if self.sheet.get(id).is_none() => {
                state.empty = true;
            }
            (Action::Continue, Place::Question(id)) => {
                let next = pathway.walk(&self.through(id)).next;
                state.place = next.map_or(Place::Result(id), Place::Question);
                state.empty = false;
            }
            (Action::Back, Place::Question(_) | Place::Result(_)) => {
                let before = self.walk(pathway).path.last().copied();
                state.place = before.map_or(Place::Start, Place::Question);
                state.empty = false;
            }
            (Action::Restart, _) => return State::new(pathway),
            _ => {}
        }
        state
    }

    /// The answers up to and including a question.
    fn through(&self, id: QuestionId) -> Sheet {
        self.sheet.before(QuestionId(id.0.saturating_add(1)))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn pathway() -> Pathway {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        content::load(&root)
            .unwrap_or_else(|problems| panic!("{problems}"))
            .pathway
    }

    /// A person who does things by name.
    struct Person {
        pathway: Pathway,
        state: State,
    }

    impl Person {
        fn arrives() -> Self {
            let pathway = pathway();
            let state = State::new(&pathway);
            Person { pathway, state }
        }

        fn does(&mut self, action: Action) {
            self.state = self.state.step(&self.pathway, action);
        }

        #[track_caller]
        fn ticks(&mut self, option: &str) {
            let Place::Question(id) = self.state.place else {
                panic!("no question is shown");
            };
            let option = self.pathway.option_named(id, option).unwrap();
            self.does(Action::Toggle(option, true));
        }

        #[track_caller]
        fn answers(&mut self, question: &str, option: &str) {
            assert_eq!(self.sees(), question);
            self.ticks(option);
            self.does(Action::Continue);
        }

        fn sees(&self) -> &str {
            match self.state.place {
                Place::Start => "start",
                Place::Question(id) => &self.pathway.questions[id.index()].name,
                Place::Result(_) => {
                    let decision = self.state.decision(&self.pathway).unwrap();
                    &self.pathway.outcomes[decision.outcome.index()].name
                }
            }
        }
    }

    #[test]
    fn an_emergency_answer_ends_the_questions_at_once_and_back_undoes_it() {
        let mut person = Person::arrives();
        person.does(Action::Start);
        person.answers("now_1", "chest");
        assert_eq!(person.sees(), "emergency_call");
        person.does(Action::Back);
        assert_eq!(person.sees(), "now_1");
        person.ticks("none");
        person.does(Action::Continue);
        assert_eq!(person.sees(), "now_2");
    }

    #[test]
    fn continue_without_an_answer_stays_and_says_so() {
        let mut person = Person::arrives();
        person.does(Action::Start);
        person.does(Action::Continue);
        assert_eq!(person.sees(), "now_1");
        assert!(person.state.empty);
        person.ticks("none");
        assert!(!person.state.empty);
    }

    #[test]
    fn back_restores_every_answer_and_a_change_keeps_the_later_ones() {
        let mut person = Person::arrives();
        person.does(Action::Start);
        person.answers("now_1", "none");
        person.answers("now_2", "none");
        person.answers("age", "a18");
        person.answers("reason", "fit");
        assert_eq!(person.sees(), "history");
        for _ in 0..2 {
            person.does(Action::Back);
        }
        assert_eq!(person.sees(), "age");
        person.ticks("a65");
        person.does(Action::Continue);
        let reason = person.pathway.question_named("reason").unwrap();
        let fit = person.pathway.option_named(reason, "fit").unwrap();
        let kept = person.state.sheet.get(reason).unwrap();
        assert!(kept.has(&person.pathway, fit));
    }

    #[test]
    fn an_answer_that_is_no_longer_asked_for_does_not_count() {
        let mut person = Person::arrives();
        person.does(Action::Start);
        person.answers("now_1", "none");
        person.answers("now_2", "none");
        person.answers("age", "a18");
        person.answers("reason", "untreated");
        person.answers("region", "knee");
        person.answers("onset", "slow");
        assert_eq!(person.sees(), "knee");
        person.ticks("hot");
        for _ in 0..3 {
            person.does(Action::Back);
        }
        person.answers("reason", "fit");
        person.answers("history", "none");
        person.answers("effort", "none");
        person.answers("health_2", "none");
        person.answers("health_1", "none");
        assert_eq!(person.sees(), "personal_trainer");
    }

    #[test]
    fn a_healthy_visitor_is_done_in_eight_screens() {
        let mut person = Person::arrives();
        person.does(Action::Start);
        let mut screens = 0;
        while let Place::Question(id) = person.state.place {
            let name = person.pathway.questions[id.index()].name.clone();
            let answer = match &*name {
                "age" => "a18",
                "reason" => "fit",
                _ => "none",
            };
            person.answers(&name, answer);
            screens += 1;
        }
        assert_eq!(person.sees(), "personal_trainer");
        assert!(screens <= 8, "{screens} screens");
    }

    #[test]
    fn about_this_tool_lies_over_a_screen_and_back_takes_it_away() {
        let mut person = Person::arrives();
        person.does(Action::About);
        assert!(person.state.about);
        person.does(Action::Back);
        assert_eq!(person.state, State::new(&person.pathway));
        person.does(Action::Start);
        // No question leads there: nobody is drawn away from an answer.
        person.does(Action::About);
        assert!(!person.state.about);
        person.answers("now_1", "chest");
        let result = person.state.clone();
        person.does(Action::About);
        person.does(Action::Back);
        assert_eq!(person.state, result);
    }

    #[test]
    fn start_again_forgets_everything() {
        let mut person = Person::arrives();
        person.does(Action::Start);
        person.answers("now_1", "none");
        person.does(Action::Restart);
        assert_eq!(person.state, State::new(&person.pathway));
    }
}
