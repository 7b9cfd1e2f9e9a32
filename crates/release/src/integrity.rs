//! Seals the widget: each file knows the hash of the files that it brings.
//!
//! The loader knows the first screens, the glue and the Wasm, the glue knows the others. Then a page that names the
//! hash of its loader has named every byte, and no file can meet one of another release.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256, Sha384};

use tooling::Failure;

use crate::files::{Core, LOADER};

/// What a browser is told that a file must hash to. Every page with the widget loads these, so they
/// are as short as the standard allows.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(bytes)))
}

/// What an owner's page is told that a file must hash to: in the manifest, and in the lines that pin one
/// version. The one that others write, too.
pub fn pinned(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64.encode(Sha384::digest(bytes)))
}

/// The core, with a glue that knows the hashes of what is fetched after it.
pub fn core(mut core: Core) -> Core {
    let files = [("words", &core.words)];
    let fallback = core.fallback.iter().map(|bytes| ("fallback", bytes));
    let hashes = files
        .into_iter()
        .chain(fallback)
        .map(|(name, bytes)| format!("{name}:\"{}\"", integrity(bytes)));
    let hashes: Vec<_> = hashes.collect();
    let line = format!("export const hashes={{{}}};\n", hashes.join(","));
    core.glue.extend_from_slice(line.as_bytes());
    core
}

/// The files that the loader itself brings.
pub struct Sealed<'c> {
    /// The glue, which knows the hashes of the others.
    pub glue: &'c [u8],
    /// The compiled widget.
    pub wasm: &'c [u8],
    /// The first screens.
    pub first: &'c [u8],
}

impl<'c> Sealed<'c> {
    /// Those of a core.
    pub fn of(core: &'c Core) -> Self {
        Sealed {
            glue: &core.glue,
            wasm: &core.wasm,
            first: &core.first,
        }
    }
}

/// The loader, which knows its release, where the sealed core lies, and what it must be.
pub fn loader(source: &str, folder: &str, sealed: &Sealed<'_>) -> Result<String, Failure> {
    let [glue, wasm, first] = [sealed.glue, sealed.wasm, sealed.first].map(integrity);
    let constants = [
        ("VERSION = \"dev\"", env!("CARGO_PKG_VERSION")),
        ("CORE = \"core/\"", &format!("{folder}/")),
        ("GLUE_HASH = \"\"", &glue),
        ("WASM_HASH = \"\"", &wasm),
        ("FIRST_HASH = \"\"", &first),
    ];
    let mut loader = source.to_owned();
    for (constant, value) in constants {
        if loader.matches(constant).count() != 1 {
            return Err(Failure::new(
                format!("embed/{LOADER} does not hold `{constant}` exactly once"),
                "a build puts a value of its own there: keep it in one constant",
            ));
        }
        let (name, _) = constant.split_once(" = ").unwrap_or((constant, ""));
        loader = loader.replace(constant, &format!("{name} = \"{value}\""));
    }
    Ok(loader)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> Core {
        core(Core {
            glue: b"export {};\n".to_vec(),
            wasm: b"wasm".to_vec(),
            words: b"words".to_vec(),
            first: b"first".to_vec(),
            fallback: Some(b"fallback".to_vec()),
        })
    }

    #[test]
    fn the_glue_knows_what_comes_after_it() {
        let glue = String::from_utf8(made().glue).expect("it is text");
        for file in [&b"words"[..], b"fallback"] {
            assert!(glue.contains(&integrity(file)), "{glue}");
        }
    }

    #[test]
    fn the_loader_knows_the_sealed_glue_and_the_wasm() {
        let source = "VERSION = \"dev\"; CORE = \"core/\"; GLUE_HASH = \"\"; WASM_HASH = \"\"; \
                      FIRST_HASH = \"\";";
        let core = made();
        let sealed = loader(source, "core-1", &Sealed::of(&core)).expect("it holds all of them");
        let expected = format!(
            "VERSION = \"{}\"; CORE = \"core-1/\"; GLUE_HASH = \"{}\"; WASM_HASH = \"{}\"; \
             FIRST_HASH = \"{}\";",
            env!("CARGO_PKG_VERSION"),
            integrity(&core.glue),
            integrity(&core.wasm),
            integrity(&core.first)
        );
        assert_eq!(sealed, expected);
    }

    #[test]
    fn a_loader_without_one_of_the_constants_is_refused() {
        let failure = loader("CORE = 'core/';", "core-1", &Sealed::of(&made()))
            .expect_err("they are missing");
        assert!(failure.to_string().contains("exactly once"), "{failure}");
    }

    #[test]
    fn an_integrity_is_what_browsers_compute() {
        let empty = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(integrity(b""), empty);
    }
}
