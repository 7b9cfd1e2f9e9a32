//! wasm-bindgen is one version everywhere: what is compiled, what writes its glue, Trunk, and the pages
//! of other people that are bound with our library.

use tooling::paths::read;

/// The files outside of the workspace that name it. The locks hold it too.
const FOLLOWERS: [&str; 5] = [
    "Trunk.toml",
    "tests/hosts/yew/Cargo.toml",
    "tests/hosts/yew/Cargo.lock",
    "tests/hosts/leptos/Cargo.toml",
    "tests/hosts/leptos/Cargo.lock",
];

/// How each of them names it, up to its version.
const NAMED: [&str; 4] = [
    "wasm-bindgen-cli --version ",
    "wasm_bindgen = \"",
    "wasm-bindgen = \"=",
    "name = \"wasm-bindgen\"\nversion = \"",
];

/// The versions that stand behind any of those names.
fn versions(text: &str) -> Vec<&str> {
    let behind = NAMED.iter().flat_map(|name| text.split(name).skip(1));
    let number = |rest: &'_ str| rest.find(|c: char| !c.is_ascii_digit() && c != '.');
    behind
        .map(|rest| &rest[..number(rest).unwrap_or(rest.len())])
        .collect()
}

#[test]
fn wasm_bindgen_is_one_version() {
    let own = read("Cargo.toml").expect("it is there");
    let own = versions(&own);
    let [own] = own[..] else {
        unreachable!("Cargo.toml names it once, for the whole workspace: {own:?}");
    };
    let locked = read("Cargo.lock").expect("it is there");
    assert_eq!(versions(&locked), [own], "Cargo.lock");
    for file in FOLLOWERS {
        let text = read(file).expect("it is there");
        let named = versions(&text);
        assert!(!named.is_empty(), "{file} names no version");
        assert!(named.iter().all(|one| *one == own), "{file}: {named:?}");
    }
}
