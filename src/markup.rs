//! What the `html!` of this crate calls: one small function for everything that an element needs.
//!
//! Makes Yew's own nodes and knows nothing of what is drawn.

use std::rc::Rc;

use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, VList, VNode, VTag, VText};
use yew::{AttrValue, Html, NodeRef};

pub use markup::html;

/// What can stand where an attribute's value is worked out. `None` leaves the attribute out.
pub trait Attr {
    /// The value.
    fn attr(self) -> Option<AttrValue>;
}

impl Attr for AttrValue {
    fn attr(self) -> Option<AttrValue> {
        Some(self)
    }
}

impl Attr for &'static str {
    fn attr(self) -> Option<AttrValue> {
        Some(AttrValue::Static(self))
    }
}

impl Attr for String {
    fn attr(self) -> Option<AttrValue> {
        Some(self.into())
    }
}

/// There with no value, or not there.
impl Attr for bool {
    fn attr(self) -> Option<AttrValue> {
        self.then_some(AttrValue::Static(""))
    }
}

/// Classes; empty ones are left out.
impl<const N: usize> Attr for [&str; N] {
    fn attr(self) -> Option<AttrValue> {
        let mut classes = String::new();
        for class in self {
            if !class.is_empty() && !classes.is_empty() {
                classes.push(' ');
            }
            classes.push_str(class);
        }
        classes.attr()
    }
}

impl<T: Attr> Attr for Option<T> {
    fn attr(self) -> Option<AttrValue> {
        self.and_then(T::attr)
    }
}

/// What can stand between braces inside an element.
pub trait Child {
    /// The node.
    fn child(self) -> Html;
}

impl Child for Html {
    fn child(self) -> Html {
        self
    }
}

impl Child for AttrValue {
    fn child(self) -> Html {
        VNode::VText(VText::new(self))
    }
}

impl Child for &str {
    fn child(self) -> Html {
        AttrValue::from(self.to_owned()).child()
    }
}

impl Child for String {
    fn child(self) -> Html {
        AttrValue::from(self).child()
    }
}

impl<T: Child> Child for Option<T> {
    fn child(self) -> Html {
        self.map_or_else(nothing, T::child)
    }
}

/// Text that is written out.
pub fn text(text: &'static str) -> Html {
    AttrValue::Static(text).child()
}

/// No node at all.
pub fn nothing() -> Html {
    list(Vec::new())
}

/// Nodes without an element around them.
#[inline(never)]
pub fn list(nodes: Vec<Html>) -> Html {
    VNode::VList(Rc::new(VList::with_children(nodes, None)))
}

/// Attributes of which some are worked out.
#[inline(never)]
fn boxed(names: &'static [&'static str], values: &mut [Option<AttrValue>]) -> Attributes {
    let mut list = Vec::with_capacity(values.len());
    for value in values {
        list.push(value.take().map(AttributeOrProperty::Attribute));
    }
    Attributes::Dynamic {
        keys: names,
        values: list.into_boxed_slice(),
    }
}

/// Attributes of which some are worked out.
#[inline(always)]
pub fn attributes<const N: usize>(
    names: &'static [&'static str; N],
    mut values: [Option<AttrValue>; N],
) -> Attributes {
    boxed(names, &mut values)
}

/// An element that has attributes and children only.
#[inline(never)]
pub fn plain(tag: &'static str, attributes: Attributes, children: Vec<Html>) -> Html {
    finish(element(tag, attributes), children)
}

/// An element that is still being made.
#[inline(never)]
pub fn element(tag: &'static str, attributes: Attributes) -> VTag {
    VTag::__new_other(
        AttrValue::Static(tag),
        NodeRef::default(),
        None::<Key>,
        attributes,
        Default::default(),
        VNode::default(),
    )
}

/// An `input` that is still being made.
pub fn input(attributes: Attributes) -> VTag {
    VTag::__new_input(
        None,
        None,
        NodeRef::default(),
        None::<Key>,
        attributes,
        Default::default(),
    )
}

/// Has an element hear something.
pub fn listen(element: &mut VTag, listener: Option<Rc<dyn Listener>>) {
    if let Some(listener) = listener {
        element.add_listener(listener);
    }
}

/// An element with its children.
#[inline(never)]
pub fn finish(mut element: VTag, children: Vec<Html>) -> Html {
    if let Some(place) = element.children_mut() {
        *place = list(children);
    }
    VNode::VTag(Rc::new(element))
}
