//! Links that are safe to put on a page.

use super::nearest::shown;
use super::reader::Reader;
use super::telephone::dial;

/// An address that the browser has taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Address {
    /// The scheme with its colon, in small letters: `https:`.
    pub protocol: String,
    /// The host, in its ASCII form.
    pub host: String,
    /// What follows the scheme of an address without a host, and otherwise the path.
    pub path: String,
    /// Whether a user or a password stands before the host.
    pub user: bool,
    /// The whole address, as the browser writes it.
    pub href: String,
}

/// An address with the scheme `https`, `http`, `tel` or `mailto`, as the browser writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct SafeUrl {
    href: String,
    leaves: bool,
}

/// The longest address.
const LONGEST: usize = 500;

impl SafeUrl {
    /// The address.
    pub fn href(&self) -> &str {
        &self.href
    }

    /// Whether the link leads to another page, and not to a telephone or to an email.
    pub fn leaves(&self) -> bool {
        self.leaves
    }

    /// Reads an address. What it is, is what the browser says it is: never what it looks like. Only
    /// printable ASCII is taken: everything that can look like something else lies outside.
    pub(super) fn read(reader: &mut Reader, path: &str, written: &str) -> Option<Self> {
        if written.len() > LONGEST {
            reader.problem(path, &["is longer than 500 characters"]);
            return None;
        }
        let parsed = (reader.parse)(written);
        if !written.bytes().all(|byte| byte.is_ascii_graphic()) {
            // The browser's own form tells where such an address really leads.
            let leads = parsed.map_or(String::new(), |address| {
                ["; write it as ", &shown(&address.href)].concat()
            });
            let told = "has spaces or letters outside ASCII, which can look like others";
            reader.problem(path, &[told, &leads]);
            return None;
        }
        let Some(address) = parsed else {
            let told = "is not a whole address, as https://clinic.example/book is";
            reader.problem(path, &[&shown(written), " ", told]);
            return None;
        };
        let dialled = dial(&address.path, reader.dialling);
        let wrong = match address.protocol.as_str() {
            "https:" | "http:" => {
                if address.user {
                    "hides where it leads: nothing may stand before an @"
                } else if !address.host.contains('.') {
                    "names no whole host, as clinic.example is"
                } else {
                    ""
                }
            }
            "tel:" => dialled.as_ref().err().copied().unwrap_or_default(),
            "mailto:" if !address.path.contains('@') => "is not an email address",
            "mailto:" => "",
            _ => "is not an https, tel or mailto address",
        };
        if !wrong.is_empty() {
            reader.problem(path, &[&shown(written), " ", wrong]);
            return None;
        }
        if address.protocol == "http:" {
            reader.problem(path, &["is not encrypted: use https if your site has it"]);
        }
        if address
            .host
            .split('.')
            .any(|label| label.starts_with("xn--"))
        {
            let told = "leads to a name with letters outside ASCII: see that it is yours";
            reader.problem(path, &[told]);
        }
        Some(SafeUrl {
            leaves: address.protocol.starts_with("http"),
            // What is written for people is not what a telephone dials.
            href: match dialled {
                Ok(dial) if address.protocol == "tel:" => ["tel:", &dial].concat(),
                _ => address.href,
            },
        })
    }
}
