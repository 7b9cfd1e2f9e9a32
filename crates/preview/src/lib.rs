//! The widget to look at, at an address that is printed at once.
//!
//! Compiles it quickly and shows it. Everything that is not needed for that is made afterwards, by
//! the commands themselves, while one looks; so this crate must never depend on them. Watches
//! nothing; for live reload there is `trunk serve`, which shows the same widget.

pub mod page;
pub mod quick;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use loopback::{Reply, Server};
use tooling::{Failure, paths};

pub use launch::WIDGET;

/// The folder below the loader that the widget's files lie in. They only work together, so they
/// share it.
pub const CORE: &str = "core";

/// The loader, which every page that shows the widget loads.
pub const LOADER: &str = "who-to-see.js";

/// The first page of a folder: the demonstration, until there is more to lead to.
pub const PAGE: &str = "index.html";

/// Tried first, so that the address stays the same from one run to the next.
const USUAL_PORT: u16 = 8080;

/// What a browser is shown until the first page is there. It asks again by itself.
const SOON: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
    <meta http-equiv=\"refresh\" content=\"2\"><meta name=\"color-scheme\" content=\"light dark\">\
    <title>Being compiled</title><h1>The widget is being compiled</h1>\
    <p>This page shows it when it is ready. What cargo does stands in the terminal.</p></html>";

/// Compiles the widget, shows it, and goes on until Ctrl-C. `rest` makes the other pages of the folder
/// that is given to it; what stops it is told, and the widget stays.
///
/// # Errors
/// When no port can be had, or the widget cannot be compiled.
pub fn serve(
    port: Option<u16>,
    rest: impl FnOnce(&Path) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let server = listen(port)?;
    let origin = server.origin();
    println!("\n  {origin}/   (Ctrl-C ends it; the page shows itself when it is ready)\n");
    eprintln!("Compiles the widget: about two minutes the first time on two cores, else seconds.");
    let began = Instant::now();
    let folder = paths::quick_site();
    paths::emptied(&folder)?;
    let shown = folder.clone();
    let serving = thread::spawn(move || {
        server.answer(move |request| answered(&shown, &request.path));
    });
    widget(&folder)?;
    let took = began.elapsed().as_secs();
    println!("\n  {origin}/   shows the widget, after {took} s\n");
    eprintln!("Makes the rest meanwhile: the configurator, every kind of screen, the booklet.");
    match rest(&folder) {
        Ok(()) => {
            let took = began.elapsed().as_secs();
            println!("\n  {origin}/   leads to all of it, after {took} s   (Ctrl-C ends it)\n");
        }
        Err(failure) => {
            eprintln!("{failure}");
            println!("\n  {origin}/   shows the widget alone   (Ctrl-C ends it)\n");
        }
    }
    // Never ends by itself.
    let _ = serving.join();
    Ok(())
}

/// The widget, compiled quickly, on its demonstration page, with the files that the page asks for.
fn widget(folder: &Path) -> Result<(), Failure> {
    quick::module(WIDGET, &folder.join(CORE))?;
    // The page last: whoever waits for it finds what it asks for.
    for (name, bytes) in page::with_companions()?.into_iter().rev() {
        paths::write(&folder.join(name), &bytes)?;
    }
    Ok(())
}

/// Serves a folder that has been made, until Ctrl-C. `make` makes it, once it is known that the port
/// can be had.
///
/// # Errors
/// When no port can be had, or the folder cannot be made.
pub fn serve_made(
    port: Option<u16>,
    make: impl FnOnce() -> Result<PathBuf, Failure>,
) -> Result<(), Failure> {
    let server = listen(port)?;
    let origin = server.origin();
    eprintln!("Compiles the widget and serves it then: several minutes the first time.");
    let folder = make()?;
    println!("\n  {origin}/   (Ctrl-C ends it)\n");
    server.answer(move |request| Reply::file(&folder, &request.path));
    Ok(())
}

/// A file, or the page that waits for the first of them.
fn answered(folder: &Path, path: &str) -> Reply {
    if path == "/" && !folder.join(PAGE).exists() {
        return Reply::page(SOON);
    }
    Reply::file(folder, path)
}

/// Takes the port asked for, or the usual one, or any that is free.
fn listen(port: Option<u16>) -> Result<Server, Failure> {
    let Some(port) = port else {
        return Server::bind(USUAL_PORT)
            .or_else(|_| Server::bind(0))
            .map_err(|error| {
                Failure::new(
                    format!("cannot listen on this machine's own address: {error}"),
                    "see whether a firewall or sandbox forbids it",
                )
            });
    };
    Server::bind(port).map_err(|error| {
        Failure::new(
            format!("cannot listen on port {port}: {error}"),
            "choose another one, or leave --port out: a free one is then found",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_page_waits_for_itself_and_nothing_else_does() {
        let folder = std::env::temp_dir().join("who-to-see-serve");
        paths::emptied(&folder).expect("it is made");
        let page = |path: &str| answered(&folder, path);
        assert_eq!(page("/"), Reply::page(SOON));
        assert_eq!(page("/demo.html").status, 404);
        paths::write(&folder.join(PAGE), b"the front").expect("it is written");
        assert_eq!(page("/").body, b"the front");
    }

    #[test]
    fn whoever_serves_for_the_first_time_waits_for_no_release_proof_or_document() {
        let graph = tooling::process::output(
            tooling::process::cargo()
                .args(["tree", "--locked", "--offline", "--package", "preview"])
                .args(["--edges", "normal,build", "--prefix", "none"]),
        );
        let graph = graph.expect("cargo answers");
        let names: Vec<_> = graph
            .lines()
            .filter_map(|line| line.split(' ').next())
            .collect();
        assert!(names.contains(&"wasm-bindgen-cli-support"), "{graph}");
        for heavy in [
            "yew",
            "content",
            "proof",
            "clap",
            "maud",
            "brotli",
            "zip",
            "who-to-see",
        ] {
            assert!(!names.contains(&heavy), "{heavy} is compiled first");
        }
    }
}
