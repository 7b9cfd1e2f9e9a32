//! What the clinic offers, and where each of it is booked.

use show::config::{PARTNER, Profession};
use yew::prelude::*;

use super::field::{FieldRow, id, ticked, typed, wrong};
use crate::fields::{self, Field, Kind, ONE_LINK, SERVICES};
use crate::form::{Edit, Form};
use crate::judge::Verdict;

/// The settings and what is wrong with them.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// All settings.
    pub form: Form,
    /// What is wrong with them.
    pub verdict: Verdict,
    /// Hears what is typed.
    pub edit: Callback<Edit>,
}

/// The professions, each with its tick and its link.
#[component]
pub fn Services(props: &Props) -> Html {
    let Props {
        form,
        verdict,
        edit,
    } = props;
    let one = Field {
        name: ONE_LINK,
        label: "One link for all",
        help: "For each one without a link of its own: https, tel or mailto.",
        kind: Kind::Text,
    };
    let several = form.services().nth(1).is_some() || form.is_on(ONE_LINK);
    html! {
        <fieldset id={id(SERVICES)} tabindex="-1">
            <legend>{ "What you offer" }</legend>
            <p class="help">
                { "Tick each one. Without any, nothing is shown of your clinic. Your link stands after the \
                   advice and never changes it." }
            </p>
            { wrong(SERVICES, verdict.of(SERVICES)) }
            for name in Profession::NAMES {
                { service(name, form, verdict, edit) }
            }
            if several {
                <FieldRow
                    field={one}
                    value={form.get(ONE_LINK).to_owned()}
                    problems={verdict.of(ONE_LINK).to_vec()}
                    edit={edit.clone()}
                />
            }
            { partners(form, verdict, edit) }
        </fieldset>
    }
}

/// Whom the owner trusts with what is not ticked. Opens by itself where something is wrong in it.
fn partners(form: &Form, verdict: &Verdict, edit: &Callback<Edit>) -> Html {
    // What is said of a partner for something that is ticked is wrong, and must be seen to be mended.
    let lacks = |name: &&str| !form.is_on(&fields::service(name)) || form.has_partner(name);
    let names: Vec<_> = Profession::NAMES.into_iter().filter(lacks).collect();
    let settings = |name: &str| PARTNER.map(|part| fields::partner(name, part));
    let wrong = names
        .iter()
        .flat_map(|name| settings(name))
        .any(|setting| !verdict.of(&setting).is_empty());
    if names.is_empty() {
        return Html::default();
    }
    html! {
        <details id="partners" open={wrong}>
            <summary>{ "Who you trust for the rest" }</summary>
            <p class="help">
                { "Where you do not offer what is advised, your visitors are told so, and whom you trust. The                    advice stays the same. Each needs a name and a link: https, tel or mailto." }
            </p>
            for name in names {
                <fieldset key={name}>
                    <legend>{ fields::profession(name) }</legend>
                    for (setting, placeholder) in settings(name).into_iter().zip(["Name", "https://"]) {
                        { line(&setting, placeholder, form, verdict, edit) }
                    }
                </fieldset>
            }
        </details>
    }
}

/// A setting without a label of its own beside it, and what is wrong with it.
fn line(
    name: &str,
    placeholder: &'static str,
    form: &Form,
    verdict: &Verdict,
    edit: &Callback<Edit>,
) -> Html {
    let problems = verdict.of(name);
    let about = (!problems.is_empty()).then(|| format!("{}-wrong", id(name)));
    html! {
        <>
            <input
                type="text"
                id={id(name)}
                autocomplete="off"
                {placeholder}
                aria-label={fields::label(name)}
                aria-describedby={about}
                aria-invalid={(!problems.is_empty()).then_some("true")}
                value={form.get(name).to_owned()}
                oninput={typed(name, edit)}
            />
            { wrong(name, problems) }
        </>
    }
}

fn service(name: &'static str, form: &Form, verdict: &Verdict, edit: &Callback<Edit>) -> Html {
    let (service, booking) = (fields::service(name), fields::booking(name));
    let offered = form.is_on(&service);
    // A link of something that is not ticked is wrong, and must be seen to be mended.
    let shown = offered || form.is_on(&booking);
    html! {
        <div key={name}>
            <div class="tick">
                <input
                    type="checkbox"
                    id={id(&service)}
                    checked={offered}
                    onchange={ticked(&service, edit)}
                />
                <label for={id(&service)}>{ fields::profession(name) }</label>
            </div>
            if shown {
                { line(&booking, "https://", form, verdict, edit) }
            }
        </div>
    }
}
