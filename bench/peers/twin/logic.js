// The questionnaire's own logic: what is shown, and what is advised. Pure, and knows no page.
//
// A condition is `{ least, of }`: at least so many lines of `of` hold. A line is "question.option", the
// same with "!" before it where it must not be ticked, or the number of a fact.

/** Whether a condition holds, given the ticked options and the facts worked out so far. */
const holds = ({ least, of }, ticked, facts) => {
  let count = 0;
  for (const line of of) {
    const yes =
      typeof line === "number"
        ? facts[line]
        : line[0] === "!"
          ? !ticked.has(line.slice(1))
          : ticked.has(line);
    if (yes && ++count >= least) return true;
  }
  return count >= least;
};

const factsOf = (model, ticked) => {
  const facts = [];
  for (const fact of model.facts) facts.push(holds(fact, ticked, facts));
  return facts;
};

/**
 * One pass over the questions with the answers given: which are shown, which comes next, and what
 * counts. A question is shown while its condition holds and it may still raise the urgency.
 */
export const walk = (model, answers) => {
  const ticked = new Set();
  let facts = factsOf(model, ticked);
  let floor = 0;
  const path = [];
  for (const question of model.questions) {
    if (!holds(question.ask, ticked, facts)) continue;
    if (floor && question.most <= floor) continue;
    const given = answers[question.id];
    if (!given) return { path, next: question, ticked, facts };
    for (const option of given) ticked.add(`${question.id}.${option}`);
    facts = factsOf(model, ticked);
    for (const sign of model.signs)
      if (sign.rank > floor && holds(sign.when, ticked, facts)) floor = sign.rank;
    path.push(question);
  }
  return { path, next: null, ticked, facts };
};

/** The advice on a finished walk: the first rule that holds. */
export const decide = (rules, { ticked, facts }) =>
  rules.find((rule) => holds(rule.when, ticked, facts));
