//! A pathway as diagrams: who is asked what, which findings hold, and what is advised on every
//! answer sheet that a person could give.
//!
//! The mirror of `pathway`'s `decision`: signs before rules, rules before fallbacks, the most urgent
//! first, then in order. Never calls it.

use std::cmp::Reverse;

use pathway::{Because, Cause, OptionId, OutcomeId, Pathway, QuestionId, RuleId, SignId, Urgency};

use crate::diagram::{Built, Cheapest, Count, Counts, Diagrams, Sheets, When};
use crate::layout::Layout;
use crate::truth::holds;
use crate::walk::{Walk, walk};

/// Who and how soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Advice {
    /// Who.
    pub outcome: OutcomeId,
    /// How soon.
    pub urgency: Urgency,
}

/// A sign, rule or fallback, in the order in which they decide.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Which.
    pub because: Because,
    /// What it advises.
    pub advice: Advice,
    /// When it is found; on rules, whether or not there is a sign.
    pub when: When,
    /// The sheets that it decides.
    pub decides: Sheets,
}

impl Finding {
    /// Whether it is a warning sign, alone or in a combination.
    pub fn is_sign(&self) -> bool {
        matches!(self.because, Because::Sign(_))
    }
}

/// A pathway as diagrams.
#[derive(Clone, Debug)]
pub struct Compiled<'a> {
    /// The pathway.
    pub pathway: &'a Pathway,
    /// Its levels.
    pub layout: Layout,
    /// Where the nodes lie.
    pub diagrams: Diagrams,
    /// Who is asked what.
    pub walk: Walk,
    /// Every sign, rule and fallback; the one that decides first comes first.
    pub findings: Vec<Finding>,
    /// Every advice that a finding gives; the most urgent first.
    pub advices: Vec<Advice>,
    /// Every sheet, labelled with the place of its advice in `advices`, plus 1.
    pub advised: Sheets,
    /// Remembered by [`Compiled::later_than`].
    later: Vec<(Urgency, Sheets)>,
    /// Counts of sheets.
    pub counts: Counts,
    /// Smallest sheets.
    pub cheapest: Cheapest,
}

impl<'a> Compiled<'a> {
    /// Compiles a pathway, with at most `limit` nodes.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn new(pathway: &'a Pathway, limit: usize) -> Built<Self> {
        let layout = Layout::new(pathway);
        let diagrams = Diagrams::new(layout.arity().to_vec(), limit);
        Compiled::with(pathway, layout, diagrams)
    }

    /// Compiles a pathway into diagrams that may hold others already.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn with(pathway: &'a Pathway, layout: Layout, mut diagrams: Diagrams) -> Built<Self> {
        let walk = walk(&mut diagrams, pathway, &layout)?;
        let mut findings = signs_in_order(pathway, &walk);
        findings.extend(rules_in_order(&mut diagrams, pathway, &walk, false)?);
        findings.extend(rules_in_order(&mut diagrams, pathway, &walk, true)?);
        for part in &walk.reached {
            // A sign decides where no sign is more urgent; rules where there is no sign.
            let mut rest = part.sheets;
            for finding in &mut findings {
                let (sign, urgency) = (finding.is_sign(), finding.advice.urgency);
                if part.floor == sign.then_some(urgency) {
                    finding.decides = diagrams.keep(rest, finding.when)?;
                    rest = diagrams.drop(rest, finding.when)?;
                }
            }
        }
        let mut advices: Vec<_> = findings.iter().map(|finding| finding.advice).collect();
        advices.sort_by_key(|advice| (Reverse(advice.urgency), advice.outcome));
        advices.dedup();
        let mut labelled = Vec::new();
        for (place, advice) in advices.iter().enumerate() {
            let same = findings.iter().filter(|finding| finding.advice == *advice);
            let same = diagrams.join_all(same.map(|finding| finding.decides).collect())?;
            labelled.push(diagrams.relabel(same, &|_| place + 1)?);
        }
        let cheapest = Cheapest::new(layout.costs());
        Ok(Compiled {
            pathway,
            advised: diagrams.join_all(labelled)?,
            layout,
            diagrams,
            walk,
            findings,
            advices,
            later: Vec::new(),
            counts: Counts::default(),
            cheapest,
        })
    }

    /// Every answer sheet that a person could give.
    pub fn valid(&self) -> Sheets {
        self.walk.valid
    }

    /// How many sheets there are in a set.
    ///
    /// # Errors
    /// When the count does not fit.
    pub fn count(&mut self, sheets: Sheets) -> Built<Count> {
        self.counts.of(&self.diagrams, sheets)
    }

    /// The smallest sheet of a set, as a row of values.
    pub fn smallest(&mut self, sheets: Sheets) -> Option<Vec<u8>> {
        self.cheapest.sheet(&self.diagrams, sheets)
    }

    /// The sheets whose advice is less urgent than this.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn later_than(&mut self, urgency: Urgency) -> Built<Sheets> {
        if let Some(&(_, known)) = self.later.iter().find(|(known, _)| *known == urgency) {
            return Ok(known);
        }
        let later = self.advised_where(|advice| advice.urgency < urgency)?;
        self.later.push((urgency, later));
        Ok(later)
    }

    /// The sheets whose advice is as asked for.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn advised_where(&mut self, asked: impl Fn(Advice) -> bool) -> Built<Sheets> {
        self.labelled_where(self.advised, asked)
    }

    /// Those of some sheets, labelled as [`Compiled::advised`] is, whose advice is as asked for.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn labelled_where(
        &mut self,
        sheets: Sheets,
        asked: impl Fn(Advice) -> bool,
    ) -> Built<Sheets> {
        let mut wanted: Vec<_> = self.advices.iter().map(|&advice| asked(advice)).collect();
        wanted.insert(0, false);
        self.diagrams
            .relabel(sheets, &|label| usize::from(wanted[label]))
    }

    /// The sheets on which a question is shown.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn shown(&mut self, id: QuestionId) -> Built<Sheets> {
        let shown = self.layout.answered(&mut self.diagrams, id)?;
        self.diagrams.keep(self.walk.valid, shown)
    }

    /// When one of these options is ticked.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn any_ticked(&mut self, options: impl IntoIterator<Item = OptionId>) -> Built<When> {
        let ticked: Vec<_> = (options.into_iter())
            .map(|option| self.walk.truth.option(option))
            .collect();
        self.diagrams.any(ticked)
    }

    /// `question.option`.
    pub fn option_name(&self, option: OptionId) -> String {
        option_name(self.pathway, option)
    }

    /// What a finding is called.
    pub fn finding_name(&self, because: Because) -> String {
        finding_name(self.pathway, because)
    }
}

/// `question.option`.
pub fn option_name(pathway: &Pathway, option: OptionId) -> String {
    let question = &pathway.questions[pathway.question_of(option).index()];
    format!("{}.{}", question.name, pathway.options[option.index()])
}

/// What a finding is called: the option, or the id of the combination or rule.
pub fn finding_name(pathway: &Pathway, because: Because) -> String {
    match because {
        Because::Sign(id) => match &pathway.signs[id.index()].cause {
            Cause::Option(option) => option_name(pathway, *option),
            Cause::Together { name, .. } => name.to_string(),
        },
        Because::Rule(id) => pathway.rules[id.index()].name.to_string(),
    }
}

/// The signs: the most urgent first, then in the order of their kinds.
fn signs_in_order(pathway: &Pathway, walk: &Walk) -> Vec<Finding> {
    let mut signs: Vec<_> = (0..).map(SignId).zip(&pathway.signs).collect();
    signs.sort_by_key(|(_, sign)| (Reverse(sign.urgency), sign.kind));
    let findings = signs.into_iter().map(|(id, sign)| Finding {
        because: Because::Sign(id),
        advice: Advice {
            outcome: pathway.kinds[sign.kind.index()].outcome,
            urgency: sign.urgency,
        },
        when: walk.signs[id.index()],
        decides: Sheets::NONE,
    });
    findings.collect()
}

/// The navigation rules, or the fallbacks: the most urgent first, then in order.
fn rules_in_order(
    diagrams: &mut Diagrams,
    pathway: &Pathway,
    walk: &Walk,
    fallbacks: bool,
) -> Built<Vec<Finding>> {
    let mut findings = Vec::new();
    for (id, rule) in (0..).map(RuleId).zip(&pathway.rules) {
        if pathway.is_fallback(id) == fallbacks {
            findings.push(Finding {
                because: Because::Rule(id),
                advice: Advice {
                    outcome: rule.outcome,
                    urgency: rule.urgency,
                },
                when: holds(diagrams, &rule.when, &walk.truth, &walk.truth)?,
                decides: Sheets::NONE,
            });
        }
    }
    findings.sort_by_key(|finding| Reverse(finding.advice.urgency));
    Ok(findings)
}
