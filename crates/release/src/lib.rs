//! From source to what is published: compile the widget, bind and shrink it, make the fallback
//! without WebAssembly, seal it with hashes, measure it, and pack it.
//!
//! `widget` decides what the widget's files are, `site` puts them beside the pages that `owners` has,
//! for `serve` and the tests, `dist` makes the release, `npm_package` packs it for npm, `wordpress` as
//! a plugin. What is only looked at is compiled by `crates/preview`.

pub mod bind;
mod compile;
mod deferred;
pub mod dist;
mod fallback;
mod files;
mod first;
mod guarded;
mod heaviest;
mod integrity;
mod keep;
mod limits;
mod measure;
mod minify;
pub mod npm_package;
pub mod owners;
mod sbom;
mod shrink;
pub mod site;
pub mod static_hosts;
mod widget;
pub mod wordpress;

use std::path::PathBuf;

use clap::Subcommand;
use tooling::Failure;

pub use compile::Build;
pub use files::{CORE, EXACT, LASTING, LOADER, NAME};
pub use measure::unpacked;

/// The commands of the release.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Makes the release in target/dist and measures it against its limits
    Dist(dist::Args),
    /// Makes the package for npm from the release, in target/package; or the plugin for WordPress
    Package(PackageArgs),
}

/// What can be typed after `package`.
#[derive(Debug, clap::Args)]
pub struct PackageArgs {
    /// Make the plugin for WordPress, in target/wordpress
    #[arg(long)]
    wordpress: bool,
    /// The folder of another release than the one in target/dist
    #[arg(long, value_name = "RELEASE", requires = "wordpress")]
    from: Option<PathBuf>,
}

impl Command {
    /// Runs it.
    ///
    /// # Errors
    /// When something cannot be compiled or written, or the release is heavier than it may be.
    pub fn run(self) -> Result<(), Failure> {
        match self {
            Self::Dist(args) => dist::run(&args),
            Self::Package(args) if args.wordpress => wordpress::run(args.from.as_deref()),
            Self::Package(_) => npm_package::run(),
        }
    }
}
