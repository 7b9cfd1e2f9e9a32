//! Where the first screens stand before the widget is there, what they look like, and where they must
//! not stand.

use serde_json::json;

use super::first_screens::{EARS, come, heard, held, opened, text, wasm};
use crate::browsers::Browser;
use crate::cases::{CHEST_PAIN, routine};
use crate::site::HostPage;

super::scenarios! {
    in every engine: [
        under_strict_policies_the_first_screens_stand,
        what_stands_first_is_what_the_widget_draws,
        two_widgets_stand_apart,
    ]
    in one engine: [
        kept_answers_and_own_colours_wait_for_the_widget,
        a_header_that_stays_covers_no_first_question,
        without_the_first_screens_the_widget_comes_alone,
        first_screens_that_were_changed_never_run,
        whenever_a_widget_comes_it_wears_what_has_come,
        what_regions_and_languages_differ_in_is_filled_in,
    ]
}

/// The first screens' own file.
fn first(path: &str) -> bool {
    path.ends_with("-first.js")
}

fn under_strict_policies_the_first_screens_stand(browser: &Browser) {
    let strict = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
    let trusted = "require-trusted-types-for 'script'; trusted-types 'none'";
    for policy in [
        strict,
        trusted,
        "script-src 'nonce-R4nd0m' 'wasm-unsafe-eval'",
    ] {
        let loader = "<script async nonce=\"R4nd0m\" src=\"/who-to-see.js\"></script>";
        let page = held().loader(loader).policy(policy);
        let (visit, widget) = opened(page, browser);
        let look = "const style = getComputedStyle(one('.wts-start'));
            return parseFloat(style.minHeight) >= 44";
        assert_eq!(widget.ask(look, &[]), json!(true), "{policy}: it is styled");
        widget.start();
        widget.choose("none");
        come(&visit, widget);
        widget.carry_on();
        widget.until_words_came();
        assert_eq!(widget.question(), "now_2", "{policy}");
    }
}

/// A tree without what tells two of them apart: the numbers in ids, how a screen came, and the region
/// that announces.
const TREE: &str = "
    const tree = (node) => {
        if (node.nodeType === 3) return node.data;
        if (node.nodeType !== 1 || node.getAttribute('role') === 'status') return null;
        const names = node.getAttributeNames().sort();
        const value = (name) => node.getAttribute(name).replace(/wts(-first)?\\d+-/g, '')
            .replace(' wts-arrived', '');
        return [node.namespaceURI, node.localName, names.map((name) => [name, value(name)]),
            [...node.childNodes].map(tree).filter((child) => child !== null)];
    };
    const [before, behind] = root.querySelectorAll('.wts');
    return [tree(before), tree(behind)].map((one) => JSON.stringify(one));
";

fn what_stands_first_is_what_the_widget_draws(browser: &Browser) {
    let pages = [
        ("", ""),
        ("heading-level=\"1\"", ""),
        ("heading-level=\"5\" preset=\"warm\"", ""),
        ("heading-level=\"7\" preset=\"loud\" theme=\"pink\"", ""),
        ("preset=\"clear\" theme=\"dark\"", ""),
        ("theme=\"light\"", "body { background: #111 }"),
        ("", "body { background: #111 }"),
        (
            "",
            "main { background: rgb(0 0 0 / 40%) } body { background: #eee }",
        ),
        ("", "body { background: oklch(0.2 0.1 250) }"),
        ("", "body { background: color(srgb 0.1 0.1 0.1) }"),
        ("", ":root { color-scheme: dark }"),
    ];
    for (attributes, style) in pages {
        let page = HostPage::with_body(&format!("<main>{}</main>", HostPage::element(attributes)));
        for start in [false, true] {
            let page = page.clone().style(style).script(EARS).holding(wasm);
            let (visit, widget) = opened(page, browser);
            if start {
                widget.start();
            }
            come(&visit, widget);
            let trees = widget.ask(TREE, &[]);
            assert!(trees[0].as_str().is_some_and(|tree| tree.len() > 500));
            assert_eq!(trees[0], trees[1], "{attributes} {style}");
        }
    }
}

fn two_widgets_stand_apart(browser: &Browser) {
    let element = HostPage::element("");
    let page = HostPage::with_body(&format!("<main>{element}{element}</main>"));
    let (visit, one) = opened(page.script(EARS).holding(wasm), browser);
    let other = visit.silent_widget(1);
    other.until_shown();
    for widget in [one, other] {
        widget.start();
    }
    one.choose("chest");
    other.choose("none");
    let ids = "return [...document.querySelectorAll('who-to-see')].flatMap((host) =>
        [...host.shadowRoot.querySelectorAll('[id]')].map((node) => node.id))";
    let ids = browser.run(ids, vec![]);
    let mut ids: Vec<_> = ids.as_array().into_iter().flatten().collect();
    let count = ids.len();
    ids.sort_by_key(|id| id.to_string());
    ids.dedup();
    assert!(count > 0 && ids.len() == count, "{ids:?}");
    visit.let_go();
    one.until_ready();
    other.until_ready();
    one.carry_on();
    one.until_words_came();
    assert_eq!(one.question(), CHEST_PAIN[1].0);
    assert_eq!(
        other.chosen(),
        ["none"],
        "it has nothing to do with the first"
    );
    other.carry_on();
    other.until_words_came();
    assert_eq!(other.question(), "now_2");
}

fn kept_answers_and_own_colours_wait_for_the_widget(browser: &Browser) {
    let keep = "sessionStorage.setItem('who-to-see:0', 'old'); ";
    let element = |attributes: &str| HostPage::with_body(&HostPage::element(attributes));
    let pages = [
        (false, element("").script(keep)),
        (true, element("kiosk").script(keep)),
        (true, element("resume=\"off\"").script(keep)),
        (
            false,
            element("").style("who-to-see { --wts-brand: #7a1f3d }"),
        ),
        (true, element("").style("who-to-see { --other: #7a1f3d }")),
    ];
    for (place, (stands, page)) in pages.into_iter().enumerate() {
        let visit = page.holding(wasm).open(browser);
        let came = "return performance.getEntriesByType('resource')
            .some((entry) => entry.name.includes('-first.js') && entry.responseEnd > 0)";
        browser.until("the first screens have come", came, &[]);
        let widget = visit.silent_widget(0);
        if stands {
            widget.until_shown();
        } else {
            // What has come has run before a second module can be brought.
            browser.run_async(
                "await import('/who-to-see-again.js').catch(() => {})",
                vec![],
            );
            let nothing = widget.ask("return !inside", &[]);
            assert_eq!(nothing, json!(true), "page {place}");
        }
        visit.let_go();
        widget.until_ready();
        widget.start();
    }
}

fn a_header_that_stays_covers_no_first_question(browser: &Browser) {
    let body = format!(
        "<header>The clinic</header><div class=\"tall\"></div>{}<div class=\"tall\"></div>",
        HostPage::element("")
    );
    let style =
        "header { position: sticky; inset-block-start: 0; block-size: 120px; background: #ddd }
        .tall { block-size: 900px }";
    let page = HostPage::with_body(&body)
        .style(style)
        .script(EARS)
        .holding(wasm);
    let visit = page.open(browser);
    browser.run(
        "document.querySelector('who-to-see').scrollIntoView()",
        vec![],
    );
    let widget = visit.silent_widget(0);
    widget.until_shown();
    widget.start();
    widget.until_focus_is_on(".wts-title");
    let clear = "const { left, top } = one('.wts-title').getBoundingClientRect();
        const found = document.elementFromPoint(left + 5, top + 5);
        return top >= 0 && top < innerHeight && found === host";
    assert_eq!(widget.ask(clear, &[]), json!(true));
    visit.let_go();
}

fn without_the_first_screens_the_widget_comes_alone(browser: &Browser) {
    let visit = HostPage::plain().script(EARS).without(first).open(browser);
    let widget = visit.widget();
    assert!(!widget.stands_before());
    widget.play(routine());
    assert_eq!(heard(&visit)[0], json!(["ready", null]));
}

fn first_screens_that_were_changed_never_run(browser: &Browser) {
    let visit = HostPage::plain().altering(first).open(browser);
    visit.widget().start();
    let altered = browser.run("return !!window.altered", vec![]);
    assert_eq!(altered, json!(false), "what was changed has run");
}

/// Whether the widget wears the styles of the first screens, and those of the rest.
const WORN: &str = "
    const own = [...root.querySelectorAll('style')].map((element) => element.sheet);
    const rules = [...(root.adoptedStyleSheets ?? []), ...own].flatMap((one) => [...one.cssRules]);
    const { minHeight } = getComputedStyle(root.querySelector('div:not(.wts) > .wts .wts-start'));
    return [parseFloat(minHeight) >= 44, rules.some((rule) => rule.cssText.includes('wts-paper'))];
";

/// Takes the first widget out of the page, and puts the first of another element into its place.
const ANEW: &str = "
    const host = document.querySelector('who-to-see');
    host.replaceWith(host.cloneNode(true));
";

/// The styles stand in the file of the first screens and in that of the rest, and nowhere else: with the
/// first lost, without constructed sheets, and for a widget that comes when both have been read.
fn whenever_a_widget_comes_it_wears_what_has_come(browser: &Browser) {
    let old =
        "for (const kind of [Document, ShadowRoot]) delete kind.prototype.adoptedStyleSheets;";
    for script in ["", old] {
        let page = HostPage::plain().script(script);
        for (page, name) in [
            (page.clone(), "all"),
            (page.clone().without(first), "first lost"),
            (page.policy("script-src 'self'"), "without WebAssembly"),
        ] {
            let visit = page.open(browser);
            visit.widget().until_whole();
            let worn = |what: &str| {
                let worn = visit.widget().ask(WORN, &[]);
                assert_eq!(worn, json!([true, true]), "{what}, {name}, {script}");
            };
            worn("the first");
            browser.run(ANEW, vec![]);
            worn("one after it");
        }
        // The rest has come before any widget stands.
        let visit = HostPage::plain().script(script).holding(wasm).open(browser);
        browser.run("window.host = document.querySelector('who-to-see')", vec![]);
        visit.silent_widget(0).until_shown();
        browser.run("host.remove()", vec![]);
        visit.let_go();
        visit.until_words_came();
        browser.run("document.body.append(host)", vec![]);
        visit.widget().until_whole();
        let worn = visit.widget().ask(WORN, &[]);
        assert_eq!(
            worn,
            json!([true, true]),
            "none stood when all came, {script}"
        );
    }
}

fn what_regions_and_languages_differ_in_is_filled_in(browser: &Browser) {
    for (region, british) in [
        ("gb", true),
        ("", false),
        ("XX", false),
        ("toString", false),
    ] {
        let body = format!("<who-to-see region=\"{region}\"></who-to-see>");
        let page = HostPage::with_body(&body).script(EARS).holding(wasm);
        let (visit, widget) = opened(page, browser);
        assert_eq!(text(widget).contains("999"), british, "{region}");
        let called = widget.has("a[href='tel:999']");
        assert_eq!(called, british, "{region}");
        let tags = widget.ask("return [inside.lang, inside.dir]", &[]);
        assert_eq!(tags, json!(["en", "ltr"]));
        come(&visit, widget);
        let trees = widget.ask(TREE, &[]);
        assert_eq!(trees[0], trees[1], "{region}");
    }
}
