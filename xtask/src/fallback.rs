//! The widget without WebAssembly: the same crate, compiled to plain JavaScript.
//!
//! For browsers that have no WebAssembly or have it switched off, and for pages whose policy forbids
//! it. Knows nothing of when it is used; that is the loader's business.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64_STANDARD;

use crate::failure::{About, Failure};
use crate::neighbours::neighbours;
use crate::places;
use crate::programs::run;
use crate::setup::{self, Package};
use crate::widget::{self, Build, NAME};

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

/// What the loader uses. The names are those of the glue for WebAssembly.
const ENTRY: &str = "import * as wasm from './wasm.js';
import { __wbg_set_wasm } from './GLUE_bg.js';
__wbg_set_wasm(wasm);
export { start, add } from './GLUE_bg.js';
";

/// Makes the module.
pub fn build() -> Result<Vec<u8>, Failure> {
    let mut made = widget::bound(&widget::compile(Build::Plain)?, Build::Plain)?;
    let folder = places::cargo_target().join("fallback");
    places::emptied(&folder)?;
    made.emit(&folder).map_err(|error| {
        Failure::new(
            format!("cannot write into {}: {error:#}", folder.display()),
            "see whether there is room",
        )
    })?;
    let [after, script, entry, module] =
        ["after.wasm", "wasm.js", "entry.js", "module.js"].map(|name| folder.join(name));
    let [before, glue] = ["wasm", "js"].map(|end| folder.join(format!("{NAME}_bg.{end}")));
    let unpatched = fs::read_to_string(&glue).about("read", &glue)?;
    places::write(&glue, patched(&unpatched)?.as_bytes())?;
    places::write(&entry, ENTRY.replace("GLUE", NAME).as_bytes())?;
    run(setup::package_program(Package::Binaryen, "wasm-opt")?
        .args(["--mvp-features", "--enable-mutable-globals"])
        .args(["-Oz", "--converge", "--strip-debug", "--strip-producers"])
        .args([
            "--one-caller-inline-max-function-size=100",
            "--skip-pass=local-cse",
        ])
        .arg("--strip-target-features")
        .arg(&before)
        .arg("-o")
        .arg(&after))?;
    let optimised = fs::read(&after).about("read", &after)?;
    places::write(&after, &neighbours(&optimised)?)?;
    run(setup::package_program(Package::Binaryen, "wasm2js")?
        .args(["--mvp-features", "--enable-mutable-globals", "-Oz"])
        .arg(&after)
        .arg("-o")
        .arg(&script))?;
    let compiled = fs::read_to_string(&script).about("read", &script)?;
    places::write(&script, plain_data(&compiled)?.as_bytes())?;
    run(setup::package_program(Package::Esbuild, "esbuild")?
        .arg(&entry)
        .args(["--bundle", "--format=esm", "--minify", "--charset=ascii"])
        .args(["--target=es2020", "--log-level=warning"])
        .arg(format!("--outfile={}", module.display())))?;
    fs::read(&module).about("read", &module)
}

/// The glue, told how memory made of JavaScript grows.
fn patched(glue: &str) -> Result<String, Failure> {
    let mut patched = glue.to_owned();
    for (asked, instead) in VIEWS {
        if patched.matches(asked).count() != 1 {
            return Err(Failure::new(
                format!("the glue does not hold `{asked}` exactly once"),
                "wasm-bindgen writes its views of memory in another way now: see what it asks before \
                 it reads, and change VIEWS in xtask/src/fallback.rs",
            ));
        }
        patched = patched.replace(asked, instead);
    }
    Ok(patched)
}

/// How wasm2js writes down what memory holds at the start, and what takes its place.
const BASE64: &str = "base64DecodeToExistingUint8Array(bufferView, ";
const FILL: &str = "function fill(view, at, text) {
  for (var i = 0; i < text.length; ++i) view[at + i] = text.charCodeAt(i);
}
";

/// The script with its data as text: most of it is text, and compresses as such.
fn plain_data(script: &str) -> Result<String, Failure> {
    let unknown = || {
        Failure::new(
            "wasm2js writes the data of the widget in another way now",
            "see what it writes, and change plain_data in xtask/src/fallback.rs",
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
