//! What the other commands need from the machine: each need is looked for, then installed, then
//! told in one line with the command to type.
//!
//! Installs inside the project only below `target/tools`; compilers go through rustup, browsers
//! through the package manager. Never asks a question, so that a server can run it too.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::{About, Failure};
use crate::places;
use crate::programs::{cargo, find, output, run, succeeds};

/// The target that the widget is compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The only browser driver that comes as Rust source.
const GECKODRIVER: (&str, &str) = ("geckodriver", "0.37.1");

/// A package that npm brings.
#[derive(Clone, Copy, Debug)]
pub enum Package {
    /// `wasm-opt`.
    Binaryen,
    /// The minifier of the little JavaScript there is.
    Esbuild,
    /// The accessibility checker that runs inside a page.
    Axe,
    /// A reader of FHIR with the profiles of R4.
    Fhir,
    /// An engine for the invariants of FHIR.
    Fhirpath,
}

/// Packages of Python that judge the files a visitor takes away, with the versions tried.
const JUDGES: [&str; 2] = ["fhir.resources==8.3.0", "icalendar==7.3.0"];

impl Package {
    /// Its name and the version tried. Binaryen's own numbering makes it part of the build's result.
    fn name_and_version(self) -> (&'static str, &'static str) {
        match self {
            Self::Binaryen => ("binaryen", "132.0.0"),
            Self::Esbuild => ("esbuild", "0.28.2"),
            Self::Axe => ("axe-core", "4.14.1"),
            Self::Fhir => ("fhir", "4.12.0"),
            Self::Fhirpath => ("fhirpath", "4.10.1"),
        }
    }
}

/// A browser engine that the tests drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The widget can be compiled.
pub fn wasm_target() -> Result<(), Failure> {
    if sysroot()?
        .join("lib/rustlib")
        .join(WASM)
        .join("lib")
        .exists()
    {
        return Ok(());
    }
    rustup(&["target", "add", WASM])
}

/// The standard library can be compiled along with the widget.
pub fn rust_source() -> Result<(), Failure> {
    let lock = "lib/rustlib/src/rust/library/Cargo.lock";
    if sysroot()?.join(lock).exists() {
        return Ok(());
    }
    rustup(&["component", "add", "rust-src"])
}

/// A package of npm is there; gives its folder.
pub fn package(package: Package) -> Result<PathBuf, Failure> {
    let (name, version) = package.name_and_version();
    let folder = places::npm_tools().join("node_modules").join(name);
    let wanted = format!("\"version\": \"{version}\"");
    let present = std::fs::read_to_string(folder.join("package.json"))
        .is_ok_and(|manifest| manifest.contains(&wanted));
    if !present {
        let prefix = places::npm_tools();
        std::fs::create_dir_all(&prefix).about("make the folder", &prefix)?;
        run(Command::new(NPM)
            .args(["install", "--no-audit", "--no-fund", "--save-exact"])
            .arg("--prefix")
            .arg(prefix)
            .arg(format!("{name}@{version}")))?;
    }
    Ok(folder)
}

/// A program that a package of npm brings.
pub fn package_program(of: Package, name: &str) -> Result<Command, Failure> {
    package(of)?;
    let links = places::npm_tools().join("node_modules/.bin");
    Ok(Command::new(if cfg!(windows) {
        links.join(format!("{name}.cmd"))
    } else {
        links.join(name)
    }))
}

/// A Python with the packages that judge files; gives the program.
pub fn python() -> Result<PathBuf, Failure> {
    let folder = places::python_tools();
    let program = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let wanted = JUDGES.join("\n");
    let mark = folder.join("packages");
    if program.exists() && std::fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
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
        .args(["-m", "pip", "install", "--quiet"])
        .args(JUDGES))?;
    places::write(&mark, wanted.as_bytes())?;
    Ok(program)
}

/// On Windows npm is a script, which must be called by its full name.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

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
            .arg(places::tools()))?;
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
    debian(engine.name(), engine.packages(), [elsewhere, otherwise])
}

/// Installs packages of Debian, if this person may. Where there is no `apt-get`, and where it takes
/// more rights, says what else can be done.
pub fn debian(
    what: &str,
    names: &[&str],
    [elsewhere, otherwise]: [&str; 2],
) -> Result<(), Failure> {
    let told = format!(
        "apt-get install --no-install-recommends {}",
        names.join(" ")
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
    install.extend(names);
    apt(&install)
}

/// How apt-get can be called with the rights it needs and without a password; nothing if it cannot.
fn elevated() -> Option<Vec<&'static str>> {
    if output(Command::new("id").arg("-u")).is_ok_and(|user| user == "0") {
        return Some(vec!["apt-get"]);
    }
    succeeds(Command::new("sudo").args(["-n", "true"])).then(|| vec!["sudo", "-n", "apt-get"])
}

/// Where the compiler in use keeps its libraries.
pub fn sysroot() -> Result<PathBuf, Failure> {
    output(Command::new("rustc").args(["--print", "sysroot"])).map(PathBuf::from)
}

/// Called by name: the proxies of rustup may be told not to install anything by themselves.
fn rustup(arguments: &[&str]) -> Result<(), Failure> {
    run(Command::new("rustup").args(arguments))
}
