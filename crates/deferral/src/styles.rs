//! The style sheets, in the order in which they are joined, and when each of them is needed.

use std::io;
use std::path::Path;

use crate::Stage;

/// Every sheet below `styles/`.
const SHEETS: [(&str, Stage); 12] = [
    ("tokens.css", Stage::Initial),
    ("base.css", Stage::Initial),
    ("start.css", Stage::Initial),
    ("question.css", Stage::Initial),
    ("figure.css", Stage::Deferred),
    ("tones.css", Stage::Deferred),
    ("notice.css", Stage::Deferred),
    ("advice.css", Stage::Deferred),
    ("emergency.css", Stage::Initial),
    ("forced.css", Stage::Initial),
    ("print.css", Stage::Deferred),
    ("paper.css", Stage::Deferred),
];

/// The sheets in a folder that are there at a stage, joined.
pub fn joined(folder: &Path, at: Stage) -> io::Result<String> {
    let there = SHEETS.iter().filter(|(_, stage)| *stage <= at);
    stylesheets::joined(folder, there.map(|(name, _)| *name))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;

    #[test]
    fn what_is_initial_is_part_of_all_and_holds_what_an_emergency_wears() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../styles");
        let [initial, all] =
            [Stage::Initial, Stage::Deferred].map(|at| joined(&folder, at).expect("it reads"));
        assert!(initial.len() < all.len(), "some sheets are deferred");
        for class in [
            ".wts-alarm",
            ".wts-calls",
            ".wts-leave",
            ".wts-urgency",
            ".wts-told",
            ".wts-back",
        ] {
            assert!(initial.contains(class), "{class}");
        }
    }

    #[test]
    fn every_sheet_of_the_folder_is_joined() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../styles");
        let files = fs::read_dir(folder).expect("it is there").flatten();
        let files = files.map(|file| file.file_name().to_string_lossy().into_owned());
        let files: BTreeSet<String> = files.filter(|name| name.ends_with(".css")).collect();
        let listed = SHEETS.iter().map(|(name, _)| (*name).to_owned());
        assert_eq!(listed.collect::<BTreeSet<_>>(), files);
    }
}
