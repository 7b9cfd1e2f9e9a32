//! Independent programs that judge the files a visitor can take away: two readers of FHIR, an engine
//! for its invariants, and a reader of calendars. Each must also refuse a file that was spoiled for
//! it, so that a judge that has gone blind is noticed.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{About, Failure};
use crate::places;
use crate::programs::{cargo, output, run, succeeds};
use crate::setup::{self, Package};

/// Writes every file that the written patients could take away.
const EXAMPLE: &str = "take_away";

/// Reads one file as a QuestionnaireResponse; catches two values in one answer.
const RESOURCES: &str = "
import sys
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
for name in sys.argv[1:]:
    QuestionnaireResponse.model_validate_json(open(name, encoding='utf-8').read())
";

/// Reads calendars; a reminder needs a day, a stamp, an id and a bell, leaves the day free, and ends every line in CRLF.
const CALENDAR: &str = "
import sys
from icalendar import Calendar
for name in sys.argv[1:]:
    raw = open(name, 'rb').read()
    assert raw.count(b'\\n') == raw.count(b'\\r\\n') > 0, name + ': bare line ends'
    assert max(map(len, raw.split(b'\\r\\n'))) <= 75, name + ': a line is too long'
    event, = Calendar.from_ical(raw).walk('VEVENT')
    assert not event.errors, (name, event.errors)
    assert {'UID', 'DTSTAMP', 'DTSTART', 'SUMMARY'} <= set(event), name
    assert event.walk('VALARM'), name + ': no bell'
    assert event['TRANSP'] == 'TRANSPARENT', name + ': the whole day is busy'
";

/// Reads a file against the profiles of R4; catches a status that does not exist.
const PROFILES: &str = "
const { Fhir } = require('fhir');
const { readFileSync } = require('fs');
const fhir = new Fhir();
for (const name of process.argv.slice(1)) {
    const { valid, messages } = fhir.validate(JSON.parse(readFileSync(name, 'utf8')));
    if (!valid) { console.error(name, messages); process.exit(1); }
}
";

/// What must hold within a file: no linkId twice, an answer for each, nobody's name.
const INVARIANTS: &str = "
const fhirpath = require('fhirpath');
const model = require('fhirpath/fhir-context/r4');
const { readFileSync } = require('fs');
const all = [
    'descendants().linkId.isDistinct()',
    `item.where(linkId != 'outcome').all(answer.exists())`,
    'subject.empty() and author.empty() and source.empty()',
    `questionnaire.matches('^[^|]+[|][^|]+$') and status = 'completed'`,
];
for (const name of process.argv.slice(1))
    for (const one of all) {
        const [holds] = fhirpath.evaluate(JSON.parse(readFileSync(name, 'utf8')), one, null, model);
        if (holds !== true) { console.error(`${name}: ${one}`); process.exit(1); }
    }
";

/// Has every file that the written patients could take away judged.
pub fn judge() -> Result<(), Failure> {
    let folder = places::cargo_target().join("take-away");
    places::emptied(&folder)?;
    // Run as it lies there after the tests: `cargo run` would compile it and all below it with the
    // features of its package alone.
    run(cargo().args(["build", "--quiet", "--workspace", "--example", EXAMPLE]))?;
    let examples = places::cargo_target().join("debug/examples");
    let example = examples
        .join(EXAMPLE)
        .with_extension(env::consts::EXE_EXTENSION);
    run(Command::new(example).arg(&folder))?;
    let clinics = files(&folder, "json")?;
    let calendars = files(&folder, "ics")?;
    let (Some(clinic), Some(calendar)) = (clinics.first(), calendars.first()) else {
        return Err(Failure::new(
            "no written patient takes a file away",
            "look at examples/take_away.rs",
        ));
    };
    let python = setup::python()?;
    let resources = judge_in(Command::new(&python), "-c", RESOURCES);
    let calendar_reader = judge_in(Command::new(&python), "-c", CALENDAR);
    let profiles = node(Package::Fhir, PROFILES)?;
    let invariants = node(Package::Fhirpath, INVARIANTS)?;
    let status = ("\"completed\"", "\"done\"");
    let value = (
        "\"valueCoding\":{",
        "\"valueString\":\"x\",\"valueCoding\":{",
    );
    let id = ("\"linkId\":\"now_2\"", "\"linkId\":\"now_1\"");
    let day = ("VALUE=DATE:2026", "VALUE=DATE:20X6");
    for (judge, files, sample, (good, bad)) in [
        (resources, &clinics, clinic, value),
        (profiles, &clinics, clinic, status),
        (invariants, &clinics, clinic, id),
        (calendar_reader, &calendars, calendar, day),
    ] {
        output(judge().args(files))?;
        let text = fs::read_to_string(sample).about("read", sample)?;
        let spoiled = folder.join("spoiled");
        fs::write(&spoiled, text.replacen(good, bad, 1)).about("write", &spoiled)?;
        if succeeds(judge().arg(&spoiled)) {
            return Err(Failure::new(
                format!("a judge takes a file with `{bad}` for good"),
                "look at xtask/src/judges.rs: it no longer judges",
            ));
        }
    }
    println!(
        "{} files for clinics and {} reminders are judged good",
        clinics.len(),
        calendars.len()
    );
    Ok(())
}

/// A program that runs a script, anew for each time it judges.
fn judge_in(
    program: Command,
    flag: &'static str,
    script: &'static str,
) -> Box<dyn Fn() -> Command> {
    let name = program.get_program().to_owned();
    let paths: Vec<_> = program
        .get_envs()
        .filter_map(|(key, value)| Some((key.to_owned(), value?.to_owned())))
        .collect();
    Box::new(move || {
        let mut command = Command::new(&name);
        command.args([flag, script]).envs(paths.clone());
        command
    })
}

fn node(package: Package, script: &'static str) -> Result<Box<dyn Fn() -> Command>, Failure> {
    setup::package(package)?;
    let mut node = Command::new("node");
    node.env("NODE_PATH", places::npm_tools().join("node_modules"));
    Ok(judge_in(node, "-e", script))
}

fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .about("read", folder)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    Ok(files)
}
