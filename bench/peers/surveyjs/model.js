// The questionnaire as a survey of SurveyJS: a page for each question. Pure, and knows no page of HTML.
//
// What SurveyJS cannot say: that a question is asked only while it may still raise the urgency. A
// survey ends at once on an answer of the greatest urgency, as the widget does.

const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const paragraph = (text) => (text ? `<p>${escaped(text)}</p>` : "");
const list = (items) => `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join("")}</ul>`;

const expressions = (questionnaire) => {
  const many = new Map(questionnaire.questions.map(({ id, many }) => [id, many]));
  const line = (atom) => {
    if (typeof atom === "number") return `{fact${atom}} = true`;
    if (atom[0] === "!") return `!(${line(atom.slice(1))})`;
    const [question, option] = atom.split(".");
    return `{${question}} ${many.get(question) ? "contains" : "="} '${option}'`;
  };
  return ({ least, of }) => {
    const lines = of.map((atom) => `(${line(atom)})`);
    if (least === 0) return "1 = 1";
    if (least > of.length) return "1 = 2";
    if (least === of.length) return lines.join(" and ");
    if (least === 1) return lines.join(" or ");
    return `(${lines.map((one) => `iif(${one}, 1, 0)`).join(" + ")}) >= ${least}`;
  };
};

const html = (advice) =>
  `<h3>${escaped(advice.title)}</h3>${paragraph(advice.lead)}` +
  [...advice.parts, ...advice.folds]
    .map((part) => `<h4>${escaped(part.title)}</h4>${paragraph(part.lead)}${list(part.items)}`)
    .join("");

const asked = (question, when) => ({
  name: question.id,
  ...(question.ask.least && { visibleIf: when(question.ask) }),
  elements: [
    {
      type: question.many ? "checkbox" : "radiogroup",
      name: question.id,
      title: question.title,
      description: [question.hint, question.how].filter(Boolean).join(" "),
      isRequired: true,
      choices: question.options.map(({ id, label, alone }) => ({
        value: id,
        text: label,
        ...(question.many && alone && { isExclusive: true }),
      })),
    },
  ],
});

/** The survey, as the JSON that SurveyJS reads. */
export const model = (questionnaire, advice) => {
  const { start, words, questions, facts, signs, rules, most } = questionnaire;
  const when = expressions(questionnaire);
  const ends = signs.filter(({ rank }) => rank === most).map((sign) => `(${when(sign.when)})`);
  return {
    firstPageIsStartPage: true,
    startSurveyText: words.start,
    pagePrevText: words.back,
    pageNextText: words.carry_on,
    completeText: words.carry_on,
    requiredMark: "",
    clearInvisibleValues: "onHidden",
    showQuestionNumbers: "off",
    calculatedValues: facts.map((fact, place) => ({ name: `fact${place}`, expression: when(fact) })),
    triggers: [{ type: "complete", expression: ends.join(" or ") }],
    pages: [
      {
        name: "start",
        elements: [
          {
            type: "html",
            name: "start",
            html: `<h2>${escaped(start.title)}</h2>${paragraph(start.lead)}${list(start.points)}${paragraph(start.emergency)}${start.small.map(paragraph).join("")}`,
          },
        ],
      },
      ...questions.map((question) => asked(question, when)),
    ],
    completedHtmlOnCondition: rules.map((rule) => ({
      expression: when(rule.when),
      html: html(advice[rule.advice]),
    })),
  };
};

/** How many questions a survey has. */
export const count = ({ pages }) =>
  pages.flatMap(({ elements }) => elements).filter(({ type }) => type !== "html").length;
