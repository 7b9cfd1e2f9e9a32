//! What the release may weigh.

use tooling::Failure;

use crate::files::{Core, LOADER};
use crate::measure::{Measured, awaited, before_first_tick};

// In bytes after Brotli at its highest quality.

/// What a page loads before the visitor comes near the widget.
const LOADER_LIMIT: usize = 3_800;
/// What the first question needs to be seen and ticked: the loader and the first screens.
const FIRST_TICK_LIMIT: usize = 12_000;
/// All that is loaded until the widget is live, the first screens too.
const LIVE_LIMIT: usize = 121_000;
/// The widget without WebAssembly.
const FALLBACK_LIMIT: usize = 142_000;

/// Fails with every limit that is passed, not only the first.
pub fn keep_limits(files: &[Measured]) -> Result<(), Failure> {
    let loader = files.iter().filter(|file| file.name == LOADER);
    let weights = [
        (
            "the loader",
            loader.map(|file| file.brotli).sum(),
            LOADER_LIMIT,
        ),
        (
            "the widget without WebAssembly",
            files
                .iter()
                .filter(|file| file.name.ends_with(&Core::fallback_name()))
                .map(|file| file.brotli)
                .sum(),
            FALLBACK_LIMIT,
        ),
        (
            "all before the first tick",
            before_first_tick(files).1,
            FIRST_TICK_LIMIT,
        ),
        ("all until the widget is live", awaited(files).1, LIVE_LIMIT),
    ];
    let passed: Vec<_> = weights
        .iter()
        .filter(|(_, weight, limit)| weight > limit)
        .map(|(what, weight, limit)| format!("{what} weighs {weight} bytes of {limit} allowed"))
        .collect();
    if passed.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        format!("the release is too heavy: {}", passed.join("; ")),
        "see what grew: `cargo tree --target wasm32-unknown-unknown --edges normal` shows what \
         the widget carries",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, brotli: usize, awaited: bool) -> Measured {
        Measured {
            name: name.to_owned(),
            raw: brotli * 3,
            brotli,
            gzip: brotli,
            integrity: String::new(),
            awaited,
        }
    }

    #[test]
    fn a_release_within_its_limits_passes() {
        let files = [
            file(LOADER, LOADER_LIMIT, true),
            file("core/x.wasm", LIVE_LIMIT - LOADER_LIMIT, true),
            file("index.html", 1_000_000, false),
        ];
        keep_limits(&files).expect("it is within them");
    }

    #[test]
    fn each_limit_that_is_passed_is_named() {
        let fallback = format!("core/{}", Core::fallback_name());
        let first = format!("core/{}", Core::first_name());
        let files = [
            file(&fallback, FALLBACK_LIMIT + 1, false),
            file(LOADER, LOADER_LIMIT + 1, true),
            file("core/x.wasm", LIVE_LIMIT, true),
            file(&first, FIRST_TICK_LIMIT, true),
        ];
        let failure = keep_limits(&files).expect_err("it is not").to_string();
        let told = format!("the loader weighs {}", LOADER_LIMIT + 1);
        assert!(failure.contains(&told), "{failure}");
        assert!(failure.contains("without WebAssembly weighs"), "{failure}");
        let tick = FIRST_TICK_LIMIT + LOADER_LIMIT + 1;
        let told = format!("first tick weighs {tick}");
        assert!(failure.contains(&told), "{failure}");
        let all = LIVE_LIMIT + tick;
        let told = format!("live weighs {all}");
        assert!(failure.contains(&told), "{failure}");
    }
}
