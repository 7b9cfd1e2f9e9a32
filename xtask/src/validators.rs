//! Independent programs that judge the files a visitor can take away: two readers of FHIR, an engine
//! for its invariants, and a reader of calendars. Each must also refuse a file that was spoiled for
//! it, so that a validator that has gone blind is noticed.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tooling::npm::Set;
use tooling::process::{cargo, output, run, succeeds};
use tooling::{Context, Failure, paths};

use crate::setup;

/// Writes every file that the written patients could take away.
const EXAMPLE: &str = "take_away";

/// What runs a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    Python,
    JavaScript,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A FHIR QuestionnaireResponse, for a clinic.
    Response,
    /// A reminder for a calendar.
    Calendar,
}

/// A script that fails on a bad file.
struct Validator {
    /// In `tests/validators`. Takes files as arguments.
    script: &'static str,
    language: Language,
    judges: Kind,
    /// What stands in every good file, and what the validator must refuse in its place.
    spoiled: (&'static str, &'static str),
}

const VALIDATORS: [Validator; 4] = [
    Validator {
        script: "fhir_resources.py",
        language: Language::Python,
        judges: Kind::Response,
        spoiled: (
            "\"valueCoding\":{",
            "\"valueString\":\"x\",\"valueCoding\":{",
        ),
    },
    Validator {
        script: "fhir_profiles.cjs",
        language: Language::JavaScript,
        judges: Kind::Response,
        spoiled: ("\"completed\"", "\"done\""),
    },
    Validator {
        script: "fhir_invariants.cjs",
        language: Language::JavaScript,
        judges: Kind::Response,
        spoiled: ("\"linkId\":\"now_2\"", "\"linkId\":\"now_1\""),
    },
    Validator {
        script: "calendar_files.py",
        language: Language::Python,
        judges: Kind::Calendar,
        spoiled: ("VALUE=DATE:2026", "VALUE=DATE:20X6"),
    },
];

/// Has every file that the written patients could take away judged.
pub fn judge() -> Result<(), Failure> {
    let folder = paths::cargo_target().join("take-away");
    write_files(&folder)?;
    let responses = files(&folder, "json")?;
    let calendars = files(&folder, "ics")?;
    let python = setup::python()?;
    let modules = Set::Tests.install()?;
    for validator in &VALIDATORS {
        let files = match validator.judges {
            Kind::Response => &responses,
            Kind::Calendar => &calendars,
        };
        let script = paths::root()
            .join("tests/validators")
            .join(validator.script);
        let command = || {
            let mut command = match validator.language {
                Language::Python => Command::new(&python),
                Language::JavaScript => Command::new("node"),
            };
            command.env("NODE_PATH", &modules).arg(&script);
            command
        };
        output(command().args(files))?;
        validator.refuses_spoiled(command(), &folder, files)?;
    }
    println!(
        "{} files for clinics and {} reminders are judged good",
        responses.len(),
        calendars.len()
    );
    Ok(())
}

impl Validator {
    /// Fails where a spoiled file is taken for good.
    fn refuses_spoiled(
        &self,
        mut command: Command,
        folder: &Path,
        files: &[PathBuf],
    ) -> Result<(), Failure> {
        let Some(sample) = files.first() else {
            return Err(Failure::new(
                "no written patient takes a file away",
                "look at examples/take_away.rs",
            ));
        };
        let (good, bad) = self.spoiled;
        let text = fs::read_to_string(sample).context("read", sample)?;
        let spoiled = folder.join("spoiled");
        paths::write(&spoiled, text.replacen(good, bad, 1).as_bytes())?;
        if text.contains(good) && !succeeds(command.arg(&spoiled)) {
            return Ok(());
        }
        Err(Failure::new(
            format!("{} takes a file with `{bad}` for good", self.script),
            "look at tests/validators and xtask/src/validators.rs: it no longer judges",
        ))
    }
}

/// Writes the files into an empty folder.
fn write_files(folder: &Path) -> Result<(), Failure> {
    paths::emptied(folder)?;
    // Run as it lies there after the tests: `cargo run` would compile it and all below it with the
    // features of its package alone.
    run(cargo().args(["build", "--quiet", "--workspace", "--example", EXAMPLE]))?;
    let examples = paths::cargo_target().join("debug/examples");
    let example = examples
        .join(EXAMPLE)
        .with_extension(env::consts::EXE_EXTENSION);
    run(Command::new(example).arg(folder))
}

/// The files in a folder whose name has this ending, by name.
fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .context("read", folder)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    Ok(files)
}
