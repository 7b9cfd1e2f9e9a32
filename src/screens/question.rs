//! One question. Choosing changes nothing but the choice: only Continue moves on.

use yew::prelude::*;

use super::{screen_class, use_arrival};
use crate::components::back::back;
use crate::components::choice::choice;
use crate::components::error_summary::{error_message, error_summary};
use crate::components::heading::screen_heading;
use crate::components::help::help;
use crate::components::icon::{Icon, icon};
use crate::components::id;
use crate::components::press::use_fresh_presses;
use crate::edge::focus;
use crate::view::QuestionView;

/// What a question is given.
#[derive(Clone, PartialEq, Properties)]
pub struct QuestionScreenProps {
    /// What it shows.
    pub view: QuestionView,
    /// The instance's prefix for ids.
    pub uid: AttrValue,
    /// The level of its heading.
    #[prop_or(2)]
    pub heading: u8,
    /// Whether a step led here. False on first load: focus and scroll are then the page's own.
    pub arrived: bool,
    /// An option, and whether the person wants it chosen.
    pub on_toggle: Callback<(AttrValue, bool)>,
    /// The person continues, with or without an answer.
    pub on_continue: Callback<()>,
    /// The person goes back.
    pub on_back: Callback<()>,
}

/// One question.
#[component]
pub fn QuestionScreen(props: &QuestionScreenProps) -> Html {
    let QuestionScreenProps {
        view,
        uid,
        heading,
        arrived,
        ..
    } = props;
    let title = use_arrival(view.id.clone(), *arrived);
    let onclick = use_fresh_presses();
    let first = use_node_ref();
    let summary = use_node_ref();
    let attempts = use_state(|| 0_u32);

    // Every attempt without an answer leads to the box again, not only the one that opened it.
    {
        let summary = summary.clone();
        use_effect_with((*attempts, view.error.is_some()), move |(_, wrong)| {
            if *wrong {
                focus::show(&summary);
            }
        });
    }

    // A choice that the state refuses changes nothing there, so nothing would render: ask for it,
    // or the browser keeps showing the choice.
    let on_toggle = {
        let on_toggle = props.on_toggle.clone();
        let again = use_force_update();
        Callback::from(move |choice| {
            on_toggle.emit(choice);
            again.force_update();
        })
    };
    let onsubmit = {
        let on_continue = props.on_continue.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            attempts.set(attempts.wrapping_add(1));
            on_continue.emit(());
        })
    };
    let on_follow = {
        let (title, first) = (title.clone(), first.clone());
        Callback::from(move |_| focus::lead(&title, &first))
    };

    let hint = view.hint.as_ref().map(|words| (id(uid, "hint"), words));
    let how = view.how.as_ref().map(|words| (id(uid, "how"), words));
    let mut described = Vec::new();
    described.extend(hint.iter().map(|(id, _)| id.as_str()));
    described.extend(how.iter().map(|(id, _)| id.as_str()));
    let error = id(uid, "error");
    if view.error.is_some() {
        described.push(&error);
    }
    let described = (!described.is_empty()).then(|| described.join(" "));

    let parted = view.choices.iter().position(|choice| choice.apart);
    html! {
        <section
            key={view.id.as_str()}
            {onclick}
            class={screen_class(*arrived)}
            data-screen="question"
            data-question={view.id.clone()}
        >
            <div class="wts-top">
                { back(&view.back, &props.on_back) }
                <p class="wts-progress">{ view.progress.clone() }</p>
            </div>
            if let Some(error) = &view.error {
                { error_summary(*heading, uid, error, &summary, on_follow) }
            }
            // `dialog`: should this module stop, a browser's own submit must not put the answers
            // in the address.
            <form method="dialog" autocomplete="off" novalidate=true {onsubmit}>
                <fieldset aria-describedby={described}>
                    <legend>{ screen_heading(*heading, &title, &view.title) }</legend>
                    if let Some((id, words)) = hint {
                        <p {id} class="wts-hint">{ words.clone() }</p>
                    }
                    <details class="wts-why">
                        <summary>{ icon(Icon::Why) }{ view.why_label.clone() }</summary>
                        <p>{ view.why.clone() }</p>
                    </details>
                    if let Some((id, words)) = how {
                        <p {id} class="wts-how">{ words.clone() }</p>
                    }
                    if let Some(error) = &view.error {
                        { error_message(uid, error) }
                    }
                    <div class="wts-choices">
                        for (place, answer) in view.choices.iter().enumerate() {
                            if place > 0 && Some(place) == parted {
                                <p key="or" class="wts-or">{ view.or.clone() }</p>
                            }
                            {
                                choice(
                                    &view.id,
                                    view.many,
                                    answer,
                                    if place == 0 { first.clone() } else { NodeRef::default() },
                                    &on_toggle,
                                )
                            }
                        }
                    </div>
                </fieldset>
                <button type="submit" class="wts-button wts-continue">{ view.carry_on.clone() }</button>
            </form>
            { help(&view.emergency) }
        </section>
    }
}
