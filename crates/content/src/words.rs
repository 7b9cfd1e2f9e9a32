//! Compiles `content/languages` and `content/regions` into a [`Catalogue`] for each language.
//!
//! Knows where words belong, never what they say. A sentence without a place, a place without a
//! sentence, and a slot that a country does not fill are mistakes.

use std::path::Path;

use pathway::{Cause, Pathway};
use words::{Asked, Catalogue, Key, Lines, Part, Place, Region, Slot, Step, UNKNOWN_REGION, Value};

use crate::figures::{Figures, Style};
use crate::pathway::CANNOT_SAY;
use crate::plurals::{Forms, NAMES};
use crate::problem::nearest;
use crate::reader::{File, Findings, Table, Text, parse, read, read_folder};

/// A country, before a language gives it words.
struct Country<'a> {
    id: String,
    expires: String,
    dialling: String,
    slots: Vec<Option<Filled<'a>>>,
}

enum Filled<'a> {
    Phone(Text<'a>),
    /// A number to send a text to: shown, never a link that would dial it.
    TextNumber(Text<'a>),
    Term(Text<'a>),
    Link(Text<'a>, Text<'a>),
}

/// Compiles every language folder.
pub fn compile(
    root: &Path,
    pathway: &Pathway,
    figures: &Figures,
    findings: &mut Findings,
) -> Vec<Catalogue> {
    let files = read_folder(root, "regions", findings);
    let parsed: Vec<_> = files.iter().map(|file| parse(file, findings)).collect();
    let tables: Vec<_> = (files.iter().zip(&parsed))
        .map(|(file, parsed)| Table::root(file, parsed))
        .collect();
    let (slots, countries) = countries(tables, findings);
    if !countries.iter().any(|country| country.id == UNKNOWN_REGION) {
        let message = format!("the unknown region `{UNKNOWN_REGION}` is missing");
        findings.whole("regions", message, None);
    }
    let folders = std::fs::read_dir(root.join("languages"));
    let mut names: Vec<_> = folders
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    if names.is_empty() {
        findings.whole("languages", "there is no language".into(), None);
    }
    names
        .iter()
        .map(|name| {
            let files = LanguageFiles::read(root, name, findings);
            files.compile(pathway, figures, &slots, &countries, findings)
        })
        .collect()
}

/// Reads the countries. The slots are those of all countries together; each must fill them all.
fn countries<'a>(
    tables: Vec<Table<'a>>,
    findings: &mut Findings,
) -> (Vec<String>, Vec<Country<'a>>) {
    let mut slots: Vec<String> = Vec::new();
    let mut read = Vec::new();
    for mut table in tables {
        let place = table.place;
        let id = table.text("id", findings);
        table.text("name_term", findings);
        table.text("reviewed", findings);
        let expires = table.text("expires", findings);
        let dialling = table.text_if("dialling", findings);
        if let Some(plan) = dialling.filter(|plan| !is_plan(plan.text)) {
            let message = format!("`{}` is no plan of telephone numbers", plan.text);
            let help = "as in `44 0 00 1:9,10 20:10`: country code, trunk digit, digits to dial \
                        abroad, then beginnings with their lengths";
            findings.at(plan.place, message, Some(help.into()));
        }
        let filled = table.table_if("slots", findings);
        table.finish(findings);
        let named = filled.map_or_else(Vec::new, |filled| filled.named_tables(findings));
        let mut values = Vec::new();
        for (name, mut slot) in named {
            slot.text_if("mark", findings);
            slot.text_if("source", findings);
            let phone = slot.text_if("phone", findings);
            let text = slot.text_if("text", findings);
            let link = slot.text_if("link", findings);
            let term = slot.text_if("term", findings);
            let value = match (phone, text, link, term) {
                (Some(phone), None, None, None) => Some(Filled::Phone(phone)),
                (None, Some(text), None, None) => Some(Filled::TextNumber(text)),
                (None, None, Some(link), Some(term)) => Some(Filled::Link(link, term)),
                (None, None, None, Some(term)) => Some(Filled::Term(term)),
                _ => {
                    let message = format!(
                        "`{}` needs a `phone`, a `text`, a `term`, or a `link` with its `term`",
                        name.text
                    );
                    findings.at(name.place, message, None);
                    None
                }
            };
            slot.finish(findings);
            if !slots.iter().any(|slot| slot == name.text) {
                slots.push(name.text.into());
            }
            values.push((name, value));
        }
        read.push((place, id, expires, dialling, values));
    }
    let mut countries = Vec::new();
    for (place, id, expires, dialling, values) in read {
        let mut filled: Vec<Option<Filled<'a>>> = slots.iter().map(|_| None).collect();
        let mut given = vec![false; slots.len()];
        for (name, value) in values {
            if let Some(at) = slots.iter().position(|slot| slot == name.text) {
                filled[at] = value;
                given[at] = true;
            }
        }
        for (slot, _) in slots.iter().zip(given).filter(|(_, given)| !given) {
            findings.at(place, format!("the slot `{slot}` is not filled"), None);
        }
        countries.push(Country {
            id: id.map_or("", |id| id.text).into(),
            expires: expires.map_or("", |date| date.text).into(),
            dialling: dialling.map_or("", |plan| plan.text).into(),
            slots: filled,
        });
    }
    (slots, countries)
}

struct LanguageFiles {
    language: File,
    questions: File,
    outcomes: File,
    reasons: File,
    notes: File,
    path: File,
    interface: File,
    places: File,
    terms: File,
}

impl LanguageFiles {
    fn read(root: &Path, name: &str, findings: &mut Findings) -> Self {
        let mut file = |part: &str| read(root, &format!("languages/{name}/{part}.toml"), findings);
        LanguageFiles {
            language: file("language"),
            questions: file("questions"),
            outcomes: file("outcomes"),
            reasons: file("reasons"),
            notes: file("notes"),
            path: file("path"),
            interface: file("interface"),
            places: file("places"),
            terms: file("terms"),
        }
    }

    fn compile(
        &self,
        pathway: &Pathway,
        figures: &Figures,
        slots: &[String],
        countries: &[Country<'_>],
        findings: &mut Findings,
    ) -> Catalogue {
        let mut sentences = Sentences {
            slots,
            figures,
            style: Style::default(),
            forms: Forms::default(),
            findings,
        };
        let mut catalogue = Catalogue::default();
        sentences.language(&self.language, &mut catalogue);
        sentences.questions(&self.questions, pathway, &mut catalogue);
        sentences.outcomes(&self.outcomes, pathway, &mut catalogue);
        sentences.reasons(&self.reasons, pathway, &mut catalogue);
        sentences.notes(&self.notes, pathway, &mut catalogue);
        sentences.path(&self.path, pathway, &mut catalogue);
        catalogue.interface = sentences.interface(&self.interface);
        for (key, is_true) in [
            (Key::AboutProved, figures.proved),
            (Key::AboutUnproved, !figures.proved),
            (Key::AboutSigned, figures.signed),
            (Key::AboutUnsigned, !figures.signed),
        ] {
            if let Some(lines) = catalogue.interface.get_mut(key as usize)
                && !is_true
            {
                lines.clear();
            }
        }
        for option in &mut catalogue.options {
            if &**option == CANNOT_SAY {
                *option = catalogue
                    .interface
                    .get(Key::CannotSay as usize)
                    .and_then(|lines| lines.first().cloned())
                    .unwrap_or_default();
            }
        }
        catalogue.regions = sentences.regions(&self.places, &self.terms, countries);
        catalogue
    }
}

/// Turns texts into compiled sentences.
struct Sentences<'s, 'f> {
    slots: &'s [String],
    figures: &'s Figures,
    style: Style,
    forms: Forms,
    findings: &'f mut Findings,
}

impl Sentences<'_, '_> {
    /// One sentence: `{slot}` becomes the slot's character.
    fn sentence(&mut self, text: Text<'_>) -> Box<str> {
        let mut out = String::new();
        let mut rest = text.text;
        if rest.contains(char::is_control) {
            let message = "a sentence holds a line break, a tab or another control character";
            self.findings.at(text.place, message.into(), None);
        }
        if rest.trim() != rest || rest.is_empty() {
            let message = "a sentence is empty, or begins or ends with a space";
            self.findings.at(text.place, message.into(), None);
        }
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                let message = "a slot is not closed with `}`";
                self.findings.at(text.place, message.into(), None);
                return out.into();
            };
            let place = self.slots.iter().position(|slot| slot == name);
            // Figures are known already; the other slots are filled on screen.
            let figure = self.figures.shown(name, &self.style);
            match place.map(Slot::Region).or_else(|| Slot::computed(name)) {
                Some(slot) => out.push(words::slot_char(slot)),
                None if figure.is_some() => out.push_str(&figure.unwrap_or_default()),
                None => {
                    let slots: &[String] = self.slots;
                    let known = (slots.iter().map(String::as_str))
                        .chain(Slot::computed_names().map(|name| name as &str))
                        .chain(self.figures.names().map(|name| name as &str));
                    self.findings.at(
                        text.place,
                        format!("there is no slot `{{{name}}}`"),
                        nearest(name, known),
                    );
                }
            }
            rest = after;
        }
        out.push_str(rest);
        out.into()
    }

    fn lines(&mut self, texts: Vec<Text<'_>>) -> Lines {
        texts.into_iter().map(|text| self.sentence(text)).collect()
    }

    fn text(&mut self, table: &mut Table<'_>, key: &'static str) -> Box<str> {
        let text = table.text(key, self.findings);
        text.map_or_else(Box::default, |text| self.sentence(text))
    }

    fn text_if(&mut self, table: &mut Table<'_>, key: &'static str) -> Box<str> {
        let text = table.text_if(key, self.findings);
        text.map_or_else(Box::default, |text| self.sentence(text))
    }

    /// The lines of each wanted id, in order. What is missing and what nobody wants are mistakes.
    fn by_id<'w>(
        &mut self,
        table: &Table<'_>,
        what: &str,
        wanted: impl Iterator<Item = &'w str>,
    ) -> Vec<Lines> {
        let mut given = table.named_texts(self.findings);
        let mut lines = Vec::new();
        let mut names = Vec::new();
        for id in wanted {
            names.push(id);
            match given.iter().position(|(name, _)| name.text == id) {
                Some(at) => {
                    let (_, texts) = given.swap_remove(at);
                    lines.push(self.lines(texts));
                }
                None => {
                    let message = format!("the {what} `{id}` has no words here");
                    self.findings.at(table.place, message, None);
                    lines.push(Lines::new());
                }
            }
        }
        for (name, _) in given {
            let message = format!("there is no {what} `{}`", name.text);
            let help = nearest(name.text, names.iter().copied());
            self.findings.at(name.place, message, help);
        }
        lines
    }

    /// As [`Sentences::by_id`], one sentence each.
    fn one_by_id<'w>(
        &mut self,
        table: &Table<'_>,
        what: &str,
        wanted: impl Iterator<Item = &'w str>,
    ) -> Vec<Box<str>> {
        self.by_id(table, what, wanted)
            .into_iter()
            .map(|lines| lines.into_iter().next().unwrap_or_default())
            .collect()
    }

    /// The inner tables of each wanted id, in order, and `None` where one is missing.
    fn tables_by_id<'t, 'w>(
        &mut self,
        table: &Table<'t>,
        what: &str,
        wanted: impl Iterator<Item = &'w str>,
    ) -> Vec<Option<Table<'t>>> {
        let mut given = table.named_tables(self.findings);
        let mut names = Vec::new();
        let mut tables = Vec::new();
        for id in wanted {
            names.push(id);
            let at = given.iter().position(|(name, _)| name.text == id);
            if at.is_none() {
                let message = format!("the {what} `{id}` has no words here");
                self.findings.at(table.place, message, None);
            }
            tables.push(at.map(|at| given.swap_remove(at).1));
        }
        for (name, _) in given {
            let message = format!("there is no {what} `{}`", name.text);
            let help = nearest(name.text, names.iter().copied());
            self.findings.at(name.place, message, help);
        }
        tables
    }

    fn inner<'t>(&mut self, table: &mut Table<'t>, key: &'static str) -> Option<Table<'t>> {
        let inner = table.table_if(key, self.findings);
        if inner.is_none() {
            let message = format!("`[{key}]` is missing");
            self.findings.at(table.place, message, None);
        }
        inner
    }

    fn language(&mut self, file: &File, into: &mut Catalogue) {
        let parsed = parse(file, self.findings);
        let mut table = Table::root(file, &parsed);
        if let Some(code) = table.text("code", self.findings) {
            into.code = self.sentence(code);
            match Forms::of(code.text) {
                Some(forms) => self.forms = forms,
                None => {
                    let message = format!("`{}` is not a language tag", code.text);
                    self.findings.at(code.place, message, None);
                }
            }
        }
        into.forms = self.forms.places().into();
        into.name = self.text(&mut table, "name");
        let reviewed_by = table.text("reviewed_by", self.findings);
        into.reviewed_by = reviewed_by.map_or("", |name| name.text).into();
        let text = |text: Option<Text<'_>>| text.map_or("", |text| text.text).to_owned();
        let months = table.texts("months", self.findings);
        self.style = Style {
            thousands: text(table.text("thousands", self.findings)),
            date: text(table.text("date", self.findings)),
            months: months.iter().map(|month| month.text.to_owned()).collect(),
        };
        if months.len() != 12 {
            let message = format!("`months` names {} months", months.len());
            self.findings.at(table.place, message, None);
        }
        if let Some(direction) = table.text("direction", self.findings) {
            into.right_to_left = direction.text == "rtl";
            if !["ltr", "rtl"].contains(&direction.text) {
                let message = "`direction` is \"ltr\" or \"rtl\"";
                self.findings.at(direction.place, message.into(), None);
            }
        }
        table.finish(self.findings);
    }

    fn questions(&mut self, file: &File, pathway: &Pathway, into: &mut Catalogue) {
        let parsed = parse(file, self.findings);
        let root = Table::root(file, &parsed);
        let own = || pathway.questions.iter().filter(|q| q.which_of.is_none());
        let tables = self.tables_by_id(&root, "question", own().map(|q| &*q.name));
        let mut tables = tables.into_iter();
        for question in &pathway.questions {
            let names = question
                .options()
                .map(|option| &*pathway.options[option.index()]);
            if question.which_of.is_some() {
                // Its words are shared; its lines are those of its question.
                into.questions.push(Asked::default());
                let cannot_say = |name: &str| {
                    if name == CANNOT_SAY {
                        name.into()
                    } else {
                        Box::default()
                    }
                };
                into.options.extend(names.map(cannot_say));
                continue;
            }
            let Some(mut table) = tables.next().flatten() else {
                into.questions.push(Asked::default());
                into.options.extend(names.map(|_| Box::default()));
                continue;
            };
            into.questions.push(Asked {
                title: self.text(&mut table, "title"),
                hint: self.text_if(&mut table, "hint"),
                why: self.text(&mut table, "why"),
            });
            let what = format!("option of `{}`", question.name);
            let labels = match self.inner(&mut table, "options") {
                Some(options) => self.one_by_id(&options, &what, names),
                None => names.map(|_| Box::default()).collect(),
            };
            into.options.extend(labels);
            table.finish(self.findings);
        }
    }

    fn outcomes(&mut self, file: &File, pathway: &Pathway, into: &mut Catalogue) {
        let parsed = parse(file, self.findings);
        let root = Table::root(file, &parsed);
        let wanted = pathway.outcomes.iter().map(|outcome| &*outcome.name);
        for table in self.tables_by_id(&root, "outcome", wanted) {
            let Some(mut table) = table else {
                into.outcomes.push(Vec::new());
                continue;
            };
            let mut parts = Vec::new();
            for (key, part) in Part::ALL {
                let texts = table.texts(key, self.findings);
                if texts.is_empty() && matches!(part, Part::Title | Part::Action) {
                    let message = format!("`{key}` is missing");
                    self.findings.at(table.place, message, None);
                }
                parts.push(self.lines(texts));
            }
            into.outcomes.push(parts);
            table.finish(self.findings);
        }
    }

    fn reasons(&mut self, file: &File, pathway: &Pathway, into: &mut Catalogue) {
        let parsed = parse(file, self.findings);
        let mut root = Table::root(file, &parsed);
        if let Some(table) = self.inner(&mut root, "signs") {
            let wanted = pathway.kinds.iter().map(|kind| &*kind.name);
            into.kinds = self.one_by_id(&table, "sign kind", wanted);
        }
        if let Some(table) = self.inner(&mut root, "combinations") {
            let wanted = pathway.signs.iter().filter_map(|sign| match &sign.cause {
                Cause::Together { name, .. } => Some(&**name),
                Cause::Option(_) => None,
            });
            into.combinations = self.one_by_id(&table, "combination", wanted);
        }
        if let Some(table) = self.inner(&mut root, "rules") {
            let wanted = pathway.rules.iter().map(|rule| &*rule.name);
            into.rules = self.one_by_id(&table, "rule", wanted);
        }
        root.finish(self.findings);
    }

    fn notes(&mut self, file: &File, pathway: &Pathway, into: &mut Catalogue) {
        let parsed = parse(file, self.findings);
        let mut root = Table::root(file, &parsed);
        if let Some(table) = self.inner(&mut root, "notes") {
            let wanted = pathway.notes.iter().map(|note| &*note.name);
            into.notes = self.one_by_id(&table, "note", wanted);
        }
        if let Some(table) = self.inner(&mut root, "sooner") {
            let wanted = pathway.sooner.iter().map(|line| &*line.name);
            into.sooner = self.one_by_id(&table, "line", wanted);
        }
        root.finish(self.findings);
    }

    fn path(&mut self, file: &File, pathway: &Pathway, into: &mut Catalogue) {
        let parsed = parse(file, self.findings);
        let mut root = Table::root(file, &parsed);
        if let Some(steps) = self.inner(&mut root, "steps") {
            let wanted = pathway.steps.iter().map(|step| &**step);
            for table in self.tables_by_id(&steps, "step", wanted) {
                into.steps
                    .push(table.map_or_else(Step::default, |mut table| {
                        let step = Step {
                            title: self.text(&mut table, "title"),
                            text: self.text(&mut table, "text"),
                        };
                        table.finish(self.findings);
                        step
                    }));
            }
        }
        root.finish(self.findings);
    }

    /// By [`Key`]: a key of an inner table is written with `_`. The forms of a sentence with a number
    /// stand in a table, by name.
    fn interface(&mut self, file: &File) -> Vec<Lines> {
        let parsed = parse(file, self.findings);
        let root = Table::root(file, &parsed);
        let mut given: Vec<(String, Text<'_>, Vec<Text<'_>>)> = Vec::new();
        for (name, texts) in root.named_texts_deep(self.findings) {
            given.push((name.0, name.1, texts));
        }
        let mut take = |id: &str| {
            let at = given.iter().position(|(name, ..)| name == id)?;
            Some(given.swap_remove(at).2)
        };
        let mut lines = Vec::new();
        let mut wanted = Vec::new();
        for (id, key) in Key::ALL {
            if Key::COUNTED.contains(key) {
                let mut forms = Lines::new();
                for (form, numbers) in self.forms.named.clone() {
                    let name = format!("{id}_{form}");
                    match take(&name).as_deref() {
                        Some(&[text]) => forms.push(self.sentence(text)),
                        Some(_) => {
                            let message = format!("`{name}` must be one sentence");
                            self.findings.at(root.place, message, None);
                        }
                        None => {
                            let numbers = some(&numbers);
                            let message = format!("`{id}` has no form `{form}`, for {numbers}");
                            self.findings.at(root.place, message, None);
                            forms.push(Box::default());
                        }
                    }
                    wanted.push(name);
                }
                lines.push(forms);
                continue;
            }
            match take(id) {
                Some(texts) => lines.push(self.lines(texts)),
                None => {
                    let message = format!("the words of `{id}` are missing");
                    self.findings.at(root.place, message, None);
                    lines.push(Lines::new());
                }
            }
            wanted.push((*id).to_owned());
        }
        for (name, key, _) in given {
            let counted = name.rsplit_once('_').filter(|(id, form)| {
                let is_counted =
                    |(known, key): &(&str, Key)| known == id && Key::COUNTED.contains(key);
                NAMES.contains(form) && Key::ALL.iter().any(is_counted)
            });
            let (message, help) = match counted {
                Some((id, form)) => (format!("no number takes the form `{form}` of `{id}`"), None),
                None => {
                    let help = nearest(&name, wanted.iter().map(String::as_str));
                    (format!("no screen shows `{name}`"), help)
                }
            };
            self.findings.at(key.place, message, help);
        }
        lines
    }

    fn regions(&mut self, places: &File, terms: &File, countries: &[Country<'_>]) -> Vec<Region> {
        let parsed_places = parse(places, self.findings);
        let parsed_terms = parse(terms, self.findings);
        let places = Table::root(places, &parsed_places);
        let mut root = Table::root(terms, &parsed_terms);
        let terms = self.inner(&mut root, "terms");
        let terms = terms.map_or_else(Vec::new, |terms| terms.named_texts(self.findings));
        root.finish(self.findings);
        let wanted = countries.iter().map(|country| country.id.as_str());
        let tables = self.tables_by_id(&places, "region", wanted);
        countries
            .iter()
            .zip(tables)
            .map(|(country, table)| Region {
                id: country.id.as_str().into(),
                expires: country.expires.as_str().into(),
                dialling: country.dialling.as_str().into(),
                slots: self.values(country, &terms),
                places: table.map_or_else(Vec::new, |table| {
                    let wanted = Place::ALL.iter().map(|(id, _)| *id);
                    self.by_id(&table, "place", wanted)
                }),
            })
            .collect()
    }

    fn values(&mut self, country: &Country<'_>, terms: &[(Text<'_>, Vec<Text<'_>>)]) -> Vec<Value> {
        let mut term = |written: Text<'_>| -> Box<str> {
            let found = terms.iter().find(|(name, _)| name.text == written.text);
            if found.is_none() {
                let message = format!("there is no term `{}`", written.text);
                let help = nearest(written.text, terms.iter().map(|(name, _)| name.text));
                self.findings.at(written.place, message, help);
            }
            let words = found.and_then(|(_, texts)| texts.first());
            words.map_or("", |text| text.text).into()
        };
        let value = |filled: &Option<Filled<'_>>| match filled {
            Some(Filled::Phone(phone)) => Value {
                shown: phone.text.into(),
                href: address("tel:", phone.text).into(),
            },
            Some(Filled::TextNumber(number)) => Value {
                shown: number.text.into(),
                href: address("sms:", number.text).into(),
            },
            Some(Filled::Term(written)) => Value {
                shown: term(*written),
                href: Box::default(),
            },
            Some(Filled::Link(link, written)) => Value {
                shown: term(*written),
                href: link.text.into(),
            },
            None => Value {
                shown: Box::default(),
                href: Box::default(),
            },
        };
        let values = country.slots.iter().map(value).collect();
        for filled in country.slots.iter().flatten() {
            self.check_address(filled);
        }
        values
    }

    fn check_address(&mut self, filled: &Filled<'_>) {
        match filled {
            Filled::Phone(phone) | Filled::TextNumber(phone) => {
                let good = |c: char| c.is_ascii_digit() || c == ' ' || c == '+';
                if phone.text.is_empty() || !phone.text.chars().all(good) {
                    let message = format!("`{}` is not a telephone number", phone.text);
                    self.findings.at(phone.place, message, None);
                }
            }
            Filled::Link(link, _) if !link.text.starts_with("https://") => {
                let message = format!("`{}` is not an https address", link.text);
                self.findings.at(link.place, message, None);
            }
            _ => {}
        }
    }
}

/// A few of the numbers that take a form, for a message.
fn some(numbers: &[u8]) -> String {
    let few: Vec<_> = numbers.iter().take(4).map(u8::to_string).collect();
    let more = if numbers.len() > few.len() {
        " and others"
    } else {
        ""
    };
    format!("{}{more}", few.join(", "))
}

/// Whether a text is a plan of telephone numbers, as the widget reads it.
fn is_plan(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_length = |text: &str| {
        text.parse()
            .is_ok_and(|length: u8| (4..=15).contains(&length))
    };
    let words: Vec<_> = text.split(' ').collect();
    let (codes, beginnings) = words.split_at(words.len().min(3));
    codes.len() == 3
        && codes.iter().all(|code| digits(code))
        && !beginnings.is_empty()
        && beginnings.iter().all(|beginning| {
            (beginning.split_once(':'))
                .is_some_and(|(digit, all)| digits(digit) && all.split(',').all(is_length))
        })
}

/// The address of a number as people write it: `tel:` calls it, `sms:` writes to it.
fn address(scheme: &str, number: &str) -> String {
    let digits = number.chars().filter(|c| !c.is_whitespace());
    scheme.chars().chain(digits).collect()
}
