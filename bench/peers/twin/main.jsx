// A twin in Preact: as quick as its own people would ship it. It was written before it was first
// measured, and stays as it is: what it is compared with may change, the measure may not.
import { render } from "preact";
import styles from "styles";
import { App } from "./app.jsx";

for (const host of document.querySelectorAll("[data-questionnaire]")) {
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  const inside = document.createElement("div");
  inside.className = "wts";
  inside.lang = "en";
  inside.dataset.preset = "calm";
  inside.dataset.theme = "light";
  root.append(inside);
  render(<App />, inside);
}
