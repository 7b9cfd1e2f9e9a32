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
mod tests;
