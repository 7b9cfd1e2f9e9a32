//! The advice as plain text to take away, in the order of the screen.

use crate::view::{AdviceView, ClinicView, FoldView, Line, ListView, Piece, ReasonView};

/// The whole advice. Numbers and addresses are written out.
pub fn text(view: &AdviceView) -> String {
    let mut out = Out(String::new());
    out.put(&[&*view.label, ": ", &*view.title].concat());
    out.put(&plain(&view.lead));
    if !view.led_by.is_empty() {
        out.put(&[&view.told, " ", &*view.led_by.join("; ")].concat());
    }
    out.headed(&view.do_title);
    out.items(&view.action);
    out.items(&view.notes);
    if let Some(clinic) = &view.clinic {
        out.clinic(clinic);
    }
    for list in [&view.seen, &view.sooner].into_iter().chain(&view.cards) {
        out.list(list);
    }
    if let Some(fold) = &view.your_visit {
        out.fold(fold);
    }
    out.headed(&view.why_title);
    for reason in &view.reasons {
        out.item(&plain(&reason.text));
    }
    if let Some(change) = &view.change {
        out.headed(&change.title);
        for line in &change.lead {
            out.put(&plain(line));
        }
        for way in &change.ways {
            out.way(&change.if_true, way);
        }
    }
    for fold in &view.more {
        out.fold(fold);
    }
    out.headed(&view.answers_title);
    for given in &view.answers {
        out.put(&given.question);
        for answer in &given.answers {
            out.item(answer);
        }
    }
    out.put("");
    for line in &view.small_print {
        out.put(&plain(line));
    }
    out.0
}

/// The text so far.
struct Out(String);

impl Out {
    fn put(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn headed(&mut self, title: &str) {
        self.put("");
        self.put(title);
    }

    fn item(&mut self, words: &str) {
        self.put(&["- ", words].concat());
    }

    fn items(&mut self, lines: &[Line]) {
        for line in lines {
            self.item(&plain(line));
        }
    }

    fn list(&mut self, list: &ListView) {
        self.headed(&list.title);
        for line in list.lead.iter() {
            self.put(&plain(line));
        }
        self.items(&list.items);
    }

    /// A list that stands alone needs no heading but that of its row.
    fn fold(&mut self, fold: &FoldView) {
        self.headed(&fold.title);
        if let [list] = &*fold.lists {
            self.items(&list.items);
        } else {
            for list in &fold.lists {
                self.list(list);
            }
        }
    }

    /// Other advice, and the answers that lead to it.
    fn way(&mut self, told: &str, way: &ReasonView) {
        self.item(&[&plain(&way.text), ". ", told, " ", &way.answers.join("; ")].concat());
    }

    fn clinic(&mut self, clinic: &ClinicView) {
        self.headed(&clinic.title);
        for line in &clinic.elsewhere {
            self.put(&plain(line));
        }
        if let Some((from, words)) = &clinic.says {
            self.put(&[from, " ", words].concat());
        }
        if let Some((words, href, _)) = &clinic.book {
            self.item(&[words, ": ", href].concat());
        }
        if let Some((words, dial)) = &clinic.phone {
            self.item(&[words, ": ", dial].concat());
        }
    }
}

/// A line with its numbers and addresses written out.
pub fn plain(line: &Line) -> String {
    let mut out = String::new();
    for piece in line {
        match piece {
            Piece::Words(words) => out.push_str(words),
            Piece::Phone { shown, .. } => out.push_str(shown),
            Piece::Link { shown, href } => out.push_str(&[shown, " (", href, ")"].concat()),
        }
    }
    out
}
