//! A copy of the content for a test to change.
#![allow(dead_code, reason = "no test uses everything")]

use std::fs;
use std::path::{Path, PathBuf};

use content::load;
use tempfile::TempDir;

/// The folder of the content.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")
}

/// A copy of the content to make mistakes in.
pub struct Copy(TempDir);

impl Copy {
    /// The content as it is.
    pub fn new() -> Self {
        let copy = TempDir::new().unwrap();
        copy_folder(&root(), copy.path());
        Copy(copy)
    }

    /// The copy's folder.
    pub fn root(&self) -> &Path {
        self.0.path()
    }

    /// A file of the copy.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Replaces the first place where `right` stands; gives its line.
    #[track_caller]
    pub fn spoil(&self, name: &str, right: &str, wrong: &str) -> usize {
        let text = fs::read_to_string(self.file(name)).unwrap();
        let at = text
            .find(right)
            .unwrap_or_else(|| panic!("{name} has no {right:?}"));
        fs::write(self.file(name), text.replacen(right, wrong, 1)).unwrap();
        text[..at].matches('\n').count() + 1
    }

    /// What is told of the mistakes.
    #[track_caller]
    pub fn problems(&self) -> String {
        load(self.0.path())
            .expect_err("the mistakes were not found")
            .to_string()
    }
}

/// Copies a folder with everything in it.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// One of the mistakes that were told.
#[track_caller]
pub fn tells(problems: &str, expected: &str) {
    assert!(
        problems.contains(expected),
        "{expected}\nis not in\n{problems}"
    );
}
