//! A second try for what has failed, where `SECOND_TRY` asks for it: on a busy machine a browser now
//! and then loses a press, or takes longer than anybody waits.
//!
//! What is wrong fails twice. What passes the second time is named, so that somebody looks at it, and
//! more than a few of those are a failure too.

use std::sync::Mutex;
use std::{env, fmt};

use libtest_mimic::Failed;

/// So many may need one.
const MOST: usize = 6;

/// What needed a second try, and what it had failed with.
#[derive(Debug, Default)]
pub struct SecondTries(Mutex<Vec<(String, String)>>);

impl SecondTries {
    /// Runs a test, and again if it fails.
    pub fn after(&self, name: &str, test: impl Fn() -> Result<(), Failed>) -> Result<(), Failed> {
        test().or_else(|failed| {
            if env::var_os("SECOND_TRY").is_none() {
                return Err(failed);
            }
            test()?;
            let why = failed.message().unwrap_or_default().to_owned();
            if let Ok(mut all) = self.0.lock() {
                all.push((name.to_owned(), why));
            }
            Ok(())
        })
    }

    /// Whether more needed one than a busy machine explains.
    pub fn are_too_many(&self) -> bool {
        self.0.lock().is_ok_and(|all| all.len() > MOST)
    }
}

impl fmt::Display for SecondTries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.0.lock().map(|all| all.clone()).unwrap_or_default();
        if all.is_empty() {
            return Ok(());
        }
        writeln!(f, "passed at the second try, of {MOST} that may:")?;
        for (name, why) in &all {
            writeln!(f, "  {name}\n    {}", why.replace('\n', "\n    "))?;
        }
        Ok(())
    }
}
