//! Pages of the frameworks that people build sites with, each with the package inside, as a project
//! of theirs would make them. The browser tests open them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use release::{NAME, npm_package};
use sha2::{Digest, Sha512};
use tooling::npm::{NPM, Set, clean_install};
use tooling::process::{output, run};
use tooling::{Context, Failure, paths};

/// The pages, in `tests/hosts`: what each begins with.
const PAGES: [&str; 10] = [
    "plain.js",
    "react.jsx",
    "react-browser.jsx",
    "vue.js",
    "svelte.js",
    "angular.ts",
    "turbo.js",
    "turbolinks.js",
    "htmx.js",
    "htmx4.js",
];

/// Draws the page of `react-browser.jsx` as a server does.
const SERVER: &str = "react-server.jsx";

/// The package with the styles of WordPress's blocks, its version, and the SHA-512 that npm knows it by.
const BLOCKS: (&str, &str) = ("block-library", "11.1.0");
const BLOCKS_HASH: &str =
    "QSg0uK/aWwaaZJiC625cVdh5R2GKkwwIL23VQaAMV+EHfOA4LzdwpZH4wo0o5NgS/pQN7KMJq6wz50F+dav98Q==";

/// What a bundler is told for every page: frameworks ask whether they run in production, and Angular
/// wants the older kind of decorators.
const OPTIONS: [&str; 10] = [
    "--bundle",
    "--format=esm",
    "--minify",
    "--jsx=automatic",
    "--log-level=warning",
    "--define:process.env.NODE_ENV=\"production\"",
    "--define:__VUE_OPTIONS_API__=true",
    "--define:__VUE_PROD_DEVTOOLS__=false",
    "--define:__VUE_PROD_HYDRATION_MISMATCH_DETAILS__=false",
    "--tsconfig-raw={\"compilerOptions\":{\"experimentalDecorators\":true,\"useDefineForClassFields\":false}}",
];

/// Installs a package beside the frameworks, and bundles a page with each of them.
pub fn bundle(packed: &Path) -> Result<(), Failure> {
    let project = project()?;
    // Made on this machine a moment ago, so no lock can name it.
    run(Command::new(NPM)
        .args(["install", "--no-save", "--no-package-lock", "--offline"])
        .args(["--no-audit", "--no-fund", "--loglevel=error", "--prefix"])
        .arg(&project)
        .arg(packed))?;
    run(Command::new("node").arg(project.join("compile-svelte.mjs")))?;
    let public = paths::package().join("public");
    for page in PAGES {
        let name = Path::new(page).with_extension("js");
        let to = format!("--outfile={}", public.join(name).display());
        run(Set::Build
            .program("esbuild")?
            .arg(project.join(page))
            .args(OPTIONS)
            .arg(to))?;
    }
    let server = paths::cargo_target().join("hosts/server.mjs");
    run(Set::Build
        .program("esbuild")?
        .arg(project.join(SERVER))
        .args(OPTIONS)
        // Packages for Node.js ask for each other while they run.
        .args(["--platform=node", "--banner:js=import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"])
        .arg(format!("--outfile={}", server.display())))?;
    let drawn = output(Command::new("node").arg(&server))?;
    paths::write(&public.join("react-server.html"), drawn.as_bytes())?;
    wordpress(&public)?;
    npm_package::copy(
        &project.join("node_modules").join(NAME).join("files"),
        &public.join("files"),
    )
}

/// The styles of a WordPress page: those of its blocks, as WordPress publishes them, and those that
/// the settings of a block theme become.
fn wordpress(public: &Path) -> Result<(), Failure> {
    let (name, version) = BLOCKS;
    let folder = paths::tools().join(format!("{name}-{version}"));
    let styles = folder.join("package/build-style");
    if !styles.exists() {
        paths::emptied(&folder)?;
        // Packed, not installed: the sheets need none of the scripts that the package depends on.
        run(Command::new(NPM)
            .args(["pack", "--silent", "--pack-destination"])
            .arg(&folder)
            .arg(format!("@wordpress/{name}@{version}")))?;
        let packed = folder.join(format!("wordpress-{name}-{version}.tgz"));
        is_the_one_tried(&packed)?;
        run(Command::new("tar")
            .arg("-xzf")
            .arg(packed)
            .arg("-C")
            .arg(&folder)
            .arg("package/build-style"))?;
    }
    let mut sheet = String::new();
    for name in ["common.css", "elements.css", "style.css", "theme.css"] {
        let file = styles.join(name);
        sheet.push_str(&fs::read_to_string(&file).context("read", &file)?);
    }
    sheet.push_str(&paths::read("tests/hosts/wordpress.css")?);
    paths::write(&public.join("wordpress.css"), sheet.as_bytes())
}

/// What npm has brought is what these tests were written with.
fn is_the_one_tried(packed: &Path) -> Result<(), Failure> {
    let bytes = fs::read(packed).context("read", packed)?;
    let hash = BASE64.encode(Sha512::digest(bytes));
    if hash == BLOCKS_HASH {
        return Ok(());
    }
    Err(Failure::new(
        format!("{} has the hash {hash}", packed.display()),
        "it is not the package that was tried: see BLOCKS_HASH in xtask/src/frameworks.rs",
    ))
}

/// The project of the pages, with the frameworks that its lock file names.
fn project() -> Result<PathBuf, Failure> {
    let project = paths::framework_pages();
    let from = paths::root().join("tests/hosts");
    clean_install(&from, &project)?;
    for entry in fs::read_dir(&from).context("read", &from)?.flatten() {
        let path = entry.path();
        let bytes = fs::read(&path).context("read", &path)?;
        paths::write(&project.join(entry.file_name()), &bytes)?;
    }
    Ok(project)
}
