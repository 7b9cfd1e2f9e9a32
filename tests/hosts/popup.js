// A popup that keeps the focus inside, as focus-trap does it.
import { createFocusTrap } from "focus-trap";

window.trap = (selector, options) => createFocusTrap(selector, options);
