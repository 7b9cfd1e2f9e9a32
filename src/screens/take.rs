//! The ways to take the advice away: paper first, then a row of quieter ones, then the way to leave
//! nothing behind. Knows not how any of them is done.

use yew::prelude::*;

use super::{Frame, Told};
use crate::components::heading::sub_heading;
use crate::state::Action;
use crate::take::{Abilities, Take};
use crate::view::TakeView;

/// The ways that this browser has.
pub fn take(view: &TakeView, can: Abilities, frame: &Frame<'_>) -> Html {
    let way = |class: &'static str, take: Take, words: &AttrValue| {
        html! {
            <button
                type="button"
                {class}
                data-take={take.id()}
                onclick={frame.press(Told::Takes(take))}
            >
                { words.clone() }
            </button>
        }
    };
    let quiet = |take, words| way("wts-word", take, words);
    html! {
        <div class="wts-part wts-take">
            { sub_heading(frame.level, &view.title) }
            { way("wts-button", Take::Print, &view.print) }
            <div class="wts-row">
                if can.share {
                    { quiet(Take::Share, &view.share) }
                }
                if can.copy {
                    { quiet(Take::Copy, &view.copy) }
                }
                if let Some(remind) = view.remind.as_ref().filter(|_| can.save) {
                    { quiet(Take::Remind, &remind.button) }
                }
                if can.save {
                    { quiet(Take::Clinic, &view.clinic) }
                }
                <button
                    type="button"
                    class="wts-word wts-clear"
                    onclick={frame.press(Told::Did(Action::Clear))}
                >
                    { view.clear.clone() }
                </button>
            </div>
            <p role="status" class="wts-copied">{ view.copied.clone() }</p>
        </div>
    }
}
