//! The plugin's names are those of the widget, and its PHP keeps the rules that no reader of the coding
//! standard in Debian can tell: everything is escaped, every file guards itself, every save is checked.

use std::collections::BTreeSet;
use std::fs;

use tooling::paths::read;

use super::{SLUG, files_below, regions, source};

fn plugin(file: &str) -> String {
    fs::read_to_string(source(file)).expect("the file is there")
}

/// Every file of PHP: its name and its code.
fn php() -> Vec<(String, String)> {
    let files = files_below(&source("")).expect("the folder can be read");
    let php = files
        .into_iter()
        .filter(|file| file.extension().is_some_and(|kind| kind == "php"));
    php.map(|file| {
        let code = fs::read_to_string(&file).expect("the file can be read");
        (file.display().to_string(), code)
    })
    .collect()
}

/// The keys of the list that a function of `includes/names.php` gives.
fn keys(function: &str) -> BTreeSet<String> {
    let names = plugin("includes/names.php");
    let (_, after) = names
        .split_once(&format!("function {function}("))
        .expect("the function is there");
    let body = after.split("\n}").next().unwrap_or("");
    let lines = body.lines().filter_map(|line| line.split_once("=>"));
    lines
        .map(|(key, _)| key.trim().trim_matches('\'').to_owned())
        .collect()
}

/// The names in backticks at the beginning of the rows of a table, by the head of its first column.
fn column(document: &str, head: &str) -> BTreeSet<String> {
    let text = read(document).expect("the document is there");
    let head = format!("| {head} |");
    let rows = text.lines().skip_while(|line| !line.starts_with(&head));
    let rows = rows.skip(2).take_while(|line| line.starts_with('|'));
    rows.filter_map(|row| row.split('`').nth(1).map(str::to_owned))
        .collect()
}

/// The values in the row of an attribute.
fn values(attribute: &str) -> BTreeSet<String> {
    let text = read("docs/configuration.md").expect("the document is there");
    let begins = format!("| `{attribute}` |");
    let row = text.lines().find(|line| line.starts_with(&begins));
    let cell = row.and_then(|row| row.split('|').nth(2)).unwrap_or("");
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn professions_and_fields_are_those_of_the_widget() {
    let known = "docs/configuration.md";
    assert_eq!(keys("who_to_see_professions"), column(known, "profession"));
    let settings = plugin("includes/settings.php");
    for field in column(known, "field") {
        let name = field.split('.').next().unwrap_or("");
        assert!(settings.contains(&format!("'{name}'")), "{field}");
    }
}

#[test]
fn looks_and_attributes_are_those_of_the_widget() {
    assert_eq!(keys("who_to_see_presets"), values("preset"));
    assert_eq!(keys("who_to_see_themes"), values("theme"));
    let all = column("docs/configuration.md", "attribute");
    for name in keys("who_to_see_instance_attributes") {
        assert!(all.contains(&name), "{name}");
    }
}

#[test]
fn regions_are_those_of_the_content() {
    let numbers = regions::numbers().expect("the content can be read");
    let numbers: std::collections::BTreeMap<String, String> =
        serde_json::from_str(&numbers).expect("it is JSON");
    let codes: BTreeSet<String> = numbers.keys().cloned().collect();
    assert_eq!(keys("who_to_see_regions"), codes);
    assert_eq!(numbers.get("GB").map(String::as_str), Some("999"));
}

#[test]
fn the_version_is_that_of_the_widget_wherever_it_stands() {
    let version = env!("CARGO_PKG_VERSION");
    for (file, line) in [
        (
            "who-to-see.php",
            format!("* Version:           {version}\n"),
        ),
        (
            "who-to-see.php",
            format!("WHO_TO_SEE_VERSION = '{version}'"),
        ),
        ("readme.txt", format!("Stable tag: {version}\n")),
        ("readme.txt", format!("\n= {version} =\n")),
        ("block/block.json", format!("\"version\": \"{version}\"")),
        ("block/editor.asset.php", format!("=> '{version}'")),
    ] {
        assert!(plugin(file).contains(&line), "{file}: {line}");
    }
}

#[test]
fn every_file_guards_itself_and_every_text_has_the_domain() {
    for (name, code) in php() {
        let guard = code.contains("defined( 'ABSPATH' ) || exit;")
            || code.contains("defined( 'WP_UNINSTALL_PLUGIN' ) || exit;");
        assert!(guard, "{name}");
        for call in ["__( ", "_e( "] {
            for (at, _) in code.match_indices(call) {
                let line = code[at..].lines().next().unwrap_or("");
                assert!(line.contains(&format!(", '{SLUG}' )")), "{name}: {line}");
            }
        }
    }
}

#[test]
fn every_save_is_checked_and_the_page_is_the_administrators() {
    let admin = plugin("includes/admin.php");
    let (_, save) = admin
        .split_once("function who_to_see_save()")
        .expect("it is there");
    let save = save.split("\n}").next().unwrap_or("");
    let at = |part: &str| save.find(part).unwrap_or_else(|| panic!("no {part}"));
    assert!(at("check_admin_referer( ") < at("$_POST"));
    assert!(at("current_user_can( 'manage_options' )") < at("$_POST"));
    assert!(at("who_to_see_validate( ") < at("update_option( "));
    // Nowhere else is anything taken from a form, or kept.
    for (name, code) in php() {
        if !name.ends_with("admin.php") {
            assert!(
                !code.contains("$_POST") && !code.contains("$_REQUEST"),
                "{name}"
            );
            assert!(!code.contains("update_option"), "{name}");
        }
    }
}

/// Functions whose results may be written into a page as they are. The element is escaped where it is
/// made, which the tests in a browser try.
const ESCAPED: [&str; 8] = [
    "esc_html",
    "esc_attr",
    "esc_url",
    "esc_html__",
    "selected",
    "checked",
    "who_to_see_render",
    "printf",
];

/// What remains of a statement without texts in quotes and without calls that escape.
fn unescaped(statement: &str) -> String {
    let mut rest = String::new();
    let mut letters = statement.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter == '\'' {
            for (_, inner) in letters.by_ref() {
                if inner == '\'' {
                    break;
                }
            }
        } else if letter == '(' {
            let before = &statement[..at];
            let begins = before
                .rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .map_or(0, |end| end + 1);
            let name = &before[begins..];
            if ESCAPED.contains(&name) && name != "printf" {
                rest.truncate(rest.len() - name.len());
                let mut depth = 1;
                for (_, inner) in letters.by_ref() {
                    depth += i32::from(inner == '(') - i32::from(inner == ')');
                    if depth == 0 {
                        break;
                    }
                }
            }
        } else {
            rest.push(letter);
        }
    }
    rest
}

#[test]
fn whatever_is_written_into_a_page_is_escaped() {
    let is_whole = |code: &str| !unescaped(code).contains('$');
    assert!(is_whole(
        "echo '<p>$' . esc_html( $a[ f( $b ) ] ) . '</p>';"
    ));
    assert!(!is_whole("echo '<p>' . $a . '</p>';"));
    assert!(!is_whole("printf( '%s', __( $a ) );"));
    let mut count = 0;
    for (name, code) in php() {
        for begin in ["echo ", "\tprintf("] {
            for (at, _) in code.match_indices(begin) {
                let statement = code[at..].split(";\n").next().unwrap_or("");
                let statement = statement.split("; //").next().unwrap_or("");
                assert!(is_whole(statement), "{name}: {statement}");
                count += 1;
            }
        }
    }
    assert!(count > 20, "only {count} places write into a page");
}
