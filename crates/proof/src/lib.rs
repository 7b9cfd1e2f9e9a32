//! Proves guarantees about a pathway over every answer sheet that a person could give.
//!
//! *Architecture invariant.* The interpreter, `pathway`, is the definition of what the tool says.
//! This crate never calls it except to replay a counterexample before it is shown; it reads the same
//! compiled pathway and works everything out a second time, for all sheets at once, as decision
//! diagrams. It knows no text, no language and no country, reads no file and no clock.
//!
//! How it comes to be believed:
//!
//! 1. [`mod@truth`], [`mod@walk`] and [`compiled`] have one arm for each arm of the interpreter, in
//!    the same order.
//! 2. Random sheets go through both and must agree; small random pathways are enumerated one sheet
//!    after another and must agree; a second encoding by an independent library gives the same counts.
//! 3. For every guarantee a planted fault makes it fail, and every counterexample is replayed.
//! 4. Diagrams that grow past a limit make a guarantee UNKNOWN, which counts as broken. A guarantee
//!    that is about nobody counts as broken too.
//!
//! What is *not* proved: that the clinical content is right, that no question is missing, that people
//! answer truthfully, and that the screens show what the pathway says.
//!
//! | module | does |
//! |---|---|
//! | [`diagram`] | decision diagrams, counts, smallest sheets |
//! | [`layout`] | which level stands for which choice |
//! | [`mod@truth`], [`mod@walk`], [`compiled`] | the pathway, for all sheets at once |
//! | [`pairs`], [`relations`] | two people, side by side |
//! | [`groups`] | the clinical names that guarantees speak of |
//! | [`guarantee`], [`guarantees`] | the promises, and how they are checked |
//! | [`mod@sentinels`] | people whose advice is known, and what it must not be |
//! | [`mod@impact`] | what a change does to people |
//! | [`mutants`] | whether somebody would notice a mistake |
//! | [`invariants`] | where each invariant of the clinical brief is taken care of |

pub mod compiled;
pub mod diagram;
pub mod groups;
pub mod guarantee;
pub mod guarantees;
pub mod impact;
pub mod invariants;
pub mod layout;
pub mod mutants;
pub mod pairs;
pub mod relations;
pub mod sentinels;
pub mod truth;
pub mod walk;

/// The most nodes that a proof may take, unless somebody asks for more: about thirty times what the
/// content needs.
pub const NODE_LIMIT: usize = 150_000_000;
