// A page that does everything to the element, in an order that the seed decides. Begins before the
// loader, in the page itself; what it knows lies in `window.fuzz`.
window.fuzz = (() => {
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
    const inner = (host) => host && host.shadowRoot.querySelector('.wts [data-screen]');
    const near = (host) => host.dispatchEvent(new PointerEvent('pointerover'));
    const visible = (element) => !!element && element.getClientRects().length > 0;
    const words = (element) => element ? element.textContent.replace(/\s+/g, ' ').trim() : '';
    const wrong = [];

    // Which visit an element shows, as the documents say: that of its id, else of its place among the
    // checks; where another that stands has it, the next free one. Worked out at the moment at which
    // the widget asks for the id of an element that begins.
    const visits = new Map();
    const visit = (host) => (visits.get(host) || {}).name;
    const name = (host) => {
        const stands = (name) =>
            [...visits].some(([other, one]) => other !== host && one.name === name && other.isConnected);
        const id = host.id;
        if (id && !stands(id)) return id;
        let number = id ? 2 : hosts().indexOf(host);
        const stem = id ? `${id}:` : '';
        while (stands(`${stem}${number}`)) number++;
        return `${stem}${number}`;
    };
    const own = Element.prototype.getAttribute;
    Element.prototype.getAttribute = function (asked) {
        if (asked === 'id' && this.localName === 'who-to-see') {
            const mount = this.shadowRoot.querySelector(':scope > div:not(.wts)');
            if ((visits.get(this) || {}).mount !== mount) visits.set(this, { mount, name: name(this) });
        }
        return own.call(this, asked);
    };

    // What each visit was answered since it was cleared last: for each question, by its words and by
    // its name, the lines ticked, by their words and by their names.
    let given = {};
    const fresh = () => ({ order: Object.keys(given).length, lines: {} });
    // What is ticked on the screens that stand before the widget goes into the visit that then begins.
    const early = new WeakMap();
    const answers = (host) => {
        const known = visit(host);
        if (known === undefined) {
            if (!early.has(host)) early.set(host, fresh());
            return early.get(host);
        }
        const own = given[known] ||= fresh();
        for (const [question, lines] of Object.entries((early.get(host) || fresh()).lines))
            (own.lines[question] ||= []).push(...lines);
        early.delete(host);
        return own;
    };
    const heard = (event) => {
        const [input] = event.composedPath();
        if (input.localName !== 'input') return;
        const { host } = input.getRootNode();
        const screen = inner(host);
        const { lines } = answers(host);
        const label = words(input.labels[0]);
        for (const question of [screen.dataset.question, words(screen.querySelector('h2'))])
            (lines[question] ||= []).push(input.value, label);
    };
    document.addEventListener('click', heard, true);
    const forgotten = (host) => { answers(host).lines = {} };

    // Each visit ticks lines of its own: every third, beginning where no other visit begins.
    const tick = (host, next) => {
        const all = [...host.shadowRoot.querySelectorAll('.wts input')];
        if (!all.length) return false;
        const { order } = answers(host);
        const mine = all.filter((_, place) => place % 3 === order % 3);
        (mine[next(mine.length || 1)] || all[order % all.length]).click();
        return true;
    };

    // What is ticked, and what a result tells, has been ticked in that very visit.
    const compare = (when) => {
        for (const host of hosts()) {
            const screen = inner(host);
            if (!screen) continue;
            const first = screen.closest('.wts').parentNode === host.shadowRoot;
            if (visit(host) === undefined && !first) {
                wrong.push(`${when}: nobody knows whose visit stands there`);
                continue;
            }
            const { lines } = answers(host);
            const foreign = (question, line) => !(lines[question] || []).includes(line)
                && wrong.push(`${when}: visit ${visit(host)} shows "${line}" for "${question}", ticked in it: ${JSON.stringify(lines[question] || [])}`);
            const { question } = screen.dataset;
            for (const input of screen.querySelectorAll('input:checked')) foreign(question, input.value);
            for (const row of screen.querySelectorAll('.wts-answers > div')) {
                const told = [...row.querySelectorAll('dd')].filter((dd) => !dd.querySelector('button'));
                for (const line of told) foreign(words(row.querySelector('dt')), words(line));
            }
        }
    };

    // A screen or the clinic's own text: never an empty box. And no two widgets share their ids.
    const check = async (when) => {
        for (const host of hosts()) {
            near(host);
            const well = () => {
                const screen = inner(host);
                if (visible(screen)) return words(screen.querySelector('h2'));
                const told = host.shadowRoot.querySelector('p[lang=en]');
                const own = host.querySelector('.fallback');
                return visible(own) || (visible(told) && /\(\w+/.test(told.textContent));
            };
            if (!(await until(well))) wrong.push(`${when}: an empty box`);
        }
        compare(when);
        const ids = hosts().map((host) => host.shadowRoot.querySelector('form')?.id).filter(Boolean);
        if (new Set(ids).size !== ids.length) wrong.push(`${when}: two widgets share ids`);
    };

    // What stands can be used, unless it has stopped.
    const use = async (host, next) => {
        const press = (selector) => host.shadowRoot.querySelector(`.wts ${selector}`)?.click();
        if (!visible(inner(host))) return;
        if (inner(host).dataset.screen === 'start') {
            press('.wts-start');
            if (!(await until(() => inner(host)?.dataset.screen !== 'start'))) wrong.push('Start does nothing');
        }
        const asked = inner(host)?.dataset;
        if (asked?.screen !== 'question') return;
        const ticked = () => host.shadowRoot.querySelector('input:checked');
        if (!ticked()) tick(host, next);
        if (!(await until(ticked))) wrong.push('nothing can be ticked');
        const before = JSON.stringify(asked);
        press('.wts-continue');
        if (!(await until(() => !inner(host) || JSON.stringify(inner(host).dataset) !== before)))
            wrong.push(`Continue does nothing on ${before}`);
    };

    // What a page can do, and what a visitor can.
    const actions = (next) => {
        const first = navigation.currentEntry.index;
        const main = document.querySelector('main');
        const detached = [];
        const restore = [];
        const some = () => { const all = hosts(); return all[next(all.length || 1)]; };
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
        // It begins anew, where it still can.
        const cleared = async (host) => {
            await turn();
            if (inner(host)?.dataset.screen === 'start') forgotten(host);
        };
        const answer = () => {
            const host = some();
            const screen = inner(host);
            if (!screen) return;
            if (screen.dataset.screen === 'start') return void press(host, '.wts-start');
            if (tick(host, next)) press(host, '.wts-continue');
        };
        return {
            answer,
            async answer_on() { for (let left = next(6); left; left--) { answer(); await turn(); } },
            forward() { press(some(), '.wts-continue'); },
            back() { press(some(), '.wts-back'); },
            async clear() { const host = some(); if (press(host, '.wts-clear, .wts-restart')) await cleared(host); },
            change() { press(some(), '.wts-change'); },
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
                const screen = inner(some());
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
            // To that very entry: so many back, beside a step that the widget takes back itself, might
            // be another page.
            traverse() {
                const to = navigation.currentEntry.index + next(5) - 3;
                const entry = to >= first && navigation.entries()[to];
                if (!entry) return;
                const told = navigation.traverseTo(entry.key);
                for (const name of ['committed', 'finished']) told[name].catch(() => {});
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
            async restart() { const host = some(); if (host) { await host.restart(); await cleared(host); } },
            wait() { return turn(next(30)); },
        };
    };

    // The same numbers for the same seed, each below a limit.
    const numbers = (seed) => {
        let state = (seed * 2654435761) >>> 0 || 1;
        return (limit) => {
            state ^= state << 13; state >>>= 0;
            state ^= state >>> 17;
            state ^= state << 5; state >>>= 0;
            return state % limit;
        };
    };

    // Nothing that a page can ask for may take for ever.
    const inTime = (promise) => Promise.race([
        promise,
        turn(30000).then(() => { throw new Error('it never ends') }),
    ]);

    // Gives the steps taken, what is wrong, and what each visit was answered.
    const run = async (seed, count) => {
        const next = numbers(seed);
        const all = actions(next);
        const names = Object.keys(all);
        const steps = [];
        for (let step = 0; step < count; step++) {
            const name = names[next(names.length)];
            steps.push(name);
            try { await inTime(all[name]()); } catch (error) { if (!/page does this/.test(error)) wrong.push(`${name}: ${error}`); }
            if (next(3)) {
                await turn();
                compare(`after ${step + 1} steps`);
            }
        }
        all.mend();
        await turn(20);
        if (!hosts().length) all.make();
        await check('at the end');
        for (const host of hosts()) await use(host, next);
        await turn();
        compare('when it was used');
        return { steps, wrong, given };
    };

    // After a reload: what comes again was answered in that visit.
    const again = async (before) => {
        given = before;
        await check('after a reload');
        const answered = hosts().filter((host) => inner(host)?.dataset.screen !== 'start').length;
        return { wrong, answered };
    };

    return { run, again };
})();
