//! The accessibility checker, run inside a page.
//!
//! What it cannot decide ("incomplete") fails as well: nobody would look at it otherwise.

use serde_json::{Value, json};

use crate::site::Visit;

/// The rules: WCAG 2.2 at levels A and AA, and what the checker's authors hold to be good practice.
const TAGS: [&str; 6] = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
];

/// Rules that are not tried unless they are asked for. Who speaks to a computer says what they read:
/// a control must answer to that.
const ALSO: [&str; 2] = ["label-content-name-mismatch", "css-orientation-lock"];

const SCRIPT: &str = "
    const result = await axe.run(document, {
        runOnly: { type: 'tag', values: arguments[0] },
        rules: Object.fromEntries(arguments[2].map((rule) => [rule, { enabled: true }])
            .concat(arguments[1].map((rule) => [rule, { enabled: false }]))),
        resultTypes: ['violations', 'incomplete'],
    });
    const told = (kind) => result[kind].map((rule) => {
        const where = rule.nodes.map((node) => node.target.flat().join(' ') + ': '
            + node.any.concat(node.all, node.none).map((check) => check.message).join('; '));
        return `${kind} of ${rule.id} (${rule.help})\\n      ${where.join('\\n      ')}`;
    });
    return { found: told('violations').concat(told('incomplete')), passed: result.passes.length };
";

/// Every rule that the page breaks or may break, but those left `out`, each with where and why.
/// Empty: none.
#[track_caller]
pub fn findings(visit: &Visit<'_>, out: &[&str]) -> Vec<String> {
    let result = (visit.browser).run_async(SCRIPT, vec![json!(TAGS), json!(out), json!(ALSO)]);
    assert!(
        result["passed"].as_u64().is_some_and(|passed| passed > 10),
        "the accessibility checker has checked nothing"
    );
    let found = result["found"].as_array().map(Vec::as_slice);
    found
        .unwrap_or_default()
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}
