// A page whose links go through Turbo.
import "@hotwired/turbo";

window.library = "turbo";
