// A page whose links go through htmx.
import htmx from "htmx.org";

window.htmx = htmx;
window.library = "htmx";
