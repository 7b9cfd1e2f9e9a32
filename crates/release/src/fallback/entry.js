import * as wasm from './wasm.js';
import { __wbg_set_wasm } from './GLUE_bg.js';
__wbg_set_wasm(wasm);
export { start, press, tick, restart, end, add, ours, stops } from './GLUE_bg.js';
