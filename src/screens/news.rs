//! What became of the answers, above any screen: kept over a reload, or cleared. Knows not where
//! they are kept.

use yew::prelude::*;

use super::{Frame, Told};
use crate::state::Action;
use crate::view::NewsView;

/// The line, with the way to begin anew beside it. What announces it is always there: a region that
/// comes with its words is not read out.
pub fn news(view: Option<NewsView>, frame: &Frame<'_>) -> Html {
    html! {
        <div key="news" role="status">
            if let Some(view) = view {
                <div class="wts-news">
                    <p>{ view.text }</p>
                    if let Some(words) = view.restart {
                        <button
                            type="button"
                            class="wts-word wts-restart"
                            onclick={frame.press(Told::Did(Action::Clear))}
                        >
                            { words }
                        </button>
                    }
                </div>
            }
        </div>
    }
}
