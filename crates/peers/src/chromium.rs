//! Chromium over its own DevTools protocol: what WebDriver does not give are events, and with them
//! what a page has painted. Each visit is a browsing context of its own, with nothing kept from before.

use std::fs;
use std::io;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tooling::process::find;
use tooling::{Context, Failure, paths};
use tungstenite::{Message, WebSocket, client};

/// How long the browser may take to start, and to answer.
const PATIENCE: Duration = Duration::from_secs(240);

/// A running browser.
pub struct Chromium {
    child: Child,
    socket: WebSocket<TcpStream>,
    next: u64,
    /// What it has told and nobody has asked for yet.
    events: Vec<Value>,
}

fn refused(what: impl std::fmt::Display) -> Failure {
    Failure::new(
        format!("Chromium: {what}"),
        "run it again; if it fails again, start `chromium --headless` by hand",
    )
}

impl Chromium {
    /// Starts it with a fresh profile.
    ///
    /// # Errors
    /// When there is none, or it does not listen in time.
    pub fn start() -> Result<Self, Failure> {
        let profile = paths::root().join("target/peers/profile");
        paths::emptied(&profile)?;
        let program = ["chromium", "chromium-browser", "google-chrome"]
            .iter()
            .find_map(|name| find(name))
            .ok_or_else(|| Failure::new("there is no Chromium", "install `chromium`"))?;
        let child = Command::new(program)
            .args([
                "--headless=new",
                "--remote-debugging-port=0",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--disable-renderer-backgrounding",
                "--disable-background-timer-throttling",
                "--disable-backgrounding-occluded-windows",
            ])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(refused)?;
        let address = listening(&profile.join("DevToolsActivePort"))?;
        let stream = TcpStream::connect(&address.0).map_err(refused)?;
        stream.set_read_timeout(Some(PATIENCE)).map_err(refused)?;
        let (socket, _) =
            client(format!("ws://{}{}", address.0, address.1), stream).map_err(refused)?;
        Ok(Chromium {
            child,
            socket,
            next: 0,
            events: Vec::new(),
        })
    }

    /// Which one it is.
    ///
    /// # Errors
    /// As [`Page::call`].
    pub fn version(&mut self) -> Result<String, Failure> {
        let version = self.call(None, "Browser.getVersion", json!({}))?;
        Ok(version["product"].as_str().unwrap_or_default().to_owned())
    }

    fn call(
        &mut self,
        session: Option<&str>,
        method: &str,
        parameters: Value,
    ) -> Result<Value, Failure> {
        self.next += 1;
        let id = self.next;
        let mut command = json!({ "id": id, "method": method, "params": parameters });
        if let Some(session) = session {
            command["sessionId"] = json!(session);
        }
        let text = command.to_string();
        self.socket.send(Message::text(text)).map_err(refused)?;
        loop {
            let mut message = self.read()?;
            if message["id"] != json!(id) {
                self.events.push(message);
                continue;
            }
            if let Some(error) = message.get("error") {
                return Err(refused(format!("{method}: {error}")));
            }
            return Ok(message["result"].take());
        }
    }

    fn read(&mut self) -> Result<Value, Failure> {
        loop {
            if let Message::Text(text) = self.socket.read().map_err(refused)? {
                return serde_json::from_str(&text).map_err(refused);
            }
        }
    }

    /// A page of a context of its own, empty yet.
    ///
    /// # Errors
    /// As [`Page::call`].
    pub fn page(&mut self) -> Result<Page<'_>, Failure> {
        let given = self.call(None, "Target.createBrowserContext", json!({}))?;
        let context = text(&given, "browserContextId");
        let blank = json!({ "url": "about:blank", "browserContextId": context });
        let target = text(&self.call(None, "Target.createTarget", blank)?, "targetId");
        let attach = json!({ "targetId": target, "flatten": true });
        let session = text(
            &self.call(None, "Target.attachToTarget", attach)?,
            "sessionId",
        );
        self.events.clear();
        let mut page = Page {
            chromium: self,
            context,
            session,
        };
        for domain in ["Page.enable", "Network.enable", "Performance.enable"] {
            page.call(domain, json!({}))?;
        }
        let on = json!({ "enabled": true });
        page.call("Emulation.setFocusEmulationEnabled", on)?;
        let telephone = json!({
            "width": 412,
            "height": 915,
            "deviceScaleFactor": 1,
            "mobile": false,
        });
        page.call("Emulation.setDeviceMetricsOverride", telephone)?;
        Ok(page)
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // It ends its own children; whoever is left is killed.
        let _ = self.call(None, "Browser.close", json!({}));
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The address that the browser writes down once it listens: host and port, and the path.
fn listening(file: &PathBuf) -> Result<(String, String), Failure> {
    let began = Instant::now();
    loop {
        let text = fs::read_to_string(file).unwrap_or_default();
        if let Some((port, path)) = text.split_once('\n') {
            return Ok((format!("127.0.0.1:{}", port.trim()), path.trim().to_owned()));
        }
        if began.elapsed() > PATIENCE {
            let late = io::Error::from(io::ErrorKind::TimedOut);
            return Err(late).context("wait for", file);
        }
        sleep(Duration::from_millis(20));
    }
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}

/// A page that is open.
pub struct Page<'c> {
    chromium: &'c mut Chromium,
    context: String,
    session: String,
}

impl Page<'_> {
    /// Sends a command of the protocol.
    ///
    /// # Errors
    /// When the browser refuses it or does not answer.
    pub fn call(&mut self, method: &str, parameters: Value) -> Result<Value, Failure> {
        let session = self.session.clone();
        self.chromium.call(Some(&session), method, parameters)
    }

    /// Runs an expression in the page, and gives its value, or that of its promise.
    ///
    /// # Errors
    /// When it throws.
    pub fn run(&mut self, expression: &str) -> Result<Value, Failure> {
        let given = json!({
            "expression": expression,
            "awaitPromise": true,
            "returnByValue": true,
        });
        let mut answer = self.call("Runtime.evaluate", given)?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            let said = thrown["exception"]["description"].as_str();
            let said = said.unwrap_or("an exception").to_owned();
            return Err(refused(format!("`{expression}`: {said}")));
        }
        Ok(answer["result"]["value"].take())
    }

    /// Loads an address, with scripts that run before any of the page's own.
    ///
    /// # Errors
    /// As [`Page::call`].
    pub fn go(&mut self, address: &str, scripts: &str) -> Result<(), Failure> {
        let before = json!({ "source": scripts });
        self.call("Page.addScriptToEvaluateOnNewDocument", before)?;
        self.call("Page.navigate", json!({ "url": address }))?;
        Ok(())
    }

    /// Presses with the mouse, as a person does.
    ///
    /// # Errors
    /// As [`Page::call`].
    pub fn press(&mut self, at: &Value) -> Result<(), Failure> {
        for kind in ["mousePressed", "mouseReleased"] {
            let press = json!({
                "type": kind,
                "x": at["x"],
                "y": at["y"],
                "button": "left",
                "clickCount": 1,
            });
            self.call("Input.dispatchMouseEvent", press)?;
        }
        Ok(())
    }

    /// The numbers that the browser keeps of the page: seconds, bytes and counts, by name.
    ///
    /// # Errors
    /// As [`Page::call`].
    pub fn metrics(&mut self) -> Result<impl Fn(&str) -> f64 + use<>, Failure> {
        let answer = self.call("Performance.getMetrics", json!({}))?;
        Ok(move |name: &str| {
            let all = answer["metrics"].as_array().map_or(&[][..], Vec::as_slice);
            let found = all.iter().find(|metric| metric["name"] == name);
            found
                .and_then(|metric| metric["value"].as_f64())
                .unwrap_or_default()
        })
    }

    /// Begins to write down what the page does.
    ///
    /// # Errors
    /// As [`Page::call`].
    pub fn trace(&mut self) -> Result<(), Failure> {
        let categories = json!({ "traceConfig": { "includedCategories": ["devtools.timeline"] } });
        self.call("Tracing.start", categories).map(|_| ())
    }

    /// Ends that, and gives how long the events of some names took together, in milliseconds.
    ///
    /// # Errors
    /// As [`Page::call`].
    pub fn traced(&mut self, names: &[&str]) -> Result<f64, Failure> {
        self.call("Tracing.end", json!({}))?;
        let over = |event: &Value| event["method"] == "Tracing.tracingComplete";
        while !self.chromium.events.iter().any(over) {
            let event = self.chromium.read()?;
            self.chromium.events.push(event);
        }
        let events = std::mem::take(&mut self.chromium.events);
        let data = events
            .iter()
            .filter(|event| event["method"] == "Tracing.dataCollected")
            .filter_map(|event| event["params"]["value"].as_array())
            .flatten();
        let named = data.filter(|event| names.iter().any(|name| event["name"] == *name));
        Ok(named.filter_map(|event| event["dur"].as_f64()).sum::<f64>() / 1e3)
    }
}

impl Drop for Page<'_> {
    fn drop(&mut self) {
        // The browser may be gone already.
        let context = json!({ "browserContextId": self.context });
        let _ = self
            .chromium
            .call(None, "Target.disposeBrowserContext", context);
    }
}
