//! The clinic on whose page the widget stands: how to book what is advised, or that it is not
//! offered there, and whom the clinic trusts with it.
//!
//! Comes after the advice and never changes it. Where somebody is to be seen today, nothing is
//! booked: the advice itself says whom to phone.

use pathway::{Decision, Urgency};
use words::{Key, Part};

use crate::config::{Config, Partner, Profession};
use crate::view::{AttrValue, ClinicView, Line, Piece};
use crate::writer::{Fill, Writer};

impl Writer<'_> {
    /// `None` where the owner has said nothing that has to do with the advice.
    pub(super) fn clinic(&self, decision: &Decision) -> Option<ClinicView> {
        let config = self.visit.clinic.get()?;
        let profession = Profession::of(&self.outcome(decision))?;
        let urgent = decision.urgency >= Urgency::Today;
        // Where it is urgent nobody is sent to somebody who may have no time today.
        let partner = config.partner(profession).filter(|_| !urgent);
        match (config.offers(profession)?, partner) {
            (true, _) if urgent => None,
            (true, _) => self.offered(config, profession),
            (false, Some(partner)) => Some(self.trusted(config, partner)),
            (false, None) => Some(self.elsewhere(config, decision, urgent)),
        }
    }

    fn offered(&self, config: &Config, profession: Profession) -> Option<ClinicView> {
        let book = config.link(profession).map(|link| {
            let href = link.href().to_owned().into();
            (
                self.named(config.name.as_ref(), Key::ClinicBook),
                href,
                link.leaves(),
            )
        });
        let phone = config.telephone.as_ref().map(|telephone| {
            let fill = Fill {
                number: &telephone.shown,
                ..Fill::default()
            };
            let words = self.flat(self.guide.words.key(Key::CallButton), fill);
            (words, telephone.dial.clone().into())
        });
        let says = self.says(config, config.offered.as_ref());
        let something = book.is_some() || phone.is_some() || says.is_some();
        something.then(|| ClinicView {
            title: self.named(config.name.as_ref(), Key::ClinicTitle),
            elsewhere: Vec::new(),
            book,
            phone,
            says,
        })
    }

    fn elsewhere(&self, config: &Config, decision: &Decision, urgent: bool) -> ClinicView {
        let mut lines = vec![self.key_line(Key::ClinicElsewhere)];
        // Where it is urgent the advice itself says whom to phone.
        if !urgent {
            lines.push(self.key_line(Key::ClinicFind));
            lines.extend(self.how_to_find(decision));
        }
        ClinicView {
            title: self.named(config.name.as_ref(), Key::ClinicOther),
            elsewhere: lines,
            book: None,
            phone: None,
            says: (!urgent)
                .then(|| self.says(config, config.not_offered.as_ref()))
                .flatten(),
        }
    }

    /// Whom the clinic trusts. The advice is not theirs: that it stays the same is said first.
    fn trusted(&self, config: &Config, partner: &Partner) -> ClinicView {
        let why = self.named(config.name.as_ref(), Key::ClinicPartnerWhy);
        let href = partner.link.href().to_owned().into();
        let go = self.named(Some(&partner.name), Key::ClinicPartnerGo);
        ClinicView {
            title: self.named(config.name.as_ref(), Key::ClinicPartner),
            elsewhere: vec![vec![Piece::Words(why)]],
            book: Some((go, href, partner.link.leaves())),
            phone: None,
            says: self.says(config, config.not_offered.as_ref()),
        }
    }

    /// The lines that lead to a register; else all that say how to check; else whom to ask.
    fn how_to_find(&self, decision: &Decision) -> Vec<Line> {
        let leads = |line: &Line| line.iter().any(|piece| matches!(piece, Piece::Link { .. }));
        let mut lines = self.part(decision, Part::Check);
        if lines.iter().any(leads) {
            lines.retain(leads);
        }
        if lines.is_empty() {
            lines.push(self.key_line(Key::ClinicFindDoctor));
        }
        lines
    }

    fn says(&self, config: &Config, text: Option<&String>) -> Option<(AttrValue, AttrValue)> {
        text.map(|text| {
            let from = self.named(config.name.as_ref(), Key::ClinicSays);
            (from, text.clone().into())
        })
    }

    /// A sentence with the name of a clinic. Marks around the name keep its direction to itself.
    fn named(&self, name: Option<&String>, key: Key) -> AttrValue {
        let name = match name {
            Some(name) => ["\u{2068}", name, "\u{2069}"].concat(),
            None => self.key(Key::ClinicUnnamed).to_string(),
        };
        let fill = Fill {
            clinic: &name,
            ..Fill::default()
        };
        self.flat(self.guide.words.key(key), fill)
    }
}
