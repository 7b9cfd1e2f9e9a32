//! What the usual static hosts must be told: how long a file may be kept, and that any site may use it.

use crate::files::{EXACT, LASTING, LOADER};

/// What may be kept for ever: its name changes with its bytes.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// What must be asked for again after five minutes, so that a repair reaches every site.
pub const FIVE_MINUTES: &str = "public, max-age=300, must-revalidate";

/// What every file is sent with: a widget from another origin is fetched with its hash.
const ALWAYS: [(&str, &str); 3] = [
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
];

/// How packed files end, and the name of their coding. The smaller first.
const PACKED: [(&str, &str); 2] = [("br", "br"), ("gz", "gzip")];

/// What a packed file is once it is unpacked.
const MEDIA: [(&str, &str); 6] = [
    ("js", "text/javascript"),
    ("wasm", "application/wasm"),
    ("html", "text/html"),
    ("css", "text/css"),
    ("json", "application/json"),
    ("txt", "text/plain"),
];

/// The folder in which `docs/start.md` puts the release.
pub const PLACE: &str = "who-to-see";

/// The files for the hosts, each with its name. `core` is the folder named by its content; `names` are
/// the files of a version's folder, `pages` those for owners in the root.
pub fn files(core: &str, names: &[&str], pages: &[&str]) -> Vec<(&'static str, String)> {
    vec![
        ("_headers", headers(core)),
        ("vercel.json", vercel(core)),
        ("nginx.conf", nginx(names, pages)),
        (".htaccess", apache()),
    ]
}

/// Where the release can lie: at the root of a host of its own, and where the documents put it.
fn places() -> [String; 2] {
    [String::new(), format!("/{PLACE}")]
}

/// The folders, each with how long its files may be kept. The last that matches counts.
fn lifetimes(core: &str) -> Vec<(String, &'static str)> {
    let of_place = |place: String| {
        [
            (format!("{place}/{LASTING}/"), FIVE_MINUTES),
            (format!("{place}/{LASTING}/{core}/"), FOR_EVER),
            (format!("{place}/{EXACT}/"), FOR_EVER),
        ]
    };
    places().into_iter().flat_map(of_place).collect()
}

/// Netlify and Cloudflare Pages. Where two rules match, the values of one header would be joined: so no
/// file gets one twice. Of two rules for the same path Cloudflare keeps the last: so each stands once.
fn headers(core: &str) -> String {
    let mut rules: Vec<(String, Vec<(&str, &str)>)> = Vec::new();
    for place in places() {
        for version in [LASTING, EXACT] {
            rules.push((format!("{place}/{version}/*"), ALWAYS.to_vec()));
        }
    }
    for (folder, kept) in lifetimes(core) {
        // Only the loader: a star would match what is kept for ever as well.
        let all = if kept == FOR_EVER { "*" } else { LOADER };
        let (path, lifetime) = (format!("{folder}{all}"), ("Cache-Control", kept));
        match rules.iter_mut().find(|(known, _)| *known == path) {
            Some((_, headers)) => headers.push(lifetime),
            None => rules.push((path, vec![lifetime])),
        }
    }
    let mut text = "# Netlify, Cloudflare Pages\n".to_owned();
    for (path, headers) in rules {
        text.push_str(&format!("{path}\n"));
        for (name, value) in headers {
            text.push_str(&format!("  {name}: {value}\n"));
        }
    }
    text
}

/// Vercel.
fn vercel(core: &str) -> String {
    let header = |(name, value): (&str, &str)| serde_json::json!({ "key": name, "value": value });
    let versions = places().into_iter().flat_map(|place| {
        [LASTING, EXACT].map(|version| {
            serde_json::json!({
                "source": format!("{place}/{version}/(.*)"),
                "headers": ALWAYS.map(header),
            })
        })
    });
    let mut rules: Vec<_> = versions.collect();
    rules.extend(lifetimes(core).into_iter().map(|(folder, value)| {
        serde_json::json!({
            "source": format!("{folder}(.*)"),
            "headers": [header(("Cache-Control", value))],
        })
    }));
    let file = serde_json::json!({ "headers": rules });
    format!("{file:#}\n")
}

/// The folder of any core, past ones too, in the regular expressions of servers.
const ANY_CORE: &str = "core-[0-9a-f]+";

/// nginx: to be included in a `server`. Matches names of our files in any folder of the site, and
/// nothing else of it. A plain nginx does not know `brotli_static` and would not start.
fn nginx(names: &[&str], pages: &[&str]) -> String {
    let exact = EXACT.replace('.', "\\.");
    let mut plain: Vec<_> = names.iter().filter(|name| !name.contains('/')).collect();
    plain.sort();
    let plain = plain.iter().map(|name| name.replace('.', "\\."));
    let plain = plain.collect::<Vec<_>>().join("|");
    let pages: Vec<_> = pages.iter().map(|name| name.replace('.', "\\.")).collect();
    let ours = format!("{plain}|who-to-see[a-z_-]*\\.(js|wasm)");
    let mut types = "    types {\n".to_owned();
    for (kind, media) in MEDIA {
        types.push_str(&format!("        {media} {kind};\n"));
    }
    types.push_str("        text/plain ts;\n        image/png png;\n    }\n    charset utf-8;\n");
    let location = |folder: &str, names: &str, kept: &str| {
        let mut text = format!("location ~ \"/({folder})/({names})$\" {{\n");
        for (name, value) in ALWAYS {
            text.push_str(&format!("    add_header {name} \"{value}\" always;\n"));
        }
        text.push_str(&format!("    add_header Cache-Control \"{kept}\";\n"));
        text.push_str(&types);
        text.push_str("    gzip_static on;\n    gzip_vary on;\n    # brotli_static on;\n}\n");
        text
    };
    format!(
        "# Inside `server {{ }}`. With the Brotli module, uncomment `brotli_static`.\n{}{}{}",
        location(&format!("{ANY_CORE}|{exact}"), &ours, FOR_EVER),
        location(&format!("{LASTING}|{PLACE}"), &ours, FIVE_MINUTES),
        // Elsewhere a page of such a name is the site's own.
        location(PLACE, &pages.join("|"), FIVE_MINUTES),
    )
}

/// Apache, with mod_headers; with mod_rewrite it sends the files that are packed already. Holds for the
/// folder that it lies in, wherever that is.
fn apache() -> String {
    let exact = EXACT.replace('.', "\\.");
    let mut text = "<IfModule mod_mime.c>\n".to_owned();
    for (kind, media) in MEDIA {
        text.push_str(&format!("  AddType {media} .{kind}\n"));
    }
    text.push_str("</IfModule>\n<IfModule mod_headers.c>\n");
    for (name, value) in ALWAYS {
        text.push_str(&format!("  Header set {name} \"{value}\"\n"));
    }
    text.push_str(&format!(
        "  Header set Cache-Control \"{FIVE_MINUTES}\"\n  Header set Cache-Control \"{FOR_EVER}\" \
         \"expr=%{{REQUEST_URI}} =~ m#/({ANY_CORE}|{exact})/#\"\n"
    ));
    text.push_str("  <IfModule mod_rewrite.c>\n    RewriteEngine On\n");
    let kinds = MEDIA.map(|(kind, _)| kind).join("|");
    for (ending, coding) in PACKED {
        text.push_str(&format!(
            "    RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b\n    \
             RewriteCond %{{REQUEST_FILENAME}}\\.{ending} -f\n    \
             RewriteRule ^(.+)\\.({kinds})$ $1.$2.{ending} [E=no-gzip:1,E=no-brotli:1,L]\n"
        ));
    }
    for (ending, coding) in PACKED {
        text.push_str(&format!(
            "    <FilesMatch \"\\.{ending}$\">\n      Header set Content-Encoding {coding}\n    </FilesMatch>\n"
        ));
        for (kind, media) in MEDIA {
            text.push_str(&format!(
                "    <FilesMatch \"\\.{kind}\\.{ending}$\">\n      ForceType {media}\n    </FilesMatch>\n"
            ));
        }
    }
    text.push_str("    Header append Vary Accept-Encoding\n  </IfModule>\n</IfModule>\n");
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn only_what_is_named_by_its_content_or_version_is_kept_for_ever() {
        let headers = headers("core-1");
        let kept = |path: &str| {
            let (_, after) = headers.split_once(&format!("\n{path}\n"))?;
            let mut rule = after.lines().take_while(|line| line.starts_with(' '));
            rule.find_map(|line| line.trim().strip_prefix("Cache-Control: "))
        };
        assert_eq!(kept("/v1/core-1/*"), Some(FOR_EVER));
        assert_eq!(kept(&format!("/{EXACT}/*")), Some(FOR_EVER));
        assert_eq!(kept("/v1/who-to-see.js"), Some(FIVE_MINUTES));
        assert_eq!(kept("/who-to-see/v1/core-1/*"), Some(FOR_EVER));
        assert_eq!(kept("/who-to-see/v1/who-to-see.js"), Some(FIVE_MINUTES));
    }

    #[test]
    fn no_path_has_two_rules_and_what_is_pinned_is_for_every_origin() {
        let headers = headers("core-1");
        let paths: Vec<_> = headers.lines().filter(|l| l.starts_with('/')).collect();
        let once: BTreeSet<_> = paths.iter().collect();
        assert_eq!(paths.len(), once.len(), "{headers}");
        for place in places() {
            let (_, rule) = headers
                .split_once(&format!("\n{place}/{EXACT}/*\n"))
                .expect("it has one");
            let mut rule = rule.lines().take_while(|line| line.starts_with(' '));
            assert!(rule.any(|line| line.contains("Access-Control-Allow-Origin: *")));
        }
    }

    #[test]
    fn a_plain_nginx_can_read_its_file_and_keeps_no_error() {
        let text = nginx(
            &["who-to-see.js", "core-1/who-to-see.js"],
            &["index.html", "docs/start.html"],
        );
        let settings = || text.lines().map(str::trim);
        assert!(!settings().any(|line| line.starts_with("brotli")), "{text}");
        let kept: Vec<_> = settings().filter(|l| l.contains("Cache-Control")).collect();
        assert_eq!(kept.len(), 3);
        let pages = "location ~ \"/(who-to-see)/(index\\.html|docs/start\\.html)$\" {";
        assert!(text.contains(pages), "{text}");
        assert!(!kept.iter().any(|line| line.ends_with("always;")), "{text}");
    }

    #[test]
    fn every_host_lets_other_origins_in() {
        for (name, text) in files("core-1", &["who-to-see.js"], &["index.html"]) {
            assert!(text.contains("Access-Control-Allow-Origin"), "{name}");
            assert!(text.contains(FOR_EVER), "{name}");
        }
        serde_json::from_str::<serde_json::Value>(&vercel("core-1")).expect("it is JSON");
    }
}
