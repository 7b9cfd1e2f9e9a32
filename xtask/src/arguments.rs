//! What a person typed after the name of a command.
//!
//! Every word must be used; a word that no one asked for is an error that names the nearest one.

use crate::failure::Failure;

/// The words not used yet.
#[derive(Debug)]
pub struct Arguments {
    words: Vec<String>,
    known: Vec<&'static str>,
}

impl Arguments {
    /// The words after the name of the command.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        Self {
            words: words.into_iter().collect(),
            known: Vec::new(),
        }
    }

    /// Whether an option such as `--native` is there.
    pub fn flag(&mut self, name: &'static str) -> bool {
        self.known.push(name);
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() < before
    }

    /// The word after an option such as `--port`, or the rest of `--port=8080`.
    pub fn value(&mut self, name: &'static str) -> Result<Option<String>, Failure> {
        self.known.push(name);
        let joined = format!("{name}=");
        let found = |word: &String| word == name || word.starts_with(&joined);
        let Some(at) = self.words.iter().position(found) else {
            return Ok(None);
        };
        let word = self.words.remove(at);
        if let Some(value) = word.strip_prefix(&joined) {
            return Ok(Some(value.to_owned()));
        }
        if at < self.words.len() {
            return Ok(Some(self.words.remove(at)));
        }
        Err(Failure::new(
            format!("`{name}` has no value"),
            format!("write {name} <value>"),
        ))
    }

    /// The same where the option may also stand alone; then there is no value.
    pub fn value_if(&mut self, name: &'static str) -> Result<Option<Option<String>>, Failure> {
        let at = self.words.iter().position(|word| word == name);
        match at {
            Some(at)
                if self
                    .words
                    .get(at + 1)
                    .is_none_or(|word| word.starts_with('-')) =>
            {
                self.known.push(name);
                self.words.remove(at);
                Ok(Some(None))
            }
            _ => Ok(self.value(name)?.map(Some)),
        }
    }

    /// The one free word, such as the filter of the tests.
    pub fn word(&mut self) -> Option<String> {
        let at = self.words.iter().position(|word| !word.starts_with('-'))?;
        Some(self.words.remove(at))
    }

    /// Every word was used.
    pub fn done(self) -> Result<(), Failure> {
        match self.words.first() {
            None => Ok(()),
            Some(word) => Err(unknown("option", word, self.known)),
        }
    }
}

/// A word that is none of those known, with the nearest of them.
pub fn unknown(kind: &str, word: &str, known: Vec<&str>) -> Failure {
    let nearest = known
        .iter()
        .map(|name| (strsim::damerau_levenshtein(word, name), *name))
        .filter(|(distance, name)| *distance <= name.len() / 2)
        .min()
        .map(|(_, name)| format!("did you mean `{name}`? "))
        .unwrap_or_default();
    let all = if known.is_empty() {
        "there are none".to_owned()
    } else {
        format!("there are: {}", known.join(", "))
    };
    Failure::new(
        format!("there is no {kind} `{word}`"),
        format!("{nearest}{all}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(line: &str) -> Arguments {
        Arguments::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_come_in_any_order() {
        let mut words = typed("routine --browser firefox --native");
        assert!(words.flag("--native"));
        assert_eq!(
            words.value("--browser").expect("it has one"),
            Some("firefox".to_owned())
        );
        assert_eq!(words.word(), Some("routine".to_owned()));
        words.done().expect("every word was used");
    }

    #[test]
    fn a_value_may_be_joined() {
        let mut words = typed("--port=8081");
        assert_eq!(
            words.value("--port").expect("it has one"),
            Some("8081".to_owned())
        );
    }

    #[test]
    fn an_option_may_stand_alone_where_it_is_allowed_to() {
        for (line, expected) in [
            ("--save --region GB", Some(None)),
            ("--region GB --save", Some(None)),
            ("--save a.toml --region GB", Some(Some("a.toml"))),
            ("--save=a.toml --region GB", Some(Some("a.toml"))),
            ("--region GB", None),
        ] {
            let mut words = typed(line);
            let value = words.value_if("--save").expect("it may stand alone");
            let expected = expected.map(|value: Option<&str>| value.map(str::to_owned));
            assert_eq!(value, expected, "{line}");
            let region = words.value("--region").expect("it has one, if any");
            assert_eq!(region.as_deref(), Some("GB"), "{line}");
            words.done().expect("every word was used");
        }
    }

    #[test]
    fn a_missing_value_is_told() {
        let failure = typed("--port").value("--port").expect_err("it has none");
        assert!(failure.to_string().contains("`--port` has no value"));
    }

    #[test]
    fn an_unknown_option_names_the_nearest() {
        let mut words = typed("--natve");
        words.flag("--native");
        words.flag("--port");
        let failure = words.done().expect_err("it is unknown");
        assert!(
            failure.to_string().contains("did you mean `--native`?"),
            "{failure}"
        );
    }
}
