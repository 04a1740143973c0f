//! What a command would do to a system.
//!
//! What programs do is data (the files in `effect/tools/`); a [`Table`] is an argument of whoever asks, and the built-in one a
//! default that the configuration extends.

mod http;
mod mongo;
mod table;
mod tools;

pub use http::http_effect;
pub use mongo::mongo_effect;
pub use table::{Table, Verdict};

/// What a command or statement would do, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Effect {
    /// Looks only.
    ReadOnly,
    /// Not classified; never guessed as read-only.
    #[default]
    Unknown,
    /// Alters a system, can be undone.
    Changes,
    /// Kills, deletes, cannot be undone.
    Destructive,
}

impl Effect {
    /// Its name in the JSON model.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Effect::ReadOnly => "read_only",
            Effect::Unknown => "unknown",
            Effect::Changes => "changes",
            Effect::Destructive => "destructive",
        }
    }

    /// The effect of a name of the JSON model.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Effect> {
        [Effect::ReadOnly, Effect::Unknown, Effect::Changes, Effect::Destructive]
            .into_iter()
            .find(|effect| effect.name() == name)
    }
}
