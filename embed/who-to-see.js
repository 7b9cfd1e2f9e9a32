// Defines <who-to-see>, and loads the widget when the visitor comes near it.
//
// Everything a browser does not accept from Wasm is here: the element's class and the loading.
// The widget itself, its words and its looks are Rust. What the clinic wrote inside the element
// shows until the widget is up, and stays if it cannot start: a page never shows an empty box.
//
// This is a classic script, so that it works however a page brings it: async, deferred, injected,
// or as a module. It never throws into the page, and relies on nothing that an old library of the
// page may have replaced: no for…in, no methods added to arrays.
(() => {
  const NAME = "who-to-see";

  // The release, for a page that brings two. It puts its number here.
  const VERSION = "dev";

  // Where the widget's files lie, seen from this file. The release gives the folder a name of its own
  // by replacing this string.
  const CORE = "core/";

  // What the glue and the Wasm must hash to. The release fills this in, and gives the glue the hashes
  // of the other files: then none can belong to another version, or be changed on its way.
  const GLUE_HASH = "";
  const WASM_HASH = "";

  // The same of the first screens, which stand until the widget is there. A build that is not sealed
  // has none.
  const FIRST_HASH = "";

  // How near the screen the element comes before the widget is fetched: about one flick of a thumb.
  const NEAR = "600px";

  // A telephone that changes cells drops a request or two: after so many milliseconds, one more try.
  const PAUSE = 1500;

  // Within so many milliseconds a file comes, or the network says that it does not. Some blockers and
  // some servers say nothing at all: then it counts as lost.
  const PATIENCE = 12000;

  // After so many milliseconds without the rest of the words, the owner and the visitor are told.
  const LONG = 10000;

  // The codes of the wts-error event, each with the sentence that a visitor reads where the clinic
  // wrote nothing inside the element. What the owner can do about it: docs/troubleshooting.md.
  const WHY = {
    "no-wasm": "cannot run in this browser",
    csp: "cannot run on this page",
    network: "could not load",
    "bad-file": "has a missing part",
    integrity: "has a changed part",
    blocked: "was held back by this page",
    config: "has a wrong address",
    crash: "has stopped",
  };
  const sentence = (code) => `This check ${WHY[code]}.`;

  // A page may bring this file twice, or two releases of it.
  const first = customElements.get(NAME);
  if (first) {
    if (first.version !== VERSION) console.warn(NAME, "two versions", first.version, VERSION);
    return;
  }

  // The script that runs is known now or never, and not at all in a module or where an optimiser of
  // the page runs scripts its own way. An image named "currentScript" would stand in its place.
  const current = document.currentScript;
  const { src: home = document.baseURI, nonce } =
    (current instanceof HTMLScriptElement && current.src
      ? current
      : document.querySelector(`script[src*="${NAME}.js"]`)) || {};

  // As it is now: what the page does to it later does not matter.
  const create = document.createElement.bind(document);
  const make = (name, more) => Object.assign(create(name), more);

  const after = (pause) => new Promise((done) => setTimeout(done, pause));

  // What a page has put on the prototype of every object is none of our options: those of a function of
  // the browser that takes options have no prototype.

  // In time, or never.
  const inTime = (promise, time = PATIENCE) =>
    Promise.race([
      promise,
      after(time).then(() => {
        throw "late";
      }),
    ]);

  // One after the other, whatever one of them throws.
  const each = (...acts) => {
    for (const act of acts) {
      try {
        act();
      } catch (error) {
        console.error(NAME, error);
      }
    }
  };

  // Faults are lists, [code, error]: a list has no property that a page can have lent to all objects.
  // Asks for the file without its hash, to learn why it could not be had.
  const why = (get, address, integrity) =>
    get(address, integrity).catch(async (error) => {
      const found = await inTime(fetch(address), 2 * PAUSE).catch(() => {});
      const refused = error === "late" ? "blocked" : integrity ? "integrity" : "bad-file";
      throw [found ? (found.ok ? refused : "bad-file") : "network", error];
    });

  // Gets a file, a second time if the network fails. The second address differs: some browsers
  // remember that a module could not be loaded.
  const patiently = (get, address, integrity = "") =>
    get(address, integrity).catch(() =>
      after(PAUSE).then(() => why(get, `${address}?again`, integrity)),
    );

  const bringFile = (address, integrity) =>
    inTime(fetch(address, { __proto__: null, integrity }).then((reply) => reply.arrayBuffer()));

  // Gets a module. import() takes no hash, but it takes what a script element has brought, with hash
  // and nonce. Under Trusted Types no script element may be made: there a link does the same. So it
  // does where a tool of the page makes scripts into what does not run, and says nothing.
  const bringModule = (address, integrity = "") =>
    inTime(
      new Promise((onload, onerror) => {
        const bring = (name, more) => {
          const made = make(name, { integrity, nonce, onload, onerror, ...more });
          document.head.append(made);
          return made;
        };
        const link = () => {
          const { rel } = bring("link", { rel: "modulepreload", href: address });
          if (rel !== "modulepreload") onerror("late");
        };
        try {
          const script = bring("script", { type: "module", src: address });
          after(0).then(() => {
            if (!script.isConnected || script.getAttribute("type") !== "module") link();
          });
        } catch {
          link();
        }
      }).then(() => import(address)),
    );

  // What widgets of one place share: once loaded, the glue; the styles that have come; the promise of the
  // rest; whom to tell if it stops, and what is said as long as the rest of its words is missing. After an
  // exception or a trap nothing that shares the instance can be trusted any more.
  const newCore = () => {
    const core = { glue: null, styles: "", lost: null, whole: false, stopped: null };
    Object.assign(core, { rest: null, stops: new Set(), waits: new Set() });
    const stop = (error) => {
      core.stopped = [error];
      core.stops.forEach((tell) => tell(error));
    };
    // Calls the glue.
    const call = (name, ...given) => {
      try {
        return core.glue[name](...given);
      } catch (error) {
        stop(error);
      }
    };
    return Object.assign(core, { stop, call });
  };

  // Brings what nobody needs before the first answer: words, styles and the rest of the pathway.
  // Everything that an emergency needs is there without them, and the widget says what to do
  // meanwhile: so this never gives up, but after a while it is told.
  const bringRest = async (core, stem, hashes) => {
    const begun = performance.now();
    for (let pause = PAUSE, again = ""; ; pause *= 2, again = `?${pause}`) {
      try {
        const { words, styles } = await why(bringModule, `${stem}-words.js${again}`, hashes.words);
        if (!core.call("add", words, styles) && !core.stopped)
          throw ["bad-file", "words of another release"];
        core.styles = styles;
        core.lost = null;
        core.whole = true;
        core.waits.forEach((wait) => wait());
        return;
      } catch (error) {
        console.warn(error);
        if (!core.lost && performance.now() - begun > LONG) {
          core.lost = Array.isArray(error) ? error : ["bad-file", error];
          core.waits.forEach((wait) => wait());
        }
      }
      await after(pause);
    }
  };

  // The glue hears what is thrown in its own functions. What is thrown elsewhere reaches only the
  // window; the stack tells ours from other people's.
  const listenForStops = ({ glue, stop }, base) => {
    const trap = ({ error, reason = error }) => {
      if (/RuntimeError|abort/.test(reason) && `${reason.stack}`.includes(base)) stop(reason);
    };
    glue.stops?.push(stop);
    addEventListener("error", trap);
    addEventListener("unhandledrejection", trap);
  };

  // Fetches the glue and the Wasm side by side and compiles. Where WebAssembly is missing, forbidden
  // or broken, fetches the widget as plain JavaScript. Throws [code, error].
  const fetchCore = async (base) => {
    const core = newCore();
    const stem = base + NAME;
    let refused;
    document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
      if (blockedURI.startsWith(base) || /eval$/.test(blockedURI)) refused = true;
    });
    const fetched = patiently(bringModule, `${stem}.js`, GLUE_HASH);
    try {
      if (typeof WebAssembly !== "object") throw ["no-wasm"];
      const [glue, wasm] = await Promise.all([
        fetched,
        patiently(bringFile, `${stem}_bg.wasm`, WASM_HASH),
      ]);
      // Not while it streams: that asks for a media type which not every server sends.
      const module = await WebAssembly.compile(wasm);
      const { hashes = {} } = glue;
      glue.initSync({ module });
      core.glue = glue;
      // A build for `trunk serve` carries everything.
      if (glue.add) core.rest = bringRest(core, stem, hashes);
    } catch (thrown) {
      // The report of a refusal comes as a task of its own, after the error.
      await after(0);
      const [cause, error] = Array.isArray(thrown) ? thrown : ["bad-file", thrown];
      const code = refused || /eval|CSP/.test(error) ? "csp" : cause;
      try {
        const { hashes = {} } = await fetched;
        const glue = await patiently(bringModule, `${stem}-fallback.js`, hashes.fallback);
        console.warn(NAME, code, error);
        core.glue = glue;
        core.rest = bringRest(core, stem, hashes);
      } catch {
        throw [code, error];
      }
    }
    listenForStops(core, base);
    core.base = base;
    loaded.push(core);
    return core;
  };

  // One instance serves every element that is loaded from the same place, and so do the first screens.
  const cores = {};
  const firsts = {};

  // The first screens, with the styles that the widget wears at first. An element that comes later tries
  // again.
  const fetchFirst = (base) =>
    patiently(bringModule, `${base}${NAME}-first.js`, FIRST_HASH).catch((error) => {
      delete firsts[base];
      throw error;
    });

  // Those that have come.
  const loaded = [];

  // What a getter of the browser says, whatever the page has put in its place.
  const getter = (kind, name) =>
    Object.getOwnPropertyDescriptor(globalThis[kind]?.prototype ?? {}, name);
  const stateOf = getter("PopStateEvent", "state")?.get;

  // Whether an event tells of a step between two entries of a widget on one page: asked once, of
  // whoever hears it first.
  const known = new WeakMap();
  const ours = (event) => {
    if (!known.has(event)) {
      known.set(event, false);
      const state = event.type === "popstate" && stateOf?.call(event);
      known.set(event, loaded.some((core) => !core.stopped && core.call("ours", event, state)));
    }
    return known.get(event);
  };

  // Such a step is nobody else's. Who listens on a window or on the history is told in the order of
  // coming, and a router may have come before us: to it, the event looks like one that is none of a
  // router's business.
  const veil = (kind, name, instead) => {
    const own = getter(kind, name);
    if (!own?.configurable) return;
    const get = own.get && {
      get() {
        const said = own.get.call(this);
        return ours(this) ? instead : said;
      },
    };
    const value = own.value && {
      value(...given) {
        return ours(this) ? instead : own.value.apply(this, given);
      },
    };
    Object.defineProperty(globalThis[kind].prototype, name, { __proto__: null, ...own, ...get, ...value });
  };
  const watchHistory = () => {
    const keep = (event) => ours(event) && event.stopImmediatePropagation();
    const listen = (target, kind) =>
      target && EventTarget.prototype.addEventListener.call(target, kind, keep, true);
    veil("PopStateEvent", "state", null);
    veil("NavigateEvent", "canIntercept", false);
    veil("NavigateEvent", "intercept");
    listen(window, "popstate");
    for (const kind of ["navigate", "currententrychange"]) listen(window.navigation, kind);
  };
  watchHistory();

  // Calls back once, when the element comes near the screen or someone reaches for it. An element
  // without a box of its own (display: contents) is where its mount is.
  const whenNear = (host, mount, signal, then) => {
    const come = () => {
      observer.disconnect();
      then();
      then = () => {};
    };
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && come(),
      { __proto__: null, rootMargin: NEAR },
    );
    observer.observe(host);
    observer.observe(mount);
    for (const kind of ["focusin", "pointerover"]) host.addEventListener(kind, come, { __proto__: null, signal });
    signal.addEventListener("abort", () => observer.disconnect());
  };

  // Whether the clinic wrote anything inside the element that a person can see: text or elements.
  const hasFallback = (host) =>
    [...host.childNodes].some((node) =>
      node.nodeType === 3 ? node.data.trim() : node.matches?.(":not(script,style,template)"),
    );

  // Where the keyboard answers a question, the page's own shortcuts have no part. They spare fields by
  // the target of the event, and outside of a shadow root that is its host.
  const keepKeys = (event) => {
    const target = event.composedPath()[0];
    const { key } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || key === "Tab" || key === "Escape") return;
    if (target.getRootNode?.().host?.localName !== NAME) return;
    const field = target.matches("input,select,textarea");
    const pressed = target.matches("button,a,summary") && (key === " " || key === "Enter");
    if (field || pressed) event.stopImmediatePropagation();
  };
  for (const kind of ["keydown", "keypress", "keyup"]) addEventListener(kind, keepKeys, true);

  const start = async (host, slot, mount, run) => {
    const root = host.shadowRoot;
    const { signal } = run.life;
    const early = [];
    let base;
    let core;
    let told;

    // Tells the page. Never an answer, and no outcome or urgency that the owner has not asked for.
    const tell = (name, more) => {
      if (signal.aborted) return;
      const detail = Object.freeze({ v: 1, ...more });
      const event = { __proto__: null, bubbles: true, composed: true, detail };
      host.dispatchEvent(new CustomEvent(name, event));
      if (name !== "wts-ready") return;
      makeRoom();
      early.splice(0).forEach(([name, more]) => tell(name, more));
    };

    // Shows the first screens until the widget is there. What happens on them the page hears after
    // wts-ready, in its order.
    const showFirst = async (first) => {
      const { show } = await first;
      if (core || signal.aborted || !mount.parentNode) return;
      const later = (...event) => early.push(event);
      const call = (...given) => core.call(...given);
      run.first = show(host, root, mount, later, call, signal);
      if (run.first) makeRoom();
    };

    // What the visitor reads: after a start, beside what the clinic wrote; else only where it wrote
    // nothing. No style of the page reaches it.
    const sentences = (code, error) => {
      const told = make("p", { lang: "en" });
      told.style.cssText =
        "all:initial;display:block;padding:.5em;font:1em/1.5 system-ui,sans-serif;color:CanvasText;background:Canvas";
      told.append(`${sentence(code)} In an emergency, call your local emergency number. `);
      // The property, the attribute, or what the configuration says as text.
      const json = `${host.config}${host.getAttribute("config")}${host.textContent}`;
      const telephone =
        host.config?.telephone ||
        host.getAttribute("telephone") ||
        /"telephone"\s*:\s*"([^"]+)/.exec(json)?.[1];
      if (telephone) {
        // One number in plain digits, without the zero that is dialled at home only, but in Italy.
        const href =
          "tel:" +
          `${telephone}`
            .normalize("NFKC")
            .match(/[+\d][^a-z+,;|&/]*|$/i)[0]
            .replace(/^(\+|00)(?!39)(\d+\D*\(|44\D*)\s*0/, "$1$2")
            .replace(/[^+\d]/g, "");
        // Fewer digits are a short code.
        told.append("Phone ", href[10] ? make("a", { href, textContent: telephone }) : telephone, ". ");
      }
      told.append(`(${code})`);
      if (host.hasAttribute("debug")) told.append(` ${error}`);
      return told;
    };

    const fail = (code, error = "") => {
      if (!mount.parentNode || signal.aborted) return;
      const begun = !slot.parentNode;
      each(
        () => console.error(NAME, code, sentence(code), error),
        () => told?.remove(),
        () => run.first?.fail(),
        () => mount.replaceWith(slot),
        () => (begun || !hasFallback(host)) && slot.after(sentences(code, error)),
        () => tell("wts-error", { code }),
      );
    };

    // The rest of the words is missing for long, or has come after all.
    const wait = () => {
      if (core.whole) run.first?.whole();
      if (core.lost && mount.parentNode) {
        const [code, error] = core.lost;
        const known = told;
        told ||= sentences(code, error);
        mount.after(slot, told);
        if (known) return;
        console.error(NAME, code, sentence(code), "It goes on trying.", error);
        tell("wts-error", { code });
      } else if (!core.lost && told) {
        told.remove();
        told = slot.remove();
      }
    };

    // The widget is drawn, and what the clinic wrote makes room. A link that vanishes would take the
    // focus of a keyboard user with it, so the heading gets it. Nothing waits: later the page would
    // move under a mouse that presses Start.
    const makeRoom = () => {
      const focused = host.querySelector(":focus");
      slot.remove();
      if (focused) host.focus();
    };

    let stage = "config";
    try {
      const folder = host.getAttribute("base-url");
      const from = folder ? new URL(folder.replace(/\/*$/, "/"), document.baseURI) : home;
      base = new URL(CORE, from).href;
      // An address, unless it is the JSON itself. The widget does not wait for what lies there.
      const address = host.getAttribute("config");
      const config =
        address &&
        address[0] !== "{" &&
        inTime(fetch(address).then((reply) => reply.ok && reply.text())).catch(() => {});
      const first = FIRST_HASH && (firsts[base] ||= fetchFirst(base));
      if (first && !loaded.some((core) => core.base === base))
        showFirst(first).catch((error) => console.warn(NAME, error));
      try {
        core = await (cores[base] ||= fetchCore(base));
      } catch ([code, error]) {
        // An element that comes later tries again.
        delete cores[base];
        return fail(code, error);
      }
      if (signal.aborted) return;
      stage = "crash";
      if (core.stopped) return fail(stage, core.stopped[0]);
      const stop = (error) => fail("crash", error);
      core.stops.add(stop);
      core.waits.add(wait);
      signal.addEventListener("abort", () => {
        core.stops.delete(stop);
        core.waits.delete(wait);
        core.call("end", root);
      });
      wait();
      // Where the first screens are lost, the rest brings their styles too.
      const worn = first && first.then(({ styles }) => (core.styles ||= styles));
      if (worn) await Promise.race([worn.catch(() => core.rest), core.rest]);
      if (signal.aborted || core.stopped) return;
      core.call("start", mount, host, tell, config, run.first && (() => run.first.begun()), core.styles);
      wait();
      return core;
    } catch (error) {
      fail(stage, error);
    }
  };

  // A life of an element: from when it is put into a page until it is taken away. Gives what ends it,
  // and the promise of its core.
  const begin = (host) => {
    const root = host.shadowRoot;
    const slot = make("slot");
    const mount = make("div");
    const life = new AbortController();
    const { signal } = life;
    const run = { life, first: null, started: null, heard: [] };
    // Yew listens on its mount. On the root, no screen reader calls headings that can take the focus
    // "clickable"; and what listens there ends.
    mount.addEventListener = (kind, heard, how) => {
      run.heard.push(heard);
      root.addEventListener(kind, heard, { __proto__: null, ...how, signal });
    };
    root.replaceChildren(slot, mount);
    whenNear(host, mount, signal, () => (run.started = start(host, slot, mount, run)));
    return run;
  };

  customElements.define(
    NAME,
    class extends HTMLElement {
      static version = VERSION;
      #run;

      #config;

      // Frameworks look for a setter. What a page has set before this file came stands before it.
      get config() {
        return this.#config;
      }

      set config(config) {
        this.#config = config;
      }

      constructor() {
        super();
        // Open, so that accessibility checkers see inside.
        this.attachShadow({ __proto__: null, mode: "open" }).append(make("slot"));
      }

      connectedCallback() {
        this.#run ||= begin(this);
      }

      // A page builder may move the element: what stands in the page again when this task is over
      // goes on, with its answers. What does not has ended.
      disconnectedCallback() {
        after(0).then(() => {
          if (this.isConnected) return;
          const run = this.#run;
          this.#run = null;
          run?.life.abort();
          // Yew gives its listeners away for good: this takes back what they hold.
          run?.heard.forEach((heard) => heard._wbg_cb_unref?.());
        });
      }

      // The heading of the screen that stands.
      focus() {
        this.shadowRoot.querySelector("[tabindex]")?.focus();
      }

      // Forgets every answer, and begins again.
      async restart() {
        const run = this.#run;
        const first = run?.first;
        if (first?.restart()) return;
        const core = await run?.started;
        // What came meanwhile begins with nothing.
        if (run?.first !== first) return;
        core?.call("restart", this.shadowRoot);
        first?.leave();
      }
    },
  );
})();
