// How a peer is used: where its screen, its buttons and its options are. Nothing here measures.
//
// `screen` is "start", the id of the question shown, "result", or nothing. An element that is pressed
// is given, not pressed: who presses, a script or a browser, is the measure's business.
globalThis.PEERS = (() => {
  const first = (node, selector) => (node ? node.querySelector(selector) : null);

  // The widget and its twin share their classes.
  const classes = (hosts, within, ready) => {
    const inside = (host) => first(host.shadowRoot, within);
    return {
      hosts: () => [...document.querySelectorAll(hosts)],
      screen(host) {
        const section = first(inside(host), "[data-screen]");
        if (!section) return null;
        const { screen, question } = section.dataset;
        return question ?? (["advice", "emergency"].includes(screen) ? "result" : screen);
      },
      begin: (host) => first(inside(host), ".wts-start"),
      option: (host, _, id) => first(inside(host), `input[value="${id}"]`),
      ticked: (input) => input.checked,
      onward: (host) => first(inside(host), ".wts-continue"),
      again: (host) => inside(host).querySelector(".wts-clear").click(),
      ready,
    };
  };

  const widget = classes("who-to-see", ".wts", (host) =>
    // Its own screens stand in a frame of their own, seen or behind the first ones.
    Boolean(first(host.shadowRoot, "div:not(.wts) > .wts")),
  );
  const twin = classes("[data-questionnaire]", ".wts", (host) => Boolean(host.shadowRoot));

  const surveyjs = {
    hosts: twin.hosts,
    screen(host) {
      if (first(host, ".sd-completedpage, .sv-completedpage")) return "result";
      const question = first(host, "[data-name]");
      return question ? question.dataset.name : null;
    },
    // One button is shown of those that lead on.
    begin: (host) => surveyjs.onward(host),
    option: (host, _, id) => first(host, `input[value="${id}"]`)?.closest("label") ?? null,
    ticked: (label) => first(label, "input").checked,
    onward: (host) =>
      [...host.querySelectorAll(".sd-navigation__start-btn, .sd-navigation__next-btn, .sd-navigation__complete-btn")]
        .find((button) => button.getClientRects().length) ?? null,
    again(host) {
      host.survey.clear(true, true);
      host.survey.render(host);
    },
    ready: (host) => Boolean(host.survey),
  };

  const formbricks = {
    hosts: twin.hosts,
    screen(host) {
      if (first(host, "form")) return first(host, "form label[for]").htmlFor;
      if (first(host, "button")) return "start";
      return first(host, "#fbjs label[for]") ? "result" : null;
    },
    begin: (host) => first(host, "button"),
    option(host, question, id) {
      return document.getElementById(`${question}.${id}`)?.closest("label") ?? null;
    },
    ticked: (label) => first(label, "input").checked,
    onward: (host) => first(host, "form button[type=submit]"),
    // It has no way to begin again but to be drawn anew.
    again(host) {
      const empty = document.createElement("div");
      empty.id = host.id;
      empty.dataset.questionnaire = "";
      empty.draw = host.draw;
      host.replaceWith(empty);
      empty.draw();
    },
    ready: (host) => Boolean(first(host, "#fbjs")),
  };

  return { widget, fallback: widget, twin, surveyjs, formbricks };
})();
