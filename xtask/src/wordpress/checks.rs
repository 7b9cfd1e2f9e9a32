//! What can be said of the plugin without a page: its PHP is read by PHP itself and judged by the coding
//! standard, its template by the tools that translators use, its names are those of the widget. Each
//! judge must also refuse what was spoiled for it.

use std::fs;
use std::path::Path;
use std::process::Command;

use release::wordpress::{SLUG, files_below, plugin};
use tooling::process::{output, succeeds};
use tooling::{Context, Failure, paths};

/// The rules of PHP's coding standard, as far as Debian has them.
const RULES: &str = "wordpress/phpcs.xml";

/// PHP that none of the rules would let pass, each line for another one.
const SPOILED: &str = "<?php\nfunction who_to_see_x($a){\n    if($a == 1) eval( $a );\n}\n";

/// Has the plugin's files judged.
pub fn judge() -> Result<(), Failure> {
    let plugin = plugin();
    let spoiled = paths::wordpress().join("spoiled");
    paths::emptied(&spoiled)?;
    for file in files_below(&plugin)? {
        if file.extension().is_some_and(|kind| kind == "php") {
            output(Command::new("php").arg("-l").arg(&file))?;
        }
    }
    let php = spoiled.join("spoiled.php");
    paths::write(&php, b"<?php\nfunction {\n")?;
    refuses("php -l", Command::new("php").arg("-l").arg(&php))?;

    output(&mut standard(&plugin))?;
    output(&mut standard(&paths::root().join("wordpress/tests")))?;
    paths::write(&php, SPOILED.as_bytes())?;
    refuses(RULES, &mut standard(&php))?;

    let template = plugin.join(format!("languages/{SLUG}.pot"));
    let compiled = spoiled.join("texts.mo");
    output(&mut compile(&template, &compiled))?;
    let text = fs::read_to_string(&template).context("read", &template)?;
    let broken = spoiled.join("texts.pot");
    paths::write(&broken, text.replacen("msgid", "msgidd", 1).as_bytes())?;
    refuses("msgfmt", &mut compile(&broken, &compiled))
}

fn standard(what: &Path) -> Command {
    let mut command = Command::new("phpcs");
    command
        .arg(format!(
            "--standard={}",
            paths::root().join(RULES).display()
        ))
        .args(["--extensions=php", "--report=emacs"])
        .arg(what);
    command
}

fn compile(template: &Path, to: &Path) -> Command {
    let mut command = Command::new("msgfmt");
    command.args(["--check-format", "--check-domain", "-o"]);
    command.arg(to).arg(template);
    command
}

fn refuses(judge: &str, command: &mut Command) -> Result<(), Failure> {
    if succeeds(command) {
        return Err(Failure::new(
            format!("{judge} takes a spoiled file for good"),
            "look at xtask/src/wordpress/checks.rs: it no longer judges",
        ));
    }
    Ok(())
}
