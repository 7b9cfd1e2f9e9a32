//! One visit each: to the first answer; to the page and along a whole path; through many runs; to a page
//! with many. What is measured is written down by name, in milliseconds, bytes or counts.

use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};
use tooling::{Failure, paths};

use crate::chromium::{Chromium, Page};
use crate::questionnaire::Path;
use crate::site::Peer;

/// A person takes at least so long from one press to the next. The widget takes two presses at one
/// place, sooner than that, for one.
const BETWEEN: Duration = Duration::from_millis(550);

/// So long after everything is there, a page counts as quiet.
const QUIET: Duration = Duration::from_millis(1500);

/// The names that Chromium gives to the parts of painting on the main thread.
const PAINT: [&str; 4] = ["PrePaint", "Paint", "Layerize", "Commit"];

/// A network and a processor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profile {
    /// What it is called on the command line.
    pub id: &'static str,
    /// What a table calls it.
    pub title: &'static str,
    /// Milliseconds, and kilobits a second down and up; none: as it is.
    network: Option<(f64, f64, f64)>,
    /// How many times slower.
    processor: f64,
}

impl Profile {
    /// As Lighthouse and Chromium's own tools set them.
    pub const ALL: [Self; 3] = [
        Self {
            id: "none",
            title: "no throttling",
            network: None,
            processor: 1.0,
        },
        Self {
            id: "slow-4g",
            title: "Slow 4G, processor 4 times slower",
            network: Some((150.0, 1638.4, 750.0)),
            processor: 4.0,
        },
        Self {
            id: "slow-3g",
            title: "Slow 3G, processor 6 times slower",
            network: Some((400.0, 500.0, 500.0)),
            processor: 6.0,
        },
    ];

    fn apply(self, page: &mut Page<'_>) -> Result<(), Failure> {
        if let Some((latency, down, up)) = self.network {
            let bytes = |kilobits: f64| kilobits * 1000.0 / 8.0;
            let conditions = json!({
                "offline": false,
                "latency": latency,
                "downloadThroughput": bytes(down),
                "uploadThroughput": bytes(up),
            });
            page.call("Network.emulateNetworkConditions", conditions)?;
        }
        let rate = json!({ "rate": self.processor });
        page.call("Emulation.setCPUThrottlingRate", rate)?;
        Ok(())
    }
}

/// A figure of one visit: its name and its value.
pub type Figure = (String, f64);

/// What makes visits.
pub struct Visitor<'v> {
    /// The browser.
    pub chromium: &'v mut Chromium,
    /// Where the pages are.
    pub origin: &'v str,
    /// The answers given.
    pub path: &'v Path,
    /// The scripts that measure.
    scripts: String,
}

impl<'v> Visitor<'v> {
    /// Reads the scripts.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn new(
        chromium: &'v mut Chromium,
        origin: &'v str,
        path: &'v Path,
    ) -> Result<Self, Failure> {
        let scripts = paths::read("bench/peers/drive.js")? + &paths::read("bench/peers/probe.js")?;
        Ok(Visitor {
            chromium,
            origin,
            path,
            scripts,
        })
    }

    fn open(&mut self, peer: Peer, profile: Profile, query: &str) -> Result<Page<'_>, Failure> {
        // The page alone has nothing to drive, and is measured all the same.
        let driven = match peer {
            Peer::Page => Peer::Twin,
            peer => peer,
        };
        let scripts = format!("const PEER = '{}';{}", driven.id(), self.scripts);
        let address = format!("{}/{}{query}", self.origin, peer.id());
        let mut page = self.chromium.page()?;
        profile.apply(&mut page)?;
        page.go(&address, &scripts)?;
        until_there(&mut page)?;
        Ok(page)
    }

    /// The first answer, each step as soon as the page lets it.
    ///
    /// # Errors
    /// When the browser refuses, as in all the others.
    pub fn first_answer(&mut self, peer: Peer, profile: Profile) -> Result<Vec<Figure>, Failure> {
        let path = self.path.to_json();
        let mut page = self.open(peer, profile, "")?;
        let got = page.run(&format!("probe.first({path})"))?;
        Ok(figures(&got))
    }

    /// The host page until it is quiet; then, with questions on it, the whole path by real presses.
    ///
    /// # Errors
    /// When a screen other than the widget's comes next.
    pub fn whole_path(&mut self, peer: Peer, profile: Profile) -> Result<Vec<Figure>, Failure> {
        let path = self.path.clone();
        let mut page = self.open(peer, profile, "")?;
        let live = if peer == Peer::Page {
            loaded(&mut page)?;
            None
        } else {
            page.run("probe.up()")?;
            page.run("probe.ready()")?.as_f64()
        };
        sleep(QUIET);
        let mut all = figures(&page.run("probe.page()")?);
        all.extend(live.map(|time| ("live".to_owned(), time)));
        all.retain(|(name, _)| name != "interaction");
        if peer == Peer::Page {
            return Ok(all);
        }
        page.trace()?;
        let (steps, parts) = along(&mut page, &path)?;
        all.extend(of_steps(&steps));
        let count = steps.len() as f64;
        all.extend(parts.map(|(name, sum)| (name.to_owned(), sum / count)));
        let painting = page.traced(&PAINT)?;
        all.push(("step_paint".into(), painting / count));
        let after = figures(&page.run("probe.page()")?);
        all.extend(after.into_iter().filter(|(name, _)| name == "interaction"));
        Ok(all)
    }

    /// What memory is held after one run through the questions and after `many`.
    ///
    /// # Errors
    /// As the others.
    pub fn memory(&mut self, peer: Peer, many: usize) -> Result<Vec<Figure>, Failure> {
        let path = self.path.to_json();
        let mut page = self.open(peer, Profile::ALL[0], "")?;
        page.run("probe.up()")?;
        page.run("probe.ready()")?;
        let mut all = Vec::new();
        for (times, after) in [(1, 1), (many - 1, many)] {
            page.run(&format!("probe.repeat({path}, {times})"))?;
            all.extend(held(&mut page, &format!("after_{after}"))?);
        }
        Ok(all)
    }

    /// Several on one page: when all of them show a screen, what that blocked, and what it holds.
    ///
    /// # Errors
    /// As the others.
    pub fn several(&mut self, peer: Peer, many: usize) -> Result<Vec<Figure>, Failure> {
        let mut page = self.open(peer, Profile::ALL[0], &format!("?many={many}"))?;
        let up = page.run("probe.up()")?;
        page.run("probe.ready()")?;
        sleep(QUIET);
        let blocking = page.run("probe.page().blocking")?;
        let mut all = held(&mut page, &format!("with_{many}"))?;
        for (name, value) in [("up", up), ("blocking", blocking)] {
            let value = value.as_f64().unwrap_or_default();
            all.push((format!("{name}_with_{many}"), value));
        }
        Ok(all)
    }
}

/// Every number of an object.
fn figures(object: &Value) -> Vec<Figure> {
    let entries = object.as_object().into_iter().flatten();
    entries
        .filter_map(|(name, value)| Some((name.clone(), value.as_f64()?)))
        .collect()
}

/// Waits until the address has been left for the page asked for.
fn until_there(page: &mut Page<'_>) -> Result<(), Failure> {
    while page.run("typeof probe")? != "object" {
        sleep(Duration::from_millis(5));
    }
    Ok(())
}

fn loaded(page: &mut Page<'_>) -> Result<(), Failure> {
    page.run(
        "document.readyState === 'complete' \
         || new Promise((done) => addEventListener('load', () => done(true)))",
    )?;
    Ok(())
}

/// What the steps of a path have taken together, by kind of work, in milliseconds.
type Work = [(&'static str, f64); 4];

/// Walks the path by real presses. Gives how long each screen took from the press to its paint, in
/// milliseconds, and what of it was script, style, layout and all work of the main thread together.
fn along(page: &mut Page<'_>, path: &Path) -> Result<(Vec<f64>, Work), Failure> {
    let mut steps = Vec::new();
    let mut parts = [
        ("step_script", "ScriptDuration", 0.0),
        ("step_style", "RecalcStyleDuration", 0.0),
        ("step_layout", "LayoutDuration", 0.0),
        ("step_work", "TaskDuration", 0.0),
    ];
    let first = path.steps.first().map_or("result", |step| &step.0);
    pressed(page, "probe.begin()", first)?;
    for (place, (question, options)) in path.steps.iter().enumerate() {
        for option in options {
            sleep(BETWEEN);
            let at = page.run(&format!("probe.option('{question}', '{option}')"))?;
            page.press(&at)?;
            page.run(&format!("probe.ticked('{question}', '{option}')"))?;
        }
        let next = path.steps.get(place + 1).map_or("result", |step| &step.0);
        sleep(BETWEEN);
        let before = page.metrics()?;
        steps.push(pressed(page, "probe.onward()", next)?);
        let after = page.metrics()?;
        for (_, name, sum) in &mut parts {
            *sum += (after(name) - before(name)) * 1e3;
        }
    }
    Ok((steps, parts.map(|(name, _, sum)| (name, sum))))
}

/// Presses what an expression finds. Gives how long it took until the next screen was painted.
fn pressed(page: &mut Page<'_>, what: &str, next: &str) -> Result<f64, Failure> {
    let at = page.run(what)?;
    page.run(&format!("probe.expect('{next}')"))?;
    page.press(&at)?;
    let took = page.run("probe.expected()")?;
    Ok(took.as_f64().unwrap_or_default())
}

/// The median, the 95th percentile and the worst of the steps of a path.
fn of_steps(steps: &[f64]) -> [Figure; 3] {
    let mut steps = steps.to_vec();
    steps.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = (steps.len() as f64 * share).ceil() as usize;
        steps
            .get(place.saturating_sub(1))
            .copied()
            .unwrap_or_default()
    };
    [("step_median", 0.5), ("step_95", 0.95), ("step_worst", 1.0)]
        .map(|(name, share)| (name.to_owned(), at(share)))
}

/// What the page holds once the rubbish is gone, in bytes.
fn held(page: &mut Page<'_>, when: &str) -> Result<Vec<Figure>, Failure> {
    page.call("HeapProfiler.collectGarbage", json!({}))?;
    let metrics = page.metrics()?;
    let wasm = page.run("probe.wasm()")?.as_f64().unwrap_or_default();
    Ok(vec![
        (format!("heap_{when}"), metrics("JSHeapUsedSize")),
        (format!("wasm_{when}"), wasm),
        (format!("nodes_{when}"), metrics("Nodes")),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_told_by_their_middle_their_slow_end_and_their_worst() {
        let steps: Vec<f64> = (1..=20).map(f64::from).collect();
        let [median, slow, worst] = of_steps(&steps).map(|(_, value)| value);
        assert_eq!((median, slow, worst), (10.0, 19.0, 20.0));
        assert_eq!(of_steps(&[]).map(|(_, value)| value), [0.0; 3]);
    }
}
