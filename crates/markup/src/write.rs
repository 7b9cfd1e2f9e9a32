//! From nodes to Rust: calls of `crate::markup`, one for each element.

use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::{format_ident, quote};

use crate::read::{Attribute, Element, Node, Tag, Value};

/// Nodes as one node.
pub fn fragment(nodes: &[Node]) -> TokenStream {
    match nodes {
        [] => quote!(crate::markup::nothing()),
        [only] => node(only),
        several => {
            let children = children(several);
            quote!(crate::markup::list(#children))
        }
    }
}

/// Nodes as a list.
fn children(nodes: &[Node]) -> TokenStream {
    if nodes.is_empty() {
        return quote!(::std::vec::Vec::new());
    }
    let nodes = nodes.iter().map(node);
    quote!(::std::vec![#(#nodes),*])
}

fn node(node: &Node) -> TokenStream {
    match node {
        Node::Element(element) => self::element(element),
        Node::Fragment(nodes) => {
            let children = children(nodes);
            quote!(crate::markup::list(#children))
        }
        Node::Expression(rust) => match text(rust) {
            Some(text) => quote!(crate::markup::text(#text)),
            None => quote!(crate::markup::Child::child(#rust)),
        },
        Node::If(head, then, otherwise) => {
            let (then, otherwise) = (fragment(then), fragment(otherwise));
            quote!(if #head { #then } else { #otherwise })
        }
        Node::For(head, body) => {
            let body = body.iter().map(self::node);
            quote!({
                let mut __nodes = ::std::vec::Vec::new();
                for #head { #(__nodes.push(#body);)* }
                crate::markup::list(__nodes)
            })
        }
    }
}

/// The text, if Rust is nothing but a text.
fn text(rust: &TokenStream) -> Option<Literal> {
    let mut tokens = rust.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Literal(text)), None) if text.to_string().starts_with('"') => Some(text),
        _ => None,
    }
}

fn element(element: &Element) -> TokenStream {
    let tag = match &element.tag {
        Tag::Named(name) => quote!(#name),
        Tag::Computed(name) => name.clone(),
    };
    let is_input = matches!(&element.tag, Tag::Named(name) if name == "input");
    let mut attributes: Vec<&Attribute> = Vec::new();
    let mut further = TokenStream::new();
    for attribute in &element.attributes {
        let value = expression(&attribute.value);
        match attribute.name.as_str() {
            "key" => {
                further.extend(quote!(element.key = Some(::yew::virtual_dom::Key::from(#value));))
            }
            "ref" => further.extend(quote!(element.node_ref = #value;)),
            "checked" if is_input => further.extend(quote!(element.set_checked(#value);)),
            "value" if is_input => further.extend(quote!(element.set_value(#value);)),
            event if event.starts_with("on") => {
                let event = format_ident!("{event}");
                further.extend(quote!(
                    crate::markup::listen(
                        &mut element,
                        ::yew::html::#event::Wrapper::__macro_new(#value),
                    );
                ));
            }
            _ => attributes.push(attribute),
        }
    }
    let children = children(&element.children);
    let fixed = |attribute: &&Attribute| !matches!(attribute.value, Value::Expression(_));
    let names = attributes.iter().map(|attribute| &attribute.name);
    let listed = if attributes.iter().all(fixed) {
        let values = attributes
            .iter()
            .map(|attribute| expression(&attribute.value));
        quote!(::yew::virtual_dom::Attributes::Static(
            &[#((#names, ::yew::virtual_dom::AttributeOrProperty::Static(#values))),*]
        ))
    } else {
        let values = attributes.iter().map(|attribute| {
            let value = expression(&attribute.value);
            quote!(crate::markup::Attr::attr(#value))
        });
        quote!(crate::markup::attributes(&[#(#names),*], [#(#values),*]))
    };
    if further.is_empty() {
        return quote!(crate::markup::plain(#tag, #listed, #children));
    }
    let built = if is_input {
        quote!(crate::markup::input(#listed))
    } else {
        quote!(crate::markup::element(#tag, #listed))
    };
    quote!({
        let mut element = #built;
        #further
        crate::markup::finish(element, #children)
    })
}

fn expression(value: &Value) -> TokenStream {
    match value {
        Value::Text(text) => quote!(#text),
        Value::Present => quote!(""),
        Value::Expression(rust) => rust.clone(),
    }
}
