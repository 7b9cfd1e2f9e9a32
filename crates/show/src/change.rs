//! What would change the advice: the nearest answers that the person did not give.
//!
//! The pathway finds them by deciding again; here they only get their words.

use pathway::{Because, Decision, Sheet, Urgency, Walk};
use words::Key;

use crate::view::{ChangeView, ReasonView};
use crate::writer::{Fill, Writer};

/// At most this many.
const CHANGES: usize = 3;

impl Writer<'_> {
    /// `None` where nothing honest can be said in a line or two. Emergencies are left out: "get
    /// help sooner if" names them, with the number.
    pub(super) fn change(
        &self,
        decision: &Decision,
        walk: &Walk,
        sheet: &Sheet,
    ) -> Option<ChangeView> {
        let mut ways = Vec::new();
        for change in self.guide.pathway().changes(sheet, walk, decision) {
            let is_answer = self.name(change.option) != "unsure";
            if is_answer && change.urgency < Urgency::Go && ways.len() < CHANGES {
                ways.push(ReasonView {
                    text: self.title_of(change.outcome, change.urgency),
                    answers: vec![self.label(change.option)],
                });
            }
        }
        let mut lead = Vec::new();
        let first = decision.findings.first().map(|finding| finding.because);
        if matches!(first, Some(Because::Sign(_))) {
            lead.push(self.key_line(Key::ChangeSign));
        }
        if !ways.is_empty() {
            lead.push(self.line(self.guide.words.key(Key::ChangeLead), Fill::default()));
        }
        (!lead.is_empty()).then(|| ChangeView {
            title: self.key(Key::ChangeTitle),
            lead,
            if_true: self.key(Key::ChangeIf),
            ways,
        })
    }
}
