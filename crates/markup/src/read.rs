//! From tokens to nodes.

use std::iter::Peekable;

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, Group, Literal, Span, TokenStream, TokenTree};

/// A piece of HTML.
pub enum Node {
    /// An element.
    Element(Element),
    /// Nodes without an element around them.
    Fragment(Vec<Node>),
    /// Rust between braces.
    Expression(TokenStream),
    /// `if`, and what stands where it does not hold.
    If(TokenStream, Vec<Node>, Vec<Node>),
    /// `for … in …`.
    For(TokenStream, Vec<Node>),
}

/// An element.
pub struct Element {
    pub tag: Tag,
    pub attributes: Vec<Attribute>,
    pub children: Vec<Node>,
}

/// The name of an element: written out, or worked out.
#[derive(Clone)]
pub enum Tag {
    Named(String),
    Computed(TokenStream),
}

/// An attribute, a listener, a key or a reference.
pub struct Attribute {
    pub name: String,
    pub value: Value,
}

/// What an attribute is.
pub enum Value {
    /// Text that is written out.
    Text(Literal),
    /// `true`.
    Present,
    /// Rust between braces.
    Expression(TokenStream),
}

/// What is wrong, and where.
pub struct Mistake {
    pub message: &'static str,
    pub at: Span,
}

/// Reads nodes.
pub struct Reader {
    tokens: Peekable<IntoIter>,
}

type Read<T> = Result<T, Mistake>;

impl Reader {
    pub fn new(tokens: TokenStream) -> Self {
        Reader {
            tokens: tokens.into_iter().peekable(),
        }
    }

    /// The nodes up to the closing tag of an element, which is read too, or up to the end.
    pub fn nodes(&mut self, inside: Option<&Tag>) -> Read<Vec<Node>> {
        let mut nodes = Vec::new();
        while let Some(token) = self.tokens.next() {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '<' => {
                    if self.skip('/') {
                        self.closing(inside, punct.span())?;
                        return Ok(nodes);
                    }
                    nodes.push(self.element()?);
                }
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    nodes.push(Node::Expression(group.stream()));
                }
                TokenTree::Ident(word) if word == "if" => nodes.push(self.condition()?),
                TokenTree::Ident(word) if word == "for" => {
                    let (head, body) = self.head_and_body(word.span())?;
                    nodes.push(Node::For(head, Reader::new(body.stream()).nodes(None)?));
                }
                TokenTree::Literal(text) => {
                    nodes.push(Node::Expression(TokenTree::from(text).into()));
                }
                other => return Err(mistake("this is no element, `{…}`, `if` or `for`", &other)),
            }
        }
        match inside {
            None => Ok(nodes),
            Some(_) => Err(Mistake {
                message: "an element is not closed",
                at: Span::call_site(),
            }),
        }
    }

    /// After `<`.
    fn element(&mut self) -> Read<Node> {
        if self.skip('>') {
            return Ok(Node::Fragment(
                self.nodes(Some(&Tag::Named(String::new())))?,
            ));
        }
        let tag = self.tag()?;
        let mut attributes = Vec::new();
        loop {
            if self.skip('>') {
                let children = self.nodes(Some(&tag))?;
                return Ok(Node::Element(Element {
                    tag,
                    attributes,
                    children,
                }));
            }
            if self.skip('/') {
                if !self.skip('>') {
                    return Err(self.expected("`>` is missing after `/`"));
                }
                return Ok(Node::Element(Element {
                    tag,
                    attributes,
                    children: Vec::new(),
                }));
            }
            attributes.push(self.attribute()?);
        }
    }

    fn tag(&mut self) -> Read<Tag> {
        if self.skip('@') {
            return match self.tokens.next() {
                Some(TokenTree::Group(group)) => Ok(Tag::Computed(group.stream())),
                _ => Err(self.expected("`@` needs a name in braces")),
            };
        }
        self.name().map(Tag::Named)
    }

    fn closing(&mut self, inside: Option<&Tag>, at: Span) -> Read<()> {
        let matches = match inside {
            Some(Tag::Named(name)) if name.is_empty() => true,
            Some(Tag::Named(name)) => self.name()? == *name,
            Some(Tag::Computed(_)) => self.skip('@'),
            None => false,
        };
        if matches && self.skip('>') {
            return Ok(());
        }
        Err(Mistake {
            message: "this closes another element than the one that is open",
            at,
        })
    }

    /// `data-screen`, `class`, `type`.
    fn name(&mut self) -> Read<String> {
        let mut name = String::new();
        loop {
            match self.tokens.next() {
                Some(TokenTree::Ident(word)) => name.push_str(&word.to_string()),
                Some(other) => return Err(mistake("this is no name", &other)),
                None => return Err(self.expected("a name is missing")),
            }
            if !self.skip('-') {
                return Ok(name);
            }
            name.push('-');
        }
    }

    fn attribute(&mut self) -> Read<Attribute> {
        if let Some(TokenTree::Group(group)) = self.tokens.peek() {
            let value = group.stream();
            self.tokens.next();
            return Ok(Attribute {
                name: value.to_string(),
                value: Value::Expression(value),
            });
        }
        let name = self.name()?;
        if !self.skip('=') {
            return Err(self.expected("an attribute needs a value"));
        }
        let value = match self.tokens.next() {
            Some(TokenTree::Literal(text)) => Value::Text(text),
            Some(TokenTree::Ident(word)) if word == "true" => Value::Present,
            Some(TokenTree::Group(group)) => Value::Expression(group.stream()),
            _ => return Err(self.expected("a value is a text, `true`, or Rust in braces")),
        };
        Ok(Attribute { name, value })
    }

    /// After `if`.
    fn condition(&mut self) -> Read<Node> {
        let (head, body) = self.head_and_body(Span::call_site())?;
        let then = Reader::new(body.stream()).nodes(None)?;
        let or_else = matches!(self.tokens.peek(), Some(TokenTree::Ident(word)) if word == "else");
        if !or_else {
            return Ok(Node::If(head, then, Vec::new()));
        }
        self.tokens.next();
        let otherwise = match self.tokens.next() {
            Some(TokenTree::Ident(word)) if word == "if" => vec![self.condition()?],
            Some(TokenTree::Group(group)) => Reader::new(group.stream()).nodes(None)?,
            _ => return Err(self.expected("`else` needs a block")),
        };
        Ok(Node::If(head, then, otherwise))
    }

    /// What stands before a block, and the block.
    fn head_and_body(&mut self, at: Span) -> Read<(TokenStream, Group)> {
        let mut head = TokenStream::new();
        for token in self.tokens.by_ref() {
            match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    return Ok((head, group));
                }
                other => head.extend([other]),
            }
        }
        Err(Mistake {
            message: "`if` and `for` need a block",
            at,
        })
    }

    fn skip(&mut self, wanted: char) -> bool {
        let found = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted);
        self.tokens.next_if(found).is_some()
    }

    fn expected(&mut self, message: &'static str) -> Mistake {
        let at = self
            .tokens
            .peek()
            .map_or_else(Span::call_site, TokenTree::span);
        Mistake { message, at }
    }
}

fn mistake(message: &'static str, token: &TokenTree) -> Mistake {
    Mistake {
        message,
        at: token.span(),
    }
}
