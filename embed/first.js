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

// The widget wears the same: the loader hands it over.
export const { styles } = FIRST;

// The buttons by their class. The widget knows them by their place.
const BUTTONS = ["wts-start", "wts-continue", "wts-back", "wts-about"];
const [START, CONTINUE, BACK, ABOUT] = BUTTONS.keys();

// A second tap comes within so many milliseconds, and CSS pixels, of the first.
const SOON = 400;
const CLOSE = 40;

// As in src/browser/focus.rs: how often a header that covers a screen is measured, what stands between
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
// `background` in src/host/surroundings.rs reads it.
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
// src/browser/styles.rs: a constructed sheet, or an element in browsers that adopt none.
const dress = (root) => {
  if ("adoptedStyleSheets" in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const style = create("style");
  style.textContent = styles;
  root.append(style);
  return style;
};

// The element "div.wts" that screens stand in, as the widget makes it.
const framed = (host) => {
  const frame = create("div");
  const preset = host.getAttribute("preset");
  frame.className = "wts";
  frame.lang = FIRST.language;
  frame.dir = FIRST.direction;
  frame.dataset.preset = /^(calm|warm|clear)$/.test(preset) ? preset : "calm";
  frame.dataset.theme = isDark(host) ? "dark" : "light";
  return frame;
};

// What fills the trees for this element.
const filled = (host) => {
  const attribute = (name) => host.getAttribute(name) || "";
  const region = attribute("region").toUpperCase();
  const [, level = 2] = /^\s*\+?0*([1-5])\s*$/.exec(attribute("heading-level")) || [];
  return {
    region: FIRST.regions.includes(region) ? region : "ZZ",
    level: +level,
    uid: `wts-first${shown++}`,
    drawn: false,
  };
};

// Presses that count, as in src/components/frame.rs: not the second half of a double one. "anew" says
// that another screen stands.
const newPresses = () => {
  let last;
  let began = false;
  const echoes = ({ timeStamp, clientX, clientY }) =>
    last &&
    timeStamp - last.timeStamp < SOON &&
    Math.abs(clientX - last.clientX) < CLOSE &&
    Math.abs(clientY - last.clientY) < CLOSE;
  const counts = (event) => {
    const { detail } = event;
    const counted = detail === 0 || began || (detail === 1 && !echoes(event));
    if (counted && detail > 0) {
      began = true;
      last = event;
    }
    return counted;
  };
  const anew = () => (began = false);
  return { counts, anew };
};

// The box that says that an answer is missing: its parts.
const PARTS = [".wts-error-summary", ".wts-error"];

class FirstScreens {
  #root;
  #mount;
  #tell;
  #call;
  #given;
  #frame;
  #style;
  #presses = newPresses();
  #section;
  // Kept, with its ticks, once it has stood.
  #question = null;
  // The screen that Back leads to from the one that waits, and the button that led there.
  #left;
  #pressed;
  // The widget is there, and what is pressed is its business.
  #live = false;
  // The browser's own Back leads the widget to another screen, which nobody would see.
  #follow = new MutationObserver(() => {
    const behind = this.#mount.querySelector("[data-screen]");
    const shown = ({ dataset: { screen, question } }) => `${screen} ${question}`;
    if (behind && shown(behind) !== shown(this.#section)) this.leave();
  });

  constructor(host, root, mount, tell, call, signal) {
    this.#root = root;
    this.#mount = mount;
    this.#tell = tell;
    this.#call = call;
    this.#given = filled(host);
    this.#frame = framed(host);
    this.#section = this.#draw("start");
    this.#frame.append(this.#section);
    // On the root, or screen readers would call the headings "clickable".
    const listen = (kind, hear) => root.addEventListener(kind, hear, { __proto__: null, signal });
    listen("click", (event) => this.#frame.contains(event.target) && this.#onClick(event));
    listen("change", ({ target }) => this.#onChange(target));
    this.#style = dress(root);
    mount.before(this.#frame);
  }

  #draw(name) {
    return nodes(FIRST.screens[name], this.#given)[0];
  }

  #stand(next) {
    this.#presses.anew();
    next.classList.add("wts-arrived");
    this.#section.replaceWith(next);
    this.#section = next;
    arrive(next.querySelector("[tabindex]"), next);
  }

  // The next screen is the widget's, which has not come.
  #wait(button, name) {
    this.#pressed = button;
    this.#left = this.#section;
    this.#stand(this.#draw(name));
  }

  get #inputs() {
    return [...(this.#question?.querySelectorAll("input") || [])];
  }

  get #ticked() {
    const inputs = this.#inputs;
    return [...inputs.keys()].filter((place) => inputs[place].checked);
  }

  // The question is described as another drawing of it is.
  #describe(other) {
    const [own, its] = [this.#question, other].map((one) => one.querySelector("fieldset"));
    own.setAttribute("aria-describedby", its.getAttribute("aria-describedby"));
  }

  // Takes the box away that says that an answer is missing.
  #clear() {
    if (!this.#question.querySelector(PARTS[0])) return;
    for (const part of PARTS) this.#question.querySelector(part).remove();
    this.#describe(this.#draw("question"));
  }

  #complain() {
    this.#clear();
    const other = this.#draw("unanswered");
    const [box, message] = PARTS.map((part) => other.querySelector(part));
    this.#describe(other);
    this.#question.querySelector("form").before(box);
    this.#question.querySelector(".wts-choices").before(message);
    arrive(box);
  }

  // What a button does while there is no widget.
  #act(button) {
    if (button === START) {
      this.#stand((this.#question ||= this.#draw("question")));
      this.#tell("wts-start");
      this.#tell("wts-step", { step: 1 });
    } else if (button === CONTINUE) {
      const ticked = this.#ticked;
      if (!ticked.length) return this.#complain();
      // Who has ticked a sign is never sent to a doctor first.
      const harmless = ticked.some((place) => FIRST.harmless.includes(place));
      this.#wait(button, harmless ? "waiting" : "waiting_with_sign");
    } else if (button === BACK) {
      this.#stand(this.#pressed === undefined ? this.#draw("start") : this.#left);
      this.#pressed = undefined;
    } else {
      this.#wait(button, "waiting");
    }
  }

  #onClick(event) {
    const counted = this.#presses.counts(event);
    const button = event.target.closest("button");
    const number = BUTTONS.findIndex((name) => button?.classList.contains(name));
    // The form is never submitted: answers have no business in an address.
    if (!counted || number === CONTINUE) event.preventDefault();
    if (!counted || !button || (event.detail > 1 && number !== CONTINUE)) return;
    if (number < 0) {
      // The box leads to the answers.
      reveal(this.#question.querySelector(".wts-title"));
      focus(this.#inputs[0]);
    } else if (this.#live) {
      this.#call("press", this.#root, number, event);
      this.leave();
    } else {
      this.#act(number);
    }
  }

  #onChange(target) {
    const inputs = this.#inputs;
    const place = inputs.indexOf(target);
    if (place < 0) return;
    const alone = (other) => FIRST.exclusive.includes(other);
    inputs.forEach((input, other) => {
      if (target.checked && other !== place && (alone(other) || alone(place))) input.checked = false;
    });
    this.#clear();
    if (this.#live) this.#call("tick", this.#root, place, target.checked);
  }

  // The widget is there: asks what was done, and stands behind from now on.
  begun() {
    this.#live = true;
    this.#mount.hidden = true;
    if (this.#pressed !== undefined) this.leave();
    else this.#follow.observe(this.#mount, { __proto__: null, childList: true, subtree: true });
    const asked = this.#section === this.#question || this.#pressed === CONTINUE;
    return [asked, this.#ticked, this.#pressed];
  }

  // The widget is seen, with the next screen.
  leave() {
    this.#follow.disconnect();
    this.#frame.remove();
    this.#style?.remove();
    this.#mount.hidden = false;
  }

  // Everything has come: there is a region that announces, as the widget has it.
  whole() {
    if (this.#frame.querySelector("[role=status]")) return;
    const status = create("div");
    status.setAttribute("role", "status");
    this.#frame.prepend(status);
  }

  // Begins again, and tells whether it could: once the widget is there, this is its business.
  restart() {
    if (this.#live) return false;
    const moved = this.#section.dataset.screen !== "start";
    this.#question = null;
    this.#pressed = undefined;
    if (moved) this.#stand(this.#draw("start"));
    return true;
  }

  // The widget will not come, or has stopped: what to do in an emergency stays.
  fail() {
    this.#live = true;
    this.#frame.replaceChildren(this.#section.querySelector(".wts-help"));
  }
}

// Shows the start. "tell" tells the page once the widget is there, "call" calls the widget, and "signal"
// ends with the element's life. Gives what the loader needs of it, or nothing where only the widget
// itself can be shown.
export const show = (host, root, mount, tell, call, signal) =>
  mayBeKept(host) || hasOwnColours(host)
    ? undefined
    : new FirstScreens(host, root, mount, tell, call, signal);
