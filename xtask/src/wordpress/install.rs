//! What the tests of the plugin need of the machine: all of it is in Debian's packages.

use std::path::Path;
use std::process::Command;

use tooling::Failure;
use tooling::process::{find, output};

use crate::setup;

/// WordPress itself, where Debian puts it.
pub const WORDPRESS: &str = "/usr/share/wordpress";

/// Themes that are made of blocks.
pub const BLOCK_THEMES: [&str; 2] = ["twentytwentyfive", "twentytwentythree"];

/// Themes that are not.
pub const CLASSIC_THEMES: [&str; 1] = ["twentytwentyone"];

/// The module through which Apache runs PHP, by any version of it.
const MODULES: &str = "/usr/lib/apache2/modules";

/// The programs that must be there.
const PROGRAMS: [&str; 6] = [
    "php",
    "phpcs",
    "msgfmt",
    "mariadbd",
    "mariadb-install-db",
    "apache2",
];

/// The Debian packages that hold all of it.
const PACKAGES: [&str; 13] = [
    "wordpress",
    "wordpress-theme-twentytwentythree",
    "wordpress-theme-twentytwentyone",
    "php-cli",
    "php-mysql",
    "php-xml",
    "php-mbstring",
    "php-zip",
    "libapache2-mod-php",
    "apache2-bin",
    "mariadb-server-core",
    "php-codesniffer",
    "gettext",
];

/// WordPress, PHP, a database, Apache and the judges of PHP are there.
pub fn all() -> Result<(), Failure> {
    if missing().is_none() {
        return Ok(());
    }
    let elsewhere = "the tests of the plugin need Debian or Ubuntu";
    setup::install("WordPress", &PACKAGES, [elsewhere, ""])?;
    match missing() {
        None => Ok(()),
        Some(what) => Err(Failure::new(
            format!("WordPress cannot be tried: there is no {what}"),
            format!(
                "on Debian or Ubuntu type: sudo apt-get install --no-install-recommends {}",
                PACKAGES.join(" ")
            ),
        )),
    }
}

/// The first thing that is not there.
fn missing() -> Option<String> {
    let program = PROGRAMS.iter().find(|name| program(name).is_none());
    let themes = Path::new(WORDPRESS).join("wp-content/themes");
    let lacks = |kind: &[&str]| !kind.iter().any(|name| themes.join(name).exists());
    let extension = ["mysqli", "mbstring", "xml", "zip"];
    program
        .map(|name| format!("`{name}`"))
        .or_else(|| (!Path::new(WORDPRESS).exists()).then(|| WORDPRESS.to_owned()))
        .or_else(|| lacks(&BLOCK_THEMES).then(|| "theme made of blocks".to_owned()))
        .or_else(|| lacks(&CLASSIC_THEMES).then(|| "classic theme".to_owned()))
        .or_else(|| {
            let lacks = |name: &&&str| {
                let ask = format!("exit( extension_loaded( '{name}' ) ? 0 : 1 );");
                output(Command::new("php").args(["-r", &ask])).is_err()
            };
            extension
                .iter()
                .find(lacks)
                .map(|name| format!("PHP with {name}"))
        })
        .or_else(|| php_module().is_none().then(|| "PHP in Apache".to_owned()))
}

/// A program, also where only an administrator's `PATH` has it.
pub fn program(name: &str) -> Option<std::path::PathBuf> {
    find(name).or_else(|| {
        let file = Path::new("/usr/sbin").join(name);
        file.is_file().then_some(file)
    })
}

/// The file of Apache's module for PHP.
pub fn php_module() -> Option<std::path::PathBuf> {
    let files = Path::new(MODULES).read_dir().ok()?.flatten();
    let mut files = files.map(|entry| entry.path());
    files.find(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libphp") && name.ends_with(".so")
    })
}

/// Whether this person is the administrator: then some programs want another one's name.
pub fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|user| user == "0")
}
