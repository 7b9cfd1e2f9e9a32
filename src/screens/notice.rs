//! What became of the answers, above any screen: kept over a reload, or cleared. Knows not where
//! they are kept.

use yew::prelude::*;

use super::{Frame, Msg};
use crate::state::Action;
use crate::view::NoticeView;

/// The line, with the way to begin anew beside it. What announces it is always there: a region that
/// comes with its words is not read out.
pub fn notice(view: Option<NoticeView>, frame: &Frame<'_>) -> Html {
    html! {
        <div key="notice" role="status">
            if let Some(view) = view {
                <div class="wts-notice">
                    <p>{ view.text }</p>
                    if let Some(words) = view.restart {
                        <button
                            type="button"
                            class="wts-word wts-restart"
                            onclick={frame.press(Msg::Act(Action::Clear))}
                        >
                            { words }
                        </button>
                    }
                </div>
            }
        </div>
    }
}
