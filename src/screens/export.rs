//! The ways to take the advice away: paper first, then a row of quieter ones, then the way to leave
//! nothing behind. Knows not how any of them is done.

use yew::prelude::*;

use super::{Frame, Msg};
use crate::components::heading::sub_heading;
use crate::export::{Abilities, Export};
use crate::state::Action;
use crate::view::TakeView;

/// The ways that this browser has.
pub fn export(view: &TakeView, can: Abilities, frame: &Frame<'_>) -> Html {
    let way = |class: &'static str, export: Export, words: &AttrValue| {
        html! {
            <button
                type="button"
                {class}
                data-export={export.id()}
                onclick={frame.press(Msg::Export(export))}
            >
                { words.clone() }
            </button>
        }
    };
    let quiet = |export, words| way("wts-word", export, words);
    html! {
        <div class="wts-part wts-take">
            { sub_heading(frame.level, &view.title) }
            { way("wts-button", Export::Print, &view.print) }
            <div class="wts-row">
                if can.share {
                    { quiet(Export::Share, &view.share) }
                }
                if can.copy {
                    { quiet(Export::Copy, &view.copy) }
                }
                if let Some(remind) = view.remind.as_ref().filter(|_| can.save) {
                    { quiet(Export::Remind, &remind.button) }
                }
                if can.save {
                    { quiet(Export::Clinic, &view.clinic) }
                }
                <button
                    type="button"
                    class="wts-word wts-clear"
                    onclick={frame.press(Msg::Act(Action::Clear))}
                >
                    { view.clear.clone() }
                </button>
            </div>
            <p role="status" class="wts-copied">{ view.copied.clone() }</p>
        </div>
    }
}
