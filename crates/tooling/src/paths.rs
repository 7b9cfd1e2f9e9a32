//! Where things are. Everything that a command makes or installs lies below `target/`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{Context, Failure};

/// The folder of the project.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// Where cargo puts what it builds.
pub fn cargo_target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The widget and its demonstration page, as `serve` shows them and the browser tests load them.
pub fn site() -> PathBuf {
    root().join("target/site")
}

/// The same, compiled quickly, as `serve` shows them.
pub fn quick_site() -> PathBuf {
    root().join("target/serve")
}

/// The release.
pub fn dist() -> PathBuf {
    root().join("target/dist")
}

/// The package for npm.
pub fn package() -> PathBuf {
    root().join("target/package")
}

/// The plugin for WordPress, and the sites that it is tried on.
pub fn wordpress() -> PathBuf {
    root().join("target/wordpress")
}

/// Whatever was installed for this project alone; programs that cargo installed are here.
pub fn tools() -> PathBuf {
    root().join("target/tools")
}

/// Packages that npm installed for this project alone.
pub fn npm_tools() -> PathBuf {
    tools().join("npm")
}

/// A Python of this project alone, with its packages.
pub fn python_tools() -> PathBuf {
    root().join("target/tools/python")
}

/// Where npm puts the frameworks that the tests build pages with.
pub fn framework_pages() -> PathBuf {
    tools().join("hosts")
}

/// An empty folder, whatever was in it before.
pub fn emptied(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder).context("empty the folder", folder)?;
    }
    fs::create_dir_all(folder).context("make the folder", folder)
}

/// Writes a file and the folders that it lies in.
pub fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).context("make the folder", folder)?;
    }
    fs::write(file, bytes).context("write", file)
}

/// Reads a file of the project, named from its root.
pub fn read(file: &str) -> Result<String, Failure> {
    let file = root().join(file);
    fs::read_to_string(&file).context("read", &file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_where_the_workspace_is() {
        let manifest = read("Cargo.toml").expect("it is there");
        assert!(manifest.contains("[workspace]"), "{}", root().display());
    }
}
