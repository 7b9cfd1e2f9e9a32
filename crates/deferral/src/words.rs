//! The words: the start, the first questions, and every word of the emergencies that their answers
//! lead to at once come first. What later questions lead to is deferred with those questions.

use pathway::{Cause, Condition, OutcomeId, Pathway, QuestionId, Urgency};
use words::{Catalogue, Key, Part, Piece, Place, Section, Slot, pieces};

/// What only later questions, advice and "About this tool" show, and what is said of answers that are
/// kept. Never what an emergency of the first questions needs.
const KEYS: [Key; 95] = [
    Key::Progress,
    Key::ProgressLast,
    Key::HowOne,
    Key::ErrorOne,
    Key::FigureHint,
    Key::FigureFront,
    Key::FigureBack,
    Key::WhichTitle,
    Key::WhichHint,
    Key::WhichWhy,
    Key::CannotSay,
    Key::OtherWaysTitle,
    Key::LabelGo,
    Key::WhenCall,
    Key::WhenGo,
    Key::WhenToday,
    Key::NotesTitle,
    Key::AdviceLead,
    Key::DoTitle,
    Key::SeenTitle,
    Key::WhyTitle,
    Key::ToldUnsure,
    Key::SoonerTitle,
    Key::SoonerLead,
    Key::PathTitle,
    Key::Here,
    Key::YourVisit,
    Key::VisitTitle,
    Key::BringTitle,
    Key::AskTitle,
    Key::RulesTitle,
    Key::MayTitle,
    Key::MayNotTitle,
    Key::CheckTitle,
    Key::OnwardTitle,
    Key::NextTitle,
    Key::OptionsTitle,
    Key::AnswersTitle,
    Key::ClinicTitle,
    Key::ClinicBook,
    Key::ClinicOther,
    Key::ClinicElsewhere,
    Key::ClinicPartner,
    Key::ClinicPartnerWhy,
    Key::ClinicPartnerGo,
    Key::ClinicFind,
    Key::ClinicFindDoctor,
    Key::ClinicSays,
    Key::ClinicUnnamed,
    Key::TakeTitle,
    Key::Print,
    Key::PrintRest,
    Key::Copy,
    Key::Copied,
    Key::NotCopied,
    Key::Refused,
    Key::Share,
    Key::Remind,
    Key::RemindTitle,
    Key::RemindText,
    Key::ClinicFile,
    Key::Change,
    Key::Cleared,
    Key::Kept,
    Key::Restart,
    Key::SmallEmergency,
    Key::LabelToday,
    Key::LabelDays,
    Key::LabelWeeks,
    Key::LabelReady,
    Key::WhenDays,
    Key::WhenWeeks,
    Key::WhenReady,
    Key::ChangeTitle,
    Key::ChangeLead,
    Key::ChangeSign,
    Key::ChangeIf,
    Key::AboutWhatTitle,
    Key::AboutWhat,
    Key::AboutByTitle,
    Key::AboutBy,
    Key::AboutSigned,
    Key::AboutUnsigned,
    Key::AboutVersion,
    Key::AboutProofTitle,
    Key::AboutProved,
    Key::AboutUnproved,
    Key::AboutCasesTitle,
    Key::AboutCases,
    Key::AboutDataTitle,
    Key::AboutData,
    Key::AboutAccessTitle,
    Key::AboutAccess,
    Key::AboutGapsTitle,
    Key::AboutGaps,
];

/// The initial words and the deferred ones. `beginning` is what the pathway is as long as no question
/// from `from` on is answered: its signs and notes are those that the first answers can lead to.
pub fn parts(words: &Catalogue, beginning: &Pathway, from: QuestionId) -> (String, String) {
    let needed = Needed::of(words, beginning, from);
    let initial = words.pack_where(|section, index| needed.holds(section, index));
    let deferred = words.pack_where(|section, index| {
        // Both say which language they are.
        section == Section::Language || !needed.holds(section, index)
    });
    (initial, deferred)
}

/// What a visitor needs before the deferred part has come.
struct Needed<'a> {
    pathway: &'a Pathway,
    from: QuestionId,
    /// By outcome: whether an answer leads there at once.
    emergency: Vec<bool>,
    /// By slot of a country: whether a sentence that is needed has it.
    slots: Vec<bool>,
}

impl<'a> Needed<'a> {
    fn of(words: &Catalogue, pathway: &'a Pathway, from: QuestionId) -> Self {
        let mut needed = Needed {
            pathway,
            from,
            emergency: vec![false; pathway.outcomes.len()],
            slots: vec![false; words.regions.first().map_or(0, |it| it.slots.len())],
        };
        // Only what nothing can outrank ends the questions at once.
        let begin = pathway.questions[from.index()].first;
        for sign in &pathway.signs {
            let can_be = match &sign.cause {
                Cause::Option(option) => *option < begin,
                Cause::Together { when, .. } => *when != Condition::never(),
            };
            let outcome = pathway.kinds[sign.kind.index()].outcome;
            needed.emergency[outcome.index()] |= can_be && sign.urgency == Urgency::Call;
        }
        for section in Section::ALL {
            for (index, sentences) in words.entries(section).iter().enumerate() {
                if section != Section::Slots && needed.holds(section, index) {
                    needed.see(sentences);
                }
            }
        }
        needed
    }

    /// Takes note of the slots in sentences.
    fn see(&mut self, sentences: &[&str]) {
        for piece in sentences.iter().flat_map(|text| pieces(text)) {
            if let Piece::Slot(Slot::Region(slot)) = piece
                && let Some(needed) = self.slots.get_mut(slot)
            {
                *needed = true;
            }
        }
    }

    fn holds(&self, section: Section, index: usize) -> bool {
        match section {
            Section::Language | Section::Regions | Section::Expiry => true,
            Section::Slots => self.slots[index % self.slots.len()],
            Section::Interface => !KEYS.iter().any(|key| *key as usize == index),
            Section::Titles | Section::Hints | Section::Whys => index < self.from.index(),
            Section::Options => {
                let first = &self.pathway.questions[self.from.index()].first;
                index < first.index()
            }
            Section::Kinds | Section::Combinations | Section::Rules | Section::Sooner => false,
            Section::StepTitles | Section::StepTexts => false,
            Section::Notes => self.pathway.notes.get(index).is_some_and(|note| {
                let emergency = |outcome: &OutcomeId| self.emergency[outcome.index()];
                note.when != Condition::never()
                    && (note.outcomes.is_empty() || note.outcomes.iter().any(emergency))
            }),
            Section::Outcomes => {
                let (outcome, part) = (index / Part::ALL.len(), index % Part::ALL.len());
                let shown = [Part::Title, Part::Action, Part::Buttons, Part::Leave]
                    .map(|part| part as usize);
                self.emergency[outcome] && shown.contains(&part)
            }
            Section::Places => {
                let of_a_crisis = [Place::CrisisWays, Place::AbuseWays].map(|place| place as usize);
                of_a_crisis.contains(&(index % Place::ALL.len()))
            }
            Section::Dialling | Section::Figure => false,
        }
    }
}
