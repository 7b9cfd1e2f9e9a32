//! Two catalogues of people, held against every sheet that each could truthfully fill in.
//!
//! An entry says what is true, open or false of each line; from that follows which answers to each
//! question are truthful ([`answers`]). Truthful sheets are then a condition on sheets like any other,
//! kept from what is advised on all of them ([`verdicts`]). People also make mistakes: what follows from
//! a single one is in [`mod@slips`]. Where two entries may give the same answers and want what cannot both
//! be, [`mod@clashes`] says so.
//!
//! *Architecture invariant.* Plain data comes in: the pathway and the catalogues. The interpreter is
//! called only to replay a sheet before it is shown.

pub mod answers;
pub mod clashes;
pub mod slips;
pub mod verdicts;

pub use clashes::{Clash, clashes};
pub use slips::{Harm, Mistake, Slip, Slips, slips};
pub use verdicts::{Checked, Entry, Fault, Proofs, Verdict, check, check_entry};
