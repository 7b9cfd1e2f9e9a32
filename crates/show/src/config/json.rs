//! A JSON value, as deep and as wide as a configuration can need it.

/// A configuration that is longer is not read: so many characters.
pub const LONGEST: u32 = 20_000;

/// No list and no table of a configuration needs more entries.
pub const ENTRIES: usize = 32;

/// A JSON value. Whoever makes one gives at most `ENTRIES + 1` entries of each list and table, and
/// anything below the third level as [`Json::Other`]: no configuration has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object, with its own properties only.
    Table(Vec<(String, Json)>),
    /// A number, a boolean, null, or what lies too deep.
    Other,
}
