//! How long each test took, so that a person sees what makes the suite slow.
//!
//! Judges nothing: a test that takes long is no failure.

use std::fmt;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How many of the slowest are shown.
const SHOWN: usize = 20;

/// What every test that ran has taken.
#[derive(Debug, Default)]
pub struct Times(Mutex<Vec<(Duration, String)>>);

impl Times {
    /// Does something and keeps what it took.
    pub fn of<T>(&self, name: &str, act: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let done = act();
        if let Ok(mut all) = self.0.lock() {
            all.push((begun.elapsed(), name.to_owned()));
        }
        done
    }
}

impl fmt::Display for Times {
    /// The slowest first, then what all of them took.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut all = self.0.lock().map(|all| all.clone()).unwrap_or_default();
        all.sort_unstable();
        if all.is_empty() {
            return Ok(());
        }
        let sum: Duration = all.iter().map(|(took, _)| took).sum();
        writeln!(f, "the slowest of {}, in seconds:", all.len())?;
        for (took, name) in all.iter().rev().take(SHOWN) {
            writeln!(f, "{:8.1}  {name}", took.as_secs_f64())?;
        }
        writeln!(f, "{:8.1}  all, one after the other", sum.as_secs_f64())
    }
}
