//! What a command would do to a system.

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
}
