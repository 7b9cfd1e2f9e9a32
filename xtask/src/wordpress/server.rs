//! Programs that run beside the tests and end with them: the database, PHP's own server, Apache.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::thread;

use tooling::{Failure, paths};

/// A program that ends with its owner.
pub struct Process(Child);

impl Process {
    /// Starts a program, and waits until it has said on its error stream that it is there.
    pub fn start(mut command: Command, ready: &str) -> Result<Self, Failure> {
        let name = command.get_program().to_string_lossy().into_owned();
        let cannot = |what: String| {
            let help = "its own words are above; see whether it can be run by hand";
            Failure::new(format!("`{name}` does not start: {what}"), help)
        };
        // When it ends, Apache ends its whole group of processes: that must not be ours.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command
            .current_dir(paths::root())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| cannot(error.to_string()))?;
        let Some(stderr) = child.stderr.take() else {
            return Err(cannot("it has no error stream".to_owned()));
        };
        let process = Self(child);
        let mut lines = BufReader::new(stderr);
        let mut told = String::new();
        while !told.contains(ready) {
            let begins = told.len();
            if lines.read_line(&mut told).unwrap_or(0) == 0 {
                eprint!("{told}");
                return Err(cannot("it has ended".to_owned()));
            }
            debug_assert!(told.len() > begins, "a line is never empty");
        }
        // Whatever it says later must find a reader.
        thread::spawn(move || lines.read_to_end(&mut Vec::new()));
        Ok(process)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Asked first: Apache ends those that work for it, and the database its files.
        let id = self.0.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status();
        if !asked.is_ok_and(|status| status.success()) {
            // It may have ended by itself.
            let _ = self.0.kill();
        }
        let _ = self.0.wait();
    }
}
