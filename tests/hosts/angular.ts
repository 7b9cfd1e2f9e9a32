// An Angular page, as docs/start.md says.
import "@angular/compiler";
import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import "who-to-see";
import { clinic } from "./clinic.js";

@Component({
  selector: "app-page",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <p><button id="draw" (click)="drawn.set(drawn() + 1)">Draw again</button> <output id="drawn">{{ drawn() }}</output></p>
    <p><button id="toggle" (click)="shown.set(!shown())">Show or hide</button> <output id="heard">{{ heard() }}</output></p>
    @if (shown()) {
      <who-to-see region="GB" base-url="/package/files/" [config]="clinic"
        (wts-complete)="heard.set(heard() + 'complete ')"></who-to-see>
    }
  `,
})
class Page {
  clinic = clinic;
  drawn = signal(0);
  shown = signal(true);
  heard = signal("");
}

document.querySelector("#app")!.append(document.createElement("app-page"));
bootstrapApplication(Page);
