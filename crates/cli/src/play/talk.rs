//! What goes to the terminal and comes from it, a line at a time. Knows no question.

use std::io::{BufRead, Write};

use tooling::Failure;

/// Stands before what is typed.
const PROMPT: &str = "> ";

/// Both directions.
pub struct Talk<'a> {
    input: Box<dyn BufRead + 'a>,
    output: Box<dyn Write + 'a>,
    /// Whether what is read is written too: a pipe is not seen otherwise.
    echo: bool,
}

impl<'a> Talk<'a> {
    /// Reads here and writes there.
    pub fn new(input: impl BufRead + 'a, output: impl Write + 'a, echo: bool) -> Self {
        Talk {
            input: Box::new(input),
            output: Box::new(output),
            echo,
        }
    }

    /// Writes a text and ends its line.
    pub fn say(&mut self, text: &str) -> Result<(), Failure> {
        self.put(text)?;
        self.put("\n")
    }

    /// Waits for a line; `None` where the input has ended.
    pub fn hear(&mut self) -> Result<Option<String>, Failure> {
        self.put(PROMPT)?;
        let mut line = String::new();
        let read = self.input.read_line(&mut line).map_err(|error| {
            Failure::new(
                format!("cannot read what was typed: {error}"),
                "give one answer a line, as UTF-8",
            )
        })?;
        let line = line.trim();
        if self.echo || read == 0 {
            self.say(line)?;
        }
        Ok((read > 0).then(|| line.to_owned()))
    }

    fn put(&mut self, text: &str) -> Result<(), Failure> {
        let written = self.output.write_all(text.as_bytes());
        written.and_then(|()| self.output.flush()).map_err(|error| {
            Failure::new(
                format!("cannot write the screens: {error}"),
                "let what reads them read to the end",
            )
        })
    }
}
