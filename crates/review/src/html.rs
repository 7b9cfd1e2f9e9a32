//! HTML that cannot be broken by what it quotes: whatever goes into it is escaped, unless it is
//! [`Html`] already.
//!
//! Knows markup and nothing of the pathway.

use std::fmt;

/// Finished markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(pub String);

impl Html {
    /// Adds markup behind.
    pub fn push(&mut self, more: Html) {
        self.0.push_str(&more.0);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Html> for Html {
    fn from_iter<T: IntoIterator<Item = Html>>(pieces: T) -> Self {
        Html(pieces.into_iter().map(|piece| piece.0).collect())
    }
}

/// What can stand inside markup.
pub trait Piece {
    /// Writes it so that it stays what it is.
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl Piece for Html {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Piece for str {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.chars().try_for_each(|c| match c {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&#39;"),
            c => write!(f, "{c}"),
        })
    }
}

impl Piece for String {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().write(f)
    }
}

impl Piece for usize {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl<T: Piece + ?Sized> Piece for &T {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).write(f)
    }
}

impl<T: Piece + ?Sized> Piece for Box<T> {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).write(f)
    }
}

/// A piece as it is printed by [`html!`].
pub struct Escaped<'a, T: ?Sized>(pub &'a T);

impl<T: Piece + ?Sized> fmt::Display for Escaped<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(f)
    }
}

/// Markup with places in it, as `format!`; what fills them is escaped.
macro_rules! html {
    ($form:literal $(, $piece:expr)* $(,)?) => {
        $crate::html::Html(
            format!($form $(, $crate::html::Escaped(&$piece))*)
        )
    };
}
pub(crate) use html;

/// A table with a caption and a row of headings, which a printer repeats on every page.
pub fn table(class: &str, caption: &str, headings: &[&str], rows: Html) -> Html {
    let headings: Html = headings
        .iter()
        .map(|heading| html!("<th scope=\"col\">{}</th>", heading))
        .collect();
    html!(
        "<div class=\"wide\"><table class=\"{}\"><caption>{}</caption><thead><tr>{}</tr></thead>\
         <tbody>{}</tbody></table></div>\n",
        class,
        caption,
        headings,
        rows
    )
}

/// A list; nothing when it has no lines.
pub fn list(lines: impl IntoIterator<Item = Html>) -> Html {
    let lines: Html = lines
        .into_iter()
        .map(|line| html!("<li>{}</li>", line))
        .collect();
    if lines.is_empty() {
        return lines;
    }
    html!("<ul>{}</ul>", lines)
}

/// Pieces with something between them.
pub fn joined(pieces: impl IntoIterator<Item = Html>, between: &Html) -> Html {
    let mut all = Html::default();
    for (at, piece) in pieces.into_iter().enumerate() {
        if at > 0 {
            all.push(between.clone());
        }
        all.push(piece);
    }
    all
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_quoted_cannot_break_the_page() {
        let quoted = html!("<p title=\"{}\">{}</p>", "a\"b", "<script>&'");
        assert_eq!(
            quoted.0,
            "<p title=\"a&quot;b\">&lt;script&gt;&amp;&#39;</p>"
        );
        assert_eq!(
            html!("<i>{}</i>", html!("<b>{}</b>", "1 < 2")).0,
            "<i><b>1 &lt; 2</b></i>"
        );
    }
}
