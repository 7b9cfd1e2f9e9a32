//! The pages around the pathway: title, purpose and limits, how a decision is made, sign-off.
//!
//! Prose for a clinician. Every number in it is counted, none is written down.

use content::review::Key;
use content::{Group, Score, count};
use pathway::{Cause, Choice};

use crate::book::Book;
use crate::html::{Html, html, list, table};

/// What names exactly this pathway and these words.
pub struct Hashes {
    /// SHA-256 of the compiled pathway.
    pub pathway: String,
    /// SHA-256 of the compiled words.
    pub words: String,
    /// SHA-256 of the two catalogues of sentinels, one after the other, where there are some.
    pub catalogues: Option<String>,
}

impl Hashes {
    /// The row of the catalogues in a table of what is signed.
    fn catalogues(&self) -> Html {
        let row = self.catalogues.iter().map(|hash| {
            html!(
                "<tr><th scope=\"row\">SHA-256 of the two catalogues</th><td><code>{}</code></td></tr>",
                hash
            )
        });
        row.collect()
    }
}

impl Book<'_> {
    /// The first page.
    pub fn title_page(&self, hashes: &Hashes) -> Html {
        let pathway = self.pathway();
        let cases = self.content.cases.len();
        let signed = self.signed();
        let own = pathway
            .questions
            .iter()
            .filter(|question| question.which_of.is_none());
        let facts = [
            (own.count(), "questions"),
            (
                pathway
                    .signs
                    .iter()
                    .filter(|sign| matches!(sign.cause, Cause::Option(_)))
                    .count(),
                "signs that count alone",
            ),
            (
                pathway
                    .signs
                    .iter()
                    .filter(|sign| matches!(sign.cause, Cause::Together { .. }))
                    .count(),
                "combinations",
            ),
            (pathway.rules.len(), "navigation rules"),
            (pathway.outcomes.len(), "outcomes"),
            (cases, "written cases"),
        ];
        let facts = facts
            .iter()
            .map(|(number, what)| html!("<li><b>{}</b> {}</li>", *number, what));
        html!(
            "<header class=\"cover\"><p class=\"over\">Clinical review booklet</p><h1>Who to see first</h1>\
             <p class=\"under\">The questions, the rules and the words of a self-assessment that says which \
             type of professional to see first, and how soon.</p>{}<ul class=\"numbers\">{}</ul>\
             <table class=\"identity\"><caption>What this booklet describes</caption><tbody>\
             <tr><th scope=\"row\">Pathway</th><td>{}, version {}</td></tr>\
             <tr><th scope=\"row\">SHA-256 of the pathway</th><td><code>{}</code></td></tr>\
             <tr><th scope=\"row\">SHA-256 of the English words</th><td><code>{}</code></td></tr>{}\
             <tr><th scope=\"row\">Review before</th><td>{}</td></tr>\
             <tr><th scope=\"row\">Words quoted</th><td>English, with the terms of an unknown country: \
             numbers and services differ by country and are not part of this booklet</td></tr>\
             </tbody></table></header>\n",
            signed,
            facts.collect::<Html>(),
            pathway.name,
            pathway.version,
            hashes.pathway,
            hashes.words,
            hashes.catalogues(),
            pathway.expires_on
        )
    }

    fn signed(&self) -> Html {
        match &*self.pathway().reviewed_by {
            "" => html!(
                "<p class=\"unsigned\"><b>Not signed off.</b> No clinician has signed this version. \
                 It is not ready for the public, and every result says so: “{}”</p>",
                self.say(self.words.key(Key::SmallUnsigned), None)
            ),
            name => html!("<p class=\"signed\">Signed off by {}.</p>", name),
        }
    }

    /// What the tool is for, and where it ends.
    pub fn purpose(&self) -> Html {
        let small = [
            Key::SmallEmergency,
            Key::SmallNotDiagnosis,
            Key::SmallAnswers,
            Key::SmallFeel,
            Key::SmallAdults,
            Key::SmallPrivacy,
        ];
        let small = small
            .iter()
            .map(|key| html!("“{}”", self.say(self.words.key(*key), None)));
        html!(
            "<p class=\"lead\">It helps an adult choose which type of professional to contact first and how \
             soon, and prepares what to say. It does not assess, diagnose, monitor, predict or treat.</p>\
             <div class=\"two\"><div><h3>What it is</h3><ul>\
             <li>Questions about safety first, then about treatment so far, function and health.</li>\
             <li>One result: who, how soon, why, what to say, what comes after.</li>\
             <li>A fixed set of rules, the same for everyone, with no score and no weight.</li>\
             <li>A page that runs in the visitor’s browser and sends nothing anywhere.</li></ul></div>\
             <div><h3>What it is not</h3><ul>\
             <li>Not a diagnosis: no condition, probability or score is ever shown as a conclusion.</li>\
             <li>Not an examination: it rests on answers alone.</li>\
             <li>Not a clearance to exercise, and not for emergencies.</li>\
             <li>Not for children: under 18 has a short path of its own, with a parent or guardian.</li></ul>\
             </div></div><h3>What every visitor is told</h3>{}",
            list(small)
        )
    }

    /// How answers become advice.
    pub fn how_it_decides(&self) -> Html {
        html!(
            "<ol class=\"steps\">\
             <li><b>Signs decide first.</b> A ticked line can be a warning sign with a floor: call now, go now, \
             today, or within a number of days. The most urgent sign gives the advice, whatever else is answered.</li>\
             <li><b>Weak signs count together.</b> A combination is a sign that no single line makes.</li>\
             <li><b>“Not sure” is an answer of its own</b>, with a floor of its own. It is never “no”. On many \
             screens the next one asks which line cannot be ruled out, and that line keeps a floor.</li>\
             <li><b>Rules of navigation speak only where there is no sign.</b> The most urgent rule decides; \
             between equals, the one that stands first.</li>\
             <li><b>An emergency ends the questions.</b> A question is asked only while its answer could still \
             make the advice more urgent than the signs already found.</li>\
             <li><b>A question that is not asked has no answer.</b> Nothing is assumed in its place.</li></ol>{}",
            self.levels()
        )
    }

    fn levels(&self) -> Html {
        use pathway::Urgency;
        let levels = [
            (Urgency::Call, "Call the emergency or crisis number now"),
            (
                Urgency::Go,
                "Go to the emergency department, or phone the maternity unit, now",
            ),
            (Urgency::Today, "Medical help the same day"),
            (
                Urgency::Days(7),
                "Within the number of days that is printed",
            ),
            (Urgency::Weeks, "Within weeks, an ordinary appointment"),
            (Urgency::Ready, "When the person is ready"),
        ];
        let rows = levels.iter().map(|(level, about)| {
            html!(
                "<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
                self.urgency(*level),
                about
            )
        });
        table(
            "levels",
            "The levels of urgency",
            &["Level", "Means"],
            rows.collect(),
        )
    }

    /// What the reviewer is asked to decide, and how the cases stand.
    pub fn for_the_reviewer(&self) -> Html {
        let drafts = self.content.cases.iter();
        let drafts = drafts.filter(|case| case.is_draft()).count();
        let all = self.content.cases.len() - drafts;
        let under = count(self.content, None, Score::Under);
        let urgent = count(self.content, Some(Group::Urgent), Score::Under);
        let right = count(self.content, None, Score::Exact);
        let excused = self
            .review
            .rows
            .iter()
            .filter(|row| !row.excused.is_empty())
            .count();
        let rows = content::review::rows_of_the_brief().len();
        let draft = match drafts {
            0 => String::new(),
            count => format!(" {count} more are drafts that need a clinician."),
        };
        let unchecked = self
            .review
            .evidence
            .iter()
            .filter(|source| source.reviewed.is_empty());
        html!(
            "<p>Of {} written cases, {} get exactly the advice that was expected, and {} are under-called; among \
             the urgent ones, {}.{} Of {} rows of the clinical brief, {} are left out on purpose, each with a reason. \
             {} of {} sources still wait for a person to check them.</p>\
             <p>Five decisions are open, and this version takes one side of each:</p><ol>\
             <li>The public list of back-pain warnings of the British health service is combined with other \
             features here, not followed line by line.</li>\
             <li>In Australia, an exercise physiologist does not count as the clearance before exercise.</li>\
             <li>The two letters that mean physical therapist in one country and personal trainer in another \
             are never used.</li>\
             <li>A chest wall that is sore to press opens a question of its own; it does not call an ambulance.</li>\
             <li>Young people are everyone under 18, not under 16.</li></ol>\
             <p>Thresholds that no source gives are judgement: weeks after an operation, the number of flares, \
             the two weeks of self-care, and the days of each sign. They need your eye most.</p>",
            all,
            right,
            under,
            urgent,
            draft,
            rows,
            excused,
            unchecked.count(),
            self.review.evidence.len()
        )
    }

    /// How a question can be answered: read once, so that the tables need not say it.
    pub fn how_to_read(&self) -> Html {
        let own = self
            .pathway()
            .questions
            .iter()
            .filter(|question| question.which_of.is_none());
        let one = own
            .clone()
            .filter(|question| question.choice == Choice::One)
            .count();
        html!(
            "<p>{} questions take one answer, {} take any number. <b>Ticked</b> is what a line demands by itself; \
             a line with a dash there counts only together with others, in the combinations and rules that it \
             names. <b>Not sure of it</b> is what it demands when it is named on the next screen, which asks \
             which line cannot be ruled out. In brackets behind a source row stands its evidence.</p>\
             <p>Nobody is asked more than {} questions.</p>",
            one,
            own.count() - one,
            usize::from(self.pathway().longest)
        )
    }

    /// The page to sign.
    pub fn sign_off(&self, hashes: &Hashes) -> Html {
        let line = |label: &str| {
            html!(
                "<tr><th scope=\"row\">{}</th><td class=\"blank\"></td></tr>",
                label
            )
        };
        let lines = ["Name", "Role", "Register and number", "Date", "Signature"];
        let signature = |who: &str| {
            html!(
                "<table class=\"signature\"><caption>{}</caption><tbody>{}</tbody></table>",
                who,
                lines.iter().map(|label| line(label)).collect::<Html>()
            )
        };
        html!(
            "<p>I have read this booklet. In my judgement the questions, the rules and the words are fit for the \
             purpose described in it, with the remarks below.</p>\
             <table class=\"identity\"><caption>What is signed</caption><tbody>\
             <tr><th scope=\"row\">Pathway</th><td>{}, version {}</td></tr>\
             <tr><th scope=\"row\">SHA-256 of the pathway</th><td><code>{}</code></td></tr>\
             <tr><th scope=\"row\">SHA-256 of the English words</th><td><code>{}</code></td></tr>{}\
             </tbody></table><div class=\"two\">{}{}</div>\
             <h3>Remarks and conditions</h3>{}",
            self.pathway().name,
            self.pathway().version,
            hashes.pathway,
            hashes.words,
            hashes.catalogues(),
            signature("A registered physiotherapist"),
            signature("A general practitioner or emergency physician"),
            Html("<div class=\"ruled\"></div>".repeat(9))
        )
    }
}
