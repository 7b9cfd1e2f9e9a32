// A page of Astro whose links go through its ClientRouter.
import "./astro-router.ts";

window.library = "astro";
