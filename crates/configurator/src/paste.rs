//! Lines that an owner has already, read back into settings: every kind that this page gives out, and
//! what people write by hand.
//!
//! What this page has no field for is told, and nothing is lost in silence. HTML is taken apart by
//! the browser, in a document that runs nothing.

use serde_json::Value;
use show::Guide;
use show::config::Address;
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, HtmlElement, SupportedType};

use crate::fields::{self, ADDRESS, Kind, OWN_WORDS, PIN};
use crate::form::{Form, ON};
use crate::judge;
use crate::output;

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pasted {
    /// The settings.
    pub form: Form,
    /// What could not be taken over.
    pub told: Vec<String>,
}

/// The widget's element, as the browser has taken it apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    attributes: Vec<(String, String)>,
    json: Option<String>,
    words: String,
    loader: String,
}

/// Reads what was pasted; `None` where it holds nothing of the widget.
pub fn read(text: &str, guide: &Guide, parse: fn(&str) -> Option<Address>) -> Option<Pasted> {
    let text = text.trim();
    let mut pasted = Pasted::default();
    if let Some((_, fragment)) = text.split_once("configure.html#") {
        pasted.form = Form::from_fragment(fragment)?;
    } else if let Some((before, after)) = text.split_once("embed.html#") {
        link(&mut pasted, before, after);
    } else if let Some((_, code)) = text.split_once("[who_to_see") {
        shortcode(&mut pasted, code);
    } else if text.starts_with('{') {
        pasted.config(text, guide, parse);
    } else if text.contains("<who-to-see") && text.contains("={") {
        react(&mut pasted, text, guide, parse);
    } else {
        let element = element(text)?;
        html(&mut pasted, &element, guide, parse);
    }
    Some(pasted)
}

impl Pasted {
    /// Takes a setting, or says that there is none of this name.
    fn take(&mut self, name: &str, value: &str) {
        let field = fields::all().find(|field| field.name == name);
        let own = [OWN_WORDS, ADDRESS, PIN].contains(&name) || name.starts_with("config.");
        match field.filter(|_| !own) {
            Some(field) if field.kind == Kind::Tick => self.form.set(name, ON),
            Some(_) => self.form.set(name, &plain(name, value)),
            None if matches!(name, "style" | "class" | "slot" | "key") => {}
            None => self.told.push(format!("{name}: there is no such setting")),
        }
    }

    /// Takes a configuration, and says what the widget says of it.
    fn config(&mut self, text: &str, guide: &Guide, parse: fn(&str) -> Option<Address>) {
        match serde_json::from_str::<Value>(text) {
            Ok(config) => {
                self.form.take_config(&config);
                let region = self.form.get("region").to_owned();
                self.told
                    .extend(judge::problems(&config, &region, guide, parse));
            }
            Err(error) => self.told.push(format!("the clinic is not JSON: {error}")),
        }
    }

    /// Takes the declarations of a style.
    fn style(&mut self, style: &str) {
        for declaration in style.split(';') {
            if let Some((name, value)) = declaration.split_once(':') {
                let name = name.trim();
                if name.starts_with("--wts-") {
                    self.take(name, value.trim());
                }
            }
        }
    }

    /// Takes the folder of the loader, and whether it is that of one version.
    fn loader(&mut self, address: &str) {
        let Some((folder, _)) = address.rsplit_once('/') else {
            return;
        };
        let (above, last) = folder.rsplit_once('/').unwrap_or(("", folder));
        let version = last.split('.').all(|part| part.parse::<u32>().is_ok());
        if last == "v1" || version {
            self.form.set(ADDRESS, &format!("{above}/"));
            self.form.set(PIN, if version { ON } else { "" });
        }
    }
}

/// A value as the form has it: what is the same as nothing is nothing.
fn plain(name: &str, value: &str) -> String {
    let value = value.trim();
    let default = [
        ("preset", "calm"),
        ("theme", "auto"),
        ("heading-level", "2"),
        ("history", "auto"),
        ("resume", "on"),
        ("lang", "en"),
        ("languages", "en"),
    ];
    match name {
        "region" => value.to_ascii_uppercase(),
        _ if default.contains(&(name, value)) => String::new(),
        _ => value.to_owned(),
    }
}

/// An address of the page of the check alone.
fn link(pasted: &mut Pasted, before: &str, after: &str) {
    let end = after.find(['"', '\'', ' ', '>', '<', '\n']);
    let settings = after[..end.unwrap_or(after.len())].replace("&amp;", "&");
    for (name, value) in form_urlencoded::parse(settings.as_bytes()) {
        pasted.take(&name, &value);
    }
    let start = before
        .rfind(['"', '\'', ' ', '>', '\n'])
        .map_or(0, |at| at + 1);
    pasted.loader(&before[start..]);
}

/// A shortcode, from behind its name.
fn shortcode(pasted: &mut Pasted, code: &str) {
    let (inside, after) = code.split_once(']').unwrap_or((code, ""));
    // WordPress turns quotes into curly ones.
    let straight = inside.replace(['“', '”', '″', '‘', '’'], "\"");
    let mut rest = straight.trim();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        match behind.strip_prefix("=\"") {
            Some(quoted) => {
                let (value, behind) = quoted.split_once('"').unwrap_or((quoted, ""));
                pasted.take(name, value);
                rest = behind.trim_start();
            }
            None => {
                let behind = behind.trim_start_matches('=');
                pasted.take(name, "");
                rest = behind.trim_start();
            }
        }
    }
    if let Some((words, _)) = after.split_once("[/who_to_see]") {
        pasted.form.set(OWN_WORDS, words.trim());
    }
}

/// A component of React.
fn react(pasted: &mut Pasted, text: &str, guide: &Guide, parse: fn(&str) -> Option<Address>) {
    let (before, tag) = text.split_once("<who-to-see").unwrap_or((text, ""));
    for (at, _) in tag.match_indices('=') {
        let name = tag[..at]
            .rsplit(|c: char| c.is_whitespace())
            .next()
            .unwrap_or_default();
        let behind = &tag[at + 1..];
        let value = behind.strip_prefix('{').unwrap_or(behind);
        match (name, first_json(value)) {
            ("style", Some(Value::Object(style))) => {
                for (name, value) in style {
                    pasted.take(&name, value.as_str().unwrap_or_default());
                }
            }
            ("config" | "base-url", None) => {}
            (name, Some(Value::String(value))) if fields::is_known(name) => {
                pasted.take(name, &value)
            }
            _ => {}
        }
    }
    // What the package is told by itself is no wish of the owner.
    if pasted.form.get("base-url") == "/who-to-see/" {
        pasted.form.set("base-url", "");
    }
    let clinic = before.split_once('{').filter(|_| before.contains("const "));
    if let Some(config) = clinic.and_then(|(start, _)| first_json(&before[start.len()..])) {
        pasted.config(&config.to_string(), guide, parse);
    }
    // Between its braces JSX is HTML again.
    let inside = tag.split_once("<p>").map_or("", |(_, words)| words);
    if let Some(element) = element(&["<who-to-see><p>", inside].concat()) {
        pasted.form.set(OWN_WORDS, own_words(&element.words));
    }
}

/// What an owner has written before the telephone; nothing where it is what stands there anyway.
fn own_words(words: &str) -> &str {
    let words = words.split(" Phone us on ").next().unwrap_or_default();
    let words = words.trim();
    if words == output::WORDS { "" } else { words }
}

/// The JSON that a text begins with.
fn first_json(text: &str) -> Option<Value> {
    serde_json::Deserializer::from_str(text)
        .into_iter()
        .next()?
        .ok()
}

/// The element of a page.
fn html(pasted: &mut Pasted, parsed: &Parsed, guide: &Guide, parse: fn(&str) -> Option<Address>) {
    for (name, value) in &parsed.attributes {
        match &**name {
            "style" => pasted.style(value),
            "config" if value.starts_with('{') => pasted.config(value, guide, parse),
            _ => pasted.take(name, value),
        }
    }
    if let Some(json) = &parsed.json {
        pasted.config(json, guide, parse);
    }
    pasted.form.set(OWN_WORDS, own_words(&parsed.words));
    pasted.loader(&parsed.loader);
}

/// Has the browser take HTML apart. A document that is made so runs no script and fetches nothing.
fn element(text: &str) -> Option<Parsed> {
    let page = DomParser::new().ok()?;
    let page = page.parse_from_string(text, SupportedType::TextHtml).ok()?;
    let find = |selector: &str| page.query_selector(selector).ok().flatten();
    let host = find("who-to-see")?;
    let attributes = host.get_attribute_names().into_iter().filter_map(|name| {
        let name = name.as_string()?;
        let value = host.get_attribute(&name)?;
        Some((name, value))
    });
    let json = host
        .query_selector("script[type=\"application/json\"]")
        .ok()
        .flatten();
    let loader = find("script[src*=\"who-to-see.js\"]");
    Some(Parsed {
        attributes: attributes.collect(),
        json: json.as_ref().and_then(|json| json.text_content()),
        words: words(&host),
        loader: loader
            .and_then(|script| script.get_attribute("src"))
            .unwrap_or_default(),
    })
}

/// The words inside the element, without its scripts and styles.
fn words(host: &Element) -> String {
    let Ok(copy) = host.clone_node_with_deep(true) else {
        return String::new();
    };
    let copy: HtmlElement = copy.unchecked_into();
    while let Ok(Some(script)) = copy.query_selector("script, style, template") {
        script.remove();
    }
    let text = copy.text_content().unwrap_or_default();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Release, Way, snippets};

    fn nothing(_: &str) -> Option<Address> {
        None
    }

    fn pasted(text: &str) -> Pasted {
        let guide = who_to_see::guide::shared().expect("the build carries it");
        read(text, &guide, nothing).expect("it holds something")
    }

    fn form(settings: &[(&str, &str)]) -> Form {
        let mut form = Form::default();
        for (name, value) in settings {
            form.set(name, value);
        }
        form
    }

    #[test]
    fn what_this_page_gives_out_it_takes_back() {
        let address = ("address", "https://clinic.example/check/");
        let small = [("region", "GB"), ("preset", "warm"), ("kiosk", ON)];
        for (way, wanted) in [
            (Way::Link, form(&[&small[..], &[address]].concat())),
            (Way::Frame, form(&[&small[..], &[address]].concat())),
            (Way::WordPress, form(&small)),
        ] {
            let text = snippets(way, &wanted, &Release::default()).remove(0).text;
            assert_eq!(
                pasted(&text),
                Pasted {
                    form: wanted,
                    told: vec![]
                },
                "{way:?}: {text}"
            );
        }
    }

    #[test]
    fn a_shortcode_with_curly_quotes_and_words_is_read() {
        let found =
            pasted("[who_to_see region=”gb” heading-level=″3″ colour=\"red\"]Ask us.[/who_to_see]");
        let wanted = form(&[
            ("region", "GB"),
            ("heading-level", "3"),
            ("text", "Ask us."),
        ]);
        assert_eq!(found.form, wanted);
        assert_eq!(found.told, ["colour: there is no such setting"]);
    }

    #[test]
    fn a_configuration_alone_is_read_and_its_faults_are_told() {
        let found = pasted("{\"name\": \"Harbour\", \"servises\": [\"physio\"]}");
        assert_eq!(found.form.get("config.name"), "Harbour");
        assert!(found.told[0].contains("did you mean services"), "{found:?}");
    }

    #[test]
    fn a_loader_tells_its_folder_and_whether_it_is_pinned() {
        let mut pasted = Pasted::default();
        pasted.loader("https://clinic.example/check/0.1.0/who-to-see.js");
        assert_eq!(
            pasted.form,
            form(&[("address", "https://clinic.example/check/"), ("pin", ON)])
        );
        pasted.loader("https://clinic.example/v1/who-to-see.js");
        assert_eq!(pasted.form, form(&[("address", "https://clinic.example/")]));
    }

    #[test]
    fn what_is_the_same_as_nothing_is_nothing() {
        assert_eq!(
            pasted("[who_to_see preset=\"calm\" theme=\"auto\"]").form,
            Form::default()
        );
    }
}
