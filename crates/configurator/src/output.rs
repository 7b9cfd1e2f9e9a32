//! The lines that an owner copies: one text for each kind of site.
//!
//! Written from the settings alone, with everything escaped for the place where it stands. What a way
//! cannot hold is said beside it. Knows no browser.

use std::fmt::Write as _;

use crate::fields::{self, ADDRESS, Kind, OWN_WORDS, PIN};
use crate::form::Form;

/// A kind of site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Any page whose HTML can be written.
    Html,
    /// The plugin for WordPress.
    WordPress,
    /// Site builders that allow no scripts.
    Frame,
    /// A project with React.
    React,
    /// Where nothing else is allowed.
    Link,
}

impl Way {
    /// All of them, the most usual first.
    pub const ALL: [Self; 5] = [
        Self::Html,
        Self::WordPress,
        Self::Frame,
        Self::React,
        Self::Link,
    ];

    /// Its name on the page.
    pub fn label(self) -> &'static str {
        ["HTML", "WordPress", "Iframe", "React", "Plain link"][self as usize]
    }

    /// Its name in ids.
    pub fn id(self) -> &'static str {
        ["html", "wordpress", "iframe", "react", "link"][self as usize]
    }

    /// Where it belongs.
    pub fn about(self) -> &'static str {
        match self {
            Self::Html => "Put these lines where the check should stand.",
            Self::WordPress => {
                "With the plugin: write this on a line of its own. The other settings go into Settings, Who to see first."
            }
            Self::Frame => "Where your site takes no scripts. Give the frame room.",
            Self::React => {
                "With the package from npm. Copy its folder “files” to /who-to-see/ of your site."
            }
            Self::Link => {
                "Where nothing else is allowed: a link to the check on a page of its own."
            }
        }
    }
}

/// What stands inside the element where the owner has written nothing.
pub const WORDS: &str = "In pain, or unsure whom to see?";

/// What a release is known by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Release {
    /// Its number.
    pub version: String,
    /// What its loader hashes to.
    pub integrity: String,
}

/// A text to copy.
#[derive(Clone, Debug, PartialEq)]
pub struct Snippet {
    /// What it is, or where it goes; empty for the first.
    pub title: String,
    /// The text.
    pub text: String,
}

/// The texts of a way, the most important first.
pub fn snippets(way: Way, form: &Form, release: &Release) -> Vec<Snippet> {
    let one = |text| {
        vec![Snippet {
            title: String::new(),
            text,
        }]
    };
    match way {
        Way::Html => {
            let text = format!("{}\n{}\n", loader(form, release), element(form, ""));
            let mut all = one(text);
            all.extend(file_of_clinic(form));
            all
        }
        Way::WordPress => word_press(form),
        Way::Frame => {
            let mut all = one(frame(form));
            all.extend(in_your_copy(form));
            all
        }
        Way::React => one(react(form)),
        Way::Link => {
            let link = format!(
                "<a href=\"{}\">Not sure who to see first?</a>\n",
                escaped(&alone(form))
            );
            let mut all = one(link);
            all.extend(in_your_copy(form));
            all
        }
    }
}

/// The attributes of the element, in the order of the fields.
fn attributes(form: &Form) -> impl Iterator<Item = (&'static str, &str, bool)> {
    let attributes = fields::all().filter(|field| {
        let other = field.name.contains(['.', '_']) || field.name.starts_with("--");
        !other && ![OWN_WORDS, ADDRESS, PIN].contains(&field.name)
    });
    attributes
        .map(|field| (field.name, form.get(field.name), field.kind == Kind::Tick))
        .filter(|(_, value, _)| !value.is_empty())
}

/// The custom properties that are set.
fn properties(form: &Form) -> Vec<(&'static str, String)> {
    let named = fields::all().filter(|field| field.name.starts_with("--"));
    let set = named.filter(|field| !form.get(field.name).is_empty());
    // Nothing but one value: what ends a declaration would begin another.
    let one = |value: &str| value.replace(['{', '}', ';', '<', '>', '\n'], "");
    set.map(|field| (field.name, one(form.get(field.name))))
        .collect()
}

/// The element with all that is set. `more` are attributes that only the preview has.
pub fn element(form: &Form, more: &str) -> String {
    let mut tag = String::from("<who-to-see");
    for (name, value, tick) in attributes(form) {
        if tick {
            let _ = write!(tag, " {name}");
        } else {
            let _ = write!(tag, " {name}=\"{}\"", escaped(value));
        }
    }
    let properties: Vec<_> = properties(form)
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    if !properties.is_empty() {
        let _ = write!(tag, " style=\"{}\"", escaped(&properties.join("; ")));
    }
    format!(
        "{tag}{more}>\n{}{}</who-to-see>",
        clinic(form),
        own_words(form)
    )
}

/// The configuration inside the element, unless it lies in a file.
fn clinic(form: &Form) -> String {
    match form.config().filter(|_| form.get("config").is_empty()) {
        None => String::new(),
        Some(config) => format!(
            "  <script type=\"application/json\">\n{}\n  </script>\n",
            indented(&json(&config), "    ")
        ),
    }
}

/// JSON that can stand in a script of a page, whatever a value holds.
fn json(config: &serde_json::Value) -> String {
    format!("{config:#}").replace('<', "\\u003c")
}

fn indented(text: &str, by: &str) -> String {
    let lines: Vec<_> = text.lines().map(|line| format!("{by}{line}")).collect();
    lines.join("\n")
}

/// What shows until the check is there: the owner's words, then the telephone.
fn own_words(form: &Form) -> String {
    let words = match form.get(OWN_WORDS).trim() {
        "" => WORDS,
        words => words,
    };
    let shown = form.get("config.telephone").trim();
    let dialled: String = shown
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    let phone = if dialled.len() < 6 {
        String::new()
    } else {
        format!(
            " Phone us on <a href=\"tel:{dialled}\">{}</a>.",
            escaped(shown)
        )
    };
    format!("  <p>{}{phone}</p>\n", escaped(words).replace('\n', "<br>"))
}

/// The folder of the release, with a stroke at its end.
fn address(form: &Form) -> String {
    match form.get(ADDRESS).trim() {
        "" => "https://your-site.example/who-to-see/".to_owned(),
        address => format!("{}/", address.trim_end_matches('/')),
    }
}

/// The line that brings the loader: of the newest release, or of one version and no other.
fn loader(form: &Form, release: &Release) -> String {
    let address = escaped(&address(form));
    if !form.is_on(PIN) {
        return format!("<script async src=\"{address}v1/who-to-see.js\"></script>");
    }
    let Release { version, integrity } = release;
    format!(
        "<script async src=\"{address}{version}/who-to-see.js\"\n  integrity=\"{integrity}\" \
         crossorigin=\"anonymous\"></script>"
    )
}

/// The page of the check alone. Settings that it takes stand behind the `#`.
fn alone(form: &Form) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for name in ["region", "theme", "preset", "heading-level"] {
        let value = form.get(name);
        if !value.is_empty() {
            pairs.append_pair(name, value);
        }
    }
    if form.is_on("kiosk") {
        pairs.append_pair("kiosk", "");
    }
    format!("{}v1/embed.html#{}", address(form), pairs.finish())
}

fn frame(form: &Form) -> String {
    format!(
        "<iframe src=\"{}\" title=\"Who to see first\"\n  style=\"width:100%;height:900px;border:0\" \
         loading=\"lazy\"\n  allow=\"clipboard-write; web-share\"></iframe>\n\
         <script async src=\"{}v1/frame.js\"></script>\n",
        escaped(&alone(form)),
        escaped(&address(form))
    )
}

/// What nobody can bring in an address goes into the page itself.
fn in_your_copy(form: &Form) -> Option<Snippet> {
    let kept = form.without(&["region", "theme", "preset", "heading-level", "kiosk"]);
    let bare = kept.without(&[ADDRESS, PIN]) == Form::default();
    (!bare).then(|| Snippet {
        title: "Put this in the place of the element in your copy of embed.html: anybody could make a link \
                with another telephone"
            .to_owned(),
        text: format!("{}\n", element(form, "")),
    })
}

/// The file that the attribute `config` names.
fn file_of_clinic(form: &Form) -> Option<Snippet> {
    let address = form.get("config");
    let config = form.config().filter(|_| !address.is_empty())?;
    Some(Snippet {
        title: format!("The file at {address}"),
        text: format!("{config:#}\n"),
    })
}

/// The shortcode, then what goes into the settings and the style sheet.
fn word_press(form: &Form) -> Vec<Snippet> {
    // In square brackets a quote or a bracket would end the shortcode.
    let bare = |value: &str| value.replace(['"', '[', ']', '<', '>'], "");
    let mut code = String::from("[who_to_see");
    for (name, value, tick) in attributes(form) {
        let taken = [
            "region",
            "theme",
            "preset",
            "heading-level",
            "history",
            "resume",
            "kiosk",
            "id",
        ];
        if !taken.contains(&name) {
            continue;
        }
        if tick {
            let _ = write!(code, " {name}");
        } else {
            let _ = write!(code, " {name}=\"{}\"", bare(value));
        }
    }
    code.push(']');
    let words = form.get(OWN_WORDS).trim();
    if !words.is_empty() {
        let _ = write!(code, "{}[/who_to_see]", escaped(&bare(words)));
    }
    code.push('\n');
    let mut all = vec![Snippet {
        title: String::new(),
        text: code,
    }];
    let settings = settings(form);
    if !settings.is_empty() {
        all.push(Snippet {
            title: "Under Settings, Who to see first".to_owned(),
            text: settings,
        });
    }
    let properties = properties(form);
    if !properties.is_empty() {
        let mut text = String::from("who-to-see {\n");
        for (name, value) in properties {
            let _ = writeln!(text, "  {name}: {value};");
        }
        text.push_str("}\n");
        all.push(Snippet {
            title: "Under Appearance, Customize, Additional CSS".to_owned(),
            text,
        });
    }
    all
}

/// What the plugin's own page asks for, a line for each field.
fn settings(form: &Form) -> String {
    let mut text = String::new();
    let mut put = |label: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "{label}: {value}");
        }
    };
    put("Name of the clinic", form.get("config.name"));
    put("Telephone", form.get("config.telephone"));
    put(
        "Your words, where you offer it",
        form.get("config.texts.offered"),
    );
    put(
        "Your words, where you do not",
        form.get("config.texts.not_offered"),
    );
    for name in form.services() {
        let link = form.get(&fields::booking(name));
        put(
            fields::profession(name),
            if link.is_empty() { "ticked" } else { link },
        );
    }
    put("One link for all of them", form.get(fields::ONE_LINK));
    text
}

fn react(form: &Form) -> String {
    let mut text = String::from("import \"who-to-see\";\n\n");
    let config = form.config().filter(|_| form.get("config").is_empty());
    if let Some(config) = &config {
        let _ = write!(text, "const clinic = {config:#};\n\n");
    }
    let string = |value: &str| serde_json::Value::from(value).to_string();
    let mut props = String::new();
    for (name, value, tick) in attributes(form).filter(|(name, ..)| *name != "base-url") {
        if tick {
            let _ = write!(props, "\n    {name}=\"\"");
        } else {
            let _ = write!(props, "\n    {name}={{{}}}", string(value));
        }
    }
    let base = match form.get("base-url") {
        "" => "/who-to-see/",
        base => base,
    };
    let _ = write!(props, "\n    base-url={{{}}}", string(base));
    if config.is_some() {
        props.push_str("\n    config={JSON.stringify(clinic)}");
    }
    let properties: Vec<_> = properties(form)
        .iter()
        .map(|(name, value)| format!("{}: {}", string(name), string(value)))
        .collect();
    if !properties.is_empty() {
        let _ = write!(props, "\n    style={{{{ {} }}}}", properties.join(", "));
    }
    let words = own_words(form)
        .replace('{', "&#123;")
        .replace('}', "&#125;");
    let words = words.replace("<br>", "<br />");
    let _ = write!(
        text,
        "export const Check = () => (\n  <who-to-see{props}\n  >\n{}\n  </who-to-see>\n);\n",
        indented(&words, "  ")
    );
    text
}

/// Text that can stand in HTML, between tags or in double quotes.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::ON;

    fn set(settings: &[(&str, &str)]) -> Form {
        let mut form = Form::default();
        for (name, value) in settings {
            form.set(name, value);
        }
        form
    }

    fn first(way: Way, form: &Form) -> String {
        let release = Release {
            version: "1.2.3".to_owned(),
            integrity: "sha256-x".to_owned(),
        };
        snippets(way, form, &release).remove(0).text
    }

    #[test]
    fn the_lines_of_html_are_those_of_the_documents() {
        let form = set(&[
            ("region", "GB"),
            ("config.telephone", "020 7946 0123"),
            ("address", "/who-to-see"),
        ]);
        let text = first(Way::Html, &form);
        assert!(text.starts_with("<script async src=\"/who-to-see/v1/who-to-see.js\"></script>\n<who-to-see region=\"GB\">"), "{text}");
        assert!(
            text.contains("<a href=\"tel:02079460123\">020 7946 0123</a>"),
            "{text}"
        );
    }

    #[test]
    fn the_newest_release_is_followed_unless_the_owner_wants_one_version() {
        let mut form = set(&[("region", "GB")]);
        assert!(first(Way::Html, &form).contains("/v1/who-to-see.js\"></script>"));
        form.set(PIN, ON);
        let pinned = first(Way::Html, &form);
        assert!(
            pinned.contains(
                "/1.2.3/who-to-see.js\"\n  integrity=\"sha256-x\" crossorigin=\"anonymous\">"
            ),
            "{pinned}"
        );
    }

    #[test]
    fn nothing_that_is_typed_leaves_its_place() {
        let hostile = "\"></script><script>alert(1)</script>{alert(1)}";
        let names: Vec<_> = fields::all()
            .map(|field| field.name)
            .filter(|name| *name != PIN)
            .collect();
        for name in names {
            let mut form = set(&[(name, hostile)]);
            form.set("config.services.physio", ON);
            for way in Way::ALL {
                for snippet in snippets(way, &form, &Release::default()) {
                    let text = snippet.text;
                    let listed = way == Way::WordPress && !snippet.title.is_empty();
                    let quoted =
                        way == Way::React && text.contains(&serde_json::json!(hostile).to_string());
                    assert!(
                        listed || quoted || !text.contains("<script>alert"),
                        "{name} {way:?}: {text}"
                    );
                }
            }
        }
    }

    #[test]
    fn an_address_brings_only_what_the_page_takes_and_says_what_it_leaves() {
        let form = set(&[
            ("region", "GB"),
            ("preset", "warm"),
            ("config.name", "Harbour"),
            ("config.telephone", "020 7946 0123"),
        ]);
        let link = first(Way::Link, &form);
        assert!(
            link.contains("embed.html#region=GB&amp;preset=warm\""),
            "{link}"
        );
        let all = snippets(Way::Link, &form, &Release::default());
        assert!(all[1].text.contains("Harbour") && !all[0].text.contains("Harbour"));
        assert_eq!(
            snippets(Way::Link, &set(&[("region", "GB")]), &Release::default()).len(),
            1
        );
    }

    #[test]
    fn a_shortcode_has_what_the_plugin_takes_and_the_rest_beside_it() {
        let form = set(&[
            ("region", "GB"),
            ("kiosk", ON),
            ("debug", ON),
            ("--wts-brand", "#7a2e5d"),
            ("config.name", "Harbour"),
            ("config.services.physio", ON),
        ]);
        let all = snippets(Way::WordPress, &form, &Release::default());
        let texts: Vec<_> = all.iter().map(|snippet| &*snippet.text).collect();
        let expected = [
            "[who_to_see region=\"GB\" kiosk]\n",
            "Name of the clinic: Harbour\nPhysiotherapist: ticked\n",
            "who-to-see {\n  --wts-brand: #7a2e5d;\n}\n",
        ];
        assert_eq!(texts, expected);
    }

    #[test]
    fn react_is_given_text() {
        let form = set(&[
            ("region", "GB"),
            ("config.name", "Harbour"),
            ("--wts-radius", "4px"),
        ]);
        let text = first(Way::React, &form);
        for part in [
            "config={JSON.stringify(clinic)}",
            "base-url={\"/who-to-see/\"}",
            "style={{ \"--wts-radius\": \"4px\" }}",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
}
