//! The configurator: settings on one side, the widget on the other, the lines to copy below.

use gloo::events::EventListener;
use gloo::utils::window;
use who_to_see::host::config::address;
use yew::prelude::*;

use crate::browser::{self, Probe};
use crate::colours::{self, hex};
use crate::fields::{ADDRESS, Field, GROUPS, Group, Kind, PIN};
use crate::form::{Edit, Form};
use crate::judge::{Verdict, judge};
use crate::parts::colours::Swatches;
use crate::parts::field::FieldRow;
use crate::parts::output::Output;
use crate::parts::paste::Paste;
use crate::parts::preview::Preview;
use crate::parts::services::Services;
use crate::parts::told::ToldPart;

/// The form that the address holds, and where the files lie: beside this page, if visitors reach it.
fn opened(fragment: &str) -> Option<Form> {
    let mut form = Form::from_fragment(fragment)?;
    form.set(ADDRESS, &browser::own_folder().unwrap_or_default());
    Some(form)
}

/// The form of a page that is opened without one.
fn fresh() -> Form {
    opened("=").unwrap_or_default()
}

/// Keeps the address and the form the same, in both directions.
#[hook]
fn use_address(form: &UseReducerHandle<Form>) {
    let dispatch = form.dispatcher();
    use_effect_with((), move |()| {
        let listener = EventListener::new(&window(), "hashchange", move |_| {
            // An anchor of the page is no form.
            if let Some(form) = opened(&browser::fragment()) {
                dispatch.dispatch(Edit::Replace(form));
            }
        });
        move || drop(listener)
    });
    use_effect_with(form.fragment(), |fragment| browser::put_fragment(fragment));
}

/// The page.
#[component]
pub fn App() -> Html {
    let form = use_reducer_eq(|| opened(&browser::fragment()).unwrap_or_else(fresh));
    let probe = use_memo((), |()| Probe::new());
    let release = use_memo((), |()| browser::release());
    use_address(&form);
    let edit = {
        let dispatch = form.dispatcher();
        Callback::from(move |edit| dispatch.dispatch(edit))
    };
    let Some((guide, probe)) = who_to_see::guide::shared().zip((*probe).clone()) else {
        return html! { <p>{ "This browser cannot show the page." }</p> };
    };
    let mut verdict = judge(&form, &guide, address);
    probe.judge(&form, &mut verdict);
    let dark = form.get("theme") == "dark";
    let colours = colours::own(&form, &probe, dark).map(|own| own.css());
    let clear = {
        let edit = edit.clone();
        Callback::from(move |_: MouseEvent| edit.emit(Edit::Replace(fresh())))
    };
    html! {
        <>
            <h1>{ "Set it up for your clinic" }</h1>
            <p class="lead">
                { "Nothing that you type is stored or sent. It stands in the address of this page: send that \
                   to a colleague, and they go on from here." }
            </p>
            <div class="desk">
                <div>
                    <Paste edit={edit.clone()} />
                    for group in &GROUPS {
                        { settings(group, &form, &verdict, &probe, &edit) }
                    }
                    <button type="button" id="clear" onclick={clear}>{ "Empty all fields" }</button>
                </div>
                <Preview form={(*form).clone()} />
            </div>
            <Output form={(*form).clone()} verdict={verdict.clone()} release={(*release).clone()} />
            <ToldPart form={(*form).clone()} {verdict} colours={colours.unwrap_or_default()} {dark} />
        </>
    }
}

/// A group of settings; the services follow those of the clinic.
fn settings(
    group: &'static Group,
    form: &Form,
    verdict: &Verdict,
    probe: &Probe,
    edit: &Callback<Edit>,
) -> Html {
    let rows = group
        .fields
        .iter()
        .map(|field| row(field, form, verdict, probe, edit));
    if group.folded {
        let wrong = group
            .fields
            .iter()
            .any(|field| !verdict.of(field.name).is_empty());
        return html! {
            <details open={wrong}>
                <summary>{ group.title }</summary>
                { for rows }
            </details>
        };
    }
    let clinic = group.fields.iter().any(|field| field.name == "config.name");
    html! {
        <>
            <fieldset>
                <legend>{ group.title }</legend>
                { for rows }
            </fieldset>
            if clinic {
                <Services form={form.clone()} verdict={verdict.clone()} edit={edit.clone()} />
            }
        </>
    }
}

fn row(
    field: &Field,
    form: &Form,
    verdict: &Verdict,
    probe: &Probe,
    edit: &Callback<Edit>,
) -> Html {
    let value = form.get(field.name).to_owned();
    if field.name == PIN && browser::release().integrity.is_empty() {
        return Html::default();
    }
    let colour = (field.kind == Kind::Colour && !value.is_empty()).then(|| probe.colour(&value));
    let hex = colour.flatten().map(hex).unwrap_or_default();
    let repaired = if field.kind == Kind::Colour {
        let mut repaired = colours::repaired(form, probe);
        repaired.retain(|one| one.name == field.name);
        repaired
    } else {
        Vec::new()
    };
    html! {
        <>
            <FieldRow
                key={field.name}
                field={*field}
                {value}
                problems={verdict.of(field.name).to_vec()}
                {hex}
                edit={edit.clone()}
            />
            <Swatches {repaired} />
        </>
    }
}
