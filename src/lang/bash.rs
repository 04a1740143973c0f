//! bash.
