//! The pages: one host page, and in it the widget, its fallback, or a peer, each bundled as its own
//! people would and compressed beforehand. Fetched packages and bundles lie below `target/`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use loopback::{Reply, Request, Server};
use serde_json::{Value, json};
use tooling::npm::{Set, clean_install};
use tooling::process::run;
use tooling::{Context, Failure, paths};

use crate::questionnaire::Questionnaire;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Peer {
    /// The host page alone.
    Page,
    /// This widget.
    Widget,
    /// The same, where the page's policy forbids WebAssembly.
    Fallback,
    /// The same screens in Preact.
    Twin,
    /// SurveyJS, with its own user interface.
    SurveyJs,
    /// The renderer of Formbricks.
    Formbricks,
}

impl Peer {
    /// Those with questions, in the order of the table.
    pub const ASKING: [Self; 5] = [
        Self::Widget,
        Self::Fallback,
        Self::Twin,
        Self::SurveyJs,
        Self::Formbricks,
    ];

    /// What its page and its files are called.
    pub fn id(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Widget => "widget",
            Self::Fallback => "fallback",
            Self::Twin => "twin",
            Self::SurveyJs => "surveyjs",
            Self::Formbricks => "formbricks",
        }
    }

    /// What a table calls it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Page => "page alone",
            Self::Widget => "who-to-see",
            Self::Fallback => "who-to-see, no Wasm",
            Self::Twin => "Preact twin",
            Self::SurveyJs => "SurveyJS",
            Self::Formbricks => "Formbricks",
        }
    }

    /// What goes into the head of its page, and what its element is.
    fn snippet(self) -> (&'static str, &'static str) {
        match self {
            Self::Page => ("", ""),
            Self::Widget | Self::Fallback => (
                "<script async src=\"/v1/who-to-see.js\"></script>",
                "<who-to-see region=\"GB\"><p>Phone us on 020 7946 0123.</p></who-to-see>",
            ),
            Self::Twin => (
                "<script type=\"module\" src=\"/twin/main.js\"></script>",
                "<div data-questionnaire></div>",
            ),
            Self::SurveyJs => (
                "<link rel=\"stylesheet\" href=\"/surveyjs/main.css\">\
                 <script type=\"module\" src=\"/surveyjs/main.js\"></script>",
                "<div data-questionnaire></div>",
            ),
            Self::Formbricks => (
                "<script type=\"module\" src=\"/formbricks/main.js\"></script>",
                "<div data-questionnaire></div>",
            ),
        }
    }

    fn of(path: &str) -> Option<Self> {
        let name = path.trim_start_matches('/');
        let all = [Self::Page].into_iter().chain(Self::ASKING);
        all.into_iter().find(|peer| peer.id() == name)
    }
}

/// What every peer's own bundler is told.
const OPTIONS: [&str; 10] = [
    "--bundle",
    "--format=esm",
    "--minify",
    "--splitting",
    "--target=es2022",
    "--jsx=automatic",
    "--jsx-import-source=preact",
    "--legal-comments=none",
    "--log-level=warning",
    "--define:process.env.NODE_ENV=\"production\"",
];

/// The sheets of the widget that the twin wears.
const SHEETS: [&str; 6] = [
    "tokens.css",
    "base.css",
    "start.css",
    "question.css",
    "tones.css",
    "advice.css",
];

/// Where the sources of the peers lie.
pub fn sources() -> PathBuf {
    paths::root().join("bench/peers")
}

fn folder() -> PathBuf {
    paths::root().join("target/peers")
}

/// Fetches the peers that the lock file names, and bundles each with the questionnaire.
///
/// # Errors
/// When npm or the bundler does not succeed, or a file cannot be written.
pub fn build(questionnaire: &Questionnaire) -> Result<(), Failure> {
    let installed = paths::tools().join("peers");
    clean_install(&sources(), &installed)?;
    let made = folder();
    paths::emptied(&made)?;
    let Questionnaire {
        model,
        advice,
        path,
        routes,
    } = questionnaire;
    let ending = advice.get(path.advice).cloned().unwrap_or(Value::Null);
    // Only the last screen asks for them, and the twin fetches what that needs by itself.
    let mut asking = model.clone();
    let rules = asking["rules"].take();
    let deciding = json!({ "rules": rules, "advice": advice });
    for (name, value) in [
        ("asking", &asking),
        ("deciding", &deciding),
        ("questionnaire", model),
        ("advice", advice),
        ("routes", routes),
        ("ending", &ending),
    ] {
        let text = value.to_string();
        paths::write(&made.join(format!("{name}.json")), text.as_bytes())?;
    }
    let styles = paths::root().join("styles");
    let joined = stylesheets::joined(&styles, SHEETS.into_iter()).context("read", &styles)?;
    paths::write(&made.join("styles.txt"), joined.as_bytes())?;
    let mut folders = Vec::new();
    for (peer, entry) in [
        (Peer::Twin, "main.jsx"),
        (Peer::SurveyJs, "main.js"),
        (Peer::Formbricks, "main.js"),
    ] {
        let public = made.join("public").join(peer.id());
        let alias = |name: &str, file: &str| {
            let file = made.join(file);
            format!("--alias:{name}={}", file.display())
        };
        run(Set::Build
            .program("esbuild")?
            .env("NODE_PATH", installed.join("node_modules"))
            .arg(sources().join(peer.id()).join(entry))
            .args(OPTIONS)
            .args([
                alias("questionnaire", "questionnaire.json"),
                alias("asking", "asking.json"),
                alias("deciding", "deciding.json"),
                alias("advice", "advice.json"),
                alias("routes", "routes.json"),
                alias("ending", "ending.json"),
                alias("styles", "styles.txt"),
            ])
            .arg(format!("--outdir={}", public.display())))?;
        folders.push(public);
    }
    // Node.js is there for npm, and compresses at full speed also where this program is not optimised.
    run(Command::new("node")
        .arg(sources().join("compress.mjs"))
        .arg(paths::tools().join("peers-compressed"))
        .args(folders))
}

/// Serves the pages and their files from now on. Gives the origin.
///
/// # Errors
/// When this machine has no free port, or there is no release.
pub fn serve(release: PathBuf) -> Result<String, Failure> {
    if !release.join("v1/who-to-see.js").is_file() {
        return Err(Failure::new(
            format!("there is no release in {}", release.display()),
            "leave out --dist, or run `cargo xtask dist`",
        ));
    }
    let template = paths::read("bench/peers/page.html")?;
    let server = Server::bind(0).map_err(|error| {
        Failure::new(
            format!("no port is free: {error}"),
            "look at what listens on this machine",
        )
    })?;
    let origin = server.origin();
    let public = folder().join("public");
    thread::spawn(move || {
        server.answer(move |request| match Peer::of(&request.path) {
            Some(peer) => page(&template, peer, request),
            None if request.path.starts_with("/v1/") => packed(&release, &request.path),
            None => packed(&public, &request.path),
        });
    });
    Ok(origin)
}

/// The host page. `?many=10` puts ten elements on it, each cut off so that all are near the window.
fn page(template: &str, peer: Peer, request: &Request) -> Reply {
    let (head, element) = peer.snippet();
    let many = request.query.strip_prefix("many=");
    let body = match many.and_then(|many| many.parse().ok()) {
        Some(many) => format!("<div class=\"packed\">{element}</div>").repeat(many),
        None => element.to_owned(),
    };
    let html = template
        .replace("<!--head-->", head)
        .replace("<!--body-->", &body);
    let reply = Reply::page(html);
    match peer {
        Peer::Fallback => reply.with("Content-Security-Policy", "script-src 'self'"),
        _ => reply,
    }
}

/// A file, as it was compressed beforehand.
fn packed(folder: &Path, path: &str) -> Reply {
    let mut reply = Reply::file(folder, path);
    let small = Reply::file(folder, &format!("{path}.br"));
    if reply.status == 200 && small.status == 200 {
        reply.body = small.body;
        return reply.with("Content-Encoding", "br");
    }
    reply
}
