//! A web server for this machine only: it answers GET and HEAD over the loopback address.
//!
//! `cargo xtask serve` shows the widget with it, the browser tests make their host pages with it.
//! It must never listen on another address, cache, or know what a widget is.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// The longest request head that is read; browsers send a few hundred bytes.
const LONGEST_HEAD: u64 = 64 * 1024;

/// A browser opens connections ahead of need; one that stays silent must not hold a thread for ever.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a browser asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The path, percent-decoded, starting with `/`, without the query.
    pub path: String,
    /// What follows the `?`, as sent; empty if nothing does.
    pub query: String,
}

/// What it gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status: 200, 404. Nothing at all is answered for 0, as when a connection breaks.
    pub status: u16,
    /// The media type.
    pub kind: &'static str,
    /// Further headers, such as a content security policy.
    pub headers: Vec<(String, String)>,
    /// The bytes of the file or page.
    pub body: Vec<u8>,
}

impl Reply {
    /// A page.
    pub fn page(html: impl Into<String>) -> Self {
        Self {
            status: 200,
            kind: "text/html; charset=utf-8",
            headers: Vec::new(),
            body: html.into().into_bytes(),
        }
    }

    /// A file below `folder`, found by the path of a request. A folder's file is its `index.html`.
    pub fn file(folder: &Path, path: &str) -> Self {
        let Some(mut file) = below(folder, path) else {
            return Self::missing(path);
        };
        if file.is_dir() {
            file.push("index.html");
        }
        match std::fs::read(&file) {
            Ok(body) => Self {
                status: 200,
                kind: kind(&file),
                headers: Vec::new(),
                body,
            },
            Err(_) => Self::missing(path),
        }
    }

    /// There is no such file.
    pub fn missing(path: &str) -> Self {
        Self {
            status: 404,
            kind: "text/plain; charset=utf-8",
            headers: Vec::new(),
            body: format!("there is no {path} here\n").into_bytes(),
        }
    }

    /// The connection breaks.
    pub fn broken() -> Self {
        Self {
            status: 0,
            ..Self::missing("")
        }
    }

    /// The same reply with one more header.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// A port of the loopback address that listens already but does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Takes the port given, or any free one for 0.
    ///
    /// # Errors
    /// The port is taken, or the system allows no listening.
    pub fn bind(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address })
    }

    /// The origin of its pages, for example `http://127.0.0.1:8080`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Answers every request until the process ends, each connection on a thread of its own.
    pub fn answer(self, reply: impl Fn(&Request) -> Reply + Send + Sync + 'static) {
        let reply = Arc::new(reply);
        for stream in self.listener.incoming().flatten() {
            let reply = Arc::clone(&reply);
            // A browser that closes early is its own business.
            thread::spawn(move || exchange(&stream, reply.as_ref()).ok());
        }
    }
}

/// Reads one request and writes its reply.
fn exchange(mut stream: &TcpStream, reply: &dyn Fn(&Request) -> Reply) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(stream.take(LONGEST_HEAD)).lines();
    let Some(first) = lines.next().transpose()? else {
        return Ok(());
    };
    // The rest of the head is read, or closing the connection would reset it under the browser.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let mut words = first.split(' ');
    let method = words.next().unwrap_or_default();
    let target = words.next().unwrap_or_default();
    let answer = match method {
        "GET" | "HEAD" => reply(&request(target)),
        _ => Reply {
            status: 405,
            ..Reply::missing(target)
        },
    };
    if answer.status == 0 {
        return Ok(());
    }
    let mut head = format!(
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n",
        answer.status,
        if answer.status == 200 { "OK" } else { "Error" },
        answer.kind,
        answer.body.len(),
    );
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if method == "GET" {
        stream.write_all(&answer.body)?;
    }
    stream.flush()
}

/// The target of a request line, taken apart.
fn request(target: &str) -> Request {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Request {
        path: percent_decoded(path),
        query: query.to_owned(),
    }
}

/// `%20` becomes a space; what is not a valid escape stays as it is.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escape = (first == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(escape.unwrap_or(first));
        rest = if escape.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The file a path means, or nothing if it would leave the folder.
fn below(folder: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(path.trim_start_matches('/'));
    relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
        .then(|| folder.join(relative))
}

/// The media type, by the end of the file's name. Browsers refuse a module or a stylesheet of the
/// wrong type, and compile Wasm while it streams only if the type is right.
fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_below_its_folder() {
        let folder = Path::new("/site");
        assert_eq!(
            below(folder, "/core/widget.js"),
            Some(PathBuf::from("/site/core/widget.js"))
        );
        assert_eq!(below(folder, "/"), Some(PathBuf::from("/site/")));
        for outside in ["/../secret", "/core/../../secret", "/./x", "/.."] {
            assert_eq!(below(folder, outside), None, "{outside}");
        }
        assert_eq!(below(folder, &request("/%2e%2e/secret").path), None);
    }

    #[test]
    fn a_target_is_taken_apart() {
        let got = request("/a%20page/100%?x=%20");
        assert_eq!(got.path, "/a page/100%");
        assert_eq!(got.query, "x=%20");
    }

    #[test]
    fn a_broken_connection_answers_nothing() {
        let server = Server::bind(0).expect("a free port");
        let address = server.address;
        thread::spawn(|| server.answer(|_| Reply::broken()));
        let mut stream = TcpStream::connect(address).expect("it listens");
        stream
            .write_all(b"GET / HTTP/1.1\r\n\r\n")
            .expect("it reads");
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("it closes");
        assert_eq!(text, "");
    }

    #[test]
    fn a_page_goes_over_the_wire_with_its_headers() {
        let server = Server::bind(0).expect("a free port");
        let address = server.address;
        thread::spawn(|| {
            server.answer(|request| {
                Reply::page(&request.path).with("Content-Security-Policy", "default-src 'none'")
            });
        });
        let mut stream = TcpStream::connect(address).expect("it listens");
        stream
            .write_all(b"GET /hello?x HTTP/1.1\r\nHost: x\r\n\r\n")
            .expect("it reads");
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("it answers");
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        assert_eq!(body, "/hello");
        assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
        assert!(head.contains("Cache-Control: no-store"), "{head}");
        assert!(
            head.contains("Content-Security-Policy: default-src 'none'"),
            "{head}"
        );
    }
}
