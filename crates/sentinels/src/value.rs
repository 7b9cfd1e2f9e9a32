//! True, open, false.

/// What is known of a statement. Greater is truer: "and" is the least, "or" the greatest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// The person would say no.
    #[default]
    False,
    /// Some such people would say yes and others no.
    Open,
    /// The person would say yes.
    True,
}

impl Value {
    /// The opposite; what is open stays open.
    pub fn opposite(self) -> Self {
        match self {
            Value::False => Value::True,
            Value::Open => Value::Open,
            Value::True => Value::False,
        }
    }

    /// All of several.
    pub fn all(values: impl IntoIterator<Item = Value>) -> Self {
        values.into_iter().min().unwrap_or(Value::True)
    }

    /// Any of several.
    pub fn any(values: impl IntoIterator<Item = Value>) -> Self {
        values.into_iter().max().unwrap_or(Value::False)
    }
}
