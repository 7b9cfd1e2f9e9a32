// A page without a framework: what each of them does in the end.
import "who-to-see";
import { clinic } from "./clinic.js";

const page = document.querySelector("#app");
page.innerHTML = `
  <p><button id="draw">Draw again</button> <output id="drawn">0</output></p>
  <p><button id="toggle">Show or hide</button> <output id="heard"></output></p>`;
const [drawn, heard] = page.querySelectorAll("output");

const make = () => {
  const check = document.createElement("who-to-see");
  check.setAttribute("region", "GB");
  check.setAttribute("base-url", "/package/files/");
  check.config = clinic;
  check.addEventListener("wts-complete", () => (heard.textContent += "complete "));
  return check;
};

let check = make();
page.append(check);
page.querySelector("#draw").onclick = () => drawn.textContent++;
page.querySelector("#toggle").onclick = () => {
  if (check.isConnected) check.remove();
  else page.append((check = make()));
};
