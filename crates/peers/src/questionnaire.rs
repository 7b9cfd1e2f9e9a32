//! The pathway as one JSON that every peer's adapter reads: questions, words, what is shown when, and
//! what is advised when. Generated from `content/`, so that all of them ask the same.
//!
//! A condition is `{ "least": n, "of": [line…] }`; a line is `"question.option"`, the same after a `!`
//! where it must not be ticked, or the number of a fact.

use content::{Case, Content};
use pathway::{
    Atom, Cause, Choice, Condition, Decision, Need, OptionId, Pathway, QuestionId, Urgency,
};
use serde_json::{Map, Value, json};
use show::state::{Place, State};
use show::text::plain;
use show::view::{AdviceView, EmergencyView, FoldView, ListView, QuestionView};
use show::{Guide, Screen, Visit, screen};
use tooling::Failure;
use words::{Book, Key};

/// The written patient whose answers are played in every peer: no warning sign, so that the path does
/// not depend on how a peer ends the questions early.
const PLAYED: &str = "shoulder_flares_gym";

/// Whose telephone numbers are shown.
const REGION: &str = "GB";

/// What is made of the content.
#[derive(Debug)]
pub struct Questionnaire {
    /// The questions and the logic.
    pub model: Value,
    /// The words of the advice, by the number that a rule names.
    pub advice: Value,
    /// The path that is played, and where Formbricks goes from each answer.
    pub path: Path,
    /// `[{ "question", "options", "next" }]`: the next question for an answer taken by itself.
    pub routes: Value,
}

/// A question and the options that are chosen there.
pub type Step = (String, Vec<String>);

/// The answers that are played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Each question shown, and the options that are ticked.
    pub steps: Vec<Step>,
    /// The place of the advice it ends in.
    pub advice: usize,
}

impl Path {
    /// For the pages: `[["now_1", ["none"]], …]`.
    pub fn to_json(&self) -> Value {
        json!(self.steps)
    }
}

/// What is needed to write words down.
struct Writer<'c> {
    content: &'c Content,
    guide: Guide,
    visit: Visit,
    /// The urgencies that signs have, the least first.
    ranks: Vec<Urgency>,
}

/// One advice: who and how soon.
type Advised = (pathway::OutcomeId, Urgency);

impl Questionnaire {
    /// Makes it.
    ///
    /// # Errors
    /// When the words cannot be packed, an advice has no words, or the played patient is gone.
    pub fn of(content: &Content) -> Result<Self, Failure> {
        let writer = Writer::new(content)?;
        let (rules, advised) = writer.rules();
        let advice = writer.advice(&advised)?;
        let played = writer.played()?;
        let decision = writer.decision(played).ok_or_else(|| {
            Failure::new(
                format!("the case `{PLAYED}` ends in no advice"),
                "give it every answer it needs",
            )
        })?;
        let ends_in = (decision.outcome, decision.urgency);
        let path = Path {
            steps: writer.steps(played),
            advice: advised.iter().position(|a| *a == ends_in).unwrap_or(0),
        };
        Ok(Questionnaire {
            model: writer.model(rules),
            advice,
            path,
            routes: writer.routes(played),
        })
    }
}

impl<'c> Writer<'c> {
    fn new(content: &'c Content) -> Result<Self, Failure> {
        let refused = |what: String| Failure::new(what, "see content/languages");
        let words = content::spoken(content, content::ORIGINAL).map_err(refused)?;
        let book = Book::open(words.pack().leak())
            .ok_or_else(|| refused("the words cannot be packed".into()))?;
        let pathway = &content.pathway;
        let mut ranks: Vec<_> = pathway.signs.iter().map(|sign| sign.urgency).collect();
        ranks.sort();
        ranks.dedup();
        Ok(Writer {
            content,
            guide: Guide::new(pathway.clone(), book),
            visit: Visit {
                region: REGION.to_owned(),
                ..Visit::default()
            },
            ranks,
        })
    }

    fn pathway(&self) -> &'c Pathway {
        &self.content.pathway
    }

    fn screen(&self, place: Place, case: Option<&Case>) -> Screen {
        let mut state = State::new(self.pathway());
        state.place = place;
        if let Some(case) = case {
            state.sheet = case.sheet.clone();
        }
        screen(&self.guide, &self.visit, &state, false)
    }

    fn played(&self) -> Result<&'c Case, Failure> {
        let found = self.content.cases.iter().find(|case| case.id == PLAYED);
        found.ok_or_else(|| {
            Failure::new(
                format!("there is no case `{PLAYED}`"),
                "name another one in crates/peers/src/questionnaire.rs",
            )
        })
    }

    fn decision(&self, case: &Case) -> Option<Decision> {
        self.pathway().decide(&self.pathway().walk(&case.sheet))
    }

    fn steps(&self, case: &Case) -> Vec<Step> {
        let pathway = self.pathway();
        let path = pathway.walk(&case.sheet).path;
        let step = |id: QuestionId| {
            let answer = case.sheet.get(id);
            let options = answer.iter().flat_map(|answer| answer.options(pathway));
            let names = options.map(|option| pathway.options[option.index()].to_string());
            (self.name(id), names.collect())
        };
        path.into_iter().map(step).collect()
    }

    fn name(&self, id: QuestionId) -> String {
        self.pathway().questions[id.index()].name.to_string()
    }

    fn line(&self, option: OptionId) -> String {
        let question = self.name(self.pathway().question_of(option));
        format!("{question}.{}", self.pathway().options[option.index()])
    }

    fn condition(&self, condition: &Condition) -> Value {
        let lines = condition.atoms.iter().map(|atom| match *atom {
            Atom::Option(option) => json!(self.line(option)),
            Atom::Not(option) => json!(format!("!{}", self.line(option))),
            Atom::Fact(fact) => json!(fact.index()),
        });
        let least = match condition.need {
            Need::All => condition.atoms.len(),
            Need::AtLeast(n) => usize::from(n),
        };
        json!({ "least": least, "of": lines.collect::<Vec<_>>() })
    }

    fn cause(&self, cause: &Cause) -> Value {
        match cause {
            Cause::Option(option) => json!({ "least": 1, "of": [self.line(*option)] }),
            Cause::Together { when, .. } => self.condition(when),
        }
    }

    /// How urgent, as a number from 1.
    fn rank(&self, urgency: Urgency) -> usize {
        self.ranks.partition_point(|rank| *rank <= urgency)
    }

    /// The greatest rank of a sign that waits for this question, or for one that it opens. The walk of
    /// the widget looks closer; this is never less.
    fn most(&self, id: QuestionId) -> usize {
        let pathway = self.pathway();
        let mut opened: u128 = 1 << id.0;
        for later in pathway.ids().skip(id.index() + 1) {
            if pathway.reads(&pathway.questions[later.index()].ask) & opened != 0 {
                opened |= 1 << later.0;
            }
        }
        let reads = |cause: &Cause| match cause {
            Cause::Option(option) => 1 << pathway.question_of(*option).0,
            Cause::Together { when, .. } => pathway.reads(when),
        };
        let signs = pathway.signs.iter();
        let waiting = signs.filter(|sign| reads(&sign.cause) & opened != 0);
        waiting
            .map(|sign| self.rank(sign.urgency))
            .max()
            .unwrap_or(0)
    }

    /// Everything that leads to an advice, in the order in which it decides: the first that holds. And
    /// the advice that they lead to.
    fn rules(&self) -> (Vec<Value>, Vec<Advised>) {
        let pathway = self.pathway();
        let mut signs: Vec<_> = pathway.signs.iter().collect();
        signs.sort_by_key(|sign| (std::cmp::Reverse(sign.urgency), sign.kind));
        let signs = signs.into_iter().map(|sign| {
            let outcome = pathway.kinds[sign.kind.index()].outcome;
            (self.cause(&sign.cause), (outcome, sign.urgency))
        });
        let own = pathway.rules.len() - usize::from(pathway.fallbacks);
        let (first, last) = pathway.rules.split_at(own);
        let sorted = |rules: &[pathway::Rule]| {
            let mut rules = rules.to_vec();
            rules.sort_by_key(|rule| std::cmp::Reverse(rule.urgency));
            rules
        };
        let rules = sorted(first).into_iter().chain(sorted(last));
        let rules = rules.map(|rule| (self.condition(&rule.when), (rule.outcome, rule.urgency)));
        let mut advised: Vec<Advised> = Vec::new();
        let all = signs.chain(rules).map(|(when, to)| {
            let known = advised.iter().position(|advice| *advice == to);
            let place = known.unwrap_or_else(|| {
                advised.push(to);
                advised.len() - 1
            });
            json!({ "when": when, "advice": place })
        });
        let all = all.collect();
        (all, advised)
    }

    /// The words of each advice, as the written patients see it; where none has just this urgency, as
    /// those see it who are sent to the same outcome.
    fn advice(&self, advised: &[Advised]) -> Result<Value, Failure> {
        let mut cases: Vec<(&Case, Advised)> = Vec::new();
        for case in &self.content.cases {
            if let Some(decision) = self.decision(case) {
                cases.push((case, (decision.outcome, decision.urgency)));
            }
        }
        let words = advised.iter().map(|to| {
            let exact = cases.iter().find(|(_, got)| got == to);
            let found = exact.or_else(|| cases.iter().find(|(_, got)| got.0 == to.0));
            found.map(|(case, _)| self.result(case)).ok_or_else(|| {
                let name = &self.pathway().outcomes[to.0.index()].name;
                Failure::new(
                    format!("no written patient is sent to `{name}`"),
                    "write one in content/cases",
                )
            })
        });
        words.collect::<Result<Vec<_>, _>>().map(Value::from)
    }

    fn result(&self, case: &Case) -> Value {
        let walk = self.pathway().walk(&case.sheet);
        let last = walk.path.last().copied().unwrap_or(QuestionId(0));
        match self.screen(Place::Result(last), Some(case)) {
            Screen::Advice(view) => advice(&view),
            Screen::Emergency(view) => emergency(&view),
            _ => Value::Null,
        }
    }

    /// The next question for an answer taken by itself, which is all that some peers can route by:
    /// where it leads the played patient, or else most of the others.
    fn routes(&self, played: &Case) -> Value {
        let mut routes: Vec<(Step, Vec<String>)> = Vec::new();
        for case in std::iter::once(played).chain(&self.content.cases) {
            let steps = self.steps(case);
            for (place, step) in steps.iter().enumerate() {
                let next = steps.get(place + 1).map_or("end", |(id, _)| id).to_owned();
                match routes.iter_mut().find(|(known, _)| known == step) {
                    Some((_, nexts)) => nexts.push(next),
                    None => routes.push((step.clone(), vec![next])),
                }
            }
        }
        let own = self.steps(played);
        let most = |step: &Step, nexts: &[String]| {
            let count = |next: &String| nexts.iter().filter(|other| *other == next).count();
            let often = nexts.iter().rev().max_by_key(|next| count(next));
            // The first was the played patient's.
            let first = own.contains(step).then(|| nexts.first()).flatten();
            first.or(often).cloned().unwrap_or_default()
        };
        let list = routes.iter().map(|(step, nexts)| {
            json!({ "question": step.0, "options": step.1, "next": most(step, nexts) })
        });
        list.collect::<Vec<_>>().into()
    }

    fn model(&self, rules: Vec<Value>) -> Value {
        let pathway = self.pathway();
        let facts = pathway.facts.iter().map(|fact| self.condition(&fact.when));
        let signs = pathway.signs.iter().map(
            |sign| json!({ "when": self.cause(&sign.cause), "rank": self.rank(sign.urgency) }),
        );
        let questions: Vec<_> = pathway.ids().map(|id| self.question(id)).collect();
        json!({
            "words": self.interface(),
            "start": self.start(),
            "questions": questions,
            "facts": facts.collect::<Vec<_>>(),
            "signs": signs.collect::<Vec<_>>(),
            "most": self.ranks.len(),
            "rules": rules,
        })
    }

    fn interface(&self) -> Value {
        let keys = [
            ("start", Key::StartButton),
            ("back", Key::Back),
            ("carry_on", Key::Continue),
            ("or", Key::Or),
            ("why", Key::WhyLabel),
            ("again", Key::Clear),
            ("error_one", Key::ErrorOne),
            ("error_many", Key::ErrorMany),
        ];
        let word = |key| self.guide.words.key(key);
        let mut words: Map<String, Value> = keys
            .into_iter()
            .map(|(name, key)| (name.to_owned(), json!(word(key))))
            .collect();
        // "Question 3" without its number.
        let progress = word(Key::Progress);
        let before: String = progress.chars().take_while(|c| c.is_alphabetic()).collect();
        words.insert("question".into(), json!(before));
        words.into()
    }

    fn start(&self) -> Value {
        let Screen::Start(view) = self.screen(Place::Start, None) else {
            return Value::Null;
        };
        let lines = |lines: &[show::view::Line]| lines.iter().map(plain).collect::<Vec<_>>();
        json!({
            "title": &*view.title,
            "lead": plain(&view.lead),
            "points": lines(&view.points),
            "emergency": plain(&view.emergency),
            "small": lines(&view.small_print),
        })
    }

    fn question(&self, id: QuestionId) -> Value {
        let question = &self.pathway().questions[id.index()];
        let Screen::Question(view) = self.screen(Place::Question(id), None) else {
            return Value::Null;
        };
        let options = question
            .options()
            .zip(&view.choices)
            .map(|(option, choice)| {
                json!({
                    "id": &*choice.id,
                    "label": &*choice.label,
                    "alone": question.stands_alone(option),
                    "apart": choice.separate,
                })
            });
        let QuestionView {
            title,
            hint,
            how,
            why,
            ..
        } = &view;
        json!({
            "id": &*question.name,
            "title": &**title,
            "hint": hint.as_deref().unwrap_or(""),
            "how": how.as_deref().unwrap_or(""),
            "why": &**why,
            "many": question.choice == Choice::Many,
            "ask": self.condition(&question.ask),
            "most": self.most(id),
            "options": options.collect::<Vec<_>>(),
        })
    }
}

fn part(list: &ListView) -> Value {
    json!({
        "title": &*list.title,
        "lead": list.lead.as_ref().map(plain).unwrap_or_default(),
        "items": list.items.iter().map(plain).collect::<Vec<_>>(),
    })
}

/// A folded row, its lists one behind another.
fn fold(view: &FoldView) -> Value {
    let items = view.lists.iter().flat_map(|list| &list.items);
    json!({ "title": &*view.title, "lead": "", "items": items.map(plain).collect::<Vec<_>>() })
}

fn advice(view: &AdviceView) -> Value {
    let items: Vec<_> = view.action.iter().chain(&view.notes).map(plain).collect();
    let act = json!({ "title": &*view.do_title, "lead": "", "items": items });
    let lists = [&view.seen, &view.sooner].into_iter().chain(&view.cards);
    let reasons: Vec<_> = view.reasons.iter().map(|one| plain(&one.text)).collect();
    let why = json!({ "title": &*view.why_title, "lead": "", "items": reasons });
    let steps: Vec<_> = view.path.iter().map(|step| plain(&step.text)).collect();
    let steps = json!({ "title": &*view.path_title, "lead": "", "items": steps });
    let visit = view.your_visit.iter().map(fold);
    json!({
        "label": &*view.label,
        "title": &*view.title,
        "lead": plain(&view.lead),
        "parts": std::iter::once(act).chain(lists.map(part)).collect::<Vec<_>>(),
        "folds": visit.chain([why, steps]).chain(view.more.iter().map(fold)).collect::<Vec<_>>(),
    })
}

fn emergency(view: &EmergencyView) -> Value {
    let buttons = view.buttons.iter().map(|button| button.words.to_string());
    let actions = buttons.chain(view.actions.iter().map(plain));
    let act = json!({ "title": &*view.label, "lead": "", "items": actions.collect::<Vec<_>>() });
    let ways = view.other_ways.iter().map(part);
    json!({
        "label": &*view.label,
        "title": &*view.title,
        "lead": &*view.mistake,
        "parts": std::iter::once(act).chain(ways).collect::<Vec<_>>(),
        "folds": [],
    })
}
