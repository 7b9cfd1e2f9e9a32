//! What "About this tool" says. Its figures are in the words already: they come from the proof and
//! from the written patients, and are filled in when the content is compiled.

use words::Key;

use crate::view::{AboutView, ListView};
use crate::writer::{Fill, Writer};

/// Each part: its heading, and the keys whose sentences stand below it. A key that is not true of
/// this version has none.
const PARTS: [(Key, &[Key]); 7] = [
    (Key::AboutWhatTitle, &[Key::AboutWhat]),
    (
        Key::AboutByTitle,
        &[
            Key::AboutBy,
            Key::AboutSigned,
            Key::AboutUnsigned,
            Key::AboutVersion,
        ],
    ),
    (
        Key::AboutProofTitle,
        &[Key::AboutProved, Key::AboutUnproved],
    ),
    (Key::AboutCasesTitle, &[Key::AboutCases]),
    (Key::AboutDataTitle, &[Key::AboutData]),
    (Key::AboutAccessTitle, &[Key::AboutAccess]),
    (Key::AboutGapsTitle, &[Key::AboutGaps]),
];

impl Writer<'_> {
    pub(super) fn about(&self) -> AboutView {
        let mut parts = Vec::new();
        for (title, keys) in PARTS {
            let mut items = Vec::new();
            for &key in keys {
                items.extend(self.each(self.guide.words.lines(key), Fill::default()));
            }
            parts.push(ListView {
                title: self.key(title),
                lead: None,
                items,
                on_paper: true,
            });
        }
        AboutView {
            title: self.key(Key::About),
            parts,
            emergency: self.key_line(Key::EmergencyLine),
            back: self.key(Key::Back),
        }
    }
}
