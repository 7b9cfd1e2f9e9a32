//! The first screens, drawn when the release is built: a script that shows them, and they themselves
//! as data in it. See `embed/first.js` and `src/prerender.rs`.

use deferral::Bundles;
use serde_json::{Map, Value, json};
use tooling::{Failure, paths};
use who_to_see::prerender::{Node, Prerendered, Screens, prerender};

/// The script.
const SCRIPT: &str = "embed/first.js";

/// Where the script has its data.
const DATA: &str = "const FIRST = {};";

/// The module that the loader shows first.
pub fn module() -> Result<Vec<u8>, Failure> {
    let drawn = prerender().map_err(|problem| {
        Failure::new(
            format!("the first screens cannot be drawn: {problem}"),
            "the screens of src/screens must be functions of their views alone",
        )
    })?;
    let made = Bundles::compile(paths::root())
        .map_err(|problems| Failure::new(problems, "mend it, and run the command again"))?;
    let script = paths::read(SCRIPT)?;
    if script.matches(DATA).count() != 1 {
        return Err(Failure::new(
            format!("{SCRIPT} does not hold `{DATA}` exactly once"),
            "a build puts the first screens there: keep them in one constant",
        ));
    }
    let data = data(&drawn, &made.initial.styles);
    let module = script.replace(DATA, &format!("const FIRST = {data};"));
    Ok(module.into_bytes())
}

/// What the script is given.
fn data(drawn: &Prerendered, styles: &str) -> Value {
    let of_each = |name: &str, screen: fn(&Screens) -> &Node| {
        let trees = drawn.screens.iter();
        let trees: Vec<_> = trees.map(|one| (&*one.region, screen(one))).collect();
        let merged = merged(&trees);
        // A screen is one element in every region, so the choices lie inside.
        (name.to_owned(), merged)
    };
    let screens: Map<_, _> = [
        of_each("start", |one| &one.start),
        of_each("question", |one| &one.question),
        of_each("unanswered", |one| &one.unanswered),
        of_each("waiting", |one| &one.waiting),
        of_each("waiting_with_sign", |one| &one.waiting_with_sign),
    ]
    .into_iter()
    .collect();
    let regions: Vec<_> = drawn.screens.iter().map(|one| &*one.region).collect();
    json!({
        "styles": styles,
        "language": drawn.language,
        "direction": if drawn.right_to_left { "rtl" } else { "ltr" },
        "regions": regions,
        "exclusive": drawn.exclusive,
        "harmless": drawn.harmless,
        "screens": screens,
    })
}

/// One tree of those of all regions: what is the same stands once, and where they differ, each region
/// has its own.
fn merged(trees: &[(&str, &Node)]) -> Value {
    let Some(((_, first), others)) = trees.split_first() else {
        return Value::Null;
    };
    if others.iter().all(|(_, other)| other == first) {
        return plain(first);
    }
    if let Some(whole) = merged_element(trees) {
        return whole;
    }
    let own = trees.iter();
    let own = own.map(|(region, tree)| ((*region).to_owned(), json!([plain(tree)])));
    Value::Object(own.collect())
}

/// The same of elements that have the same name and attributes; nothing where some have not.
fn merged_element(trees: &[(&str, &Node)]) -> Option<Value> {
    let parts = trees.iter().map(|(region, tree)| match tree {
        Node::Element {
            name,
            attributes,
            children,
        } => Some((*region, name, attributes, children)),
        Node::Text(_) => None,
    });
    let parts: Vec<_> = parts.collect::<Option<_>>()?;
    let (_, name, attributes, children) = parts.first()?;
    let alike =
        |(_, one, its, _): &(&str, &String, &Vec<_>, &Vec<Node>)| one == name && its == attributes;
    if !parts.iter().all(alike) {
        return None;
    }
    let mut whole = element(name, attributes);
    if parts.iter().all(|part| part.3.len() == children.len()) {
        for place in 0..children.len() {
            let inside = parts.iter().map(|part| (part.0, &part.3[place]));
            whole.push(merged(&inside.collect::<Vec<_>>()));
        }
    } else {
        let own = parts.iter().map(|(region, _, _, children)| {
            let trees: Vec<_> = children.iter().map(plain).collect();
            ((*region).to_owned(), Value::Array(trees))
        });
        whole.push(Value::Object(own.collect()));
    }
    Some(Value::Array(whole))
}

/// A tree in which no region differs.
fn plain(tree: &Node) -> Value {
    match tree {
        Node::Text(text) => json!(text),
        Node::Element {
            name,
            attributes,
            children,
        } => {
            let mut whole = element(name, attributes);
            whole.extend(children.iter().map(plain));
            Value::Array(whole)
        }
    }
}

fn element(name: &str, attributes: &[(String, String)]) -> Vec<Value> {
    let attributes: Map<_, _> = attributes
        .iter()
        .map(|(name, value)| (name.clone(), json!(value)))
        .collect();
    vec![json!(name), Value::Object(attributes)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Node {
        Node::Text(words.to_owned())
    }

    fn line(children: Vec<Node>) -> Node {
        Node::Element {
            name: "p".to_owned(),
            attributes: vec![("class".to_owned(), "x".to_owned())],
            children,
        }
    }

    #[test]
    fn what_regions_share_stands_once() {
        let here = line(vec![text("Call "), text("999")]);
        let there = line(vec![text("Call "), text("112")]);
        let both = merged(&[("GB", &here), ("ZZ", &there)]);
        let expected = json!(["p", { "class": "x" }, "Call ", { "GB": ["999"], "ZZ": ["112"] }]);
        assert_eq!(both, expected);
        assert_eq!(merged(&[("GB", &here), ("ZZ", &here)]), plain(&here));
    }

    #[test]
    fn a_region_that_says_more_has_its_own() {
        let here = line(vec![text("Call "), line(vec![])]);
        let there = line(vec![text("Call")]);
        let both = merged(&[("GB", &here), ("ZZ", &there)]);
        let expected = json!(["p", { "class": "x" }, { "GB": ["Call ", ["p", { "class": "x" }]], "ZZ": ["Call"] }]);
        assert_eq!(both, expected);
    }

    #[test]
    fn the_script_holds_every_screen_as_data() {
        let module = String::from_utf8(module().expect("it is made")).expect("it is text");
        let (_, data) = module.split_once("const FIRST = ").expect("it has data");
        let (data, _) = data.split_once(";\n").expect("it ends");
        let data: Value = serde_json::from_str(data).expect("it is JSON");
        for screen in [
            "start",
            "question",
            "unanswered",
            "waiting",
            "waiting_with_sign",
        ] {
            assert_eq!(data["screens"][screen][0], "section", "{screen}");
        }
        assert!(
            data["styles"]
                .as_str()
                .is_some_and(|css| css.contains(".wts"))
        );
        assert_eq!(data["direction"], "ltr");
    }
}
