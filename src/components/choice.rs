//! One answer: a native radio or checkbox, stretched over its whole row and drawn by the style
//! sheet, with the words above it. Never reads the browser's state, only writes it.

use yew::prelude::*;

use super::frame::Frame;
use crate::msg::Msg;
use crate::view::{ChoiceView, QuestionView};

/// The row of the answer at this place of a question. A question that takes many has checkboxes.
///
/// `checked` is written whenever the screen renders, so a choice that the state refused is put
/// back.
pub fn choice(question: &QuestionView, place: usize, view: &ChoiceView, frame: &Frame<'_>) -> Html {
    let chosen_next = !question.many || !view.chosen;
    let onchange = {
        let on_msg = frame.on_msg.clone();
        Callback::from(move |_: Event| on_msg.emit(Msg::Tick(place as u8, chosen_next)))
    };
    let node = if place == 0 {
        frame.nodes.first.clone()
    } else {
        NodeRef::default()
    };
    html! {
        <label key={view.id.as_str()} class="wts-choice" part="choice">
            <input
                type={if question.many { "checkbox" } else { "radio" }}
                name={question.id.clone()}
                value={view.id.clone()}
                checked={view.chosen}
                ref={node}
                {onchange}
            />
            <span class="wts-words">{ sentences(&view.label) }</span>
        </label>
    }
}

/// A long answer reads better a sentence at a time. Nothing in it stands out: a colon in an answer
/// ("Age 50 or over: ...") is part of its sentence. Short answers come out as they are.
fn sentences(label: &str) -> Html {
    label
        .split_inclusive(". ")
        .map(|sentence| html! { <span>{ sentence.to_owned() }</span> })
        .collect()
}
