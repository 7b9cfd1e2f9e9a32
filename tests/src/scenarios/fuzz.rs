//! A page that does everything to the element, in any order. Whatever it does, there is either a
//! question that can be answered or the clinic's own text with a code: never an empty box, never an
//! answer that was not given, never the answers of another visit.

use std::env;

use serde_json::{Value, json};

use crate::browsers::Browser;
use crate::site::{HostPage, Visit};

super::scenarios! {
    in one engine: [
        fuzz_of_hostile_hosts,
    ]
}

/// Of how many runs the suite consists; `FUZZ_RUNS` asks for others: `FUZZ_RUNS=2000 cargo xtask test
/// --browser chromium fuzz`.
const RUNS: u64 = 12;

/// The first run's seed; `FUZZ_SEED` asks for another. A run that fails prints its own.
const SEED: u64 = 1;

/// How many things happen in a run.
const STEPS: u64 = 14;

/// One run: `arguments` are the seed and how many steps. Gives the steps taken and what is wrong.
const RUN: &str = r#"
const [seed, count] = arguments;
let state = (seed * 2654435761) >>> 0 || 1;
const next = (limit) => {
    state ^= state << 13; state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5; state >>>= 0;
    return state % limit;
};
const turn = (time = 0) => new Promise((done) => setTimeout(done, time));
const until = async (true_now, time = 5000) => {
    const end = Date.now() + time;
    while (!true_now()) {
        if (Date.now() > end) return false;
        await turn(5);
    }
    return true;
};
const hosts = () => [...document.querySelectorAll('who-to-see')];
const some = () => { const all = hosts(); return all[next(all.length || 1)]; };
const inner = (host) => host && host.shadowRoot.querySelector('.wts [data-screen]');
const near = (host) => host.dispatchEvent(new PointerEvent('pointerover'));
// What each visit was answered, by its element's id: the options ticked last, question by question.
const given = window.given ||= {};
const steps = [];
const detached = [];
const main = document.querySelector('main');
const restore = [];
const patch = (of, name, value) => {
    const own = Object.getOwnPropertyDescriptor(of, name);
    restore.push(() => Object.defineProperty(of, name, own));
    Object.defineProperty(of, name, { ...own, value });
};
const press = (host, selector) => {
    const all = host ? [...host.shadowRoot.querySelectorAll('.wts ' + selector)] : [];
    const chosen = all[next(all.length || 1)];
    if (chosen) chosen.click();
    return chosen;
};
const actions = {
    answer() {
        const host = some();
        const screen = inner(host);
        if (!screen) return;
        if (screen.dataset.screen === 'start') return void press(host, '.wts-start');
        const input = press(host, 'input');
        if (input) press(host, '.wts-continue');
    },
    forward() { const host = some(); if (host) press(host, '.wts-continue'); },
    back() { const host = some(); if (host) press(host, '.wts-back'); },
    clear() { const host = some(); if (host) press(host, '.wts-clear, .wts-restart'); },
    change() { const host = some(); if (host) press(host, '.wts-change'); },
    remove() { const host = some(); if (host) { host.remove(); detached.push(host); } },
    insert() { const host = detached.pop(); if (host) { main.append(host); near(host); } },
    move() { const host = some(); if (host) main.prepend(host); },
    make() {
        if (hosts().length > 3) return;
        const host = document.createElement('who-to-see');
        host.setAttribute('region', 'GB');
        if (next(2)) host.id = `check${next(3)}`;
        host.innerHTML = '<p class="fallback">Call the clinic</p>';
        main.append(host);
        near(host);
    },
    clone() {
        const host = some();
        if (!host || hosts().length > 3) return;
        const copy = host.cloneNode(true);
        host.after(copy);
        near(copy);
    },
    wrap() {
        const host = some();
        const screen = inner(host);
        if (!screen) return;
        const walker = document.createTreeWalker(screen, NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
        for (const text of texts) {
            const font = document.createElement('font');
            text.replaceWith(font);
            font.append(text.data);
        }
    },
    push() { history.pushState({ mine: next(100) }, ''); },
    hash() { location.hash = `h${next(5)}`; },
    // Not to another page.
    traverse() {
        const by = next(5) - 3;
        const { index } = navigation.currentEntry;
        if (by && index + by >= first && index + by < navigation.entries().length) history.go(by);
    },
    rewrite() { main.innerHTML = main.innerHTML; hosts().forEach(near); },
    freeze() {
        for (const kind of ['freeze', 'resume']) document.dispatchEvent(new Event(kind));
        for (const kind of ['pagehide', 'pageshow']) window.dispatchEvent(new PageTransitionEvent(kind, { persisted: true }));
    },
    break() {
        const [of, name] = [
            [Element.prototype, 'scrollIntoView'], [Element.prototype, 'getBoundingClientRect'],
            [Document.prototype, 'elementFromPoint'], [HTMLElement.prototype, 'focus'],
            [Storage.prototype, 'setItem'], [History.prototype, 'pushState'],
            [Node.prototype, 'insertBefore'], [Element.prototype, 'setAttribute'],
        // Rarely those that it cannot do without.
        ][next(next(8) ? 6 : 8)];
        patch(of, name, () => { throw new Error('the page does this'); });
    },
    mend() { while (restore.length) restore.pop()(); },
    restart() { const host = some(); if (host) host.restart(); },
    wait() { return turn(next(30)); },
};
const first = navigation.currentEntry.index;
const names = Object.keys(actions);
const wrong = [];
// An answer is ticked only where somebody has ticked it, in the visit that is shown.
document.addEventListener('click', (event) => {
    const [input] = event.composedPath();
    if (input.localName !== 'input') return;
    (given.all ||= new Set()).add(input.value);
}, true);
const visible = (element) => !!element && element.getClientRects().length > 0;
const check = async (when) => {
    for (const host of hosts()) {
        near(host);
        const well = () => {
            const screen = inner(host);
            if (visible(screen)) return screen.querySelector('h2')?.textContent.trim();
            const told = host.shadowRoot.querySelector('p[lang=en]');
            const own = host.querySelector('.fallback');
            return visible(own) || (visible(told) && /\(\w+/.test(told.textContent));
        };
        if (!(await until(well))) wrong.push(`${when}: an empty box`);
        for (const input of host.shadowRoot.querySelectorAll('input:checked'))
            if (!given.all?.has(input.value)) wrong.push(`${when}: ${input.value} was never ticked`);
    }
    // No two visits that stand have one name: what one is answered, no other shows.
    const ids = hosts().map((host) => host.shadowRoot.querySelector('form')?.id).filter(Boolean);
    if (new Set(ids).size !== ids.length) wrong.push(`${when}: two widgets share ids`);
};
for (let step = 0; step < count; step++) {
    const name = names[next(names.length)];
    steps.push(name);
    try { await actions[name](); } catch (error) { if (!/page does this/.test(error)) wrong.push(`${name}: ${error}`); }
    if (next(3)) await turn();
}
actions.mend();
await turn(20);
if (!hosts().length) actions.make();
await check('at the end');
// What stands can be used, unless it has stopped.
for (const host of hosts()) {
    const screen = inner(host);
    if (!visible(screen)) continue;
    if (screen.dataset.screen === 'start') {
        press(host, '.wts-start');
        if (!(await until(() => inner(host)?.dataset.screen !== 'start'))) wrong.push('Start does nothing');
    }
    const asked = inner(host)?.dataset;
    if (asked?.screen === 'question') {
        const input = host.shadowRoot.querySelector('input');
        if (!input.checked) input.click();
        if (!(await until(() => host.shadowRoot.querySelector('input:checked')))) wrong.push('nothing can be ticked');
        const before = JSON.stringify(asked);
        host.shadowRoot.querySelector('.wts-continue').click();
        if (!(await until(() => !inner(host) || JSON.stringify(inner(host).dataset) !== before)))
            wrong.push(`Continue does nothing on ${before}`);
    }
}
return { steps, wrong };
"#;

fn number(name: &str, usual: u64) -> u64 {
    let asked = env::var(name).ok().and_then(|text| text.parse().ok());
    asked.unwrap_or(usual)
}

/// A page whose files are sometimes lost: by the seed.
fn page(seed: u64) -> HostPage {
    let page = HostPage::plain();
    match seed % 10 {
        7 => page.without(crate::site::later_words),
        8 => page.losing(crate::site::later_words),
        9 => {
            page.script("sessionStorage.setItem = () => { throw new Error('the page does this') }")
        }
        _ => page,
    }
}

fn fuzz_of_hostile_hosts(browser: &Browser) {
    let (runs, first) = (number("FUZZ_RUNS", RUNS), number("FUZZ_SEED", SEED));
    for seed in first..first + runs {
        let visit: Visit<'_> = page(seed).open(browser);
        visit.silent_widget(0).until_ready();
        let ran: Value = browser.run_async(RUN, vec![json!(seed), json!(STEPS)]);
        let wrong = &ran["wrong"];
        assert_eq!(wrong, &json!([]), "FUZZ_SEED={seed}: {}", ran["steps"]);
    }
}
