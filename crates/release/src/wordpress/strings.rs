//! The texts of the plugin for translators: what its PHP, its JavaScript and its `block.json` say, as a
//! template that translation tools read.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tooling::{Context, Failure};

use super::{SLUG, files_below, source};

/// The functions that translate the text between their first quotes.
const FUNCTIONS: [&str; 4] = ["__", "esc_html__", "esc_attr__", "esc_html_e"];

/// The fields of `block.json` that WordPress translates, and the contexts that it gives them.
const BLOCK: [(&str, &str); 2] = [
    ("title", "block title"),
    ("description", "block description"),
];

/// The context of each of a block's keywords.
const KEYWORD: &str = "block keyword";

/// One text: its context and its words.
type Text = (Option<String>, String);

/// Where a text stands, and what translators are told about it.
#[derive(Debug, Default)]
struct Told {
    places: Vec<String>,
    comment: Option<String>,
}

/// The template.
pub fn template() -> Result<String, Failure> {
    let mut texts: BTreeMap<Text, Told> = BTreeMap::new();
    let folder = source("");
    for file in files_below(&folder)? {
        let name = file.strip_prefix(&folder).unwrap_or(&file);
        let code = fs::read_to_string(&file).context("read", &file)?;
        let is = |kind: &str| name.extension().is_some_and(|found| found == kind);
        if is("php") || is("js") {
            for (line, comment, text) in texts_of(&code) {
                let about = texts.entry((None, text)).or_default();
                about.places.push(format!("{}:{line}", shown(name)));
                about.comment = about.comment.take().or(comment);
            }
        } else if is("json") {
            for text in texts_of_block(&code)? {
                texts.entry(text).or_default().places.push(shown(name));
            }
        }
    }
    let mut template = head();
    for ((context, text), about) in &texts {
        template.push('\n');
        if let Some(comment) = &about.comment {
            template.push_str(&format!("#. {comment}\n"));
        }
        template.push_str(&format!("#: {}\n", about.places.join(" ")));
        if context.is_none() && has_placeholder(text) {
            template.push_str("#, php-format\n");
        }
        if let Some(context) = context {
            template.push_str(&format!("msgctxt {}\n", quoted(context)));
        }
        template.push_str(&format!("msgid {}\nmsgstr \"\"\n", quoted(text)));
    }
    Ok(template)
}

fn shown(name: &Path) -> String {
    name.to_string_lossy().replace('\\', "/")
}

fn has_placeholder(text: &str) -> bool {
    ["%s", "%d"].iter().any(|mark| text.contains(mark))
}

fn head() -> String {
    let version = env!("CARGO_PKG_VERSION");
    let lines = [
        &format!("Project-Id-Version: Who to see first {version}"),
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        &format!("X-Domain: {SLUG}"),
    ];
    let lines: String = lines.map(|line| format!("\"{line}\\n\"\n")).concat();
    format!("# The texts of the plugin. Licence: MIT.\nmsgid \"\"\nmsgstr \"\"\n{lines}")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Every text that a file translates: its line, what translators are told, its words.
fn texts_of(code: &str) -> Vec<(usize, Option<String>, String)> {
    let mut texts = Vec::new();
    let mut comment = None;
    for (number, line) in code.lines().enumerate() {
        if let Some((_, told)) = line.split_once("translators: ") {
            comment = Some(format!(
                "translators: {}",
                told.trim_end_matches([' ', '*', '/'])
            ));
            continue;
        }
        for text in texts_in(line) {
            texts.push((number + 1, comment.take(), text));
        }
    }
    texts
}

/// The texts that one line translates. The coding standard puts none over two lines.
fn texts_in(line: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for (at, _) in line.match_indices("( '") {
        let before = &line[..at];
        let name = before
            .rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .map_or(before, |end| &before[end + 1..]);
        if FUNCTIONS.contains(&name)
            && let Some(text) = until_quote(&line[at + 3..])
        {
            texts.push(text);
        }
    }
    texts
}

/// What stands before the next single quote that no backslash stands before.
fn until_quote(code: &str) -> Option<String> {
    let mut text = String::new();
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\'' => return Some(text),
            '\\' => text.extend(letters.next()),
            letter => text.push(letter),
        }
    }
    None
}

/// What WordPress translates of a `block.json`.
fn texts_of_block(code: &str) -> Result<Vec<Text>, Failure> {
    let block: serde_json::Value = serde_json::from_str(code)
        .map_err(|error| Failure::new(format!("block.json is no JSON: {error}"), "mend it"))?;
    let field = |name: &str| block[name].as_str().map(str::to_owned);
    let mut texts: Vec<Text> = BLOCK
        .iter()
        .filter_map(|(name, context)| Some((Some((*context).to_owned()), field(name)?)))
        .collect();
    let keywords = block["keywords"].as_array().into_iter().flatten();
    texts.extend(
        keywords
            .filter_map(|word| word.as_str())
            .map(|word| (Some(KEYWORD.to_owned()), word.to_owned())),
    );
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_in_php_and_in_javascript() {
        let line = r"echo esc_html__( 'It\'s %s', 'who-to-see' ) . __( 'Two', 'who-to-see' ) . x( 'no', 'who-to-see' );";
        assert_eq!(texts_in(line), ["It's %s", "Two"]);
        assert_eq!(texts_in("my__( 'no', 'who-to-see' )"), [] as [&str; 0]);
    }

    #[test]
    fn every_text_of_the_source_is_in_the_template() {
        let template = template().expect("the source can be read");
        // Whatever way it is written: as many texts as names of the domain behind them.
        let folder = source("");
        for file in files_below(&folder).expect("the folder can be read") {
            let code = fs::read_to_string(&file).expect("it can be read");
            let domain = format!(", '{SLUG}' )");
            let texts = texts_of(&code);
            assert_eq!(
                code.matches(&domain).count(),
                texts.len(),
                "{}",
                file.display()
            );
            for (_, _, text) in texts {
                assert!(template.contains(&quoted(&text)), "{text}");
            }
        }
        assert!(template.contains("msgctxt \"block title\""));
    }
}
