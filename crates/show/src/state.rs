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
    /// An answer is being changed from the result: Continue leads straight back to it, unless
    /// something must be asked that was not asked before.
    pub changing: bool,
    /// What the screen says about the answers, until the next screen.
    pub notice: Option<Notice>,
}

/// What happened to the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// They were kept over a reload.
    Kept,
    /// The person has cleared them.
    Cleared,
    /// The advice is on the clipboard.
    Copied,
    /// The browser refused to put it there.
    NotCopied,
    /// The browser has not done what was asked of it, or cannot tell.
    Refused,
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
    /// Change the answer at this place of the answers shown, from the result.
    Change(u8),
    /// Go to the screen of this step, or as far as the answers lead.
    GoTo(Step),
    /// Forget every answer.
    Clear,
    /// Read about this tool.
    About,
    /// Copying the advice shown has gone well, or not.
    Copied(bool),
    /// Taking the advice away in another way has come to nothing, or may have.
    Refused,
}

/// How far a screen is from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// How many screens lead to it: 0 at the start.
    pub depth: u32,
    /// Whether it is "About this tool".
    pub about: bool,
}

impl State {
    /// Before anything is answered.
    pub fn new(pathway: &Pathway) -> Self {
        State {
            sheet: Sheet::empty(pathway),
            place: Place::Start,
            empty: false,
            about: false,
            changing: false,
            notice: None,
        }
    }

    /// How far the screen shown is from the start.
    pub fn at(&self, pathway: &Pathway) -> Step {
        let path = self.walk(pathway).path.len();
        let depth = match self.place {
            Place::Start => 0,
            Place::Question(_) | Place::Result(_) => path + 1,
        };
        Step {
            depth: depth as u32 + u32::from(self.about),
            about: self.about,
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
                // While an answer is changed the later ones stand: they were all given on the way
                // to the result, and what was not is asked.
                let walk = if self.changing {
                    pathway.walk(&self.sheet)
                } else {
                    pathway.walk(&self.through(id))
                };
                state.place = end(&walk);
            }
            (Action::Back, Place::Question(_) | Place::Result(_)) => {
                let before = self.walk(pathway).path.last().copied();
                state.place = before.map_or(Place::Start, Place::Question);
            }
            (Action::Change(place), Place::Result(_)) => state.change(pathway, place),
            (Action::GoTo(step), _) => state.go_to(pathway, step),
            (Action::Copied(well), Place::Result(_)) => {
                state.notice = Some(if well {
                    Notice::Copied
                } else {
                    Notice::NotCopied
                });
            }
            (Action::Refused, Place::Result(_)) => state.notice = Some(Notice::Refused),
            (Action::Clear, _) => {
                return State {
                    notice: Some(Notice::Cleared),
                    ..State::new(pathway)
                };
            }
            _ => {}
        }
        if (state.place, state.about) != (self.place, self.about) {
            state.empty = false;
            state.notice = None;
            state.changing &= matches!(state.place, Place::Question(_));
        }
        state
    }

    /// Opens the answer at a place of the path again. Only a result can.
    fn change(&mut self, pathway: &Pathway, place: u8) {
        let path = self.walk(pathway).path;
        if let Some(&id) = path.get(usize::from(place)) {
            // Answers left over from another way do not count as given.
            let mut given = Sheet::empty(pathway);
            for answer in path.iter().filter_map(|&id| self.sheet.get(id)) {
                given.put(answer);
            }
            self.sheet = given;
            self.place = Place::Question(id);
            self.changing = true;
        }
    }

    /// Goes to a step. Only the browser's history and a reload can.
    fn go_to(&mut self, pathway: &Pathway, step: Step) {
        if step == self.at(pathway) {
            return;
        }
        let walk = pathway.walk(&self.sheet);
        let below = step.depth.saturating_sub(u32::from(step.about));
        self.place = match below.checked_sub(1) {
            None => Place::Start,
            Some(place) => match walk.path.get(place as usize) {
                Some(&id) => Place::Question(id),
                None => end(&walk),
            },
        };
        self.about = step.about && !matches!(self.place, Place::Question(_));
    }

    /// The answers up to and including a question.
    fn through(&self, id: QuestionId) -> Sheet {
        self.sheet.before(QuestionId(id.0.saturating_add(1)))
    }
}

/// Where a walk ends: at a question without an answer, or at the result of them all.
fn end(walk: &Walk) -> Place {
    let result = || {
        walk.path
            .last()
            .map_or(Place::Start, |&id| Place::Result(id))
    };
    walk.next.map_or_else(result, Place::Question)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trial;

    fn pathway() -> Pathway {
        trial::content().pathway
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
        person.answers("now_1", "end_life");
        assert_eq!(person.sees(), "crisis_support");
        person.does(Action::Back);
        assert_eq!(person.sees(), "now_1");
        person.ticks("none");
        person.ticks("chest");
        person.does(Action::Continue);
        person.answers("chest", "tight");
        assert_eq!(person.sees(), "emergency_call");
        person.does(Action::Back);
        assert_eq!(person.sees(), "chest");
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
        person.answers("reason", "hurts");
        person.answers("region", "knee");
        person.answers("onset", "slow");
        assert_eq!(person.sees(), "knee");
        person.ticks("stuck");
        for _ in 0..3 {
            person.does(Action::Back);
        }
        person.answers("reason", "fit");
        person.answers("history", "none");
        person.answers("general", "none");
        person.answers("effort", "none");
        person.answers("health", "none");
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

    /// Lifting a little, knee pain for months: the way to a physiotherapist.
    fn at_the_result() -> Person {
        let mut person = Person::arrives();
        person.does(Action::Start);
        while let Place::Question(id) = person.state.place {
            let name = person.pathway.questions[id.index()].name.clone();
            let answer = match &*name {
                "age" => "a18",
                "reason" => "hurts",
                "region" => "knee",
                "onset" => "slow",
                _ if none_of(&person.pathway, id) => "none",
                _ => first_option(&person.pathway, id),
            }
            .to_owned();
            person.answers(&name, &answer);
        }
        person
    }

    fn none_of(pathway: &Pathway, id: QuestionId) -> bool {
        pathway.option_named(id, "none").is_some()
    }

    fn first_option(pathway: &Pathway, id: QuestionId) -> &str {
        let first = pathway.questions[id.index()].first;
        &pathway.options[first.index()]
    }

    fn change(person: &mut Person, question: &str) {
        let id = person.pathway.question_named(question).unwrap();
        let path = person.state.walk(&person.pathway).path;
        let place = path.iter().position(|&asked| asked == id).unwrap();
        person.does(Action::Change(place as u8));
    }

    fn at(depth: usize) -> Action {
        Action::GoTo(Step {
            depth: depth as u32,
            about: false,
        })
    }

    #[test]
    fn a_change_that_asks_nothing_new_leads_straight_back_to_the_result() {
        let mut person = at_the_result();
        let before = person.state.clone();
        change(&mut person, "age");
        assert_eq!(person.sees(), "age");
        person.does(Action::Continue);
        assert_eq!(person.state, before, "nothing was changed");
        change(&mut person, "age");
        person.answers("age", "a50");
        assert_eq!(person.state.place, before.place);
        assert!(!person.state.changing);
    }

    #[test]
    fn a_change_asks_what_was_not_asked_before_and_nothing_else() {
        let mut person = at_the_result();
        let before = person.state.walk(&person.pathway).path;
        change(&mut person, "region");
        person.answers("region", "back");
        let mut asked = 0;
        while let Place::Question(id) = person.state.place {
            assert!(!before.contains(&id), "{id:?} was answered before");
            let name = person.pathway.questions[id.index()].name.clone();
            let answer = if none_of(&person.pathway, id) {
                "none"
            } else {
                first_option(&person.pathway, id)
            }
            .to_owned();
            person.answers(&name, &answer);
            asked += 1;
        }
        assert!(asked > 0, "a back has questions of its own");
        assert!(person.state.decision(&person.pathway).is_some());
    }

    #[test]
    fn an_answer_of_another_way_is_asked_again_after_a_change() {
        let mut person = at_the_result();
        change(&mut person, "region");
        person.answers("region", "back");
        // Back's own questions are open now, and knee's answers are of another way.
        assert!(matches!(person.state.place, Place::Question(_)));
        change(&mut person, "age");
        assert_ne!(
            person.sees(),
            "age",
            "only a result offers to change answers"
        );
    }

    #[test]
    fn a_change_to_a_sign_shows_its_advice_at_once() {
        let mut person = at_the_result();
        change(&mut person, "now_1");
        person.answers("now_1", "end_life");
        assert_eq!(person.sees(), "crisis_support");
    }

    #[test]
    fn every_depth_leads_to_its_screen_and_none_beyond_the_answers() {
        let mut person = at_the_result();
        let path = person.state.walk(&person.pathway).path;
        let result = person.state.clone();
        assert_eq!(result.at(&person.pathway).depth as usize, path.len() + 1);
        for (place, &id) in path.iter().enumerate() {
            person.does(at(place + 1));
            assert_eq!(person.state.place, Place::Question(id));
            assert_eq!(person.state.at(&person.pathway).depth as usize, place + 1);
            assert_eq!(person.state.sheet, result.sheet, "no answer is lost");
        }
        person.does(at(99));
        assert_eq!(person.state, result);
        person.does(at(0));
        assert_eq!(person.sees(), "start");
        person.does(Action::Clear);
        person.does(at(5));
        assert_eq!(person.sees(), "now_1", "nothing is answered");
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
        person.answers("now_1", "end_life");
        let result = person.state.clone();
        person.does(Action::About);
        person.does(Action::Back);
        assert_eq!(person.state, result);
    }

    #[test]
    fn about_this_tool_is_a_step_of_its_own_above_the_start_and_a_result() {
        for mut person in [Person::arrives(), at_the_result()] {
            let below = person.state.clone();
            person.does(Action::About);
            let over = person.state.clone();
            let step = over.at(&person.pathway);
            let under = below.at(&person.pathway);
            assert_eq!((step.depth, step.about), (under.depth + 1, true));
            person.does(Action::GoTo(under));
            assert_eq!(person.state, below);
            person.does(Action::GoTo(step));
            assert_eq!(person.state, over);
        }
    }

    #[test]
    fn no_step_lays_about_this_tool_over_a_question() {
        let mut person = at_the_result();
        let step = |depth| Action::GoTo(Step { depth, about: true });
        person.does(step(3));
        assert!(matches!(person.state.place, Place::Question(_)));
        assert!(!person.state.about);
    }

    #[test]
    fn clearing_forgets_everything_and_says_so() {
        let mut person = Person::arrives();
        person.does(Action::Start);
        person.answers("now_1", "none");
        person.does(Action::Clear);
        let cleared = State {
            notice: Some(Notice::Cleared),
            ..State::new(&person.pathway)
        };
        assert_eq!(person.state, cleared);
        person.does(Action::Start);
        assert_eq!(person.state.notice, None, "said once");
    }
}
