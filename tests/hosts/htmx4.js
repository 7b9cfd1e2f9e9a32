// A page whose links go through htmx 4.
import htmx from "htmx4";

window.htmx = htmx;
window.library = "htmx4";
