//! What this clinic's visitors will be told: any advice, with the clinic's own links, and which
//! professions have none.

use std::rc::Rc;

use show::config::{Config, Profession};
use show::{Guide, Screen, screen};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::shown::Shown;
use crate::fields;
use crate::form::Form;
use crate::judge::{self, Verdict};
use crate::ways;

/// The settings, and what the widget makes of them.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The settings.
    pub form: Form,
    /// What the widget makes of them.
    pub verdict: Verdict,
    /// The clinic's own colours, as declarations.
    pub colours: AttrValue,
    /// Whether they are for a dark page.
    pub dark: bool,
}

/// The heading of a piece of advice.
fn title(screen: &Screen) -> AttrValue {
    match screen {
        Screen::Advice(view) => view.title.clone(),
        Screen::Emergency(view) => view.title.clone(),
        _ => AttrValue::default(),
    }
}

/// The screens of all outcomes, as this clinic's visitors see them.
fn outcomes(guide: &Guide, form: &Form, verdict: &Verdict) -> Vec<(&'static str, Screen)> {
    let visit = judge::visit(form, verdict, guide);
    let states = ways::outcomes(guide.pathway()).into_iter();
    states
        .map(|(name, state)| (name, screen(guide, &visit, &state, false)))
        .collect()
}

/// The choice of the advice, the advice, and the list of professions.
#[component]
pub fn ToldPart(props: &Props) -> Html {
    let chosen = use_state(|| "physio".to_owned());
    let Some(guide) = who_to_see::guide::shared() else {
        return Html::default();
    };
    let all = use_memo(
        (props.form.clone(), props.verdict.clone()),
        |(form, verdict)| outcomes(&guide, form, verdict),
    );
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            chosen.set(select.value());
        })
    };
    let shown = all.iter().find(|(name, _)| *name == &**chosen);
    html! {
        <section aria-labelledby="told-title">
            <h2 id="told-title">{ "What your visitors will be told" }</h2>
            <p class="note">{ "The advice is the same on every site. Only what stands of your clinic is yours." }</p>
            { professions(&props.verdict.clinic) }
            <div class="field">
                <label for="outcome">{ "Show this advice" }</label>
                <select id="outcome" onchange={choose}>
                    { options(&all, &chosen) }
                </select>
            </div>
            if let Some((_, screen)) = shown {
                <div class="shown" id="told">
                    <Shown
                        screen={screen.clone()}
                        preset={fields::preset(props.form.get("preset")).name()}
                        dark={props.dark}
                        colours={props.colours.clone()}
                        uid="told"
                    />
                </div>
            }
        </section>
    }
}

fn options(all: &Rc<Vec<(&'static str, Screen)>>, chosen: &str) -> Html {
    all.iter()
        .map(|(name, screen)| {
            html! { <option value={*name} selected={*name == chosen}>{ title(screen) }</option> }
        })
        .collect()
}

/// What is said of the clinic for each profession.
fn professions(clinic: &Config) -> Html {
    let rows = Profession::ALL.into_iter().zip(Profession::NAMES);
    html! {
        <div class="table" tabindex="0" role="group" aria-label="Your clinic, by profession">
            <table id="professions">
                <thead>
                    <tr><th scope="col">{ "If the advice is" }</th><th scope="col">{ "Your visitors read" }</th></tr>
                </thead>
                <tbody>
                    for (profession, name) in rows {
                        <tr>
                            <th scope="row">{ fields::profession(name) }</th>
                            <td>{ said(clinic, profession) }</td>
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

fn said(clinic: &Config, profession: Profession) -> Html {
    let phone = clinic.telephone.as_ref().map(|phone| phone.shown.clone());
    if let Some(partner) = clinic.partner(profession) {
        let href = partner.link.href();
        return html! {
            <>{ format!("Whom you trust for it, {}: ", partner.name) }<a href={href.to_owned()} target="_blank" rel="noopener noreferrer">{ href }</a></>
        };
    }
    match (clinic.offers(profession), clinic.link(profession), phone) {
        (None, ..) => html! { "Nothing of your clinic" },
        (Some(false), ..) => html! { "That you do not offer it, and how to find one" },
        (Some(true), Some(link), _) => html! {
            <>{ "Your link: " }<a href={link.href().to_owned()} target="_blank" rel="noopener noreferrer">{ link.href().to_owned() }</a></>
        },
        (Some(true), None, Some(phone)) => {
            html! { { format!("Your telephone, {phone}. There is no link") } }
        }
        (Some(true), None, None) => html! { "Nothing: there is no link and no telephone" },
    }
}
