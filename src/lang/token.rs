//! Classes of tokens for colouring code.

/// What a piece of code is, for the eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenClass {
    /// A remark.
    Comment,
    /// Quoted text.
    String,
    /// A word of the language.
    Keyword,
    /// A program that is run.
    Command,
    /// `-n`, `--tail`
    Option,
    /// `$HOME`, `:name`
    Variable,
    /// A number.
    Number,
    /// `|`, `>`, `=`
    Operator,
    /// What an operator fills in.
    Placeholder,
    /// A function that is called or defined.
    Function,
    /// A type (`integer`).
    Type,
    /// `NULL`, `true`
    Constant,
}

impl TokenClass {
    /// A short name for style sheets.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TokenClass::Comment => "comment",
            TokenClass::String => "string",
            TokenClass::Keyword => "keyword",
            TokenClass::Command => "command",
            TokenClass::Option => "option",
            TokenClass::Variable => "variable",
            TokenClass::Number => "number",
            TokenClass::Operator => "operator",
            TokenClass::Placeholder => "placeholder",
            TokenClass::Function => "function",
            TokenClass::Type => "type",
            TokenClass::Constant => "constant",
        }
    }
}
