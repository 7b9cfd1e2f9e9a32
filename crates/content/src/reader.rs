//! Reads TOML files into tables that know their file and line, and collects every mistake.
//!
//! Knows the shape of TOML and nothing of what the content means.

use std::fmt::Display;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::{Problem, nearest};

/// The mistakes found so far.
#[derive(Default)]
pub struct Findings(pub Vec<Problem>);

/// A file of the content folder.
pub struct File {
    /// Its path from the content folder, with `/`.
    pub name: String,
    text: String,
}

/// A place in a file.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    file: &'a File,
    at: usize,
}

impl Place<'_> {
    /// The line, from 1.
    pub fn line(self) -> usize {
        let before = self.file.text.get(..self.at).unwrap_or("");
        1 + before.matches('\n').count()
    }
}

impl Findings {
    /// Notes a mistake at a place.
    pub fn at(&mut self, place: Place<'_>, message: String, help: Option<String>) {
        self.0.push(Problem {
            file: place.file.name.clone(),
            line: place.line(),
            message,
            help,
        });
    }

    /// Notes a mistake of a whole file.
    pub fn whole(&mut self, file: &str, message: String, help: Option<String>) {
        self.0.push(Problem {
            file: file.into(),
            line: 0,
            message,
            help,
        });
    }
}

/// Reads one file.
pub fn read(root: &Path, name: &str, findings: &mut Findings) -> File {
    let text = fs::read_to_string(root.join(name)).unwrap_or_else(|error| {
        findings.whole(name, format!("cannot be read: {error}"), None);
        String::new()
    });
    File {
        name: name.into(),
        text,
    }
}

/// Reads every `.toml` file of a folder, in name order.
pub fn read_folder(root: &Path, folder: &str, findings: &mut Findings) -> Vec<File> {
    let names = match fs::read_dir(root.join(folder)) {
        Ok(entries) => entries,
        Err(error) => {
            findings.whole(folder, format!("cannot be read: {error}"), None);
            return Vec::new();
        }
    };
    let mut paths: Vec<PathBuf> = names.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    paths.sort();
    paths
        .iter()
        .filter_map(|path| path.file_name()?.to_str())
        .map(|name| read(root, &format!("{folder}/{name}"), findings))
        .collect()
}

/// Parses a file; syntax mistakes are noted and what can be read is returned.
pub fn parse<'a>(file: &'a File, findings: &mut Findings) -> Spanned<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        findings.at(Place { file, at }, error.message().trim().into(), None);
    }
    table
}

/// A text with its place.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    /// The text.
    pub text: &'a str,
    /// Where it stands.
    pub place: Place<'a>,
}

/// A table whose keys are taken one by one; what is left over at the end is a mistake.
pub struct Table<'a> {
    file: &'a File,
    table: &'a DeTable<'a>,
    /// Where the table begins.
    pub place: Place<'a>,
    taken: Vec<&'static str>,
}

impl<'a> Table<'a> {
    /// The root table of a file.
    pub fn root(file: &'a File, table: &'a Spanned<DeTable<'a>>) -> Self {
        Table {
            file,
            table: table.get_ref(),
            place: Place { file, at: 0 },
            taken: Vec::new(),
        }
    }

    fn inner(&self, table: &'a DeTable<'a>, at: usize) -> Self {
        Table {
            file: self.file,
            table,
            place: Place {
                file: self.file,
                at,
            },
            taken: Vec::new(),
        }
    }

    fn find(&self, key: &str) -> Option<(&'a Spanned<DeValue<'a>>, Place<'a>)> {
        let value = self.table.get(key)?;
        let at = value.span().start;
        let place = Place {
            file: self.file,
            at,
        };
        Some((value, place))
    }

    fn take(&mut self, key: &'static str) -> Option<(&'a DeValue<'a>, Place<'a>)> {
        self.taken.push(key);
        self.find(key)
            .map(|(value, place)| (value.get_ref(), place))
    }

    fn expect<T>(
        &mut self,
        key: &'static str,
        kind: &str,
        findings: &mut Findings,
        read: impl Fn(&'a DeValue<'a>) -> Option<T>,
    ) -> Option<(T, Place<'a>)> {
        let (value, place) = self.take(key)?;
        let read = read(value);
        if read.is_none() {
            let found = value.type_str();
            findings.at(place, format!("`{key}` must be {kind}, not {found}"), None);
        }
        read.map(|value| (value, place))
    }

    /// Whether a key is there.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A text, if it is there.
    pub fn text_if(&mut self, key: &'static str, findings: &mut Findings) -> Option<Text<'a>> {
        self.expect(key, "a text", findings, |value| value.as_str())
            .map(|(text, place)| Text { text, place })
    }

    /// A text that must be there.
    pub fn text(&mut self, key: &'static str, findings: &mut Findings) -> Option<Text<'a>> {
        self.needs(key, findings);
        self.text_if(key, findings)
    }

    /// Notes that a key is missing.
    fn needs(&self, key: &str, findings: &mut Findings) {
        if !self.has(key) {
            findings.at(self.place, format!("`{key}` is missing"), None);
        }
    }

    /// A yes or no; no when it is not there.
    pub fn flag(&mut self, key: &'static str, findings: &mut Findings) -> bool {
        self.expect(key, "true or false", findings, |value| value.as_bool())
            .is_some_and(|(value, _)| value)
    }

    /// A number from 1 to 254, if it is there.
    pub fn number_if(&mut self, key: &'static str, findings: &mut Findings) -> Option<u8> {
        self.number_within(key, 1..=254, findings)
    }

    /// A number within limits, if it is there.
    pub fn number_within<N>(
        &mut self,
        key: &'static str,
        limits: RangeInclusive<N>,
        findings: &mut Findings,
    ) -> Option<N>
    where
        N: FromStr + PartialOrd + Display,
    {
        let kind = format!("a number from {} to {}", limits.start(), limits.end());
        self.expect(key, &kind, findings, |value| {
            let number = value.as_integer()?.as_str().parse().ok()?;
            limits.contains(&number).then_some(number)
        })
        .map(|(value, _)| value)
    }

    /// A number within limits that must be there.
    pub fn number<N>(
        &mut self,
        key: &'static str,
        limits: RangeInclusive<N>,
        findings: &mut Findings,
    ) -> Option<N>
    where
        N: FromStr + PartialOrd + Display,
    {
        self.needs(key, findings);
        self.number_within(key, limits, findings)
    }

    /// A list of texts; empty when it is not there. One text counts as a list of one.
    pub fn texts(&mut self, key: &'static str, findings: &mut Findings) -> Vec<Text<'a>> {
        match self.take(key) {
            None => Vec::new(),
            Some((value, place)) => self.texts_of(key, value, place, findings),
        }
    }

    fn texts_of(
        &self,
        key: &str,
        value: &'a DeValue<'a>,
        place: Place<'a>,
        findings: &mut Findings,
    ) -> Vec<Text<'a>> {
        if let Some(text) = value.as_str() {
            return vec![Text { text, place }];
        }
        let Some(items) = value.as_array() else {
            findings.at(place, format!("`{key}` must be a list of texts"), None);
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| {
                let place = Place {
                    file: self.file,
                    at: item.span().start,
                };
                let text = item.get_ref().as_str();
                if text.is_none() {
                    findings.at(place, format!("`{key}` must hold texts only"), None);
                }
                text.map(|text| Text { text, place })
            })
            .collect()
    }

    /// An inner table, if it is there.
    pub fn table_if(&mut self, key: &'static str, findings: &mut Findings) -> Option<Table<'a>> {
        let found = self.expect(key, "a table", findings, |value| value.as_table());
        found.map(|(table, place)| self.inner(table, place.at))
    }

    /// An inner table that must be there.
    pub fn table(&mut self, key: &'static str, findings: &mut Findings) -> Option<Table<'a>> {
        self.needs(key, findings);
        self.table_if(key, findings)
    }

    /// A list of tables, written `[[key]]`; empty when it is not there.
    pub fn tables(&mut self, key: &'static str, findings: &mut Findings) -> Vec<Table<'a>> {
        let Some((items, _)) =
            self.expect(key, "a list of tables", findings, |value| value.as_array())
        else {
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items.iter() {
            let at = item.span().start;
            match item.get_ref().as_table() {
                Some(table) => tables.push(self.inner(table, at)),
                None => {
                    let file = self.file;
                    let message = format!("`{key}` must hold tables only");
                    findings.at(Place { file, at }, message, None);
                }
            }
        }
        tables
    }

    /// Every key that was not asked for yet, with its inner table: `[name]`. Other values are
    /// mistakes.
    pub fn named_tables(&self, findings: &mut Findings) -> Vec<(Text<'a>, Table<'a>)> {
        let mut tables = Vec::new();
        let rest = |name: &str| !self.taken.contains(&name);
        for (key, value) in self.table.iter().filter(|(key, _)| rest(key.get_ref())) {
            let file = self.file;
            let at = key.span().start;
            let place = Place { file, at };
            match value.get_ref().as_table() {
                Some(table) => tables.push((
                    Text {
                        text: key.get_ref(),
                        place,
                    },
                    self.inner(table, at),
                )),
                None => findings.at(place, format!("`{}` must be a table", key.get_ref()), None),
            }
        }
        tables
    }

    /// Every key with its text or list of texts.
    pub fn named_texts(&self, findings: &mut Findings) -> Vec<(Text<'a>, Vec<Text<'a>>)> {
        let mut lists = Vec::new();
        for (key, value) in self.table.iter() {
            let file = self.file;
            let name = Text {
                text: key.get_ref(),
                place: Place {
                    file,
                    at: key.span().start,
                },
            };
            let at = value.span().start;
            let texts = self.texts_of(name.text, value.get_ref(), Place { file, at }, findings);
            lists.push((name, texts));
        }
        lists
    }

    /// As [`Table::named_texts`], with the keys of inner tables, and of tables in them, written
    /// `table_key`.
    pub fn named_texts_deep(
        &self,
        findings: &mut Findings,
    ) -> Vec<((String, Text<'a>), Vec<Text<'a>>)> {
        let mut lists = Vec::new();
        for (key, value) in self.table.iter() {
            let file = self.file;
            let at = key.span().start;
            let name = Text {
                text: key.get_ref(),
                place: Place { file, at },
            };
            if let Some(table) = value.get_ref().as_table() {
                let inner = self.inner(table, at).named_texts_deep(findings);
                lists.extend(
                    inner.into_iter().map(|((inner, key), texts)| {
                        ((format!("{}_{inner}", name.text), key), texts)
                    }),
                );
            } else {
                let at = value.span().start;
                let texts = self.texts_of(name.text, value.get_ref(), Place { file, at }, findings);
                lists.push(((name.text.into(), name), texts));
            }
        }
        lists
    }

    /// Ends the reading: a key that nobody took is a mistake.
    pub fn finish(self, findings: &mut Findings) {
        for (key, _) in self.table.iter() {
            let name: &str = key.get_ref();
            if !self.taken.contains(&name) {
                let file = self.file;
                let at = key.span().start;
                findings.at(
                    Place { file, at },
                    format!("there is no key `{name}` here"),
                    nearest(name, self.taken.iter().copied()),
                );
            }
        }
    }
}
