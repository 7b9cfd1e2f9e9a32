//! `cargo xtask serve`: the widget on its demonstration page, at an address that is printed.
//!
//! Serves what was built and watches nothing; for live reload there is `trunk serve`.

use loopback::{Reply, Server};
use release::{Build, site};
use tooling::Failure;

/// Tried first, so that the address stays the same from one run to the next.
const USUAL_PORT: u16 = 8080;

/// What can be typed after `serve`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The port; without it 8080, or any that is free
    #[arg(long, value_name = "NUMBER")]
    port: Option<u16>,
    /// Compile quickly, with every check of a debug build
    #[arg(long)]
    debug: bool,
}

/// Builds, then serves until Ctrl-C.
pub fn run(args: &Args) -> Result<(), Failure> {
    let build = if args.debug {
        Build::Debug
    } else {
        Build::Release
    };
    let server = listen(args.port)?;
    let folder = site::build(build)?;
    println!("\n  {}/   (Ctrl-C ends it)\n", server.origin());
    server.answer(move |request| Reply::file(&folder, &request.path));
    Ok(())
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
