//! The widget as a person meets it: what it shows, and what can be done to it.
//!
//! The only place that knows the widget's DOM. Mouse and keyboard are real: they go where a person
//! would press, through the browser, never through a script.

use std::fmt;
use std::thread::sleep;
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browsers::{Browser, PATIENCE};
use crate::cases::{CHEST_PAIN, Patient};

/// More presses of Tab than any screen has stops.
const MOST_STOPS: usize = 60;

/// What every script about the widget begins with.
const HELPERS: &str = "
    const host = document.querySelectorAll('who-to-see')[arguments[0]];
    const root = host && host.shadowRoot;
    const inside = root && root.querySelector('.wts');
    const one = (selector) => inside ? inside.querySelector(selector) : null;
    const all = (selector) => inside ? [...inside.querySelectorAll(selector)] : [];
    const focused = () => {
        let element = document.activeElement;
        while (element && element.shadowRoot && element.shadowRoot.activeElement)
            element = element.shadowRoot.activeElement;
        return element;
    };
    const screen = () => {
        const section = one('[data-screen]');
        if (!section) return null;
        const { screen, question, outcome, urgency, days } = section.dataset;
        return { screen, question, outcome, urgency, days, error: !!one('.wts-error-summary') };
    };
";

/// Which screen shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// `start`, `question`, `advice`, `emergency` or `waiting`.
    pub kind: String,
    /// The question asked.
    pub question: Option<String>,
    /// Who to see.
    pub outcome: Option<String>,
    /// How soon.
    pub urgency: Option<String>,
    /// Within how many days, where the urgency is in days.
    pub days: Option<String>,
    /// Whether the error box is there.
    pub error: bool,
}

impl Screen {
    fn read(value: &Value) -> Option<Self> {
        let text = |name: &str| value.get(name)?.as_str().map(str::to_owned);
        Some(Self {
            kind: text("screen")?,
            question: text("question"),
            outcome: text("outcome"),
            urgency: text("urgency"),
            days: text("days"),
            error: value.get("error") == Some(&Value::Bool(true)),
        })
    }
}

impl fmt::Display for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        let parts = [&self.question, &self.outcome, &self.urgency, &self.days];
        for part in parts.into_iter().flatten() {
            write!(f, " {part}")?;
        }
        if self.error {
            write!(f, " with its error box")?;
        }
        Ok(())
    }
}

/// One widget of the page that is open.
#[derive(Clone, Copy)]
pub struct Widget<'browser> {
    browser: &'browser Browser,
    index: usize,
}

impl<'browser> Widget<'browser> {
    /// The widget at this place among those of the page.
    pub fn new(browser: &'browser Browser, index: usize) -> Self {
        Self { browser, index }
    }

    // What it shows.

    /// Waits until the widget itself is there, seen or behind the first screens.
    #[track_caller]
    pub fn until_ready(&self) {
        let script = "return screen() && !!root.querySelector('div:not(.wts) > .wts')";
        self.until("the widget is up", script, &[]);
    }

    /// Waits until a screen shows, the widget's own or the one that stands before it.
    #[track_caller]
    pub fn until_shown(&self) {
        self.until("a screen shows", "return screen()", &[]);
    }

    /// Whether what shows stood before the widget was there.
    #[track_caller]
    pub fn stands_before(&self) -> bool {
        self.ask("return inside.parentNode === root", &[]) == Value::Bool(true)
    }

    /// Which screen shows.
    #[track_caller]
    pub fn screen(&self) -> Screen {
        let value = self.ask("return screen()", &[]);
        Screen::read(&value).expect("the widget shows a screen")
    }

    /// The question that shows.
    #[track_caller]
    pub fn question(&self) -> String {
        let screen = self.screen();
        let asked = screen.question.clone();
        asked.unwrap_or_else(|| panic!("a question was expected, not the screen `{screen}`"))
    }

    /// The words of the heading.
    #[track_caller]
    pub fn heading(&self) -> String {
        let value = self.ask("return one('h2').innerText.trim()", &[]);
        value.as_str().unwrap_or_default().to_owned()
    }

    /// The options that are chosen.
    #[track_caller]
    pub fn chosen(&self) -> Vec<String> {
        strings(&self.ask(
            "return all('input:checked').map((input) => input.value)",
            &[],
        ))
    }

    /// The options that can be chosen.
    #[track_caller]
    pub fn options(&self) -> Vec<String> {
        strings(&self.ask("return all('input').map((input) => input.value)", &[]))
    }

    /// Whether several options can be chosen.
    #[track_caller]
    pub fn takes_many(&self) -> bool {
        self.has("input[type=checkbox]")
    }

    /// Whether something is there.
    #[track_caller]
    pub fn has(&self, selector: &str) -> bool {
        self.ask("return !!one(arguments[1])", &[json!(selector)]) == Value::Bool(true)
    }

    /// Whether what has the focus is inside the widget and matches.
    #[track_caller]
    pub fn focus_is_on(&self, selector: &str) -> bool {
        let script = "const element = focused();
            return !!inside && inside.contains(element) && element.matches(arguments[1])";
        self.ask(script, &[json!(selector)]) == Value::Bool(true)
    }

    /// What has the focus, for a sentence.
    #[track_caller]
    pub fn focus(&self) -> String {
        let script = "const element = focused();
            if (!element) return 'nothing';
            const name = element.className || element.value || element.id || '';
            return `${element.localName} ${name}`.trim()";
        self.ask(script, &[])
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Waits until what matches has the focus.
    #[track_caller]
    pub fn until_focus_is_on(&self, selector: &str) {
        let begun = Instant::now();
        while !self.focus_is_on(selector) {
            assert!(
                begun.elapsed() < PATIENCE,
                "the focus of {} never came to `{selector}`: it is on `{}`",
                self.browser,
                self.focus()
            );
            sleep(Duration::from_millis(20));
        }
    }

    /// Asks about the widget's DOM: the body of a function that may use `host`, `root`, `inside`,
    /// `one`, `all` and `focused`; its first argument is `arguments[1]`.
    #[track_caller]
    pub fn ask(&self, script: &str, arguments: &[Value]) -> Value {
        self.browser
            .run(&format!("{HELPERS}{script}"), self.arguments(arguments))
    }

    /// Waits until a question about the widget's DOM has an answer.
    #[track_caller]
    pub fn until(&self, what: &str, script: &str, arguments: &[Value]) -> Value {
        let script = format!("{HELPERS}{script}");
        let instead = || {
            let shown = "const own = Object.values(history.state || {}).filter(Array.isArray);
                return JSON.stringify([screen(), own, history.length])";
            format!("(there is {})", self.ask(shown, &[]))
        };
        self.browser
            .until_or(what, &script, &self.arguments(arguments), instead)
    }

    // What a person does with the mouse.

    /// Presses Start.
    #[track_caller]
    pub fn start(&self) {
        self.changing(|| self.click_on(".wts-start"));
    }

    /// Chooses an answer by its words.
    #[track_caller]
    pub fn choose(&self, option: &str) {
        self.browser.click(&self.label(option));
        self.until_chosen(option);
    }

    /// Taps a place on the drawing of a person.
    #[track_caller]
    pub fn tap(&self, zone: &str) {
        self.click_on(&format!("[data-zone=\"{zone}\"] path"));
        self.until_chosen(zone);
    }

    /// Takes a choice back.
    #[track_caller]
    pub fn unchoose(&self, option: &str) {
        self.browser.click(&self.label(option));
        self.until(
            &format!("`{option}` is no longer chosen"),
            "return !all('input:checked').some((input) => input.value === arguments[1])",
            &[json!(option)],
        );
    }

    /// Presses Continue, and waits for what follows: another screen, or the error box.
    #[track_caller]
    pub fn carry_on(&self) {
        self.changing(|| self.click_on(".wts-continue"));
    }

    /// Presses Back. Some drivers count presses wherever they are: the one before and the one after
    /// would be halves of a double click, so both are kept apart from this one.
    #[track_caller]
    pub fn back(&self) {
        sleep(Duration::from_millis(600));
        self.changing(|| self.click_on(".wts-back"));
        sleep(Duration::from_millis(600));
    }

    /// Presses what matches.
    #[track_caller]
    pub fn click_on(&self, selector: &str) {
        let element = self.find(selector, "return one(arguments[1])", &json!(selector));
        self.browser.click(&element);
    }

    /// Presses what matches twice, quickly, as some people do everywhere.
    #[track_caller]
    pub fn double_click_on(&self, selector: &str) {
        let element = self.find(selector, "return one(arguments[1])", &json!(selector));
        self.changing(|| self.browser.double_click(&element));
    }

    /// Answers the question that shows, and carries on.
    #[track_caller]
    pub fn answer(&self, question: &str, options: &[String]) {
        self.until_words_came();
        assert_eq!(
            self.question(),
            question,
            "the question in {}",
            self.browser
        );
        for option in options {
            if !self.chosen().contains(option) {
                self.choose(option);
            }
        }
        self.carry_on();
    }

    /// Starts, and answers everything that a patient answers before a question.
    #[track_caller]
    pub fn go_to(&self, patient: &Patient, question: &str) {
        self.start();
        for (asked, options) in &patient.answers {
            if asked == question {
                return;
            }
            self.answer(asked, options);
        }
        panic!("`{}` is never asked `{question}`", patient.id);
    }

    /// Starts, and answers everything.
    #[track_caller]
    pub fn play(&self, patient: &Patient) {
        self.start();
        for (question, options) in &patient.answers {
            self.answer(question, options);
        }
    }

    /// Starts, and answers as somebody whose chest is tight: an emergency.
    #[track_caller]
    pub fn have_chest_pain(&self) {
        self.start();
        for (question, option) in CHEST_PAIN {
            self.answer(question, &[option.to_owned()]);
        }
        assert_eq!(self.screen().kind, "emergency", "the very next screen");
    }

    /// Waits until no words are on their way any more.
    #[track_caller]
    pub fn until_words_came(&self) {
        let script = "return screen() && screen().screen !== 'waiting'";
        self.until("the words of the next screen come", script, &[]);
    }

    /// Waits until nothing is on its way any more.
    #[track_caller]
    pub fn until_whole(&self) {
        let script = "return !!one('[role=status]')";
        self.until("the rest of the widget has come", script, &[]);
    }

    /// Begins again, as a script of the page can.
    #[track_caller]
    pub fn run_restart(&self) {
        let script = "await document.querySelectorAll('who-to-see')[arguments[0]].restart()";
        self.browser.run_async(script, vec![json!(self.index)]);
        let start = "return (screen() || {}).screen === 'start'";
        self.until("it begins again", start, &[]);
    }

    /// Puts a new widget in the place of this one, as a reload does: it finds what was kept.
    #[track_caller]
    pub fn come_again(&self) {
        let script = "const before = document.querySelectorAll('who-to-see')[arguments[0]];
            const [key] = Object.keys(sessionStorage).filter((key) => key.startsWith('who-to-see:'));
            const host = before.cloneNode(true);
            host.id = key.split(':')[1];
            const ready = new Promise((done) => host.addEventListener('wts-ready', done));
            before.replaceWith(host);
            host.dispatchEvent(new PointerEvent('pointerover'));
            await ready;";
        self.browser.run_async(script, vec![json!(self.index)]);
        self.until_whole();
    }

    // What a person does with the keyboard.

    /// Presses a key.
    #[track_caller]
    pub fn press(&self, key: Key) {
        self.browser.press(key, &[]);
    }

    /// Presses Tab until what matches has the focus.
    #[track_caller]
    pub fn tab_to(&self, selector: &str) {
        let mut stops = Vec::new();
        for _ in 0..MOST_STOPS {
            if self.focus_is_on(selector) {
                return;
            }
            self.press(Key::Tab);
            stops.push(self.focus());
        }
        panic!(
            "Tab never comes to `{selector}` in {}; it stops at: {}",
            self.browser,
            stops.join(", ")
        );
    }

    /// Presses Start with the keyboard.
    #[track_caller]
    pub fn start_by_keyboard(&self) {
        self.tab_to(".wts-start");
        self.changing(|| self.press(Key::Enter));
    }

    /// Chooses an answer with the keyboard: arrows among radios, the space bar on a checkbox.
    #[track_caller]
    pub fn choose_by_keyboard(&self, option: &str) {
        let wanted = format!("input[value=\"{option}\"]");
        if self.takes_many() {
            self.tab_to(&wanted);
            self.press(Key::Space);
        } else {
            self.tab_to("input");
            for _ in 0..self.options().len() {
                if self.focus_is_on(&wanted) {
                    break;
                }
                self.press(Key::Down);
            }
            if !self.focus_is_on(&format!("{wanted}:checked")) {
                self.press(Key::Space);
            }
        }
        self.until_chosen(option);
    }

    /// Presses Continue with the keyboard.
    #[track_caller]
    pub fn carry_on_by_keyboard(&self) {
        self.tab_to(".wts-continue");
        self.changing(|| self.press(Key::Enter));
    }

    // What a script does, where a thousand screens must be walked through.

    /// Puts a new widget in the place of this one and plays a patient through it by script. Gives
    /// the questions asked and the last screen, or the sentence with which it got stuck.
    #[track_caller]
    pub fn play_by_script(&self, patient: &Patient) -> Result<(Vec<String>, Screen), String> {
        let answers: Vec<_> = patient
            .answers
            .iter()
            .map(|(question, options)| json!([question, options]))
            .collect();
        let script = format!("const play = {PLAY}; return await play(arguments[0], arguments[1])");
        let played = self
            .browser
            .run_async(&script, vec![json!(self.index), json!(answers)]);
        if let Some(stuck) = played["stuck"].as_str() {
            return Err(stuck.to_owned());
        }
        let screen = Screen::read(&played["screen"]).ok_or("there is no last screen")?;
        Ok((strings(&played["path"]), screen))
    }

    // Inner workings.

    #[track_caller]
    fn until_chosen(&self, option: &str) {
        self.until(
            &format!("`{option}` is chosen"),
            "return all('input:checked').some((input) => input.value === arguments[1])",
            &[json!(option)],
        );
    }

    /// Does something and waits until another screen shows, or the error box comes.
    #[track_caller]
    pub fn changing(&self, act: impl FnOnce()) {
        let before = self.ask("return JSON.stringify(screen())", &[]);
        act();
        self.until(
            &format!("another screen follows {before}"),
            "return screen() && JSON.stringify(screen()) !== arguments[1]",
            &[before],
        );
    }

    fn label(&self, option: &str) -> Element {
        self.find(
            option,
            "const input = one(`input[value=\"${arguments[1]}\"]`);
             return input && (input.labels[0] || input)",
            &json!(option),
        )
    }

    #[track_caller]
    fn find(&self, what: &str, script: &str, argument: &Value) -> Element {
        let script = format!("{HELPERS}{script}");
        let arguments = self.arguments(std::slice::from_ref(argument));
        let what = format!("`{what}` on the screen `{}`", self.screen());
        self.browser.element(&what, &script, &arguments)
    }

    fn arguments(&self, more: &[Value]) -> Vec<Value> {
        let mut arguments = vec![json!(self.index)];
        arguments.extend_from_slice(more);
        arguments
    }
}

/// Plays a patient through a new widget. It waits only for what it needs to see.
const PLAY: &str = r#"
async (index, answers) => {
    const before = document.querySelectorAll('who-to-see')[index];
    sessionStorage.clear();
    const host = before.cloneNode(true);
    const ready = new Promise((done) => host.addEventListener('wts-ready', done, { once: true }));
    before.replaceWith(host);
    host.dispatchEvent(new PointerEvent('pointerover'));
    await ready;
    const one = (selector) => host.shadowRoot.querySelector('.wts ' + selector);
    const screen = () => ({ ...(one('[data-screen]') || { dataset: {} }).dataset });
    const settle = () => new Promise((done) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => { channel.port1.close(); done(); };
        channel.port2.postMessage(null);
    });
    const until = async (true_now) => {
        const end = performance.now() + 5000;
        while (!true_now()) {
            if (performance.now() > end) return false;
            await settle();
        }
        return true;
    };
    // A finger, as far as a script can be one.
    const press = (element) => {
        for (const kind of ['pointerdown', 'pointerup'])
            element.dispatchEvent(new PointerEvent(kind, { bubbles: true, composed: true }));
        element.click();
    };
    const advance = async (selector) => {
        const shown = JSON.stringify(screen());
        press(one(selector));
        // Between what stood before the widget and the widget's own there may be nothing for a moment.
        const another = ({ screen: kind }) => kind && kind !== 'waiting';
        return until(() => another(screen()) && JSON.stringify(screen()) !== shown);
    };
    const path = [];
    if (!await advance('.wts-start')) return { stuck: 'Start does nothing' };
    for (const [question, options] of answers) {
        const asked = screen().question;
        if (asked !== question)
            return { stuck: `after ${path.join(', ')}: ${JSON.stringify(screen())} instead of ${question}` };
        path.push(asked);
        for (const option of options) {
            const find = () => one(`input[value="${option}"]`);
            if (!find()) return { stuck: `${question} does not offer ${option}` };
            press(find());
            if (!await until(() => find().checked)) return { stuck: `${question}: ${option} stays clear` };
        }
        // The framework draws after the event; Continue reads what it has drawn.
        await settle();
        if (!await advance('.wts-continue')) return { stuck: `Continue does nothing on ${question}` };
    }
    return { path, screen: screen() };
}
"#;

fn strings(value: &Value) -> Vec<String> {
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter()
        .filter_map(|item| item.as_str().map(str::to_owned))
        .collect()
}
