//! The box that says that an answer is missing, and leads to the answers. Never clears one.

use yew::prelude::*;

use super::frame::Frame;
use super::heading::tag;
use super::id;
use crate::msg::Msg;
use crate::view::ErrorView;

/// The box itself, to stand above the question. It is focused when it appears; the alert is on a
/// child, because focus and an alert on the same element race in screen readers.
pub fn error_summary(view: &ErrorView, frame: &Frame<'_>) -> Html {
    let title = id(frame.uid, "error-title");
    html! {
        <div
            class="wts-error-summary"
            role="group"
            tabindex="-1"
            aria-labelledby={title.clone()}
            ref={frame.nodes.summary.clone()}
        >
            <div role="alert">
                <@{tag(frame.level)} id={title} class="wts-sub">{ view.title.clone() }</@>
                <button
                    type="button"
                    class="wts-error-link"
                    onclick={frame.press(Msg::FocusAnswers)}
                >
                    { view.message.clone() }
                </button>
            </div>
        </div>
    }
}

/// The same words beside the answers.
pub fn error_message(uid: &str, view: &ErrorView) -> Html {
    html! {
        <p id={id(uid, "error")} class="wts-error">
            <span class="wts-hidden">{ view.prefix.clone() }{ " " }</span>
            { view.message.clone() }
        </p>
    }
}
