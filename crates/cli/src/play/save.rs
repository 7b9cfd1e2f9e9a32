//! Keeps what was played as a case for `content/cases`.

use std::fs;
use std::path::{Path, PathBuf};

use content::Content;
use pathway::{Pathway, Sheet};
use show::state::State;

use crate::draft::Draft;
use tooling::paths;
use tooling::{Context, Failure};

use super::talk::Talk;

/// Stands where a person must write.
const ABOUT: &str = "Played through the questions. Say in a sentence who this person is.";
const WHY: &str = "Not judged yet. Say why this advice is right, or what would be.";

/// Where a case goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Save {
    /// Behind the cases of this file, with an id made from its name.
    Into(PathBuf),
    /// Into a file of its own in this folder, with an id that is asked for.
    Asked(PathBuf),
}

impl Save {
    /// Writes the answers that led to the advice, and that advice. Says where it is.
    pub fn write(
        &self,
        content: &Content,
        state: &State,
        talk: &mut Talk<'_>,
    ) -> Result<String, Failure> {
        let (id, file) = match self {
            Save::Into(file) => (free_id(content, file)?, file.clone()),
            Save::Asked(folder) => {
                let id = asked_id(content, talk)?;
                let file = folder.join(&id).with_extension("toml");
                (id, file)
            }
        };
        let case = case(&content.pathway, state, &id)?;
        let before = written(&file)?;
        paths::write(&file, [before, case].concat().as_bytes())?;
        Ok(format!(
            "Saved as case `{id}` in {}. Write who it is in `about`, and in `why` whether the advice is right.",
            file.display()
        ))
    }
}

/// The case in TOML.
fn case(pathway: &Pathway, state: &State, id: &str) -> Result<String, Failure> {
    let decision = state.decision(pathway).ok_or_else(|| {
        Failure::new(
            "there is no advice to save",
            "answer the questions to the end",
        )
    })?;
    let mut sheet = Sheet::empty(pathway);
    let path = state.walk(pathway).path;
    for answer in path.iter().filter_map(|&id| state.sheet.get(id)) {
        sheet.put(answer);
    }
    let draft = Draft {
        id,
        about: ABOUT,
        why: WHY,
        sheet: &sheet,
        outcome: decision.outcome,
        urgency: decision.urgency,
    };
    Ok(draft.text(pathway))
}

/// What stands in a file already, with an empty line behind it; nothing where there is no file.
fn written(file: &Path) -> Result<String, Failure> {
    if !file.exists() {
        return Ok(String::new());
    }
    let text = fs::read_to_string(file).context("read", file)?;
    let text = text.trim_end();
    Ok(if text.is_empty() {
        String::new()
    } else {
        format!("{text}\n\n")
    })
}

/// An id from the name of a file that no case has, there or in the content.
fn free_id(content: &Content, file: &Path) -> Result<String, Failure> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let stem: String = stem
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    let stem = stem.to_ascii_lowercase();
    let there = written(file)?;
    let is_free =
        |id: &String| !is_taken(content, id) && !there.contains(&format!("id = \"{id}\""));
    let numbered = (2..).map(|number| format!("{stem}_{number}"));
    let mut ids = std::iter::once(stem.clone()).chain(numbered);
    Ok(ids.find(is_free).unwrap_or(stem))
}

/// Asks until it has an id that can be one.
fn asked_id(content: &Content, talk: &mut Talk<'_>) -> Result<String, Failure> {
    talk.say("An id for this case, such as `knee_after_a_fall`:")?;
    loop {
        let Some(id) = talk.hear()? else {
            return Err(Failure::new(
                "the input ended before the case had an id; nothing was saved",
                "give the id in a line of its own after the advice, or write `--save FILE`",
            ));
        };
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if id.is_empty() || !id.chars().all(fits) {
            talk.say("Small letters, digits and `_` only.")?;
        } else if is_taken(content, &id) {
            talk.say("Another case has that id.")?;
        } else {
            return Ok(id);
        }
    }
}

fn is_taken(content: &Content, id: &str) -> bool {
    content.cases.iter().any(|case| case.id == id)
}
