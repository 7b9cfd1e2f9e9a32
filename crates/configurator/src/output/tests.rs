//! The lines to copy, for settings of every kind.

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
