//! Back and Forward on pages that have a hand on the history: routers, tag managers, and both.

use fantoccini::key::Key;
use serde_json::json;

use super::return_ways::{entries, kept, reload, travel, until_kind, until_question};
use crate::browsers::Browser;
use crate::cases::routine;
use crate::site::{HostPage, Visit};

super::scenarios! {
    in every engine: [
        back_is_one_question_back_whatever_has_a_hand_on_the_history,
        a_router_brings_back_the_page_and_the_widget_its_question,
        a_router_that_leaves_the_widget_standing_hears_its_own_steps,
        a_router_that_hears_first_is_told_of_no_other_place,
        steps_without_any_delay_never_leave_the_page,
    ]
    in one engine: [
        // What is thrown is caught in the same way everywhere.
        a_history_that_throws_stops_nobody,
        // Libraries: what they do to the history stands among the hands above, in every engine.
        back_is_one_question_back_with_turbo,
        back_is_one_question_back_with_turbolinks,
        back_is_one_question_back_with_htmx,
        back_is_one_question_back_with_htmx_4,
        back_is_one_question_back_with_page,
        back_is_one_question_back_with_navigo,
    ]
}

/// How many answers these journeys take.
const ANSWERS: usize = 2;

/// A router that marks its entries, and shows its page again where one with its mark comes back, as
/// Turbo, htmx and Astro's ClientRouter do.
const MARKS: &str = "
    history.replaceState({ pages: { id: 1 }, index: 0 }, '');
    const page = fetch(location.href).then((reply) => reply.text());
    addEventListener('popstate', async ({ state }) => {
        if (!state || !state.pages) return;
        routed++;
        const fresh = new DOMParser().parseFromString(await page, 'text/html');
        document.body.replaceWith(document.adoptNode(fresh.body));
    });
";

/// Ways to have a hand on the history. Each counts what it takes for a change of page.
const HANDS: [(&str, &str); 7] = [
    ("marks its entries", MARKS),
    (
        "a tag manager that wraps both functions",
        "for (const name of ['pushState', 'replaceState']) {
             const own = history[name];
             history[name] = function (...state) { routed++; return own.apply(this, state) };
         }",
    ),
    (
        "analytics that wrap the prototype",
        "const own = History.prototype.pushState;
         History.prototype.pushState = function (...state) { routed++; return own.apply(this, state) }",
    ),
    (
        "a wrapper that says that it is native",
        "const own = History.prototype.pushState;
         const mine = function (...state) { routed++; return own.apply(this, state) };
         mine.toString = () => 'function pushState() { [native code] }';
         History.prototype.pushState = mine;",
    ),
    (
        "a proxy",
        "const apply = (own, self, state) => { routed++; return own.apply(self, state) };
         History.prototype.pushState = new Proxy(History.prototype.pushState, { apply });
         History.prototype.replaceState = new Proxy(History.prototype.replaceState, { apply });",
    ),
    (
        "a router that collects the listeners of others",
        "const heard = [];
         addEventListener('popstate', (event) => {
             if (!event.state) return;
             routed++;
             heard.forEach((hear) => hear(event));
         });
         const listen = window.addEventListener;
         window.addEventListener = function (kind, hear, how) {
             if (kind === 'popstate') heard.push(hear);
             else listen.call(this, kind, hear, how);
         };",
    ),
    (
        "a router on the Navigation API",
        "if (window.navigation) navigation.addEventListener('navigate', (event) => {
             if (!event.canIntercept || event.hashChange || event.downloadRequest !== null) return;
             routed++;
             event.intercept({ async handler() {
                 const main = document.querySelector('main');
                 main.innerHTML = main.innerHTML;
             } });
         });",
    ),
];

/// Remembers the document and the element: neither may be another one later.
#[track_caller]
fn mark(browser: &Browser) {
    browser.run(
        "window.marked = document.querySelector('who-to-see')",
        vec![],
    );
}

#[track_caller]
fn assert_marked(browser: &Browser, way: &str) {
    let script = "return !!window.marked && document.querySelector('who-to-see') === window.marked";
    let same = browser.run(script, vec![]);
    assert_eq!(
        same,
        json!(true),
        "{way}: the page or the element is another"
    );
}

/// Answers a few questions, goes back by the browser and by the widget, and on again. The element is
/// the same all the while.
#[track_caller]
fn goes_back_and_on(visit: &Visit<'_>, way: &str) {
    visit.widget().until_whole();
    mark(visit.browser);
    back_and_on(visit, way);
    assert_marked(visit.browser, way);
}

/// The same, whatever the page does with the element.
#[track_caller]
fn back_and_on(visit: &Visit<'_>, way: &str) {
    let browser = visit.browser;
    let widget = visit.widget();
    widget.until_whole();
    widget.start();
    let answers = &routine().answers;
    for (question, options) in answers.iter().take(ANSWERS) {
        widget.answer(question, options);
    }
    let last = widget.question();
    for (question, options) in answers.iter().take(ANSWERS).rev() {
        travel(browser, -1);
        until_question(widget, question);
        assert_eq!(&widget.chosen(), options, "{way}");
    }
    travel(browser, -1);
    until_kind(widget, "start");
    travel(browser, ANSWERS as i32 + 1);
    until_question(widget, &last);
    widget.back();
    assert_eq!(widget.question(), answers[ANSWERS - 1].0, "{way}");
    travel(browser, -1);
    until_question(widget, &answers[ANSWERS - 2].0);
}

fn back_is_one_question_back_whatever_has_a_hand_on_the_history(browser: &Browser) {
    for (way, script) in HANDS {
        let script = format!("window.routed = 0; {script}");
        let visit = HostPage::plain().script(&script).open(browser);
        goes_back_and_on(&visit, way);
        let routed = browser.run("return window.routed", vec![]);
        assert_eq!(routed, json!(0), "{way}: no screen is one of its pages");
    }
}

/// Goes to another page of the router and comes back; the widget may be another one, and shows what
/// it showed.
fn a_router_brings_back_the_page_and_the_widget_its_question(browser: &Browser) {
    let visit = HostPage::plain()
        .script(&format!("window.routed = 0; {MARKS}"))
        .open(browser);
    let widget = visit.widget();
    widget.until_whole();
    widget.start();
    let answers = &routine().answers;
    for (question, options) in answers.iter().take(ANSWERS) {
        widget.answer(question, options);
    }
    let last = widget.question();
    browser.run(
        "history.pushState({ pages: { id: 2 } }, '', '/pages/prices');
         document.body.innerHTML = '<main>Prices</main>'",
        vec![],
    );
    travel(browser, -1);
    browser.until("the page is back", "return window.routed === 1", &[]);
    let widget = visit.widget();
    until_question(widget, &last);
    widget.until_whole();
    mark(browser);
    for (question, options) in answers.iter().take(ANSWERS).rev() {
        travel(browser, -1);
        until_question(widget, question);
        assert_eq!(&widget.chosen(), options);
    }
    assert_marked(browser, "back on the page");
}

fn a_router_that_leaves_the_widget_standing_hears_its_own_steps(browser: &Browser) {
    let visit = HostPage::plain()
        .script(
            "window.shown = [];
             addEventListener('popstate', ({ state }) => state && shown.push(location.pathname))",
        )
        .open(browser);
    let widget = visit.widget();
    widget.until_whole();
    widget.start();
    let question = widget.question();
    browser.run("history.pushState({}, '', '/pages/prices')", vec![]);
    travel(browser, -1);
    browser.until("the router hears of it", "return shown.length === 1", &[]);
    assert_eq!(
        browser.run("return shown", vec![]),
        json!(["/pages/clinic"])
    );
    assert_eq!(
        widget.question(),
        question,
        "nobody has moved in the widget"
    );
    travel(browser, -1);
    until_kind(widget, "start");
    assert_eq!(
        browser.run("return shown.length", vec![]),
        json!(1),
        "and this is no step of the page"
    );
}

/// Plays by script, as nobody can: to the result, changes an answer, on to the result, and clears. The
/// tab has as many entries as a browser keeps, and on those before ours somebody has pressed something:
/// Chromium drops ours first.
fn steps_without_any_delay_never_leave_the_page(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    for _ in 0..50 {
        browser.press(Key::Shift, &[]);
        browser.run("history.pushState(null, '')", vec![]);
    }
    reload(&visit);
    let address = browser.run("return location.href", vec![]);
    for _ in 0..3 {
        let widget = visit.widget();
        widget.until_whole();
        mark(browser);
        hurry(browser);
        browser.until(
            "the history has come to the start",
            "const [key] = Object.keys(history.state || {}).filter((key) => key.startsWith('who-to-see'));
             return key && history.state[key][0] === 0",
            &[],
        );
        until_kind(widget, "start");
        assert_marked(browser, "after everything was cleared");
        assert_eq!(browser.run("return location.href", vec![]), address);
        assert_eq!(kept(browser), json!([]));
        assert_eq!(reload(&visit).screen().kind, "start");
    }
}

/// Each press comes as soon as its screen is drawn, while the browser may still be on its way.
#[track_caller]
fn hurry(browser: &Browser) {
    let script = "
        const turn = () => new Promise((done) => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => { channel.port1.close(); done() };
            channel.port2.postMessage(null);
        });
        const host = document.querySelector('who-to-see');
        const find = (selector) => host.shadowRoot.querySelector(`.wts ${selector}`);
        const until = async (what, true_now) => {
            for (const end = Date.now() + 20000; !true_now(); await turn())
                if (Date.now() > end) throw new Error(`${what} never comes: ${find('').textContent.slice(0, 200)}`);
        };
        const at = (place) => until(place, () => {
            const { screen, question } = find('[data-screen]').dataset;
            return [screen, question].includes(place);
        });
        const press = async (selector) => {
            await until(selector, () => find(selector));
            find(selector).click();
        };
        const answer = async (question, options) => {
            await at(question);
            for (const option of options) {
                const input = () => find(`input[value='${option}']`);
                if (!input().checked) input().click();
                await until(option, () => input().checked);
            }
            await press('.wts-continue');
        };
        const [answers] = arguments;
        await press('.wts-start');
        for (const [question, options] of answers) await answer(question, options);
        await at('advice');
        await press('.wts-answers > div:nth-child(3) .wts-change');
        await answer(...answers[2]);
        await at('advice');
        await press('.wts-clear');
        await at('start');
        await press('.wts-start');
        await answer(answers[0][0], ['none']);
        await until('another screen', () => find('[data-screen]').dataset.question !== answers[0][0]);
        await host.restart();";
    browser.run_async(script, vec![json!(routine().answers)]);
}

/// Who came before us is told before us, and cannot be kept from it. It hears of an entry without a
/// state, at the address where it is already; a page whose loader stands first keeps it to itself.
fn a_router_that_hears_first_is_told_of_no_other_place(browser: &Browser) {
    let ears = "window.told = []; window.shown = location.href;
        addEventListener('popstate', ({ state }) => told.push([location.href === shown, state]), CAPTURE);";
    let early = "<script src=\"/who-to-see.js\"></script>";
    for capture in ["true", "false"] {
        let ears = ears.replace("CAPTURE", capture);
        let late = format!("{early}<script>{ears}</script>");
        let pages = [
            (HostPage::plain().script(&ears), json!([[true, null]])),
            (HostPage::plain().loader(&late), json!([])),
        ];
        for (page, expected) in pages {
            let visit = page.open(browser);
            let widget = visit.widget();
            widget.until_whole();
            mark(browser);
            widget.start();
            let (first, options) = &routine().answers[0];
            widget.answer(first, options);
            travel(browser, -1);
            until_question(widget, first);
            assert_eq!(&widget.chosen(), options);
            let told = browser.run("return told", vec![]);
            if expected != json!([]) && told == json!([]) {
                // Some engines tell those in the capture phase first, and we are one of them.
                assert_eq!(capture, "false", "in {browser}");
                continue;
            }
            assert_eq!(told, expected, "in {browser}, capture: {capture}");
            assert_marked(browser, "after it was told");
        }
    }
}

fn a_history_that_throws_stops_nobody(browser: &Browser) {
    for name in ["pushState", "replaceState", "go"] {
        let script = format!(
            "History.prototype.{name} = () => {{ throw new DOMException('no', 'SecurityError') }};
             Object.defineProperty(history, '{name}', {{ value: History.prototype.{name} }});"
        );
        let visit = HostPage::plain().script(&script).open(browser);
        let widget = visit.widget();
        widget.until_whole();
        widget.start();
        let (first, options) = &routine().answers[0];
        widget.answer(first, options);
        widget.back();
        assert_eq!(&widget.question(), first, "{name}");
    }
    assert_ne!(entries(browser), json!(null));
}

/// A page of a project that uses this library, whose element stays the same.
fn with_library(browser: &Browser, name: &str) {
    let loader = "<script async src=\"/who-to-see.js\"></script>";
    goes_back_and_on(&on_another_page_of(browser, name, loader), name);
}

/// The page that such a library has gone to. `loader` brings the widget.
fn on_another_page_of<'b>(browser: &'b Browser, name: &str, loader: &str) -> Visit<'b> {
    let visit = HostPage::plain()
        .loader(&format!(
            "<script type=\"module\" src=\"/package/{name}.js\"></script>{loader}"
        ))
        .open(browser);
    let there = browser.run("return window.library", vec![]);
    assert_eq!(there, json!(name), "the library is there");
    // It only marks its entries once somebody has gone to another page of it.
    browser.run(
        "const link = document.createElement('a');
         link.href = `${location.pathname}?again`;
         link.setAttribute('hx-boost', 'true');
         link.setAttribute('data-navigo', '');
         link.id = 'again';
         link.textContent = 'Again';
         document.querySelector('main').prepend(link);
         if (window.htmx) htmx.process(link);
         if (window.links) links();",
        vec![],
    );
    let link = browser.element("link", "return document.querySelector('#again')", &[]);
    browser.click(&link);
    browser.until(
        "the library has gone to another page",
        "return location.search === '?again' && !document.querySelector('#again')",
        &[],
    );
    visit
}

fn back_is_one_question_back_with_turbo(browser: &Browser) {
    with_library(browser, "turbo");
}

fn back_is_one_question_back_with_turbolinks(browser: &Browser) {
    with_library(browser, "turbolinks");
}

fn back_is_one_question_back_with_htmx(browser: &Browser) {
    with_library(browser, "htmx");
}

fn back_is_one_question_back_with_htmx_4(browser: &Browser) {
    with_library(browser, "htmx4");
}

fn back_is_one_question_back_with_page(browser: &Browser) {
    // It is told where it came first, and draws its page anew for the address where it is.
    let late = "<script async src=\"/who-to-see.js\"></script>";
    back_and_on(&on_another_page_of(browser, "page", late), "page");
    let early = "<script src=\"/who-to-see.js\"></script>";
    goes_back_and_on(&on_another_page_of(browser, "page", early), "page, later");
}

fn back_is_one_question_back_with_navigo(browser: &Browser) {
    with_library(browser, "navigo");
}
