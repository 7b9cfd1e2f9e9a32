//! `cargo xtask test --servers`: the release behind a real nginx and a real Apache, with the settings
//! that come with it, as `docs/start.md` puts it on a site.
//!
//! Each file is asked for as a browser would, and must come whole, packed, with its media type, for
//! every origin, and to be kept for as long as its name lasts.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

use release::static_hosts::{FIVE_MINUTES, FOR_EVER, PLACE};
use release::{CORE, EXACT, LASTING, LOADER, unpacked};
use tooling::{Context, Failure, paths};

use crate::setup;

/// How long a server may take until it listens.
const PATIENCE: Duration = Duration::from_secs(20);

/// What browsers accept, and what must come; nothing: as it is.
const ACCEPTED: [(&str, &str); 3] = [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("", "")];

/// A server, and the files and the command that start it.
struct Program {
    name: &'static str,
    /// Whether it sends Brotli.
    brotli: bool,
    /// Writes its settings for the site in a folder at a port; gives the command.
    start: fn(&Path, u16) -> Result<Command, Failure>,
}

const PROGRAMS: [Program; 3] = [
    Program {
        name: "nginx",
        brotli: false,
        start: |folder, port| nginx(folder, port, false),
    },
    Program {
        name: "nginx with Brotli",
        brotli: true,
        start: |folder, port| nginx(folder, port, true),
    },
    Program {
        name: "Apache",
        brotli: true,
        start: apache,
    },
];

/// Tries the release that `cargo xtask dist` has made.
pub fn test() -> Result<(), Failure> {
    let release = paths::dist();
    if !release.join(LASTING).join(LOADER).exists() {
        return Err(Failure::new(
            format!("there is no release in {}", release.display()),
            "make it first: cargo xtask dist",
        ));
    }
    setup::servers()?;
    let folder = env::temp_dir().join(format!("who-to-see-servers-{}", std::process::id()));
    // At the root of a host of its own, in the folder of the documents, and a version's files alone.
    let site = folder.join("site");
    copy(&release, &site)?;
    copy(&release, &site.join(PLACE))?;
    copy(&release.join(LASTING), &site.join("alone").join(PLACE))?;
    let settings = release.join(".htaccess");
    fs::copy(&settings, site.join("alone/.htaccess")).context("read", &settings)?;
    let mut wrong = Vec::new();
    for program in &PROGRAMS {
        wrong.extend(tried(program, &folder, &site, &release)?);
    }
    fs::remove_dir_all(&folder).context("remove", &folder)?;
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        format!("servers send what they should not:\n{}", wrong.join("\n")),
        "see crates/release/src/static_hosts.rs",
    ))
}

/// Starts a server, asks for every file in every place, and ends it. Gives what is wrong.
fn tried(
    program: &Program,
    folder: &Path,
    site: &Path,
    release: &Path,
) -> Result<Vec<String>, Failure> {
    let port = free_port()?;
    let mut command = (program.start)(folder, port)?;
    let mut child = command.stdout(Stdio::null()).spawn().map_err(|error| {
        Failure::new(
            format!("{} does not start: {error}", program.name),
            "see whether it is installed whole",
        )
    })?;
    let answer =
        listens(&mut child, port, program.name).and_then(|()| asked(program, port, site, release));
    let _ = child.kill();
    let _ = child.wait();
    answer
}

fn asked(
    program: &Program,
    port: u16,
    site: &Path,
    release: &Path,
) -> Result<Vec<String>, Failure> {
    let mut wrong = Vec::new();
    let mut count = 0;
    let folders = [
        (format!("/{LASTING}"), LASTING),
        (format!("/{EXACT}"), EXACT),
        (format!("/{PLACE}/{LASTING}"), LASTING),
        (format!("/{PLACE}/{EXACT}"), EXACT),
        (format!("/alone/{PLACE}"), LASTING),
    ];
    for (path, version) in folders {
        for file in served(&release.join(version))? {
            let bytes = site.join(path.trim_start_matches('/')).join(&file);
            let bytes = fs::read(&bytes).context("read", &bytes)?;
            let for_ever = version == EXACT || file.starts_with(CORE);
            for (accepted, coding) in ACCEPTED {
                let coding = if coding == "br" && !program.brotli {
                    "gzip"
                } else {
                    coding
                };
                let address = format!("{path}/{file}");
                let reply = get(port, &address, accepted)?;
                count += 1;
                let faults = faults(&reply, &file, coding, for_ever, &bytes);
                wrong.extend(
                    faults.map(|fault| {
                        format!("{}: {address} for `{accepted}`: {fault}", program.name)
                    }),
                );
            }
        }
    }
    let (asked, faults) = asked_for_owners(program, port, release)?;
    count += asked;
    wrong.extend(faults);
    // What is not ours is not touched.
    let other = get(port, "/other.js", "br")?;
    if program.name != "Apache" && other.header("cache-control").is_some() {
        wrong.push(format!("{}: /other.js is kept as ours are", program.name));
    }
    println!("{}: {count} requests, {} wrong", program.name, wrong.len());
    Ok(wrong)
}

/// Asks for every page for owners. Gives how often it asked, and what is wrong.
fn asked_for_owners(
    program: &Program,
    port: u16,
    release: &Path,
) -> Result<(usize, Vec<String>), Failure> {
    let mut places = vec![format!("/{PLACE}")];
    // nginx knows them in our folder alone: elsewhere a page of such a name is the site's own.
    if program.name == "Apache" {
        places.push(String::new());
    }
    let mut wrong = Vec::new();
    let mut count = 0;
    for page in pages_for_owners(release)? {
        let bytes = release.join(&page);
        let bytes = fs::read(&bytes).context("read", &bytes)?;
        for address in places.iter().map(|place| format!("{place}/{page}")) {
            for (accepted, coding) in ACCEPTED {
                let coding = match coding {
                    _ if page.ends_with(".png") => "",
                    "br" if !program.brotli => "gzip",
                    coding => coding,
                };
                let reply = get(port, &address, accepted)?;
                count += 1;
                let told = format!("{}: {address} for `{accepted}`", program.name);
                let faults = faults(&reply, &page, coding, false, &bytes);
                wrong.extend(faults.map(|fault| format!("{told}: {fault}")));
            }
        }
    }
    Ok((count, wrong))
}

/// The files for owners that the manifest of a release names.
fn pages_for_owners(release: &Path) -> Result<Vec<String>, Failure> {
    let file = release.join("manifest.json");
    let text = fs::read_to_string(&file).context("read", &file)?;
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let named = manifest["files"].as_array().into_iter().flatten();
    let pages = named.filter_map(|file| file["path"].as_str());
    let pages = pages.filter(|path| {
        ![LASTING, EXACT]
            .iter()
            .any(|folder| path.starts_with(folder))
    });
    let pages: Vec<_> = pages.map(str::to_owned).collect();
    if pages.is_empty() {
        return Err(Failure::new(
            format!("{} names no page for owners", file.display()),
            "make the release again: cargo xtask dist",
        ));
    }
    Ok(pages)
}

/// What a reply has wrong.
fn faults(
    reply: &Reply,
    file: &str,
    coding: &str,
    for_ever: bool,
    bytes: &[u8],
) -> impl Iterator<Item = String> {
    let media = match file.rsplit('.').next() {
        Some("js") => "text/javascript",
        Some("wasm") => "application/wasm",
        Some("html") => "text/html",
        Some("json") => "application/json",
        Some("css") => "text/css",
        Some("png") => "image/png",
        _ => "text/plain",
    };
    let kept = if for_ever { FOR_EVER } else { FIVE_MINUTES };
    let wanted = [
        ("content-type", media),
        ("content-encoding", coding),
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", kept),
    ];
    let mut faults = Vec::new();
    if reply.status != 200 {
        faults.push(format!("status {}", reply.status));
    }
    for (name, value) in wanted {
        let found = reply.header(name).unwrap_or_default();
        let found = found.split(';').next().unwrap_or_default().trim();
        if found != value {
            faults.push(format!("{name} is `{found}` and not `{value}`"));
        }
    }
    let varies = reply.header("vary").unwrap_or_default().to_lowercase();
    if !coding.is_empty() && !varies.contains("accept-encoding") {
        faults.push(format!("vary is `{varies}`"));
    }
    let ending = if coding == "br" { ".br" } else { ".gz" };
    let whole = match coding {
        "" => reply.body == bytes,
        _ => unpacked(ending, &reply.body) == bytes,
    };
    if !whole {
        faults.push("its bytes are others".to_owned());
    }
    faults.into_iter()
}

/// A reply.
struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| &**value)
    }
}

/// Asks for a file; `accepted` are the codings that the asker knows.
fn get(port: u16, path: &str, accepted: &str) -> Result<Reply, Failure> {
    let broken = |why: String| Failure::new(format!("{path}: {why}"), "see the server's log");
    let exchange = || {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let accepts = match accepted {
            "" => String::new(),
            codings => format!("Accept-Encoding: {codings}\r\n"),
        };
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: https://clinic.example\r\n\
             {accepts}Connection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes: Vec<u8> = exchange().map_err(|error: std::io::Error| broken(error.to_string()))?;
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.ok_or_else(|| broken("no head in the reply".to_owned()))?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let first = lines.next().unwrap_or_default();
    let status = first.split(' ').nth(1).and_then(|code| code.parse().ok());
    let headers = lines.filter_map(|line| line.split_once(':'));
    Ok(Reply {
        status: status.unwrap_or_default(),
        headers: headers
            .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
            .collect(),
        body: bytes[end + 4..].to_vec(),
    })
}

/// The files of a version that a browser can ask for.
fn served(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).context("read", folder)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            let inner = served(&entry.path())?;
            files.extend(inner.iter().map(|file| format!("{name}/{file}")));
        } else if [".js", ".wasm", ".html", ".json", ".txt"]
            .iter()
            .any(|end| name.ends_with(end))
        {
            files.push(name);
        }
    }
    files.sort();
    Ok(files)
}

/// Copies all of a folder, hidden files too.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(from).context("read", from)?.flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to)?;
        } else {
            paths::write(&to, &fs::read(&path).context("read", &path)?)?;
        }
    }
    Ok(())
}

/// A port that nobody listens on at this moment.
pub fn free_port() -> Result<u16, Failure> {
    let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    let told = |error| Failure::new(format!("no port is free: {error}"), "try again");
    port.map(|address| address.port()).map_err(told)
}

/// Waits until a server listens; it may also have given up.
fn listens(child: &mut Child, port: u16, name: &str) -> Result<(), Failure> {
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if begun.elapsed() > PATIENCE || child.try_wait().is_ok_and(|status| status.is_some()) {
            return Err(Failure::new(
                format!("{name} does not listen with the settings of the release"),
                "its own messages are above",
            ));
        }
        thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// nginx, with our settings included as they are; with its Brotli module, uncommented as they say.
fn nginx(folder: &Path, port: u16, brotli: bool) -> Result<Command, Failure> {
    let ours = folder.join("site/nginx.conf");
    let mut settings = fs::read_to_string(&ours).context("read", &ours)?;
    let mut module = String::new();
    if brotli {
        settings = settings.replace("# brotli_static", "brotli_static");
        module = "load_module modules/ngx_http_brotli_static_module.so;\n".to_owned();
    }
    paths::write(&folder.join("ours.conf"), settings.as_bytes())?;
    let folder = folder.display();
    let text = format!(
        "{module}daemon off; master_process off; pid {folder}/nginx.pid; error_log stderr;\n\
         events {{}}\nhttp {{\n  access_log off;\n  include /etc/nginx/mime.types;\n  server {{\n    \
         listen 127.0.0.1:{port};\n    root {folder}/site;\n    include {folder}/ours.conf;\n  }}\n}}\n"
    );
    started(
        "nginx",
        &["-p", "/usr/share/nginx", "-c"],
        &PathBuf::from(folder.to_string()),
        &text,
    )
}

/// Apache, with our settings where they lie in the release.
fn apache(folder: &Path, port: u16) -> Result<Command, Failure> {
    let modules = [
        "mpm_prefork",
        "authz_core",
        "mime",
        "headers",
        "rewrite",
        "dir",
    ];
    let mut text = String::new();
    for module in modules {
        text.push_str(&format!(
            "LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so\n"
        ));
    }
    let folder_name = folder.display();
    text.push_str(&format!(
        "ServerName localhost\nListen 127.0.0.1:{port}\nUser www-data\nGroup www-data\n\
         PidFile {folder_name}/apache.pid\nDefaultRuntimeDir {folder_name}\n\
         ErrorLog /dev/stderr\nTypesConfig /etc/mime.types\n\
         DocumentRoot {folder_name}/site\n<Directory {folder_name}/site>\n  \
         AllowOverride All\n  Require all granted\n</Directory>\n"
    ));
    started("apache2", &["-X", "-f"], folder, &text)
}

/// The command that starts a program with settings.
fn started(name: &str, options: &[&str], folder: &Path, text: &str) -> Result<Command, Failure> {
    let file = folder.join(format!("{name}.conf"));
    paths::write(&file, text.as_bytes())?;
    let mut command = Command::new(name);
    command.args(options).arg(file);
    Ok(command)
}
