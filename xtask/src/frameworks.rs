//! Pages of the frameworks that people build sites with, each with the package inside, as a project
//! of theirs would make them. The browser tests open them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{About, Failure};
use crate::package;
use crate::places;
use crate::programs::run;
use crate::setup::{self, NPM, Package};
use crate::widget::NAME;

/// The pages, in `tests/hosts`: what each begins with.
const PAGES: [&str; 9] = [
    "plain.js",
    "react.jsx",
    "vue.js",
    "svelte.js",
    "angular.ts",
    "turbo.js",
    "turbolinks.js",
    "htmx.js",
    "htmx4.js",
];

/// The package with the styles of WordPress's blocks.
const BLOCKS: (&str, &str) = ("block-library", "11.1.0");

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
    npm(&project, |command| {
        command.args(["--no-save", "--offline"]).arg(packed)
    })?;
    run(Command::new("node").arg(project.join("compile-svelte.mjs")))?;
    let public = places::package().join("public");
    for page in PAGES {
        let name = Path::new(page).with_extension("js");
        let to = format!("--outfile={}", public.join(name).display());
        run(setup::package_program(Package::Esbuild, "esbuild")?
            .arg(project.join(page))
            .args(OPTIONS)
            .arg(to))?;
    }
    wordpress(&public)?;
    package::copy(
        &project.join("node_modules").join(NAME).join("files"),
        &public.join("files"),
    )
}

/// The styles of a WordPress page: those of its blocks, as WordPress publishes them, and those that
/// the settings of a block theme become.
fn wordpress(public: &Path) -> Result<(), Failure> {
    let (name, version) = BLOCKS;
    let folder = places::tools().join(format!("{name}-{version}"));
    let styles = folder.join("package/build-style");
    if !styles.exists() {
        places::emptied(&folder)?;
        // Packed, not installed: the sheets need none of the scripts that the package depends on.
        run(Command::new(NPM)
            .args(["pack", "--silent", "--pack-destination"])
            .arg(&folder)
            .arg(format!("@wordpress/{name}@{version}")))?;
        run(Command::new("tar")
            .arg("-xzf")
            .arg(folder.join(format!("wordpress-{name}-{version}.tgz")))
            .arg("-C")
            .arg(&folder)
            .arg("package/build-style"))?;
    }
    let mut sheet = String::new();
    for name in ["common.css", "elements.css", "style.css", "theme.css"] {
        let file = styles.join(name);
        sheet.push_str(&fs::read_to_string(&file).about("read", &file)?);
    }
    sheet.push_str(&places::read("tests/hosts/wordpress.css")?);
    places::write(&public.join("wordpress.css"), sheet.as_bytes())
}

/// The project of the pages, with the frameworks that its `package.json` names.
fn project() -> Result<PathBuf, Failure> {
    let project = places::framework_pages();
    let from = places::root().join("tests/hosts");
    let wanted = places::read("tests/hosts/package.json")?;
    // Written last: an installation that was broken off is done again.
    let done = project.join("installed.json");
    let installed = fs::read_to_string(&done).is_ok_and(|found| found == wanted);
    for entry in fs::read_dir(&from).about("read", &from)?.flatten() {
        let path = entry.path();
        let bytes = fs::read(&path).about("read", &path)?;
        places::write(&project.join(entry.file_name()), &bytes)?;
    }
    if !installed {
        npm(&project, |command| command)?;
        places::write(&done, wanted.as_bytes())?;
    }
    Ok(project)
}

fn npm(project: &Path, more: impl Fn(&mut Command) -> &mut Command) -> Result<(), Failure> {
    let mut command = Command::new(NPM);
    command.args([
        "install",
        "--no-audit",
        "--no-fund",
        "--no-package-lock",
        "--loglevel=error",
    ]);
    run(more(command.arg("--prefix").arg(project)))
}
