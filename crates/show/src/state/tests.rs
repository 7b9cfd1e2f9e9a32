//! What every action does, on the content as it stands and on a small pathway.

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
