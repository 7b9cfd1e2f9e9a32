// The questionnaire as a survey of Formbricks. Pure, and knows no page of HTML.
//
// What Formbricks 1 cannot say: a condition over several questions, options that stand alone, and more
// than one ending. So each answer leads where it leads the written patients (`routes`), and the ending
// is that of the path that is played.

const NO_MEDIA = { createdAt: new Date(0), updatedAt: new Date(0) };

const label = (question, id) => question.options.find((option) => option.id === id).label;

const logic = (question, routes) =>
  routes
    .filter((route) => route.question === question.id)
    // The answer of more options says more.
    .sort((a, b) => b.options.length - a.options.length)
    .map(({ options, next }) =>
      question.many
        ? {
            condition: "includesAll",
            value: options.map((id) => label(question, id)),
            destination: next,
          }
        : { condition: "equals", value: label(question, options[0]), destination: next },
    );

const asked = (question, words, routes) => ({
  id: question.id,
  type: question.many ? "multipleChoiceMulti" : "multipleChoiceSingle",
  headline: question.title,
  subheader: [question.hint, question.how].filter(Boolean).join(" "),
  required: true,
  buttonLabel: words.carry_on,
  backButtonLabel: words.back,
  choices: question.options.map((option) => ({
    id: `${question.id}.${option.id}`,
    label: option.label,
  })),
  logic: logic(question, routes),
});

/** The survey, as the object that Formbricks draws. */
export const model = ({ start, words, questions }, ending, routes) => ({
  id: "questionnaire",
  name: start.title,
  type: "link",
  ...NO_MEDIA,
  welcomeCard: {
    enabled: true,
    headline: start.title,
    html: [start.lead, ...start.points, start.emergency, ...start.small]
      .map((line) => `<p>${line}</p>`)
      .join(""),
    buttonLabel: words.start,
    timeToFinish: false,
    showResponseCount: false,
  },
  thankYouCard: {
    enabled: true,
    headline: ending.title,
    subheader: [ending, ...ending.parts, ...ending.folds]
      .flatMap((part) => [part.title, part.lead, ...(part.items ?? [])])
      .filter(Boolean)
      .join("\n"),
  },
  questions: questions.map((question) => asked(question, words, routes)),
  styling: {},
});

/** How many questions a survey has. */
export const count = ({ questions }) => questions.length;
