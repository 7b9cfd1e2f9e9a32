//! Shorter names for what the glue and the Wasm call each other.
//!
//! wasm-bindgen gives every shared function a name with a hash, which does not compress and stands
//! in both files. Nobody else sees these names. Knows nothing of what the functions do.

use std::collections::BTreeMap;

/// The long names that wasm-bindgen gives, by how they begin. What the widget itself exports, such
/// as `start`, keeps its name.
const MADE: [&str; 4] = ["__wb", "__externref", "wasm_bindgen_", "_R"];

/// Long names and the short ones that stand for them.
#[derive(Debug, Default)]
pub struct ShortNames {
    names: BTreeMap<String, String>,
}

impl ShortNames {
    /// The short name for a long one; the name itself if a person chose it.
    pub fn of(&mut self, long: &str) -> String {
        if !MADE.iter().any(|beginning| long.starts_with(beginning)) {
            return long.to_owned();
        }
        let next = self.names.len();
        // No name that a person or wasm-bindgen writes begins like this.
        let short = || format!("${next:x}");
        self.names
            .entry(long.to_owned())
            .or_insert_with(short)
            .clone()
    }

    /// JavaScript with every long name replaced.
    pub fn replace_in(&self, script: &str) -> String {
        let mut text = String::with_capacity(script.len());
        let mut rest = script;
        while let Some(first) = rest.chars().next() {
            let word = rest.split(|c| !in_name(c)).next().unwrap_or_default();
            let (taken, after) = rest.split_at(word.len().max(first.len_utf8()));
            text.push_str(self.names.get(word).map_or(taken, String::as_str));
            rest = after;
        }
        text
    }
}

/// Whether a character can stand in a JavaScript name, as wasm-bindgen writes them.
fn in_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '$')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_names_are_replaced() {
        let mut names = ShortNames::default();
        assert_eq!(names.of("__wbg_stack_575c"), "$0");
        assert_eq!(names.of("__wbg_stack_575c"), "$0");
        assert_eq!(names.of("start"), "start");
        assert_eq!(
            names.replace_in("{ __wbg_stack_575c: 1, __wbg_stack_575cd: '–' } start()"),
            "{ $0: 1, __wbg_stack_575cd: '–' } start()"
        );
    }
}
