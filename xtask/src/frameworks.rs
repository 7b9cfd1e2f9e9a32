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
const PAGES: [&str; 15] = [
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
    "reveal-deck.js",
    "popup.js",
    "astro.js",
    "page.js",
    "navigo.js",
];

/// Draws the page of `react-browser.jsx` as a server does.
const SERVER: &str = "react-server.jsx";

/// A package of npm that is unpacked and not installed: of what it depends on, nothing is needed.
struct Packed {
    /// Its name, with its scope.
    name: &'static str,
    version: &'static str,
    /// The SHA-512 that npm knows it by.
    hash: &'static str,
}

/// The styles of WordPress's blocks.
const BLOCKS: Packed = Packed {
    name: "@wordpress/block-library",
    version: "11.1.0",
    hash: "QSg0uK/aWwaaZJiC625cVdh5R2GKkwwIL23VQaAMV+EHfOA4LzdwpZH4wo0o5NgS/pQN7KMJq6wz50F+dav98Q==",
};

/// What a page of Astro runs in the browser, where its links go through its `ClientRouter`.
const ASTRO: Packed = Packed {
    name: "astro",
    version: "7.3.5",
    hash: "1p/ernaq/RuESbM5NMjWzbO6SiebMGrGcYlGjMfBhzzgM+n/X7AUmVyw8BqW2QYCdivpsHwJBcD1fqmlTZjZHg==",
};

/// A consent tool, ready for a page.
const KLARO: Packed = Packed {
    name: "klaro",
    version: "0.7.22",
    hash: "NkaFxS4S8160/zH1UQzCSYIIsAtwIDHIkJ7xofCrgRqk14OSY+OJuwCjYyW+q5fmIeF4RvsuBH6brPe2BS9Z0A==",
};

/// What a bundler is told for every page: frameworks ask whether they run in production and in a browser,
/// and Angular wants the older kind of decorators.
const OPTIONS: [&str; 16] = [
    "--bundle",
    "--format=esm",
    "--minify",
    "--jsx=automatic",
    "--log-level=warning",
    "--define:import.meta.env.SSR=false",
    "--define:import.meta.env.DEV=false",
    "--define:__PREFETCH_DISABLED__=true",
    "--define:__PREFETCH_PREFETCH_ALL__=false",
    "--define:__PREFETCH_DEFAULT_STRATEGY__=\"hover\"",
    "--define:__EXPERIMENTAL_CLIENT_PRERENDER__=false",
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
    let astro = astro(&project)?;
    for page in PAGES {
        let name = Path::new(page).with_extension("js");
        let to = format!("--outfile={}", public.join(name).display());
        run(Set::Build
            .program("esbuild")?
            .arg(project.join(page))
            .args(OPTIONS)
            .args(&astro)
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
    let klaro = KLARO.unpacked()?.join("dist/klaro.js");
    let script = fs::read(&klaro).context("read", &klaro)?;
    paths::write(&public.join("klaro.js"), &script)?;
    npm_package::copy(
        &project.join("node_modules").join(NAME).join("files"),
        &public.join("files"),
    )
}

/// Writes the script of Astro's component `ClientRouter` into the project, as a build of Astro takes it
/// out of there. Gives what the bundler is told: where the modules are that such a build makes up.
fn astro(project: &Path) -> Result<[String; 3], Failure> {
    let package = ASTRO.unpacked()?;
    let file = package.join("components/ClientRouter.astro");
    let component = fs::read_to_string(&file).context("read", &file)?;
    let script = component
        .split_once("<script>")
        .and_then(|(_, after)| after.split_once("</script>"));
    let Some((script, _)) = script else {
        return Err(Failure::new(
            format!("{} holds no script", file.display()),
            "the package was made in another way: see xtask/src/frameworks.rs",
        ));
    };
    paths::write(&project.join("astro-router.ts"), script.as_bytes())?;
    let headers = project.join("astro-headers.js");
    paths::write(&headers, b"export const internalFetchHeaders = {};\n")?;
    let modules = package.join("dist/virtual-modules");
    Ok([
        ("virtual:astro:adapter-config/client", headers),
        (
            "astro:transitions/client",
            modules.join("transitions-router.js"),
        ),
        (
            "astro/virtual-modules/prefetch.js",
            modules.join("prefetch.js"),
        ),
    ]
    .map(|(name, file)| format!("--alias:{name}={}", file.display())))
}

/// The styles of a WordPress page: those of its blocks, as WordPress publishes them, and those that
/// the settings of a block theme become.
fn wordpress(public: &Path) -> Result<(), Failure> {
    let styles = BLOCKS.unpacked()?.join("build-style");
    let mut sheet = String::new();
    for name in ["common.css", "elements.css", "style.css", "theme.css"] {
        let file = styles.join(name);
        sheet.push_str(&fs::read_to_string(&file).context("read", &file)?);
    }
    sheet.push_str(&paths::read("tests/hosts/wordpress.css")?);
    paths::write(&public.join("wordpress.css"), sheet.as_bytes())
}

impl Packed {
    /// The folder with its files, brought by npm unless they are there.
    fn unpacked(&self) -> Result<PathBuf, Failure> {
        let Self { name, version, .. } = self;
        let plain = name.trim_start_matches('@').replace('/', "-");
        let folder = paths::tools().join(format!("{plain}-{version}"));
        let package = folder.join("package");
        // Written last: what was broken off is done again.
        let done = folder.join("unpacked");
        if done.exists() {
            return Ok(package);
        }
        paths::emptied(&folder)?;
        run(Command::new(NPM)
            .args(["pack", "--silent", "--pack-destination"])
            .arg(&folder)
            .arg(format!("{name}@{version}")))?;
        let file = folder.join(format!("{plain}-{version}.tgz"));
        self.must_be(&file)?;
        run(Command::new("tar")
            .arg("-xzf")
            .arg(&file)
            .arg("-C")
            .arg(&folder))?;
        paths::write(&done, self.hash.as_bytes())?;
        Ok(package)
    }

    /// What npm has brought is what these tests were written with.
    fn must_be(&self, file: &Path) -> Result<(), Failure> {
        let bytes = fs::read(file).context("read", file)?;
        let hash = BASE64.encode(Sha512::digest(bytes));
        if hash == self.hash {
            return Ok(());
        }
        Err(Failure::new(
            format!("{} has the hash {hash}", file.display()),
            "it is not the package that was tried: see xtask/src/frameworks.rs",
        ))
    }
}

/// The project of the pages, with the frameworks that its lock file names.
fn project() -> Result<PathBuf, Failure> {
    let project = paths::framework_pages();
    let from = paths::root().join("tests/hosts");
    clean_install(&from, &project)?;
    for entry in fs::read_dir(&from).context("read", &from)?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            continue;
        }
        let bytes = fs::read(&path).context("read", &path)?;
        paths::write(&project.join(entry.file_name()), &bytes)?;
    }
    Ok(project)
}
