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
  "use strict";

  const NAME = "who-to-see";

  // Where the widget's files lie, seen from this file. The release gives the folder a name of its own
  // by replacing this string.
  const CORE = "core/";

  // How near the screen the element comes before the widget is fetched: about one flick of a thumb.
  const NEAR = "600px";

  // A telephone that changes cells drops a request or two: after so many milliseconds, one more try.
  const PAUSE = 1500;

  // Shown only where the clinic wrote nothing inside the element.
  const LAST_RESORT =
    "This check could not start. If it is an emergency, call your local emergency number.";

  // The codes of the wts-error event, each with a sentence for the owner of the site.
  const ADVICE = {
    "no-wasm": "This browser has no WebAssembly, or has it switched off.",
    csp: "Let the page's Content-Security-Policy allow this address in script-src and connect-src, and 'wasm-unsafe-eval' in script-src.",
    network: "Check that the files can be reached, and that another origin sends Access-Control-Allow-Origin.",
    "bad-file": "The server sent something else: upload the whole folder again.",
    crash: "It stopped by its own fault: please report it.",
  };

  // A page may bring this file twice.
  const registry = window.customElements;
  if (!registry || registry.get(NAME)) return;

  // The script that runs is known now or never, and not at all in a module or where an optimiser of
  // the page runs scripts its own way. An image named "currentScript" would stand in its place.
  const current = document.currentScript;
  const script =
    current instanceof HTMLScriptElement && current.src
      ? current
      : [...document.querySelectorAll(`script[src*="${NAME}.js"]`)].pop();
  const home = script ? script.src : document.baseURI;

  const after = (pause) => new Promise((done) => setTimeout(done, pause));

  // Gets something, a second time if the network fails. The second address differs: some browsers
  // remember that a module could not be loaded.
  const patiently = (get) => get("").catch(() => after(PAUSE).then(() => get("?again")));

  // Brings what nobody needs before the first answer: the rest of the widget, which "join" adds to
  // the first part, and its words. Everything that an emergency needs is there without them, and the
  // widget says what to do meanwhile: so this never gives up.
  const bringRest = async (base, glue, join) => {
    for (let pause = PAUSE, again = ""; ; pause *= 2, again = `?${pause}`) {
      try {
        const [{ words, styles }] = await Promise.all([
          import(`${base}${NAME}-words.js${again}`),
          join(again),
        ]);
        if (glue.add(words, styles)) return;
      } catch (error) {
        console.warn(error);
      }
      await after(pause);
    }
  };

  // Fetches the widget as plain JavaScript, where there is no WebAssembly or the page forbids it.
  // Gives { glue }, or { code, error }: why it was needed.
  const fetchFallback = async (base, code, error) => {
    try {
      const glue = await patiently((again) => import(`${base}${NAME}-fallback.js${again}`));
      bringRest(base, glue, async (again) =>
        (await import(`${base}${NAME}-fallback-rest.js${again}`)).default(glue.part),
      );
      return { glue };
    } catch {
      return { code, error };
    }
  };

  // Fetches the first two files side by side and compiles. Gives { glue }, or { code, error }.
  const fetchCore = async (base) => {
    if (typeof WebAssembly !== "object") return fetchFallback(base, "no-wasm");
    let code = "network";
    let refused = false;
    const notice = ({ blockedURI }) => {
      if (blockedURI.startsWith(base) || /eval$/.test(blockedURI)) refused = true;
    };
    document.addEventListener("securitypolicyviolation", notice);
    try {
      const [glue, wasm] = await Promise.all([
        patiently((again) => import(`${base}${NAME}.js${again}`)),
        patiently((again) => fetch(`${base}${NAME}_bg.wasm${again}`)),
      ]);
      code = "bad-file";
      if (!wasm.ok) throw wasm.status;
      // Not while it streams: that asks for a media type which not every server sends.
      const module = await WebAssembly.compile(await wasm.arrayBuffer());
      const p = glue.initSync({ module });
      // A build for `trunk serve` is in one piece.
      if (glue.add)
        bringRest(base, glue, async (again) => {
          const rest = await fetch(`${base}${NAME}-rest.wasm${again}`);
          await WebAssembly.instantiate(await rest.arrayBuffer(), { p });
        });
      return { glue };
    } catch (error) {
      // The report of a refusal comes as a task of its own, after the error.
      await after(0);
      if (refused || /unsafe-eval|CSP|Content.Security/.test(error)) return fetchFallback(base, "csp", error);
      return { code, error };
    } finally {
      document.removeEventListener("securitypolicyviolation", notice);
    }
  };

  // One instance serves every element that is loaded from the same place.
  const cores = new Map();
  const core = (base) => {
    if (!cores.has(base)) cores.set(base, fetchCore(base));
    return cores.get(base);
  };

  // Calls back once, when the element comes near the screen or someone reaches for it.
  const whenNear = (host, then) => {
    let observer;
    let waiting = true;
    const come = () => {
      if (!waiting) return;
      waiting = false;
      if (observer) observer.disconnect();
      then();
    };
    host.addEventListener("focusin", come, { once: true });
    host.addEventListener("pointerover", come, { once: true });
    if (!window.IntersectionObserver) return come();
    observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && come(),
      { rootMargin: NEAR },
    );
    observer.observe(host);
  };

  // Whether the clinic wrote anything inside the element that a person can see.
  const hasFallback = (host) =>
    [...host.childNodes].some((node) =>
      node.nodeType === Node.ELEMENT_NODE
        ? !/^(script|style|template)$/i.test(node.nodeName)
        : node.nodeType === Node.TEXT_NODE && node.data.trim(),
    );

  const start = async (host, slot, mount) => {
    let base;

    // Tells the page. Never an answer, an outcome or an urgency.
    const tell = (name, more) => {
      const detail = Object.freeze({ v: 1, ...more });
      host.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
    };

    const fail = (code, error = "") => {
      removeEventListener("error", trap);
      removeEventListener("unhandledrejection", trap);
      console.error(`${NAME}: ${code}. ${ADVICE[code]}`, error);
      if (!hasFallback(host)) {
        slot = document.createElement("p");
        slot.lang = "en";
        slot.textContent = LAST_RESORT;
      }
      mount.replaceWith(slot);
      tell("wts-error", { code });
    };

    // After a trap nothing that shares the instance can be trusted any more. A trap in an event
    // handler reaches only the window; the stack tells ours from other people's.
    const trap = ({ error, reason = error }) => {
      const { WebAssembly } = window;
      if (WebAssembly && reason instanceof WebAssembly.RuntimeError && `${reason.stack}`.includes(base))
        fail("crash", reason);
    };

    // The widget is drawn, and what the clinic wrote makes room. Not while the focus is in it: a
    // link that vanishes would take the focus of a keyboard user with it.
    const makeRoom = () => {
      const focused = host.getRootNode().activeElement;
      if (focused && focused !== host && host.contains(focused))
        host.addEventListener("focusout", () => setTimeout(makeRoom), { once: true });
      else slot.remove();
    };

    let stage = "network";
    try {
      const folder = host.getAttribute("base-url");
      const from = folder ? new URL(folder.replace(/\/*$/, "/"), document.baseURI) : home;
      base = new URL(CORE, from).href;
      const { glue, code, error } = await core(base);
      if (code) return fail(code, error);
      stage = "crash";
      addEventListener("error", trap);
      addEventListener("unhandledrejection", trap);
      host.addEventListener("wts-ready", ({ target }) => target === host && makeRoom());
      glue.start(mount, host, tell);
    } catch (error) {
      fail(stage, error);
    }
  };

  registry.define(
    NAME,
    class extends HTMLElement {
      #wait;

      constructor() {
        super();
        const slot = document.createElement("slot");
        const mount = document.createElement("div");
        // Open, so that accessibility checkers see inside.
        this.attachShadow({ mode: "open" }).append(slot, mount);
        this.#wait = () => whenNear(this, () => start(this, slot, mount));
      }

      // Called again whenever a page builder moves the element: what has begun goes on by itself,
      // with its answers.
      connectedCallback() {
        this.#wait();
        this.#wait = () => {};
      }
    },
  );
})();
