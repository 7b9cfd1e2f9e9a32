// For a page that shows the check in an iframe: gives the iframe the height that it asks for, and keeps
// the beginning of each screen in sight.
//
// Without this file the iframe keeps the height that its own tag gives it, and scrolls inside.
(() => {
  "use strict";

  // Lower or higher is no screen of the check: somebody makes fun of the page.
  const LEAST = 100;
  const MOST = 10000;

  // Between a header that stays and the iframe, in CSS pixels; and what reaches lower in the window is no
  // header.
  const GAP = 8;
  const HEADER_AT_MOST = 0.6;

  // How many drawings long a header may take to slide in.
  const DRAWINGS = 45;

  // A server may shorten the name of the page.
  const OURS = /\/embed(\.html)?\/?([?#]|$)/;

  // Whether a message comes from this iframe while it shows what the page has put there. In a sandbox
  // that takes the origin away there is none to compare.
  const isFrom = (frame, { origin, source }) => {
    if (frame.contentWindow !== source || !OURS.test(frame.src)) return false;
    const opaque = frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin");
    return origin === (opaque ? "null" : new URL(frame.src, document.baseURI).origin);
  };

  // How far the iframe must come down to clear what lies over its upper edge. Looked for from above,
  // point by point: a header may be larger than its box, or made of several.
  const covered = (frame) => {
    const { left, right, top } = frame.getBoundingClientRect();
    const lowest = innerHeight * HEADER_AT_MOST;
    const free = (x, y) => {
      const over = document.elementFromPoint(x, y);
      return !over || over === frame || over.contains(frame);
    };
    let most = 0;
    for (const part of [0.1, 0.5, 0.9]) {
      const x = left + (right - left) * part;
      let y = Math.max(top, 0) + 4;
      if (free(x, y)) continue;
      while (y < lowest && !free(x, y)) y += GAP;
      if (y < lowest) most = Math.max(most, y + GAP - top);
    }
    return most;
  };

  // A scroll margin and not scrollBy: it holds in whatever box the page scrolls.
  const bring = (frame) => {
    if (frame.getBoundingClientRect().top < 0) frame.scrollIntoView({ behavior: "instant" });
    for (let tries = 0; tries < 3; tries++) {
      const by = covered(frame);
      if (!by) return;
      const margin = by + Math.max(0, frame.getBoundingClientRect().top);
      frame.style.scrollMarginTop = `${Math.ceil(margin)}px`;
      frame.scrollIntoView({ behavior: "instant" });
    }
  };

  // Some headers come back when the page scrolls up: looks again until they have, or the visitor moves.
  const keepInSight = (frame) => {
    let left = DRAWINGS;
    const rest = () => (left = 0);
    const moves = ["wheel", "touchstart", "pointerdown", "keydown"];
    for (const move of moves) addEventListener(move, rest, { once: true, passive: true });
    const look = () => {
      bring(frame);
      if (--left > 0) requestAnimationFrame(look);
      else for (const move of moves) removeEventListener(move, rest);
    };
    look();
  };

  addEventListener("message", (event) => {
    const { data } = event;
    if (!data || data.type !== "wts-height" || data.v !== 1 || !Number.isFinite(data.height)) return;
    document.querySelectorAll("iframe").forEach((frame) => {
      if (!isFrom(frame, event)) return;
      frame.style.height = `${Math.min(MOST, Math.max(LEAST, Math.ceil(data.height)))}px`;
      // A new screen begins at its first line, not where the last one was left.
      if (data.top === true) keepInSight(frame);
    });
  });
})();
