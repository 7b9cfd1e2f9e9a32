//! Every kind of screen on one page: the start, each question, each piece of advice, and the rest.

use show::state::{Action, State};
use show::{Guide, Screen, Visit, screen};
use yew::prelude::*;

use crate::parts::shown::Shown;
use crate::ways;

/// Every screen with its name.
fn all(guide: &Guide) -> Vec<(String, Screen)> {
    let pathway = guide.pathway();
    let region = guide
        .words
        .regions()
        .find(|code| *code != words::UNKNOWN_REGION);
    let visit = Visit {
        region: region.unwrap_or(words::UNKNOWN_REGION).to_owned(),
        ..Visit::default()
    };
    let shown = |state: &State, waiting| screen(guide, &visit, state, waiting);
    let start = State::new(pathway);
    let about = start.step(pathway, Action::About);
    let asked = start.step(pathway, Action::Start);
    let empty = asked.step(pathway, Action::Continue);
    let mut all = vec![
        ("Start".to_owned(), shown(&start, false)),
        ("About this tool".to_owned(), shown(&about, false)),
        (
            "A question without an answer".to_owned(),
            shown(&empty, false),
        ),
        (
            "While words are on their way".to_owned(),
            shown(&asked, true),
        ),
    ];
    for (name, state) in ways::questions(pathway) {
        all.push((format!("Question: {name}"), shown(&state, false)));
    }
    for (name, state) in ways::outcomes(pathway) {
        all.push((format!("Advice: {name}"), shown(&state, false)));
    }
    all
}

/// The page.
#[component]
pub fn AllScreens() -> Html {
    let dark = use_state(|| false);
    let screens = use_memo((), |()| {
        who_to_see::guide::shared()
            .map(|guide| all(&guide))
            .unwrap_or_default()
    });
    let turn = {
        let dark = dark.clone();
        Callback::from(move |_: MouseEvent| dark.set(!*dark))
    };
    html! {
        <>
            <h1>{ "Every kind of screen" }</h1>
            <p class="lead">{ "Drawn by the check itself. What is pressed here does nothing." }</p>
            <p>
                <button type="button" id="dark" aria-pressed={dark.to_string()} onclick={turn}>{ "Dark" }</button>
            </p>
            <div class="all">
                for (place, (name, screen)) in screens.iter().enumerate() {
                    <section key={place} aria-labelledby={format!("screen-{place}")}>
                        <h2 id={format!("screen-{place}")}>{ name.clone() }</h2>
                        <Shown screen={screen.clone()} dark={*dark} uid={format!("s{place}-")} />
                    </section>
                }
            </div>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_there() {
        let guide = who_to_see::guide::shared().expect("the build carries it");
        let all = all(&guide);
        let kinds =
            |wanted: fn(&Screen) -> bool| all.iter().filter(|(_, screen)| wanted(screen)).count();
        assert_eq!(kinds(|screen| matches!(screen, Screen::Start(_))), 1);
        assert_eq!(kinds(|screen| matches!(screen, Screen::Waiting(_))), 1);
        assert_eq!(kinds(|screen| matches!(screen, Screen::About(_))), 1);
        let advice = kinds(|screen| matches!(screen, Screen::Advice(_)));
        let emergencies = kinds(|screen| matches!(screen, Screen::Emergency(_)));
        assert_eq!(advice + emergencies, guide.pathway().outcomes.len());
        assert!(emergencies > 2, "{emergencies}");
    }
}
