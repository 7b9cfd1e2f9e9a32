//! The widget without WebAssembly: the same crate, compiled to plain JavaScript.
//!
//! For browsers that have no WebAssembly or have it switched off, and for pages whose policy forbids
//! it. Knows nothing of when it is used; that is the loader's business.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64_STANDARD;
use tooling::npm::Set;
use tooling::process::run;
use tooling::{Context, Failure, paths};

use crate::bind::bound;
use crate::compile::{Build, compile};
use crate::files::NAME;
use crate::guarded::guarded;
use crate::shrink::shrunk;

/// The glue asks whether the memory that it looks at was taken away from it, as WebAssembly does
/// when memory grows. Memory made of JavaScript is only left behind: without this the widget would
/// go on reading the old one and show nothing.
const VIEWS: [(&str, &str); 2] = [
    (
        "cachedUint8ArrayMemory0.byteLength === 0",
        "cachedUint8ArrayMemory0.buffer !== wasm.memory.buffer",
    ),
    (
        "cachedDataViewMemory0.buffer.detached === true",
        "cachedDataViewMemory0.buffer !== wasm.memory.buffer",
    ),
];

/// What JavaScript can be made of.
const FEATURES: [&str; 2] = ["--mvp-features", "--enable-mutable-globals"];

/// What the loader uses; `GLUE` stands for the package.
const ENTRY: &str = include_str!("fallback/entry.js");

/// Makes the module.
///
/// # Errors
/// When something cannot be compiled, or a tool writes in another way than it did.
pub fn build() -> Result<Vec<u8>, Failure> {
    let mut made = bound(&compile(Build::Plain)?, Build::Plain)?;
    let folder = paths::cargo_target().join("fallback");
    paths::emptied(&folder)?;
    made.emit(&folder).map_err(|error| {
        Failure::new(
            format!("cannot write into {}: {error:#}", folder.display()),
            "see whether there is room",
        )
    })?;
    let [before, glue] = ["wasm", "js"].map(|end| folder.join(format!("{NAME}_bg.{end}")));
    let unpatched = fs::read_to_string(&glue).context("read", &glue)?;
    let fit = guarded(&patched(&unpatched)?)?;
    paths::write(&glue, fit.as_bytes())?;
    let entry = folder.join("entry.js");
    paths::write(&entry, ENTRY.replace("GLUE", NAME).as_bytes())?;
    let compiled = fs::read(&before).context("read", &before)?;
    let script = compiled_to_script(&folder, &shrunk(&folder, &compiled, &FEATURES)?)?;
    let script = plain_data(&script)?;
    paths::write(&folder.join("wasm.js"), script.as_bytes())?;
    bundled(&entry)
}

/// Compiles a module to JavaScript.
fn compiled_to_script(folder: &Path, wasm: &[u8]) -> Result<String, Failure> {
    let [file, script] = ["mvp.wasm", "mvp.js"].map(|name| folder.join(name));
    paths::write(&file, wasm)?;
    run(Set::Build
        .program("wasm2js")?
        .args(FEATURES)
        .arg("-Oz")
        .arg(&file)
        .arg("-o")
        .arg(&script))?;
    fs::read_to_string(&script).context("read", &script)
}

/// Makes one file of a module and what it imports.
fn bundled(entry: &Path) -> Result<Vec<u8>, Failure> {
    let module = entry.with_extension("bundled.js");
    run(Set::Build
        .program("esbuild")?
        .arg(entry)
        .args(["--bundle", "--format=esm", "--minify", "--charset=ascii"])
        .args(["--target=es2020", "--log-level=warning"])
        .arg(format!("--outfile={}", module.display())))?;
    fs::read(&module).context("read", &module)
}

/// The glue, told how memory made of JavaScript grows.
fn patched(glue: &str) -> Result<String, Failure> {
    let mut patched = glue.to_owned();
    for (asked, instead) in VIEWS {
        if patched.matches(asked).count() != 1 {
            return Err(Failure::new(
                format!("the glue does not hold `{asked}` exactly once"),
                "wasm-bindgen writes its views of memory in another way now: see what it asks before \
                 it reads, and change VIEWS in crates/release/src/fallback.rs",
            ));
        }
        patched = patched.replace(asked, instead);
    }
    Ok(patched)
}

/// How wasm2js writes down what memory holds at the start, and what takes its place.
const BASE64: &str = "base64DecodeToExistingUint8Array(bufferView, ";
const FILL: &str = include_str!("fallback/fill.js");

/// The script with its data as text: most of it is text, and compresses as such.
fn plain_data(script: &str) -> Result<String, Failure> {
    let unknown = || {
        Failure::new(
            "wasm2js writes the data of the widget in another way now",
            "see what it writes, and change plain_data in crates/release/src/fallback.rs",
        )
    };
    let mut plain = String::new();
    let mut rest = script;
    while let Some((before, after)) = rest.split_once(BASE64) {
        let (place, after) = after.split_once(", \"").ok_or_else(unknown)?;
        let (data, after) = after.split_once('"').ok_or_else(unknown)?;
        let bytes = BASE64_STANDARD.decode(data).map_err(|_| unknown())?;
        plain.push_str(before);
        plain.push_str(&format!("fill(bufferView, {place}, \""));
        for byte in bytes {
            match byte {
                b'"' | b'\\' => plain.extend(['\\', char::from(byte)]),
                b' '..=b'~' => plain.push(char::from(byte)),
                _ => plain.push_str(&format!("\\x{byte:02x}")),
            }
        }
        plain.push('"');
        rest = after;
    }
    if plain.is_empty() {
        return Err(unknown());
    }
    plain.push_str(rest);
    plain.push_str(FILL);
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_becomes_text() {
        let script = format!("x; {BASE64}16, \"YSIA\"); y;");
        let plain = plain_data(&script).expect("it holds data");
        let expected = "x; fill(bufferView, 16, \"a\\\"\\x00\"); y;";
        assert!(plain.starts_with(expected), "{plain}");
        assert!(plain_data("x;").is_err());
    }

    #[test]
    fn a_glue_that_asks_in_another_way_is_refused() {
        let asked = VIEWS
            .map(|(asked, _)| format!("if ({asked}) {{}}"))
            .concat();
        let patched_glue = patched(&asked).expect("both views are there");
        assert!(patched_glue.contains("buffer !== wasm.memory.buffer"));
        assert!(patched("let wasm;").is_err());
    }
}
