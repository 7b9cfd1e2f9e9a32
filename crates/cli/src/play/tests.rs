//! Piped sessions over the content. What must be read comes from the catalogue and from a walk of
//! its own, never from a copied sentence or the id of a question. Who plays are the written patients
//! and some that are made up here, so that the tests hold while cases come and go.

mod answering;
mod reading;
mod saving;

use content::Content;
use pathway::{Because, Cause, Choice, Decision, OptionId, Pathway, QuestionId, Sheet, Urgency};
use words::{Catalogue, Key, Part, Piece, Place as CountryPlace, Slot};

use super::save::Save;
use super::typed::letter;
use super::*;

const REGION: &str = "GB";

/// How many patients are made up.
const MADE_UP: u64 = 100;

/// Somebody who answers every question that is asked.
struct Patient {
    id: String,
    sheet: Sheet,
}

impl Patient {
    /// Everybody who plays.
    fn all(content: &Content) -> Vec<Self> {
        let written = content.cases.iter().map(|case| Patient {
            id: case.id.clone(),
            sheet: case.sheet.clone(),
        });
        let made_up = (1..=MADE_UP).map(|seed| Patient::made_up(&content.pathway, seed));
        written.chain(made_up).collect()
    }

    /// Mostly ticks a line that stands alone, such as "none of these": the other lines of a question
    /// that takes several often end the questions.
    fn made_up(pathway: &Pathway, seed: u64) -> Self {
        let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut below = |end: usize| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            (random >> 32) as usize % end
        };
        let mut sheet = Sheet::empty(pathway);
        while let Some(id) = pathway.walk(&sheet).next {
            let question = &pathway.questions[id.index()];
            let options: Vec<_> = question.options().collect();
            let alone = options
                .iter()
                .find(|&&option| stands_alone(question, option));
            match alone {
                Some(&alone) if below(8) > 0 => {
                    sheet.put(Answer::new(pathway, id, &[alone]).unwrap());
                }
                _ => {
                    for _ in 0..=below(3) {
                        let option = options[below(options.len())];
                        let before = sheet.get(id);
                        let answer = Answer::toggled(pathway, id, before, option, true);
                        sheet.put(answer.unwrap().unwrap());
                    }
                }
            }
        }
        let id = format!("made up {seed}");
        Patient { id, sheet }
    }
}

fn stands_alone(question: &pathway::Question, option: OptionId) -> bool {
    let place = option.index() - question.first.index();
    question.exclusive >> place & 1 == 1
}

/// The content, and the guide in the language in which it is written.
struct Project {
    patients: Vec<Patient>,
    content: Content,
    guide: Guide,
    visit: Visit,
}

/// A session that was played to its end.
struct Played {
    /// Everything that was written.
    text: String,
    end: Result<End, String>,
    state: State,
    /// What `--save` said.
    saved: Option<Result<String, String>>,
}

impl Project {
    fn new() -> Self {
        let content = load(&paths::root().join("content")).unwrap();
        let guide = options::guide(&content, &content.languages[0]).unwrap();
        let visit = Visit {
            region: REGION.into(),
            ..Visit::default()
        };
        Project {
            patients: Patient::all(&content),
            content,
            guide,
            visit,
        }
    }

    fn pathway(&self) -> &Pathway {
        &self.content.pathway
    }

    fn words(&self) -> &Catalogue {
        &self.content.languages[0]
    }

    fn key(&self, key: Key) -> &str {
        self.words().key(key)
    }

    /// Plays lines, from a sheet if there is one, and saves if it is asked to.
    fn plays(&self, lines: &[String], from: Option<&Sheet>, save: Option<&Save>) -> Played {
        let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let mut output = Vec::new();
        let mut talk = Talk::new(input.as_bytes(), &mut output, true);
        let mut session = Session::new(&self.guide, &self.visit, from.cloned());
        let end = session.play(&mut talk).map_err(|error| error.to_string());
        let saved = save.map(|save| {
            let saved = save.write(&self.content, &session.state, &mut talk);
            saved.map_err(|error| error.to_string())
        });
        let state = session.state;
        drop(talk);
        Played {
            text: String::from_utf8(output).unwrap(),
            end,
            state,
            saved,
        }
    }

    /// The letters that answer a question as a sheet does.
    fn letters(&self, id: QuestionId, sheet: &Sheet) -> String {
        let answer = sheet.get(id).unwrap();
        let options = self.pathway().questions[id.index()].options();
        let ticked = options.enumerate();
        ticked
            .filter(|&(_, option)| answer.has(self.pathway(), option))
            .map(|(place, _)| letter(place))
            .collect()
    }

    /// One line for each question that a sheet is asked.
    fn lines(&self, sheet: &Sheet) -> Vec<String> {
        let path = self.pathway().walk(sheet).path;
        path.iter().map(|&id| self.letters(id, sheet)).collect()
    }

    /// The first patient, and the place on the path, where a question is of this kind.
    fn patient_with(&self, is: impl Fn(&pathway::Question) -> bool) -> (&Patient, usize) {
        let pathway = self.pathway();
        let mut found = self.patients.iter().filter_map(|patient| {
            let mut path = pathway.walk(&patient.sheet).path.into_iter();
            let place = path.position(|id| is(&pathway.questions[id.index()]))?;
            Some((patient, place))
        });
        found.next().unwrap()
    }

    /// A patient with many answers behind them.
    fn patient(&self) -> &Patient {
        let length = |patient: &&Patient| self.pathway().walk(&patient.sheet).path.len();
        self.patients.iter().max_by_key(length).unwrap()
    }

    /// How soon a patient must be seen.
    fn urgency(&self, patient: &Patient) -> Urgency {
        let walk = self.pathway().walk(&patient.sheet);
        self.pathway().decide(&walk).unwrap().urgency
    }

    /// The words of a question's title, wherever they come from.
    fn title(&self, id: QuestionId) -> &str {
        match self.pathway().questions[id.index()].which_of {
            Some(_) => self.key(Key::WhichTitle),
            None => &self.words().asked(id).unwrap().title,
        }
    }

    fn label(&self, option: OptionId) -> &str {
        self.words().label(self.pathway(), option)
    }
}

/// Reads what was written from the top to the bottom.
struct Reader<'a> {
    lines: Vec<&'a str>,
    at: usize,
    /// Who is being read about, for the message.
    about: &'a str,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, about: &'a str) -> Self {
        Reader {
            lines: text.lines().collect(),
            at: 0,
            about,
        }
    }

    /// The next line that holds a sentence of the catalogue, whatever fills its slots.
    #[track_caller]
    fn reads(&mut self, sentence: &str) -> &'a str {
        self.finds(sentence, |line| holds(line, sentence))
    }

    /// The next line that is a sentence with nothing beside it but what stands before it.
    #[track_caller]
    fn reads_exactly(&mut self, before: &str, sentence: &str) {
        self.finds(sentence, |line| {
            let words = line.strip_prefix(before);
            words.is_some_and(|words| {
                words == sentence || !whole(sentence) && holds(words, sentence)
            })
        });
    }

    #[track_caller]
    fn finds(&mut self, what: &str, is: impl Fn(&str) -> bool) -> &'a str {
        let rest = &self.lines[self.at..];
        let Some(found) = rest.iter().position(|line| is(line)) else {
            let left = rest.join("\n");
            panic!("{}: {what:?} does not stand in\n{left}", self.about);
        };
        self.at += found;
        self.lines[self.at]
    }
}

/// Whether a sentence has no slot.
fn whole(sentence: &str) -> bool {
    words::pieces(sentence)
        .iter()
        .all(|piece| matches!(piece, Piece::Words(_)))
}

/// Whether a line holds the words of a sentence in order.
fn holds(line: &str, sentence: &str) -> bool {
    let mut rest = line;
    for piece in words::pieces(sentence) {
        let Piece::Words(words) = piece else { continue };
        let Some((_, after)) = rest.split_once(words) else {
            return false;
        };
        rest = after;
    }
    true
}

fn country(project: &Project) -> &words::Region {
    project.words().region(REGION).unwrap()
}
