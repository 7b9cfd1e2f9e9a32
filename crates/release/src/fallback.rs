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
use crate::files::{Fallback, NAME};
use crate::guarded::guarded;
use crate::shrink;
use crate::split::{self, Form};

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

/// Makes the modules.
pub fn build() -> Result<Fallback, Failure> {
    let (mut made, names) = bound(&compile(Build::Plain)?, Build::Plain)?;
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
    paths::write(&glue, names.replace_in(&fit).as_bytes())?;
    let entry = folder.join("entry.js");
    paths::write(&entry, ENTRY.replace("GLUE", NAME).as_bytes())?;
    let compiled = fs::read(&before).context("read", &before)?;
    let parts = shrink::parts(&folder, &compiled, &FEATURES, Form::Script)?;
    let first = compiled_to_script(&folder, "wasm", &parts.first)?;
    let script = growing(&plain_data(&first)?)?;
    paths::write(&folder.join("wasm.js"), script.as_bytes())?;
    let rest = compiled_to_script(&folder, "rest", &parts.rest)?;
    let rest_file = folder.join("rest.js");
    paths::write(&rest_file, joining(&rest, parts.doors)?.as_bytes())?;
    Ok(Fallback {
        first: bundled(&entry)?,
        rest: bundled(&rest_file)?,
    })
}

/// Compiles a module to JavaScript.
fn compiled_to_script(folder: &Path, name: &str, wasm: &[u8]) -> Result<String, Failure> {
    let file = folder.join(name).with_extension("mvp.wasm");
    let script = folder.join(name).with_extension("mvp.js");
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

/// Replaces what stands exactly once in what wasm2js writes.
fn replaced(script: &str, old: &str, new: &str) -> Result<String, Failure> {
    if script.matches(old).count() == 1 {
        return Ok(script.replace(old, new));
    }
    Err(Failure::new(
        format!("wasm2js does not write `{old}` exactly once any more"),
        "see what it writes, and change crates/release/src/fallback.rs",
    ))
}

/// The first part, which shows the rest its table, and tells it when its memory has grown and lies
/// elsewhere.
fn growing(script: &str) -> Result<String, Failure> {
    let grown = "   buffer = newBuffer;\n";
    let told = format!("{grown}   seers.forEach((see) => see());\n");
    let script = replaced(script, grown, &told)?;
    let table = split::TABLE;
    Ok(format!(
        "{script}export const seers = [], {table} = retasmFunc.{table};\n"
    ))
}

/// The rest as a function of the first part: wasm2js would give it a memory of its own.
fn joining(script: &str, (begin, count): (u64, usize)) -> Result<String, Failure> {
    let own_import = "import * as p from 'p';\n";
    let script = replaced(script, own_import, "")?;
    if script.contains("import * as") {
        return Err(Failure::new(
            "the rest of the widget imports more than its first part",
            "wasm2js helps itself so with 64-bit numbers: give no function that both parts use \
             such an argument or result",
        ));
    }
    let script = replaced(&script, " memory.grow = __wasm_memory_grow;\n", "")?;
    let see: String = [
        "Int8", "Int16", "Int32", "Uint8", "Uint16", "Uint32", "Float32", "Float64",
    ]
    .map(|kind| {
        let heap = kind
            .replace("Uint", "U")
            .replace("Int", "")
            .replace("Float", "F");
        format!("HEAP{heap} = new {kind}Array(buffer); ")
    })
    .concat();
    let script = replaced(
        &script,
        " function __wasm_memory_grow(pagesToAdd) {\n",
        &format!(
            " p.seers.push(() => {{ buffer = memory.buffer; {see}}});\n \
             function __wasm_memory_grow(pagesToAdd) {{\n"
        ),
    )?;
    let Some((code, _)) = script.split_once("\nvar memasmFunc") else {
        return replaced(&script, "\nvar memasmFunc", "");
    };
    Ok(format!(
        "{code}\nexport default (p) => {{\n  const made = asmFunc({{ p }});\n  for (let at = 0; at < \
         {count}; ++at) p.{}[{begin} + at] = made[`d${{at}}`];\n}};\n",
        split::TABLE
    ))
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

    /// The frame that wasm2js puts around a module which imports its memory and its table.
    const JOINED: &str = "import * as p from 'p';

function asmFunc(imports) {
 var p = imports.p;
 var memory = p.m0;
 var buffer = memory.buffer;
 memory.grow = __wasm_memory_grow;
 function __wasm_memory_grow(pagesToAdd) {
 }
 return { \"d0\": $0 };
}

var memasmFunc = new ArrayBuffer(65536);
var retasmFunc = asmFunc({});
";

    #[test]
    fn the_rest_becomes_a_function_of_the_first_part() {
        let joined = joining(JOINED, (153, 1)).expect("the frame is known");
        assert!(!joined.contains("import "), "{joined}");
        assert!(!joined.contains("memory.grow ="), "{joined}");
        assert!(!joined.contains("new ArrayBuffer(65536)"), "{joined}");
        assert!(
            joined.contains("HEAPU8 = new Uint8Array(buffer)"),
            "{joined}"
        );
        assert!(
            joined.contains("HEAPF64 = new Float64Array(buffer)"),
            "{joined}"
        );
        assert!(joined.contains("p.t0[153 + at]"), "{joined}");
    }

    #[test]
    fn a_rest_that_imports_more_than_the_first_part_is_refused() {
        let helped = JOINED.replace("'p';\n", "'p';\nimport * as env from 'env';\n");
        assert!(joining(&helped, (153, 1)).is_err());
        assert!(growing("no memory grows here").is_err());
    }
}
