import { mount } from "svelte";
import Page from "./App.svelte.js";

mount(Page, { target: document.querySelector("#app") });
