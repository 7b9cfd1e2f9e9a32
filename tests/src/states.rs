//! Every kind of screen in every state that looks different: for pictures, and for the checks that
//! must hold on all of them.

use std::sync::LazyLock;

use pathway::Choice;
use serde_json::json;

use crate::browsers::{Browser, Engine};
use crate::cases::{
    CHEST_PAIN, CRISIS, Patient, chest_pain, emergencies_of, first_question, one_for_each_outcome,
    patients, routine, together,
};
use crate::widget::Widget;

/// A way in which the same screen can look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Light,
    Dark,
    WarmLight,
    WarmDark,
    ClearLight,
    ClearDark,
    /// A clinic's own yellow and grey.
    Owner,
    /// Mirrored, whatever the language.
    RightToLeft,
    /// The visitor's own few colours.
    Forced,
}

impl Look {
    /// Every look.
    pub const ALL: [Self; 9] = [
        Self::Light,
        Self::Dark,
        Self::WarmLight,
        Self::WarmDark,
        Self::ClearLight,
        Self::ClearDark,
        Self::Owner,
        Self::RightToLeft,
        Self::Forced,
    ];

    /// Its name, as part of a file's or a test's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::WarmLight => "warm-light",
            Self::WarmDark => "warm-dark",
            Self::ClearLight => "clear-light",
            Self::ClearDark => "clear-dark",
            Self::Owner => "owner",
            Self::RightToLeft => "rtl",
            Self::Forced => "forced",
        }
    }

    /// What the clinic writes on the element for it.
    pub fn attributes(self) -> &'static str {
        match self {
            Self::Light | Self::RightToLeft | Self::Forced => "theme=light",
            Self::Dark => "theme=dark",
            Self::WarmLight => "preset=warm theme=light",
            Self::WarmDark => "preset=warm theme=dark",
            Self::ClearLight => "preset=clear theme=light",
            Self::ClearDark => "preset=clear theme=dark",
            Self::Owner => {
                "style='--wts-brand: #ffd400; --wts-surface: #eeece8; --wts-radius: 2px'"
            }
        }
    }

    /// Does something in a browser that looks so.
    pub fn during<T>(self, browser: &Browser, act: impl FnOnce() -> T) -> T {
        let media = |value: &str| {
            let features = json!({ "features": [
                { "name": "forced-colors", "value": value },
                { "name": "prefers-reduced-motion", "value": "reduce" },
            ] });
            browser.devtools("Emulation.setEmulatedMedia", features);
        };
        if browser.engine != Engine::Chromium {
            return act();
        }
        media(if self == Self::Forced { "active" } else { "" });
        let done = act();
        browser.devtools("Emulation.setEmulatedMedia", json!({ "features": [] }));
        done
    }

    /// What a widget that has just been drawn lacks of the look.
    #[track_caller]
    pub fn finish(self, widget: Widget<'_>) {
        if self == Self::RightToLeft {
            widget.ask("inside.dir = 'rtl'", &[]);
        }
    }
}

/// What is done on a screen.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// Nothing.
    Nothing,
    /// Its first answer is chosen.
    ChooseFirst,
    /// Its last answer is chosen.
    ChooseLast,
    /// Continue is pressed without an answer.
    CarryOn,
    /// A spot on the drawing is tapped.
    Tap(&'static str),
    /// An answer is chosen from the list.
    Choose(&'static str),
    /// Whatever is folded is unfolded.
    Unfold,
    /// What is said about the tool is read.
    About,
    /// The page is loaded again.
    ComeAgain,
    /// Every answer is cleared.
    Clear,
    /// The advice is copied.
    Copy,
}

/// A screen in a state.
#[derive(Clone, Debug)]
pub struct State {
    /// Its name, as part of a file's name.
    pub name: String,
    /// Who comes to it; `None` for the first screen.
    patient: Option<Patient>,
    /// What is done there.
    act: Act,
}

/// The states of every kind of screen.
pub static STATES: LazyLock<Vec<State>> = LazyLock::new(|| {
    let many = first_question(routine(), Choice::Many);
    let one = first_question(routine(), Choice::One);
    let on = |question: &str, name: &str, act| State {
        name: name.to_owned(),
        patient: Some(routine().before(question)),
        act,
    };
    let mut states = vec![
        State {
            name: "start".to_owned(),
            patient: None,
            act: Act::Nothing,
        },
        on(many, "question-many", Act::Nothing),
        on(many, "question-many-chosen", Act::ChooseFirst),
        on(many, "question-error", Act::CarryOn),
        on(many, "question-why", Act::Unfold),
        State {
            name: "question-second".to_owned(),
            patient: Some(chest_pain().before(CHEST_PAIN[1].0)),
            act: Act::Nothing,
        },
        on(one, "question-one", Act::Nothing),
        on(one, "question-one-chosen", Act::ChooseLast),
        on("region", "figure", Act::Nothing),
        on("region", "figure-tapped", Act::Tap("shoulder")),
        on("region", "figure-from-list", Act::Choose("back_leg")),
    ];
    for urgency in ["call", "go", "today", "days", "weeks", "ready"] {
        let patient = patients().iter().find(|patient| patient.urgency == urgency);
        let patient = patient.unwrap_or_else(|| panic!("no written patient for `{urgency}`"));
        states.push(result(&format!("urgency-{urgency}"), patient, Act::Nothing));
    }
    for outcome in ["crisis_support", "abuse_support", "maternity_now"] {
        let patients = one_for_each_outcome();
        let patient = patients.iter().find(|patient| patient.outcome == outcome);
        let patient = patient.unwrap_or_else(|| panic!("no written patient for `{outcome}`"));
        states.push(result(outcome, patient, Act::Nothing));
    }
    let unsafe_with = emergencies_of(CRISIS.0).into_iter();
    let unsafe_with = unsafe_with.filter(|patient| patient.answers[0].1 == ["unsafe"]);
    states.extend(unsafe_with.map(|patient| result("crisis_unsafe", &patient, Act::Nothing)));
    states.push(result("advice-unfolded", routine(), Act::Unfold));
    states.push(result("advice-together", together(), Act::Nothing));
    states.push(result("about", routine(), Act::About));
    states.push(on("region", "question-kept", Act::ComeAgain));
    states.push(result("start-cleared", routine(), Act::Clear));
    states.push(result("advice-copied", routine(), Act::Copy));
    states
});

/// Every outcome.
pub fn outcomes() -> Vec<State> {
    let patients = one_for_each_outcome().into_iter();
    patients
        .map(|patient| {
            let name = format!("outcome-{}", patient.outcome);
            result(&name, patient, Act::Nothing)
        })
        .collect()
}

/// Each spot of the drawing, tapped.
pub fn spots() -> Vec<State> {
    let spots = [
        "head", "neck", "shoulder", "arm", "chest", "back", "hip", "knee", "leg", "tummy",
    ];
    let tapped = |spot| State {
        name: format!("spot-{spot}"),
        patient: Some(routine().before("region")),
        act: Act::Tap(spot),
    };
    spots.into_iter().map(tapped).collect()
}

fn result(name: &str, patient: &Patient, act: Act) -> State {
    State {
        name: name.to_owned(),
        patient: Some(patient.clone()),
        act,
    }
}

impl State {
    /// Brings a widget into this state: one that has all its words and shows the first screen.
    #[track_caller]
    pub fn show(&self, widget: Widget<'_>) {
        let Some(patient) = &self.patient else {
            return;
        };
        widget
            .play_by_script(patient)
            .unwrap_or_else(|stuck| panic!("{}: {stuck}", self.name));
        match self.act {
            Act::Nothing => {}
            Act::ChooseFirst => widget.choose(&widget.options()[0]),
            Act::ChooseLast => {
                let options = widget.options();
                widget.choose(options.last().map_or("", String::as_str));
            }
            Act::CarryOn => widget.carry_on(),
            Act::Tap(spot) => widget.tap(spot),
            Act::Choose(option) => widget.choose(option),
            Act::About => widget.changing(|| widget.click_on(".wts-about")),
            Act::ComeAgain => widget.come_again(),
            Act::Clear => widget.changing(|| widget.click_on(".wts-clear")),
            Act::Copy => {
                widget.click_on("[data-export=copy]");
                let told = "return !!one('.wts-copied').textContent";
                widget.until("it says how that went", told, &[]);
            }
            Act::Unfold => {
                widget.ask(
                    "for (const folded of all('details')) folded.open = true",
                    &[],
                );
            }
        }
    }
}

/// Brings a widget that lacks the words of later screens to the screen that stands meanwhile, by
/// this answer to the first question.
#[track_caller]
pub fn wait(widget: Widget<'_>, answer: &str) {
    widget.start();
    widget.choose(answer);
    widget.carry_on();
    assert_eq!(widget.screen().kind, "waiting");
}
