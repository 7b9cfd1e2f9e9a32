//! What the clinic offers, and where each of it is booked.

use show::config::Profession;
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
        </fieldset>
    }
}

fn service(name: &'static str, form: &Form, verdict: &Verdict, edit: &Callback<Edit>) -> Html {
    let (service, booking) = (fields::service(name), fields::booking(name));
    let offered = form.is_on(&service);
    let problems = verdict.of(&booking);
    let about = (!problems.is_empty()).then(|| format!("{}-wrong", id(&booking)));
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
                <input
                    type="text"
                    id={id(&booking)}
                    autocomplete="off"
                    placeholder="https://"
                    aria-label={fields::label(&booking)}
                    aria-describedby={about}
                    aria-invalid={(!problems.is_empty()).then_some("true")}
                    value={form.get(&booking).to_owned()}
                    oninput={typed(&booking, edit)}
                />
                { wrong(&booking, problems) }
            }
        </div>
    }
}
