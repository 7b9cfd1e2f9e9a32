//! The zip that WordPress installs: the plugin's source, the release, the numbers to call, and the
//! texts for translators.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use tooling::{Context, Failure, paths};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{SLUG, files_below, regions, source, strings};
use crate::files::{CORE, LASTING, LOADER};
use crate::npm_package;

/// The settings that Apache finds for itself; other servers have none that a plugin could bring.
const APACHE: &str = ".htaccess";

/// How the names begin of what the plugin brings of a release.
const BROUGHT: [&str; 4] = [LOADER, CORE, "licences.txt", "sbom."];

/// What the zip is made of: the one folder in it is the plugin.
fn contents() -> PathBuf {
    paths::wordpress().join("plugin")
}

/// The plugin as it is in the zip, once that has been made.
pub fn plugin() -> PathBuf {
    contents().join(SLUG)
}

/// Makes the plugin's folder and its zip of a release; gives the zip.
///
/// # Errors
/// When something cannot be read or written, or a country has no number to call.
pub fn pack(release: &Path) -> Result<PathBuf, Failure> {
    let folder = contents();
    paths::emptied(&folder)?;
    let plugin = plugin();
    copy_source(&source(""), &plugin)?;
    copy_release(
        &release.join(LASTING),
        &plugin.join("release").join(LASTING),
    )?;
    let apache = release.join(APACHE);
    let apache = fs::read(&apache).context("read", &apache)?;
    paths::write(&plugin.join("release").join(APACHE), &apache)?;
    paths::write(
        &plugin.join("release/regions.json"),
        regions::numbers()?.as_bytes(),
    )?;
    paths::write(
        &plugin.join(format!("languages/{SLUG}.pot")),
        strings::template()?.as_bytes(),
    )?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        let name = format!("{licence}.txt");
        paths::write(&plugin.join(name), paths::read(licence)?.as_bytes())?;
    }
    let zip = paths::wordpress().join(format!("{SLUG}.zip"));
    write_zip(&folder, &zip)?;
    Ok(zip)
}

/// Copies what a page loads, and what tells of it. The iframe is for sites without a plugin.
fn copy_release(from: &Path, to: &Path) -> Result<(), Failure> {
    npm_package::copy(from, to)?;
    for entry in fs::read_dir(to).context("read", to)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !BROUGHT.iter().any(|known| name.starts_with(known)) {
            fs::remove_file(entry.path()).context("remove", &entry.path())?;
        }
    }
    Ok(())
}

/// Copies the source as it is.
fn copy_source(from: &Path, to: &Path) -> Result<(), Failure> {
    for file in files_below(from)? {
        let bytes = fs::read(&file).context("read", &file)?;
        paths::write(&to.join(below(&file, from)), &bytes)?;
    }
    Ok(())
}

/// Where a file lies below a folder.
fn below<'file>(file: &'file Path, folder: &Path) -> &'file Path {
    file.strip_prefix(folder).unwrap_or(file)
}

/// Everything below a folder as a zip. The same files give the same bytes, on every day.
fn write_zip(folder: &Path, zip: &Path) -> Result<(), Failure> {
    let file = File::create(zip).context("write", zip)?;
    let broken = |error: zip::result::ZipError| {
        Failure::new(
            format!("cannot write {}: {error}", zip.display()),
            "make room on the disk, or look at the path",
        )
    };
    let mut writer = ZipWriter::new(file);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .unix_permissions(0o644);
    for file in files_below(folder)? {
        let name = below(&file, folder).to_string_lossy().replace('\\', "/");
        writer.start_file(name, options).map_err(broken)?;
        let bytes = fs::read(&file).context("read", &file)?;
        writer.write_all(&bytes).context("write", zip)?;
    }
    writer.finish().map_err(broken)?;
    Ok(())
}
