//! The pages around the pathway: title, purpose and limits, how a decision is made, sign-off.
//!
//! Prose for a clinician. Every number in it is counted, none is written down.

use content::review::Key;
use content::{Group, Score, count};
use pathway::{Cause, Choice, Pathway};

use crate::book::Book;
use crate::html::{Markup, html, list, table};

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
    /// The rows of a table that says which version is meant.
    fn rows(&self, pathway: &Pathway) -> Markup {
        html! {
            tr {
                th scope="row" { "Pathway" }
                td { (pathway.name) ", version " (pathway.version) }
            }
            tr { th scope="row" { "SHA-256 of the pathway" } td { code { (self.pathway) } } }
            tr { th scope="row" { "SHA-256 of the English words" } td { code { (self.words) } } }
            @if let Some(hash) = &self.catalogues {
                tr { th scope="row" { "SHA-256 of the two catalogues" } td { code { (hash) } } }
            }
        }
    }
}

impl Book<'_> {
    /// The first page.
    pub fn title_page(&self, hashes: &Hashes) -> Markup {
        let pathway = self.pathway();
        html! {
            header.cover {
                p.over { "Clinical review booklet" }
                h1 { "Who to see first" }
                p.under {
                    "The questions, the rules and the words of a self-assessment that says which "
                    "type of professional to see first, and how soon."
                }
                (self.signed())
                (self.numbers())
                table.identity {
                    caption { "What this booklet describes" }
                    tbody {
                        (hashes.rows(pathway))
                        tr { th scope="row" { "Review before" } td { (pathway.expires_on) } }
                        tr {
                            th scope="row" { "Words quoted" }
                            td {
                                "English, with the terms of an unknown country: numbers and "
                                "services differ by country and are not part of this booklet"
                            }
                        }
                    }
                }
            }
        }
    }

    /// How much there is of everything.
    fn numbers(&self) -> Markup {
        let pathway = self.pathway();
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
            (self.content.cases.len(), "written cases"),
        ];
        html! {
            ul.numbers {
                @for (number, what) in facts { li { b { (number) } " " (what) } }
            }
        }
    }

    fn signed(&self) -> Markup {
        match &*self.pathway().reviewed_by {
            "" => html! {
                p.unsigned {
                    b { "Not signed off." }
                    " No clinician has signed this version. It is not ready for the public, and "
                    "every result says so: “"
                    (self.say(self.words.key(Key::SmallUnsigned), None))
                    "”"
                }
            },
            name => html! { p.signed { "Signed off by " (name) "." } },
        }
    }

    /// What the tool is for, and where it ends.
    pub fn purpose(&self) -> Markup {
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
            .map(|key| html! { "“" (self.say(self.words.key(*key), None)) "”" });
        html! {
            p.lead {
                "It helps an adult choose which type of professional to contact first and how "
                "soon, and prepares what to say. It does not assess, diagnose, monitor, predict "
                "or treat."
            }
            div.two {
                div {
                    h3 { "What it is" }
                    ul {
                        li {
                            "Questions about safety first, then about treatment so far, function "
                            "and health."
                        }
                        li { "One result: who, how soon, why, what to say, what comes after." }
                        li {
                            "A fixed set of rules, the same for everyone, with no score and no "
                            "weight."
                        }
                        li {
                            "A page that runs in the visitor’s browser and sends nothing "
                            "anywhere."
                        }
                    }
                }
                div {
                    h3 { "What it is not" }
                    ul {
                        li {
                            "Not a diagnosis: no condition, probability or score is ever shown "
                            "as a conclusion."
                        }
                        li { "Not an examination: it rests on answers alone." }
                        li { "Not a clearance to exercise, and not for emergencies." }
                        li {
                            "Not for children: under 18 has a short path of its own, with a "
                            "parent or guardian."
                        }
                    }
                }
            }
            h3 { "What every visitor is told" }
            (list(small))
        }
    }

    /// How answers become advice.
    pub fn how_it_decides(&self) -> Markup {
        html! {
            ol.steps {
                li {
                    b { "Signs decide first." }
                    " A ticked line can be a warning sign with a floor: call now, go now, today, "
                    "or within a number of days. The most urgent sign gives the advice, whatever "
                    "else is answered."
                }
                li {
                    b { "Weak signs count together." }
                    " A combination is a sign that no single line makes."
                }
                li {
                    b { "“Not sure” is an answer of its own" }
                    ", with a floor of its own. It is never “no”. On many screens the next one "
                    "asks which line cannot be ruled out, and that line keeps a floor."
                }
                li {
                    b { "Rules of navigation speak only where there is no sign." }
                    " The most urgent rule decides; between equals, the one that stands first."
                }
                li {
                    b { "An emergency ends the questions." }
                    " A question is asked only while its answer could still make the advice more "
                    "urgent than the signs already found."
                }
                li {
                    b { "A question that is not asked has no answer." }
                    " Nothing is assumed in its place."
                }
            }
            (self.levels())
        }
    }

    fn levels(&self) -> Markup {
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
            html! { tr { th scope="row" { (self.urgency(*level)) } td { (about) } } }
        });
        table("levels", "The levels of urgency", &["Level", "Means"], rows)
    }

    /// What the reviewer is asked to decide, and how the cases stand.
    pub fn for_the_reviewer(&self) -> Markup {
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
        html! {
            p {
                "Of "
                (all)
                " written cases, "
                (right)
                " get exactly the advice that was expected, and "
                (under)
                " are under-called; among the urgent ones, "
                (urgent)
                "."
                (draft)
                " Of "
                (rows)
                " rows of the clinical brief, "
                (excused)
                " are left out on purpose, each with a reason. "
                (unchecked.count())
                " of "
                (self.review.evidence.len())
                " sources still wait for a person to check them."
            }
            (open_decisions())
        }
    }

    /// How a question can be answered: read once, so that the tables need not say it.
    pub fn how_to_read(&self) -> Markup {
        let own = self
            .pathway()
            .questions
            .iter()
            .filter(|question| question.which_of.is_none());
        let one = own
            .clone()
            .filter(|question| question.choice == Choice::One)
            .count();
        html! {
            p {
                (one)
                " questions take one answer, "
                (own.count() - one)
                " take any number. "
                b { "Ticked" }
                " is what a line demands by itself; a line with a dash there counts only "
                "together with others, in the combinations and rules that it names. "
                b { "Not sure of it" }
                " is what it demands when it is named on the next screen, which asks which line "
                "cannot be ruled out. In brackets behind a source row stands its evidence."
            }
            p { "Nobody is asked more than " (usize::from(self.pathway().longest)) " questions." }
        }
    }

    /// The page to sign.
    pub fn sign_off(&self, hashes: &Hashes) -> Markup {
        let line = |label: &str| {
            html! { tr { th scope="row" { (label) } td.blank {} } }
        };
        let lines = ["Name", "Role", "Register and number", "Date", "Signature"];
        let signature = |who: &str| {
            html! {
                table.signature {
                    caption { (who) }
                    tbody { @for piece in lines.iter().map(|label| line(label)) { (piece) } }
                }
            }
        };
        html! {
            p {
                "I have read this booklet. In my judgement the questions, the rules and the "
                "words are fit for the purpose described in it, with the remarks below."
            }
            table.identity {
                caption { "What is signed" }
                tbody {
                    (hashes.rows(self.pathway()))
                }
            }
            div.two {
                (signature("A registered physiotherapist"))
                (signature("A general practitioner or emergency physician"))
            }
            h3 { "Remarks and conditions" }
            @for _ in 0..9 { div.ruled {} }
        }
    }
}

/// Where reasonable people differ, and which side this version takes.
fn open_decisions() -> Markup {
    html! {
        p { "Five decisions are open, and this version takes one side of each:" }
        ol {
            li {
                "The public list of back-pain warnings of the British health service is "
                "combined with other features here, not followed line by line."
            }
            li {
                "In Australia, an exercise physiologist does not count as the clearance "
                "before exercise."
            }
            li {
                "The two letters that mean physical therapist in one country and personal "
                "trainer in another are never used."
            }
            li {
                "A chest wall that is sore to press opens a question of its own; it does not "
                "call an ambulance."
            }
            li { "Young people are everyone under 18, not under 16." }
        }
        p {
            "Thresholds that no source gives are judgement: weeks after an operation, the "
            "number of flares, the two weeks of self-care, and the days of each sign. They "
            "need your eye most."
        }
    }
}
