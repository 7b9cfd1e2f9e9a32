//! The rooms of the widget: no module of `src/` is used by one that it uses, and only two touch the page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use tooling::paths::root;

/// The rooms that may name types of the browser; the configurator has its own.
const TOUCH_THE_PAGE: [&str; 2] = ["browser", "host"];

/// The code of each module right below `src/`, without its tests.
fn rooms() -> BTreeMap<String, String> {
    let mut rooms = BTreeMap::new();
    let files = fs::read_dir(root().join("src")).expect("it is there");
    for path in files.flatten().map(|entry| entry.path()) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let code: &mut String = rooms.entry(name.into_owned()).or_default();
        code.push_str(&code_of(&path));
    }
    rooms.remove("lib");
    rooms
}

fn code_of(path: &Path) -> String {
    if path.is_dir() {
        let files = fs::read_dir(path).expect("it is there").flatten();
        return files.map(|entry| code_of(&entry.path())).collect();
    }
    let text = fs::read_to_string(path).unwrap_or_default();
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
    let lines = code.lines().filter(|line| !line.trim().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Which rooms a room's code names.
fn used(code: &str, rooms: &BTreeMap<String, String>) -> BTreeSet<String> {
    let behind = code.split("crate::").skip(1);
    let names = behind.map(|rest| {
        rest.split(|c: char| !c.is_alphanumeric() && c != '_')
            .next()
    });
    let names = names.map(|name| name.unwrap_or_default().to_owned());
    names.filter(|name| rooms.contains_key(name)).collect()
}

#[test]
fn no_room_is_used_by_one_that_it_uses() {
    let rooms = rooms();
    assert!(rooms.contains_key("app") && rooms.len() > 10, "{rooms:?}");
    let mut uses: BTreeMap<_, _> = rooms
        .iter()
        .map(|(name, code)| {
            let mut others = used(code, &rooms);
            others.remove(name);
            (name.clone(), others)
        })
        .collect();
    // Whoever uses nothing that is left goes; in a circle nobody does.
    while let Some(free) = uses
        .iter()
        .find_map(|(name, others)| others.is_empty().then(|| name.clone()))
    {
        uses.remove(&free);
        for others in uses.values_mut() {
            others.remove(&free);
        }
    }
    assert!(uses.is_empty(), "these use each other: {uses:?}");
}

#[test]
fn only_two_rooms_touch_the_page() {
    for (name, code) in rooms() {
        let touches = code.contains("web_sys::") || code.contains("js_sys::");
        let may = TOUCH_THE_PAGE.contains(&&*name);
        assert!(may || !touches, "src/{name} names what is the browser's");
    }
}
