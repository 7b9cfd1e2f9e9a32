//! What comes after the widget itself: the words and styles that nobody reads before the first answer.

use tooling::{Failure, paths};

/// What comes after the widget, as a JavaScript module: some pages allow scripts and no
/// other requests.
pub fn words() -> Result<Vec<u8>, Failure> {
    let broken = |message: String| Failure::new(message, "mend it, and run the command again");
    let content = content::load(&paths::root().join("content"))
        .map_err(|problems| broken(problems.to_string()))?;
    let english = content.languages.iter().find(|words| &*words.code == "en");
    let parts = english.and_then(|words| content::parts(&content.pathway, words));
    let (_, later) = parts.ok_or_else(|| {
        broken("content/ has no language `en` or no question to begin the second part".to_owned())
    })?;
    let styles = stylesheets::whole(&paths::root().join("styles"))
        .map_err(|error| broken(format!("cannot read the styles: {error}")))?;
    let whole = content::bare(&content.pathway).map_err(|error| broken(error.to_string()))?;
    let module = format!(
        "export const words = `{}\n{}`, styles = `{}`;\n",
        in_letters(&whole),
        in_template(&later),
        in_template(&styles)
    );
    Ok(module.into_bytes())
}

/// Bytes as text that every encoding writes alike: two letters for each.
fn in_letters(bytes: &[u8]) -> String {
    let letter = |half: u8| char::from(b'a' + half);
    let both = |byte: &u8| [letter(byte >> 4), letter(byte & 15)];
    bytes.iter().flat_map(both).collect()
}

/// Text as it stands between backticks.
fn in_template(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('`', "\\`")
        .replace("${", "\\${")
}
