//! Every written patient, played in the widget: the same questions, the same advice as natively.

use crate::browsers::Browser;
use crate::cases::{Patient, groups, patients};
use crate::site::HostPage;
use crate::widget::Screen;

/// The group that is played in every engine: those for whom a wrong screen would be worst. That all
/// are told what they are told natively, without WebAssembly too, one engine shows.
const EVERYWHERE: &str = "urgent";

pub fn scenarios() -> Vec<super::Scenario> {
    let groups = groups().into_iter();
    groups
        .flat_map(|group| {
            let page = || HostPage::with_body(&HostPage::element("history=\"off\""));
            let as_javascript = move || page().script("delete window.WebAssembly;");
            let name = format!("written_patients_{group}");
            let play = move |browser: &Browser| play_group(browser, group, page());
            let without = format!("written_patients_without_webassembly_{group}");
            [
                if group == EVERYWHERE {
                    super::in_every_engine(&name, play)
                } else {
                    super::in_one_engine(&name, play)
                },
                super::in_one_engine(&without, move |browser| {
                    play_group(browser, group, as_javascript());
                }),
            ]
        })
        .collect()
}

fn play_group(browser: &Browser, group: &str, page: HostPage) {
    let visit = page.open(browser);
    let widget = visit.widget();
    let mut wrong = Vec::new();
    let of_group = || patients().iter().filter(|patient| patient.group == group);
    for patient in of_group() {
        match widget.play_by_script(patient) {
            Err(stuck) => wrong.push(format!("{}: {stuck}", patient.id)),
            Ok((path, screen)) => {
                let asked: Vec<_> = patient
                    .answers
                    .iter()
                    .map(|(question, _)| question)
                    .collect();
                if !path.iter().eq(asked.iter().copied()) {
                    wrong.push(format!("{}: asked {path:?}, not {asked:?}", patient.id));
                }
                if screen != expected(patient) {
                    wrong.push(format!(
                        "{}: {screen}, not {}",
                        patient.id,
                        expected(patient)
                    ));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} patients are told something else in {browser}:\n    {}",
        wrong.len(),
        of_group().count(),
        wrong.join("\n    ")
    );
}

/// The screen that a patient must come to.
fn expected(patient: &Patient) -> Screen {
    Screen {
        kind: if patient.is_emergency() {
            "emergency".to_owned()
        } else {
            "advice".to_owned()
        },
        outcome: Some(patient.outcome.clone()),
        urgency: Some(patient.urgency.to_owned()),
        days: patient.days.map(|days| days.to_string()),
        ..Screen::default()
    }
}
