// Shows the start and the first question while the widget is on its way.
//
// They are drawn when a release is built, by the widget's own screens; see src/prerender.rs. Here they
// become nodes, under every policy, and do what the widget would do. Once it has come, it stands unseen
// behind them until a button is pressed: nothing is replaced while somebody uses it. What was ticked
// goes with the press; see src/handover.rs.

// What the release puts here: the styles, the language, the places of the options that stand alone
// ("exclusive") and of those that are no sign ("harmless"), and the screens as trees. A tree is a text,
// an element as [name, attributes, ...children], or by region a list of such.
const FIRST = {};

// The buttons by their class. The widget knows them by their place.
const BUTTONS = ["wts-start", "wts-continue", "wts-back", "wts-about"];
const [START, CONTINUE, BACK, ABOUT] = BUTTONS.keys();

// A second tap comes within so many milliseconds, and CSS pixels, of the first.
const SOON = 400;
const CLOSE = 40;

// As in src/edge/focus.rs: how often a header that covers a screen is measured, what stands between
// them, which part of the window is in view, and what is too high for a header.
const TRIES = 8;
const GAP = 8;
const IN_VIEW = 0.4;
const HEADER_AT_MOST = 0.6;

const create = document.createElement.bind(document);
const createDrawn = document.createElementNS.bind(document, "http://www.w3.org/2000/svg");

// For ids of which no two are alike.
let shown = 0;

// The nodes of a tree.
const nodes = (tree, given) => {
  if (typeof tree === "string") return [tree];
  if (!Array.isArray(tree)) return tree[given.region].flatMap((inside) => nodes(inside, given));
  const [name, attributes, ...children] = tree;
  const drawn = given.drawn || name === "svg";
  const made = drawn
    ? createDrawn(name)
    : create(name.replace(/^h(\d)$/, (_, level) => `h${Math.min(6, level - 2 + given.level)}`));
  for (const [key, value] of Object.entries(attributes))
    made.setAttribute(key, value.replaceAll("{uid}", given.uid));
  made.append(...children.flatMap((inside) => nodes(inside, { ...given, drawn })));
  return [made];
};

// Whether somebody's answers may lie there, which the widget alone can read.
const mayBeKept = (host) => {
  if (host.hasAttribute("kiosk") || host.getAttribute("resume") === "off") return false;
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith("who-to-see:"));
  } catch {
    return false;
  }
};

// Only the widget makes readable colours of the owner's own.
const hasOwnColours = (host) => {
  const style = getComputedStyle(host);
  const names = ["--wts-brand", "--wts-surface", "--wts-text"];
  return names.some((name) => style.getPropertyValue(name).trim());
};

// How light a colour is, from 0 to 255; nothing where it is see-through or written in another way. As
// `background` in src/edge/page.rs reads it.
const lightness = (colour) => {
  const [, kind, inside] = /^(\w+)\((.*)/.exec(colour) || [];
  const most = { __proto__: null, oklch: 1, oklab: 1, lch: 100, lab: 100 }[kind];
  if (most) return inside.includes("/ 0") ? undefined : (parseFloat(inside) * 255) / most;
  if (!/^rgba?$/.test(kind) && !inside?.startsWith("srgb ")) return;
  const parts = inside.split(/[ ,/)]/).map(parseFloat).filter((part) => !isNaN(part));
  const [red, green, blue, opaque = 1] = parts;
  if (!(parts.length >= 3 && parts.length <= 4 && opaque >= 0.5)) return;
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) * (kind === "color" ? 255 : 1);
};

// Whether the page is dark behind the element.
const isDark = (host) => {
  const theme = host.getAttribute("theme");
  if (theme === "dark" || theme === "light") return theme === "dark";
  for (let at = host; at; at = at.parentElement || at.getRootNode().host) {
    const light = lightness(getComputedStyle(at).backgroundColor);
    if (light !== undefined) return light < 110;
  }
  const scheme = getComputedStyle(document.documentElement).colorScheme.split(" ");
  if (!scheme.includes("dark")) return false;
  return !scheme.includes("light") || matchMedia("(prefers-color-scheme: dark)").matches;
};

const isFocused = (element) => element.getRootNode().activeElement === element;
const focus = (element) => element.focus({ __proto__: null, preventScroll: true });
const scroll = (element) =>
  element.scrollIntoView({ __proto__: null, block: "start", behavior: "instant" });

// How far an element must come down to clear what lies over its top.
const cover = (element) => {
  const { left, width, top } = element.getBoundingClientRect();
  const found = document.elementFromPoint(left + width / 2, top + 4);
  let seen = element;
  while (seen.getRootNode().host) seen = seen.getRootNode().host;
  if (!found || found.contains(seen) || seen.contains(found)) return 0;
  return Math.max(0, found.getBoundingClientRect().bottom + GAP - top);
};

// Scrolls so that the element's top is in view and under no sticky header, only when needed.
const reveal = (element) => {
  const { top } = element.getBoundingClientRect();
  if (top >= 0 && top <= innerHeight * IN_VIEW && !cover(element)) return;
  scroll(element);
  let margin = Math.max(0, element.getBoundingClientRect().top);
  for (let tries = 0; tries < TRIES; tries++) {
    const covered = cover(element);
    margin += covered;
    if (!covered || margin > innerHeight * HEADER_AT_MOST) return;
    element.style.scrollMarginBlockStart = `${Math.ceil(margin)}px`;
    scroll(element);
  }
};

// Focus on what has just appeared, in view. A page may have put functions of its own in the place of
// the browser's: a step that could not move the focus is still a step.
const arrive = (target, whole = target) => {
  const bring = () => {
    try {
      if (!isFocused(target)) focus(target);
      reveal(whole);
    } catch (error) {
      console.warn(error);
    }
    return isFocused(target);
  };
  if (!bring()) requestAnimationFrame(bring);
};

// Gives the root the styles of the first screens; gives what takes them away again. As in
// src/edge/styles.rs: a constructed sheet, or an element in browsers that adopt none.
const dress = (root) => {
  if ("adoptedStyleSheets" in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(FIRST.styles);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const style = create("style");
  style.textContent = FIRST.styles;
  root.append(style);
  return style;
};

// Shows the start. "tell" tells the page once the widget is there, and "call" calls the widget. Gives
// what the loader needs of it, or nothing where only the widget itself can be shown.
export const show = (host, root, mount, tell, call) => {
  if (mayBeKept(host) || hasOwnColours(host)) return;
  const attribute = (name) => host.getAttribute(name) || "";
  const region = attribute("region").toUpperCase();
  const [, level = 2] = /^\s*\+?0*([1-5])\s*$/.exec(attribute("heading-level")) || [];
  const given = {
    region: FIRST.regions.includes(region) ? region : "ZZ",
    level: +level,
    uid: `wts-first${shown++}`,
    drawn: false,
  };
  const draw = (name) => nodes(FIRST.screens[name], given)[0];
  const frame = create("div");
  frame.className = "wts";
  frame.lang = FIRST.language;
  frame.dir = FIRST.direction;
  const preset = attribute("preset");
  frame.dataset.preset = /^(calm|warm|clear)$/.test(preset) ? preset : "calm";
  frame.dataset.theme = isDark(host) ? "dark" : "light";

  let section = draw("start");
  // The screen that Back leads to from the one that waits.
  let left;
  let pressed;
  let live = false;
  let question = null;

  // Presses that count, as in src/screens/frame.rs: not the second half of a double one.
  let last;
  let began = false;
  const counts = (event) => {
    const { detail, timeStamp, clientX, clientY } = event;
    const echoes =
      last &&
      timeStamp - last.timeStamp < SOON &&
      Math.abs(clientX - last.clientX) < CLOSE &&
      Math.abs(clientY - last.clientY) < CLOSE;
    const counted = detail === 0 || began || (detail === 1 && !echoes);
    if (counted && detail > 0) {
      began = true;
      last = event;
    }
    return counted;
  };

  const stand = (next) => {
    began = false;
    next.classList.add("wts-arrived");
    section.replaceWith(next);
    section = next;
    arrive(section.querySelector("[tabindex]"), section);
  };

  const inputs = () => (question ? [...question.querySelectorAll("input")] : []);
  const ticked = () => [...inputs().keys()].filter((place) => inputs()[place].checked);

  // The box that says that an answer is missing, and takes it away again.
  const parts = [".wts-error-summary", ".wts-error"];
  const described = (screen) => screen.querySelector("fieldset");
  const clear = () => {
    parts.forEach((part) => question.querySelector(part)?.remove());
    const plain = described(draw("question")).getAttribute("aria-describedby");
    described(question).setAttribute("aria-describedby", plain);
  };
  const complain = () => {
    clear();
    const other = draw("unanswered");
    const [box, message] = parts.map((part) => other.querySelector(part));
    question.querySelector("form").before(box);
    question.querySelector(".wts-choices").before(message);
    const words = described(other).getAttribute("aria-describedby");
    described(question).setAttribute("aria-describedby", words);
    arrive(box);
  };

  // The widget is seen, with the next screen.
  let style;
  const leave = () => {
    frame.remove();
    style?.remove();
    mount.hidden = false;
  };

  // The next screen is the widget's, which has not come.
  const wait = (button, name) => {
    pressed = button;
    left = section;
    stand(draw(name));
  };

  const does = [
    () => {
      stand((question ||= draw("question")));
      tell("wts-start");
      tell("wts-step", { step: 1 });
    },
    () => {
      const places = ticked();
      if (!places.length) return complain();
      const harmless = places.some((place) => FIRST.harmless.includes(place));
      wait(CONTINUE, harmless ? "waiting" : "waiting_with_sign");
    },
    () => {
      stand(pressed === undefined ? draw("start") : left);
      pressed = undefined;
    },
    () => wait(ABOUT, "waiting"),
  ];

  frame.addEventListener("click", (event) => {
    const counted = counts(event);
    const button = event.target.closest("button");
    const number = BUTTONS.findIndex((name) => button?.classList.contains(name));
    if (!counted || number === CONTINUE) event.preventDefault();
    if (!counted || !button || (event.detail > 1 && number !== CONTINUE)) return;
    if (number < 0) {
      reveal(question.querySelector(".wts-title"));
      focus(inputs()[0]);
    } else if (live) {
      call("press", root, number, event);
      leave();
    } else {
      does[number]();
    }
  });

  frame.addEventListener("change", ({ target }) => {
    const place = inputs().indexOf(target);
    if (place < 0) return;
    const alone = (other) => FIRST.exclusive.includes(other);
    inputs().forEach((input, other) => {
      if (target.checked && other !== place && (alone(other) || alone(place))) input.checked = false;
    });
    clear();
    if (live) call("tick", root, place, target.checked);
  });

  style = dress(root);
  frame.append(section);
  mount.before(frame);

  return {
    // The widget is there: asks what was done, and stands behind from now on.
    begun: () => {
      live = true;
      mount.hidden = true;
      if (pressed !== undefined) leave();
      const asked = section === question || pressed === CONTINUE;
      return [asked, ticked(), pressed];
    },

    // Everything has come: there is a region that announces, as the widget has it.
    whole: () => {
      if (frame.querySelector("[role=status]")) return;
      const status = create("div");
      status.setAttribute("role", "status");
      frame.prepend(status);
    },

    // Begins again, if the widget has not come; it does so itself otherwise.
    restart: () => {
      if (live) return false;
      const moved = section.dataset.screen !== "start";
      question = null;
      pressed = undefined;
      if (moved) stand(draw("start"));
      return true;
    },

    leave,

    // The widget will not come: what to do in an emergency stays.
    fail: () => {
      const help = section.querySelector(".wts-help");
      frame.replaceChildren(help);
    },
  };
};
