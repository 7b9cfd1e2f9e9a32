//! Catalogues of people are read whole, and mistakes in them are told with their file, their line and
//! the nearest valid name, all of them at once.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::tells;
use content::read_sentinels;
use pathway::{
    Choice, Condition, OptionId, Outcome, OutcomeId, Parts, Pathway, Question, Rule, Urgency,
};
use sentinels::{Sentinels, Value};
use tempfile::TempDir;

const FACTS: &str = r#"
[chest]
parts = ["chest"]
[chest.facts]
chest_pain = "Pain in the chest"
chest_press = "A sore spot that pressing finds"

[plain.facts]
fever = "A high temperature"

[pregnancy]
sex = "female"
age_max = 55
[pregnancy.facts]
pregnant = "Pregnant"

[child]
parts = ["child"]
[child.facts]
child_limp = "A child limps"

[course]
one_of = true
[course.facts]
course_mild = "Mild"
course_worse = "Getting worse"

[treatment]
one_of = true
otherwise = "treatment_none"
[treatment.by_route]
untreated = "treatment_none"
already_treated = ["treatment_now", "treatment_stopped"]
[treatment.facts]
treatment_none = "No physiotherapy"
treatment_now = "Sees a physiotherapist"
treatment_better = "Better after physiotherapy"
treatment_stopped = "Stopped physiotherapy"

[site.places]
site_chest = "chest"
[site.facts]
site_chest = "The chest"
site_none = "No place"
"#;

const LINES: &str = r#"
[now]
chest = ["chest_pain & !chest_press", "@60-130 & fever"]
child = ["child_limp", "@0-17"]

[reason]
hurts = "@route untreated"
fit = ["@route fit_no_pain", "treatment_now"]
"#;

const DANGEROUS: &str = r#"
[[sentinel]]
id = "heart"
group = "heart"
name = "Heart attack"
says = ["A band across my chest"]
not_facts = ["fever"]
least = "days:2"
must_not = ["physiotherapist", "podiatrist"]
source = ["[memory]"]
contested = false
contested_note = ""
boundary = ""
[sentinel.who]
age_min = 35
age_max = 80
sex = "male"
pregnancy = "any"
routes = ["untreated", "already_treated"]
[sentinel.facts]
onset = "sudden"
time = "now"
sites = ["chest"]
features = ["tight"]
function = []
risk = []
risk_needed = false
[sentinel.states]
true = ["chest_pain"]
open = ["site_chest", "pregnant"]
"#;

const EVERYDAY: &str = r#"
[[everyday]]
id = "well"
name = "Well and keen"
who = "Woman of 30"
routes = ["fit_no_pain"]
says = ["I want to get fit"]
facts = ["well"]
tempting = [{ line = "Chest pain", why = "a stitch" }]
best = ["physio", "own_team"]
most = "weeks"
never = ["emergency"]
least = "physio"
least_help = ""
source = "[memory]"
contested = false
note = ""
[everyday.states]
age = 30
sex = "female"
true = ["course_mild", "site_none"]
tempting = ["chest_pain"]
"#;

/// A folder with catalogues to make mistakes in.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let sentinels = folder.path().join("sentinels");
        fs::create_dir(&sentinels).unwrap();
        for (name, text) in [
            ("facts", FACTS),
            ("lines", LINES),
            ("dangerous", DANGEROUS),
            ("everyday", EVERYDAY),
        ] {
            fs::write(sentinels.join(format!("{name}.toml")), text).unwrap();
        }
        Folder(folder)
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.root().join(format!("sentinels/{name}.toml"))
    }

    /// Replaces the first place where `right` stands; gives its line.
    #[track_caller]
    fn spoil(&self, name: &str, right: &str, wrong: &str) -> usize {
        let text = fs::read_to_string(self.file(name)).unwrap();
        let at = text
            .find(right)
            .unwrap_or_else(|| panic!("{name} has no {right:?}"));
        fs::write(self.file(name), text.replacen(right, wrong, 1)).unwrap();
        text[..at].matches('\n').count() + 1
    }

    fn read(&self) -> Sentinels {
        let read = read_sentinels(self.root(), &pathway());
        read.unwrap_or_else(|problems| panic!("{problems}"))
            .unwrap()
    }

    #[track_caller]
    fn problems(&self) -> String {
        read_sentinels(self.root(), &pathway())
            .expect_err("the mistakes were not found")
            .to_string()
    }
}

/// Two questions, one that takes several and one that takes one.
fn pathway() -> Pathway {
    let question = |name: &str, choice, first, len, exclusive| Question {
        name: name.into(),
        choice,
        ask: Condition::always(),
        first: OptionId(first),
        len,
        exclusive,
        which_of: None,
    };
    let outcome = |name: &str| Outcome {
        name: name.into(),
        step: None,
        exercise_provider: false,
    };
    let options = ["chest", "child", "none", "unsure", "hurts", "fit"];
    let outcomes = ["emergency_call", "crisis_support", "physio", "self_care"];
    Pathway::new(Parts {
        longest: 2,
        outcomes: outcomes.map(outcome).to_vec(),
        options: options.map(Into::into).to_vec(),
        questions: vec![
            question("now", Choice::Many, 0, 4, 0b100),
            question("reason", Choice::One, 4, 2, 0),
        ],
        rules: vec![Rule {
            name: "last".into(),
            policy: "P".into(),
            urgency: Urgency::Weeks,
            outcome: OutcomeId(2),
            when: Condition::always(),
        }],
        fallbacks: 1,
        ..Parts::default()
    })
    .unwrap()
}

/// What holds of a fact for the dangerous entry.
fn value(sentinels: &Sentinels, fact: &str) -> Value {
    let at = sentinels.facts.named(fact).unwrap();
    sentinels.facts.values(&sentinels.dangerous[0].person)[at.index()]
}

#[test]
fn a_folder_without_catalogues_has_none() {
    let folder = TempDir::new().unwrap();
    assert_eq!(read_sentinels(folder.path(), &pathway()), Ok(None));
}

#[test]
fn what_is_asked_of_an_entry_is_read() {
    let sentinels = Folder::new().read();
    let dangerous = &sentinels.dangerous[0];
    assert_eq!(dangerous.least, Urgency::Days(2));
    assert_eq!(dangerous.must_not, [OutcomeId(2)]);
    assert_eq!(dangerous.no_doctor, []);
    let everyday = &sentinels.everyday[0];
    assert_eq!(everyday.most, Urgency::Weeks);
    assert_eq!(everyday.never, [OutcomeId(0), OutcomeId(1)]);
    assert_eq!(everyday.best, [OutcomeId(2)]);
}

#[test]
fn where_only_a_doctor_will_do_self_care_is_no_answer() {
    let folder = Folder::new();
    folder.spoil("dangerous", "\"days:2\"", "\"weeks-doctor\"");
    let dangerous = &folder.read().dangerous[0];
    assert_eq!(dangerous.least, Urgency::Weeks);
    assert_eq!(dangerous.no_doctor, [OutcomeId(3)]);
}

#[test]
fn what_nobody_stated_is_open_near_the_persons_own_parts_and_false_elsewhere() {
    let sentinels = Folder::new().read();
    assert_eq!(value(&sentinels, "chest_pain"), Value::True);
    assert_eq!(value(&sentinels, "chest_press"), Value::Open);
    assert_eq!(value(&sentinels, "fever"), Value::False);
    assert_eq!(value(&sentinels, "site_none"), Value::False);
}

#[test]
fn what_cannot_be_about_a_man_is_false_of_him_even_where_it_is_stated() {
    let folder = Folder::new();
    assert_eq!(value(&folder.read(), "pregnant"), Value::False);
    folder.spoil("dangerous", "\"male\"", "\"any\"");
    assert_eq!(value(&folder.read(), "pregnant"), Value::Open);
    folder.spoil("dangerous", "age_min = 35", "age_min = 56");
    assert_eq!(value(&folder.read(), "pregnant"), Value::False);
}

#[test]
fn what_concerns_a_child_is_open_only_of_somebody_who_may_be_one() {
    let folder = Folder::new();
    assert_eq!(value(&folder.read(), "child_limp"), Value::False);
    folder.spoil("dangerous", "age_min = 35", "age_min = 10");
    assert_eq!(value(&folder.read(), "child_limp"), Value::Open);
}

#[test]
fn the_routes_say_what_may_be_so_of_a_choice_that_nobody_stated() {
    let folder = Folder::new();
    let sentinels = folder.read();
    assert_eq!(value(&sentinels, "treatment_none"), Value::Open);
    assert_eq!(value(&sentinels, "treatment_stopped"), Value::Open);
    assert_eq!(value(&sentinels, "treatment_better"), Value::False);
    // Where no route says anything, all of it.
    assert_eq!(value(&sentinels, "course_mild"), Value::Open);
    folder.spoil("dangerous", "\"already_treated\"", "\"fit_no_pain\"");
    assert_eq!(value(&folder.read(), "treatment_none"), Value::True);
    folder.spoil(
        "dangerous",
        "[\"chest_pain\"]",
        "[\"chest_pain\", \"treatment_better\"]",
    );
    let sentinels = folder.read();
    assert_eq!(value(&sentinels, "treatment_better"), Value::True);
    assert_eq!(value(&sentinels, "treatment_none"), Value::False);
}

#[test]
fn a_line_is_as_true_as_its_truest_alternative() {
    let sentinels = Folder::new().read();
    let [chest, child, none, unsure, hurts, fit] =
        sentinels.lines_of(&sentinels.dangerous[0].person)[..]
    else {
        panic!("there are six options");
    };
    assert_eq!((chest, child), (Value::Open, Value::False));
    assert_eq!((none, unsure), (Value::False, Value::False));
    assert_eq!((hurts, fit), (Value::Open, Value::Open));
}

#[test]
fn where_the_first_true_line_is_chosen_those_after_it_are_false() {
    let folder = Folder::new();
    folder.spoil("lines", "child_limp\"", "chest_pain\"");
    folder.spoil("lines", "& !chest_press", "& chest_pain");
    let of =
        |sentinels: &Sentinels| sentinels.lines_of(&sentinels.dangerous[0].person)[..2].to_vec();
    assert_eq!(of(&folder.read()), [Value::True, Value::True]);
    folder.spoil("lines", "[now]", "first_true = [\"now\"]\n[now]");
    assert_eq!(of(&folder.read()), [Value::True, Value::False]);
    folder.spoil("lines", "first_true = [\"now\"]", "first_true = [\"nwo\"]");
    tells(
        &folder.problems(),
        "there is no question `nwo` that has lines\n    help: did you mean `now`?",
    );
}

#[test]
fn what_tempts_is_false_and_would_be_true() {
    let sentinels = Folder::new().read();
    let person = &sentinels.everyday[0].person;
    assert_eq!(sentinels.lines_of(person)[0], Value::False);
    assert_eq!(sentinels.tempted_lines_of(person)[0], Value::True);
}

#[test]
fn mistakes_in_every_file_are_told_at_once() {
    let folder = Folder::new();
    let fact = folder.spoil("facts", "site_chest = \"chest\"", "site_chst = \"chest\"");
    let line = folder.spoil("lines", "!chest_press", "!chest_pres");
    let profession = folder.spoil("dangerous", "\"podiatrist\"", "\"podiatris\"");
    let state = folder.spoil("everyday", "\"course_mild\"", "\"course_mildly\"");
    let problems = folder.problems();
    tells(
        &problems,
        &format!(
            "facts.toml:{fact}: there is no fact `site_chst`\n    help: did you mean `site_chest`?"
        ),
    );
    tells(
        &problems,
        &format!(
            "lines.toml:{line}: there is no fact `chest_pres`\n    help: did you mean `chest_press`?"
        ),
    );
    tells(
        &problems,
        &format!(
            "dangerous.toml:{profession}: there is no profession `podiatris`\n    help: did you mean `podiatrist`?"
        ),
    );
    tells(
        &problems,
        &format!(
            "everyday.toml:{state}: there is no fact `course_mildly`\n    help: did you mean `course_mild`?"
        ),
    );
    // The part that no place is any more is told too.
    tells(&problems, "no place is the part `chest`");
    tells(&problems, "5 problems in the content");
}

#[test]
fn every_question_and_option_has_its_lines() {
    let folder = Folder::new();
    let option = folder.spoil("lines", "child = [", "chidl = [");
    let question = folder.spoil("lines", "[reason]", "[raeson]");
    let problems = folder.problems();
    tells(
        &problems,
        &format!(
            "lines.toml:{option}: `now` has no option `chidl` with a line\n    help: did you mean `child`?"
        ),
    );
    tells(
        &problems,
        &format!(
            "lines.toml:{question}: there is no question `raeson` that has lines\n    help: did you mean `reason`?"
        ),
    );
    tells(&problems, "the option `child` of `now` has no line");
    tells(&problems, "the question `reason` has no table here");
}

#[test]
fn none_and_not_sure_have_no_line() {
    let folder = Folder::new();
    folder.spoil("lines", "child = [", "unsure = \"fever\"\nchild = [");
    tells(
        &folder.problems(),
        "`now` has no option `unsure` with a line",
    );
}

#[test]
fn an_age_and_a_route_are_checked() {
    let folder = Folder::new();
    folder.spoil("lines", "@0-17", "@17-0");
    folder.spoil("lines", "@route untreated", "@route untreted");
    let problems = folder.problems();
    tells(
        &problems,
        "`@17-0` is not an age such as `@18-49`, nor `@route name`",
    );
    tells(
        &problems,
        "there is no route `untreted`\n    help: did you mean `untreated`?",
    );
}

#[test]
fn a_fact_is_stated_once_and_one_of_a_choice_is_true() {
    let folder = Folder::new();
    folder.spoil(
        "everyday",
        "tempting = [\"chest_pain\"]",
        "tempting = [\"site_none\"]",
    );
    folder.spoil(
        "dangerous",
        "[\"chest_pain\"]",
        "[\"chest_pain\", \"course_mild\", \"course_worse\"]",
    );
    let problems = folder.problems();
    tells(&problems, "`site_none` is stated twice");
    tells(
        &problems,
        "of `course` one fact is true, or several are open",
    );
}

#[test]
fn a_verdict_says_why_and_when_it_is_judged_again() {
    let folder = Folder::new();
    let table = folder.spoil(
        "dangerous",
        "true = [\"chest_pain\"]",
        "true = [\"chest_pain\"]\nverdict = \"OPEN\"\nreason = \"waits for a clinician\"",
    );
    tells(
        &folder.problems(),
        &format!(
            "dangerous.toml:{}: a `verdict` needs a `reason` and when it is `judged_again`",
            table - 1
        ),
    );
    folder.spoil(
        "dangerous",
        "reason =",
        "judged_again = \"at the review\"\nreason =",
    );
    let declared = folder.read().dangerous[0].declared.clone().unwrap();
    assert!(!declared.beyond);
    folder.spoil("dangerous", "\"OPEN\"", "\"BEYONT\"");
    tells(
        &folder.problems(),
        "there is no verdict `BEYONT` here\n    help: did you mean `BEYOND`?",
    );
    folder.spoil("dangerous", "verdict = \"BEYONT\"\n", "");
    tells(
        &folder.problems(),
        "`reason` and `judged_again` go with a `verdict`",
    );
}

#[test]
fn what_is_missing_and_what_nobody_reads_are_told() {
    let folder = Folder::new();
    folder.spoil("dangerous", "least = \"days:2\"", "leest = \"days:2\"");
    folder.spoil("dangerous", "age_max = 80", "age_max = 8");
    folder.spoil("everyday", "age = 30", "age = 300");
    folder.spoil("everyday", "most = \"weeks\"", "most = \"week\"");
    let problems = folder.problems();
    tells(&problems, "`least` is missing");
    tells(
        &problems,
        "there is no key `leest` here\n    help: did you mean `least`?",
    );
    tells(&problems, "nobody is from 35 to 8 years old");
    tells(&problems, "`age` must be a number from 0 to 130");
    tells(
        &problems,
        "there is no urgency `week`\n    help: did you mean `weeks`?",
    );
}

#[test]
fn an_entry_is_there_once() {
    let folder = Folder::new();
    fs::write(folder.file("everyday"), EVERYDAY.repeat(2)).unwrap();
    tells(&folder.problems(), "the entry `well` is there twice");
}

#[test]
fn the_gate_on_slips_is_read_where_there_is_one() {
    let folder = Folder::new();
    assert_eq!(folder.read().gate, None);
    fs::write(folder.file("slips"), "dangerous = 12\neveryday = 300\n").unwrap();
    let gate = folder.read().gate.unwrap();
    assert_eq!((gate.dangerous, gate.everyday), (12, 300));
    fs::write(folder.file("slips"), "dangerous = 12\n").unwrap();
    tells(&folder.problems(), "slips.toml:1: `everyday` is missing");
}

#[test]
fn the_entries_that_are_known_to_fail_are_entries() {
    let folder = Folder::new();
    assert!(folder.read().failing.is_empty());
    fs::write(folder.file("failing"), "failing = [\"well\", \"heart\"]\n").unwrap();
    assert_eq!(folder.read().failing, ["well", "heart"]);
    fs::write(
        folder.file("failing"),
        "failing = [\n  \"well\",\n  \"haert\",\n]\n",
    )
    .unwrap();
    tells(
        &folder.problems(),
        "failing.toml:3: there is no entry `haert`\n    help: did you mean `heart`?",
    );
}

#[test]
fn two_statements_of_an_entry_are_compared() {
    let folder = Folder::new();
    assert_eq!(folder.read().compared().count(), 0);
    // By the first statement the spot may be sore to press: that is half a disagreement.
    fs::write(
        folder.file("second"),
        "[heart]\ntrue = [\"chest_pain\", \"chest_press\", \"fever\"]\nopen = [\"site_chest\"]\n\
         [well]\nage = 30\nsex = \"female\"\ntrue = \"site_none\"\nfalse = \"course_mild\"\n",
    )
    .unwrap();
    let sentinels = folder.read();
    let names = |facts: &[sentinels::PlainFact]| {
        let names = facts
            .iter()
            .map(|fact| &*sentinels.facts.names[fact.index()]);
        names.collect::<Vec<_>>().join(" ")
    };
    let half: Vec<_> = sentinels
        .compared()
        .map(|entry| names(&entry.half))
        .collect();
    assert_eq!(half, ["chest_press", ""]);
    let compared = sentinels.compared().map(|entry| {
        let [both, first, second] =
            [&entry.agreed, &entry.first, &entry.second].map(|facts| names(facts));
        (entry.id, both, first, second)
    });
    let [heart, well] = &compared.collect::<Vec<_>>()[..] else {
        panic!("two entries were stated twice");
    };
    assert_eq!(
        heart,
        &("heart", "chest_pain".into(), "".into(), "fever".into())
    );
    assert_eq!(
        well,
        &(
            "well",
            "site_none treatment_none".into(),
            "course_mild".into(),
            "course_worse".into()
        )
    );
}

#[test]
fn mistakes_in_a_second_statement_are_told() {
    let folder = Folder::new();
    fs::write(
        folder.file("second"),
        "[haert]\ntrue = []\n\n[well]\nage = 30\nsex = \"female\"\ntrue = [\"fevr\"]\n",
    )
    .unwrap();
    let problems = folder.problems();
    tells(
        &problems,
        "second.toml:1: there is no entry `haert`\n    help: did you mean `heart`?",
    );
    tells(
        &problems,
        "second.toml:7: there is no fact `fevr`\n    help: did you mean `fever`?",
    );
}
