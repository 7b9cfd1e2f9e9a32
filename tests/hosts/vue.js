// A Vue page, as docs/start.md says.
import { createApp, ref } from "vue/dist/vue.esm-bundler.js";
import "who-to-see";
import { clinic } from "./clinic.js";

const app = createApp({
  setup: () => ({ drawn: ref(0), shown: ref(true), heard: ref(""), clinic: ref(clinic) }),
  template: `
    <p><button id="draw" @click="drawn++">Draw again</button> <output id="drawn">{{ drawn }}</output></p>
    <p><button id="toggle" @click="shown = !shown">Show or hide</button> <output id="heard">{{ heard }}</output></p>
    <who-to-see v-if="shown" region="GB" base-url="/package/files/" :config.prop="clinic"
      @wts-complete="heard += 'complete '" />`,
});
app.config.compilerOptions.isCustomElement = (tag) => tag === "who-to-see";
app.mount("#app");
