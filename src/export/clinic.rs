//! The answers as a FHIR R4 QuestionnaireResponse, for a clinic's own program.
//!
//! Holds the effective answers and what follows from them, and nothing about the person: no name, no
//! subject. The outcome says whom to see; it is no diagnosis. Written by hand, because a serialiser
//! would weigh more than everything else here.

use show::text::plain;

use crate::guide::{CONTENT_HASH, Guide};
use crate::state::State;
use crate::view::AdviceView;

/// The file. `view` is what `state` shows; `authored` is an RFC 3339 time.
pub fn clinic(guide: &Guide, state: &State, view: &AdviceView, authored: &str) -> String {
    let pathway = guide.pathway();
    let walk = state.walk(pathway);
    let mut items = Vec::new();
    // The screen lists the same answers, in the same order, in words.
    for (&id, given) in walk.path.iter().zip(&view.answers) {
        let question = &pathway.questions[id.index()];
        let mut labels = given.answers.iter();
        let mut answers = Vec::new();
        for option in question.options() {
            if walk.truth.option(option)
                && let Some(label) = labels.next()
            {
                let code = &pathway.options[option.index()];
                answers.push(coding(code, label));
            }
        }
        items.push(item(&question.name, &given.question, "answer", &answers));
    }
    let mut reasons = Vec::new();
    for reason in &view.reasons {
        reasons.push(string(&plain(&reason.text)));
    }
    // The fingerprint as "About this tool" shows it.
    let rules = CONTENT_HASH.split('-').next().unwrap_or_default();
    let version = [&*pathway.version, " (", rules, ")"].concat();
    let outcome = [
        item(
            "outcome.code",
            &view.title,
            "answer",
            &[coding(&view.outcome, &view.title)],
        ),
        item("outcome.reason", &view.why_title, "answer", &reasons),
        item("outcome.version", &version, "answer", &[string(&version)]),
    ];
    items.push(item("outcome", &view.label, "item", &outcome));
    let canonical = ["urn:who-to-see:", &pathway.name, "|", &pathway.version].concat();
    object(&[
        field("resourceType", "QuestionnaireResponse"),
        field("language", guide.words.code()),
        field("questionnaire", &canonical),
        field("status", "completed"),
        field("authored", authored),
        list("item", &items),
    ])
}

fn item(id: &str, text: &str, name: &str, inner: &[String]) -> String {
    object(&[field("linkId", id), field("text", text), list(name, inner)])
}

fn coding(code: &str, display: &str) -> String {
    let coding = object(&[field("code", code), field("display", display)]);
    ["{\"valueCoding\":", &coding, "}"].concat()
}

fn string(value: &str) -> String {
    object(&[field("valueString", value)])
}

fn object(fields: &[String]) -> String {
    ["{", &fields.join(","), "}"].concat()
}

fn list(name: &str, values: &[String]) -> String {
    ["\"", name, "\":[", &values.join(","), "]"].concat()
}

fn field(name: &str, value: &str) -> String {
    let mut out = ["\"", name, "\":\""].concat();
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // FHIR's strings hold no other control characters.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_json_whatever_it_holds() {
        assert_eq!(field("a", "b \"c\" \\ d\n"), r#""a":"b \"c\" \\ d ""#);
    }
}
