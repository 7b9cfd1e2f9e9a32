//! A configuration from any page: whatever is wrong is told, and no address that a browser would run
//! as a program becomes a link.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use show::config::{self, Address, ENTRIES, Json, Profession};
use url::{Position, Url};

/// What the browser's side makes of a JSON value.
fn taken(value: &Value, depth: u8) -> Json {
    match value {
        Value::String(text) => Json::Text(text.clone()),
        Value::Array(items) if depth < 3 => {
            let items = items.iter().take(ENTRIES + 1);
            Json::List(items.map(|item| taken(item, depth + 1)).collect())
        }
        Value::Object(table) if depth < 3 => {
            let entries = table.iter().take(ENTRIES + 1);
            let entries = entries.map(|(name, item)| (name.clone(), taken(item, depth + 1)));
            Json::Table(entries.collect())
        }
        _ => Json::Other,
    }
}

/// Reads an address as browsers do.
fn address(written: &str) -> Option<Address> {
    let url = Url::parse(written).ok()?;
    Some(Address {
        protocol: url[..Position::AfterScheme].to_owned() + ":",
        host: url.host_str().unwrap_or_default().to_owned(),
        path: url.path().to_owned(),
        user: !url.username().is_empty() || url.password().is_some(),
        href: url.to_string(),
    })
}

fuzz_target!(|text: &str| {
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return;
    };
    let (config, _) = config::read(&taken(&value, 0), address);
    for profession in Profession::ALL {
        if let Some(link) = config.link(profession) {
            let href = link.href();
            let safe = ["https:", "http:", "tel:", "mailto:"];
            assert!(safe.iter().any(|scheme| href.starts_with(scheme)), "{href}");
        }
    }
});
