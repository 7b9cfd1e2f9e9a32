//! Reads the two catalogues, `dangerous.toml` and `everyday.toml`.
//!
//! What they were written with is kept as it is; of that, only what a proof or a reader of its
//! findings needs is taken over. What is stated of an entry stands in its `states`.

use std::ops::RangeInclusive;
use std::path::Path;

use ::sentinels::{
    Class, Dangerous, Declared, Everyday, Facts, Person, PlainFact, Profession, Sex, Standing,
    Value,
};
use pathway::{OutcomeId, Pathway, Urgency};

use super::facts::read_sex;
use super::{fact, route};
use crate::problem::nearest;
use crate::reader::{Findings, Table, Text, parse, read};

const DANGEROUS: &str = "sentinels/dangerous.toml";
const EVERYDAY: &str = "sentinels/everyday.toml";

/// How old a person can be.
const AGES: RangeInclusive<u8> = 0..=130;
/// Where only a doctor will do, training alone is no answer.
const SELF_CARE: &str = "self_care";

/// Reads the people who must never be sent too late.
pub fn read_dangerous(
    root: &Path,
    pathway: &Pathway,
    facts: &Facts,
    findings: &mut Findings,
) -> Vec<Dangerous> {
    read_entries(
        (root, DANGEROUS, "sentinel"),
        findings,
        |entry: &Dangerous| &entry.id,
        |table, findings| dangerous(table, pathway, facts, findings),
    )
}

/// Reads the people who must never be sent too early.
pub fn read_everyday(
    root: &Path,
    pathway: &Pathway,
    facts: &Facts,
    findings: &mut Findings,
) -> Vec<Everyday> {
    read_entries(
        (root, EVERYDAY, "everyday"),
        findings,
        |entry: &Everyday| &entry.id,
        |table, findings| everyday(table, pathway, facts, findings),
    )
}

fn read_entries<E>(
    (root, name, key): (&Path, &str, &'static str),
    findings: &mut Findings,
    id: impl Fn(&E) -> &String,
    mut read_one: impl FnMut(Table<'_>, &mut Findings) -> Option<E>,
) -> Vec<E> {
    let file = read(root, name, findings);
    let parsed = parse(&file, findings);
    let mut root = Table::root(&file, &parsed);
    let mut entries: Vec<E> = Vec::new();
    for table in root.tables(key, findings) {
        let place = table.place;
        if let Some(entry) = read_one(table, findings) {
            if entries.iter().any(|other| id(other) == id(&entry)) {
                let message = format!("the entry `{}` is there twice", id(&entry));
                findings.at(place, message, None);
            }
            entries.push(entry);
        }
    }
    root.finish(findings);
    entries
}

fn dangerous(
    mut table: Table<'_>,
    pathway: &Pathway,
    facts: &Facts,
    findings: &mut Findings,
) -> Option<Dangerous> {
    let id = table.text("id", findings);
    let group = table.text("group", findings);
    let name = table.text("name", findings);
    let says = strings(&table.texts("says", findings));
    let tier = table.text("least", findings);
    let least = tier.and_then(|tier| urgency(tier, findings));
    let must_not = table.texts("must_not", findings).into_iter();
    let must_not = must_not.flat_map(|text| profession(text, pathway, findings));
    let must_not = must_not.collect();
    let source = strings(&table.texts("source", findings));
    for unread in ["not_facts", "contested_note", "boundary"] {
        table.texts(unread, findings);
    }
    let contested = table.flag("contested", findings);
    read_background(&mut table, findings);
    let who = read_who(&mut table, findings);
    let (person, declared) = match table.table("states", findings) {
        Some(mut states) => {
            let (ages, sex, routes) = who.clone().unwrap_or((0..=0, Sex::Any, Vec::new()));
            let mut person = Person {
                standing: Standing::Dangerous,
                ages,
                sex,
                routes,
                ..Person::default()
            };
            read_stated(&mut states, facts, &mut person, findings);
            let declared = read_declared(&mut states, &["OPEN", "BEYOND"], findings);
            states.finish(findings);
            (who.map(|_| person), declared)
        }
        None => (None, None),
    };
    table.finish(findings);
    let doctor = tier.is_some_and(|tier| tier.text == "weeks-doctor");
    Some(Dangerous {
        id: id?.text.into(),
        group: group?.text.into(),
        name: name?.text.into(),
        says,
        person: person?,
        least: least?,
        tier: tier?.text.into(),
        must_not,
        no_doctor: if doctor {
            no_doctor(pathway)
        } else {
            Vec::new()
        },
        source,
        contested,
        declared,
    })
}

/// Outcomes that bring nobody to a doctor.
fn no_doctor(pathway: &Pathway) -> Vec<OutcomeId> {
    let outcomes = (0..).map(OutcomeId).zip(&pathway.outcomes);
    let found = outcomes.filter(|(_, outcome)| {
        let alone = &*outcome.name == SELF_CARE;
        alone || outcome.exercise_provider
    });
    found.map(|(id, _)| id).collect()
}

/// The prose from which the states were taken.
fn read_background(table: &mut Table<'_>, findings: &mut Findings) {
    if let Some(mut facts) = table.table("facts", findings) {
        for unread in ["onset", "time", "sites", "features", "function", "risk"] {
            facts.texts(unread, findings);
        }
        facts.flag("risk_needed", findings);
        facts.finish(findings);
    }
}

type Who = (RangeInclusive<u8>, Sex, Vec<String>);

fn read_who(table: &mut Table<'_>, findings: &mut Findings) -> Option<Who> {
    let mut who = table.table("who", findings)?;
    let youngest = who.number("age_min", AGES, findings);
    let oldest = who.number("age_max", AGES, findings);
    let sex = who.text("sex", findings);
    let sex = sex.and_then(|text| read_sex(text, findings));
    who.texts("pregnancy", findings);
    let routes = read_routes(&mut who, findings);
    let place = who.place;
    who.finish(findings);
    let (youngest, oldest) = (youngest?, oldest?);
    if youngest > oldest {
        let message = format!("nobody is from {youngest} to {oldest} years old");
        findings.at(place, message, None);
    }
    Some((youngest..=oldest, sex?, routes))
}

fn everyday(
    mut table: Table<'_>,
    pathway: &Pathway,
    facts: &Facts,
    findings: &mut Findings,
) -> Option<Everyday> {
    let id = table.text("id", findings);
    let name = table.text("name", findings);
    let about = table.text("who", findings);
    let says = strings(&table.texts("says", findings));
    let routes = read_routes(&mut table, findings);
    let most = table.text("most", findings);
    let most = most.and_then(|text| urgency(text, findings));
    let [never, best] = ["never", "best"].map(|key| {
        let named = table.texts(key, findings).into_iter();
        let outcomes = named.flat_map(|text| class(text, pathway, findings));
        outcomes.collect()
    });
    let source = strings(&table.texts("source", findings));
    for unread in ["facts", "least", "least_help", "extra", "note"] {
        table.texts(unread, findings);
    }
    for mut tempting in table.tables("tempting", findings) {
        tempting.text("line", findings);
        tempting.text("why", findings);
        tempting.finish(findings);
    }
    let contested = table.flag("contested", findings);
    let (person, declared) = match table.table("states", findings) {
        Some(mut states) => {
            let person = read_everyday_person(&mut states, routes, facts, findings);
            let declared = read_declared(&mut states, &["OPEN"], findings);
            states.finish(findings);
            (person, declared)
        }
        None => (None, None),
    };
    table.finish(findings);
    Some(Everyday {
        id: id?.text.into(),
        name: name?.text.into(),
        about: about?.text.into(),
        says,
        person: person?,
        most: most?,
        never,
        best,
        source,
        contested,
        declared,
    })
}

/// Reads what is stated of an everyday entry.
pub fn read_everyday_person(
    states: &mut Table<'_>,
    routes: Vec<String>,
    facts: &Facts,
    findings: &mut Findings,
) -> Option<Person> {
    let age = states.number("age", AGES, findings);
    let sex = states.text("sex", findings);
    let sex = sex.and_then(|text| read_sex(text, findings));
    let mut person = Person {
        standing: Standing::Everyday,
        routes,
        ..Person::default()
    };
    read_stated(states, facts, &mut person, findings);
    let tempting = states.texts("tempting", findings);
    for text in tempting {
        if let Some(fact) = fact(facts, text, findings) {
            once(&person, text, fact, findings);
            person.tempting.push(fact);
        }
    }
    let age = age?;
    (person.ages, person.sex) = (age..=age, sex?);
    Some(person)
}

fn read_routes(table: &mut Table<'_>, findings: &mut Findings) -> Vec<String> {
    let routes = table.texts("routes", findings).into_iter();
    routes.filter_map(|text| route(text, findings)).collect()
}

/// Reads which facts are true, open or false of a person.
pub fn read_stated(
    states: &mut Table<'_>,
    facts: &Facts,
    person: &mut Person,
    findings: &mut Findings,
) {
    let values = [
        ("true", Value::True),
        ("open", Value::Open),
        ("false", Value::False),
    ];
    for (key, value) in values {
        for text in states.texts(key, findings) {
            if let Some(fact) = fact(facts, text, findings) {
                once(person, text, fact, findings);
                person.stated.push((fact, value));
            }
        }
    }
    for section in facts.sections.iter().filter(|section| section.one_of) {
        let known = person.stated.iter();
        let known = known.filter(|(fact, _)| section.facts.contains(&fact.index()));
        let (mut truths, mut possible) = (0, 0);
        for (_, value) in known {
            truths += usize::from(*value == Value::True);
            possible += usize::from(*value != Value::False);
        }
        if truths > 0 && possible > 1 {
            let name = &section.name;
            let message = format!("of `{name}` one fact is true, or several are open");
            findings.at(states.place, message, None);
        }
    }
}

/// A fact is stated once.
fn once(person: &Person, text: Text<'_>, fact: PlainFact, findings: &mut Findings) {
    let stated = person.stated.iter().any(|(known, _)| *known == fact);
    if stated || person.tempting.contains(&fact) {
        let message = format!("`{}` is stated twice", text.text);
        findings.at(text.place, message, None);
    }
}

fn read_declared(
    states: &mut Table<'_>,
    allowed: &[&str],
    findings: &mut Findings,
) -> Option<Declared> {
    let place = states.place;
    let verdict = states.text_if("verdict", findings);
    let reason = states.text_if("reason", findings);
    let judged_again = states.text_if("judged_again", findings);
    let Some(verdict) = verdict else {
        if let Some(idle) = reason.or(judged_again) {
            let message = "`reason` and `judged_again` go with a `verdict`";
            findings.at(idle.place, message.into(), None);
        }
        return None;
    };
    if !allowed.contains(&verdict.text) {
        let message = format!("there is no verdict `{}` here", verdict.text);
        let near = nearest(verdict.text, allowed.iter().copied());
        findings.at(verdict.place, message, near);
    }
    let said = |text: &Option<Text<'_>>| text.is_some_and(|text| !text.text.trim().is_empty());
    if !said(&reason) || !said(&judged_again) {
        let message = "a `verdict` needs a `reason` and when it is `judged_again`";
        findings.at(place, message.into(), None);
    }
    Some(Declared {
        beyond: verdict.text == "BEYOND",
        reason: reason?.text.into(),
        judged_again: judged_again?.text.into(),
    })
}

/// The urgencies that a catalogue can name. Who else may be seen within weeks is told apart by the
/// name alone.
const URGENCIES: [(&str, Urgency); 8] = [
    ("call", Urgency::Call),
    ("go", Urgency::Go),
    ("today", Urgency::Today),
    ("days:7", Urgency::Days(7)),
    ("weeks", Urgency::Weeks),
    ("weeks-doctor", Urgency::Weeks),
    ("weeks-clinician", Urgency::Weeks),
    ("ready", Urgency::Ready),
];

/// One of [`URGENCIES`], or another number of days: `days:3`.
fn urgency(text: Text<'_>, findings: &mut Findings) -> Option<Urgency> {
    let known = URGENCIES.iter().find(|(name, _)| *name == text.text);
    let named = known.map(|(_, urgency)| *urgency).or_else(|| {
        let days = text.text.strip_prefix("days:")?.parse().ok()?;
        (days > 0).then_some(Urgency::Days(days))
    });
    if named.is_none() {
        let message = format!("there is no urgency `{}`", text.text);
        let names = URGENCIES.map(|(name, _)| name);
        findings.at(text.place, message, nearest(text.text, names));
    }
    named
}

fn profession(text: Text<'_>, pathway: &Pathway, findings: &mut Findings) -> Vec<OutcomeId> {
    let all = Profession::ALL;
    let found = all.iter().find(|one| one.name == text.text);
    if found.is_none() {
        let message = format!("there is no profession `{}`", text.text);
        let names = all.iter().map(|one| one.name);
        findings.at(text.place, message, nearest(text.text, names));
    }
    found.map_or_else(Vec::new, |one| outcomes(pathway, one.outcomes))
}

fn class(text: Text<'_>, pathway: &Pathway, findings: &mut Findings) -> Vec<OutcomeId> {
    let all = Class::ALL;
    let found = all.iter().find(|one| one.name == text.text);
    if found.is_none() {
        let message = format!("there is no outcome `{}` of the catalogue", text.text);
        let names = all.iter().map(|one| one.name);
        findings.at(text.place, message, nearest(text.text, names));
    }
    found.map_or_else(Vec::new, |one| outcomes(pathway, one.outcomes))
}

/// The outcomes with these ids; a small pathway may lack some.
fn outcomes(pathway: &Pathway, names: &[&str]) -> Vec<OutcomeId> {
    let all = (0..).map(OutcomeId).zip(&pathway.outcomes);
    let found = all.filter(|(_, outcome)| names.contains(&&*outcome.name));
    found.map(|(id, _)| id).collect()
}

fn strings(texts: &[Text<'_>]) -> Vec<String> {
    texts.iter().map(|text| text.text.into()).collect()
}
