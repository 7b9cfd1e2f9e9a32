//! The widget's screens as text for a terminal: the same words in the same order, everything
//! unfolded.
//!
//! Every view is taken apart by name, so that a part that the widget gains is not forgotten here:
//! this does not compile until somebody has decided where it stands.

use show::Screen;
use show::text::plain;
use show::view::{
    AboutView, AdviceView, AnsweredView, ButtonView, ChangeView, ChoiceView, ClinicView,
    EmergencyView, ErrorView, FoldView, Line, ListView, QuestionView, ReasonView, StartView,
    StepView, TakeView, WaitingView,
};

use super::typed::letter;

/// A whole screen. It begins with an empty line and, where something can be typed, ends with what.
pub fn text(screen: &Screen) -> String {
    let mut page = Page::default();
    match screen {
        Screen::Start(view) => page.start(view),
        Screen::Question(view) => page.question(view),
        Screen::Advice(view) => page.advice(view),
        Screen::Emergency(view) => page.emergency(view),
        Screen::Waiting(view) => page.waiting(view),
        Screen::About(view) => page.about(view),
    }
    page.0.trim_end().to_owned()
}

/// Why the question is asked; nothing on another screen.
pub fn why(screen: &Screen) -> String {
    match screen {
        Screen::Question(view) => format!("{}: {}", view.why_label, view.why),
        _ => String::new(),
    }
}

/// What is wrong with the answer; nothing where nothing is.
pub fn error(screen: &Screen) -> String {
    match screen {
        Screen::Question(QuestionView {
            error: Some(error), ..
        }) => {
            let ErrorView {
                title,
                message,
                // For ears only, where the words stand beside the answers.
                prefix: _,
            } = error;
            format!("{title}: {message}")
        }
        _ => String::new(),
    }
}

/// The text so far.
#[derive(Default)]
struct Page(String);

impl Page {
    fn put(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// The heading of a screen.
    fn title(&mut self, words: &str) {
        self.underlined(words, "=");
    }

    /// A heading in it.
    fn heading(&mut self, words: &str) {
        self.put("");
        self.underlined(words, "-");
    }

    fn underlined(&mut self, words: &str, mark: &str) {
        self.put(words);
        self.put(&mark.repeat(words.chars().count()));
    }

    fn lines(&mut self, lines: &[Line]) {
        for line in lines {
            self.put(&plain(line));
        }
    }

    fn items(&mut self, lines: &[Line]) {
        for line in lines {
            self.put(&format!("- {}", plain(line)));
        }
    }

    fn list(&mut self, list: &ListView) {
        let ListView {
            title,
            lead,
            items,
            on_paper: _,
        } = list;
        self.heading(title);
        self.lines(lead.as_slice());
        self.items(items);
    }

    /// A row that the widget folds: a list that stands alone has no heading of its own.
    fn fold(&mut self, fold: &FoldView) {
        let FoldView { title, lists } = fold;
        self.heading(title);
        if let [list] = &**lists {
            self.items(&list.items);
        } else {
            lists.iter().for_each(|list| self.list(list));
        }
    }

    fn start(&mut self, view: &StartView) {
        let StartView {
            title,
            lead,
            points,
            emergency,
            // The first question follows by itself.
            start: _,
            small_print,
            // The advice leads there.
            about: _,
        } = view;
        self.put("");
        self.title(title);
        self.put(&plain(lead));
        self.items(points);
        self.put(&plain(emergency));
        self.put("");
        self.lines(small_print);
    }

    fn waiting(&mut self, view: &WaitingView) {
        let WaitingView {
            title,
            emergency,
            text,
            back: _,
        } = view;
        self.put("");
        self.title(title);
        self.put(&plain(emergency));
        self.lines(text);
    }

    fn about(&mut self, view: &AboutView) {
        let AboutView {
            title,
            parts,
            emergency,
            // It lies over the advice, which is still there.
            back: _,
        } = view;
        self.put("");
        self.title(title);
        for part in parts {
            self.list(part);
        }
        self.put("");
        self.put(&plain(emergency));
    }

    fn question(&mut self, view: &QuestionView) {
        let QuestionView {
            // The names of the pathway are not on the screen.
            id: _,
            progress,
            title,
            hint,
            how,
            why_label,
            // When it is asked for: `why`.
            why: _,
            many,
            choices,
            // Every answer on the drawing is in the list too.
            figure: _,
            or,
            // When it is made: `error`.
            error: _,
            back,
            carry_on,
            emergency,
        } = view;
        self.put("");
        self.put(progress);
        self.put("");
        self.title(title);
        for words in hint.iter().chain(how) {
            self.put(words);
        }
        self.put("");
        self.choices(choices, *many, or);
        self.put("");
        self.put(&plain(emergency));
        self.put("");
        let letters = if *many { "letters" } else { "a letter" };
        self.put(&format!(
            "[{letters} and Enter: {carry_on} | b: {back} | ?: {why_label} | q: leave]"
        ));
    }

    /// The answers, each with its letter; an `x` in those that are chosen.
    fn choices(&mut self, choices: &[ChoiceView], many: bool, or: &str) {
        let parted = choices.iter().position(|choice| choice.separate);
        for (place, choice) in choices.iter().enumerate() {
            let ChoiceView {
                id: _,
                label,
                chosen,
                separate: _,
            } = choice;
            if place > 0 && Some(place) == parted {
                self.put(&format!("  {or}"));
            }
            let mark = match (many, chosen) {
                (true, true) => "[x]",
                (true, false) => "[ ]",
                (false, true) => "(x)",
                (false, false) => "( )",
            };
            self.put(&format!("  {} {mark} {label}", letter(place)));
        }
    }

    fn emergency(&mut self, view: &EmergencyView) {
        let EmergencyView {
            outcome: _,
            urgency: _,
            label,
            title,
            buttons,
            told,
            led_by,
            actions,
            other_ways,
            told_also,
            answers,
            leave,
            mistake,
            back,
            // A session keeps nothing.
            clear: _,
        } = view;
        self.put("");
        self.put(label);
        self.title(title);
        self.buttons(buttons);
        self.quoted("", told, led_by);
        self.items(actions);
        if let Some(list) = other_ways {
            self.list(list);
        }
        self.put("");
        self.quoted("", told_also, answers);
        self.buttons(leave.as_slice());
        self.put(mistake);
        self.put("");
        self.put(&format!("[Enter: done | b: {back} | q: leave]"));
    }

    fn buttons(&mut self, buttons: &[ButtonView]) {
        for ButtonView { words, href } in buttons {
            self.put(&format!("[ {words} ]  {href}"));
        }
    }

    fn advice(&mut self, view: &AdviceView) {
        let AdviceView {
            outcome: _,
            urgency: _,
            days: _,
            tone: _,
            label,
            title,
            lead,
            led_by,
            do_title,
            action,
            buttons,
            seen,
            clinic,
            why_title,
            told,
            reasons,
            notes,
            change,
            sooner,
            path_title,
            here,
            path,
            cards,
            your_visit,
            more,
            answers_title,
            answers,
            // Back leads to the answers.
            change_answer: _,
            back,
            take,
            small_print,
            about,
        } = view;
        self.put("");
        self.put(label);
        self.title(title);
        self.put(&plain(lead));
        self.quoted("", told, led_by);
        self.heading(do_title);
        self.lines(action);
        self.buttons(buttons);
        self.notes(notes);
        if let Some(clinic) = clinic {
            self.clinic(clinic);
        }
        for list in [seen, sooner].into_iter().chain(cards) {
            self.list(list);
        }
        your_visit.iter().for_each(|fold| self.fold(fold));
        self.heading(why_title);
        self.reasons(reasons, told);
        if let Some(change) = change {
            self.change(change);
        }
        self.path(path_title, path, here);
        more.iter().for_each(|fold| self.fold(fold));
        self.heading(answers_title);
        self.answers(answers);
        self.take(take);
        self.put("");
        self.lines(small_print);
        let keys = format!("\n[Enter: done | b: {back} | ?: {about} | q: leave]");
        self.put(&keys);
    }

    fn notes(&mut self, notes: &[Line]) {
        if !notes.is_empty() {
            self.put("");
            self.items(notes);
        }
    }

    fn reasons(&mut self, reasons: &[ReasonView], told: &str) {
        for ReasonView { text, answers } in reasons {
            self.put(&format!("- {}", plain(text)));
            self.quoted("  ", told, answers);
        }
    }

    /// "You told us:" and the answers.
    fn quoted<T: AsRef<str>>(&mut self, indent: &str, told: &str, answers: &[T]) {
        if !answers.is_empty() {
            let quotes = answers
                .iter()
                .map(|answer| format!(" \u{201c}{}\u{201d}", answer.as_ref()));
            self.put(&format!("{indent}{told}{}", quotes.collect::<String>()));
        }
    }

    fn change(&mut self, view: &ChangeView) {
        let ChangeView {
            title,
            lead,
            if_true,
            ways,
        } = view;
        self.heading(title);
        self.lines(lead);
        self.reasons(ways, if_true);
    }

    fn path(&mut self, heading: &str, steps: &[StepView], here_words: &str) {
        if !steps.is_empty() {
            self.heading(heading);
        }
        for StepView { title, text, here } in steps {
            let mark = if *here {
                format!(" ({here_words})")
            } else {
                String::new()
            };
            self.put(&format!("- {title}{mark}"));
            self.put(&format!("  {}", plain(text)));
        }
    }

    fn answers(&mut self, given: &[AnsweredView]) {
        for AnsweredView { question, answers } in given {
            self.put(question);
            for answer in answers {
                self.put(&format!("- {answer}"));
            }
        }
    }

    fn clinic(&mut self, view: &ClinicView) {
        let ClinicView {
            title,
            elsewhere,
            book,
            phone,
            says,
        } = view;
        self.heading(title);
        self.lines(elsewhere);
        if let Some((from, words)) = says {
            self.put(&format!("{from} {words}"));
        }
        if let Some((words, href, _)) = book {
            self.put(&format!("- {words}: {href}"));
        }
        if let Some((words, dial)) = phone {
            self.put(&format!("- {words}: {dial}"));
        }
    }

    /// What the controls are called that print, copy, share and save: a terminal has none, but who
    /// judges or translates the words reads them too.
    fn take(&mut self, view: &TakeView) {
        let TakeView {
            title,
            print,
            // On paper only.
            rest: _,
            copy,
            share,
            remind,
            clinic,
            // After copying only.
            copied: _,
            clear,
        } = view;
        self.heading(title);
        let remind = remind.iter().map(|remind| &remind.button);
        let controls = [print, copy, share].into_iter().chain(remind);
        for words in controls.chain([clinic, clear]) {
            self.put(&format!("- {words}"));
        }
    }
}
