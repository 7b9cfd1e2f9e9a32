//! `cargo xtask serve`: the widget on its demonstration page, at an address that is printed at once.
//!
//! Compiles quickly what is looked at first, shows it, and makes the rest while one looks. Watches
//! nothing; for live reload there is `trunk serve`, which shows the same widget.

use std::path::Path;
use std::thread;
use std::time::Instant;

use loopback::{Reply, Server};
use release::{Build, owners, site};
use tooling::{Failure, paths};

/// Tried first, so that the address stays the same from one run to the next.
const USUAL_PORT: u16 = 8080;

/// What a browser is shown until the first page is there. It asks again by itself.
const SOON: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
    <meta http-equiv=\"refresh\" content=\"2\"><meta name=\"color-scheme\" content=\"light dark\">\
    <title>Being compiled</title><h1>The widget is being compiled</h1>\
    <p>This page shows it when it is ready. What cargo does stands in the terminal.</p></html>";

/// What can be typed after `serve`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The port; without it 8080, or any that is free
    #[arg(long, value_name = "NUMBER")]
    port: Option<u16>,
    /// Compile with every check of a debug build
    #[arg(long)]
    debug: bool,
    /// Compile as the tests in browsers do: small, with the fallback without WebAssembly; takes minutes
    #[arg(long, conflicts_with = "debug")]
    release: bool,
}

/// Builds, and serves until Ctrl-C.
pub fn run(args: &Args) -> Result<(), Failure> {
    let server = listen(args.port)?;
    let origin = server.origin();
    if args.debug || args.release {
        let build = if args.debug {
            Build::Debug
        } else {
            Build::Release
        };
        eprintln!("Compiles the widget and serves it then: several minutes the first time.");
        let folder = site::build(build)?;
        println!("\n  {origin}/   (Ctrl-C ends it)\n");
        server.answer(move |request| Reply::file(&folder, &request.path));
        return Ok(());
    }
    println!("\n  {origin}/   (Ctrl-C ends it; the page shows itself when it is ready)\n");
    eprintln!("Compiles the widget: about two minutes the first time on two cores, else seconds.");
    let began = Instant::now();
    let folder = paths::quick_site();
    paths::emptied(&folder)?;
    let serving = thread::spawn(move || {
        server.answer(move |request| answered(&folder, &request.path));
    });
    let folder = site::quick()?;
    let took = began.elapsed().as_secs();
    println!("\n  {origin}/   shows the widget, after {took} s\n");
    eprintln!("Makes the rest meanwhile: the configurator, every kind of screen, the booklet.");
    site::quick_configurator()?;
    let booklet = review::page_of_project()?;
    paths::write(&folder.join(owners::front::BOOKLET), booklet.as_bytes())?;
    owners::write(&folder, "")?;
    let took = began.elapsed().as_secs();
    println!("\n  {origin}/   leads to all of it, after {took} s   (Ctrl-C ends it)\n");
    // Never ends by itself.
    let _ = serving.join();
    Ok(())
}

/// A file, or the page that waits for the first of them.
fn answered(folder: &Path, path: &str) -> Reply {
    let front = folder.join("index.html");
    if path == "/" && !front.exists() {
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
        paths::write(&folder.join("index.html"), b"the front").expect("it is written");
        assert_eq!(page("/").body, b"the front");
    }
}
