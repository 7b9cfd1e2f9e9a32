// Starts the program of the pages for owners. A browser takes no Wasm as a script.
import start from "./configurator.js";

start({ module_or_path: new URL("configurator_bg.wasm", import.meta.url) });
