//! `cargo xtask serve`: the widget on its demonstration page, at an address that is printed.
//!
//! Serves what was built and watches nothing; for live reload there is `trunk serve`.

use loopback::{Reply, Server};

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::site;
use crate::widget::Build;

/// Tried first, so that the address stays the same from one run to the next.
const USUAL_PORT: u16 = 8080;

/// Builds, then serves until Ctrl-C.
pub fn run(mut words: Arguments) -> Result<(), Failure> {
    let port = words.value("--port")?;
    let build = if words.flag("--debug") {
        Build::Debug
    } else {
        Build::Release
    };
    words.done()?;
    let server = listen(port.as_deref())?;
    let folder = site::build(build)?;
    println!("\n  {}/   (Ctrl-C ends it)\n", server.origin());
    server.answer(move |request| Reply::file(&folder, &request.path));
    Ok(())
}

/// Takes the port asked for, or the usual one, or any that is free.
fn listen(port: Option<&str>) -> Result<Server, Failure> {
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
    let number = port.parse().map_err(|_| {
        Failure::new(
            format!("`{port}` is not a port"),
            "write a number from 1 to 65535: --port 8080",
        )
    })?;
    Server::bind(number).map_err(|error| {
        Failure::new(
            format!("cannot listen on port {port}: {error}"),
            "choose another one, or leave --port out: a free one is then found",
        )
    })
}
