//! Which answers to each question are truthful, when every line is true, open or false of a person.

use pathway::{Choice, OptionId, Pathway, QuestionId};
use sentinels::{Standing, Value};

use crate::compiled::Compiled;
use crate::diagram::{Built, When};
use crate::layout::alone;

/// The option that says "none of these".
const NONE: &str = "none";
/// The option that says "not sure".
const UNSURE: &str = "unsure";
/// The option of a "which one?" screen that says "I cannot say".
const CANNOT_SAY: &str = "cannot_say";

/// The truthful answers to one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    /// Options that may stand alone, of those that never stand beside another.
    pub alone: Vec<OptionId>,
    /// Lines that can stand together: any set of them that is not empty and holds each of `must`.
    pub must: Vec<OptionId>,
    /// The lines that may be ticked as well.
    pub may: Vec<OptionId>,
}

/// The lines of a question, by what is known of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Ordinary lines that are true.
    pub truths: Vec<OptionId>,
    /// Ordinary lines that are open.
    pub open: Vec<OptionId>,
    /// Lines that stand alone and are true.
    pub fitting: Vec<OptionId>,
    /// Lines that stand alone and are open.
    pub alone: Vec<OptionId>,
    /// "None of these", where the question has it.
    pub none: Option<OptionId>,
    /// "Not sure", where the question has it beside others.
    pub unsure: Option<OptionId>,
}

impl Known {
    /// What is known of a question's lines; `lines` by option of the pathway.
    pub fn of(pathway: &Pathway, id: QuestionId, lines: &[Value]) -> Self {
        let mut known = Known::default();
        for option in pathway.questions[id.index()].options() {
            let value = lines[option.index()];
            let alone = alone(pathway, option);
            match &*pathway.options[option.index()] {
                NONE if alone => known.none = Some(option),
                UNSURE if !alone => known.unsure = Some(option),
                _ if alone && value == Value::True => known.fitting.push(option),
                _ if alone && value == Value::Open => known.alone.push(option),
                _ if alone => {}
                _ if value == Value::True => known.truths.push(option),
                _ if value == Value::Open => known.open.push(option),
                _ => {}
            }
        }
        known
    }

    /// The truthful answers to a question that takes several; `unsure` where the person may be.
    pub fn several(&self, unsure: bool) -> Allowed {
        if !self.truths.is_empty() {
            return Allowed {
                alone: Vec::new(),
                must: self.truths.clone(),
                may: self.open.clone(),
            };
        }
        let mut may = self.open.clone();
        if unsure && !self.open.is_empty() {
            may.extend(self.unsure);
        }
        let alone = if self.fitting.is_empty() {
            self.alone.iter().copied().chain(self.none).collect()
        } else {
            self.fitting.clone()
        };
        Allowed {
            alone,
            must: Vec::new(),
            may,
        }
    }
}

/// The truthful answers of a person, by question.
#[derive(Clone, Debug)]
pub struct Truthful {
    /// By question.
    pub allowed: Vec<Allowed>,
    /// Questions of which no line fits.
    pub no_line: Vec<QuestionId>,
    /// Questions that take one answer, of which more than one line is plainly true.
    pub two_lines: Vec<QuestionId>,
}

impl Truthful {
    /// The truthful answers of a person of whom the lines are known, by option.
    pub fn of(pathway: &Pathway, lines: &[Value], standing: Standing) -> Self {
        let mut truthful = Truthful {
            allowed: Vec::new(),
            no_line: Vec::new(),
            two_lines: Vec::new(),
        };
        for id in pathway.ids() {
            let allowed = truthful.question(pathway, id, lines, standing);
            truthful.allowed.push(allowed);
        }
        truthful
    }

    fn question(
        &mut self,
        pathway: &Pathway,
        id: QuestionId,
        lines: &[Value],
        standing: Standing,
    ) -> Allowed {
        let question = &pathway.questions[id.index()];
        if let Some(parent) = question.which_of {
            return which(pathway, id, &Known::of(pathway, parent, lines).open);
        }
        if question.choice == Choice::Many {
            let allowed = Known::of(pathway, id, lines).several(standing == Standing::Dangerous);
            if allowed != Allowed::default() {
                return allowed;
            }
            self.no_line.push(id);
            let options = question.options();
            return Allowed {
                alone: options.filter(|&option| alone(pathway, option)).collect(),
                ..Allowed::default()
            };
        }
        let value = |option: &OptionId| lines[option.index()];
        let plain = question.options().filter(|o| value(o) == Value::True);
        if plain.count() > 1 {
            self.two_lines.push(id);
        }
        let fits = question.options().filter(|o| value(o) != Value::False);
        let mut fits: Vec<_> = fits.collect();
        if fits.is_empty() {
            self.no_line.push(id);
            fits = question.options().collect();
        }
        Allowed {
            alone: fits,
            ..Allowed::default()
        }
    }

    /// Where a sheet is truthful.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn when(&self, compiled: &mut Compiled<'_>) -> Built<When> {
        let mut all = When::ALWAYS;
        // From the last question up: what is added always lies above what there is.
        for id in compiled.pathway.ids().rev() {
            let one = self.allowed[id.index()].when(compiled, id)?;
            all = compiled.diagrams.and(one, all)?;
        }
        Ok(all)
    }
}

/// The answers to a "which one?" screen of somebody who is not sure about these lines of its parent.
pub fn which(pathway: &Pathway, id: QuestionId, unsure: &[OptionId]) -> Allowed {
    let name = |option: OptionId| &pathway.options[option.index()];
    let options = || pathway.questions[id.index()].options();
    let named = options().filter(|&line| unsure.iter().any(|&other| name(other) == name(line)));
    let cannot_say = options().filter(|&option| &**name(option) == CANNOT_SAY);
    Allowed {
        alone: cannot_say.collect(),
        must: Vec::new(),
        may: named.collect(),
    }
}

impl Allowed {
    /// Where a question is not shown, or answered so.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn when(&self, compiled: &mut Compiled<'_>, id: QuestionId) -> Built<When> {
        let (layout, diagrams) = (&compiled.layout, &mut compiled.diagrams);
        let first = layout.first(id);
        let mut ways = vec![diagrams.is(first, 0)?];
        for &option in &self.alone {
            ways.push(diagrams.is(first, layout.option(option).value)?);
        }
        if let Some(some) = layout.some(id)
            && !(self.must.is_empty() && self.may.is_empty())
        {
            let mut lines = vec![diagrams.is(first, some)?];
            for &level in layout.ticks(id) {
                let stands = |option: &&OptionId| layout.option(**option).level == level;
                if self.must.iter().any(|option| stands(&option)) {
                    lines.push(diagrams.is(level, 1)?);
                } else if !self.may.iter().any(|option| stands(&option)) {
                    lines.push(diagrams.is(level, 0)?);
                }
            }
            ways.push(diagrams.all(lines)?);
        }
        diagrams.any(ways)
    }
}
