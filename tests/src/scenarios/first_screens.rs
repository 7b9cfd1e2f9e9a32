//! The start and the first question, which stand before the widget is there: what can be done on them
//! before, while and after it comes, and where they must not stand.

use fantoccini::key::Key;
use serde_json::{Value, json};

use super::loading::{fallback_shows, inject_loader, until_told};
use crate::browsers::Browser;
use crate::cases::{CHEST_PAIN, routine};
use crate::site::{HostPage, Visit};
use crate::widget::Widget;

super::scenarios! {
    in every engine: [
        the_first_question_is_ticked_before_the_widget_is_there,
        what_stands_is_taken_over_at_the_next_press,
        continue_before_the_widget_waits_for_it,
        back_before_the_widget_loses_no_answer,
        continue_without_an_answer_is_told_before_the_widget,
        a_widget_that_never_comes_leaves_the_emergency_line,
        under_strict_policies_the_first_screens_stand,
        what_stands_first_is_what_the_widget_draws,
        two_widgets_stand_apart,
        the_widget_without_webassembly_takes_over,
    ]
    in one engine: [
        kept_answers_and_own_colours_wait_for_the_widget,
        a_restart_before_the_widget_forgets_what_was_ticked,
        a_restart_of_what_stands_is_the_widgets,
        the_second_half_of_a_double_click_ticks_nothing,
        the_keyboard_works_before_the_widget,
        a_header_that_stays_covers_no_first_question,
        about_this_tool_waits_for_the_widget,
        a_stop_of_the_widget_behind_what_stands_is_told,
        without_the_first_screens_the_widget_comes_alone,
        first_screens_that_were_changed_never_run,
        what_regions_and_languages_differ_in_is_filled_in,
    ]
}

/// Keeps every event of the widget, in its order.
const EARS: &str = "
    window.heard = [];
    for (const name of ['ready', 'start', 'step', 'complete', 'cta', 'error'])
        document.addEventListener(`wts-${name}`, ({ detail }) =>
            heard.push([name, detail.step ?? detail.code ?? null]));
";

fn wasm(path: &str) -> bool {
    path.ends_with("_bg.wasm")
}

/// The first screens' own file.
fn first(path: &str) -> bool {
    path.ends_with("-first.js")
}

fn heard(visit: &Visit<'_>) -> Value {
    visit.browser.run("return heard", vec![])
}

/// A page whose widget does not come before it is let go.
fn held() -> HostPage {
    HostPage::plain().script(EARS).holding(wasm)
}

/// Opens a page, and waits until its first screen stands without the widget.
#[track_caller]
fn opened(page: HostPage, browser: &Browser) -> (Visit<'_>, Widget<'_>) {
    let visit = page.open(browser);
    let widget = visit.silent_widget(0);
    widget.until_shown();
    assert!(widget.stands_before(), "the widget has not come");
    (visit, widget)
}

/// Lets the widget come, behind what stands.
#[track_caller]
fn come(visit: &Visit<'_>, widget: Widget<'_>) {
    visit.let_go();
    widget.until_ready();
}

fn text(widget: Widget<'_>) -> String {
    let text = widget.ask("return inside.innerText", &[]);
    text.as_str().unwrap_or_default().to_owned()
}

fn the_first_question_is_ticked_before_the_widget_is_there(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    assert_eq!(widget.screen().kind, "start");
    assert!(!fallback_shows(&visit), "the clinic's own text makes room");
    assert!(text(widget).contains("999"), "{}", text(widget));
    widget.start();
    widget.until_focus_is_on(".wts-title");
    assert_eq!(widget.question(), CHEST_PAIN[0].0);
    widget.choose(CHEST_PAIN[0].1);
    assert_eq!(
        heard(&visit),
        json!([]),
        "nothing of a widget that is not there"
    );
    // Not a node is replaced while it is used, and the focus stays.
    let note = "window.used = one('input:checked'); window.lit = focused(); return true";
    widget.ask(note, &[]);
    come(&visit, widget);
    let same = "return used.isConnected && used.checked && focused() === lit";
    assert_eq!(widget.ask(same, &[]), json!(true));
    assert!(widget.stands_before());
    let told = json!([["ready", null], ["start", null], ["step", 1]]);
    assert_eq!(heard(&visit), told);
    widget.carry_on();
    widget.until_words_came();
    assert_eq!(widget.question(), CHEST_PAIN[1].0);
    widget.until_focus_is_on(".wts-title");
    assert!(!widget.stands_before(), "the widget is seen");
    let told = json!([["ready", null], ["start", null], ["step", 1], ["step", 2]]);
    assert_eq!(heard(&visit), told);
    widget.back();
    assert_eq!(widget.chosen(), [CHEST_PAIN[0].1], "the tick went along");
}

fn what_stands_is_taken_over_at_the_next_press(browser: &Browser) {
    let visit = HostPage::plain().script(EARS).open(browser);
    let widget = visit.widget();
    assert_eq!(heard(&visit), json!([["ready", null]]));
    if widget.stands_before() {
        let hidden = "return [...root.children].filter((child) => child.hidden).length";
        assert_eq!(widget.ask(hidden, &[]), json!(1), "the widget is behind");
    }
    widget.play(routine());
    assert_eq!(widget.screen().outcome.as_ref(), Some(&routine().outcome));
    let frames = widget.ask("return root.querySelectorAll('.wts').length", &[]);
    assert_eq!(frames, json!(1), "nothing is left of what stood");
    let all = heard(&visit);
    let all = all.as_array().expect("a list");
    assert_eq!(all.len(), routine().answers.len() + 3, "{all:?}");

    // Ticked while it is there, and behind: nothing is lost either.
    let (visit, widget) = opened(held(), browser);
    widget.start();
    come(&visit, widget);
    widget.choose("chest");
    widget.choose("none");
    assert_eq!(widget.chosen(), ["none"]);
    widget.carry_on();
    widget.until_words_came();
    assert_eq!(widget.question(), "now_2");
}

fn continue_before_the_widget_waits_for_it(browser: &Browser) {
    for (option, next) in [("none", "now_2"), CHEST_PAIN_FIRST] {
        let (visit, widget) = opened(held(), browser);
        widget.start();
        widget.choose(option);
        widget.carry_on();
        assert_eq!(widget.screen().kind, "waiting");
        widget.until_focus_is_on(".wts-title");
        let told = text(widget);
        let (number, doctor) = (told.find("999"), told.contains("a GP"));
        assert!(number.is_some(), "{told}");
        assert_eq!(doctor, option == "none", "{told}");
        come(&visit, widget);
        widget.until_words_came();
        assert_eq!(widget.question(), next);
        widget.until_focus_is_on(".wts-title");
        let told = json!([["ready", null], ["start", null], ["step", 1], ["step", 2]]);
        assert_eq!(heard(&visit), told);
        widget.back();
        assert_eq!(widget.chosen(), [option]);
    }
}

/// A sign, and the question that it leads to.
const CHEST_PAIN_FIRST: (&str, &str) = (CHEST_PAIN[0].1, CHEST_PAIN[1].0);

fn back_before_the_widget_loses_no_answer(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.start();
    widget.choose(CHEST_PAIN[0].1);
    widget.carry_on();
    widget.back();
    assert_eq!(widget.chosen(), [CHEST_PAIN[0].1]);
    widget.back();
    assert_eq!(widget.screen().kind, "start");
    come(&visit, widget);
    assert_eq!(widget.screen().kind, "start", "it stays");
    widget.start();
    assert_eq!(widget.chosen(), [CHEST_PAIN[0].1], "the widget knows it");
    let told = json!([
        ["ready", null],
        ["start", null],
        ["step", 1],
        ["start", null],
        ["step", 1]
    ]);
    assert_eq!(heard(&visit), told);
}

fn continue_without_an_answer_is_told_before_the_widget(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.start();
    widget.carry_on();
    assert!(widget.screen().error);
    widget.until_focus_is_on(".wts-error-summary");
    let described = "const ids = one('fieldset').getAttribute('aria-describedby').split(' ');
        return ids.every((id) => root.getElementById(id)) && ids.length";
    let with_error = widget.ask(described, &[]).as_u64();
    widget.click_on(".wts-error-link");
    widget.until_focus_is_on("input");
    widget.choose("none");
    assert!(!widget.screen().error, "an answer takes the box away");
    let without = widget.ask(described, &[]).as_u64();
    assert_eq!(without.map(|count| count + 1), with_error);
    widget.unchoose("none");
    come(&visit, widget);
    widget.carry_on();
    assert!(widget.screen().error, "the widget says the same");
    widget.until_focus_is_on(".wts-error-summary");
    assert_eq!(widget.question(), CHEST_PAIN[0].0);
}

fn a_widget_that_never_comes_leaves_the_emergency_line(browser: &Browser) {
    let core = |path: &str| wasm(path) || path.ends_with("-fallback.js");
    for (code, page) in [
        ("network", held().losing(core)),
        ("bad-file", held().without(core)),
        ("integrity", held().altering(core)),
    ] {
        let (visit, widget) = opened(page, browser);
        widget.start();
        widget.choose(CHEST_PAIN[0].1);
        widget.carry_on();
        assert!(text(widget).contains("999"), "{code}: while it waits");
        visit.let_go();
        let told = until_told(&visit);
        assert!(told.contains(&format!("({code})")), "{code}: {told}");
        assert!(fallback_shows(&visit), "{code}: the clinic's own text");
        let seen = "const help = one('.wts-help');
            return !!help && help.getClientRects().length > 0 && help.innerText";
        let help = widget.ask(seen, &[]);
        let help = help.as_str().unwrap_or_default();
        assert!(help.contains("999"), "{code}: the emergency line: {help}");
        assert!(!widget.has("button"), "{code}: no dead button is left");
        assert_eq!(heard(&visit), json!([["error", code]]));
    }
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

fn the_widget_without_webassembly_takes_over(browser: &Browser) {
    let page = HostPage::plain()
        .script(EARS)
        .script("delete window.WebAssembly;")
        .loader("")
        .holding(|path| path.ends_with("-fallback.js"));
    let visit = page.open(browser);
    inject_loader(browser);
    let widget = visit.silent_widget(0);
    widget.until_shown();
    widget.start();
    widget.choose("none");
    come(&visit, widget);
    assert!(widget.stands_before());
    widget.carry_on();
    widget.until_words_came();
    assert_eq!(widget.question(), "now_2");
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

fn a_restart_before_the_widget_forgets_what_was_ticked(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.start();
    widget.choose("chest");
    widget.run_restart();
    widget.until_focus_is_on(".wts-title");
    come(&visit, widget);
    assert_eq!(widget.screen().kind, "start");
    widget.start();
    assert_eq!(widget.chosen(), [""; 0]);
}

fn a_restart_of_what_stands_is_the_widgets(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.start();
    widget.choose("chest");
    come(&visit, widget);
    widget.run_restart();
    assert!(!widget.stands_before(), "the widget is seen");
    widget.start();
    assert_eq!(widget.chosen(), [""; 0]);
}

fn the_second_half_of_a_double_click_ticks_nothing(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.double_click_on(".wts-start");
    assert_eq!(widget.question(), CHEST_PAIN[0].0);
    assert_eq!(widget.chosen(), [""; 0]);
    come(&visit, widget);

    // And one that ends on the widget.
    let (visit, widget) = opened(held(), browser);
    come(&visit, widget);
    widget.double_click_on(".wts-start");
    assert_eq!(widget.question(), CHEST_PAIN[0].0);
    assert_eq!(widget.chosen(), [""; 0]);
}

fn the_keyboard_works_before_the_widget(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.start_by_keyboard();
    widget.until_focus_is_on(".wts-title");
    widget.choose_by_keyboard("chest");
    // Enter in a field presses Continue, and the answers go nowhere.
    let address = browser.run("return location.href", vec![]);
    widget.changing(|| widget.press(Key::Enter));
    assert_eq!(widget.screen().kind, "waiting");
    come(&visit, widget);
    widget.until_words_came();
    assert_eq!(widget.question(), CHEST_PAIN[1].0);
    assert_eq!(browser.run("return location.href", vec![]), address);
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

fn about_this_tool_waits_for_the_widget(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.changing(|| widget.click_on(".wts-about"));
    assert_eq!(widget.screen().kind, "waiting");
    widget.back();
    assert_eq!(widget.screen().kind, "start");
    widget.changing(|| widget.click_on(".wts-about"));
    come(&visit, widget);
    widget.until_words_came();
    assert_eq!(widget.screen().kind, "about");
    assert_eq!(heard(&visit), json!([["ready", null]]));
}

fn a_stop_of_the_widget_behind_what_stands_is_told(browser: &Browser) {
    let (visit, widget) = opened(held(), browser);
    widget.start();
    come(&visit, widget);
    let trap = "const script = document.createElement('script');
         script.type = 'module';
         script.src = '/core/trap.js';
         document.head.append(script)";
    browser.run(trap, vec![]);
    let told = until_told(&visit);
    assert!(told.contains("(crash)"), "{told}");
    assert!(fallback_shows(&visit));
    assert!(text(widget).contains("999") && !widget.has("button"));
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
