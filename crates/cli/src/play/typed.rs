//! What a typed line means, and which letter stands before which line of a question.

/// The letters of the lines. `b` and `q` are taken: they go back and leave.
const LETTERS: &str = "acdefghijklmnoprstuvwxyz";

/// What a line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Enter alone.
    Nothing,
    /// `b`: the screen before.
    Back,
    /// `?`: why this is asked; on the advice, about this tool.
    Help,
    /// `q`: leave.
    Leave,
    /// The letters of lines.
    Letters(Vec<char>),
}

impl Typed {
    /// Capitals are as good as small letters. Spaces and commas may stand between the letters.
    pub fn read(line: &str) -> Self {
        let apart = |c: char| c.is_whitespace() || c == ',';
        let letters = line.chars().filter(|&c| !apart(c));
        let letters: Vec<char> = letters.flat_map(char::to_lowercase).collect();
        match letters[..] {
            [] => Typed::Nothing,
            ['b'] => Typed::Back,
            ['?'] => Typed::Help,
            ['q'] => Typed::Leave,
            _ => Typed::Letters(letters),
        }
    }
}

/// The letter before the line at this place. No question has as many lines as there are letters.
pub fn letter(place: usize) -> char {
    LETTERS.chars().nth(place).unwrap_or('-')
}

/// The place of the line behind a letter.
pub fn place_of(letter: char) -> Option<usize> {
    LETTERS.chars().position(|known| known == letter)
}
