//! The catalogues for machines.

use pathway::{Pathway, QuestionId};
use proof::compiled::option_name;
use proof::guarantee::{Disagreement, Example};
use proof::sentinels::{Harm, Verdict};
use serde_json::{Map, Value, json};

use super::slips::word;
use super::{Catalogues, Row};
use crate::prove::{broken_to_json, example_to_json, milliseconds};

impl Catalogues<'_> {
    /// All of it.
    pub fn to_json(&self) -> Value {
        let pathway = self.pathway;
        let slips = &self.slips.found;
        let rows = |rows: Vec<Row<'_>>, slips: &[Option<Vec<Harm>>]| {
            let rows = rows.iter().zip(slips);
            let rows = rows.map(|(row, harms)| row.to_json(pathway, harms.as_deref()));
            rows.collect::<Vec<_>>()
        };
        let (late, early) = self.hanging();
        let tiers = self.by_tier().into_iter().map(
            |(tier, hanging, looked)| json!({ "tier": tier, "hanging": hanging, "of": looked }),
        );
        json!({
            "dangerous": rows(self.dangerous(), &slips.dangerous),
            "everyday": rows(self.everyday(), &slips.everyday),
            "slips": {
                "dangerous": late,
                "everyday": early,
                "by_tier": tiers.collect::<Vec<_>>(),
                "gate": self.sentinels.gate.map(|gate| json!({
                    "dangerous": gate.dangerous,
                    "everyday": gate.everyday,
                })),
            },
            "contradictions": self.clashes_to_json(),
            "no_line": by_question(pathway, self.no_line()),
            "two_lines": by_question(pathway, self.two_lines()),
            "milliseconds": {
                "verdicts": milliseconds(self.proofs.took),
                "slips": milliseconds(self.slips.took),
                "contradictions": self.clashes.as_ref().map(|clashes| milliseconds(clashes.took)),
            },
        })
    }

    fn clashes_to_json(&self) -> Vec<Value> {
        let clashes = self.clashes.iter().flat_map(|clashes| &clashes.found);
        let clashes = clashes.map(|clash| {
            json!({
                "dangerous": self.sentinels.dangerous[clash.dangerous].id,
                "everyday": self.sentinels.everyday[clash.everyday].id,
                "example": replayed(self.pathway, &clash.example),
            })
        });
        clashes.collect()
    }
}

impl Row<'_> {
    fn to_json(&self, pathway: &Pathway, harms: Option<&[Harm]>) -> Value {
        let (broken, unknown) = match &self.checked.verdict {
            Verdict::Proved | Verdict::Stale => (&[][..], None),
            Verdict::Failed(broken) | Verdict::Declared(broken) => (&broken[..], None),
            Verdict::Unknown(why) => (&[][..], Some(why)),
        };
        let broken = broken.iter().map(|broken| broken_to_json(pathway, broken));
        let declared = self.entry.declared().map(
            |declared| json!({ "reason": declared.reason, "judged_again": declared.judged_again }),
        );
        let slips = harms.map(|harms| {
            let harms = harms.iter().map(|harm| {
                json!({
                    "line": option_name(pathway, harm.line),
                    "mistake": word(harm.mistake),
                    "example": replayed(pathway, &harm.example),
                })
            });
            harms.collect::<Vec<_>>()
        });
        json!({
            "id": self.id,
            "name": self.name,
            "asked": self.asked,
            "contested": self.contested,
            "verdict": self.word(),
            "stale": self.checked.verdict == Verdict::Stale,
            "declared": declared,
            "sheets": self.checked.sheets.to_string(),
            "broken": broken.collect::<Vec<_>>(),
            "unknown": unknown,
            "slips": slips,
        })
    }
}

fn replayed(pathway: &Pathway, example: &Result<Example, Disagreement>) -> Value {
    match example {
        Ok(example) => example_to_json(pathway, example),
        Err(disagreement) => json!({ "unknown": disagreement.to_string() }),
    }
}

fn by_question(pathway: &Pathway, found: Vec<(QuestionId, Vec<&str>)>) -> Value {
    let found = found.into_iter().map(|(id, entries)| {
        let name = pathway.questions[id.index()].name.to_string();
        (name, json!(entries))
    });
    Value::Object(found.collect::<Map<_, _>>())
}
