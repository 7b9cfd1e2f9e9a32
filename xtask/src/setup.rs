//! What the other commands need from the machine: each need is looked for, then installed, then
//! told in one line with the command to type.
//!
//! Installs inside the project only below `target/tools`; compilers go through rustup, browsers
//! through the package manager. Never asks a question, so that a server can run it too.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use clap::ValueEnum;
use tooling::process::{cargo, find, output, run, succeeds};
use tooling::{Context, Failure, paths};

/// The only browser driver that comes as Rust source.
const GECKODRIVER: (&str, &str) = ("geckodriver", "0.37.1");

/// The packages of Python that judge files, each with the hash of what pip may install.
const REQUIREMENTS: &str = "crates/tooling/python/requirements.txt";

/// A browser engine that the tests drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// Chrome, Edge and most others.
    Chromium,
    /// Firefox.
    Firefox,
    /// The engine of Safari, as Linux has it.
    Webkit,
}

impl Engine {
    /// All of them, in the order in which they are tried.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// The name that `--browser` takes and that test names begin with.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// Programs that must be there; of each group any one will do.
    fn programs(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Chromium => &[
                &["chromedriver"],
                &[
                    "chromium",
                    "chromium-browser",
                    "google-chrome",
                    "google-chrome-stable",
                ],
            ],
            Self::Firefox => &[&["firefox", "firefox-esr"]],
            Self::Webkit => &[&["WebKitWebDriver"], &["Xvfb"]],
        }
    }

    /// The Debian packages that hold them. Without a font a browser draws boxes of no width.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-driver", "fonts-dejavu-core"],
            Self::Firefox => &["firefox-esr", "fonts-dejavu-core"],
            Self::Webkit => &["webkit2gtk-driver", "xvfb", "fonts-dejavu-core"],
        }
    }
}

/// A Python with the packages that judge files; gives the program.
pub fn python() -> Result<PathBuf, Failure> {
    let folder = paths::python_tools();
    let program = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let wanted = paths::read(REQUIREMENTS)?;
    let mark = folder.join("packages");
    if program.exists() && fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
        return Ok(program);
    }
    let system = if cfg!(windows) { "python" } else { "python3" };
    if !succeeds(Command::new(system).args(["-m", "venv"]).arg(&folder)) {
        return Err(Failure::new(
            "there is no Python that can make an environment of its own",
            "install Python 3 with venv, for example: apt-get install python3-venv",
        ));
    }
    run(Command::new(&program)
        .args(["-m", "pip", "install", "--quiet", "--require-hashes", "-r"])
        .arg(REQUIREMENTS))?;
    fs::write(&mark, wanted).context("write", &mark)?;
    Ok(program)
}

/// An engine and its driver are there.
pub fn browser(engine: Engine) -> Result<(), Failure> {
    let missing = |names: &&&[&str]| !names.iter().any(|name| find(name).is_some());
    if engine.programs().iter().any(|names| missing(&names)) {
        packages(engine)?;
    }
    if engine == Engine::Firefox && find(GECKODRIVER.0).is_none() {
        let (name, version) = GECKODRIVER;
        run(cargo()
            .args(["install", name, "--version", version, "--locked"])
            // It only passes messages on: compiling it well would take five times as long.
            .args(["--debug", "--root"])
            .arg(paths::tools()))?;
    }
    match engine.programs().iter().find(missing) {
        None => Ok(()),
        Some(names) => Err(Failure::new(
            format!(
                "{} cannot be tested: there is no `{}`",
                engine.name(),
                names.join("` or `")
            ),
            "the package manager put it where it is not found: add its folder to the PATH",
        )),
    }
}

/// Installs the packages of an engine, if this person may.
fn packages(engine: Engine) -> Result<(), Failure> {
    let elsewhere = if engine == Engine::Webkit {
        "WebKitGTK and its WebDriver exist for Linux; look for WebKitWebDriver in its packages"
    } else {
        "install the browser and its WebDriver and put both on the PATH"
    };
    let otherwise = "\nor leave it out: cargo xtask test --browser <another>";
    install(engine.name(), engine.packages(), [elsewhere, otherwise])
}

/// The web servers that many sites run on are there.
pub fn servers() -> Result<(), Failure> {
    if ["nginx", "apache2"].iter().all(|name| find(name).is_some()) {
        return Ok(());
    }
    let packages = ["nginx-light", "apache2", "libnginx-mod-http-brotli-static"];
    let elsewhere = "install nginx and Apache";
    install("nginx or Apache", &packages, [elsewhere, ""])
}

/// Installs packages of Debian, if this person may. Where there is no `apt-get`, says what to do
/// elsewhere; there, and where it takes more rights, also what else can be done.
pub fn install(
    what: &str,
    packages: &[&str],
    [elsewhere, otherwise]: [&str; 2],
) -> Result<(), Failure> {
    let told = format!(
        "apt-get install --no-install-recommends {}",
        packages.join(" ")
    );
    let cannot = |why: &str, help: String| {
        Err(Failure::new(
            format!("{what} is not installed and {why}"),
            format!("{help}{otherwise}"),
        ))
    };
    if find("apt-get").is_none() {
        return cannot("this machine has no apt-get", elsewhere.to_owned());
    }
    let Some(elevated) = elevated() else {
        return cannot(
            "installing it takes root",
            format!("type: sudo {told} (sudo apt-get update comes first)"),
        );
    };
    let apt = |arguments: &[&str]| {
        let (first, others) = elevated.split_first().unwrap_or((&"apt-get", &[]));
        let mut command = Command::new(first);
        command.args(others).args(arguments);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        run(&mut command)
    };
    apt(&["update", "--quiet"])?;
    let mut install = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    install.extend(packages);
    apt(&install)
}

/// How apt-get can be called with the rights it needs and without a password; nothing if it cannot.
fn elevated() -> Option<Vec<&'static str>> {
    if output(Command::new("id").arg("-u")).is_ok_and(|user| user == "0") {
        return Some(vec!["apt-get"]);
    }
    succeeds(Command::new("sudo").args(["-n", "true"])).then(|| vec!["sudo", "-n", "apt-get"])
}
