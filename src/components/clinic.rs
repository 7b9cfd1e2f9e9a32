//! The clinic on whose page the widget stands. After the advice, never in its place.

use yew::prelude::*;

use super::frame::Frame;
use super::heading::sub_heading;
use super::text::{paragraphs, tel};
use crate::msg::Msg;
use crate::view::ClinicView;

/// How to book, or that it is not offered there.
pub fn clinic(view: &ClinicView, frame: &Frame<'_>) -> Html {
    html! {
        <div class="wts-part wts-clinic">
            { sub_heading(frame.level, &view.title) }
            { paragraphs(&view.elsewhere) }
            if let Some((from, words)) = &view.says {
                <p>{ from.clone() }{ " " }<q dir="auto">{ words.clone() }</q></p>
            }
            if view.book.is_some() || view.phone.is_some() {
                <div class="wts-tools">
                if let Some((words, href, leaves)) = &view.book {
                    <a
                        class="wts-button"
                        part="booking"
                        href={href.clone()}
                        target={leaves.then_some("_blank")}
                        rel="noopener noreferrer"
                        onclick={frame.press(Msg::ContactClicked)}
                    >
                        { words.clone() }
                    </a>
                }
                if let Some((words, dial)) = &view.phone {
                    <a class="wts-quiet" href={tel(dial)} onclick={frame.press(Msg::ContactClicked)}>
                        { words.clone() }
                    </a>
                }
                </div>
            }
        </div>
    }
}
