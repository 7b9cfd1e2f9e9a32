// Measures in the page. The same for every peer; which one it is stands in `PEER`.
globalThis.probe = (() => {
  const peer = PEERS[PEER];
  const seen = { long: [], shifts: 0, paint: 0, events: new Map() };

  const observe = (type, take, more) => {
    try {
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
        type,
        buffered: true,
        ...more,
      });
    } catch {
      // A browser without it: the figure stays what it was.
    }
  };
  observe("longtask", ({ startTime, duration }) => seen.long.push([startTime, duration]));
  observe("largest-contentful-paint", ({ startTime }) => (seen.paint = startTime));
  observe("layout-shift", ({ value, hadRecentInput }) => {
    if (!hadRecentInput) seen.shifts += value;
  });
  const interaction = ({ interactionId, duration }) => {
    if (interactionId)
      seen.events.set(interactionId, Math.max(duration, seen.events.get(interactionId) ?? 0));
  };
  observe("event", interaction, { durationThreshold: 16 });

  // After so many milliseconds, what has not come does not come.
  const PATIENCE = 120_000;

  // Gives the time once something is so and the frame that shows it has been drawn.
  const drawn = (is) =>
    new Promise((done, fail) => {
      const began = performance.now();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      const look = () => {
        if (is()) port2.postMessage(0);
        else if (performance.now() - began < PATIENCE) requestAnimationFrame(look);
        else fail(new Error(`${PEER} stays at the screen ${screen()}: ${is}`));
      };
      requestAnimationFrame(look);
    });

  const one = () => (document.body ? peer.hosts()[0] : undefined);
  const screen = () => one() && peer.screen(one());
  const option = (question, id) => peer.option(one(), question, id);

  // A press by a script, as soon as there is something to press.
  const pressed = async (find) => {
    await drawn(() => one() && find());
    find().click();
  };

  const tick = async (question, ids) => {
    for (const id of ids) {
      if (peer.ticked(option(question, id))) continue;
      option(question, id).click();
      await drawn(() => peer.ticked(option(question, id)));
    }
  };

  // What was fetched until a time, without the page itself.
  const fetched = (until) => {
    const files = performance
      .getEntriesByType("resource")
      .filter(({ responseEnd, name }) => responseEnd <= until && !name.endsWith("/favicon.ico"));
    return {
      requests: files.length,
      bytes: files.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    };
  };

  // The first answer, each step as soon as the page lets it.
  const first = async ([[question, ids], [next]]) => {
    const shown = await drawn(() => screen() === "start");
    await pressed(() => peer.begin(one()));
    const asked = await drawn(() => screen() === question);
    await tick(question, ids);
    const answerable = performance.now();
    const before = fetched(answerable);
    await pressed(() => peer.onward(one()));
    const acted = await drawn(() => screen() === next);
    const all = fetched(acted);
    return { shown, asked, answerable, acted, ...before, bytes_acted: all.bytes };
  };

  // A whole path, each step as soon as the page lets it.
  const play = async (path) => {
    await pressed(() => peer.begin(one()));
    for (const [question, ids] of path) {
      await drawn(() => screen() === question);
      await tick(question, ids);
      peer.onward(one()).click();
    }
    await drawn(() => screen() === "result");
  };

  // The same several times.
  const repeat = async (path, times) => {
    for (let run = 0; run < times; run++) {
      await play(path);
      peer.again(one());
      await drawn(() => screen() === "start");
    }
  };

  // When a person presses, the clock starts at the press and not when a script hears of it.
  let press = 0;
  const note = ({ timeStamp }) => (press = timeStamp);
  addEventListener("click", note, { capture: true });

  let coming;
  // Begins to wait for a screen, before the press that leads to it.
  const expect = (next) => {
    coming = drawn(() => screen() === next).then((time) => time - press);
  };

  // The middle of what is pressed next, in the window.
  const point = (element) => {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  };

  const page = () => ({
    blocking: seen.long.reduce((sum, [, duration]) => sum + Math.max(0, duration - 50), 0),
    longest: seen.long.reduce((most, [, duration]) => Math.max(most, duration), 0),
    largest_paint: seen.paint,
    shifts: seen.shifts,
    interaction: Math.max(0, ...seen.events.values()),
  });

  const up = () => drawn(() => peer.hosts().length && peer.hosts().every(peer.screen));
  const ready = () => drawn(() => peer.hosts().length && peer.hosts().every(peer.ready));

  // What WebAssembly has taken, in bytes.
  const memories = [];
  const keep = ({ instance, exports } = {}) => {
    for (const one of Object.values((instance ?? { exports }).exports ?? {}))
      if (one instanceof WebAssembly.Memory) memories.push(one);
  };
  if (globalThis.WebAssembly) {
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const own = WebAssembly[name];
      WebAssembly[name] = (...given) => own(...given).then((made) => (keep(made), made));
    }
  }
  const wasm = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);

  return {
    first,
    repeat,
    expect,
    expected: () => coming,
    begin: () => point(peer.begin(one())),
    option: (question, id) => point(option(question, id)),
    ticked: (question, id) => drawn(() => peer.ticked(option(question, id))),
    onward: () => point(peer.onward(one())),
    screen,
    page,
    up,
    ready,
    wasm,
  };
})();
