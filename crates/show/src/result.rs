//! The results: advice and emergencies, with their reasons tied to the answers.

use pathway::{Because, Cause, Decision, Finding, OptionId, OutcomeId, Urgency, Walk};
use words::{Key, Part, Place as CountryPlace};

use crate::state::{Notice, State};
use crate::view::{
    AdviceView, AnsweredView, AttrValue, ButtonView, EmergencyView, FoldView, Line, ListView,
    Piece, ReasonView, RemindView, StepView, TakeView, Tone,
};
use crate::writer::{Fill, Writer, number};

/// At most this many reasons, answers named above what to do, and lines of "get help sooner if".
const REASONS: usize = 4;
const LED_BY: usize = 2;
const SOONER: usize = 6;

/// The lists of a visit; of what a profession may do; of what comes later.
const VISIT: [(Part, Key); 3] = [
    (Part::Visit, Key::VisitTitle),
    (Part::Bring, Key::BringTitle),
    (Part::Ask, Key::AskTitle),
];
const RULES: [(Part, Key); 3] = [
    (Part::May, Key::MayTitle),
    (Part::MayNot, Key::MayNotTitle),
    (Part::Check, Key::CheckTitle),
];
const ONWARD: [(Part, Key); 2] = [
    (Part::Next, Key::NextTitle),
    (Part::Options, Key::OptionsTitle),
];

impl Writer<'_> {
    pub(super) fn outcome(&self, decision: &Decision) -> AttrValue {
        let outcome = &self.guide.pathway().outcomes[decision.outcome.index()];
        outcome.name.to_string().into()
    }

    pub(super) fn heading(&self, decision: &Decision) -> AttrValue {
        self.plain(&self.title_of(decision.outcome, decision.urgency))
    }

    /// Who and how soon, in a line.
    pub(super) fn title_of(&self, outcome: OutcomeId, urgency: Urgency) -> Line {
        let fill = Fill {
            urgency: Some(urgency),
            ..Fill::default()
        };
        let mut title = self.guide.words.part(outcome, Part::Title);
        self.line(title.next().unwrap_or(""), fill)
    }

    pub(super) fn urgency_label(&self, urgency: Urgency) -> AttrValue {
        self.key(match urgency {
            Urgency::Call => Key::LabelCall,
            Urgency::Go => Key::LabelGo,
            Urgency::Today => Key::LabelToday,
            Urgency::Days(_) => Key::LabelDays,
            Urgency::Weeks => Key::LabelWeeks,
            Urgency::Ready => Key::LabelReady,
        })
    }

    pub(super) fn notes(&self, decision: &Decision, walk: &Walk) -> Vec<Line> {
        let notes = self.guide.pathway().notes_for(decision, &walk.truth);
        let mut lines: Vec<Line> = notes
            .into_iter()
            .map(|id| self.guide.words.note(id.index()))
            .filter(|text| !text.is_empty())
            .map(|text| self.line(text, Fill::default()))
            .collect();
        if self.expired() {
            lines.insert(0, self.key_line(Key::Expired));
        }
        lines
    }

    pub(super) fn emergency(&self, decision: &Decision, walk: &Walk) -> EmergencyView {
        // Who to call comes before what is true of some.
        let mut action = self.part(decision, Part::Action);
        let mut actions = self.notes(decision, walk);
        if !action.is_empty() {
            actions.insert(0, action.remove(0));
            actions.append(&mut action);
        }
        let led_by = self.led_by(decision);
        let mut answers = Vec::new();
        for finding in &decision.findings {
            for &option in &finding.answers {
                self.quote_once(option, &led_by, &mut answers);
            }
        }
        let (ways_title, ways) = self.ways(decision);
        EmergencyView {
            outcome: self.outcome(decision),
            urgency: decision.urgency.id().into(),
            label: self.urgency_label(decision.urgency),
            title: self.heading(decision),
            buttons: self.all_buttons(decision),
            told: self.key(Key::Told),
            led_by,
            actions,
            other_ways: self.list(ways_title, ways),
            told_also: self.key(Key::ToldAlso),
            answers,
            leave: self.buttons(decision.outcome, Part::Leave).pop(),
            mistake: self.key(Key::EmergencyMistake),
            back: self.key(Key::Back),
            clear: self.key(Key::Clear),
        }
    }

    /// The buttons of the advice, then those of whatever else the answers ask for as urgently: who
    /// thinks of ending their life and is not safe with someone needs both helplines.
    fn all_buttons(&self, decision: &Decision) -> Vec<ButtonView> {
        let mut buttons = self.buttons(decision.outcome, Part::Buttons);
        for finding in decision
            .findings
            .iter()
            .filter(|it| it.urgency == decision.urgency)
        {
            for button in self.buttons(finding.outcome, Part::Buttons) {
                if buttons.iter().all(|other| other.href != button.href) {
                    buttons.push(button);
                }
            }
        }
        buttons
    }

    /// Other ways to reach help, for each kind of help that the answers ask for.
    fn ways(&self, decision: &Decision) -> (Key, Vec<Line>) {
        let pathway = self.guide.pathway();
        let findings = decision.findings.iter().map(|finding| finding.outcome);
        let mut places = Vec::new();
        for outcome in [decision.outcome].into_iter().chain(findings) {
            let place = match &*pathway.outcomes[outcome.index()].name {
                "crisis_support" => CountryPlace::CrisisWays,
                "abuse_support" => CountryPlace::AbuseWays,
                _ => continue,
            };
            if !places.contains(&place) {
                places.push(place);
            }
        }
        if places.is_empty() {
            return (Key::OtherWaysTitle, self.place(CountryPlace::OtherWays));
        }
        let ways = places.into_iter().flat_map(|place| self.place(place));
        (Key::CrisisWaysTitle, ways.collect())
    }

    pub(super) fn advice(&self, decision: &Decision, walk: &Walk, state: &State) -> AdviceView {
        let mut lead = self.key_line(Key::AdviceLead);
        for line in self.part(decision, Part::Lead) {
            lead.push(Piece::Words(" ".into()));
            lead.extend(line);
        }
        AdviceView {
            outcome: self.outcome(decision),
            urgency: decision.urgency.id().into(),
            days: decision.urgency.days(),
            tone: tone(decision.urgency),
            label: self.urgency_label(decision.urgency),
            title: self.heading(decision),
            lead,
            led_by: match decision.urgency {
                Urgency::Today => self.led_by(decision),
                _ => Vec::new(),
            },
            do_title: self.key(Key::DoTitle),
            action: self.part(decision, Part::Action),
            buttons: match decision.urgency {
                Urgency::Today => self.buttons(decision.outcome, Part::Buttons),
                _ => Vec::new(),
            },
            seen: self.seen(decision),
            clinic: self.clinic(decision),
            why_title: self.key(Key::WhyTitle),
            told: self.key(Key::Told),
            reasons: self.reasons(decision),
            notes: self.notes(decision, walk),
            change: self.change(decision, walk, &state.sheet),
            sooner: self.sooner(walk),
            path_title: self.key(Key::PathTitle),
            here: self.key(Key::Here),
            path: self.path(decision),
            cards: self.cards(decision),
            your_visit: self.fold(decision, Key::YourVisit, &VISIT),
            more: self.more(decision),
            answers_title: self.key(Key::AnswersTitle),
            answers: self.answers(walk),
            change_answer: self.key(Key::Change),
            back: self.key(Key::Back),
            take: self.take(decision, state),
            about: self.key(Key::About),
            small_print: [self.key_line(Key::SmallEmergency)]
                .into_iter()
                .chain(self.small_print())
                .collect(),
        }
    }

    fn take(&self, decision: &Decision, state: &State) -> TakeView {
        TakeView {
            title: self.key(Key::TakeTitle),
            print: self.key(Key::Print),
            rest: self.key(Key::PrintRest),
            copy: self.key(Key::Copy),
            share: self.key(Key::Share),
            remind: self.remind(decision),
            clinic: self.key(Key::ClinicFile),
            copied: match state.notice {
                Some(Notice::Copied) => self.key(Key::Copied),
                Some(Notice::NotCopied) => self.key(Key::NotCopied),
                Some(Notice::Refused) => self.key(Key::Refused),
                _ => AttrValue::default(),
            },
            clear: self.key(Key::Clear),
        }
    }

    /// A reminder on the day by which something was to be done, or on which to check again.
    fn remind(&self, decision: &Decision) -> Option<RemindView> {
        let own = self.guide.words.part(decision.outcome, Part::Remind).next();
        let days = match own {
            Some(days) => days.parse().ok(),
            None => decision.urgency.days(),
        }?;
        let number = number(days);
        let fill = Fill {
            number: &number,
            ..Fill::default()
        };
        Some(RemindView {
            button: self.flat(self.guide.words.counted(Key::Remind, days), fill),
            days,
            title: self.key(Key::RemindTitle),
            text: self.key(Key::RemindText),
        })
    }

    /// Why: signs of one kind share a reason, a combination has its own; of navigation rules, the
    /// one that decided.
    pub(super) fn reasons(&self, decision: &Decision) -> Vec<ReasonView> {
        let words = &self.guide.words;
        let pathway = self.guide.pathway();
        let mut reasons: Vec<ReasonView> = Vec::new();
        for finding in &decision.findings {
            let text = match finding.because {
                Because::Rule(rule) => words.rule(rule.index()),
                Because::Sign(sign) => {
                    let signs = &pathway.signs;
                    match &signs[sign.index()].cause {
                        Cause::Option(_) => words.kind(signs[sign.index()].kind.index()),
                        Cause::Together { .. } => {
                            let before = signs[..sign.index()].iter();
                            let place = before
                                .filter(|sign| matches!(sign.cause, Cause::Together { .. }))
                                .count();
                            words.combination(place)
                        }
                    }
                }
            };
            let text = self.line(text, Fill::default());
            let answers = self.quotes(finding);
            match reasons.iter_mut().find(|reason| reason.text == text) {
                Some(reason) => reason.answers.extend(answers),
                None => reasons.push(ReasonView { text, answers }),
            }
            if matches!(finding.because, Because::Rule(_)) {
                break;
            }
        }
        reasons.truncate(REASONS);
        reasons
    }

    /// The answers that decided, at most two: those of the first finding, and of others that lead to
    /// the same advice. Of a combination the later ones: they say more than where it hurts.
    fn led_by(&self, decision: &Decision) -> Vec<AttrValue> {
        let mut led_by = Vec::new();
        for finding in &decision.findings {
            if (finding.outcome, finding.urgency) == (decision.outcome, decision.urgency) {
                let room = LED_BY - led_by.len();
                let answers = &finding.answers;
                for &option in answers.iter().skip(answers.len().saturating_sub(room)) {
                    self.quote_once(option, &[], &mut led_by);
                }
            }
        }
        led_by
    }

    /// Adds the quotation of an answer, unless it stands there or among others already.
    fn quote_once(&self, option: OptionId, others: &[AttrValue], into: &mut Vec<AttrValue>) {
        if let Some(quote) = self.quote(option)
            && !others.contains(&quote)
            && !into.contains(&quote)
        {
            into.push(quote);
        }
    }

    pub(super) fn quotes(&self, finding: &Finding) -> Vec<AttrValue> {
        let quotes = finding.answers.iter();
        quotes.filter_map(|&option| self.quote(option)).collect()
    }

    pub(super) fn sooner(&self, walk: &Walk) -> ListView {
        let mut items = Vec::new();
        for id in self.guide.pathway().sooner_for(&walk.truth) {
            let text = self.guide.words.sooner(id.index());
            if !text.is_empty() && items.len() < SOONER {
                items.push(self.line(text, Fill::default()));
            }
        }
        ListView {
            title: self.key(Key::SoonerTitle),
            lead: Some(self.key_line(Key::SoonerLead)),
            items,
            on_paper: true,
        }
    }

    pub(super) fn path(&self, decision: &Decision) -> Vec<StepView> {
        let outcomes = &self.guide.pathway().outcomes;
        let Some(here) = outcomes[decision.outcome.index()].step else {
            return Vec::new();
        };
        let steps = self.guide.words.steps().enumerate();
        steps
            .map(|(index, (title, text))| StepView {
                title: self.flat(title, Fill::default()),
                text: self.line(text, Fill::default()),
                here: index == here.index(),
            })
            .collect()
    }

    /// How to get seen where the person lives; then what to do if that takes too long.
    fn seen(&self, decision: &Decision) -> ListView {
        let name = &*self.guide.pathway().outcomes[decision.outcome.index()].name;
        let mut items = self.place(match name {
            "urgent_same_day" => CountryPlace::Urgent,
            "doctor_days" | "doctor_routine" => CountryPlace::SeenDoctor,
            "sports_physician" => CountryPlace::SeenSportsDoctor,
            "pelvic_physio" => CountryPlace::SeenPelvic,
            "clinical_rehab" => CountryPlace::SeenRehab,
            "exercise_physiologist" => CountryPlace::SeenExercise,
            "personal_trainer" | "post_rehab_trainer" | "physio_plus_trainer" => {
                CountryPlace::SeenTrainer
            }
            // Who looks after themselves sees a physiotherapist next, if it does not get better.
            _ => CountryPlace::SeenPhysio,
        });
        items.extend(self.part(decision, Part::Otherwise));
        ListView {
            title: self.key(Key::SeenTitle),
            lead: None,
            items,
            on_paper: true,
        }
    }

    /// Lists under one heading. On paper stands what a person takes to the visit.
    fn fold(&self, decision: &Decision, title: Key, parts: &[(Part, Key)]) -> Option<FoldView> {
        let list = |&(part, title): &(Part, Key)| {
            let mut list = self.list(title, self.part(decision, part))?;
            list.on_paper = matches!(part, Part::Bring | Part::Ask);
            Some(list)
        };
        let lists: Vec<_> = parts.iter().filter_map(list).collect();
        (!lists.is_empty()).then(|| FoldView {
            title: self.key(title),
            lists,
        })
    }

    fn more(&self, decision: &Decision) -> Vec<FoldView> {
        let outcome = &self.guide.pathway().outcomes[decision.outcome.index()];
        // What a profession may do and how to check it matters where the person chooses it: not for a
        // doctor, who is the first step of the path, nor for self-care.
        let chosen = outcome.step.is_some_and(|step| step.index() > 0)
            && !self.part(decision, Part::Visit).is_empty();
        let rules = chosen.then(|| self.fold(decision, Key::RulesTitle, &RULES));
        let onward = self.fold(decision, Key::OnwardTitle, &ONWARD);
        rules.flatten().into_iter().chain(onward).collect()
    }

    /// A card for each of two people who help together: a name, what they do, what to tell and ask.
    fn cards(&self, decision: &Decision) -> Vec<ListView> {
        let mut cards = Vec::new();
        for part in [Part::CardOne, Part::CardTwo] {
            let mut lines = self.part(decision, part).into_iter();
            if let Some(name) = lines.next() {
                cards.push(ListView {
                    title: self.plain(&name),
                    lead: lines.next(),
                    items: lines.collect(),
                    on_paper: true,
                });
            }
        }
        cards
    }

    pub(super) fn answers(&self, walk: &Walk) -> Vec<AnsweredView> {
        let mut given = Vec::new();
        for &id in &walk.path {
            let mut labels = Vec::new();
            for option in self.guide.pathway().questions[id.index()].options() {
                if walk.truth.option(option) {
                    labels.push(self.label(option));
                }
            }
            given.push(AnsweredView {
                question: self.title(id),
                answers: labels,
            });
        }
        given
    }
}

fn tone(urgency: Urgency) -> Tone {
    match urgency {
        Urgency::Call | Urgency::Go => Tone::Emergency,
        Urgency::Today => Tone::Today,
        Urgency::Days(_) => Tone::Soon,
        Urgency::Weeks => Tone::Routine,
        Urgency::Ready => Tone::Ready,
    }
}
