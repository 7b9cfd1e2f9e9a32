//! The documents, the manifest and the types name what the code has, and the code has what they
//! name: attributes, fields, events, parts and tokens are a contract for years.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tooling::paths::{read, root};

type Names = BTreeSet<String>;

/// Every file below a folder of the project, one after another.
fn all_of(folder: &str) -> String {
    fn walk(folder: &Path, text: &mut String) {
        let entries = fs::read_dir(folder).expect("the folder is there");
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, text);
            } else if path.file_name().is_some_and(|name| name != "tests.rs") {
                text.push_str(&fs::read_to_string(&path).unwrap_or_default());
            }
        }
    }
    let mut text = String::new();
    walk(&root().join(folder), &mut text);
    text
}

/// What follows a mark, up to the first character that belongs to no name.
fn after(text: &str, mark: &str) -> Names {
    let named = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == '.';
    let pieces = text.split(mark).skip(1);
    let names = pieces.map(|piece| piece.split(|c| !named(c)).next().unwrap_or(""));
    let names = names.filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// The strings between the brackets of a constant.
fn listed(text: &str, constant: &str) -> Names {
    let (_, after) = text.split_once(constant).expect("the constant is there");
    let (_, list) = after.split_once("= [").expect("it is a list");
    let list = list.split(']').next().unwrap_or("");
    let strings = list.split('"').skip(1).step_by(2);
    strings.map(str::to_owned).collect()
}

/// The first column of a table of a document, by the head of that column.
fn column(document: &str, head: &str) -> Names {
    let text = read(document).expect("the document is there");
    let head = format!("| {head} |");
    let rows = text.lines().skip_while(|line| !line.starts_with(&head));
    let rows = rows.skip(2).take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split('`').nth(1));
    let names: Names = cells.map(str::to_owned).collect();
    assert!(!names.is_empty(), "{document} has no table of {head}");
    names
}

/// What the manifest names.
fn manifest(list: &str) -> Names {
    let text = read("embed/custom-elements.json").expect("the manifest is there");
    let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let element = &json["modules"][0]["declarations"][0];
    let entries = element[list].as_array().expect("it has the list");
    let names = entries.iter().filter_map(|entry| entry["name"].as_str());
    names.map(str::to_owned).collect()
}

fn types() -> String {
    read("embed/who-to-see.d.ts").expect("the types are there")
}

/// The part of the types between two marks.
fn typed<'t>(types: &'t str, from: &str, to: &str) -> &'t str {
    let (_, after) = types.split_once(from).expect("the type is there");
    after.split(to).next().unwrap_or("")
}

/// The names before a colon in a piece of the types.
fn members(piece: &str) -> Names {
    let lines = piece.lines().map(str::trim);
    let lines = lines.filter(|line| !line.starts_with(['/', '*', '[']));
    let named = lines.filter_map(|line| line.split_once(':').map(|(name, _)| name));
    let names = named.map(|name| name.trim_matches(['"', '?']).trim_end_matches("\"?"));
    names
        .map(|name| name.trim_end_matches('"').to_owned())
        .collect()
}

fn names(list: &[&str]) -> Names {
    list.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn attributes_are_those_of_the_code() {
    let rust = all_of("src");
    let loader = read("embed/who-to-see.js").expect("the loader is there");
    // Tests read attributes of their own.
    let mut code = after(&rust, "attribute(\"");
    code.extend(after(&loader, "getAttribute(\""));
    let settings = read("src/settings.rs").expect("the settings are there");
    code.extend(after(&settings, "read(\""));
    code.extend(listed(&settings, "LANGUAGE_ATTRIBUTES"));
    code.retain(|name| {
        !["part", "class", "type"].contains(&name.as_str()) && !name.starts_with("data-")
    });
    assert_eq!(column("docs/configuration.md", "attribute"), code);
    assert_eq!(manifest("attributes"), code);
    let types = types();
    let jsx = typed(&types, "interface WhoToSeeAttributes {", "\n}");
    assert_eq!(members(jsx), code);
}

#[test]
fn fields_and_professions_are_those_of_the_code() {
    let reader = read("crates/show/src/config/reader.rs").expect("it is there");
    let fields = listed(&reader, "FIELDS");
    let texts = listed(&reader, "TEXTS");
    let mut documented = fields.clone();
    documented.remove("texts");
    documented.extend(texts.iter().map(|name| format!("texts.{name}")));
    assert_eq!(column("docs/configuration.md", "field"), documented);
    let types = types();
    let mut typed_fields = fields;
    typed_fields.extend(texts);
    let config = typed(&types, "interface WhoToSeeConfig {", "\n}");
    assert_eq!(members(config), typed_fields);

    let config = read("crates/show/src/config/mod.rs").expect("it is there");
    let professions = listed(&config, "NAMES");
    assert_eq!(column("docs/configuration.md", "profession"), professions);
    let union = typed(&types, "type Profession =", ";");
    let union: Names = union
        .split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect();
    assert_eq!(union, professions);
}

#[test]
fn events_are_those_of_the_code() {
    let mut code = after(&all_of("src/host"), "\"wts-");
    code.extend(after(
        &read("embed/who-to-see.js").expect("it is there"),
        "\"wts-",
    ));
    // Classes, and the prefix of ids.
    for other in ["debug", "hidden"] {
        code.remove(other);
    }
    let code: Names = code.iter().map(|name| format!("wts-{name}")).collect();
    assert_eq!(column("docs/events.md", "event"), code);
    assert_eq!(manifest("events"), code);
    let types = types();
    let events = typed(&types, "interface WhoToSeeEvents {", "\n}");
    assert_eq!(members(events), code);
}

#[test]
fn methods_are_those_of_the_code() {
    let loader = read("embed/who-to-see.js").expect("it is there");
    let methods = column("docs/configuration.md", "method");
    for method in &methods {
        assert!(loader.contains(&format!("{method} {{")), "{method}");
    }
    let named: Names = methods
        .iter()
        .map(|method| method.replace("()", ""))
        .collect();
    let mut members = named;
    members.insert("config".to_owned());
    assert_eq!(manifest("members"), members);
}

#[test]
fn parts_and_tokens_are_those_of_the_code() {
    let rust = all_of("src");
    let mut parts = after(&rust, " part=\"");
    parts.extend(after(&rust, "set_attribute(\"part\", \""));
    assert_eq!(column("docs/theming.md", "part"), parts);
    assert_eq!(manifest("cssParts"), parts);
    let styles = after(&all_of("styles"), "var(--wts-");
    let colours = after(
        &read("src/host/tokens.rs").expect("it is there"),
        "\"--wts-",
    );
    let tokens = styles.iter().chain(&colours);
    let tokens: Names = tokens.map(|name| format!("--wts-{name}")).collect();
    assert_eq!(column("docs/theming.md", "token"), tokens);
    assert_eq!(manifest("cssProperties"), tokens);
}

#[test]
fn no_part_stands_on_an_emergency_screen() {
    let emergency = read("src/screens/emergency.rs").expect("it is there");
    assert_eq!(after(&emergency, " part=\""), names(&[]));
}

#[test]
fn the_documents_link_to_files_that_are_there() {
    for document in ["start", "configuration", "theming", "events"] {
        let text = read(&format!("docs/{document}.md")).expect("it is there");
        for link in after(&text, "](")
            .iter()
            .filter(|link| link.ends_with(".md"))
        {
            assert!(
                root().join("docs").join(link).exists(),
                "{document}: {link}"
            );
        }
    }
}

/// The lines for frameworks stand in pages that are bundled with the package and opened: what a document
/// says of the element, a page says too.
#[test]
fn the_lines_for_frameworks_are_those_of_the_pages_that_are_tried() {
    let document = read("docs/start.md").expect("it is there");
    let block = |kind: &str, holds: &str| {
        let fence = format!("```{kind}\n");
        let blocks = document.split(&fence).skip(1);
        let mut blocks = blocks.filter_map(|rest| rest.split("```").next());
        blocks
            .find(|lines| lines.contains(holds))
            .map(str::to_owned)
    };
    for (kind, config, page) in [
        ("jsx", "config={JSON.stringify(clinic)}", "react-page.jsx"),
        ("vue", ":config.prop=\"clinic\"", "vue.js"),
        ("html", "[config]=\"clinic\"", "angular.ts"),
        ("svelte", "config={clinic}", "App.svelte"),
    ] {
        let lines = block(kind, config).unwrap_or_else(|| panic!("{kind} lacks {config}"));
        let tried = read(&format!("tests/hosts/{page}")).expect("it is there");
        assert!(tried.contains(config), "{page} lacks {config}");
        let (_, tag) = lines
            .split_once("<who-to-see")
            .expect("the element is there");
        let tag = tag.split('>').next().unwrap_or_default();
        let attributes = tag.split_whitespace().map(|attribute| {
            let attribute = attribute.trim_end_matches('/');
            attribute.replace("\"/who-to-see/\"", "\"/package/files/\"")
        });
        for attribute in attributes.filter(|attribute| !attribute.is_empty()) {
            assert!(tried.contains(&attribute), "{page} lacks {attribute}");
        }
    }
}
