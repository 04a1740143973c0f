//! What an operator has to fill in, in all its forms.

/// How a placeholder is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Form {
    /// `<pod-name>`
    Angle,
    /// `${ADMIN_TOKEN}`, `$TOKEN`
    Env,
    /// `{{host}}`, `{host}`
    Braces,
    /// `[氏名]`
    Square,
    /// `PROJECT_ID`, `YOUR_TOKEN`, `your-domain`
    Upper,
    /// `xxx-xxxx`, `TBD`, `YYYY-MM-DD`, `example.com`
    #[default]
    Sample,
}

impl Form {
    /// Its name in the JSON model.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Form::Angle => "angle",
            Form::Env => "env",
            Form::Braces => "braces",
            Form::Square => "square",
            Form::Upper => "upper",
            Form::Sample => "sample",
        }
    }
}
