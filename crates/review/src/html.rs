//! Pieces of markup that every section of the booklet uses. maud escapes whatever is put into it.
//!
//! Knows markup and nothing of the pathway.

pub use maud::{Markup, html};

/// Pieces one after the other.
pub fn all(pieces: impl IntoIterator<Item = Markup>) -> Markup {
    html! {
        @for piece in pieces { (piece) }
    }
}

/// A table with a caption and a row of headings, which a printer repeats on every page.
pub fn table(
    class: &str,
    caption: &str,
    headings: &[&str],
    rows: impl IntoIterator<Item = Markup>,
) -> Markup {
    html! {
        div.wide {
            table class=(class) {
                caption { (caption) }
                thead {
                    tr {
                        @for heading in headings { th scope="col" { (heading) } }
                    }
                }
                tbody { (all(rows)) }
            }
        }
    }
}

/// A list; nothing when it has no lines.
pub fn list(lines: impl IntoIterator<Item = Markup>) -> Markup {
    let mut lines = lines.into_iter().peekable();
    html! {
        @if lines.peek().is_some() {
            ul {
                @for line in lines { li { (line) } }
            }
        }
    }
}

/// Pieces with something between them.
pub fn joined(pieces: impl IntoIterator<Item = Markup>, between: &Markup) -> Markup {
    html! {
        @for (at, piece) in pieces.into_iter().enumerate() {
            @if at > 0 { (between) }
            (piece)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_cannot_break_the_page() {
        let quoted = html! { p title=("a\"b") { ("<script>&") } };
        let expected = "<p title=\"a&quot;b\">&lt;script&gt;&amp;</p>";
        assert_eq!(quoted.into_string(), expected);
    }

    #[test]
    fn nothing_is_no_list() {
        assert_eq!(list([]).into_string(), "");
        let two = ["a", "b"].map(|letter| html! { (letter) });
        let expected = "<ul><li>a</li><li>b</li></ul>";
        assert_eq!(list(two.clone()).into_string(), expected);
        assert_eq!(joined(two, &html! { ", " }).into_string(), "a, b");
    }
}
