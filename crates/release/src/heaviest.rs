//! Names what weighs most in the compiled widget: its crates, then its functions.

use std::collections::BTreeMap;

use rustc_demangle::demangle;
use tooling::Failure;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// How many functions are named.
const NAMED: usize = 150;

/// The crates and the heaviest functions of a module that has their names, a line each, with their
/// bytes before compression.
///
/// # Errors
/// When it is no module.
pub fn heaviest(wasm: &[u8]) -> Result<String, Failure> {
    let mut functions = weights(wasm).map_err(|error| {
        Failure::new(
            format!("the compiled widget cannot be read: {error}"),
            "see whether wasm-opt wrote a whole file",
        )
    })?;
    functions.sort_by(|one, other| other.cmp(one));
    let mut crates: BTreeMap<&str, usize> = BTreeMap::new();
    for (weight, name) in &functions {
        *crates.entry(crate_of(name)).or_default() += weight;
    }
    let mut crates: Vec<_> = crates.into_iter().collect();
    crates.sort_by_key(|&(_, weight)| usize::MAX - weight);
    let all: usize = functions.iter().map(|(weight, _)| weight).sum();
    let mut text = format!("{} functions, {all} bytes\n", functions.len());
    for (name, weight) in crates {
        text.push_str(&format!("  {weight:>7}  {name}\n"));
    }
    text.push('\n');
    for (weight, name) in functions.iter().take(NAMED) {
        text.push_str(&format!("  {weight:>7}  {name}\n"));
    }
    Ok(text)
}

/// Every function's bytes and its name.
fn weights(wasm: &[u8]) -> wasmparser::Result<Vec<(usize, String)>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes().len()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(sections) = section.as_known() {
                    for section in sections {
                        if let Name::Function(functions) = section? {
                            for naming in functions {
                                let naming = naming?;
                                names.insert(naming.index, format!("{:#}", demangle(naming.name)));
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let name = |index| names.get(&index).cloned().unwrap_or_else(|| "?".into());
    let functions = (imported..).zip(bodies);
    Ok(functions
        .map(|(index, weight)| (weight, name(index)))
        .collect())
}

/// The crate in which a function was written, by its path.
fn crate_of(name: &str) -> &str {
    let inner = name.trim_start_matches(['<', '&', '*', '[', '(']);
    let inner = inner.strip_prefix("mut ").unwrap_or(inner);
    inner.split([':', ' ', '>', '<']).next().unwrap_or(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_crate_at_the_beginning_of_its_path() {
        assert_eq!(crate_of("who_to_see::app::update"), "who_to_see");
        assert_eq!(crate_of("<show::writer::Writer>::advice"), "show");
        assert_eq!(crate_of("<&mut yew::html::Scope as Drop>::drop"), "yew");
    }

    #[test]
    fn functions_are_told_with_their_names_and_bytes() {
        let wasm = [
            &b"\0asm\x01\0\0\0"[..],
            // A type, a function of it, its body of two bytes, and its name.
            b"\x01\x04\x01\x60\0\0\x03\x02\x01\0\x0a\x04\x01\x02\0\x0b",
            b"\0\x0d\x04name\x01\x06\x01\0\x03a::",
        ]
        .concat();
        let told = heaviest(&wasm).expect("it is a module");
        assert!(told.starts_with("1 functions, 2 bytes\n"), "{told}");
        assert!(told.contains("        2  a::\n"), "{told}");
        assert!(heaviest(b"<html>").is_err());
    }
}
