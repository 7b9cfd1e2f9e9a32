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

  // How near the screen the element comes before the widget is fetched: about one flick of a thumb.
  const NEAR = "600px";

  // A telephone that changes cells drops a request or two: after so many milliseconds, one more try.
  const PAUSE = 1500;

  // The codes of the wts-error event, each with the sentence that a visitor reads where the clinic
  // wrote nothing inside the element. What the owner can do about it: docs/troubleshooting.md.
  const WHY = {
    "no-wasm": "cannot run in this browser",
    csp: "cannot run on this page",
    network: "could not load",
    "bad-file": "has a missing part",
    integrity: "has a changed part",
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

  const make = (name, more) => Object.assign(document.createElement(name), more);

  const after = (pause) => new Promise((done) => setTimeout(done, pause));

  // Gets a file, a second time if the network fails. The second address differs: some browsers
  // remember that a module could not be loaded. Then asks without the hash, to learn why.
  const patiently = (get, address, integrity = "") =>
    get(address, integrity)
      .catch(() => after(PAUSE).then(() => get(`${address}?again`, integrity)))
      .catch(async (error) => {
        const found = await fetch(address).catch(() => {});
        throw { code: found ? (found.ok && integrity ? "integrity" : "bad-file") : "network", error };
      });

  const bringFile = (address, integrity) => fetch(address, { integrity });

  // Gets a module. import() takes no hash, but it takes what a script element has brought, with hash
  // and nonce. Under Trusted Types no script element may be made: there a link does the same.
  const bringModule = (address, integrity = "") =>
    new Promise((onload, onerror) => {
      const bring = (name, more) =>
        document.head.append(make(name, { integrity, nonce, onload, onerror, ...more }));
      try {
        bring("script", { type: "module", src: address });
      } catch {
        bring("link", { rel: "modulepreload", href: address });
      }
    }).then(() => import(address));

  // Brings what nobody needs before the first answer: the rest of the widget, which "join" adds to
  // the first part, and its words. Everything that an emergency needs is there without them, and the
  // widget says what to do meanwhile: so this never gives up.
  const bringRest = async (stem, glue, hashes, join) => {
    for (let pause = PAUSE, again = ""; ; pause *= 2, again = `?${pause}`) {
      try {
        const [{ words, styles }] = await Promise.all([
          bringModule(`${stem}-words.js${again}`, hashes.words),
          join(again),
        ]);
        if (glue.add(words, styles)) return;
      } catch (error) {
        console.warn(error);
      }
      await after(pause);
    }
  };

  // Fetches the glue and the Wasm side by side and compiles. Where WebAssembly is missing, forbidden
  // or broken, fetches the widget as plain JavaScript. Gives { glue }, or { code, error }.
  const fetchCore = async (base) => {
    const stem = base + NAME;
    let refused;
    document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
      if (blockedURI.startsWith(base) || /eval$/.test(blockedURI)) refused = true;
    });
    const fetched = patiently(bringModule, `${stem}.js`, GLUE_HASH);
    try {
      if (typeof WebAssembly !== "object") throw { code: "no-wasm" };
      const [glue, wasm] = await Promise.all([
        fetched,
        patiently(bringFile, `${stem}_bg.wasm`, WASM_HASH),
      ]);
      // Not while it streams: that asks for a media type which not every server sends.
      const module = await WebAssembly.compile(await wasm.arrayBuffer());
      const { hashes = {} } = glue;
      const p = glue.initSync({ module });
      // A build for `trunk serve` is in one piece.
      if (glue.add)
        bringRest(stem, glue, hashes, async (again) => {
          const rest = await bringFile(`${stem}-rest.wasm${again}`, hashes.rest);
          await WebAssembly.instantiate(await rest.arrayBuffer(), { p });
        });
      return { glue };
    } catch (thrown) {
      // The report of a refusal comes as a task of its own, after the error.
      await after(0);
      const { code: cause = "bad-file", error = thrown } = thrown;
      const code = refused || /eval|CSP/.test(error) ? "csp" : cause;
      try {
        const { hashes = {} } = await fetched;
        const glue = await patiently(bringModule, `${stem}-fallback.js`, hashes.fallback);
        console.warn(NAME, code, error);
        bringRest(stem, glue, hashes, async (again) =>
          (await bringModule(`${stem}-fallback-rest.js${again}`, hashes.more)).default(glue.part),
        );
        return { glue };
      } catch {
        return { code, error };
      }
    }
  };

  // One instance serves every element that is loaded from the same place.
  const cores = {};

  // Calls back once, when the element comes near the screen or someone reaches for it.
  const whenNear = (host, then) => {
    const come = () => {
      observer.disconnect();
      then();
      then = () => {};
    };
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && come(),
      { rootMargin: NEAR },
    );
    observer.observe(host);
    host.addEventListener("focusin", come);
    host.addEventListener("pointerover", come);
  };

  // Whether the clinic wrote anything inside the element that a person can see: text or elements.
  const hasFallback = (host) =>
    [...host.childNodes].some((node) =>
      node.nodeType === 3 ? node.data.trim() : node.matches?.(":not(script,style,template)"),
    );

  const start = async (host, slot, mount) => {
    let base;

    // Tells the page. Never an answer, and no outcome or urgency that the owner has not asked for.
    const tell = (name, more) => {
      const detail = Object.freeze({ v: 1, ...more });
      host.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
      if (name === "wts-ready") makeRoom();
    };

    const fail = (code, error = "") => {
      if (!mount.parentNode) return;
      console.error(NAME, code, sentence(code), error);
      if (!hasFallback(host)) {
        slot = make("p", { lang: "en" });
        slot.append(`${sentence(code)} In an emergency, call your local emergency number. `);
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
          slot.append("Phone ", href[10] ? make("a", { href, textContent: telephone }) : telephone, ". ");
        }
        slot.append(`(${code})`);
      }
      mount.replaceWith(slot);
      tell("wts-error", { code });
    };

    // After a trap nothing that shares the instance can be trusted any more. A trap in an event
    // handler reaches only the window; the stack tells ours from other people's.
    const trap = ({ error, reason = error }) => {
      if (/RuntimeError|abort/.test(reason) && `${reason.stack}`.includes(base)) fail("crash", reason);
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
      const config = address && address[0] !== "{" && fetch(address).then((reply) => reply.ok && reply.text()).catch(() => {});
      const { glue, code, error } = await (cores[base] ||= fetchCore(base));
      if (code) {
        // An element that comes later tries again.
        delete cores[base];
        return fail(code, error);
      }
      stage = "crash";
      addEventListener("error", trap);
      addEventListener("unhandledrejection", trap);
      glue.start(mount, host, tell, config);
      return glue;
    } catch (error) {
      fail(stage, error);
    }
  };

  customElements.define(
    NAME,
    class extends HTMLElement {
      static version = VERSION;
      #started;

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
        const slot = make("slot");
        const mount = make("div");
        // Open, so that accessibility checkers see inside.
        this.attachShadow({ mode: "open" }).append(slot, mount);
        // Once: a page builder may move the element, and what has begun goes on, with its answers.
        whenNear(this, () => (this.#started = start(this, slot, mount)));
      }

      // The heading of the screen that stands.
      focus() {
        this.shadowRoot.querySelector("[tabindex]")?.focus();
      }

      // Forgets every answer, and begins again.
      async restart() {
        (await this.#started)?.restart(this.shadowRoot);
      }
    },
  );
})();
