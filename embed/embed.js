// The page of the iframe and of the stand-alone link: reads its address, and tells the page around
// it how high it wants to be.
//
// Nothing else is ever told: no answer, no outcome. Nor does the height tell them: every result, an
// emergency too, asks for the same height, and the questions for a few that only grow.
(() => {
  "use strict";

  // What the address may set. Anybody can make a link: so it can bring no telephone, no booking
  // address and no words, and cannot keep answers where the owner keeps none. Those stand in the page
  // itself, where only its owner can write them.
  const ALLOWED = ["region", "theme", "preset", "heading-level", "kiosk"];

  // Heights, in the size of the text. A result is as high on every way through the questions; what is
  // longer scrolls inside. WIDE is how wide a page is before its lines are short enough to stand beside
  // each other.
  const QUESTION = 50;
  const STEP = 25;
  const WIDE = 40;
  const RESULT = 120;
  const RESULT_WIDE = 90;

  const host = document.querySelector("who-to-see");

  // Behind a `#` as well as behind a `?`: a server that shortens addresses drops what stands behind the
  // question mark, and no server is ever sent the other.
  const asked = [location.search, location.hash].flatMap((text) => [
    ...new URLSearchParams(text.slice(1)),
  ]);
  for (const [written, value] of asked) {
    // Editors of sites write `&amp;` for `&`, and some of them once too often.
    const name = written.replace(/^amp;/, "").toLowerCase();
    if (ALLOWED.includes(name)) host.setAttribute(name, value);
  }
  if (!host.getAttribute("region"))
    console.warn(
      "who-to-see: this address names no region, so no emergency number is shown. Write it behind a #: " +
        "embed.html#region=GB. Some servers drop what stands behind a ?.",
    );

  const alone = window.parent === window;
  document.documentElement.classList.toggle("alone", alone);
  if (alone) return;

  // The browser's own history belongs to the page around it.
  host.setAttribute("history", "off");

  let told = "";
  let shown = "";
  let due = 0;
  let high = 0;

  // The height that a screen asks for, in CSS pixels.
  const wanted = (screen) => {
    const root = document.documentElement;
    const size = parseFloat(getComputedStyle(root).fontSize) || 16;
    const own = Math.ceil(root.getBoundingClientRect().height);
    switch (screen) {
      // The same for everybody.
      case "":
      case "start":
        high = 0;
        return own;
      case "question":
        high = Math.max(high, QUESTION, STEP * Math.ceil(own / size / STEP));
        return Math.round(high * size);
      case "waiting":
        return told || own;
      default:
        return Math.round((innerWidth < WIDE * size ? RESULT : RESULT_WIDE) * size);
    }
  };

  // Once a frame, and only what is new. `top` says that another screen stands there now: its first
  // line may lie above what the visitor sees.
  const tell = () => {
    due = 0;
    watch();
    const screen = watched?.querySelector("[data-screen]");
    const now = screen ? JSON.stringify(screen.dataset) : "";
    const height = wanted(screen ? screen.dataset.screen : "");
    const top = shown !== "" && now !== shown;
    shown = now;
    if (!top && told === height) return;
    told = height;
    // To whoever has put this page into a frame: a height is no secret.
    window.parent.postMessage({ type: "wts-height", v: 1, height, top }, "*");
  };
  const soon = () => {
    due = due || requestAnimationFrame(tell);
  };

  // The element that stands there now: a script of the owner's may put another in its place.
  let watched;
  const screens = new MutationObserver(soon);
  const watch = () => {
    const root = document.querySelector("who-to-see")?.shadowRoot;
    if (!root || root === watched) return;
    watched = root;
    screens.disconnect();
    screens.observe(root, {
      subtree: true,
      childList: true,
      attributeFilter: ["data-screen", "data-question"],
    });
  };

  new ResizeObserver(soon).observe(document.documentElement);
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
  customElements.whenDefined("who-to-see").then(soon);

  // A sandbox can forbid new tabs, or leaving the page, and a link would do nothing. What can be opened
  // is opened; else the address is written out, to be typed elsewhere.
  addEventListener("click", (event) => {
    const link = event.composedPath().find((node) => node.localName === "a");
    const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || !/^https?:/.test(link.href)) return;
    event.preventDefault();
    const tab = open("about:blank", "_blank");
    if (tab) {
      tab.opener = null;
      tab.location = link.href;
      return;
    }
    try {
      window.top.location = link.href;
    } catch {
      if (!link.dataset.address) link.append(` (${(link.dataset.address = link.href)})`);
    }
  });
})();
