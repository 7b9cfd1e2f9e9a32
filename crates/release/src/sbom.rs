//! What the widget and the configurator beside it are made of: the licences of every crate that they can
//! carry, and a bill of materials for machines.
//!
//! Both come from cargo's own graph of what is compiled for the browser, not from a list by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tooling::npm::Set;
use tooling::process::{cargo, output};
use tooling::toolchain::{self, WASM};
use tooling::{Context, Failure, paths};

use crate::files::NAME;
use crate::owners::CONFIGURATOR;

/// How the files that hold a licence begin, in small letters.
const LICENCES: [&str; 6] = [
    "licence",
    "license",
    "copying",
    "copyright",
    "notice",
    "unlicense",
];

/// The licence whose text is the same for everybody: a crate that offers it and forgets to bring it
/// is licensed all the same.
const COMMON: &str = "Apache-2.0";

/// A crate or program whose code the widget or the configurator can carry.
struct Part {
    name: String,
    version: String,
    /// As the SPDX writes it.
    licence: String,
    /// Where its licences lie.
    folder: PathBuf,
    /// One of this project's own.
    own: bool,
    /// Its id in cargo's graph, and those of what it needs.
    id: String,
    needs: Vec<String>,
    /// Whether visitors load it: all else is in the configurator alone.
    in_widget: bool,
}

/// The texts of all licences for people, and the bill of materials for machines.
pub fn licences_and_bill() -> Result<(String, String), Failure> {
    let parts = parts(&graph()?)?;
    let common = toolchain::sysroot()?.join("share/doc/rust/licenses/Apache-2.0.txt");
    let common = fs::read_to_string(&common).context("read", &common)?;
    let texts = licences(&parts, &common)?;
    let bill = bill(&parts);
    keep_form(&bill)?;
    Ok((texts, format!("{bill:#}\n")))
}

/// What cargo knows.
fn graph() -> Result<Value, Failure> {
    let text = output(
        cargo()
            .args(["metadata", "--locked", "--format-version", "1"])
            .args(["--filter-platform", WASM]),
    )?;
    serde_json::from_str(&text).map_err(|error| {
        Failure::new(
            format!("cannot read what `cargo metadata` writes: {error}"),
            "see whether this cargo is the one of rust-toolchain.toml",
        )
    })
}

/// What the widget and the configurator can carry: not what only builds them.
fn parts(graph: &Value) -> Result<Vec<Part>, Failure> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages: BTreeMap<_, _> = list(&graph["packages"])
        .into_iter()
        .map(|package| (text(&package["id"]), package))
        .collect();
    let nodes: BTreeMap<_, _> = list(&graph["resolve"]["nodes"])
        .into_iter()
        .map(|node| (text(&node["id"]), node))
        .collect();
    let builds_only = |id: &str| {
        let targets = list(&packages[id]["targets"]);
        targets
            .iter()
            .any(|target| list(&target["kind"]).contains(&json!("proc-macro")))
    };
    let own = |name: &str| {
        let named = packages
            .iter()
            .filter(|(_, package)| package["name"] == name);
        let ours = named.filter(|(_, package)| package["source"].is_null());
        ours.map(|(id, _)| id.clone()).collect::<Vec<_>>()
    };
    // From the end: the widget's first, so that what is left is the configurator's.
    let mut waiting = own(CONFIGURATOR);
    let (last, mut in_widget) = (waiting.len(), true);
    waiting.extend(own(NAME));
    let mut seen = BTreeSet::new();
    let mut parts = Vec::new();
    while let Some(id) = waiting.pop() {
        in_widget &= waiting.len() >= last;
        if !seen.insert(id.clone()) {
            continue;
        }
        let needs: Vec<_> = list(&nodes[&id]["deps"])
            .iter()
            .filter(|needed| {
                let kinds = list(&needed["dep_kinds"]);
                kinds.iter().any(|kind| kind["kind"].is_null())
            })
            .map(|needed| text(&needed["pkg"]))
            .filter(|needed| !builds_only(needed))
            .collect();
        waiting.extend(needs.iter().cloned());
        let package = &packages[&id];
        let manifest = PathBuf::from(text(&package["manifest_path"]));
        parts.push(Part {
            name: text(&package["name"]),
            version: text(&package["version"]),
            licence: text(&package["license"]).replace('/', " OR "),
            folder: manifest.parent().map(Path::to_owned).unwrap_or_default(),
            own: package["source"].is_null(),
            id,
            needs,
            in_widget,
        });
    }
    parts.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    if parts.len() < 2 {
        return Err(Failure::new(
            format!("cargo's graph says that `{NAME}` needs nothing"),
            "see what `cargo metadata` writes, and change crates/release/src/sbom.rs",
        ));
    }
    Ok(parts)
}

/// Every licence once, after the names of those that it is for.
fn licences(parts: &[Part], common: &str) -> Result<String, Failure> {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut bare = Vec::new();
    let mut add = |text: &str, whose: String| {
        let text = text.replace("\r\n", "\n").trim_matches('\n').to_owned();
        texts.entry(text).or_default().push(whose);
    };
    for part in parts {
        let where_alone = if part.in_widget {
            ""
        } else {
            ", in the configurator alone"
        };
        let whose = format!(
            "{} {} ({}){where_alone}",
            part.name, part.version, part.licence
        );
        let folder = if part.own {
            paths::root()
        } else {
            &part.folder
        };
        let own = texts_in(folder)?;
        for text in &own {
            add(text, whose.clone());
        }
        if own.is_empty() && offers(&part.licence, COMMON) {
            add(common, whose);
        } else if own.is_empty() {
            bare.push(whose);
        }
    }
    add(
        common,
        "the Rust standard library (MIT OR Apache-2.0)".to_owned(),
    );
    for text in texts_in(&Set::Build.install()?.join("binaryen"))? {
        add(
            &text,
            "Binaryen, which writes the JavaScript (Apache-2.0)".to_owned(),
        );
    }
    if !bare.is_empty() {
        return Err(Failure::new(
            format!("no text of their licence comes with {}", bare.join(", ")),
            "ask their authors for it, or do without them",
        ));
    }
    let mut all =
        "The licences of everything that the widget and its configurator can carry.\n".to_owned();
    for (text, whose) in texts {
        all.push_str(&format!(
            "\n{}\n\n{}\n\n{text}\n",
            "=".repeat(78),
            whose.join("\n")
        ));
    }
    Ok(all)
}

/// Whether a licence can be chosen by itself.
fn offers(expression: &str, licence: &str) -> bool {
    let choices: Vec<_> = expression.split(" OR ").map(str::trim).collect();
    choices.contains(&licence)
}

/// The texts of the licences in a folder.
fn texts_in(folder: &Path) -> Result<Vec<String>, Failure> {
    let entries = fs::read_dir(folder).context("read the folder", folder)?;
    let mut files: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|file| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let name = name.to_lowercase();
            file.is_file() && LICENCES.iter().any(|begins| name.starts_with(begins))
        })
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| fs::read_to_string(file).context("read", file))
        .collect()
}

/// The bill of materials, as CycloneDX 1.5 writes it. Without a date or a number of its own, so that
/// the same release gives the same bytes.
fn bill(parts: &[Part]) -> Value {
    let reference = |part: &Part| format!("pkg:cargo/{}@{}", part.name, part.version);
    let references: BTreeMap<_, _> = parts
        .iter()
        .map(|part| (&part.id, reference(part)))
        .collect();
    let component = |part: &Part| {
        let kind = if [NAME, CONFIGURATOR].contains(&&*part.name) {
            "application"
        } else {
            "library"
        };
        let mut component = json!({
            "type": kind,
            "bom-ref": reference(part),
            "name": part.name,
            "version": part.version,
            "licenses": [{ "expression": part.licence }],
        });
        if !part.own {
            component["purl"] = json!(reference(part));
        }
        component
    };
    let (widget, others): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.name == NAME);
    let widget = widget.first().map(|widget| component(widget));
    let depends: Vec<_> = parts
        .iter()
        .map(|part| {
            let mut on: Vec<_> = part
                .needs
                .iter()
                .filter_map(|id| references.get(id))
                .collect();
            on.sort();
            on.dedup();
            json!({ "ref": reference(part), "dependsOn": on })
        })
        .collect();
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": widget },
        "components": others.into_iter().map(component).collect::<Vec<_>>(),
        "dependencies": depends,
    })
}

/// The bill has what CycloneDX 1.5 requires of it, and every reference leads somewhere.
fn keep_form(bill: &Value) -> Result<(), Failure> {
    let broken = |what: String| {
        Err(Failure::new(
            format!("the bill of materials is not CycloneDX 1.5: {what}"),
            "see crates/release/src/sbom.rs",
        ))
    };
    if bill["bomFormat"] != "CycloneDX" || bill["specVersion"] != "1.5" {
        return broken("it does not say so".to_owned());
    }
    let components = bill["components"].as_array().into_iter().flatten();
    let mut known = BTreeSet::new();
    for component in components.chain([&bill["metadata"]["component"]]) {
        for field in ["type", "name", "version", "bom-ref"] {
            if component[field].as_str().is_none_or(str::is_empty) {
                return broken(format!("a component has no `{field}`: {component}"));
            }
        }
        if component["licenses"][0]["expression"]
            .as_str()
            .is_none_or(str::is_empty)
        {
            return broken(format!("a component has no licence: {component}"));
        }
        if !known.insert(component["bom-ref"].to_string()) {
            return broken(format!("two components are {}", component["bom-ref"]));
        }
    }
    for needs in bill["dependencies"].as_array().into_iter().flatten() {
        let on = needs["dependsOn"].as_array().into_iter().flatten();
        for reference in on.chain([&needs["ref"]]) {
            if !known.contains(&reference.to_string()) {
                return broken(format!("{reference} is needed and not listed"));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str, licence: &str, needs: &[&str]) -> Part {
        Part {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: licence.to_owned(),
            folder: paths::root().join("xtask"),
            own: false,
            id: name.to_owned(),
            needs: needs.iter().map(|id| (*id).to_owned()).collect(),
            in_widget: true,
        }
    }

    #[test]
    fn the_widget_carries_yew_and_no_compiler() {
        let parts = parts(&graph().expect("cargo answers")).expect("it needs something");
        let names: Vec<_> = parts.iter().map(|part| &*part.name).collect();
        assert!(names.contains(&"yew"), "{names:?}");
        assert!(!names.contains(&"syn"), "only macros need it");
        assert!(!names.contains(&"toml"), "only the build needs it");
        let bill = bill(&parts);
        keep_form(&bill).expect("it has its form");
        assert_eq!(bill["metadata"]["component"]["name"], NAME);
        // What owners load is listed too, and told apart from what visitors load.
        let in_widget = |name: &str| {
            let part = parts.iter().find(|part| part.name == name);
            part.map(|part| part.in_widget)
        };
        for (name, visitors) in [
            (NAME, true),
            ("yew", true),
            ("pathway", true),
            (CONFIGURATOR, false),
            ("form_urlencoded", true),
        ] {
            assert_eq!(in_widget(name), Some(visitors), "{name}");
        }
        let listed = bill["components"].as_array().expect("it lists them");
        let kind = |name: &str| listed.iter().find(|part| part["name"] == name);
        let kind = kind(CONFIGURATOR).map(|part| part["type"].clone());
        assert_eq!(kind, Some(json!("application")));
        let texts = licences(&parts, "the common text").expect("each has its text");
        assert!(texts.contains("), in the configurator alone"), "{texts}");
    }

    #[test]
    fn a_crate_without_a_text_may_only_offer_the_common_licence() {
        let texts = licences(&[part("free", "MIT OR Apache-2.0", &[])], "the common text")
            .expect("the common licence is enough");
        assert!(texts.contains("free 1.0.0 (MIT OR Apache-2.0)"), "{texts}");
        let failure = licences(&[part("bare", "MIT", &[])], "the common text");
        let failure = failure.expect_err("nobody has its text").to_string();
        assert!(failure.contains("bare 1.0.0 (MIT)"), "{failure}");
    }

    #[test]
    fn a_bill_that_leads_nowhere_is_refused() {
        let parts = [part(NAME, "MIT", &["a"]), part("a", "MIT", &[])];
        let mut made = bill(&parts);
        keep_form(&made).expect("it is whole");
        made["components"] = json!([]);
        let failure = keep_form(&made).expect_err("a is missing").to_string();
        assert!(failure.contains("needed and not listed"), "{failure}");
    }
}
