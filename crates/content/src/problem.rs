//! What is wrong with the content, said so that its author can mend it.

use std::fmt;

/// One mistake: where it is, what it is, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, from the content folder.
    pub file: String,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do, where it is known: the nearest valid name, for example.
    pub help: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        write!(f, ": {}", self.message)?;
        self.help
            .iter()
            .try_for_each(|help| write!(f, "\n    help: {help}"))
    }
}

/// All mistakes found, in the order of files and lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.0 {
            writeln!(f, "{problem}")?;
        }
        let count = self.0.len();
        let plural = if count == 1 { "" } else { "s" };
        write!(f, "{count} problem{plural} in the content")
    }
}

impl std::error::Error for Problems {}

/// The valid name nearest to what was written, as help; `None` when nothing is near.
pub fn nearest<'a>(written: &str, valid: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let allowed = (written.chars().count() / 3).max(2);
    valid
        .into_iter()
        .map(|name| (strsim::osa_distance(written, name), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| format!("did you mean `{name}`?"))
}
