//! Which functions are gates, and how they are found in a module.

use std::collections::BTreeSet;

use rustc_demangle::demangle;
use tooling::Failure;

use super::read;

/// The gates, by the beginning of their path in Rust. Each must be `#[inline(never)]`.
pub const GATES: [&str; 35] = [
    "who_to_see::components::figure::figure",
    "who_to_see::edge::config::address",
    "who_to_see::edge::config::came",
    "who_to_see::edge::config::finish",
    "who_to_see::edge::element::finish",
    "who_to_see::edge::element::take_in",
    "who_to_see::edge::hand::abilities",
    "who_to_see::edge::hand::copy_the_older_way",
    "who_to_see::edge::hand::over",
    "who_to_see::edge::memory::keep",
    "who_to_see::edge::memory::recall",
    "who_to_see::edge::paper::restore",
    "who_to_see::edge::paper::unless_heard",
    "who_to_see::edge::tokens::paint",
    "who_to_see::screens::about::about",
    "who_to_see::screens::advice::advice",
    "who_to_see::screens::news::news",
    "show::news",
    "who_to_see::edge::history::judged",
    "<show::writer::Writer>::about",
    "<show::writer::Writer>::advice",
    "<show::writer::Writer>::drawn",
    "<show::writer::Writer>::remaining",
    "<show::state::State>::change",
    "<show::state::State>::go_to",
    // Kinds of nodes that Yew knows and the widget never draws.
    "<yew::virtual_dom::vraw::VRaw as yew",
    "<yew::dom_bundle::braw::BRaw>",
    "<yew::virtual_dom::vcomp::VComp as yew",
    "<alloc::rc::Rc<yew::virtual_dom::vcomp::VComp> as yew",
    "<yew::virtual_dom::vportal::VPortal as yew",
    "<alloc::rc::Rc<yew::virtual_dom::vportal::VPortal> as yew",
    "<yew::virtual_dom::vsuspense::VSuspense as yew",
    "<alloc::rc::Rc<yew::virtual_dom::vsuspense::VSuspense> as yew",
    "<yew::html::component::scope::AnyScope>::find_parent_scope::<yew::suspense",
    "<yew::suspense::component::feat_csr_ssr::BaseSuspense>::resume",
];

/// The names of the functions that are gates, as the module writes them.
pub fn gate_names(wasm: &[u8], gates: &[&str]) -> Result<Vec<String>, Failure> {
    let module = read(wasm)?;
    let mut names = Vec::new();
    let mut unseen: BTreeSet<&str> = gates.iter().copied().collect();
    for function in module.funcs.iter() {
        let Some(name) = &function.name else { continue };
        if let Some(gate) = gate_of(name, gates) {
            unseen.remove(gate);
            names.push(name.clone());
        }
    }
    if unseen.is_empty() {
        return Ok(names);
    }
    Err(Failure::new(
        format!("the compiled widget has no functions {unseen:?}"),
        "mark them #[inline(never)], or take them out of GATES in crates/release/src/split/gates.rs",
    ))
}

/// The gate that a function is.
pub fn gate_of<'g>(name: &str, gates: &[&'g str]) -> Option<&'g str> {
    let path = format!("{:#}", demangle(name));
    // A closure is part of the function that it stands in.
    let is = |gate: &&str| {
        let rest = path.strip_prefix(gate);
        rest.is_some_and(|rest| !rest.contains("{closure"))
    };
    gates.iter().copied().find(is)
}
