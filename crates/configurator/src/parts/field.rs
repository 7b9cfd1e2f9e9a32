//! One setting: its name, what it does, where it is typed, and what is wrong with it.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::fields::{self, Field, Kind};
use crate::form::{Edit, ON};

/// A setting and its value.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The setting.
    pub field: Field,
    /// Its value; empty where it is not set.
    pub value: AttrValue,
    /// What is wrong with it.
    #[prop_or_default]
    pub problems: Vec<String>,
    /// The same colour as a picker takes it, `#rrggbb`; empty where it is none.
    #[prop_or_default]
    pub hex: AttrValue,
    /// Hears what is typed.
    pub edit: Callback<Edit>,
}

/// The id of a setting's control.
pub fn id(name: &str) -> String {
    format!("f-{}", name.trim_start_matches('-').replace('.', "-"))
}

/// Tells the value of a control that the person has changed.
pub fn typed(name: &str, edit: &Callback<Edit>) -> Callback<InputEvent> {
    let (name, edit) = (name.to_owned(), edit.clone());
    Callback::from(move |event: InputEvent| {
        let value = event.target().and_then(|target| {
            let input = target
                .dyn_ref::<HtmlInputElement>()
                .map(HtmlInputElement::value);
            input.or_else(|| {
                target
                    .dyn_ref::<HtmlTextAreaElement>()
                    .map(HtmlTextAreaElement::value)
            })
        });
        edit.emit(Edit::Set(name.clone(), value.unwrap_or_default()));
    })
}

/// Tells whether a box is ticked.
pub fn ticked(name: &str, edit: &Callback<Edit>) -> Callback<Event> {
    let (name, edit) = (name.to_owned(), edit.clone());
    Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let value = if input.checked() { ON } else { "" };
        edit.emit(Edit::Set(name.clone(), value.to_owned()));
    })
}

fn chosen(name: &str, edit: &Callback<Edit>) -> Callback<Event> {
    let (name, edit) = (name.to_owned(), edit.clone());
    Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        edit.emit(Edit::Set(name.clone(), select.value()));
    })
}

/// What is wrong with a setting, below it.
pub fn wrong(name: &str, problems: &[String]) -> Html {
    html! {
        if !problems.is_empty() {
            <p class="wrong" id={format!("{}-wrong", id(name))}>{ problems.join(". ") }</p>
        }
    }
}

/// The setting.
#[component]
pub fn FieldRow(props: &Props) -> Html {
    let Props {
        field, problems, ..
    } = props;
    let id = id(field.name);
    if field.kind == Kind::Tick {
        return tick(props, &id);
    }
    let mut about = Vec::new();
    if !field.help.is_empty() {
        about.push(format!("{id}-help"));
    }
    if !problems.is_empty() {
        about.push(format!("{id}-wrong"));
    }
    let about = (!about.is_empty()).then(|| about.join(" "));
    html! {
        <div class="field">
            <label for={id.clone()}>{ field.label }</label>
            if !field.help.is_empty() {
                <p class="help" id={format!("{id}-help")}>{ field.help }</p>
            }
            { control(props, &id, about) }
            { wrong(field.name, problems) }
        </div>
    }
}

fn tick(props: &Props, id: &str) -> Html {
    let field = &props.field;
    html! {
        <div class="field">
            <div class="tick">
                <input
                    type="checkbox"
                    id={id.to_owned()}
                    checked={!props.value.is_empty()}
                    aria-describedby={(!field.help.is_empty()).then(|| format!("{id}-help"))}
                    onchange={ticked(field.name, &props.edit)}
                />
                <label for={id.to_owned()}>{ field.label }</label>
            </div>
            if !field.help.is_empty() {
                <p class="help" id={format!("{id}-help")}>{ field.help }</p>
            }
        </div>
    }
}

fn control(props: &Props, id: &str, about: Option<String>) -> Html {
    let Props {
        field, value, edit, ..
    } = props;
    let invalid = (!props.problems.is_empty()).then_some("true");
    let id = id.to_owned();
    match field.kind {
        Kind::Choice(choices) => select(
            id,
            about,
            invalid,
            value,
            choices.iter().copied(),
            chosen(field.name, edit),
        ),
        Kind::Country => {
            let guide = who_to_see::guide::shared();
            let codes: Vec<_> = guide
                .iter()
                .flat_map(|guide| guide.words.regions())
                .filter(|code| *code != words::UNKNOWN_REGION)
                .map(|code| (code, fields::country(code)))
                .collect();
            let none = [("", "Choose the country")];
            let choices = none.into_iter().chain(codes);
            select(id, about, invalid, value, choices, chosen(field.name, edit))
        }
        Kind::Lines => html! {
            <textarea
                {id}
                rows="3"
                value={value.clone()}
                aria-describedby={about}
                aria-invalid={invalid}
                oninput={typed(field.name, edit)}
            />
        },
        Kind::Colour => {
            let hex = if props.hex.is_empty() {
                "#808080".into()
            } else {
                props.hex.clone()
            };
            html! {
                <div class="row">
                    <input
                        type="color"
                        aria-label={format!("{}, from a palette", field.label)}
                        value={hex}
                        oninput={typed(field.name, edit)}
                    />
                    { line(id, about, invalid, value, typed(field.name, edit)) }
                </div>
            }
        }
        Kind::Text | Kind::Tick => line(id, about, invalid, value, typed(field.name, edit)),
    }
}

fn line(
    id: String,
    about: Option<String>,
    invalid: Option<&'static str>,
    value: &AttrValue,
    oninput: Callback<InputEvent>,
) -> Html {
    html! {
        <input
            {id}
            type="text"
            autocomplete="off"
            value={value.clone()}
            aria-describedby={about}
            aria-invalid={invalid}
            {oninput}
        />
    }
}

fn select<'c>(
    id: String,
    about: Option<String>,
    invalid: Option<&'static str>,
    value: &AttrValue,
    choices: impl Iterator<Item = (&'c str, &'c str)>,
    onchange: Callback<Event>,
) -> Html {
    let choices: Vec<_> = choices.collect();
    let unknown = choices.iter().all(|(known, _)| *known != &**value);
    html! {
        // The attribute says what is chosen first, the property what is chosen later: a list that a person
        // has touched no longer heeds the attribute.
        <select {id} ~value={value.to_string()} aria-describedby={about} aria-invalid={invalid} {onchange}>
            for (known, words) in choices {
                <option value={known.to_owned()} selected={known == &**value}>{ words.to_owned() }</option>
            }
            // A value that was brought from elsewhere, and is none of these.
            if unknown {
                <option value={value.clone()} selected=true>{ value.clone() }</option>
            }
        </select>
    }
}
