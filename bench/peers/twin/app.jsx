// The same screens, written the way a Preact developer would write them.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import model from "asking";
import { decide, walk } from "./logic.js";

const { words } = model;

// The advice and what leads to it. Fetched while the first question is read: nobody needs it before.
const deciding = () => import("deciding");

const Heading = ({ children }) => {
  const heading = useRef(null);
  // A new screen is read out from its heading.
  useLayoutEffect(() => heading.current.focus({ preventScroll: true }), []);
  return (
    <h2 class="wts-title" tabIndex={-1} ref={heading}>
      {children}
    </h2>
  );
};

const Help = () => (
  <p class="wts-help">
    <span>{model.start.emergency}</span>
  </p>
);

const Back = ({ onBack }) => (
  <button type="button" class="wts-back" onClick={onBack}>
    {words.back}
  </button>
);

const List = ({ items }) => (
  <ul class="wts-bullets">
    {items.map((item) => (
      <li>{item}</li>
    ))}
  </ul>
);

const Start = ({ onStart }) => (
  <section class="wts-screen" data-screen="start">
    <h2 class="wts-title">{model.start.title}</h2>
    <p class="wts-lead">{model.start.lead}</p>
    <List items={model.start.points} />
    <Help />
    <button type="button" class="wts-button wts-start" onClick={onStart}>
      {words.start}
    </button>
    <div class="wts-small">
      {model.start.small.map((line) => (
        <p>{line}</p>
      ))}
    </div>
  </section>
);

const toggled = (question, given, option) => {
  if (!question.many) return [option.id];
  if (given.includes(option.id)) return given.filter((id) => id !== option.id);
  if (option.alone) return [option.id];
  const alone = (id) => question.options.find((other) => other.id === id).alone;
  return [...given.filter((id) => !alone(id)), option.id];
};

const Question = ({ question, number, given, onBack, onContinue }) => {
  const [chosen, setChosen] = useState(given);
  const [empty, setEmpty] = useState(false);
  const apart = question.options.findIndex((option) => option.apart);
  const submit = (event) => {
    event.preventDefault();
    if (chosen.length) onContinue(chosen);
    else setEmpty(true);
  };
  return (
    <section class="wts-screen" data-screen="question" data-question={question.id}>
      <div class="wts-top">
        <Back onBack={onBack} />
        <p class="wts-progress">{number}</p>
      </div>
      <form onSubmit={submit} noValidate autocomplete="off">
        <fieldset>
          <legend>
            <Heading>{question.title}</Heading>
          </legend>
          {question.hint && <p class="wts-hint">{question.hint}</p>}
          <details class="wts-why">
            <summary>{words.why}</summary>
            <p>{question.why}</p>
          </details>
          {question.how && <p class="wts-how">{question.how}</p>}
          {empty && (
            <p class="wts-error" role="alert">
              {question.many ? words.error_many : words.error_one}
            </p>
          )}
          <div class="wts-choices">
            {question.options.map((option, place) => [
              place > 0 && place === apart && <p class="wts-or">{words.or}</p>,
              <label key={option.id} class="wts-choice">
                <input
                  type={question.many ? "checkbox" : "radio"}
                  name={question.id}
                  value={option.id}
                  checked={chosen.includes(option.id)}
                  onChange={() => setChosen(toggled(question, chosen, option))}
                />
                <span class="wts-words">
                  <span>{option.label}</span>
                </span>
              </label>,
            ])}
          </div>
        </fieldset>
        <button type="submit" class="wts-button wts-continue">
          {words.carry_on}
        </button>
      </form>
      <Help />
    </section>
  );
};

const Advice = ({ walked, onBack, onClear }) => {
  const [last, setLast] = useState(null);
  useEffect(() => {
    deciding().then((module) => setLast(module.default));
  }, []);
  if (!last) return <section class="wts-screen" data-screen="waiting" />;
  const advice = last.advice[decide(last.rules, walked).advice];
  return (
    <section class="wts-screen" data-screen="advice">
      <div class="wts-top">
        <Back onBack={onBack} />
      </div>
      <div class="wts-verdict">
        <p class="wts-urgency">{advice.label}</p>
        <Heading>{advice.title}</Heading>
        {advice.lead && <p class="wts-lead">{advice.lead}</p>}
      </div>
      {advice.parts.map((part) => (
        <div class="wts-part">
          <h3 class="wts-sub">{part.title}</h3>
          {part.lead && <p>{part.lead}</p>}
          <List items={part.items} />
        </div>
      ))}
      {advice.folds.map((fold) => (
        <details class="wts-fold">
          <summary>
            <h3 class="wts-sub">{fold.title}</h3>
          </summary>
          {fold.lead && <p>{fold.lead}</p>}
          <List items={fold.items} />
        </details>
      ))}
      <button type="button" class="wts-quiet wts-clear" onClick={onClear}>
        {words.again}
      </button>
    </section>
  );
};

/** The whole questionnaire. Nothing leaves the page. */
export const App = () => {
  const [started, setStarted] = useState(false);
  const [answers, setAnswers] = useState({});
  const [changing, setChanging] = useState(null);
  useEffect(() => {
    if (started) deciding();
  }, [started]);
  if (!started) return <Start onStart={() => setStarted(true)} />;

  const walked = walk(model, answers);
  const { path, next } = walked;
  const question = changing ?? next;
  const place = changing ? path.indexOf(changing) : path.length;
  const back = () => (place ? setChanging(path[place - 1]) : setStarted(false));
  const clear = () => {
    setAnswers({});
    setChanging(null);
    setStarted(false);
  };
  if (!question) return <Advice walked={walked} onBack={back} onClear={clear} />;
  const answer = (chosen) => {
    setAnswers({ ...answers, [question.id]: chosen });
    setChanging(null);
  };
  return (
    <Question
      key={question.id}
      question={question}
      number={`${words.question} ${place + 1}`}
      given={answers[question.id] ?? []}
      onBack={back}
      onContinue={answer}
    />
  );
};
