// A page whose links go through Turbolinks.
import Turbolinks from "turbolinks";

Turbolinks.start();
window.library = "turbolinks";
