//! The emergency number of each country, for what a page shows before the widget is there. It comes
//! from the content: no number is written twice.

use std::collections::BTreeMap;
use std::fs;

use serde_json::json;
use tooling::{Context, Failure, paths};

/// The country that stands for all that have no file.
const UNKNOWN: &str = "ZZ";

/// The numbers by the country's code, as JSON.
pub fn numbers() -> Result<String, Failure> {
    let mut numbers = BTreeMap::new();
    let folder = paths::root().join("content/regions");
    for entry in fs::read_dir(&folder).context("read", &folder)?.flatten() {
        let file = entry.path();
        let text = fs::read_to_string(&file).context("read", &file)?;
        let broken = |what: String| Failure::new(what, format!("look at {}", file.display()));
        let table: toml::Table = text.parse().map_err(|error| broken(format!("{error}")))?;
        let field = |path: &[&str]| {
            let (last, tables) = path.split_last()?;
            let mut table = &table;
            for name in tables {
                table = table.get(*name)?.as_table()?;
            }
            table.get(*last)?.as_str()
        };
        let Some(id) = field(&["id"]) else {
            return Err(broken("a country has no `id`".to_owned()));
        };
        if id == UNKNOWN {
            continue;
        }
        let Some(number) = field(&["slots", "emergency", "phone"]) else {
            return Err(broken(format!(
                "{id} has no number to call in an emergency"
            )));
        };
        numbers.insert(id.to_owned(), number.to_owned());
    }
    Ok(format!("{:#}\n", json!(numbers)))
}
