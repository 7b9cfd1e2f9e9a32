//! Sentences with telephone numbers and links in them. Words are always text, never markup.

use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::view::{Line, Piece};

/// The pieces of a line, to stand inside a paragraph or a list item.
pub fn line(pieces: &Line) -> Html {
    html! { for piece in pieces { { self::piece(piece) } } }
}

/// Lines as paragraphs.
pub fn paragraphs(lines: &[Line]) -> Html {
    html! { for words in lines { <p>{ line(words) }</p> } }
}

/// Lines as a list. The role stands although `ul` has it: Safari drops it with the bullets.
pub fn bullets(lines: &[Line]) -> Html {
    html! {
        <ul class="wts-bullets" role="list">
            for words in lines {
                <li>{ line(words) }</li>
            }
        </ul>
    }
}

fn piece(piece: &Piece) -> Html {
    match piece {
        Piece::Words(words) => words.clone().into(),
        Piece::Phone { shown, href } => html! {
            <a class="wts-tel" href={href.clone()}><bdi dir="ltr">{ shown.clone() }</bdi></a>
        },
        // A new tab: a link that replaced the page would lose the answers on some hosts.
        Piece::Link { shown, href } => html! {
            <a class="wts-link" href={href.clone()} target="_blank" rel="noopener noreferrer">
                { shown.clone() }
                { icon(Icon::Outside) }
            </a>
        },
    }
}

/// The address that dials a number.
pub fn tel(dial: &AttrValue) -> AttrValue {
    AttrValue::from(["tel:", dial.as_str()].concat())
}
