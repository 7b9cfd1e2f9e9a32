// SurveyJS in plain JavaScript, as its own guide has it: the core, and the user interface without a
// framework.
import questionnaire from "questionnaire";
import advice from "advice";
import { Model } from "survey-core";
import "survey-js-ui";
import "survey-core/survey-core.min.css";
import { model } from "./model.js";

for (const host of document.querySelectorAll("[data-questionnaire]")) {
  const survey = new Model(model(questionnaire, advice));
  survey.render(host);
  host.survey = survey;
}
