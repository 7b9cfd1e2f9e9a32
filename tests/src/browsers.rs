//! Real browsers, driven over WebDriver: started on free ports with fresh profiles, and ended.
//!
//! Knows nothing of the widget. A browser that has passed a test serves the next one, on pages of
//! another origin, which share nothing with those before; one that has failed is thrown away.

use std::cell::Cell;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{LazyLock, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{env, fmt};

use fantoccini::actions::{InputSource, KeyAction, KeyActions, MouseActions, PointerAction};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::{TimeoutConfiguration, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

/// How long a page may take over anything; generous, because a build may run beside the tests.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How long a driver may take to start its browser.
const START: Duration = Duration::from_secs(30);

/// How long one script may run: playing a file of written cases takes a while.
const SCRIPT: Duration = Duration::from_secs(300);

/// Two presses at one place within this time are a double click, to the most patient engine.
const DOUBLE_CLICK: Duration = Duration::from_millis(1100);

/// And this far apart they are two places, in CSS pixels.
const PLACE: f64 = 16.0;

/// Within this time they are a double tap, to the widget.
const DOUBLE_TAP: Duration = Duration::from_millis(500);

/// And this far apart they are two places to it, in CSS pixels.
const NEAR: f64 = 48.0;

/// With fewer entries than this a tab of Chromium has room for a test.
const ROOM: u64 = 25;

/// The window, unless a test asks for another.
const WINDOW: (u32, u32) = (1000, 900);

/// Firefox is shown, and waits so long after each key: for a person who watches, and for a screen reader
/// that speaks. `docs/screen-reader.md` says how.
static WATCHED: LazyLock<Option<Duration>> = LazyLock::new(|| {
    let milliseconds = env::var("WATCH").ok()?.parse().ok()?;
    Some(Duration::from_millis(milliseconds))
});

/// The key under which WebDriver puts a reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Finds the middle of an element, in sight, and what lies over it if a press would not reach it. A
/// press on a label or on its input is the same.
const POINT: &str = "
    const element = arguments[0];
    const inSight = ({ top, bottom }) => top >= 0 && bottom <= innerHeight;
    const scroll = () => element.scrollIntoView({ block: 'center', behavior: 'instant' });
    let x, y, hit;
    const reached = () => {
        const box = element.getBoundingClientRect();
        x = Math.floor(box.left + box.width / 2);
        y = Math.floor(box.top + box.height / 2);
        hit = document.elementFromPoint(x, y);
        while (hit && hit.shadowRoot) {
            const deeper = hit.shadowRoot.elementFromPoint(x, y);
            if (!deeper || deeper === hit) break;
            hit = deeper;
        }
        return hit && (element.contains(hit) || element.control === hit
            || (hit.labels && [...hit.labels].includes(element)));
    };
    if (!inSight(element.getBoundingClientRect())) scroll();
    // What has its own scroll bar may hide it all the same.
    else if (!reached()) scroll();
    if (reached()) return { x, y };
    return { covered_by: hit ? `${hit.localName} ${hit.className}`.trim() : 'nothing at all' };
";

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chrome, Edge and most others.
    Chromium,
    /// Firefox.
    Firefox,
    /// The engine of Safari, as Linux has it.
    Webkit,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// The name that test names begin with.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    fn driver(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
            Self::Webkit => "WebKitWebDriver",
        }
    }

    /// What the driver is told about the browser: no window on a desktop, nothing over the network
    /// that the page did not ask for.
    fn capabilities(self) -> Value {
        match self {
            Self::Chromium => json!({ "goog:chromeOptions": { "w3c": true, "args": [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--force-device-scale-factor=1",
                "--hide-scrollbars",
                "--font-render-hinting=none",
            ] } }),
            Self::Firefox => {
                let args: &[&str] = if WATCHED.is_some() {
                    &[]
                } else {
                    &["-headless"]
                };
                json!({ "moz:firefoxOptions": { "args": args } })
            }
            Self::Webkit => match mini_browser() {
                Some(binary) => json!({ "webkitgtk:browserOptions": {
                    "binary": binary,
                    "args": ["--automation"],
                } }),
                None => json!({}),
            },
        }
    }
}

/// The small browser that comes with WebKitGTK, which has no place on the `PATH`.
fn mini_browser() -> Option<PathBuf> {
    let libraries = Path::new("/usr/lib").read_dir().ok()?;
    let folders = libraries
        .flatten()
        .flat_map(|entry| {
            ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"]
                .map(|name| entry.path().join(name).join("MiniBrowser"))
        })
        .chain([PathBuf::from("/usr/libexec/webkit2gtk-4.1/MiniBrowser")]);
    folders.into_iter().find(|file| file.is_file())
}

/// A browser with one window.
pub struct Browser {
    /// Which one.
    pub engine: Engine,
    runtime: Runtime,
    client: Client,
    /// When and where the mouse was pressed last.
    pressed: Cell<Option<(Instant, f64, f64)>>,
    // In this order: the driver ends before the display that its browser draws on.
    _driver: Process,
    _display: Option<Process>,
}

impl Browser {
    /// Starts a driver, and through it a browser.
    fn open(engine: Engine) -> Self {
        let display = (engine == Engine::Webkit).then(Display::open);
        let port = free_port();
        let mut command = Command::new(program(engine.driver()));
        command.arg(format!("--port={port}"));
        if let Some(display) = &display {
            command.env("DISPLAY", &display.name);
            // A session of a desktop that may be there is none of the test's business.
            command.env_remove("WAYLAND_DISPLAY");
        }
        let driver = Process::start(command);
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime for one thread can always be made");
        let client = runtime.block_on(connect(engine, port));
        let browser = Self {
            engine,
            runtime,
            client,
            pressed: Cell::default(),
            _driver: driver,
            _display: display.map(|display| display.process),
        };
        let timeouts = TimeoutConfiguration::new(Some(SCRIPT), Some(START), None);
        browser.wait(browser.client.update_timeouts(timeouts));
        if engine == Engine::Chromium {
            // Its windows otherwise take the focus from each other.
            let on = json!({ "enabled": true });
            browser.devtools("Emulation.setFocusEmulationEnabled", on);
        }
        browser
    }

    /// Loads an address, and waits for the page's `load` event.
    #[track_caller]
    pub fn go(&self, address: &str) {
        self.wait(self.client.goto(address));
    }

    /// The page's title, read without a script.
    #[track_caller]
    pub fn title(&self) -> String {
        self.wait(self.client.title())
    }

    /// Makes the window so large; some browsers have a least width of about 500 pixels.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        self.wait(self.client.set_window_rect(0, 0, width, height));
    }

    /// Runs the body of a function in the page, and gives what it returns.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.wait(self.client.execute(script, arguments))
    }

    /// Runs the body of an async function in the page, and gives what it returns in the end.
    #[track_caller]
    pub fn run_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             const run = async function () {{ {script} }};
             run.apply(null, arguments).then(
                 (value) => done({{ value: value === undefined ? null : value }}),
                 (error) => done({{ error: String(error) }}));"
        );
        let mut answer = self.wait(self.client.execute_async(&script, arguments));
        if let Some(error) = answer.get("error") {
            panic!("a script failed in {self}: {error}");
        }
        answer["value"].take()
    }

    /// Waits until a script returns something that is neither false nor null nor an empty text, and
    /// gives it: a line that is yet to be written is there, and empty.
    /// `what` completes "never happened: …".
    #[track_caller]
    pub fn until(&self, what: &str, script: &str, arguments: &[Value]) -> Value {
        self.until_or(what, script, arguments, String::new)
    }

    /// The same; `instead` tells what is there in its place, once nobody waits any longer.
    #[track_caller]
    pub fn until_or(
        &self,
        what: &str,
        script: &str,
        arguments: &[Value],
        instead: impl Fn() -> String,
    ) -> Value {
        let begun = Instant::now();
        loop {
            let command = self.client.execute(script, arguments.to_vec());
            let value = match self.runtime.block_on(command) {
                // The page before was still there when it was asked, and has gone.
                Err(error) if is_of_a_left_page(&error) => Value::Null,
                answer => self.judge(answer),
            };
            let not_yet = matches!(value, Value::Null | Value::Bool(false)) || value == "";
            if !not_yet {
                return value;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "never happened in {self}: {what} {}",
                instead()
            );
            sleep(Duration::from_millis(15));
        }
    }

    /// The element that a script returns.
    #[track_caller]
    pub fn element(&self, what: &str, script: &str, arguments: &[Value]) -> Element {
        let value = self.run(script, arguments.to_vec());
        let Some(id) = value.get(ELEMENT).and_then(Value::as_str) else {
            panic!("there is no {what} in {self}");
        };
        Element::from_element_id(self.client.clone(), ElementRef::from(id.to_owned()))
    }

    /// Types into an element; into a field for files, their paths.
    #[track_caller]
    pub fn type_into(&self, element: &Element, text: &str) {
        self.wait(element.send_keys(text));
    }

    /// Clicks an element as a mouse does: scrolls to it, then presses where it is.
    #[track_caller]
    pub fn click(&self, element: &Element) {
        self.press_mouse(element, 1);
    }

    /// Clicks where an element is, twice.
    #[track_caller]
    pub fn double_click(&self, element: &Element) {
        self.press_mouse(element, 2);
    }

    /// From here on, what is run and asked is about the page inside a frame.
    #[track_caller]
    pub fn enter_frame(&self, index: u16) {
        self.wait(self.client.enter_frame(index));
    }

    /// And again about the page itself.
    #[track_caller]
    pub fn leave_frame(&self) {
        self.wait(self.client.clone().enter_parent_frame());
    }

    /// Moves the mouse to the middle of an element and presses. WebDriver's own click is not used:
    /// each engine has its own idea of what can be clicked. Waits where the press would be taken
    /// for the second half of a double click, which no person means who reads what has come there.
    #[track_caller]
    fn press_mouse(&self, element: &Element, times: usize) {
        let point = self.run(POINT, vec![json!(element)]);
        if let Some(cover) = point["covered_by"].as_str() {
            panic!("a person in {self} cannot press it, `{cover}` lies over it");
        }
        let [x, y] = ["x", "y"].map(|axis| point[axis].as_f64().unwrap_or_default());
        // A person who means two presses takes a moment between them.
        if let Some((when, last_x, last_y)) = self.pressed.get() {
            let away = (x - last_x).abs().max((y - last_y).abs());
            let apart = match away {
                ..PLACE => DOUBLE_CLICK,
                ..NEAR => DOUBLE_TAP,
                _ => Duration::ZERO,
            };
            sleep(apart.saturating_sub(when.elapsed()));
        }
        let mut actions = MouseActions::new("mouse".to_owned()).then(PointerAction::MoveTo {
            duration: None,
            x,
            y,
        });
        for _ in 0..times {
            actions = actions
                .then(PointerAction::Down { button: 0 })
                .then(PointerAction::Up { button: 0 });
        }
        self.wait(self.client.perform_actions(actions));
        self.pressed.set(Some((Instant::now(), x, y)));
    }

    /// Presses and releases a key, while others are held down.
    #[track_caller]
    pub fn press(&self, key: Key, held: &[Key]) {
        let down = |key: &Key| KeyAction::Down {
            value: (*key).into(),
        };
        let up = |key: &Key| KeyAction::Up {
            value: (*key).into(),
        };
        let keys: Vec<_> = held.iter().chain([&key]).collect();
        let mut actions = KeyActions::new("keyboard".to_owned());
        for key in &keys {
            actions = actions.then(down(key));
        }
        for key in keys.iter().rev() {
            actions = actions.then(up(key));
        }
        self.wait(self.client.perform_actions(actions));
        if let Some(pause) = *WATCHED {
            sleep(pause);
        }
    }

    /// Sends a command of the Chrome DevTools Protocol; Chromium only.
    #[track_caller]
    pub fn devtools(&self, method: &'static str, parameters: Value) -> Value {
        self.wait(self.client.issue_cmd(DevTools(method, parameters)))
    }

    /// Waits for the driver's answer.
    #[track_caller]
    fn wait<T>(&self, command: impl Future<Output = Result<T, CmdError>>) -> T {
        self.judge(self.runtime.block_on(command))
    }

    /// What the driver answered, unless it refuses.
    #[track_caller]
    fn judge<T>(&self, answer: Result<T, CmdError>) -> T {
        match answer {
            Ok(value) => value,
            // Without the driver's own stack, which says nothing about the page.
            Err(CmdError::Standard(error)) => {
                panic!("{self} refuses: {:?} {}", error.error, error.message)
            }
            Err(error) => panic!("{self} refuses: {error}"),
        }
    }

    /// Whether its tab has room for the entries of another test. Chromium keeps 50, drops those first on
    /// which nobody has pressed anything, and then no longer goes forward where a script asks it to.
    fn has_room(&self) -> bool {
        let entries = self.run("return history.length", vec![]);
        self.engine != Engine::Chromium || entries.as_u64().is_some_and(|entries| entries < ROOM)
    }

    /// As it was when it started, but for pages of other origins.
    fn clear(&self) {
        self.go("about:blank");
        self.resize(WINDOW.0, WINDOW.1);
        if self.engine == Engine::Chromium {
            self.devtools("Emulation.setEmulatedMedia", json!({}));
            self.devtools("Emulation.clearDeviceMetricsOverride", json!({}));
            let no_finger = json!({ "enabled": false });
            self.devtools("Emulation.setTouchEmulationEnabled", no_finger);
        }
    }
}

impl fmt::Display for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.engine.name())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A driver that is killed leaves its browser behind, so the session ends first.
        let client = self.client.clone();
        let closing = async { timeout(Duration::from_secs(5), client.close()).await };
        let _ = self.runtime.block_on(closing);
    }
}

/// Whether a script did not come to its end because its page was left.
fn is_of_a_left_page(error: &CmdError) -> bool {
    matches!(error, CmdError::Standard(error) if error.message.contains("unload event"))
}

/// A command that only Chromium's driver knows.
#[derive(Debug)]
struct DevTools(&'static str, Value);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/goog/cdp/execute",
            session.unwrap_or_default()
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        let body = json!({ "cmd": self.0, "params": self.1 });
        (http::Method::POST, Some(body.to_string()))
    }
}

/// Asks the driver for a session until it listens.
async fn connect(engine: Engine, port: u16) -> Client {
    let begun = Instant::now();
    let Value::Object(capabilities) = engine.capabilities() else {
        unreachable!("capabilities are an object");
    };
    loop {
        let session = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await;
        match session {
            Ok(client) => return client,
            Err(error) => assert!(
                begun.elapsed() < START,
                "{} does not start: {error}",
                engine.name()
            ),
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// A process that ends with its owner.
struct Process(Child);

impl Process {
    fn start(mut command: Command) -> Self {
        command.stdin(Stdio::null()).stderr(Stdio::null());
        if command.get_program() != "Xvfb" {
            command.stdout(Stdio::null());
        }
        let child = command.spawn().unwrap_or_else(|error| {
            panic!(
                "cannot start `{}`: {error}; `cargo xtask test` sets up what is missing",
                command.get_program().to_string_lossy()
            )
        });
        Self(child)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A display that nobody looks at, for the engine that cannot do without one.
struct Display {
    process: Process,
    name: String,
}

impl Display {
    fn open() -> Self {
        let mut command = Command::new("Xvfb");
        command
            .args(["-displayfd", "1", "-screen", "0", "1400x1600x24"])
            .args(["-nolisten", "tcp"])
            .stdout(Stdio::piped());
        let mut process = Process::start(command);
        let mut number = String::new();
        let output = process.0.stdout.take().expect("it was asked for");
        BufReader::new(output)
            .read_line(&mut number)
            .expect("Xvfb says which display it opens");
        Self {
            process,
            name: format!(":{}", number.trim()),
        }
    }
}

/// A driver is among the project's own tools or on the `PATH`.
fn program(name: &str) -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/bin");
    let own = own
        .join(name)
        .with_extension(std::env::consts::EXE_EXTENSION);
    if own.is_file() { own } else { name.into() }
}

/// A port that nobody listens on at this moment.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let address = listener.and_then(|listener| listener.local_addr());
    address.expect("this machine has a free port").port()
}

/// The browsers of one engine that wait for a test.
pub struct Pool {
    engine: Engine,
    idle: Mutex<Vec<Browser>>,
}

impl Pool {
    /// No browser yet.
    pub fn new(engine: Engine) -> Self {
        Self {
            engine,
            idle: Mutex::default(),
        }
    }

    /// Lends a browser to a test, and takes it back if the test passes.
    pub fn lend(&self, test: impl FnOnce(&Browser)) {
        let waiting = self.idle.lock().map(|mut idle| idle.pop());
        let waiting = waiting.ok().flatten().filter(|browser| {
            browser.clear();
            browser.has_room()
        });
        let browser = waiting.unwrap_or_else(|| {
            let browser = Browser::open(self.engine);
            browser.clear();
            browser
        });
        test(&browser);
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(browser);
        }
    }

    /// Ends those that wait.
    pub fn close(&self) {
        if let Ok(mut idle) = self.idle.lock() {
            idle.clear();
        }
    }
}
