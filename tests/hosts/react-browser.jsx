// Takes over in the browser what a server has drawn.
import { hydrateRoot } from "react-dom/client";
import "who-to-see";
import { Page } from "./react-page.jsx";

hydrateRoot(document.querySelector("#app"), <Page />);
