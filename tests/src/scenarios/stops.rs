//! What a page does to the browser's own functions, and what a page is made with: nothing freezes,
//! nothing hides, and nobody answers what belongs to somebody else.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browsers::Browser;
use crate::cases::routine;
use crate::site::{HostPage, Visit};

super::scenarios! {
    in every engine: [
        functions_that_throw_do_not_even_matter,
        whatever_is_thrown_in_a_step_ends_in_the_clinics_own_text,
        a_page_made_with_yew_answers_only_what_is_its_own,
        the_pages_shortcuts_answer_no_question,
        no_inherited_property_reaches_the_words,
        an_element_without_a_box_starts,
    ]
    in one engine: [
        // Events of one task, in whose order no engine has a part.
        what_is_pressed_on_a_screen_that_is_left_answers_nothing,
        // The loader tells its own widgets; and nodes are replaced in the same way everywhere.
        a_stop_reaches_every_widget_and_those_that_come_later,
        words_wrapped_by_a_translator_are_never_stale,
    ]
}

/// Keeps what the page hears, from the first moment.
const EARS: &str = "
    window.heard = [];
    addEventListener('wts-error', ({ detail }) => heard.push(detail.code));
";

/// Makes functions of the browser throw, from now on.
fn break_functions(browser: &Browser, functions: &[&str]) {
    for function in functions {
        let (owner, name) = function.rsplit_once('.').expect("it has an owner");
        let script = format!("{owner}.{name} = () => {{ throw new Error('the page does this') }}");
        browser.run(&script, vec![]);
    }
}

fn functions_that_throw_do_not_even_matter(browser: &Browser) {
    let visit = HostPage::plain()
        .style("main { padding-block: 900px }")
        .script(EARS)
        .open(browser);
    let widget = visit.widget();
    widget.until_whole();
    break_functions(
        browser,
        &[
            "Document.prototype.elementFromPoint",
            "Element.prototype.scrollIntoView",
            "Element.prototype.getBoundingClientRect",
            "HTMLElement.prototype.focus",
            "History.prototype.pushState",
            "History.prototype.replaceState",
            "Storage.prototype.setItem",
            "Storage.prototype.removeItem",
            "window.getComputedStyle",
            "window.matchMedia",
            "window.requestAnimationFrame",
            "performance.now",
        ],
    );
    let script = "
        const turn = () => new Promise((done) => setTimeout(done));
        const root = document.querySelector('who-to-see').shadowRoot;
        const path = [];
        const press = async (selector) => { root.querySelector(selector).click(); await turn(); await turn() };
        await press('.wts-start');
        for (const [, options] of arguments[0].slice(0, 3)) {
            for (const option of options) await press(`input[value='${option}']`);
            await press('.wts-continue');
            path.push(root.querySelector('[data-screen]').dataset.question);
        }
        await press('.wts-back');
        path.push(root.querySelector('[data-screen]').dataset.question);
        return path";
    let path = browser.run_async(script, vec![json!(routine().answers)]);
    let asked = |place: usize| routine().answers[place].0.clone();
    assert_eq!(path, json!([asked(1), asked(2), asked(3), asked(2)]));
    assert_eq!(browser.run("return heard", vec![]), json!([]));
}

/// The clinic's own text, the emergency line and a code, and the page has heard it once.
#[track_caller]
fn ends_well(visit: &Visit<'_>, way: &str) {
    let told = visit.browser.until(
        &format!("{way}: the visitor is told"),
        "const host = document.querySelector('who-to-see');
         const told = host.shadowRoot.querySelector('p[lang=en]');
         const seen = (element) => element && element.getClientRects().length > 0;
         return seen(told) && seen(document.querySelector('.fallback')) && told.textContent",
        &[],
    );
    let told = told.as_str().unwrap_or_default();
    assert!(told.contains("call your local emergency number"), "{told}");
    assert!(told.contains("(crash)"), "{told}");
    let heard = visit.browser.run("return heard", vec![]);
    assert_eq!(heard, json!(["crash"]), "{way}");
}

fn whatever_is_thrown_in_a_step_ends_in_the_clinics_own_text(browser: &Browser) {
    // Functions that the widget cannot do without, at the next step.
    let ways = [
        "Node.prototype.insertBefore = () => { throw new Error('no') }",
        "Element.prototype.setAttribute = () => { throw 'not even an error' }",
        "both(() => { throw { stack: null } })",
        "both(() => null)",
        "Error.stackTraceLimit = 0;
         const deep = (left) => { if (left) deep(left - 1); else throw new RangeError('deep') };
         both(() => deep(500))",
        "const fall = () => fall();
         both(() => fall())",
    ];
    for way in ways {
        let visit = HostPage::plain().script(EARS).open(browser);
        let widget = visit.widget();
        widget.until_whole();
        widget.start();
        let script = format!(
            "const press = (selector) =>
                 document.querySelector('who-to-see').shadowRoot.querySelector(selector).click();
             const both = (made) => {{ Document.prototype.createElement = Node.prototype.cloneNode = made }};
             const own = [[Node.prototype, 'insertBefore'], [Element.prototype, 'setAttribute'],
                 [Node.prototype, 'cloneNode'], [Document.prototype, 'createElement']].map(([of, name]) => [of, name, of[name]]);
             press('input');
             await new Promise((done) => setTimeout(done));
             {way};
             press('.wts-continue');
             await new Promise((done) => setTimeout(done));
             for (const [of, name, value] of own) of[name] = value;"
        );
        browser.run_async(&script, vec![]);
        ends_well(&visit, way);
    }
}

fn a_stop_reaches_every_widget_and_those_that_come_later(browser: &Browser) {
    let body = format!("<main>{0}{0}</main>", HostPage::element(""));
    let visit = HostPage::with_body(&body).script(EARS).open(browser);
    for index in 0..2 {
        visit.nth_widget(index).until_whole();
    }
    let script = "
        const [host, other] = document.querySelectorAll('who-to-see');
        const own = Document.prototype.createElement;
        Document.prototype.createElement = () => { throw new Error('no') };
        host.shadowRoot.querySelector('.wts-start').click();
        await new Promise((done) => setTimeout(done));
        Document.prototype.createElement = own;
        const later = document.createElement('who-to-see');
        document.querySelector('main').append(later);
        later.dispatchEvent(new PointerEvent('pointerover'));";
    browser.run_async(script, vec![]);
    browser.until("each is told", "return heard.length === 3", &[]);
    let told = "return [...document.querySelectorAll('who-to-see')].map((host) =>
        /\\(crash\\)/.test((host.shadowRoot.querySelector('p[lang=en]') || {}).textContent))";
    assert_eq!(browser.run(told, vec![]), json!([true, true, true]));
}

/// What Yew 0.23 does with the events of its page: it listens in the capture phase, takes the innermost
/// element of the path, and looks for its own numbers there and on what is around it.
const YEW: &str = "
    window.answered = [];
    const ids = new Set();
    const hear = (event) => {
        for (let element = event.composedPath()[0]; element; ) {
            if (element.__yew_subtree_id === 1 && element.__yew_listener_id !== undefined)
                answered.push(element.textContent.slice(0, 20));
            element = element.parentElement || (element.parentNode && element.parentNode.host);
        }
    };
    addEventListener('DOMContentLoaded', () => {
        for (const kind of ['click', 'change', 'submit', 'input', 'pointerdown'])
            document.body.addEventListener(kind, hear, true);
        document.body.__yew_subtree_id = 1;
        document.querySelectorAll('button').forEach((button, id) => {
            button.__yew_subtree_id = 1;
            button.__yew_listener_id = id;
        });
    });
";

fn a_page_made_with_yew_answers_only_what_is_its_own(browser: &Browser) {
    let body = format!(
        "<main><button id=\"delete\">Delete account</button><button>Log out</button>{}</main>",
        HostPage::element("")
    );
    let visit = HostPage::with_body(&body).script(YEW).open(browser);
    let widget = visit.widget();
    widget.start();
    for (question, options) in &routine().answers[..2] {
        widget.answer(question, options);
    }
    widget.back();
    assert_eq!(browser.run("return answered", vec![]), json!([]));
    let names = widget.ask(
        "const foreign = (element) => Object.keys(element).filter((name) => /yew/.test(name));
         const page = [...document.querySelectorAll('*')].flatMap((element) =>
             Object.keys(element).filter((name) => /^__wts/.test(name)));
         return [[root, inside, ...all('*')].flatMap(foreign), page, foreign(host)]",
        &[],
    );
    assert_eq!(names, json!([[], [], []]), "neither has names of the other");
    let delete = browser.element("button", "return document.querySelector('#delete')", &[]);
    browser.click(&delete);
    let answered = browser.run("return answered.length > 0", vec![]);
    assert_eq!(answered, json!(true), "the page answers its own");
    assert_eq!(widget.question(), routine().answers[1].0);
}

fn the_pages_shortcuts_answer_no_question(browser: &Browser) {
    // As reveal.js and others do: they spare fields by the target of the event.
    let shortcuts = |target: &str, capture: bool| {
        format!(
            "window.taken = [];
             {target}.addEventListener('keydown', (event) => {{
                 if (event.target.matches && event.target.matches('input, textarea, select, button')) return;
                 if (![' ', 'Enter', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'x'].includes(event.key)) return;
                 taken.push(event.key);
                 event.preventDefault();
             }}, {capture})"
        )
    };
    for (target, capture) in [("window", false), ("document", false), ("document", true)] {
        let visit = HostPage::plain()
            .script(&shortcuts(target, capture))
            .open(browser);
        let widget = visit.widget();
        widget.until_whole();
        widget.start_by_keyboard();
        for (question, options) in &routine().answers[..3] {
            assert_eq!(&widget.question(), question);
            for option in options {
                widget.choose_by_keyboard(option);
            }
            widget.carry_on_by_keyboard();
        }
        assert_eq!(browser.run("return taken", vec![]), json!([]), "{target}");
        // What answers nothing is the page's.
        browser.run("document.activeElement.blur()", vec![]);
        widget.press(Key::Down);
        assert_eq!(browser.run("return taken", vec![]), json!(["ArrowDown"]));
    }
}

/// Every property of the engine that an element inherits, by trying; and the widget with each of them
/// set to something else around it.
const INHERITED: &str = "
    const host = document.querySelector('who-to-see');
    const [outer, inner] = ['div', 'span'].map((name) => document.createElement(name));
    outer.append(inner);
    document.body.append(outer);
    const values = ['none', 'hidden', 'transparent', 'auto', 'always', 'initial', 'all', 'both', 'normal',
        '40px', '3', '0', 'red', 'disc', 'circle', 'italic', 'bold', '900', 'uppercase', 'right', 'rtl',
        'vertical-rl', 'collapse', 'inert', 'pre', 'nowrap', 'break-all', 'keep-all', 'upright', 'wait',
        'end', 'under', 'small-caps', 'stretch', 'manual', 'loose', 'anywhere', 'over', 'sideways',
        'optimizeSpeed', 'crispEdges', 'pixelated', 'dark', 'thin', 'text', 'inside', 'separate', 'hide',
        '5px red', 'dot', 'circle red', 'fantasy', 'exact', 'economy', 'color', 'math', 'sub', 'read-only'];
    const longhands = [...getComputedStyle(inner)].filter((name) => !name.startsWith('--'));
    for (const more of ['-webkit-text-fill-color', '-webkit-text-security', '-webkit-text-stroke-width',
        '-webkit-text-stroke-color', '-webkit-user-select', '-webkit-user-modify', '-webkit-locale'])
        if (!longhands.includes(more)) longhands.push(more);
    // People set those for themselves; and the direction is that of our own language.
    const theirs = ['letter-spacing', 'word-spacing'];
    const hostile = [];
    for (const name of longhands) {
        if (theirs.includes(name)) continue;
        for (const value of values) {
            if (!CSS.supports(name, value)) continue;
            const before = getComputedStyle(inner).getPropertyValue(name);
            outer.style.setProperty(name, value);
            const [own, passed] = [outer, inner].map((one) => getComputedStyle(one).getPropertyValue(name));
            outer.style.removeProperty(name);
            if (own === passed && passed !== before) hostile.push([name, value]);
        }
    }
    outer.remove();
    const compared = longhands.filter((name) => !theirs.includes(name));
    const looked = () => [...host.shadowRoot.querySelectorAll('.wts, .wts *')].map((element) => {
        const style = getComputedStyle(element);
        return compared.map((name) => style.getPropertyValue(name));
    });
    const place = host.parentElement;
    const before = looked();
    const wrong = [];
    for (const [name, value] of hostile) {
        place.style.setProperty(name, value, 'important');
        const after = looked();
        after.forEach((values, at) => values.forEach((found, which) => {
            // A place whose lines are upright is as wide as it is high, and the widget with it.
            if (/writing-mode/.test(name) && /px/.test(found)) return;
            if (found !== before[at][which])
                wrong.push(`${name}: ${value} makes ${compared[which]} ${found} instead of ${before[at][which]}`);
        }));
        place.style.removeProperty(name);
    }
    return [new Set(hostile.map(([name]) => name)).size, [...new Set(wrong)].slice(0, 12), [...new Set(hostile.map(([name]) => name))]];
";

fn no_inherited_property_reaches_the_words(browser: &Browser) {
    // The width of the place stays the same, whatever the text around it does.
    let body = format!(
        "<main><div class=\"place\">{}</div></main>",
        HostPage::element("")
    );
    let visit = HostPage::with_body(&body)
        .style("main { display: block } who-to-see { inline-size: 500px; block-size: auto }")
        .open(browser);
    let widget = visit.widget();
    widget.until_whole();
    let told = browser.run_async(INHERITED, vec![]);
    assert_eq!(told[1], json!([]), "{told}");
    assert!(told[0].as_u64().unwrap_or_default() > 25, "{told}");
    for (property, value) in [
        ("-webkit-text-fill-color", "transparent"),
        ("visibility", "hidden"),
        ("-webkit-text-security", "disc"),
        ("color", "transparent"),
    ] {
        let style = json!([property, value]);
        let seen = "const [name, value] = arguments[1];
            host.parentElement.style.setProperty(name, value, 'important');
            const style = getComputedStyle(one('h2'));
            const seen = [style.visibility, style.webkitTextSecurity || 'none',
                style.webkitTextFillColor === style.color];
            host.parentElement.style.removeProperty(name);
            return seen";
        let seen: Value = widget.ask(seen, &[style]);
        assert_eq!(seen, json!(["visible", "none", true]), "{property}");
    }
    // What is meant for theming passes all the same.
    browser.run(
        "document.querySelector('.place').style.setProperty('--wts-radius', '3px')",
        vec![],
    );
    let radius = "return getComputedStyle(one('.wts-start')).borderTopLeftRadius";
    assert_eq!(widget.ask(radius, &[]), json!("3px"));
}

fn an_element_without_a_box_starts(browser: &Browser) {
    let visit = HostPage::plain()
        .style("who-to-see { display: contents !important }")
        .open(browser);
    let widget = visit.widget();
    widget.start();
    widget.answer(&routine().answers[0].0, &routine().answers[0].1);
}

/// Wraps every text in elements of its own, as translators of browsers do.
const TRANSLATE: &str = "
    const root = document.querySelector('who-to-see').shadowRoot;
    const walker = document.createTreeWalker(root.querySelector('.wts'), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
    for (const text of texts) {
        const [font, inner] = [document.createElement('font'), document.createElement('font')];
        inner.textContent = `[${text.data}]`;
        font.append(inner);
        text.replaceWith(font);
    }
    return texts.length;
";

fn words_wrapped_by_a_translator_are_never_stale(browser: &Browser) {
    let visit = HostPage::plain().script(EARS).open(browser);
    let widget = visit.widget();
    widget.until_whole();
    let words = "return inside.innerText";
    for (at, (question, options)) in routine().answers.iter().enumerate() {
        if at == 0 {
            browser.run(TRANSLATE, vec![]);
            widget.start();
        }
        assert_eq!(&widget.question(), question);
        let heading = widget.heading();
        assert!(!heading.contains('['), "new words: {heading}");
        assert!(browser.run(TRANSLATE, vec![]).as_u64() > Some(3));
        // An attempt without an answer, once: something is added to the screen.
        if at == 1 {
            widget.carry_on();
            let told = widget.ask("return one('.wts-error-summary').innerText", &[]);
            assert!(!told.as_str().unwrap_or("[").contains('['), "{told}");
            browser.run(TRANSLATE, vec![]);
        }
        widget.answer(question, options);
    }
    let result = widget.ask(words, &[]);
    assert!(!result.as_str().unwrap_or("[").contains('['), "{result}");
    browser.run(TRANSLATE, vec![]);
    widget.changing(|| widget.click_on(".wts-clear"));
    let start = widget.ask(words, &[]);
    assert!(!start.as_str().unwrap_or("[").contains('['), "{start}");
    assert_eq!(browser.run("return heard", vec![]), json!([]));
}

/// Where a page keeps the browser busy, presses wait and come all at once, before anything is drawn: a
/// press on Continue, and a second one there, and one on an answer of the question that is left.
fn what_is_pressed_on_a_screen_that_is_left_answers_nothing(browser: &Browser) {
    let visit = HostPage::plain().open(browser);
    let widget = visit.widget();
    widget.until_whole();
    widget.start();
    let answers = &routine().answers;
    for (question, options) in &answers[..2] {
        widget.choose(&options[0]);
        assert_eq!(&widget.question(), question);
        widget.ask(
            "const [carry_on, inputs] = [one('.wts-continue'), all('input')];
             carry_on.click();
             carry_on.click();
             for (const input of inputs) input.click();
             one('.wts-back')?.click();",
            &[],
        );
        let next = answers.iter().position(|(asked, _)| asked == question);
        let next = &answers[next.unwrap_or_default() + 1].0;
        let stands = "return screen().question === arguments[1]";
        widget.until("the next question stands", stands, &[json!(next)]);
        assert_eq!(widget.chosen(), Vec::<String>::new(), "{next}");
        assert!(
            !widget.has(".wts-error-summary"),
            "nobody has carried on from it"
        );
        widget.back();
        assert_eq!(&widget.chosen(), options, "and what was answered stays");
        widget.carry_on();
    }
}
