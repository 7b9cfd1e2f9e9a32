//! `cargo xtask play`: the questions in a terminal, word for word as the widget shows them, then the
//! whole advice. For whoever judges or translates the content and needs no page for it.
//!
//! The screens come from the crate `show`, which the widget draws too: nothing here chooses a word
//! of theirs. What the terminal adds of its own are the letters and how to use them.
//!
//! Reads one answer a line, from a person or from a pipe. Where the input ends before the questions
//! do, it stops and says which question is open.

mod options;
mod save;
mod screens;
mod talk;
#[cfg(test)]
mod tests;
mod typed;

use std::io::{self, IsTerminal};

use pathway::{Answer, AnswerError, OptionId, Pathway, QuestionId};
use serde_json::{Map, Value, json};
use show::state::{Action, Place, State, Step};
use show::{Guide, Screen, Visit, screen};

use crate::ask::load;
use tooling::Failure;
use tooling::paths;

pub use options::Args;
use talk::Talk;
use typed::{Typed, place_of};

/// Plays, and saves what was played.
pub fn run(args: Args) -> Result<(), Failure> {
    let content = load(&paths::root().join("content"))?;
    let ready = args.ready(&content)?;
    let (input, output) = (io::stdin(), io::stdout());
    let echo = !input.is_terminal();
    let mut talk = Talk::new(input.lock(), output.lock(), echo);
    talk.say(&ready.opening)?;
    let mut session = Session::new(&ready.guide, &ready.visit, ready.from);
    match (session.play(&mut talk)?, &ready.save) {
        (End::Read, Some(save)) => {
            let said = save.write(&content, &session.state, &mut talk)?;
            talk.say(&said)
        }
        (End::Left, Some(_)) => talk.say("Nothing was saved."),
        (_, None) => Ok(()),
    }
}

/// How a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The advice was read.
    Read,
    /// The person left.
    Left,
}

/// One visit: the state is the widget's own, and so is every step.
struct Session<'a> {
    guide: &'a Guide,
    visit: &'a Visit,
    state: State,
}

impl<'a> Session<'a> {
    /// Begins before the first question; or, from a sheet with answers, as far as they lead.
    fn new(guide: &'a Guide, visit: &'a Visit, from: Option<pathway::Sheet>) -> Self {
        let pathway = guide.pathway();
        let mut state = State::new(pathway);
        if let Some(sheet) = from {
            let end = Step {
                depth: u32::MAX,
                about: false,
            };
            state.sheet = sheet;
            state = state.step(pathway, Action::GoTo(end));
        }
        Session {
            guide,
            visit,
            state,
        }
    }

    /// Shows one screen after the other until the advice was read or the person leaves.
    fn play(&mut self, talk: &mut Talk<'_>) -> Result<End, Failure> {
        loop {
            talk.say(&screens::text(&self.screen()))?;
            let ended = match self.state.place {
                Place::Start => self.begin()?,
                Place::Question(id) => self.ask(id, talk)?,
                Place::Result(_) => self.advise(talk)?,
            };
            if let Some(end) = ended {
                return Ok(end);
            }
        }
    }

    fn screen(&self) -> Screen {
        screen(self.guide, self.visit, &self.state, false)
    }

    fn pathway(&self) -> &'a Pathway {
        self.guide.pathway()
    }

    fn does(&mut self, action: Action) {
        self.state = self.state.step(self.pathway(), action);
    }

    /// Nothing is typed on the first screen: the first question follows.
    fn begin(&mut self) -> Result<Option<End>, Failure> {
        self.does(Action::Start);
        match self.state.place {
            Place::Start => Err(Failure::new(
                "there is no question to ask",
                "content/pathway/questions holds none",
            )),
            _ => Ok(None),
        }
    }

    /// Takes lines until the question is left.
    fn ask(&mut self, id: QuestionId, talk: &mut Talk<'_>) -> Result<Option<End>, Failure> {
        while self.state.place == Place::Question(id) {
            let Some(line) = talk.hear()? else {
                return Err(self.open(id));
            };
            match Typed::read(&line) {
                Typed::Leave => {
                    talk.say(&self.leaving(id))?;
                    return Ok(Some(End::Left));
                }
                Typed::Back => self.does(Action::Back),
                Typed::Help => talk.say(&screens::why(&self.screen()))?,
                Typed::Nothing => {
                    self.does(Action::Continue);
                    if self.state.empty {
                        talk.say(&screens::error(&self.screen()))?;
                    }
                }
                Typed::Letters(letters) => match self.options(id, &letters) {
                    Ok(options) => self.answer(id, &options),
                    Err(mistake) => talk.say(&mistake)?,
                },
            }
        }
        Ok(None)
    }

    /// The lines that letters stand for, or in plain words why they are no answer.
    fn options(&self, id: QuestionId, letters: &[char]) -> Result<Vec<OptionId>, String> {
        let pathway = self.pathway();
        let all: Vec<_> = pathway.questions[id.index()].options().collect();
        let mut options = Vec::new();
        for &typed in letters {
            match place_of(typed).and_then(|place| all.get(place)) {
                Some(&option) => options.push(option),
                None => {
                    return Err(format!(
                        "There is no line {typed} here: the letters stand before the lines."
                    ));
                }
            }
        }
        match Answer::new(pathway, id, &options) {
            Ok(_) => Ok(options),
            Err(AnswerError::TwoOfOne(..)) => Err("This question takes one letter only.".into()),
            Err(AnswerError::NotBeside(alone, _)) => {
                let place = all.iter().position(|&option| option == alone);
                let label = place.map_or_else(String::new, |place| self.label(place));
                Err(format!(
                    "\u{201c}{label}\u{201d} stands alone: type its letter by itself."
                ))
            }
            Err(other) => Err(format!("That is no answer: {other}.")),
        }
    }

    /// The words of the line at this place of the question shown.
    fn label(&self, place: usize) -> String {
        match self.screen() {
            Screen::Question(view) => view
                .choices
                .get(place)
                .map_or_else(String::new, |choice| choice.label.to_string()),
            _ => String::new(),
        }
    }

    /// Chooses these lines and no others, and goes on.
    fn answer(&mut self, id: QuestionId, options: &[OptionId]) {
        let pathway = self.pathway();
        let before = self.state.sheet.get(id);
        for option in before.iter().flat_map(|answer| answer.options(pathway)) {
            self.does(Action::Toggle(option, false));
        }
        for &option in options {
            self.does(Action::Toggle(option, true));
        }
        self.does(Action::Continue);
    }

    /// Takes lines until the advice is left. The end of the input is as good as Enter here.
    fn advise(&mut self, talk: &mut Talk<'_>) -> Result<Option<End>, Failure> {
        loop {
            match talk.hear()?.as_deref().map(Typed::read) {
                None | Some(Typed::Nothing) => return Ok(Some(End::Read)),
                Some(Typed::Leave) => return Ok(Some(End::Left)),
                Some(Typed::Back) => {
                    self.does(Action::Back);
                    return Ok(None);
                }
                Some(Typed::Help) => {
                    self.does(Action::About);
                    talk.say(&screens::text(&self.screen()))?;
                    self.does(Action::Back);
                }
                Some(Typed::Letters(_)) => talk.say("There is nothing to choose here.")?,
            }
        }
    }

    /// The input has ended and this question has no answer.
    fn open(&self, id: QuestionId) -> Failure {
        Failure::new(
            format!(
                "the input ended, and this question is open: {}",
                self.named(id)
            ),
            format!(
                "give one line more, or go on with `--from`: {}",
                self.sheet()
            ),
        )
    }

    fn leaving(&self, id: QuestionId) -> String {
        format!(
            "You left at this question: {}\nTo go on there, keep this sheet and give its file to `--from`: {}",
            self.named(id),
            self.sheet()
        )
    }

    /// A question by its id and its words.
    fn named(&self, id: QuestionId) -> String {
        let name = &self.pathway().questions[id.index()].name;
        match self.screen() {
            Screen::Question(view) => format!("`{name}`, {}", view.title),
            _ => format!("`{name}`"),
        }
    }

    /// The answers that led to the screen shown, as `ask` and `--from` read them.
    fn sheet(&self) -> Value {
        let pathway = self.pathway();
        let path = self.state.walk(pathway).path;
        let entries = path.iter().map(|&id| {
            let (question, options) = content::names(pathway, id, &self.state.sheet);
            (question, json!(options))
        });
        Value::Object(entries.collect::<Map<_, _>>())
    }
}
