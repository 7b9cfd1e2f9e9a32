//! What a person has done on the first screens before the widget was there, and what they do on them
//! afterwards. Pure: knows the pathway, and no browser.
//!
//! The loader shows the first screens as they were built (`embed/first.js`). Once the widget is there
//! it stands unseen behind them, in the same state, until a button is pressed: then it is seen, with
//! the next screen. So nothing is ever replaced while somebody uses it.

use pathway::{OptionId, Pathway};

use crate::state::{Action, Place, State};

/// What has been done before the widget was there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Begun {
    /// The first question stands, and not the start.
    pub asked: bool,
    /// The options of the first question that are ticked, by their place.
    pub ticked: Vec<u8>,
    /// The button that was pressed last, if what follows it waits for the widget.
    pub pressed: Option<Action>,
}

impl Begun {
    /// The state of the screen that stands, before the button.
    pub fn state(&self, pathway: &Pathway) -> State {
        let mut state = State::new(pathway).step(pathway, Action::Start);
        if let Place::Question(id) = state.place {
            let first = pathway.questions[id.index()].first.0;
            for place in &self.ticked {
                let option = OptionId(first.saturating_add(u16::from(*place)));
                state = state.step(pathway, Action::Toggle(option, true));
            }
        }
        if !self.asked {
            state = state.step(pathway, Action::Back);
        }
        state
    }
}

/// What a button of the first screens does, by the number that the loader has for it.
pub fn action(number: u8) -> Option<Action> {
    [Action::Start, Action::Continue, Action::Back, Action::About]
        .get(usize::from(number))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide;

    fn state(asked: bool, ticked: &[u8]) -> State {
        let guide = guide::shared().expect("the content is good");
        let begun = Begun {
            asked,
            ticked: ticked.to_vec(),
            pressed: None,
        };
        begun.state(guide.pathway())
    }

    #[test]
    fn what_was_ticked_is_ticked_where_the_person_stands() {
        let guide = guide::shared().expect("the content is good");
        let pathway = guide.pathway();
        let asked = state(true, &[0, 2]);
        let Place::Question(id) = asked.place else {
            unreachable!("the first question stands");
        };
        let answer = asked.sheet.get(id).expect("it has an answer");
        let options: Vec<_> = answer.options(pathway).map(|option| option.0).collect();
        let first = pathway.questions[id.index()].first.0;
        assert_eq!(options, [first, first + 2]);
        let back = state(false, &[0, 2]);
        assert_eq!(back.place, Place::Start);
        assert_eq!(back.sheet, asked.sheet, "Back loses no answer");
        assert_eq!(state(false, &[]), State::new(pathway));
    }

    #[test]
    fn a_place_that_is_no_option_is_no_answer() {
        let asked = state(true, &[200]);
        assert_eq!(asked.sheet.answered().count(), 0);
    }

    #[test]
    fn each_button_has_a_number() {
        let known: Vec<_> = (0..4).filter_map(action).collect();
        let expected = [Action::Start, Action::Continue, Action::Back, Action::About];
        assert_eq!(known, expected);
        assert_eq!(action(4), None);
    }
}
