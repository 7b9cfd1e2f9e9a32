//! The plugin in real sites of WordPress: one without it, one with a theme of blocks, one with a classic
//! theme behind Apache. The browser tests in `tests/src/scenarios/wordpress` walk through them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use release::wordpress::{SLUG, pack, plugin};
use serde_json::{Value, json};
use tooling::process::{cargo, output, run as run_program};
use tooling::{Context, Failure, paths};

use super::database::Database;
use super::server::Process;
use super::{checks, install};
use crate::servers::free_port;
use crate::setup::{self, Engine};
use crate::test::{BROWSER_TESTS, BROWSERS};

/// A site, and what it is tried for.
struct Site {
    name: &'static str,
    /// Whether the theme is made of blocks.
    blocks: bool,
    /// Whether the plugin is there already.
    has_plugin: bool,
    apache: bool,
}

/// The sites.
const SITES: [Site; 4] = [
    Site {
        name: "bare",
        blocks: true,
        has_plugin: false,
        apache: false,
    },
    Site {
        name: "block",
        blocks: true,
        has_plugin: true,
        apache: false,
    },
    // What the owner changes there disturbs nobody.
    Site {
        name: "settings",
        blocks: true,
        has_plugin: true,
        apache: false,
    },
    Site {
        name: "classic",
        blocks: false,
        has_plugin: true,
        apache: true,
    },
];

/// A site that can be visited.
struct Running {
    told: Value,
    folder: PathBuf,
    log: PathBuf,
    variables: Vec<(&'static str, String)>,
    _server: Process,
}

/// Makes the plugin of a release, has it judged, and walks through the sites with it.
pub fn run(release: &Path, core: &Path, filter: Option<String>) -> Result<(), Failure> {
    install::all()?;
    setup::browser(Engine::Chromium)?;
    let zip = pack(release)?;
    checks::judge()?;
    // Short: it holds a socket.
    let database = Database::start(&paths::wordpress().join("db"))?;
    let running = SITES
        .iter()
        .map(|site| start(site, core, &database))
        .collect::<Result<Vec<_>, _>>()?;
    for site in running.iter().filter(|site| has_plugin(site)) {
        php(site, "wordpress/tests/checks.php")?;
    }
    let sites: Vec<_> = running.iter().map(|site| site.told.clone()).collect();
    let world = json!({ "zip": zip, "sites": sites });
    run_program(
        cargo()
            .args(["test", "--workspace", "--test", BROWSER_TESTS, "--"])
            .args(filter)
            .env(BROWSERS, Engine::Chromium.name())
            .env("WORDPRESS", world.to_string()),
    )?;
    running.iter().try_for_each(no_complaint)
}

fn has_plugin(site: &Running) -> bool {
    site.told["has_plugin"] == json!(true)
}

/// Makes a site of its own, installs WordPress in it, and serves it.
fn start(site: &Site, core: &Path, database: &Database) -> Result<Running, Failure> {
    let folder = paths::wordpress().join("sites").join(site.name);
    paths::emptied(&folder)?;
    // Debian's own links lead to libraries elsewhere.
    output(
        Command::new("cp")
            .arg("-rL")
            .arg(core.join("."))
            .arg(&folder),
    )?;
    let config = fs::read(paths::root().join("wordpress/tests/config.php"));
    let config = config.context("read", Path::new("wordpress/tests/config.php"))?;
    paths::write(&folder.join("wp-config.php"), &config)?;
    if site.has_plugin {
        output(
            Command::new("cp")
                .arg("-r")
                .arg(plugin())
                .arg(folder.join("wp-content/plugins")),
        )?;
    }
    let port = free_port()?;
    let address = format!("http://127.0.0.1:{port}");
    let log = paths::wordpress().join(format!("{}.log", site.name));
    paths::write(&log, b"")?;
    let variables = vec![
        ("WP_SOCKET", database.socket.display().to_string()),
        ("WP_SITE", site.name.to_owned()),
        ("WP_ADDRESS", address.clone()),
        ("WP_LOG", log.display().to_string()),
        ("WP_THEME", theme(core, site.blocks)?),
    ];
    let server = if site.apache {
        apache(site, &folder, port, &variables)?
    } else {
        own_server(&folder, port, &variables)?
    };
    let running = Running {
        told: json!({
            "name": site.name,
            "address": address,
            "folder": folder,
            "has_plugin": site.has_plugin,
            "variables": variables.iter().cloned().collect::<BTreeMap<_, _>>(),
        }),
        folder,
        log,
        variables,
        _server: server,
    };
    php(&running, "wordpress/tests/set-up.php")?;
    Ok(running)
}

/// A theme that comes with this WordPress: the newest one of its kind.
fn theme(core: &Path, blocks: bool) -> Result<String, Failure> {
    let themes = core.join("wp-content/themes");
    let known = if blocks {
        install::BLOCK_THEMES.as_slice()
    } else {
        install::CLASSIC_THEMES.as_slice()
    };
    let found = known.iter().find(|name| themes.join(name).exists());
    found.map(|name| (*name).to_owned()).ok_or_else(|| {
        Failure::new(
            format!("{} has no theme to try", themes.display()),
            format!("it needs one of these: {}", known.join(", ")),
        )
    })
}

/// PHP's own server.
fn own_server(
    folder: &Path,
    port: u16,
    variables: &[(&'static str, String)],
) -> Result<Process, Failure> {
    let mut command = Command::new("php");
    command
        // Compiling WordPress anew for each of a hundred requests takes longer than all else.
        .args(["-d", "opcache.enable_cli=1"])
        .args(["-S", &format!("127.0.0.1:{port}"), "-t"])
        .arg(folder)
        .envs(variables.iter().cloned());
    Process::start(command, "started")
}

/// Apache with PHP inside, which heeds the settings that lie in the plugin's folder.
fn apache(
    site: &Site,
    folder: &Path,
    port: u16,
    variables: &[(&'static str, String)],
) -> Result<Process, Failure> {
    let own = paths::wordpress().join("apache").join(site.name);
    paths::emptied(&own)?;
    let module = install::php_module().unwrap_or_default();
    let modules = [
        "mpm_prefork",
        "authz_core",
        "dir",
        "mime",
        "headers",
        "rewrite",
        "env",
    ];
    let mut text: String = modules
        .iter()
        .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
        .collect();
    text.push_str(&format!("LoadModule php_module {}\n", module.display()));
    for (name, value) in variables {
        text.push_str(&format!("SetEnv {name} \"{value}\"\n"));
    }
    let (own, folder) = (own.display(), folder.display());
    text.push_str(&format!(
        "ServerName 127.0.0.1\nListen 127.0.0.1:{port}\nServerRoot {own}\nPidFile {own}/pid\n\
         Mutex file:{own}\nErrorLog /dev/stderr\nTypesConfig /etc/mime.types\nDocumentRoot {folder}\n\
         DirectoryIndex index.php\nStartServers 2\nMaxRequestWorkers 6\n\
         <Directory {folder}>\n  AllowOverride FileInfo\n  Require all granted\n</Directory>\n\
         <FilesMatch \"\\.php$\">\n  SetHandler application/x-httpd-php\n</FilesMatch>\n"
    ));
    if install::is_root() {
        text.push_str("User www-data\nGroup www-data\n");
    }
    let file = paths::wordpress()
        .join("apache")
        .join(site.name)
        .join("apache.conf");
    paths::write(&file, text.as_bytes())?;
    let program = install::program("apache2").unwrap_or_else(|| "apache2".into());
    let mut command = Command::new(program);
    command.arg("-f").arg(&file).arg("-DFOREGROUND");
    Process::start(command, "resuming normal operations")
}

/// Runs one of the tests' own PHP files in a site.
fn php(site: &Running, file: &str) -> Result<(), Failure> {
    let code = "chdir( $argv[1] ); require $argv[2];";
    let told = output(
        Command::new("php")
            .args(["-d", "display_errors=stderr", "-r", code, "--"])
            .arg(&site.folder)
            .arg(paths::root().join(file))
            .envs(site.variables.iter().cloned()),
    )?;
    if !told.is_empty() {
        println!("{told}");
    }
    Ok(())
}

/// PHP has complained of nothing in the plugin.
fn no_complaint(site: &Running) -> Result<(), Failure> {
    let log = fs::read_to_string(&site.log).context("read", &site.log)?;
    let own = format!("/{SLUG}/");
    let lines: Vec<_> = log.lines().filter(|line| line.contains(&own)).collect();
    if lines.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        format!("PHP complains of the plugin:\n{}", lines.join("\n")),
        format!("all that it says is in {}", site.log.display()),
    ))
}
