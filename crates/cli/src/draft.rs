//! A case as the content writes it, begun by a program: the answers and the advice of today. Whether
//! that advice is right is for a clinician to say.

use pathway::{OutcomeId, Pathway, Sheet, Urgency};

/// What a begun case holds.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// Its id.
    pub id: &'a str,
    /// The person, in a sentence.
    pub about: &'a str,
    /// Why the case is there.
    pub why: &'a str,
    /// The answers.
    pub sheet: &'a Sheet,
    /// Whom the pathway sends this person to.
    pub outcome: OutcomeId,
    /// And how soon.
    pub urgency: Urgency,
}

impl Draft<'_> {
    /// The case in TOML, with an empty line after it.
    pub fn text(&self, pathway: &Pathway) -> String {
        let outcome = &pathway.outcomes[self.outcome.index()].name;
        let group = group(outcome, self.urgency);
        let days = self.urgency.days();
        let days = days.map_or(String::new(), |days| format!(", within_days = {days}"));
        let [about, why] = [self.about, self.why].map(|text| text.replace('"', "'"));
        format!(
            "[[case]]\nid = \"{}\"\ngroup = \"{group}\"\nabout = \"{about}\"\nwhy = \"{why}\"\n\
             draft = \"needs a clinician\"\nanswers = {{ {} }}\n\
             expect = {{ outcome = \"{outcome}\", urgency = \"{}\"{days} }}\naccept = []\n\n",
            self.id,
            answers(pathway, self.sheet),
            self.urgency.id()
        )
    }
}

/// The group in which such advice most often stands.
fn group(outcome: &str, urgency: Urgency) -> &'static str {
    match urgency {
        urgency if urgency >= Urgency::Today => "urgent",
        _ if outcome.starts_with("doctor") || outcome.starts_with("sports") => "doctor",
        _ => "navigation",
    }
}

fn answers(pathway: &Pathway, sheet: &Sheet) -> String {
    let answered = sheet.answered().map(|answer| {
        let (question, options) = content::names(pathway, answer.question(), sheet);
        let options: Vec<_> = options
            .iter()
            .map(|option| format!("\"{option}\""))
            .collect();
        format!("{question} = [{}]", options.join(", "))
    });
    answered.collect::<Vec<_>>().join(", ")
}
