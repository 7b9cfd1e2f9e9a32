// For a page that shows the check in an iframe: gives the iframe the height that its content asks for.
//
// Without this file the iframe keeps the height that its own tag gives it, and scrolls inside.
(() => {
  "use strict";

  // Lower or higher is no screen of the check: somebody makes fun of the page.
  const LEAST = 100;
  const MOST = 10000;

  addEventListener("message", ({ data, origin, source }) => {
    if (!data || data.type !== "wts-height" || data.v !== 1 || !Number.isFinite(data.height)) return;
    document.querySelectorAll('iframe[src*="embed.html"]').forEach((frame) => {
      // From that very iframe, and while it still shows what the page has put there.
      if (frame.contentWindow !== source || new URL(frame.src, document.baseURI).origin !== origin) return;
      frame.style.height = `${Math.min(MOST, Math.max(LEAST, Math.ceil(data.height)))}px`;
      // A new screen begins at its first line, not where the last one was left.
      if (data.top === true && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
    });
  });
})();
