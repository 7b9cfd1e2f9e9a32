// Says what the adapters make of the questionnaire, for the tests: how many questions each model has,
// and where the twin's logic leads each answer sheet. Reads and writes JSON.
import { readFileSync } from "node:fs";
import * as formbricks from "./formbricks/model.js";
import * as surveyjs from "./surveyjs/model.js";
import { decide, walk } from "./twin/logic.js";

const { model, advice, routes, sheets } = JSON.parse(readFileSync(0, "utf8"));

// Where an answer leads in Formbricks, as its renderer looks it up.
const formbricksPath = (survey, answers) => {
  const path = [];
  let question = survey.questions[0];
  while (question) {
    path.push(question.id);
    const many = question.type === "multipleChoiceMulti";
    const ids = (answers[question.id] ?? []).map((id) => `${question.id}.${id}`);
    const labels = question.choices.filter(({ id }) => ids.includes(id)).map(({ label }) => label);
    const found = question.logic.find(({ value }) =>
      many ? value.every((label) => labels.includes(label)) : labels.includes(value),
    );
    const next = survey.questions[survey.questions.indexOf(question) + 1];
    question = found ? survey.questions.find(({ id }) => id === found.destination) : next;
  }
  return path;
};

const survey = formbricks.model(model, advice[0], routes);
process.stdout.write(
  JSON.stringify({
    counts: {
      twin: model.questions.length,
      surveyjs: surveyjs.count(surveyjs.model(model, advice)),
      formbricks: formbricks.count(survey),
    },
    twin: sheets.map((answers) => {
      const walked = walk(model, answers);
      return {
        path: walked.path.map(({ id }) => id),
        next: walked.next?.id ?? null,
        advice: decide(model.rules, walked)?.advice ?? null,
      };
    }),
    formbricks: formbricksPath(survey, sheets[0]),
  }),
);
