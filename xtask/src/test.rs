//! `cargo xtask test`: every test there is, native ones first because they are the quickest to fail.

use std::path::{Path, PathBuf};
use std::process::Command;

use release::{Build, dist, npm_package, site};
use tooling::Failure;
use tooling::npm::Set;
use tooling::process::{cargo, run as run_program};

use crate::setup::{self, Engine};
use crate::{frameworks, hosts, servers, validators, wordpress};

/// What drives real browsers; see `tests/`.
pub const BROWSER_TESTS: &str = "browsers";

/// Names the engines to it, with commas between them.
pub const BROWSERS: &str = "BROWSERS";

/// Names the folder of those pages to them.
const HOSTS: &str = "HOSTS";

/// Tell them how often to fuzz, and from which seed on.
const RUNS: &str = "FUZZ_RUNS";
const SEED: &str = "FUZZ_SEED";

/// What can be typed after `test`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The tests that need no browser, alone
    #[arg(long)]
    native: bool,
    /// Have the files to take away judged, by programs that we did not write; nothing else
    #[arg(long)]
    files: bool,
    /// Serve the release as its settings for nginx and Apache say; nothing else
    #[arg(long)]
    servers: bool,
    /// Walk through a real WordPress with the plugin, in Chromium; nothing else
    #[arg(long, conflicts_with_all = ["native", "files", "servers", "dist", "browser"])]
    wordpress: bool,
    /// Open pages of Yew, Leptos and Next, each built as its own people build it, in Chromium; or the one
    /// that the filter names; nothing else
    #[arg(long, conflicts_with_all = ["native", "files", "servers", "wordpress", "browser"])]
    hosts: bool,
    /// The folder of another release for the plugin than the one in target/dist
    #[arg(long, value_name = "RELEASE", requires = "wordpress")]
    from: Option<PathBuf>,
    /// The folder of another WordPress than Debian's
    #[arg(long, value_name = "FOLDER", requires = "wordpress")]
    core: Option<PathBuf>,
    /// Test the release that `dist` has made, in browsers alone
    #[arg(long)]
    dist: bool,
    /// One engine, in place of all
    #[arg(long, value_enum)]
    browser: Option<Engine>,
    /// How many runs the fuzz of hostile pages makes
    #[arg(long, value_name = "COUNT", requires = "filter")]
    runs: Option<u64>,
    /// The seed of its first run
    #[arg(long, requires = "filter")]
    seed: Option<u64>,
    /// The tests whose names contain this
    filter: Option<String>,
}

/// What can be typed after `gallery`.
#[derive(Debug, clap::Args)]
pub struct GalleryArgs {
    /// Renew the pictures that the README shows
    #[arg(long, conflicts_with = "words")]
    readme: bool,
    /// The pictures whose names hold all of these
    words: Vec<String>,
}

/// Runs the tests: all of them, or those asked for.
pub fn run(args: Args) -> Result<(), Failure> {
    if args.files {
        return validators::judge();
    }
    if args.servers {
        return servers::test();
    }
    if args.wordpress {
        return wordpress::test(args.from.as_deref(), args.core.as_deref(), args.filter);
    }
    if args.hosts {
        return by_hand(args.dist, args.filter);
    }
    let browsers_only = args.browser.is_some() || args.dist;
    if args.native || !browsers_only {
        native(args.filter.as_deref())?;
        if args.filter.is_none() {
            validators::judge()?;
        }
    }
    if args.native {
        return Ok(());
    }
    let engines = args
        .browser
        .map_or_else(|| Engine::ALL.to_vec(), |one| vec![one]);
    Set::Tests.install()?;
    for engine in &engines {
        setup::browser(*engine)?;
    }
    let site = site_of(args.dist)?;
    frameworks::bundle(&npm_package::pack(&site)?)?;
    let fuzz = [(RUNS, args.runs), (SEED, args.seed)]
        .map(|(name, number)| number.map(|number| (name, number.to_string())));
    let mut tests = browsers(&engines, &site, args.filter.into_iter().collect());
    run_program(tests.envs(fuzz.into_iter().flatten()))
}

/// The release that `dist` has made, or one that is built now.
fn site_of(released: bool) -> Result<PathBuf, Failure> {
    if released {
        return dist::released();
    }
    site::build(Build::Release)
}

/// The pages that take too long to build for every run of the tests.
fn by_hand(released: bool, filter: Option<String>) -> Result<(), Failure> {
    setup::browser(Engine::Chromium)?;
    let site = site_of(released)?;
    let pages = hosts::build(filter.as_deref())?;
    let mut tests = browsers(&[Engine::Chromium], &site, filter.into_iter().collect());
    run_program(tests.env(HOSTS, pages))
}

/// `cargo xtask gallery`: a picture of every kind of screen, in Chromium; or of those whose names
/// hold the words given; or, with `--readme`, those that the README shows.
pub fn gallery(args: GalleryArgs) -> Result<(), Failure> {
    let mut arguments = vec!["--gallery".to_owned()];
    if args.readme {
        arguments.push("--readme".to_owned());
    }
    arguments.extend(args.words);
    setup::browser(Engine::Chromium)?;
    let site = site::build(Build::Release)?;
    run_program(&mut browsers(&[Engine::Chromium], &site, arguments))
}

/// The tests that need no browser. Those that do are compiled too, and have none to run in: left out,
/// the others would be compiled with other features of the same libraries.
fn native(filter: Option<&str>) -> Result<(), Failure> {
    run_program(
        cargo()
            .args(["test", "--workspace"])
            .args(filter)
            .env(BROWSERS, ""),
    )
}

/// The tests in real browsers, of what lies in a folder.
fn browsers(engines: &[Engine], site: &Path, arguments: Vec<String>) -> Command {
    let names: Vec<_> = engines.iter().map(|engine| engine.name()).collect();
    let mut command = cargo();
    command
        .args(["test", "--workspace", "--test", BROWSER_TESTS, "--"])
        .args(arguments)
        .env(BROWSERS, names.join(","))
        .env("SITE", site);
    command
}
