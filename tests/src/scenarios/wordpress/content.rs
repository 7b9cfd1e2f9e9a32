//! What WordPress does to the content of a page: paragraphs, quotes, shortcodes, rights.

use serde_json::{Value, json};

use super::{Member, Site, visit};
use crate::browsers::Browser;

super::scenarios! {
    in one engine: [
        shortcodes_and_blocks_come_through_whatever_wordpress_does,
        nothing_that_an_author_writes_runs,
    ]
}

/// What an element says of a clinic that has said nothing.
const PLAIN: &str = "In pain, or unsure whom to see? Please contact us.";

/// Content, and of each element in the page some attributes and the text.
type Content = (&'static str, Vec<(Value, &'static str)>);

/// Content, and what must be said of each element in the page: its attributes, and its text before the
/// line about an emergency.
fn shortcodes() -> Vec<Content> {
    let plain = PLAIN;
    let gb = || json!({ "region": "GB" });
    vec![
        ("[who_to_see region=\"GB\"]", vec![(gb(), plain)]),
        (
            "Before\n\n[who_to_see region=GB]\n\nAfter",
            vec![(gb(), plain)],
        ),
        ("Before [who_to_see region='GB'] after", vec![(gb(), plain)]),
        ("Before\n[who_to_see region=gb]\nAfter", vec![(gb(), plain)]),
        (
            "[who_to_see region=\u{201d}GB\u{201d} preset=\u{201c}warm\u{201d}]",
            vec![(json!({ "region": "GB", "preset": "warm" }), plain)],
        ),
        (
            "[who_to_see region=&#8221;GB&#8243; theme=&quot;dark&quot;]",
            vec![(json!({ "region": "GB", "theme": "dark" }), plain)],
        ),
        (
            "[who_to_see region=\"GB\"]\n\nPhone <a href=\"tel:+442079460123\">us</a>.\n\nOr <em>write</em>.\n\n[/who_to_see]",
            vec![(gb(), "Phone us. Or write.")],
        ),
        (
            "[who_to_see region=\"GB\" kiosk heading_level=\"3\" preset=\"loud\" onclick=\"x\"]",
            vec![(
                json!({ "region": "GB", "kiosk": "", "heading-level": "3", "preset": "calm", "onclick": null }),
                plain,
            )],
        ),
        (
            "<ul><li>[who_to_see region=\"GB\" id=\"a\"]</li></ul>\n\n<div>[who_to_see region=\"GB\" id=\"b\"]</div>",
            vec![
                (json!({ "region": "GB", "id": "a" }), plain),
                (json!({ "region": "GB", "id": "b" }), plain),
            ],
        ),
        // A country without numbers gets nobody else's.
        (
            "[who_to_see region=\"other\"]",
            vec![(json!({ "region": null }), plain)],
        ),
        (
            "[who_to_see region=\"FR\"]",
            vec![(json!({ "region": "FR" }), plain)],
        ),
    ]
}

/// The same of blocks, and of shortcodes inside blocks.
fn blocks() -> Vec<Content> {
    let plain = PLAIN;
    let gb = || json!({ "region": "GB" });
    vec![
        (
            "<!-- wp:who-to-see/check {\"region\":\"GB\",\"preset\":\"clear\",\"headingLevel\":\"4\",\"fallback\":\"Ring \\u0022us\\u0022 [gallery] \\u0026 come\"} /-->",
            vec![(
                json!({ "region": "GB", "preset": "clear", "heading-level": "4", "class": "wp-block-who-to-see-check" }),
                "Ring \"us\" [gallery] & come",
            )],
        ),
        (
            "<!-- wp:group {\"layout\":{\"type\":\"constrained\"}} --><div class=\"wp-block-group\"><!-- wp:columns --><div class=\"wp-block-columns\"><!-- wp:column --><div class=\"wp-block-column\"><!-- wp:who-to-see/check {\"region\":\"GB\",\"align\":\"wide\"} /--></div><!-- /wp:column --></div><!-- /wp:columns --></div><!-- /wp:group -->",
            vec![(
                json!({ "region": "GB", "class": "alignwide wp-block-who-to-see-check" }),
                plain,
            )],
        ),
        (
            "<!-- wp:shortcode -->\n[who_to_see region=\"GB\"]\n<!-- /wp:shortcode -->",
            vec![(gb(), plain)],
        ),
        (
            "<!-- wp:paragraph --><p>See [who_to_see region=\"GB\"] here.</p><!-- /wp:paragraph -->",
            vec![(gb(), plain)],
        ),
    ]
}

/// Reads a page as a browser does, and gives of each element those attributes and the text.
const READ: &str = "
    const [address, wanted] = arguments;
    const html = await (await fetch(address)).text();
    const page = new DOMParser().parseFromString(html, 'text/html');
    const text = (node) => node.textContent.replace(/\\s+/g, ' ').trim();
    return [...page.querySelectorAll('who-to-see')].map((host, place) => [
        Object.fromEntries(Object.keys(wanted[place] || {}).map((name) => [name, host.getAttribute(name)])),
        text(host),
        host.children.length,
    ])";

fn shortcodes_and_blocks_come_through_whatever_wordpress_does(browser: &Browser) {
    for name in ["block", "classic"] {
        let site = Site::named(name);
        let author = Member::sign_in(browser, site, "author");
        for (content, expected) in [shortcodes(), blocks()].concat() {
            let address = author.publish("posts", content);
            let wanted: Vec<_> = expected.iter().map(|(attributes, _)| attributes).collect();
            let found = browser.run_async(READ, vec![json!(address), json!(wanted)]);
            let expected: Vec<_> = expected
                .iter()
                .map(|(attributes, text)| {
                    let call = match attributes["region"].as_str() {
                        Some("GB") => "In an emergency, call 999.",
                        _ => "In an emergency, call your local emergency number.",
                    };
                    json!([attributes, format!("{text} {call}"), 1])
                })
                .collect();
            assert_eq!(found, json!(expected), "{name}: {content}");
        }
    }
}

fn nothing_that_an_author_writes_runs(browser: &Browser) {
    let site = Site::named("classic");
    let hostile = [
        "[who_to_see region='\"><img src=x onerror=window.hit=1>' preset='\" onfocus=\"window.hit=1' id='\"><svg onload=window.hit=1>']<script>window.hit=1</script><img src=x onerror=window.hit=1><a href=\"javascript:window.hit=1\" onclick=\"window.hit=1\">x</a>[/who_to_see]",
        "[who_to_see config='{\"telephone\":\"0900 123456\"}' base-url='https://evil.example/' result-event debug][/who_to_see]",
        "<!-- wp:who-to-see/check {\"region\":\"\\u0022\\u003e\\u003cimg src=x onerror=window.hit=1\\u003e\",\"fallback\":\"\\u003cimg src=x onerror=window.hit=1\\u003e\",\"className\":\"\\u0022 onfocus=\\u0022window.hit=1\",\"preset\":[\"x\"],\"config\":\"{}\",\"base-url\":\"https://evil.example/\"} /-->",
    ];
    for content in hostile {
        let author = Member::sign_in(browser, site, "author");
        let address = author.publish("posts", content);
        let _widget = visit(browser, &address);
        let found = browser.run(
            "const host = document.querySelector('who-to-see');
             const names = [host, ...host.querySelectorAll('*')].flatMap((one) => one.getAttributeNames());
             return [
                 window.hit === undefined,
                 names.filter((name) => /^on|^(config|debug|result-event)$/.test(name)),
                 [...host.querySelectorAll('a')].map((link) => link.protocol).filter((name) => !/^(https?|tel|mailto):$/.test(name)),
                 [...host.querySelectorAll('img,svg,script')].length,
                 host.getAttribute('base-url').startsWith(location.origin),
             ]",
            vec![],
        );
        assert_eq!(found, json!([true, [], [], 0, true]), "{content}");
    }
}
