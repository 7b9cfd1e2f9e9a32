//! One answer: a native radio or checkbox, stretched over its whole row and drawn by the style
//! sheet, with the words above it. Never reads the browser's state, only writes it.

use yew::prelude::*;

use crate::view::ChoiceView;

/// The row of one answer. `question` names the group. A `many` group has checkboxes.
///
/// `checked` is written whenever the screen renders, so a choice that the state refused is put
/// back.
pub fn choice(
    question: &AttrValue,
    many: bool,
    view: &ChoiceView,
    node: NodeRef,
    on_toggle: &Callback<(AttrValue, bool)>,
) -> Html {
    let chosen_next = !many || !view.chosen;
    let onchange = {
        let id = view.id.clone();
        on_toggle.reform(move |_: Event| (id.clone(), chosen_next))
    };
    html! {
        <label key={view.id.as_str()} class="wts-choice">
            <input
                type={if many { "checkbox" } else { "radio" }}
                name={question.clone()}
                value={view.id.clone()}
                checked={view.chosen}
                ref={node}
                {onchange}
            />
            <span class="wts-words">{ sentences(&view.label) }</span>
        </label>
    }
}

/// A long answer reads better a sentence at a time, with its lead ("In the last 7 days:") in
/// weight. Short answers come out as they are.
fn sentences(label: &str) -> Html {
    html! {
        for sentence in label.split_inclusive(". ") {
            <span>{ led(sentence) }</span>
        }
    }
}

fn led(sentence: &str) -> Html {
    match sentence.split_once(": ") {
        Some((lead, rest)) => html! { <><b>{ lead }{ ":" }</b>{ " " }{ rest }</> },
        None => sentence.into(),
    }
}
