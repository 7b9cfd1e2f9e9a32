//! A MariaDB of the tests' own: in a folder below `target`, listening on a file alone.

use std::path::{Path, PathBuf};
use std::process::Command;

use tooling::process::output;
use tooling::{Failure, paths};

use super::install::{is_root, program};
use super::server::Process;

/// The database that all sites share; each has tables of its own.
const NAME: &str = "wordpress";

/// A running database.
pub struct Database {
    /// The file that it listens on.
    pub socket: PathBuf,
    _server: Process,
}

impl Database {
    /// Makes an empty one, and starts it. `folder` should have a short path: a socket's may not have
    /// more than about a hundred characters.
    pub fn start(folder: &Path) -> Result<Self, Failure> {
        let data = folder.join("data");
        paths::emptied(folder)?;
        let user = is_root().then_some("--user=root");
        output(
            Command::new("mariadb-install-db")
                .args(["--no-defaults", "--auth-root-authentication-method=normal"])
                .args(["--skip-test-db", "--skip-name-resolve"])
                .arg(format!("--datadir={}", data.display()))
                .args(user),
        )?;
        let socket = folder.join("socket");
        let mut command = Command::new(program("mariadbd").unwrap_or_else(|| "mariadbd".into()));
        command
            .args(["--no-defaults", "--skip-networking", "--skip-log-bin"])
            // Nothing here is worth a wait for the disk.
            .arg("--innodb-flush-log-at-trx-commit=0")
            .arg(format!("--datadir={}", data.display()))
            .arg(format!("--socket={}", socket.display()))
            .arg(format!("--pid-file={}", folder.join("pid").display()))
            .args(user);
        let server = Process::start(command, "ready for connections")?;
        let make = "$made = new mysqli( '', 'root', '', '', 0, $argv[1] );
            exit( $made->query( \"CREATE DATABASE $argv[2]\" ) ? 0 : 1 );";
        output(
            Command::new("php")
                .args(["-r", make, "--"])
                .arg(&socket)
                .arg(NAME),
        )?;
        Ok(Self {
            socket,
            _server: server,
        })
    }
}
