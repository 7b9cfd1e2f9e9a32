//! What pages that are open, caches and bundles still ask of the releases before: the folders that are
//! named by what is in them, and those of exact versions. A new release has them beside its own, so
//! that an owner who puts it in the place of the old one loses nobody in the middle of a visit.

use std::fs;
use std::path::{Path, PathBuf};

use tooling::{Context, Failure, paths};

use crate::files::{CORE, LASTING, LOADER};
use crate::wordpress::files_below;

/// The files of former releases that are kept, each where it lies in a release.
#[derive(Debug, Default)]
pub struct Kept(Vec<(PathBuf, Vec<u8>)>);

impl Kept {
    /// Reads what is to be kept of some releases, and of what they have kept themselves.
    ///
    /// # Errors
    /// When one is no release of this project, or a file cannot be read.
    pub fn read(releases: &[PathBuf]) -> Result<Self, Failure> {
        let mut kept = Self::default();
        for release in releases {
            let before = kept.0.len();
            for folder in lasting_folders(release)? {
                for file in files_below(&folder)? {
                    let bytes = fs::read(&file).context("read", &file)?;
                    let place = file.strip_prefix(release).unwrap_or(&file).to_owned();
                    kept.0.push((place, bytes));
                }
            }
            if kept.0.len() == before {
                return Err(Failure::new(
                    format!("there is no {LASTING}/{CORE}-… in {}", release.display()),
                    "name the folder of a release, as `cargo xtask dist` writes it or as it lies on the site",
                ));
            }
        }
        Ok(kept)
    }

    /// Puts them into a new release. What it has itself stays as it is. Gives how many folders there
    /// are more.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn add_to(&self, release: &Path) -> Result<usize, Failure> {
        let mut new: Vec<PathBuf> = Vec::new();
        for (place, bytes) in &self.0 {
            let folder = folder_of(place);
            if !new.contains(&folder) {
                if release.join(&folder).exists() {
                    continue;
                }
                new.push(folder);
            }
            paths::write(&release.join(place), bytes)?;
        }
        Ok(new.len())
    }
}

/// The folders of a release whose files never change: `v1/core-…` and those of exact versions.
fn lasting_folders(release: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut folders = Vec::new();
    let lasting = release.join(LASTING);
    for folder in [&lasting, release] {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(folder).context("read", folder)?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path();
            let of_core = *folder == lasting && name.starts_with(&format!("{CORE}-"));
            let of_version = folder == release
                && name.starts_with(|first: char| first.is_ascii_digit())
                && path.join(LOADER).is_file();
            if path.is_dir() && (of_core || of_version) {
                folders.push(path);
            }
        }
    }
    folders.sort();
    Ok(folders)
}

/// The folder that a file is kept with: the first below `v1`, else the first.
fn folder_of(place: &Path) -> PathBuf {
    let depth = if place.starts_with(LASTING) { 2 } else { 1 };
    place.components().take(depth).collect()
}

#[cfg(test)]
mod tests {
    use std::{env, process};

    use super::*;

    /// A folder for one test, empty.
    fn folder(name: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("keep-{name}-{}", process::id()));
        paths::emptied(&folder).expect("it can be made");
        folder
    }

    fn release(of: &Path, core: &str, version: &str) {
        for file in [
            format!("{LASTING}/{LOADER}"),
            format!("{LASTING}/{core}/who-to-see.js"),
            format!("{version}/{LOADER}"),
            format!("{version}/{core}/who-to-see.js"),
            "index.html".to_owned(),
        ] {
            paths::write(&of.join(file), core.as_bytes()).expect("it can be written");
        }
    }

    fn lines(folder: &Path) -> Vec<String> {
        let files = files_below(folder).expect("it can be read");
        let shown = files.iter().map(|file| {
            let place = file.strip_prefix(folder).expect("it lies there");
            let text = fs::read_to_string(file).expect("it is text");
            format!("{} {text}", place.display())
        });
        shown.collect()
    }

    #[test]
    fn a_new_release_has_what_the_one_before_is_asked_for_and_nothing_else_of_it() {
        let (first, second, third) = (folder("first"), folder("second"), folder("third"));
        release(&first, "core-aaa", "0.1.0");
        release(&second, "core-bbb", "0.2.0");
        let kept = Kept::read(std::slice::from_ref(&first)).expect("it is a release");
        assert_eq!(kept.add_to(&second).expect("it is written"), 2);
        // The same core in a later version; and what the second has kept of the first.
        release(&third, "core-bbb", "0.2.1");
        let kept = Kept::read(std::slice::from_ref(&second)).expect("it is a release");
        assert_eq!(kept.add_to(&third).expect("it is written"), 3);
        assert_eq!(
            lines(&third),
            [
                "0.1.0/core-aaa/who-to-see.js core-aaa",
                "0.1.0/who-to-see.js core-aaa",
                "0.2.0/core-bbb/who-to-see.js core-bbb",
                "0.2.0/who-to-see.js core-bbb",
                "0.2.1/core-bbb/who-to-see.js core-bbb",
                "0.2.1/who-to-see.js core-bbb",
                "index.html core-bbb",
                "v1/core-aaa/who-to-see.js core-aaa",
                "v1/core-bbb/who-to-see.js core-bbb",
                "v1/who-to-see.js core-bbb",
            ]
        );
        for folder in [first, second, third] {
            fs::remove_dir_all(folder).expect("it is there");
        }
    }

    #[test]
    fn what_a_release_has_itself_is_never_written_over() {
        let (old, new) = (folder("old"), folder("new"));
        release(&old, "core-aaa", "0.1.0");
        release(&new, "core-aaa", "0.1.0");
        paths::write(&old.join("v1/core-aaa/who-to-see.js"), b"forged").expect("it is written");
        let kept = Kept::read(std::slice::from_ref(&old)).expect("it is a release");
        let before = lines(&new);
        assert_eq!(kept.add_to(&new).expect("nothing is written"), 0);
        assert_eq!(lines(&new), before);
        for folder in [old, new] {
            fs::remove_dir_all(folder).expect("it is there");
        }
    }

    #[test]
    fn a_folder_that_is_no_release_is_refused() {
        let other = folder("other");
        paths::write(&other.join("v1/index.html"), b"").expect("it is written");
        let missing = other.join("missing");
        for wrong in [&other, &missing] {
            let error = Kept::read(std::slice::from_ref(wrong)).expect_err("it is no release");
            assert!(error.to_string().contains("core-"), "{error}");
        }
        fs::remove_dir_all(other).expect("it is there");
    }
}
