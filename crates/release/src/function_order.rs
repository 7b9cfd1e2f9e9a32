//! Puts similar functions of a Wasm module beside each other, so that it compresses better.
//!
//! Changes the order of the functions and nothing else. Knows nothing of what they do.

use std::collections::HashSet;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{
    CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef,
};

use tooling::Failure;

/// Functions are similar when they share many runs of so many bytes.
const RUN: usize = 5;

/// Keeps very short functions, which share all of their few runs, from drawing everything to them.
const SMALL: usize = 20;

/// The module with its functions in another order.
pub fn reordered(wasm: &[u8]) -> Result<Vec<u8>, Failure> {
    let unread = |error: &dyn std::fmt::Display| {
        Failure::new(
            format!("the compiled widget cannot be read: {error}"),
            "see whether wasm-opt wrote a whole file",
        )
    };
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.map_err(|error| unread(&error))? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import.map_err(|error| unread(&error))?;
                    imported += u32::from(matches!(import.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let order = order(&bodies);
    let mut place = vec![0; order.len()];
    for (new, &old) in (0..).zip(&order) {
        place[old] = new;
    }
    let mut reorder = Reorder {
        imported,
        order,
        place,
    };
    let mut module = Module::new();
    reorder
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| unread(&error))?;
    Ok(module.finish())
}

/// The functions from the longest on, each followed by the one most like it.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let runs: Vec<HashSet<&[u8]>> = bodies
        .iter()
        .map(|body| body.windows(RUN).collect())
        .collect();
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order = Vec::new();
    let mut next = left.iter().copied().max_by_key(|&body| bodies[body].len());
    while let Some(here) = next {
        left.retain(|&body| body != here);
        order.push(here);
        // In thousandths, so that whole numbers can be compared.
        let likeness = |&body: &usize| {
            let shared = runs[body].intersection(&runs[here]).count();
            (
                shared * 1000 / (runs[body].len() + SMALL),
                usize::MAX - body,
            )
        };
        next = left.iter().copied().max_by_key(likeness);
    }
    order
}

struct Reorder {
    /// How many functions come from outside; they keep their places.
    imported: u32,
    /// By new place: the old place.
    order: Vec<usize>,
    /// By old place: the new place.
    place: Vec<u32>,
}

impl Reencode for Reorder {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        let own = function.checked_sub(self.imported);
        let place = own.and_then(|own| self.place.get(own as usize));
        Ok(place.map_or(function, |place| place + self.imported))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for old in self.order.clone() {
            functions.function(self.type_index(types[old])?);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies = section
            .into_iter()
            .collect::<Result<Vec<FunctionBody<'_>>, _>>()?;
        for old in self.order.clone() {
            utils::parse_function_body(self, code, bodies[old].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_function_most_like_the_last_one_follows() {
        let long = b"abcdefghijklmnopqrstuvwxyz".as_slice();
        let other = b"0123456789012345678".as_slice();
        let like = b"abcdefghijklmnopq".as_slice();
        assert_eq!(order(&[other, like, long]), [2, 1, 0]);
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(reordered(b"<html>").is_err());
    }
}
