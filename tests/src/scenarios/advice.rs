//! The advice and the emergency as screens, and "About this tool".

use serde_json::json;

use crate::browsers::Browser;
use crate::cases::{Patient, one_for_each_outcome, patient, proof_told, routine, together};
use crate::site::HostPage;
use crate::widget::Widget;

super::scenarios! {
    in every engine: [
        the_care_path_is_drawn_and_says_where_you_are,
        about_this_tool_opens_and_leads_back,
    ]
    in one engine: [
        every_result_rests_on_answers_and_says_when_to_get_help,
        a_reason_quotes_what_was_ticked,
        what_would_change_the_advice_is_folded_and_told,
        the_advice_of_a_physiotherapist_is_short_and_begins_with_what_to_do,
        two_people_together_have_a_card_each,
        an_emergency_is_the_same_in_the_dark_and_never_moves,
        an_emergency_offers_the_number_and_back_and_nothing_else,
    ]
}

#[track_caller]
fn play(widget: Widget<'_>, patient: &Patient) {
    widget
        .play_by_script(patient)
        .unwrap_or_else(|stuck| panic!("`{}`: {stuck}", patient.id));
}

fn every_result_rests_on_answers_and_says_when_to_get_help(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    for patient in one_for_each_outcome() {
        play(widget, patient);
        let told = widget.ask(
            "all('details').forEach((fold) => { fold.open = true });
             return { quotes: all('q').length, text: inside.innerText }",
            &[],
        );
        let text = told["text"].as_str().unwrap_or_default();
        assert!(told["quotes"].as_u64() > Some(0), "{}: {text}", patient.id);
        assert!(text.contains("999"), "{}: {text}", patient.id);
        // An emergency says one thing only: what to do now.
        if !patient.is_emergency() {
            for words in ["How to get seen", "When it cannot wait", "not a diagnosis"] {
                assert!(text.contains(words), "{} in {}: {text}", words, patient.id);
            }
        }
    }
}

fn a_reason_quotes_what_was_ticked(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    let lines = |script: &str| {
        let lines = widget.ask(script, &[]);
        let lines = lines.as_array().cloned().unwrap_or_default();
        let words = lines.iter().filter_map(|line| line.as_str());
        // A list of lines may be spaced in one place and not in the other.
        let plain = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        words.map(plain).collect::<Vec<_>>()
    };
    for patient in [routine(), patient("emergency_call")] {
        widget.start();
        let mut ticked = Vec::new();
        for (question, options) in &patient.answers {
            widget.until_words_came();
            for option in options {
                widget.choose(option);
            }
            ticked.extend(lines(
                "return all('input:checked').map((input) => input.labels[0].innerText)",
            ));
            widget.answer(question, options);
        }
        // What stands folded is about answers that were not given.
        let quotes = lines(
            "all('details').forEach((fold) => { fold.open = true });
             return all('.wts-told q').filter((quote) => !quote.closest('.wts-changes'))
                 .map((quote) => quote.innerText)",
        );
        assert!(!quotes.is_empty(), "`{}` has a reason", patient.id);
        for quote in quotes {
            let words = quote.trim_matches(['“', '”', '"']);
            assert!(
                ticked.iter().any(|line| line == words),
                "{words:?} of {ticked:?}"
            );
        }
        if !patient.is_emergency() {
            widget.changing(|| widget.click_on(".wts-clear"));
        }
    }
}

fn the_care_path_is_drawn_and_says_where_you_are(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    play(widget, routine());
    widget.ask("one('.wts-fold:has(.wts-path)').open = true", &[]);
    let here = widget.ask(
        "return all('.wts-path [aria-current=step]').map((step) => step.innerText)",
        &[],
    );
    let here = here.as_array().expect("a list of steps");
    assert_eq!(here.len(), 1, "one step is here: {here:?}");
    let words = here[0].as_str().unwrap_or_default().to_lowercase();
    assert!(words.contains("you are here"), "{words}");
    // Each step has its mark, at the start of the line whichever way the text runs; each but the
    // last has the way onward.
    let marks = "const mark = (step) => {
            const { width, borderTopWidth, left, right } = getComputedStyle(step, '::before');
            return [parseFloat(width) > 8, parseFloat(borderTopWidth) > 1,
                    parseFloat(left) < parseFloat(right)];
        };
        return all('.wts-way').map(mark)";
    let drawn = widget.ask(marks, &[]);
    assert!(drawn.as_array().is_some_and(|drawn| drawn.len() == 5));
    for mark in drawn.as_array().into_iter().flatten() {
        assert_eq!(*mark, json!([true, true, true]), "left to right");
    }
    widget.ask("inside.dir = 'rtl'", &[]);
    for mark in widget.ask(marks, &[]).as_array().into_iter().flatten() {
        assert_eq!(*mark, json!([true, true, false]), "right to left");
    }
}

fn what_would_change_the_advice_is_folded_and_told(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    play(widget, routine());
    let fold = ".wts-fold:has(.wts-changes)";
    let open = "return one(arguments[1]).open";
    assert_eq!(widget.ask(open, &[json!(fold)]), json!(false), "at first");
    widget.click_on(&format!("{fold} summary"));
    assert_eq!(widget.ask(open, &[json!(fold)]), json!(true));
    let ways = widget.ask(
        "return all(arguments[1] + ' .wts-changes li').map((way) => [
             way.querySelector('p').innerText, way.querySelector('q').innerText])",
        &[json!(fold)],
    );
    let ways = ways.as_array().expect("a list of ways");
    assert!((1..=3).contains(&ways.len()), "{ways:?}");
    for way in ways {
        let filled = |at: usize| way[at].as_str().is_some_and(|text| text.len() > 8);
        assert!(filled(0) && filled(1), "other advice and an answer: {way}");
    }
}

/// As a telephone shows it, folded as delivered.
fn the_advice_of_a_physiotherapist_is_short_and_begins_with_what_to_do(browser: &Browser) {
    const TALLEST: u64 = 2950;
    const SCREEN: u64 = 844;
    let body = format!("<main>{}</main>", HostPage::element("history=\"off\""));
    let visit = HostPage::with_body(&body)
        .style("body { margin: 0 } main { inline-size: 390px }")
        .open(browser);
    let widget = visit.widget();
    play(widget, patient("physio"));
    let measured = widget.ask(
        "const { top, height } = inside.getBoundingClientRect();
         const below = (selector) => Math.ceil(one(selector).getBoundingClientRect().bottom - top);
         return { height: Math.ceil(height), title: below('h2'), action: below('.wts-action li'),
                  seen: below('.wts-seen li') }",
        &[],
    );
    println!("the advice of a physiotherapist at 390 wide, in px: {measured}");
    let at = |what: &str| measured[what].as_u64().expect("a length");
    assert!(at("height") <= TALLEST, "{measured}");
    for part in ["title", "action"] {
        assert!(at(part) <= SCREEN, "{part} is below the fold: {measured}");
    }
    assert!(at("seen") <= SCREEN + SCREEN / 3, "{measured}");
}

fn two_people_together_have_a_card_each(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    play(widget, together());
    let cards = widget.ask(
        "return all('.wts-card').map((card) => card.querySelector('h3').innerText)",
        &[],
    );
    assert_eq!(cards, json!(["Your physiotherapist", "Your trainer"]));
}

fn about_this_tool_opens_and_leads_back(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    let read = || {
        widget.changing(|| widget.click_on(".wts-about"));
        widget.until_words_came();
        assert_eq!(widget.screen().kind, "about");
        widget.until_focus_is_on("h2");
        let text = widget.ask("return inside.innerText", &[]);
        let text = text.as_str().unwrap_or_default();
        for words in ["No clinician has signed", &proof_told()] {
            assert!(text.contains(words), "`{words}` in: {text}");
        }
        let links = widget.ask("return all('a[href]').map((link) => link.href)", &[]);
        assert_eq!(links, json!(["tel:999"]), "nothing leads away");
        widget.back();
    };
    widget.until_words_came();
    read();
    assert_eq!(widget.screen().kind, "start");

    play(widget, routine());
    let advice = widget.screen();
    read();
    assert_eq!(widget.screen(), advice, "Back leads to the advice again");
    widget.until_focus_is_on("h2");
}

fn an_emergency_is_the_same_in_the_dark_and_never_moves(browser: &Browser) {
    let look = "const look = (selector) => {
            const { color, backgroundColor } = getComputedStyle(one(selector));
            return [color, backgroundColor];
        };
        return ['.wts-alarm', '.wts-alarm-head', '.wts-call', 'h2', 'li'].map(look)";
    let moving = "return [inside, ...all('*')].flatMap((element) =>
            ['', '::before', '::after'].map((part) => getComputedStyle(element, part)))
        .filter((style) => style.animationName !== 'none'
            || style.transitionDuration.split(',').some((time) => parseFloat(time) > 0)).length";
    let mut looks = Vec::new();
    for theme in ["light", "dark"] {
        let body = HostPage::element(&format!("theme=\"{theme}\""));
        let visit = HostPage::with_body(&body).open(browser);
        let widget = visit.widget();
        for patient in one_for_each_outcome() {
            if patient.is_emergency() {
                play(widget, patient);
                looks.push((patient.outcome.clone(), widget.ask(look, &[])));
                assert_eq!(widget.ask(moving, &[]), json!(0), "{}", patient.outcome);
            }
        }
    }
    let (light, dark) = looks.split_at(looks.len() / 2);
    assert!(light.len() >= 4, "{} emergencies", light.len());
    assert_eq!(light, dark);
}

fn an_emergency_offers_the_number_and_back_and_nothing_else(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    for patient in one_for_each_outcome() {
        if !patient.is_emergency() {
            continue;
        }
        play(widget, patient);
        let outcome = &patient.outcome;
        let buttons = widget.ask(
            "return all('button, summary, input, select').map((one) => one.className)",
            &[],
        );
        assert_eq!(
            buttons,
            json!(["wts-back", "wts-back wts-clear"]),
            "{outcome}"
        );
        let first = widget.ask(
            "const call = one('a[href], button');
             const { height, bottom } = call.getBoundingClientRect();
             return [call.className, height >= 56, bottom - inside.getBoundingClientRect().top < 400]",
            &[],
        );
        assert_eq!(first, json!(["wts-call", true, true]), "{outcome}");
        let text = widget.ask("return inside.innerText", &[]);
        let text = text.as_str().unwrap_or_default();
        assert!(text.contains("Ticked by mistake?"), "{outcome}");
        if !["crisis_support", "abuse_support"].contains(&&**outcome) {
            for way in ["Text 999", "Relay UK", "18000"] {
                assert!(text.contains(way), "{outcome}: `{way}` in {text}");
            }
        }
    }
}
