//! What the usual static hosts must be told: how long a file may be kept, and that any site may use it.

use crate::dist::{EXACT, LASTING};
use crate::site::LOADER;

/// What may be kept for ever: its name changes with its bytes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// What must be asked for again after five minutes, so that a repair reaches every site.
const FIVE_MINUTES: &str = "public, max-age=300, must-revalidate";

/// What every file is sent with: a widget from another origin is fetched with its hash.
const ALWAYS: [(&str, &str); 3] = [
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
];

/// The files for the hosts, each with its name. `core` is the folder named by its content.
pub fn files(core: &str) -> Vec<(&'static str, String)> {
    vec![
        ("_headers", headers(core)),
        ("vercel.json", vercel(core)),
        ("nginx.conf", nginx()),
        (".htaccess", apache()),
    ]
}

/// The folders, each with how long its files may be kept. The last that matches counts.
fn lifetimes(core: &str) -> [(String, &'static str); 3] {
    [
        (format!("/{LASTING}/"), FIVE_MINUTES),
        (format!("/{LASTING}/{core}/"), FOR_EVER),
        (format!("/{EXACT}/"), FOR_EVER),
    ]
}

/// Netlify and Cloudflare Pages. Where two rules match, the values would be joined: so none do.
fn headers(core: &str) -> String {
    let mut text = "# Netlify, Cloudflare Pages\n/*\n".to_owned();
    for (name, value) in ALWAYS {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    let loader = (format!("/{LASTING}/{LOADER}"), FIVE_MINUTES);
    let folders = lifetimes(core).into_iter().skip(1);
    for (path, value) in folders
        .map(|(folder, value)| (format!("{folder}*"), value))
        .chain([loader])
    {
        text.push_str(&format!("{path}\n  Cache-Control: {value}\n"));
    }
    text
}

/// Vercel.
fn vercel(core: &str) -> String {
    let header = |(name, value): (&str, &str)| serde_json::json!({ "key": name, "value": value });
    let mut rules = vec![serde_json::json!({
        "source": "/(.*)",
        "headers": ALWAYS.map(header),
    })];
    rules.extend(lifetimes(core).map(|(folder, value)| {
        serde_json::json!({
            "source": format!("{folder}(.*)"),
            "headers": [header(("Cache-Control", value))],
        })
    }));
    let file = serde_json::json!({ "headers": rules });
    format!("{file:#}\n")
}

/// nginx: to be included in a `server`.
fn nginx() -> String {
    let always: String = ALWAYS
        .map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n"))
        .concat();
    format!(
        "# Inside `server {{ }}`. `brotli_static` needs the Brotli module.\n\
         location ~ ^/({LASTING}/core-|{exact}/) {{\n{always}    \
         add_header Cache-Control \"{FOR_EVER}\" always;\n    gzip_static on;\n    brotli_static on;\n}}\n\
         location /{LASTING}/ {{\n{always}    \
         add_header Cache-Control \"{FIVE_MINUTES}\" always;\n    gzip_static on;\n    brotli_static on;\n}}\n",
        exact = EXACT.replace('.', "\\."),
    )
}

/// Apache, with mod_headers.
fn apache() -> String {
    let always: String = ALWAYS
        .map(|(name, value)| format!("  Header set {name} \"{value}\"\n"))
        .concat();
    let exact = EXACT.replace('.', "\\.");
    format!(
        "AddType application/wasm .wasm\n<IfModule mod_headers.c>\n{always}  \
         Header set Cache-Control \"{FIVE_MINUTES}\" \"expr=%{{REQUEST_URI}} =~ m#/{LASTING}/#\"\n  \
         Header set Cache-Control \"{FOR_EVER}\" \"expr=%{{REQUEST_URI}} =~ m#/({LASTING}/core-|{exact}/)#\"\n\
         </IfModule>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_by_its_content_or_version_is_kept_for_ever() {
        let headers = headers("core-1");
        let kept = |path: &str| {
            let (_, after) = headers.split_once(&format!("\n{path}\n"))?;
            after.lines().next()?.trim().strip_prefix("Cache-Control: ")
        };
        assert_eq!(kept("/v1/core-1/*"), Some(FOR_EVER));
        assert_eq!(kept(&format!("/{EXACT}/*")), Some(FOR_EVER));
        assert_eq!(kept("/v1/who-to-see.js"), Some(FIVE_MINUTES));
    }

    #[test]
    fn every_host_lets_other_origins_in() {
        for (name, text) in files("core-1") {
            assert!(text.contains("Access-Control-Allow-Origin"), "{name}");
            assert!(text.contains(FOR_EVER), "{name}");
        }
        serde_json::from_str::<serde_json::Value>(&vercel("core-1")).expect("it is JSON");
    }
}
