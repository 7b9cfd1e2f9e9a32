//! `cargo xtask serve`: the widget on its demonstration page, at an address that is printed at once.
//!
//! `crates/preview` compiles and shows the widget, and is what `cargo xtask serve` starts with; what
//! needs the commands themselves is here.

use std::path::Path;

use release::{Build, owners, site};
use tooling::{Failure, paths};

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
    /// Only make what stands beside a widget that is shown already
    #[arg(long, hide = true, conflicts_with_all = ["port", "debug", "release"])]
    rest: bool,
}

/// Builds, and serves until Ctrl-C.
pub fn run(args: &Args) -> Result<(), Failure> {
    if args.rest {
        return rest(&paths::quick_site());
    }
    if args.debug || args.release {
        let build = if args.debug {
            Build::Debug
        } else {
            Build::Release
        };
        return preview::serve_made(args.port, || site::build(build));
    }
    preview::serve(args.port, rest)
}

/// Makes the pages that lie beside the widget: the documents, the booklet, the configurator, every
/// kind of screen.
fn rest(folder: &Path) -> Result<(), Failure> {
    let booklet = review::page_of_project()?;
    paths::write(&folder.join(owners::front::BOOKLET), booklet.as_bytes())?;
    site::quick_rest(folder)
}
