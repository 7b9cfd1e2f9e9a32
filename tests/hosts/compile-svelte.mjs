// Svelte has no command that compiles one file: this is it.
import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "svelte/compiler";

const file = new URL("App.svelte", import.meta.url);
const { js } = compile(readFileSync(file, "utf8"), { filename: "App.svelte", generate: "client" });
writeFileSync(`${file.pathname}.js`, js.code);
