//! Goes on from lines that the owner has already.

use web_sys::HtmlTextAreaElement;
use who_to_see::host::config::address;
use yew::prelude::*;

use crate::form::Edit;
use crate::paste;

/// Who hears of it.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Hears the settings that were read.
    pub edit: Callback<Edit>,
}

/// What came of it: a sentence, and what could not be taken over.
type Outcome = (&'static str, Vec<String>);

/// The box to paste into.
#[component]
pub fn Paste(props: &Props) -> Html {
    let outcome = use_state(Outcome::default);
    let area = use_node_ref();
    let read = {
        let (outcome, area, edit) = (outcome.clone(), area.clone(), props.edit.clone());
        Callback::from(move |_: MouseEvent| {
            let area = area.cast::<HtmlTextAreaElement>();
            let text = area.map(|area| area.value()).unwrap_or_default();
            outcome.set(taken(&text, &edit));
        })
    };
    let (said, told) = &*outcome;
    html! {
        <details>
            <summary>{ "I have lines already" }</summary>
            <div class="field">
                <label for="paste">{ "Paste them here" }</label>
                <p class="help" id="paste-help">
                    { "HTML, a shortcode, an iframe, a link, or the address of this page." }
                </p>
                <textarea id="paste" rows="5" ref={area} aria-describedby="paste-help" spellcheck="false" />
                <button type="button" id="take" onclick={read}>{ "Go on from these" }</button>
                <div role="status" id="pasted">
                    if !said.is_empty() {
                        <p>{ *said }</p>
                    }
                    if !told.is_empty() {
                        <ul>
                            for line in told {
                                <li class="wrong">{ line.clone() }</li>
                            }
                        </ul>
                    }
                </div>
            </div>
        </details>
    }
}

fn taken(text: &str, edit: &Callback<Edit>) -> Outcome {
    let Some(guide) = who_to_see::guide::shared() else {
        return Outcome::default();
    };
    match paste::read(text, &guide, address) {
        None => ("There is no check in these lines.", Vec::new()),
        Some(pasted) => {
            edit.emit(Edit::Replace(pasted.form));
            let said = if pasted.told.is_empty() {
                "All of it was taken over."
            } else {
                "It was taken over, but for this:"
            };
            (said, pasted.told)
        }
    }
}
