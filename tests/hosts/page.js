// A page whose links go through page.js, which reads the address alone.
import page from "page";

const main = document.querySelector("main");
const shown = main.innerHTML;
page("*", () => {
  main.innerHTML = shown;
});
page.start();
window.library = "page";
