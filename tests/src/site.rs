//! Pages of a clinic that show the widget, each on an origin of its own.
//!
//! What is served below such a page is the site as it was built. Knows nothing of what happens
//! inside the widget.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, LazyLock, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use loopback::{Reply, Server};
use sha2::{Digest, Sha256, Sha384};

use crate::browsers::Browser;
use crate::widget::Widget;

/// What a clinic writes inside the element: it must show until the widget is up, and if it cannot
/// start.
pub const FALLBACK: &str =
    "<p>Call the clinic: <a class=\"fallback\" href=\"tel:+441632960000\">01632 960000</a></p>";

/// What a page's own scripts are known by, where its policy asks for that.
pub const NONCE: &str = "R4nd0m";

/// The usual way to bring the loader.
const LOADER: &str = "<script async src=\"/who-to-see.js\"></script>";

/// A module that traps as compiled code does, whatever folder it is asked from: it calls a function
/// whose body is `unreachable`.
const TRAP: &str = "
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0,
                   7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
    const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes));
    const call = () => instance.exports.f();
    setTimeout(() => { window.trapped = true; call(); });
";

/// A module that stops as the widget without WebAssembly does.
const STOP: &str = "setTimeout(() => { window.trapped = true; throw new Error('abort'); });";

/// A custom section without a name, which changes nothing in a Wasm module but its hash.
const EMPTY_SECTION: &[u8] = &[0, 1, 0];

/// Whether a file holds the words of later screens.
pub fn later_words(path: &str) -> bool {
    path.ends_with("-words.js")
}

/// Says of a path whether it is meant.
type Files = fn(&str) -> bool;

/// A page of a clinic, to be opened in a browser.
#[derive(Clone, Debug)]
pub struct HostPage {
    loader: String,
    body: String,
    style: String,
    script: String,
    policy: Option<String>,
    missing: fn(&str) -> bool,
    lost: fn(&str) -> bool,
    altered: fn(&str) -> bool,
    stumbling: Option<String>,
    late: Files,
    late_by: Duration,
    held_back: Option<(Files, Moment)>,
    upgrade: Option<Upgrade>,
    at: &'static str,
    held: Files,
    axe: bool,
}

/// A moment of the test's choosing, which a site waits for.
#[derive(Clone, Debug, Default)]
pub struct Moment(Arc<AtomicBool>);

impl Moment {
    /// It is now.
    pub fn now(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether it has come.
    fn has_come(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// A new release that the owner uploads while the page is open.
#[derive(Clone, Debug)]
pub struct Upgrade {
    done: Moment,
    keeps: bool,
}

impl Upgrade {
    /// One that keeps the folders of the release before, or deletes them.
    pub fn keeping(keeps: bool) -> Self {
        let done = Moment::default();
        Self { done, keeps }
    }

    /// The owner uploads it now.
    pub fn now(&self) {
        self.done.now();
    }

    /// What the site answers once it is there: the same files, in a folder of another name.
    fn reply(&self, path: &str) -> Option<Reply> {
        if !self.done.has_come() {
            return None;
        }
        let (old, new) = (CORE.as_str(), format!("{}-next", *CORE));
        let file = path.trim_start_matches('/');
        if file == "who-to-see.js" {
            let mut reply = Reply::file(&site(), path);
            let loader = String::from_utf8_lossy(&reply.body);
            let named = loader.replace(&format!("\"{old}/"), &format!("\"{new}/"));
            assert_ne!(named, loader, "the loader names its folder");
            reply.body = named.into_bytes();
            return Some(reply);
        }
        let (folder, rest) = file.split_once('/')?;
        if folder == new {
            return Some(Reply::file(&site(), &format!("/{old}/{rest}")));
        }
        (folder == old && !self.keeps).then(|| Reply::missing(path))
    }
}

/// The folder of the files that the loader asks for.
static CORE: LazyLock<String> = LazyLock::new(|| {
    let entries = fs::read_dir(site()).unwrap_or_else(|error| panic!("{error}"));
    let names = entries.flatten().map(|entry| entry.file_name());
    let mut names = names.map(|name| name.to_string_lossy().into_owned());
    names
        .find(|name| name.starts_with("core"))
        .expect("the site has one")
});

impl HostPage {
    /// A well-made page with one widget.
    pub fn plain() -> Self {
        Self::with_body(&format!(
            "<main><h1>The clinic</h1>{}</main>",
            Self::element("")
        ))
    }

    /// A page with another body.
    pub fn with_body(body: &str) -> Self {
        Self {
            loader: LOADER.to_owned(),
            body: body.to_owned(),
            style: String::new(),
            script: String::new(),
            policy: None,
            missing: |_| false,
            lost: |_| false,
            altered: |_| false,
            stumbling: None,
            late: |_| false,
            late_by: Duration::ZERO,
            held_back: None,
            upgrade: None,
            at: "/pages/clinic",
            held: |_| false,
            axe: false,
        }
    }

    /// The element as a clinic in Great Britain writes it, with further attributes.
    pub fn element(attributes: &str) -> String {
        format!("<who-to-see region=\"GB\" {attributes}>{FALLBACK}</who-to-see>")
    }

    /// Brings the loader in another way, or not at all.
    pub fn loader(mut self, html: &str) -> Self {
        self.loader = html.to_owned();
        self
    }

    /// Adds to the page's own stylesheet.
    pub fn style(mut self, css: &str) -> Self {
        self.style.push_str(css);
        self
    }

    /// Adds to the page's own script, which runs before the loader.
    pub fn script(mut self, javascript: &str) -> Self {
        self.script.push_str(javascript);
        self
    }

    /// Sends a content security policy.
    pub fn policy(mut self, policy: impl Into<String>) -> Self {
        self.policy = Some(policy.into());
        self
    }

    /// Has lost some files.
    pub fn without(mut self, missing: fn(&str) -> bool) -> Self {
        self.missing = missing;
        self
    }

    /// Is on a network that loses some files.
    pub fn losing(mut self, lost: fn(&str) -> bool) -> Self {
        self.lost = lost;
        self
    }

    /// Is on a server that changes some files on their way: they still run, and say so.
    pub fn altering(mut self, altered: fn(&str) -> bool) -> Self {
        self.altered = altered;
        self
    }

    /// Fails the first request for a file, and answers those after it.
    pub fn stumbling(mut self, path: &str) -> Self {
        self.stumbling = Some(path.to_owned());
        self
    }

    /// Has some files only after a while.
    pub fn late(mut self, late: fn(&str) -> bool, by: Duration) -> Self {
        (self.late, self.late_by) = (late, by);
        self
    }

    /// Has some files only from a moment on.
    pub fn held_back(mut self, files: fn(&str) -> bool, until: &Moment) -> Self {
        self.held_back = Some((files, until.clone()));
        self
    }

    /// Belongs to an owner who uploads a new release, at a moment of the test's choosing.
    pub fn upgraded(mut self, upgrade: &Upgrade) -> Self {
        self.upgrade = Some(upgrade.clone());
        self
    }

    /// Is another page of the same site, which was built by hand and lies there.
    pub fn at(mut self, path: &'static str) -> Self {
        self.at = path;
        self
    }

    /// Keeps some requests waiting until [`Visit::let_go`].
    pub fn holding(mut self, held: fn(&str) -> bool) -> Self {
        self.held = held;
        self
    }

    /// Brings the accessibility checker along.
    pub fn with_axe(mut self) -> Self {
        self.axe = true;
        self
    }

    /// Opens the page.
    pub fn open(self, browser: &Browser) -> Visit<'_> {
        // Not at the root, where the loader lies: addresses must be worked out from the loader.
        let at = self.at;
        self.open_at(browser, at)
    }

    /// Opens another page of the same origin: one of those for owners.
    pub fn open_at<'browser>(self, browser: &'browser Browser, path: &str) -> Visit<'browser> {
        let server = Server::bind(0).expect("this machine has a free port");
        let address = format!("{}{path}", server.origin());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&requests);
        let opened = Instant::now();
        let gate = Arc::new(Gate::default());
        let own_gate = Arc::clone(&gate);
        thread::spawn(move || {
            server.answer(move |request| {
                let Ok(mut log) = log.lock() else {
                    return Reply::missing(&request.path);
                };
                let first = !log.contains(&request.path);
                log.push(request.path.clone());
                drop(log);
                if (self.held)(&request.path) {
                    own_gate.pass();
                }
                if first && self.stumbling.as_ref() == Some(&request.path) {
                    return Reply::missing(&request.path);
                }
                if (self.late)(&request.path) && opened.elapsed() < self.late_by {
                    return Reply::missing(&request.path);
                }
                self.reply(&request.path)
            });
        });
        browser.go(&address);
        Visit {
            browser,
            requests,
            gate,
        }
    }

    fn reply(&self, path: &str) -> Reply {
        let own = |kind, text: &str| Reply {
            status: 200,
            kind,
            headers: Vec::new(),
            body: text.as_bytes().to_vec(),
        };
        if let Some((files, until)) = &self.held_back
            && files(path)
            && !until.has_come()
        {
            return Reply::missing(path);
        }
        if let Some(reply) = self.upgrade.as_ref().and_then(|new| new.reply(path)) {
            return reply;
        }
        match path {
            "/pages/clinic" => match &self.policy {
                Some(policy) => Reply::page(self.html()).with("Content-Security-Policy", policy),
                None => Reply::page(self.html()),
            },
            "/clinic.css" => own("text/css", &self.style),
            "/clinic.js" => own("text/javascript", &self.script),
            trap if trap.ends_with("/trap.js") => own("text/javascript", TRAP),
            stop if stop.ends_with("/stop.js") => own("text/javascript", STOP),
            // What the project that has installed the package publishes.
            packed if packed.starts_with("/package/") => {
                Reply::file(&bundles(), packed.trim_start_matches("/package"))
            }
            built if built.starts_with("/by-hand/") => {
                let folder = env::var_os("HOSTS").map(PathBuf::from).unwrap_or_default();
                Reply::file(&folder, built.trim_start_matches("/by-hand"))
            }
            "/axe.js" => Reply::file(&axe_folder(), "/axe.min.js"),
            owners if is_for_owners(owners) => {
                let mut reply = Reply::file(&owners_folder(), owners);
                if self.axe && owners.ends_with(".html") {
                    let page = String::from_utf8_lossy(&reply.body);
                    let checked =
                        page.replacen("<title>", "<script src=\"/axe.js\"></script><title>", 1);
                    reply.body = checked.into_bytes();
                }
                reply
            }
            // Where the pages for owners find the loader of a release.
            lasting if lasting.starts_with("/v1/") => {
                Reply::file(&site(), lasting.trim_start_matches("/v1"))
            }
            // Where `docs/start.md` puts the release.
            documented if documented.starts_with("/who-to-see/v1/") => {
                Reply::file(&site(), documented.trim_start_matches("/who-to-see/v1"))
            }
            // And where `docs/npm.md` puts the files of the package.
            documented if documented.starts_with("/who-to-see/") => {
                Reply::file(&site(), documented.trim_start_matches("/who-to-see"))
            }
            // Browsers ask for it by themselves, at a time of their own.
            "/favicon.ico" => own("image/x-icon", ""),
            missing if (self.missing)(missing) => Reply::missing(missing),
            lost if (self.lost)(lost) => Reply::broken(),
            altered if (self.altered)(altered) => {
                let mut reply = Reply::file(&site(), altered);
                let more: &[u8] = if altered.ends_with(".wasm") {
                    EMPTY_SECTION
                } else {
                    b"window.altered = true;"
                };
                reply.body.extend_from_slice(more);
                reply
            }
            _ => Reply::file(&site(), path),
        }
    }

    /// Styles and scripts are files, so that a strict policy can allow them.
    fn html(&self) -> String {
        format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>The clinic</title>\
             <link rel=\"stylesheet\" href=\"/clinic.css\"><script nonce=\"{NONCE}\" src=\"/clinic.js\"></script>\
             {}{}</head><body>{}</body></html>",
            if self.axe {
                "<script src=\"/axe.js\"></script>"
            } else {
                ""
            },
            self.loader,
            self.body
        )
    }
}

/// The site on another origin than any page, with more in the head of its `embed.html`. Gives that
/// origin, and the paths that will be asked for.
pub fn elsewhere(head: &'static str) -> (String, Arc<Mutex<Vec<String>>>) {
    let server = Server::bind(0).expect("this machine has a free port");
    let origin = server.origin();
    let requests = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&requests);
    thread::spawn(move || {
        server.answer(move |request| {
            if let Ok(mut log) = log.lock() {
                log.push(request.path.clone());
            }
            let mut reply = match request.path.as_str() {
                "/favicon.ico" => Reply::missing(&request.path),
                "/watch.js" => Reply {
                    status: 200,
                    kind: "text/javascript",
                    headers: Vec::new(),
                    body: head.as_bytes().to_vec(),
                },
                // A host that shortens addresses, and drops what stands behind the question mark.
                "/clean/embed.html" => Reply {
                    status: 301,
                    ..Reply::page("")
                }
                .with("Location", "/embed"),
                "/embed" => Reply::file(&site(), "/embed.html"),
                path => Reply::file(&site(), path),
            };
            if ["/embed.html", "/embed"].contains(&&*request.path) {
                let page = String::from_utf8_lossy(&reply.body);
                let watched = page.replace("<base", "<script src=\"watch.js\"></script><base");
                reply.body = watched.into_bytes();
            }
            reply
        });
    });
    (origin, requests)
}

/// A host of packages on another origin than any page, as CDNs are: gives the address of our package.
pub fn cdn() -> String {
    let server = Server::bind(0).expect("this machine has a free port");
    let folder = format!("/npm/who-to-see@{}", env!("CARGO_PKG_VERSION"));
    let address = format!("{}{folder}", server.origin());
    thread::spawn(move || {
        server.answer(move |request| match request.path.strip_prefix(&folder) {
            Some(path) => Reply::file(&root().join("target/package/package"), path)
                .with("Access-Control-Allow-Origin", "*"),
            None => Reply::missing(&request.path),
        });
    });
    address
}

/// Where requests wait until they are let go, once and for all.
#[derive(Default)]
struct Gate {
    open: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    /// Waits until it opens.
    fn pass(&self) {
        let open = self.open.lock();
        let waited = open.map(|open| self.opened.wait_while(open, |open| !*open).is_ok());
        assert!(waited.unwrap_or(false), "nobody has panicked at the gate");
    }

    fn open(&self) {
        if let Ok(mut open) = self.open.lock() {
            *open = true;
        }
        self.opened.notify_all();
    }
}

/// A page that is open in a browser.
pub struct Visit<'browser> {
    /// The browser it is open in.
    pub browser: &'browser Browser,
    requests: Arc<Mutex<Vec<String>>>,
    gate: Arc<Gate>,
}

impl<'browser> Visit<'browser> {
    /// The first widget of the page, when it is up.
    #[track_caller]
    pub fn widget(&self) -> Widget<'browser> {
        self.nth_widget(0)
    }

    /// One of several widgets, when it is up.
    #[track_caller]
    pub fn nth_widget(&self, index: usize) -> Widget<'browser> {
        let widget = self.silent_widget(index);
        widget.until_ready();
        widget
    }

    /// The first widget, whether it is up or not.
    pub fn silent_widget(&self, index: usize) -> Widget<'browser> {
        Widget::new(self.browser, index)
    }

    /// Waits until the last file that a page fetches has come: the words of later screens.
    #[track_caller]
    pub fn until_words_came(&self) {
        let script = "return performance.getEntriesByType('resource')
            .some((entry) => entry.name.includes('-words.js'))";
        self.browser.until("the words come", script, &[]);
    }

    /// Answers the requests that were kept waiting.
    pub fn let_go(&self) {
        self.gate.open();
    }

    /// The paths that were asked for so far, without the picture for the tab: a browser fetches it by
    /// itself, at a moment of its own.
    pub fn requests(&self) -> Vec<String> {
        let log = self.requests.lock().map(|log| log.clone());
        let mut paths = log.unwrap_or_default();
        paths.retain(|path| path != "/favicon.ico");
        paths
    }
}

/// A file of the site under test.
pub fn file_of_site(path: &str) -> Vec<u8> {
    let file = site().join(path);
    fs::read(&file).unwrap_or_else(|error| panic!("cannot read {}: {error}", file.display()))
}

/// A file that the project with the package publishes.
pub fn file_of_package(path: &str) -> Vec<u8> {
    let file = bundles().join(path);
    fs::read(&file).unwrap_or_else(|error| panic!("cannot read {}: {error}", file.display()))
}

/// A file of the package for npm.
pub fn packed(path: &str) -> Vec<u8> {
    let file = root().join("target/package/package").join(path);
    fs::read(&file).unwrap_or_else(|error| panic!("cannot read {}: {error}", file.display()))
}

/// What the configurator and the manifest of a release say that a file must hash to.
pub fn pinned(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64.encode(Sha384::digest(bytes)))
}

/// What the widget's own files know of each other.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(bytes)))
}

/// The folder of the site under test.
fn site() -> PathBuf {
    env::var_os("SITE").map_or_else(|| root().join("target/site"), PathBuf::from)
}

/// Whether a path is that of a page for owners, or of a file of its own.
fn is_for_owners(path: &str) -> bool {
    let files = [
        "/index.html",
        "/demo.html",
        "/configure.html",
        "/screens.html",
        "/owners.css",
    ];
    files.contains(&path) || path.starts_with("/configurator/") || path.starts_with("/docs/")
}

/// Where the pages for owners lie: beside the loader, and in a release above it.
fn owners_folder() -> PathBuf {
    let site = site();
    let above = site.parent().map(Path::to_path_buf);
    if site.join("configure.html").exists() {
        return site;
    }
    above.unwrap_or(site)
}

/// Fails in one sentence, before any browser starts, if there is nothing to test.
pub fn must_be_built() {
    let loader = site().join("who-to-see.js");
    assert!(
        fs::exists(&loader).unwrap_or(false),
        "there is no {}: `cargo xtask test` builds it",
        loader.display()
    );
}

/// Where the pages of frameworks lie, and the files of the package that they fetch.
fn bundles() -> PathBuf {
    root().join("target/package/public")
}

/// Where npm put the accessibility checker.
fn axe_folder() -> PathBuf {
    root().join("target/tools/npm/node_modules/axe-core")
}

/// The folder of the project.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}
