// Draws the page on a server: what it writes is what a browser is sent.
import { renderToString } from "react-dom/server";
import "who-to-see";
import { Page } from "./react-page.jsx";

process.stdout.write(renderToString(<Page />));
