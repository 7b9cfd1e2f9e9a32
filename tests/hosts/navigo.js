// A page whose links go through Navigo, which reads the address alone.
import Navigo from "navigo";

const main = document.querySelector("main");
const shown = main.innerHTML;
const router = new Navigo("/");
router.on("*", () => {
  main.innerHTML = shown;
});
router.resolve();
window.library = "navigo";
window.links = () => router.updatePageLinks();
