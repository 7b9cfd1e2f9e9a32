// Formbricks' own renderer, in the page, with nobody to send an answer to.
import questionnaire from "questionnaire";
import ending from "ending";
import routes from "routes";
import { renderSurveyInline } from "@formbricks/surveys";
import { model } from "./model.js";

const survey = model(questionnaire, ending, routes);
let made = 0;
for (const host of document.querySelectorAll("[data-questionnaire]")) {
  host.id ||= `survey-${made++}`;
  host.draw = () =>
    renderSurveyInline({
      survey,
      brandColor: "#0b5f6b",
      isBrandingEnabled: false,
      isRedirectDisabled: true,
      containerId: host.id,
    });
  host.draw();
}
