// The page of the iframe and of the stand-alone link: reads its address, and tells the page around
// it how high it is.
//
// Nothing else is ever told: no answer, no outcome, no step.
(() => {
  "use strict";

  // What the address may set. Anybody can make a link: so it can bring no telephone, no booking
  // address and no words, and cannot keep answers where the owner keeps none. Those stand in the page
  // itself, where only its owner can write them.
  const ALLOWED = ["region", "theme", "preset", "heading-level", "kiosk"];

  const host = document.querySelector("who-to-see");
  const asked = new URLSearchParams(location.search);
  for (const name of ALLOWED) {
    if (asked.has(name)) host.setAttribute(name, asked.get(name));
  }

  const alone = window.parent === window;
  document.documentElement.classList.toggle("alone", alone);
  if (alone) return;

  // The browser's own history belongs to the page around it.
  host.setAttribute("history", "off");

  let told = "";
  let shown = "";
  let due = 0;

  // Once a frame, and only what is new. `top` says that another screen stands there now: its first
  // line may lie above what the visitor sees.
  const tell = () => {
    due = 0;
    const screen = host.shadowRoot && host.shadowRoot.querySelector("[data-screen]");
    const now = screen ? JSON.stringify(screen.dataset) : "";
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
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

  new ResizeObserver(soon).observe(document.documentElement);
  customElements.whenDefined("who-to-see").then(() => {
    const screens = { subtree: true, childList: true, attributeFilter: ["data-screen", "data-question"] };
    new MutationObserver(soon).observe(host.shadowRoot, screens);
    soon();
  });
})();
